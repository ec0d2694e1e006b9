#!/bin/bash
# What is installed works from where it is installed: the program, its scenarios, its page, its
# completion; and all of them speak of the same commands and options.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

# Into a directory with files and directories of others, twice, staged, and away again.
mkdir -p before/bin before/share/man/man1 && touch before/bin/other
cp -r before after
record=$PWD/record # not that of the build directory: what was installed from it stays
install_to() {
    cmake -DRECORD="$record" -DCMAKE_INSTALL_PREFIX="$1" -P "$BUILD_DIR/cmake_install.cmake"
}
install_both() {
    install_to "$PWD/after" && DESTDIR=$PWD/stage install_to /usr/local
}
uninstall() {
    cmake -DSTEP=remove -DRECORD="$record" -P "$SOURCE_DIR/scripts/installed.cmake"
}
is_there() {
    test -x after/bin/cbmsim && find stage -name cbmsim.1 | grep .
}
as_before() {
    diff <(cd before && find . | sort) <(cd after && find . | sort) && ! find stage -mindepth 1 | grep .
}
check "install" install_both
check "and again" install_both
check "it is there" is_there
check "uninstall" uninstall
check "removes exactly that" as_before
check "there is nothing to remove twice" uninstall

check "install for use" install_to "$PWD/pre fix"
prefix="$PWD/pre fix"
program="$prefix/bin/cbmsim"
page="$prefix/share/man/man1/cbmsim.1"
completion="$prefix/share/bash-completion/completions/cbmsim"

version() {
    [[ $("$program" --version) == "$("$CBMSIM" --version)" ]]
}
check "the version is that of the build" version
# Paths that installed documents name.
documents_stand() {
    local path paths
    mapfile -t paths < <(cd "$prefix/share/doc/cbmsim" && find -L . -name '*.md' -exec \
        grep -ohE "\\b(scenarios/[a-z0-9/-]+\.(md|json|csv)|(scenarios|results)/README.md|sim/MODEL.md)" {} + | sort -u)
    printf '%d paths\n' "${#paths[@]}"
    for path in "${paths[@]}"; do
        test -e "$prefix/share/doc/cbmsim/$path" || { printf 'not installed: %s\n' "$path" && return 1; }
    done
    ((${#paths[@]} >= 5)) && test -f "$prefix/share/doc/cbmsim/LICENSE"
}
check "installed documents name what is installed" documents_stand
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
# page_knows [-f FILE] WORD...
page_knows() {
    local file=$page word text
    [[ $1 == -f ]] && file=$2 && shift 2
    text=$(sed 's/\\-/-/g' "$file")
    for word in "$@"; do
        grep -qE -- "$word([^a-z-]|$)" <<<"$text" || { printf 'not in the page: %s\n' "$word" && return 1; }
    done
}
example_stands() {
    "$program" "$1" --help | grep -q '^Example: cbmsim '"$1"
}
not() {
    ! "$@"
}
# completes_by PROGRAM WANTED WORD...
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
    check "the page knows $command ${options[*]}" page_knows ".SS $command" "${options[@]}"
    check "the completion, too" completes_all "$command" --help "${options[@]}"
    check "$command --help has an example" example_stands "$command"
done
# An option more in the help of the program is in the page and in the completion.
cat >extended <<END
#!/bin/bash
"$program" "\$@" | sed 's/^  --fresh/  -x, --extra-hot none|a-b|\\\\more\\n        .5 more.\\n&/'
END
chmod +x extended
awk -v program=./extended -f "$SOURCE_DIR/sim/cli/manual.awk" "$SOURCE_DIR/sim/cli/manual.txt" >extended.1
check "an option more is in the page" page_knows -f extended.1 '^.B -x, --extra-hot none' '^\\&.5 more.'
check "which did not know it" not page_knows --extra-hot
check "and in the completion" completes_by ./extended --extra-hot sweep --ex
check "which did not know it either" not completes --extra-hot sweep --ex
# Every option that a command asks for by its name.
described() {
    local names name
    mapfile -t names < <(cat "$SOURCE_DIR"/sim/cli/command_*.c "$SOURCE_DIR"/sim/cli/arguments.c | tr -d '\n' |
        grep -oE 'arguments_(has|value|values|integer|choice)\([^"();]*, *"[a-z-]+"' | sed 's/.*"\(.*\)"/\1/' | sort -u)
    printf '%d options are read\n' "${#names[@]}"
    for name in "${names[@]}"; do
        page_knows "--$name" || return 1
    done
    ((${#names[@]} >= 20))
}
check "every option that is read is described" described
if command -v groff >/dev/null; then
    clean_page() {
        [[ -z $(groff -man -Tutf8 -ww -z "$page" 2>&1) ]]
    }
    check "the page has no errors" clean_page
else
    skip "the page has no errors" "there is no groff"
fi
check "completes a command" completes describe desc
check "completes an option" completes --trace-level run --tr
check "completes a value" completes incidents run x.json --trace-level inc
check "completes a topic" completes measures describe mea
check "completes the kind of a schema" completes experiment schema e
check "completes a file" completes first-steps.json run first
finish
