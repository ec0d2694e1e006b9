#include "model/response/decision.h"

#include "model/response/concession.h"
#include "model/response/decision_internal.h"

#include <string.h>

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
    struct situation x;
    response_set possible;
    bool operation = is_operation(w, covert);
    int32_t n = 0;

    decision_assess(s, i, &x);
    possible = decision_possible(s, i, &x);
    for (int32_t r = 0; r < w->n_responses; r++) {
        const struct response *row = WORLD_RESPONSE(w, r);

        if (row->side == side) {
            struct option *o = &options[n++];

            *o = (struct option){.response = r, .utility = -INFINITY};
            if (response_set_has(possible, r)) {
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
    double u[4 * RESPONSE_BLOCKS]; /* by response.variate - 1 */
    uint32_t drawn;                /* bits of the blocks that are drawn */
};

/* Draws the blocks of the options that are not drawn yet. */
static void
draw_blocks(const struct sim_context *s, const struct incident *i, response_set options,
    struct uniforms *uniforms)
{
    for (uint32_t b = 0; b < RESPONSE_BLOCKS; b++) {
        if ((options & s->world->response_sets.in_block[b]) != 0 &&
            (uniforms->drawn >> b & 1) == 0) {
            struct stream_block block = stream_block(&s->run->base,
                s->run->purposes.key[PURPOSE_choice], i->id, (uint64_t)i->n_decisions, b);

            memcpy(&uniforms->u[4 * b], block.u, sizeof(block.u));
            uniforms->drawn |= 1U << b;
        }
    }
}

/* Returns the uniform number of an option, whose block must be drawn. It has the address of the
   response, and does not depend on the other options. */
static inline double
uniform(const struct sim_context *s, const struct incident *i, const struct response *r,
    const struct uniforms *uniforms)
{
    return r->variate > 0 ? uniforms->u[r->variate - 1]
                          : sim_draw(s, PURPOSE_choice, stream_child(i->id, 3, r->key.hash),
                                (uint64_t)i->n_decisions);
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
preferred(const struct sim_context *s, const struct seat_policy *policy,
    const struct situation *x, response_set possible)
{
    response_set rest = possible & s->world->response_sets.side[SIDE_OVERT];
    int32_t best = NONE, minimum = INT32_MAX;

    for (; x->first && x->cyber_trigger && rest != 0; rest = response_set_rest(rest)) {
        int32_t r = response_set_first(rest);
        const struct response *row = WORLD_RESPONSE(s->world, r);
        int32_t rank = seat_policy_preference(policy, (enum response_effect)row->effect);

        if (rank > 0 && rank < minimum) {
            minimum = rank;
            best = r;
        }
    }
    return best;
}

/* Returns those of the possible responses that the policy allows. No side becomes empty, because
   every policy allows the response without effect of each side. */
static response_set
allowed(const struct sim_context *s, const struct incident *i, const struct seat_policy *policy,
    response_set possible)
{
    response_set result = possible;

    for (response_set rest = possible; rest != 0; rest = response_set_rest(rest)) {
        int32_t r = response_set_first(rest);

        if (!seat_policy_allows(policy, WORLD_RESPONSE(s->world, r), i->confidence)) {
            result &= ~((response_set)1 << r);
        }
    }
    return result;
}

/* A possible response. */
struct candidate {
    int32_t response;
    double u;     /* its uniform number */
    double bound; /* upper bound of utility / temperature + variate */
};

/* Sets the uniform numbers and the upper bounds of the options, and *n to their number. Returns the
   index of the candidate with the largest bound. */
static int32_t
set_bounds(const struct sim_context *s, const struct incident *i, const struct situation *x,
    const struct uniforms *uniforms, response_set options, struct candidate *candidates,
    int32_t *n)
{
    double temperature = s->world->parameters.decision.temperature;
    int32_t first = 0, k = 0;

    do { /* there is at least one option */
        struct candidate *c = &candidates[k];
        const struct response *row;

        c->response = response_set_first(options);
        row = WORLD_RESPONSE(s->world, c->response);
        c->u = uniform(s, i, row, uniforms);
        c->bound = decision_utility_bound(s, i, x, row) / temperature +
                   distribution_gumbel_bound(c->u);
        first = c->bound > candidates[first].bound ? k : first;
        options = response_set_rest(options);
        k++;
    } while (options != 0);
    *n = k;
    return first;
}

/* Whether another candidate may reach `value`. */
static bool
others_may_reach(const struct candidate *candidates, int32_t n, int32_t first, double value)
{
    for (int32_t k = 0; k < n; k++) {
        if (candidates[k].bound >= value && k != first) {
            return true;
        }
    }
    return false;
}

/* Returns the option with the largest utility plus Gumbel variate, and among equals the first. The
   option with the largest upper bound is computed first. Most other options then need no logarithm,
   and often the first one needs none, because no other option reaches its lower bound. */
static int32_t
maximise(const struct sim_context *s, const struct incident *i, const struct situation *x,
    response_set options, int32_t covert, struct uniforms *uniforms)
{
    double temperature = s->world->parameters.decision.temperature;
    bool operation = is_operation(s->world, covert);
    struct candidate candidates[RESPONSE_MAX];
    int32_t first, best, n;
    double maximum;

    if (response_set_rest(options) == 0 &&
        WORLD_RESPONSE(s->world, response_set_first(options))->certainty == 0) {
        return response_set_first(options); /* the only option has a finite utility */
    }
    draw_blocks(s, i, options, uniforms);
    first = set_bounds(s, i, x, uniforms, options, candidates, &n);
    best = candidates[first].response;
    maximum =
        decision_utility_of(s, i, x, operation, WORLD_RESPONSE(s->world, best)) / temperature;
    if (!others_may_reach(
            candidates, n, first, maximum + distribution_gumbel_floor(candidates[first].u))) {
        return best;
    }
    maximum += distribution_gumbel(candidates[first].u);
    for (int32_t k = 0; k < n; k++) {
        const struct candidate *c = &candidates[k];
        double value;

        if (c->bound < maximum || k == first) {
            continue;
        }
        value = decision_utility_of(s, i, x, operation, WORLD_RESPONSE(s->world, c->response)) /
                    temperature +
                distribution_gumbel(c->u);
        if (value > maximum || (value == maximum && c->response < best)) {
            maximum = value;
            best = c->response;
        }
    }
    return best;
}

/** The choices that a state makes at one moment. */
struct choices {
    struct situation x;
    const struct seat_policy *policy; /* NULL if it chooses by habit */
    response_set possible;
    response_set allowed; /* those that the policy and the intention to concede allow */
    struct uniforms uniforms;
};

static void
set_choices(const struct sim_context *s, const struct incident *i, struct choices *choices)
{
    decision_assess(s, i, &choices->x);
    choices->policy = policy_of(s, i);
    choices->possible = choices->allowed = decision_possible(s, i, &choices->x);
    if (choices->policy != NULL) {
        choices->allowed = allowed(s, i, choices->policy, choices->possible);
    }
    if (concession_is_intended(s, i)) {
        choices->allowed &= ~s->world->response_sets.against;
    }
    choices->uniforms.drawn = 0;
}

/* Returns the choice of the model under the seat policy of the state. */
static int32_t
choose(const struct sim_context *s, const struct incident *i, struct choices *choices,
    int32_t side, int32_t covert)
{
    int32_t first = choices->policy != NULL && side == SIDE_OVERT
                        ? preferred(s, choices->policy, &choices->x, choices->possible)
                        : NONE;

    return first == NONE ? maximise(s, i, &choices->x,
                               choices->allowed & s->world->response_sets.side[side], covert,
                               &choices->uniforms)
                         : first;
}

int32_t
decision_choice(
    const struct sim_context *s, const struct incident *i, int32_t side, int32_t covert)
{
    struct choices choices;

    set_choices(s, i, &choices);
    return choose(s, i, &choices, side, covert);
}

void
decision_take(struct sim_context *s, int32_t incident)
{
    const struct incident *i = SIM_INCIDENT(s, incident);
    struct choices choices;
    int32_t covert, overt, help = NONE;

    set_choices(s, i, &choices);
    covert = choose(s, i, &choices, SIDE_COVERT, NONE);
    overt = choose(s, i, &choices, SIDE_OVERT, covert);
    if (choices.x.first) {
        help = choose(s, i, &choices, SIDE_HELP, NONE);
    }
    decision_carry_out(s, incident, covert, overt, help);
}
