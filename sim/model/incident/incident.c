#include "model/incident/incident_internal.h"

#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/campaign.h"
#include "model/state/incident_list.h"

/* ---- references ---- */

static const struct incident new_incident = {.source = NONE,
    .initiator = NONE,
    .home = NONE,
    .target = NONE,
    .type = NONE,
    .blamed = NONE,
    .parent_day = NAN,
    .belief = NONE,
    .named = NONE,
    .overt = NONE,
    .covert = NONE,
    .help = NONE,
    .reply_from = NONE,
    .industry_named = NONE,
    .campaign = NONE,
    .perceived_severity = NAN,
    .perceived_intent = NAN,
    .confidence = NAN,
    .harm = NAN,
    .detected_day = NAN,
    .triaged_day = NAN,
    .decided_day = NAN,
    .public_day = NAN,
    .end_day = NAN,
    .responded_day = NAN,
    .industry_day = NAN,
    .statement_day = NAN,
    .truth_day = NAN,
    .settled_day = NAN,
    .demand_day = NAN,
    .concession_day = NAN,
    .contained_day = NAN,
    .misread_intent = NAN,
    .corrected_day = NAN,
    .n_pending = 1};

int32_t
incident_new(struct sim_context *s, uint64_t id)
{
    int32_t index = sim_acquire_unset(&s->run->incidents);
    struct incident *i = SIM_INCIDENT(s, index);

    *i = new_incident;
    i->id = i->matter = id;
    return index;
}

void
incident_ref(struct sim_context *s, int32_t incident)
{
    SIM_INCIDENT(s, incident)->n_pending++;
}

void
incident_unref(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (--i->n_pending > 0) {
        return;
    }
    sim_notify(s, (struct observation){.kind = OBS_CLOSED, .a = incident, .incident = i});
    belief_drop(s, incident);
    belief_forget(s, incident);
    if (i->campaign != NONE) {
        campaign_leave(s, i->campaign);
    }
    i->id = 0;
    sim_release(&s->run->incidents, incident);
}

/* ---- start ---- */

int32_t
incident_rung(const struct world *w, const struct incident *i)
{
    return i->initiator == NONE ? RUNG_NORMAL
                                : ladder_rung_of(WORLD_TYPE(w, i->type), i->severity);
}

int32_t
incident_rung_as_seen(const struct incident *i)
{
    int32_t severity = (int32_t)(i->perceived_severity + 0.5);

    if (i->named < 0) {
        return RUNG_NORMAL;
    }
    if (severity >= 7) {
        return RUNG_MAJOR_HARM;
    }
    if (i->perceived_intent < 0.5) {
        return RUNG_COVERT_COMPETITION;
    }
    return severity >= 5 ? RUNG_DESTRUCTION : RUNG_DISRUPTION;
}

static void
record_operation(struct sim_context *s, struct incident *i)
{
    struct dyad_direction direction = dyad_direction(s, i->initiator, i->target);
    bool upward = false;

    if (direction.pair != NONE) {
        upward = dyad_record_act(s, direction, i->rung, sim_now(s));
        sim_add(&direction.now->own, 1, s->world->parameters.rates.deterrence_halflife_days,
            sim_now(s));
        if (i->parent_kind == PARENT_NONE &&
            !incident_type_is_stealthy(WORLD_TYPE(s->world, i->type))) {
            dyad_record_own_conduct(s, direction, 1); /* the author expects a retaliation */
        }
    }
    sim_notify(s, (struct observation){.kind = OBS_ACT,
                      .act = &(struct act){.id = i->id,
                          .parent_id = i->parent_id,
                          .actor = i->initiator,
                          .target = i->target,
                          .rung = i->rung,
                          .response = NONE,
                          .agreement = NONE,
                          .parent_kind = i->parent_kind,
                          .parent_rung = i->parent_rung,
                          .generation = i->generation,
                          .day = sim_now(s),
                          .parent_day = i->parent_day,
                          .trigger_cyber = i->parent_kind == PARENT_INCIDENT,
                          .misdirected = i->misdirected,
                          .upward = upward,
                          .inadvertent = upward && i->inadvertent}});
}

