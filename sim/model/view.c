#include "model/view.h"

#include <string.h>

#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/state/sim.h"

/* Numbers */

/* Whether the incident is an operation of the state's own services, or one that it ordered. Those
   of proxies and criminals are not its own. */
static bool
is_own(const struct sim_context *s, const struct incident *i, int32_t state)
{
    const struct source *source = i->source == NONE ? NULL : WORLD_SOURCE(s->world, i->source);

    return i->trigger_kind == TRIGGER_INCIDENT &&
           ((source != NULL && source->kind == SOURCE_STATE && source->home == state) ||
               (i->counter_operation && i->initiator == state));
}

/* Day on which the state learned of an open incident; NAN: it does not know of it. */
static double
day_learned(const struct sim_context *s, const struct incident *i, int32_t state)
{
    if (i->n_pending == 0) {
        return NAN;
    }
    if (is_own(s, i, state)) {
        return i->start_day;
    }
    return i->target == state ? i->detected_day : i->public_day;
}

/* 0: the incident has no number. */
static int32_t
number_of(const struct view_numbers *numbers, uint64_t id)
{
    for (int32_t k = numbers->ids.count; k > 0; k--) {
        if (*ARRAY_AT(uint64_t, &numbers->ids, k - 1) == id) {
            return k;
        }
    }
    return 0;
}

/* The known incident without a number of which the state learned first, or NULL. */
static const struct incident *
first_new(const struct sim_context *s, int32_t state, const struct view_numbers *numbers)
{
    const struct incident *first = NULL;
    double first_day = INFINITY;

    for (int32_t k = 0; k < s->run->incidents.items.count; k++) {
        const struct incident *i = SIM_INCIDENT(s, k);
        double day = day_learned(s, i, state);

        if (day < first_day && number_of(numbers, i->id) == 0) {
            first = i;
            first_day = day;
        }
    }
    return first;
}

static enum status
number_incidents(const struct sim_context *s, int32_t state, struct view_numbers *numbers)
{
    const struct incident *i;
    enum status st;

    if (numbers->ids.size == 0) {
        array_init(&numbers->ids, sizeof(uint64_t));
    }
    TRY(array_reserve(&numbers->ids, s->run->incidents.items.count));
    while ((i = first_new(s, state, numbers)) != NULL) {
        *ARRAY_AT(uint64_t, &numbers->ids, array_add(&numbers->ids)) = i->id;
    }
out:
    return st;
}

void
view_numbers_free(struct view_numbers *numbers)
{
    array_free(&numbers->ids);
}

/* Incidents */

/* Index at which to insert an item of that day into a list of the latest `maximum` items, latest
   first; NONE if the item is too old. Increases *n unless the list is full. */
static int32_t
insertion_index(const double *days, size_t stride, int32_t *n, int32_t maximum, double day)
{
    int32_t at = *n;

    while (at > 0 && *(const double *)((const char *)days + (size_t)(at - 1) * stride) < day) {
        at--;
    }
    if (at >= maximum) {
        return NONE;
    }
    *n += *n < maximum ? 1 : 0;
    return at;
}

static void
fill_belief(const struct sim_context *s, const struct incident *i, struct view_incident *seen)
{
    const struct belief *b = SIM_BELIEF(s, i->belief);

    seen->n_suspects = b->n;
    for (int32_t k = 0; k < b->n; k++) {
        seen->suspect[k] = b->suspect[k];
        seen->posterior[k] = b->p[k];
    }
}

