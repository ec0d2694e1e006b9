# shellcheck shell=bash
# tap.sh - prints the results of a test in bash, in the Test Anything Protocol.
#
#   source "$SOURCE_DIR/tests/tap.sh"    enters a new directory, which is removed at the end
#   check NAME COMMAND...                COMMAND must succeed; otherwise its output is shown
#   skip NAME REASON
#
# The last line of a test is `finish`. A script that ends before it has failed.
set -uo pipefail

tap_count=0
tap_failed=0
tap_finished=no
: "${SOURCE_DIR:=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)}"
: "${BUILD_DIR:=$SOURCE_DIR/build}"
: "${CBMSIM:=$BUILD_DIR/cbmsim}"
export SOURCE_DIR BUILD_DIR CBMSIM
tap_directory=$(mktemp -d "${TMPDIR:-/tmp}/cbmsim-test-XXXXXX")

tap_leave() {
    local status=$?
    if declare -F cleanup >/dev/null; then
        cleanup
    fi
    cd / && rm -rf "$tap_directory"
    if [[ $tap_finished != yes ]]; then
        printf 'not ok %d - ended early, status %d\n' $((tap_count + 1)) "$status"
        exit 1
    fi
}
trap tap_leave EXIT
cd "$tap_directory" || exit 1

check() {
    local name=$1 output
    shift
    tap_count=$((tap_count + 1))
    if output=$("$@" 2>&1); then
        printf 'ok %d - %s\n' "$tap_count" "$name"
    else
        printf 'not ok %d - %s\n' "$tap_count" "$name"
        printf '# %s\n' "$*"
        printf '%s\n' "$output" | head -n 40 | sed 's/^/# /'
        tap_failed=$((tap_failed + 1))
    fi
}

skip() {
    tap_count=$((tap_count + 1))
    printf 'ok %d - %s # SKIP %s\n' "$tap_count" "$1" "$2"
}

finish() {
    printf '1..%d\n' "$tap_count"
    tap_finished=yes
    exit $((tap_failed > 0))
}
