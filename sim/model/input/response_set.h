/**
 * response_set.h - sets of responses of a world, as bits.
 *
 * The response with index r has the bit 1 << r. A decision removes from the offered responses the
 * sets that its situation excludes (decision_situation.c). It therefore needs no test for each
 * response.
 */
#ifndef MODEL_INPUT_RESPONSE_SET_H
#define MODEL_INPUT_RESPONSE_SET_H

#include "model/input/ladder.h"
#include "model/input/response.h"

typedef uint32_t response_set;

/** Derived from the rows of a world by world_prepare(). */
struct response_sets {
    response_set offered, side[SIDE_COUNT];
    response_set need[NEED_CRISIS + 1];     /* by enum response_need */
    response_set effect[EFFECT_POLICE + 1]; /* by enum response_effect */
    response_set turns;    /* responses of the side SIDE_HELP that have an effect */
    response_set defers;   /* the state decides again later */
    response_set no_crime; /* not possible toward a state that is held responsible for crime */
    response_set coercion; /* doctrine DOCTRINE_COERCION */
    response_set against;  /* against the named state: operations, open acts and protests */
    response_set in_block[RESPONSE_BLOCKS]; /* responses whose variates are in that block of a
                                               decision */
    response_set hostile_act[RUNGS];        /* open hostile acts of exactly that rung */
    /* not possible after an open act of that rung, because act_rung is higher */
    response_set too_much_after[RUNGS];
};

/** Returns the sets of `n` rows, of which there are at most RESPONSE_MAX. */
struct response_sets response_sets_of(const struct response *rows, int32_t n);

/** Returns the lowest index in a set, which must not be empty. */
static inline int32_t
response_set_first(response_set set)
{
    return __builtin_ctz(set);
}

/** Returns the set without its lowest index. */
static inline response_set
response_set_rest(response_set set)
{
    return set & (set - 1);
}

static inline bool
response_set_has(response_set set, int32_t response)
{
    return (set >> response & 1) != 0;
}

#endif