void
incident_start(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    i->start_day = sim_now(s);
    i->rung = incident_rung(s->world, i);
    i->least_days = incident_least_days(s, i);
    i->length_days = portable_max(i->length_days, i->least_days);
    SIM_STATE(s, i->target)->open_incidents++;
    sim_notify(s, (struct observation){.kind = OBS_STARTED, .a = incident, .incident = i});
    if (i->rung > 0) {
        record_operation(s, i);
    }
    i->end = sim_in(s, i->length_days, EVENT_incident_end, incident, 0);
    if (i->dwell_share * i->length_days == 0) {
        incident_detect(s, incident);
        return;
    }
    incident_schedule_detection(s, incident);
}

/* ---- end and harm: harm = s^2 (iota + (1 - iota) min(1, elapsed / L)) ---- */

static void
settle_harm(struct sim_context *s, struct incident *i)
{
    double immediate = WORLD_TYPE(s->world, i->type)->immediate_harm;
    double elapsed = sim_now(s) - i->start_day;

    i->realised_share = i->length_days > 0 ? portable_min(1, elapsed / i->length_days) : 1;
    i->harm =
        (double)(i->severity * i->severity) * (immediate + (1 - immediate) * i->realised_share);
}

/* Decides whether a victim meets the demand of criminals when their operation ends. MODEL.md
   (3.5) */
static void
meet_criminals(const struct sim_context *s, struct incident *i)
{
    const struct incident_type *type = WORLD_TYPE(s->world, i->type);

    if (type->class_ == CLASS_CRIME && !isnan(i->detected_day) &&
        sim_draw(s, PURPOSE_concession, i->id, 0) < type->concession) {
        i->concession_day = sim_now(s);
    }
}

/* Returns the number of times that the intruder came back before it was removed: at most once for
   each week between detection and removal. MODEL.md (3.6) */
static int32_t
limit_returns(const struct sim_context *s, const struct incident *i)
{
    enum { DAYS_EACH = 7 };
    double most = floor((sim_now(s) - i->detected_day) / DAYS_EACH);

    return isnan(most) || most >= i->n_returns ? i->n_returns : (int32_t)most;
}

void
incident_on_end(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct incident *i = SIM_INCIDENT(s, event->a);

    i->ended = true;
    i->n_returns = limit_returns(s, i);
    i->end_day = sim_now(s);
    meet_criminals(s, i);
    settle_harm(s, i);
    SIM_STATE(s, i->target)->open_incidents--;
    if (i->counter_operation) {
        SIM_STATE(s, i->initiator)->operations--;
    }
    sim_notify(s, (struct observation){.kind = OBS_ENDED, .a = event->a, .incident = i});
    if (queue_pending(&s->run->kernel.queue, i->detection)) {
        incident_schedule_post_hoc(s, event->a);
    }
    incident_unref(s, event->a);
}

/* ---- patience: a crisis multiplies the remaining patience by crisis_on_patience ---- */

void
incident_cut_patience(struct sim_context *s)
{
    double factor = s->world->parameters.attribution.crisis_on_patience;
    struct incident_visit visit = incident_list_visit(s, s->marks.patience, LIST_ATTRIBUTED);

    for (int32_t k; (k = incident_list_next(&visit)) != NONE;) {
        struct incident *i = SIM_INCIDENT(s, k);

        if (i->phase == PHASE_ATTRIBUTION &&
            queue_pending(&s->run->kernel.queue, i->patience)) {
            i->deadline_day = sim_now(s) + (i->deadline_day - sim_now(s)) * factor;
            queue_reschedule(
                &s->run->kernel.queue, &i->patience, belief_inquiry_deadline(s, i));
        }
    }
    sim_unmark(s, MARK_PATIENCE, s->marks.patience);
}

/* ---- the horizon ---- */

void
incident_close_all(struct sim_context *s)
{
    struct array *array = &s->run->incidents.items;

    for (int32_t k = 0; k < array->count; k++) {
        struct incident *i = SIM_INCIDENT(s, k);

        if (i->n_pending > 0) {
            if (!i->ended && i->trigger_kind == TRIGGER_INCIDENT) {
                settle_harm(s, i);
            }
            sim_notify(
                s, (struct observation){.kind = OBS_CLOSED, .a = k, .incident = i, .value = 1});
        }
    }
}
