#include "model/input/parameters.h"

#include "model/catalogue/describe.h"

#define T struct parameters_rates
static const struct field rates_fields[] = {
    FIELD(T, headroom, .min = 1, .max = 100, .preset = 2, .unit = "1", NEUTRAL,
        .author_only = true,
        .doc = "Candidates come this many times faster than the base rate, so that a regime "
               "changes which of them happen and never the candidates themselves."),
    N(exposure_floor, 0, 1, 0.03, "1", FITTED("V1, V2"),
        "Floor of the exposure curve, for exposure logistic."),
    N(exposure_midpoint_year, 1900, 2200, 2010, "year", FITTED("V1, V2"),
        "Year in which the exposure curve is half way up."),
    N(exposure_scale_years, 0.1, 100, 2, "years", FITTED("V1, V2"),
        "Scale of the exposure curve."),
    N(deterrence, 0, 10, 0, "1", SWEEP(0, 3),
        "How much expected punishment lowers the rate of a source (eta); 0: not at all."),
    N(deterrence_halflife_days, 1, 36525, 730, "days", SWEEP(180, 1460),
        "Memory of a source for what was punished."),
    N(exploit_use_per_year, 0.01, 100, 0.5, "per year", SWEEP(0.1, 2),
        "Use rate of a stocked exploit at its reference life."),
    N(exploit_life_days, 1, 36525, 730.5, "days", SWEEP(180, 2190),
        "Reference life of a stocked exploit."),
    N(target_private, 0, 1, .41, "share", DATA("DCID 2.0"), "Share of private targets."),
    N(target_government, 0, 1, .41, "share", DATA("DCID 2.0"), "Share of government targets."),
    N(target_military, 0, 1, .18, "share", DATA("DCID 2.0"), "Share of military targets."),
    N(target_critical, 0, 1, .1, "share", SWEEP(0, .3),
        "Share of targets that are critical infrastructure, whatever else they are."),
};
static RECORD(rates, T, "How often operations are attempted and accepted.");
#undef T

#define T struct parameters_publicity
static const struct field publicity_fields[] = {
    N(p_overt, 0, 1, 0.8, "probability", SWEEP(.6, .95),
        "Probability that a detected disruption of severity 3 becomes public."),
    N(p_stealthy, 0, 1, 0.3, "probability", SWEEP(.14, .54),
        "Probability that detected espionage of severity 3 becomes public."),
    N(severity_slope, -2, 2, 0, "logit", SWEEP(0, .6), "Change of its logit per severity."),
    N(p_counter_operation, 0, 1, 0.10, "probability", FITTED("V9"),
        "Probability that a counter-operation becomes public."),
    N(secrecy, 0, 20, 0, "utility", SWEEP(0, 20),
        "Cost of an open act of rung 2 or 3 about an incident that would not become public by "
        "itself; at 20 what can be kept secret is."),
    N(overt_delay_days, 0, 3650, 1, "days", SWEEP(.5, 10),
        "Median time from detection to publication, disruption."),
    N(overt_delay_log_sd, 0, 3, 1, "log days", SWEEP(.5, 1.5), "Its spread."),
    N(stealthy_delay_days, 0, 3650, 120, "days", SWEEP(30, 365),
        "Median time from detection to publication, espionage."),
    N(stealthy_delay_log_sd, 0, 3, 1.5, "log days", SWEEP(.5, 2), "Its spread."),
    N(industry_share, 0, 1, 0.31, "probability", DATA("EuRepoC, 31 % of attributions"),
        "Probability that industry names an actor of a public incident."),
    N(industry_delay_days, 0, 3650, 175.9, "days", DATA("EuRepoC, lognormal, mu 5.17"),
        "Median time from the start to industry's attribution."),
    N(industry_delay_log_sd, 0, 4, 1.96, "log days", DATA("EuRepoC, sigma 1.96"),
        "Its spread."),
    N(industry_error, 0, 1, 0.03, "probability", SWEEP(.01, .15),
        "Probability that industry names a wrong actor."),
};
static RECORD(publicity, T, "What becomes publicly known, and when.");
#undef T

