/**
 * lever_effect.h - the value of a lever under all measures in force, and values that follow from
 * it.
 */
#ifndef MODEL_STATE_LEVER_EFFECT_H
#define MODEL_STATE_LEVER_EFFECT_H

#include "model/state/sim.h"

/**
 * Selects the measures that act on a lever: those for one channel, or those for one kind of
 * operation.
 */
struct lever_filter {
    int32_t channel;      /* enum channel_kind, NONE: any */
    int32_t class_;       /* enum incident_class, NONE: any */
    int32_t target_class; /* enum target_class, NONE: any */
    bool critical;
};

extern const struct lever_filter lever_filter_any;

/** Selects the measures for one channel (enum channel_kind), and those for any channel. */
struct lever_filter lever_filter_of_channel(int32_t channel);

/** Selects the measures that cover the class and the target of this incident. */
struct lever_filter lever_filter_of_incident(
    const struct sim_context *s, const struct incident *i);

/**
 * Returns the value of a lever of a pair. `base` is its value without measures. Returns `base` if
 * pair is NONE.
 */
double lever_for_pair(const struct sim_context *s, enum lever lever, int32_t pair, double base,
    const struct lever_filter *filter);

/**
 * These functions return the value of a lever of a state. `base` is its value without measures.
 * lever_for_state() applies all measures, the other function those that the filter selects.
 */
double lever_for_state(
    const struct sim_context *s, enum lever lever, int32_t state, double base);
double lever_for_state_filtered(const struct sim_context *s, enum lever lever, int32_t state,
    double base, const struct lever_filter *filter);

/**
 * Returns the present weight of a measure without the factors of its parties, in [0, 1]: ramp *
 * fresh (measure.h). `since` is the day since which both states have been parties (-INFINITY: from
 * the start). Returns 0 while the measure is not active.
 */
double lever_measure_weight(const struct sim_context *s, int32_t measure, double since);

/**
 * Returns the day since which both states of a party pair have been parties (-INFINITY: from the
 * start). Returns INFINITY if they are not both parties now. The status of the agreement does not
 * matter.
 */
double lever_parties_since(const struct sim_context *s, int32_t party_pair);
/**
 * Like lever_parties_since(), but also returns INFINITY while cooperation between the two states is
 * suspended.
 */
double lever_bound_since(const struct sim_context *s, int32_t party_pair);

/** Whether the measure covers the class and the target of the incident. */
bool lever_covers_incident(
    const struct sim_context *s, const struct measure *m, const struct incident *incident);

/**
 * Returns the present capacity of a state, in [0, 1]: the capacity in the scenario, plus what
 * programmes have built.
 */
double lever_state_capacity(const struct sim_context *s, int32_t state, enum capacity capacity);

/** Returns the domestic pressure on a state as a share, d / (1 + d), in [0, 1). */
double lever_state_pressure(const struct sim_context *s, int32_t state);

/**
 * Returns the factor of a rate or time for a capacity in [0, 1]: m^(2 capacity - 1). It is m at
 * capacity 1, 1/m at 0, and exactly 1 at 0.5. MODEL.md (0.1)
 */
double lever_capacity_multiplier(double capacity, double m);

/** Returns the confidence in an attribution that a state needs before it acts, in [0, 1]. */
double lever_confidence_threshold(const struct sim_context *s, int32_t state);

/**
 * Returns a time on the law-enforcement channel of a pair under all measures. `base` is the time
 * without measures, in any unit.
 */
double lever_legal_delay(const struct sim_context *s, int32_t pair, double base);

/**
 * Returns the time in days of an investigation by the asked state. `days` is the time without
 * measures and without legal capacity. MODEL.md (11.2)
 */
double lever_investigation_days(
    const struct sim_context *s, int32_t pair, int32_t asked, double days);

/** Returns the doctrinal distance of a pair under all measures, in [0, 1]. */
double lever_doctrinal_distance(const struct sim_context *s, int32_t pair);

/**
 * Returns the largest weight, in [0, 1], of the pledges between two states that an operation of
 * that type would break; 0 if there is none. The target of the operation is not known yet: a pledge
 * for one class of targets is multiplied by the share of that class among targets.
 */
double lever_pledge_weight(const struct sim_context *s, int32_t pair, int32_t incident_type);

/**
 * These functions return the largest product of the present weight of a pledge between two states
 * and the share of operations that it promises to leave out, in [0, 1]. lever_promise() considers
 * the operations that the filter selects. lever_promise_of_class() considers the operations of an
 * incident class against any target: a pledge for one class of targets is then multiplied by the
 * share of that class among targets.
 */
double lever_promise(const struct sim_context *s, int32_t pair, const struct lever_filter *f);
double lever_promise_of_class(const struct sim_context *s, int32_t pair, int32_t class_);
/**
 * Like lever_promise_of_class(), but with the full weight of each pledge, as if adoption were
 * complete and nothing had faded.
 */
double lever_promise_at_first(const struct sim_context *s, int32_t pair, int32_t class_);

/**
 * Returns the strongest positive shift of the lever for the pair by a measure of that agreement; 0
 * if there is none.
 */
double lever_of_agreement(
    const struct sim_context *s, enum lever lever, int32_t pair, int32_t agreement);

/**
 * Whether a hotline or a point of contact works on that channel of the pair: a measure of this kind
 * has a present weight (0.2) of at least 0.5. MODEL.md (7.1)
 */
bool lever_keeps_line(const struct sim_context *s, int32_t pair, int32_t channel);

/** Whether any measure can change that lever of the pair. Its present weight does not matter. */
bool lever_has_links(const struct sim_context *s, enum lever lever, int32_t pair);

#endif
