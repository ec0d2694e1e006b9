/**
 * incident.h - the life of an incident, from its start to its last event.
 *
 *   start - (detection) - triage - attribution - clarification - decision - response - end
 *
 * This header has start, detection, containment, publicity, attribution by industry, end and truth.
 * Triage and attribution are in belief.h, clarification in message.h, decision in decision.h, and
 * responses in action.h. Every pending event, message, order or decision about an incident has a
 * reference to it. When the last reference is removed, the incident is closed. MODEL.md, submodels
 * 2, 3 and 12, and equation (9.2)
 */
#ifndef MODEL_INCIDENT_INCIDENT_H
#define MODEL_INCIDENT_INCIDENT_H

#include "model/state/sim.h"

/**
 * Creates an incident with that id, and returns its index. All its days are NAN, all its indices
 * NONE. The caller has one reference to the incident.
 */
int32_t incident_new(struct sim_context *s, uint64_t id);
/** Adds a reference. */
void incident_ref(struct sim_context *s, int32_t incident);
/** Removes a reference. Removing the last one closes and releases the incident. */
void incident_unref(struct sim_context *s, int32_t incident);

/**
 * Starts an incident now. The caller sets these members before: id, parent, source, initiator,
 * home, target, type, severity, length, dwell share, target class, blamed, campaign (or NONE). The
 * reference of the caller passes to the incident. If a state is responsible, records its act and
 * notifies observers.
 */
void incident_start(struct sim_context *s, int32_t incident);

/** The victim detects the incident now. It must not be detected already. */
void incident_detect(struct sim_context *s, int32_t incident);

/** The incident becomes public now, if it is not public already. */
void incident_publish(struct sim_context *s, int32_t incident);

/**
 * Reschedules the detection of incidents against the states that sim_mark_detection() has marked,
 * because their speed of detection may have changed.
 */
void incident_review_detection(struct sim_context *s);

/**
 * Returns the factor of the time to repair the damage. It is above 1 if the incident is more severe
 * than the mean of its type. MODEL.md (3.7)
 */
double incident_repair_factor(const struct sim_context *s, const struct incident *i);

/**
 * Returns the rung of the incident in the judgement of the victim; 0 if the victim names no state.
 */
int32_t incident_rung_as_seen(const struct incident *i);

/**
 * Draws the minimum time in days from the start of the incident to its end, which depends on the
 * damage; 0 if there is none. Draws one uniform number if there is a minimum. MODEL.md (3.8)
 */
double incident_least_days(const struct sim_context *s, const struct incident *i);

/**
 * Starts removing the intruder or repairing the damage, which ends the incident if it has not ended
 * by itself before. Call it at the end of triage. Draws one block for each attempt, or none if
 * incidents of the type cannot be removed. MODEL.md (3.6)
 */
void incident_remove(struct sim_context *s, int32_t incident);
/**
 * The victim mitigates: the remaining time of containment is multiplied by the share `mitigation`.
 */
void incident_mitigate(struct sim_context *s, int32_t incident);

/**
 * Removes the intruders within `expulsion_days`, if they would not be removed before. Call it when
 * the victim has protested against an intrusion or made it public. Does nothing for other
 * incidents. MODEL.md (3.6)
 */
void incident_expel(struct sim_context *s, int32_t incident);

/**
 * Assistance arrives: the remaining time of containment is divided by `gain`, >= 1. This happens
 * only once for an incident.
 */
void incident_assist(struct sim_context *s, int32_t incident, double gain);

/**
 * Reduces the remaining patience of the states that sim_mark_patience() has marked, because they
 * have entered a crisis and were in none before.
 */
void incident_cut_patience(struct sim_context *s);

/** Draws whether and when the truth about a decided incident becomes known. Draws one block. */
void incident_schedule_truth(struct sim_context *s, int32_t incident);
/**
 * Corrects what the victim has recorded, when the truth becomes known. Records of the victim are
 * the incidents that it attributes to states, and its trust in the state that replied to its
 * inquiry. Returns whether the victim had named a state that is not responsible.
 */
bool incident_revise_belief(struct sim_context *s, int32_t incident);
/**
 * Removes the incident from what the victim attributes to the named state, and gives back trust,
 * because the victim no longer holds this state responsible. `relieves`: whether the tension of
 * that state falls, because the victim has struck it.
 */
void incident_clear_named(struct sim_context *s, const struct incident *i, bool relieves);
/** Whether a state is responsible and, by a false flag, has made the victim name another state. */
bool incident_was_deceived(const struct incident *i);
/** Records violations by the responsible state, notifies observers, and removes a reference. */
void incident_record_truth(struct sim_context *s, int32_t incident);

/** Returns the rung of the operation on the escalation ladder; 0 if no state is responsible. */
int32_t incident_rung(const struct world *w, const struct incident *i);

/**
 * Whether the incident is publicly attributed to the named state: the victim has accused this state
 * in public, or the incident is public and industry has named this state.
 */
bool incident_is_attributed_in_public(const struct incident *i);

/** Whether the incident is not public, and its publication is not scheduled either. */
bool incident_secret(const struct sim_context *s, const struct incident *i);

/**
 * Notifies observers of every open incident (OBS_CLOSED), in the order of their indices. Call it at
 * the horizon.
 */
void incident_close_all(struct sim_context *s);

/* The handlers of events. */
void incident_on_detection(void *sim, const struct event *event);
void incident_on_post_hoc(void *sim, const struct event *event);
void incident_on_end(void *sim, const struct event *event);
void incident_on_publication(void *sim, const struct event *event);
/** Returns whether industry has named an actor. For a recognised accident, it names none. */
bool incident_on_industry(void *sim, const struct event *event);

#endif
