/**
 * replies.h - the replies that a seat can give to a matter that is not a decision.
 */
#ifndef WORKSHOP_REPLIES_H
#define WORKSHOP_REPLIES_H

#include "model/run_tabled.h"

/**
 * Sets possible[] to whether the seat can give each reply (enum settlement_reply). Tries each reply
 * in a copy of the run. Returns STATUS_NO_MEMORY if memory runs out.
 */
enum status replies_of(const struct run *r, const struct world *w, const struct tabled *matter,
    bool possible[SETTLEMENT_REPLIES]) MUST_CHECK;

#endif
