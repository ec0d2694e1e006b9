#!/bin/bash
# The same scenario and seed give the same bytes. The result does not depend on threads, compiler,
# optimisation, processor, locale, environment, or the number of other runs and policies.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

scenario=$SOURCE_DIR/scenarios/russia-indonesia-2021.json
bare=(run "$scenario" --trace-level events --quiet)
options=("${bare[@]}" -s 18446744073709551557 -n 12)

# same DIR DIR: two results are equal, except for the files that record when and where they were made.
same() {
    diff -rq -x manifest.json -x timing.csv -x journal -x .cbmsim "$1" "$2" &&
        [[ $(wc -l <"$1/runs.csv") -gt 12 && -s $1/events.csv ]]
}

different() {
    ! cmp -s "$1" "$2"
}

# gives DIR COMMAND...: the command writes its result to DIR, with the same bytes as ref/.
gives() {
    local directory=$1
    shift
    "$@" "${options[@]}" -o "$directory" && same ref "$directory"
}

# variant NAME CC CXX FLAGS: another build of the program gives the same bytes.
variant() {
    local folder=$BUILD_DIR/variants/$1
    {
        env -u CFLAGS -u CXXFLAGS cmake -S "$SOURCE_DIR" -B "$folder" -DCBMSIM_TESTS=OFF \
            -DCMAKE_C_COMPILER="$2" -DCMAKE_CXX_COMPILER="$3" -DCMAKE_BUILD_TYPE=None \
            -DCMAKE_C_FLAGS="$4" -DCMAKE_CXX_FLAGS="$4" &&
            cmake --build "$folder" -j "$(nproc)" --target cbmsim
    } >log 2>&1 || { tail -n 20 log && return 1; }
    gives "$1" "$folder/cbmsim"
}

"$CBMSIM" "${options[@]}" -j 1 -o ref || exit 1
with_threads() {
    "$CBMSIM" "${options[@]}" -j "$1" -o "threads-$1" && same ref "threads-$1"
}
for threads in 2 5 16; do
    check "-j 1 and -j $threads give the same bytes" with_threads "$threads"
done

# Compilers
unoptimised() {
    [[ $("$CBMSIM_UNOPTIMISED" --version) == "$("$CBMSIM" --version)" ]] &&
        grep -q '^CMAKE_BUILD_TYPE:[A-Z]*=Debug$' "${CBMSIM_UNOPTIMISED%/*}/CMakeCache.txt" &&
        gives gcc-O0 "$CBMSIM_UNOPTIMISED"
}
if [[ -x ${CBMSIM_UNOPTIMISED-} ]]; then # scripts/test has built this program for another test
    check "gcc -O0 gives the same bytes" unoptimised
else
    check "gcc -O0 gives the same bytes" variant gcc-O0 gcc g++ -O0
fi
if ! grep -q '^CMAKE_BUILD_TYPE:[A-Z]*=Release' "$BUILD_DIR/CMakeCache.txt"; then
    check "gcc -O3 gives the same bytes" variant gcc-O3 gcc g++ -O3
fi
if [[ ${CBMSIM_LONG-no} != yes ]]; then
    skip "clang and -march=native give the same bytes" "--all only"
elif command -v clang++ >/dev/null; then
    check "clang -O2 gives the same bytes" variant clang-O2 clang clang++ -O2
    check "gcc -O3 -march=native gives the same bytes" variant gcc-native gcc g++ "-O3 -march=native"
    check "clang -O3 -march=native gives the same bytes" variant clang-native clang clang++ "-O3 -march=native"
else
    skip "clang -O2 gives the same bytes" "clang is not installed"
fi

# Processor
check "a processor without AVX2 and FMA gives the same bytes" gives no-fma env GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4 "$CBMSIM"
check "a processor without AVX gives the same bytes" gives no-avx env \
    GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-AVX,-FMA,-FMA4,-AVX512F,-ERMS "$CBMSIM"

# Environment
if localedef -i fr_FR -f UTF-8 ./fr_FR.UTF-8 >log 2>&1 &&
    [[ $(LOCPATH=$PWD LC_ALL=fr_FR.UTF-8 locale decimal_point) == , ]]; then
    check "LC_ALL=fr_FR.UTF-8 gives the same bytes" gives french env LOCPATH="$PWD" LC_ALL=fr_FR.UTF-8 "$CBMSIM"
else
    skip "LC_ALL=fr_FR.UTF-8 gives the same bytes" "localedef cannot make the locale"
fi
check "another time zone gives the same bytes" gives zone env TZ=Asia/Jakarta "$CBMSIM"
check "an empty environment gives the same bytes" gives empty env -i "$CBMSIM"
check "allocated memory that is not zero gives the same bytes" gives perturbed env MALLOC_PERTURB_=85 "$CBMSIM"
under_umask() (
    umask 077
    gives masked "$CBMSIM"
)
check "umask 077 gives the same bytes" under_umask
elsewhere() (
    mkdir deep && cd deep && ln -s "$SOURCE_DIR/scenarios" "with spaces" &&
        "$CBMSIM" run "with spaces/russia-indonesia-2021.json" "${options[@]:2}" -o out &&
        same ../ref out
)
check "another working directory and path give the same bytes" elsewhere

# Numbers of runs and policies
growing() {
    "$CBMSIM" "${bare[@]}" -s 18446744073709551557 -n "$1" -o grown
}
check "a result with 3 runs is made" growing 3
first_of() {
    local file
    for file in runs incidents acts messages states pairs; do
        awk -F, 'NR == 1 || $3 <= 3' "ref/$file.csv" | cmp - "grown/$file.csv" || return 1
    done
}
check "3 runs equal the first 3 of 12" first_of
check "the result is extended to 12 runs" growing 12
check "the extended result equals one made at once" same ref grown
one_policy() {
    local policy
    policy=$(tail -n 1 ref/policies.csv | cut -d, -f1)
    "$CBMSIM" "${options[@]}" --policy "$policy" -o alone &&
        awk -F, -v p="$policy" 'NR == 1 || $2 == p' ref/runs.csv | cmp - alone/runs.csv
}
check "a policy gives the same runs alone and with others" one_policy
printed() {
    "$CBMSIM" run "$scenario" -n 12 -s 3 -j "$1" --quiet
}
printed 1 >printed-1
printed 5 >printed-5
check "the printed summary does not depend on threads" cmp printed-1 printed-5

# The comparison itself
"$CBMSIM" "${bare[@]}" -s 8 -n 12 -o other-seed
check "another seed gives another result" different ref/runs.csv other-seed/runs.csv
finish
