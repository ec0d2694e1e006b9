#include "model/seat/view.h"

#include <string.h>

#include "model/agreement/agreement.h"
#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/seat/seen_internal.h"
#include "model/seat/tabled.h"
#include "model/state/lever_effect.h"

/* ---- incidents: open ones, and those that the run has closed ---- */

/* Returns the index at which to insert an item of that day into a list of the latest
   VIEW_INCIDENTS_MAX items. The list begins with the latest item. Returns NONE if the item is too
   old. `days` points to the day of the first item; `size` is the size of an item in bytes.
   Increases *n unless the list is full. */
static int32_t
insertion_index(const double *days, size_t size, int32_t *n, double day)
{
    int32_t at = *n;

    while (at > 0 && *(const double *)((const char *)days + (size_t)(at - 1) * size) < day) {
        at--;
    }
    if (at >= VIEW_INCIDENTS_MAX) {
        return NONE;
    }
    *n += *n < VIEW_INCIDENTS_MAX ? 1 : 0;
    return at;
}

#define INSERT(list, n, day, item)                                                             \
    do {                                                                                       \
        int32_t at_ = insertion_index(&(list)[0].day, sizeof((list)[0]), &(n), (item)->day);   \
                                                                                               \
        if (at_ != NONE) {                                                                     \
            memmove(                                                                           \
                &(list)[at_ + 1], &(list)[at_], (size_t)((n)-at_ - 1) * sizeof((list)[0]));    \
            memcpy(&(list)[at_], item, sizeof((list)[0]));                                     \
        }                                                                                      \
    } while (0)

static void
add_open(const struct seen *seen, const struct sim_context *s, const struct incident *i,
    struct view *v)
{
    struct seen_incident incident;
    struct seen_public public_;
    struct seen_operation operation;

    if (seen_is_own(s->world, i, v->state)) {
        seen_fill_operation(seen, v->state, i, &operation);
        INSERT(v->operation, v->n_operations, since, &operation);
    }
    if (seen_has_detected(i, v->state)) {
        seen_fill_incident(seen, s, i, &incident);
        INSERT(v->incident, v->n_incidents, detected_day, &incident);
    } else if (seen_has_read_of(i, v->state)) {
        seen_fill_public(seen, s, v->state, i, &public_);
        INSERT(v->public_, v->n_public, public_day, &public_);
    }
}

static void
add_closed(const struct seen_seat *seat, struct view *v)
{
    for (int32_t k = 0; k < seat->incidents.count; k++) {
        INSERT(v->incident, v->n_incidents, detected_day,
            ARRAY_AT(struct seen_incident, &seat->incidents, k));
    }
    for (int32_t k = 0; k < seat->publics.count; k++) {
        INSERT(v->public_, v->n_public, public_day,
            ARRAY_AT(struct seen_public, &seat->publics, k));
    }
    for (int32_t k = 0; k < seat->operations.count; k++) {
        INSERT(v->operation, v->n_operations, since,
            ARRAY_AT(struct seen_operation, &seat->operations, k));
    }
}

static void
fill_incidents(const struct seen *seen, const struct sim_context *s, struct view *v)
{
    for (int32_t k = 0; k < s->run->incidents.items.count; k++) {
        const struct incident *i = SIM_INCIDENT(s, k);

        if (i->n_pending > 0 && seen_number(seen, v->state, i->id) > 0) {
            add_open(seen, s, i, v);
        }
    }
    add_closed(&seen->seat[v->state], v);
}

/* ---- dyads ---- */

static void
fill_channel(const struct seen *seen, const struct sim_context *s, int32_t state, int32_t pair,
    enum channel_kind kind, struct view_channel *out)
{
    const struct channel *c = world_channel(s->world, pair, kind);
    double day, fresh;

