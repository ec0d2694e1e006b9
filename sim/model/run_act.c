#include "model/run_act.h"

#include <string.h>

#include "model/model.h"
#include "model/state/run_pools.h"

static struct sim_context
read_context(const struct run *r, const struct world *w)
{
    struct run *run;

    memcpy(&run, &r, sizeof(run)); /* struct sim_context needs a pointer without const */
    return (struct sim_context){.run = run, .world = w};
}

const char *
run_why_not(const struct run *r, const struct world *w, int32_t state,
    const struct initiative *initiative)
{
    const struct sim_context s = read_context(r, w);

    return initiative_why_not(&s, state, initiative);
}

enum status
run_act(struct run *r, const struct world *w, int32_t state,
    const struct initiative *initiative, const struct observers *observers,
    const struct trace_sink *sink)
{
    struct sim_context s = {.run = r, .world = w, .observers = observers, .sink = sink};
    enum status st;

    if (initiative_why_not(&s, state, initiative) != NULL) {
        return STATUS_BAD_INPUT;
    }
    TRY(run_pools_room(r));
    initiative_take(&s, state, initiative);
    model_settle(&s);
out:
    return st;
}

enum status
run_call(struct run *r, const struct world *w, int32_t inject, double day)
{
    struct sim_context s = {.run = r, .world = w};
    const struct inject *rows = w->injects.items;
    enum status st;

    if (inject < 0 || inject >= w->injects.count || !rows[inject].called ||
        !(day >= r->kernel.now && day <= w->horizon_days)) {
        return STATUS_BAD_INPUT;
    }
    TRY(run_pools_room(r));
    if (rows[inject].kind != INJECT_NEWS) {
        (void)sim_at(&s, day, EVENT_inject, inject, ++r->n_calls);
    }
out:
    return st;
}
