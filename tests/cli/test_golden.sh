#!/bin/bash
# Every scenario reproduces its golden results byte for byte: see scripts/regold.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

check "all scenarios reproduce their golden results" "$SOURCE_DIR/scripts/regold" --check
changed_cell() {
    mkdir -p copy/scripts copy/tests && cp "$SOURCE_DIR/scripts/regold" copy/scripts/ &&
        cp -r "$SOURCE_DIR/scenarios" copy/ && cp -r "$SOURCE_DIR/tests/golden" copy/tests/ &&
        chmod -R u+w copy &&
        sed -i '2s/,ok,/,failed,/' copy/tests/golden/two-states-tutorial/runs.csv || return 1
    ! copy/scripts/regold --check >found && grep -q "status: 1 of .*'failed' -> 'ok'" found &&
        copy/scripts/regold >/dev/null && copy/scripts/regold --check
}
check "a changed cell is found, printed and replaced" changed_cell
finish
