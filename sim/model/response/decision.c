#include "model/response/decision.h"

#include <string.h>

#include "model/response/decision_internal.h"

static bool
is_operation(const struct world *w, int32_t covert)
{
    return covert != NONE && WORLD_RESPONSE(w, covert)->effect == EFFECT_OPERATION;
}

int32_t
decision_options(const struct sim_context *s, const struct incident *i, int32_t side,
    int32_t covert, struct option options[RESPONSE_MAX])
{
    const struct world *w = s->world;
    struct situation x = decision_assess(s, i);
    bool operation = is_operation(w, covert);
    int32_t n = 0;

    for (int32_t r = 0; r < w->n_responses; r++) {
        const struct response *row = WORLD_RESPONSE(w, r);

        if (row->side == side) {
            struct option *o = &options[n++];

            *o = (struct option){.response = r, .utility = -INFINITY};
            if (decision_possible(s, i, row, &x)) {
                decision_set_terms(s, i, &x, operation, row, o->term);
                o->utility = decision_utility(o->term);
            }
        }
    }
    return n;
}

/**
 * The uniform numbers of a decision, in blocks. The four numbers of a block are drawn together when
 * the first of their four options is possible.
 */
struct uniforms {
    struct stream_block block[RESPONSE_BLOCKS];
    bool drawn[RESPONSE_BLOCKS];
};

static void
clear(struct uniforms *uniforms)
{
    memset(uniforms->drawn, 0, sizeof(uniforms->drawn));
}

/* Returns the uniform number of an option. It has the address of the response, and does not depend
   on the other options. */
static double
uniform(const struct sim_context *s, const struct incident *i, const struct response *r,
    struct uniforms *uniforms)
{
    int32_t number = r->variate - 1, b = number / 4;

    if (r->variate == 0) {
        return sim_draw(
            s, PURPOSE_choice, stream_child(i->id, 3, r->key.hash), (uint64_t)i->n_decisions);
    }
    if (!uniforms->drawn[b]) {
        uniforms->block[b] = stream_block(&s->run->base, s->run->purposes.key[PURPOSE_choice],
            i->id, (uint64_t)i->n_decisions, (uint64_t)b);
        uniforms->drawn[b] = true;
    }
    return uniforms->block[b].u[number % 4];
}

/* Returns the seat policy of the deciding state; NULL if it chooses by habit. */
static const struct seat_policy *
policy_of(const struct sim_context *s, const struct incident *i)
{
    int32_t policy = WORLD_STATE(s->world, i->target)->seat_policy;

    return policy == NONE ? NULL : WORLD_SEAT_POLICY(s->world, policy);
}

/* Returns the overt response that the policy chooses first, at the first decision on an incident.
   Returns NONE if the policy has no preference, or if no such response is possible. */
static int32_t
preferred(const struct sim_context *s, const struct incident *i,
    const struct seat_policy *policy, const struct situation *x)
{
    int32_t best = NONE, minimum = INT32_MAX;

    for (int32_t r = 0; x->first && x->cyber_trigger && r < s->world->n_responses; r++) {
        const struct response *row = WORLD_RESPONSE(s->world, r);
        int32_t rank = seat_policy_preference(policy, (enum response_effect)row->effect);

        if (row->side == SIDE_OVERT && rank > 0 && rank < minimum &&
            decision_possible(s, i, row, x)) {
            minimum = rank;
            best = r;
        }
    }
    return best;
}

/**
 * The responses that are possible and that the seat policy allows, by side, in the order of their
 * ids. No side is empty: every policy allows the response without effect of each side.
 */
struct choices {
    int32_t n[SIDE_COUNT];
    int32_t responses[SIDE_COUNT][RESPONSE_MAX];
};

/* Fills the sides whose bit, 1 << side, is in the mask, in one pass over the responses. The other
   sides stay empty. */
static void
set_choices(const struct sim_context *s, const struct incident *i, const struct situation *x,
    unsigned int sides, struct choices *choices)
{
    const struct world *w = s->world;
    const struct seat_policy *policy = policy_of(s, i);

    memset(choices->n, 0, sizeof(choices->n));
    for (int32_t r = 0; r < w->n_responses; r++) {
        const struct response *row = WORLD_RESPONSE(w, r);

        if ((sides >> row->side & 1) != 0 && decision_possible(s, i, row, x) &&
            (policy == NULL || seat_policy_allows(policy, row, i->confidence))) {
            choices->responses[row->side][choices->n[row->side]++] = r;
        }
    }
}

