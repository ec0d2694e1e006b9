#!/bin/bash
# Whatever fails around the program, it says so with the right exit code, leaves nothing half
# written under a final name and nothing lost, and the same command completes the result later.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"
# shellcheck source=tests/cli/result.sh
source "$SOURCE_DIR/tests/cli/result.sh"

# Names without spaces, readable for everybody.
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

# ends CODE PATTERN COMMAND...: exits with CODE and a message that matches.
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
    check "/dev/full: ${arguments[*]##*/}" ends 4 'standard output: .*No space left' \
        to_full "$CBMSIM" "${arguments[@]}"
done
check "a closed output" ends 4 'standard output: .*Bad file descriptor' to_closed "${run[@]}"
silent() {
    "${run[@]:0:7}" -o silent 2>&- >&- <&- && same ref silent
}
check "with no standard files at all" silent
pipe_closed() {
    local status
    "$CBMSIM" describe events --format csv | head -c 1 >/dev/null
    status=${PIPESTATUS[0]}
    [[ $status -eq 0 || $status -eq 4 ]]
}
check "a reader that stops reading" pipe_closed

# Directories
mkdir foreign && printf 'mine\n' >foreign/notes.txt
check "a foreign directory is refused" ends 4 'foreign' "${run[@]}" -o foreign
check "even with --fresh" ends 4 'foreign' "${run[@]}" -o foreign --fresh
untouched() {
    [[ $(ls -A foreign) == notes.txt && $(cat foreign/notes.txt) == mine ]]
}
check "and not touched" untouched
cp -r ref before
check "another seed is refused" ends 4 'ref' "$CBMSIM" run "$tutorial" -n 5 -s 2 --quiet -o ref
check "and changes nothing" diff -r before ref
check "a file in place of the directory" ends 4 'Not a directory' "${run[@]}" -o "$tutorial/"
check "no directory above it" ends 4 'No such file' "${run[@]}" -o none/deep/out
ln -s /dev/full full-link
check "a device in its place" ends 4 'full-link' "${run[@]}" -o full-link
mkdir victim && printf 'precious\n' >victim/runs.csv && mkdir linked && ln -s ../victim linked/.cbmsim
check "a link in place of the scratch directory" ends 4 'linked' "${run[@]}" -o linked
precious() {
    [[ $(cat victim/runs.csv) == precious && $(ls -A victim) == runs.csv ]]
}
check "is not followed" precious
changed_file() {
    cp -r ref edited && printf 'x\n' >>edited/runs.csv && "${run[@]}" -o edited && same ref edited
}
check "a file of ours that somebody changed is written anew" changed_file
if [[ $(id -u) -eq 0 ]] && command -v setpriv >/dev/null && setpriv --reuid=65534 --regid=65534 --clear-groups true; then
    mkdir readonly && chmod 755 . readonly
    check "a directory that may not be written" ends 4 'readonly.*Permission denied' \
        setpriv --reuid=65534 --regid=65534 --clear-groups "${run[@]}" -o readonly
else
    skip "a directory that may not be written" "needs root and setpriv"
fi

# Two at a time
at_once() {
    local first second status=0
    "$CBMSIM" run "$large" -n 600 -s 1 --quiet -o shared 2>first &
    first=$!
    sleep 0.1
    "$CBMSIM" run "$large" -n 600 -s 1 --quiet -o shared 2>second || status=$?
    wait "$first" || return 1
    second=$(cat second)
    printf '%d %s\n' "$status" "$second"
    [[ $status -eq 0 ]] || { [[ $status -eq 4 && $second == *shared* ]]; }
}
check "two at a time: one waits its turn or is refused" at_once
check "and the result is whole" whole shared

# Limits
file_size() (
    ulimit -f 16
    "$CBMSIM" run "$large" -n 50 --quiet -o small
)
check "a limit of file size" ends 4 'small/.*File too large' file_size
check "leaves nothing half written" whole small
few_files() {
    prlimit --nofile="$1" "${run[@]}" -o few
}
for n in 5 6 7; do
    check "$n open files" ends 4 'Too many open files' few_files "$n"
done
if [[ -z $sanitized ]]; then
    little_memory() {
        local kilobytes status
        for kilobytes in 4000 6000 8000 12000 16000 24000 32000 64000; do
            status=0
            (ulimit -v "$kilobytes" && exec "${run[@]}" -j 2 -o "memory-$kilobytes") 2>message || status=$?
            # 127: not even the libraries can be loaded.
            if [[ $status -ne 0 && $status -ne 4 && $status -ne 127 && ! -s message ]] ||
                ((status > 128)); then
                printf '%d kB: exit %d\n' "$kilobytes" "$status" && cat message && return 1
            fi
            [[ ! -d memory-$kilobytes ]] || whole "memory-$kilobytes" || return 1
        done
    }
    check "little memory" little_memory
else
    skip "little memory" "sanitizers need it"
fi

# A full disk
mkdir disk
if [[ $(id -u) -eq 0 ]] && mount -t tmpfs -o size=1m tmpfs disk 2>/dev/null; then
    mounted+=("$PWD/disk")
    check "a result that fits" "${run[@]}" -o disk/out
    cp -r disk/out fitted
    check "a full disk" ends 4 'disk/out/.*No space left' \
        "$CBMSIM" run "$tutorial" -n 5000 -s 1 --quiet -o disk/out
    check "and what was there is as it was" same fitted disk/out
    check "and nothing half written" whole disk/out
    mount -o remount,size=64m disk
    "$CBMSIM" run "$tutorial" -n 200 -s 1 --quiet -o disk/out
    "$CBMSIM" run "$tutorial" -n 200 -s 1 --quiet -o roomy
    check "with room the same directory is completed" same roomy disk/out
else
    skip "a full disk" "mount is not permitted"
fi

# Stopped
killed() {
    local k pid
    "$CBMSIM" run "$large" -n 300 -s 1 --quiet -o whole || return 1
    for k in 02 05 08 11 15 20 25 30 40 60; do
        "$CBMSIM" run "$large" -n 300 -s 1 --quiet -o killed &
        pid=$!
        sleep "0.$k"
        kill -KILL "$pid" 2>/dev/null
        wait "$pid" 2>/dev/null
        [[ ! -d killed ]] || whole killed || return 1
    done
    "$CBMSIM" run "$large" -n 300 -s 1 --quiet -o killed && same whole killed
}
check "killed ten times, then completed" killed
many=("$CBMSIM" run "$large" -n 1000 -s 1 --quiet --trace-level none)
"${many[@]}" -o complete
interrupted() {
    local status=0 pid
    "${many[@]}" -o "stopped-$1" 2>message &
    pid=$!
    sleep 0.15
    kill "-$1" "$pid"
    wait "$pid" || status=$?
    printf 'exit %d\n' "$status"
    cat message
    [[ $status -eq 75 ]] && whole "stopped-$1" || return 1
    "${many[@]}" -o "stopped-$1" && same complete "stopped-$1"
}
check "the first SIGINT stops, the same command completes" interrupted INT
check "the first SIGTERM, too" interrupted TERM
finish