#define T struct parameters_detection
static const struct field detection_fields[] = {
    N(capacity_effect, 1, 64, 4, "1", SWEEP(2, 8),
        "Speed of detection at full over neutral detection capacity."),
    N(resilience_effect, 1, 64, 2, "1", SWEEP(1, 4),
        "Speed of containment, and fewer successful attempts, at full over neutral "
        "resilience."),
    N(indicator_effect, 1, 20, 1.5, "1", SWEEP(1, 3),
        "Speed of detection with indicators of the same campaign over without."),
    N(assistance_effect, 1, 20, 1.4, "1", SWEEP(1, 2),
        "Speed of containment with assistance over without."),
    N(leak_effect, 0.05, 1, 0.5, "1", SWEEP(.25, 1),
        "Speed of detection of a campaign whose indicators leaked to the attacker."),
    N(p_post_hoc, 0, 1, 0.1, "probability", SWEEP(0, .3),
        "Probability that an operation that ended undetected is found afterwards."),
    N(post_hoc_days, 1, 3650, 180, "days", SWEEP(30, 730),
        "Mean time from its end until then."),
    N(message_work, 0, 10, 0.25, "triage", SWEEP(0, 1),
        "Work of a received message for the technical desk, in mean triages."),
};
static RECORD(detection, T, "Detection, containment, and the end of an incident.");
#undef T

#define T struct parameters_perception
static const struct field perception_fields[] = {
    N(severity_sd, 0, 5, 0.8, "severity", SWEEP(.3, 1.5),
        "Standard error in judging the severity."),
    N(misread_espionage, 0, 1, 0.05, "probability", SWEEP(0, .5),
        "Espionage taken for an attack, at equal doctrines and outside a crisis."),
    N(misread_prepositioning, 0, 1, 0.15, "probability", SWEEP(0, .5),
        "Pre-positioning taken for an attack."),
    N(misread_accident, 0, 1, 0.30, "probability", SWEEP(0, .5), "An accident taken for one."),
    N(distance_effect, 0, 5, 0.7, "log", SWEEP(0, 1.4),
        "How much full doctrinal distance raises misreading."),
    N(crisis_effect, 1, 10, 2, "1", SWEEP(1, 4), "Factor on misreading in a crisis."),
};
static RECORD(perception, T, "What the victim takes an incident for.");
#undef T

#define T struct parameters_attribution
static const struct field attribution_fields[] = {
    N(attribution_effect, 1, 64, 2, "1", SWEEP(1, 4),
        "Rate of evidence at full over neutral attribution capacity."),
    N(offence_effect, 1, 64, 2, "1", SWEEP(1, 4),
        "Prior weight of a suspect of full over one of neutral offensive capacity."),
    N(evidence_gap_overt_days, 0.01, 3650, 8, "days", FITTED("V15"),
        "Mean time between items of evidence on an attack-like incident."),
    N(evidence_gap_stealthy_days, 0.01, 3650, 75, "days", FITTED("V15"),
        "Mean time between items of evidence on an espionage-like incident."),
    N(accuracy, 0.01, 0.99, 0.65, "probability", SWEEP(.5, .85),
        "Probability that an item points to the culprit, at neutral capacity."),
    N(accuracy_slope, 0, 5, 0.8, "logit", SWEEP(0, 1.6),
        "Change of its logit from neutral to full attribution capacity."),
    N(false_flag_pull, 0, 0.95, 0.30, "probability", SWEEP(0, .7),
        "Probability that an item of a false-flag operation points to the blamed state."),
    N(doubt, 0, 0.9, 0.05, "probability", SWEEP(.01, .2),
        "Share of items the victim takes for meaningless."),
    N(weight_non_state_overt, 0, 100, 1.2, "1", SWEEP(.3, 3),
        "Prior weight of a non-state actor, in mean state weights, attack-like incident."),
    N(weight_non_state_stealthy, 0, 100, 0.5, "1", SWEEP(.1, 2),
        "The same, espionage-like incident."),
    N(weight_accident_overt, 0, 100, 0.30, "1", SWEEP(0, 1),
        "Prior weight of an accident, attack-like incident."),
    N(weight_accident_stealthy, 0, 100, 0.05, "1", SWEEP(0, .3),
        "The same, espionage-like incident."),
    N(history_halflife_days, 1, 36525, 730, "days", SWEEP(180, 1460),
        "Memory for what a state is believed to have done."),
    N(patience_overt_days, 0.01, 36525, 20, "days", FITTED("V15"),
        "Patience from detection to decision at perceived severity 3, attack-like incident."),
    N(patience_stealthy_days, 0.01, 36525, 180, "days", FITTED("V15"),
        "The same, espionage-like incident."),
    N(pressure_on_patience, 0, 1, 0.5, "share", SWEEP(0, .9),
        "Patience taken away by full domestic pressure."),
    N(crisis_on_patience, 0.01, 1, 0.5, "1", SWEEP(.25, 1), "Factor on patience in a crisis."),
    N(naming_floor, 0, 1, 0.60, "probability", SWEEP(.5, .8),
        "Posterior at which the top state is named when patience ends."),
    N(pressure_on_floor, 0, 1, 0.4, "share", SWEEP(0, .8),
        "Floor taken away by full domestic pressure."),
    N(crisis_on_floor, 0.01, 1, 0.6, "1", SWEEP(.3, 1), "Factor on the floor in a crisis."),
    N(joint_items, 0, 100, 3, "items", SWEEP(1, 6),
        "Items of evidence a joint investigation brings."),
    N(joint_accuracy, 0, 5, 0.7, "logit", SWEEP(0, 1.4),
        "Their accuracy above the victim's own, on the logit scale."),
    N(responsible_control, 0, 1, 0.5, "share", NEUTRAL,
        "Control over a proxy from which its sponsor counts as responsible."),
};
static RECORD(attribution, T, "Who is suspected, how evidence comes in, when patience ends.");
#undef T

