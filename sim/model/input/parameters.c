#include "model/input/parameters.h"

#include "model/catalogue/field_macros.h"

#define RECORD_TYPE struct parameters_rates
static const struct field rates_fields[] = {
    FIELD(RECORD_TYPE, headroom, .min = 1, .max = 100, .default_value = 2, .unit = "1", NEUTRAL,
        .affects_candidates = true,
        .doc = "Ratio of the rate of candidates to the base rate. Measures change which "
               "candidates happen, never the candidates themselves."),
    NUMBER_OF(exposure_floor, 0, 1, 0.03, "1", FITTED("V1, V2"),
        "Floor of the exposure curve (exposure_logistic)."),
    NUMBER_OF(exposure_midpoint_year, 1900, 2200, 2010, "year", FITTED("V1, V2"),
        "Year in which the exposure curve is half way up."),
    NUMBER_OF(exposure_scale_years, 0.1, 100, 2, "years", FITTED("V1, V2"),
        "Scale of the exposure curve."),
    NUMBER_OF(deterrence, 0, 10, 0, "1", SWEEP(0, 3),
        "Effect of expected punishment on the rate of a source (eta); 0: none."),
    NUMBER_OF(deterrence_halflife_days, 1, 36525, 730, "days", SWEEP(180, 1460),
        "Half-life of a source's memory of responses to its operations."),
    NUMBER_OF(exploit_use_per_year, 0.01, 100, 0.5, "per year", SWEEP(0.1, 2),
        "Rate of use of an exploit in stock, at the reference life."),
    NUMBER_OF(exploit_life_days, 1, 36525, 730.5, "days", SWEEP(180, 2190),
        "Reference life of an exploit in stock."),
    NUMBER_OF(
        target_private, 0, 1, .41, "share", DATA("DCID 2.0"), "Share of private targets."),
    NUMBER_OF(target_government, 0, 1, .41, "share", DATA("DCID 2.0"),
        "Share of government targets."),
    NUMBER_OF(
        target_military, 0, 1, .18, "share", DATA("DCID 2.0"), "Share of military targets."),
    NUMBER_OF(target_critical, 0, 1, .1, "share", SWEEP(0, .3),
        "Share of targets that are critical infrastructure, in every class of targets."),
};
static RECORD(rates, RECORD_TYPE, "How often operations are attempted and accepted.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_publicity
static const struct field publicity_fields[] = {
    NUMBER_OF(p_overt, 0, 1, 0.8, "probability", SWEEP(.6, .95),
        "Probability that a detected disruption of severity 3 becomes public."),
    NUMBER_OF(p_stealthy, 0, 1, 0.3, "probability", SWEEP(.14, .54),
        "Probability that detected espionage of severity 3 becomes public."),
    NUMBER_OF(severity_slope, -2, 2, 0, "logit", SWEEP(0, .6),
        "Change of the logit of these probabilities per unit of severity."),
    NUMBER_OF(p_counter_operation, 0, 1, 0.10, "probability", FITTED("V9"),
        "Probability that a counter-operation becomes public."),
    NUMBER_OF(secrecy, 0, 20, 0, "utility", SWEEP(0, 20),
        "Cost of an open act of rung 2 or 3 in response to an incident that would not become "
        "public by itself; at 20 such incidents stay secret."),
    NUMBER_OF(overt_delay_days, 0, 3650, 1, "days", SWEEP(.5, 10),
        "Median time from detection to publication, disruption."),
    NUMBER_OF(overt_delay_log_sd, 0, 3, 1, "log days", SWEEP(.5, 1.5), "Spread of that time."),
    NUMBER_OF(stealthy_delay_days, 0, 3650, 120, "days", SWEEP(30, 365),
        "Median time from detection to publication, espionage."),
    NUMBER_OF(
        stealthy_delay_log_sd, 0, 3, 1.5, "log days", SWEEP(.5, 2), "Spread of that time."),
    NUMBER_OF(industry_share, 0, 1, 0.31, "probability", DATA("EuRepoC, 31 % of attributions"),
        "Probability that industry names an actor of a public incident."),
    NUMBER_OF(industry_delay_days, 0, 3650, 175.9, "days", DATA("EuRepoC, lognormal, mu 5.17"),
        "Median time from the start to industry's attribution."),
    NUMBER_OF(industry_delay_log_sd, 0, 4, 1.96, "log days", DATA("EuRepoC, sigma 1.96"),
        "Spread of that time."),
    NUMBER_OF(industry_error, 0, 1, 0.03, "probability", SWEEP(.01, .15),
        "Probability that industry names a wrong actor."),
};
static RECORD(publicity, RECORD_TYPE, "Publication of incidents, and attribution by industry.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_detection
static const struct field detection_fields[] = {
    NUMBER_OF(capacity_effect, 1, 64, 4, "1", SWEEP(2, 8),
        "Ratio of the speed of detection at full to that at neutral detection capacity."),
    NUMBER_OF(resilience_effect, 1, 64, 2, "1", SWEEP(1, 4),
        "Ratio of the speed of containment at full to that at neutral resilience; the same "
        "factor divides the rate of successful attempts."),
    NUMBER_OF(indicator_effect, 1, 20, 1.5, "1", SWEEP(1, 3),
        "Ratio of the speed of detection with indicators of the same campaign to that "
        "without."),
    NUMBER_OF(assistance_effect, 1, 20, 1.4, "1", SWEEP(1, 2),
        "Ratio of the speed of containment with assistance to that without."),
    NUMBER_OF(leak_effect, 0.05, 1, 0.5, "1", SWEEP(.25, 1),
        "Factor on the speed of detection of a campaign whose indicators leaked to the "
        "attacker."),
    NUMBER_OF(p_post_hoc, 0, 1, 0.1, "probability", SWEEP(0, .3),
        "Probability that an operation that ended undetected is detected afterwards."),
    NUMBER_OF(post_hoc_days, 1, 3650, 180, "days", SWEEP(30, 730),
        "Mean time from its end to this detection."),
    NUMBER_OF(message_work, 0, 10, 0.25, "triage", SWEEP(0, 1),
        "Work of a received message for the technical desk, as a multiple of a mean triage."),
};
static RECORD(detection, RECORD_TYPE, "Detection, containment, and the end of an incident.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_perception
static const struct field perception_fields[] = {
    NUMBER_OF(severity_sd, 0, 5, 0.8, "severity", SWEEP(.3, 1.5),
        "Standard deviation of the error in judging the severity."),
    NUMBER_OF(misread_espionage, 0, 1, 0.05, "probability", SWEEP(0, .5),
        "Probability that espionage is mistaken for an attack, at equal doctrines, outside a "
        "crisis."),
    NUMBER_OF(misread_prepositioning, 0, 1, 0.15, "probability", SWEEP(0, .5),
        "The same for pre-positioning."),
    NUMBER_OF(
        misread_accident, 0, 1, 0.30, "probability", SWEEP(0, .5), "The same for an accident."),
    NUMBER_OF(distance_effect, 0, 5, 0.7, "log", SWEEP(0, 1.4),
        "Effect of full doctrinal distance on misreading."),
    NUMBER_OF(crisis_effect, 1, 10, 2, "1", SWEEP(1, 4), "Factor on misreading in a crisis."),
};
static RECORD(perception, RECORD_TYPE, "How the victim judges an incident.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_attribution
static const struct field attribution_fields[] = {
    NUMBER_OF(attribution_effect, 1, 64, 2, "1", SWEEP(1, 4),
        "Ratio of the rate of evidence at full to that at neutral attribution capacity."),
    NUMBER_OF(offence_effect, 1, 64, 2, "1", SWEEP(1, 4),
        "Ratio of the prior weight of a suspect with full to one with neutral offensive "
        "capacity."),
    NUMBER_OF(evidence_gap_overt_days, 0.01, 3650, 8, "days", FITTED("V15"),
        "Mean time between items of evidence on an attack-like incident."),
    NUMBER_OF(evidence_gap_stealthy_days, 0.01, 3650, 75, "days", FITTED("V15"),
        "Mean time between items of evidence on an espionage-like incident."),
    NUMBER_OF(accuracy, 0.01, 0.99, 0.65, "probability", SWEEP(.5, .85),
        "Probability that an item points to the responsible actor, at neutral capacity."),
    NUMBER_OF(accuracy_slope, 0, 5, 0.8, "logit", SWEEP(0, 1.6),
        "Change of the logit of the accuracy from neutral to full attribution capacity."),
    NUMBER_OF(item_weight_sd, 0, 4, 0.8, "logit", SWEEP(.4, 1.2),
        "Standard deviation of the accuracy of an item on the logit scale; the victim knows "
        "the "
        "quality of each item. 0: all items are equal."),
    NUMBER_OF(false_flag_pull, 0, 0.95, 0.30, "probability", SWEEP(0, .7),
        "Probability that an item of a false-flag operation points to the blamed state."),
    NUMBER_OF(doubt, 0, 0.9, 0.05, "probability", SWEEP(.01, .2),
        "Share of items that the victim assumes to be meaningless."),
    NUMBER_OF(weight_non_state_overt, 0, 100, 1.2, "1", SWEEP(.3, 3),
        "Prior weight of a non-state actor, as a multiple of the mean weight of states, for an "
        "attack-like incident."),
    NUMBER_OF(weight_non_state_stealthy, 0, 100, 0.5, "1", SWEEP(.1, 2),
        "The same for an espionage-like incident."),
    NUMBER_OF(weight_accident_overt, 0, 100, 0.30, "1", SWEEP(0, 1),
        "Prior weight of an accident, for an attack-like incident."),
    NUMBER_OF(weight_accident_stealthy, 0, 100, 0.05, "1", SWEEP(0, .3),
        "The same for an espionage-like incident."),
    NUMBER_OF(history_halflife_days, 1, 36525, 730, "days", SWEEP(180, 1460),
        "Half-life of the memory of what a state is believed to have done."),
    NUMBER_OF(patience_overt_days, 0.01, 36525, 20, "days", FITTED("V15"),
        "Patience from detection to decision at perceived severity 3, for an attack-like "
        "incident."),
    NUMBER_OF(patience_stealthy_days, 0.01, 36525, 180, "days", FITTED("V15"),
        "The same for an espionage-like incident."),
    NUMBER_OF(pressure_on_patience, 0, 1, 0.5, "share", SWEEP(0, .9),
        "Share of patience that full domestic pressure removes."),
    NUMBER_OF(crisis_on_patience, 0.01, 1, 0.5, "1", SWEEP(.25, 1),
        "Factor on patience in a crisis."),
    NUMBER_OF(naming_floor, 0, 1, 0.60, "probability", SWEEP(.5, .8),
        "Minimum posterior of the most likely state for it to be named when patience ends."),
    NUMBER_OF(pressure_on_floor, 0, 1, 0.4, "share", SWEEP(0, .8),
        "Share of this floor that full domestic pressure removes."),
    NUMBER_OF(
        crisis_on_floor, 0.01, 1, 0.6, "1", SWEEP(.3, 1), "Factor on the floor in a crisis."),
    NUMBER_OF(joint_items, 0, 100, 3, "items", SWEEP(1, 6),
        "Items of evidence from a joint investigation."),
    NUMBER_OF(joint_accuracy, 0, 5, 0.7, "logit", SWEEP(0, 1.4),
        "Additional accuracy of these items, on the logit scale."),
    NUMBER_OF(responsible_control, 0, 1, 0.5, "share", NEUTRAL,
        "Minimum control over a proxy for its sponsor to count as responsible."),
};
static RECORD(attribution, RECORD_TYPE, "Suspects, evidence, and the end of patience.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_clarification
static const struct field clarification_fields[] = {
    NUMBER_OF(p_ask, 0, 1, 0.1, "probability", SWEEP(0, .9),
        "Probability that the suspected state is asked before the decision."),
    NUMBER_OF(wait_days, 0, 365, 3, "days", SWEEP(.25, 14),
        "Maximum wait for the reply, within the remaining patience."),
    NUMBER_OF(p_deny_responsible, 0, 1, 0.9, "probability", SWEEP(.6, 1),
        "Probability that a responsible state denies; otherwise it admits."),
    NUMBER_OF(p_help_uncontrolled, 0, 1, 0.5, "probability", SWEEP(0, 1),
        "Probability that the home of an uncontrolled actor helps; otherwise it denies."),
    NUMBER_OF(p_explain_accident, 0, 1, 0.6, "probability", SWEEP(0, 1),
        "Probability that a state explains its own accident; otherwise it denies."),
    NUMBER_OF(p_deny_innocent, 0, 1, 0.7, "probability", SWEEP(.4, 1),
        "Probability that an innocent state only denies; otherwise it helps."),
    NUMBER_OF(help_discount, 0, 1, 0.5, "share", SWEEP(0, 1),
        "Additional effect of an offer of help over a denial."),
    NUMBER_OF(silence, 0, 5, 0.2, "1", SWEEP(0, 1),
        "Weight of a missing reply against the asked state."),
};
static RECORD(clarification, RECORD_TYPE,
    "Inquiries to the suspected state, and the effect of its reply.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_decision
static const struct field decision_fields[] = {
    NUMBER_OF(
        temperature, 0.01, 100, 1, "utility", SWEEP(.5, 2), "Random variation of the choice."),
    NUMBER_OF(
        w_intent, 0, 20, 2.2, "1", SWEEP(1.1, 4.4), "Weight of perceived hostile intent."),
    NUMBER_OF(w_confidence, 0, 20, 1.0, "1", SWEEP(.5, 2),
        "Weight of confidence in the attribution."),
    NUMBER_OF(w_tension, 0, 20, 1.5, "1", SWEEP(.75, 3),
        "Weight of tension as a share of its threshold."),
    NUMBER_OF(w_pressure, 0, 20, 1.5, "1", SWEEP(.75, 3), "Weight of domestic pressure."),
    NUMBER_OF(w_trust, 0, 20, 1.0, "1", SWEEP(.5, 2), "Weight of trust against hostility."),
    NUMBER_OF(w_pledge, 0, 20, 2.0, "1", SWEEP(1, 4),
        "Weight of the state's own pledge that the response would break."),
    NUMBER_OF(
        w_cost, 0, 20, 1.0, "1", SWEEP(.5, 2), "Weight of the expected cost of hostility."),
    NUMBER_OF(w_cooperation, 0, 20, 1.0, "1", SWEEP(.5, 2),
        "Weight of trust for cooperative responses."),
    NUMBER_OF(firebreak, 0, 20, 3.0, "utility", SWEEP(1.5, 6), "Cost of military means."),
    NUMBER_OF(firebreak_cyber, 0, 20, 1.5, "utility", SWEEP(.75, 3),
        "Additional cost of military means after a trigger in cyberspace."),
    NUMBER_OF(relief, 0, 20, 2.0, "utility", SWEEP(1, 4),
        "Additional cost of military means after an order of a covert operation."),
    NUMBER_OF(own_domain, 0, 20, 1.5, "utility", SWEEP(.75, 3),
        "Cost of a response in cyberspace to a trigger outside it."),
    NUMBER_OF(crisis_inertia, 0, 20, 0.7, "utility", SWEEP(.35, 1.4),
        "Cost of doing nothing in a crisis."),
    NUMBER_OF(step_lower, 0, 1, 0.31, "probability", DATA("DCID 2.0, n = 60"),
        "Probability that a response of the same or lower severity is one lower."),
    NUMBER_OF(step_two, 0, 1, 0.18, "probability", DATA("DCID 2.0, n = 40"),
        "Probability that a response of higher severity is two higher."),
    NUMBER_OF(step_three, 0, 1, 0.18, "probability", DATA("DCID 2.0, n = 40"),
        "Probability that it is three higher; otherwise it is one higher."),
};
static RECORD(decision, RECORD_TYPE, "Choice of a response.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_truth
static const struct field truth_fields[] = {
    NUMBER_OF(p_surfaces, 0, 1, 0.3, "probability", SWEEP(0, .8),
        "Probability that the truth about a decided incident becomes known."),
    NUMBER_OF(delay_days, 0, 36525, 365, "days", SWEEP(90, 1460), "Median time until then."),
    NUMBER_OF(delay_log_sd, 0, 3, 1, "log days", SWEEP(.5, 1.5), "Spread of that time."),
};
static RECORD(truth, RECORD_TYPE, "When the truth about an incident becomes known.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_tension
static const struct field tension_fields[] = {
    NUMBER_OF(threshold, 0.01, 100, 1, "tension", NEUTRAL, "Tension at which a crisis begins."),
    NUMBER_OF(exit_share, 0, 1, 0.5, "share", SWEEP(.2, .9),
        "A crisis ends at the baseline plus this share of the distance from baseline to "
        "threshold."),
    NUMBER_OF(halflife_days, 1, 36525, 90, "days", SWEEP(30, 365),
        "Half-life of the tension above the baseline."),
    NUMBER_OF(jump, 0, 100, 0.35, "tension", SWEEP(.1, .7),
        "Jump when the decision names a state with certainty, for an attack of perceived "
        "severity 5."),
    NUMBER_OF(stealthy_share, 0, 1, 0.3, "share", SWEEP(0, .6),
        "Jump for espionage, as a share of that for an attack."),
    NUMBER_OF(jump_log_sd, 0, 3, 0.5, "log", SWEEP(0, 1),
        "Spread of a jump; its mean does not change."),
    NUMBER_OF(crisis_factor, 1, 10, 1.5, "1", SWEEP(1, 3), "Factor on a jump in a crisis."),
    NUMBER_OF(
        act_1, 0, 100, .02, "tension", SWEEP(.01, .04), "Jump at a received act of rung 1."),
    NUMBER_OF(
        act_2, 0, 100, .06, "tension", SWEEP(.03, .12), "Jump at a received act of rung 2."),
    NUMBER_OF(
        act_3, 0, 100, .10, "tension", SWEEP(.05, .2), "Jump at a received act of rung 3."),
    NUMBER_OF(act_7, 0, 100, .5, "tension", SWEEP(.25, 1), "Jump at a received act of rung 7."),
    NUMBER_OF(
        act_8, 0, 100, 1.5, "tension", SWEEP(.75, 3), "Jump at a received act of rung 8."),
    NUMBER_OF(act_9, 0, 100, 3, "tension", SWEEP(1.5, 6), "Jump at armed conflict."),
    NUMBER_OF(relief_consultation, 0, 1, 0.10, "share", SWEEP(0, .3),
        "Share of the tension above the baseline that consultations remove."),
    NUMBER_OF(relief_answer, 0, 1, 0.05, "share", SWEEP(0, .2), "The same for a reply."),
    NUMBER_OF(relief_explanation, 0, 1, 0.20, "share", SWEEP(0, .4),
        "The same for an accepted explanation."),
    NUMBER_OF(relief_settlement, 0, 1, 0.3, "share", SWEEP(0, .6),
        "The same for an accepted off-ramp offer."),
    NUMBER_OF(relief_apology, 0, 1, 0.2, "share", SWEEP(0, .4),
        "The same for an acknowledged misdirected response."),
    NUMBER_OF(offer_days, 0.1, 36525, 30, "days", SWEEP(10, 90),
        "Mean time until a state in a crisis offers an off-ramp."),
    NUMBER_OF(offer_logit, -10, 10, -0.5, "logit", SWEEP(-1.5, .5),
        "Logit of the acceptance of the offer at neutral trust."),
    NUMBER_OF(settlement_credit_days, 0, 3650, 60, "days", SWEEP(0, 180),
        "Quiet time credited to both states when an off-ramp offer is accepted."),
    NUMBER_OF(p_war, 0, 1, 0.007, "probability",
        DATA("COW MID 4.03: 0.4 % war of 58.9 % force"),
        "Probability of armed conflict when both states use force within the window."),
    NUMBER_OF(war_window_days, 0, 3650, 60, "days", SWEEP(14, 180), "Length of the window."),
};
static RECORD(tension, RECORD_TYPE, "Tension of a state toward another, and crises.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_trust
static const struct field trust_fields[] = {
    NUMBER_OF(
        halflife_days, 1, 36525, 730, "days", SWEEP(180, 3650), "Half-life of experience."),
    NUMBER_OF(honoured, 0, 100, 1, "count", SWEEP(.5, 2),
        "Good experience from an honoured request, or from a denial that proved true."),
    NUMBER_OF(contact, 0, 100, .25, "count", SWEEP(.1, .5),
        "Good experience from consultations, or from a received notice."),
    NUMBER_OF(meeting_cap, .01, 1, .6, "1", SWEEP(.4, .9),
        "Trust at which a round of consultations of an agreement adds no more."),
    NUMBER_OF(meeting_sharing, 0, 10, 1, "1", SWEEP(.5, 2),
        "Exponent of the number of other states in the room, which divides the worth of a "
        "round."),
    NUMBER_OF(refused, 0, 100, .25, "count", SWEEP(.1, .5),
        "Bad experience from a refusal or a missing reply."),
    NUMBER_OF(
        lie, 0, 100, 2, "count", SWEEP(1, 4), "Bad experience from a lie that became known."),
    NUMBER_OF(violation, 0, 100, 3, "count", SWEEP(1, 6),
        "Bad experience from a violation of a pledge."),
};
static RECORD(trust, RECORD_TYPE, "Trust as counts of good and bad experience.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_coalition
static const struct field coalition_fields[] = {
    NUMBER_OF(support, 0, 20, .2, "utility", SWEEP(0, 1),
        "Utility of a public attribution per partner expected to join."),
    NUMBER_OF(cost, 0, 20, .1, "utility", SWEEP(0, .5),
        "Expected cost of hostility per partner expected to join an attribution by the other "
        "side."),
    NUMBER_OF(solidarity, 0, 10, .3, "share", SWEEP(0, 1),
        "Jump of tension of a partner that joins, as a share of the jump of a victim."),
    NUMBER_OF(misled, 0, 100, .5, "count", SWEEP(.25, 2),
        "Bad experience of a partner that joined an accusation that proves false."),
};
static RECORD(coalition, RECORD_TYPE, "Joint attribution by several states.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_ladder
static const struct field ladder_fields[] = {
    NUMBER_OF(quiet_days, 0.1, 3650, 60, "days", SWEEP(14, 180),
        "Quiet time after which a state comes down one rung."),
    NUMBER_OF(crossing_days, 1, 3650, 90, "days", NEUTRAL,
        "Window within which acts of rung 5 or more by both states count as one escalation "
        "episode."),
};
static RECORD(ladder, RECORD_TYPE, "The escalation ladder.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_capacity
static const struct field capacity_fields[] = {
    NUMBER_OF(per_million, 0, 10, 0.2, "per US$1m", SWEEP(.05, .5),
        "Rate at which money closes the gap to full capacity."),
    NUMBER_OF(
        lag_days, 0, 36525, 548, "days", SWEEP(365, 730), "Time from delivery to effect."),
    NUMBER_OF(halflife_days, 1, 36525, 1826, "days", SWEEP(730, 3650),
        "Half-life of the capacity that was built."),
};
static RECORD(capacity, RECORD_TYPE, "Capacity building.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters
static const struct field parameters_fields[] = {
    OBJECT(
        RECORD_TYPE, rates, &rates_record, "How often operations are attempted and accepted."),
    OBJECT(RECORD_TYPE, publicity, &publicity_record,
        "Publication of incidents, and attribution by industry."),
    OBJECT(RECORD_TYPE, detection, &detection_record,
        "Detection, containment, and the end of an incident."),
    OBJECT(RECORD_TYPE, perception, &perception_record, "How the victim judges an incident."),
    OBJECT(RECORD_TYPE, attribution, &attribution_record,
        "Suspects, evidence, and the end of patience."),
    OBJECT(RECORD_TYPE, clarification, &clarification_record,
        "Inquiries to the suspected state, and the effect of its reply."),
    OBJECT(RECORD_TYPE, decision, &decision_record, "Choice of a response."),
    OBJECT(
        RECORD_TYPE, truth, &truth_record, "When the truth about an incident becomes known."),
    OBJECT(RECORD_TYPE, tension, &tension_record, "Tension and crises."),
    OBJECT(RECORD_TYPE, trust, &trust_record, "Trust."),
    OBJECT(RECORD_TYPE, coalition, &coalition_record, "Joint attribution by several states."),
    OBJECT(RECORD_TYPE, ladder, &ladder_record, "The escalation ladder."),
    OBJECT(RECORD_TYPE, capacity, &capacity_record, "Capacity building."),
};
RECORD(
    parameters, RECORD_TYPE, "Parameters that belong to no single state, pair or agreement.");
