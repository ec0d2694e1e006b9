#include "model/view.h"

#include <string.h>

#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/state/sim.h"

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
    seen->id = i->id;
    seen->trigger_kind = i->trigger_kind;
    seen->phase = i->phase;
    seen->detected_day = i->detected_day;
    seen->deadline_day = i->phase == PHASE_ATTRIBUTION ? i->deadline_day : NAN;
    seen->severity = i->perceived_severity;
    seen->intent = i->perceived_intent;
    seen->slow = i->type != NONE && incident_type_is_stealthy(WORLD_TYPE(s->world, i->type));
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
add_incident(const struct sim_context *s, const struct incident *i, struct view *v)
{
    int32_t at = insertion_index(&v->incident[0].detected_day, sizeof(v->incident[0]),
        &v->n_incidents, VIEW_INCIDENTS_MAX, i->detected_day);

    if (at != NONE) {
        memmove(&v->incident[at + 1], &v->incident[at],
            (size_t)(v->n_incidents - at - 1) * sizeof(v->incident[0]));
        memset(&v->incident[at], 0, sizeof(v->incident[0]));
        fill_incident(s, i, &v->incident[at]);
    }
}

static void
add_public(const struct incident *i, struct view *v)
{
    int32_t at = insertion_index(&v->public_[0].public_day, sizeof(v->public_[0]), &v->n_public,
        VIEW_INCIDENTS_MAX, i->public_day);

    if (at != NONE) {
        memmove(&v->public_[at + 1], &v->public_[at],
            (size_t)(v->n_public - at - 1) * sizeof(v->public_[0]));
        memset(&v->public_[at], 0, sizeof(v->public_[0]));
        v->public_[at] = (struct view_public){.id = i->id,
            .target = i->target,
            .public_day = i->public_day,
            .accused = isnan(i->statement_day) ? NONE : i->named,
            .industry_named = i->industry_named};
    }
}

static void
fill_incidents(const struct sim_context *s, struct view *v)
{
    for (int32_t k = 0; k < s->run->incidents.items.count; k++) {
        const struct incident *i = SIM_INCIDENT(s, k);

        if (i->n_pending == 0) {
            continue;
        }
        if (i->target == v->state && !isnan(i->detected_day)) {
            add_incident(s, i, v);
        } else if (i->target != v->state && !isnan(i->public_day)) {
            add_public(i, v);
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

void
view_of(const struct run *r, const struct world *w, int32_t state, struct view *view)
{
    struct run copy = *r; /* only read */
    const struct sim_context s = {.run = &copy, .world = w};

    memset(view, 0, sizeof(*view));
    view->state = state;
    view->day = r->kernel.now;
    view->pressure = run_pressure(r, w, state);
    fill_incidents(&s, view);
    fill_dyads(&s, view);
    fill_agreements(&s, view);
    if (r->waiting != NONE && SIM_INCIDENT(&s, r->waiting)->target == state) {
        view->deciding = true;
        view->deciding_incident_id = SIM_INCIDENT(&s, r->waiting)->id;
        view->n_overt = fill_options(r, w, SIDE_OVERT, view->overt);
        view->n_covert = fill_options(r, w, SIDE_COVERT, view->covert);
        view->n_help = fill_options(r, w, SIDE_HELP, view->help);
    }
}
