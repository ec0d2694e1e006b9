#include "run_verify.h"

#include <stdlib.h>

#include "model/dyad/dyad.h"
#include "model/incident/desk.h"
#include "model/response/message.h"
#include "model/seat/tabled.h"
#include "model/state/sim.h"

/** Counts over the pools and the pending events, to be compared with the counts of the run. */
struct count {
    struct sim_context s;
    int32_t *pending; /* per incident: pending references, see incident_ref() */
    int32_t *members; /* per campaign */
    int32_t *orders;  /* per incident: hostile orders that wait */
    int32_t *teams;   /* per state: counter-operations ordered or under way */
    int32_t *open;    /* per state: open incidents */
    int32_t *crises;  /* per state */
    int32_t *served;  /* per desk: services under way */
    /* per pool and element: 1 if the element is on the list of unused elements */
    char *unused[9];
    int32_t jobs;
};

static const struct object_pool *
pool_at(const struct run *r, int k)
{
    const struct object_pool *const pools[9] = {&r->incidents, &r->beliefs, &r->campaigns,
        &r->messages, &r->jobs, &r->orders, &r->campaign_members, &r->tranches, &r->tabled};

    return pools[k];
}

enum {
    INCIDENTS,
    BELIEFS,
    CAMPAIGNS,
    MESSAGES,
    JOBS,
    ORDERS,
    MEMBERS,
    TRANCHES,
    TABLED,
    POOLS
};

static bool
is_live(const struct count *c, int pool, int32_t index)
{
    return index >= 0 && index < pool_at(c->s.run, pool)->items.count &&
           c->unused[pool][index] == 0;
}

static const char *
mark_unused(struct count *c)
{
    for (int k = 0; k < POOLS; k++) {
        const struct object_pool *pool = pool_at(c->s.run, k);

        for (int32_t u = 0; u < pool->unused.count; u++) {
            int32_t index = *ARRAY_AT(int32_t, &pool->unused, u);

            if (index < 0 || index >= pool->items.count || c->unused[k][index]++ != 0) {
                return "a list of unused elements has an element twice, or an invalid index";
            }
        }
    }
    return NULL;
}

static bool
is_pending(const struct count *c, struct timer t)
{
    return queue_pending(&c->s.run->kernel.queue, t);
}

/* References to incidents, and members of campaigns */

static const char *
count_events(struct count *c)
{
    const struct queue *q = &c->s.run->kernel.queue;

    for (int32_t k = 0; k < q->slots.count; k++) {
        const struct event *e = ARRAY_AT(struct event, &q->slots, k);

        if (e->sequence == 0) {
            continue;
        }
        if (e->time < c->s.run->kernel.now) {
            return "an event lies in the past";
        }
        switch (e->kind) {
        case EVENT_incident_end:
        case EVENT_detection:
        case EVENT_post_hoc:
        case EVENT_publication:
        case EVENT_industry:
        case EVENT_truth:
        case EVENT_analysis:
        case EVENT_concession:
            if (!is_live(c, INCIDENTS, e->a)) {
                return "an event is about an incident that is closed";
            }
            c->pending[e->a]++;
            break;
        case EVENT_desk_done:
            if (!is_live(c, JOBS, e->b)) {
                return "a desk serves a job that does not exist";
            }
            c->served[e->a]++;
            c->jobs++;
            break;
        default:
            break;
        }
    }
    return NULL;
}

static bool
is_operation(const struct sim_context *s, const struct order *o)
{
    return o->response != NONE &&
           WORLD_RESPONSE(s->world, o->response)->effect == EFFECT_OPERATION;
}

