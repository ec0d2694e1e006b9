/**
 * partner.h - chooses the states that a victim informs about an incident or asks for help.
 *
 * The same rule applies to indicators, notices, requests for assistance and joint cases. MODEL.md
 * (7.9)
 */
#ifndef MODEL_RESPONSE_PARTNER_H
#define MODEL_RESPONSE_PARTNER_H

#include "model/state/sim.h"

/**
 * Whether `state`, the other state of the pair, is a partner of the victim for this incident. The
 * victim may inform it (belief_may_be_told()) and does not name it, the two are not in a crisis,
 * tension is low enough and trust high enough. If the armed forces were hit, only allies are
 * partners.
 */
bool partner_suits(
    const struct sim_context *s, const struct incident *i, int32_t pair, int32_t state);

/**
 * Whether the victim would investigate the incident together with the state that it names.
 * Relations with this state must be good enough. In addition, the incident must be a crime, which
 * others may commit from the territory of this state, or the confidence of the victim must be below
 * `partner_posterior`.
 */
bool partner_may_investigate(const struct sim_context *s, const struct incident *i);

/**
 * Returns the state from whose territory a group committed a crime, if the victim may ask it for
 * police action; otherwise NONE. The victim must blame no state, its relations with that state must
 * be good enough (partner_suits()), and a channel to it must be open.
 */
int32_t partner_host(const struct sim_context *s, const struct incident *i);
/**
 * Returns the channel for a request to that state: law enforcement if it is open, otherwise the
 * channel for direct talks.
 */
int32_t partner_host_channel(const struct sim_context *s, int32_t pair);

#endif
