#include "model/dyad/dyad.h"

/* Returns the number of whole quiet periods from `day` to `t`. It computes the same expression as
   next_fall(), so that rounding does not hide a fall of day `t`. */
static double
steps_since(double day, double t, double quiet)
{
    double steps = (double)(int64_t)((t - day) / quiet);

    if (day + (steps + 1) * quiet <= t) {
        return steps + 1;
    }
    return day + steps * quiet > t ? steps - 1 : steps;
}

static int32_t
rung_at(const struct sim_context *s, const double day[RUNGS], double t)
{
    double quiet = s->world->parameters.ladder.quiet_days;
    int32_t rung = 0;

    for (int32_t r = RUNGS - 1; r > rung; r--) {
        if (t - day[r] < (r + 1) * quiet) { /* otherwise the rung of the act has fallen to 0 */
            double steps = steps_since(day[r], t, quiet);
            int32_t left = r - (steps > 0 ? (int32_t)steps : 0);

            rung = left > rung ? left : rung;
        }
    }
    return rung;
}

/* Returns the next day, from `t` on, on which the rung falls; INFINITY if the rung is 0. */
static double
next_fall(const struct sim_context *s, const double day[RUNGS], int32_t rung, double t)
{
    double quiet = s->world->parameters.ladder.quiet_days;
    double latest = t, periods = 1;

    if (rung == 0) {
        return INFINITY;
    }
    for (int32_t r = rung; r < RUNGS; r++) {
        /* an act of rung r counts as `rung` or above during r - rung + 1 quiet periods */
        double step = day[r] + periods * quiet;

        latest = step > latest ? step : latest;
        periods++;
    }
    return latest;
}

/* Schedules the event of the next fall. */
static void
schedule_fall(struct sim_context *s, struct dyad_direction direction)
{
    struct dyad_direction_now *now = direction.now;

    if (!isfinite(now->fall_day)) {
        sim_cancel(s, &now->rung_step);
    } else if (queue_pending(&s->run->kernel.queue, now->rung_step)) {
        queue_reschedule(&s->run->kernel.queue, &now->rung_step, now->fall_day);
    } else {
        now->rung_step =
            sim_at(s, now->fall_day, EVENT_rung_step, direction.pair, direction.which);
    }
}

/* Sets the rung of the direction from `day` on. */
static void
set_rung(struct sim_context *s, struct dyad_direction direction, int32_t rung, double day)
{
    struct pair_now *pair = SIM_PAIR(s, direction.pair);
    int32_t before = direction.now->rung;

    direction.now->fall_day = next_fall(s, direction.now->act_day, rung, day);
    if (s->run->announces) {
        schedule_fall(s, direction);
    }
    if (rung != before) {
        direction.now->rung = rung;
        pair->rung = pair->direction[0].rung > pair->direction[1].rung
                         ? pair->direction[0].rung
                         : pair->direction[1].rung;
        sim_notify_of_day(s, day,
            (struct observation){
                .kind = OBS_RUNG, .a = direction.pair, .b = direction.which, .value = before});
    }
}

/* Lets the rung fall by one, on the day of its next fall. The result is the value of rung_at() on
   that day. */
static void
fall(struct sim_context *s, struct dyad_direction direction)
{
    set_rung(s, direction, direction.now->rung - 1, direction.now->fall_day);
}

void
dyad_settle_rungs(struct sim_context *s, int32_t pair)
{
    struct dyad_direction_now *now = SIM_PAIR(s, pair)->direction;

    while (portable_min(now[0].fall_day, now[1].fall_day) < sim_now(s)) {
        int32_t first = now[1].fall_day < now[0].fall_day ? 1 : 0;

        fall(s, (struct dyad_direction){pair, first, &now[first]});
    }
}

/* Sets the rung after a change of the days of acts. Call dyad_settle_rungs() before the change. */
static void
update_rung(struct sim_context *s, struct dyad_direction direction)
{
    set_rung(s, direction, rung_at(s, direction.now->act_day, sim_now(s)), sim_now(s));
}

bool
dyad_record_act(
    struct sim_context *s, struct dyad_direction direction, int32_t rung, double day)
{
    int32_t before;

    dyad_settle_rungs(s, direction.pair);
    before = direction.now->rung;
    direction.now->act_day[rung] = portable_max(direction.now->act_day[rung], day);
    update_rung(s, direction);
    return direction.now->rung > before;
}

/* Returns the latest of the days of operations of that rung or above. */
static double
last_operation(const double day[RUNGS], int32_t rung)
{
    double latest = -INFINITY;

    for (; rung <= RUNG_DESTRUCTION; rung++) {
        latest = portable_max(latest, day[rung]);
    }
    return latest;
}

double
dyad_last_operation(struct dyad_direction direction, int32_t rung)
{
    return last_operation(direction.now->act_day, rung);
}

double
dyad_last_operation_seen(struct dyad_direction direction, int32_t rung)
{
    return last_operation(direction.now->seen_day, rung);
}

void
dyad_record_perceived_act(
    struct sim_context *s, struct dyad_direction direction, int32_t rung, double day)
{
    direction.now->seen_day[rung] = portable_max(direction.now->seen_day[rung], day);
    if (rung > 0 && day >= SIM_PAIR(s, direction.pair)->crisis.since) {
        dyad_learn_crisis(s, dyad_reverse(s, direction));
    }
}

int32_t
dyad_rung(const struct sim_context *s, struct dyad_direction direction)
{
    return rung_at(s, direction.now->act_day, sim_now(s));
}

int32_t
dyad_rung_seen(const struct sim_context *s, struct dyad_direction direction)
{
    return rung_at(s, direction.now->seen_day, sim_now(s));
}

void
dyad_credit_quiet_time(struct sim_context *s, struct dyad_direction direction, double days)
{
    dyad_settle_rungs(s, direction.pair);
    for (int32_t r = 0; r < RUNGS; r++) {
        direction.now->act_day[r] -= days;
        direction.now->seen_day[r] -= days;
    }
    update_rung(s, direction);
}

void
dyad_announce(struct sim_context *s, int32_t pair)
{
    for (int32_t d = 0; d < 2; d++) {
        schedule_fall(s, (struct dyad_direction){pair, d, &SIM_PAIR(s, pair)->direction[d]});
    }
}

void
dyad_on_rung_step(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct dyad_direction direction = {
        event->a, event->b, &SIM_PAIR(s, event->a)->direction[event->b]};

    direction.now->rung_step = (struct timer){0, 0};
    dyad_settle_rungs(s, event->a);
    if (direction.now->fall_day <= sim_now(s)) {
        fall(s, direction);
    }
}