static const char *
count_objects(struct count *c)
{
    const struct sim_context *s = &c->s;

    for (int32_t k = 0; k < s->run->orders.items.count; k++) {
        if (is_live(c, ORDERS, k)) {
            if (!is_live(c, INCIDENTS, SIM_ORDER(s, k)->incident)) {
                return "an order belongs to an incident that is closed";
            }
            c->pending[SIM_ORDER(s, k)->incident]++;
            c->orders[SIM_ORDER(s, k)->incident] += SIM_ORDER(s, k)->hostile;
            c->teams[SIM_ORDER(s, k)->actor] += is_operation(s, SIM_ORDER(s, k));
        } else if (SIM_ORDER(s, k)->hostile) {
            return "an order that was executed or withdrawn is still hostile";
        }
    }
    for (int32_t k = 0; k < s->run->messages.items.count; k++) {
        if (is_live(c, MESSAGES, k)) {
            if (!is_live(c, INCIDENTS, SIM_MESSAGE(s, k)->incident)) {
                return "a message is about an incident that is closed";
            }
            c->pending[SIM_MESSAGE(s, k)->incident]++;
        }
    }
    for (int32_t k = 0; k < s->run->campaign_members.items.count; k++) {
        if (is_live(c, MEMBERS, k)) {
            if (!is_live(c, CAMPAIGNS, SIM_CAMPAIGN_MEMBER(s, k)->campaign)) {
                return "a coming member belongs to a campaign that is over";
            }
            c->members[SIM_CAMPAIGN_MEMBER(s, k)->campaign]++;
        }
    }
    return NULL;
}

/* Incidents */

static bool
is_being_decided(const struct incident *i)
{
    return i->phase != PHASE_HIDDEN && i->phase != PHASE_DECIDED;
}

/* Matters on tables */

static bool
is_tabled(const struct count *c, int32_t incident)
{
    int32_t n = 0;

    for (int32_t k = 0; k < c->s.run->tabled.items.count; k++) {
        const struct tabled *t = SIM_TABLED(&c->s, k);

        n += is_live(c, TABLED, k) && t->kind == TABLED_DECISION && t->incident == incident;
    }
    return n == 1;
}

/* Checks that a message on a table is under way, and that the clock of a sender that waits for its
   reply has stopped. */
static const char *
verify_tabled_message(const struct count *c, const struct tabled *t)
{
    const struct message *m = SIM_MESSAGE(&c->s, t->message);
    struct timer waiting;

    if (!is_live(c, MESSAGES, t->message) || m->to != t->state || m->incident != t->incident ||
        m->end != MESSAGE_UNDER_WAY || isnan(m->handled_day)) {
        return "a tabled message is not one that the seat has read";
    }
    waiting = SIM_INCIDENT(&c->s, t->incident)->waiting;
    if (isnan(t->clock_day)) {
        return message_is_awaited(&c->s, m) ? "a clock runs while its message lies on a table"
                                            : NULL;
    }
    return message_is_awaited(&c->s, m) &&
                   queue_time(&c->s.run->kernel.queue, waiting) < INFINITY
               ? "a clock runs while its message lies on a table"
               : NULL;
}

static const char *
verify_tabled(const struct count *c, const struct tabled *t)
{
    if (t->state < 0 || t->number < 1 || t->number > SIM_STATE(&c->s, t->state)->n_tabled ||
        t->day > c->s.run->kernel.now) {
        return "a matter has an invalid state, number or day";
    }
    switch ((enum tabled_kind)t->kind) {
    case TABLED_DECISION:
        return is_live(c, INCIDENTS, t->incident) &&
                       SIM_INCIDENT(&c->s, t->incident)->phase == PHASE_TABLED &&
                       SIM_INCIDENT(&c->s, t->incident)->target == t->state
                   ? NULL
                   : "a tabled decision is not about an incident of the seat that waits for it";
    case TABLED_QUESTION:
    case TABLED_REQUEST:
    case TABLED_CASE:
        return verify_tabled_message(c, t);
    case TABLED_OFFER:
        return dyad_in_crisis(&c->s, t->pair) && SIM_PAIR(&c->s, t->pair)
                                                     ->direction[tabled_offering_side(&c->s, t)]
                                                     .offered
                   ? NULL
                   : "an offer lies on a table after its crisis";
    case TABLED_ORDER:
        return is_live(c, ORDERS, t->order) && SIM_ORDER(&c->s, t->order)->hostile &&
                       SIM_ORDER(&c->s, t->order)->actor == t->state
                   ? NULL
                   : "a tabled order is not a hostile one of the seat";
    }
    return "a matter has an invalid kind";
}

