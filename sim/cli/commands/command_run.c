#include "cli/command.h"
#include "cli/command_session.h"

static enum status
read_run(const struct arguments *a, const struct scenario *scenario, struct experiment_run *run,
    struct failure *f)
{
    enum status st;

    TRY(arguments_integer(
        a, "replications", 1, 1000000000, scenario->replications, &run->replications, f));
    run->trace_level = (enum recorder_level)arguments_choice(
        a, "trace-level", arguments_has(a, "output") ? RECORDER_INCIDENTS : RECORDER_NONE);
    run->gzip = arguments_has(a, "gzip");
    run->seed = scenario->seed;
    TRY(command_read_seed(a, &run->seed, f));
out:
    return st;
}

/* Reads the scenario as an experiment with one point. */
static enum status
read_experiment(struct sweep_session *s, struct failure *f)
{
    const struct arguments *a = s->arguments;
    struct scenario scenario = {0};
    struct experiment_run run;
    enum status st;

    TRY(command_read_scenario(a, &scenario, f));
    TRY(read_run(a, &scenario, &run, f));
    if (arguments_choice(a, "print", -1) == COMMAND_SESSION_COMPARE &&
        scenario.n_policies < 2) {
        st = failure_of(STATUS_USAGE, f,
            "--print compare: there is only one policy; use --print summary, or add a policy");
        goto out;
    }
    TRY(experiment_of_scenario(&s->experiment, &scenario, &run, f));
    TRY(layout_init(&s->layout, &s->experiment));
    if (!arguments_has(a, "output")) {
        layout_drop_traces(&s->layout);
    }
out:
    scenario_free(&scenario);
    return st;
}

enum status
command_run(const struct arguments *arguments, struct failure *f)
{
    return command_session(arguments, read_experiment, f);
}
