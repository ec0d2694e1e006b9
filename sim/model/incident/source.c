#include "model/incident/source_internal.h"

#include "model/agreement/agreement.h"
#include "model/dyad/dyad.h"
#include "model/incident/campaign.h"
#include "model/incident/incident.h"

enum { MEMBERS_MAX = 15 };

static void
schedule_candidate(struct sim_context *s, int32_t process)
{
    struct arrival_process_now *now = SIM_ARRIVAL_PROCESS(s, process);
    uint64_t n = (uint64_t)now->n_candidates;

    if (now->gap_rate <= 0) {
        return;
    }
    if (n % 4 == 0) {
        uint64_t hash = s->world->arrival_processes[process].hash;

        now->gaps = sim_draw4(s, PURPOSE_gap, hash, n / 4);
        now->acceptances = sim_draw4(s, PURPOSE_acceptance, hash, n / 4);
    }
    (void)sim_in(s, distribution_exponential(now->gaps.u[n % 4]) / now->gap_rate,
        EVENT_candidate, process, 0);
}

void
source_begin(struct sim_context *s)
{
    const struct world *w = s->world;
    const struct inject *injects = w->injects.items;

    for (int32_t k = 0; k < w->n_arrival_processes; k++) {
        struct arrival_process_now *now = SIM_ARRIVAL_PROCESS(s, k);

        now->activity = source_activity(s, &w->arrival_processes[k]);
        now->gap_rate = w->arrival_processes[k].rate_per_day * now->activity *
                        world_exposure_max(w, w->arrival_processes[k].source) *
                        w->parameters.rates.headroom;
        now->stock = (struct decaying){1, 0};
        if (!w->trace.replaces_sources) {
            schedule_candidate(s, k);
        }
    }
    for (int32_t k = 0; k < w->injects.count; k++) {
        if (injects[k].kind != INJECT_NEWS && injects[k].day >= 0 &&
            injects[k].day <= w->horizon_days) {
            (void)sim_at(s, injects[k].day, EVENT_inject, k, 0);
        }
    }
    if (w->trace_incidents.count > 0) {
        const struct trace_incident *first = w->trace_incidents.items;

        (void)sim_at(s, portable_max(first->day, 0), EVENT_trace, 0, 0);
    }
}

/* ---- type, severity, length and target ---- */

/* Draws the class of the target. Criminals do not attack armed forces. MODEL.md (1.14) */
static int32_t
draw_target_class(const struct parameters_rates *p, bool criminal, double u)
{
    const double weights[] = {0, p->target_private, p->target_government,
        p->target_military * (criminal ? p->crime_military : 1)};

    return weights[1] + weights[2] + weights[3] > 0 ? distribution_discrete(u, weights, 4)
                                                    : TARGET_ANY;
}

static int32_t
blamed(const struct sim_context *s, const struct incident *i, double u_share, double u_whom)
{
    const struct source *source;

    if (i->source == NONE) {
        return NONE;
    }
    source = WORLD_SOURCE(s->world, i->source);
    if (u_share >= source->false_flag.share) {
        return NONE;
    }
    if (source->false_flag.blames != NONE) {
        return source->false_flag.blames;
    }
    return world_suspect(s->world, i->target, i->initiator, u_whom);
}

void
source_draw_nature(struct sim_context *s, struct incident *i, int32_t type)
{
    const struct world *w = s->world;
    struct stream_block nature = sim_draw4(s, PURPOSE_nature, i->id, 0);
    struct stream_block target = sim_draw4(s, PURPOSE_target, i->id, 0);
    const struct incident_type *row;

    i->type = type != NONE
                  ? type
                  : distribution_discrete(nature.u[0], w->mixes[i->source].weight, w->n_types);
    row = WORLD_TYPE(w, i->type);
    i->severity = 1 + distribution_discrete(nature.u[1], row->severity, SEVERITY_MAX);
    i->length_days =
        portable_max(portable_exp(row->duration_log_mean +
                                  row->duration_log_sd * portable_normal(nature.u[2])) -
                         1,
            0);
    if (row->class_ == CLASS_CRIME || row->class_ == CLASS_ACCIDENT) {
        i->length_days *= incident_repair_factor(s, i); /* the length is the time to repair */
    }
    i->dwell_share = incident_type_is_stealthy(row) ? distribution_beta_2_1(nature.u[3]) : 0;
    i->target_class = draw_target_class(&w->parameters.rates,
        i->source != NONE && WORLD_SOURCE(w, i->source)->kind == SOURCE_CRIMINAL, target.u[0]);
    i->critical = target.u[1] < w->parameters.rates.target_critical;
    i->blamed = blamed(s, i, target.u[2], target.u[3]);
}

/* ---- candidates and members of campaigns ---- */

static int32_t
create_candidate(struct sim_context *s, int32_t source, int32_t target, uint64_t id,
    uint64_t campaign_id, int32_t type)
{
    const struct source *row = WORLD_SOURCE(s->world, source);
    int32_t index = incident_new(s, id);
    struct incident *i = SIM_INCIDENT(s, index);

    i->campaign_id = campaign_id;
    i->source = source;
    i->initiator = world_responsible(s->world, source);
    i->home = row->home;
    i->target = target;
    source_draw_nature(s, i, type);
    return index;
}

