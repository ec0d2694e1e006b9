/**
 * replies.h - the replies that a seat can give to a matter that is not a decision.
 */
#ifndef WORKSHOP_REPLIES_H
#define WORKSHOP_REPLIES_H

#include "model/run_tabled.h"

/** Tries every answer (enum settlement_reply) in a copy of the run. STATUS_NO_MEMORY. */
enum status replies_of(const struct run *r, const struct world *w, const struct tabled *matter,
    bool possible[SETTLEMENT_REPLIES]) MUST_CHECK;

#endif
