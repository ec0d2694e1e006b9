/**
 * dyad.h - tension, trust, crises and rungs between two states.
 *
 * All of these except crises are directed, from one state toward the other. Tension decays
 * exponentially toward a baseline. Decisions and received acts make it jump. When the tension of
 * one of the two states reaches a threshold, both are in a crisis. The crisis lasts until the
 * tension of both has fallen to the exit level, or until they agree on an off-ramp. Trust is the
 * mean of a beta distribution with two decaying counts, of good and of bad experience. Every act
 * against the other state has a rung, which falls by one for each quiet period since the act. The
 * rung of the direction is the highest of these rungs. A second rung is computed from those acts
 * that the other state attributes to this one. MODEL.md (10.1)-(10.7)
 *
 * Queries change nothing. The end of a crisis is an event. The fall of a rung is an event only if
 * an observer is attached; without one, the rung is computed from the days of the acts. A crisis
 * that begins or ends is marked (sim.h) for the rules that depend on it.
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

/**
 * Returns the direction from one state toward another. Its member pair is NONE if they are not
 * related.
 */
struct dyad_direction dyad_direction(const struct sim_context *s, int32_t from, int32_t to);
/** Returns the direction of a pair from one of its two states. */
static inline struct dyad_direction
dyad_direction_of(const struct sim_context *s, int32_t pair, int32_t from)
{
    int32_t which = WORLD_PAIR(s->world, pair)->first == from ? 0 : 1;

    return (struct dyad_direction){pair, which, &SIM_PAIR(s, pair)->direction[which]};
}
/** Returns the reverse direction of the same pair. */
struct dyad_direction dyad_reverse(
    const struct sim_context *s, struct dyad_direction direction);

/** Returns the tension toward which the present tension decays, >= 0. */
double dyad_tension_baseline(const struct sim_context *s, struct dyad_direction direction);
/** Returns the present tension, >= 0. */
double dyad_tension(const struct sim_context *s, struct dyad_direction direction);
/** Returns the integral of the tension over the days from the first day until now. */
double dyad_tension_area(const struct sim_context *s, struct dyad_direction direction);
/** Begins a crisis on the first day if tension starts at or above the threshold. */
void dyad_begin(struct sim_context *s, struct dyad_direction direction);
/**
 * Adds a jump, which may be negative, to the tension. Begins a crisis if the tension reaches the
 * threshold. `cause` is the id of the incident, act or message that raises tension; 0: the cause is
 * not in the model.
 */
void dyad_tension_add(
    struct sim_context *s, struct dyad_direction direction, double jump, uint64_t cause);
/**
 * Adds a jump to the tension: `size` (more in a crisis) times lognormal noise with mean 1. Draws
 * one uniform number, with the address (cause, index). MODEL.md (10.2)
 */
void dyad_tension_shock(struct sim_context *s, struct dyad_direction direction, double size,
    uint64_t cause, uint64_t index);
/** Removes a share, in [0, 1], of the tension above the baseline. */
void dyad_tension_relieve(struct sim_context *s, struct dyad_direction direction, double share);

/** Returns the present trust, in (0, 1): the mean of the beta distribution. */
double dyad_trust(const struct sim_context *s, struct dyad_direction direction);
/** Adds good and bad experience. Both are counts, >= 0. */
void dyad_trust_update(
    struct sim_context *s, struct dyad_direction direction, double good, double bad);
/**
 * Adds `nats` of evidence to the log odds of trust. The sum of the two counts stays the same.
 * MODEL.md (10.8)
 */
void dyad_trust_convince(struct sim_context *s, struct dyad_direction direction, double nats);
/**
 * Removes bad experience that was added earlier, as far as it has not decayed since. `bad` is its
 * amount and the day on which it was added.
 */
void dyad_trust_withdraw(
    struct sim_context *s, struct dyad_direction direction, struct decaying bad);
/** Sets trust to the prior of the scenario, after a change of leadership. */
void dyad_trust_reset(struct sim_context *s, struct dyad_direction direction);

/**
 * Returns the number of incidents that the first state of the direction attributes to the second.
 * Older incidents have less weight.
 */
double dyad_believed(const struct sim_context *s, struct dyad_direction direction);
/**
 * Adds `incidents` to the number that dyad_believed() returns. A negative value corrects the
 * number, which does not fall below 0.
 */
void dyad_record_believed_incident(
    struct sim_context *s, struct dyad_direction direction, double incidents);

/**
 * The weight of an attributed incident in dyad_conduct(). It is half of the weight of an open act,
 * because dyad_believed() also counts the incident.
 */
#define DYAD_ATTRIBUTED 0.5

/**
 * Returns the number of hostile acts between the two states that the first state of the direction
 * knows of: its own acts, acts against it, and incidents that it attributes to the second. Older
 * ones have less weight. MODEL.md (5.1)
 */
double dyad_conduct(const struct sim_context *s, struct dyad_direction direction);
/**
 * Adds `acts` to the number that dyad_conduct() returns. A negative value corrects the number,
 * which does not fall below 0.
 */
