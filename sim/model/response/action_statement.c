/* Statements of rung 0 about an accusation: the accuser retracts it, or the accused state rejects
   it. MODEL.md (9.8), (9.13) */
#include "model/response/action.h"

#include "model/dyad/dyad.h"

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
action_retract(struct sim_context *s, int32_t incident)
{
    const struct parameters_truth *p = &s->world->parameters.truth;
    struct incident *i = SIM_INCIDENT(s, incident);
    struct decaying back = i->offence;
    struct act act;

    if (!i->accused || i->retraction_drawn || p->p_retract == 0) {
        return;
    }
    i->retraction_drawn = true;
    if (sim_draw(s, PURPOSE_retraction, i->id, 0) >= p->p_retract) {
        return;
    }
    back.value *= p->retraction_trust;
    dyad_trust_withdraw(s, dyad_direction(s, i->named, i->target), back);
    act = statement(s, i, 17);
    act.retraction = true;
    sim_notify(s, (struct observation){.kind = OBS_ACT, .act = &act});
}

void
action_deny(struct sim_context *s, int32_t received)
{
    const struct parameters_clarification *p = &s->world->parameters.clarification;
    const struct incident *i = SIM_INCIDENT(s, received);
    double denies = i->accusation == 2 ? p->p_reject_innocent : p->p_reject_responsible;
    struct act act;

    if (i->accusation == 0 || denies == 0 || sim_draw(s, PURPOSE_denial, i->id, 0) >= denies) {
        return;
    }
    act = statement(s, i, 20);
    act.denial = true;
    sim_notify(s, (struct observation){.kind = OBS_ACT, .act = &act});
}
