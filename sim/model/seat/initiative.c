#include "model/seat/initiative.h"

#include "model/agreement/agreement.h"
#include "model/channel/channel.h"
#include "model/channel/offer.h"
#include "model/dyad/dyad.h"
#include "model/incident/belief.h"
#include "model/response/action.h"
#include "model/response/message.h"
#include "model/seat/settle.h"

const char *const initiative_names[INITIATIVE_KINDS + 1] = {
    "ping", "suspend", "consult", "ask", "offer", "warn", NULL};

/* ---- why an initiative is impossible ---- */

static const char *
why_no_agreement(const struct sim_context *s, int32_t state, const struct initiative *x)
{
    if (x->agreement == NONE) {
        return "name the agreement";
    }
    if (x->agreement < 0 || x->agreement >= s->world->n_agreements) {
        return "there is no such agreement";
    }
    if (!agreement_takes_part(s, x->agreement, state)) {
        return "the agreement is not in force, or this state is not a party";
    }
    if (x->kind == INITIATIVE_PING && !agreement_can_exercise(s, x->agreement)) {
        return "the agreement has no contact points that can be tested";
    }
    if (x->kind == INITIATIVE_CONSULT && !agreement_can_meet(s, x->agreement)) {
        return "the agreement provides for no consultations";
    }
    return NULL;
}

static bool
is_state(const struct sim_context *s, int32_t state, int32_t other)
{
    return other >= 0 && other < s->world->n_states &&
           world_pair(s->world, state, other) != NONE;
}

static const char *
why_no_suspension(const struct sim_context *s, int32_t state, const struct initiative *x)
{
    const char *why = why_no_agreement(s, state, x);
    int32_t at = 0, a;

    if (why != NULL) {
        return why;
    }
    if (!is_state(s, state, x->with)) {
        return "name another party of the agreement";
    }
    do {
        a = agreement_next_suspendable(s, world_pair(s->world, state, x->with), &at);
    } while (a != NONE && a != x->agreement);
    return a == NONE ? "this agreement cannot be suspended toward that state" : NULL;
}

/* Returns the incident with index `about` if it is directed against the state, and the state has
   judged but not settled it; otherwise NULL. */
static const struct incident *
open_incident(const struct sim_context *s, int32_t state, int32_t about)
{
    const struct incident *i;

    if (about < 0 || about >= s->run->incidents.items.count) {
        return NULL;
    }
    i = SIM_INCIDENT(s, about);
    return i->n_pending > 0 && i->target == state && i->trigger_kind == TRIGGER_INCIDENT &&
                   i->belief != NONE && i->phase != PHASE_DECIDED
               ? i
               : NULL;
}

static const char *
why_no_question(const struct sim_context *s, int32_t state, const struct initiative *x)
{
    const struct incident *i = open_incident(s, state, x->about);

    if (i == NULL || i->phase != PHASE_ATTRIBUTION) {
        return "the matter is not under attribution";
    }
    if (!is_state(s, state, x->with) || belief_of(s, i, x->with) < SETTLE_SUSPICION) {
        return "this state is hardly suspected";
    }
    if (channel_direct(s, world_pair(s->world, state, x->with)) == NONE) {
        return "no channel to this state is open";
    }
    return NULL;
}

static const char *
why_no_offer(const struct sim_context *s, int32_t state, const struct initiative *x)
{
    if (!is_state(s, state, x->with) ||
        !dyad_knows_crisis(s, dyad_direction(s, state, x->with))) {
        return "there is no crisis with this state";
    }
    if (channel_direct(s, world_pair(s->world, state, x->with)) == NONE) {
        return "no channel to this state is open";
    }
    return NULL;
}

static const char *
why_no_warning(const struct sim_context *s, int32_t state, const struct initiative *x)
{
    const struct incident *i = open_incident(s, state, x->about);

    if (i == NULL) {
        return "the matter is not judged yet, or it is settled";
    }
    return message_can_tell_partners(s, i)
               ? NULL
               : "no technical channel is open to a partner that may be informed";
}

const char *
initiative_why_not(
    const struct sim_context *s, int32_t state, const struct initiative *initiative)
{
    switch ((enum initiative_kind)initiative->kind) {
    case INITIATIVE_PING:
    case INITIATIVE_CONSULT:
        return why_no_agreement(s, state, initiative);
    case INITIATIVE_SUSPEND:
        return why_no_suspension(s, state, initiative);
    case INITIATIVE_ASK:
        return why_no_question(s, state, initiative);
    case INITIATIVE_OFFER:
        return why_no_offer(s, state, initiative);
    case INITIATIVE_WARN:
        return why_no_warning(s, state, initiative);
    case INITIATIVE_KINDS:
        break;
    }
    return "there is no such initiative";
}

/* ---- taking an initiative ---- */

/* Whether an offer of the state lies on the table of the other state. */
static bool
is_on_table(const struct sim_context *s, struct dyad_direction direction, int32_t with)
{
    for (int32_t k = 0; k < s->run->tabled.items.count; k++) {
        const struct tabled *t = SIM_TABLED(s, k);

        if (t->state == with && t->kind == TABLED_OFFER && t->pair == direction.pair) {
            return true;
        }
    }
    return false;
}

/* Makes an offer, unless one lies on the table of the other state. The offer may repeat an earlier
   one, because the state does not know whether the earlier one arrived. */
static void
offer(struct sim_context *s, struct dyad_direction direction, int32_t with)
{
    if (!is_on_table(s, direction, with)) {
        offer_make(s, direction);
    }
}

void
initiative_take(struct sim_context *s, int32_t state, const struct initiative *initiative)
{
    switch ((enum initiative_kind)initiative->kind) {
    case INITIATIVE_PING:
        agreement_call_exercise(s, initiative->agreement);
        break;
    case INITIATIVE_SUSPEND:
        action_suspend(s, state, initiative->with, initiative->agreement);
        break;
    case INITIATIVE_CONSULT:
        agreement_call_meeting(s, initiative->agreement);
        break;
    case INITIATIVE_ASK:
        message_ask_early(s, initiative->about, initiative->with);
        break;
    case INITIATIVE_OFFER:
        offer(s, dyad_direction(s, state, initiative->with), initiative->with);
        break;
    case INITIATIVE_WARN:
        message_tell_partners(s, initiative->about);
        break;
    case INITIATIVE_KINDS:
        break;
    }
}
