#!/bin/bash
# The same scenario and seed give the same bytes: whatever the threads, the compiler, the level of
# optimisation, the processor, the locale, the surroundings; for one run and for the same among many.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

scenario=$SOURCE_DIR/scenarios/russia-indonesia-2021.json
bare=(run "$scenario" --trace-level events --quiet)
options=("${bare[@]}" -s 18446744073709551557 -n 12)

# Equal files, those apart that say when and where a result was made.
same() {
    diff -rq -x manifest.json -x timing.csv -x journal -x .cbmsim "$1" "$2" &&
        [[ $(wc -l <"$1/runs.csv") -gt 12 && -s $1/events.csv ]]
}

different() {
    ! cmp -s "$1" "$2"
}

# gives DIR COMMAND...: the command, with its results in DIR, gives the bytes of ref/.
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
    check "-j 1 and -j $threads" with_threads "$threads"
done

# Compilers
check "gcc -O0" variant gcc-O0 gcc g++ -O0
if ! grep -q '^CMAKE_BUILD_TYPE:[A-Z]*=Release' "$BUILD_DIR/CMakeCache.txt"; then
    check "gcc -O3" variant gcc-O3 gcc g++ -O3
fi
if [[ ${CBMSIM_LONG-no} != yes ]]; then
    skip "clang, -march=native" "--all only"
elif command -v clang++ >/dev/null; then
    check "clang -O2" variant clang-O2 clang clang++ -O2
    check "gcc -O3 -march=native" variant gcc-native gcc g++ "-O3 -march=native"
    check "clang -O3 -march=native" variant clang-native clang clang++ "-O3 -march=native"
else
    skip "clang -O2" "there is no clang"
fi

# Processor
check "no AVX2, no FMA" gives no-fma env GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4 "$CBMSIM"
check "no AVX at all" gives no-avx env \
    GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-AVX,-FMA,-FMA4,-AVX512F,-ERMS "$CBMSIM"

# Surroundings
if localedef -i fr_FR -f UTF-8 ./fr_FR.UTF-8 >log 2>&1 &&
    [[ $(LOCPATH=$PWD LC_ALL=fr_FR.UTF-8 locale decimal_point) == , ]]; then
    check "LC_ALL=fr_FR.UTF-8" gives french env LOCPATH="$PWD" LC_ALL=fr_FR.UTF-8 "$CBMSIM"
else
    skip "LC_ALL=fr_FR.UTF-8" "localedef cannot make it"
fi
check "another time zone" gives zone env TZ=Asia/Jakarta "$CBMSIM"
check "an empty environment" gives empty env -i "$CBMSIM"
check "memory that is not zero" gives perturbed env MALLOC_PERTURB_=85 "$CBMSIM"
under_umask() (
    umask 077
    gives masked "$CBMSIM"
)
check "umask 077" under_umask
elsewhere() (
    mkdir deep && cd deep && ln -s "$SOURCE_DIR/scenarios" "with spaces" &&
        "$CBMSIM" run "with spaces/russia-indonesia-2021.json" "${options[@]:2}" -o out &&
        same ../ref out
)
check "from another folder, by another name" elsewhere

# One among many
growing() {
    "$CBMSIM" "${bare[@]}" -s 18446744073709551557 -n "$1" -o grown
}
check "a result of 3 runs" growing 3
first_of() {
    local file
    for file in runs incidents acts messages states pairs; do
        awk -F, 'NR == 1 || $3 <= 3' "ref/$file.csv" | cmp - "grown/$file.csv" || return 1
    done
}
check "3 runs are the first of 12" first_of
check "it grows to 12" growing 12
check "grown it is what it would have been" same ref grown
one_policy() {
    local policy
    policy=$(tail -n 1 ref/policies.csv | cut -d, -f1)
    "$CBMSIM" "${options[@]}" --policy "$policy" -o alone &&
        awk -F, -v p="$policy" 'NR == 1 || $2 == p' ref/runs.csv | cmp - alone/runs.csv
}
check "a policy alone is the same policy among others" one_policy
printed() {
    "$CBMSIM" run "$scenario" -n 12 -s 3 -j "$1" --quiet
}
printed 1 >printed-1
printed 5 >printed-5
check "what is printed does not depend on threads, either" cmp printed-1 printed-5

# The comparison itself
"$CBMSIM" "${bare[@]}" -s 8 -n 12 -o other-seed
check "another seed is another history" different ref/runs.csv other-seed/runs.csv
finish
