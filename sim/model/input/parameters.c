#include "model/input/parameters.h"

#include "model/catalogue/field_macros.h"
#include "model/catalogue/measure.h"
#include "model/input/parameters_internal.h"

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
        "Share of the tension above the baseline that an accepted off-ramp offer removes, or "
        "more if the crisis would not end otherwise."),
    NUMBER_OF(relief_apology, 0, 1, 0.2, "share", SWEEP(0, .4),
        "Share of the tension above the baseline that the acknowledgement of a misdirected "
        "response removes."),
    NUMBER_OF(offer_days, 0.1, 36525, 30, "days", SWEEP(10, 90),
        "Mean time until a state in a crisis offers an off-ramp, from `offer_least_days` on."),
    NUMBER_OF(offer_least_days, 0, 3650, 7, "days", SWEEP(0, 30),
        "Time from the beginning of a crisis until its first off-ramp offer, and from an own "
        "decision on a hostile response until a state offers or accepts an off-ramp."),
    NUMBER_OF(offer_logit, -10, 10, -0.5, "logit", SWEEP(-1.5, .5),
        "Logit of the probability that a state accepts an off-ramp offer, at neutral trust."),
    NUMBER_OF(own_offer_logit, 0, 10, 2, "logit", SWEEP(0, 4),
        "Amount added to the logit of acceptance if the state itself has offered an off-ramp "
        "in this crisis. 0: earlier offers of the state do not matter."),
    NUMBER_OF(settlement_credit_days, 0, 3650, 60, "days", SWEEP(0, 180),
        "Number of quiet days that both states are credited with when an off-ramp offer is "
        "accepted."),
    NUMBER_OF(settled_rate, 0, 1, .25, "1", SWEEP(0, 1),
        "Factor on the rate of attacks by a state during `cooling_days` after a settlement "
        "with "
        "the target, or after the target has met its demand; 1: no effect."),
    NUMBER_OF(cooling_days, 0, 36525, 180, "days", SWEEP(0, 730),
        "Time after an accepted off-ramp in which neither state decides on a hostile response "
        "to what began before it, unless an open hostile act between the two ends this time."),
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
        "Trust at and above which a round of consultations of an agreement adds no trust."),
    NUMBER_OF(meeting_sharing, 0, 10, 1, "1", SWEEP(.5, 2),
        "Exponent of the number of other states that attend a round; the good experience from "
        "the round is divided by this power."),
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
        "attribute, as long as its memory is shorter than two years."),
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
        "Number of further chances to answer a message that a desk has when its capacity is "
        "fully built; 0: desk capacity has no effect on answers."),
};
static RECORD(capacity, RECORD_TYPE, "Capacity building.");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters_wording
static const struct field wording_fields[] = {
    NUMBER_OF(done, 0, 1, 1, "share", NEUTRAL,
        "Implementation of commitments that are carried out (a body is named, money is paid, a "
        "line is open)."),
    NUMBER_OF(agreed_binding, 0, 1, .6, "share", SWEEP(.3, 1),
        "Implementation of commitments in a binding text. States carry out a part of what they "
        "sign; for example, 98 % of the OSCE's states named a point of contact, and 72 to 89 % "
        "came to the meetings."),
    NUMBER_OF(agreed_declared, 0, 1, .4, "share", SWEEP(.1, .7),
        "Implementation of commitments in a declaration, or of plans."),
    NUMBER_OF(importance_declared, 0, 1, .25, "share", SWEEP(0, .5),
        "Implementation of aims that states only call important, or for which they state their "
        "readiness."),
    NUMBER_OF(discussed, 0, 1, .1, "share", SWEEP(0, .3),
        "Implementation of proposals that states discuss or explore, or that one side "
        "pursues."),
    NUMBER_OF(called_for, 0, 1, 0, "share", NEUTRAL,
        "Implementation of general appeals to all states, which have no effect of their own."),
};
static RECORD(wording, RECORD_TYPE,
    "Implementation that the words of a document stand for (`words` of a measure).");
#undef RECORD_TYPE

#define RECORD_TYPE struct parameters
static const struct field parameters_fields[] = {
    OBJECT(RECORD_TYPE, rates, &parameters_rates_record,
        "How often operations are attempted, and how often candidates become incidents."),
    OBJECT(RECORD_TYPE, publicity, &parameters_publicity_record,
        "Publication of incidents, and attribution by industry."),
    OBJECT(RECORD_TYPE, detection, &parameters_detection_record,
        "Detection, containment, and the end of an incident."),
    OBJECT(RECORD_TYPE, perception, &parameters_perception_record,
        "How the victim judges an incident."),
    OBJECT(RECORD_TYPE, attribution, &parameters_attribution_record,
        "Suspects, evidence, and the end of patience."),
    OBJECT(RECORD_TYPE, clarification, &parameters_clarification_record,
        "Inquiries to the suspected state, and the effect of its reply."),
    OBJECT(RECORD_TYPE, sharing, &parameters_sharing_record,
        "The partners that a victim informs of an incident, and leaks."),
    OBJECT(RECORD_TYPE, decision, &parameters_decision_record, "Choice of a response."),
    OBJECT(RECORD_TYPE, truth, &parameters_truth_record,
        "When the truth about an incident becomes known."),
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
