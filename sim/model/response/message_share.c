#include "model/response/internal.h"

#include "model/agreement/agreement.h"
#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/incident/campaign.h"
#include "model/response/partner.h"
#include "model/state/lever_effect.h"

int32_t
message_next_partner(
    const struct sim_context *s, const struct incident *i, int32_t *at, int32_t *pair)
{
    const struct world *w = s->world;
    int32_t k = w->pairs_of_first[i->target] + *at;
    const struct pair *p;

    if (k >= w->pairs_of_first[i->target + 1]) {
        return NONE;
    }
    (*at)++;
    *pair = w->pairs_of[k];
    p = WORLD_PAIR(w, *pair);
    return p->first == i->target ? p->second : p->first;
}

/* ---- indicators, notices and requests ---- */

/* Returns the probability that indicators sent to m states leak. `leak` is the largest probability
   for a single one of them. MODEL.md (7.6) */
static double
leak_probability(const struct sim_context *s, int32_t m, double leak)
{
    double limit = fmax(s->world->parameters.sharing.leak_max, leak);

    return leak > 0 ? limit * m / (m + limit / leak - 1) : 0;
}

void
message_share_indicators(struct sim_context *s, int32_t incident)
{
    const struct world *w = s->world;
    const struct incident *i = SIM_INCIDENT(s, incident);
    int32_t sent = 0, at = 0, pair, other;
    double leak = 0;
    bool to_attacker = false;

    if (i->campaign == NONE) {
        /* a counter-operation is in no campaign, so there are no other operations to find */
        return;
    }
    while ((other = message_next_partner(s, i, &at, &pair)) != NONE) {
        double share;

        /* the lever comes last, because it takes longer than the other conditions */
        if (!lever_has_links(s, LEVER_indicator_sharing, pair) ||
            !channel_open(s, pair, CHANNEL_TECHNICAL) || !partner_suits(s, i, pair, other)) {
            continue;
        }
        share = lever_for_pair(s, LEVER_indicator_sharing, pair, 0, &lever_filter_any);
        if (share > 0 &&
            sim_draw(s, PURPOSE_sharing, i->id, WORLD_STATE(w, other)->key.hash >> 16) <
                share * (1 - message_refusal(s, pair, i->target))) {
            (void)message_send(s, MESSAGE_INDICATORS, incident, other, CHANNEL_TECHNICAL);
            sent++;
            leak = fmax(leak, lever_for_pair(s, LEVER_leak, pair, 0, &lever_filter_any));
            to_attacker = to_attacker || other == i->initiator;
        }
    }
    if (to_attacker ||
        (leak > 0 && sim_draw(s, PURPOSE_leak, i->id, 0) < leak_probability(s, sent, leak))) {
        campaign_leak_to_attacker(s, i->campaign);
    }
}

static bool
may_tell(const struct sim_context *s, const struct incident *i, int32_t pair, int32_t other)
{
    return channel_open(s, pair, CHANNEL_TECHNICAL) && partner_suits(s, i, pair, other);
}

void
message_notify(struct sim_context *s, int32_t incident)
{
    const struct incident *i = SIM_INCIDENT(s, incident);
    int32_t at = 0, pair, other;

    while ((other = message_next_partner(s, i, &at, &pair)) != NONE) {
        if (may_tell(s, i, pair, other)) {
            (void)message_send(s, MESSAGE_NOTICE, incident, other, CHANNEL_TECHNICAL);
        }
    }
}

bool
message_can_tell_partners(const struct sim_context *s, const struct incident *i)
{
    const struct world *w = s->world;

    for (int32_t k = w->pairs_of_first[i->target]; k < w->pairs_of_first[i->target + 1]; k++) {
        const struct pair *p = WORLD_PAIR(w, w->pairs_of[k]);

        if (may_tell(s, i, w->pairs_of[k], p->first == i->target ? p->second : p->first)) {
            return true;
        }
    }
    return false;
}

void
message_tell_partners(struct sim_context *s, int32_t incident)
{
    const struct world *w = s->world;
    struct incident *i = SIM_INCIDENT(s, incident);

    i->n_told++;
    for (int32_t k = w->pairs_of_first[i->target]; k < w->pairs_of_first[i->target + 1]; k++) {
        const struct pair *p = WORLD_PAIR(w, w->pairs_of[k]);
        int32_t other = p->first == i->target ? p->second : p->first;

        if (may_tell(s, i, w->pairs_of[k], other)) {
            (void)message_send(s, MESSAGE_NOTICE, incident, other, CHANNEL_TECHNICAL);
        }
    }
}

void
message_request_assistance(struct sim_context *s, int32_t incident, int32_t partner)
{
    (void)message_send(s, MESSAGE_ASSISTANCE, incident, partner, CHANNEL_TECHNICAL);
}

/* ---- escalation of a failed request to the agreement of the next level (region before world)
   ---- */

static int32_t
next_agreement(const struct sim_context *s, int32_t state, int64_t above)
{
    int32_t best = NONE;

    for (int32_t a = 0; a < s->world->n_agreements; a++) {
        int64_t level = WORLD_AGREEMENT(s->world, a)->requests.level;

        if (level > above &&
            (best == NONE || level < WORLD_AGREEMENT(s->world, best)->requests.level) &&
            agreement_takes_part(s, a, state)) {
            best = a;
        }
    }
    return best;
}

/* Returns the most trusted party of the agreement, with or without a channel to this party; NONE if
   no party can be asked. */
static int32_t
best_trusted(
    const struct sim_context *s, const struct incident *i, int32_t agreement, int32_t but)
{
    const struct party *parties = WORLD_AGREEMENT(s->world, agreement)->parties.items;
    int32_t best = NONE;
    double maximum = -1;

    for (int32_t k = 0; k < WORLD_AGREEMENT(s->world, agreement)->parties.count; k++) {
        int32_t other = parties[k].key.index;

        if (other != i->target && other != but &&
            agreement_binds(s, agreement, i->target, other) &&
            partner_suits(s, i, world_pair(s->world, i->target, other), other)) {
            double trust = dyad_trust(s, dyad_direction(s, i->target, other));

            best = trust > maximum ? other : best;
            maximum = fmax(maximum, trust);
        }
    }
    return best;
}

void
message_escalate(struct sim_context *s, const struct message *failed)
{
    const struct incident *i = SIM_INCIDENT(s, failed->incident);
    int64_t level = failed->level;
    int32_t a, to = NONE;

    if (i->ended || i->assisted) {
        return;
    }
    while (to == NONE && (a = next_agreement(s, i->target, level)) != NONE) {
        to = best_trusted(s, i, a, failed->to);
        level = WORLD_AGREEMENT(s->world, a)->requests.level;
    }
    if (to != NONE) {
        message_send_through(s, MESSAGE_ASSISTANCE, failed->incident, to, a);
    }
}

int32_t
message_partner(const struct sim_context *s, const struct incident *i)
{
    int32_t best = NONE, at = 0, pair, other;
    double maximum = -1;

    while ((other = message_next_partner(s, i, &at, &pair)) != NONE) {
        double trust;

        if (world_channel(s->world, pair, CHANNEL_TECHNICAL) == NULL) {
            continue;
        }
        trust = dyad_trust(s, dyad_direction_of(s, pair, i->target));
        /* trust comes first, because it excludes most partners */
        if (trust > maximum && may_tell(s, i, pair, other)) {
            maximum = trust;
            best = other;
        }
    }
    return best;
}
