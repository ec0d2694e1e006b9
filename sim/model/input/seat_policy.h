/**
 * seat_policy.h - rules that restrict how a state chooses its responses.
 *
 * A state names a row of `seat_policies` with `"seat_policy": "ask_first"`. The rows are built in
 * or come from the scenario. A policy restricts the choice in decision.c. It draws no random
 * number, and the remaining options keep their variates. Two runs that differ only in a policy
 * therefore have common random numbers. Every policy allows the responses without an effect.
 * MODEL.md (8.13)
 */
#ifndef MODEL_INPUT_SEAT_POLICY_H
#define MODEL_INPUT_SEAT_POLICY_H

#include "format/field.h"
#include "model/input/response.h"

/** The overt response that a policy chooses first, if it is possible. */
enum seat_policy_first {
    FIRST_NOTHING, /* no preference */
    FIRST_INQUIRY,
    FIRST_CONSULTATION,
    FIRST_INVESTIGATION,
    FIRST_ASK, /* an inquiry if it is possible; otherwise consultations */
    FIRST_COUNT
};

struct seat_policy {
    struct key key;
    const char *title, *notes;
    int32_t first;    /* enum seat_policy_first */
    bool operations;  /* whether the state may choose counter-operations */
    int64_t max_rung; /* 0..9: highest rung of an overt response */
    /* minimum probability of the named state, in [0, 1], for a hostile response */
    double confidence;
};

extern const struct record seat_policy_record;
extern const struct builtins seat_policy_rows;

/** Whether the policy allows a response if the named state has the probability `confidence`. */
bool seat_policy_allows(
    const struct seat_policy *policy, const struct response *r, double confidence);

/**
 * Returns the order of preference of a policy for responses with that effect: 1 before 2 before 3.
 * Returns 0 if the policy does not prefer them.
 */
int32_t seat_policy_preference(const struct seat_policy *policy, enum response_effect effect);

#endif
