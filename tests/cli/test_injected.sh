#!/bin/bash
# Every call to the system fails once, by strace (those of some kinds only in the long form), while a result is made: the program says so and
# ends with 4, or does without; nothing half written stands under a final name; and the same command
# makes the result afterwards.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"
# shellcheck source=tests/cli/result.sh
source "$SOURCE_DIR/tests/cli/result.sh"

run=("$CBMSIM" run "$SOURCE_DIR/scenarios/two-states-tutorial.json" -n 2 -s 1 -j 2 --quiet)
"${run[@]}" -o ref || exit 1

# fails CALL ERROR: its n-th call, for every n there is.
fails() {
    local call=$1 error=$2 n status injected=0
    for ((n = 1; n <= 400; n++)); do
        rm -rf out
        status=0
        strace -f -qq -o log -e trace="$call" -e inject="$call:error=$error:when=$n" \
            "${run[@]}" -o out 2>message || status=$?
        grep -q INJECTED log || break
        injected=$((injected + 1))
        if [[ $status -eq 127 ]] && grep -q 'shared librar' message; then
            continue # the program had not begun
        fi
        if [[ $status -ne 0 && $status -ne 4 ]] || { [[ $status -eq 4 ]] && [[ ! -s message ]]; }; then
            printf 'call %d: exit %d\n' "$n" "$status"
            cat message && return 1
        fi
        if [[ -d out ]]; then
            whole out || { printf 'call %d: not whole\n' "$n" && return 1; }
        fi
        if [[ $status -eq 0 ]]; then
            same ref out || { printf 'call %d: no error, and not the result\n' "$n" && return 1; }
        fi
        if ! "${run[@]}" -o out || ! same ref out; then
            printf 'call %d: not completed\n' "$n" && return 1
        fi
    done
    printf '%d calls failed\n' "$injected"
    ((injected > 0 && n <= 400))
}

if [[ -n ${SANITIZE-} ]]; then
    skip "every call fails" "sanitizers and strace do not go together"
elif ! strace -o log true 2>/dev/null; then
    skip "every call fails" "strace is missing or not permitted"
else
    while read -r call error form; do
        if [[ $form == long && ${CBMSIM_LONG-no} != yes ]]; then
            skip "$call fails with $error" "--all only"
        else
            check "$call fails with $error" fails "$call" "$error"
        fi
    done <<END
write ENOSPC long
fsync EIO long
close EIO long
renameat EACCES
openat EMFILE long
mkdirat EROFS
unlinkat EACCES
read EIO long
clone3 EAGAIN
END
fi
finish
