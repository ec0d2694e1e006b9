/**
 * run_agree.h - brings agreements into force that people conclude in an exercise.
 *
 * In an exercise, people negotiate and sign in place of the rules for signature. Their agreement
 * enters into force at once. From then on the rules of agreements apply to it.
 */
#ifndef MODEL_RUN_AGREE_H
#define MODEL_RUN_AGREE_H

#include "model/run.h"

/**
 * Brings an agreement into force now. Its status must be proposed, signed or ratified. `signers`
 * has a bit for each state that signs. A party without a bit stays outside of the agreement.
 * Returns STATUS_BAD_INPUT if fewer than two parties sign, if a party of a bilateral agreement does
 * not sign, or if the agreement has another status. Returns STATUS_NO_MEMORY if memory runs out.
 * After an error nothing has changed. `observers` and `sink` are those of run_until().
 */
enum status run_agree(struct run *r, const struct world *w, int32_t agreement,
    const uint64_t signers[SEATS_WORDS], const struct observers *observers,
    const struct trace_sink *sink) MUST_CHECK;

#endif
