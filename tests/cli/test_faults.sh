#!/bin/bash
# If the system fails, the program reports the error and ends with the right exit code. No file under its final
# name is incomplete, nothing is lost, and the same command completes the result later.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"
# shellcheck source=tests/cli/result.sh
source "$SOURCE_DIR/tests/cli/result.sh"

# Paths without spaces, readable by all users.
cp -r "$SOURCE_DIR/scenarios" . && chmod -R a+rX .
tutorial=$PWD/scenarios/two-states-tutorial.json
large=$PWD/scenarios/russia-indonesia-2021.json
sanitized=${SANITIZE-}
mounted=()

cleanup() {
    local place
    for place in "${mounted[@]}"; do
        umount "$place"
    done
}

# ends CODE PATTERN COMMAND...: the command exits with CODE and a message that matches PATTERN.
ends() {
    local code=$1 pattern=$2 status=0
    shift 2
    "$@" 2>message || status=$?
    cat message
    printf 'exit %d instead of %d\n' "$status" "$code"
    [[ $status -eq $code ]] && grep -qE -- "$pattern" message
}

to_full() {
    "$@" >/dev/full
}
to_closed() {
    "$@" >&-
}

# The standard output
run=("$CBMSIM" run "$tutorial" -n 5 -s 1 --quiet)
"${run[@]}" -o ref || exit 1
for words in "run $tutorial -n 2 --quiet" "describe measures" "schema scenario" "compare ref" "--help" \
    "run --help" "--version"; do
    read -ra arguments <<<"$words"
    check "a full standard output is an error: ${arguments[*]##*/}" ends 4 'standard output: .*No space left' \
        to_full "$CBMSIM" "${arguments[@]}"
done
check "a closed standard output is an error" ends 4 'standard output: .*Bad file descriptor' to_closed "${run[@]}"
silent() {
    "${run[@]:0:7}" -o silent 2>&- >&- <&- && same ref silent
}
check "run -o works without standard input, output and error" silent
pipe_closed() {
    local status
    "$CBMSIM" describe events --format csv | head -c 1 >/dev/null
    status=${PIPESTATUS[0]}
    [[ $status -eq 0 || $status -eq 4 ]]
}
check "a pipe that is closed early ends with 0 or 4" pipe_closed

# Directories
mkdir foreign && printf 'mine\n' >foreign/notes.txt
check "a foreign directory is refused" ends 4 'foreign' "${run[@]}" -o foreign
check "a foreign directory is refused even with --fresh" ends 4 'foreign' "${run[@]}" -o foreign --fresh
untouched() {
    [[ $(ls -A foreign) == notes.txt && $(cat foreign/notes.txt) == mine ]]
}
check "a refused directory is not changed" untouched
cp -r ref before
check "a result with another seed is refused" ends 4 'ref' "$CBMSIM" run "$tutorial" -n 5 -s 2 --quiet -o ref
check "a refused result is not changed" diff -r before ref
check "a file in place of the directory is an error" ends 4 'Not a directory' "${run[@]}" -o "$tutorial/"
deep() {
    "${run[@]}" -o none/deep/out && cmp ref/runs.csv none/deep/out/runs.csv
}
check "missing folders above the directory are made" deep
refused_deep() {
    ends 4 'Not a directory' "${run[@]}" -o "$tutorial/deep/out"
}
check "a file in place of a folder above the directory is an error" refused_deep
ln -s /dev/full full-link
check "a device in place of the directory is an error" ends 4 'full-link' "${run[@]}" -o full-link
mkdir victim && printf 'precious\n' >victim/runs.csv && mkdir linked && ln -s ../victim linked/.cbmsim
check "a link in place of the scratch directory is an error" ends 4 'linked' "${run[@]}" -o linked
precious() {
    [[ $(cat victim/runs.csv) == precious && $(ls -A victim) == runs.csv ]]
}
check "the link is not followed" precious
changed_file() {
    cp -r ref edited && printf 'x\n' >>edited/runs.csv && "${run[@]}" -o edited && same ref edited
}
check "a changed file of the result is written again" changed_file
if [[ $(id -u) -eq 0 ]] && command -v setpriv >/dev/null && setpriv --reuid=65534 --regid=65534 --clear-groups true; then
    mkdir readonly && chmod 755 . readonly
    check "a directory without write permission is an error" ends 4 'readonly.*Permission denied' \
        setpriv --reuid=65534 --regid=65534 --clear-groups "${run[@]}" -o readonly
else
    skip "a directory without write permission is an error" "needs root and setpriv"
fi

