#!/bin/bash
# A sweep cut into the tasks of a Slurm array, by a loop over its indices: the same result.
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
# Slurm says how many tasks an array has, and the least and greatest of them: nothing to go by.
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
    check "$n tasks" tasks $n "all-$n"
    check "joined" "$CBMSIM" merge "all-$n"/shard-* -o "merged-$n"
    check "are the sweep" same ref "merged-$n"
done
check "the same array again" tasks 3 all-3
check "does no harm" same ref merged-3

# Arrays 1-7:3 (tasks 1, 4, 7), then 2,5-6, then 3 alone, without the number that is recorded.
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
check "arrays with steps, gaps and of one task" gaps
for i in 1 2 3 4 5 6 7; do
    check "make the same shard $i" same "all-7/shard-$i" "gaps/shard-$i"
done
check "and join" "$CBMSIM" merge gaps/shard-* -o merged-gaps
check "to the sweep" same ref merged-gaps
check "nothing but shards and their number is left" test "$(find gaps -maxdepth 1 -mindepth 1 ! -name 'shard-[1-7]')" = gaps/shards

says() {
    local status=0 sentence=$1
    shift
    "$@" 2>message || status=$?
    cat message
    [[ $status -eq 2 ]] && grep -qF "$sentence" message
}
check "the number of tasks is not that of shards" says 'does not tell the number of shards' task 1 3 unknown
check "and makes no directory" test ! -e unknown
check "another number of shards is refused" says 'gaps is cut into 7 shards, not 3' task 1 3 gaps 3
check "a task beyond the shards is refused" says 'task 8: there are shards 1 to 7' task 8 8 gaps 7
check "tasks are counted from 1" says 'task 0: there are shards 1 to 7; number the tasks from 1' task 0 7 gaps 7
for n in 0 x 08 3.5 '1; id' ''; do
    check "shards: \"$n\" is no number" says 'SHARDS: expected a number from 1 on' task 1 3 wrong "$n"
done

no_array() {
    local status=0
    env -u SLURM_ARRAY_TASK_ID "$SOURCE_DIR/scripts/slurm-array" sweep.json out 2>message || status=$?
    cat message
    [[ $status -eq 2 ]] && grep -q 'Slurm array' message
}
check "without an array it says so" no_array

# What Slurm does shortly before the time is up; `scontrol` stands in for the real one.
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
check "a task whose time is up stops and is queued again" stopped
partial() {
    grep -q '"status": "partial"' late/shard-1/manifest.json && "$CBMSIM" verify late/shard-1
}
check "and leaves what it has done" partial
finish
