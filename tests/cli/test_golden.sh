#!/bin/bash
# Every scenario gives what it gave, byte for byte: see scripts/regold.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

check "scenarios give what tests/golden says" "$SOURCE_DIR/scripts/regold" --check
moved() {
    mkdir -p copy/scripts copy/tests && cp "$SOURCE_DIR/scripts/regold" copy/scripts/ &&
        cp -r "$SOURCE_DIR/scenarios" copy/ && cp -r "$SOURCE_DIR/tests/golden" copy/tests/ &&
        chmod -R u+w copy &&
        sed -i '2s/,ok,/,failed,/' copy/tests/golden/two-states-tutorial/runs.csv || return 1
    ! copy/scripts/regold --check >found && grep -q "status: 1 of .*'failed' -> 'ok'" found &&
        copy/scripts/regold >/dev/null && copy/scripts/regold --check
}
check "a cell that moves is found, shown and written" moved
finish
