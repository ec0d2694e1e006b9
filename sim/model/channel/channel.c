#include "model/channel/channel.h"

#include "base/units.h"
#include "model/dyad/dyad.h"
#include "model/state/lever_effect.h"

/* ---- routine contacts ---- */

/* Whether only an agreement opens the political channel. If so, a routine contact uses the channel
   only if it is open on the day of the contact. */
static bool
needs_agreement(const struct sim_context *s, int32_t pair)
{
    const struct channel *c = world_channel(s->world, pair, CHANNEL_POLITICAL);

    return c != NULL && c == WORLD_PAIR(s->world, pair)->opened[CHANNEL_POLITICAL];
}

/* Draws the days of contacts until one is in the future. Draws a block for every four contacts. */
static void
draw_routine(const struct sim_context *s, int32_t pair, struct routine_now *r)
{
    const struct pair *p = WORLD_PAIR(s->world, pair);

    while (p->routine_contacts_per_year > 0 && r->next <= sim_now(s)) {
        uint64_t n = (uint64_t)r->n++;

        r->last = n == 0 ? -INFINITY : r->next;
        if (n % 4 == 0) {
            r->u = sim_draw4(s, PURPOSE_routine, p->key.hash, n / 4);
        }
        r->next += distribution_exponential(r->u.u[n % 4]) * DAYS_PER_YEAR /
                   p->routine_contacts_per_year;
    }
}

double
channel_last_contact(const struct sim_context *s, int32_t pair, enum channel_kind kind)
{
    const struct pair_now *now = SIM_PAIR(s, pair);
    struct routine_now routine;

    if (kind != CHANNEL_POLITICAL || needs_agreement(s, pair) ||
        world_channel(s->world, pair, kind) == NULL) {
        return now->contact_day[kind];
    }
    routine = now->routine;
    draw_routine(s, pair, &routine);
    return portable_max(now->contact_day[kind], routine.last);
}

/* ---- freshness and reach ---- */

double
channel_freshness_since(
    const struct sim_context *s, int32_t pair, enum channel_kind kind, double day)
{
    const struct channel *c = world_channel(s->world, pair, kind);

    return portable_exp2(-(sim_now(s) - day) / c->halflife_days);
}

double
channel_freshness(const struct sim_context *s, int32_t pair, enum channel_kind kind)
{
    return channel_freshness_since(s, pair, kind, channel_last_contact(s, pair, kind));
}

void
channel_contact(struct sim_context *s, int32_t pair, enum channel_kind kind)
{
    SIM_PAIR(s, pair)->contact_day[kind] = sim_now(s);
    if (kind == CHANNEL_POLITICAL) { /* later queries need not draw the same contacts again */
        draw_routine(s, pair, &SIM_PAIR(s, pair)->routine);
    }
}

double
channel_reach_at(
    const struct sim_context *s, int32_t pair, enum channel_kind kind, double fresh)
{
    const struct channel *c = world_channel(s->world, pair, kind);
    const struct lever_filter on_it = lever_filter_of_channel((int32_t)kind);

    if (lever_keeps_line(s, pair, (int32_t)kind)) {
        return 1;
    }
    return lever_for_pair(s, LEVER_reach, pair,
        c->reach_stale + (c->reach_fresh - c->reach_stale) * fresh, &on_it);
}

double
channel_reach(const struct sim_context *s, int32_t pair, enum channel_kind kind)
{
    return channel_reach_at(s, pair, kind, channel_freshness(s, pair, kind));
}

/* ---- times ---- */

double
channel_transit_days(const struct sim_context *s, int32_t pair, enum channel_kind kind)
{
    const struct lever_filter on_it = lever_filter_of_channel((int32_t)kind);
    double hours = lever_for_pair(
        s, LEVER_latency, pair, world_channel(s->world, pair, kind)->latency_hours, &on_it);

    return (kind == CHANNEL_LAW_ENFORCEMENT ? lever_legal_delay(s, pair, hours) : hours) / 24;
}

