/**
 * parameters.h - the parameters of the model that do not belong to a state, pair or agreement.
 *
 * They are grouped by process, in the order of sim/MODEL.md. The rows in parameters*.c state the
 * meaning, unit, range and default of each parameter, and the origin of the default. Most defaults
 * have no evidence and are marked "default, sweep it".
 */
#ifndef MODEL_INPUT_PARAMETERS_H
#define MODEL_INPUT_PARAMETERS_H

#include "format/field.h"

struct parameters_rates {
    double headroom;
    double exposure_floor, exposure_midpoint_year, exposure_scale_years;
    double deterrence, deterrence_halflife_days, displacement;
    double exploit_use_per_year, exploit_life_days;
    double takedown_probability, police_probability, takedown_share, takedown_halflife_days;
    double crime_at_home, crime_military;
    double target_private, target_government, target_military, target_critical;
};
struct parameters_publicity {
    double p_overt, p_stealthy, severity_slope, p_counter_operation, secrecy;
    double overt_delay_days, overt_delay_log_sd, stealthy_delay_days, stealthy_delay_log_sd;
    double industry_share, industry_delay_days, industry_delay_log_sd, industry_error;
};
struct parameters_detection {
    double capacity_effect, resilience_effect;
    double indicator_effect, assistance_effect, leak_effect, retooling;
    double p_post_hoc, post_hoc_days;
    double removal_log_sd, repair_severity, p_return, mitigation;
    double repair_floor_days, repair_floor_growth, repair_floor_log_sd, nuisance_days;
    double expulsion_days;
    double message_work, demand_from;
};
struct parameters_perception {
    double severity_sd;
    double misread_espionage, misread_prepositioning, misread_accident;
    double distance_effect, crisis_effect, misread_days, analysis_days;
};
struct parameters_attribution {
    double attribution_effect, offence_effect;
    double evidence_gap_overt_days, evidence_gap_stealthy_days, evidence_least_days;
    double accuracy, accuracy_slope, item_weight_sd, false_flag_pull, doubt;
    double weight_non_state_overt, weight_non_state_stealthy, weight_non_state_crime;
    double weight_accident_overt, weight_accident_stealthy;
    double history_halflife_days, conduct_weight, conduct_halflife_days, crisis_conduct;
    double motive_weight, motive_halflife_days;
    double patience_overt_days, patience_stealthy_days, severity_on_patience;
    double pressure_on_patience, crisis_on_patience;
    double naming_floor, pressure_on_floor, crisis_on_floor;
    double evidence_after_decision, reopen_days;
    int64_t joint_items;
    double joint_accuracy, case_days, case_least;
    double demand_ratio, responsible_control;
};
struct parameters_clarification {
    double p_ask, ask_information, ask_severity, late_days;
    double wait_days, wait_turns, reply_days;
    double accused_denies_days, p_reject_innocent, p_reject_responsible;
    double p_deny_responsible, p_feign_help, p_help_uncontrolled, p_explain_accident,
        p_deny_innocent;
    double help_discount, silence;
    int64_t help_items;
};
struct parameters_sharing {
    double withhold, leak_max, notice_days, case_from;
    double partner_tension, partner_trust, partner_posterior;
};
struct parameters_decision {
    double temperature;
    double w_intent, w_confidence, w_tension, w_pressure, w_trust, w_pledge, w_cost;
    double certainty_width;
    double w_cooperation, own_conduct, firebreak, firebreak_cyber, relief, own_domain;
    double crisis_inertia;
    double stake_private, stake_critical;
    double proportion_above, proportion_crisis, proportion_weight, proportion_limit;
    double passivity_from, passivity_cost;
    double step_lower, step_two, step_three, destruction_from, covert_chain, covert_espionage;
    double statement_chain;
    double preparation_rung, preparation_espionage, prepared_access, access_days;
    double settled_orders, reviewed_orders, lapse_days, lapse_ratio, coercion_lapse_days;
    double coercion_from, concession_strength, concession_days, concession_log_sd;
};
struct parameters_truth {
    double p_surfaces, delay_days, delay_log_sd, p_retract, retraction_trust;
    double caution, caution_halflife_days, mistake_doubt, deceived, reexamine_days;
};
struct parameters_tension {
    double threshold, exit_share, halflife_days;
    double jump, stealthy_share, jump_log_sd, crisis_factor;
    double act_1, act_2, act_3, act_7, act_8, act_9;
    double relief_consultation, relief_answer, relief_explanation, relief_settlement,
        relief_apology;
    double offer_days, offer_least_days, offer_logit, own_offer_logit, settlement_credit_days,
        settled_rate, cooling_days;
    double p_war, war_window_days;
};
struct parameters_trust {
    double halflife_days;
    double honoured, contact, meeting_cap, meeting_sharing, refused, lie, attacked;
    double pledge_test, named_share;
};
struct parameters_coalition {
    double support, cost, solidarity, misled;
};
struct parameters_ladder {
    double quiet_days;
    double crossing_days;
};
struct parameters_capacity {
    double per_million, lag_days, halflife_days, answer_effect;
};

/**
 * The implementation of a measure, in [0, 1], for each kind of words that its document uses (enum
 * measure_words without WORDS_UNSTATED).
 */
struct parameters_wording {
    double done, agreed_binding, agreed_declared, importance_declared, discussed, called_for;
};

struct parameters {
    struct parameters_rates rates;
    struct parameters_publicity publicity;
    struct parameters_detection detection;
    struct parameters_perception perception;
    struct parameters_attribution attribution;
    struct parameters_clarification clarification;
    struct parameters_sharing sharing;
    struct parameters_decision decision;
    struct parameters_truth truth;
    struct parameters_tension tension;
    struct parameters_trust trust;
    struct parameters_coalition coalition;
    struct parameters_ladder ladder;
    struct parameters_capacity capacity;
    struct parameters_wording wording;
};

extern const struct record parameters_record;

/**
 * Returns the implementation, in [0, 1], of a measure for which the document uses these words (enum
 * measure_words). Returns 1 for WORDS_UNSTATED.
 */
double parameters_words(const struct parameters *p, int32_t words);

#endif
