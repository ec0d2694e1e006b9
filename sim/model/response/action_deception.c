/* The response to a state that has put the blame on another state. MODEL.md (9.11) */
#include "model/response/action.h"

#include "model/incident/incident.h"

/* The number of this decision in the addresses of its random draws. The response to the deceiver is
   an additional decision on the incident. */
enum { DECISION_ON_DECEIVER = 128 };

void
action_answer_deception(struct sim_context *s, int32_t incident)
{
    struct incident deed = *SIM_INCIDENT(s, incident);
    int32_t index;
    struct incident *i;

    if (!incident_was_deceived(&deed) || deed.initiator == deed.target ||
        s->world->parameters.truth.deceived == 0 ||
        world_pair(s->world, deed.target, deed.initiator) == NONE) {
        return;
    }
    index = incident_new(s, deed.id);
    i = SIM_INCIDENT(s, index);
    i->trigger_kind = TRIGGER_ACT;
    /* a new matter: a settlement with the deceiver does not settle the rest of the chain */
    i->matter = stream_child(deed.id, 19, 0);
    i->parent_id = deed.parent_id;
    i->parent_kind = deed.parent_kind;
    i->parent_rung = deed.parent_rung;
    i->parent_day = deed.parent_day;
    i->generation = deed.generation;
    i->initiator = deed.initiator;
    i->home = deed.initiator;
    i->target = deed.target;
    i->rung = deed.rung;
    i->named = deed.initiator;
    i->confidence = 1;
    i->start_day = sim_now(s);
    i->detected_day = deed.detected_day; /* for the limits on responses to old nuisances */
    i->perceived_severity = deed.perceived_severity;
    i->perceived_intent = deed.perceived_intent;
    i->severity = deed.severity;
    i->n_decisions = DECISION_ON_DECEIVER;
    i->ended = true;
    sim_mark_step(s, index, DUE_DECISION);
}
