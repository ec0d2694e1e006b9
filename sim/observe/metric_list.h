/**
 * metric_list.h - every metric, one row each.
 *
 * METRIC_ROWS expands to one of three forms per row, which are arguments, so that the member of
 * struct metric_values, the column of runs.csv and the row of summary.csv come from one place:
 *
 *   METRIC(id, unit, estimator, doc)       a metric
 *   BOOKKEEPING(id, unit, estimator, doc)  one that a measure without any effect may change
 *   RATIO(id, above, below)                in summary.csv and compare.csv alone: two metrics
 *                                          whose sums over runs are divided
 *
 * `estimator` is MEAN, COUNT, SHARE or TIME (stats/summary.h), or NONE for a metric that
 * summary.csv leaves out. Columns stand in the order of the rows. Besides its row a metric
 * needs the line in metrics_observer.c or metrics_finish.c that counts it; test_outcome fails
 * without that line.
 */
#ifndef OBSERVE_METRIC_LIST_H
#define OBSERVE_METRIC_LIST_H

#define METRIC_DAYS_AT_RUNG "Time, summed over pairs, with the higher of the two sides on rung "

#define METRIC_ROWS(METRIC, BOOKKEEPING, RATIO)                                                \
    /* incidents */                                                                            \
    METRIC(incidents_true, "incidents", MEAN, "Incidents that happened, accidents included.")  \
    METRIC(incidents_observed, "incidents", MEAN, "Incidents that became publicly known.")     \
    METRIC(incidents_by_states, "incidents", MEAN, "Incidents a state is responsible for.")    \
    METRIC(incidents_by_others, "incidents", MEAN,                                             \
        "Incidents by non-state actors no state controls.")                                    \
    METRIC(incidents_accidental, "incidents", NONE, "Accidents.")                              \
    METRIC(counter_operations, "incidents", MEAN,                                              \
        "Incidents that answer another incident or act.")                                      \
    METRIC(attempts_blocked, "attempts", MEAN, "Attempts the target's resilience stopped.")    \
    METRIC(incidents_undetected, "incidents", MEAN, "Incidents not found before the horizon.") \
    METRIC(espionage_true, "incidents", MEAN, "Espionage and pre-positioning that happened.")  \
    METRIC(espionage_observed, "incidents", NONE, "The same, publicly known.")                 \
    METRIC(disruption_true, "incidents", MEAN, "Disruption and degradation that happened.")    \
    METRIC(disruption_observed, "incidents", NONE, "The same, publicly known.")                \
    METRIC(crime_true, "incidents", MEAN, "Crime that happened.")                              \
    METRIC(crime_observed, "incidents", NONE, "The same, publicly known.")                     \
    METRIC(true_per_observed, "1", NONE, "Incidents that happened over those publicly known.") \
    RATIO(true_per_observed, incidents_true, incidents_observed)                               \
    /* harm */                                                                                 \
    METRIC(harm, "severity squared", MEAN,                                                     \
        "Harm done: severity squared, times the share of the planned length realised where "   \
        "harm grows with time; to the states of /outputs/harm_of, or to all. An ordinal "      \
        "scale squared: see counts beside it.")                                                \
    METRIC(harm_observed, "severity squared", MEAN, "The same of publicly known incidents.")   \
    METRIC(harm_mean, "severity squared", NONE, "Harm over incidents that happened.")          \
    RATIO(harm_per_incident, harm, incidents_true)                                             \
    METRIC(harm_gini, "1", MEAN, "Gini coefficient of harm over states.")                      \
    METRIC(severity_mean, "severity", NONE, "Mean severity of incidents.")                     \
    /* belief */                                                                               \
    METRIC(                                                                                    \
        attributed, "incidents", NONE, "Decided incidents in which the victim named a state.") \
    METRIC(misattributed, "incidents", NONE, "Of these, those in which it named a wrong one.") \
    METRIC(                                                                                    \
        misread, "incidents", NONE, "Espionage or accidents the victim took for an attack.")   \
    RATIO(attribution_rate, attributed, decisions)                                             \
    RATIO(misattribution_rate, misattributed, attributed)                                      \
    RATIO(misreading_rate, misread, espionage_true)                                            \
    METRIC(industry_named, "incidents", NONE,                                                  \
        "Public incidents in which industry named a state.")                                   \
    METRIC(industry_disagreed, "incidents", NONE,                                              \
        "Incidents publicly attributed by both victim and industry, to different states.")     \
    /* responses */                                                                            \
    METRIC(decisions, "incidents", NONE, "Incidents on which the victim decided.")             \
    METRIC(absorbed, "incidents", NONE, "Decided incidents absorbed or mitigated in silence.") \
    METRIC(cooperative_responses, "incidents", NONE,                                           \
        "Decided incidents answered by notice, request, inquiry, consultation or joint "       \
        "investigation.")                                                                      \
    METRIC(public_responses, "incidents", NONE,                                                \
        "Decided incidents answered by an act of rung 2 or 3.")                                \
    METRIC(covert_responses, "incidents", NONE,                                                \
        "Decided incidents answered by a counter-operation.")                                  \
    RATIO(absorbed_share, absorbed, decisions)                                                 \
    RATIO(cooperative_share, cooperative_responses, decisions)                                 \
    RATIO(public_response_share, public_responses, decisions)                                  \
    RATIO(covert_response_share, covert_responses, decisions)                                  \
    METRIC(hostile_responses, "responses", MEAN,                                               \
        "Hostile responses to incidents, open and covert.")                                    \
    METRIC(misdirected_responses, "responses", COUNT,                                          \
        "Of these, those against a state that did not do it.")                                 \
    RATIO(wrongful_share, misdirected_responses, hostile_responses)                            \
    METRIC(retaliation_coded, "share", NONE,                                                   \
        "Share of decided incidents by states that a counter-operation answers.")              \
    METRIC(retaliation_90, "share", NONE,                                                      \
        "Share of public incidents after which a public one in the reverse direction starts "  \
        "within 90 days.")                                                                     \
    METRIC(retaliation_365, "share", MEAN, "The same within 365 days.")                        \
    METRIC(retaliation_excess_90, "share", MEAN,                                               \
        "retaliation_90 less what unrelated timing would give: the mean share of the time "    \
        "within 90 days before an incident of the reverse direction.")                         \
    METRIC(retaliation_excess_365, "share", NONE, "The same for 365 days.")                    \
    METRIC(replies_higher, "incidents", NONE,                                                  \
        "Counter-operations of higher severity than the trigger.")                             \
    METRIC(replies_same, "incidents", NONE, "Of the same severity.")                           \
    METRIC(replies_lower, "incidents", NONE, "Of lower severity.")                             \
    /* escalation */                                                                           \
    METRIC(max_rung, "rung", MEAN, "Highest rung any side reached.")                           \
    METRIC(days_at_rung_1, "pair-days", NONE, METRIC_DAYS_AT_RUNG "1 or above.")               \
    METRIC(days_at_rung_2, "pair-days", NONE, METRIC_DAYS_AT_RUNG "2 or above.")               \
    METRIC(days_at_rung_3, "pair-days", NONE, METRIC_DAYS_AT_RUNG "3 or above.")               \
    METRIC(days_at_rung_4, "pair-days", MEAN, METRIC_DAYS_AT_RUNG "4 or above.")               \
    METRIC(days_at_rung_5, "pair-days", MEAN, METRIC_DAYS_AT_RUNG "5 or above.")               \
    METRIC(days_at_rung_6, "pair-days", MEAN, METRIC_DAYS_AT_RUNG "6 or above.")               \
    METRIC(days_at_rung_7, "pair-days", MEAN, METRIC_DAYS_AT_RUNG "7 or above.")               \
    METRIC(days_at_rung_8, "pair-days", NONE, METRIC_DAYS_AT_RUNG "8 or above.")               \
    METRIC(days_at_rung_9, "pair-days", NONE, METRIC_DAYS_AT_RUNG "9 or above.")               \
    METRIC(                                                                                    \
        first_rung_6_day, "days", TIME, "First act of rung 6 or above; empty if none came.")   \
    METRIC(first_rung_7_day, "days", TIME, "The same for rung 7.")                             \
    METRIC(first_rung_8_day, "days", NONE, "The same for rung 8.")                             \
    METRIC(first_answer_rung_6_day, "days", TIME,                                              \
        "First act of rung 6 or above that answers another; empty if none came.")              \
    METRIC(first_answer_rung_7_day, "days", TIME, "The same for rung 7.")                      \
    METRIC(first_answer_rung_8_day, "days", NONE, "The same for rung 8.")                      \
    METRIC(upward_moves, "moves", COUNT,                                                       \
        "Answers that raise the rung of their actor or start a crisis.")                       \
    METRIC(inadvertent_moves, "moves", COUNT,                                                  \
        "Of these, those that rest on a false belief: wrong actor, wrong intent, accident, "   \
        "or a true word under way.")                                                           \
    RATIO(inadvertent_share, inadvertent_moves, upward_moves)                                  \
    METRIC(inadvertent_per_pair_year, "per pair-year", MEAN,                                   \
        "Inadvertent moves per year and pair that more than an agreement relates.")            \
    METRIC(crises, "crises", COUNT, "Times a state entered a crisis toward another.")          \
    METRIC(crisis_days, "days", MEAN, "Days in crisis, summed over directed pairs.")           \
    METRIC(settlements, "settlements", NONE, "Ways out of a crisis that were accepted.")       \
    METRIC(escalation_parents, "acts", NONE,                                                   \
        "Hostile acts of states (operations, open acts of rung 2 or above).")                  \
    METRIC(escalation_children, "acts", NONE,                                                  \
        "Hostile acts that answer one of these, each weighed by parents over parents still "   \
        "followed at its lag, up to the lag at which a tenth are.")                            \
    METRIC(reproduction_number, "1", NONE,                                                     \
        "Hostile acts directly caused by one: children over parents. Below 1 answers die "     \
        "out.")                                                                                \
    RATIO(reproduction_number, escalation_children, escalation_parents)                        \
    METRIC(generation_max, "1", NONE, "Longest chain of answers.")                             \
    METRIC(                                                                                    \
        cascade_mean, "acts", NONE, "Mean number of acts per chain, its first act included.")  \
    METRIC(deescalation_episodes, "episodes", NONE,                                            \
        "Times answers lifted a pair to rung 5 or above.")                                     \
    METRIC(deescalation_days, "days", NONE,                                                    \
        "Time from the peak until half of it has held for 30 days, at most 730, summed over "  \
        "episodes.")                                                                           \
    RATIO(deescalation_days_per_episode, deescalation_days, deescalation_episodes)             \
    METRIC(escalation_score, "per pair-year", MEAN,                                            \
        "Weights of Rivera et al. 2024 summed over acts: -2 for a cooperative act, 4 to 60 "   \
        "for rungs 2 to 9.")                                                                   \
    /* lags */                                                                                 \
    METRIC(detection_days_median, "days", MEAN, "Start to detection, median.")                 \
    METRIC(detection_days_q90, "days", NONE, "The same, 90 % quantile.")                       \
    METRIC(                                                                                    \
        attribution_days_median, "days", MEAN, "Detection to the end of attribution, median.") \
    METRIC(attribution_days_q90, "days", NONE, "The same, 90 % quantile.")                     \
    METRIC(response_days_median, "days", MEAN,                                                 \
        "Decision to the first executed response, median.")                                    \
    METRIC(response_days_q90, "days", NONE, "The same, 90 % quantile.")                        \
    BOOKKEEPING(                                                                               \
        message_hours_median, "hours", MEAN, "Sending to the answer, or to delivery, median.") \
    BOOKKEEPING(message_hours_q90, "hours", NONE, "The same, 90 % quantile.")                  \
    /* concessions */                                                                          \
    METRIC(concessions, "incidents", COUNT,                                                    \
        "Incidents that ended with a concession of the target.")                               \
    METRIC(concessions_disruption, "incidents", NONE, "Of these, those meant to disrupt.")     \
    METRIC(concessions_short_term_espionage, "incidents", NONE, "Short-term espionage.")       \
    METRIC(concessions_long_term_espionage, "incidents", NONE, "Long-term espionage.")         \
    METRIC(concessions_degradation, "incidents", NONE, "Those meant to degrade.")              \
    /* relations */                                                                            \
    METRIC(tension_mean, "tension", MEAN,                                                      \
        "Tension, mean over time and directed pairs that more than an agreement relates.")     \
    METRIC(trust_mean, "1", MEAN,                                                              \
        "Trust, mean over time and the same pairs (held between events).")                     \
    METRIC(trust_final, "1", MEAN, "Trust on the last day, mean over the same pairs.")         \
    METRIC(trust_volatility, "1", NONE,                                                        \
        "Changes of trust, summed without sign, per directed pair.")                           \
    /* desks */                                                                                \
    METRIC(                                                                                    \
        cert_utilisation, "share", MEAN, "Share of analysts' time in use, mean over states.")  \
    METRIC(cert_wait_hours, "hours", MEAN, "Wait of a job for an analyst, mean over jobs.")    \
    /* messages */                                                                             \
    BOOKKEEPING(messages_sent, "messages", MEAN, "Messages sent.")                             \
    BOOKKEEPING(                                                                               \
        messages_answered, "messages", NONE, "Questions and requests answered in time.")       \
    BOOKKEEPING(messages_delivered, "messages", NONE, "Indicators and notices taken in.")      \
    BOOKKEEPING(messages_lost, "messages", NONE, "Messages that reached nobody.")              \
    RATIO(messages_lost_share, messages_lost, messages_sent)                                   \
    BOOKKEEPING(messages_refused, "messages", NONE, "Requests refused for legal reasons.")     \
    BOOKKEEPING(messages_ignored, "messages", NONE, "Questions and requests left unanswered.") \
    BOOKKEEPING(messages_late, "messages", NONE, "Answers that came after the decision.")      \
    /* agreements */                                                                           \
    BOOKKEEPING(agreement_days, "days", MEAN, "Days in force, summed over agreements.")        \
    BOOKKEEPING(suspensions, "suspensions", COUNT,                                             \
        "Times an agreement was suspended, or by two of its parties between them.")            \
    BOOKKEEPING(                                                                               \
        consultations_held, "rounds", MEAN, "Rounds of consultations held under agreements.")  \
    BOOKKEEPING(violations, "violations", COUNT, "Operations entered into a ledger.")          \
    BOOKKEEPING(first_violation_day, "days", NONE, "Day of the first; empty if none.")         \
    BOOKKEEPING(measure_cost, "US$1m", MEAN,                                                   \
        "Cost of measures while in force, and what capacity programmes have spent.")           \
    /* the machinery */                                                                        \
    METRIC(candidates, "candidates", NONE, "Candidates considered.")                           \
    METRIC(n_rate_capped, "candidates", NONE,                                                  \
        "Candidates whose rate was above its ceiling: the headroom is too small if many.")

#endif