/* A possible response. */
struct candidate {
    int32_t response;
    double u;     /* its uniform number */
    double bound; /* upper bound of utility / temperature + variate */
};

/* Sets the uniform numbers and the upper bounds. Returns the index of the candidate with the
   largest bound. */
static int32_t
set_bounds(const struct sim_context *s, const struct incident *i, const struct situation *x,
    struct uniforms *uniforms, const int32_t *responses, int32_t n,
    struct candidate *candidates)
{
    double temperature = s->world->parameters.decision.temperature;
    int32_t first = 0;

    for (int32_t k = 0; k < n; k++) {
        struct candidate *c = &candidates[k];
        const struct response *row = WORLD_RESPONSE(s->world, responses[k]);

        c->response = responses[k];
        c->u = uniform(s, i, row, uniforms);
        c->bound = decision_utility_bound(s, i, x, row) / temperature +
                   distribution_gumbel_bound(c->u);
        first = c->bound > candidates[first].bound ? k : first;
    }
    return first;
}

/* Returns the option with the largest utility plus Gumbel variate, and among equals the first.
   The option with the largest upper bound is computed first. Most other options then need no
   logarithm. */
static int32_t
maximise(const struct sim_context *s, const struct incident *i, const struct situation *x,
    const int32_t *responses, int32_t n, int32_t covert, struct uniforms *uniforms)
{
    double temperature = s->world->parameters.decision.temperature;
    bool operation = is_operation(s->world, covert);
    struct candidate candidates[RESPONSE_MAX];
    int32_t first, best = NONE;
    double maximum = -INFINITY, terms[TERM_COUNT];

    if (n == 1 && WORLD_RESPONSE(s->world, responses[0])->certainty == 0) {
        return responses[0]; /* the only option has a finite utility */
    }
    first = set_bounds(s, i, x, uniforms, responses, n, candidates);
    for (int32_t k = 0; k < n; k++) {
        int32_t number = k == 0 ? first : k <= first ? k - 1 : k;
        struct candidate *c = &candidates[number];
        const struct response *row = WORLD_RESPONSE(s->world, c->response);
        double value;

        if (c->bound < maximum) {
            continue;
        }
        decision_set_terms(s, i, x, operation, row, terms);
        value = decision_utility(terms) / temperature + distribution_gumbel(c->u);
        if (value > maximum || (value == maximum && c->response < best)) {
            maximum = value;
            best = c->response;
        }
    }
    return best;
}

/* Returns the choice of the model under the seat policy of the state. */
static int32_t
choose(const struct sim_context *s, const struct incident *i, const struct situation *x,
    const struct choices *choices, int32_t side, int32_t covert, struct uniforms *uniforms)
{
    const struct seat_policy *policy = policy_of(s, i);
    int32_t first = policy != NULL && side == SIDE_OVERT ? preferred(s, i, policy, x) : NONE;

    return first == NONE
               ? maximise(s, i, x, choices->responses[side], choices->n[side], covert, uniforms)
               : first;
}

int32_t
decision_choice(
    const struct sim_context *s, const struct incident *i, int32_t side, int32_t covert)
{
    struct situation x = decision_assess(s, i);
    struct uniforms uniforms;
    struct choices choices;

    clear(&uniforms);
    set_choices(s, i, &x, 1U << side, &choices);
    return choose(s, i, &x, &choices, side, covert, &uniforms);
}

void
decision_take(struct sim_context *s, int32_t incident)
{
    const struct incident *i = SIM_INCIDENT(s, incident);
    struct situation x = decision_assess(s, i);
    struct uniforms uniforms;
    struct choices choices;
    int32_t covert, overt, help;

    clear(&uniforms);
    set_choices(s, i, &x,
        1U << SIDE_COVERT | 1U << SIDE_OVERT | (x.first ? 1U << SIDE_HELP : 0U), &choices);
    covert = choose(s, i, &x, &choices, SIDE_COVERT, NONE, &uniforms);
    overt = choose(s, i, &x, &choices, SIDE_OVERT, covert, &uniforms);
    help = x.first ? choose(s, i, &x, &choices, SIDE_HELP, NONE, &uniforms) : NONE;
    decision_carry_out(s, incident, covert, overt, help);
}
