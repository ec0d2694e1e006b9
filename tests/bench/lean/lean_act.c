/* Acts: the counter-operations and open acts that orders bring about. MODEL.md (8.6), (9.1) */
#include "lean_model.h"

/* Counter-operations (8.6), (8.18) */

enum kind { BY_ESPIONAGE, BY_DISRUPTION, BY_ATTACK };

static bool
is_destructive(const struct lean_type *t)
{
    return t->class_ == DEGRADATION && !t->denial;
}

static double
weight(const struct lean_type *t, enum kind kind, int32_t severity)
{
    bool fits = kind == BY_ESPIONAGE    ? t->class_ == ESPIONAGE
                : kind == BY_DISRUPTION ? t->class_ != ESPIONAGE && !is_destructive(t)
                                        : t->class_ != ESPIONAGE;

    return fits && (kind == BY_ESPIONAGE || severity < 5 || is_destructive(t))
               ? t->share * t->severity[severity - 1]
               : 0;
}

/* Draws a type of the kind; lowers the severity to the highest one on record. */
static int32_t
draw_type(enum kind kind, int32_t *severity, double u)
{
    double weights[TYPES], sum = 0;

    *severity = *severity < SEVERITIES ? *severity : SEVERITIES;
    for (;; --*severity) {
        for (int32_t t = 0; t < TYPES; t++) {
            weights[t] = weight(&lean_types[t], kind, *severity);
            sum += weights[t];
        }
        if (sum > 0) {
            return distribution_discrete(u, weights, TYPES);
        }
    }
}

static int32_t
seen_severity(const struct incident *i)
{
    return (int32_t)fmin(fmax(i->seen + 0.5, 1), 10);
}

void
lean_draw_reply(struct lean *m, const struct incident *i, struct order *o, const double u[4])
{
    int32_t seen = seen_severity(i), severity = seen;
    enum kind kind = is_answered_by_espionage(i) ? BY_ESPIONAGE
                     : seen < 4                  ? BY_DISRUPTION
                                                 : BY_ATTACK;
    bool higher = o->response == OPERATION_HIGHER;

    if (higher) {
        severity += u[1] < 0.18 ? 3 : u[1] < 0.36 ? 2 : 1;
    } else if (u[1] < 0.2 && severity > 1) {
        severity--;
    }
    severity = seen < 4 && severity > 4 ? 4 : severity;
    severity = seen <= 2 && severity > seen + 1 ? seen + 1 : severity; /* (8.18) */
    o->severity = severity;
    o->type = draw_type(kind, &o->severity, u[2]);
    if (kind == BY_ESPIONAGE && higher && o->severity < severity &&
        lean_knows_crisis(m, i->at, i->named)) { /* an attack in place of espionage */
        o->severity = severity < 5 ? severity : 5;
        o->type = draw_type(BY_ATTACK, &o->severity, u[2]);
    }
}

/* Execution */

static const double jumps[] = {0, 0.02, 0.06, 0.1, 0, 0, 0, 0.5, 1.5, 3};

/* Changes the tension and trust of the state that receives an open act. Returns the loss of
   trust. */
static double
receive(struct lean *m, int32_t by, int32_t at, int32_t rung, double u, uint64_t cause)
{
    struct side *s = lean_side(m, at, by);
    double loss = rung >= 2 ? 0.5 * jumps[rung] / 0.35 : 0;

    lean_shock(m, at, by, jumps[rung], u, cause);
    if (rung >= 7 && !lean_dyad(m, at, by)->crisis) {
        lean_tension_add(m, at, by, 1 - lean_tension(m, s), cause);
    }
    if (loss > 0) {
        lean_trust_add(m, s, 0, loss);
    }
    return loss;
}

/* Force by both sides may become an armed conflict (9.4). */
static void
consider_war(struct lean *m, int32_t by, int32_t at)
{
    struct dyad *d = lean_dyad(m, by, at);
    struct stream_block u = draw(m, FOR_WAR, (uint64_t)(d - m->dyad), d->n_wars++);

    lean_side(m, by, at)->force_day = m->kernel.now;
    if (m->kernel.now - lean_side(m, at, by)->force_day <= 60 && u.u[0] < 0.007) {
        (void)receive(m, at, by, 9, u.u[1], 0);
        (void)receive(m, by, at, 9, u.u[2], 0);
    }
}

static void
deliver(struct lean *m, const struct order *o, struct incident *i, double u)
{
    int32_t rung = lean_responses[o->response].rung;
    struct side *s = lean_side(m, o->actor, o->target);
    struct side *other = lean_side(m, o->target, o->actor);
    double loss;

    lean_record_own(m, s, rung >= 2 ? 1 : 0.5);
    add_to(&other->conduct, rung >= 2 ? 1 : 0.5, 180, m->kernel.now);
    if (rung >= 2) {
        s->struck_day = m->kernel.now;
        s->spared_day = other->spared_day = -INFINITY;
    }
    if (rung >= 3) {
        lean_cut_waits(m, o->target, o->actor);
    }
    lean_learn_crisis(m, o->target, o->actor, m->kernel.now);
    loss = receive(m, o->actor, o->target, rung, u, o->id);
    if (!i->open_act) {
        if (is_espionage(i) && m->kernel.now < i->end) { /* (3.6) */
            lean_contain_by(m, i, fmin(i->contained, m->kernel.now));
        }
        i->accused = true;
        add_to(&i->offence, loss, 730, m->kernel.now);
    }
    if (rung == 8) {
        consider_war(m, o->actor, o->target);
    }
}

/* The target of an act decides on the act. It is certain of the author (9.1). */
static void
answer_act(struct lean *m, const struct order *o, uint64_t matter, int32_t generation)
{
    static const double seen[] = {0, 0, 1.5, 2.5, 0, 0, 0, 4.2, 6};
    struct incident *i = &m->incident[lean_new_incident(m, o->id)];

    i->open_act = true;
    i->matter = matter;
    i->generation = generation;
    i->by = i->named = o->actor;
    i->at = o->target;
    i->rung = lean_responses[o->response].rung;
    i->confidence = 1;
    i->start = m->kernel.now;
    i->seen = seen[i->rung];
    i->intent = i->rung >= 7 ? 1 : 0;
    lean_decide(m, i);
}

static void
execute_operation(struct lean *m, const struct order *o, const struct incident *about)
{
    struct incident *i = &m->incident[lean_new_incident(m, o->id)];

    i->matter = about->matter;
    i->generation = about->generation + 1;
    i->by = o->actor;
    i->at = o->target;
    i->counter = true;
    i->type = o->type;
    i->severity = o->severity;
    lean_draw_nature(m, i, NOBODY);
    lean_record_own(m, lean_side(m, o->actor, o->target), 1);
    lean_start(m, i);
}

void
lean_execute(struct lean *m, const struct order *o, double u)
{
    struct incident *i = &m->incident[o->incident];
    uint64_t matter = i->matter;
    int32_t generation = i->generation + 1;

    if (is_operation(o->response)) {
        execute_operation(m, o, i);
        lean_release(m, i);
        return;
    }
    if (o->hostile && !i->open_act) {
        i->statement = true;
        lean_publish(m, i);
    }
    deliver(m, o, i, u);
    lean_release(m, i);
    if (o->hostile) {
        answer_act(m, o, matter, generation);
    }
}