static void
fill_incident(const struct sim_context *s, const struct incident *i, struct view_incident *seen)
{
    bool act = i->trigger_kind == TRIGGER_ACT;

    seen->trigger_kind = i->trigger_kind;
    seen->phase = i->phase;
    seen->detected_day = i->detected_day;
    seen->deadline_day = i->phase == PHASE_ATTRIBUTION ? i->deadline_day : NAN;
    seen->severity = i->perceived_severity;
    seen->intent = i->perceived_intent;
    seen->slow = i->type != NONE && incident_type_is_stealthy(WORLD_TYPE(s->world, i->type));
    seen->type = seen->slow || act ? NONE : i->type;
    seen->act_from = act ? i->initiator : NONE;
    seen->act_rung = act ? i->rung : NONE;
    seen->critical = i->critical;
    seen->public_ = !isnan(i->public_day);
    seen->asked = i->asked;
    seen->reply = i->reply;
    seen->reply_from = i->reply_from;
    seen->named = i->named;
    seen->confidence = i->confidence;
    seen->overt = i->overt;
    seen->covert = i->covert;
    seen->help = i->help;
    if (i->belief != NONE) {
        fill_belief(s, i, seen);
    }
}

static void
add_incident(
    const struct sim_context *s, const struct incident *i, int32_t number, struct view *v)
{
    int32_t at = insertion_index(&v->incident[0].detected_day, sizeof(v->incident[0]),
        &v->n_incidents, VIEW_INCIDENTS_MAX, i->detected_day);

    if (at != NONE) {
        memmove(&v->incident[at + 1], &v->incident[at],
            (size_t)(v->n_incidents - at - 1) * sizeof(v->incident[0]));
        memset(&v->incident[at], 0, sizeof(v->incident[0]));
        v->incident[at].number = number;
        fill_incident(s, i, &v->incident[at]);
    }
}

static void
add_public(const struct incident *i, int32_t number, struct view *v)
{
    int32_t at = insertion_index(&v->public_[0].public_day, sizeof(v->public_[0]), &v->n_public,
        VIEW_INCIDENTS_MAX, i->public_day);

    if (at != NONE) {
        memmove(&v->public_[at + 1], &v->public_[at],
            (size_t)(v->n_public - at - 1) * sizeof(v->public_[0]));
        memset(&v->public_[at], 0, sizeof(v->public_[0]));
        v->public_[at] = (struct view_public){.number = number,
            .target = i->target,
            .public_day = i->public_day,
            .accused = isnan(i->statement_day) ? NONE : i->named,
            .industry_named = i->industry_named};
    }
}

static void
add_operation(const struct incident *i, int32_t number, struct view *v)
{
    int32_t at = insertion_index(&v->operation[0].since, sizeof(v->operation[0]),
        &v->n_operations, VIEW_INCIDENTS_MAX, i->start_day);

    if (at != NONE) {
        memmove(&v->operation[at + 1], &v->operation[at],
            (size_t)(v->n_operations - at - 1) * sizeof(v->operation[0]));
        v->operation[at] = (struct view_operation){number, i->type, i->target, i->start_day};
    }
}

static void
fill_incidents(const struct sim_context *s, const struct view_numbers *numbers, struct view *v)
{
    for (int32_t k = 0; k < s->run->incidents.items.count; k++) {
        const struct incident *i = SIM_INCIDENT(s, k);
        int32_t number;

        if (isnan(day_learned(s, i, v->state))) {
            continue;
        }
        number = number_of(numbers, i->id);
        if (is_own(s, i, v->state) && !i->ended) {
            add_operation(i, number, v);
        }
        if (i->target == v->state && !isnan(i->detected_day)) {
            add_incident(s, i, number, v);
        } else if (i->target != v->state && !isnan(i->public_day)) {
            add_public(i, number, v);
        }
    }
}

/* Dyads */

static void
fill_channel(const struct sim_context *s, int32_t pair, enum channel_kind kind,
    struct view_channel *seen)
{
    const struct channel *c = world_channel(s->world, pair, kind);

    if (c == NULL) {
        seen->why = "the two states do not have this channel";
        return;
    }
    if (!channel_open(s, pair, kind)) {
        seen->why =
            "an agreement opens this channel, but it is not in force between the two states";
        return;
    }
    seen->present = true;
    seen->freshness = channel_freshness(s, pair, kind);
    seen->reach = channel_reach(s, pair, kind);
    seen->why = seen->freshness < 0.25 ? "present, but hardly used for a long time"
                                       : "present and in use";
}

