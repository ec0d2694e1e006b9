/**
 * lever_effect.h - the value of a parameter with all measures in force acting on it.
 */
#ifndef MODEL_STATE_LEVER_EFFECT_H
#define MODEL_STATE_LEVER_EFFECT_H

#include "model/state/sim.h"

/** Which of the measures on a lever count: those of that channel, or of that operation. */
struct lever_filter {
    int32_t channel;      /* enum channel_kind, NONE: any */
    int32_t class_;       /* enum incident_class, NONE: any */
    int32_t target_class; /* enum target_class, NONE: any */
    bool critical;
};

extern const struct lever_filter lever_filter_any;

/** Those of one channel (enum channel_kind). */
struct lever_filter lever_filter_of_channel(int32_t channel);

/** Those that speak of an operation like this one. */
struct lever_filter lever_filter_of_incident(
    const struct sim_context *s, const struct incident *i);

/** Value of a pair lever for that pair on `base`. */
double lever_for_pair(const struct sim_context *s, enum lever lever, int32_t pair, double base,
    const struct lever_filter *filter);

/** Value of a state lever for that state on `base`. */
double lever_for_state(
    const struct sim_context *s, enum lever lever, int32_t state, double base);
double lever_for_state_filtered(const struct sim_context *s, enum lever lever, int32_t state,
    double base, const struct lever_filter *filter);

/**
 * Weight of an agreement's measure at this moment, without the parties' part: ramp * fresh, for
 * who is a party since that day (-INFINITY: from the start).
 */
double lever_measure_weight(const struct sim_context *s, int32_t measure, double since);

/**
 * The day since which the two of a bond are both parties (-INFINITY: from the start), INFINITY if
 * they are not now. The agreement's status is another matter.
 */
double lever_parties_since(const struct sim_context *s, int32_t party_pair);
/** The same, and INFINITY, too, while the two have stopped working together under it. */
double lever_bound_since(const struct sim_context *s, int32_t party_pair);

/** Whether the operation is one of those that the measure speaks of, by its class and target. */
bool lever_covers_incident(
    const struct sim_context *s, const struct measure *m, const struct incident *incident);

/** A capacity of a state: what the file says, and what programmes built on it. In [0, 1]. */
double lever_state_capacity(const struct sim_context *s, int32_t state, enum capacity capacity);

/** Domestic pressure on a state as a share, d / (1 + d), in [0, 1). */
double lever_state_pressure(const struct sim_context *s, int32_t state);

/** m^(2c - 1): exactly 1 at c = 0.5. MODEL.md (0.1) */
double lever_capacity_multiplier(double capacity, double m);

/** Confidence in the culprit that a state needs before it acts. In [0, 1]. */
double lever_confidence_threshold(const struct sim_context *s, int32_t state);

/** A time on the law-enforcement channel of a pair, in the unit of `base`. */
double lever_legal_delay(const struct sim_context *s, int32_t pair, double base);

/** Doctrinal distance of a pair in [0, 1], measures included. */
double lever_doctrinal_distance(const struct sim_context *s, int32_t pair);

/**
 * Weight of the pledges between two states that an operation of that type would break, not yet
 * knowing its target: the largest of them, 0 if there is none. A pledge to spare one class of
 * targets counts with the share of that class among targets.
 */
double lever_pledge_weight(const struct sim_context *s, int32_t pair, int32_t incident_type);

#endif
