/**
 * ladder.h - the rungs of the escalation ladder.
 */
#ifndef MODEL_INPUT_LADDER_H
#define MODEL_INPUT_LADDER_H

#include "model/input/incident_type.h"

enum { RUNGS = 10 };

/** Names of the rungs 0 to 9, as MODEL.md section 2 has them. */
extern const char *const ladder_rungs[RUNGS];

/** Whether an act of that rung is hostile: public friction or more. */
static inline bool
ladder_is_hostile(int64_t rung)
{
    return rung >= 2;
}

/** Whether it is hostile and open, without force: public friction, legal or economic cost. */
static inline bool
ladder_is_public_response(int64_t rung)
{
    return rung == 2 || rung == 3;
}

#endif
