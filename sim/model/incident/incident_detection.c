/*
 * Detection and containment. Detection needs an amount of work, in days at speed 1, drawn at the
 * start of the incident. When the speed changes, the work done so far is subtracted and the event
 * is rescheduled for the remaining work at the new speed.
 */
#include "model/incident/incident_internal.h"

#include "model/incident/belief.h"
#include "model/incident/campaign.h"
#include "model/incident/desk.h"
#include "model/state/lever_effect.h"

static double
detection_speed(const struct sim_context *s, const struct incident *i)
{
    const struct parameters_detection *p = &s->world->parameters.detection;
    double speed = lever_capacity_multiplier(
        lever_state_capacity(s, i->target, CAPACITY_DETECTION), p->capacity_effect);

    speed = lever_for_state(s, LEVER_detection_speed, i->target, speed);
    if (i->campaign != NONE && campaign_known(s, i->campaign, i->target)) {
        speed *= 1 + campaign_tools_left(s, i) * lever_for_state(s, LEVER_indicator_effect,
                                                     i->target, p->indicator_effect - 1);
    }
    if (i->campaign != NONE && SIM_CAMPAIGN(s, i->campaign)->leaked) {
        speed *= p->leak_effect;
    }
    return speed;
}

static double
detection_day(const struct sim_context *s, const struct incident *i)
{
    return sim_now(s) + (i->work_left > 0 ? i->work_left / i->speed : 0);
}

/* The incidents of each state whose detection is scheduled form a list, by index. */

/* The link of the list to the first incident of at least that index. */
static int32_t *
link_to(struct sim_context *s, int32_t state, int32_t incident)
{
    int32_t *link = &SIM_STATE(s, state)->undetected;

    while (*link != 0 && *link - 1 < incident) {
        link = &SIM_INCIDENT(s, *link - 1)->next_undetected;
    }
    return link;
}

static void
add_to_list(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    int32_t *link = link_to(s, i->target, incident);

    i->next_undetected = *link;
    *link = incident + 1;
}

static void
remove_from_list(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    *link_to(s, i->target, incident) = i->next_undetected;
}

void
incident_schedule_detection(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    i->work_left = i->dwell_share * i->length_days;
    i->speed = detection_speed(s, i);
    incident_ref(s, incident);
    add_to_list(s, incident);
    i->speed_since = sim_now(s);
    i->detection = sim_at(s, detection_day(s, i), EVENT_detection, incident, 0);
}

static void
review_incident(struct sim_context *s, struct incident *i)
{
    double speed = detection_speed(s, i);

    if (speed == i->speed) {
        return;
    }
    i->work_left = fmax(i->work_left - (sim_now(s) - i->speed_since) * i->speed, 0);
    i->speed = speed;
    i->speed_since = sim_now(s);
    queue_reschedule(&s->run->kernel.queue, &i->detection, detection_day(s, i));
}

/* The only marked state; NONE if there are more. */
static int32_t
only_marked(const struct sim_context *s)
{
    int32_t only = NONE;

    for (int32_t k = 0; k < s->world->n_states; k++) {
        if (sim_is_marked(s->marks.detection, k)) {
            if (only != NONE) {
                return NONE;
            }
            only = k;
        }
    }
    return only;
}

void
incident_review_detection(struct sim_context *s)
{
    int32_t state = only_marked(s);

    if (state != NONE) {
        for (int32_t k = SIM_STATE(s, state)->undetected; k != 0;) {
            struct incident *i = SIM_INCIDENT(s, k - 1);

            review_incident(s, i);
            k = i->next_undetected;
        }
    } else { /* rare; by index, so that the order of simultaneous events stays that of a list */
        for (int32_t k = 0; k < s->run->incidents.items.count; k++) {
            struct incident *i = SIM_INCIDENT(s, k);

            if (i->n_pending > 0 && sim_is_marked(s->marks.detection, i->target) &&
                queue_pending(&s->run->kernel.queue, i->detection)) {
                review_incident(s, i);
            }
        }
    }
    sim_unmark(s, MARK_DETECTION, s->marks.detection);
}

/* Severities: the highest of a nuisance, and the lowest of damage that takes days to repair. */
enum { NUISANCE_MAX = 2, DAMAGE_FROM = 4 };

/* end = min(own end, day of containment). MODEL.md (3.3), (3.8) */
static void
contain_by(struct sim_context *s, struct incident *i, double contained_day)
{
    double end = fmin(i->start_day + i->length_days, contained_day);

    end = fmax(end, i->start_day + i->least_days);
    i->contained_day = contained_day;
    if (end < queue_time(&s->run->kernel.queue, i->end)) {
        i->removed = end < i->start_day + i->length_days - 0.01; /* no rounding error */
        queue_reschedule(&s->run->kernel.queue, &i->end, fmax(end, sim_now(s)));
    }
}

static double
containment_speed(const struct sim_context *s, const struct incident *i)
{
    double resilience = lever_state_capacity(s, i->target, CAPACITY_RESILIENCE);
    struct lever_filter filter = lever_filter_of_incident(s, i);

    return lever_for_state_filtered(s, LEVER_containment_speed, i->target,
        lever_capacity_multiplier(resilience, s->world->parameters.detection.resilience_effect),
        &filter);
}

