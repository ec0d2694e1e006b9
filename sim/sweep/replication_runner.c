#include "sweep/replication_runner.h"

#include "observe/metrics_observer.h"
#include "sweep/row.h"

/* Executes a run up to `day`. Returns RUN_PAUSED if the run was cancelled before that day. */
static enum run_stop
advance_to(struct run *run, const struct world *w, double day,
    const struct replication_watch *watch, const struct trace_sink *sink)
{
    enum run_stop stop;

    do {
        stop = run_for(run, w, day, REPLICATE_EVENTS, &metrics_observers, sink);
    } while (stop == RUN_PAUSED && (watch->stopped == NULL || !watch->stopped(watch->self)));
    return stop;
}

/* Executes a run to the horizon. Records a sample at each day of series.csv without scheduling
   events. */
static enum run_stop
advance(struct run *run, const struct world *w, const struct replication_watch *watch,
    struct recorder *recorder, const struct trace_sink *sink)
{
    double step = w->outputs.series.every_days;
    enum run_stop stop = RUN_REACHED;

    if (recorder != NULL && w->outputs.series.variables.count > 0) {
        for (int64_t k = 0; (double)k * step < w->horizon_days && stop == RUN_REACHED; k++) {
            stop = advance_to(run, w, (double)k * step, watch, sink);
            if (stop == RUN_REACHED) {
                recorder_sample(recorder, w, run);
            }
        }
    }
    return stop == RUN_REACHED ? advance_to(run, w, INFINITY, watch, sink) : stop;
}

enum status
replication_run(struct run *memory, const struct replication_address *a,
    const struct replication_watch *watch, struct recorder *recorder, struct metric_run *row)
{
    const struct world *w = a->world;
    struct trace_sink sink =
        recorder == NULL ? (struct trace_sink){NULL, NULL} : recorder_sink(recorder);
    bool watched = recorder != NULL && recorder->level > RECORDER_NONE;
    enum run_stop stop;
    enum status st;

    if (recorder != NULL) {
        TRY(recorder_begin(
            recorder, w, (struct trace_rows_run){a->point_id, a->policy, a->replication}));
    }
    TRY((memory->n_arrays == 0 ? run_init : run_reset)(
        memory, w, a->seed, (uint64_t)a->replication, a->world_hash, &metrics_observers));
    if (recorder != NULL) {
        recorder_first_day(recorder, w, memory);
    }
    stop = advance(memory, w, watch, recorder, watched ? &sink : NULL);
    if (stop == RUN_PAUSED) {
        return STATUS_STOPPED;
    }
    st = stop == RUN_NO_MEMORY || (recorder != NULL && recorder->no_memory) ? STATUS_NO_MEMORY
                                                                            : STATUS_OK;
    *row = (struct metric_run){.point_id = a->point_id,
        .policy = a->policy,
        .rep = a->replication,
        .end_day = memory->kernel.now,
        .n_events = (int64_t)memory->kernel.n_events,
        .fingerprint = (int64_t)memory->kernel.fingerprint};
    row_set_end(row, stop == RUN_MAX_EVENTS ? ROW_MAX_EVENTS : ROW_COMPLETE);
    metric_clear(row);
    if (stop == RUN_REACHED) {
        metrics_measure(row, w, memory);
    }
out:
    return st;
}
