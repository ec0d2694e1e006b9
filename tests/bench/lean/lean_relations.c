/* Tension, trust, contacts and crises between two states. MODEL.md (9.3), (10) */
#include "lean_model.h"

struct dyad *
lean_dyad(struct lean *m, int32_t a, int32_t b)
{
    return &m->dyad[a == OUTLAND || b == OUTLAND];
}

struct side *
lean_side(struct lean *m, int32_t from, int32_t to)
{
    return &lean_dyad(m, from, to)->side[from != ARDIA];
}

/* Tension */

double
lean_tension(const struct lean *m, const struct side *s)
{
    return s->tension == s->base
               ? s->base
               : s->base + (s->tension - s->base) * decay(m->kernel.now - s->tension_day, 90);
}

static double
exit_level(const struct side *s)
{
    return s->base + 0.5 * (1 - s->base);
}

static double
days_to_exit(const struct lean *m, const struct side *s)
{
    double ratio = (lean_tension(m, s) - s->base) / (exit_level(s) - s->base);

    return ratio <= 1 ? 0 : 90 * portable_log(ratio) / 0.69314718055994531;
}

static uint64_t
offer_key(const struct lean *m, const struct side *s)
{
    const struct dyad *d =
        s == &m->dyad[0].side[0] || s == &m->dyad[0].side[1] ? &m->dyad[0] : &m->dyad[1];

    return (uint64_t)(2 * (d - m->dyad) + (s - d->side));
}

enum { REPLY_DUE = 4 };

static void
schedule_offer(struct lean *m, struct side *s, double least)
{
    uint64_t key = offer_key(m, s);
    double u = draw(m, FOR_OFFER, key, s->n_offers++).u[0];

    s->offer = after(m, least + distribution_exponential(u) * 30, OFFER, (int32_t)key, 0);
}

static void
count_crisis(struct lean *m, const struct dyad *d, int32_t n)
{
    const int32_t states[] = {ARDIA, d == &m->dyad[0] ? BORVIA : OUTLAND};

    for (int32_t k = 0; k < 2; k++) {
        struct nation *nation = &m->nation[states[k]];

        nation->crises += n;
        if (n > 0 && nation->crises == 1) {
            lean_cut_patience(m, states[k]);
        }
    }
}

static void
begin_crisis(struct lean *m, struct dyad *d, uint64_t cause)
{
    d->side[0].crisis_known = d->side[1].crisis_known = false;
    d->crisis = true;
    d->crisis_since = m->kernel.now;
    d->crisis_cause = cause;
    m->sum.crises++;
    count_crisis(m, d, 1);
    schedule_offer(m, &d->side[0], 7);
    schedule_offer(m, &d->side[1], 7);
}

static void
end_crisis(struct lean *m, struct dyad *d)
{
    d->crisis = false;
    m->sum.crisis_days += m->kernel.now - d->crisis_since;
    count_crisis(m, d, -1);
    (void)queue_cancel(&m->kernel.queue, &d->crisis_end);
    for (int32_t k = 0; k < 2; k++) {
        (void)queue_cancel(&m->kernel.queue, &d->side[k].offer);
        d->side[k].offer_open = false;
    }
}

/* A rise of tension may begin a crisis. The end of the crisis depends on the tension of both states
   (10.4). */
static void
review_crisis(struct lean *m, struct dyad *d, struct side *s, bool rose, uint64_t cause)
{
    double days;

    if (rose && !d->crisis && s->tension >= 1) {
        begin_crisis(m, d, cause);
    }
    if (d->crisis) {
        s->crisis_known = s->crisis_known || s->tension >= 1;
        days = fmax(days_to_exit(m, &d->side[0]), days_to_exit(m, &d->side[1]));
        (void)queue_cancel(&m->kernel.queue, &d->crisis_end);
        d->crisis_end = after(m, days, CRISIS_END, (int32_t)(d - m->dyad), 0);
    }
}

