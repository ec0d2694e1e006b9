#include "observe/metric_label.h"

#include <string.h>

#include "base/text.h"

struct label {
    const char *metric, *words;
};

static const struct label labels[] = {
    {"incidents_true", "the number of incidents"},
    {"incidents_observed", "the number of publicly known incidents"},
    {"incidents_by_states", "the number of incidents by states"},
    {"incidents_by_others", "the number of incidents by non-state actors"},
    {"incidents_accidental", "the number of accidents"},
    {"counter_operations", "the number of counter-operations"},
    {"attempts_blocked", "the number of blocked attempts"},
    {"incidents_undetected", "the number of undetected incidents"},
    {"espionage_true", "the number of incidents of espionage"},
    {"espionage_observed", "the number of publicly known incidents of espionage"},
    {"disruption_true", "the number of incidents of disruption"},
    {"disruption_observed", "the number of publicly known incidents of disruption"},
    {"crime_true", "the number of incidents of crime"},
    {"crime_observed", "the number of publicly known incidents of crime"},
    {"true_per_observed", "the number of incidents per publicly known incident"},
    {"incidents_severity_5", "the number of incidents of severity 5 and above"},
    {"harm", "harm"},
    {"harm_observed", "harm of publicly known incidents"},
    {"harm_linear", "harm with linear severity"},
    {"harm_cubic", "harm with cubic severity"},
    {"harm_parties", "harm to the parties"},
    {"harm_others", "harm to other states"},
    {"harm_by_reprisal", "harm by reprisals of the parties"},
    {"harm_mean", "the mean harm of an incident"},
    {"harm_per_incident", "the harm per incident"},
    {"harm_gini", "the Gini coefficient of harm"},
    {"severity_mean", "the mean severity"},
    {"attributed", "the number of incidents attributed to a state"},
    {"misattributed", "the number of misattributed incidents"},
    {"misread", "the number of misread incidents"},
    {"attribution_rate", "the attribution rate"},
    {"misattribution_rate", "the misattribution rate"},
    {"misreading_rate", "the misreading rate"},
    {"industry_named", "the number of incidents attributed by industry"},
    {"industry_disagreed",
        "the number of incidents that industry and the victim attribute differently"},
    {"decisions", "the number of decided incidents"},
    {"absorbed", "the number of absorbed incidents"},
    {"absorbed_share", "the share of incidents absorbed"},
    {"cooperative_responses", "the number of cooperative responses"},
    {"cooperative_share", "the share of incidents with a cooperative response"},
    {"help_requests", "the number of requests for assistance"},
    {"help_notices", "the number of incidents with a notice to partners"},
    {"public_responses", "the number of public responses"},
    {"public_response_share", "the share of incidents with a public response"},
    {"covert_responses", "the number of covert responses"},
    {"covert_response_share", "the share of incidents with a covert response"},
    {"counter_espionage", "the number of incidents answered with espionage"},
    {"hostile_responses", "the number of hostile responses"},
    {"misdirected_responses",
        "the number of hostile responses to a state that was not responsible"},
    {"wrongful_share", "the share of hostile responses that are misdirected"},
    {"retaliation_coded", "the share of incidents with a coded retaliation"},
    {"retaliation_90", "the share of incidents with a retaliation within 90 days"},
    {"retaliation_365", "the share of incidents with a retaliation within 365 days"},
    {"retaliation_excess_90", "the excess share of retaliation within 90 days"},
    {"retaliation_excess_365", "the excess share of retaliation within 365 days"},
    {"replies_higher", "the number of counter-operations of higher severity"},
    {"replies_same", "the number of counter-operations of the same severity"},
    {"replies_lower", "the number of counter-operations of lower severity"},
    {"max_rung", "the highest rung of the ladder"},
    {"days_at_rung_1", "the time at rung 1 or above"},
    {"days_at_rung_2", "the time at rung 2 or above"},
    {"days_at_rung_3", "the time at rung 3 or above"},
    {"days_at_rung_4", "the time at rung 4 or above"},
    {"days_at_rung_5", "the time at rung 5 or above"},
    {"days_at_rung_6", "the time at rung 6 or above"},
    {"days_at_rung_7", "the time at rung 7 or above"},
    {"days_at_rung_8", "the time at rung 8 or above"},
    {"days_at_rung_9", "the time at rung 9"},
    {"upward_moves", "the number of upward moves"},
    {"inadvertent_moves", "the number of inadvertent moves"},
    {"inadvertent_per_pair_year", "the number of inadvertent moves per pair-year"},
    {"inadvertent_share", "the share of upward moves that are inadvertent"},
    {"crises", "the number of crises"},
    {"crisis_days", "the number of days in crisis"},
    {"settlements", "the number of crises that an offer ended"},
    {"escalation_parents", "the number of hostile acts"},
    {"escalation_children", "the number of hostile acts that respond to a hostile act"},
    {"reproduction_number", "the reproduction number of hostile acts"},
    {"generation_max", "the length of the longest chain of responses"},
    {"cascade_mean", "the mean number of acts in a chain"},
    {"deescalation_episodes", "the number of de-escalation episodes"},
    {"deescalation_days", "the time in de-escalation"},
    {"deescalation_days_per_episode", "the duration of a de-escalation"},
    {"escalation_score", "the escalation score"},
    {"detection_days_median", "the median time to detection"},
    {"detection_days_q90", "the 90th percentile of the time to detection"},
    {"attribution_days_median", "the median time to attribution"},
    {"attribution_days_q90", "the 90th percentile of the time to attribution"},
    {"response_days_median", "the median time to a response"},
    {"response_days_q90", "the 90th percentile of the time to a response"},
    {"message_hours_median", "the median time to a reply or delivery"},
    {"message_hours_q90", "the 90th percentile of the time to a reply or delivery"},
    {"concessions", "the number of concessions"},
    {"concessions_degradation", "the number of concessions after degradation"},
    {"tension_mean", "mean tension"},
    {"trust_mean", "mean trust"},
    {"trust_final", "trust at the end"},
    {"trust_volatility", "the volatility of trust"},
    {"cert_utilisation", "the share of the time of analysts in use"},
    {"cert_wait_hours", "the mean waiting time for an analyst"},
    {"messages_sent", "the number of messages"},
    {"messages_answered", "the number of messages answered in time"},
    {"messages_delivered", "the number of messages delivered"},
    {"messages_lost", "the number of messages that do not arrive"},
    {"messages_lost_share", "the share of messages that do not arrive"},
    {"messages_refused", "the number of requests refused"},
    {"messages_ignored", "the number of messages without a reply"},
    {"messages_late", "the number of late replies"},
    {"agreement_days", "the number of days with an agreement in force"},
    {"suspensions", "the number of suspensions"},
    {"consultations_held", "the number of rounds of consultations"},
    {"violations", "the number of violations"},
    {"measure_cost", "the cost of the measures"},
    {"candidates", "the number of candidates"},
    {"n_rate_capped", "the number of candidates at the maximum rate"},
    {"first_rung_6_day", "the day of the first act of rung 6 or above"},
    {"first_rung_7_day", "the day of the first act of rung 7 or above"},
    {"first_rung_8_day", "the share of runs with an act of rung 8 or above"},
    {"first_answer_rung_6_day", "the day of the first response of rung 6 or above"},
    {"first_answer_rung_7_day", "the day of the first response of rung 7 or above"},
    {"first_answer_rung_8_day", "the share of runs with a response of rung 8 or above"},
    {"first_violation_day", "the share of runs with a violation"},
};
static const struct label events[] = {
    {"first_rung_6_day", "an act of rung 6 or above"},
    {"first_rung_7_day", "an act of rung 7 or above"},
    {"first_rung_8_day", "an act of rung 8 or above"},
    {"first_answer_rung_6_day", "a response of rung 6 or above"},
    {"first_answer_rung_7_day", "a response of rung 7 or above"},
    {"first_answer_rung_8_day", "a response of rung 8 or above"},
    {"first_violation_day", "a violation"},
};
enum {
    N_LABELS = sizeof(labels) / sizeof(labels[0]),
    N_EVENTS = sizeof(events) / sizeof(events[0])
};

const char *
metric_label_words(const char *metric)
{
    int32_t k = text_index(metric, TEXT_NAMES(labels, metric, N_LABELS));

    return k < 0 ? NULL : labels[k].words;
}

const char *
metric_label_title(const char *words)
{
    static const char *const articles[] = {"the number of ", "the "};

    for (int k = 0; k < 2; k++) {
        if (strncmp(words, articles[k], strlen(articles[k])) == 0) {
            return words + strlen(articles[k]);
        }
    }
    return words;
}

const char *
metric_label_event(const char *metric)
{
    int32_t k = text_index(metric, TEXT_NAMES(events, metric, N_EVENTS));

    return k < 0 ? NULL : events[k].words;
}
