/**
 * dyad.h - tension, trust, crises and rungs between two states.
 *
 * All but crises are directed, from one state toward another. Tension decays exponentially
 * toward a baseline and jumps at decisions and received acts. If the tension of one of the two
 * reaches a threshold, both are in a crisis, until the tension of both has fallen to the exit
 * level or they accept an off-ramp. Trust is the mean of a beta distribution with two decaying
 * counts. Every act toward the other state has a rung, which falls by one for each quiet period
 * since the act; the rung of the direction is the highest of these. A second rung counts only
 * the acts that the other state attributes to this one. MODEL.md (10.1)-(10.7)
 *
 * Queries never write. Rung steps and ends of crises are events. A crisis that begins or ends is
 * marked (sim.h) for the rules that depend on it.
 */
#ifndef MODEL_DYAD_DYAD_H
#define MODEL_DYAD_DYAD_H

#include "model/state/sim.h"

/** One direction of a pair: from one state toward the other. */
struct dyad_direction {
    int32_t pair;
    int32_t which; /* 0: from the first state of the pair toward the second; 1: the reverse */
    struct dyad_direction_now *now;
};

/** The direction of `from` toward `to`; member pair is NONE if the two are not related. */
struct dyad_direction dyad_direction(const struct sim_context *s, int32_t from, int32_t to);
struct dyad_direction dyad_reverse(
    const struct sim_context *s, struct dyad_direction direction);

/** The tension to which the present one decays (>= 0). */
double dyad_tension_baseline(const struct sim_context *s, struct dyad_direction direction);
/** Present tension (>= 0). */
double dyad_tension(const struct sim_context *s, struct dyad_direction direction);
/** Integral of the tension over days, from the first day until now. */
double dyad_tension_area(const struct sim_context *s, struct dyad_direction direction);
/** On the first day: begins a crisis if tension starts at or above the threshold. */
void dyad_begin(struct sim_context *s, struct dyad_direction direction);
/** Adds a jump (which may be negative), and begins a crisis at the threshold. `cause` is the
 * identity of the incident, act or message that raises tension; 0: no cause in the model. */
void dyad_tension_add(
    struct sim_context *s, struct dyad_direction direction, double jump, uint64_t cause);
/**
 * Adds a jump of mean `size`, larger in a crisis, with lognormal noise of mean 1. Draws one
 * uniform, at the address (cause, index). MODEL.md (10.2)
 */
void dyad_tension_shock(struct sim_context *s, struct dyad_direction direction, double size,
    uint64_t cause, uint64_t index);
/** Removes a share, in [0, 1], of the tension above the baseline. */
void dyad_tension_relieve(struct sim_context *s, struct dyad_direction direction, double share);

/** Present trust: the mean of the beta distribution, in (0, 1). */
double dyad_trust(const struct sim_context *s, struct dyad_direction direction);
/** Adds good and bad experience (counts >= 0). */
void dyad_trust_update(
    struct sim_context *s, struct dyad_direction direction, double good, double bad);
/** Adds `nats` of evidence to the log odds of trust; the sum of the two counts does not change.
 * MODEL.md (10.8) */
void dyad_trust_convince(struct sim_context *s, struct dyad_direction direction, double nats);
/** Removes bad experience that was added earlier, as far as it has not decayed since; `bad` has
 * its amount and its day. */
void dyad_trust_withdraw(
    struct sim_context *s, struct dyad_direction direction, struct decaying bad);
/** Resets trust to the prior of the scenario, after a change of leadership. */
void dyad_trust_reset(struct sim_context *s, struct dyad_direction direction);

/** Number of incidents that `from` attributes to `to`; each counts less as it gets older. */
double dyad_believed(const struct sim_context *s, struct dyad_direction direction);
/** Adds to that number; a negative value corrects it. */
void dyad_record_believed_incident(
    struct sim_context *s, struct dyad_direction direction, double incidents);

/** Weight of an attributed incident in dyad_conduct(): half of an open act, because
 * dyad_believed() counts the incident, too. */
#define DYAD_ATTRIBUTED 0.5

/** Number of hostile acts between the two that `from` knows: its own, received ones, and
 * incidents that it attributes to the other. Each counts less as it gets older. MODEL.md
 * (5.1) */
double dyad_conduct(const struct sim_context *s, struct dyad_direction direction);
/** Adds to that number; a negative value corrects it. */
void dyad_record_conduct(struct sim_context *s, struct dyad_direction direction, double acts);

/** Number of hostile acts of `from` against `to`, for which `from` expects retaliation. Each
 * counts less as it gets older. MODEL.md (5.1) */
double dyad_motive(const struct sim_context *s, struct dyad_direction direction);
/** Adds to that number and to dyad_conduct(). */
void dyad_record_own_conduct(
    struct sim_context *s, struct dyad_direction direction, double acts);

/** Records an act of that rung on `day` (<= now). Returns whether the rung of the direction
 * rose. */
bool dyad_record_act(
    struct sim_context *s, struct dyad_direction direction, int32_t rung, double day);
/** Records that the other state attributes an act of that rung and day to this one. */
void dyad_record_perceived_act(
    struct sim_context *s, struct dyad_direction direction, int32_t rung, double day);
/** The rung that follows from the acts; between events it equals dyad_direction_now.rung. */
int32_t dyad_rung(const struct sim_context *s, struct dyad_direction direction);
/** The rung that follows from the acts that the other state attributes to this one. */
int32_t dyad_rung_seen(const struct sim_context *s, struct dyad_direction direction);
/** Makes all acts of the direction older by that many days. */
void dyad_credit_quiet_time(
    struct sim_context *s, struct dyad_direction direction, double days);

/** Whether the two states are in a crisis, of which at least one of them knows. */
bool dyad_in_crisis(const struct sim_context *s, int32_t pair);
/**
 * Whether the state knows of a crisis with the other: the crisis began in it, or by nothing in the
 * model; or since then it has attributed an open act of the other to it, its own tension has risen
 * to the threshold, or an offer of the other has reached it. Only then it offers a way out. MODEL.md
 * (10.4). False if the two are not related.
 */
bool dyad_knows_crisis(const struct sim_context *s, struct dyad_direction direction);
/** The state learns of the crisis with the other, if there is one. */
void dyad_learn_crisis(struct sim_context *s, struct dyad_direction direction);
/** Days in crisis until `now`. */
double dyad_crisis_days(const struct pair_now *pair, double now);

/**
 * The other state accepts the off-ramp offered in this direction: ends the crisis, lowers the
 * tension of both at least to the exit level, and marks their orders for withdrawal. During
 * `cooling_days` each spares the other (dyad_spare). MODEL.md (9.3), (10.9)
 */
void dyad_settle(struct sim_context *s, struct dyad_direction offering);
/** From now on the state spares the other one: it decides on no hostile response to incidents
 * and acts that began before now. */
void dyad_spare(struct sim_context *s, struct dyad_direction direction);
/** Whether the state spares the other one (dyad_spare) for an incident or act that began on
 * `day`. False if the two are not related. */
bool dyad_is_spared(const struct sim_context *s, struct dyad_direction direction, double day);
/** Ends the sparing in both directions. Call after an open hostile act between the two. */
void dyad_break_settlement(struct sim_context *s, int32_t pair);

/* Events. */
void dyad_on_crisis_end(void *sim, const struct event *event);
void dyad_on_rung_step(void *sim, const struct event *event);

#endif
