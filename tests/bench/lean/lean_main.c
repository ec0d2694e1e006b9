/* Runs the bare program of the tutorial: lean_tutorial [RUNS]. Prints the means of its outcomes.
   The number of its instructions for each run follows from the counts of two numbers of runs, such
   as 500 and 2500, with
   setarch -R valgrind --tool=callgrind build-test/lean_tutorial 500
   The number for the model follows in the same way, with
   cbmsim run --policy without --trace-level none -j 1 */
#include "lean_tutorial.h"

#include <stdio.h>
#include <stdlib.h>

#define PRINT(name) (void)printf(#name " %g\n", sum.name / runs);
#define ADD(name) sum.name += one.name;

int
main(int argc, char **argv)
{
    int runs = argc > 1 ? atoi(argv[1]) : 1000;
    struct lean_outcomes sum = {0};
    struct lean *m = lean_new();
    double events = 0;

    for (int r = 1; m != NULL && r <= runs; r++) {
        struct lean_outcomes one = lean_run(m, 1, (uint64_t)r);

        LEAN_OUTCOMES(ADD)
        events += (double)lean_events(m);
    }
    (void)printf("runs %d\nevents %g\n", runs, events / runs);
    LEAN_OUTCOMES(PRINT)
    lean_free(m);
    return m == NULL;
}
