#include "model/dyad/dyad.h"

#include "model/dyad/internal.h"

struct dyad_direction
dyad_direction(const struct sim_context *s, int32_t from, int32_t to)
{
    int32_t pair = world_pair(s->world, from, to);

    return pair == NONE ? (struct dyad_direction){NONE, 0, NULL}
                        : dyad_direction_of(s, pair, from);
}

struct dyad_direction
dyad_reverse(const struct sim_context *s, struct dyad_direction direction)
{
    direction.which = 1 - direction.which;
    direction.now = &SIM_PAIR(s, direction.pair)->direction[direction.which];
    return direction;
}

/* ---- tension ---- */

double
dyad_tension_baseline(const struct sim_context *s, struct dyad_direction direction)
{
    return WORLD_PAIR(s->world, direction.pair)->tension_baseline;
}

double
dyad_tension(const struct sim_context *s, struct dyad_direction direction)
{
    const struct dyad_direction_now *now = direction.now;
    double base = dyad_tension_baseline(s, direction);

    if (now->tension == base) {
        return base;
    }
    return base + (now->tension - base) * sim_decay(sim_now(s) - now->tension_day,
                                              s->world->parameters.tension.halflife_days);
}

/* Adds the integral of the decay since the last change of tension, in closed form. */
double
dyad_tension_area(const struct sim_context *s, struct dyad_direction direction)
{
    double tau = s->world->parameters.tension.halflife_days / 0.69314718055994531;

    return direction.now->tension_area +
           dyad_tension_baseline(s, direction) * (sim_now(s) - direction.now->tension_day) +
           (direction.now->tension - dyad_tension(s, direction)) * tau;
}

static void
restart_decay(struct sim_context *s, struct dyad_direction direction, double tension_after)
{
    struct dyad_direction_now *now = direction.now;

    now->tension_area = dyad_tension_area(s, direction);
    now->tension = tension_after;
    now->tension_day = sim_now(s);
}

/* Sets the tension to `after`. A rise may begin a crisis, of which `cause` is the cause. */
static void
set_tension(struct sim_context *s, struct dyad_direction direction, double before, double after,
    uint64_t cause)
{
    if (after != before) {
        restart_decay(s, direction, portable_max(after, 0));
        dyad_crisis_review(s, direction, after > before, cause);
    }
}

void
dyad_tension_add(
    struct sim_context *s, struct dyad_direction direction, double jump, uint64_t cause)
{
    double tension = dyad_tension(s, direction);

    set_tension(s, direction, tension, tension + jump, cause);
}

void
dyad_tension_shock(struct sim_context *s, struct dyad_direction direction, double size,
    uint64_t cause, uint64_t index)
{
    const struct parameters_tension *p = &s->world->parameters.tension;
    double sd = p->jump_log_sd;
    double noise = portable_exp(
        sd * portable_normal(sim_draw(s, PURPOSE_jump, cause, index)) - sd * sd / 2);

    dyad_tension_add(s, direction,
        size * noise * (dyad_in_crisis(s, direction.pair) ? p->crisis_factor : 1), cause);
}

void
dyad_tension_relieve(struct sim_context *s, struct dyad_direction direction, double share)
{
    double tension = dyad_tension(s, direction);

    if (share != 0) {
        set_tension(s, direction, tension,
            tension - (tension - dyad_tension_baseline(s, direction)) * share, 0);
    }
}

/* ---- trust ---- */

static double
prior_good(const struct sim_context *s, struct dyad_direction direction)
{
    return WORLD_PAIR(s->world, direction.pair)->trust_good;
}

static double
prior_bad(const struct sim_context *s, struct dyad_direction direction)
{
    return WORLD_PAIR(s->world, direction.pair)->trust_bad;
}

static void
current_counts(
    const struct sim_context *s, struct dyad_direction direction, double *good, double *bad)
{
    const struct dyad_direction_now *now = direction.now;
    double a = prior_good(s, direction), b = prior_bad(s, direction);

    *good = now->trust_good;
    *bad = now->trust_bad;
    if (*good != a || *bad != b) {
        double left =
            sim_decay(sim_now(s) - now->trust_day, s->world->parameters.trust.halflife_days);

        *good = a + (*good - a) * left;
        *bad = b + (*bad - b) * left;
    }
}

