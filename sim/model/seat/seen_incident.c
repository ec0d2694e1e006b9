/* Computes what states see of the incidents and operations that they know of. */
#include "model/seat/seen_internal.h"

#include <string.h>

#include "model/incident/belief.h"

bool
seen_is_own(const struct world *w, const struct incident *i, int32_t state)
{
    const struct source *source = i->source == NONE ? NULL : WORLD_SOURCE(w, i->source);

    return i->trigger_kind == TRIGGER_INCIDENT &&
           ((source != NULL && source->kind == SOURCE_STATE && source->home == state) ||
               (i->counter_operation && i->initiator == state));
}

bool
seen_has_detected(const struct incident *i, int32_t state)
{
    return i->target == state && !isnan(i->detected_day);
}

bool
seen_has_read_of(const struct incident *i, int32_t state)
{
    return i->target != state && !isnan(i->public_day);
}

static bool
is_slow(const struct world *w, const struct incident *i)
{
    return i->type != NONE && incident_type_is_stealthy(WORLD_TYPE(w, i->type));
}

int32_t
seen_type(const struct world *w, const struct incident *i)
{
    bool hidden = is_slow(w, i) && isnan(i->truth_day);

    return hidden || i->trigger_kind == TRIGGER_ACT ? NONE : i->type;
}

int32_t
seen_truth(const struct world *w, const struct incident *i)
{
    return isnan(i->truth_day) ? NONE : belief_truth(w, i);
}

int32_t
seen_demands(const struct incident *i)
{
    return isnan(i->demand_day) ? NONE : i->initiator;
}

static void
fill_belief(const struct sim_context *s, const struct incident *i, struct seen_incident *out)
{
    const struct belief *b = SIM_BELIEF(s, i->belief);

    out->n_suspects = b->n;
    for (int32_t k = 0; k < b->n; k++) {
        out->suspect[k] = b->suspect[k];
        out->posterior[k] = seen_round(b->p[k], SEEN_PROBABILITY_STEP);
    }
}

/* Returns the item about a received act; NULL if there is none. */
static const struct seen_item *
item_of_act(const struct seen *seen, int32_t state, int32_t number)
{
    const struct array *items = &seen->seat[state].items;

    for (int32_t k = items->count; k > 0; k--) {
        const struct seen_item *item = ARRAY_AT(struct seen_item, items, k - 1);

        if (item->kind == SEEN_ACT && item->number == number) {
            return item;
        }
    }
    return NULL;
}

static void
fill_act(const struct seen *seen, const struct incident *i, struct seen_incident *out)
{
    const struct seen_item *item = item_of_act(seen, i->target, out->number);

    out->act_from = i->initiator;
    if (item != NULL) {
        out->act_response = item->response;
        out->act_agreement = item->agreement;
    }
}

/* Fills in what the state knows about the responsible actor. */
static void
fill_attribution(
    const struct sim_context *s, const struct incident *i, struct seen_incident *out)
{
    out->named = i->named;
    out->confidence = seen_round(i->confidence, SEEN_PROBABILITY_STEP);
    out->demands = seen_demands(i);
    out->conceded = !isnan(i->concession_day);
    out->industry_named = i->industry_named;
    out->truth = seen_truth(s->world, i);
    out->accused = !isnan(i->statement_day);
    memcpy(out->joined, i->joined, sizeof(out->joined));
    if (i->named == SUSPECT_ACCIDENT && i->confidence == 1) {
        /* the incident was recognised as an accident at once, without attribution */
        out->n_suspects = 1;
        out->suspect[0] = SUSPECT_ACCIDENT;
        out->posterior[0] = 1;
    } else if (i->belief != NONE) {
        fill_belief(s, i, out);
    }
}

void
seen_fill_incident(const struct seen *seen, const struct sim_context *s,
    const struct incident *i, struct seen_incident *out)
{
    bool clock = i->phase == PHASE_ATTRIBUTION;

    memset(out, 0, sizeof(*out));
    out->number = seen_number(seen, i->target, i->id);
    out->trigger_kind = i->trigger_kind;
    out->phase = i->phase;
    out->type = seen_type(s->world, i);
    out->on = i->target_class;
    out->act_from = out->act_response = out->act_agreement = NONE;
    out->detected_day = seen_round(i->detected_day, SEEN_DAY_STEP);
    out->deadline_day = clock ? seen_round(i->deadline_day, SEEN_DAY_STEP) : NAN;
    out->severity = seen_round(i->perceived_severity, SEEN_SEVERITY_STEP);
    out->intent = seen_round(i->perceived_intent, SEEN_PROBABILITY_STEP);
    out->slow = is_slow(s->world, i);
    out->critical = i->critical;
    out->public_ = !isnan(i->public_day);
    out->asked = i->asked;
    out->over = i->ended;
    out->reply = i->reply;
    out->reply_from = i->reply_from;
    out->overt = i->overt;
    out->covert = i->covert;
    out->help = i->help;
    fill_attribution(s, i, out);
    if (i->trigger_kind == TRIGGER_ACT) {
        fill_act(seen, i, out);
    }
}

void
seen_fill_public(const struct seen *seen, const struct sim_context *s, int32_t state,
    const struct incident *i, struct seen_public *out)
{
    memset(out, 0, sizeof(*out));
    out->number = seen_number(seen, state, i->id);
    out->target = i->target;
    out->type = seen_type(s->world, i);
    out->on = i->target_class;
    out->public_day = seen_round(i->public_day, SEEN_DAY_STEP);
    out->accused = isnan(i->statement_day) ? NONE : i->named;
    out->industry_named = i->industry_named;
    out->truth = seen_truth(s->world, i);
}

void
seen_fill_operation(const struct seen *seen, int32_t state, const struct incident *i,
    struct seen_operation *out)
{
    memset(out, 0, sizeof(*out));
    out->number = seen_number(seen, state, i->id);
    out->type = i->type;
    out->target = i->target;
    out->since = seen_round(i->start_day, SEEN_DAY_STEP);
    out->over = i->ended;
    out->demands = !isnan(i->demand_day);
    out->conceded = !isnan(i->concession_day);
}
