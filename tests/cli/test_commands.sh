#!/bin/bash
# Commands write data to the standard output and messages to the standard error, and end with the exit codes of
# the manual page.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

ln -s "$SOURCE_DIR/scenarios" scenarios
tutorial=scenarios/two-states-tutorial.json
two_policies=scenarios/russia-indonesia-2021.json
answer=/pairs/ardia:borvia/channels/political/answer_calm

# ends CODE PATTERN ARGUMENT...: exits with CODE, writes PATTERN to the standard error, and prints no data if CODE
# is not 0.
ends() {
    local code=$1 pattern=$2 status=0
    shift 2
    "$CBMSIM" "$@" >out 2>err </dev/null || status=$?
    printf 'exit %d\n' "$status"
    head -n 5 err
    [[ $status -eq $code && ($code -eq 0 || ! -s out) ]] || return 1
    [[ -z $pattern ]] || grep -qE -- "$pattern" err
}

# prints PATTERN ARGUMENT...: exits with 0 and without a message, and prints PATTERN.
prints() {
    local pattern=$1
    shift
    "$CBMSIM" "$@" >out 2>err </dev/null || { cat err && return 1; }
    head -n 5 out
    [[ ! -s err ]] && grep -qE -- "$pattern" out
}

# CODE | PATTERN | ARGUMENTS
while IFS='|' read -r code pattern words; do
    read -ra arguments <<<"$words"
    check "cbmsim $words ends with $code" ends "$code" "$pattern" "${arguments[@]}"
done <<END
2|^usage: cbmsim COMMAND|
2|unknown command 'nonsense'|nonsense
2|unknown command 'runn'; did you mean run?|runn
2|unknown option '--repliations'; did you mean --replications?|run --repliations 3 $tutorial
2|^'run' needs a SCENARIO$|run
2|^'plan' needs an EXPERIMENT$|plan
2|^'sweep' needs --output DIR$|sweep x.json
2|^'merge' needs --output DIR$|merge x
2|^'replay' needs --run KEY$|replay x
2|^unexpected argument '$tutorial'$|run $tutorial $tutorial
3|"borvia:ardia"; write it as "ardia:borvia"|run $tutorial --set /pairs/borvia:ardia/tension_baseline=0.3
2|unknown option '--nope'|run --nope $tutorial
2|unknown option '-x'|run -x $tutorial
2|--replications needs a value|run $tutorial -n
2|'0' is not a whole number from 1|run -n 0 $tutorial
2|'1.5' is not a whole number|run -n 1.5 $tutorial
2|'1e3' is not a whole number|run -n 1e3 $tutorial
2|'-1' is not a whole number from 0 to 18446744073709551615|run -s -1 $tutorial
2|'18446744073709551616' is not|run -s 18446744073709551616 $tutorial
2|'0' is not a whole number from 1 to|run -j 0 $tutorial
2|--trace-level: 'x' is unknown; use none, incidents or events|run --trace-level x $tutorial
2|--replications is given twice|run -n 1 --replications=2 $tutorial
2|--fresh takes no value|run --fresh=1 $tutorial
3|there is no policy "nope"|run --policy nope $tutorial
0|^warning: /pairs/ardia:borvia/channels/political/answer_calm, which --set has set, has no effect under policy "unanswered"|run -n 1 -q --set $answer=1 $tutorial
4|nowhere.json: cannot be read: No such file|run nowhere.json
4|scenarios: is a directory|run scenarios
4|No such file|compare nowhere
4|is not a result directory of cbmsim|compare scenarios
2|'xml' is unknown; use text, md, csv or json|describe measures --format xml
4|.nope. is neither a topic nor a file|describe nope
4|.metric. is neither a topic nor a file; did you mean metrics.|describe metric
2|--importance: its values must be from 0 to 1, but it is 2 where rung is 2|rare $tutorial --event rung>=7 --importance rung -o never
2|--importance: contains no name, so all runs have the same value|rare $tutorial --event rung>=7 --importance 5 -o never
2|--importance: its values must be from 0 to 1, but it is 2 where all names are 0|rare $tutorial --event rung>=7 --importance 2-crisis -o never
2|unknown name rung_ardia_x: it is not a value between two states|rare $tutorial --event rung_ardia_x>=7 -o never
2|there is no metric "harn"; did you mean "harm"|plan scenarios/experiments/pact-ablation.json --half-width harn=3
2|there is only point 1|run --only 7 -n 2 $tutorial
2|--only: there is no policy "hotlin"; did you mean "hotline"?|run --only 1/hotlin/1 -n 2 $tutorial
2|--only: there is no policy "x"; valid: "without", "hotline", "unanswered"|run --only 1/x/1 -n 2 $tutorial
2|--dyad: there is no pair "a:b"; valid: "ardia:borvia"|rare $tutorial --event rung>=7 --dyad a:b -o never
3|there is no seat "ardia"; valid: "ardane", "belmor"|workshop scenarios/workshop/tutorial-call.json --solo ardia -o never
4|nowhere: does not exist|workshop nowhere --terminal
2|unknown kind of file 'nope': use scenario, agreement or experiment|schema nope
2|'Bad/Name' is not a valid name|new Bad/Name
3|ablation.json: is an experiment, not a scenario; to run it: cbmsim sweep |run scenarios/experiments/pact-ablation.json
3|is an experiment, not a scenario|describe scenarios/experiments/pact-ablation.json
3|is a scenario, not an experiment; to run it: cbmsim run |sweep $tutorial -o never
3|is a scenario, not an experiment; .* cbmsim new NAME --template sweep|plan $tutorial
2|--template: 'nope' is unknown; use pact, rivals, .* or until|new fine --template nope
4|nowhere.json: cannot be read|check $tutorial nowhere.json
END

