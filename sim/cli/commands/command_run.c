#include "base/number.h"
#include "cli/command.h"
#include "cli/command_session.h"

enum { VALUES_MAX = 256 };

static enum status
read_scenario(const struct arguments *a, struct scenario *scenario, struct failure *f)
{
    const char *settings[VALUES_MAX], *policies[VALUES_MAX];
    struct scenario_options options = {
        .overrides = {.texts = settings,
            .count = arguments_values(a, "set", settings, VALUES_MAX)},
        .policies = policies,
        .n_policies = arguments_values(a, "policy", policies, VALUES_MAX)};

    return command_explain_kind(scenario_load(scenario, a->operands[0], &options, f),
        a->operands[0], COMMAND_READS_SCENARIO, f);
}

static enum status
read_run(const struct arguments *a, const struct scenario *scenario, struct experiment_run *run,
    struct failure *f)
{
    const char *seed = arguments_value(a, "seed", NULL);
    enum status st;

    TRY(arguments_integer(
        a, "replications", 1, 1000000000, scenario->replications, &run->replications, f));
    run->trace_level = (enum recorder_level)arguments_choice(
        a, "trace-level", arguments_has(a, "output") ? RECORDER_INCIDENTS : RECORDER_NONE);
    run->gzip = arguments_has(a, "gzip");
    run->seed = scenario->seed;
    if (seed != NULL && !number_read_unsigned(seed, &run->seed)) {
        st = failure_of(STATUS_USAGE, f,
            "--seed: '%s' is not a whole number from 0 to 18446744073709551615", seed);
    }
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

    TRY(read_scenario(a, &scenario, f));
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
