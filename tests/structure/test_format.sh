#!/bin/bash
# Every C file has the format that clang-format-14 produces; every shell script passes shellcheck.
# Arguments: folders; default: all.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"
cd "$SOURCE_DIR" || exit 1

formatted() {
    find "$@" \( -name '*.c' -o -name '*.h' -o -name '*.cpp' \) -print0 | LC_ALL=C sort -z |
        xargs -0 -r clang-format-14 --dry-run --Werror --ferror-limit=3
}

folders=("$@")
[[ $# -gt 0 ]] || folders=(sim/* tests)
if command -v clang-format-14 >/dev/null; then
    for folder in "${folders[@]}"; do
        if [[ -d $folder ]]; then
            check "$folder is formatted" formatted "$folder"
        fi
    done
else
    skip "all folders are formatted" "clang-format-14 is not installed"
fi

scripts=()
while IFS= read -r -d '' file; do
    if [[ $file == *.sh || $file == *.bash ]] || head -n 1 "$file" | grep -qE '^#!.*\b(ba)?sh$'; then
        scripts+=("$file")
    fi
done < <(find .ci scripts "${folders[@]}" -type f -not -path 'tests/fuzz/corpus/*' -size -200k -print0 | LC_ALL=C sort -z)
if command -v shellcheck >/dev/null; then
    check "${#scripts[@]} scripts pass shellcheck" shellcheck -x "${scripts[@]}"
else
    skip "scripts pass shellcheck" "shellcheck is not installed"
fi
for file in "${scripts[@]}"; do
    if [[ $(head -c 2 "$file") == '#!' && $file != tests/* ]]; then
        check "$file sets -uo pipefail" grep -qE '^set -e?uo pipefail$' "$file"
    fi
done
finish
