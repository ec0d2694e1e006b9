/**
 * desk.h - desks: CERTs, political desks and the desks of hubs, as queues.
 *
 * A desk has several servers, exponential service times, priorities without preemption, and first
 * come first served within a priority (M/M/c if arrivals are Poisson). The speed of the desk at
 * the start of a service applies. MODEL.md (3.4), (11.1)
 */
#ifndef MODEL_INCIDENT_DESK_H
#define MODEL_INCIDENT_DESK_H

#include "model/state/sim.h"

/** Index of the technical or political desk of a state, or of the desk of an agreement's hub. */
int32_t desk_technical(int32_t state);
int32_t desk_political(int32_t state);
int32_t desk_hub(const struct world *w, int32_t agreement);

/**
 * Adds a job: `work_days` is its mean service time at speed 1, `subject` the index of an incident
 * or a message. model.c handles a finished job by its kind. Draws one uniform, addressed by
 * `hash`, when service begins.
 */
void desk_arrive(struct sim_context *s, int32_t desk, enum job_kind kind, int32_t subject,
    uint64_t hash, double priority, double work_days);

/** Number of waiting jobs, without those in service. */
int32_t desk_waiting(const struct sim_context *s, int32_t desk);

/** Event: job event->b of desk event->a is done. Starts the next job; returns the finished one. */
struct job desk_finish(struct sim_context *s, const struct event *event);

#endif
