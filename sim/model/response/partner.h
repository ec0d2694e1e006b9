/**
 * partner.h - to which states a victim turns for help about an incident, and which it tells of it.
 *
 * One rule for indicators, notices, requests for assistance and joint cases. MODEL.md (7.9)
 */
#ifndef MODEL_RESPONSE_PARTNER_H
#define MODEL_RESPONSE_PARTNER_H

#include "model/state/sim.h"

/**
 * Whether the victim of the incident would turn to that state of the pair: one that it may tell
 * (belief.h) and does not name, with which it is not in a crisis, whose tension is low and whose
 * trust is high enough. About armed forces it turns to allies only.
 */
bool partner_suits(
    const struct sim_context *s, const struct incident *i, int32_t pair, int32_t state);

/** Whether the victim would investigate the incident together with the state that it names: not if
 * it suspects that state, except of crime, which others may commit from its territory. */
bool partner_may_investigate(const struct sim_context *s, const struct incident *i);

/** The state from whose territory a group committed a crime, if the victim may ask it for police
 * action: it blames no state, is on terms with that one, and can write to it. Else NONE. */
int32_t partner_host(const struct sim_context *s, const struct incident *i);
/** The channel of that request: law enforcement if it is open, else that for direct talks. */
int32_t partner_host_channel(const struct sim_context *s, int32_t pair);

#endif