# Help and version
check "--version" prints '^cbmsim [0-9]+\.[0-9]+\.[0-9]+(\+g[0-9a-f]{7}(-dirty)?)?$' --version
for word in -h --help help; do
    check "cbmsim $word lists the commands" prints '^  run +simulate' "$word"
done
check "--help after other arguments prints the help" prints '^Example: ' run "$tutorial" -n 3 --help
check "'help sweep' prints the help of the command" prints '^usage: cbmsim sweep EXPERIMENT -o DIR' help sweep
check "'sweep --help' prints the same" cmp out <("$CBMSIM" sweep --help)
check "help of an unknown command is an error" ends 2 "unknown command 'nope'" help nope

# Description of the model
for topic in measures effects catalogues levers incidents responses metrics parameters events streams channels; do
    for format in text md csv json; do
        check "describe prints $topic as $format" prints . describe "$topic" --format "$format"
    done
    check "describe $topic --format json prints valid JSON" /usr/bin/python3 -c \
        'import json, sys; assert len(json.load(open(sys.argv[1]))) > 0' out
done
check "describe measures prints one catalogue" prints '^un_8,un,' describe measures un --format csv
check "describe effects prints one catalogue" prints '^gge_b,gge,confidence_needed_gain' describe effects gge --format csv
check "an unknown catalogue is an error" ends 2 "unknown catalogue 'osc'" describe measures osc
check "describe levers names the members of a measure" prints \
    '^reach,probability,pair,probability,"reach_gain, reach_reduction",' describe levers --format csv
check "describe levers takes no catalogue" ends 2 "'levers' takes no catalogue" describe levers osce
check "describe prints a brief of a scenario" prints 'Indonesia' describe "$two_policies"
for kind in scenario agreement; do
    check "schema prints the schema of $kind" prints 'draft-07' schema "$kind"
