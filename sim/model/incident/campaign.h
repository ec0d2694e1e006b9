/**
 * campaign.h - campaigns: operations of one source that share indicators.
 *
 * A state that has the indicators of a campaign detects incidents of that campaign against itself
 * sooner. If the indicators leak to the attacker, all states detect them later.
 */
#ifndef MODEL_INCIDENT_CAMPAIGN_H
#define MODEL_INCIDENT_CAMPAIGN_H

#include "model/state/sim.h"

/** Creates a campaign with one member; returns its index. */
int32_t campaign_new(struct sim_context *s, uint64_t id);
/** Adds a member. */
void campaign_join(struct sim_context *s, int32_t campaign);
/** Removes a member. Removing the last member releases the campaign. */
void campaign_leave(struct sim_context *s, int32_t campaign);

/** Whether the state has the indicators of the campaign. */
bool campaign_known(const struct sim_context *s, int32_t campaign, int32_t state);
/** Records that a state has triaged an operation of the campaign. */
void campaign_see(struct sim_context *s, int32_t campaign, int32_t state);
/** Whether the state has the indicators of the campaign, or has triaged one of its operations. */
bool campaign_met(const struct sim_context *s, int32_t campaign, int32_t state);
/** Gives the indicators to a state, and marks the state, because its detection becomes faster. */
void campaign_share(struct sim_context *s, int32_t campaign, int32_t state);
/**
 * Call it when a state has read a report on an incident. If the state is the initiator, its source
 * may use new tools for the rest of the campaign. MODEL.md (3.2)
 */
void campaign_read_by(struct sim_context *s, const struct incident *i, int32_t state);
/**
 * Returns the share of the effect of indicators, in [0, 1], that remains for an incident of a
 * campaign. MODEL.md (3.2)
 */
double campaign_tools_left(const struct sim_context *s, const struct incident *i);
/**
 * Records that the indicators have leaked to the attacker. Marks all states, because their
 * detection becomes slower.
 */
void campaign_leak_to_attacker(struct sim_context *s, int32_t campaign);

#endif
