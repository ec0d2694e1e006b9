#include "workshop/review/review_replay.h"

enum status
review_replay(const struct exercise *x, int64_t number, const struct trace_sink *watcher,
    struct exercise *then, struct failure *f)
{
    struct exercise watched = *x;
    enum status st;

    watched.watcher = watcher;
    st = exercise_at(&watched, number, then, f);
    then->watcher = NULL;
    return st;
}

enum status
review_leave_to_habit(
    const void *self, struct run *r, const struct world *w, const struct trace_sink *sink)
{
    enum status st = run_habit_all(r, w, NONE, NULL, sink);

    (void)self;
    for (int32_t k = 0; st == STATUS_OK && k < w->n_states; k++) {
        run_seat(r, k, false);
    }
    run_table(r, false);
    return st;
}
