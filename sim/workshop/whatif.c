#include "workshop/whatif.h"

#include <stdlib.h>
#include <string.h>

#include "model/input/ladder.h"
#include "stats/summary.h"
#include "workshop/replies.h"

int32_t
whatif_family_of(const struct response *r)
{
    return r->side == SIDE_HELP ? FAMILY_NONE : r->family;
}

/* ---- arms ---- */

/* Returns the response without effect among those of one side (overt, covert or help). */
static int32_t
nothing(const struct world *w, int32_t side)
{
    for (int32_t k = 0; k < w->n_responses; k++) {
        const struct response *r = WORLD_RESPONSE(w, k);

        if (r->side == side && r->effect == EFFECT_NOTHING && r->offered) {
            return k;
        }
    }
    return NONE;
}

/* Returns a decision whose only response with an effect is the given one. */
static struct settlement
settlement_of(const struct whatif_question *q, int32_t response)
{
    const struct world *w = q->world;
    bool covert = WORLD_RESPONSE(w, response)->side == SIDE_COVERT;

    return (struct settlement){.overt = covert ? nothing(w, SIDE_OVERT) : response,
        .covert = covert ? response : nothing(w, SIDE_COVERT),
        .help = nothing(w, SIDE_HELP),
        .named = q->own == NULL ? NONE : q->own->named};
}

/* Returns the response that represents the decision of the seat itself. */
static int32_t
chosen_response(const struct whatif_question *q)
{
    if (q->own == NULL) {
        return NONE;
    }
    return WORLD_RESPONSE(q->world, q->own->covert)->effect == EFFECT_NOTHING ? q->own->overt
                                                                              : q->own->covert;
}

/* Finds, for each family, the possible response with the highest utility; NONE if none is
   possible. */
static void
best_of_families(const struct whatif_question *q, int32_t best[RESPONSE_FAMILIES])
{
    int32_t named = q->own == NULL ? NONE : q->own->named;
    double utility[RESPONSE_FAMILIES];

    for (int32_t k = 0; k < RESPONSE_FAMILIES; k++) {
        best[k] = NONE;
        utility[k] = -INFINITY;
    }
    for (int32_t side = SIDE_OVERT; side <= SIDE_COVERT; side++) {
        struct option options[RESPONSE_MAX];
        int32_t n = run_tabled_options(
            q->stop, q->world, q->state, q->number, named, side, NONE, options);

        for (int32_t k = 0; k < n; k++) {
            int32_t family = whatif_family_of(WORLD_RESPONSE(q->world, options[k].response));

            if (family >= 0 && options[k].utility > utility[family]) {
                utility[family] = options[k].utility;
                best[family] = options[k].response;
            }
        }
    }
}

/* Adds an arm for each family of responses to a decision. */
static void
add_families(const struct whatif_question *q, struct whatif *x)
{
    int32_t best[RESPONSE_FAMILIES], chosen = chosen_response(q);

    best_of_families(q, best);
    for (int32_t k = 0; k < RESPONSE_FAMILIES; k++) {
        bool own = chosen != NONE && whatif_family_of(WORLD_RESPONSE(q->world, chosen)) == k;
        int32_t response = own ? chosen : best[k];

        bool left_out = q->only != NULL && strcmp(q->only, response_family_names[k]) != 0;

        if (response != NONE && !left_out) {
            x->arm[x->n_arms++] = (struct whatif_arm){.id = response_family_names[k],
                .response = response,
                .chosen = own,
                .settlement = own ? *q->own : settlement_of(q, response)};
        }
    }
}

/* Adds an arm for each possible reply. */
static enum status
add_replies(const struct whatif_question *q, const struct tabled *matter, struct whatif *x)
{
    bool possible[SETTLEMENT_REPLIES];
    enum status st;

    TRY(replies_of(q->stop, q->world, matter, possible));
    for (int32_t reply = 0; reply < SETTLEMENT_REPLIES; reply++) {
        if (possible[reply]) {
            x->arm[x->n_arms++] = (struct whatif_arm){.id = settlement_reply_names[reply],
                .response = NONE,
                .chosen = q->own != NULL && q->own->reply == reply,
                .settlement = {.named = NONE, .reply = reply}};
        }
    }
out:
    return st;
}

enum status
whatif_arms(const struct whatif_question *q, struct whatif *x)
{
    struct tabled matter;
    enum status st;

    memset(x, 0, sizeof(*x));
    TRY(run_tabled_find(q->stop, q->state, q->number, &matter));
    x->arm[x->n_arms++] = (struct whatif_arm){
        .id = "habit", .habit = true, .response = NONE, .chosen = q->own == NULL};
    if (matter.kind == TABLED_DECISION) {
        add_families(q, x);
    } else {
        TRY(add_replies(q, &matter, x));
    }
out:
    return st;
}

/* ---- continuations ---- */

/** The data that an arm needs to make its choice. */
struct choice {
    const struct whatif_question *question;
    const struct whatif_arm *arm;
};

/* Returns how a matter of the stop is settled in an arm; NULL: by habit. */
static const struct settlement *
settlement_for(const struct choice *c, const struct tabled *matter)
{
    const struct whatif_question *q = c->question;

    if (matter->state == q->state && matter->number == q->number) {
        return c->arm->habit ? NULL : &c->arm->settlement;
    }
    for (int32_t k = 0; k < q->n_others; k++) {
        if (q->others[k].state == matter->state && q->others[k].number == matter->number) {
            return &q->others[k].settlement;
        }
    }
    return NULL;
}