bool
lean_knows_crisis(struct lean *m, int32_t state, int32_t other)
{
    return lean_dyad(m, state, other)->crisis && lean_side(m, state, other)->crisis_known;
}

/* The state attributes to the other an act of that day. */
void
lean_learn_crisis(struct lean *m, int32_t state, int32_t other, double day)
{
    const struct dyad *d = lean_dyad(m, state, other);

    if (d->crisis && day >= d->crisis_since) {
        lean_side(m, state, other)->crisis_known = true;
    }
}

void
lean_tension_add(struct lean *m, int32_t from, int32_t to, double amount, uint64_t cause)
{
    struct side *s = lean_side(m, from, to);

    if (amount != 0) {
        s->tension = fmax(lean_tension(m, s) + amount, 0);
        s->tension_day = m->kernel.now;
        review_crisis(m, lean_dyad(m, from, to), s, amount > 0, cause);
    }
}

/* A jump with noise of mean 1 (10.2). */
void
lean_shock(struct lean *m, int32_t from, int32_t to, double size, double u, uint64_t cause)
{
    double noise = portable_exp(0.5 * portable_normal(u) - 0.125);

    lean_tension_add(
        m, from, to, size * noise * (lean_dyad(m, from, to)->crisis ? 1.5 : 1), cause);
}

void
lean_relieve(struct lean *m, int32_t from, int32_t to, double share)
{
    const struct side *s = lean_side(m, from, to);

    lean_tension_add(m, from, to, -(lean_tension(m, s) - s->base) * share, 0);
}

/* Records a hostile act of the state itself, for which it expects retaliation (5.1). */
void
lean_record_own(const struct lean *m, struct side *s, double acts)
{
    add_to(&s->conduct, acts, 180, m->kernel.now);
    add_to(&s->motive, acts, 180, m->kernel.now);
}

/* Trust (10.6) */

static void
counts_now(const struct lean *m, const struct side *s, double *good, double *bad)
{
    *good = s->good;
    *bad = s->bad;
    if (s->good != s->prior_good || s->bad != s->prior_bad) {
        double left = decay(m->kernel.now - s->trust_day, 730);

        *good = s->prior_good + (s->good - s->prior_good) * left;
        *bad = s->prior_bad + (s->bad - s->prior_bad) * left;
    }
}

double
lean_trust(const struct lean *m, const struct side *s)
{
    double good, bad;

    counts_now(m, s, &good, &bad);
    return good / (good + bad);
}

void
lean_trust_add(const struct lean *m, struct side *s, double good, double bad)
{
    double a, b;

    counts_now(m, s, &a, &b);
    s->good = fmax(a + good, 0.01);
    s->bad = fmax(b + bad, 0.01);
    s->trust_day = m->kernel.now;
}

/* Gives back the remaining part of a bad experience. */
void
lean_trust_return(const struct lean *m, struct side *s, struct decaying bad)
{
    double a, b, left = left_of(bad, 730, m->kernel.now);

    counts_now(m, s, &a, &b);
    lean_trust_add(m, s, 0, -fmin(left, fmax(b - s->prior_bad, 0)));
}

/* Contacts. Routine contacts are a Poisson process. The time since the last contact is therefore
   exponential. If it reaches back beyond the last draw of a contact, that draw holds (11.4). */

double
lean_fresh(struct lean *m, struct dyad *d)
{
    double now = m->kernel.now;

    if (now > d->looked_day) {
        uint64_t key = (uint64_t)(d - m->dyad);
        double gap =
            distribution_exponential(draw(m, FOR_CONTACT, key, d->n_looks++).u[0]) * 365.25 / 5;

        if (gap < now - d->looked_day) {
            d->contact_day = now - gap;
        }
        d->looked_day = now;
    }
    return portable_exp2(-(now - d->contact_day) / 548);
}

void
lean_contact(struct lean *m, struct dyad *d)
{
    d->contact_day = m->kernel.now;
    d->looked_day = m->kernel.now;
}

