/**
 * dyad.h - what two states feel toward each other, and how far it has gone.
 *
 * Tension is directed: what one state feels toward another. It decays toward a baseline with a
 * half-life and jumps at what is believed or received; above a threshold the state is in a crisis
 * toward the other, until tension has fallen to the exit level. Trust is a pair of decaying
 * counts. The rung of a side is that of its highest act toward the other still within the quiet
 * period, less one per quiet period passed; it exists as it is and as the other side sees it.
 * MODEL.md (10.1)-(10.7). Looking never writes; rung steps and ends of crises are events.
 * A crisis that begins or ends is marked (sim.h) for the rules that depend on it.
 */
#ifndef MODEL_DYAD_DYAD_H
#define MODEL_DYAD_DYAD_H

#include "model/state/sim.h"

/** One direction of a pair: what `from` feels toward `to`, and has done to it. */
struct dyad_direction {
    int32_t pair;
    int32_t which; /* 0: from is the pair's first */
    struct dyad_direction_now *now;
};

/** pair NONE if they have no relation. */
struct dyad_direction dyad_direction(const struct sim_context *s, int32_t from, int32_t to);
struct dyad_direction dyad_reverse(
    const struct sim_context *s, struct dyad_direction direction);

double dyad_tension(const struct sim_context *s, struct dyad_direction direction);
/** Integral of the tension from the first day until now. */
double dyad_tension_area(const struct sim_context *s, struct dyad_direction direction);
/** The first day: a crisis if tension starts above the threshold. */
void dyad_begin(struct sim_context *s, struct dyad_direction direction);
/** Adds a jump (negative: takes off), and begins a crisis if the threshold is passed. */
void dyad_tension_add(struct sim_context *s, struct dyad_direction direction, double jump);
/**
 * A jump at what was believed or received: larger in a crisis, with lognormal noise of mean 1.
 * Draws one uniform, addressed by what caused it. MODEL.md (10.2)
 */
void dyad_tension_shock(struct sim_context *s, struct dyad_direction direction, double size,
    uint64_t cause, uint64_t index);
/** Takes a share off the excess over the baseline. */
void dyad_tension_relieve(struct sim_context *s, struct dyad_direction direction, double share);

/** Mean of the beta counts, in (0, 1). */
double dyad_trust(const struct sim_context *s, struct dyad_direction direction);
void dyad_trust_update(
    struct sim_context *s, struct dyad_direction direction, double good, double bad);
/** Trust goes back to what it was before the run: a new leadership. */
void dyad_trust_reset(struct sim_context *s, struct dyad_direction direction);

/** Incidents `from` believes `to` did, decayed. */
double dyad_believed(const struct sim_context *s, struct dyad_direction direction);
void dyad_record_believed_incident(
    struct sim_context *s, struct dyad_direction direction, double incidents);

/** The side acted on that rung at `day` (<= now). Returns whether its rung rose. */
bool dyad_record_act(
    struct sim_context *s, struct dyad_direction direction, int32_t rung, double day);
/** The other attributes an act of that rung and day to the side. */
void dyad_record_perceived_act(
    struct sim_context *s, struct dyad_direction direction, int32_t rung, double day);
/** The side's rung by its acts, which side_now.rung is between events. */
int32_t dyad_rung(const struct sim_context *s, struct dyad_direction direction);
/** The side's rung as the other sees it. */
int32_t dyad_rung_seen(const struct sim_context *s, struct dyad_direction direction);
/** Quiet time credited to a side, in days. */
void dyad_credit_quiet_time(
    struct sim_context *s, struct dyad_direction direction, double days);

/** The pair or either side in a crisis. */
bool dyad_in_crisis(const struct sim_context *s, int32_t pair);

/* Events. */
void dyad_on_crisis_end(void *sim, const struct event *event);
void dyad_on_rung_step(void *sim, const struct event *event);

#endif
