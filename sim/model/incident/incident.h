/**
 * incident.h - the life of an incident, from its start to its last event.
 *
 *   start - (detection) - triage - attribution - clarification - decision - response - end
 *
 * This file: start, detection, containment, publicity, attribution by industry, end, truth.
 * Triage and attribution are in belief.h, clarification in message.h, decision in decision.h,
 * responses in action.h. Every pending event, message, order or decision about an incident is a
 * reference to it; the incident is closed with its last reference.
 * MODEL.md sections 2, 3, 9.2, 12
 */
#ifndef MODEL_INCIDENT_INCIDENT_H
#define MODEL_INCIDENT_INCIDENT_H

#include "model/state/sim.h"

/** Creates an incident with every day NAN and every index NONE. The caller has one reference. */
int32_t incident_new(struct sim_context *s, uint64_t id);
/** Adds a reference. */
void incident_ref(struct sim_context *s, int32_t incident);
/** Removes a reference; the last one closes and releases the incident. */
void incident_unref(struct sim_context *s, int32_t incident);

/**
 * Starts an incident now. Set before: identity, parent, source, initiator, home, target, type,
 * severity, length, dwell share, target class, blamed, campaign (or NONE). Takes over the caller's
 * reference. If a state is responsible, records its act and notifies observers.
 */
void incident_start(struct sim_context *s, int32_t incident);

/** The victim detects it now; it must not have been detected before. */
void incident_detect(struct sim_context *s, int32_t incident);

/** It becomes public now, if it is not public yet. */
void incident_publish(struct sim_context *s, int32_t incident);

/** Reschedules the detection of incidents of marked states whose speed of detection has changed. */
void incident_review_detection(struct sim_context *s);

/** Factor on the time to repair the damage: above 1 if the incident is more severe than the
 * mean of its type. MODEL.md (3.7) */
double incident_repair_factor(const struct sim_context *s, const struct incident *i);

/** Rung of the incident in the judgement of the victim; 0 if the victim names no state. */
int32_t incident_rung_as_seen(const struct incident *i);

/** Draws the shortest time in days from the start of the incident to its end, which depends on the
 * damage. One uniform if there is such a time. MODEL.md (3.8) */
double incident_least_days(const struct sim_context *s, const struct incident *i);

/**
 * At the end of triage: the victim begins to remove the intruder or to repair the damage, which
 * ends the incident if it has not ended by itself before. Draws one block for each attempt,
 * none if the type has no time of removal. MODEL.md (3.6)
 */
void incident_remove(struct sim_context *s, int32_t incident);
/** The victim mitigates: shortens the remaining time of containment to the share `mitigation`. */
void incident_mitigate(struct sim_context *s, int32_t incident);

/** Assistance arrives: divides the remaining time of containment by `gain` (>= 1), once. */
void incident_assist(struct sim_context *s, int32_t incident, double gain);

/** Reduces the remaining patience of marked states, which have entered a crisis. */
void incident_cut_patience(struct sim_context *s);

/** Draws whether and when the truth about a decided incident becomes known. Draws one block. */
void incident_schedule_truth(struct sim_context *s, int32_t incident);
/**
 * The truth becomes known: revises the recorded incidents of the victim and its trust in the
 * state that replied. Returns whether the victim had named a state that is not responsible.
 */
bool incident_revise_belief(struct sim_context *s, int32_t incident);
/** The victim no longer holds the named state responsible: takes the incident off its records and
 * gives back trust. `relieves`: the victim has struck that state, whose tension falls. */
void incident_clear_named(struct sim_context *s, const struct incident *i, bool relieves);
/** Whether a state is responsible that has put the blame on the state named by the victim. */
bool incident_was_deceived(const struct incident *i);
/** Records violations by the responsible state, notifies observers, and removes a reference. */
void incident_record_truth(struct sim_context *s, int32_t incident);

/** Rung of the operation on the escalation ladder; 0 if no state is responsible. */
int32_t incident_rung(const struct world *w, const struct incident *i);

/** Whether the incident is publicly attributed to the named state: the victim has accused that
 * state in public, or the incident is public and industry has named that state. */
bool incident_is_attributed_in_public(const struct incident *i);

/** Whether the incident is not public and its publication is not scheduled. */
bool incident_secret(const struct sim_context *s, const struct incident *i);

/** At the horizon: reports every open incident as censored, in order of index. */
void incident_close_all(struct sim_context *s);

/* Events. */
void incident_on_detection(void *sim, const struct event *event);
void incident_on_post_hoc(void *sim, const struct event *event);
void incident_on_end(void *sim, const struct event *event);
void incident_on_publication(void *sim, const struct event *event);
void incident_on_industry(void *sim, const struct event *event);

#endif
