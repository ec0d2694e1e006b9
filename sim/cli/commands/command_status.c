#include <inttypes.h>
#include <math.h>

#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/sweep_session.h"

/* Prints the counts and the remaining time of one thread in seconds, estimated from the mean time
   of a run. */
static void
print_counts(const struct sweep_session *s, struct buffer *out)
{
    struct sweep_session_count c = sweep_session_count(s, true);
    const struct journal *j = &s->journal;
    double spent = 1e-9 * (double)j->nanoseconds;
    double each = j->n_runs > 0 ? spent / (double)j->n_runs : NAN;

    buffer_printf(out, "points,%" PRId64 "\npoints_done,%" PRId64 "\n", c.points, c.whole);
    if (s->experiment.replications.n_targets > 0) {
        buffer_printf(out, "points_target_missed,%" PRId64 "\n", sweep_missed(&s->sweep));
    }
    buffer_printf(out, "runs_done,%" PRId64 "\nruns_failed,%" PRId64 "\n", c.runs, j->n_failed);
    buffer_printf(out, "%s,%" PRId64 "\n",
        s->experiment.replications.n_targets > 0 ? "runs_missing_at_most" : "runs_missing",
        c.wanted - c.runs);
    buffer_printf(
        out, "blocks_damaged,%" PRId32 "\nthread_seconds_spent,%.1f\n", j->damage.count, spent);
    if (j->n_runs > 0) {
        buffer_printf(out, "thread_seconds_left,%.1f\n", each * (double)(c.wanted - c.runs));
    }
}

/* Prints the platforms of the journal or, if there is no journal, those that the manifest lists. */
static enum status
print_platforms(struct sweep_session *s, struct buffer *out)
{
    const struct manifest_platform *platforms = s->source.platforms;
    int32_t n = s->source.n_platforms;
    enum status st = STATUS_OK;

    if (s->journal.n_platforms > 0) {
        TRY(sweep_session_list_platforms(s));
        platforms = s->platforms;
        n = s->n_platforms;
    }
    for (int32_t k = 0; k < n; k++) {
        char version[TEXT_VISIBLE_BYTES], fingerprint[TEXT_VISIBLE_BYTES];

        buffer_printf(out, "runs_computed_by,cbmsim %s fingerprint %.16s: %" PRId64 " runs\n",
            text_visible(version, platforms[k].cbmsim),
            text_visible(fingerprint, platforms[k].fingerprint), platforms[k].runs);
    }
out:
    return st;
}

enum status
command_status(const struct arguments *arguments, struct failure *f)
{
    const char *directory = arguments->operands[0];
    struct sweep_session s;
    struct buffer out = {0};
    enum status st;

    sweep_session_init(&s, arguments);
    TRY(sweep_session_read_result(&s, directory, f));
    buffer_printf(&out, "what,value\nstatus,%s\n", s.running ? "running" : s.source.status);
    TRY(sweep_session_open_readonly(&s, &s.layout, directory, false, f));
    TRY(sweep_session_count_progress(&s, f));
    print_counts(&s, &out);
    TRY(print_platforms(&s, &out));
    TRY(buffer_status(&out));
    TRY(output_print_text(&out, f));
out:
    buffer_free(&out);
    sweep_session_free(&s);
    return st;
}
