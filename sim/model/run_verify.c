/* What must be true of a run between any two events. For tests: slow, and needs memory. */

#include "model/run.h"

#include <stdlib.h>

#include "model/dyad/dyad.h"
#include "model/incident/desk.h"
#include "model/state/sim.h"

/** What is counted over pools and pending events, to be held against what the run says. */
struct count {
    struct sim_context s;
    int32_t *holds;   /* per incident */
    int32_t *members; /* per campaign */
    int32_t *open;    /* per state */
    int32_t *crises;  /* per state */
    int32_t *served;  /* per desk: services under way */
    char *dead[8];    /* per store and element: it is on the list of the unused */
    int32_t jobs;
};

static const struct object_pool *
store_of(const struct run *r, int k)
{
    const struct object_pool *const stores[8] = {&r->incidents, &r->beliefs, &r->campaigns,
        &r->messages, &r->jobs, &r->orders, &r->campaign_members, &r->tranches};

    return stores[k];
}

enum { INCIDENTS, BELIEFS, CAMPAIGNS, MESSAGES, JOBS, ORDERS, ARRIVALS, TRANCHES, STORES };

static bool
is_live(const struct count *c, int store, int32_t index)
{
    return index >= 0 && index < store_of(c->s.run, store)->items.count &&
           c->dead[store][index] == 0;
}

static const char *
find_dead(struct count *c)
{
    for (int k = 0; k < STORES; k++) {
        const struct object_pool *store = store_of(c->s.run, k);

        for (int32_t u = 0; u < store->unused.count; u++) {
            int32_t index = *ARRAY_AT(int32_t, &store->unused, u);

            if (index < 0 || index >= store->items.count || c->dead[k][index]++ != 0) {
                return "an element of a store is unused twice, or is none";
            }
        }
    }
    return NULL;
}

static bool
pending(const struct count *c, struct timer t)
{
    return queue_pending(&c->s.run->kernel.queue, t);
}

