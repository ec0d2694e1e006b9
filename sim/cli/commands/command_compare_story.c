#include "cli/commands/command_compare_story.h"

#include "base/text.h"
#include "cli/finished_result.h"
#include "cli/output.h"
#include "cli/story_options.h"
#include "format/decode/decode_unknown.h"

/* Reads the keys of the runs to compare: the run of --run, and the same replication under
   --versus. */
static enum status
read_keys(const struct arguments *arguments, const struct finished_result *a,
    struct run_key keys[2], struct failure *f)
{
    const struct scenario *s = &a->experiment.base;
    const char *versus = arguments_value(arguments, "versus", NULL);
    enum status st;

    if (versus == NULL || !arguments_has(arguments, "run")) {
        st = failure_of(STATUS_USAGE, f, "--story needs --run and --versus; add them");
        goto out;
    }
    TRY(run_key_read(&keys[0], "run", true, arguments_value(arguments, "run", ""), s,
        a->experiment.n_points, f));
    keys[1] = keys[0];
    keys[1].policy = text_index(versus, TEXT_NAMES(s->policies, id, s->n_policies));
    if (keys[1].policy < 0) {
        st = decode_unknown_option(
            f, "versus", "policy", versus, TEXT_NAMES(s->policies, id, s->n_policies));
    } else if (keys[1].policy == keys[0].policy) {
        st = failure_of(STATUS_USAGE, f,
            "--versus: \"%s\" is the policy of --run; name another one", versus);
    }
out:
    return st;
}

static enum status
print(struct finished_result *a, const struct run_key keys[2], struct recorder recorders[2],
    const struct narrative_options *options, struct failure *f)
{
    struct narrative_twin twins[2];
    struct buffer text = {0};
    struct metric_run row;
    enum status st;

    for (int k = 0; k < 2; k++) {
        const struct scenario_policy *policy;

        TRY(finished_result_run(a, &keys[k], &recorders[k], &row, f));
        policy = &a->worlds.there->policies[keys[k].policy];
        twins[k] = (struct narrative_twin){
            &recorders[k], policy->world, policy->title == NULL ? policy->id : policy->title};
    }
    TRY(narrative_twin_print(twins, options, &text, f));
    TRY(output_print_text(&text, f));
out:
    buffer_free(&text);
    return st;
}

enum status
command_compare_story(const struct arguments *arguments, struct failure *f)
{
    static const char *const none[] = {NULL};
    struct finished_result a = {.dir = ATOMIC_DIR_CLOSED};
    struct recorder recorders[2];
    struct narrative_options options;
    struct run_key keys[2];
    enum status st;

    recorder_init(&recorders[0], RECORDER_EVENTS);
    recorder_init(&recorders[1], RECORDER_EVENTS);
    TRY(story_options_read(arguments, &options, f));
    TRY(story_options_incident(
        "story", arguments_value(arguments, "story", ""), &options.incident, f));
    TRY(finished_result_open(&a, arguments->operands[0], f));
    TRY(finished_result_unchanged(&a, none, f));
    TRY(read_keys(arguments, &a, keys, f));
    TRY(print(&a, keys, recorders, &options, f));
out:
    recorder_free(&recorders[0]);
    recorder_free(&recorders[1]);
    finished_result_free(&a);
    return st;
}