/* Checks that each stopped clock belongs to a message on a table. */
static const char *
verify_clocks(const struct count *c)
{
    int32_t stopped = 0, messages = 0;

    for (int32_t k = 0; k < c->s.run->incidents.items.count; k++) {
        const struct incident *i = SIM_INCIDENT(&c->s, k);

        stopped += is_live(c, INCIDENTS, k) && is_pending(c, i->waiting) &&
                   !(queue_time(&c->s.run->kernel.queue, i->waiting) < INFINITY);
    }
    for (int32_t k = 0; k < c->s.run->tabled.items.count; k++) {
        const struct tabled *t = SIM_TABLED(&c->s, k);

        messages += t->state != NONE && t->message != NONE && !isnan(t->clock_day) &&
                    message_is_awaited(&c->s, SIM_MESSAGE(&c->s, t->message));
    }
    return stopped == messages ? NULL : "a clock has stopped without a message on a table";
}

static const char *
verify_table(const struct count *c)
{
    const struct run *r = c->s.run;
    const char *error = NULL;
    bool held = false;
    int32_t waiting = NONE;

    for (int32_t k = 0; k < r->tabled.items.count && error == NULL; k++) {
        const struct tabled *t = SIM_TABLED(&c->s, k);

        if (is_live(c, TABLED, k)) {
            error = verify_tabled(c, t);
            held = held || t->stops;
            waiting = t->stops && t->kind == TABLED_DECISION ? t->incident : waiting;
        } else if (t->state != NONE || t->stops) {
            error = "a matter that was settled still has a state, or holds the run";
        }
    }
    if (error == NULL && (r->hold != held || r->waiting != waiting)) {
        error = "the run is held without a matter that stops it, or the reverse";
    }
    return error;
}

/* A belief exists after the decision if and only if a hostile order waits for its review. */
static const char *
verify_decided(const struct count *c, const struct incident *i)
{
    const struct parameters *p = &c->s.world->parameters;
    bool keeps = i->trigger_kind == TRIGGER_INCIDENT && i->n_hostile_orders > 0 &&
                 p->decision.reviewed_orders > 0;
    bool searches = keeps && p->attribution.evidence_after_decision > 0;

    if ((i->belief != NONE) != keeps) {
        return "a decided incident has a belief without a hostile order, or the reverse";
    }
    return is_pending(c, i->patience) || is_pending(c, i->waiting) ||
                   is_pending(c, i->evidence) != searches
               ? "a decided incident has a timer of attribution, or lacks it"
               : NULL;
}

static const char *
verify_timers(const struct count *c, int32_t index, const struct incident *i)
{
    bool gathers = is_pending(c, i->evidence) && is_pending(c, i->patience);
    bool idle = !is_pending(c, i->evidence) && !is_pending(c, i->patience);

    switch ((enum phase)i->phase) {
    case PHASE_ATTRIBUTION:
        return gathers && i->belief != NONE ? NULL : "attribution goes on without its timers";
    case PHASE_ASKING:
    case PHASE_DEFERRED:
        return idle && is_pending(c, i->waiting) ? NULL : "no timer ends the wait for a reply";
    case PHASE_HIDDEN:
    case PHASE_TRIAGE:
        return idle && i->belief == NONE ? NULL : "a belief exists before triage";
    case PHASE_DECIDED:
        return verify_decided(c, i);
    case PHASE_TABLED:
        return idle && !is_pending(c, i->waiting) && is_tabled(c, index)
                   ? NULL
                   : "a tabled decision has a running clock, or does not lie on the table";
    }
    return "an incident has an invalid phase";
}

