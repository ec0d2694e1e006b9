#!/bin/bash
# A release build is hardened and does not contain the path of its build directory.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

names=("position independent code" "read-only relocations" "symbols bound at start" "no executable stack"
    "stack protector" "checked library calls" "no path of the build")
# lacks PROGRAM DIRECTORY...: prints the names of the properties that the program lacks.
lacks() {
    local program=$1 headers dynamic symbols directory
    shift
    headers=$(LC_ALL=C readelf -hlW "$program")
    dynamic=$(LC_ALL=C readelf -dW "$program")
    symbols=$(LC_ALL=C readelf --dyn-syms -W "$program")
    grep -qE 'Type: +DYN' <<<"$headers" && grep -qE 'FLAGS_1.*\bPIE\b' <<<"$dynamic" || echo "${names[0]}"
    grep -q GNU_RELRO <<<"$headers" || echo "${names[1]}"
    grep -qE 'FLAGS_1.*\bNOW\b' <<<"$dynamic" || echo "${names[2]}"
    grep -qE 'GNU_STACK .* RW +0x' <<<"$headers" || echo "${names[3]}"
    grep -q __stack_chk_fail <<<"$symbols" || echo "${names[4]}"
    grep -qE '__[a-z]+_chk@' <<<"$symbols" || echo "${names[5]}"
    for directory in "$@"; do
        if grep -qaF -- "$directory" "$program"; then
            echo "${names[6]}"
            break
        fi
    done
}

if ! command -v readelf >/dev/null; then
    skip "the release build is hardened" "readelf is not installed"
    finish
elif ! grep -qx 'CMAKE_BUILD_TYPE:STRING=Release' "$BUILD_DIR/CMakeCache.txt" || [[ -n ${SANITIZE-} ]]; then
    skip "the release build is hardened" "this is not a release build"
    finish
fi
has() {
    ! grep -xF -- "$1" lacking
}
lacks "$CBMSIM" "$SOURCE_DIR" "$BUILD_DIR" >lacking
for name in "${names[@]}"; do
    check "the program is hardened: $name" has "$name"
done
# With a base directory, ccache gives the compiler paths like ../sim/...
assertions_name_files() {
    LC_ALL=C grep -aoE '[A-Za-z0-9_./-]*sim/[a-z_/]+\.c' "$CBMSIM" | sed 's:^\(\.\./\)*::' | sort -u >files
    cat files
    grep -q '^sim/' files && ! grep -v '^sim/' files
}
check "assertions name files relative to the source directory" assertions_name_files

# A program without these properties is detected.
cat >twin.c <<END
#include <stdio.h>
#include <string.h>
int main(int argc, char **argv) {
    char text[64];
    strcpy(text, argv[argc - 1]);
    return puts(text) < 0 || puts(__FILE__) < 0;
}
END
twin() {
    cc -O2 -fno-pie -no-pie -fno-stack-protector -U_FORTIFY_SOURCE -Wl,-z,norelro,-z,lazy,-z,execstack \
        "$PWD/twin.c" -o twin && lacks ./twin "$PWD" >seen && diff seen <(printf '%s\n' "${names[@]}")
}
check "a program without any of these properties is detected" twin
finish