void dyad_record_conduct(struct sim_context *s, struct dyad_direction direction, double acts);

/**
 * Returns the number of hostile acts of the first state of the direction against the second. The
 * first state expects retaliation for them. Older acts have less weight. MODEL.md (5.1)
 */
double dyad_motive(const struct sim_context *s, struct dyad_direction direction);
/** Adds `acts` to the numbers that dyad_motive() and dyad_conduct() return. */
void dyad_record_own_conduct(
    struct sim_context *s, struct dyad_direction direction, double acts);

/**
 * Records an act of that rung on `day` (<= now). Returns whether the act raised the rung of the
 * direction.
 */
bool dyad_record_act(
    struct sim_context *s, struct dyad_direction direction, int32_t rung, double day);
/**
 * Returns the day of the latest operation by the first state of the direction whose rung is in
 * [`rung`, RUNG_DESTRUCTION]; -INFINITY if there is none. `rung` is at least
 * RUNG_COVERT_COMPETITION.
 */
double dyad_last_operation(struct dyad_direction direction, int32_t rung);
/**
 * Like dyad_last_operation(), but for the operations that the second state attributes to the first.
 */
double dyad_last_operation_seen(struct dyad_direction direction, int32_t rung);
/**
 * Records that the second state of the direction attributes an act of that rung and day to the
 * first.
 */
void dyad_record_perceived_act(
    struct sim_context *s, struct dyad_direction direction, int32_t rung, double day);
/** Returns the rung that follows from the acts. */
int32_t dyad_rung(const struct sim_context *s, struct dyad_direction direction);
/**
 * Returns the rung that follows from the acts that the second state of the direction attributes to
 * the first.
 */
int32_t dyad_rung_seen(const struct sim_context *s, struct dyad_direction direction);
/**
 * Applies the falls of the rungs of the pair before now, in the order of their days, and notifies
 * observers. The member `rung` of struct dyad_direction_now is up to date only after this call. It
 * is called for each act, and at the end of the run.
 */
void dyad_settle_rungs(struct sim_context *s, int32_t pair);
/**
 * Schedules the next falls of the rungs of the pair, which are silent events (kernel.h). Call it
 * after dyad_settle_rungs() when a sink is attached: a sink receives each fall on its day.
 */
void dyad_announce(struct sim_context *s, int32_t pair);
/** Makes all acts of the direction older by `days`. */
void dyad_credit_quiet_time(
    struct sim_context *s, struct dyad_direction direction, double days);

/** Whether the two states are in a crisis. At least one of them knows of it. */
bool dyad_in_crisis(const struct sim_context *s, int32_t pair);
/**
 * Whether the first state of the direction knows of a crisis with the second. It knows of the
 * crisis if its own tension began the crisis, or if the cause of the crisis is not in the model.
 * Otherwise it learns of the crisis in one of four ways: it attributes a later act to the other
 * state; its own tension reaches the threshold; it reads a question or warning of the other state;
 * or an offer of the other state arrives. Returns false if the two are not related. MODEL.md (10.4)
 */
bool dyad_knows_crisis(const struct sim_context *s, struct dyad_direction direction);
/** Whether both states know of their latest crisis. Only then do they offer an off-ramp. */
bool dyad_crisis_is_stated(const struct sim_context *s, int32_t pair);
/** Makes the first state of the direction know of the crisis with the second, if there is one. */
void dyad_learn_crisis(struct sim_context *s, struct dyad_direction direction);
/** Returns the number of days in crisis until `now`. */
double dyad_crisis_days(const struct pair_now *pair, double now);

/**
 * The other state accepts the off-ramp offered in this direction. This ends the crisis, lowers the
 * tension of both states to the exit level if it is higher, and marks their orders for withdrawal.
 * During `cooling_days` each of them spares the other (dyad_spare()). MODEL.md (9.3), (10.9)
 */
void dyad_settle(struct sim_context *s, struct dyad_direction offering);
/**
 * From now on the first state of the direction spares the second: it decides on no hostile response
 * to incidents and acts that began before now.
 */
void dyad_spare(struct sim_context *s, struct dyad_direction direction);
/**
 * Whether the first state of the direction spares the second (dyad_spare()) for an incident or act
 * that began on `day`. Returns false if the two are not related.
 */
bool dyad_is_spared(const struct sim_context *s, struct dyad_direction direction, double day);
/**
 * Ends the effect of dyad_spare() in both directions, and notifies observers if a settlement was in
 * effect. Call it after an open hostile act of the first state of the direction against the second,
 * or when the second attributes an attack to the first.
 */
void dyad_break_settlement(struct sim_context *s, struct dyad_direction acting);
/**
 * Whether one of the two states has lately agreed on a settlement with the other, or has met its
 * demand. During this time attacks between the two are rarer. MODEL.md (1.15)
 */
bool dyad_is_at_peace(const struct sim_context *s, struct dyad_direction direction);

/* The handlers of events. */
void dyad_on_crisis_end(void *sim, const struct event *event);
void dyad_on_rung_step(void *sim, const struct event *event);

#endif