static const char *
verify_belief(const struct count *c, const struct incident *i)
{
    const struct belief *b;
    double sum = 0;

    if (!is_live(c, BELIEFS, i->belief)) {
        return "an incident refers to a belief that does not exist";
    }
    b = SIM_BELIEF(&c->s, i->belief);
    for (int32_t k = 0; k < b->n; k++) {
        if (!(b->p[k] >= 0 && b->p[k] <= 1)) {
            return "a posterior is not a probability";
        }
        for (int32_t j = 0; j < k; j++) {
            if (b->suspect[j] == b->suspect[k]) {
                return "a belief has the same suspect twice";
            }
        }
        sum += b->p[k];
    }
    return fabs(sum - 1) < 1e-9 ? NULL : "posteriors do not add up to 1";
}

static const char *
verify_incident(struct count *c, int32_t index)
{
    const struct incident *i = SIM_INCIDENT(&c->s, index);
    const char *error = NULL;

    if (i->n_pending <= 0) {
        return "an incident without pending references is open";
    }
    if (i->n_pending != c->pending[index] + (is_being_decided(i) ? 1 : 0)) {
        return "an incident counts its pending references wrongly";
    }
    if (i->campaign != NONE) {
        if (!is_live(c, CAMPAIGNS, i->campaign)) {
            return "an incident belongs to a campaign that is over";
        }
        c->members[i->campaign]++;
    }
    if (i->last_belief != 0 && !is_live(c, BELIEFS, i->last_belief - 1)) {
        return "an incident refers to a last belief that does not exist";
    }
    if (i->n_hostile_orders != c->orders[index]) {
        return "an incident counts its hostile orders wrongly";
    }
    if (i->counter_operation && !i->ended) {
        c->teams[i->initiator]++;
    }
    if (i->trigger_kind == TRIGGER_INCIDENT) {
        c->open[i->target] += i->ended ? 0 : 1;
        if (is_pending(c, i->end) == i->ended) {
            return "an open incident has no end event, or an ended one has";
        }
    }
    error = verify_timers(c, index, i);
    return error != NULL || i->belief == NONE ? error : verify_belief(c, i);
}

static const char *
verify_incidents(struct count *c)
{
    const struct run *r = c->s.run;
    const char *error = NULL;

    for (int32_t k = 0; k < r->incidents.items.count && error == NULL; k++) {
        if (is_live(c, INCIDENTS, k)) {
            error = verify_incident(c, k);
        } else if (SIM_INCIDENT(&c->s, k)->n_pending != 0) {
            error = "a closed incident has pending references";
        }
    }
    for (int32_t k = 0; k < r->campaigns.items.count && error == NULL; k++) {
        if (is_live(c, CAMPAIGNS, k) && SIM_CAMPAIGN(&c->s, k)->members != c->members[k]) {
            error = "a campaign counts its members wrongly";
        }
    }
    return error;
}

/* Dyads */

static const char *
verify_direction(struct count *c, struct dyad_direction direction)
{
    const struct dyad_direction_now *now = direction.now;
    double tension = dyad_tension(&c->s, direction);
    double threshold = c->s.world->parameters.tension.threshold;
    bool crisis = dyad_in_crisis(&c->s, direction.pair);
    bool due = now->fall_day <= c->s.run->kernel.now;
    int32_t rung = dyad_rung(&c->s, direction);

    if (!(now->trust_good > 0) || !(now->trust_bad > 0)) {
        return "trust is not positive";
    }
    if (now->pledge_rate < 0 || now->pledge_nats > 0) {
        return "a usual rate is negative, or violations of a pledge speak for the other side";
    }
    if (!(tension >= 0) || !isfinite(tension)) {
        return "tension is negative or not finite";
    }
    if (due ? now->rung <= rung : now->rung != rung) {
        return "a rung differs from that of the acts";
    }
    if ((now->rung > 0) != isfinite(now->fall_day)) {
        return "a rung has no step down, or rung 0 has one";
    }
    if (c->s.run->announces &&
        (is_pending(c, now->rung_step)
                ? queue_time(&c->s.run->kernel.queue, now->rung_step) != now->fall_day
                : now->rung > 0)) {
        return "a step of a rung is no event although a sink is attached";
    }
    if (!crisis && tension >= threshold &&
        WORLD_PAIR(c->s.world, direction.pair)->tension_baseline < threshold) {
        return "tension is above the threshold without a crisis";
    }
    if (!crisis && (is_pending(c, now->offer) || now->offer_under_way || now->offered)) {
        return "an off-ramp offer is scheduled without a crisis";
    }
    return NULL;
}

