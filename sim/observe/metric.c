#include "observe/metric.h"

#include <math.h>

#include "format/table.h"

#define T struct metric_run
#define KEY(member, unit_, doc_) FIELD(T, member, .unit = (unit_), .doc = (doc_))
#define METRIC(member, unit_, doc_)                                                            \
    FIELD(T, member, .min = -INFINITY, .max = INFINITY, .unit = (unit_), .doc = (doc_))
#define BOOK(member, unit_, doc_)                                                              \
    FIELD(T, member, .min = -INFINITY, .max = INFINITY, .unit = (unit_), .bookkeeping = true,  \
        .doc = (doc_))
#define AT_RUNG(k)                                                                             \
    METRIC(days_at_rung_##k, "pair-days",                                                      \
        "Time, summed over pairs, with the higher of the two sides on rung " #k " or above.")

static const struct field fields[] = {
    KEY(point_id, "", "Point of the design, from 1."),
    KEY(policy, "", "Policy."),
    KEY(rep, "", "Replication, from 1; the same under every policy is the same world."),
    KEY(status, "", "ok; max_events if the run was given up, its metrics are then empty."),
    KEY(end_reason, "", "horizon or max_events."),
    KEY(end_day, "days", "Day the run ended."),
    FIELD(T, n_events, .max = 9e15, .unit = "events", .bookkeeping = true,
        .doc = "Events fired."),
    FIELD(T, fingerprint, .unit = TABLE_HEX, .bookkeeping = true,
        .doc = "Rolling hash of the events: equal histories have equal fingerprints."),

    METRIC(incidents_true, "incidents", "Incidents that happened, accidents included."),
    METRIC(incidents_observed, "incidents", "Incidents that became publicly known."),
    METRIC(incidents_by_states, "incidents", "Incidents a state is responsible for."),
    METRIC(
        incidents_by_others, "incidents", "Incidents by non-state actors no state controls."),
    METRIC(incidents_accidental, "incidents", "Accidents."),
    METRIC(counter_operations, "incidents", "Incidents that answer another incident or act."),
    METRIC(attempts_blocked, "attempts", "Attempts the target's resilience stopped."),
    METRIC(incidents_undetected, "incidents", "Incidents not found before the horizon."),
    METRIC(espionage_true, "incidents", "Espionage and pre-positioning that happened."),
    METRIC(espionage_observed, "incidents", "The same, publicly known."),
    METRIC(disruption_true, "incidents", "Disruption and degradation that happened."),
    METRIC(disruption_observed, "incidents", "The same, publicly known."),
    METRIC(crime_true, "incidents", "Crime that happened."),
    METRIC(crime_observed, "incidents", "The same, publicly known."),
    METRIC(true_per_observed, "1", "Incidents that happened over those publicly known."),

    METRIC(harm, "severity squared",
        "Harm done: severity squared, times the share of the planned length realised where "
        "harm grows with time; to the states of /outputs/harm_of, or to all. An ordinal scale "
        "squared: see counts beside it."),
    METRIC(harm_observed, "severity squared", "The same of publicly known incidents."),
    METRIC(harm_mean, "severity squared", "Harm over incidents that happened."),
    METRIC(harm_gini, "1", "Gini coefficient of harm over states."),
    METRIC(severity_mean, "severity", "Mean severity of incidents."),

    METRIC(attributed, "incidents", "Decided incidents in which the victim named a state."),
    METRIC(misattributed, "incidents", "Of these, those in which it named a wrong one."),
    METRIC(misread, "incidents", "Espionage or accidents the victim took for an attack."),
    METRIC(industry_named, "incidents", "Public incidents in which industry named a state."),
    METRIC(industry_disagreed, "incidents",
        "Incidents publicly attributed by both victim and industry, to different states."),

    METRIC(decisions, "incidents", "Incidents on which the victim decided."),
    METRIC(absorbed, "incidents", "Decided incidents absorbed or mitigated in silence."),
    METRIC(cooperative_responses, "incidents",
        "Decided incidents answered by notice, request, inquiry, consultation or joint "
        "investigation."),
    METRIC(
        public_responses, "incidents", "Decided incidents answered by an act of rung 2 or 3."),
    METRIC(covert_responses, "incidents", "Decided incidents answered by a counter-operation."),
    METRIC(hostile_responses, "responses", "Hostile responses to incidents, open and covert."),
    METRIC(
        wrongful_responses, "responses", "Of these, those against a state that did not do it."),
    METRIC(retaliation_coded, "share",
        "Share of decided incidents by states that a counter-operation answers."),
    METRIC(retaliation_90, "share",
        "Share of public incidents after which a public one in the reverse direction starts "
        "within 90 days."),
    METRIC(retaliation_365, "share", "The same within 365 days."),
    METRIC(retaliation_excess_90, "share",
        "retaliation_90 less what unrelated timing would give: the mean share of the time "
        "within 90 days before an incident of the reverse direction."),
    METRIC(retaliation_excess_365, "share", "The same for 365 days."),
    METRIC(
        replies_higher, "incidents", "Counter-operations of higher severity than the trigger."),
    METRIC(replies_same, "incidents", "Of the same severity."),
    METRIC(replies_lower, "incidents", "Of lower severity."),

    METRIC(max_rung, "rung", "Highest rung any side reached."),
    AT_RUNG(1),
    AT_RUNG(2),
    AT_RUNG(3),
    AT_RUNG(4),
    AT_RUNG(5),
    AT_RUNG(6),
    AT_RUNG(7),
    AT_RUNG(8),
    AT_RUNG(9),
    METRIC(first_rung_6_day, "days", "First act of rung 6 or above; empty if none came."),
    METRIC(first_rung_7_day, "days", "The same for rung 7."),
    METRIC(first_rung_8_day, "days", "The same for rung 8."),
    METRIC(first_answer_rung_6_day, "days",
        "First act of rung 6 or above that answers another; empty if none came."),
    METRIC(first_answer_rung_7_day, "days", "The same for rung 7."),
    METRIC(first_answer_rung_8_day, "days", "The same for rung 8."),
    METRIC(
        upward_moves, "moves", "Answers that raise the rung of their actor or start a crisis."),
    METRIC(inadvertent_moves, "moves",
        "Of these, those that rest on a false belief: wrong actor, wrong intent, accident, or "
        "a "
        "true word under way."),
    METRIC(inadvertent_per_pair_year, "per pair-year",
        "Inadvertent moves per year and pair that more than an agreement relates."),
    METRIC(crises, "crises", "Times a state entered a crisis toward another."),
    METRIC(crisis_days, "days", "Days in crisis, summed over directed pairs."),
    METRIC(settlements, "settlements", "Ways out of a crisis that were accepted."),
    METRIC(escalation_parents, "acts",
        "Hostile acts of states (operations, open acts of rung 2 or above)."),
    METRIC(escalation_children, "acts",
        "Hostile acts that answer one of these, each weighed by parents over parents still "
        "followed at its lag, up to the lag at which a tenth are."),
    METRIC(reproduction_number, "1",
        "Hostile acts directly caused by one: children over parents. Below 1 answers die out."),
    METRIC(generation_max, "1", "Longest chain of answers."),
    METRIC(cascade_mean, "acts", "Mean number of acts per chain, its first act included."),
    METRIC(
        deescalation_episodes, "episodes", "Times answers lifted a pair to rung 5 or above."),
    METRIC(deescalation_days, "days",
        "Time from the peak until half of it has held for 30 days, at most 730, summed over "
        "episodes."),
    METRIC(escalation_score, "per pair-year",
        "Weights of Rivera et al. 2024 summed over acts: -2 for a cooperative act, 4 to 60 for "
        "rungs 2 to 9."),

    METRIC(detection_days_median, "days", "Start to detection, median."),
    METRIC(detection_days_q90, "days", "The same, 90 % quantile."),
    METRIC(attribution_days_median, "days", "Detection to the end of attribution, median."),
    METRIC(attribution_days_q90, "days", "The same, 90 % quantile."),
    METRIC(response_days_median, "days", "Decision to the first executed response, median."),
    METRIC(response_days_q90, "days", "The same, 90 % quantile."),
    BOOK(message_hours_median, "hours", "Sending to the answer, or to delivery, median."),
    BOOK(message_hours_q90, "hours", "The same, 90 % quantile."),

    METRIC(concessions, "incidents", "Incidents that ended with a concession of the target."),
    METRIC(concessions_disruption, "incidents", "Of these, those meant to disrupt."),
    METRIC(concessions_short_term_espionage, "incidents", "Short-term espionage."),
    METRIC(concessions_long_term_espionage, "incidents", "Long-term espionage."),
    METRIC(concessions_degradation, "incidents", "Those meant to degrade."),

    METRIC(tension_mean, "tension",
        "Tension, mean over time and directed pairs that more than an agreement relates."),
    METRIC(trust_mean, "1", "Trust, mean over time and the same pairs (held between events)."),
    METRIC(trust_final, "1", "Trust on the last day, mean over the same pairs."),
    METRIC(trust_volatility, "1", "Changes of trust, summed without sign, per directed pair."),

    METRIC(cert_utilisation, "share", "Share of analysts' time in use, mean over states."),
    METRIC(cert_wait_hours, "hours", "Wait of a job for an analyst, mean over jobs."),

    BOOK(messages_sent, "messages", "Messages sent."),
    BOOK(messages_answered, "messages", "Questions and requests answered in time."),
    BOOK(messages_delivered, "messages", "Indicators and notices taken in."),
    BOOK(messages_lost, "messages", "Messages that reached nobody."),
    BOOK(messages_refused, "messages", "Requests refused for legal reasons."),
    BOOK(messages_ignored, "messages", "Questions and requests left unanswered."),
    BOOK(messages_late, "messages", "Answers that came after the decision."),

    BOOK(agreement_days, "days", "Days in force, summed over agreements."),
    BOOK(suspensions, "suspensions",
        "Times an agreement was suspended, or by two of its parties between them."),
    BOOK(consultations_held, "rounds", "Rounds of consultations held under agreements."),
    BOOK(violations, "violations", "Operations entered into a ledger."),
    BOOK(first_violation_day, "days", "Day of the first; empty if none."),
    BOOK(measure_cost, "US$1m",
        "Cost of measures while in force, and what capacity programmes have spent."),

    METRIC(candidates, "candidates", "Candidates considered."),
    METRIC(n_rate_capped, "candidates",
        "Candidates whose rate was above its ceiling: the headroom is too small if many."),
};
const struct record metric_run_record = {.name = "run",
    .doc = "One run.",
    .size = sizeof(T),
    .fields = fields,
    .n_fields = FIELD_COUNT_OF(fields)};

const char *const metric_run_keys[] = {"point_id", "policy", "rep", NULL};

#define MEAN(member)                                                                           \
    {                                                                                          \
        .name = #member, .kind = SUMMARY_MEAN                                                  \
    }
#define COUNT(member)                                                                          \
    {                                                                                          \
        .name = #member, .kind = SUMMARY_COUNT                                                 \
    }
#define TIME(member)                                                                           \
    {                                                                                          \
        .name = #member, .kind = SUMMARY_TIME                                                  \
    }
#define RATIO(name_, above_, below_)                                                           \
    {                                                                                          \
        .name = (name_), .kind = SUMMARY_RATIO, .above = (above_), .below = (below_)           \
    }

const struct summary_metric metric_summaries[] = {
    MEAN(incidents_true),
    MEAN(incidents_observed),
    MEAN(incidents_by_states),
    MEAN(incidents_by_others),
    MEAN(counter_operations),
    MEAN(attempts_blocked),
    MEAN(incidents_undetected),
    MEAN(espionage_true),
    MEAN(disruption_true),
    MEAN(crime_true),
    RATIO("true_per_observed", "incidents_true", "incidents_observed"),
    MEAN(harm),
    MEAN(harm_observed),
    RATIO("harm_per_incident", "harm", "incidents_true"),
    MEAN(harm_gini),
    RATIO("attribution_rate", "attributed", "decisions"),
    RATIO("misattribution_rate", "misattributed", "attributed"),
    RATIO("misreading_rate", "misread", "espionage_true"),
    RATIO("absorbed_share", "absorbed", "decisions"),
    RATIO("cooperative_share", "cooperative_responses", "decisions"),
    RATIO("public_response_share", "public_responses", "decisions"),
    RATIO("covert_response_share", "covert_responses", "decisions"),
    MEAN(hostile_responses),
    COUNT(wrongful_responses),
    RATIO("wrongful_share", "wrongful_responses", "hostile_responses"),
    MEAN(retaliation_365),
    MEAN(retaliation_excess_90),
    MEAN(max_rung),
    MEAN(days_at_rung_4),
    MEAN(days_at_rung_5),
    MEAN(days_at_rung_6),
    MEAN(days_at_rung_7),
    TIME(first_rung_6_day),
    TIME(first_rung_7_day),
    TIME(first_answer_rung_6_day),
    TIME(first_answer_rung_7_day),
    COUNT(upward_moves),
    COUNT(inadvertent_moves),
    RATIO("inadvertent_share", "inadvertent_moves", "upward_moves"),
    MEAN(inadvertent_per_pair_year),
    COUNT(crises),
    MEAN(crisis_days),
    RATIO("reproduction_number", "escalation_children", "escalation_parents"),
    RATIO("deescalation_days_per_episode", "deescalation_days", "deescalation_episodes"),
    MEAN(escalation_score),
    MEAN(detection_days_median),
    MEAN(attribution_days_median),
    MEAN(response_days_median),
    MEAN(message_hours_median),
    COUNT(concessions),
    MEAN(tension_mean),
    MEAN(trust_mean),
    MEAN(trust_final),
    MEAN(cert_utilisation),
    MEAN(cert_wait_hours),
    MEAN(messages_sent),
    RATIO("messages_lost_share", "messages_lost", "messages_sent"),
    MEAN(agreement_days),
    COUNT(suspensions),
    MEAN(consultations_held),
    COUNT(violations),
    MEAN(measure_cost),
};
const int32_t metric_n_summaries = FIELD_COUNT_OF(metric_summaries);

void
metric_clear(struct metric_run *row)
{
    for (int32_t k = 0; k < metric_run_record.n_fields; k++) {
        const struct field *field = &metric_run_record.fields[k];

        if (field->kind == FIELD_REAL && field->offset != offsetof(T, end_day)) {
            *(double *)((char *)row + field->offset) = NAN;
        }
    }
}
