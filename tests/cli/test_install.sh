#!/bin/bash
# The installed program, scenarios, manual page and completion work at their place, and have the same commands
# and options.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

# Installation into a directory with other files, into a DESTDIR, both twice, and removal.
mkdir -p before/bin before/share/man/man1 && touch before/bin/other
cp -r before after
record=$PWD/record # not the record of the build directory, which may describe an installation in use
install_to() {
    cmake -DRECORD="$record" -DCMAKE_INSTALL_PREFIX="$1" -P "$BUILD_DIR/cmake_install.cmake"
}
install_both() {
    install_to "$PWD/after" && DESTDIR=$PWD/stage install_to /usr/local
}
uninstall() {
    cmake -DSTEP=remove -DRECORD="$record" -P "$SOURCE_DIR/scripts/installed.cmake"
}
is_installed() {
    test -x after/bin/cbmsim && find stage -name cbmsim.1 | grep .
}
only_others() {
    diff <(cd before && find . | sort) <(cd after && find . | sort) && ! find stage -mindepth 1 | grep .
}
check "cmake --install installs into a prefix and a DESTDIR" install_both
check "a second installation succeeds" install_both
check "the program and the manual page are installed" is_installed
check "uninstall succeeds" uninstall
check "uninstall removes exactly the installed files" only_others
check "a second uninstall succeeds" uninstall

check "cmake --install installs into a path with a space" install_to "$PWD/pre fix"
prefix="$PWD/pre fix"
program="$prefix/bin/cbmsim"
page="$prefix/share/man/man1/cbmsim.1"
completion="$prefix/share/bash-completion/completions/cbmsim"

version() {
    [[ $("$program" --version) == "$("$CBMSIM" --version)" ]]
}
check "the installed program has the version of the build" version
# Files that the installed documents name.
documents_complete() {
    local path paths
    mapfile -t paths < <(cd "$prefix/share/doc/cbmsim" && find -L . -name '*.md' -exec \
        grep -ohE "\\b(scenarios/[a-z0-9/-]+\.(md|json|csv)|(scenarios|results)/README.md|sim/MODEL.md)" {} + | sort -u)
    printf '%d paths\n' "${#paths[@]}"
    for path in "${paths[@]}"; do
        test -e "$prefix/share/doc/cbmsim/$path" || { printf 'not installed: %s\n' "$path" && return 1; }
    done
    ((${#paths[@]} >= 5)) && test -f "$prefix/share/doc/cbmsim/LICENSE"
}
check "the files that the installed documents name are installed" documents_complete
from_python() {
    CBMSIM=$program PYTHONPATH=$prefix/share/cbmsim/scripts /usr/bin/python3 -c "import cbmsim
assert len(cbmsim.run('$prefix/share/cbmsim/scenarios/two-states-tutorial.json', replications=2)['runs']) == 6"
}
check "the installed cbmsim.py runs a scenario" from_python
check "cbmsim.R is installed" test -f "$prefix/share/cbmsim/scripts/cbmsim.R"
check "an installed scenario runs" "$program" run \
    "$prefix/share/cbmsim/scenarios/russia-indonesia-2021.json" -n 2 --quiet -o out
check "the run of an installed scenario has rows" grep -q '^1,' out/runs.csv
starter() {
    "$program" new first-steps && "$program" check first-steps.json &&
        "$program" run first-steps.json -n 2 --quiet
}
check "a scenario made by 'new' runs" starter

mapfile -t commands < <("$program" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p')
check "the help lists at least seven commands" test "${#commands[@]}" -ge 7
# page_knows [-f FILE] WORD...: the manual page contains each WORD.
page_knows() {
    local file=$page word text
    [[ $1 == -f ]] && file=$2 && shift 2
    text=$(sed 's/\\-/-/g' "$file")
    for word in "$@"; do
        grep -qE -- "$word([^a-z-]|$)" <<<"$text" || { printf 'not in the manual page: %s\n' "$word" && return 1; }
    done
}
has_example() {
    "$program" "$1" --help | grep -q '^Example: cbmsim '"$1"
}
not() {
    ! "$@"
}
# completes_by PROGRAM WANTED WORD...: WANTED is a completion of the last WORD.
completes_by() {
    local wanted=$2
    COMP_WORDS=("$1" "${@:3}") COMP_CWORD=$(($# - 2))
    _cbmsim
    printf '%s\n' "${COMPREPLY[@]}" | grep -qx -- "$wanted"
}
completes() {
    completes_by "$program" "$@"
}
completes_all() {
    local command=$1 word
    shift
    for word in "$@"; do
        completes "$word" "$command" "${word:0:4}" || { printf 'not completed: %s\n' "$word" && return 1; }
    done
}
# shellcheck source=sim/cli/cbmsim.bash
source "$completion"
for command in "${commands[@]}"; do
    mapfile -t options < <("$program" "$command" --help | sed -nE 's/^  (-., )?(--[a-z-]+).*/\2/p')
    check "the manual page has $command ${options[*]}" page_knows ".SS $command" "${options[@]}"
    check "the completion has $command ${options[*]}" completes_all "$command" --help "${options[@]}"
    check "$command --help prints an example" has_example "$command"
done
# An additional option in the help appears in the manual page and in the completion.
cat >extended <<END
#!/bin/bash
"$program" "\$@" | sed 's/^  --fresh/  -x, --extra-hot none|a-b|\\\\more\\n        .5 more.\\n&/'
END
chmod +x extended
awk -v program=./extended -f "$SOURCE_DIR/sim/cli/manual.awk" "$SOURCE_DIR/sim/cli/manual.txt" >extended.1
check "an additional option appears in the manual page" page_knows -f extended.1 '^.B -x, --extra-hot none' '^\\&.5 more.'
check "the original manual page does not have it" not page_knows --extra-hot
check "an additional option appears in the completion" completes_by ./extended --extra-hot sweep --ex
check "the original completion does not have it" not completes --extra-hot sweep --ex
# Every option that the code of a command reads.
described() {
    local names name
    mapfile -t names < <(cat "$SOURCE_DIR"/sim/cli/commands/*.c "$SOURCE_DIR"/sim/cli/{arguments,story_options,command_session}.c | tr -d '\n' |
        grep -oE 'arguments_(has|value|values|integer|choice)\([^"();]*, *"[a-z-]+"' | sed 's/.*"\(.*\)"/\1/' | sort -u)
    printf '%d options\n' "${#names[@]}"
    for name in "${names[@]}"; do
        page_knows "--$name" || return 1
    done
    ((${#names[@]} >= 20))
}
check "the manual page has every option that the code reads" described
if command -v groff >/dev/null; then
    clean_page() {
        [[ -z $(groff -man -Tutf8 -ww -z "$page" 2>&1) ]]
    }
    check "groff finds no errors in the manual page" clean_page
else
    skip "groff finds no errors in the manual page" "groff is not installed"
fi
check "the completion completes a command" completes describe desc
check "the completion completes an option" completes --trace-level run --tr
check "the completion completes a value" completes incidents run x.json --trace-level inc
check "the completion completes a topic" completes measures describe mea
check "the completion completes the kind of a schema" completes experiment schema e
check "the completion completes a file name" completes first-steps.json run first
finish