/* Holds and members, from what is pending */

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
            if (!is_live(c, INCIDENTS, e->a)) {
                return "an event is about an incident that is closed";
            }
            c->holds[e->a]++;
            break;
        case EVENT_desk_done:
            if (!is_live(c, JOBS, e->b)) {
                return "a desk serves a job that is none";
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

static const char *
count_things(struct count *c)
{
    const struct sim_context *s = &c->s;

    for (int32_t k = 0; k < s->run->orders.items.count; k++) {
        if (is_live(c, ORDERS, k)) {
            if (!is_live(c, INCIDENTS, SIM_ORDER(s, k)->incident)) {
                return "an order answers an incident that is closed";
            }
            c->holds[SIM_ORDER(s, k)->incident]++;
        }
    }
    for (int32_t k = 0; k < s->run->messages.items.count; k++) {
        if (is_live(c, MESSAGES, k)) {
            if (!is_live(c, INCIDENTS, SIM_MESSAGE(s, k)->incident)) {
                return "a message is about an incident that is closed";
            }
            c->holds[SIM_MESSAGE(s, k)->incident]++;
        }
    }
    for (int32_t k = 0; k < s->run->campaign_members.items.count; k++) {
        if (is_live(c, ARRIVALS, k)) {
            if (!is_live(c, CAMPAIGNS, SIM_CAMPAIGN_MEMBER(s, k)->campaign)) {
                return "a member comes to a campaign that is over";
            }
            c->members[SIM_CAMPAIGN_MEMBER(s, k)->campaign]++;
        }
    }
    return NULL;
}

/* Incidents */

static bool
is_being_decided(const struct count *c, int32_t incident, const struct incident *i)
{
    return (i->phase != PHASE_HIDDEN && i->phase != PHASE_DECIDED) ||
           c->s.run->waiting == incident;
}

static const char *
verify_clocks(const struct count *c, const struct incident *i)
{
    bool gathers = pending(c, i->evidence) && pending(c, i->patience);
    bool idle = !pending(c, i->evidence) && !pending(c, i->patience);

    switch ((enum phase)i->phase) {
    case PHASE_ATTRIBUTION:
        return gathers ? NULL : "attribution goes on without its clocks";
    case PHASE_ASKING:
    case PHASE_DEFERRED:
        return idle && pending(c, i->waiting) ? NULL : "nobody waits for what was asked";
    case PHASE_HIDDEN:
    case PHASE_TRIAGE:
        return idle && i->belief == NONE ? NULL : "a belief before triage";
    case PHASE_DECIDED:
        return idle && !pending(c, i->waiting) && i->belief == NONE
                   ? NULL
                   : "a decided matter is not done with";
    }
    return "an incident is in no phase";
}

static const char *
verify_belief(const struct count *c, const struct incident *i)
{
    const struct belief *b;
    double sum = 0;

    if (!is_live(c, BELIEFS, i->belief)) {
        return "an incident has a belief that is none";
    }
    b = SIM_BELIEF(&c->s, i->belief);
    for (int32_t k = 0; k < b->n; k++) {
        if (!(b->p[k] >= 0 && b->p[k] <= 1)) {
            return "a posterior is no probability";
        }
        for (int32_t j = 0; j < k; j++) {
            if (b->suspect[j] == b->suspect[k]) {
                return "somebody is suspected twice";
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
    const char *wrong = NULL;

    if (i->n_pending <= 0) {
        return "an incident that nobody holds is open";
    }
    if (i->n_pending != c->holds[index] + (is_being_decided(c, index, i) ? 1 : 0)) {
        return "an incident is held by something that is not pending";
    }
    if (i->campaign != NONE) {
        if (!is_live(c, CAMPAIGNS, i->campaign)) {
            return "an incident belongs to a campaign that is over";
        }
        c->members[i->campaign]++;
    }
    if (i->trigger_kind == TRIGGER_INCIDENT) {
        c->open[i->target] += i->ended ? 0 : 1;
        if (pending(c, i->end) == i->ended) {
            return "an open incident has no end, or an ended one has";
        }
    }
    if (c->s.run->waiting != index) {
        wrong = verify_clocks(c, i);
    }
    return wrong != NULL || i->belief == NONE ? wrong : verify_belief(c, i);
}

static const char *
verify_incidents(struct count *c)
{
    const struct run *r = c->s.run;
    const char *wrong = NULL;

    for (int32_t k = 0; k < r->incidents.items.count && wrong == NULL; k++) {
        if (is_live(c, INCIDENTS, k)) {
            wrong = verify_incident(c, k);
        } else if (SIM_INCIDENT(&c->s, k)->n_pending != 0) {
            wrong = "a closed incident is held";
        }
    }
    for (int32_t k = 0; k < r->campaigns.items.count && wrong == NULL; k++) {
        if (is_live(c, CAMPAIGNS, k) && SIM_CAMPAIGN(&c->s, k)->members != c->members[k]) {
            wrong = "a campaign has members that are neither open nor coming";
        }
    }
    return wrong;
}

/* Relations */

static const char *
verify_side(struct count *c, struct dyad_direction direction)
{
    const struct dyad_direction_now *now = direction.now;
    double tension = dyad_tension(&c->s, direction);
    bool due = pending(c, now->rung_step) &&
               queue_time(&c->s.run->kernel.queue, now->rung_step) <= c->s.run->kernel.now;

    if (!(now->trust_good > 0) || !(now->trust_bad > 0)) {
        return "trust is not positive";
    }
    if (!(tension >= 0) || !isfinite(tension)) {
        return "tension is negative or no number";
    }
    if (!due && now->rung != dyad_rung(&c->s, direction)) {
        return "a rung is not that of the acts";
    }
    if ((now->rung > 0) != pending(c, now->rung_step)) {
        return "a rung does not come down";
    }
    if (!now->crisis && tension >= c->s.world->parameters.tension.threshold) {
        return "tension above the threshold is no crisis";
    }
    if (!now->crisis && pending(c, now->crisis_exit)) {
        return "a crisis ends that is none";
    }
    if (!dyad_in_crisis(&c->s, direction.pair) && pending(c, now->offer)) {
        return "a way out is offered without a crisis";
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
            const char *wrong =
                verify_side(c, (struct dyad_direction){k, d, &now->direction[d]});

            if (wrong != NULL) {
                return wrong;
            }
            if (now->direction[d].crisis) {
                c->crises[d == 0 ? WORLD_PAIR(w, k)->first : WORLD_PAIR(w, k)->second]++;
            }
        }
        if (now->rung != now->direction[higher].rung) {
            return "the rung of a pair is not that of its higher side";
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
    }
    return NULL;
}

/* Desks */

static const char *
verify_desk(struct count *c, int32_t index)
{
    const struct desk *d = SIM_DESK(&c->s, index);
    double priority = INFINITY;
    int32_t waiting = 0;

    for (int32_t job = d->head; job != NONE; job = SIM_JOB(&c->s, job)->next) {
        if (!is_live(c, JOBS, job) || SIM_JOB(&c->s, job)->priority > priority) {
            return "a desk's queue is out of order";
        }
        priority = SIM_JOB(&c->s, job)->priority;
        waiting++;
        c->jobs++;
    }
    if (d->waiting != waiting || d->busy != c->served[index]) {
        return "a desk counts its jobs wrongly";
    }
    return d->busy > d->servers || (waiting > 0 && d->busy < d->servers)
               ? "a desk has idle people and a queue, or more at work than it has"
               : NULL;
}

static const char *
verify_desks(struct count *c)
{
    const struct object_pool *jobs = &c->s.run->jobs;
    const char *wrong = NULL;

    for (int32_t k = 0; k < c->s.run->desks.count && wrong == NULL; k++) {
        wrong = verify_desk(c, k);
    }
    return wrong == NULL && c->jobs != jobs->items.count - jobs->unused.count
               ? "a job is at no desk"
               : wrong;
}

/* Agreements */

static const char *
verify_agreements(const struct count *c)
{
    for (int32_t m = 0; m < c->s.world->n_measures; m++) {
        int32_t status = SIM_AGREEMENT(&c->s, c->s.world->measures[m].agreement)->status;

        if (status == AGREEMENT_IN_FORCE && !SIM_MEASURE(&c->s, m)->active) {
            return "a measure of an agreement in force does not act";
        }
        if (status >= AGREEMENT_SUSPENDED && SIM_MEASURE(&c->s, m)->active) {
            return "a measure of a suspended agreement acts";
        }
    }
    return NULL;
}

/* All together */

static const char *
verify_all(struct count *c)
{
    const struct run *r = c->s.run;
    const char *wrong = queue_verify(&r->kernel.queue);

    wrong = wrong != NULL ? wrong : find_dead(c);
    wrong = wrong != NULL ? wrong : count_events(c);
    wrong = wrong != NULL ? wrong : count_things(c);
    wrong = wrong != NULL ? wrong : verify_incidents(c);
    wrong = wrong != NULL ? wrong : verify_pairs(c);
    wrong = wrong != NULL ? wrong : verify_states(c);
    wrong = wrong != NULL ? wrong : verify_desks(c);
    wrong = wrong != NULL ? wrong : verify_agreements(c);
    if (wrong == NULL && r->hold != (r->waiting != NONE)) {
        wrong = "the run waits for nobody";
    }
    return wrong;
}

static void *
zeros(int32_t n, size_t size)
{
    return calloc((size_t)n + 1, size);
}

const char *
run_verify(const struct run *r, const struct world *w)
{
    struct run copy = *r; /* looked at, not changed */
    struct count c = {.s = {.run = &copy, .world = w}};
    bool there;
    const char *wrong;

    c.holds = zeros(r->incidents.items.count, sizeof(int32_t));
    c.members = zeros(r->campaigns.items.count, sizeof(int32_t));
    c.open = zeros(w->n_states, sizeof(int32_t));
    c.crises = zeros(w->n_states, sizeof(int32_t));
    c.served = zeros(r->desks.count, sizeof(int32_t));
    there = c.holds != NULL && c.members != NULL && c.open != NULL && c.crises != NULL &&
            c.served != NULL;
    for (int k = 0; k < STORES; k++) {
        c.dead[k] = zeros(store_of(r, k)->items.count, 1);
        there = there && c.dead[k] != NULL;
    }
    wrong = there ? verify_all(&c) : "there is no memory to look";
    free(c.holds);
    free(c.members);
    free(c.open);
    free(c.crises);
    free(c.served);
    for (int k = 0; k < STORES; k++) {
        free(c.dead[k]);
    }
    return wrong;
}
