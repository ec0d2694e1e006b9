#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/message.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "rare_result/rare_result.h"
#include "rare_result/rare_rows.h"

enum { DYADS_MAX = 64, REPETITIONS = 40, EFFORT = 500, HISTORIES = 3 };

/** The values of the options of the command. */
struct rare_options {
    struct scenario scenario;
    struct rare_plan plan;
    const char *dyads[DYADS_MAX];
    int64_t histories;
    struct progress progress;
};

static enum status
read_options(const struct arguments *a, struct rare_options *o, struct failure *f)
{
    struct rare_plan *p = &o->plan;
    enum status st;

    TRY(command_read_scenario(a, &o->scenario, f));
    failure_print("warning: ", &o->scenario.warnings);
    p->scenario = &o->scenario;
    p->texts = (struct rare_texts){.prefix = "--",
        .condition = arguments_value(a, "event", ""),
        .importance = arguments_value(a, "importance", NULL),
        .dyads = o->dyads,
        .n_dyads = arguments_values(a, "dyad", o->dyads, DYADS_MAX)};
    TRY(arguments_integer(a, "repetitions", 2, 1000000, REPETITIONS, &p->repetitions, f));
    TRY(arguments_integer(a, "effort", 10, 1000000, EFFORT, &p->effort, f));
    TRY(arguments_integer(a, "histories", 0, RARE_HISTORIES_MAX, HISTORIES, &o->histories, f));
    TRY(arguments_jobs(a, &p->threads, f));
    p->seed = o->scenario.seed;
    TRY(command_read_seed(a, &p->seed, f));
out:
    return st;
}

static void
add_progress(void *self)
{
    progress_add(self, 1);
}

/* Prints the estimate. There is no estimate if no repetition reached the event. */
static void
print_estimate(const struct rare_row *row)
{
    char interval[96] = ", no interval", gain[48] = "";

    if (row->with_event == 0) {
        message_print(
            "%s: no repetition reached the event, so its probability cannot be estimated",
            row->policy);
        return;
    }
    if (!isnan(row->ci_lo) && !isnan(row->ci_hi)) {
        (void)snprintf(interval, sizeof(interval), ", %.0f %% interval %.3g to %.3g",
            100 * row->confidence, row->ci_lo, row->ci_hi);
    }
    if (!isnan(row->gain)) {
        (void)snprintf(gain, sizeof(gain), ", gain %.3g over crude simulation", row->gain);
    }
    message_print("%s: probability %.3g%s%s", row->policy, row->probability, interval, gain);
}

/* Prints notes that explain the numbers. */
static void
explain(const struct rare *r, const struct rare_plan *plan)
{
    for (int32_t k = 0; k < r->n_policies; k++) {
        const struct rare_policy *p = &r->policies[k];
        struct rare_row row = rare_rows_policy(r, plan, k);

        print_estimate(&row);
        if (p->pilot.stuck) {
            message_print("%s: no trial path went beyond importance %.3g, so no level "
                          "could be chosen; "
                          "use a larger --effort or another --importance",
                row.policy, p->pilot.highest);
        } else if (row.advice == RARE_CRUDE) {
            message_print("%s: splitting gains little here; crude simulation is better: cbmsim "
                          "run, with about %.0f replications for this interval",
                row.policy, isnan(row.gain) ? 100 : row.crude_runs * row.gain);
        } else if (row.advice == RARE_UNKNOWN) {
            message_print("%s: %" PRId64 " of %" PRId64
                          " repetitions reached the event; use a larger --effort",
                row.policy, row.with_event, row.repetitions);
        }
    }
}

enum status
command_rare(const struct arguments *arguments, struct failure *f)
{
    struct rare_options o = {.histories = 0};
    struct rare rare = {0};
    struct manifest manifest = {.n_arguments = arguments->argc, .arguments = arguments->argv};
    struct rare_result_plan plan = {.rare = &o.plan,
        .manifest = &manifest,
        .fresh = arguments_has(arguments, "fresh"),
        .progress = add_progress,
        .self = &o.progress};
    enum status st;

    (void)clock_gettime(CLOCK_REALTIME, &manifest.started);
    TRY(read_options(arguments, &o, f));
    plan.histories = (int32_t)o.histories;
    o.plan.stop = command_stop_on_signals();
    progress_start(&o.progress, o.plan.repetitions * o.scenario.n_policies,
        arguments_has(arguments, "quiet"));
    st = rare_result_run(&rare, &plan, arguments_value(arguments, "output", ""), f);
    progress_end(&o.progress);
    TRY(st);
    explain(&rare, &o.plan);
out:
    if (st == STATUS_STOPPED) {
        message_print("stopped; finished repetitions are saved. Run the same command again to "
                      "resume");
    }
    rare_free(&rare);
    scenario_free(&o.scenario);
    return st;
}
