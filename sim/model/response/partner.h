/**
 * partner.h - the states that a victim asks for help with an incident or informs about it.
 *
 * One rule for indicators, notices, requests for assistance and joint cases. MODEL.md (7.9)
 */
#ifndef MODEL_RESPONSE_PARTNER_H
#define MODEL_RESPONSE_PARTNER_H

#include "model/state/sim.h"

/**
 * Whether that state of the pair is a partner of the victim for this incident: the victim may
 * inform it (belief_may_be_told) and does not name it, the two are not in a crisis, and tension
 * is low and trust high enough. If the target is armed forces, only allies are partners.
 */
bool partner_suits(
    const struct sim_context *s, const struct incident *i, int32_t pair, int32_t state);

/** Whether the victim would investigate the incident together with the state that it names: if
 * the incident is a crime, which others may commit from the territory of that state, or if its
 * confidence is below `partner_posterior`, and relations with that state are good enough. */
bool partner_may_investigate(const struct sim_context *s, const struct incident *i);

/** The state from whose territory a group committed a crime, if the victim may ask it for
 * police action: it blames no state, relations with that state are good enough (partner_suits),
 * and a channel to it is open. Else NONE. */
int32_t partner_host(const struct sim_context *s, const struct incident *i);
/** The channel of that request: law enforcement if it is open, else that for direct talks. */
int32_t partner_host_channel(const struct sim_context *s, int32_t pair);

#endif
