#!/bin/bash
# plan and check of experiments: their output for a valid one, their exit codes, and that they write no file.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

ln -s "$SOURCE_DIR/scenarios" scenarios

# experiment FILE MEMBERS: writes an experiment with one factor and the given members.
experiment() {
    cat >"$1" <<END
{
  "scenario": "scenarios/two-states-tutorial.json",
  "factors": {"detect": {"path": "/states/*/detection", "range": [0.1, 0.9]}},
  $2
}
END
}

# ends CODE PATTERN ARGUMENT...: exits with CODE and prints PATTERN on standard output or standard error.
ends() {
    local code=$1 pattern=$2 status=0
    shift 2
    "$CBMSIM" "$@" >out 2>err </dev/null || status=$?
    printf 'exit %d\n' "$status"
    head -n 5 out err
    [[ $status -eq $code ]] && cat out err | grep -qE -- "$pattern"
}

writes_nothing() {
    find . -newer mark -type f ! -name out ! -name err | grep . && return 1
    return 0
}

experiment valid.json '"design": {"factorial": {"detect": 4}}, "replications": 10'
experiment expensive.json '"design": {"factorial": {"detect": 4}}, "replications": 10,
  "budget": {"max_runs": 119}'
experiment exact.json '"design": {"factorial": {"detect": 4}}, "replications": 10,
  "budget": {"max_runs": 120}'
experiment broken.json '"design": {"factorail": {"detect": 4}}'
experiment astray.json '"replications": 1, "scenaro": "x"'
touch mark
sleep 0.1
check "plan prints the number of points" ends 0 '^points +4, 1 factor$' plan valid.json
check "plan prints the number of runs" ends 0 '^runs +120$' plan valid.json
check "plan prints a time, estimated from trial runs" ends 0 '^time .*ms per run, the mean of [0-9]+ trial runs' plan valid.json
check "plan prints the size on disk" ends 0 '^disk +[0-9]' plan valid.json
check "plan prints the first points" ends 0 '^2,[0-9a-f]{16},,0\.3666' plan valid.json
# near FILE: the size on disk in the plan is within 30 % of the size of the sweep.
near() {
    local planned units=(B kB MB GB) k unit actual
    "$CBMSIM" sweep "$1" -o "${1%.json}-made" -q || return
    "$CBMSIM" plan "$1" >out || return
    cat out
    read -r _ planned unit _ <<<"$(grep '^disk' out)"
    for k in "${!units[@]}"; do
        [[ ${unit%,} == "${units[k]}" ]] && planned=$(awk -v x="$planned" -v k="$k" 'BEGIN { print x * 1000 ^ k }')
    done
    actual=$(find "${1%.json}-made" -type f ! -path '*/journal/*' -name '*.csv' -printf '%s\n' | awk '{ s += $1 } END { print s }')
    printf 'planned %s, actual %s\n' "$planned" "$actual"
    awk -v a="$planned" -v b="$actual" 'BEGIN { exit !(a < 1.3 * b && a > b / 1.3) }'
}
for level in none incidents events; do
    experiment $level.json '"design": {"factorial": {"detect": 3}}, "replications": 30,
      "outputs": {"trace_level": "'$level'"}'
    check "the planned size on disk is right with trace level $level" near $level.json
    rm -rf $level-made
done
touch mark
check "plan refuses an experiment that exceeds its budget" ends 3 'up to 120 runs, more than its budget of 119' plan expensive.json
check "plan accepts an experiment that uses its whole budget" ends 0 '\(budget 120\)' plan exact.json
check "sweep refuses an experiment that exceeds its budget" ends 3 'more than its budget of 119' sweep expensive.json -o never
check "plan refuses an unknown kind of design" ends 3 'broken.json:4:14: /design/factorail: .*"factorial"' plan broken.json
check "check accepts a valid experiment" ends 0 'valid.json: valid, 4 points, 3 policies' check valid.json
check "check reports errors of an experiment" ends 3 'astray.json:4:22: /scenaro: unknown member' check astray.json
check "check accepts scenarios and experiments together" ends 0 'valid.json: valid, 4' check scenarios/two-states-tutorial.json valid.json
check "plan of a missing file is an error" ends 4 'nowhere.json: cannot be read' plan nowhere.json
check "plan and check write no file" writes_nothing
finish