/* Returns the probability of a reply at a tension (7.2). */
double
lean_answers_at(double tension)
{
    double x = tension * tension;

    return 0.3 + 0.65 / (1 + x * x);
}

/* Off-ramps (9.3), (10.9). `a` of an event is the offering side, plus REPLY_DUE for its reply. */

static void
settle(struct lean *m, struct dyad *d)
{
    int32_t other = d == &m->dyad[0] ? BORVIA : OUTLAND;

    m->sum.settlements++;
    for (int32_t k = 0; k < 2; k++) {
        struct side *s = &d->side[k];
        int32_t from = k == 0 ? ARDIA : other, to = k == 0 ? other : ARDIA;
        double over;

        s->operated_day -= 60; /* quiet days are credited to both */
        lean_relieve(m, from, to, 0.3);
        over = lean_tension(m, s) - exit_level(s);
        if (over > 0) {
            lean_tension_add(m, from, to, -over, 0);
        }
        s->spared_day = m->kernel.now;
    }
    end_crisis(m, d);
    lean_withdraw_settled(m, ARDIA, other);
}

static void
make_offer(struct lean *m, struct dyad *d, struct side *s, int32_t key)
{
    struct stream_block u = draw(m, FOR_OFFER, (uint64_t)key, s->n_offers - 1);
    const struct side *other = &d->side[1 - (s - d->side)];
    double fresh = lean_fresh(m, d);

    s->offer_day = m->kernel.now;
    if (d->contact_day < d->crisis_since && other->offer_day < d->crisis_since &&
        u.u[1] >= 0.5 + 0.4 * fresh) {
        schedule_offer(m, s, 0);
        return;
    }
    lean_contact(m, d);
    s->offer_open = true;
    s->offer = after(m,
        distribution_lognormal(u.u[3], 4 + 72 * portable_pow(6.0 / 72, fresh) / 24, 0.8), OFFER,
        REPLY_DUE + key, 0);
}

static void
reply_to_offer(struct lean *m, struct dyad *d, struct side *s, int32_t key)
{
    struct side *other = &d->side[1 - (s - d->side)];
    double u = draw(m, FOR_OFFER, (uint64_t)key, s->n_offers - 1).u[2];
    double logit =
        -0.5 + 2 * lean_trust(m, other) - 1 + (other->offer_day >= d->crisis_since ? 2 : 0);

    s->offer_open = false;
    other->crisis_known = true;
    schedule_offer(m, s, 7);
    if (other->offer_open || u < portable_expit(logit)) {
        settle(m, d);
    } else if (queue_cancel(&m->kernel.queue, &other->offer)) { /* a refusal */
        schedule_offer(m, other, 7);
    }
    lean_release_held(m);
}

void
lean_on_offer(void *lean, const struct event *event)
{
    struct lean *m = lean;
    int32_t key = event->a % REPLY_DUE;
    struct dyad *d = &m->dyad[key / 2];

    double free_day = d->side[key % 2].struck_day + 7; /* no offer in the week of an own act */

    if (event->a < REPLY_DUE && !(d->side[0].crisis_known && d->side[1].crisis_known)) {
        schedule_offer(m, &d->side[key % 2], 0);
    } else if (event->a < REPLY_DUE && d->side[1 - key % 2].offer_open) {
        settle(m, d); /* the state accepts the offer that has arrived */
        lean_release_held(m);
    } else if (event->a < REPLY_DUE && free_day > m->kernel.now) {
        d->side[key % 2].offer = after(m, free_day - m->kernel.now, OFFER, event->a, 0);
    } else if (event->a < REPLY_DUE) {
        make_offer(m, d, &d->side[key % 2], key);
    } else {
        reply_to_offer(m, d, &d->side[key % 2], key);
    }
}

void
lean_on_crisis_end(void *lean, const struct event *event)
{
    struct lean *m = lean;

    end_crisis(m, &m->dyad[event->a]);
    lean_release_held(m);
}
