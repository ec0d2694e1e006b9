#!/bin/bash
# The tasks of a Slurm array, started here by a loop over the indices, give the same result as one sweep.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"
# shellcheck source=tests/cli/result.sh
source "$SOURCE_DIR/tests/cli/result.sh"

cp -r "$SOURCE_DIR/scenarios" .
cat >sweep.json <<'END'
{"format": "cbmsim-experiment-1", "title": "shards", "scenario": "scenarios/two-states-tutorial.json",
 "factors": {"horizon": {"path": "/horizon_days", "values": [200, 210, 220, 230, 240, 250, 260]}},
 "design": {"factorial": {"horizon": "all"}}, "replications": 10}
END
# task INDEX COUNT DIR [SHARDS]: one task. The script must not derive the number of shards from the variables of
# Slurm, which describe only this array.
task() {
    SLURM_ARRAY_TASK_ID=$1 SLURM_ARRAY_TASK_COUNT=$2 SLURM_ARRAY_TASK_MIN=$1 SLURM_ARRAY_TASK_MAX=$1 \
        "$SOURCE_DIR/scripts/slurm-array" sweep.json "${@:3}"
}
"$CBMSIM" sweep sweep.json -o ref -q || exit 1
tasks() {
    local i
    for ((i = 1; i <= $1; i++)); do
        task "$i" "$1" "$2" "$1" || return
    done
}
for n in 1 3 7; do
    check "an array of $n tasks succeeds" tasks $n "all-$n"
    check "the $n shards are merged" "$CBMSIM" merge "all-$n"/shard-* -o "merged-$n"
    check "the $n shards give the same result as one sweep" same ref "merged-$n"
done
check "the same array can run again" tasks 3 all-3
check "a repeated array does not change the result" same ref merged-3

# Arrays 1-7:3 (tasks 1, 4, 7), then 2,5-6, then 3; the last two use the recorded number of shards.
gaps() {
    local i
    for i in 1 4 7; do
        task "$i" 3 gaps 7 || return
    done
    for i in 5 2 6; do
        task "$i" 3 gaps || return
    done
    task 3 1 gaps
}
check "arrays with steps, with gaps and with one task succeed" gaps
for i in 1 2 3 4 5 6 7; do
    check "an array with gaps makes the same shard $i" same "all-7/shard-$i" "gaps/shard-$i"
done
check "shards of several arrays are merged" "$CBMSIM" merge gaps/shard-* -o merged-gaps
check "shards of several arrays give the same result as one sweep" same ref merged-gaps
check "DIR contains only shards and their number" test "$(find gaps -maxdepth 1 -mindepth 1 ! -name 'shard-[1-7]')" = gaps/shards

# refuses MESSAGE COMMAND...: the command exits with 2 and prints MESSAGE.
refuses() {
    local status=0 sentence=$1
    shift
    "$@" 2>message || status=$?
    cat message
    [[ $status -eq 2 ]] && grep -qF "$sentence" message
}
check "a missing number of shards is refused" refuses 'unknown/shards does not exist' task 1 3 unknown
check "a refused task makes no directory" test ! -e unknown
check "another number of shards is refused" refuses 'gaps has 7 shards, not 3' task 1 3 gaps 3
check "a task above the number of shards is refused" refuses 'task 8: the shards are 1 to 7' task 8 8 gaps 7
check "task 0 is refused" refuses 'task 0: the shards are 1 to 7; number the tasks from 1' task 0 7 gaps 7
for n in 0 x 08 3.5 '1; id' ''; do
    check "the number of shards \"$n\" is refused" refuses 'SHARDS: expected a number from 1 to' task 1 3 wrong "$n"
done

no_array() {
    local status=0
    env -u SLURM_ARRAY_TASK_ID "$SOURCE_DIR/scripts/slurm-array" sweep.json out 2>message || status=$?
    cat message
    [[ $status -eq 2 ]] && grep -q 'task of a Slurm array' message
}
check "a start outside an array is refused" no_array

# Slurm sends SIGTERM shortly before the time limit. This `scontrol` replaces the real one.
mkdir bin
cat >bin/scontrol <<'END'
#!/bin/bash
printf '%s\n' "$*" >>requeued
END
chmod +x bin/scontrol
sed -e 's/"replications": 10/"replications": 20000/' sweep.json >long.json
stopped() {
    local status=0 pid
    PATH=$PWD/bin:$PATH SLURM_JOB_ID=42 SLURM_ARRAY_TASK_ID=1 \
        "$SOURCE_DIR/scripts/slurm-array" long.json late 1 &
    pid=$!
    until [[ -s late/shard-1/journal/blocks ]]; do
        sleep 0.05
    done
    kill -TERM "$pid"
    wait "$pid" || status=$?
    printf 'exit %d\n' "$status"
    [[ $status -eq 75 && $(cat requeued) == "requeue 42" ]]
}
check "a task that gets SIGTERM stops and is queued again" stopped
partial() {
    grep -q '"status": "partial"' late/shard-1/manifest.json && "$CBMSIM" verify late/shard-1
}
check "the stopped task leaves a valid partial result" partial
finish
