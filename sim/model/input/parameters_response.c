#include "model/input/parameters_internal.h"

#include "model/catalogue/field_macros.h"

#define RECORD_TYPE struct parameters_clarification
static const struct field clarification_fields[] = {
    NUMBER_OF(p_ask, 0, 1, 0.1, "probability", SWEEP(0, .9),
        "Probability that the victim asks the suspected state before the decision."),
    NUMBER_OF(ask_information, 0, 10, 1, "1", SWEEP(0, 2),
        "Exponent of 4 p (1 - p), the factor by which the confidence p in the attribution "
        "changes the odds of asking; a victim that is certain learns nothing from a reply. 0: "
        "the confidence does not matter."),
    NUMBER_OF(ask_severity, 0, 10, 7, "severity", SWEEP(4, 10),
        "Minimum perceived severity at which a victim outside a crisis asks about espionage or "
        "pre-positioning that it has recognised. 0: the victim asks at any severity."),
    NUMBER_OF(late_days, 0, 365, 5, "days", SWEEP(1, 20),
        "Mean additional delay of a question that reaches no person at once. 0: such a "
        "question is lost. On a channel with reach 0, every question is lost."),
    NUMBER_OF(wait_days, 0, 365, 3, "days", SWEEP(.25, 14),
        "Maximum time that the victim waits for the reply to an inquiry about an incident of "
        "perceived severity 3, within its remaining patience; the maximum halves for every two "
        "units of severity above 3."),
    NUMBER_OF(wait_turns, 0, 100, 3, "1", SWEEP(1, 10),
        "Maximum time that the victim waits for a reply, as a multiple of the usual time from "
        "a question to the reply on the channel; 0: the channel does not matter."),
    NUMBER_OF(reply_days, 0, 36525, 14, "days", SWEEP(5, 60),
        "Time after which the other side no longer answers a question; also the maximum time "
        "from the decision to a statement about an open act, since a denial follows within "
        "days or not at all."),
    NUMBER_OF(p_deny_responsible, 0, 1, 0.99, "probability", SWEEP(.9, 1),
        "Probability that a responsible state denies its responsibility when asked; otherwise "
        "the state admits its responsibility."),
    NUMBER_OF(p_feign_help, 0, 1, .2, "probability", SWEEP(0, .5),
        "Probability that a responsible state that denies also offers help. It then hands over "
        "no evidence."),
    NUMBER_OF(accused_denies_days, 0, 36525, 365, "days", SWEEP(0, 3650),
        "Time during which a responsible state admits nothing to another state after an open "
        "hostile act of that state against it."),
    NUMBER_OF(p_help_uncontrolled, 0, 1, 0.5, "probability", SWEEP(0, 1),
        "Probability that the home state of an uncontrolled actor offers help when asked; "
        "otherwise the state denies responsibility."),
    NUMBER_OF(p_explain_accident, 0, 1, 0.6, "probability", SWEEP(0, 1),
        "Probability that a state explains its own accident when asked; otherwise the state "
        "denies responsibility."),
    NUMBER_OF(p_deny_innocent, 0, 1, 0.7, "probability", SWEEP(.4, 1),
        "Probability that an innocent state only denies responsibility when asked; otherwise "
        "the state also offers help."),
    NUMBER_OF(p_reject_innocent, 0, 1, 0.85, "probability", SWEEP(.5, 1),
        "Probability that an innocent state rejects an accusation at once: a public one in "
        "public, if it makes no open response; a private protest in private."),
    NUMBER_OF(p_reject_responsible, 0, 1, 0.6, "probability", SWEEP(.3, .9),
        "Probability that a responsible state rejects an accusation at once: a public one in "
        "public, if it makes no open response; a private protest in private. Its denial is a "
        "lie."),
    NUMBER_OF(help_discount, 0, 1, 0.5, "share", SWEEP(0, 1),
        "Additional effect of an offer of help, compared with a denial alone."),
    NUMBER_OF(help_items, 0, 100, 1, "items", SWEEP(0, 3),
        "Number of items of evidence that a state hands over with an offer of help or an "
        "explanation."),
    NUMBER_OF(silence, 0, 5, 0.2, "1", SWEEP(0, 1),
        "Weight of a missing reply as evidence against the asked state."),
};
PARAMETER_GROUP(
    clarification, "Inquiries to the suspected state, and the effect of its reply.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_sharing
static const struct field sharing_fields[] = {
    NUMBER_OF(withhold, 0, 100, .8, "1", SWEEP(.5, 2),
        "Posterior probability of a partner, as a multiple of the mean over all hypotheses, at "
        "and above which the victim does not inform that partner of an incident. The likeliest "
        "state is not informed either. At the number of hypotheses (maximum 32) and above, "
        "every partner is informed."),
    NUMBER_OF(leak_max, 0.01, 1, .3, "probability", SWEEP(.1, 1),
        "Limit of the probability that indicators leak as the number of partners that receive "
        "them grows. If the `leak` of two states is larger, `leak` is the limit."),
    NUMBER_OF(notice_days, 0, 36525, 120, "days", SWEEP(30, 730),
        "Maximum time from detection to a technical notice as a response: later, the "
        "indicators "
        "are of no use."),
    NUMBER_OF(case_from, 0, 10, 3, "severity", SWEEP(0, 4),
        "Minimum perceived severity of an incident, other than crime, that a victim "
        "investigates "
        "with a partner."),
    NUMBER_OF(partner_tension, 0, 100, .6, "tension", SWEEP(.3, 1),
        "Tension toward another state, as a share of the threshold of a crisis, at and above "
        "which a victim does not turn to that state as a partner. 100: tension does not "
        "matter."),
    NUMBER_OF(partner_trust, 0, 1, .1, "trust", SWEEP(0, .4),
        "Minimum trust in another state at which a victim turns to that state as a partner. 0: "
        "trust does not matter."),
    NUMBER_OF(partner_posterior, 0, 1, .5, "probability", SWEEP(.3, .8),
        "Posterior probability of the named state at and above which the victim proposes no "
        "joint investigation to that state, except of crime. 1: the victim may propose one to "
        "any state."),
};
PARAMETER_GROUP(sharing, "The partners that a victim informs, and leaks.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_decision
static const struct field decision_fields[] = {
    NUMBER_OF(temperature, 0.01, 100, 1, "utility", SWEEP(.5, 2),
        "Scale of the random variation in the choice between responses."),
    NUMBER_OF(w_intent, 0, 20, 1.9, "1", SWEEP(.95, 3.8),
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
    NUMBER_OF(own_conduct, 0, 20, .5, "utility", SWEEP(0, 2),
        "Cost of asking, consulting or investigating an incident with the named state, for "
        "each recent hostile act of the deciding state against it (at most 3). 0: no cost."),
    NUMBER_OF(firebreak, 0, 20, 3.0, "utility", SWEEP(1.5, 6),
        "Cost of a response with military means."),
    NUMBER_OF(firebreak_cyber, 0, 20, 1.5, "utility", SWEEP(.75, 3),
        "Additional cost of a response with military means to a trigger in cyberspace."),
    NUMBER_OF(relief, 0, 20, 0.5, "utility", FITTED("V19"),
        "Additional cost of a response with military means if the state has also ordered a "
        "covert operation."),
    NUMBER_OF(own_domain, 0, 20, 1.5, "utility", SWEEP(.75, 3),
        "Cost of a response in cyberspace to a trigger outside cyberspace."),
    NUMBER_OF(crisis_inertia, 0, 20, 1.0, "utility", SWEEP(.5, 2),
        "Cost of making no response in a crisis."),
    NUMBER_OF(stake_private, 0, 10, 2, "severity", SWEEP(0, 3),
        "Reduction of the severity that justifies an open response, if the target is a private "
        "network that is not critical infrastructure."),
    NUMBER_OF(stake_critical, 0, 10, 1, "severity", SWEEP(0, 2),
        "Amount that critical infrastructure or armed forces as the target add to the severity "
        "that justifies an open response."),
    NUMBER_OF(proportion_above, -10, 10, 1, "rung", SWEEP(0, 2),
        "Number of rungs by which the highest proportionate rung of an open response to an "
        "incident lies above the severity and stake of the incident."),
    NUMBER_OF(proportion_crisis, 0, 10, 2, "rung", SWEEP(0, 3),
        "Number of rungs that a crisis with the named state adds to the highest proportionate "
        "rung."),
    NUMBER_OF(proportion_weight, 0, 20, .5, "utility", SWEEP(0, 3),
        "Cost of an open response one rung above the highest proportionate rung; the cost "
        "grows with the square of the excess. 0: no cost."),
    NUMBER_OF(proportion_limit, 0.1, 10, 2, "rung", SWEEP(1, 4),
        "Number of rungs above the highest proportionate rung from which an open response is "
        "impossible. 10: no response is impossible for this reason."),
    NUMBER_OF(passivity_from, 0, 10, 4, "severity", SWEEP(3, 5),
        "Perceived severity above which inaction after an attributed attack has a cost."),
    NUMBER_OF(passivity_cost, 0, 20, 2, "utility", SWEEP(0, 4),
        "Cost of no response to an attack that is attributed with certainty, one unit of "
        "perceived severity above `passivity_from`; the cost grows with the square of the "
        "severity above it. A private protest has half of this cost. 0: no cost."),
    NUMBER_OF(step_lower, 0, 1, 0.2, "probability", FITTED("V10"),
        "Probability that a counter-operation of the same or lower severity has a severity one "
        "below that of its trigger; otherwise it has the same severity."),
    NUMBER_OF(step_two, 0, 1, 0.18, "probability", DATA("DCID 2.0, n = 40"),
        "Probability that a counter-operation of higher severity has a severity two above that "
        "of its trigger."),
    NUMBER_OF(step_three, 0, 1, 0.18, "probability", DATA("DCID 2.0, n = 40"),
        "Probability that a counter-operation of higher severity has a severity three above "
        "that of its trigger; if the severity is neither two nor three above, it is one "
        "above."),
    NUMBER_OF(destruction_from, 0, 10, 4, "severity", SWEEP(2, 5),
        "Minimum severity of a trigger, as the responding state perceives it, at which a "
        "counter-operation may be destructive. In response to a lower severity, a "
        "counter-operation is disruption or denial of service, of severity 4 or less. 0: no "
        "limit."),
    NUMBER_OF(covert_chain, 0, 20, 0.5, "utility", SWEEP(0, 3),
        "Cost of a covert operation in return for a counter-operation of the named state, for "
        "each response in the chain up to that counter-operation. 0: no cost."),
    NUMBER_OF(statement_chain, 0, 20, 0.5, "utility", SWEEP(0, 2),
        "Cost of an open act in response to a statement (an open act of rung 2 or less), for "
        "each response in the chain from the second one on. 0: no cost."),
    NUMBER_OF(covert_espionage, 0, 20, 0.5, "utility", SWEEP(0, 2),
        "Cost of a covert operation in return for an incident that the victim takes for "
        "espionage or pre-positioning. 0: no cost."),
    NUMBER_OF(preparation_rung, 0.1, 10, 2.67, "1", SWEEP(1, 4),
        "Factor on the time of preparation of a covert operation for each rung above "
        "disruption. 1: destruction takes no longer."),
    NUMBER_OF(preparation_espionage, 0.1, 10, 1.33, "1", SWEEP(.5, 3),
        "Factor on the time of preparation of a covert operation of espionage."),
    NUMBER_OF(prepared_access, 0.01, 1, 0.5, "1", SWEEP(.1, 1),
        "Factor on the time of preparation of a covert operation against a state in whose "
        "networks the actor operated lately. 1: access does not matter."),
    NUMBER_OF(access_days, 0, 36525, 365, "days", SWEEP(90, 1095),
        "Time after an operation against a state during which the access from that operation "
        "shortens the preparation of the next one."),
    NUMBER_OF(settled_orders, 0, 1, 0.5, "probability", SWEEP(0, .9),
        "Probability that a hostile order is withdrawn if the two states consulted on the "
        "matter since the order."),
    NUMBER_OF(reviewed_orders, 0, 1, 1, "probability", SWEEP(0, 1),
        "Probability that a state reviews a hostile order before its execution, and withdraws "
        "it if the named state was cleared or is no longer named. 0: beliefs after the "
        "decision do not matter."),
    NUMBER_OF(lapse_days, 0, 36525, 180, "days", SWEEP(60, 720),
        "Time after which a hostile order lapses; if `lapse_ratio` times the median delay of "
        "the order is longer, the order lapses after that time."),
    NUMBER_OF(lapse_ratio, 0, 1000, 3, "1", SWEEP(2, 10),
        "Time at which a hostile order lapses, as a multiple of its median delay; see "
        "`lapse_days`. 0: orders never lapse."),
    NUMBER_OF(coercion_lapse_days, 0, 36525, 720, "days", SWEEP(360, 1825),
        "In place of `lapse_days` for sanctions and legal steps, which take longer to "
        "prepare."),
    NUMBER_OF(coercion_from, 0, 10, 3, "severity", SWEEP(0, 4),
        "Perceived severity of an incident up to which neither sanctions nor legal steps are "
        "possible; they become likelier over the next unit of severity. 0: always possible."),
    NUMBER_OF(concession_strength, 0, 10, .1, "1", SWEEP(0, 1),
        "Weight of relative strength in a concession: the exponent of the share of the "
        "demanding state in the operation teams of the two states. 0: strength does not "
        "matter."),
    NUMBER_OF(concession_days, 0, 3650, 8, "days", SWEEP(3, 30),
        "Median time from the decision to meet the demand of a state to the concession. The "
        "victim concedes nothing if it acts against that state before then. 0: the victim "
        "concedes on the same day."),
    NUMBER_OF(concession_log_sd, 0, 3, 0.3, "log days", SWEEP(.2, 1),
        "Spread of the time to the concession."),
};
PARAMETER_GROUP(decision, "Choice of a response.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_truth
static const struct field truth_fields[] = {
    NUMBER_OF(p_surfaces, 0, 1, 0.3, "probability", SWEEP(0, .8),
        "Probability that the truth about a decided incident becomes known."),
    NUMBER_OF(delay_days, 0, 36525, 365, "days", SWEEP(90, 1460),
        "Median time from the decision until the truth becomes known."),
    NUMBER_OF(delay_log_sd, 0, 3, 1, "log days", SWEEP(.5, 1.5),
        "Spread of the time from the decision until the truth becomes known."),
    NUMBER_OF(p_retract, 0, 1, 0.8, "probability", SWEEP(.4, 1),
        "Probability that a state takes back its protests and open acts against a state that "
        "was not responsible when the truth becomes known."),
    NUMBER_OF(retraction_trust, 0, 1, 0.5, "share", SWEEP(0, 1),
        "Share of the trust lost by such acts that the accused state regains when the acts are "
        "taken back."),
    NUMBER_OF(caution, 0, 10, 0.8, "logit", SWEEP(0, 2),
        "Additional confidence, on the logit scale, that a state needs to name a state which "
        "it "
        "has lately held responsible by mistake."),
    NUMBER_OF(caution_halflife_days, 1, 36525, 365, "days", SWEEP(90, 1460),
        "Half-life of the memory of having held a state responsible by mistake."),
    NUMBER_OF(mistake_doubt, 0, 10, .7, "1", SWEEP(0, 2),
        "Weight of each such mistake in the doubt about new evidence against the same state: "
        "the share of items that count falls by the factor exp(-weight). 0: no effect."),
    NUMBER_OF(deceived, 0, 20, 2, "counts", SWEEP(0, 5),
        "Bad experience with a state whose false flag against another state becomes known."),
    NUMBER_OF(reexamine_days, 0, 36525, 180, "days", SWEEP(0, 730),
        "How far back a deceived victim examines other incidents under the same false flag "
        "once more. 0: the victim examines none."),
};
PARAMETER_GROUP(truth, "When the truth about an incident becomes known.");
#undef RECORD_TYPE
