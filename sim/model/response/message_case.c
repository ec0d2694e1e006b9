/* Cases that a victim investigates with a partner: it asks one partner to examine the incident
   together. The findings come back as evidence on this incident, and a criminal source may be taken
   down. MODEL.md (5.6), (5.7), (1.11) */
#include "model/response/internal.h"

#include "kernel/portable_math.h"
#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/incident/campaign.h"
#include "model/incident/source.h"
#include "model/response/partner.h"
#include "model/response/proportion.h"
#include "model/state/lever_effect.h"

/* Returns the probability that the victim asks a partner, by the measures that cover the
   incident. */
static double
ask_probability(const struct sim_context *s, const struct incident *i, int32_t pair)
{
    struct lever_filter f = lever_filter_of_incident(s, i);

    return lever_for_pair(s, LEVER_joint_case, pair, 0, &f);
}

static bool
is_crime(const struct sim_context *s, const struct incident *i)
{
    return WORLD_TYPE(s->world, i->type)->class_ == CLASS_CRIME;
}

/* Returns the channel of a case: law enforcement for crime, otherwise the technical channel. If it
   is not open, returns the other one of the two; NONE if neither is open. */
static int32_t
case_channel(const struct sim_context *s, const struct incident *i, int32_t pair)
{
    bool law = channel_open(s, pair, CHANNEL_LAW_ENFORCEMENT);

    if (!channel_open(s, pair, CHANNEL_TECHNICAL)) {
        return law ? CHANNEL_LAW_ENFORCEMENT : NONE;
    }
    return law && is_crime(s, i) ? CHANNEL_LAW_ENFORCEMENT : CHANNEL_TECHNICAL;
}

static bool
has_met_campaign(const struct sim_context *s, const struct incident *i, int32_t state)
{
    return i->campaign != NONE && campaign_met(s, i->campaign, state);
}

/* Whether the incident is too small for an investigation with another state. Crime is never too
   small. */
static bool
is_trifle(const struct sim_context *s, const struct incident *i)
{
    return i->perceived_severity < s->world->parameters.sharing.case_from &&
           !proportion_is_crime(s, i);
}

/* Partners that know the campaign (campaign_met()) come first. Among them, or among the others if
   there are none, the most trusted partner is asked. */
int32_t
message_case_partner(const struct sim_context *s, const struct incident *i)
{
    int32_t best = NONE, at = 0, pair, other;
    double maximum = -1;

    if (i->belief == NONE || belief_was_demanded_by(i, i->initiator) || is_trifle(s, i)) {
        return NONE;
    }
    while ((other = message_next_partner(s, i, &at, &pair)) != NONE) {
        double value; /* trust, which is below 1, plus 1 if the partner knows the campaign */

        if (!lever_has_links(s, LEVER_joint_case, pair)) {
            continue;
        }
        value = dyad_trust(s, dyad_direction_of(s, pair, i->target)) +
                (has_met_campaign(s, i, other) ? 1 : 0);
        /* the lever comes last, because it takes longer than the other conditions */
        if (value > maximum && case_channel(s, i, pair) != NONE &&
            partner_suits(s, i, pair, other) && ask_probability(s, i, pair) > 0) {
            maximum = value;
            best = other;
        }
    }
    return best;
}

void
message_open_case(struct sim_context *s, int32_t incident)
{
    const struct incident *i = SIM_INCIDENT(s, incident);
    int32_t partner, pair;

    if (i->phase != PHASE_ATTRIBUTION) {
        return; /* the victim takes the incident for an accident */
    }
    partner = message_case_partner(s, i);
    pair = partner == NONE ? NONE : world_pair(s->world, i->target, partner);
    if (pair != NONE && sim_draw(s, PURPOSE_case, i->id, 0) < ask_probability(s, i, pair)) {
        (void)message_send(s, MESSAGE_JOINT_CASE, incident, partner,
            (enum channel_kind)case_channel(s, i, pair));
    }
}

void
message_ask_case(struct sim_context *s, int32_t incident)
{
    const struct incident *i = SIM_INCIDENT(s, incident);
    int32_t partner = message_case_partner(s, i);
    int32_t pair = world_pair(s->world, i->target, partner);

    (void)message_send(
        s, MESSAGE_JOINT_CASE, incident, partner, (enum channel_kind)case_channel(s, i, pair));
}

