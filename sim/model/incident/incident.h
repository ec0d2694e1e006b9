/**
 * incident.h - the life of an incident, from its start until nothing more can happen to it.
 *
 *   start - (detection) - triage - attribution - clarification - decision - response - end
 *
 * Here: start, detection, containment, publicity, industry's attribution, end, truth. Triage and
 * attribution stand in belief.h, clarification in message.h, decision in decision.h, responses in
 * action.h. An incident is held by every matter still pending about it and closed by the last.
 * MODEL.md sections 2, 3, 9.2, 12
 */
#ifndef MODEL_INCIDENT_INCIDENT_H
#define MODEL_INCIDENT_INCIDENT_H

#include "model/state/sim.h"

/** A blank incident with every day NAN and every reference NONE. Held once, by its maker. */
int32_t incident_new(struct sim_context *s, uint64_t id);
void incident_ref(struct sim_context *s, int32_t incident);
/** Lets go of it; the last one closes it. */
void incident_unref(struct sim_context *s, int32_t incident);

/**
 * It begins now. To be set before: identity, parent, source, initiator, home, target, type,
 * severity, length, dwell share, target class, blamed, campaign (or NONE). Takes over the
 * maker's hold. Tells the initiator's act if a state is responsible.
 */
void incident_start(struct sim_context *s, int32_t incident);

/** The victim finds it now, if it has not yet. */
void incident_detect(struct sim_context *s, int32_t incident);

/** It becomes publicly known now, if it is not yet. */
void incident_publish(struct sim_context *s, int32_t incident);

/** Speeds of detection may have changed for marked states: their undetected incidents keep up. */
void incident_review_detection(struct sim_context *s);

/** Containment goes faster from now on: assistance has arrived. `gain` > 1. */
void incident_assist(struct sim_context *s, int32_t incident, double gain);

/** Marked states have entered a crisis: what is left of their patience is cut. */
void incident_cut_patience(struct sim_context *s);

/** Schedules whether and when the truth about a decided matter comes out. */
void incident_schedule_truth(struct sim_context *s, int32_t incident);
/**
 * The truth comes out: the victim revises what it believed and how far it trusts who spoke to it.
 * Returns whether it had named a state that did not do it.
 */
bool incident_surface(struct sim_context *s, int32_t incident);
/** The truth is out: the pledges it broke are found, and the incident is let go of. */
void incident_surfaced(struct sim_context *s, int32_t incident);

/** Whether the initiator's operation is an act of a state: rung of the ladder, 0 if it is not. */
int32_t incident_rung(const struct world *w, const struct incident *i);

/** The state named is the one responsible. */
bool incident_attributed_correctly(const struct incident *i);

/** Neither public nor on the way to becoming so by itself. */
bool incident_secret(const struct sim_context *s, const struct incident *i);

/** At the horizon: tells every matter still open as censored, in no particular order. */
void incident_close_all(struct sim_context *s);

/* Events. */
void incident_on_detection(void *sim, const struct event *event);
void incident_on_post_hoc(void *sim, const struct event *event);
void incident_on_end(void *sim, const struct event *event);
void incident_on_publication(void *sim, const struct event *event);
void incident_on_industry(void *sim, const struct event *event);

#endif
