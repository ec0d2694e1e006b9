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

/* From capacity built for desks, measures, and the background load of the analysts. */
static double
speed_of_state_desk(const struct sim_context *s, int32_t desk)
{
    int32_t state = desk / 2;
    double built = lever_state_capacity(s, state, CAPACITY_DESK);
    double load =
        desk == desk_technical(state) ? WORLD_STATE(s->world, state)->background_load : 0;

    return lever_for_state(s, LEVER_desk_speed, state, (1 + built) * (1 - load));
}

/* A hub is slower for a time after a change of the coordinator. */
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

/* Inserts the job into the waiting list: by priority, equal priorities in order of arrival. */
static void
enqueue(struct sim_context *s, int32_t desk, int32_t index)
{
    struct desk *d = SIM_DESK(s, desk);
    struct job *job = SIM_JOB(s, index);
    int32_t *link = &d->head;

    while (*link != NONE && SIM_JOB(s, *link)->priority >= job->priority) {
        link = &SIM_JOB(s, *link)->next;
    }
    job->next = *link;
    *link = index;
    d->waiting++;
    tally_time_set(&d->waiting_time, sim_now(s), d->waiting);
}

void
desk_arrive(struct sim_context *s, int32_t desk, enum job_kind kind, int32_t subject,
    uint64_t hash, double priority, double work_days)
{
    int32_t index = sim_acquire(&s->run->jobs);

    *SIM_JOB(s, index) = (struct job){.hash = hash,
        .priority = priority,
        .arrived = sim_now(s),
        .work_days = work_days,
        .kind = (int32_t)kind,
        .subject = subject,
        .next = NONE};
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
    if (d->head != NONE) {
        int32_t next = d->head;

        d->head = SIM_JOB(s, next)->next;
        d->waiting--;
        tally_time_set(&d->waiting_time, sim_now(s), d->waiting);
        serve(s, event->a, next);
    } else {
        tally_time_set(&d->busy_time, sim_now(s), d->busy);
    }
    return done;
}