void
message_request_police(struct sim_context *s, int32_t incident, int32_t host)
{
    int32_t channel =
        partner_host_channel(s, world_pair(s->world, SIM_INCIDENT(s, incident)->target, host));

    if (channel != NONE) {
        (void)message_send(s, MESSAGE_JOINT_CASE, incident, host, (enum channel_kind)channel);
    }
}

/* Returns the days from reading the request to the findings. The transit time of the
   law-enforcement channel includes the way back. */
static double
case_days(const struct sim_context *s, const struct message *m, double u)
{
    double days = s->world->parameters.attribution.case_days;
    double least = s->world->parameters.attribution.case_least;

    days = lever_investigation_days(s, world_pair(s->world, m->from, m->to), m->to, days);
    return (least + (1 - least) * distribution_exponential(u)) * days +
           (m->channel == CHANNEL_TECHNICAL ? m->transit_back_days : 0);
}

void
message_case_answer(
    struct sim_context *s, int32_t message, int32_t reply, struct stream_block u)
{
    const struct message *m = SIM_MESSAGE(s, message);

    if (reply == REPLY_REFUSAL) {
        message_refuse(s, message);
    } else if (reply == REPLY_NONE) {
        message_fail(s, message, MESSAGE_IGNORED);
    } else {
        (void)sim_in(s, case_days(s, m, u.u[1]), EVENT_reply_arrives, message, 0);
    }
}

enum {
    FINDINGS_DAYS = 365
}; /* later findings lead to no takedown: criminals have replaced it */

/* Whether the asked state has attacked the victim since the request, or the two are now in a
   crisis. The cooperation on the case then ends. */
static bool
has_broken_off(const struct sim_context *s, const struct message *m)
{
    struct dyad_direction asked = dyad_direction(s, m->to, m->from);

    return dyad_knows_crisis(s, asked) ||
           portable_max(asked.now->struck_day,
               dyad_last_operation_seen(asked, RUNG_DISRUPTION)) > m->sent_day;
}

/* Whether the findings lead to a takedown of the source, which must be criminal. The asked state
   must be the home of the source, or the case must go through the law-enforcement channel. If the
   asked state is the home, the probability depends on its capacity to investigate. MODEL.md (1.11),
   (5.8) */
static bool
takes_down(const struct sim_context *s, const struct message *m, const struct incident *i)
{
    const struct parameters *p = &s->world->parameters;
    bool host = m->to == i->home;
    double chance = p->rates.takedown_probability;

    if (sim_now(s) - i->detected_day > FINDINGS_DAYS || !is_crime(s, i) || i->source == NONE ||
        WORLD_SOURCE(s->world, i->source)->kind != SOURCE_CRIMINAL ||
        !(host || m->channel == CHANNEL_LAW_ENFORCEMENT)) {
        return false;
    }
    if (host) {
        chance = fmin(
            p->rates.police_probability *
                lever_capacity_multiplier(lever_state_capacity(s, m->to, CAPACITY_ATTRIBUTION),
                    p->attribution.attribution_effect),
            1);
    }
    return sim_draw(s, PURPOSE_takedown, m->id, 0) < chance;
}

void
message_case_back(struct sim_context *s, int32_t message)
{
    struct message *m = SIM_MESSAGE(s, message);
    const struct incident *i = SIM_INCIDENT(s, m->incident);
    bool late = i->phase == PHASE_DECIDED;

    if (has_broken_off(s, m)) {
        message_refuse(s, message);
        return;
    }
    m->answered_day = sim_now(s);
    m->reply = REPLY_FINDINGS;
    dyad_trust_update(
        s, dyad_direction(s, m->from, m->to), s->world->parameters.trust.honoured, 0);
    if (takes_down(s, m, i)) {
        m->reply = REPLY_TAKEDOWN;
        source_take_down(s, i->source);
        SIM_INCIDENT(s, m->incident)->taken_down = true;
        belief_learn_of_criminals(s, m->incident);
    }
    belief_add_findings(s, m->incident, m->to, has_met_campaign(s, i, m->to), m->id);
    message_finish(s, message, late ? MESSAGE_LATE : MESSAGE_ANSWERED);
}
