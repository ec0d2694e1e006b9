/* The prior, the items of evidence, and the updates of the posterior. */
#include "model/incident/belief_internal.h"

#include "model/dyad/dyad.h"
#include "model/state/lever_effect.h"

void
belief_normalise(struct belief *b)
{
    double sum = 0;

    for (int32_t k = 0; k < b->n; k++) {
        sum += b->p[k];
    }
    for (int32_t k = 0; k < b->n; k++) {
        b->p[k] = sum > 0 ? b->p[k] / sum : 1.0 / b->n;
    }
}

int32_t
belief_place(const struct belief *b, int32_t who)
{
    for (int32_t k = 0; k < b->n; k++) {
        if (b->suspect[k] == who) {
            return k;
        }
    }
    return NONE;
}

/* The prior. MODEL.md (5.1) */

static int
heavier_first(const struct belief *b, int32_t x, int32_t y)
{
    return b->p[x] > b->p[y] || (b->p[x] == b->p[y] && b->suspect[x] < b->suspect[y]);
}

/* Inserts a suspect. Keeps the SUSPECTS_MAX - 2 states of the largest weights,
   by weight, then index. */
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

static double
prior_weight(const struct sim_context *s, int32_t victim, int32_t state)
{
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    struct dyad_direction direction = dyad_direction(s, victim, state);
    double weight =
        lever_capacity_multiplier(WORLD_STATE(s->world, state)->offence, p->offence_effect);

    /* the bound 20 excludes all other suspects already, and prevents an overflow */
    return weight * portable_exp(fmin(dyad_tension(s, direction), 20)) *
           (1 + fmin(dyad_believed(s, direction), 3) +
               p->conduct_weight * fmin(dyad_conduct(s, direction), 3));
}

/* Weights of a non-state actor and an accident, as multiples of the mean weight of a state. */
static void
weigh_others(const struct parameters_attribution *p, const struct incident_type *type,
    double *non_state, double *accident)
{
    if (type->class_ == CLASS_CRIME) {
        *non_state = p->weight_non_state_crime;
        *accident = 0; /* nobody takes a demand for money for an accident */
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

    for (int32_t k = w->pairs_of_first[state]; k < w->pairs_of_first[state + 1]; k++) {
        const struct pair *pair = WORLD_PAIR(w, w->pairs_of[k]);
        int32_t other = pair->first == state ? pair->second : pair->first;

        if (!pair->by_agreement) {
            insert_suspect(b, other, prior_weight(s, state, other));
        }
    }
    for (int32_t k = 0; k < b->n; k++) {
        sum += b->p[k];
    }
    mean = b->n > 0 ? sum / b->n : 1;
    weigh_others(p, type, &non_state, &accident);
    b->suspect[b->n] = SUSPECT_NON_STATE;
    b->p[b->n++] = mean * non_state;
    b->suspect[b->n] = SUSPECT_ACCIDENT;
    b->p[b->n++] = mean * accident;
    belief_normalise(b);
}

double
belief_accuracy(const struct sim_context *s, int32_t state)
{
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    double logit =
        portable_logit(p->accuracy) +
        p->accuracy_slope * (2 * lever_state_capacity(s, state, CAPACITY_ATTRIBUTION) - 1);

    return portable_expit(lever_for_state(s, LEVER_evidence_accuracy, state, logit));
}

/* Evidence. MODEL.md (5.2), (5.3) */

double
belief_item_accuracy(const struct sim_context *s, double q, double u)
{
    double sd = s->world->parameters.attribution.item_weight_sd;

    return sd > 0 ? portable_expit(portable_logit(q) + sd * portable_normal(u)) : q;
}

/* Index of a suspect other than `but` (NONE: any), uniformly by u. */
static int32_t
draw_other(const struct belief *b, int32_t but, double u)
{
    int32_t others = b->n - (but == NONE ? 0 : 1);
    int32_t k = (int32_t)(u * others);

    k = k < others ? k : others - 1;
    return but != NONE && k >= but ? k + 1 : k;
}

int32_t
belief_draw_evidence(const struct sim_context *s, const struct incident *i,
    const struct belief *b, double q, struct stream_block u)
{
    int32_t truth = belief_place(b, belief_truth(s->world, i));
    int32_t blamed = i->blamed == NONE ? NONE : belief_place(b, i->blamed);
    double pull = s->world->parameters.attribution.false_flag_pull;

    if (blamed != NONE && u.u[1] < lever_for_state(s, LEVER_false_origin, i->blamed, pull)) {
        return blamed;
    }
    return truth != NONE && u.u[2] < q ? truth : draw_other(b, truth, u.u[3]);
}

void
belief_update(const struct sim_context *s, struct belief *b, int32_t item, double q)
{
    double doubt = s->world->parameters.attribution.doubt;
    double n = b->n;

    for (int32_t k = 0; k < b->n; k++) {
        double fit = k == item ? q : (1 - q) / (n - 1);

        b->p[k] *= (1 - doubt) * fit + doubt / n;
    }
    belief_normalise(b);
}

void
belief_add_findings(
    struct sim_context *s, int32_t incident, int32_t partner, bool met, uint64_t id)
{
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    struct incident *i = SIM_INCIDENT(s, incident);
    int32_t items = met ? (int32_t)p->joint_items : 1;
    struct belief *b;
    double mean;

    if (i->belief == NONE) {
        return;
    }
    b = SIM_BELIEF(s, i->belief);
    mean = fmax(b->accuracy, belief_accuracy(s, partner));
    mean = met ? portable_expit(portable_logit(mean) + p->joint_accuracy) : mean;
    for (int32_t k = 0; k < items; k++) {
        struct stream_block u = sim_draw4(s, PURPOSE_case_item, id, (uint64_t)k);
        double q = belief_item_accuracy(s, mean, u.u[0]);

        belief_update(s, b, belief_draw_evidence(s, i, b, q, u), q);
    }
    belief_revise(s, incident);
}

bool
belief_may_be_told(const struct sim_context *s, const struct incident *i, int32_t state)
{
    int32_t n = SIM_BELIEF(s, i->belief)->n;
    double limit = s->world->parameters.sharing.withhold / n;

    return limit >= 1 || (state != belief_top(s, i, true) && belief_of(s, i, state) < limit);
}

/* The belief of a partner in an accusation by the victim. MODEL.md (8.8) */
double
belief_of_partner(const struct sim_context *s, const struct incident *i, int32_t partner,
    bool has_evidence, double reliability, struct stream_block u)
{
    struct belief b = {.n = 0};
    int32_t accused;
    double p;

    belief_prior(s, partner, WORLD_TYPE(s->world, i->type), &b);
    accused = belief_place(&b, i->named);
    if (accused == NONE) {
        return 0;
    }
    if (has_evidence) {
        double q = belief_item_accuracy(s, belief_accuracy(s, partner), u.u[0]);

        belief_update(s, &b, belief_draw_evidence(s, i, &b, q, u), q);
    }
    p = b.p[accused];
    reliability = fmin(reliability, 0.99);
    return p / (p + (1 - p) / (1 + b.n * reliability / (1 - reliability)));
}
