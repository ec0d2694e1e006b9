#!/bin/bash
# scripts/slurm-array under a real Slurm with one node, with its own daemons and ports. Only in the long form, and
# if the packages slurmctld, slurmd, slurm-client and munge are installed.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"
# shellcheck source=tests/cli/result.sh
source "$SOURCE_DIR/tests/cli/result.sh"

if [[ ${CBMSIM_LONG-} != yes || -n ${SANITIZE-} ]]; then
    skip "arrays run under a real Slurm" "--all only, without sanitizers"
    finish
fi
for program in slurmctld slurmd munged sbatch; do
    if ! PATH=$PATH:/usr/sbin command -v $program >/dev/null || [[ $(id -u) -ne 0 ]]; then
        skip "arrays run under a real Slurm" "needs root, slurmctld, slurmd, slurm-client and munge"
        finish
    fi
done
PATH=$PATH:/usr/sbin
here=$PWD

# Ends the daemons by the process ids in their pid files.
cleanup() {
    local file
    scancel --user="$(id -un)" 2>/dev/null
    for file in d.pid ctld.pid munge/pid; do
        [[ ! -s $here/$file ]] || kill "$(cat "$here/$file")" 2>/dev/null
    done
    sleep 1
}

mkdir -m 700 munge && mkdir state spool
head -c 1024 /dev/urandom >munge/key && chmod 400 munge/key
node=$(hostname -s)
port=$((20000 + $$ % 20000))
cat >slurm.conf <<END
ClusterName=trial
SlurmctldHost=$node(127.0.0.1)
SlurmUser=root
SlurmctldPort=$port
SlurmdPort=$((port + 1))
AuthType=auth/munge
AuthInfo=socket=$here/munge/socket
StateSaveLocation=$here/state
SlurmdSpoolDir=$here/spool
SlurmctldPidFile=$here/ctld.pid
SlurmdPidFile=$here/d.pid
SlurmctldLogFile=$here/ctld.log
SlurmdLogFile=$here/d.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
MpiDefault=none
NodeName=$node NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF=$here/slurm.conf CBMSIM
start() {
    munged --force --key-file="$here/munge/key" --socket="$here/munge/socket" --pid-file="$here/munge/pid" \
        --log-file="$here/munge/log" --seed-file="$here/munge/seed" && slurmctld && slurmd || return
    for _ in {1..60}; do
        [[ $(sinfo -h -o %T 2>/dev/null) == idle ]] && return
        sleep 0.5
    done
    cat ctld.log d.log
    return 1
}
if ! start >started 2>&1; then
    cat started
    skip "arrays run under a real Slurm" "its daemons do not start"
    finish
fi

cp -r "$SOURCE_DIR/scenarios" .
cat >sweep.json <<'END'
{"format": "cbmsim-experiment-1", "title": "shards", "scenario": "scenarios/two-states-tutorial.json",
 "factors": {"horizon": {"path": "/horizon_days", "values": [200, 210, 220, 230, 240, 250, 260]}},
 "design": {"factorial": {"horizon": "all"}}, "replications": 10}
END
sed -e 's/"replications": 10/"replications": 20000/' sweep.json >long.json
"$CBMSIM" sweep sweep.json -o ref -q || exit 1

# queued COUNT: waits at most two minutes until COUNT tasks are left in the queue.
queued() {
    for _ in {1..240}; do
        [[ $(squeue -h -r | wc -l) -eq $1 ]] && return
        sleep 0.5
    done
    squeue
    return 1
}
for n in 1 3; do
    check "an array of $n tasks is submitted" sbatch --array="1-$n" --cpus-per-task=1 --time=30 "$SOURCE_DIR/scripts/slurm-array" \
        sweep.json "from-$n" "$n"
    check "the array of $n tasks ends" queued 0
    check "its $n shards are merged" "$CBMSIM" merge "from-$n"/shard-* -o "merged-$n"
    check "the $n shards give the same result as one sweep" same ref "merged-$n"
done
job=$(sbatch --parsable --array=1 --time=30 "$SOURCE_DIR/scripts/slurm-array" long.json late 1)
begun() {
    for _ in {1..240}; do
        [[ -s late/shard-1/journal/blocks ]] && return
        sleep 0.1
    done
    return 1
}
check "a long task starts" begun
requeued() {
    scancel --signal=TERM --batch "${job}_1" || return
    for _ in {1..120}; do
        scontrol show job "${job}_1" | grep -q 'Restarts=1' && return
        sleep 0.5
    done
    scontrol show job "${job}_1"
    return 1
}
check "a task that reaches its time limit is queued again" requeued
check "the stopped task leaves a partial result" grep -q '"status": "partial"' late/shard-1/manifest.json
goes_on() {
    local before
    before=$("$CBMSIM" status late/shard-1 | sed -n 's/^runs_done,//p')
    # Slurm starts a requeued task after two minutes; StartTime=now starts it at once.
    for _ in {1..60}; do
        scontrol update JobId="${job}_1" StartTime=now 2>/dev/null
        [[ $(squeue -h -r -o %T) == RUNNING ]] && break
        sleep 1
    done
    for _ in {1..240}; do
        [[ $("$CBMSIM" status late/shard-1 | sed -n 's/^runs_done,//p') -gt $before ]] && return
        sleep 0.5
    done
    return 1
}
check "the requeued task resumes the partial result" goes_on
finish