/* Settles the matters on the tables in their order, and removes the seats. A choice that has become
   impossible is left to habit, as in an exercise. */
static enum status
settle_all(
    const void *self, struct run *r, const struct world *w, const struct trace_sink *sink)
{
    const struct choice *c = self;
    struct tabled matters[TABLED_MAX];
    enum status st = STATUS_OK;

    while (run_tabled(r, NONE, matters) > 0) {
        const struct tabled *first = &matters[0];
        const struct settlement *settlement = settlement_for(c, first);

        st = settlement == NULL
                 ? STATUS_BAD_INPUT
                 : run_settle(r, w, first->state, first->number, settlement, NULL, sink);
        /* for example, if an earlier settlement has made this one impossible */
        if (st == STATUS_BAD_INPUT) {
            st = run_habit(r, w, first->state, first->number, NULL, sink);
        }
        TRY(st);
    }
    for (int32_t k = 0; k < w->n_states; k++) {
        run_seat(r, k, false);
    }
    run_table(r, false);
out:
    return st;
}

static enum status
compare(struct whatif *x)
{
    enum status st = STATUS_OK;

    for (int32_t arm = 0; arm < x->n_arms; arm++) {
        for (int32_t m = 0; m < CASCADE_MEASURES; m++) {
            const double *values = x->values + arm * x->n * CASCADE_MEASURES + m;

            TRY(paired_compare(m == WORKSHOP_DAYS ? PAIRED_MEAN : PAIRED_SHARE, values,
                arm == 0 ? NULL : x->values + m, x->n, CASCADE_MEASURES, SUMMARY_CONFIDENCE,
                &x->arm[arm].result[m]));
        }
    }
out:
    return st;
}

/* Returns the matter whose cascade is measured. */
static struct cascade_matter
followed(const struct whatif_question *q, const struct tabled *tabled)
{
    const struct pair *pair = tabled->pair == NONE ? NULL : WORLD_PAIR(q->world, tabled->pair);
    const struct incident *i;

    if (tabled->incident == NONE) { /* an offer: no act descends from it */
        return (struct cascade_matter){.id = UINT64_MAX,
            .seat = q->state,
            .initiator = NONE,
            .addressed = pair == NULL              ? NONE
                         : pair->first == q->state ? pair->second
                                                   : pair->first};
    }
    i = ARRAY_AT(struct incident, &q->stop->incidents.items, tabled->incident);
    if (tabled->kind == TABLED_DECISION) {
        return (struct cascade_matter){.id = i->id,
            .seat = q->state,
            .initiator = i->initiator,
            .addressed = q->own != NULL && q->own->named != NONE ? q->own->named : i->named};
    }
    return (struct cascade_matter){.id = i->id,
        .seat = i->target,
        .initiator = i->initiator,
        .addressed = i->target == q->state ? i->named : q->state};
}

/* Appends `added` values to the values of each arm. */
static enum status
append(struct whatif *x, const double *added, int64_t n)
{
    size_t old = (size_t)(x->n * CASCADE_MEASURES), new = (size_t)(n * CASCADE_MEASURES);
    double *all = malloc((size_t)x->n_arms * (old + new) * sizeof(*all));

    if (all == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t arm = 0; arm < (size_t)x->n_arms; arm++) {
        double *to = all + arm * (old + new);

        if (old > 0) {
            memcpy(to, x->values + arm * old, old * sizeof(*all));
        }
        memcpy(to + old, added + arm * new, new * sizeof(*all));
    }
    free(x->values);
    x->values = all;
    x->n += n;
    return STATUS_OK;
}

enum status
whatif_more(const struct whatif_question *q, struct whatif *x)
{
    struct continuation_arm arms[WHATIF_ARMS_MAX];
    struct choice choices[WHATIF_ARMS_MAX];
    struct cascade_matter matter = {0};
    struct continuation_watcher watcher = cascade_watcher(&matter);
    struct continuation_plan plan = {.from = q->stop,
        .arms = arms,
        .n_arms = x->n_arms,
        .watcher = &watcher,
        .days = q->days,
        .first = x->n,
        .n = q->n - x->n,
        .threads = q->threads,
        .cancelled = q->cancelled,
        .unpaired = q->unpaired};
    struct tabled tabled;
    double *added = NULL;
    enum status st;

    BUG_UNLESS(plan.n > 0);
    TRY(run_tabled_find(q->stop, q->state, q->number, &tabled));
    matter = followed(q, &tabled);
    added = malloc((size_t)(x->n_arms * plan.n * CASCADE_MEASURES) * sizeof(*added));
    TRY(added == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    for (int32_t k = 0; k < x->n_arms; k++) {
        choices[k] = (struct choice){q, &x->arm[k]};
        arms[k] = (struct continuation_arm){x->arm[k].id, q->world, settle_all, &choices[k]};
    }
    TRY(continuation_run(&plan, added));
    TRY(append(x, added, plan.n));
    TRY(compare(x));
out:
    free(added);
    return st;
}

enum status
whatif_run(const struct whatif_question *q, struct whatif *x)
{
    enum status st;

    TRY(whatif_arms(q, x));
    TRY(whatif_more(q, x));
out:
    return st;
}

void
whatif_free(struct whatif *x)
{
    free(x->values);
    x->values = NULL;
}
