/* Continues a run, enters the choices of seats, and answers queries between events. */
#include "model/run.h"

#include "base/hash.h"
#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/incident/incident.h"
#include "model/model.h"
#include "model/response/decision.h"
#include "model/response/message.h"
#include "model/run_tabled.h"
#include "model/state/lever_effect.h"
#include "model/state/run_pools.h"
#include "model/state/sim.h"

/* Makes routine contacts and falls of rungs events if they have observers. Call before events
   fire. */
static enum status
announce(struct sim_context *s)
{
    struct run *r = s->run;
    bool observed = s->sink != NULL || (r->wanted & OBS_BIT_ROUTINE) != 0;
    struct sim_context before = *s;
    enum status st = STATUS_OK;

    before.sink = NULL; /* the sink receives no falls of days before it was attached */

    if (observed && !r->announces) {
        TRY(queue_reserve(&r->kernel.queue, r->headroom + 3 * s->world->n_pairs));
        for (int32_t k = 0; k < s->world->n_pairs; k++) {
            channel_announce(s, k);
            dyad_settle_rungs(&before, k);
            dyad_announce(s, k);
        }
    }
    r->announces = observed;
out:
    return st;
}

static void
finish(struct sim_context *s)
{
    s->run->over = true;
    for (int32_t k = 0; k < s->world->n_pairs; k++) {
        dyad_settle_rungs(s, k);
    }
    incident_close_all(s);
    message_close_all(s);
    sim_notify(
        s, (struct observation){.kind = OBS_OVER, .value = (double)s->run->n_candidates});
}

static enum status
make_room(void *sim)
{
    return run_pools_room_for_event(((struct sim_context *)sim)->run);
}

enum run_stop
run_for(struct run *r, const struct world *w, double day, uint64_t events,
    const struct observers *observers, const struct trace_sink *sink)
{
    struct sim_weight weights[SIM_WEIGHTS] = {{0}};
    struct sim_context s = {
        .run = r, .world = w, .observers = observers, .sink = sink, .weights = weights};
    uint64_t maximum = (uint64_t)w->max_events, fired = r->kernel.n_events;
    struct kernel_bounds bounds = {.until = fmin(day, w->horizon_days),
        .max_events = fired < maximum && events < maximum - fired ? fired + events : maximum,
        .make_room = make_room,
        .guaranteed = &r->n_guaranteed,
        .queue_room = r->headroom,
        .due = &s.marks.kinds,
        .settle = model_settle,
        .hold = &r->hold};

    if (r->over) {
        return RUN_REACHED;
    }
    if (announce(&s) != STATUS_OK) {
        return RUN_NO_MEMORY;
    }
    switch (kernel_run(&r->kernel, model_events, &bounds, &s)) {
    case KERNEL_HORIZON:
        if (day >= w->horizon_days) {
            if (run_pools_room_to_finish(r) != STATUS_OK) {
                return RUN_NO_MEMORY;
            }
            finish(&s);
        }
        return RUN_REACHED;
    case KERNEL_HELD:
        return RUN_DECISION;
    case KERNEL_MAX_EVENTS:
        return bounds.max_events < maximum ? RUN_PAUSED : RUN_MAX_EVENTS;
    case KERNEL_NO_MEMORY:
        break;
    }
    return RUN_NO_MEMORY;
}

enum run_stop
run_until(struct run *r, const struct world *w, double day, const struct observers *observers,
    const struct trace_sink *sink)
{
    return run_for(r, w, day, UINT64_MAX, observers, sink);
}

void
run_fork(struct run *r, uint64_t number)
{
    r->base.world = stream_child(r->base.world, hash_text("fork"), number);
}

/* Returns a context for queries. Queries do not change the run, but struct sim_context needs a
   pointer without const. */
static struct sim_context
read_context(const struct run *r, const struct world *w)
{
    struct run *run;

    memcpy(&run, &r, sizeof(run));
    return (struct sim_context){.run = run, .world = w};
}

double
run_tension_area(const struct run *r, const struct world *w, int32_t pair, int32_t side)
{
    const struct sim_context s = read_context(r, w);

    return dyad_tension_area(
        &s, (struct dyad_direction){pair, side, &SIM_PAIR(&s, pair)->direction[side]});
}

double
run_tension(const struct run *r, const struct world *w, int32_t pair, int32_t side)
{
    const struct sim_context s = read_context(r, w);

    return dyad_tension(
        &s, (struct dyad_direction){pair, side, &SIM_PAIR(&s, pair)->direction[side]});
}

double
run_trust(const struct run *r, const struct world *w, int32_t pair, int32_t side)
{
    const struct sim_context s = read_context(r, w);

    return dyad_trust(
        &s, (struct dyad_direction){pair, side, &SIM_PAIR(&s, pair)->direction[side]});
}

int32_t
run_rung(const struct run *r, const struct world *w, int32_t pair, int32_t side)
{
    const struct sim_context s = read_context(r, w);

    return dyad_rung(
        &s, (struct dyad_direction){pair, side, &SIM_PAIR(&s, pair)->direction[side]});
}

double
run_capacity(const struct run *r, const struct world *w, int32_t state, enum capacity capacity)
{
    const struct sim_context s = read_context(r, w);

    return lever_state_capacity(&s, state, capacity);
}

double
run_pressure(const struct run *r, const struct world *w, int32_t state)
{
    const struct sim_context s = read_context(r, w);

    return lever_state_pressure(&s, state);
}

/* Returns the decision for which the run is stopped. */
static struct tabled
waiting_decision(const struct run *r)
{
    struct tabled tabled[TABLED_MAX];
    int32_t n = run_tabled(r, NONE, tabled);

    for (int32_t k = 0; k < n; k++) {
        if (tabled[k].stops && tabled[k].kind == TABLED_DECISION) {
            return tabled[k];
        }
    }
    BUG_UNLESS(false);
    return tabled[0];
}

int32_t
run_options(const struct run *r, const struct world *w, int32_t side, int32_t covert,
    struct option options[RESPONSE_MAX])
{
    struct tabled t = waiting_decision(r);

    return run_tabled_options(r, w, t.state, t.number, NONE, side, covert, options);
}

int32_t
run_choice(const struct run *r, const struct world *w, int32_t side, int32_t covert)
{
    const struct sim_context s = read_context(r, w);

    BUG_UNLESS(r->waiting != NONE);
    return decision_choice(&s, SIM_INCIDENT(&s, r->waiting), side, covert);
}

enum status
run_choose(struct run *r, const struct world *w, int32_t covert, int32_t overt, int32_t help,
    const struct observers *observers, const struct trace_sink *sink)
{
    struct tabled t = waiting_decision(r);

    return run_settle(r, w, t.state, t.number,
        &(struct settlement){.overt = overt, .covert = covert, .help = help, .named = NONE},
        observers, sink);
}
