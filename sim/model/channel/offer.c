#include "model/channel/offer.h"

#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/state/lever_effect.h"

/* event->b is the side that offers, plus REPLY_DUE if the event is the reply and not the offer,
   plus ORDERED if people have ordered the offer. */
enum { SIDE = 1, REPLY_DUE = 2, ORDERED = 4 };

static uint64_t
side_hash(const struct sim_context *s, struct dyad_direction direction)
{
    return stream_child(
        WORLD_PAIR(s->world, direction.pair)->key.hash, 1, (uint64_t)direction.which);
}

/* Schedules the next offer in this direction. `least`: minimum number of days until then. */
static void
schedule(struct sim_context *s, struct dyad_direction direction, double least)
{
    const struct parameters_tension *p = &s->world->parameters.tension;
    double rate = lever_for_pair(
        s, LEVER_offer_rate, direction.pair, 1 / p->offer_days, &lever_filter_any);

    if (channel_direct(s, direction.pair) != NONE && rate > 0) {
        uint64_t offer = (uint64_t)direction.now->n_offers++;
        double u = sim_draw_part(s, PURPOSE_offer, side_hash(s, direction), offer, 0, 1).u[0];

        direction.now->offer = sim_in(s, least + distribution_exponential(u) / rate,
            EVENT_offer, direction.pair, direction.which);
    }
}

bool
offer_is_open(struct dyad_direction direction)
{
    return direction.pair != NONE && (direction.now->offer_under_way || direction.now->offered);
}

void
offer_begin(struct sim_context *s, int32_t pair)
{
    for (int32_t d = 0; d < 2; d++) {
        schedule(s, (struct dyad_direction){pair, d, &SIM_PAIR(s, pair)->direction[d]},
            s->world->parameters.tension.offer_least_days);
    }
}

void
offer_make(struct sim_context *s, struct dyad_direction direction)
{
    struct queue *queue = &s->run->kernel.queue;

    if (direction.now->offer_under_way) {
        return; /* an offer is under way, and at most one is allowed */
    }
    /* an offer ends the time in which the state makes no offer (is_resolved()) */
    direction.now->ordered_day = -INFINITY;
    if (queue_pending(queue, direction.now->offer)) {
        sim_cancel(s, &direction.now->offer);
    } else {
        direction.now->n_offers++;
    }
    direction.now->offer = sim_in(s, 0, EVENT_offer, direction.pair, ORDERED + direction.which);
}

static void
notify(struct sim_context *s, struct dyad_direction direction, enum offer_step step)
{
    sim_notify(
        s, (struct observation){
               .kind = OBS_OFFER, .a = direction.pair, .b = direction.which, .value = step});
}

/* The indices of the uniform numbers of an offer, each drawn once. Number 0 determines the day of
   the offer. */
enum { OFFER_REACH = 1, OFFER_ACCEPTANCE, OFFER_WAY };

static double
uniform(const struct sim_context *s, struct dyad_direction direction, int32_t which)
{
    return sim_draw_part(s, PURPOSE_offer, side_hash(s, direction),
        (uint64_t)(direction.now->n_offers - 1), which, 1)
        .u[which];
}

/* Whether the other state has made an offer in this crisis. */
static bool
wants_out(const struct sim_context *s, struct dyad_direction direction)
{
    return dyad_reverse(s, direction).now->offer_day >=
           SIM_PAIR(s, direction.pair)->crisis.since;
}

/* Whether each of the two states knows whom to reach: they have used that channel in this crisis,
   or the other state has made an offer. */
static bool
in_touch(const struct sim_context *s, struct dyad_direction direction, int32_t channel)
{
    const struct crisis_now *crisis = &SIM_PAIR(s, direction.pair)->crisis;

    return crisis->holds &&
           (wants_out(s, direction) || channel_last_contact(s, direction.pair,
                                           (enum channel_kind)channel) >= crisis->since);
}

/* Returns the channel on which the offer reaches the other state; NONE if it does not arrive. */
static int32_t
way(const struct sim_context *s, struct dyad_direction direction)
{
    int32_t channel = channel_direct(s, direction.pair);

    return channel != NONE &&
                   (in_touch(s, direction, channel) ||
                       uniform(s, direction, OFFER_REACH) <
                           channel_reach(s, direction.pair, (enum channel_kind)channel))
               ? channel
               : NONE;
}

/* Returns the days that remain until `offer_least_days` after that day; 0 if there are none. */
static double
days_left(const struct sim_context *s, double day)
{
    return portable_max(day + s->world->parameters.tension.offer_least_days - sim_now(s), 0);
}

/* Whether the state, because of its latest hostile order, neither makes nor accepts an offer. */
static bool
is_resolved(const struct sim_context *s, struct dyad_direction direction)
{
    return days_left(s, direction.now->ordered_day) > 0;
}

/* Whether the other state has attacked the offering state since the offer. If so, it refuses the
   offer. */
static bool
has_attacked_since(struct dyad_direction other, struct dyad_direction offering)
{
    return dyad_last_operation(other, RUNG_DISRUPTION) > offering.now->offer_day;
}

/* Whether the other state accepts an offer whose uniform number is u. */
static bool
is_accepted(const struct sim_context *s, struct dyad_direction direction, double u)
{
    const struct parameters_tension *p = &s->world->parameters.tension;
    struct dyad_direction other = dyad_reverse(s, direction);
    double logit = lever_for_pair(s, LEVER_acceptance_bonus, direction.pair, p->offer_logit,
                       &lever_filter_any) +
                   2 * dyad_trust(s, other) - 1 +
                   (wants_out(s, direction) ? p->own_offer_logit : 0);

    return !is_resolved(s, other) && !has_attacked_since(other, direction) &&
           u < portable_expit(logit);
}