# Two processes at a time
at_once() {
    local first second status=0 status_first=0
    "$CBMSIM" run "$large" -n 600 -s 1 --quiet -o shared 2>first &
    first=$!
    sleep 0.1
    "$CBMSIM" run "$large" -n 600 -s 1 --quiet -o shared 2>second || status=$?
    wait "$first" || status_first=$?
    first=$(cat first)
    second=$(cat second)
    printf '%d %s\n%d %s\n' "$status_first" "$first" "$status" "$second"
    case $status_first,$status in # either process may have been the first to lock the directory
    0,0) ;;
    0,4) [[ $second == *shared* ]] ;;
    4,0) [[ $first == *shared* ]] ;;
    *) return 1 ;;
    esac
}
check "of two processes at a time, one waits or is refused" at_once
check "two processes at a time leave a consistent result" consistent shared

# Limits
file_size() (
    ulimit -f 16
    "$CBMSIM" run "$large" -n 50 --quiet -o small
)
check "a limit of the file size is an error" ends 4 'small/.*File too large' file_size
check "a limit of the file size leaves no incomplete file" consistent small
few_files() {
    prlimit --nofile="$1" "${run[@]}" -o few
}
for n in 5 6 7; do
    check "a limit of $n open files is an error" ends 4 'Too many open files' few_files "$n"
done
if [[ -z $sanitized ]]; then
    little_memory() {
        local kilobytes status
        for kilobytes in 4000 6000 8000 12000 16000 24000 32000 64000; do
            status=0
            (ulimit -v "$kilobytes" && exec "${run[@]}" -j 2 -o "memory-$kilobytes") 2>message || status=$?
            # 127: the shared libraries cannot be loaded.
            if [[ $status -ne 0 && $status -ne 4 && $status -ne 127 && ! -s message ]] ||
                ((status > 128)); then
                printf '%d kB: exit %d\n' "$kilobytes" "$status" && cat message && return 1
            fi
            [[ ! -d memory-$kilobytes ]] || consistent "memory-$kilobytes" || return 1
        done
    }
    check "any limit of memory ends with success or an error message" little_memory
else
    skip "any limit of memory ends with success or an error message" "sanitizers need more memory"
fi

# A full disk
mkdir disk
if [[ $(id -u) -eq 0 ]] && mount -t tmpfs -o size=1m tmpfs disk 2>/dev/null; then
    mounted+=("$PWD/disk")
    check "a small result fits on the small disk" "${run[@]}" -o disk/out
    cp -r disk/out fitted
    check "a full disk is an error" ends 4 'disk/out/.*No space left' \
        "$CBMSIM" run "$tutorial" -n 5000 -s 1 --quiet -o disk/out
    check "a full disk leaves the former result unchanged" same fitted disk/out
    check "a full disk leaves no incomplete file" consistent disk/out
    mount -o remount,size=64m disk
    "$CBMSIM" run "$tutorial" -n 200 -s 1 --quiet -o disk/out
    "$CBMSIM" run "$tutorial" -n 200 -s 1 --quiet -o roomy
    check "with more room the same directory is completed" same roomy disk/out
else
    skip "a full disk is an error" "mount is not permitted"
fi

# Killed and interrupted
killed() {
    local k pid
    "$CBMSIM" run "$large" -n 300 -s 1 --quiet -o whole || return 1
    for k in 02 05 08 11 15 20 25 30 40 60; do
        "$CBMSIM" run "$large" -n 300 -s 1 --quiet -o killed &
        pid=$!
        sleep "0.$k"
        kill -KILL "$pid" 2>/dev/null
        wait "$pid" 2>/dev/null
        [[ ! -d killed ]] || consistent killed || return 1
    done
    "$CBMSIM" run "$large" -n 300 -s 1 --quiet -o killed && same whole killed
}
check "a run that is killed ten times leaves consistent files and is completed" killed
many=("$CBMSIM" run "$large" -n 1000 -s 1 --quiet --trace-level none)
"${many[@]}" -o complete
interrupted() {
    local status=0 pid
    "${many[@]}" -o "stopped-$1" 2>message &
    pid=$!
    until [[ -e stopped-$1/journal/blocks ]]; do
        sleep 0.01
    done
    kill "-$1" "$pid"
    wait "$pid" || status=$?
    printf 'exit %d\n' "$status"
    cat message
    [[ $status -eq 75 ]] && consistent "stopped-$1" || return 1
    "${many[@]}" -o "stopped-$1" && same complete "stopped-$1"
}
check "SIGINT stops the run, and the same command completes it" interrupted INT
check "SIGTERM stops the run, and the same command completes it" interrupted TERM
finish