    out->last_day = NAN;
    if (c == NULL) {
        out->why = "the two states do not have this channel";
        return;
    }
    if (!channel_open(s, pair, kind)) {
        out->by_agreement = true;
        out->why =
            "an agreement opens this channel, but it is not in force between the two states";
        return;
    }
    day = seen_use_day(seen, s, state, pair, kind);
    fresh = channel_freshness_since(s, pair, kind, day);
    out->present = true;
    out->freshness = seen_round(fresh, SEEN_PROBABILITY_STEP);
    out->reach = seen_round(channel_reach_at(s, pair, kind, fresh), SEEN_PROBABILITY_STEP);
    out->last_day = day == -INFINITY ? NAN : seen_round(day, SEEN_DAY_STEP);
    out->why = fresh < 0.25 ? "present, but unused for a long time" : "present and in use";
}

static void
fill_dyads(const struct seen *seen, const struct sim_context *s, struct view *v)
{
    const struct world *w = s->world;

    for (int32_t k = w->pairs_of_first[v->state]; k < w->pairs_of_first[v->state + 1]; k++) {
        const struct pair *p = WORLD_PAIR(w, w->pairs_of[k]);
        struct view_dyad *out = &v->dyad[v->n_dyads++];
        struct dyad_direction side;

        out->other = p->first == v->state ? p->second : p->first;
        side = dyad_direction(s, v->state, out->other);
        out->tension = seen_round(dyad_tension(s, side), SEEN_TENSION_STEP);
        out->trust = seen_round(dyad_trust(s, side), SEEN_TENSION_STEP);
        out->crisis = dyad_knows_crisis(s, side);
        out->rung_own = dyad_rung(s, side);
        out->rung_seen = dyad_rung_seen(s, dyad_reverse(s, side));
        for (int32_t c = 0; c < CHANNEL_KINDS; c++) {
            fill_channel(seen, s, v->state, side.pair, (enum channel_kind)c, &out->channel[c]);
        }
    }
}

/* ---- agreements ---- */

static void
fill_agreement(
    const struct sim_context *s, int32_t a, int32_t state, struct view_agreement *out)
{
    const struct agreement *row = WORLD_AGREEMENT(s->world, a);
    const struct party *parties = row->parties.items;

    *out = (struct view_agreement){.agreement = a,
        .status = SIM_AGREEMENT(s, a)->status,
        .since = seen_round(SIM_AGREEMENT(s, a)->since, SEEN_DAY_STEP),
        .implementation = NAN,
        .activity = NAN};
    for (int32_t k = 0; k < row->parties.count; k++) {
        int32_t party = parties[k].key.index;

        if (agreement_is_member(s, a, party)) {
            out->parties[party / 64] |= UINT64_C(1) << (party % 64);
        }
        if (party == state) {
            out->party = agreement_is_member(s, a, party);
            out->implementation = parties[k].implementation;
            out->activity = parties[k].activity;
        }
    }
}

static void
fill_measures(const struct sim_context *s, const struct view_agreement *of, struct view *v)
{
    for (int32_t m = 0; of->party && m < s->world->n_measures; m++) {
        if (s->world->measures[m].agreement == of->agreement &&
            v->n_measures < VIEW_MEASURES_MAX) {
            v->measure[v->n_measures++] = (struct view_measure){.agreement = of->agreement,
                .measure = m,
                .active = SIM_MEASURE(s, m)->active,
                .since = seen_round(SIM_MEASURE(s, m)->on_day, SEEN_DAY_STEP)};
        }
    }
}

static void
fill_agreements(const struct sim_context *s, struct view *v)
{
    for (int32_t a = 0; a < s->world->n_agreements && a < VIEW_AGREEMENTS_MAX; a++) {
        struct view_agreement *out = &v->agreement[v->n_agreements++];

        fill_agreement(s, a, v->state, out);
        fill_measures(s, out, v);
    }
}

/* ---- the table ---- */

