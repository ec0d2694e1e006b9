#include "model/state/sim.h"

#include <string.h>

const char *const observation_names[OBS_ROWS + 1] = {"incident_started", "attempt_blocked",
    "incident_detected", "incident_triaged", "incident_attributed", "incident_decided",
    "order_given", "order_closed", "incident_public", "industry_attribution", "incident_ended",
    "truth_surfaced", "incident_closed", "act", "message_ended", "contact", "agreement_status",
    "violation", "crisis", "rung", "crisis_settled", "trust", "membership", "cooperation",
    "nature_corrected", "rate_capped", "off_ramp_offer", "settlement_broken", "run_over"};

struct timer
sim_at(struct sim_context *s, double day, enum event_name kind, int32_t a, int32_t b)
{
    BUG_UNLESS(day >= sim_now(s));
    return queue_schedule(&s->run->kernel.queue, day, SIM_TURN(kind), (int32_t)kind, a, b);
}

struct timer
sim_in(struct sim_context *s, double days, enum event_name kind, int32_t a, int32_t b)
{
    return sim_at(s, sim_now(s) + days, kind, a, b);
}

void
sim_mark_crisis(struct sim_context *s, int32_t pair)
{
    SIM_PAIR(s, pair)->marked = (s->marks.kinds & MARK_CRISIS) != 0 ? s->marks.crisis : NONE;
    s->marks.crisis = pair;
    s->marks.kinds |= MARK_CRISIS;
}

int32_t
sim_next_crisis(struct sim_context *s)
{
    int32_t pair = s->marks.crisis;

    if ((s->marks.kinds & MARK_CRISIS) == 0) {
        return NONE;
    }
    s->marks.crisis = SIM_PAIR(s, pair)->marked;
    if (s->marks.crisis == NONE) {
        s->marks.kinds &= ~(uint32_t)MARK_CRISIS;
    }
    return pair;
}

void
sim_mark_patience(struct sim_context *s, int32_t state)
{
    s->marks.patience[state / 64] |= UINT64_C(1) << (state % 64);
    s->marks.kinds |= MARK_PATIENCE;
}

void
sim_mark_detection(struct sim_context *s, int32_t state)
{
    if (state == NONE) {
        memset(s->marks.detection, 0xff, sizeof(s->marks.detection));
    } else {
        s->marks.detection[state / 64] |= UINT64_C(1) << (state % 64);
    }
    s->marks.kinds |= MARK_DETECTION;
}

void
sim_unmark(struct sim_context *s, enum sim_mark kind, uint64_t states[SEATS_WORDS])
{
    memset(states, 0, SEATS_WORDS * sizeof(states[0]));
    s->marks.kinds &= ~(uint32_t)kind;
}

void
sim_mark_step(struct sim_context *s, int32_t subject, enum sim_due due)
{
    BUG_UNLESS((s->marks.kinds & MARK_STEP) == 0);
    s->marks.subject = subject;
    s->marks.due = due;
    s->marks.kinds |= MARK_STEP;
}

void
sim_cancel(struct sim_context *s, struct timer *t)
{
    (void)queue_cancel(&s->run->kernel.queue, t);
}

/* Notifies several observers and the trace sink. It is a separate function to keep the stack frame
   of the common case small. */
__attribute__((noinline)) static void
dispatch_to_all(struct sim_context *s, const struct observation *observation)
{
    struct array *arrays = s->run->observer_arrays;
    const uint64_t bit = observation_bit(observation);
    const int32_t n = s->observers == NULL ? 0 : s->observers->n;

    for (int32_t i = 0; i < n; i++) {
        const struct observer *observer = s->observers->at[i];

        if ((observer->wanted & bit) != 0) {
            observer->note(arrays, s->world, s->run, observation);
        }
        arrays += observer->n_arrays;
    }
    if (s->sink != NULL) {
        s->sink->note(s->sink->self, s->world, s->run, observation);
    }
}

void
sim_dispatch(struct sim_context *s, const struct observation *observation)
{
    if (s->sink != NULL || s->observers == NULL || s->observers->n != 1) {
        dispatch_to_all(s, observation);
    } else { /* the common case: one observer, whose `wanted` includes the observation */
        s->observers->at[0]->note(s->run->observer_arrays, s->world, s->run, observation);
    }
}

int32_t
sim_acquire(struct object_pool *pool)
{
    int32_t index = sim_acquire_unset(pool);

    memset((char *)pool->items.at + (size_t)index * pool->items.size, 0, pool->items.size);
    return index;
}

void
sim_release(struct object_pool *pool, int32_t index)
{
    BUG_UNLESS(pool->unused.count < pool->unused.capacity);
    *ARRAY_AT(int32_t, &pool->unused, pool->unused.count++) = index;
}

double
sim_decay_value(struct decaying q, double halflife_days, double day)
{
    return q.value == 0 ? 0 : q.value * sim_decay(day - q.day, halflife_days);
}

void
sim_add(struct decaying *q, double amount, double halflife_days, double day)
{
    if (amount != 0) {
        q->value = sim_decay_value(*q, halflife_days, day) + amount;
        q->day = day;
    }
}
