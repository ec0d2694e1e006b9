
#include "cli/command.h"
#include "cli/finished_result.h"
#include "cli/output.h"
#include "cli/story_options.h"
#include "observe/recorder_tables.h"
#include "words/narrative/narrative.h"

static enum status
print_row(
    const struct finished_result *a, const struct finished_result_rows *rows, struct failure *f)
{
    struct buffer text = {0};
    enum status st;

    table_header(&a->layout.runs, &text);
    buffer_add(&text, rows->line, rows->length);
    TRY(buffer_status(&text));
    TRY(output_print(text.at, text.length, f));
out:
    buffer_free(&text);
    return st;
}

/* Prints the events of the run in the format of events.csv. */
static enum status
print_events(const struct world *w, struct recorder *recorder, struct failure *f)
{
    struct table tables[RECORDER_FILES] = {{0}};
    const struct table *events = &tables[RECORDER_FILE_EVENTS];
    struct buffer text = {0};
    enum status st;

    TRY(recorder_tables_init(tables, w, RECORDER_EVENTS));
    table_header(events, &text);
    (void)recorder_print(recorder, RECORDER_FILE_EVENTS, events, &text);
    TRY(buffer_status(&text));
    TRY(output_print(text.at, text.length, f));
out:
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        table_free(&tables[k]);
    }
    buffer_free(&text);
    return st;
}

/* Prints the run as a story. */
static enum status
print_story(const struct scenario_policy *policy, const struct recorder *recorder,
    const struct narrative_options *options, struct failure *f)
{
    struct narrative_options titled = *options;
    struct buffer text = {0};
    enum status st;

    titled.policy = policy->title == NULL ? policy->id : policy->title;
    TRY(narrative_print(recorder, policy->world, &titled, &text, f));
    TRY(output_print_text(&text, f));
out:
    buffer_free(&text);
    return st;
}

/** The output that the options select. */
struct selection {
    bool trace, story;
    struct narrative_options options;
};

static enum status
replay(struct finished_result *a, const struct run_key *key, const struct selection *selection,
    struct failure *f)
{
    struct finished_result_rows rows = {0};
    const struct scenario *worlds;
    struct recorder recorder;
    struct metric_run row;
    bool there;
    enum status st;

    recorder_init(&recorder, RECORDER_EVENTS);
    TRY(finished_result_rows_find(&rows, a, key, &there, f));
    if (!there) {
        st = failure_of(STATUS_BAD_INPUT, f,
            "--run: %s/runs.csv does not contain this run; choose a row of that file",
            a->directory);
        goto out;
    }
    TRY(finished_result_run(a, key, &recorder, &row, f));
    worlds = a->worlds.there;
    if (selection->trace && worlds != NULL) {
        TRY(print_events(worlds->policies[key->policy].world, &recorder, f));
    } else if (selection->story && worlds != NULL) {
        TRY(print_story(&worlds->policies[key->policy], &recorder, &selection->options, f));
    } else {
        TRY(print_row(a, &rows, f));
    }
    TRY(finished_result_rows_compare(&rows, a, &row, f));
out:
    finished_result_rows_close(&rows);
    recorder_free(&recorder);
    return st;
}

/* Reads the options. The options of a story need --story, and only one output may be selected. */
static enum status
read_selection(
    const struct arguments *arguments, struct selection *selection, struct failure *f)
{
    static const char *const of_story[] = {
        "whole", "chapters", "incident", "seat", "by-date", "width", "html"};
    enum status st;

    *selection = (struct selection){
        .trace = arguments_has(arguments, "trace"), .story = arguments_has(arguments, "story")};
    if (selection->trace && selection->story) {
        st = failure_of(
            STATUS_USAGE, f, "--trace and --story exclude each other; give only one of them");
        goto out;
    }
    for (size_t k = 0; k < sizeof(of_story) / sizeof(of_story[0]); k++) {
        if (!selection->story && arguments_has(arguments, of_story[k])) {
            st = failure_of(STATUS_USAGE, f, "--%s needs --story", of_story[k]);
            goto out;
        }
    }
    TRY(story_options_read(arguments, &selection->options, f));
out:
    return st;
}

enum status
command_replay(const struct arguments *arguments, struct failure *f)
{
    static const char *const none[] = {NULL};
    struct finished_result a = {.dir = ATOMIC_DIR_CLOSED};
    const char *run = arguments_value(arguments, "run", "");
    struct run_key key;
    struct selection selection;
    enum status st;

    TRY(read_selection(arguments, &selection, f));
    TRY(finished_result_open(&a, arguments->operands[0], f));
    TRY(finished_result_unchanged(&a, none, f)); /* not runs.csv: replay() compares its row */
    TRY(run_key_read(&key, "run", true, run, &a.experiment.base, a.experiment.n_points, f));
    TRY(replay(&a, &key, &selection, f));
out:
    finished_result_free(&a);
    return st;
}
