/**
 * metric.h - what is measured of a run. A metric is one row of metric.c and one line that
 * counts it in outcome.c.
 *
 * The record of struct metric_run is the header of runs.csv, its documentation and its entry in
 * datapackage.json; metric_summaries says which statistic a metric gets over runs. A value that
 * a run does not have (a median of nothing, a crossing that did not come) is NAN: an empty
 * cell. Columns marked as bookkeeping may change when a measure without any effect is added;
 * all others may not (tested).
 */
#ifndef OBSERVE_METRIC_H
#define OBSERVE_METRIC_H

#include "format/field.h"
#include "stats/summary.h"

/** A row of runs.csv. */
struct metric_run {
    int64_t point_id;
    const char *policy;
    int64_t rep;
    const char *status, *end_reason;
    double end_day;
    int64_t n_events;
    int64_t fingerprint;
    /* incidents */
    double incidents_true, incidents_observed, incidents_by_states, incidents_by_others;
    double incidents_accidental, counter_operations, attempts_blocked, incidents_undetected;
    double espionage_true, espionage_observed, disruption_true, disruption_observed;
    double crime_true, crime_observed, true_per_observed;
    /* harm */
    double harm, harm_observed, harm_mean, harm_gini, severity_mean;
    /* belief */
    double attributed, misattributed, misread, industry_named, industry_disagreed;
    /* responses */
    double decisions, absorbed, cooperative_responses, public_responses, covert_responses;
    double hostile_responses, wrongful_responses;
    double retaliation_coded, retaliation_90, retaliation_365, retaliation_excess_90,
        retaliation_excess_365;
    double replies_higher, replies_same, replies_lower;
    /* escalation */
    double max_rung;
    double days_at_rung_1, days_at_rung_2, days_at_rung_3, days_at_rung_4, days_at_rung_5,
        days_at_rung_6, days_at_rung_7, days_at_rung_8, days_at_rung_9;
    double first_rung_6_day, first_rung_7_day, first_rung_8_day;
    double first_answer_rung_6_day, first_answer_rung_7_day, first_answer_rung_8_day;
    double upward_moves, inadvertent_moves, inadvertent_per_pair_year;
    double crises, crisis_days, settlements;
    double escalation_parents, escalation_children, reproduction_number;
    double generation_max, cascade_mean;
    double deescalation_episodes, deescalation_days;
    double escalation_score;
    /* lags */
    double detection_days_median, detection_days_q90, attribution_days_median,
        attribution_days_q90, response_days_median, response_days_q90, message_hours_median,
        message_hours_q90;
    /* concessions */
    double concessions, concessions_disruption, concessions_short_term_espionage,
        concessions_long_term_espionage, concessions_degradation;
    /* relations */
    double tension_mean, trust_mean, trust_final, trust_volatility;
    /* desks */
    double cert_utilisation, cert_wait_hours;
    /* messages */
    double messages_sent, messages_answered, messages_delivered, messages_lost,
        messages_refused, messages_ignored, messages_late;
    /* agreements */
    double agreement_days, suspensions, consultations_held, violations, first_violation_day,
        measure_cost;
    /* the machinery */
    double candidates, n_rate_capped;
};

extern const struct record metric_run_record;

/** What summary.csv and compare.csv hold, in order. */
extern const struct summary_metric metric_summaries[];
extern const int32_t metric_n_summaries;

/** Columns that tell runs apart, ended by NULL. */
extern const char *const metric_run_keys[];

/** All metrics missing: a run that did not reach its end. */
void metric_clear(struct metric_run *row);

#endif
