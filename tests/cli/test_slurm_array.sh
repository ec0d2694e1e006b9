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
task() {
    SLURM_ARRAY_TASK_ID=$1 SLURM_ARRAY_TASK_COUNT=$2 SLURM_ARRAY_TASK_MIN=$3 \
        "$SOURCE_DIR/scripts/slurm-array" sweep.json "$4"
}
"$CBMSIM" sweep sweep.json -o ref -q || exit 1
tasks() {
    local i
    for ((i = $2; i < $1 + $2; i++)); do
        task "$i" "$1" "$2" "$3" || return
    done
}
for n in 1 3 7; do
    check "$n tasks" tasks $n 1 "from-1-$n"
    check "joined" "$CBMSIM" merge "from-1-$n"/shard-* -o "merged-$n"
    check "are the sweep" same ref "merged-$n"
done
check "tasks that are counted from 0" tasks 3 0 from-0
check "make the same shards" same from-1-3/shard-2 from-0/shard-2
check "the same array again" tasks 3 1 from-1-3
check "does no harm" same from-1-3/shard-2 from-0/shard-2

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
    PATH=$PWD/bin:$PATH SLURM_JOB_ID=42 SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=1 \
        "$SOURCE_DIR/scripts/slurm-array" long.json late &
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