#define T struct parameters_clarification
static const struct field clarification_fields[] = {
    N(p_ask, 0, 1, 0.1, "probability", SWEEP(0, .9),
        "Probability that the suspected state is asked before the decision."),
    N(wait_days, 0, 365, 3, "days", SWEEP(.25, 14),
        "Longest wait for the answer, inside the patience that is left."),
    N(p_deny_responsible, 0, 1, 0.9, "probability", SWEEP(.6, 1),
        "Probability that a responsible state denies; otherwise it admits."),
    N(p_help_uncontrolled, 0, 1, 0.5, "probability", SWEEP(0, 1),
        "Probability that the home of an uncontrolled actor helps; otherwise it denies."),
    N(p_explain_accident, 0, 1, 0.6, "probability", SWEEP(0, 1),
        "Probability that an accident of one's own is explained; otherwise denied."),
    N(p_deny_innocent, 0, 1, 0.7, "probability", SWEEP(.4, 1),
        "Probability that an innocent state just denies; otherwise it helps."),
    N(help_discount, 0, 1, 0.5, "share", SWEEP(0, 1),
        "How much more than a denial an offer of help is worth."),
    N(silence, 0, 5, 0.2, "1", SWEEP(0, 1),
        "How much an expected answer that does not come counts against the asked state."),
};
static RECORD(clarification, T, "Asking the suspected state, and what its answer is worth.");
#undef T

#define T struct parameters_decision
static const struct field decision_fields[] = {
    N(temperature, 0.01, 100, 1, "utility", SWEEP(.5, 2), "Noise of the choice."),
    N(w_intent, 0, 20, 2.2, "1", SWEEP(1.1, 4.4), "Weight of perceived hostile intent."),
    N(w_confidence, 0, 20, 1.0, "1", SWEEP(.5, 2), "Weight of confidence in the culprit."),
    N(w_tension, 0, 20, 1.5, "1", SWEEP(.75, 3), "Weight of tension over its threshold."),
    N(w_pressure, 0, 20, 1.5, "1", SWEEP(.75, 3), "Weight of domestic pressure."),
    N(w_trust, 0, 20, 1.0, "1", SWEEP(.5, 2), "Weight of trust, against hostility."),
    N(w_pledge, 0, 20, 2.0, "1", SWEEP(1, 4),
        "Weight of one's own pledge the row would break."),
    N(w_cost, 0, 20, 1.0, "1", SWEEP(.5, 2), "Weight of the expected cost of hostility."),
    N(w_cooperation, 0, 20, 1.0, "1", SWEEP(.5, 2), "Weight of trust, for cooperative rows."),
    N(firebreak, 0, 20, 3.0, "utility", SWEEP(1.5, 6), "Cost of crossing to military means."),
    N(firebreak_cyber, 0, 20, 1.5, "utility", SWEEP(.75, 3),
        "The same, further, when the trigger was in cyberspace."),
    N(relief, 0, 20, 2.0, "utility", SWEEP(1, 4),
        "The same, further, when a covert act has been ordered."),
    N(own_domain, 0, 20, 1.5, "utility", SWEEP(.75, 3),
        "Cost of answering a trigger outside cyberspace inside it."),
    N(crisis_inertia, 0, 20, 0.7, "utility", SWEEP(.35, 1.4),
        "What a crisis takes from doing nothing."),
    N(step_lower, 0, 1, 0.31, "probability", DATA("DCID 2.0, n = 60"),
        "Probability that an answer of the same or lower severity is one lower."),
    N(step_two, 0, 1, 0.18, "probability", DATA("DCID 2.0, n = 40"),
        "Probability that an answer of higher severity is two higher."),
    N(step_three, 0, 1, 0.18, "probability", DATA("DCID 2.0, n = 40"),
        "Probability that it is three higher; one higher otherwise."),
};
static RECORD(decision, T, "How a response is chosen.");
#undef T

