/* Crises between two states, and settlements, which end a crisis by an accepted off-ramp. MODEL.md
   (10.4), (10.9) */
#include "model/dyad/internal.h"

static struct dyad_direction
side_of(const struct sim_context *s, int32_t pair, int32_t which)
{
    return (struct dyad_direction){pair, which, &SIM_PAIR(s, pair)->direction[which]};
}

static double
exit_level(const struct sim_context *s, int32_t pair)
{
    const struct parameters_tension *p = &s->world->parameters.tension;
    double base = dyad_tension_baseline(s, side_of(s, pair, 0));

    return base + p->exit_share * (p->threshold - base);
}

/* Counts the crisis in both states. Marks a state that is in no other crisis, because the crisis
   reduces its patience. */
static void
count_in_states(struct sim_context *s, int32_t pair, int32_t crises)
{
    const struct pair *p = WORLD_PAIR(s->world, pair);
    const int32_t states[2] = {p->first, p->second};

    for (int32_t d = 0; d < 2; d++) {
        struct state_now *now = SIM_STATE(s, states[d]);

        if (crises > 0 && now->crises == 0) {
            sim_mark_patience(s, states[d]);
        }
        now->crises += crises;
    }
}

static void
begin_crisis(struct sim_context *s, struct dyad_direction direction, uint64_t cause)
{
    struct crisis_now *crisis = &SIM_PAIR(s, direction.pair)->crisis;

    direction.now->crisis_known = true;
    side_of(s, direction.pair, 1 - direction.which).now->crisis_known = cause == 0;
    crisis->holds = true;
    crisis->since = sim_now(s);
    crisis->cause = cause;
    count_in_states(s, direction.pair, 1);
    sim_notify(
        s, (struct observation){
               .kind = OBS_CRISIS, .a = direction.pair, .b = direction.which, .value = 1});
    sim_mark_crisis(s, direction.pair);
}

static void
end_offers(struct sim_context *s, struct dyad_direction direction)
{
    sim_cancel(s, &direction.now->offer);
    if (direction.now->offer_under_way || direction.now->offered) {
        s->marks.kinds |= MARK_OFFER_OVER;
    }
    direction.now->offer_under_way = false;
    if (direction.now->offered) {
        direction.now->offered = false;
        s->marks.kinds |= MARK_LAPSE;
    }
}

static void
end_crisis(struct sim_context *s, int32_t pair)
{
    struct crisis_now *crisis = &SIM_PAIR(s, pair)->crisis;

    crisis->holds = false;
    crisis->days += sim_now(s) - crisis->since;
    count_in_states(s, pair, -1);
    sim_cancel(s, &crisis->exit);
    for (int32_t d = 0; d < 2; d++) {
        end_offers(s, side_of(s, pair, d));
    }
    sim_notify(s, (struct observation){.kind = OBS_CRISIS, .a = pair, .b = 0, .value = 0});
    sim_mark_crisis(s, pair);
}

/* Returns the days until the tension of the direction has decayed to the exit level. */
static double
days_to_exit(const struct sim_context *s, struct dyad_direction direction)
{
    double base = dyad_tension_baseline(s, direction);
    double ratio = (dyad_tension(s, direction) - base) / (exit_level(s, direction.pair) - base);

    return ratio <= 1 ? 0
                      : s->world->parameters.tension.halflife_days * portable_log(ratio) /
                            0.69314718055994531;
}

/* Schedules the end of the crisis on the day on which the tension of both states has decayed to the
   exit level. */
static void
schedule_exit(struct sim_context *s, int32_t pair)
{
    struct timer *exit = &SIM_PAIR(s, pair)->crisis.exit;
    double days;

    if (exit_level(s, pair) <= dyad_tension_baseline(s, side_of(s, pair, 0))) {
        return; /* tension stays above the exit level: the crisis does not end by decay */
    }
    days = portable_max(
        days_to_exit(s, side_of(s, pair, 0)), days_to_exit(s, side_of(s, pair, 1)));
    if (queue_pending(&s->run->kernel.queue, *exit)) {
        queue_reschedule(&s->run->kernel.queue, exit, sim_now(s) + days);
    } else {
        *exit = sim_in(s, days, EVENT_crisis_end, pair, 0);
    }
}

void
dyad_crisis_review(
    struct sim_context *s, struct dyad_direction direction, bool rose, uint64_t cause)
{
    const struct crisis_now *crisis = &SIM_PAIR(s, direction.pair)->crisis;

