/* Decisions: the possible responses, their utilities, and the effects of the choice on the deciding
   state. MODEL.md (8) */
#include "lean_model.h"

/* alpha, severity slope, hostility, certainty, trust slope, harm; rung, lowest rung of the act;
   delay, its spread, deferral */
const struct lean_response lean_responses[RESPONSES] = {
    [ABSORB] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    [MITIGATE] = {-.5, .15, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    [NO_OPERATION] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    [OPERATION] = {-1.97, .3, .4, .8, 0, 0, 0, 3, 45, .6, 0},
    [OPERATION_HIGHER] = {-3.65, .3, .55, .85, 0, 0, 0, 7, 45, .6, 0},
    [DEMARCHE] = {-2.6, .2, .25, .5, 0, 0, 1, 0, 2, .7, 0},
    [PUBLIC_ATTRIBUTION] = {-2.05, -.28, .5, .75, 0, 0, 2, 0, 3, 1, 0},
    [LEGAL_STEP] = {-2.9, 0, .55, .75, 0, 0, 3, 3, 120, .5, 0},
    [CONSULTATION] = {-3.8, .3, 0, 0, 1, 0, 0, 0, 0, 0, 14},
    [INQUIRY] = {-3.8, .2, 0, 0, 1, 0, 0, 0, 0, 0, 7},
    [JOINT_INVESTIGATION] = {-4.6, .2, 0, 0, 1, 0, 0, 0, 0, 0, 45},
    [SANCTIONS] = {-3.6, 0, .6, .75, 0, 0, 3, 3, 90, .7, 0},
    [MILITARY_DISPLAY] = {-2.6, .95, 1, .8, 0, 5, 7, 7, 5, .7, 0},
    [LIMITED_FORCE] = {-6.6, .95, 1, .9, 0, 0, 8, 7, 5, .7, 0},
};

/** The values that all responses of a decision share. */
struct situation {
    double hostility, trust; /* hostility: S of (8.2); trust: 2 tau - 1 of the named state */
    double severity, proportionate, worth_asking, own_conduct, passivity, chain, exchange, harm;
    bool named, cyber, crisis, spared, teams, deferred, known, may_investigate;
};

/* Highest proportionate rung (8.16), without the severity. */
static double
stake(const struct incident *i)
{
    return i->critical || i->target_class == 2 ? 1 : i->target_class == 0 ? -2 : 0;
}

/* Whether the victim acts against the state whose demand it could meet (3.5). */
static bool
acts_against(struct lean *m, const struct incident *i)
{
    const struct dyad *d = lean_dyad(m, i->at, i->named);
    const struct side *own = lean_side(m, i->at, i->named);
    double since = d->crisis ? fmin(d->crisis_since, i->settled_day) : i->settled_day;

    return lean_waits_against(m, i->at, i->named) || (d->crisis && d->crisis_cause == i->id) ||
           own->struck_day >= since ||
           m->kernel.now - fmax(own->struck_day, own->own_attack_day) < 365;
}

/* Whether the victim will meet the demand of the named state, before it chooses a response (3.5). */
static bool
intends_concession(struct lean *m, const struct incident *i)
{
    double probability; /* of two states of equal strength */

    if (!knows_demand(i) || stake(i) < 0 || acts_against(m, i) ||
        lean_side(m, i->at, i->named)->yielded ||
        lean_side(m, i->named, i->at)->attack_day > i->start) {
        return false;
    }
    probability = 0.38 * portable_pow(0.5, 0.1) * fmin(i->seen / 5, 1);
    return draw(m, FOR_RESOLVE, (uint64_t)(STATES * i->at + i->named), 0).u[0] < probability;
}

static void
assess_named(struct lean *m, const struct incident *i, struct situation *x)
{
    const struct side *s = lean_side(m, i->at, i->named);
    double tension = lean_tension(m, s), tau = lean_trust(m, s);

    x->trust = 2 * tau - 1;
    x->hostility = lean_w_intent * i->intent +
                   fmin(fmax((i->confidence - 0.8) / 0.2, -1.5), 1) + 1.5 * fmin(tension, 2) +
                   1.5 * lean_pressure(m, i->at) - x->trust;
    x->crisis = lean_knows_crisis(m, i->at, i->named);
    x->spared = (i->start < s->spared_day && m->kernel.now - s->spared_day < 180) ||
                intends_concession(m, i);
    x->teams = m->nation[i->at].operations < 4;
    x->known = i->open_act || knows_demand(i);
    x->chain = (i->counter ? 0.5 * i->generation : 0) +
               (is_answered_by_espionage(i) ? 0.5 : 0); /* (8.12), (8.20) */
    x->exchange = x->cyber || i->rung > 2 ? 0 : 0.5 * fmax(i->generation - 1, 0); /* (8.21) */
    if (x->cyber) {
        x->worth_asking = lean_worth_asking(m, i);
        x->own_conduct = lean_own_conduct(m, i);
        x->may_investigate = i->confidence < 0.5 && !x->crisis && tension < 0.6 && tau >= 0.1 &&
                             i->target_class != 2 &&
                             !(i->target_class == 1 && is_espionage(i)); /* (7.9) */
        x->proportionate = i->seen + stake(i) + 1 + (x->crisis ? 2 : 0);
        x->harm = !is_espionage(i) && i->intent >= 0.5 ? i->seen : 0;
        x->passivity = x->harm > 0 ? 2 * fmax(x->harm - 4, 0) * fmax(x->harm - 4, 0) *
                                         i->intent * i->confidence
                                   : 0;
    }
}

/* Force needs a crisis, or a severe attack that was attributed in public (8.14). */
bool
lean_force_allowed(struct lean *m, const struct incident *i, double harm)
{
    bool in_public = i->is_public && (i->statement || i->industry_named == i->named);
    double severity =
        i->open_act || is_espionage(i) || i->intent < 0.5 ? 0 : i->seen + fmin(stake(i), 0);

    return lean_knows_crisis(m, i->at, i->named) ||
           (!i->open_act && in_public &&
               ((int32_t)(i->seen + 0.5) >= 7 || (harm > 0 && severity >= harm)));
}

static bool
is_possible(
    struct lean *m, const struct incident *i, const struct situation *x, int32_t response)
{
    const struct lean_response *r = &lean_responses[response];
    bool asks_who = response == INQUIRY || response == JOINT_INVESTIGATION;

    if (r->defer > 0) {
        return !x->deferred && !(x->known && asks_who) &&
               (response != JOINT_INVESTIGATION || x->may_investigate);
    }
    if ((is_hostile(response) || response == DEMARCHE) && x->spared) {
        return false;
    }
    if (is_operation(response) &&
        (!x->teams || (x->cyber && i->seen < 3 && m->kernel.now - i->detected > 180))) {
        return false;
    }
    if (r->rung >= 2 && x->cyber && i->seen < 3 && m->kernel.now - i->detected > 720) {
        return false;
    }
    if (!x->cyber && i->rung < r->act_rung) {
        return false;
    }
    if (x->cyber && r->rung >= 2 && r->rung - x->proportionate >= 2) {
        return false;
    }
    if (x->cyber && is_coercion(response) && x->severity <= 0) {
        return false;
    }
    return !is_military(response) || lean_force_allowed(m, i, r->harm);
}

/* Returns the utility without the term of doubt, which can only lower it. */
static double
utility(const struct situation *x, int32_t response, bool covert)
{
    const struct lean_response *r = &lean_responses[response];
    double v = r->alpha + r->slope * x->severity + r->hostility * x->hostility +
               r->trust_slope * x->trust;

    if (is_military(response) || (response <= MITIGATE && !covert)) {
        v -= x->passivity;
    } else if (response == DEMARCHE && !covert) {
        v -= 0.5 * x->passivity;
    }
    if (response <= NO_OPERATION) {
        v -= x->crisis ? 1 : 0;
    } else if (is_operation(response)) {
        v -= x->chain + (x->cyber ? 0 : 1.5);
    } else if (is_military(response)) {
        v -= 3 + (x->cyber ? 1.5 : 0) + (covert ? 0.5 : 0);
    } else if (is_coercion(response) && x->cyber && x->severity < 1) {
        v += portable_log(x->severity);
    }
    if (response == INQUIRY && x->worth_asking < 1) {
        v += fmax(portable_log(x->worth_asking), -9 * 2.302585093);
    }
    if (r->defer > 0) {
        v -= x->own_conduct;
    }
    if (r->rung > 0) {
        v -= x->exchange;
    }
    if (x->cyber && r->rung >= 2 && r->rung > x->proportionate) {
        v -= 0.5 * (r->rung - x->proportionate) * (r->rung - x->proportionate);
    }
    return v;
}

/* ln expit((p - certainty) / 0.05) (8.15). */
static double
doubt(const struct incident *i, const struct situation *x, int32_t response)
{
    double certainty = lean_responses[response].certainty;

    return x->cyber && certainty > 0
               ? portable_log(portable_expit((i->confidence - certainty) / 0.05))
               : 0;
}

/** The uniforms of a decision, one for each response, drawn four at a time. */
struct uniforms {
    struct stream_block block;
    int32_t number; /* of the block */
};

static double
uniform(const struct lean *m, const struct incident *i, struct uniforms *u, int32_t response)
{
    if (u->number != response / 4) {
        u->number = response / 4;
        u->block = stream_block(
            &m->base, FOR_CHOICE, i->id, (uint64_t)i->n_decisions, (uint64_t)u->number);
    }
    return u->block.u[response % 4];
}

/* Finds the maximum of utility plus Gumbel variate over the responses from `first` to `last`, and
   the response that reaches it. */
static void
maximise(struct lean *m, const struct incident *i, const struct situation *x,
    struct uniforms *u, int32_t first, int32_t last, bool covert, double *maximum,
    int32_t *best)
{
    for (int32_t r = first; r <= last; r++) {
        double value, uniform_;

        if (r > NO_OPERATION && !is_possible(m, i, x, r)) {
            continue;
        }
        value = utility(x, r, covert);
        uniform_ = uniform(m, i, u, r);
        if (value + distribution_gumbel_bound(uniform_) > *maximum) {
            value += doubt(i, x, r) + distribution_gumbel(uniform_);
            if (value > *maximum) {
                *maximum = value;
                *best = r;
            }
        }
    }
}

/* The choices: covert first, then overt (8.1). */
static void
choose(struct lean *m, const struct incident *i, const struct situation *x, int32_t *covert,
    int32_t *overt)
{
    struct uniforms u = {.number = -1};
    double passive = -INFINITY, operation = -INFINITY;

    *covert = NO_OPERATION;
    *overt = ABSORB;
    if (x->named) {
        maximise(m, i, x, &u, NO_OPERATION, OPERATION_HIGHER, false, &operation, covert);
    }
    maximise(m, i, x, &u, ABSORB, MITIGATE, is_operation(*covert), &passive, overt);
    if (x->named) {
        maximise(m, i, x, &u, DEMARCHE, LIMITED_FORCE, is_operation(*covert), &passive, overt);
    }
}

/* Effects */

/* Returns the product of severity, intent and confidence. It is 1 for a certain attack of severity
   5. */
static double
offence(const struct incident *i)
{
    return i->seen / 5 * (i->seen / 5) * (i->intent + 0.3 * (1 - i->intent)) * i->confidence;
}

/* An attack that is attributed with certainty ends a settlement (10.9). */
static void
end_settlement(struct lean *m, const struct incident *i, struct side *s)
{
    struct side *other = lean_side(m, i->named, i->at);

    if (!is_espionage(i) && i->intent >= 0.5 && i->confidence >= lean_confidence_needed &&
        i->start > s->spared_day && i->start > other->spared_day) {
        s->spared_day = other->spared_day = -INFINITY;
    }
}

/* The final decision records the incident against the named state (10.6). */
static void
record(struct lean *m, struct incident *i)
{
    struct side *s = lean_side(m, i->at, i->named);

    i->grievance = (struct decaying){0.5 * offence(i), m->kernel.now};
    lean_trust_add(m, s, 0, i->grievance.value);
    add_to(&s->believed, 1, 730, m->kernel.now);
    add_to(&s->conduct, 0.5, 180, m->kernel.now);
    end_settlement(m, i, s);
    if (i->intent >= 0.5 && i->seen < 6.5) { /* rungs 5 and 6 */
        double *day = &lean_side(m, i->named, i->at)->attack_day;

        *day = fmax(*day, i->start);
    }
    lean_learn_crisis(m, i->at, i->named, i->start);
}

static void
consider_concession(struct lean *m, struct incident *i, double u)
{
    if (intends_concession(m, i)) {
        i->holds++;
        (void)after(
            m, distribution_lognormal(u, 8, 0.3), CONCESSION, (int32_t)(i - m->incident), 0);
    }
}

void
lean_on_concession(void *lean, const struct event *event)
{
    struct lean *m = lean;
    struct incident *i = &m->incident[event->a];

    if (knows_demand(i) && !acts_against(m, i) &&
        !(lean_side(m, i->named, i->at)->attack_day > i->start)) {
        i->conceded = true;
        lean_side(m, i->at, i->named)->yielded = true;
        lean_side(m, i->at, i->named)->spared_day = m->kernel.now;
    }
    lean_release(m, i);
}

static void
count_final(struct lean *m, const struct incident *i, int32_t covert)
{
    int32_t rung = lean_responses[i->overt].rung;
    bool named = is_state(i->named), wrong = named && i->named != i->by;
    bool strikes = is_operation(covert) && !i->counter_espionage;

    m->sum.decisions += !i->reopened;
    m->sum.attributed += named && !i->reopened;
    m->sum.misattributed += wrong && !i->reopened;
    m->sum.covert_responses += is_operation(covert);
    m->sum.counter_espionage += is_operation(covert) && i->counter_espionage;
    m->sum.public_responses += rung == 2 || rung == 3;
    m->sum.hostile_responses += (rung >= 2) + strikes;
    m->sum.misdirected_responses += wrong ? (rung >= 2) + strikes : 0;
}

static void
finish(struct lean *m, struct incident *i, int32_t covert, const struct stream_block *u)
{
    if (is_operation(covert)) {
        lean_order(m, i, covert);
    }
    if (!i->open_act && is_state(i->named)) {
        lean_complain(m, i, is_operation(covert) || lean_responses[i->overt].rung > 0);
    }
    i->n_decisions++;
    i->phase = DECIDED;
    if (i->n_hostile_orders == 0) {
        lean_drop_belief(i);
    }
    if (!i->open_act) {
        consider_concession(m, i, u->u[2]);
        count_final(m, i, covert);
        if (u->u[0] < 0.3 && !i->reopened) {
            i->holds++;
            (void)after(m, distribution_lognormal(u->u[1], 365, 1), TRUTH,
                (int32_t)(i - m->incident), 0);
        }
    }
    lean_release(m, i);
}

static double
deferral_days(struct lean *m, const struct incident *i)
{
    return i->overt == INQUIRY ? lean_reply_days(m, i, 7) : lean_responses[i->overt].defer;
}

static void
defer(struct lean *m, struct incident *i)
{
    if (i->overt == INQUIRY) {
        lean_inquire(m, i);
    }
    i->n_decisions++;
    i->phase = DEFERRED;
    i->waiting = after(m, deferral_days(m, i), WAIT, (int32_t)(i - m->incident), 0);
    m->sum.cooperative_responses += !i->open_act;
}

/* Overt act, or repair. */
static void
begin_overt(struct lean *m, struct incident *i)
{
    if (i->overt == MITIGATE && !i->open_act && m->kernel.now < i->end) {
        double left = fmax(i->contained - m->kernel.now, 0);

        lean_contain_by(m, i, m->kernel.now + 0.25 * left);
    } else if (i->overt > MITIGATE) {
        lean_order(m, i, i->overt);
    }
}

void
lean_decide(struct lean *m, struct incident *i)
{
    struct stream_block u = draw(m, FOR_DECISION, i->id, (uint64_t)i->n_decisions);
    struct situation x = {.named = is_state(i->named),
        .cyber = !i->open_act,
        .severity = i->seen - 3,
        .deferred = i->phase == DEFERRED};
    int32_t covert;

    if (x.named) {
        assess_named(m, i, &x);
    }
    choose(m, i, &x, &covert, &i->overt);
    if (x.cyber && x.named && !x.spared && (!x.deferred || i->reopened)) {
        lean_shock(m, i->at, i->named, 0.35 * offence(i), u.u[3], i->id);
    }
    i->settled_day = m->kernel.now;
    if (lean_responses[i->overt].defer > 0) {
        defer(m, i);
        return;
    }
    if (x.cyber && x.named) {
        record(m, i);
    }
    begin_overt(m, i);
    finish(m, i, covert, &u);
}
