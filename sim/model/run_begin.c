/* Sets up the first day of a run. */
#include "model/run.h"

#include <string.h>

#include "model/agreement/agreement.h"
#include "model/channel/channel.h"
#include "model/dyad/dyad.h"
#include "model/incident/source.h"
#include "model/model.h"
#include "model/state/run_pools.h"
#include "model/state/sim.h"

enum { HEADROOM_MIN = 64 };

static void
begin_pair(struct sim_context *s, int32_t pair)
{
    const struct pair *row = WORLD_PAIR(s->world, pair);
    struct pair_now *now = SIM_PAIR(s, pair);

    for (int32_t d = 0; d < 2; d++) {
        struct dyad_direction_now *side = &now->direction[d];

        side->tension = row->tension_start;
        side->trust_good = row->trust_good;
        side->trust_bad = row->trust_bad;
        side->fall_day = INFINITY;
        side->force_day = -INFINITY;
        side->offer_day = -INFINITY;
        side->ordered_day = -INFINITY;
        side->yielded_day = -INFINITY;
        side->demand_u = NAN;
        side->spared_day = -INFINITY;
        side->struck_day = -INFINITY;
        side->pledge_rate = NAN;
        tally_time_set(&side->trust, 0, row->trust_good / (row->trust_good + row->trust_bad));
        for (int32_t r = 0; r < RUNGS; r++) {
            side->act_day[r] = -INFINITY;
            side->seen_day[r] = -INFINITY;
        }
    }
    for (int32_t c = 0; c < CHANNEL_KINDS; c++) {
        const struct channel *channel = world_channel(s->world, pair, (enum channel_kind)c);

        now->contact_day[c] = channel == NULL ? -INFINITY : -channel->last_contact_days_ago;
    }
    channel_begin(s, pair);
}

static void
begin_desks(struct sim_context *s)
{
    int32_t n = s->world->n_states;

    for (int32_t k = 0; k < s->run->desks.count; k++) {
        struct desk *desk = SIM_DESK(s, k);

        desk->first = NONE;
        desk->servers = k >= 2 * n   ? WORLD_AGREEMENT(s->world, k - 2 * n)->hub.officers
                        : k % 2 == 0 ? WORLD_STATE(s->world, k / 2)->analysts
                                     : WORLD_STATE(s->world, k / 2)->officers;
    }
}

static void
begin_agreements(struct sim_context *s)
{
    for (int32_t k = 0; k < s->world->n_agreements; k++) {
        SIM_AGREEMENT(s, k)->entered_day = NAN;
        SIM_AGREEMENT(s, k)->first_violation_day = NAN;
    }
    for (int32_t k = 0; k < s->world->n_measures; k++) {
        SIM_MEASURE(s, k)->on_day = NAN;
    }
    agreement_begin(s);
}

static enum status
begin_pairs(struct sim_context *s)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < s->world->n_pairs; k++) {
        TRY(run_pools_room(s->run));
        begin_pair(s, k);
    }
out:
    return st;
}

/* Begins the crises of the first day. Call this after the agreements have begun, because a crisis
   may suspend them. */
static enum status
begin_crises(struct sim_context *s)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < s->world->n_pairs; k++) {
        TRY(run_pools_room(s->run));
        for (int32_t d = 0; d < 2; d++) {
            dyad_begin(s, (struct dyad_direction){k, d, &SIM_PAIR(s, k)->direction[d]});
        }
        model_settle(s);
    }
out:
    return st;
}

/* Sets up the first day of a run that has no incidents, messages or other items yet. */
static enum status
begin(struct sim_context *s)
{
    const struct world *w = s->world;
    struct run *r = s->run;
    enum status st;

    r->headroom = HEADROOM_MIN + 2 * w->n_states + 4 * w->n_agreements;
    r->waiting = NONE;
    TRY(run_pools_fill(r, w, s->observers));
    TRY(run_pools_room(s->run));
    begin_desks(s);
    TRY(begin_pairs(s));
    TRY(queue_reserve(&r->kernel.queue, r->headroom + 8 * w->n_agreements));
    begin_agreements(s);
    TRY(begin_crises(s));
    TRY(queue_reserve(
        &r->kernel.queue, r->headroom + w->n_arrival_processes + w->injects.count));
    source_begin(s);
out:
    return st;
}

enum status
run_init(struct run *r, const struct world *w, uint64_t seed, uint64_t replication,
    uint64_t world_hash, const struct observers *observers)
{
    struct sim_context s = {.run = r, .world = w, .observers = observers};

    memset(r, 0, sizeof(*r));
    kernel_init(&r->kernel);
    run_pools_init(r, observers);
    r->purposes = purpose_hash();
    r->base = (struct stream_base){seed, replication, world_hash};
    return begin(&s);
}

enum status
run_reset(struct run *r, const struct world *w, uint64_t seed, uint64_t replication,
    uint64_t world_hash, const struct observers *observers)
{
    struct sim_context s = {.run = r, .world = w, .observers = observers};

    run_pools_clear(r);
    r->base = (struct stream_base){seed, replication, world_hash};
    return begin(&s);
}
