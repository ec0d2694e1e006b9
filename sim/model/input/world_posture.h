/**
 * world_posture.h - postures: built-in rows with the defaults of the doctrine of a state.
 *
 * With `"posture": "hedging"`, the doctrine members that a state does not set get the values of
 * that row. A row has no other members. The row `as_recorded` equals the defaults of a state
 * without a posture. The row `neutral` adds nothing to any utility.
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
/**
 * The rows are of type struct state: `name` is the meaning of the posture, `notes` the origin of
 * its values.
 */
extern const struct builtins world_posture_rows;

#endif
