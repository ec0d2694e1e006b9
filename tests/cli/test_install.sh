#!/bin/bash
# What is installed works from where it is installed: the program, its scenarios, its page, its
# completion; and all of them speak of the same commands and options.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

check "cmake --install" cmake --install "$BUILD_DIR" --prefix "$PWD/pre fix"
prefix="$PWD/pre fix"
program="$prefix/bin/cbmsim"
page="$prefix/share/man/man1/cbmsim.1"
completion="$prefix/share/bash-completion/completions/cbmsim"

version() {
    [[ $("$program" --version) == "cbmsim $(sed -n 's/^project(cbmsim VERSION \([0-9.]*\).*/\1/p' \
        "$SOURCE_DIR/CMakeLists.txt")" ]]
}
check "the version is that of the project" version
check "an installed scenario runs" "$program" run \
    "$prefix/share/cbmsim/scenarios/russia-indonesia-2021.json" -n 2 --quiet -o out
check "and gives rows" grep -q '^1,' out/runs.csv
starter() {
    "$program" new first-steps && "$program" check first-steps.json &&
        "$program" run first-steps.json -n 2 --quiet
}
check "a new scenario runs" starter

mapfile -t commands < <("$program" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p')
check "there are commands" test "${#commands[@]}" -ge 7
page_knows() {
    local word
    for word in "$@"; do
        grep -qF -- "${word//-/\\-}" "$page" || { printf 'not in the page: %s\n' "$word" && return 1; }
    done
}
example_stands() {
    "$program" "$1" --help | grep -q '^Example: cbmsim '"$1"
}
for command in "${commands[@]}"; do
    mapfile -t options < <("$program" "$command" --help | grep -oE -- '--[a-z-]+' | sort -u)
    check "the page knows $command ${options[*]}" page_knows "$command" "${options[@]}"
    check "$command --help has an example" example_stands "$command"
done
if command -v groff >/dev/null; then
    clean_page() {
        [[ -z $(groff -man -Tutf8 -ww -z "$page" 2>&1) ]]
    }
    check "the page has no errors" clean_page
else
    skip "the page has no errors" "there is no groff"
fi

completes() {
    local wanted=$1
    shift
    COMP_WORDS=("$program" "$@") COMP_CWORD=$#
    _cbmsim
    printf '%s\n' "${COMPREPLY[@]}" | grep -qx -- "$wanted"
}
# shellcheck source=sim/cli/cbmsim.bash
source "$completion"
check "completes a command" completes describe desc
check "completes an option" completes --trace-level run --tr
check "completes a value" completes incidents run x.json --trace-level inc
check "completes a topic" completes measures describe mea
check "completes a file" completes first-steps.json run first
finish
