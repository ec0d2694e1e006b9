#!/bin/bash
# Planning and checking experiments: what is said of a sound one, what ends with which code, and
# that nothing is written.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

ln -s "$SOURCE_DIR/scenarios" scenarios

# experiment NAME MEMBERS: a sweep over one scalar, and further members.
experiment() {
    cat >"$1" <<END
{
  "scenario": "scenarios/two-states-tutorial.json",
  "factors": {"detection": {"path": "/states/*/detection", "range": [0.1, 0.9]}},
  $2
}
END
}

# ends CODE PATTERN ARGUMENT...: exits with CODE; PATTERN is said, or printed if CODE is 0.
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

experiment sound.json '"design": {"factorial": {"detection": 4}}, "replications": 10'
experiment dear.json '"design": {"factorial": {"detection": 4}}, "replications": 10,
  "budget": {"max_runs": 119}'
experiment exact.json '"design": {"factorial": {"detection": 4}}, "replications": 10,
  "budget": {"max_runs": 120}'
experiment broken.json '"design": {"factorail": {"detection": 4}}'
experiment astray.json '"replications": 1, "scenaro": "x"'
touch mark
sleep 0.1
check "a plan counts points" ends 0 '^points +4, 1 factor$' plan sound.json
check "and runs" ends 0 '^runs +120$' plan sound.json
check "and time, from runs that were tried" ends 0 '^time .*ms a run, of [0-9]+ tried' plan sound.json
check "and disk" ends 0 '^disk +[0-9]' plan sound.json
check "and shows the first points" ends 0 '^2,[0-9a-f]{16},,0\.3666' plan sound.json
# What a plan says of the disk is what the sweep takes, also with traces.
near() {
    local said units=(B kB MB GB) k unit is
    "$CBMSIM" sweep "$1" -o "${1%.json}-made" -q || return
    "$CBMSIM" plan "$1" >out || return
    cat out
    read -r _ said unit _ <<<"$(grep '^disk' out)"
    for k in "${!units[@]}"; do
        [[ ${unit%,} == "${units[k]}" ]] && said=$(awk -v x="$said" -v k="$k" 'BEGIN { print x * 1000 ^ k }')
    done
    is=$(find "${1%.json}-made" -type f ! -path '*/journal/*' -name '*.csv' -printf '%s\n' | awk '{ s += $1 } END { print s }')
    printf 'said %s, is %s\n' "$said" "$is"
    awk -v a="$said" -v b="$is" 'BEGIN { exit !(a < 1.3 * b && a > b / 1.3) }'
}
for level in none incidents events; do
    experiment $level.json '"design": {"factorial": {"detection": 3}}, "replications": 30,
      "outputs": {"trace_level": "'$level'"}'
    check "disk with trace level $level" near $level.json
    rm -rf $level-made
done
touch mark
check "a plan past its budget is refused" ends 3 'up to 120 runs exceed the budget of 119' plan dear.json
check "a plan within it is not" ends 0 '\(budget 120\)' plan exact.json
check "a sweep past its budget is refused" ends 3 'exceed the budget of 119' sweep dear.json -o never
check "a design that is none" ends 3 'broken.json:4:14: /design/factorail: .*"factorial"' plan broken.json
check "an experiment is checked" ends 0 'sound.json: valid, 4 points, 3 policies' check sound.json
check "with every error" ends 3 'astray.json:4:22: /scenaro: unknown key' check astray.json
check "beside scenarios" ends 0 'sound.json: valid, 4' check scenarios/two-states-tutorial.json sound.json
check "no file" ends 4 'nowhere.json: cannot be read' plan nowhere.json
check "nothing was written" writes_nothing
finish
