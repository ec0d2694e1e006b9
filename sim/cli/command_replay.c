#include <string.h>

#include "cli/archive.h"
#include "cli/command.h"
#include "observe/recorder_tables.h"
#include "words/story.h"

/* Finds the row of a run; *there is false if runs.csv has none. */
static enum status
find_row(struct archive_rows *rows, const struct archive *a, const struct address *wanted,
    bool *there, struct failure *f)
{
    struct address at;
    enum status st;

    *there = false;
    TRY(archive_rows_open(rows, a, f));
    while (!*there && archive_rows_next(rows)) {
        TRY(archive_rows_address(rows, a, &at, f));
        *there = at.point == wanted->point && at.policy == wanted->policy &&
                 at.replication == wanted->replication;
    }
out:
    return st;
}

static enum status
print_row(const struct archive *a, const struct archive_rows *rows, struct failure *f)
{
    struct buffer text = {0};
    enum status st;

    table_header(&a->runs, &text);
    buffer_add(&text, rows->line, rows->length);
    TRY(buffer_status(&text));
    TRY(command_print(text.at, text.length, f));
out:
    buffer_free(&text);
    return st;
}

/* The events of a run, as events.csv has them. */
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
    TRY(command_print(text.at, text.length, f));
out:
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        table_free(&tables[k]);
    }
    buffer_free(&text);
    return st;
}

/* The same in words. */
static enum status
print_story(const struct scenario_policy *policy, const struct recorder *recorder,
    const struct story_options *options, struct failure *f)
{
    struct story_options told = *options;
    struct buffer text = {0};
    enum status st;

    told.policy = policy->title == NULL ? policy->id : policy->title;
    TRY(story_print(recorder, policy->world, &told, &text));
    TRY(command_print(text.at, text.length, f));
out:
    buffer_free(&text);
    return st;
}

/** What is to be printed. */
struct wish {
    bool trace, story;
    struct story_options options;
};

static enum status
replay(struct archive *a, const struct address *address, const struct wish *wish,
    struct failure *f)
{
    struct archive_rows rows = {0};
    const struct scenario *worlds;
    struct recorder recorder;
    struct metric_run row;
    bool there;
    enum status st;

    recorder_init(&recorder, RECORDER_EVENTS);
    TRY(find_row(&rows, a, address, &there, f));
    if (!there) {
        st = failure_of(STATUS_BAD_INPUT, f, "%s/runs.csv: no such run", a->directory);
        goto out;
    }
    TRY(archive_run(a, address, &recorder, &row, f));
    TRY(archive_worlds(a, address->point, &worlds, f));
    if (wish->trace && worlds->n_policies > 0) {
        TRY(print_events(worlds->policies[address->policy].world, &recorder, f));
    } else if (wish->story && worlds->n_policies > 0) {
        TRY(print_story(&worlds->policies[address->policy], &recorder, &wish->options, f));
    } else {
        TRY(print_row(a, &rows, f));
    }
    TRY(archive_rows_compare(&rows, a, &row, f));
out:
    archive_rows_close(&rows);
    recorder_free(&recorder);
    return st;
}

/* --whole and --chapters are about a story, and there is one thing to print. */
static enum status
read_wish(const struct arguments *arguments, struct wish *wish, struct failure *f)
{
    int64_t most = 0;
    enum status st;

    *wish = (struct wish){arguments_has(arguments, "trace"), arguments_has(arguments, "story"),
        {.whole = arguments_has(arguments, "whole")}};
    TRY(arguments_integer(arguments, "chapters", 1, 1000000, 0, &most, f));
    wish->options.most_chapters = (int32_t)most;
    if (wish->trace && wish->story) {
        st = failure_of(STATUS_USAGE, f, "--trace and --story exclude each other");
    } else if (!wish->story && (wish->options.whole || most > 0)) {
        st = failure_of(
            STATUS_USAGE, f, "--%s needs --story", wish->options.whole ? "whole" : "chapters");
    }
out:
    return st;
}

enum status
command_replay(const struct arguments *arguments, struct failure *f)
{
    static const char *const none[] = {NULL};
    struct archive a = {.disk = DISK_CLOSED};
    const char *run = arguments_value(arguments, "run", "");
    struct address address;
    struct wish wish;
    enum status st;

    TRY(read_wish(arguments, &wish, f));
    TRY(archive_open(&a, arguments->operands[0], f));
    TRY(archive_unchanged(&a, none, f)); /* its row is compared afterwards */
    TRY(address_read(&address, "run", true, run, a.base, a.n_points, f));
    TRY(replay(&a, &address, &wish, f));
out:
    archive_free(&a);
    return st;
}