static const char *
verify_pairs(struct count *c)
{
    const struct world *w = c->s.world;

    for (int32_t k = 0; k < w->n_pairs; k++) {
        struct pair_now *now = SIM_PAIR(&c->s, k);
        int32_t higher = now->direction[0].rung > now->direction[1].rung ? 0 : 1;

        for (int32_t d = 0; d < 2; d++) {
            const char *error =
                verify_direction(c, (struct dyad_direction){k, d, &now->direction[d]});

            if (error != NULL) {
                return error;
            }
            if (now->crisis.holds) {
                c->crises[d == 0 ? WORLD_PAIR(w, k)->first : WORLD_PAIR(w, k)->second]++;
            }
        }
        if (!now->crisis.holds && is_pending(c, now->crisis.exit)) {
            return "the end of a crisis is scheduled without a crisis";
        }
        if (now->rung != now->direction[higher].rung) {
            return "the rung of a pair is not the higher of its two directions";
        }
    }
    return NULL;
}

static const char *
verify_states(const struct count *c)
{
    for (int32_t k = 0; k < c->s.world->n_states; k++) {
        if (SIM_STATE(&c->s, k)->crises != c->crises[k]) {
            return "a state counts its crises wrongly";
        }
        if (SIM_STATE(&c->s, k)->open_incidents != c->open[k]) {
            return "a state counts its open incidents wrongly";
        }
        if (SIM_STATE(&c->s, k)->operations != c->teams[k]) {
            return "a state counts its teams in use wrongly";
        }
    }
    return NULL;
}

/* Desks */

/* Counts the waiting jobs in `job`, its siblings and their children. Returns false if a job is
   served before its parent, or is unused. */
static bool
count_waiting(struct count *c, int32_t job, const struct job *parent, int32_t *waiting)
{
    for (; job != NONE; job = parent == NULL ? NONE : SIM_JOB(&c->s, job)->sibling) {
        const struct job *j = SIM_JOB(&c->s, job);

        if (!is_live(c, JOBS, job) || *waiting > c->s.run->jobs.items.count ||
            (parent != NULL &&
                (j->priority > parent->priority ||
                    (j->priority == parent->priority && j->number < parent->number)))) {
            return false;
        }
        ++*waiting;
        if (!count_waiting(c, j->child, j, waiting)) {
            return false;
        }
    }
    return true;
}

static const char *
verify_desk(struct count *c, int32_t index)
{
    const struct desk *d = SIM_DESK(&c->s, index);
    int32_t waiting = 0;

    if (!count_waiting(c, d->first, NULL, &waiting)) {
        return "a desk's queue is out of order";
    }
    c->jobs += waiting;
    if (d->waiting != waiting || d->busy != c->served[index]) {
        return "a desk counts its jobs wrongly";
    }
    return d->busy > d->servers || (waiting > 0 && d->busy < d->servers)
               ? "a desk has a free server and a queue, or more jobs in service than servers"
               : NULL;
}

