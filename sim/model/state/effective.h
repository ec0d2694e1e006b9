/**
 * effective.h - the value of a parameter with all measures in force acting on it.
 */
#ifndef MODEL_STATE_EFFECTIVE_H
#define MODEL_STATE_EFFECTIVE_H

#include "model/state/sim.h"

/** Which of the measures on a lever count: those of that channel, or of that operation. */
struct effective_filter {
    int32_t channel;      /* enum channel_kind, NONE: any */
    int32_t class_;       /* enum incident_class, NONE: any */
    int32_t target_class; /* enum target_class, NONE: any */
    bool critical;
};

extern const struct effective_filter effective_any;

/** Those of one channel (enum channel_kind). */
struct effective_filter effective_filter_on(int32_t channel);

/** Those that speak of an operation like this one. */
struct effective_filter effective_filter_of(const struct sim *s, const struct incident *i);

/** Value of a pair lever for that pair on `base`. */
double effective_pair(const struct sim *s, enum lever lever, int32_t pair, double base,
    const struct effective_filter *filter);

/** Value of a state lever for that state on `base`. */
double effective_state(const struct sim *s, enum lever lever, int32_t state, double base);
double effective_state_of(const struct sim *s, enum lever lever, int32_t state, double base,
    const struct effective_filter *filter);

/**
 * Weight of an agreement's measure at this moment, without the parties' part: ramp * fresh, for
 * who is a party since that day (-INFINITY: from the start).
 */
double effective_weight(const struct sim *s, int32_t measure, double since);

/**
 * The day since which the two of a bond are both parties (-INFINITY: from the start), INFINITY if
 * they are not now. The agreement's status is another matter.
 */
double effective_parties_since(const struct sim *s, int32_t bond);
/** The same, and INFINITY, too, while the two have stopped working together under it. */
double effective_bound_since(const struct sim *s, int32_t bond);

/** Whether the operation is one of those that the measure speaks of, by its class and target. */
bool effective_covers(
    const struct sim *s, const struct measure *m, const struct incident *incident);

/** A capacity of a state: what the file says, and what programmes built on it. In [0, 1]. */
double effective_capacity(const struct sim *s, int32_t state, enum capacity capacity);

/** Domestic pressure on a state as a share, d / (1 + d), in [0, 1). */
double effective_pressure(const struct sim *s, int32_t state);

/** m^(2c - 1): exactly 1 at c = 0.5. MODEL.md (0.1) */
double effective_multiplier(double capacity, double m);

/** Confidence in the culprit that a state needs before it acts. In [0, 1]. */
double effective_confidence_needed(const struct sim *s, int32_t state);

/** A time on the law-enforcement channel of a pair, in the unit of `base`. */
double effective_legal_delay(const struct sim *s, int32_t pair, double base);

/** Doctrinal distance of a pair in [0, 1], measures included. */
double effective_distance(const struct sim *s, int32_t pair);

/**
 * Weight of the pledges between two states that an operation of that type would break, not yet
 * knowing its target: the largest of them, 0 if there is none. A pledge to spare one class of
 * targets counts with the share of that class among targets.
 */
double effective_pledge(const struct sim *s, int32_t pair, int32_t incident_type);

#endif
