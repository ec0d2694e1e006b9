#include <errno.h>
#include <unistd.h>

#include "bench/bench_growth.h"
#include "bench/bench_kernel.h"
#include "bench/bench_model.h"
#include "bench/bench_sweep.h"
#include "cli/command.h"

/* The scenario that is measured by default, if the file exists. */
#define FIRST_SCENARIO "scenarios/russia-indonesia-2021.json"

enum { PATH_BYTES = 4096, RUNS_QUICK = 10, RUNS_FULL = 100 };

/* Stores the path of this program, with which a child process can start it. */
static enum status
own_path(char path[PATH_BYTES], struct failure *f)
{
    ssize_t n = readlink("/proc/self/exe", path, PATH_BYTES - 1);

    if (n < 0) {
        return failure_of_file(f, "/proc/self/exe");
    }
    path[n] = '\0';
    return STATUS_OK;
}

enum status
command_bench(const struct arguments *arguments, struct failure *f)
{
    bool quick = arguments_has(arguments, "quick");
    struct bench_sweep_effort sweeps = quick ? bench_sweep_quick : bench_sweep_full;
    const char *scenario = access(FIRST_SCENARIO, R_OK) == 0 ? FIRST_SCENARIO : NULL;
    char program[PATH_BYTES];
    enum status st;

    scenario = arguments->n_operands > 0 ? arguments->operands[0] : scenario;
    TRY(own_path(program, f));
    if (arguments_has(arguments, "exponents")) {
        bench_kernel_header(stdout);
        TRY(bench_growth_exponents(stdout, program, f));
        return STATUS_OK;
    }
    TRY(bench_kernel(stdout, quick ? &bench_kernel_quick : &bench_kernel_full, f));
    TRY(bench_model(stdout, scenario, quick ? &bench_model_quick : &bench_model_full, f));
    sweeps.million = arguments_has(arguments, "million");
    if (scenario != NULL) {
        TRY(bench_growth_instructions(
            stdout, program, scenario, quick ? RUNS_QUICK : RUNS_FULL, f));
        TRY(bench_sweep(stdout, program, scenario, &sweeps, f));
    }
    if (!quick) {
        TRY(bench_growth_exponents(stdout, program, f));
    }
out:
    return st;
}