double
channel_locating_hours(const struct sim_context *s, int32_t pair, enum channel_kind kind)
{
    const struct channel *c = world_channel(s->world, pair, kind);
    const struct lever_filter on_it = lever_filter_of_channel((int32_t)kind);
    double fresh = channel_freshness(s, pair, kind);
    double hours =
        c->locate_stale_hours > 0 && c->locate_fresh_hours > 0
            ? c->locate_stale_hours *
                  portable_pow(c->locate_fresh_hours / c->locate_stale_hours, fresh)
            : c->locate_stale_hours + (c->locate_fresh_hours - c->locate_stale_hours) * fresh;

    return lever_for_pair(s, LEVER_locate_time, pair, hours, &on_it);
}

double
channel_usual_reply_days(
    const struct sim_context *s, int32_t pair, enum channel_kind kind, double desk_hours)
{
    return 2 * channel_transit_days(s, pair, kind) +
           (channel_locating_hours(s, pair, kind) + desk_hours) / 24;
}

/* Whether an agreement in force between the two states opens a channel of that kind. */
static bool
opened(const struct sim_context *s, int32_t pair, enum channel_kind kind)
{
    const struct link_range range = s->world->dyad_party_pairs[pair];

    for (int32_t b = range.first; b < range.first + range.count; b++) {
        int32_t a = s->world->party_pairs[b].agreement;
        const struct list *opens = &WORLD_AGREEMENT(s->world, a)->opens;

        for (int32_t k = 0; k < opens->count; k++) {
            if (((const struct channel *)opens->items)[k].key.index == (int32_t)kind &&
                SIM_AGREEMENT(s, a)->status == AGREEMENT_IN_FORCE &&
                lever_bound_since(s, b) < INFINITY) {
                return true;
            }
        }
    }
    return false;
}

bool
channel_open(const struct sim_context *s, int32_t pair, enum channel_kind kind)
{
    const struct channel *c = world_channel(s->world, pair, kind);

    return c != NULL &&
           (c != WORLD_PAIR(s->world, pair)->opened[kind] || opened(s, pair, kind));
}

int32_t
channel_direct(const struct sim_context *s, int32_t pair)
{
    bool defence = channel_open(s, pair, CHANNEL_DEFENCE);

    if (defence && dyad_in_crisis(s, pair)) {
        return CHANNEL_DEFENCE;
    }
    if (channel_open(s, pair, CHANNEL_POLITICAL)) {
        return CHANNEL_POLITICAL;
    }
    return defence ? CHANNEL_DEFENCE : NONE;
}

/* ---- events of routine contacts ---- */

static void
schedule(struct sim_context *s, int32_t pair)
{
    struct routine_now *r = &SIM_PAIR(s, pair)->routine;

    if (WORLD_PAIR(s->world, pair)->routine_contacts_per_year > 0) {
        draw_routine(s, pair, r);
        r->event = sim_at(s, r->next, EVENT_routine_contact, pair, 0);
    }
}

void
channel_begin(struct sim_context *s, int32_t pair)
{
    SIM_PAIR(s, pair)->routine.last = -INFINITY;
    if (needs_agreement(s, pair)) {
        schedule(s, pair);
    }
}

void
channel_announce(struct sim_context *s, int32_t pair)
{
    if (!queue_pending(&s->run->kernel.queue, SIM_PAIR(s, pair)->routine.event)) {
        schedule(s, pair);
    }
}

void
channel_on_routine_contact(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    bool by_agreement = needs_agreement(s, event->a);

    if (by_agreement && channel_open(s, event->a, CHANNEL_POLITICAL)) {
        channel_contact(s, event->a, CHANNEL_POLITICAL);
    }
    sim_notify(
        s, (struct observation){.kind = OBS_CONTACT, .a = event->a, .b = 0, .value = NONE});
    if (by_agreement || s->run->announces) {
        schedule(s, event->a);
    }
}
