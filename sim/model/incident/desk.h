/**
 * desk.h - desks: CERTs, political desks and the desks of hubs, as queues.
 *
 * A desk has several servers, exponential service times, and priorities without preemption. Jobs of
 * the same priority are served in the order of arrival. If arrivals are Poisson, a desk is an M/M/c
 * queue. A service has the speed that the desk has at its start. MODEL.md (3.4), (11.1)
 */
#ifndef MODEL_INCIDENT_DESK_H
#define MODEL_INCIDENT_DESK_H

#include "model/state/sim.h"

/**
 * These functions return the index of the technical desk of a state, of its political desk, and of
 * the desk of the hub of an agreement.
 */
int32_t desk_technical(int32_t state);
int32_t desk_political(int32_t state);
int32_t desk_hub(const struct world *w, int32_t agreement);

/**
 * Adds a job. `work_days` is its mean service time at speed 1; `subject` is the index of an
 * incident or a message. model.c handles a finished job by its kind. Draws one uniform number with
 * the address `hash` when service begins.
 */
void desk_arrive(struct sim_context *s, int32_t desk, enum job_kind kind, int32_t subject,
    uint64_t hash, double priority, double work_days);

/** Returns the number of waiting jobs. Jobs in service are not counted. */
int32_t desk_waiting(const struct sim_context *s, int32_t desk);

/**
 * Handles the event that job event->b of desk event->a is done. Starts the next job, and returns
 * the finished one.
 */
struct job desk_finish(struct sim_context *s, const struct event *event);

#endif
