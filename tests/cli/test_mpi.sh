#!/bin/bash
# Sweeps and runs on the ranks of an MPI job (cmake -DCBMSIM_MPI=ON) give the same result on 1 and 4 ranks.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"
# shellcheck source=tests/cli/result.sh
source "$SOURCE_DIR/tests/cli/result.sh"

if [[ $(ldd "$CBMSIM") != *libmpi* ]] || ! command -v mpirun >/dev/null; then
    skip "a sweep on MPI ranks" "this build has no MPI"
    finish
fi
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
cp -r "$SOURCE_DIR/scenarios" .
cat >fixed.json <<'END'
{"format": "cbmsim-experiment-1", "title": "ranks", "scenario": "scenarios/two-states-tutorial.json",
 "factors": {"horizon": {"path": "/horizon_days", "values": [200, 210, 220, 230, 240]}},
 "design": {"factorial": {"horizon": "all"}}, "replications": 40}
END
targets='{"min": 20, "max": 100, "batch": 20, "until": [{"metric": "incidents_true", "statistic": "mean",
    "relative_half_width": 0.15}]}'
printf '%s' "$(<fixed.json)" | sed '$d' >adaptive.json
printf ' "design": {"factorial": {"horizon": "all"}}, "replications": %s}\n' "$targets" >>adaptive.json
printf '%s' "$(<fixed.json)" | sed 's/"replications": 40}/"replications": 8, "rare": {"event": "rung >= 6", "effort": 10}}/' \
    >rare.json
on_ranks() {
    timeout 120 mpirun --oversubscribe -n "$1" "$CBMSIM" "${@:2}" -q
}
ranks() {
    on_ranks "$1" sweep "${@:2}"
}
for name in fixed adaptive rare; do
    "$CBMSIM" sweep $name.json -o $name -q || exit 1
    for n in 1 4; do
        check "$name: a sweep on $n ranks succeeds" ranks "$n" $name.json -o "$name-$n"
        check "$name: $n ranks give the same result as no MPI" same $name "$name-$n"
    done
done
run=(run scenarios/two-states-tutorial.json -n 60 -s 3)
"$CBMSIM" "${run[@]}" -o run -q && "$CBMSIM" "${run[@]}" -q >table || exit 1
for n in 1 4; do
    check "a run on $n ranks succeeds" on_ranks "$n" "${run[@]}" -o "run-$n"
    check "a run on $n ranks gives the same result as no MPI" same run "run-$n"
done
prints_once() {
    on_ranks 3 "${run[@]}" >tables && cmp table tables
}
check "a run on ranks prints its summary once" prints_once
fails() {
    ! ranks 3 "$@" 2>message && ! grep -q 'timed out' message
}
check "an error on rank 0 ends the job" fails missing.json -o never
below_a_file() {
    fails fixed.json -o fixed.json/deep && grep -q 'Not a directory' message
}
check "a directory that cannot be made ends the job" below_a_file
stopped() {
    local status=0
    ranks 3 fixed.json -o wall --max-wall 0.000001s || status=$?
    [[ $status -eq 75 ]]
}
check "--max-wall ends with 75" stopped
stops_within_a_run() {
    local status=0 start=$SECONDS
    on_ranks 3 run scenarios/world-193.json --set /horizon_days=365250 -o millennium --max-wall 1s || status=$?
    [[ $status -eq 75 && $((SECONDS - start)) -le 30 ]]
}
check "--max-wall ends runs of minutes on all ranks" stops_within_a_run
check "the same command resumes after --max-wall" ranks 3 fixed.json -o wall
check "the resumed sweep gives the same result" same fixed wall
sed -e 's/240/250/' fixed.json >other.json
other_inputs() {
    ! timeout 120 mpirun --oversubscribe -n 1 "$CBMSIM" sweep fixed.json -o mixed -q : \
        -n 2 "$CBMSIM" sweep other.json -o mixed -q 2>message && grep 'the input files of rank [12] differ' message
}
check "a rank that reads other input files ends the job" other_inputs
two_environments() {
    timeout 120 mpirun --oversubscribe -n 2 "$CBMSIM" sweep fixed.json -o two -q : \
        -n 1 env GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4 "$CBMSIM" sweep fixed.json -o two -q 2>message
    grep -q '2 different versions of cbmsim or floating-point environments' message && same fixed two
}
if grep -qw fma /proc/cpuinfo; then
    check "the environments of all ranks are named" two_environments
else
    skip "the environments of all ranks" "this processor has only one"
fi
finish
