#include <inttypes.h>
#include <stdio.h>

#include "base/message.h"
#include "base/text.h"
#include "cli/command.h"
#include "experiment/experiment.h"
#include "sweep/plan.h"

enum { POINTS_MAX = 100 }; /* maximum points of an experiment whose worlds are made */

/* Makes an experiment of the scenario, which reads its outcomes. */
static enum status
check_scenario(const struct input_file *input, struct failure *f)
{
    struct scenario_options options = {.given = input};
    struct experiment_run run = {.replications = 1, .trace_level = RECORDER_NONE};
    struct scenario scenario;
    struct experiment e = {0};
    enum status st = scenario_load(&scenario, input->path, &options, f);

    failure_print("warning: ", &scenario.warnings);
    TRY(st);
    TRY(experiment_of_scenario(&e, &scenario, &run, f));
    message_print("%s: valid, %d %s", input->path, (int)e.base.n_policies,
        e.base.n_policies == 1 ? "policy" : "policies");
out:
    experiment_free(&e);
    scenario_free(&scenario);
    return st;
}

static enum status
check_experiment(const struct input_file *input, struct failure *f)
{
    struct experiment e;
    enum status st = experiment_read_given(&e, input->path, input, f);

    failure_print("warning: ", &e.warnings);
    if (st == STATUS_OK) {
        st = plan_check_points(&e, POINTS_MAX, f);
    }
    if (st == STATUS_OK) {
        message_print("%s: valid, %" PRId64 " %s, %d %s", input->path, e.n_points,
            e.n_points == 1 ? "point" : "points", (int)e.base.n_policies,
            e.base.n_policies == 1 ? "policy" : "policies");
    }
    experiment_free(&e);
    return st;
}

/* Reads the file once (it may be a pipe); its contents decide its kind. */
static enum status
check_file(const char *path, struct failure *f)
{
    struct arena arena = {0};
    struct input_files inputs = {0};
    char why[INPUT_WHY_BYTES], shown[TEXT_VISIBLE_BYTES];
    const struct input_file *input;
    bool is_experiment;
    enum status st = input_read(&arena, &inputs, path, INPUT_SCENARIO, why);

    if (st != STATUS_OK && st != STATUS_NO_MEMORY) {
        st = failure_of(st, f, "%s: %s", text_visible(shown, path), why);
    }
    TRY(st);
    input = input_last(&inputs);
    TRY(experiment_is(input, &is_experiment));
    st = is_experiment ? check_experiment(input, f) : check_scenario(input, f);
out:
    arena_free(&arena);
    return st;
}

/* Checks every file, so that one invalid file does not hide the errors of the next. */
enum status
command_check(const struct arguments *arguments, struct failure *f)
{
    enum status worst = STATUS_OK;

    for (int32_t k = 0; k < arguments->n_operands; k++) {
        enum status st = check_file(arguments->operands[k], f);

        worst = worst == STATUS_OK || st == STATUS_NO_MEMORY ? st : worst;
    }
    return worst;
}