/* Releases a candidate that was not accepted, without notifying observers. */
static void
discard(struct sim_context *s, int32_t incident)
{
    SIM_INCIDENT(s, incident)->n_pending = 0;
    SIM_INCIDENT(s, incident)->id = 0;
    sim_release(&s->run->incidents, incident);
}

static void
spill_over(struct sim_context *s, int32_t incident)
{
    struct incident *from = SIM_INCIDENT(s, incident);
    const struct source_spillover *spill = &WORLD_SOURCE(s->world, from->source)->spillover;
    int32_t index;
    struct incident *i;

    if (spill->probability == 0 || spill->to == NONE || spill->to == from->target ||
        !incident_type_spreads(WORLD_TYPE(s->world, from->type)) ||
        sim_draw(s, PURPOSE_spillover, from->id, 0) >= spill->probability) {
        return;
    }
    index = create_candidate(s, from->source, spill->to, stream_child(from->id, 5, 0),
        from->campaign_id, from->type);
    i = SIM_INCIDENT(s, index);
    i->severity = from->severity;
    i->parent_id = from->id;
    i->parent_kind = PARENT_INCIDENT;
    i->parent_day = sim_now(s);
    i->parent_rung = from->rung;
    if (from->campaign != NONE) {
        i->campaign = from->campaign;
        campaign_join(s, i->campaign);
    }
    incident_start(s, index);
}

static void
start_accepted(struct sim_context *s, int32_t incident)
{
    incident_start(s, incident);
    spill_over(s, incident);
}

/* Schedules the further operations of the campaign of candidate n. `ceiling` is the relative rate
   at which each of them is accepted with certainty. MODEL.md (1.9) */
static void
schedule_members(
    struct sim_context *s, int32_t process, uint64_t n, double ceiling, int32_t *campaign)
{
    uint64_t id = stream_child(s->world->arrival_processes[process].hash, 6, n);
    const struct arrival_process *row = &s->world->arrival_processes[process];
    const struct source *source = WORLD_SOURCE(s->world, row->source);
    int32_t members = source->campaign_size_mean == 0
                          ? 0
                          : distribution_poisson(
                                sim_draw(s, PURPOSE_bundle, id, 0), source->campaign_size_mean);

    members = members < MEMBERS_MAX ? members : MEMBERS_MAX;
    for (int32_t m = 1; m <= members; m++) {
        double u = sim_draw_part(s, PURPOSE_member, id, (uint64_t)m, 0, 1).u[0];
        int32_t index = sim_acquire_unset(&s->run->campaign_members);

        if (*campaign == NONE) {
            *campaign = campaign_new(s, id);
        } else {
            campaign_join(s, *campaign);
        }
        *SIM_CAMPAIGN_MEMBER(s, index) =
            (struct campaign_member){process, *campaign, m, n, ceiling};
        (void)sim_in(
            s, distribution_exponential(u) * source->bundle_lag_days, EVENT_member, index, 0);
    }
}

/* Handles a candidate that may be accepted. `exposure` is the present exposure. */
static void
consider_candidate(struct sim_context *s, int32_t process, uint64_t n, double factor,
    double ceiling, double exposure, double u)
{
    const struct arrival_process *row = &s->world->arrival_processes[process];
    uint64_t id = stream_child(row->hash, 6, n);
    int32_t incident = create_candidate(s, row->source, row->target, id, id, NONE);
    struct source_rate rate = source_rate(s, factor, SIM_INCIDENT(s, incident));
    double campaigns = portable_max(exposure, rate.happening);
    int32_t campaign = NONE;

    if (u < campaigns / ceiling) {
        schedule_members(s, process, n, campaigns, &campaign);
    }
    if (rate.happening > ceiling) {
        s->run->n_capped++;
        sim_notify(s, (struct observation){.kind = OBS_CAPPED, .a = process});
    }
    if (!source_accepts(s, process, rate, ceiling, u)) {
        discard(s, incident);
        return;
    }
    if (campaign == NONE) {
        campaign = campaign_new(s, id);
    } else {
        campaign_join(s, campaign);
    }
    SIM_INCIDENT(s, incident)->campaign = campaign;
    start_accepted(s, incident);
}

void
source_on_candidate(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    const struct arrival_process *row = &s->world->arrival_processes[event->a];
    struct arrival_process_now *now = SIM_ARRIVAL_PROCESS(s, event->a);
    uint64_t n = (uint64_t)now->n_candidates++;
    double u = now->acceptances.u[n % 4];
    double ceiling =
        world_exposure_max(s->world, row->source) * s->world->parameters.rates.headroom;
    double exposure = world_exposure(s->world, row->source, sim_now(s));
    double factor = source_factor(s, event->a);
    int32_t campaign = NONE;

    schedule_candidate(s, event->a);
    if (!source_is_hopeless(s, factor, row->target, ceiling, u)) {
        consider_candidate(s, event->a, n, factor, ceiling, exposure, u);
    } else if (u <
               exposure /
                   ceiling) { /* the candidate is not accepted, but its campaign continues */
        schedule_members(s, event->a, n, exposure, &campaign);
    }
}

