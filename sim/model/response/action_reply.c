/* Computes the type and the severity of a counter-operation. MODEL.md (8.6) */
#include "model/response/action.h"

#include "model/dyad/dyad.h"
#include "model/state/lever_effect.h"

/* An attack of this severity or above is destructive. */
enum { DESTRUCTION_FROM = 5 };

/* Returns the severity of the trigger as the responding state perceives it. That state knows no
   other value. */
static int32_t
seen_severity(const struct incident *trigger)
{
    return (int32_t)portable_min(
        portable_max(trigger->perceived_severity + 0.5, 1), SEVERITY_MAX);
}

static int32_t
severity_step(const struct parameters_decision *p, int32_t severity, bool higher, double u)
{
    if (!higher) {
        return u < p->step_lower && severity > 1 ? severity - 1 : severity;
    }
    return severity + (u < p->step_three ? 3 : u < p->step_three + p->step_two ? 2 : 1);
}

/* A trigger that the victim takes for espionage leads to espionage, any other trigger to an
   attack. */
bool
action_replies_by_espionage(const struct world *w, const struct incident *trigger)
{
    bool stealthy = trigger->type == NONE
                        ? trigger->rung == RUNG_COVERT_COMPETITION /* of a deceiver */
                        : incident_type_is_stealthy(WORLD_TYPE(w, trigger->type));

    return stealthy && trigger->perceived_intent < 0.5;
}

/** The kinds of types that are possible for a counter-operation. */
enum reply_kind { BY_ESPIONAGE, BY_DISRUPTION, BY_ATTACK };

/* A defacement is visible by nature. No secret operation uses it. */
static bool
fits(const struct incident_type *t, enum reply_kind kind)
{
    if (incident_type_is_open(t)) {
        return false;
    }
    return kind == BY_ESPIONAGE ? t->class_ == CLASS_ESPIONAGE
           : kind == BY_DISRUPTION
               ? (t->class_ == CLASS_DISRUPTION || t->class_ == CLASS_DEGRADATION) &&
                     !incident_type_is_destructive(t)
               : t->class_ == CLASS_DISRUPTION || t->class_ == CLASS_DEGRADATION;
}

/* Whether an operation of the type can have that severity: only destructive types have a severity
   of DESTRUCTION_FROM and above. MODEL.md (8.6) */
static bool
can(const struct incident_type *t, enum reply_kind kind, int32_t severity)
{
    return kind == BY_ESPIONAGE || severity < DESTRUCTION_FROM ||
           incident_type_is_destructive(t);
}

/* Whether the victim knows of a crisis with the named state. In a crisis, an attack may respond to
   espionage. */
static bool
in_crisis(const struct sim_context *s, const struct incident *trigger)
{
    return dyad_knows_crisis(s, dyad_direction(s, trigger->target, trigger->named));
}

/* Sets the weights of all types. Returns false if no type of the kind has an incident of that
   severity in DCID. */
static bool
weigh_types(const struct world *w, enum reply_kind kind, int32_t severity, double *weights)
{
    double sum = 0;

    for (int32_t t = 0; t < w->n_types; t++) {
        const struct incident_type *type = WORLD_TYPE(w, t);

        weights[t] = fits(type, kind) && severity <= SEVERITY_MAX && can(type, kind, severity)
                         ? type->share * type->severity[severity - 1]
                         : 0;
        sum += weights[t];
    }
    return sum > 0;
}

/* Returns the highest severity, at most `severity`, that a type of the kind has in DCID; 0 if there
   is none. */
static int32_t
recorded_severity(
    const struct world *w, enum reply_kind kind, int32_t severity, double *weights)
{
    while (severity > 0 && !weigh_types(w, kind, severity, weights)) {
        severity--;
    }
    return severity;
}

/* Returns the kind of counter-operation. No destructive operation responds to a trigger whose
   severity is below `destruction_from`. MODEL.md (8.18) */
static enum reply_kind
kind_of(const struct world *w, const struct incident *trigger)
{
    return action_replies_by_espionage(w, trigger)                            ? BY_ESPIONAGE
           : seen_severity(trigger) < w->parameters.decision.destruction_from ? BY_DISRUPTION
                                                                              : BY_ATTACK;
}

struct action_reply
action_reply(const struct sim_context *s, const struct incident *trigger,
    const struct response *r, uint64_t order)
{
    enum {
        BEYOND_ESPIONAGE_MAX = 5,
        BELOW_DESTRUCTION = DESTRUCTION_FROM - 1,
        NUISANCE_MAX = 2
    };
    const struct world *w = s->world;
    struct stream_block u = sim_draw_part(s, PURPOSE_order, order, 0, 1, 2);
    int32_t seen = seen_severity(trigger);
    enum reply_kind kind = kind_of(w, trigger);
    int32_t severity = severity_step(&w->parameters.decision, seen, r->higher, u.u[1]);
    double weights[WORLD_TYPES_MAX];
    int32_t found;

    if (seen < w->parameters.decision.destruction_from && severity > BELOW_DESTRUCTION) {
        severity = BELOW_DESTRUCTION; /* the trigger is too mild for destruction */
    }
    if (seen <= NUISANCE_MAX && severity > seen + 1) {
        severity = seen + 1;
    }
    found = recorded_severity(w, kind, severity, weights);
    if (kind == BY_ESPIONAGE && r->higher && found < severity &&
        in_crisis(s, trigger)) { /* DCID has no such espionage, so the reply is an attack */
        severity = severity < BEYOND_ESPIONAGE_MAX ? severity : BEYOND_ESPIONAGE_MAX;
        found = recorded_severity(w, BY_ATTACK, severity, weights);
    }
    if (found == 0) { /* no type of the kind has an incident in DCID */
        return (struct action_reply){w->type_of_reply, severity};
    }
    return (struct action_reply){distribution_discrete(u.u[2], weights, w->n_types), found};
}

double
action_reply_pledge(const struct sim_context *s, int32_t pair, const struct incident *trigger)
{
    const struct world *w = s->world;
    enum reply_kind kind = kind_of(w, trigger);
    double sum = 0, total = 0;

    for (int32_t t = 0; t < w->n_types; t++) {
        const struct incident_type *type = WORLD_TYPE(w, t);

        if (fits(type, kind) && type->share > 0) {
            sum += type->share * lever_pledge_weight(s, pair, t);
            total += type->share;
        }
    }
    return total > 0 ? sum / total : lever_pledge_weight(s, pair, w->type_of_reply);
}
