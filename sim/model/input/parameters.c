#include "model/input/parameters.h"

#include "model/catalogue/field_macros.h"
#include "model/catalogue/measure.h"

#define RECORD_TYPE struct parameters_rates
static const struct field rates_fields[] = {
    FIELD(RECORD_TYPE, headroom, .min = 1, .max = 100, .default_value = 2, .unit = "1", NEUTRAL,
        .affects_candidates = true,
        .doc =
            "Ratio of the rate of candidates to the base rate of operations. Measures decide "
            "which candidates become incidents; they never change the candidates themselves."),
    NUMBER_OF(exposure_floor, 0, 1, 0.03, "1", FITTED("V1, V2"),
        "Lower limit of the exposure curve (`exposure_logistic` of a source)."),
    NUMBER_OF(exposure_midpoint_year, 1900, 2200, 2010, "year", FITTED("V1, V2"),
        "Year in which the exposure curve reaches half of its height."),
    NUMBER_OF(exposure_scale_years, 0.1, 100, 2, "years", FITTED("V1, V2"),
        "Time scale of the rise of the exposure curve."),
    NUMBER_OF(deterrence, 0, 10, 0, "1", SWEEP(0, 3),
        "Strength of deterrence (eta): how much expected punishment lowers the rate of a "
        "source; 0: not at all."),
    NUMBER_OF(deterrence_halflife_days, 1, 36525, 730, "days", SWEEP(180, 1460),
        "Half-life of a source's memory of responses to its operations."),
    NUMBER_OF(displacement, 0, 5, 0, "1", SWEEP(0, 2),
        "Exponent with which a source of several targets moves its attempts to targets that "
        "resist less; 0: not at all."),
    NUMBER_OF(exploit_use_per_year, 0.01, 100, 0.5, "per year", SWEEP(0.1, 2),
        "Rate of use of an exploit in stock, at the reference life."),
    NUMBER_OF(exploit_life_days, 1, 36525, 730.5, "days", SWEEP(180, 2190),
        "Reference life of an exploit in stock."),
    NUMBER_OF(takedown_probability, 0, 1, .3, "probability", SWEEP(.05, .6),
        "Probability that the result of a case of crime, over the law-enforcement channel, "
        "takes "
        "the criminal source down."),
    NUMBER_OF(takedown_share, 0, .99, .33, "share",
        DATA("Collier et al. 2019, doi:10.1145/3355369.3355592; sweep it: .1 to .9"),
        "Share of the rate of a criminal source that a takedown removes on its day."),
    NUMBER_OF(takedown_halflife_days, 1, 36525, 60, "days",
        DATA("Collier et al. 2019, doi:10.1145/3355369.3355592; sweep it: 20 to 300"),
        "Half-life of the effect of a takedown."),
    NUMBER_OF(target_private, 0, 1, .41, "share", DATA("DCID 2.0"),
        "Share of incidents with a private target."),
    NUMBER_OF(target_government, 0, 1, .41, "share", DATA("DCID 2.0"),
        "Share of incidents with a government target."),
    NUMBER_OF(target_military, 0, 1, .18, "share", DATA("DCID 2.0"),
        "Share of incidents with a military target."),
    NUMBER_OF(target_critical, 0, 1, .1, "share", SWEEP(0, .3),
        "Share of targets that are critical infrastructure, the same in every target class."),
};
static RECORD(rates, RECORD_TYPE,
    "How often operations are attempted, and how often candidates become incidents.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_publicity
static const struct field publicity_fields[] = {
    NUMBER_OF(p_overt, 0, 1, 0.8, "probability", SWEEP(.6, .95),
        "Probability that a detected disruption of severity 3 becomes public."),
    NUMBER_OF(p_stealthy, 0, 1, 0.3, "probability", SWEEP(.14, .54),
        "Probability that detected espionage of severity 3 becomes public."),
    NUMBER_OF(severity_slope, -2, 2, 0, "logit", SWEEP(0, .6),
        "Change, per unit of severity, of the logit of the probability that a detected "
        "incident becomes public."),
    NUMBER_OF(p_counter_operation, 0, 1, 0.10, "probability", FITTED("V9"),
        "Probability that a counter-operation becomes public."),
    NUMBER_OF(secrecy, 0, 20, 20, "utility", SWEEP(0, 20),
        "Cost of an overt act of rung 2 or 3 in response to an incident that would not become "
        "public by itself. With a cost of 20, states keep such incidents secret."),
    NUMBER_OF(overt_delay_days, 0, 3650, 1, "days", SWEEP(.5, 10),
        "Median time from detection to publication of a disruption."),
    NUMBER_OF(overt_delay_log_sd, 0, 3, 1, "log days", SWEEP(.5, 1.5),
        "Spread of the time from detection to publication of a disruption."),
    NUMBER_OF(stealthy_delay_days, 0, 3650, 120, "days", SWEEP(30, 365),
        "Median time from detection to publication of espionage."),
    NUMBER_OF(stealthy_delay_log_sd, 0, 3, 1.5, "log days", SWEEP(.5, 2),
        "Spread of the time from detection to publication of espionage."),
    NUMBER_OF(industry_share, 0, 1, 0.31, "probability", DATA("EuRepoC, 31 % of attributions"),
        "Probability that industry names an actor of a public incident."),
    NUMBER_OF(industry_delay_days, 0, 3650, 175.9, "days", DATA("EuRepoC, lognormal, mu 5.17"),
        "Median time from the start of an incident to its attribution by industry."),
    NUMBER_OF(industry_delay_log_sd, 0, 4, 1.96, "log days", DATA("EuRepoC, sigma 1.96"),
        "Spread of the time from the start of an incident to its attribution by industry."),
    NUMBER_OF(industry_error, 0, 1, 0.09, "probability", FITTED("V16"),
        "Probability that industry names a wrong actor."),
};
static RECORD(publicity, RECORD_TYPE, "Publication of incidents, and attribution by industry.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_detection
static const struct field detection_fields[] = {
    NUMBER_OF(capacity_effect, 1, 64, 4, "1", SWEEP(2, 8),
        "Speed of detection at full detection capacity, divided by the speed at neutral "
        "capacity."),
    NUMBER_OF(resilience_effect, 1, 64, 2, "1", SWEEP(1, 4),
        "Speed of containment at full resilience, divided by the speed at neutral resilience. "
        "This factor also divides the rate of successful attempts."),
    NUMBER_OF(indicator_effect, 1, 20, 1.5, "1", SWEEP(1, 3),
        "Speed of detection with indicators of the same campaign, divided by the speed without "
        "them."),
    NUMBER_OF(assistance_effect, 1, 20, 1.4, "1", SWEEP(1, 2),
        "Speed of containment with assistance, divided by the speed without it."),
    NUMBER_OF(leak_effect, 0.05, 1, 0.5, "1", SWEEP(.25, 1),
        "Factor on the speed of detection of a campaign whose indicators leaked to the "
        "attacker."),
    NUMBER_OF(retooling, 0, 1, 0, "share", SWEEP(0, 1),
        "Share of the effect of indicators that a source removes with new tools, for "
        "operations "
        "of a campaign that begin after it has learnt what is known; 0: it keeps its tools."),
    NUMBER_OF(p_post_hoc, 0, 1, 0.1, "probability", SWEEP(0, .3),
        "Probability that an operation that ended undetected is detected afterwards."),
    NUMBER_OF(post_hoc_days, 1, 3650, 180, "days", SWEEP(30, 730),
        "Mean time from the end of an undetected operation to its detection afterwards."),
    NUMBER_OF(removal_log_sd, 0, 3, 0.5, "log days", SWEEP(.4, 1.2),
        "Spread of the time in which a victim removes an intruder or repairs the damage "
        "(`removal_days` of the incident type)."),
    NUMBER_OF(p_return, 0, 0.9, 0.2, "probability", SWEEP(0, .5),
        "Probability that an intruder that was removed has kept another way in, so that the "
        "victim has to remove it once more; at most three times."),
    NUMBER_OF(mitigation, 0, 1, 0.25, "share", SWEEP(.1, 1),
        "Share of the remaining time of removal or repair that is left when the victim decides "
        "to mitigate; 1: the decision changes nothing."),
    NUMBER_OF(message_work, 0, 10, 0.25, "triage", SWEEP(0, 1),
        "Work that a received message causes at the technical desk, as a multiple of a mean "
        "triage."),
};
static RECORD(detection, RECORD_TYPE, "Detection, containment, and the end of an incident.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_perception
static const struct field perception_fields[] = {
    NUMBER_OF(severity_sd, 0, 5, 0.8, "severity", SWEEP(.3, 1.5),
        "Standard deviation of the error of a victim that estimates the severity."),
    NUMBER_OF(misread_espionage, 0, 1, 0.05, "probability", SWEEP(0, .5),
        "Probability that espionage is misread as an attack, without doctrinal distance and "
        "outside a crisis."),
    NUMBER_OF(misread_prepositioning, 0, 1, 0.15, "probability", SWEEP(0, .5),
        "Probability that pre-positioning is misread as an attack, without doctrinal distance "
        "and outside a crisis."),
    NUMBER_OF(misread_accident, 0, 1, 0.30, "probability", SWEEP(0, .5),
        "Probability that an accident is misread as an attack, without doctrinal distance and "
        "outside a crisis."),
    NUMBER_OF(distance_effect, 0, 5, 0.7, "log", SWEEP(0, 1.4),
        "Logarithm of the factor by which full doctrinal distance changes misreading."),
    NUMBER_OF(crisis_effect, 1, 10, 2, "1", SWEEP(1, 4),
        "Factor on the misreading of incidents in a crisis."),
};
static RECORD(perception, RECORD_TYPE, "How the victim judges an incident.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_attribution
static const struct field attribution_fields[] = {
    NUMBER_OF(attribution_effect, 1, 64, 2, "1", SWEEP(1, 4),
        "Rate of evidence at full attribution capacity, divided by the rate at neutral "
        "capacity."),
    NUMBER_OF(offence_effect, 1, 64, 2, "1", SWEEP(1, 4),
        "Prior weight of a suspect with full offensive capacity, divided by that of a suspect "
        "with neutral capacity."),
    NUMBER_OF(evidence_gap_overt_days, 0.01, 3650, 8, "days", FITTED("V15"),
        "Mean time between items of evidence on an attack-like incident."),
    NUMBER_OF(evidence_gap_stealthy_days, 0.01, 3650, 75, "days", FITTED("V15"),
        "Mean time between items of evidence on an espionage-like incident."),
    NUMBER_OF(accuracy, 0.01, 0.99, 0.65, "probability", SWEEP(.5, .85),
        "Probability that an item of evidence points to the responsible actor, at neutral "
        "attribution capacity."),
    NUMBER_OF(accuracy_slope, 0, 5, 0.8, "logit", SWEEP(0, 1.6),
        "Difference in the logit of the accuracy of evidence between full and neutral "
        "attribution capacity."),
    NUMBER_OF(item_weight_sd, 0, 4, 0.8, "logit", SWEEP(.4, 1.2),
        "Standard deviation of the accuracy of an item on the logit scale; the victim knows "
        "the "
        "quality of each item. 0: all items are equal."),
    NUMBER_OF(false_flag_pull, 0, 0.95, 0.30, "probability", SWEEP(0, .7),
        "Probability that an item of evidence on a false-flag operation points to the blamed "
        "state."),
    NUMBER_OF(doubt, 0, 0.9, 0.05, "probability", SWEEP(.01, .2),
        "Share of the items of evidence that the victim assumes to be meaningless."),
    NUMBER_OF(weight_non_state_overt, 0, 100, 1.2, "1", SWEEP(.3, 3),
        "Prior weight of a non-state actor as the suspect of an attack-like incident, as a "
        "multiple of the mean weight of states."),
    NUMBER_OF(weight_non_state_stealthy, 0, 100, 0.5, "1", SWEEP(.1, 2),
        "Prior weight of a non-state actor as the suspect of an espionage-like incident, as a "
        "multiple of the mean weight of states."),
    NUMBER_OF(weight_non_state_crime, 0, 1000, 8, "1", SWEEP(2, 30),
        "Prior weight of a non-state actor as the suspect of crime, as a multiple of the mean "
        "weight of states. Crime is never taken for an accident."),
    NUMBER_OF(weight_accident_overt, 0, 100, 0.30, "1", SWEEP(0, 1),
        "Prior weight of an accident as the explanation of an attack-like incident, as a "
        "multiple of the mean weight of states."),
    NUMBER_OF(weight_accident_stealthy, 0, 100, 0.05, "1", SWEEP(0, .3),
        "Prior weight of an accident as the explanation of an espionage-like incident, as a "
        "multiple of the mean weight of states."),
    NUMBER_OF(history_halflife_days, 1, 36525, 730, "days", SWEEP(180, 1460),
        "Half-life of the memory of what a state is believed to have done."),
    NUMBER_OF(conduct_weight, 0, 20, 1, "1", SWEEP(0, 3),
        "Prior weight of a suspect for each recent hostile act between it and the victim, by "
        "either side, as a multiple of its weight without history. 0: only incidents that the "
        "victim attributes to it count."),
    NUMBER_OF(conduct_halflife_days, 1, 36525, 180, "days", SWEEP(60, 365),
        "Half-life of the memory of hostile acts between victim and suspect."),
    NUMBER_OF(patience_overt_days, 0.01, 36525, 20, "days", FITTED("V15"),
        "Patience, the maximum time from detection to decision, for an attack-like incident of "
        "perceived severity 3."),
    NUMBER_OF(patience_stealthy_days, 0.01, 36525, 180, "days", FITTED("V15"),
        "Patience, the maximum time from detection to decision, for an espionage-like incident "
        "of perceived severity 3."),
    NUMBER_OF(severity_on_patience, -1, 2, .15, "log2", SWEEP(-.5, .75),
        "Logarithm to base 2 of the factor on patience for each unit of perceived severity "
        "above 3: the search for the author of a severe incident lasts longer."),
    NUMBER_OF(pressure_on_patience, 0, 1, 0.5, "share", SWEEP(0, .9),
        "Share of the patience that full domestic pressure removes."),
    NUMBER_OF(crisis_on_patience, 0.01, 1, 0.5, "1", SWEEP(.25, 1),
        "Factor on the patience of a state in a crisis."),
    NUMBER_OF(naming_floor, 0, 1, 0.60, "probability", SWEEP(.5, .8),
        "Naming floor: minimum posterior probability with which the victim names the most "
        "likely state when its patience ends."),
    NUMBER_OF(pressure_on_floor, 0, 1, 0.4, "share", SWEEP(0, .8),
        "Share of the naming floor that full domestic pressure removes."),
    NUMBER_OF(crisis_on_floor, 0.01, 1, 0.6, "1", SWEEP(.3, 1),
        "Factor on the naming floor in a crisis."),
    NUMBER_OF(evidence_after_decision, 0, 1, 0, "share", SWEEP(0, 1),
        "Rate of evidence while a hostile order waits for its execution, as a share of the "
        "rate "
        "before the decision. 0: the state searches no further."),
    NUMBER_OF(joint_items, 0, 100, 3, "items", SWEEP(1, 6),
        "Number of items of evidence from a joint investigation, or from a partner that has "
        "met "
        "the campaign."),
    NUMBER_OF(joint_accuracy, 0, 5, 0.7, "logit", SWEEP(0, 1.4),
        "Additional accuracy of evidence from a joint investigation, or from a partner that "
        "has "
        "met the campaign, on the logit scale."),
    NUMBER_OF(case_days, 0, 36525, 14, "days", SWEEP(7, 60),
        "Mean time that a partner needs to investigate a case, from reading the request."),
    NUMBER_OF(responsible_control, 0, 1, 0.5, "share", NEUTRAL,
        "Minimum control of a sponsor over a proxy at which the sponsor counts as "
        "responsible."),
};
static RECORD(attribution, RECORD_TYPE, "Suspects, evidence, and the end of patience.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_clarification
static const struct field clarification_fields[] = {
    NUMBER_OF(p_ask, 0, 1, 0.1, "probability", SWEEP(0, .9),
        "Probability that the victim asks the suspected state before the decision."),
    NUMBER_OF(wait_days, 0, 365, 3, "days", SWEEP(.25, 14),
        "Maximum time that the victim waits for the reply to an inquiry about an incident of "
        "perceived severity 3, within its remaining patience; it halves for each two units of "
        "severity."),
    NUMBER_OF(wait_turns, 0, 100, 3, "1", SWEEP(1, 10),
        "Maximum time that the victim waits for a reply, as a multiple of the usual time from "
        "a "
        "question to the reply on the channel; 0: whatever the channel."),
    NUMBER_OF(p_deny_responsible, 0, 1, 0.99, "probability", SWEEP(.9, 1),
        "Probability that a responsible state denies its responsibility when asked; otherwise "
        "it admits it."),
    NUMBER_OF(accused_denies_days, 0, 36525, 365, "days", SWEEP(0, 3650),
        "Time after an open hostile act of a state against it during which a responsible state "
        "admits nothing to that state."),
    NUMBER_OF(p_help_uncontrolled, 0, 1, 0.5, "probability", SWEEP(0, 1),
        "Probability that the home state of an uncontrolled actor offers help when asked; "
        "otherwise it denies responsibility."),
    NUMBER_OF(p_explain_accident, 0, 1, 0.6, "probability", SWEEP(0, 1),
        "Probability that a state explains its own accident when asked; otherwise it denies "
        "responsibility."),
    NUMBER_OF(p_deny_innocent, 0, 1, 0.7, "probability", SWEEP(.4, 1),
        "Probability that an innocent state only denies responsibility when asked; otherwise "
        "it also offers help."),
    NUMBER_OF(help_discount, 0, 1, 0.5, "share", SWEEP(0, 1),
        "Additional effect of an offer of help, compared with a denial alone."),
    NUMBER_OF(silence, 0, 5, 0.2, "1", SWEEP(0, 1),
        "Weight of a missing reply against the asked state."),
};
static RECORD(clarification, RECORD_TYPE,
    "Inquiries to the suspected state, and the effect of its reply.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_sharing
static const struct field sharing_fields[] = {
    NUMBER_OF(withhold, 0, 100, .8, "1", SWEEP(.5, 2),
        "Posterior, as a multiple of the mean over all hypotheses, from which a partner is not "
        "told of an incident. The likeliest state is not told either. At the number of "
        "hypotheses (at most 32) and above, everybody is told."),
    NUMBER_OF(leak_max, 0.01, 1, .3, "probability", SWEEP(.1, 1),
        "Limit of the probability that indicators leak, as the number of partners that receive "
        "them grows. A larger `leak` of two states is a limit of its own."),
};
static RECORD(sharing, RECORD_TYPE, "Which partners a victim tells, and what leaks.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_decision
static const struct field decision_fields[] = {
    NUMBER_OF(temperature, 0.01, 100, 1, "utility", SWEEP(.5, 2),
        "Random variation of the choice between responses."),
    NUMBER_OF(w_intent, 0, 20, 2.2, "1", SWEEP(1.1, 4.4),
        "Weight of perceived hostile intent in the utility of a hostile response."),
    NUMBER_OF(w_confidence, 0, 20, 1.0, "1", SWEEP(.5, 2),
        "Weight of confidence in the attribution in the utility of a hostile response."),
    NUMBER_OF(certainty_width, .001, 1, .05, "probability", SWEEP(.02, .15),
        "Width of the range of confidence in which doubt about the attribution takes effect on "
        "a response (its `certainty`)."),
    NUMBER_OF(w_tension, 0, 20, 1.5, "1", SWEEP(.75, 3),
        "Weight of tension, as a share of the threshold of a crisis, in the utility of a "
        "hostile response."),
    NUMBER_OF(w_pressure, 0, 20, 1.5, "1", SWEEP(.75, 3),
        "Weight of domestic pressure in the utility of a hostile response."),
    NUMBER_OF(
        w_trust, 0, 20, 1.0, "1", SWEEP(.5, 2), "Weight of trust against a hostile response."),
    NUMBER_OF(w_pledge, 0, 20, 2.0, "1", SWEEP(1, 4),
        "Weight, against a response, of the state's own pledge that the response would break."),
    NUMBER_OF(w_cost, 0, 20, 1.0, "1", SWEEP(.5, 2),
        "Weight of the expected cost of hostility against a hostile response."),
    NUMBER_OF(w_cooperation, 0, 20, 1.0, "1", SWEEP(.5, 2),
        "Weight of trust in the utility of a cooperative response."),
    NUMBER_OF(firebreak, 0, 20, 3.0, "utility", SWEEP(1.5, 6),
        "Cost of a response with military means."),
    NUMBER_OF(firebreak_cyber, 0, 20, 1.5, "utility", SWEEP(.75, 3),
        "Additional cost of a response with military means to a trigger in cyberspace."),
    NUMBER_OF(relief, 0, 20, 1.5, "utility", FITTED("V19"),
        "Additional cost of a response with military means if the state has also ordered a "
        "covert operation."),
    NUMBER_OF(own_domain, 0, 20, 1.5, "utility", SWEEP(.75, 3),
        "Cost of a response in cyberspace to a trigger outside cyberspace."),
    NUMBER_OF(crisis_inertia, 0, 20, 0.7, "utility", SWEEP(.35, 1.4),
        "Cost of making no response in a crisis."),
    NUMBER_OF(step_lower, 0, 1, 0.31, "probability", DATA("DCID 2.0, n = 60"),
        "Probability that a counter-operation of the same or lower severity has a severity one "
        "below that of its trigger; otherwise it has the same severity."),
    NUMBER_OF(step_two, 0, 1, 0.18, "probability", DATA("DCID 2.0, n = 40"),
        "Probability that a counter-operation of higher severity has a severity two above that "
        "of its trigger."),
    NUMBER_OF(step_three, 0, 1, 0.18, "probability", DATA("DCID 2.0, n = 40"),
        "Probability that a counter-operation of higher severity has a severity three above "
        "that of its trigger; if neither two nor three, it is one above."),
    NUMBER_OF(settled_orders, 0, 1, 0.5, "probability", SWEEP(0, .9),
        "Probability that a hostile order is withdrawn if the two states accepted an off-ramp, "
        "or consulted on the matter, since the order."),
    NUMBER_OF(reviewed_orders, 0, 1, 1, "probability", SWEEP(0, 1),
        "Probability that a state reviews a hostile order before its execution, and withdraws "
        "it if the named state was cleared or is no longer named. 0: beliefs end with the "
        "decision."),
    NUMBER_OF(lapse_days, 0, 36525, 180, "days", SWEEP(60, 720),
        "Time after a hostile order at which it lapses, or `lapse_ratio` times its median "
        "delay "
        "if that is longer."),
    NUMBER_OF(lapse_ratio, 0, 1000, 3, "1", SWEEP(2, 10),
        "Time at which a hostile order lapses, as a multiple of its median delay; see "
        "`lapse_days`. 0: orders never lapse."),
};
static RECORD(decision, RECORD_TYPE, "Choice of a response.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_truth
static const struct field truth_fields[] = {
    NUMBER_OF(p_surfaces, 0, 1, 0.3, "probability", SWEEP(0, .8),
        "Probability that the truth about a decided incident becomes known."),
    NUMBER_OF(delay_days, 0, 36525, 365, "days", SWEEP(90, 1460),
        "Median time from the decision until the truth becomes known."),
    NUMBER_OF(delay_log_sd, 0, 3, 1, "log days", SWEEP(.5, 1.5),
        "Spread of the time from the decision until the truth becomes known."),
    NUMBER_OF(p_retract, 0, 1, 0.3, "probability", SWEEP(0, .8),
        "Probability that a state that has protested to or acted against the wrong state in "
        "the "
        "open takes this back when the truth becomes known."),
    NUMBER_OF(retraction_trust, 0, 1, 0.5, "share", SWEEP(0, 1),
        "Share of the trust lost by these acts that the wronged state gets back when they are "
        "taken back."),
};
static RECORD(truth, RECORD_TYPE, "When the truth about an incident becomes known.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_tension
static const struct field tension_fields[] = {
    NUMBER_OF(threshold, 0.01, 100, 1, "tension", NEUTRAL, "Tension at which a crisis begins."),
    NUMBER_OF(exit_share, 0, 1, 0.5, "share", SWEEP(.2, .9),
        "Tension at which a crisis ends: the baseline plus this share of the distance from the "
        "baseline to the threshold."),
    NUMBER_OF(halflife_days, 1, 36525, 90, "days", SWEEP(30, 365),
        "Half-life of the tension above the baseline."),
    NUMBER_OF(jump, 0, 100, 0.35, "tension", SWEEP(.1, .7),
        "Jump of tension when a decision names a state with certainty as responsible for an "
        "attack of perceived severity 5."),
    NUMBER_OF(stealthy_share, 0, 1, 0.3, "share", SWEEP(0, .6),
        "Jump of tension after espionage, as a share of the jump after an attack."),
    NUMBER_OF(jump_log_sd, 0, 3, 0.5, "log", SWEEP(0, 1),
        "Spread of a jump of tension; it does not change the mean of the jump."),
    NUMBER_OF(crisis_factor, 1, 10, 1.5, "1", SWEEP(1, 3),
        "Factor on a jump of tension in a crisis."),
    NUMBER_OF(act_1, 0, 100, .02, "tension", SWEEP(.01, .04),
        "Jump of tension when a state receives an act of rung 1."),
    NUMBER_OF(act_2, 0, 100, .06, "tension", SWEEP(.03, .12),
        "Jump of tension when a state receives an act of rung 2."),
    NUMBER_OF(act_3, 0, 100, .10, "tension", SWEEP(.05, .2),
        "Jump of tension when a state receives an act of rung 3."),
    NUMBER_OF(act_7, 0, 100, .5, "tension", SWEEP(.25, 1),
        "Jump of tension when a state receives an act of rung 7."),
    NUMBER_OF(act_8, 0, 100, 1.5, "tension", SWEEP(.75, 3),
        "Jump of tension when a state receives an act of rung 8."),
    NUMBER_OF(act_9, 0, 100, 3, "tension", SWEEP(1.5, 6), "Jump of tension at armed conflict."),
    NUMBER_OF(relief_consultation, 0, 1, 0.10, "share", SWEEP(0, .3),
        "Share of the tension above the baseline that consultations remove."),
    NUMBER_OF(relief_answer, 0, 1, 0.05, "share", SWEEP(0, .2),
        "Share of the tension above the baseline that a reply to an inquiry removes."),
    NUMBER_OF(relief_explanation, 0, 1, 0.20, "share", SWEEP(0, .4),
        "Share of the tension above the baseline that an accepted explanation removes."),
    NUMBER_OF(relief_settlement, 0, 1, 0.3, "share", SWEEP(0, .6),
        "Share of the tension above the baseline that an accepted off-ramp offer removes."),
    NUMBER_OF(relief_apology, 0, 1, 0.2, "share", SWEEP(0, .4),
        "Share of the tension above the baseline that the acknowledgement of a misdirected "
        "response removes."),
    NUMBER_OF(offer_days, 0.1, 36525, 30, "days", SWEEP(10, 90),
        "Mean time until a state in a crisis offers an off-ramp."),
    NUMBER_OF(offer_logit, -10, 10, -0.5, "logit", SWEEP(-1.5, .5),
        "Logit of the probability that a state accepts an off-ramp offer, at neutral trust."),
    NUMBER_OF(settlement_credit_days, 0, 3650, 60, "days", SWEEP(0, 180),
        "Quiet days that count for both states when an off-ramp offer is accepted."),
    NUMBER_OF(p_war, 0, 1, 0.007, "probability",
        DATA("COW MID 4.03: 0.4 % war of 58.9 % force"),
        "Probability of armed conflict when both states use force within war_window_days."),
    NUMBER_OF(war_window_days, 0, 3650, 60, "days", SWEEP(14, 180),
        "Time within which the use of force by both states can become an armed conflict."),
};
static RECORD(tension, RECORD_TYPE, "Tension of one state toward another, and crises.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_trust
static const struct field trust_fields[] = {
    NUMBER_OF(halflife_days, 1, 36525, 730, "days", SWEEP(180, 3650),
        "Half-life of good and bad experience."),
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
    NUMBER_OF(attacked, 0, 100, .5, "count", SWEEP(.25, 2),
        "Bad experience when a decision names a state with certainty as responsible for an "
        "attack of perceived severity 5; a received act of rung 2 or more counts in proportion "
        "to its jump of tension. No recorded fact identifies this number."),
    NUMBER_OF(pledge_test, 0, 10, .5, "1", SWEEP(0, 1),
        "Weight of the conduct under a pledge as evidence about the other party, on the log "
        "odds of trust; 0: neither a kept nor a broken pledge changes trust."),
    NUMBER_OF(named_share, 0, 1, .8, "share", SWEEP(.6, 1),
        "Share of the operations of the other side that a state expects to find and to "
        "attribute, where it has no memory of two years."),
};
static RECORD(trust, RECORD_TYPE, "Trust as counts of good and bad experience.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_coalition
static const struct field coalition_fields[] = {
    NUMBER_OF(support, 0, 20, .2, "utility", SWEEP(0, 1),
        "Additional utility of a public attribution for each partner that is expected to join "
        "it."),
    NUMBER_OF(cost, 0, 20, .1, "utility", SWEEP(0, .5),
        "Expected cost of hostility for each partner that is expected to join an attribution "
        "by the other side."),
    NUMBER_OF(solidarity, 0, 10, .3, "share", SWEEP(0, 1),
        "Jump of tension of a partner that joins an attribution, as a share of the jump of a "
        "victim."),
    NUMBER_OF(misled, 0, 100, .5, "count", SWEEP(.25, 2),
        "Bad experience of a partner that joined an attribution that proves wrong."),
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
        "Rate at which US$1m closes the gap to full capacity."),
    NUMBER_OF(lag_days, 0, 36525, 548, "days", SWEEP(365, 730),
        "Time from the delivery of capacity building to its effect."),
    NUMBER_OF(halflife_days, 1, 36525, 1826, "days", SWEEP(730, 3650),
        "Half-life of capacity that a programme has built."),
    NUMBER_OF(answer_effect, 0, 5, 1, "1", SWEEP(0, 2),
        "Further chances to answer a message that a desk with full built capacity has; 0: desk "
        "capacity has no effect on answers."),
};
static RECORD(capacity, RECORD_TYPE, "Capacity building.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_wording
static const struct field wording_fields[] = {
    NUMBER_OF(done, 0, 1, 1, "share", NEUTRAL,
        "Implementation of what is done: a body is named, money is paid, a line is open."),
    NUMBER_OF(agreed_binding, 0, 1, .6, "share", SWEEP(.3, 1),
        "Implementation of what is agreed in a binding text. States do in part what they sign: "
        "98 % of the OSCE's states named a point of contact, 72 to 89 % came to the meetings."),
    NUMBER_OF(agreed_declared, 0, 1, .4, "share", SWEEP(.1, .7),
        "Implementation of what is agreed in a declaration, or planned."),
    NUMBER_OF(importance_declared, 0, 1, .25, "share", SWEEP(0, .5),
        "Implementation of what is only called important, or what states are ready to do."),
    NUMBER_OF(discussed, 0, 1, .1, "share", SWEEP(0, .3),
        "Implementation of what is discussed or explored, or is an aim of one side."),
    NUMBER_OF(called_for, 0, 1, 0, "share", NEUTRAL,
        "Implementation of what is called for and addressed to all: a label."),
};
static RECORD(wording, RECORD_TYPE,
    "Implementation that the words of a document stand for (`words` of a measure).");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters
static const struct field parameters_fields[] = {
    OBJECT(RECORD_TYPE, rates, &rates_record,
        "How often operations are attempted, and how often candidates become incidents."),
    OBJECT(RECORD_TYPE, publicity, &publicity_record,
        "Publication of incidents, and attribution by industry."),
    OBJECT(RECORD_TYPE, detection, &detection_record,
        "Detection, containment, and the end of an incident."),
    OBJECT(RECORD_TYPE, perception, &perception_record, "How the victim judges an incident."),
    OBJECT(RECORD_TYPE, attribution, &attribution_record,
        "Suspects, evidence, and the end of patience."),
    OBJECT(RECORD_TYPE, clarification, &clarification_record,
        "Inquiries to the suspected state, and the effect of its reply."),
    OBJECT(RECORD_TYPE, sharing, &sharing_record,
        "Which partners a victim tells of an incident, and what leaks."),
    OBJECT(RECORD_TYPE, decision, &decision_record, "Choice of a response."),
    OBJECT(
        RECORD_TYPE, truth, &truth_record, "When the truth about an incident becomes known."),
    OBJECT(RECORD_TYPE, tension, &tension_record, "Tension and crises."),
    OBJECT(RECORD_TYPE, trust, &trust_record, "Trust."),
    OBJECT(RECORD_TYPE, coalition, &coalition_record, "Joint attribution by several states."),
    OBJECT(RECORD_TYPE, ladder, &ladder_record, "The escalation ladder."),
    OBJECT(RECORD_TYPE, capacity, &capacity_record, "Capacity building."),
    OBJECT(RECORD_TYPE, wording, &wording_record,
        "Implementation that the words of a document stand for."),
};
RECORD(
    parameters, RECORD_TYPE, "Parameters that belong to no single state, pair or agreement.");

double
parameters_words(const struct parameters *p, int32_t words)
{
    switch ((enum measure_words)words) {
    case WORDS_UNSTATED:
        return 1;
    case WORDS_DONE:
        return p->wording.done;
    case WORDS_AGREED_BINDING:
        return p->wording.agreed_binding;
    case WORDS_AGREED_DECLARED:
        return p->wording.agreed_declared;
    case WORDS_IMPORTANCE_DECLARED:
        return p->wording.importance_declared;
    case WORDS_DISCUSSED:
        return p->wording.discussed;
    case WORDS_CALLED_FOR:
        return p->wording.called_for;
    }
    return 1;
}
