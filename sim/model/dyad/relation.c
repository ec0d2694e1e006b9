#include "model/dyad/relation.h"

struct side
relation_side(const struct sim *s, int32_t from, int32_t to)
{
    struct side side = {world_pair(s->world, from, to), 0, NULL};

    if (side.pair != NONE) {
        side.which = WORLD_PAIR(s->world, side.pair)->first == from ? 0 : 1;
        side.now = &SIM_PAIR(s, side.pair)->side[side.which];
    }
    return side;
}

struct side
relation_other(const struct sim *s, struct side side)
{
    side.which = 1 - side.which;
    side.now = &SIM_PAIR(s, side.pair)->side[side.which];
    return side;
}

static int32_t
from_state(const struct sim *s, struct side side)
{
    const struct pair *p = WORLD_PAIR(s->world, side.pair);

    return side.which == 0 ? p->first : p->second;
}

/* Tension */

static double
baseline(const struct sim *s, struct side side)
{
    return WORLD_PAIR(s->world, side.pair)->tension_baseline;
}

double
relation_tension(const struct sim *s, struct side side)
{
    const struct side_now *now = side.now;
    double base = baseline(s, side);

    if (now->tension == base) {
        return base;
    }
    return base + (now->tension - base) * real_exp2(-(sim_now(s) - now->tension_day) /
                                                    s->world->parameters.tension.halflife_days);
}

/* The integral of the decay since the last anchor is exact. */
double
relation_tension_area(const struct sim *s, struct side side)
{
    double tau = s->world->parameters.tension.halflife_days / 0.69314718055994531;

    return side.now->tension_area + baseline(s, side) * (sim_now(s) - side.now->tension_day) +
           (side.now->tension - relation_tension(s, side)) * tau;
}

static void
anchor(struct sim *s, struct side side, double tension_after)
{
    struct side_now *now = side.now;

    now->tension_area = relation_tension_area(s, side);
    now->tension = tension_after;
    now->tension_day = sim_now(s);
}

static double
exit_level(const struct sim *s, struct side side)
{
    const struct parameters_tension *p = &s->world->parameters.tension;
    double base = baseline(s, side);

    return base + p->exit_share * (p->threshold - base);
}

static void
begin_crisis(struct sim *s, struct side side)
{
    int32_t state = from_state(s, side);
    bool first = !relation_in_crisis(s, side.pair);

    side.now->crisis = true;
    side.now->crisis_since = sim_now(s);
    if (SIM_STATE(s, state)->crises++ == 0) {
        sim_mark_patience(s, state);
    }
    sim_tell(
        s, (struct fact){.kind = FACT_CRISIS, .a = side.pair, .b = side.which, .value = 1});
    if (first) {
        sim_mark_crisis(s, side.pair);
    }
}

static void
end_crisis(struct sim *s, struct side side)
{
    side.now->crisis = false;
    side.now->crisis_days += sim_now(s) - side.now->crisis_since;
    SIM_STATE(s, from_state(s, side))->crises--;
    sim_cancel(s, &side.now->crisis_exit);
    if (!relation_in_crisis(s, side.pair)) {
        sim_cancel(s, &side.now->offer);
        sim_cancel(s, &relation_other(s, side).now->offer);
    }
    sim_tell(
        s, (struct fact){.kind = FACT_CRISIS, .a = side.pair, .b = side.which, .value = 0});
    if (!relation_in_crisis(s, side.pair)) {
        sim_mark_crisis(s, side.pair);
    }
}

/* The day the decay reaches the exit level, in closed form. */
static void
schedule_exit(struct sim *s, struct side side)
{
    double base = baseline(s, side);
    double ratio = (side.now->tension - base) / (exit_level(s, side) - base);
    double days = ratio <= 1 ? 0
                             : s->world->parameters.tension.halflife_days * real_log(ratio) /
                                   0.69314718055994531;

    if (exit_level(s, side) <= base) {
        return; /* never falls below a baseline it decays to */
    }
    if (queue_pending(&s->run->kernel.queue, side.now->crisis_exit)) {
        queue_reschedule(&s->run->kernel.queue, &side.now->crisis_exit, sim_now(s) + days);
    } else {
        side.now->crisis_exit = sim_in(s, days, EVENT_crisis_end, side.pair, side.which);
    }
}

