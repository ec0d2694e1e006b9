/* Carries out a decision: changes the tension and the records of the deciding state, and makes its
   orders. */
#include "model/response/decision.h"

#include "model/agreement/agreement.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/incident.h"
#include "model/response/action.h"
#include "model/response/concession.h"
#include "model/response/message.h"
#include "model/response/proportion.h"
#include "model/state/lever_effect.h"

/* Returns `size` times severity, intent and confidence. The result is `size` for an attack of
   severity 5 that is certain. A crime for which a state is held responsible counts as an act
   without hostile intent. MODEL.md (10.2) */
static double
offence(const struct sim_context *s, const struct incident *i, double size)
{
    double seen = i->perceived_severity / 5;
    double intent = proportion_is_crime(s, i) ? 0 : i->perceived_intent;

    return size * seen * seen * belief_reaction(s, intent) * i->confidence;
}

/* Raises the tension toward the named state, at the first decision. MODEL.md (10.2) */
static void
raise_tension(struct sim_context *s, const struct incident *i)
{
    struct dyad_direction side = dyad_direction(s, i->target, i->named);

    if (side.pair != NONE && !dyad_is_spared(s, side, i->start_day)) {
        dyad_tension_shock(s, side, offence(s, i, s->world->parameters.tension.jump), i->id,
            (uint64_t)i->n_decisions);
    }
}

/* Ends the settlement with the named state if the victim is certain of an attack by this state
   after the settlement. MODEL.md (10.9) */
static void
break_settlement(struct sim_context *s, const struct incident *i, struct dyad_direction acting)
{
    if (proportion_harm(s, i) > 0 && i->start_day > acting.now->spared_day &&
        i->start_day > dyad_reverse(s, acting).now->spared_day) {
        dyad_break_settlement(s, acting);
    }
}

/* Records the incident against the named state, at the final decision. An earlier decision does not
   record it, because a deferral may end with another attribution. */
static void
record_grievance(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    struct dyad_direction side = dyad_direction(s, i->target, i->named);

    if (side.pair == NONE) {
        return;
    }
    i->grievance = (struct decaying){
        offence(s, i, s->world->parameters.trust.attacked), sim_now(s)}; /* MODEL.md (10.6) */
    dyad_trust_update(s, side, 0, i->grievance.value);
    dyad_record_believed_incident(s, side, 1);
    dyad_record_conduct(s, side, DYAD_ATTRIBUTED);
    dyad_record_perceived_act(s, dyad_reverse(s, side), incident_rung_as_seen(i), i->start_day);
    if (i->confidence >= lever_confidence_threshold(s, i->target)) {
        agreement_find_violation(s, i->named, incident);
        break_settlement(s, i, dyad_reverse(s, side));
    }
}

void
decision_carry_out(
    struct sim_context *s, int32_t incident, int32_t covert, int32_t overt, int32_t help)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    const struct response *r = WORLD_RESPONSE(s->world, overt);
    bool first = isnan(i->decided_day);

    if (i->trigger_kind == TRIGGER_INCIDENT && (first ? !i->only_asked : i->only_asked)) {
        raise_tension(s, i);
        i->only_asked = false;
    }
    if (r->defer_days == 0 && i->trigger_kind == TRIGGER_INCIDENT) {
        record_grievance(s, incident);
    }
    belief_keep_suspects(s, i);
    i->decided_day = first ? sim_now(s) : i->decided_day;
    i->settled_day = sim_now(s);
    i->covert = covert;
    i->overt = overt;
    if (first) {
        i->help = help;
        action_order(s, incident, help);
    }
    action_order(s, incident, overt);
    if (r->defer_days > 0) {
        i->n_decisions++;
        i->phase = PHASE_DEFERRED;
        i->waiting = sim_in(s, action_deferral_days(s, i, r), EVENT_wait_over, incident, 0);
        sim_notify(s, (struct observation){.kind = OBS_DECIDED, .a = incident, .incident = i});
        return;
    }
    action_order(s, incident, covert); /* a deferral also postpones the covert response */
    concession_consider(s, incident);
    if (response_is_passive(r)) {
        action_deny(s, incident);
    }
    i->n_decisions++;
    i->phase = PHASE_DECIDED;
    sim_notify(s,
        (struct observation){
            .kind = OBS_DECIDED, .a = incident, .incident = i, .value = i->reopened ? 2 : 1});
    if (i->trigger_kind == TRIGGER_INCIDENT) {
        message_complain(s, incident);
    }
    action_hold(s, incident);
    if (i->trigger_kind == TRIGGER_INCIDENT && !i->reopened) {
        incident_schedule_truth(s, incident);
    }
    incident_unref(s, incident);
}
