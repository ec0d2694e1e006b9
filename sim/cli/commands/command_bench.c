#include <unistd.h>

#include "bench/bench_kernel.h"
#include "bench/bench_model.h"
#include "bench/bench_sweep.h"
#include "cli/command.h"

/* The default scenario. It is measured only if the file exists. */
#define FIRST_SCENARIO "scenarios/russia-indonesia-2021.json"

enum status
command_bench(const struct arguments *arguments, struct failure *f)
{
    bool quick = arguments_has(arguments, "quick");
    struct bench_sweep_effort sweeps = quick ? bench_sweep_quick : bench_sweep_full;
    const char *scenario = access(FIRST_SCENARIO, R_OK) == 0 ? FIRST_SCENARIO : NULL;
    enum status st;

    scenario = arguments->n_operands > 0 ? arguments->operands[0] : scenario;
    TRY(bench_kernel(stdout, quick ? &bench_kernel_quick : &bench_kernel_full, f));
    TRY(bench_model(stdout, scenario, quick ? &bench_model_quick : &bench_model_full, f));
    sweeps.million = arguments_has(arguments, "million");
    if (scenario != NULL) {
        TRY(bench_sweep(stdout, "/proc/self/exe", scenario, &sweeps, f));
    }
out:
    return st;
}
