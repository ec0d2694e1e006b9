/**
 * lever_effect.h - the value of a lever under all measures in force, and derived values.
 */
#ifndef MODEL_STATE_LEVER_EFFECT_H
#define MODEL_STATE_LEVER_EFFECT_H

#include "model/state/sim.h"

/** Selects the measures that act on a lever: those for this channel, or for this operation. */
struct lever_filter {
    int32_t channel;      /* enum channel_kind, NONE: any */
    int32_t class_;       /* enum incident_class, NONE: any */
    int32_t target_class; /* enum target_class, NONE: any */
    bool critical;
};

extern const struct lever_filter lever_filter_any;

/** Measures for one channel (enum channel_kind), and those for any channel. */
struct lever_filter lever_filter_of_channel(int32_t channel);

/** Measures that cover the class and the target of this incident. */
struct lever_filter lever_filter_of_incident(
    const struct sim_context *s, const struct incident *i);

/** Value of a lever of a pair, from its value `base` without measures; `base` if pair is NONE. */
double lever_for_pair(const struct sim_context *s, enum lever lever, int32_t pair, double base,
    const struct lever_filter *filter);

/** Value of a lever of a state, from its value `base` without measures. */
double lever_for_state(
    const struct sim_context *s, enum lever lever, int32_t state, double base);
double lever_for_state_filtered(const struct sim_context *s, enum lever lever, int32_t state,
    double base, const struct lever_filter *filter);

/**
 * Present weight of a measure without the factors of its parties: ramp * fresh (measure.h), for
 * two states that have been parties since that day (-INFINITY: from the start). In [0, 1]; 0
 * while it is not active.
 */
double lever_measure_weight(const struct sim_context *s, int32_t measure, double since);

/**
 * The day since which both states of a party pair are parties (-INFINITY: from the start);
 * INFINITY if they are not both parties now. Does not depend on the status of the agreement.
 */
double lever_parties_since(const struct sim_context *s, int32_t party_pair);
/** Like lever_parties_since(), but also INFINITY while cooperation between the two is
 * suspended. */
double lever_bound_since(const struct sim_context *s, int32_t party_pair);

/** Whether the measure covers the class and the target of the incident. */
bool lever_covers_incident(
    const struct sim_context *s, const struct measure *m, const struct incident *incident);

/** Present capacity of a state: that of the scenario and that built by programmes. In [0, 1]. */
double lever_state_capacity(const struct sim_context *s, int32_t state, enum capacity capacity);

/** Domestic pressure on a state as a share, d / (1 + d), in [0, 1). */
double lever_state_pressure(const struct sim_context *s, int32_t state);

/** Multiplier of a rate or time for a capacity in [0, 1]: m^(2 capacity - 1), so m at capacity
 * 1, 1/m at 0, and exactly 1 at 0.5. MODEL.md (0.1) */
double lever_capacity_multiplier(double capacity, double m);

/** Confidence in the attribution that a state needs before it acts. In [0, 1]. */
double lever_confidence_threshold(const struct sim_context *s, int32_t state);

/** A time on the law-enforcement channel of a pair under all measures, from its value `base`
 * without measures, in the same unit. */
double lever_legal_delay(const struct sim_context *s, int32_t pair, double base);

/** Time in days that an investigation by the asked state takes, from its value `days` without
 * measures and without legal capacity. MODEL.md (11.2) */
double lever_investigation_days(
    const struct sim_context *s, int32_t pair, int32_t asked, double days);

/** Doctrinal distance of a pair in [0, 1], measures included. */
double lever_doctrinal_distance(const struct sim_context *s, int32_t pair);

/**
 * Weight of the pledges between two states that an operation of that type would break, before its
 * target is known: the largest one, 0 if there is none. In [0, 1]. A pledge for one class of
 * targets counts with the share of that class among targets.
 */
double lever_pledge_weight(const struct sim_context *s, int32_t pair, int32_t incident_type);

/** The largest share of operations, in [0, 1], that a pledge between the two promises to leave
 * out, times the present weight of the pledge. lever_promise: of the operations that the filter
 * selects. lever_promise_of_class: of the operations of an incident class against any target; a
 * pledge for one class of targets then counts with the share of that class among targets. */
double lever_promise(const struct sim_context *s, int32_t pair, const struct lever_filter *f);
double lever_promise_of_class(const struct sim_context *s, int32_t pair, int32_t class_);
/** Like lever_promise_of_class(), but with the full weight of each pledge: adoption is complete,
 * and nothing has faded. */
double lever_promise_at_first(const struct sim_context *s, int32_t pair, int32_t class_);

/** The strongest shift of the lever for the pair by a measure of that agreement; 0 if no
 * measure of it shifts the lever. */
double lever_of_agreement(
    const struct sim_context *s, enum lever lever, int32_t pair, int32_t agreement);

/** Whether a measure whose present weight (0.2) is at least 0.5 keeps a direct line or a point of
 * contact on that channel of the pair. MODEL.md (7.1) */
bool lever_keeps_line(const struct sim_context *s, int32_t pair, int32_t channel);

/** Whether any measure has an effect on that lever of the pair, whatever its present weight. */
bool lever_has_links(const struct sim_context *s, enum lever lever, int32_t pair);

#endif
