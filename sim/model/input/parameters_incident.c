#include "model/input/parameters_internal.h"

#include "model/catalogue/field_macros.h"

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
        "Rate at which a source uses the exploits of its stock, without measures."),
    NUMBER_OF(exploit_life_days, 1, 36525, 730.5, "days", SWEEP(180, 2190),
        "Mean life of an exploit in the stock of a source, without measures. "
        "`exploit_persistence` changes the life; a shorter life raises the rate of use."),
    NUMBER_OF(takedown_probability, 0, 1, .3, "probability", SWEEP(.05, .6),
        "Probability that the result of a case of crime, over the law-enforcement channel, "
        "takes "
        "the criminal source down."),
    NUMBER_OF(police_probability, 0, 1, .3, "probability", SWEEP(.05, .6),
        "Probability that the state from whose territory a criminal source works takes it down "
        "when it acts on a case of crime, at neutral attribution capacity."),
    NUMBER_OF(crime_at_home, 0, 1, .1, "1", SWEEP(0, 1),
        "Factor on the rate of a criminal source against the state from whose territory it "
        "works. 1: the source does not spare its home."),
    NUMBER_OF(crime_military, 0, 1, .1, "1", SWEEP(0, 1),
        "Factor on the share of military targets among the incidents of a criminal source. 1: "
        "the source does not spare armed forces."),
    NUMBER_OF(takedown_share, 0, .99, .33, "share",
        DATA("Collier et al. 2019, doi:10.1145/3355369.3355592; sweep it: .1 to .9"),
        "Share of the rate of a criminal source that a takedown removes at first."),
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
PARAMETER_GROUP(
    rates, "How often operations are attempted, and how often candidates become incidents.");
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
    NUMBER_OF(industry_error, 0, 1, 0.14, "probability", FITTED("V16"),
        "Probability that industry names a wrong actor."),
};
PARAMETER_GROUP(publicity, "Publication of incidents, and attribution by industry.");
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
        "operations of a campaign that begin after it has learnt what is known; 0: the source "
        "keeps its tools."),
    NUMBER_OF(p_post_hoc, 0, 1, 0.1, "probability", SWEEP(0, .3),
        "Probability that an operation that ended undetected is detected afterwards."),
    NUMBER_OF(post_hoc_days, 1, 3650, 180, "days", SWEEP(30, 730),
        "Mean time from the end of an undetected operation to its detection afterwards."),
    NUMBER_OF(removal_log_sd, 0, 3, 0.5, "log days", SWEEP(.4, 1.2),
        "Spread of the time in which a victim removes an intruder or repairs the damage "
        "(`removal_days` of the incident type)."),
    NUMBER_OF(repair_severity, 0.1, 10, 1.5, "1", SWEEP(1, 2.5),
        "Factor, for each unit of severity above the mean of the type, on the time in which a "
        "victim removes an intruder or repairs the damage; for extortion and accidents, on the "
        "planned duration, which is the time of the repair. 1: the severity does not matter."),
    NUMBER_OF(p_return, 0, 0.9, 0.2, "probability", SWEEP(0, .5),
        "Probability that a removed intruder has kept another way in and has to be removed "
        "again. An intruder returns at most three times."),
    NUMBER_OF(mitigation, 0, 1, 0.25, "share", SWEEP(.1, 1),
        "Share of the remaining time of removal or repair that is left when the victim decides "
        "to mitigate; 1: the decision changes nothing."),
    NUMBER_OF(repair_floor_days, 0, 3650, 5, "days", SWEEP(0, 10),
        "Median of the minimum time from the start to the end of an incident of severity 4 "
        "that does damage (no espionage, no pre-positioning); 0: no minimum."),
    NUMBER_OF(repair_floor_growth, 1, 10, 2.5, "1", SWEEP(1.5, 4),
        "Factor on this minimum time for each unit of severity above 4."),
    NUMBER_OF(repair_floor_log_sd, 0, 3, .4, "log days", SWEEP(0, .8),
        "Spread of this minimum time. 0: all incidents of a severity have the same minimum."),
    NUMBER_OF(expulsion_days, 0, 3650, 0, "days", SWEEP(0, 30),
        "Maximum time from a protest or open act of the victim about an intrusion until the "
        "intruders are removed."),
    NUMBER_OF(nuisance_days, 0.1, 3650, 4, "days", SWEEP(1, 14),
        "Upper limit on the median repair time of an attack of severity 2 or less."),
    NUMBER_OF(message_work, 0, 10, 0.25, "triage", SWEEP(0, 1),
        "Work that a received message causes at the technical desk, as a multiple of a mean "
        "triage."),
    NUMBER_OF(demand_from, 0, 10, 4, "severity", SWEEP(0, 6),
        "Minimum severity of an operation with which a state enforces a demand (`demand` of "
        "the incident type). An operation at least one unit more severe always enforces a "
        "demand if its initiator remembers no recent hostility of the victim."),
};
PARAMETER_GROUP(detection, "Detection, containment, and the end of an incident.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_perception
static const struct field perception_fields[] = {
    NUMBER_OF(severity_sd, 0, 5, 0.5, "severity", FITTED("V10"),
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
    NUMBER_OF(misread_days, 0, 36525, 30, "days", SWEEP(7, 180),
        "Time from the start of an incident to its detection over which the probability of "
        "misreading the incident as an attack falls to 1/e. An intrusion that has done no harm "
        "for a long time looks less like an attack. 0: the time does not matter."),
    NUMBER_OF(analysis_days, 0, 36525, 60, "days", SWEEP(14, 365),
        "Mean time from triage until the analysis of an incident that was misread as an attack "
        "corrects the misreading; 0: never."),
};
PARAMETER_GROUP(perception, "How the victim judges an incident.");
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
    NUMBER_OF(evidence_least_days, 0, 3650, 1, "days", SWEEP(0, 7),
        "Time from triage until the first item of evidence at the earliest."),
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
        "Half-life of the memory of operations that a state is believed to have carried out."),
    NUMBER_OF(conduct_weight, 0, 20, 1.5, "1", SWEEP(0, 4),
        "Prior weight of a suspect for each recent hostile act between it and the victim, by "
        "either side, as a multiple of its weight without history. 0: the recent past does not "
        "count."),
    NUMBER_OF(crisis_conduct, 0, 20, 1, "acts", SWEEP(0, 3),
        "Number of recent hostile acts that have the same effect as tension at the threshold "
        "of a crisis; lower tension counts in proportion, and tension at the baseline as 0."),
    NUMBER_OF(conduct_halflife_days, 1, 36525, 180, "days", SWEEP(60, 365),
        "Half-life of the memory of hostile acts between victim and suspect."),
    NUMBER_OF(motive_weight, 0, 20, 3, "1", SWEEP(0, 6),
        "Additional prior weight of a suspect for each recent hostile act of the victim "
        "against it, which gives the suspect a motive to retaliate; as a multiple of its "
        "weight without history, for attack-like incidents other than crime. 0: the motive "
        "does not count."),
    NUMBER_OF(motive_halflife_days, 1, 36525, 180, "days", SWEEP(60, 365),
        "Half-life of the expectation that a state retaliates for a hostile act against it."),
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
    NUMBER_OF(reopen_days, 0, 36525, 730, "days", SWEEP(0, 1825),
        "Time after a decision during which a public statement of a security company makes the "
        "victim examine its attribution once more. 0: such a statement changes nothing."),
    NUMBER_OF(joint_items, 0, 100, 3, "items", SWEEP(1, 6),
        "Number of items of evidence from a joint investigation, or from a partner that knows "
        "the campaign."),
    NUMBER_OF(joint_accuracy, 0, 5, 0.7, "logit", SWEEP(0, 1.4),
        "Additional accuracy of evidence from a joint investigation, or from a partner that "
        "knows the campaign, on the logit scale."),
    NUMBER_OF(case_days, 0, 36525, 14, "days", SWEEP(7, 60),
        "Mean time that a partner needs to investigate a case, from reading the request."),
    NUMBER_OF(case_least, 0, 1, 0.5, "share", SWEEP(0, .9),
        "Share of this mean time that every case takes; only the rest is random."),
    NUMBER_OF(demand_ratio, 1, 1e6, 100, "1", SWEEP(10, 1000),
        "Likelihood ratio of a stated demand (`demand` of the incident type) as evidence "
        "against the state that states the demand. 1: a demand is no evidence."),
    NUMBER_OF(responsible_control, 0, 1, 0.5, "share", NEUTRAL,
        "Minimum control of a sponsor over a proxy at which the sponsor counts as "
        "responsible."),
};
PARAMETER_GROUP(attribution, "Suspects, evidence, and the end of patience.");
#undef RECORD_TYPE
