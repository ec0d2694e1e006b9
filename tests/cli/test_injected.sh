#!/bin/bash
# Fault injection: strace makes each system call of a kind fail once while a result is made (some kinds only in
# the long form). The program reports the error and ends with 4, or succeeds without the call. No file under its
# final name is incomplete, and the same command makes the result afterwards.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"
# shellcheck source=tests/cli/result.sh
source "$SOURCE_DIR/tests/cli/result.sh"

run=("$CBMSIM" run "$SOURCE_DIR/scenarios/two-states-tutorial.json" -n 2 -s 1 -j 2 --quiet)
"${run[@]}" -o ref || exit 1

# fails CALL ERROR: for each n, a run in which the n-th CALL fails with ERROR.
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
            continue # the dynamic linker failed, before the program started
        fi
        if [[ $status -ne 0 && $status -ne 4 ]] || { [[ $status -eq 4 ]] && [[ ! -s message ]]; }; then
            printf 'call %d: exit %d\n' "$n" "$status"
            cat message && return 1
        fi
        if [[ -d out ]]; then
            consistent out || { printf 'call %d: the result is not consistent\n' "$n" && return 1; }
        fi
        if [[ $status -eq 0 ]]; then
            same ref out || { printf 'call %d: no error, but another result\n' "$n" && return 1; }
        fi
        if ! "${run[@]}" -o out || ! same ref out; then
            printf 'call %d: the same command does not complete the result\n' "$n" && return 1
        fi
    done
    printf '%d calls failed\n' "$injected"
    ((injected > 0 && n <= 400))
}

if [[ -n ${SANITIZE-} ]]; then
    skip "every failing system call is handled" "sanitizers do not work under strace"
elif ! strace -o log true 2>/dev/null; then
    skip "every failing system call is handled" "strace is missing or not permitted"
else
    while read -r call error form; do
        if [[ $form == long && ${CBMSIM_LONG-no} != yes ]]; then
            skip "a run survives each $call that fails with $error" "--all only"
        else
            check "a run survives each $call that fails with $error" fails "$call" "$error"
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
