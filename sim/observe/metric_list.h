/**
 * metric_list.h - the metrics, one row each.
 *
 * METRIC_ROWS calls one of its three arguments, which are macros, for each row. The rows give the
 * members of struct metric_values, the columns of runs.csv and the rows of summary.csv:
 *
 *   METRIC(id, unit, estimator, doc)       a metric
 *   BOOKKEEPING(id, unit, estimator, doc)  a metric that a measure without any effect may change
 *   RATIO(id, numerator, denominator)      a row of summary.csv and compare.csv only: the quotient
 *                                          of the sums of two metrics over runs
 *
 * `estimator` is MEAN, COUNT, SHARE, TIME or EVENT (stats/summary.h), or NONE for a metric that
 * is not in summary.csv. Columns have the order of the rows. CONTRIBUTING.md, "An example: a
 * metric", lists the other places that a new metric needs.
 */
#ifndef OBSERVE_METRIC_LIST_H
#define OBSERVE_METRIC_LIST_H

#define METRIC_DAYS_AT_RUNG                                                                    \
    "Days, summed over pairs, on which the higher of the two directions is on rung "

#define METRIC_ROWS(METRIC, BOOKKEEPING, RATIO)                                                \
    /* incidents */                                                                            \
    METRIC(incidents_true, "incidents", MEAN, "All incidents, including accidents.")           \
    METRIC(incidents_observed, "incidents", MEAN, "Incidents that became publicly known.")     \
    METRIC(                                                                                    \
        incidents_by_states, "incidents", MEAN, "Incidents for which a state is responsible.") \
    METRIC(incidents_by_others, "incidents", MEAN,                                             \
        "Incidents by non-state actors that no state controls.")                               \
    METRIC(                                                                                    \
        incidents_accidental, "incidents", NONE, "Accidents: incidents without an attacker.")  \
    METRIC(counter_operations, "incidents", MEAN,                                              \
        "Incidents that respond to another incident or act.")                                  \
    METRIC(attempts_blocked, "attempts", MEAN,                                                 \
        "Attempted operations that the resilience of the target blocked.")                     \
    METRIC(incidents_undetected, "incidents", MEAN,                                            \
        "Incidents that the victim did not detect before the horizon.")                        \
    METRIC(espionage_true, "incidents", MEAN, "Incidents of espionage and pre-positioning.")   \
    METRIC(espionage_observed, "incidents", NONE,                                              \
        "Incidents of espionage and pre-positioning that became publicly known.")              \
    METRIC(disruption_true, "incidents", MEAN, "Incidents of disruption and degradation.")     \
    METRIC(disruption_observed, "incidents", NONE,                                             \
        "Incidents of disruption and degradation that became publicly known.")                 \
    METRIC(crime_true, "incidents", MEAN, "Incidents of crime.")                               \
    METRIC(                                                                                    \
        crime_observed, "incidents", NONE, "Incidents of crime that became publicly known.")   \
    METRIC(true_per_observed, "1", NONE,                                                       \
        "Number of all incidents, divided by the number of publicly known incidents.")         \
    METRIC(incidents_severity_5, "incidents", MEAN, "Incidents of severity 5 and above.")      \
    RATIO(true_per_observed, incidents_true, incidents_observed)                               \
    /* harm */                                                                                 \
    METRIC(harm, "severity squared", MEAN,                                                     \
        "Harm: the sum of severity squared over incidents against the states in "              \
        "/outputs/harm_of (default: all states). The part of harm that grows with time "       \
        "counts "                                                                              \
        "in proportion to the share of its planned duration that an incident lasted. "         \
        "Severity is ordinal: read harm together with the number of incidents.")               \
    METRIC(harm_observed, "severity squared", MEAN,                                            \
        "Harm of publicly known incidents (see harm).")                                        \
    METRIC(harm_linear, "severity", MEAN,                                                      \
        "Harm with severity in place of its square. Compare its direction with that of harm.") \
    METRIC(harm_cubic, "severity cubed", MEAN,                                                 \
        "Harm with the third power of severity in place of its square. Compare its direction " \
        "with that of harm.")                                                                  \
    METRIC(harm_parties, "severity squared", MEAN,                                             \
        "Harm to the states of /outputs/parties (default: every state that is a party of an "  \
        "agreement under some policy).")                                                       \
    METRIC(harm_others, "severity squared", MEAN,                                              \
        "Harm to the states that harm_parties leaves out.")                                    \
    METRIC(harm_by_reprisal, "severity squared", MEAN,                                         \
        "Harm, to any state, of counter-operations of the parties (see harm_parties), "        \
        "counter-espionage included, and of all incidents that follow from a response of a "   \
        "party.")                                                                              \
    METRIC(harm_mean, "severity squared", NONE, "Mean harm of an incident.")                   \
    RATIO(harm_per_incident, harm, incidents_true)                                             \
    METRIC(harm_gini, "1", MEAN, "Gini coefficient of harm over states.")                      \
    METRIC(severity_mean, "severity", NONE, "Mean severity of incidents.")                     \
    /* belief */                                                                               \
    METRIC(attributed, "incidents", NONE,                                                      \
        "Decided incidents that the victim attributed to a state.")                            \
    METRIC(misattributed, "incidents", NONE,                                                   \
        "Decided incidents that the victim attributed to a state that was not responsible.")   \
    METRIC(misread, "incidents", NONE,                                                         \
        "Incidents of espionage or pre-positioning, and accidents, that the victim misread "   \
        "as an attack.")                                                                       \
    RATIO(attribution_rate, attributed, decisions)                                             \
    RATIO(misattribution_rate, misattributed, attributed)                                      \
    RATIO(misreading_rate, misread, espionage_true)                                            \
    METRIC(industry_named, "incidents", NONE,                                                  \
        "Public incidents that industry attributed to a state.")                               \
    METRIC(industry_disagreed, "incidents", NONE,                                              \
        "Incidents that industry attributed to one state and the victim, by an open act of "   \
        "rung 2 or above, to another.")                                                        \
    /* responses */                                                                            \
    METRIC(decisions, "incidents", NONE, "Incidents on which the victim decided.")             \
    METRIC(absorbed, "incidents", NONE,                                                        \
        "Incidents whose final decision was to absorb or mitigate without another response. "  \
        "An earlier decision to wait does not matter.")                                        \
    METRIC(cooperative_responses, "incidents", NONE,                                           \
        "Cooperative responses to incidents: notices, requests, inquiries, consultations and " \
        "joint investigations.")                                                               \
    METRIC(help_requests, "incidents", MEAN,                                                   \
        "Decided incidents with a request for the assistance of a partner.")                   \
    METRIC(help_notices, "incidents", MEAN,                                                    \
        "Decided incidents with a technical notice to partners.")                              \
    METRIC(public_responses, "incidents", NONE,                                                \
        "Open acts of rung 2 or 3 in response to incidents.")                                  \
    METRIC(covert_responses, "incidents", NONE,                                                \
        "Decided incidents with a counter-operation as response.")                             \
    METRIC(counter_espionage, "incidents", MEAN,                                               \
        "Decided incidents of espionage with espionage in return as covert response. It does " \
        "not count as a hostile response.")                                                    \
    RATIO(absorbed_share, absorbed, decisions)                                                 \
    RATIO(cooperative_share, cooperative_responses, decisions)                                 \
    RATIO(public_response_share, public_responses, decisions)                                  \
    RATIO(covert_response_share, covert_responses, decisions)                                  \
    METRIC(hostile_responses, "responses", MEAN,                                               \
        "Hostile responses to incidents, overt and covert, without counter-espionage.")        \
    METRIC(hostile_acts, "responses", MEAN,                                                    \
        "Hostile responses to incidents that were executed: hostile_responses without those "  \
        "that were withdrawn or still waited at the horizon.")                                 \
    METRIC(orders_given, "orders", MEAN,                                                       \
        "Hostile orders: hostile responses, overt and covert, that states ordered after "      \
        "incidents and acts, including counter-espionage.")                                    \
    METRIC(orders_withdrawn_truth, "orders", COUNT,                                            \
        "Hostile orders that were withdrawn because the truth cleared the named state, or "    \
        "because the incident turned out to be no attack.")                                    \
    METRIC(orders_withdrawn_named, "orders", COUNT,                                            \
        "Hostile orders that were withdrawn because new evidence or a reply spoke against "    \
        "naming that state.")                                                                  \
    METRIC(orders_withdrawn_settled, "orders", COUNT,                                          \
        "Hostile orders that were withdrawn because the two states had accepted an off-ramp "  \
        "or consulted, or because a military response needs a crisis and the crisis was "      \
        "over.")                                                                               \
    METRIC(orders_lapsed, "orders", COUNT,                                                     \
        "Hostile orders that lapsed because the matter had become too old before they were "   \
        "carried out.")                                                                        \
    METRIC(retractions, "acts", COUNT,                                                         \
        "Acts by which a state retracted an overt act against a state that was not "           \
        "responsible.")                                                                        \
    METRIC(misdirected_responses, "responses", COUNT,                                          \
        "Misdirected responses: hostile responses to a state that was not responsible.")       \
    RATIO(wrongful_share, misdirected_responses, hostile_responses)                            \
    METRIC(retaliation_coded, "share", NONE,                                                   \
        "Among decided incidents for which a state is responsible: share whose response was "  \
        "a "                                                                                   \
        "counter-operation.")                                                                  \
    METRIC(retaliation_90, "share", NONE,                                                      \
        "Share of public incidents after which a public incident in the reverse direction "    \
        "starts within 90 days. Incidents of the last 90 days do not count.")                  \
    METRIC(retaliation_365, "share", MEAN,                                                     \
        "Share of public incidents after which a public incident in the reverse direction "    \
        "starts within 365 days. Incidents of the last 365 days do not count.")                \
    METRIC(retaliation_excess_90, "share", MEAN,                                               \
        "retaliation_90 minus the value that is expected if the two directions are unrelated " \
        "in time. This value is the mean share of the time in which an incident in the "       \
        "reverse direction starts within the next 90 days.")                                   \
    METRIC(retaliation_excess_365, "share", NONE,                                              \
        "retaliation_365 minus the value that is expected if the two directions are "          \
        "unrelated in time. This value is the mean share of the time in which an incident in " \
        "the reverse direction starts within the next 365 days.")                              \
    METRIC(replies_higher, "incidents", NONE,                                                  \
        "Counter-operations of higher severity than the incident that they respond to.")       \
    METRIC(replies_same, "incidents", NONE,                                                    \
        "Counter-operations of the same severity as the incident that they respond to.")       \
    METRIC(replies_lower, "incidents", NONE,                                                   \
        "Counter-operations of lower severity than the incident that they respond to.")        \
    /* escalation */                                                                           \
    METRIC(max_rung, "rung", MEAN, "Highest rung that any state reaches toward another.")      \
    METRIC(days_at_rung_1, "pair-days", NONE, METRIC_DAYS_AT_RUNG "1 or above.")               \
    METRIC(days_at_rung_2, "pair-days", NONE, METRIC_DAYS_AT_RUNG "2 or above.")               \
    METRIC(days_at_rung_3, "pair-days", NONE, METRIC_DAYS_AT_RUNG "3 or above.")               \
    METRIC(days_at_rung_4, "pair-days", MEAN, METRIC_DAYS_AT_RUNG "4 or above.")               \
    METRIC(days_at_rung_5, "pair-days", MEAN, METRIC_DAYS_AT_RUNG "5 or above.")               \
    METRIC(days_at_rung_6, "pair-days", MEAN, METRIC_DAYS_AT_RUNG "6 or above.")               \
    METRIC(days_at_rung_7, "pair-days", MEAN, METRIC_DAYS_AT_RUNG "7 or above.")               \
    METRIC(days_at_rung_8, "pair-days", NONE, METRIC_DAYS_AT_RUNG "8 or above.")               \
    METRIC(days_at_rung_9, "pair-days", NONE, METRIC_DAYS_AT_RUNG "9 or above.")               \
    METRIC(first_rung_6_day, "days", TIME,                                                     \
        "Day of the first act of rung 6 or above; empty if there is none.")                    \
    METRIC(first_rung_7_day, "days", TIME,                                                     \
        "Day of the first act of rung 7 or above; empty if there is none.")                    \
    METRIC(first_rung_8_day, "days", EVENT,                                                    \
        "Day of the first act of rung 8 or above; empty if there is none.")                    \
    METRIC(first_answer_rung_6_day, "days", TIME,                                              \
        "Day of the first act of rung 6 or above that responds to another act; empty if "      \
        "there is none.")                                                                      \
    METRIC(first_answer_rung_7_day, "days", TIME,                                              \
        "Day of the first act of rung 7 or above that responds to another act; empty if "      \
        "there is none.")                                                                      \
    METRIC(first_answer_rung_8_day, "days", EVENT,                                             \
        "Day of the first act of rung 8 or above that responds to another act; empty if "      \
        "there is none.")                                                                      \
    METRIC(upward_moves, "moves", COUNT,                                                       \
        "Responses of rung 2 and above that raise the rung of their actor or start a crisis.") \
    METRIC(inadvertent_moves, "moves", COUNT,                                                  \
        "Inadvertent moves: upward moves that rest on a false belief (wrong actor, wrong "     \
        "intent, accident).")                                                                  \
    RATIO(inadvertent_share, inadvertent_moves, upward_moves)                                  \
    METRIC(inadvertent_per_pair_year, "per pair-year", MEAN,                                   \
        "Inadvertent moves per pair and year, excluding pairs that are related only by an "    \
        "agreement.")                                                                          \
    METRIC(crises, "crises", COUNT, "Crises between two states that began.")                   \
    METRIC(crisis_days, "days", MEAN, "Days in crisis, summed over pairs.")                    \
    METRIC(settlements, "settlements", NONE,                                                   \
        "Accepted off-ramps: crises that ended by an accepted offer.")                         \
    METRIC(escalation_parents, "acts", NONE,                                                   \
        "Hostile acts of states: operations, and overt acts of rung 2 or above.")              \
    METRIC(escalation_children, "acts", NONE,                                                  \
        "Hostile acts that respond to a hostile act. They are weighted, because the "          \
        "responses to late acts are observed for a shorter time "                              \
        "(sim/MODEL.md, section 13).")                                                         \
    METRIC(reproduction_number, "1", NONE,                                                     \
        "Mean number of hostile acts that respond to a hostile act: escalation_children "      \
        "divided by escalation_parents. Below 1, chains of responses die out.")                \
    RATIO(reproduction_number, escalation_children, escalation_parents)                        \
    METRIC(generation_max, "1", NONE,                                                          \
        "Number of responses in the longest chain of acts that respond to one another.")       \
    METRIC(cascade_mean, "acts", NONE,                                                         \
        "Mean number of acts in a chain of acts that respond to one another, including the "   \
        "first act.")                                                                          \
    METRIC(deescalation_episodes, "episodes", NONE,                                            \
        "De-escalation episodes. An episode begins when a response raises the rung of a pair " \
        "and the new rung is 5 or above, unless an episode is under way.")                     \
    METRIC(deescalation_days, "days", NONE,                                                    \
        "Days from the highest rung of an episode until the pair stays for 30 days at half "   \
        "of that rung or below, with a maximum of 730 days; summed over episodes (see "        \
        "deescalation_episodes).")                                                             \
    RATIO(deescalation_days_per_episode, deescalation_days, deescalation_episodes)             \
    METRIC(escalation_score, "per pair-year", MEAN,                                            \
        "Sum over executed acts and operations, including those that respond to nothing, "     \
        "of the weights of Rivera et al. 2024 by kind of act: 4, 12, 4, 12, 28, 28, 28 "       \
        "and 60 for rungs 2 to 9, -2 for a cooperative response.")                             \
    /* lags */                                                                                 \
    METRIC(detection_days_median, "days", MEAN,                                                \
        "Days from the start of an incident to its detection, median.")                        \
    METRIC(detection_days_q90, "days", NONE,                                                   \
        "Days from the start of an incident to its detection, 90th percentile.")               \
    METRIC(attribution_days_median, "days", MEAN,                                              \
        "Days from the detection of an incident to the final decision on it, which may come "  \
        "after a deferral, median.")                                                           \
    METRIC(attribution_days_q90, "days", NONE,                                                 \
        "Days from the detection of an incident to the final decision on it, which may come "  \
        "after a deferral, 90th percentile.")                                                  \
    METRIC(response_days_median, "days", MEAN,                                                 \
        "Days from the first decision on an incident to the first executed act, operation or " \
        "suspension, median.")                                                                 \
    METRIC(response_days_q90, "days", NONE,                                                    \
        "Days from the first decision on an incident to the first executed act, operation or " \
        "suspension, 90th percentile.")                                                        \
    BOOKKEEPING(message_hours_median, "hours", MEAN,                                           \
        "Hours from sending a message to the reply (timely or late) or, for indicators and "   \
        "notices, to delivery; requests without a reply do not count; median.")                \
    BOOKKEEPING(message_hours_q90, "hours", NONE,                                              \
        "Hours from sending a message to the reply (timely or late) or, for indicators and "   \
        "notices, to delivery; requests without a reply do not count; 90th percentile.")       \
    /* concessions */                                                                          \
    METRIC(concessions, "incidents", COUNT,                                                    \
        "Incidents that ended with a concession of the target.")                               \
    METRIC(concessions_degradation, "incidents", NONE,                                         \
        "Incidents of degradation that ended with a concession of the target.")                \
    /* relations */                                                                            \
    METRIC(tension_mean, "tension", MEAN,                                                      \
        "Tension, mean over time and directed pairs, excluding pairs that are related only "   \
        "by an agreement.")                                                                    \
    METRIC(trust_mean, "1", MEAN,                                                              \
        "Trust, mean over time and directed pairs, excluding pairs that are related only by "  \
        "an agreement. Between two changes of a trust, the value after the first is used.")    \
    METRIC(trust_final, "1", MEAN,                                                             \
        "Trust on the last day, mean over directed pairs, excluding pairs that are related "   \
        "only by an agreement.")                                                               \
    METRIC(trust_volatility, "1", NONE,                                                        \
        "Sum of the absolute changes of trust at events, without its drift to the prior, "     \
        "mean "                                                                                \
        "over directed pairs, excluding pairs that are related only by an agreement.")         \
    /* desks */                                                                                \
    METRIC(cert_utilisation, "share", MEAN,                                                    \
        "Share of the working time of the analysts of the technical desk (CERT) that is in "   \
        "use, mean over states.")                                                              \
    METRIC(cert_wait_hours, "hours", MEAN,                                                     \
        "Waiting time of a job for an analyst, mean over jobs.")                               \
    /* messages */                                                                             \
    BOOKKEEPING(messages_sent, "messages", MEAN, "Messages that states sent to one another.")  \
    BOOKKEEPING(messages_answered, "messages", NONE,                                           \
        "Inquiries and requests that received a reply in time for the decision.")              \
    BOOKKEEPING(messages_delivered, "messages", NONE,                                          \
        "Indicators and notices that the receiver processed.")                                 \
    BOOKKEEPING(messages_lost, "messages", NONE, "Messages that did not arrive.")              \
    RATIO(messages_lost_share, messages_lost, messages_sent)                                   \
    BOOKKEEPING(messages_refused, "messages", NONE,                                            \
        "Requests that the receiver refused for legal reasons.")                               \
    BOOKKEEPING(messages_ignored, "messages", NONE, "Inquiries and requests without a reply.") \
    BOOKKEEPING(messages_late, "messages", NONE,                                               \
        "Replies that arrived after the decision of the asking state, with all to warnings.")  \
    BOOKKEEPING(cases_asked, "incidents", MEAN,                                                \
        "Incidents that the victim asked a partner to investigate together.")                  \
    BOOKKEEPING(cases_answered, "incidents", MEAN,                                             \
        "Incidents on which a partner reported its findings.")                                 \
    BOOKKEEPING(cases_before_decision, "incidents", MEAN,                                      \
        "Incidents on which a partner reported its findings before the victim decided.")       \
    METRIC(takedowns, "takedowns", COUNT,                                                      \
        "Takedowns of criminal sources after a case investigated with a partner.")             \
    /* agreements */                                                                           \
    BOOKKEEPING(agreement_days, "days", MEAN,                                                  \
        "Days on which agreements are in force, summed over agreements.")                      \
    BOOKKEEPING(suspensions, "suspensions", COUNT,                                             \
        "Number of suspensions of an agreement, or of the cooperation of two of its parties.") \
    BOOKKEEPING(consultations_held, "rounds", MEAN,                                            \
        "Rounds of consultations that parties held under agreements.")                         \
    BOOKKEEPING(violations, "violations", COUNT,                                               \
        "Violations: operations that violated a pledge, as recorded under agreements.")        \
    BOOKKEEPING(first_violation_day, "days", EVENT,                                            \
        "Day of the first violation of a pledge; empty if there is none.")                     \
    BOOKKEEPING(measure_cost, "US$1m", MEAN,                                                   \
        "Cost of the measures in force plus the expenses of capacity programmes.")             \
    /* simulation */                                                                           \
    METRIC(candidates, "candidates", NONE,                                                     \
        "Candidates that the run considered, blocked ones included.")                          \
    METRIC(n_rate_capped, "candidates", NONE,                                                  \
        "Candidates at which the rate of a source was above its maximum. If there are many, "  \
        "raise /parameters/rates/headroom.")

#endif
