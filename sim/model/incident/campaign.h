/**
 * campaign.h - operations of one source that share indicators.
 *
 * Who holds a campaign's indicators finds its own share of it sooner; if they leak to the
 * attacker, everybody finds it later.
 */
#ifndef MODEL_INCIDENT_CAMPAIGN_H
#define MODEL_INCIDENT_CAMPAIGN_H

#include "model/state/sim.h"

/** A campaign with one member held. */
int32_t campaign_new(struct sim_context *s, uint64_t id);
void campaign_join(struct sim_context *s, int32_t campaign);
/** One member less; the last one ends it. */
void campaign_leave(struct sim_context *s, int32_t campaign);

bool campaign_known(const struct sim_context *s, int32_t campaign, int32_t state);
/** A state gets its indicators: its own open incidents of the campaign are reviewed. */
void campaign_share(struct sim_context *s, int32_t campaign, int32_t state);
/** The attacker gets to know. */
void campaign_leak_to_attacker(struct sim_context *s, int32_t campaign);

#endif
