#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/message.h"
#include "cli/command.h"
#include "cli/finished_result.h"
#include "cli/output.h"
#include "cli/sweep_session.h"
#include "sweep/merge.h"
#include "sweep/reload.h"

/* Returns STATUS_IO if a part was made from other inputs than the first part. */
static enum status
check_origin(const struct manifest_old *first, const char *directory, struct failure *f)
{
    struct manifest_origin origin = {first->identity, first->inputs, first->n_inputs};
    struct finished_result part;
    struct buffer why = {0};
    enum status st;

    TRY(finished_result_open_manifest(&part, directory, f));
    if (strcmp(part.manifest.identity, origin.identity) != 0) {
        manifest_difference(&part.manifest, &origin, &why);
        TRY(buffer_status(&why));
        st = failure_of(STATUS_IO, f,
            "%s: its inputs differ from those of the first directory (%s); merge only shards "
            "of the same run or sweep",
            directory, why.at);
    }
out:
    buffer_free(&why);
    finished_result_free(&part);
    return st;
}

static bool
has_journal(const char *directory)
{
    struct buffer path = {0};
    bool found;

    buffer_printf(&path, "%s/" RESULT_JOURNAL, directory);
    found = path.failed || access(path.at, F_OK) == 0;
    buffer_free(&path);
    return found;
}

/* Makes the journal of a part, whose own journal is missing, from its finished files. */
static enum status
reload(struct sweep_session *part, const struct layout *layout, const char *directory,
    struct failure *f)
{
    const char *names[LAYOUT_PARTS + 1] = {"runs.csv"};
    struct finished_result finished;
    int32_t n = 1;
    enum status st;

    TRY(finished_result_open(&finished, directory, f));
    if (!finished.experiment.from_scenario) {
        names[n++] = "failures.csv";
    }
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        if (layout->part[k] >= 0) {
            names[n++] = layout_trace_name(layout, (enum recorder_file)k);
        }
    }
    TRY(finished_result_unchanged(&finished, names, f));
    TRY(layout_shape(layout, &part->shape));
    TRY(journal_open_memory(&part->journal, &part->shape, f));
    TRY(reload_journal(&part->journal, layout, directory, f));
out:
    finished_result_free(&finished);
    return st;
}

/* Adds the runs of one directory, which may be unfinished or a copy of another one. */
static enum status
add_part(struct sweep_session *whole, const char *directory, struct failure *f)
{
    struct sweep_session part;
    int64_t added, both;
    enum status st;

    sweep_session_init(&part, whole->arguments);
    TRY(has_journal(directory)
            ? sweep_session_open_readonly(&part, &whole->layout, directory, true, f)
            : reload(&part, &whole->layout, directory, f));
    TRY(sweep_session_fits(whole, &part.journal, f));
    TRY(merge_journal(&whole->journal, &part.journal, &whole->experiment, &added, &both, f));
    if (!arguments_has(whole->arguments, "quiet")) {
        char present[64] = "";

        if (both > 0) {
            (void)snprintf(present, sizeof(present), ", %" PRId64 " already present", both);
        }
        message_print("%s: %" PRId64 " runs added%s", directory, added, present);
    }
out:
    sweep_session_free(&part);
    return st;
}

static enum status
finish(struct sweep_session *s, struct failure *f)
{
    struct sweep_session_count c;
    enum status st;

    TRY(sweep_session_count_progress(s, f));
    TRY(sweep_session_commit(s, f));
    sweep_session_print_missed(s);
    c = sweep_session_count(s, true);
    if (c.whole < c.points) {
        message_print("%" PRId64 " of %" PRId64 " points are incomplete: %s%" PRId64
                      " runs are missing; to run them, give this directory to 'cbmsim sweep' "
                      "or 'cbmsim run' with -o",
            c.points - c.whole, c.points,
            s->experiment.replications.n_targets > 0 ? "at most " : "", c.wanted - c.runs);
        st = STATUS_STOPPED;
    } else if (s->result.n_failed > 0) {
        message_print("%" PRId64 " runs failed; failures.csv in the joined result lists them",
            s->result.n_failed);
        st = STATUS_RUNS_FAILED;
    }
out:
    return st;
}

static enum status
merge(struct sweep_session *s, struct failure *f)
{
    const struct arguments *a = s->arguments;
    const char *directory = arguments_value(a, "output", NULL);
    enum status st;

    for (int32_t k = 0; k < a->n_operands; k++) {
        if (arguments_has(a, "fresh") && output_same_file(a->operands[k], directory)) {
            return failure_of(STATUS_IO, f,
                "%s: is also a directory to merge, and --fresh would delete it; choose another "
                "directory with -o",
                a->operands[k]);
        }
    }
    TRY(sweep_session_read_result(s, a->operands[0], f));
    for (int32_t k = 1; k < a->n_operands; k++) {
        TRY(check_origin(&s->source, a->operands[k], f));
    }
    TRY(sweep_session_open(s, directory, arguments_has(a, "fresh"), f));
    for (int32_t k = 0; k < a->n_operands; k++) {
        TRY(add_part(s, a->operands[k], f));
    }
    TRY(finish(s, f));
out:
    return st;
}

enum status
command_merge(const struct arguments *arguments, struct failure *f)
{
    struct sweep_session s;
    enum status st;

    sweep_session_init(&s, arguments);
    st = merge(&s, f);
    sweep_session_free(&s);
    return st;
}
