/*
 * Detection and containment. Detection needs an amount of work, in days at speed 1, which is drawn
 * at the start of the incident. When the speed changes, the work done so far is subtracted, and the
 * event is rescheduled for the remaining work at the new speed.
 */
#include "model/incident/incident_internal.h"

#include "model/dyad/dyad.h"
#include "model/incident/belief_internal.h"
#include "model/incident/campaign.h"
#include "model/incident/desk.h"
#include "model/state/incident_list.h"
#include "model/state/lever_effect.h"

/* The parts of the speed of detection that depend only on the state. */
struct speed {
    int32_t state;
    double own;        /* speed for an incident outside of campaigns */
    double indicators; /* addition for known indicators; NAN: not computed yet */
};

static struct speed
speed_of_state(const struct sim_context *s, int32_t state)
{
    double own = lever_capacity_multiplier(lever_state_capacity(s, state, CAPACITY_DETECTION),
        s->world->parameters.detection.capacity_effect);

    return (struct speed){
        state, lever_for_state(s, LEVER_detection_speed, state, own), (double)NAN};
}

static double
detection_speed(const struct sim_context *s, const struct incident *i, struct speed *of_state)
{
    const struct parameters_detection *p = &s->world->parameters.detection;
    double speed = of_state->own;

    if (i->campaign == NONE) {
        return speed;
    }
    if (campaign_known(s, i->campaign, i->target)) {
        if (isnan(of_state->indicators)) {
            of_state->indicators =
                lever_for_state(s, LEVER_indicator_effect, i->target, p->indicator_effect - 1);
        }
        speed *= 1 + campaign_tools_left(s, i) * of_state->indicators;
    }
    return SIM_CAMPAIGN(s, i->campaign)->leaked ? speed * p->leak_effect : speed;
}

static double
detection_day(const struct sim_context *s, const struct incident *i)
{
    return sim_now(s) + (i->work_left > 0 ? i->work_left / i->speed : 0);
}

void
incident_schedule_detection(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    struct speed speed = speed_of_state(s, i->target);

    i->work_left = i->dwell_share * i->length_days;
    i->speed = detection_speed(s, i, &speed);
    incident_ref(s, incident);
    incident_list_add(s, &SIM_STATE(s, i->target)->undetected, incident);
    i->speed_since = sim_now(s);
    i->detection = sim_at(s, detection_day(s, i), EVENT_detection, incident, 0);
}

static void
change_speed(struct sim_context *s, struct incident *i, double speed)
{
    i->work_left = portable_max(i->work_left - (sim_now(s) - i->speed_since) * i->speed, 0);
    i->speed = speed;
    i->speed_since = sim_now(s);
    queue_reschedule(&s->run->kernel.queue, &i->detection, detection_day(s, i));
}

void
incident_review_detection(struct sim_context *s)
{
    struct incident_visit visit = incident_list_visit(s, s->marks.detection, LIST_UNDETECTED);
    struct speed of_state = {NONE, 0, 0};

    for (int32_t k; (k = incident_list_next(&visit)) != NONE;) {
        struct incident *i = SIM_INCIDENT(s, k);
        double speed;

        if (i->target != of_state.state) {
            of_state = speed_of_state(s, i->target);
        }
        speed = detection_speed(s, i, &of_state);
        if (speed != i->speed) {
            change_speed(s, i, speed);
        }
    }
    sim_unmark(s, MARK_DETECTION, s->marks.detection);
}

/* The highest severity of a nuisance, and the lowest severity of damage that takes days to
   repair. */
enum { NUISANCE_MAX = 2, DAMAGE_FROM = 4 };

/* Lets the incident end on the day of containment, if it would not end before. MODEL.md (3.3),
   (3.8) */
static void
contain_by(struct sim_context *s, struct incident *i, double contained_day)
{
    double end = portable_min(i->start_day + i->length_days, contained_day);

    end = portable_max(end, i->start_day + i->least_days);
    i->contained_day = contained_day;
    if (end < queue_time(&s->run->kernel.queue, i->end)) {
        /* the tolerance excludes rounding errors */
        i->removed = end < i->start_day + i->length_days - 0.01;
        queue_reschedule(&s->run->kernel.queue, &i->end, portable_max(end, sim_now(s)));
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

/* ---- removal of an intruder, or repair, MODEL.md (3.6), (3.7) ---- */

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

/* Returns the median time of removal or repair, in days. It grows with the severity of the damage.
   A nuisance takes days. */
static double
removal_days(const struct sim_context *s, const struct incident *i)
{
    const struct incident_type *type = WORLD_TYPE(s->world, i->type);
    double median = type->removal_days * incident_repair_factor(s, i);

    return i->severity <= NUISANCE_MAX && !incident_type_is_stealthy(type)
               ? portable_min(median, s->world->parameters.detection.nuisance_days)
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
    contain_by(
        s, i, portable_min(i->contained_day, sim_now(s) + work / containment_speed(s, i)));
}

void
incident_mitigate(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);
    double left = portable_max(i->contained_day - sim_now(s), 0);

    if (i->trigger_kind == TRIGGER_INCIDENT && !i->ended) {
        contain_by(s, i, sim_now(s) + left * s->world->parameters.detection.mitigation);
    }
}

void
incident_expel(struct sim_context *s, int32_t incident)
{
    double days = s->world->parameters.detection.expulsion_days;
    struct incident *i = SIM_INCIDENT(s, incident);

    if (!i->ended && incident_type_is_stealthy(WORLD_TYPE(s->world, i->type))) {
        contain_by(s, i, fmin(i->contained_day, sim_now(s) + days));
    }
}

void
incident_assist(struct sim_context *s, int32_t incident, double gain)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (!i->ended && !i->assisted) {
        i->assisted = true;
        contain_by(s, i, sim_now(s) + portable_max(i->contained_day - sim_now(s), 0) / gain);
    }
}

/* Whether the two states were hostile before the operation. The limit is above 1, because the
   operation itself counts as one recent hostile act. */
static bool
has_occasion(const struct sim_context *s, const struct incident *i)
{
    struct dyad_direction direction = dyad_direction(s, i->initiator, i->target);

    return direction.pair == NONE || belief_hostility(s, direction) > 1.25;
}

/* Decides whether the attacker states a demand when the target detects the operation. There is no
   demand with a counter-operation, with an operation under the flag of another state, or with an
   operation that hit its victim by accident. MODEL.md (3.5) */
static void
state_demand(const struct sim_context *s, struct incident *i)
{
    const struct incident_type *type = WORLD_TYPE(s->world, i->type);
    double from = s->world->parameters.detection.demand_from;

    if (type->class_ == CLASS_DEGRADATION && i->parent_kind == PARENT_NONE &&
        i->initiator != NONE && i->blamed == NONE && type->demand > 0 && i->severity >= from &&
        (sim_draw(s, PURPOSE_demand, i->id, 0) < type->demand ||
            (i->severity >= from + 1 && !has_occasion(s, i)))) {
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
    struct incident *i = SIM_INCIDENT(s, event->a);

    i->detection = (struct timer){0, 0};
    incident_list_remove(s, &SIM_STATE(s, i->target)->undetected, event->a);
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
    incident_list_remove(s, &SIM_STATE(s, i->target)->undetected, incident);
    if (u.u[0] < p->p_post_hoc) {
        (void)sim_in(s, distribution_exponential(u.u[1]) * p->post_hoc_days, EVENT_post_hoc,
            incident, 0);
    } else {
        incident_unref(s, incident);
    }
}
