/**
 * run_agree.h - agreements that people conclude, outside of the rules for signature in a run.
 *
 * In an exercise people negotiate and sign. What they have agreed on enters into force at once;
 * from then on the rules of agreements apply to it.
 */
#ifndef MODEL_RUN_AGREE_H
#define MODEL_RUN_AGREE_H

#include "model/run.h"

/**
 * Brings an agreement that is proposed, signed or ratified into force now. `signers`: a bit for
 * each state that signs; a party without its bit stays outside. STATUS_BAD_INPUT: fewer than
 * two parties sign, a party of a bilateral agreement does not sign, or the agreement has
 * another status; nothing has changed then. STATUS_NO_MEMORY: nothing has changed. `observers`
 * and `sink` as for run_until.
 */
enum status run_agree(struct run *r, const struct world *w, int32_t agreement,
    const uint64_t signers[SEATS_WORDS], const struct observers *observers,
    const struct trace_sink *sink) MUST_CHECK;

#endif