done
check "the shipped scenarios are valid" ends 0 '' check scenarios/*.json

# Running
rectangular() {
    /usr/bin/python3 -c 'import csv, sys; rows = list(csv.reader(open(sys.argv[1])))
assert len(rows) > 4 and len({len(row) for row in rows}) == 1, rows' out
}
check "run without -o prints the differences between policies" \
    prints '^point_id,policy,versus,metric,difference' run "$tutorial" -n 5 -q
check "run without -o prints one table" rectangular
check "run of one policy prints the summary" \
    prints '^point_id,policy,metric,statistic' run "$tutorial" -n 5 -q --policy without
check "run of one policy prints one table" rectangular
for table in summary compare runs; do
    check "run -o --print $table succeeds" prints . run "$tutorial" -n 300 -s 4 -j 2 -q -o "printed-$table" --print "$table"
    check "run -o --print $table prints one table" rectangular
    mv out with-o
    check "run --print $table prints the same without -o" prints . run "$tutorial" -n 300 -s 4 -q --print "$table"
    check "both print $table.csv" cmp out with-o
done
check "run --print runs prints runs.csv" cmp out printed-summary/runs.csv
check "--print compare needs two policies" \
    ends 2 '--print compare: there is only one policy' run "$tutorial" --policy without --print compare
nothing_written() {
    [[ -z $(find . -newer marker -type f ! -name out ! -name err) ]]
}
touch marker
check "run --quiet prints no message" prints . run "$tutorial" -n 5 --quiet
check "run without -o writes no file" nothing_written
from_input() {
    "$CBMSIM" run - -n 5 -q <"$tutorial" | cmp - out
}
check "a scenario from the standard input gives the same summary" from_input
check "run -o succeeds" ends 0 '' run "$tutorial" -n 20 -s 1 -q -o result
check "run -o prints nothing" test ! -s out
check "compare prints the differences of a result" prints . compare result
check "compare prints the same bytes as compare.csv" cmp out result/analysis/compare.csv
check "compare accepts another baseline" prints '^1,without,hotline,' compare result --baseline hotline
check "compare refuses an unknown baseline" ends 2 'there is no policy "nope"; valid: "without", "hotline", "unanswered"' compare result --baseline nope
check "run accepts --set" ends 0 '' run "$tutorial" -n 20 -s 1 -q -o shorter --set /horizon_days=365
shorter() {
    [[ $(awk -F, 'NR == 2 { print $6 }' shorter/runs.csv) == 365 ]]
}
check "--set changes the rows" shorter
check "options accept their value in the same word" ends 0 '' run "$tutorial" -n20 -s1 -q --output=joined
check "the form of an option does not change the result" cmp joined/runs.csv result/runs.csv
cat >stricter.json <<END
{"id": "stricter", "title": "a line and more exercises",
 "patch": {"agreements": {"line": {"exercises": {"interval_days": 90}}}}}
END
check "run reads a policy from a file" ends 0 '' run "$tutorial" -n 20 -s 1 -q -o more --policy without --policy stricter.json
added() {
    cut -d, -f1 more/policies.csv | tr '\n' ' ' | grep -qx 'policy without stricter ' &&
        grep '^1,without,' result/runs.csv | cmp - <(grep '^1,without,' more/runs.csv)
}
check "a policy from a file is added and leaves the other policy unchanged" added
printf '{"horizon_days": -1, "stat": 1}' >wrong.json
check "check refuses a scenario with several errors" ends 3 horizon_days check wrong.json
two_errors() {
    [[ $(wc -l <err) -ge 2 ]]
}
check "check reports several errors at once" two_errors
many_errors() {
    { printf '{'; for k in {1..40}; do printf '"k%d": 0,\n' "$k"; done; printf '"z": 0}'; } >many.json
    ! "$CBMSIM" check many.json 2>err && [[ $(wc -l <err) -eq 16 ]] && tail -n 1 err | grep -q 'and [0-9]* more'
}
check "check reports at most fifteen errors" many_errors

# Pipes can be read only once. The kind of file is found from the text.
sed 's#"\.\./#"scenarios/#' scenarios/experiments/pact-ablation.json >ablation.json
read_once() {
    local file
    for file in "$tutorial" ablation.json wrong.json; do
        rm -f fifo && mkfifo fifo
        { cat "$file" >fifo & } && timeout 20 "$CBMSIM" check fifo 2>from-fifo
        "$CBMSIM" check - <"$file" 2>from-input
        "$CBMSIM" check <(cat "$file") 2>from-shell
        "$CBMSIM" check /dev/stdin 2>from-pipe < <(cat "$file")
        "$CBMSIM" check "$file" 2>from-file
        for way in fifo input shell pipe; do
            sed -E "s#^(fifo|-|/dev/fd/[0-9]+|/dev/stdin):#$file:#" "from-$way" | diff from-file - || return
        done
        grep -q "$1" from-file && shift || return
    done
}
check "check gives the same messages for files, pipes and the standard input" read_once ', 3 policies' '30 points, 2 policies' horizon_days
plan_of_pipe() {
    "$CBMSIM" plan <(cat ablation.json) | grep -E '^runs +6000'
}
check "an experiment in a pipe finds its scenario in the current directory" plan_of_pipe
no_terminal_codes() {
    "$CBMSIM" run "$two_policies" -n 300 -o progress 2>err && ! grep -q $'\033\|\r' err
}
check "run writes no terminal codes to a file" no_terminal_codes
if [[ -z ${SANITIZE-} ]]; then
    # The ratio of the time of a sweep to that of its runs alone. The bound is loose: the machine may be busy.
    counted=
    if type valgrind >/dev/null 2>&1; then
        counted="program_instructions_run program_instructions_event"
    fi
    measured() {
        "$CBMSIM" bench --quick "$two_policies" >bench.csv || return
        for row in sweep_bare sweep_metrics sweep_rows sweep sweep_wall sweep_2_threads sweep_memory start_up \
                $counted; do
            grep -q "^$row,[0-9]*,[0-9.e+]*," bench.csv || return
        done
        awk -F, '$1 == "sweep" && ($6 < 1 || $6 > 4) { exit 1 } $1 == "sweep_memory" && $3 > 50 { exit 1 }' bench.csv
    }
    check "bench measures the cost of sweeps" measured
fi
finish