static const char *
verify_desks(struct count *c)
{
    const struct object_pool *jobs = &c->s.run->jobs;
    const char *error = NULL;

    for (int32_t k = 0; k < c->s.run->desks.count && error == NULL; k++) {
        error = verify_desk(c, k);
    }
    return error == NULL && c->jobs != jobs->items.count - jobs->unused.count
               ? "a job belongs to no desk"
               : error;
}

/* Agreements */

static const char *
verify_agreements(const struct count *c)
{
    for (int32_t m = 0; m < c->s.world->n_measures; m++) {
        int32_t status = SIM_AGREEMENT(&c->s, c->s.world->measures[m].agreement)->status;

        if (status == AGREEMENT_IN_FORCE && !SIM_MEASURE(&c->s, m)->active) {
            return "a measure of an agreement in force is not active";
        }
        if (status >= AGREEMENT_SUSPENDED && SIM_MEASURE(&c->s, m)->active) {
            return "a measure of a suspended agreement is active";
        }
    }
    return NULL;
}

/* Takedowns */

static const char *
verify_arrivals(const struct count *c)
{
    double halflife = c->s.world->parameters.rates.takedown_halflife_days;

    for (int32_t k = 0; k < c->s.world->n_arrival_processes; k++) {
        double removed = sim_decay_value(
            SIM_ARRIVAL_PROCESS(&c->s, k)->disrupted, halflife, c->s.run->kernel.now);
        int32_t source = c->s.world->arrival_processes[k].source;

        if (!(removed >= 0 && removed < 1)) {
            return "takedowns remove a share of a rate that is not in [0, 1)";
        }
        if (removed > 0 && WORLD_SOURCE(c->s.world, source)->kind != SOURCE_CRIMINAL) {
            return "a source that is not criminal was taken down";
        }
    }
    return NULL;
}

/* All checks */

static const char *
verify_all(struct count *c)
{
    const struct run *r = c->s.run;
    const char *error = queue_verify(&r->kernel.queue);

    error = error != NULL ? error : mark_unused(c);
    error = error != NULL ? error : count_events(c);
    error = error != NULL ? error : count_objects(c);
    error = error != NULL ? error : verify_incidents(c);
    error = error != NULL ? error : verify_pairs(c);
    error = error != NULL ? error : verify_states(c);
    error = error != NULL ? error : verify_desks(c);
    error = error != NULL ? error : verify_agreements(c);
    error = error != NULL ? error : verify_arrivals(c);
    error = error != NULL ? error : verify_table(c);
    return error != NULL ? error : verify_clocks(c);
}

static void *
zeros(int32_t n, size_t size)
{
    return calloc((size_t)n + 1, size);
}

const char *
run_verify(const struct run *r, const struct world *w)
{
    struct run copy = *r; /* only read */
    struct count c = {.s = {.run = &copy, .world = w}};
    bool allocated;
    const char *error;

    c.pending = zeros(r->incidents.items.count, sizeof(int32_t));
    c.members = zeros(r->campaigns.items.count, sizeof(int32_t));
    c.orders = zeros(r->incidents.items.count, sizeof(int32_t));
    c.teams = zeros(w->n_states, sizeof(int32_t));
    c.open = zeros(w->n_states, sizeof(int32_t));
    c.crises = zeros(w->n_states, sizeof(int32_t));
    c.served = zeros(r->desks.count, sizeof(int32_t));
    allocated = c.orders != NULL && c.teams != NULL && c.pending != NULL && c.members != NULL &&
                c.open != NULL && c.crises != NULL && c.served != NULL;
    for (int k = 0; k < POOLS; k++) {
        c.unused[k] = zeros(pool_at(r, k)->items.count, 1);
        allocated = allocated && c.unused[k] != NULL;
    }
    error = allocated ? verify_all(&c) : "out of memory";
    free(c.pending);
    free(c.orders);
    free(c.teams);
    free(c.members);
    free(c.open);
    free(c.crises);
    free(c.served);
    for (int k = 0; k < POOLS; k++) {
        free(c.unused[k]);
    }
    return error;
}