static void
fill_dyads(const struct sim_context *s, struct view *v)
{
    const struct world *w = s->world;

    for (int32_t k = w->pairs_of_first[v->state]; k < w->pairs_of_first[v->state + 1]; k++) {
        const struct pair *p = WORLD_PAIR(w, w->pairs_of[k]);
        struct view_dyad *seen = &v->dyad[v->n_dyads++];
        struct dyad_direction side;

        seen->other = p->first == v->state ? p->second : p->first;
        side = dyad_direction(s, v->state, seen->other);
        seen->tension = dyad_tension(s, side);
        seen->trust = dyad_trust(s, side);
        seen->crisis = side.now->crisis;
        seen->rung_own = dyad_rung(s, side);
        seen->rung_seen = dyad_rung_seen(s, dyad_reverse(s, side));
        for (int32_t c = 0; c < CHANNEL_KINDS; c++) {
            fill_channel(s, side.pair, (enum channel_kind)c, &seen->channel[c]);
        }
    }
}

static void
fill_agreements(const struct sim_context *s, struct view *v)
{
    for (int32_t a = 0; a < s->world->n_agreements; a++) {
        const struct agreement *row = WORLD_AGREEMENT(s->world, a);
        const struct party *parties = row->parties.items;

        for (int32_t k = 0; k < row->parties.count; k++) {
            if (parties[k].key.index == v->state && v->n_agreements < VIEW_AGREEMENTS_MAX) {
                v->agreement[v->n_agreements++] = (struct view_agreement){.agreement = a,
                    .status = SIM_AGREEMENT(s, a)->status,
                    .since = SIM_AGREEMENT(s, a)->since,
                    .implementation = parties[k].implementation,
                    .activity = parties[k].activity};
            }
        }
    }
}

/* The decision */

static void
fill_option(const struct option *o, struct view_option *seen)
{
    double sum = 0;

    seen->response = o->response;
    seen->utility = o->utility;
    for (int32_t t = 0; t < TERM_COUNT; t++) {
        sum += fabs(o->term[t]);
    }
    for (int32_t t = 0; t < TERM_COUNT; t++) {
        seen->share[t] = sum > 0 ? fabs(o->term[t]) / sum : 0;
    }
}

static int32_t
fill_options(const struct run *r, const struct world *w, enum response_side side,
    struct view_option seen[VIEW_OPTIONS_MAX])
{
    struct option options[RESPONSE_MAX];
    int32_t n = run_options(r, w, (int32_t)side, NONE, options);
    int32_t n_seen = 0;

    for (; n_seen < VIEW_OPTIONS_MAX; n_seen++) {
        int32_t best = NONE;

        for (int32_t k = 0; k < n; k++) {
            if (options[k].utility > -INFINITY &&
                (best == NONE || options[k].utility > options[best].utility)) {
                best = k;
            }
        }
        if (best == NONE) {
            break;
        }
        fill_option(&options[best], &seen[n_seen]);
        options[best].utility = -INFINITY;
    }
    return n_seen;
}

enum status
view_of(const struct run *r, const struct world *w, int32_t state, struct view_numbers *numbers,
    struct view *view)
{
    struct run copy = *r; /* only read */
    const struct sim_context s = {.run = &copy, .world = w};
    enum status st;

    TRY(number_incidents(&s, state, numbers));
    memset(view, 0, sizeof(*view));
    view->state = state;
    view->day = r->kernel.now;
    view->pressure = run_pressure(r, w, state);
    fill_incidents(&s, numbers, view);
    fill_dyads(&s, view);
    fill_agreements(&s, view);
    if (r->waiting != NONE && SIM_INCIDENT(&s, r->waiting)->target == state) {
        view->deciding = true;
        view->deciding_number = number_of(numbers, SIM_INCIDENT(&s, r->waiting)->id);
        view->n_overt = fill_options(r, w, SIDE_OVERT, view->overt);
        view->n_covert = fill_options(r, w, SIDE_COVERT, view->covert);
        view->n_help = fill_options(r, w, SIDE_HELP, view->help);
    }
out:
    return st;
}