#define T struct parameters_truth
static const struct field truth_fields[] = {
    N(p_surfaces, 0, 1, 0.3, "probability", SWEEP(0, .8),
        "Probability that the truth about a decided incident comes out."),
    N(delay_days, 0, 36525, 365, "days", SWEEP(90, 1460), "Median time until it does."),
    N(delay_log_sd, 0, 3, 1, "log days", SWEEP(.5, 1.5), "Its spread."),
};
static RECORD(truth, T, "When the truth comes out and settles lies and wrongs.");
#undef T

#define T struct parameters_tension
static const struct field tension_fields[] = {
    N(threshold, 0.01, 100, 1, "tension", NEUTRAL, "Tension at which a crisis begins."),
    N(exit_share, 0, 1, 0.5, "share", SWEEP(.2, .9),
        "A crisis ends at baseline plus this share of threshold minus baseline."),
    N(halflife_days, 1, 36525, 90, "days", SWEEP(30, 365), "Half-life of excess tension."),
    N(jump, 0, 100, 0.35, "tension", SWEEP(.1, .7),
        "Jump at the decision that named a state, attack of perceived severity 5, certain."),
    N(stealthy_share, 0, 1, 0.3, "share", SWEEP(0, .6), "The same for espionage, as a share."),
    N(jump_log_sd, 0, 3, 0.5, "log", SWEEP(0, 1), "Spread of a jump, its mean kept."),
    N(crisis_factor, 1, 10, 1.5, "1", SWEEP(1, 3), "Factor on a jump in a crisis."),
    N(act_1, 0, 100, .02, "tension", SWEEP(.01, .04), "Jump at a received act of rung 1."),
    N(act_2, 0, 100, .06, "tension", SWEEP(.03, .12), "Jump at a received act of rung 2."),
    N(act_3, 0, 100, .10, "tension", SWEEP(.05, .2), "Jump at a received act of rung 3."),
    N(act_7, 0, 100, .5, "tension", SWEEP(.25, 1), "Jump at a received act of rung 7."),
    N(act_8, 0, 100, 1.5, "tension", SWEEP(.75, 3), "Jump at a received act of rung 8."),
    N(act_9, 0, 100, 3, "tension", SWEEP(1.5, 6), "Jump at armed conflict."),
    N(relief_consultation, 0, 1, 0.10, "share", SWEEP(0, .3),
        "Excess tension taken off by consultations."),
    N(relief_answer, 0, 1, 0.05, "share", SWEEP(0, .2), "The same, by an answer."),
    N(relief_explanation, 0, 1, 0.20, "share", SWEEP(0, .4),
        "The same, by an accepted explanation."),
    N(relief_settlement, 0, 1, 0.3, "share", SWEEP(0, .6),
        "The same, by an accepted way out of a crisis."),
    N(relief_apology, 0, 1, 0.2, "share", SWEEP(0, .4),
        "The same, by a wrong that is acknowledged."),
    N(offer_days, 0.1, 36525, 30, "days", SWEEP(10, 90),
        "Mean time until a side in a crisis offers a way out, at certain reach."),
    N(offer_logit, -10, 10, -0.5, "logit", SWEEP(-1.5, .5),
        "Logit of its acceptance at neutral trust."),
    N(settlement_credit_days, 0, 3650, 60, "days", SWEEP(0, 180),
        "Quiet time credited to both sides when a way out is accepted."),
    N(p_war, 0, 1, 0.007, "probability", DATA("COW MID 4.03: 0.4 % war of 58.9 % force"),
        "Probability of armed conflict when both sides use force within the window."),
    N(war_window_days, 0, 3650, 60, "days", SWEEP(14, 180), "The window."),
};
static RECORD(tension, T, "What a state feels toward another, and crises.");
#undef T

