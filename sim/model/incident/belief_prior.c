/* The prior over the actors that may be responsible. MODEL.md (5.1) */
#include "model/incident/belief_internal.h"

#include "model/dyad/dyad.h"
#include "model/state/lever_effect.h"

static int
heavier_first(const struct belief *b, int32_t x, int32_t y)
{
    return b->p[x] > b->p[y] || (b->p[x] == b->p[y] && b->suspect[x] < b->suspect[y]);
}

/* Inserts a suspect. Keeps the SUSPECTS_MAX - 2 states with the largest weights, sorted by weight
   and then by index. Two places stay free, for the non-state actor and the accident. */
static void
insert_suspect(struct belief *b, int32_t state, double weight)
{
    int32_t at = b->n;

    if (b->n == SUSPECTS_MAX - 2) {
        if (weight <= b->p[b->n - 1]) {
            return;
        }
        at = b->n - 1;
    } else {
        b->n++;
    }
    b->suspect[at] = state;
    b->p[at] = weight;
    for (; at > 0 && heavier_first(b, at, at - 1); at--) {
        int32_t other = b->suspect[at - 1];
        double p = b->p[at - 1];

        b->suspect[at - 1] = b->suspect[at];
        b->p[at - 1] = b->p[at];
        b->suspect[at] = other;
        b->p[at] = p;
    }
}

/**
 * The weight of a state, and the part of it that comes neither from recent hostility nor from a
 * motive.
 */
struct weight {
    double now, standing;
};

/* Returns the recent hostility at the present tension. */
static double
hostility_at(const struct sim_context *s, struct dyad_direction direction, double tension)
{
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    double base = dyad_tension_baseline(s, direction);
    double room = s->world->parameters.tension.threshold - base;
    double share = room > 0 ? (tension - base) / room : 0;

    return portable_min(dyad_conduct(s, direction), 3) +
           p->crisis_conduct * portable_min(portable_max(share, 0), 1);
}

double
belief_hostility(const struct sim_context *s, struct dyad_direction direction)
{
    return hostility_at(s, direction, dyad_tension(s, direction));
}

/* Whether an incident of this type may be a retaliation: it is neither espionage, pre-positioning
   nor crime. */
static bool
may_retaliate(const struct incident_type *type)
{
    return !incident_type_is_stealthy(type) && type->class_ != CLASS_CRIME;
}

static struct weight
prior_weight(const struct sim_context *s, int32_t victim, int32_t state,
    const struct incident_type *type)
{
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    struct dyad_direction direction = dyad_direction(s, victim, state);
    double weight =
        lever_capacity_multiplier(WORLD_STATE(s->world, state)->offence, p->offence_effect);
    double history = 1 + portable_min(dyad_believed(s, direction), 3);
    double motive = p->motive_weight > 0 && may_retaliate(type)
                        ? p->motive_weight * portable_min(dyad_motive(s, direction), 3)
                        : 0;
    double tension = dyad_tension(s, direction);

    /* e^20 already outweighs all other suspects; the limit prevents an overflow */
    weight *= portable_exp(portable_min(tension, 20));
    return (struct weight){
        weight * (history + p->conduct_weight * hostility_at(s, direction, tension) + motive),
        weight * history};
}

/* Sets the weights of a non-state actor and of an accident, as multiples of the mean weight of
   states without hostility. */
static void
weigh_others(const struct parameters_attribution *p, const struct incident_type *type,
    double *non_state, double *accident)
{
    if (type->class_ == CLASS_CRIME) {
        *non_state = p->weight_non_state_crime;
        *accident = 0; /* an incident with a demand for money is no accident */
    } else if (incident_type_is_stealthy(type)) {
        *non_state = p->weight_non_state_stealthy;
        *accident = p->weight_accident_stealthy;
    } else {
        *non_state = p->weight_non_state_overt;
        *accident = p->weight_accident_overt;
    }
}

void
belief_prior(const struct sim_context *s, int32_t state, const struct incident_type *type,
    struct belief *b)
{
    const struct world *w = s->world;
    const struct parameters_attribution *p = &w->parameters.attribution;
    double sum = 0, mean, non_state, accident;
    int32_t n = 0;

    for (int32_t k = w->pairs_of_first[state]; k < w->pairs_of_first[state + 1]; k++) {
        const struct pair *pair = WORLD_PAIR(w, w->pairs_of[k]);
        int32_t other = pair->first == state ? pair->second : pair->first;

        if (!pair->by_agreement) {
            struct weight weight = prior_weight(s, state, other, type);

            insert_suspect(b, other, weight.now);
            sum += weight.standing;
            n++;
        }
    }
    mean = n > 0 ? sum / n : 1;
    weigh_others(p, type, &non_state, &accident);
    b->suspect[b->n] = SUSPECT_NON_STATE;
    b->p[b->n++] = mean * non_state;
    b->suspect[b->n] = SUSPECT_ACCIDENT;
    b->p[b->n++] = mean * accident;
    belief_normalise(b);
}
