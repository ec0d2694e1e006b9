#include "model/incident/desk.h"

#include "model/state/lever_effect.h"

int32_t
desk_technical(int32_t state)
{
    return 2 * state;
}

int32_t
desk_political(int32_t state)
{
    return 2 * state + 1;
}

int32_t
desk_hub(const struct world *w, int32_t agreement)
{
    return 2 * w->n_states + agreement;
}

/* Returns the speed of a desk of a state. It depends on the capacity of desks, on measures, and on
   the background load of the analysts. */
static double
speed_of_state_desk(const struct sim_context *s, int32_t desk)
{
    int32_t state = desk / 2;
    double built = lever_state_capacity(s, state, CAPACITY_DESK);
    double load =
        desk == desk_technical(state) ? WORLD_STATE(s->world, state)->background_load : 0;

    return lever_for_state(s, LEVER_desk_speed, state, (1 + built) * (1 - load));
}

/* Returns the speed of the desk of a hub, which is lower for a time after a change of the
   coordinator. */
static double
speed_of_hub(const struct sim_context *s, int32_t agreement)
{
    const struct agreement_hub *hub = &WORLD_AGREEMENT(s->world, agreement)->hub;
    double days = sim_now(s) - SIM_AGREEMENT(s, agreement)->entered_day;

    if (hub->rotation_days == 0 || !(days >= hub->rotation_days)) {
        return 1;
    }
    days -= floor(days / hub->rotation_days) * hub->rotation_days;
    return days < hub->rotation_settling_days ? 1 / hub->rotation_slowdown : 1;
}

static void
serve(struct sim_context *s, int32_t desk, int32_t index)
{
    struct desk *d = SIM_DESK(s, desk);
    const struct job *job = SIM_JOB(s, index);
    double u = sim_draw(s, PURPOSE_service, job->hash, (uint64_t)job->kind);
    int32_t n = s->world->n_states;
    double speed = desk < 2 * n ? speed_of_state_desk(s, desk) : speed_of_hub(s, desk - 2 * n);

    d->busy++;
    tally_time_set(&d->busy_time, sim_now(s), d->busy);
    tally_add(&d->wait_days, sim_now(s) - job->arrived);
    (void)sim_in(s,
        job->work_days > 0 ? distribution_exponential(u) * job->work_days / speed : 0,
        EVENT_desk_done, desk, index);
}

/*
 * Waiting jobs form a pairing heap (Fredman, Sedgewick, Sleator and Tarjan 1986): no job is served
 * before its parent. A job is added in constant time. The next job is found in a time that grows
 * with the logarithm of the number of waiting jobs. The order is total: by priority, then by
 * arrival.
 */

static bool
is_before(const struct job *a, const struct job *b)
{
    return a->priority != b->priority ? a->priority > b->priority : a->number < b->number;
}

/* Joins two heaps, each of which may be NONE. Returns the first job of both. */
static int32_t
join(struct sim_context *s, int32_t a, int32_t b)
{
    int32_t first, other;

    if (a == NONE || b == NONE) {
        return a == NONE ? b : a;
    }
    first = is_before(SIM_JOB(s, a), SIM_JOB(s, b)) ? a : b;
    other = first == a ? b : a;
    SIM_JOB(s, other)->sibling = SIM_JOB(s, first)->child;
    SIM_JOB(s, first)->child = other;
    return first;
}

/* Joins siblings to one heap: first in pairs, then all pairs from the last to the first. */
static int32_t
join_siblings(struct sim_context *s, int32_t job)
{
    int32_t pairs = NONE, all = NONE;

    while (job != NONE) {
        int32_t second = SIM_JOB(s, job)->sibling;
        int32_t rest = second == NONE ? NONE : SIM_JOB(s, second)->sibling;
        int32_t pair = join(s, job, second);

        SIM_JOB(s, pair)->sibling = pairs;
        pairs = pair;
        job = rest;
    }
    while (pairs != NONE) {
        int32_t rest = SIM_JOB(s, pairs)->sibling;

        all = join(s, all, pairs);
        pairs = rest;
    }
    return all;
}

static void
enqueue(struct sim_context *s, int32_t desk, int32_t index)
{
    struct desk *d = SIM_DESK(s, desk);
    struct job *job = SIM_JOB(s, index);

    job->number = ++d->n_waited;
    job->child = NONE;
    d->first = join(s, d->first, index);
    d->waiting++;
    tally_time_set(&d->waiting_time, sim_now(s), d->waiting);
}

void
desk_arrive(struct sim_context *s, int32_t desk, enum job_kind kind, int32_t subject,
    uint64_t hash, double priority, double work_days)
{
    int32_t index = sim_acquire_unset(&s->run->jobs);

    *SIM_JOB(s, index) = (struct job){.hash = hash,
        .priority = priority,
        .arrived = sim_now(s),
        .work_days = work_days,
        .kind = (int32_t)kind,
        .subject = subject};
    if (SIM_DESK(s, desk)->busy < SIM_DESK(s, desk)->servers) {
        serve(s, desk, index);
    } else {
        enqueue(s, desk, index);
    }
}

int32_t
desk_waiting(const struct sim_context *s, int32_t desk)
{
    return SIM_DESK(s, desk)->waiting;
}

struct job
desk_finish(struct sim_context *s, const struct event *event)
{
    struct desk *d = SIM_DESK(s, event->a);
    struct job done = *SIM_JOB(s, event->b);

    sim_release(&s->run->jobs, event->b);
    d->busy--;
    d->n_served++;
    if (d->first != NONE) {
        int32_t next = d->first;

        d->first = join_siblings(s, SIM_JOB(s, next)->child);
        d->waiting--;
        tally_time_set(&d->waiting_time, sim_now(s), d->waiting);
        serve(s, event->a, next);
    } else {
        tally_time_set(&d->busy_time, sim_now(s), d->busy);
    }
    return done;
}