#define T struct parameters_trust
static const struct field trust_fields[] = {
    N(halflife_days, 1, 36525, 730, "days", SWEEP(180, 3650), "Memory of trust."),
    N(honoured, 0, 100, 1, "count", SWEEP(.5, 2),
        "Good evidence from a request honoured, or a denial that proved true."),
    N(contact, 0, 100, .25, "count", SWEEP(.1, .5),
        "Good evidence from consultations held, or a notice received."),
    N(refused, 0, 100, .25, "count", SWEEP(.1, .5), "Bad evidence from refusal or silence."),
    N(lie, 0, 100, 2, "count", SWEEP(1, 4), "Bad evidence from a lie that came out."),
    N(violation, 0, 100, 3, "count", SWEEP(1, 6), "Bad evidence from a broken commitment."),
};
static RECORD(trust, T, "Trust as counts of good and bad experience.");
#undef T

#define T struct parameters_coalition
static const struct field coalition_fields[] = {
    N(support, 0, 20, .2, "utility", SWEEP(0, 1),
        "What each partner expected to join adds to the utility of a public attribution."),
    N(cost, 0, 20, .1, "utility", SWEEP(0, .5),
        "Expected cost of hostility for each partner expected to join the other side's word."),
    N(solidarity, 0, 10, .3, "share", SWEEP(0, 1),
        "Jump of the tension a partner feels when it joins, as a share of a victim's."),
    N(misled, 0, 100, .5, "count", SWEEP(.25, 2),
        "Bad evidence, for a partner that joined, from an accusation that proves false."),
};
static RECORD(coalition, T, "Public attribution by several states.");
#undef T

#define T struct parameters_ladder
static const struct field ladder_fields[] = {
    N(quiet_days, 0.1, 3650, 60, "days", SWEEP(14, 180),
        "Quiet time in which a side comes down one rung."),
    N(crossing_days, 1, 3650, 90, "days", NEUTRAL,
        "Window in which both sides at rung 5 or more count as one escalation episode."),
};
static RECORD(ladder, T, "The ladder of escalation.");
#undef T

#define T struct parameters_capacity
static const struct field capacity_fields[] = {
    N(per_million, 0, 10, 0.2, "per US$1m", SWEEP(.05, .5),
        "Rate at which money closes the gap to full capacity."),
    N(lag_days, 0, 36525, 548, "days", SWEEP(365, 730), "Time from delivery to effect."),
    N(halflife_days, 1, 36525, 1826, "days", SWEEP(730, 3650), "Half-life of what was built."),
};
static RECORD(capacity, T, "Capacity building.");
#undef T

#define T struct parameters
static const struct field parameters_fields[] = {
    OBJECT(T, rates, &rates_record, "How often operations are attempted and accepted."),
    OBJECT(T, publicity, &publicity_record, "What becomes publicly known, and when."),
    OBJECT(T, detection, &detection_record, "Detection, containment, end."),
    OBJECT(T, perception, &perception_record, "What the victim takes an incident for."),
    OBJECT(T, attribution, &attribution_record, "Suspicion, evidence, patience."),
    OBJECT(T, clarification, &clarification_record, "Asking the suspected state."),
    OBJECT(T, decision, &decision_record, "How a response is chosen."),
    OBJECT(T, truth, &truth_record, "When the truth comes out."),
    OBJECT(T, tension, &tension_record, "Tension and crises."),
    OBJECT(T, trust, &trust_record, "Trust."),
    OBJECT(T, coalition, &coalition_record, "Public attribution by several states."),
    OBJECT(T, ladder, &ladder_record, "The ladder of escalation."),
    OBJECT(T, capacity, &capacity_record, "Capacity building."),
};
RECORD(parameters, T, "The numbers that belong to no single state, pair or agreement.");
