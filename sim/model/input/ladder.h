/**
 * ladder.h - the rungs of the escalation ladder, with their names, and the rungs of incidents.
 */
#ifndef MODEL_INPUT_LADDER_H
#define MODEL_INPUT_LADDER_H

#include "model/input/incident_type.h"

/** The rungs of the escalation ladder. MODEL.md section "2 Entities, state variables, scales" */
enum rung {
    RUNG_NORMAL,
    RUNG_PRIVATE_FRICTION,
    RUNG_PUBLIC_FRICTION,
    RUNG_LEGAL_OR_ECONOMIC_COST,
    RUNG_COVERT_COMPETITION,
    RUNG_DISRUPTION,
    RUNG_DESTRUCTION,
    RUNG_MAJOR_HARM,
    RUNG_LIMITED_FORCE,
    RUNG_ARMED_CONFLICT,
    RUNGS
};

/** Names of the rungs. */
extern const char *const ladder_rungs[RUNGS];

/**
 * Returns the rung of an operation by a state, from the type and severity of the operation
 * (MODEL.md 8.7). Returns 0 for accidents.
 */
int32_t ladder_rung_of(const struct incident_type *t, int32_t severity);

/** Whether an act of that rung is hostile: RUNG_PUBLIC_FRICTION or above. */
static inline bool
ladder_is_hostile(int64_t rung)
{
    return rung >= RUNG_PUBLIC_FRICTION;
}

/** Whether an act of that rung is an open hostile response without military means. */
static inline bool
ladder_is_public_response(int64_t rung)
{
    return rung == RUNG_PUBLIC_FRICTION || rung == RUNG_LEGAL_OR_ECONOMIC_COST;
}

/**
 * Whether an act of that rung is one of major harm (including a military display), limited force,
 * or armed conflict.
 */
static inline bool
ladder_is_major(int64_t rung)
{
    return rung >= RUNG_MAJOR_HARM;
}

#endif