double
dyad_trust(const struct sim_context *s, struct dyad_direction direction)
{
    double good, bad;

    current_counts(s, direction, &good, &bad);
    return good / (good + bad);
}

/* Sets the two counts. `before` is the trust before the change. */
static void
set_trust(struct sim_context *s, struct dyad_direction direction, double before, double good,
    double bad)
{
    direction.now->trust_good = portable_max(good, 0.01);
    direction.now->trust_bad = portable_max(bad, 0.01);
    direction.now->trust_day = sim_now(s);
    tally_time_set(&direction.now->trust, sim_now(s), dyad_trust(s, direction));
    sim_notify(s, (struct observation){.kind = OBS_TRUST,
                      .a = direction.pair,
                      .b = direction.which,
                      .value = direction.now->trust.value - before});
}

void
dyad_trust_update(
    struct sim_context *s, struct dyad_direction direction, double good, double bad)
{
    double a, b;

    if (good == 0 && bad == 0) {
        return;
    }
    current_counts(s, direction, &a, &b);
    set_trust(s, direction, a / (a + b), a + good, b + bad);
}

void
dyad_trust_convince(struct sim_context *s, struct dyad_direction direction, double nats)
{
    double a, b, trust;

    if (nats == 0) {
        return;
    }
    current_counts(s, direction, &a, &b);
    trust = portable_expit(portable_logit(a / (a + b)) + nats);
    set_trust(s, direction, a / (a + b), trust * (a + b), (1 - trust) * (a + b));
}

void
dyad_trust_withdraw(struct sim_context *s, struct dyad_direction direction, struct decaying bad)
{
    double a, b, left;

    if (bad.value == 0 || bad.day < direction.now->trust_reset_day) {
        return;
    }
    left = sim_decay_value(bad, s->world->parameters.trust.halflife_days, sim_now(s));
    current_counts(s, direction, &a, &b);
    set_trust(s, direction, a / (a + b), a,
        b - portable_min(left, portable_max(b - prior_bad(s, direction), 0)));
}

void
dyad_trust_reset(struct sim_context *s, struct dyad_direction direction)
{
    direction.now->trust_reset_day = sim_now(s);
    set_trust(s, direction, dyad_trust(s, direction), prior_good(s, direction),
        prior_bad(s, direction));
}

/* ---- incidents attributed to the other state ---- */

double
dyad_believed(const struct sim_context *s, struct dyad_direction direction)
{
    return sim_decay_value(direction.now->believed,
        s->world->parameters.attribution.history_halflife_days, sim_now(s));
}

double
dyad_conduct(const struct sim_context *s, struct dyad_direction direction)
{
    return sim_decay_value(direction.now->conduct,
        s->world->parameters.attribution.conduct_halflife_days, sim_now(s));
}

void
dyad_record_conduct(struct sim_context *s, struct dyad_direction direction, double acts)
{
    sim_add(&direction.now->conduct, acts,
        s->world->parameters.attribution.conduct_halflife_days, sim_now(s));
    if (direction.now->conduct.value < 0) {
        direction.now->conduct.value = 0;
    }
}

double
dyad_motive(const struct sim_context *s, struct dyad_direction direction)
{
    return sim_decay_value(direction.now->motive,
        s->world->parameters.attribution.motive_halflife_days, sim_now(s));
}

void
dyad_record_own_conduct(struct sim_context *s, struct dyad_direction direction, double acts)
{
    dyad_record_conduct(s, direction, acts);
    sim_add(&direction.now->motive, acts, s->world->parameters.attribution.motive_halflife_days,
        sim_now(s));
}

void
dyad_record_believed_incident(
    struct sim_context *s, struct dyad_direction direction, double incidents)
{
    sim_add(&direction.now->believed, incidents,
        s->world->parameters.attribution.history_halflife_days, sim_now(s));
    if (direction.now->believed.value < 0) {
        direction.now->believed.value = 0;
    }
}
