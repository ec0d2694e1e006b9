/* Records the run of the exercise as rows of the trace files. */
#include "workshop/review/review.h"
#include "workshop/review/review_replay.h"

/* Ends the run on the last day of the exercise. Incidents that are still open are censored. */
static enum status
end_run(struct recorder *trace, const struct world *w, struct run *run)
{
    struct trace_sink sink = recorder_sink(trace);
    struct world ended = *w;

    ended.horizon_days = run->kernel.now;
    switch (run_until(run, &ended, ended.horizon_days, NULL, &sink)) {
    case RUN_REACHED:
        return STATUS_OK;
    case RUN_NO_MEMORY:
        return STATUS_NO_MEMORY;
    case RUN_DECISION:
    case RUN_PAUSED:
    case RUN_MAX_EVENTS:
        break;
    }
    return STATUS_STOPPED;
}

enum status
review_trace(struct review *r, struct failure *f)
{
    const struct exercise *x = r->exercise;
    struct trace_sink sink = recorder_sink(&r->trace);
    struct exercise then = {0};
    enum status st;

    TRY(recorder_begin(&r->trace, x->world, (struct trace_rows_run){1, x->policy, 1}));
    TRY(exercise_at(x, 0, &then, f));
    recorder_first_day(&r->trace, x->world, &then.now.run);
    exercise_free(&then);
    TRY(review_replay(x, x->n_records, &sink, &then, f));
    TRY(end_run(&r->trace, x->world, &then.now.run));
    TRY(r->trace.no_memory ? STATUS_NO_MEMORY : STATUS_OK);
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        (void)recorder_sort(&r->trace, (enum recorder_file)k);
    }
out:
    exercise_free(&then);
    return st;
}
