#include "model/incident/campaign.h"

int32_t
campaign_new(struct sim_context *s, uint64_t id)
{
    int32_t index = sim_acquire_unset(&s->run->campaigns);

    *SIM_CAMPAIGN(s, index) =
        (struct campaign){.id = id, .members = 1, .compromised_day = INFINITY};
    return index;
}

void
campaign_join(struct sim_context *s, int32_t campaign)
{
    SIM_CAMPAIGN(s, campaign)->members++;
}

void
campaign_leave(struct sim_context *s, int32_t campaign)
{
    if (--SIM_CAMPAIGN(s, campaign)->members == 0) {
        sim_release(&s->run->campaigns, campaign);
    }
}

bool
campaign_known(const struct sim_context *s, int32_t campaign, int32_t state)
{
    return (SIM_CAMPAIGN(s, campaign)->known[state / 64] >> (state % 64) & 1) != 0;
}

void
campaign_see(struct sim_context *s, int32_t campaign, int32_t state)
{
    SIM_CAMPAIGN(s, campaign)->seen[state / 64] |= UINT64_C(1) << (state % 64);
}

bool
campaign_met(const struct sim_context *s, int32_t campaign, int32_t state)
{
    return campaign_known(s, campaign, state) ||
           (SIM_CAMPAIGN(s, campaign)->seen[state / 64] >> (state % 64) & 1) != 0;
}

void
campaign_share(struct sim_context *s, int32_t campaign, int32_t state)
{
    if (!campaign_known(s, campaign, state)) {
        SIM_CAMPAIGN(s, campaign)->known[state / 64] |= UINT64_C(1) << (state % 64);
        sim_mark_detection(s, state);
    }
}

static void
compromise(struct sim_context *s, int32_t campaign)
{
    struct campaign *c = SIM_CAMPAIGN(s, campaign);

    c->compromised_day = portable_min(c->compromised_day, sim_now(s));
}

void
campaign_read_by(struct sim_context *s, const struct incident *i, int32_t state)
{
    if (i->campaign != NONE && i->initiator == state) {
        compromise(s, i->campaign);
    }
}

double
campaign_tools_left(const struct sim_context *s, const struct incident *i)
{
    bool retooled = i->start_day > SIM_CAMPAIGN(s, i->campaign)->compromised_day;

    return 1 - (retooled ? s->world->parameters.detection.retooling : 0);
}

void
campaign_leak_to_attacker(struct sim_context *s, int32_t campaign)
{
    if (!SIM_CAMPAIGN(s, campaign)->leaked) {
        SIM_CAMPAIGN(s, campaign)->leaked = true;
        compromise(s, campaign);
        sim_mark_detection(s, NONE);
    }
}