static void
contain(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    double work = (1 - i->dwell_share) * i->length_days;

    if (!i->ended) {
        contain_by(s, i, sim_now(s) + (work > 0 ? work / containment_speed(s, i) : 0));
    }
}

/* Removal of an intruder, or repair. MODEL.md (3.6), (3.7) */

double
incident_repair_factor(const struct sim_context *s, const struct incident *i)
{
    return portable_pow(s->world->parameters.detection.repair_severity,
        i->severity - incident_type_mean_severity(WORLD_TYPE(s->world, i->type)));
}

double
incident_least_days(const struct sim_context *s, const struct incident *i)
{
    const struct parameters_detection *p = &s->world->parameters.detection;

    double median =
        p->repair_floor_days * portable_pow(p->repair_floor_growth, i->severity - DAMAGE_FROM);

    return i->severity < DAMAGE_FROM || median == 0 ||
                   incident_type_is_stealthy(WORLD_TYPE(s->world, i->type))
               ? 0
               : distribution_lognormal(
                     sim_draw(s, PURPOSE_repair, i->id, 0), median, p->repair_floor_log_sd);
}

/* Median time of removal or repair: it grows with the severity of the damage; a nuisance takes
   days. */
static double
removal_days(const struct sim_context *s, const struct incident *i)
{
    const struct incident_type *type = WORLD_TYPE(s->world, i->type);
    double median = type->removal_days * incident_repair_factor(s, i);

    return i->severity <= NUISANCE_MAX && !incident_type_is_stealthy(type)
               ? fmin(median, s->world->parameters.detection.nuisance_days)
               : median;
}

enum { RETURNS_MAX = 3 };

void
incident_remove(struct sim_context *s, int32_t incident)
{
    const struct parameters_detection *p = &s->world->parameters.detection;
    struct incident *i = SIM_INCIDENT(s, incident);
    double median = removal_days(s, i), work = 0;
    bool returns = true;

    if (i->ended || median == 0) {
        return;
    }
    for (int32_t k = 0; returns; k++) {
        struct stream_block u = sim_draw4(s, PURPOSE_removal, i->id, (uint64_t)k);

        i->n_returns = k;
        work += distribution_lognormal(u.u[0], median, p->removal_log_sd);
        returns = k < RETURNS_MAX && u.u[1] < p->p_return;
    }
    contain_by(s, i, fmin(i->contained_day, sim_now(s) + work / containment_speed(s, i)));
}

void
incident_mitigate(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    double left = fmax(i->contained_day - sim_now(s), 0);

    if (i->trigger_kind == TRIGGER_INCIDENT && !i->ended) {
        contain_by(s, i, sim_now(s) + left * s->world->parameters.detection.mitigation);
    }
}

void
incident_assist(struct sim_context *s, int32_t incident, double gain)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (!i->ended && !i->assisted) {
        i->assisted = true;
        contain_by(s, i, sim_now(s) + fmax(i->contained_day - sim_now(s), 0) / gain);
    }
}

/* A state that coerces states its demand when the target detects the operation. There is no
   demand from a counter-operation, from an operation under the flag of another state, or from
   one that hit its victim by accident. MODEL.md (3.5) */
static void
state_demand(const struct sim_context *s, struct incident *i)
{
    const struct incident_type *type = WORLD_TYPE(s->world, i->type);

    if (type->class_ == CLASS_DEGRADATION && i->parent_kind == PARENT_NONE &&
        i->initiator != NONE && i->blamed == NONE &&
        sim_draw(s, PURPOSE_demand, i->id, 0) < type->demand) {
        i->demand_day = sim_now(s);
    }
}

void
incident_detect(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    const struct state *victim = WORLD_STATE(s->world, i->target);

    i->detected_day = sim_now(s);
    i->phase = PHASE_TRIAGE;
    contain(s, incident);
    state_demand(s, i);
    sim_notify(s, (struct observation){.kind = OBS_DETECTED, .a = incident, .incident = i});
    incident_schedule_publication(s, incident);
    incident_ref(s, incident);
    desk_arrive(s, desk_technical(i->target), JOB_TRIAGE, incident, i->id,
        belief_triage_priority(s, i), victim->triage_hours / 24);
}

void
incident_on_detection(void *sim, const struct event *event)
{
    struct sim_context *s = sim;

    SIM_INCIDENT(s, event->a)->detection = (struct timer){0, 0};
    remove_from_list(s, event->a);
    incident_detect(s, event->a);
    incident_unref(s, event->a);
}

void
incident_on_post_hoc(void *sim, const struct event *event)
{
    incident_detect(sim, event->a);
    incident_unref(sim, event->a);
}

void
incident_schedule_post_hoc(struct sim_context *s, int32_t incident)
{
    const struct parameters_detection *p = &s->world->parameters.detection;
    struct incident *i = SIM_INCIDENT(s, incident);
    struct stream_block u = sim_draw4(s, PURPOSE_post_hoc, i->id, 0);

    sim_cancel(s, &i->detection);
    remove_from_list(s, incident);
    if (u.u[0] < p->p_post_hoc) {
        (void)sim_in(s, distribution_exponential(u.u[1]) * p->post_hoc_days, EVENT_post_hoc,
            incident, 0);
    } else {
        incident_unref(s, incident);
    }
}
