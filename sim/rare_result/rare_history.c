#include "rare_result/rare_history.h"

#include <inttypes.h>

#include "words/narrative/narrative.h"

void
rare_history_splits(const struct splitting_track *t, struct buffer *out)
{
    for (int32_t k = 0; k < t->n_splits; k++) {
        buffer_printf(
            out, "%s%" PRIu64 ":%016" PRIx64, k == 0 ? "" : " ", t->step[k], t->reseed[k]);
    }
}

enum status
rare_history_tell(const struct rare_policy *p, const struct splitting_track *t,
    struct rare_history_row *row, struct buffer *story, struct failure *f)
{
    struct narrative_options options = {
        .policy = p->policy->title == NULL ? p->policy->id : p->policy->title};
    struct recorder recorder;
    struct trace_sink sink = recorder_sink(&recorder);
    struct run run = {0};
    enum status st;

    recorder_init(&recorder, RECORDER_EVENTS);
    TRY(recorder_begin(
        &recorder, p->of.world, (struct trace_rows_run){1, p->policy->id, (int64_t)t->number}));
    TRY(rare_path_begin(&p->of, t, &run));
    recorder_first_day(&recorder, p->of.world, &run);
    st = rare_path_repeat(&p->of, t, &sink, &run);
    if (st == STATUS_MISMATCH) {
        st = failure_of(st, f, "a history of policy %s could not be repeated", p->policy->id);
    }
    TRY(st);
    row->day = run.kernel.now;
    row->n_events = (int64_t)run.kernel.n_events;
    row->fingerprint = (int64_t)run.kernel.fingerprint;
    st =
        run_until(&run, p->of.world, INFINITY, &rare_event_observers, &sink) == RUN_NO_MEMORY ||
                recorder.no_memory
            ? STATUS_NO_MEMORY
            : STATUS_OK;
    TRY(st);
    buffer_printf(story,
        "The event happens on day %.3f of this history. From that day on the history continues "
        "with the same random numbers.\n\n",
        row->day);
    TRY(narrative_print(&recorder, p->of.world, &options, story, f));
out:
    recorder_free(&recorder);
    run_free(&run);
    return st;
}