/* Draws the target of a member, weighted by rate and activity. A target with low activity in this
   run gets few members. */
static int32_t
draw_member_target(const struct sim_context *s, int32_t source, double u)
{
    const struct world *w = s->world;
    const struct amount *targets = WORLD_SOURCE(w, source)->targets.items;
    int32_t first = world_arrival_process(
        /* the processes against the other targets follow this one */
        w, source, targets[0].key.index);
    double weights[WORLD_STATES_MAX];

    for (int32_t k = 0; k < WORLD_SOURCE(w, source)->targets.count; k++) {
        weights[k] = targets[k].value * SIM_ARRIVAL_PROCESS(s, first + k)->activity;
    }
    return targets[distribution_discrete(u, weights, WORLD_SOURCE(w, source)->targets.count)]
        .key.index;
}

void
source_on_member(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    struct campaign_member coming = *SIM_CAMPAIGN_MEMBER(s, event->a);
    const struct arrival_process *row = &s->world->arrival_processes[coming.arrival_process];
    uint64_t candidate = stream_child(row->hash, 6, coming.candidate);
    struct stream_block u =
        sim_draw_part(s, PURPOSE_member, candidate, (uint64_t)coming.member, 1, 2);
    int32_t target = draw_member_target(s, row->source, u.u[1]);
    int32_t process = world_arrival_process(s->world, row->source, target);
    double factor = source_factor(s, process);
    int32_t incident;

    sim_release(&s->run->campaign_members, event->a);
    if (source_is_hopeless(s, factor, target, coming.ceiling, u.u[2])) {
        campaign_leave(s, coming.campaign);
        return;
    }
    incident = create_candidate(s, row->source, target,
        stream_child(candidate, 7, (uint64_t)coming.member), candidate, NONE);
    if (!source_accepts(s, process, source_rate(s, factor, SIM_INCIDENT(s, incident)),
            coming.ceiling, u.u[2])) {
        discard(s, incident);
        campaign_leave(s, coming.campaign);
        return;
    }
    SIM_INCIDENT(s, incident)->campaign = coming.campaign;
    start_accepted(s, incident);
}

/* ---- injects and traces ---- */

/* `class_` is TARGET_ANY if the class that was drawn is kept. MODEL.md (1.16) */
static void
start_scripted(struct sim_context *s, int32_t source, int32_t target, int32_t type,
    enum target_class class_, uint64_t id, int64_t severity, double duration)
{
    int32_t incident = create_candidate(s, source, target, id, id, type);
    struct incident *i = SIM_INCIDENT(s, incident);

    if (class_ != TARGET_ANY) {
        i->critical = class_ == TARGET_CRITICAL;
        i->target_class = i->critical ? TARGET_PRIVATE : (int32_t)class_;
    }
    i->severity = severity > 0 ? (int32_t)severity : i->severity;
    i->length_days = duration >= 0 ? duration : i->length_days;
    i->campaign = campaign_new(s, id);
    start_accepted(s, incident);
}

void
source_on_inject(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    const struct inject *row = &((const struct inject *)s->world->injects.items)[event->a];
    struct dyad_direction direction;
    uint64_t id = row->key.hash;

    switch ((enum inject_kind)row->kind) {
    case INJECT_INCIDENT:
        id = row->called ? stream_child(id, 17, (uint64_t)event->b) : id;
        start_scripted(s, row->source, row->target, row->type,
            (enum target_class)row->target_class, id, row->severity, row->duration_days);
        break;
    case INJECT_TENSION:
        direction = dyad_direction(s, row->actor, row->target);
        dyad_tension_add(s, direction, row->size, 0);
        break;
    case INJECT_LEADERSHIP:
        for (int32_t k = s->world->pairs_of_first[row->actor];
             k < s->world->pairs_of_first[row->actor + 1]; k++) {
            const struct pair *p = WORLD_PAIR(s->world, s->world->pairs_of[k]);
            int32_t other = p->first == row->actor ? p->second : p->first;

            dyad_trust_reset(s, dyad_direction(s, row->actor, other));
        }
        break;
    case INJECT_AGREEMENT:
        agreement_step(s, row->agreement, row->step);
        break;
    case INJECT_NEWS:
        break;
    }
}

void
source_on_trace(void *sim, const struct event *event)
{
    struct sim_context *s = sim;
    const struct trace_incident *rows = s->world->trace_incidents.items;
    const struct trace_incident *row = &rows[event->a];
    int32_t next = event->a + 1;

    if (next < s->world->trace_incidents.count) {
        (void)sim_at(s, portable_max(rows[next].day, sim_now(s)), EVENT_trace, next, 0);
    }
    start_scripted(s, row->source, row->target, row->type, TARGET_ANY, row->hash, row->severity,
        row->duration_days);
}
