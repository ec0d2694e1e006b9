#include <inttypes.h>
#include <stdio.h>

#include "base/message.h"
#include "base/text.h"
#include "cli/command.h"
#include "experiment/experiment.h"
#include "scenario/words_file.h"
#include "sweep/plan.h"

/* Maximum number of points of an experiment for which worlds are made. */
enum { POINTS_MAX = 100 };

/* Compares a words file with its scenario. A missing text is only a warning, because the text of
   the scenario is shown in its place. */
static enum status
compare_words(const char *path, const struct input_file *given, const struct scenario *scenario,
    struct failure *f)
{
    struct words_file words = {0};
    struct failure missing = {0};
    enum status st;

    TRY(words_read(&words, path, given, f));
    st = words_compare(&words, scenario, &missing, f);
    failure_print("warning: ", &missing);
    TRY(st);
    message_print("%s: valid, %d texts in the language %s%s", path, (int)words.words->count,
        words.language,
        words.reviewed_by == NULL ? ", not yet reviewed by a native speaker" : "");
out:
    words_free(&words);
    return st;
}

/* Compares an exercise with the words files beside it. */
static enum status
check_words_beside(const struct scenario *scenario, const char *path, struct failure *f)
{
    struct arena arena = {0};
    const char **paths;
    int32_t count;
    enum status st;

    TRY(words_beside(&arena, path, &paths, &count));
    for (int32_t i = 0; i < count; i++) {
        enum status one = compare_words(paths[i], NULL, scenario, f);

        st = st == STATUS_OK || one == STATUS_NO_MEMORY ? one : st;
    }
out:
    arena_free(&arena);
    return st;
}

static enum status
check_words(const struct input_file *input, struct failure *f)
{
    struct words_file words = {0};
    struct scenario scenario = {0};
    enum status st;

    TRY(words_read(&words, input->path, input, f));
    TRY(scenario_load(&scenario, words.of, NULL, f));
    TRY(compare_words(input->path, input, &scenario, f));
out:
    scenario_free(&scenario);
    words_free(&words);
    return st;
}

/* Checks a scenario. Makes an experiment of it, because outcomes are read with the experiment. */
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
    if (e.base.workshop != NULL) {
        TRY(check_words_beside(&e.base, input->path, f));
    }
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

/* Checks a file. The contents of the file determine its kind. The file is read only once, because
   it may be a pipe. */
static enum status
check_file(const char *path, struct failure *f)
{
    struct arena arena = {0};
    struct input_files inputs = {0};
    char why[INPUT_WHY_BYTES], shown[TEXT_VISIBLE_BYTES];
    const struct input_file *input;
    bool is_experiment, are_words;
    enum status st = input_read(&arena, &inputs, path, INPUT_SCENARIO, why);

    if (st != STATUS_OK && st != STATUS_NO_MEMORY) {
        st = failure_of(st, f, "%s: %s", text_visible(shown, path), why);
    }
    TRY(st);
    input = input_last(&inputs);
    TRY(experiment_is(input, &is_experiment));
    TRY(words_is(input, &are_words));
    st = are_words       ? check_words(input, f)
         : is_experiment ? check_experiment(input, f)
                         : check_scenario(input, f);
out:
    arena_free(&arena);
    return st;
}

/* Checks every file, so that an error in one file does not hide errors in later files. */
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
