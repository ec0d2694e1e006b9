/**
 * world_posture.h - postures of states: built-in rows that set the defaults of a state's doctrine.
 *
 * `"posture": "hedging"` in a state gives the doctrine values of that row to the members that the
 * state does not set. A row sets no other member. The row `as_recorded` equals the defaults of a
 * state that names no posture; `neutral` adds nothing to any utility.
 */
#ifndef MODEL_INPUT_WORLD_POSTURE_H
#define MODEL_INPUT_WORLD_POSTURE_H

#include "format/field.h"

enum posture {
    POSTURE_AS_RECORDED,
    POSTURE_DEFEND_FORWARD,
    POSTURE_HEDGING,
    POSTURE_NEUTRAL,
    POSTURE_TOOLBOX,
    POSTURE_COUNT
};

extern const char *const world_posture_names[];
/** Structs of type state: `name` is the meaning of the posture, `notes` its origin. */
extern const struct builtins world_posture_rows;

#endif
