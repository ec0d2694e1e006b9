/* Items of evidence, and updates of the posterior. */
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

double
belief_accuracy(const struct sim_context *s, int32_t state)
{
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    double logit =
        portable_logit(p->accuracy) +
        p->accuracy_slope * (2 * lever_state_capacity(s, state, CAPACITY_ATTRIBUTION) - 1);

    return portable_expit(lever_for_state(s, LEVER_evidence_accuracy, state, logit));
}

/* ---- evidence, MODEL.md (5.2), (5.3) ---- */

double
belief_item_accuracy(const struct sim_context *s, double q, double u)
{
    double sd = s->world->parameters.attribution.item_weight_sd;

    return sd > 0 ? portable_expit(portable_logit(q) + sd * portable_normal(u)) : q;
}

/* Returns the index of a suspect other than `but` (NONE: no exception), chosen uniformly by u. */
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

/* Returns the probability, in the judgement of `state`, that an item of evidence that points to the
   suspect is meaningless. It is higher for a suspect that `state` has lately held responsible by
   mistake. */
static double
doubt_of(const struct sim_context *s, int32_t state, int32_t suspect)
{
    const struct parameters_truth *t = &s->world->parameters.truth;
    double doubt = s->world->parameters.attribution.doubt, erred;

    if (suspect < 0 || suspect == state || t->mistake_doubt == 0) {
        return doubt;
    }
    erred = sim_decay_value(
        dyad_direction(s, state, suspect).now->erred, t->caution_halflife_days, sim_now(s));
    return erred > 0 ? 1 - (1 - doubt) * portable_exp(-t->mistake_doubt * erred) : doubt;
}

void
belief_update(
    const struct sim_context *s, int32_t state, struct belief *b, int32_t item, double q)
{
    double doubt = doubt_of(s, state, b->suspect[item]);
    double n = b->n;

    for (int32_t k = 0; k < b->n; k++) {
        double fit = k == item ? q : (1 - q) / (n - 1);

        b->p[k] *= (1 - doubt) * fit + doubt / n;
    }
    belief_normalise(b);
}

void
belief_receive_evidence(struct sim_context *s, struct incident *i)
{
    const struct parameters_attribution *p = &s->world->parameters.attribution;
    struct belief *b = i->belief == NONE ? NULL : SIM_BELIEF(s, i->belief);

    for (int64_t k = 0; b != NULL && k < s->world->parameters.clarification.help_items; k++) {
        struct stream_block u =
            sim_draw4(s, PURPOSE_handed_over, i->id, (uint64_t)i->n_handed_over++);
        double mean = portable_expit(portable_logit(b->accuracy) + p->joint_accuracy);
        double q = belief_item_accuracy(s, mean, u.u[0]);

        belief_update(s, i->target, b, belief_draw_evidence(s, i, b, q, u), q);
    }
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
    mean = portable_max(b->accuracy, belief_accuracy(s, partner));
    mean = met ? portable_expit(portable_logit(mean) + p->joint_accuracy) : mean;
    for (int32_t k = 0; k < items; k++) {
        struct stream_block u = sim_draw4(s, PURPOSE_case_item, id, (uint64_t)k);
        double q = belief_item_accuracy(s, mean, u.u[0]);

        belief_update(s, i->target, b, belief_draw_evidence(s, i, b, q, u), q);
    }
    belief_revise(s, incident);
}

/* Whether a suspect is the state that belief_top() returns. The suspects are sorted when
   attribution starts, so the loop mostly ends at its first step. */
static bool
is_top_state(const struct belief *b, int32_t suspect)
{
    for (int32_t k = 0; k < b->n; k++) {
        if (b->suspect[k] >= 0 && k != suspect &&
            (b->p[k] > b->p[suspect] || (k < suspect && b->p[k] == b->p[suspect]))) {
            return false;
        }
    }
    return true;
}

bool
belief_may_tell_suspect(const struct sim_context *s, const struct incident *i,
    const struct belief *b, int32_t suspect)
{
    double limit = s->world->parameters.sharing.withhold / b->n;
    double caution = belief_hides_knowledge(s, i) ? 0.5 : 1;

    return limit >= 1 || (b->p[suspect] < caution * limit && !is_top_state(b, suspect));
}

bool
belief_may_be_told(const struct sim_context *s, const struct incident *i, int32_t state)
{
    const struct belief *b;
    int32_t place;

    if (i->belief == NONE) {
        return (i->suspected[state / 64] >> (state % 64) & 1) == 0;
    }
    b = SIM_BELIEF(s, i->belief);
    place = belief_place(b, state);
    return place == NONE ? s->world->parameters.sharing.withhold > 0
                         : belief_may_tell_suspect(s, i, b, place);
}

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

        belief_update(s, partner, &b, belief_draw_evidence(s, i, &b, q, u), q);
    }
    p = b.p[accused];
    reliability = portable_min(reliability, 0.99);
    return p / (p + (1 - p) / (1 + b.n * reliability / (1 - reliability)));
}
