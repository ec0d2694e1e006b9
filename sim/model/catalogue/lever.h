/**
 * lever.h - levers: the parameters of rules that a measure can change.
 *
 * A measure never changes a state variable. It changes levers, which are documented parameters of
 * the rules. Each lever has one of three kinds, with these values:
 *
 *   scale        base * PROD (1 + change * w)                  change >= -1
 *   probability  base * PROD (1 - reduction * w), then 1 - (1 - p) * PROD (1 - gain * w)
 *   shift        base + SUM shift * w
 *
 * w in [0, 1] is the weight of the measure at that moment (measure.h). If no measure has an effect
 * on a lever, the value stays exactly equal to the base: neutral factors are exactly 1 and neutral
 * terms exactly 0. Agreements with the same measures do not count twice. For one lever of one pair
 * or state, only the strongest measure of each family has an effect. Measures of different families
 * combine. Only money adds up: two measures that deliver capacity deliver both amounts. MODEL.md
 * (0.3)
 */
#ifndef MODEL_CATALOGUE_LEVER_H
#define MODEL_CATALOGUE_LEVER_H

#include "format/field.h"

enum lever_kind { LEVER_SCALE, LEVER_PROBABILITY, LEVER_SHIFT };

/**
 * Whether the parameter belongs to a state or to a pair. A lever of a pair has the same value in
 * both directions of the pair.
 */
enum lever_scope { SCOPE_STATE, SCOPE_PAIR };

/* X(id, kind, scope, unit, meaning) */
#define LEVERS(X)                                                                              \
    X(accepted_rate, SCALE, PAIR, "1",                                                         \
        "Rate of hostile operations of the measure's operation class and target class that "   \
        "the first state starts against the second.")                                          \
    X(acceptance_bonus, SHIFT, PAIR, "logit",                                                  \
        "Readiness of a state in a crisis to accept an off-ramp offer.")                       \
    X(answer, PROBABILITY, PAIR, "probability",                                                \
        "Probability that the receiver replies to a message that arrived.")                    \
    X(ask, PROBABILITY, PAIR, "probability",                                                   \
        "Probability that the victim asks a suspected state before it decides on a response.") \
    X(assistance_bonus, SHIFT, PAIR, "utility", "Utility of requesting assistance.")           \
    X(assistance_effect, SCALE, PAIR, "1",                                                     \
        "Gain in the speed of containment from received assistance.")                          \
    X(candour, PROBABILITY, PAIR, "probability",                                               \
        "Probability that an admission of responsibility counts as a good experience.")        \
    X(capacity_flow, SHIFT, STATE, "US$1m per year",                                           \
        "Flow of capacity building that the state receives.")                                  \
    X(confidence_needed, PROBABILITY, STATE, "probability",                                    \
        "Confidence in the attribution at which the state stops gathering evidence and acts.") \
    X(consultation_bonus, SHIFT, PAIR, "utility", "Utility of asking for consultations.")      \
    X(consultation_time, SCALE, PAIR, "1",                                                     \
        "Time until consultations on an incident are held.")                                   \
    X(containment_speed, SCALE, STATE, "1", "Speed of containment and recovery.")              \
    X(credibility, SHIFT, PAIR, "1", "Credibility of statements by the other state.")          \
    X(desk_speed, SCALE, STATE, "1", "Speed of the technical and the political desk.")         \
    X(detection_speed, SCALE, STATE, "1", "Speed at which operations are detected.")           \
    X(doctrinal_distance, SCALE, PAIR, "1",                                                    \
        "Doctrinal distance of two states, which makes misreading more likely.")               \
    X(evidence_accuracy, SHIFT, STATE, "logit",                                                \
        "Accuracy of an item of evidence, on the logit scale.")                                \
    X(evidence_rate, SCALE, STATE, "1", "Rate at which evidence arrives.")                     \
    X(exploit_persistence, SCALE, STATE, "1",                                                  \
        "Life of the exploits that sources hold against the state (only sources with a stock " \
        "of exploits).")                                                                       \
    X(false_origin, SCALE, STATE, "1",                                                         \
        "How strongly false flags point to the state; clean networks are hard to misuse.")     \
    X(hostility_cost, SHIFT, PAIR, "utility",                                                  \
        "Expected cost of hostile responses against the other state.")                         \
    X(indicator_effect, SCALE, STATE, "1",                                                     \
        "Gain in the speed of detection from received indicators.")                            \
    X(indicator_sharing, PROBABILITY, PAIR, "probability",                                     \
        "Probability that indicators of a detected operation are sent to the other state.")    \
    X(inquiry_bonus, SHIFT, PAIR, "utility", "Utility of asking the suspected state.")         \
    X(investigation_bonus, SHIFT, PAIR, "utility", "Utility of a joint investigation.")        \
    X(investigation_time, SCALE, PAIR, "1",                                                    \
        "Duration of a joint investigation, and of the work of a partner on a case.")          \
    X(joint_case, PROBABILITY, PAIR, "probability",                                            \
        "Probability that the victim of an incident asks the partner to investigate it "       \
        "together.")                                                                           \
    X(joining, PROBABILITY, PAIR, "probability",                                               \
        "Probability that the first state joins a public attribution by the second, if it "    \
        "believes the attribution.")                                                           \
    X(latency, SCALE, PAIR, "1", "Transit time of a message on the measure's channel.")        \
    X(law_enforcement_delay, SCALE, PAIR, "1",                                                 \
        "Transit time of a message on the law-enforcement channel.")                           \
    X(leak, PROBABILITY, PAIR, "probability",                                                  \
        "Probability that indicators sent to the other state alone reach the attacker.")       \
    X(locate_time, SCALE, PAIR, "1",                                                           \
        "Time that the sender of a message needs to find the right counterpart.")              \
    X(meeting_value, SHIFT, PAIR, "1",                                                         \
        "Good experience from a round of consultations under the agreement of the "            \
        "measure, as a share of that from a bilateral meeting.")                               \
    X(message_load, SCALE, STATE, "1",                                                         \
        "Work that a received message causes at the technical desk.")                          \
    X(misreading, PROBABILITY, PAIR, "probability",                                            \
        "Probability that the first state mistakes espionage by the second for an attack.")    \
    X(notice_bonus, SHIFT, PAIR, "utility", "Utility of sending a technical notice.")          \
    X(offer_rate, SCALE, PAIR, "1", "Rate at which states in a crisis offer an off-ramp.")     \
    X(proxy_control, PROBABILITY, STATE, "probability",                                        \
        "Share of the operations by non-state actors on its territory that the state "         \
        "suppresses.")                                                                         \
    X(reach, PROBABILITY, PAIR, "probability", "Probability that a message reaches a person.") \
    X(refusal, PROBABILITY, PAIR, "probability",                                               \
        "Probability that a request is refused for legal reasons, mainly data protection.")    \
    X(severity_noise, SCALE, STATE, "1",                                                       \
        "Error of a victim that estimates the severity of an incident.")                       \
    X(vulnerability, SCALE, STATE, "1",                                                        \
        "Rate at which operations against the state's targets of the measure's operation and " \
        "target class succeed.")                                                               \
    X(warning, PROBABILITY, PAIR, "probability",                                               \
        "Probability that the victim warns and asks the accused while an open hostile act "    \
        "is ordered but not executed, if it has not asked before.")