    if (rose && !crisis->holds &&
        direction.now->tension >= s->world->parameters.tension.threshold) {
        begin_crisis(s, direction, cause);
    }
    if (crisis->holds) {
        if (direction.now->tension >= s->world->parameters.tension.threshold) {
            dyad_learn_crisis(s, direction);
        }
        schedule_exit(s, direction.pair);
    }
}

void
dyad_begin(struct sim_context *s, struct dyad_direction direction)
{
    dyad_crisis_review(s, direction, true, 0);
}

/* Returns the first day on which a crisis may end by decay. It does not end in the month after an
   attack by one of the two on the other. MODEL.md (10.4) */
static double
first_exit_day(const struct sim_context *s, int32_t pair)
{
    enum { QUIET_DAYS = 30 };

    return portable_max(dyad_last_operation(side_of(s, pair, 0), RUNG_DISRUPTION),
               dyad_last_operation(side_of(s, pair, 1), RUNG_DISRUPTION)) +
           QUIET_DAYS;
}

void
dyad_on_crisis_end(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    double first = first_exit_day(s, event->a);

    SIM_PAIR(s, event->a)->crisis.exit = (struct timer){0, 0};
    if (first > sim_now(s)) {
        SIM_PAIR(s, event->a)->crisis.exit = sim_at(s, first, EVENT_crisis_end, event->a, 0);
    } else {
        end_crisis(s, event->a);
    }
}

void
dyad_learn_crisis(struct sim_context *s, struct dyad_direction direction)
{
    if (SIM_PAIR(s, direction.pair)->crisis.holds) {
        direction.now->crisis_known = true;
    }
}

bool
dyad_knows_crisis(const struct sim_context *s, struct dyad_direction direction)
{
    return direction.pair != NONE && dyad_in_crisis(s, direction.pair) &&
           direction.now->crisis_known;
}

bool
dyad_crisis_is_stated(const struct sim_context *s, int32_t pair)
{
    return side_of(s, pair, 0).now->crisis_known && side_of(s, pair, 1).now->crisis_known;
}

bool
dyad_in_crisis(const struct sim_context *s, int32_t pair)
{
    return SIM_PAIR(s, pair)->crisis.holds;
}

double
dyad_crisis_days(const struct pair_now *pair, double now)
{
    return pair->crisis.days + (pair->crisis.holds ? now - pair->crisis.since : 0);
}

/* ---- settlements ---- */

void
dyad_settle(struct sim_context *s, struct dyad_direction offering)
{
    const struct parameters_tension *p = &s->world->parameters.tension;

    sim_notify(
        s, (struct observation){.kind = OBS_SETTLED, .a = offering.pair, .b = offering.which});
    for (int32_t d = 0; d < 2; d++) {
        struct dyad_direction side = side_of(s, offering.pair, d);
        double over;

        dyad_credit_quiet_time(s, side, p->settlement_credit_days);
        dyad_tension_relieve(s, side, p->relief_settlement);
        over = dyad_tension(s, side) - exit_level(s, offering.pair);
        if (over > 0) {
            dyad_tension_add(s, side, -over, 0);
        }
        side.now->spared_day = sim_now(s);
    }
    end_crisis(s, offering.pair);
    s->marks.kinds |= MARK_SETTLED;
}

void
dyad_spare(struct sim_context *s, struct dyad_direction direction)
{
    direction.now->spared_day = sim_now(s);
}

bool
dyad_is_spared(const struct sim_context *s, struct dyad_direction direction, double day)
{
    return direction.pair != NONE && day < direction.now->spared_day &&
           sim_now(s) - direction.now->spared_day < s->world->parameters.tension.cooling_days;
}

bool
dyad_is_at_peace(const struct sim_context *s, struct dyad_direction direction)
{
    double day = fmax(direction.now->spared_day, dyad_reverse(s, direction).now->spared_day);

    return sim_now(s) - day < s->world->parameters.tension.cooling_days;
}

void
dyad_break_settlement(struct sim_context *s, struct dyad_direction acting)
{
    struct dyad_direction other = dyad_reverse(s, acting);
    double settled = fmin(acting.now->spared_day, other.now->spared_day);

    if (sim_now(s) - settled < s->world->parameters.tension.cooling_days) {
        sim_notify(
            s, (struct observation){.kind = OBS_BROKEN, .a = acting.pair, .b = acting.which});
    }
    acting.now->spared_day = -INFINITY;
    other.now->spared_day = -INFINITY;
}