/* Whether an offer of the other state has arrived, and the state has no reason to refuse this
   offer. A state that is about to make an offer accepts the offer of the other state instead. */
static bool
is_under_reply(const struct sim_context *s, struct dyad_direction direction)
{
    struct dyad_direction other = dyad_reverse(s, direction);

    return other.now->offer_under_way && !is_resolved(s, direction) &&
           !has_attacked_since(direction, other);
}

static struct dyad_direction
direction_of(const struct sim_context *s, int32_t pair, int32_t side)
{
    return (struct dyad_direction){pair, side, &SIM_PAIR(s, pair)->direction[side]};
}

bool
offer_choice(const struct sim_context *s, int32_t pair, int32_t side)
{
    struct dyad_direction direction = direction_of(s, pair, side);

    return is_accepted(s, direction, direction.now->offer_u);
}

/* Delays the next offer of a state that has refused an offer, so that the state does not soon offer
   what it has just refused. */
static void
delay_own(struct sim_context *s, struct dyad_direction direction)
{
    if (!direction.now->offer_under_way &&
        queue_pending(&s->run->kernel.queue, direction.now->offer)) {
        sim_cancel(s, &direction.now->offer);
        schedule(s, direction, s->world->parameters.tension.offer_least_days);
    }
}

void
offer_reply(struct sim_context *s, int32_t pair, int32_t side, bool accepted)
{
    struct dyad_direction direction = direction_of(s, pair, side);

    if (accepted && dyad_in_crisis(s, pair)) {
        dyad_settle(s, direction);
    } else {
        notify(s, direction, OFFER_REFUSED);
        delay_own(s, dyad_reverse(s, direction));
        s->marks.kinds |= MARK_OFFER_OVER;
    }
}

/* Records that an offer waits for a reply. If two offers wait, the smaller of their uniform numbers
   for acceptance is used. */
static void
wait_for_reply(struct sim_context *s, struct dyad_direction direction, double u)
{
    if (direction.now->offered) {
        direction.now->offer_u = portable_min(direction.now->offer_u, u);
    } else {
        direction.now->offered = true;
        direction.now->offer_u = u;
        sim_mark_step(s, 2 * direction.pair + direction.which, DUE_OFFER);
    }
}

/* Makes the offer. The reply comes after a lognormal time, whose median is the usual reply time of
   the channel. */
static void
send(struct sim_context *s, struct dyad_direction direction)
{
    int32_t channel = way(s, direction);
    double median;

    direction.now->offer_day = sim_now(s);
    notify(s, direction, OFFER_MADE);
    if (channel == NONE) {
        notify(s, direction, OFFER_LOST);
        schedule(s, direction, 0);
        return;
    }
    median = channel_usual_reply_days(s, direction.pair, (enum channel_kind)channel, 0);
    channel_contact(s, direction.pair, (enum channel_kind)channel);
    direction.now->offer_under_way = true;
    direction.now->offer = sim_in(s,
        distribution_lognormal(uniform(s, direction, OFFER_WAY), median,
            world_channel(s->world, direction.pair, (enum channel_kind)channel)
                ->latency_log_sd),
        EVENT_offer, direction.pair, REPLY_DUE + direction.which);
}

/* Handles the reply to the offer under way. */
static void
receive_reply(struct sim_context *s, struct dyad_direction direction)
{
    const struct pair *p = WORLD_PAIR(s->world, direction.pair);
    double u = uniform(s, direction, OFFER_ACCEPTANCE);

    direction.now->offer_under_way = false;
    dyad_learn_crisis(s, dyad_reverse(s, direction));
    /* an accepted offer ends the crisis, and the end cancels this event */
    schedule(s, direction, s->world->parameters.tension.offer_least_days);
    if (offer_is_open(dyad_reverse(s, direction)) && dyad_in_crisis(s, direction.pair) &&
        !has_attacked_since(dyad_reverse(s, direction), direction)) {
        /* both states have made an offer: this settles the crisis */
        offer_reply(s, direction.pair, direction.which, true);
    } else if (sim_has_seat(s, direction.which == 0 ? p->second : p->first)) {
        wait_for_reply(s, direction, u);
    } else {
        offer_reply(s, direction.pair, direction.which, is_accepted(s, direction, u));
    }
}

void
offer_on_offer(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    bool ordered = (event->b & ORDERED) != 0;
    struct dyad_direction direction = direction_of(s, event->a, event->b & SIDE);

    direction.now->offer = (struct timer){0, 0};
    if ((event->b & REPLY_DUE) != 0) {
        receive_reply(s, direction);
    } else if (dyad_knows_crisis(s, direction) &&
               (ordered || dyad_crisis_is_stated(s, direction.pair))) {
        /* an open hostile act delays only the offers of the model */
        double wait = days_left(
            s, ordered ? direction.now->ordered_day
                       : portable_max(direction.now->ordered_day, direction.now->struck_day));

        if (!ordered && is_under_reply(s, direction)) {
            offer_reply(s, direction.pair, 1 - direction.which, true);
        } else if (wait > 0) {
            direction.now->offer =
                sim_in(s, wait, EVENT_offer, direction.pair, direction.which);
        } else {
            send(s, direction);
        }
    } else {
        schedule(s, direction, 0);
    }
}