#define X(id, kind, scope, unit, doc) LEVER_##id,
enum lever { LEVERS(X) LEVER_COUNT };
#undef X

/** The effect of a measure on one lever. SCALE and SHIFT levers use only `up`. */
struct effect {
    double up;        /* change, gain or shift */
    double down;      /* reduction */
    double low, high; /* proposed range for sweeps; both 0: none */
    /* 1 + the grade of evidence of this effect; 0: the effect has the grade of its measure */
    int32_t grade;
};

struct lever_row {
    const char *id;
    enum lever_kind kind;
    enum lever_scope scope;
    const char *unit;
    const char *doc;
};

/** The rows of the levers, indexed by enum lever. */
extern const struct lever_row lever_rows[LEVER_COUNT];

/** Returns "scale", "probability" or "shift". */
const char *lever_kind_name(enum lever_kind kind);

/**
 * The value of a lever while effects are applied. Call lever_start() with the base value, then
 * lever_apply() for each effect with its weight in [0, 1], then lever_finish() for the result.
 */
struct lever_value {
    enum lever_kind kind;
    double value;
    double gain; /* product of (1 - gain * w) */
};

struct lever_value lever_start(enum lever lever, double base);
void lever_apply(struct lever_value *v, struct effect effect, double weight);
double lever_finish(const struct lever_value *v);

/**
 * Whether the effects of the measures of one family add up, as money does. Otherwise only the
 * strongest measure has an effect.
 */
bool lever_adds_up(enum lever lever);

/**
 * Returns the strength of an effect at that weight, >= 0. The strongest measure of a family has the
 * highest strength.
 */
double lever_strength(struct effect effect, double weight);

#endif
