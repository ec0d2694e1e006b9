/* Statements of rung 0 about a protest or an accusation: the accuser retracts it, or the accused
   state rejects it. MODEL.md (9.8), (9.13) */
#include "model/response/action.h"

#include "model/dyad/dyad.h"
#include "model/incident/incident.h"

/* Returns the statement of the target of an incident or act, directed to the state that it
   names. */
static struct act
statement(const struct sim_context *s, const struct incident *about, uint64_t number)
{
    bool open_act = about->trigger_kind == TRIGGER_ACT;

    return (struct act){.id = stream_child(about->id, number, 0),
        .parent_id = about->id,
        .actor = about->target,
        .target = about->named,
        .rung = RUNG_NORMAL,
        .response = NONE,
        .agreement = NONE,
        .parent_kind = open_act ? PARENT_ACT : PARENT_INCIDENT,
        .parent_rung = about->rung,
        .generation = about->generation + 1,
        .day = sim_now(s),
        .parent_day = about->start_day,
        .trigger_cyber = !open_act};
}

void
action_retract(struct sim_context *s, int32_t incident, bool certain)
{
    const struct parameters_truth *p = &s->world->parameters.truth;
    struct incident *i = SIM_INCIDENT(s, incident);
    struct decaying back = i->offence;
    struct act act;

    if (!i->accused || i->retraction_drawn || p->p_retract == 0) {
        return;
    }
    i->retraction_drawn = true;
    if (!certain && !incident_was_deceived(i) &&
        sim_draw(s, PURPOSE_retraction, i->id, 0) >= p->p_retract) {
        return;
    }
    back.value *= p->retraction_trust;
    dyad_trust_withdraw(s, dyad_direction(s, i->named, i->target), back);
    act = statement(s, i, 17);
    act.retraction = true;
    sim_notify(s, (struct observation){.kind = OBS_ACT, .act = &act});
}

/* Whether the accused state rejects the accusation that the act makes. */
static bool
rejects(const struct sim_context *s, uint64_t act, bool innocent)
{
    const struct parameters_clarification *p = &s->world->parameters.clarification;
    double probability = innocent ? p->p_reject_innocent : p->p_reject_responsible;

    return probability > 0 && sim_draw(s, PURPOSE_denial, act, 0) < probability;
}

void
action_take_back(struct sim_context *s, int32_t incident)
{
    const struct incident *i = SIM_INCIDENT(s, incident);

    if (i->phase == PHASE_DECIDED && i->named >= 0 && isnan(i->truth_day)) {
        action_clear_orders(s, incident);
        action_retract(s, incident, true);
    }
}

void
action_deny(struct sim_context *s, int32_t received)
{
    const struct incident *i = SIM_INCIDENT(s, received);
    struct act act;

    if (i->accusation == 0 || !rejects(s, i->id, i->accusation == 2)) {
        return;
    }
    act = statement(s, i, 20);
    act.denial = true;
    sim_notify(s, (struct observation){.kind = OBS_ACT, .act = &act});
}

void
action_reject_protest(struct sim_context *s, const struct act *protest)
{
    struct act act;

    if (!rejects(s, protest->id, protest->misdirected)) {
        return;
    }
    act = (struct act){.id = stream_child(protest->id, 20, 0),
        .parent_id = protest->id,
        .actor = protest->target,
        .target = protest->actor,
        .rung = RUNG_NORMAL,
        .response = NONE,
        .agreement = NONE,
        .parent_kind = PARENT_ACT,
        .parent_rung = protest->rung,
        .generation = protest->generation + 1,
        .day = sim_now(s),
        .parent_day = protest->day,
        .denial = true};
    sim_notify(s, (struct observation){.kind = OBS_ACT, .act = &act});
}
