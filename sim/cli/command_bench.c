#include "bench/bench_kernel.h"
#include "cli/command.h"

enum status
command_bench(const struct arguments *arguments, struct failure *f)
{
    const struct bench_kernel_effort *effort =
        arguments_has(arguments, "quick") ? &bench_kernel_quick : &bench_kernel_full;

    return bench_kernel(stdout, effort, f);
}
