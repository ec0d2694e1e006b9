/* Reads the inputs that several commands share. */
#include <sys/stat.h>

#include "base/number.h"
#include "base/text.h"
#include "cli/command.h"
#include "experiment/experiment.h"

enum { VALUES_MAX = 256 };

/* Whether the command reads scenarios and the file is an experiment, or the command reads
   experiments and the file is a scenario. Returns false unless the file is a regular file, because
   other files cannot be read again. */
static bool
is_other_kind(struct arena *arena, const char *path, enum command_reads reads)
{
    struct input_files inputs = {0};
    char why[INPUT_WHY_BYTES];
    struct stat facts;
    bool is = false;

    if (stat(path, &facts) != 0 || !S_ISREG(facts.st_mode) ||
        input_read(arena, &inputs, path, INPUT_SCENARIO, why) != STATUS_OK) {
        return false;
    }
    return (reads == COMMAND_READS_SCENARIO
                   ? experiment_is(input_last(&inputs), &is)
                   : experiment_is_scenario(input_last(&inputs), &is)) == STATUS_OK &&
           is;
}

enum status
command_explain_kind(
    enum status st, const char *path, enum command_reads reads, struct failure *f)
{
    struct arena arena = {0};
    char shown[TEXT_VISIBLE_BYTES];

    if (st == STATUS_BAD_INPUT && is_other_kind(&arena, path, reads)) {
        (void)text_visible(shown, path);
        *f = (struct failure){0};
        if (reads == COMMAND_READS_SCENARIO) {
            failure_add(f,
                "%s: is an experiment, not a scenario; to run it: cbmsim sweep %s -o DIR",
                shown, shown);
        } else {
            failure_add(f,
                "%s: is a scenario, not an experiment; to run it: cbmsim run %s; to write an "
                "experiment: cbmsim new NAME --template sweep",
                shown, shown);
        }
    }
    arena_free(&arena);
    return st;
}

enum status
command_read_scenario(const struct arguments *a, struct scenario *scenario, struct failure *f)
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

enum status
command_read_seed(const struct arguments *a, uint64_t *seed, struct failure *f)
{
    const char *text = arguments_value(a, "seed", NULL);
    char shown[TEXT_VISIBLE_BYTES];

    if (text == NULL || number_read_unsigned(text, seed)) {
        return STATUS_OK;
    }
    return failure_of(STATUS_USAGE, f,
        "--seed: '%s' is not a whole number from 0 to 18446744073709551615",
        text_visible(shown, text));
}
