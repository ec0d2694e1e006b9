/**
 * desk.h - people who work through a queue: CERTs, political desks, the desk of a hub.
 *
 * Several servers, exponential service, higher priority first and then first come first served,
 * nobody is interrupted (M/M/c when arrivals are Poisson). The speed of the desk counts when a
 * service begins. MODEL.md (3.4), (11.1)
 */
#ifndef MODEL_INCIDENT_DESK_H
#define MODEL_INCIDENT_DESK_H

#include "model/state/sim.h"

/** The technical and the political desk of a state, and the desk of an agreement's hub. */
int32_t desk_technical(int32_t state);
int32_t desk_political(int32_t state);
int32_t desk_hub(const struct world *w, int32_t agreement);

/**
 * A job arrives: `work_days` is its mean service time at speed 1, `subject` an incident or a
 * message. What happens when it is done depends on its kind (model.c). Draws one uniform,
 * addressed by `hash`, when service begins.
 */
void desk_arrive(struct sim_context *s, int32_t desk, enum job_kind kind, int32_t subject,
    uint64_t hash, double priority, double work_days);

/** Jobs that wait, not counting those in service. */
int32_t desk_waiting(const struct sim_context *s, int32_t desk);

/** Event: the job event->b of desk event->a is done. Returns it after starting the next one. */
struct job desk_finish(struct sim_context *s, const struct event *event);

#endif