static void
fill_tabled(const struct seen *seen, const struct sim_context *s, const struct tabled *t,
    struct view_tabled *out)
{
    *out = (struct view_tabled){.kind = t->kind,
        .number = t->number,
        .from = NONE,
        .message = NONE,
        .kept = t->kept,
        .day = seen_round(t->day, SEEN_DAY_STEP)};
    if (t->incident != NONE) {
        out->about = seen_number(seen, t->state, SIM_INCIDENT(s, t->incident)->id);
    }
    if (t->message != NONE) {
        const struct message *m = SIM_MESSAGE(s, t->message);

        out->about = seen_number(seen, t->state, m->incident_id);
        out->from = m->from;
        out->message = m->kind;
    } else if (t->order != NONE) {
        out->about =
            seen_number(seen, t->state, SIM_INCIDENT(s, SIM_ORDER(s, t->order)->incident)->id);
        out->from = SIM_ORDER(s, t->order)->target;
    } else if (t->pair != NONE) {
        const struct pair *p = WORLD_PAIR(s->world, t->pair);

        out->from = p->first == t->state ? p->second : p->first;
    }
}

static void
fill_table(const struct seen *seen, const struct sim_context *s, struct view *v)
{
    struct tabled tabled[TABLED_MAX];

    v->n_tabled = tabled_list(s, v->state, tabled);
    for (int32_t k = 0; k < v->n_tabled; k++) {
        fill_tabled(seen, s, &tabled[k], &v->tabled[k]);
    }
}

_Static_assert((int32_t)VIEW_TABLED_MAX == (int32_t)TABLED_MAX, "a view has room for a table");

/* Copies the measures. The days of refreshment in the copy are those that the state knows of. */
static enum status
copy_measures(const struct seen *seen, const struct sim_context *s, int32_t state,
    const struct run *from, struct array *measures)
{
    enum status st;

    TRY(array_copy(measures, &from->measures));
    for (int32_t m = 0; m < measures->count; m++) {
        ARRAY_AT(struct measure_now, measures, m)->refreshed_day =
            seen_use_refreshed(seen, s, state, m);
    }
out:
    return st;
}

enum status
view_of(const struct run *r, const struct world *w, const struct seen *seen, int32_t state,
    struct view *view)
{
    struct run known = *r; /* a copy, in which only the measures are changed */
    const struct sim_context s = {.run = &known, .world = w};
    enum status st;

    BUG_UNLESS(seen_follows(seen, state));
    memset(view, 0, sizeof(*view));
    TRY(copy_measures(seen, &s, state, r, &known.measures));
    view->state = state;
    view->day = seen_round(r->kernel.now, SEEN_DAY_STEP);
    view->pressure = seen_round(lever_state_pressure(&s, state), SEEN_TENSION_STEP);
    fill_incidents(seen, &s, view);
    fill_table(seen, &s, view);
    fill_dyads(seen, &s, view);
    fill_agreements(&s, view);
    array_free(&known.measures);
out:
    return st;
}

/* ---- ids ---- */

const char *
view_actor_id(const struct world *w, int32_t actor)
{
    return actor == SUSPECT_NON_STATE  ? "non_state"
           : actor == SUSPECT_ACCIDENT ? "accident"
           : actor < 0                 ? ""
                                       : WORLD_STATE(w, actor)->key.id;
}

const char *
view_type_id(const struct world *w, int32_t type)
{
    return type < 0 ? "" : WORLD_TYPE(w, type)->key.id;
}

const char *
view_response_id(const struct world *w, int32_t response)
{
    return response < 0 ? "" : WORLD_RESPONSE(w, response)->key.id;
}

const char *
view_agreement_id(const struct world *w, int32_t agreement)
{
    return agreement < 0 ? "" : WORLD_AGREEMENT(w, agreement)->key.id;
}

const char *
view_measure_id(const struct world *w, int32_t measure)
{
    return measure < 0 ? "" : w->measures[measure].row->key.id;
}