static void
move(struct sim *s, struct side side, double before, double after)
{
    if (after == before) {
        return;
    }
    anchor(s, side, fmax(after, 0));
    if (!side.now->crisis && side.now->tension >= s->world->parameters.tension.threshold) {
        begin_crisis(s, side);
    }
    if (side.now->crisis) {
        schedule_exit(s, side);
    }
}

void
relation_jump(struct sim *s, struct side side, double jump)
{
    double tension = relation_tension(s, side);

    move(s, side, tension, tension + jump);
}

void
relation_shock(struct sim *s, struct side side, double size, uint64_t cause, uint64_t index)
{
    const struct parameters_tension *p = &s->world->parameters.tension;
    double sd = p->jump_log_sd;
    double noise =
        real_exp(sd * real_normal(sim_draw(s, PURPOSE_jump, cause, index)) - sd * sd / 2);

    relation_jump(s, side, size * noise * (side.now->crisis ? p->crisis_factor : 1));
}

void
relation_begin(struct sim *s, struct side side)
{
    if (side.now->tension >= s->world->parameters.tension.threshold) {
        begin_crisis(s, side);
        schedule_exit(s, side);
    }
}

void
relation_relieve(struct sim *s, struct side side, double share)
{
    double tension = relation_tension(s, side);

    if (share != 0) {
        move(s, side, tension, tension - (tension - baseline(s, side)) * share);
    }
}

void
relation_on_crisis_end(void *sim, const struct event *event)
{
    struct sim *s = sim;
    struct side side = {event->a, event->b, &SIM_PAIR(s, event->a)->side[event->b]};

    end_crisis(s, side);
}

bool
relation_in_crisis(const struct sim *s, int32_t pair)
{
    const struct pair_now *now = SIM_PAIR(s, pair);

    return now->side[0].crisis || now->side[1].crisis;
}

/* Trust */

static double
prior_good(const struct sim *s, struct side side)
{
    return WORLD_PAIR(s->world, side.pair)->trust_good;
}

static double
prior_bad(const struct sim *s, struct side side)
{
    return WORLD_PAIR(s->world, side.pair)->trust_bad;
}

static void
counts_now(const struct sim *s, struct side side, double *good, double *bad)
{
    const struct side_now *now = side.now;
    double a = prior_good(s, side), b = prior_bad(s, side);

    *good = now->trust_good;
    *bad = now->trust_bad;
    if (*good != a || *bad != b) {
        double left = real_exp2(
            -(sim_now(s) - now->trust_day) / s->world->parameters.trust.halflife_days);

        *good = a + (*good - a) * left;
        *bad = b + (*bad - b) * left;
    }
}

double
relation_trust(const struct sim *s, struct side side)
{
    double good, bad;

    counts_now(s, side, &good, &bad);
    return good / (good + bad);
}

static void
set_counts(struct sim *s, struct side side, double good, double bad)
{
    double before = relation_trust(s, side);

    side.now->trust_good = fmax(good, 0.01);
    side.now->trust_bad = fmax(bad, 0.01);
    side.now->trust_day = sim_now(s);
    tally_time_set(&side.now->trust, sim_now(s), relation_trust(s, side));
    sim_tell(s, (struct fact){.kind = FACT_TRUST,
                    .a = side.pair,
                    .b = side.which,
                    .value = side.now->trust.value - before});
}

void
relation_experience(struct sim *s, struct side side, double good, double bad)
{
    double a, b;

    if (good == 0 && bad == 0) {
        return;
    }
    counts_now(s, side, &a, &b);
    set_counts(s, side, a + good, b + bad);
}

void
relation_forget(struct sim *s, struct side side)
{
    set_counts(s, side, prior_good(s, side), prior_bad(s, side));
}

/* What is believed about the other */

double
relation_believed(const struct sim *s, struct side side)
{
    return sim_decayed(
        side.now->believed, s->world->parameters.attribution.history_halflife_days, sim_now(s));
}

void
relation_believe(struct sim *s, struct side side, double incidents)
{
    sim_add(&side.now->believed, incidents,
        s->world->parameters.attribution.history_halflife_days, sim_now(s));
    if (side.now->believed.value < 0) {
        side.now->believed.value = 0;
    }
}
