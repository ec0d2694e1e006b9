/**
 * seat_policy.h - how a state chooses its responses: by habit, or restricted by a rule.
 *
 * `"seat_policy": "ask_first"` in a state names a row of `seat_policies`, which contains the
 * built-in rows and those of the scenario. A policy restricts the choice of decision.c; it
 * draws no random number, and the remaining options keep their variates. So two runs that
 * differ only in a policy have common random numbers. Every policy allows the responses without
 * an effect. MODEL.md (8.13)
 */
#ifndef MODEL_INPUT_SEAT_POLICY_H
#define MODEL_INPUT_SEAT_POLICY_H

#include "format/field.h"
#include "model/input/response.h"

/** The overt response that a policy takes first. */
enum seat_policy_first {
    FIRST_NOTHING, /* no preference */
    FIRST_INQUIRY,
    FIRST_CONSULTATION,
    FIRST_INVESTIGATION,
    FIRST_ASK, /* an inquiry if it is possible, else consultations */
    FIRST_COUNT
};

struct seat_policy {
    struct key key;
    const char *title, *notes;
    int32_t first;     /* enum seat_policy_first */
    bool operations;   /* it may choose counter-operations */
    int64_t max_rung;  /* 0..9: highest rung of an overt response */
    double confidence; /* [0, 1]: hostile responses need this probability of the named state */
};

extern const struct record seat_policy_record;
extern const struct builtins seat_policy_rows;

/** Whether the policy allows a response at this probability of the named state. */
bool seat_policy_allows(
    const struct seat_policy *policy, const struct response *r, double confidence);

/** Whether the policy takes a response of that effect first, and in which order of preference: 1
 * before 2; 0: it has no preference for the effect. */
int32_t seat_policy_preference(const struct seat_policy *policy, enum response_effect effect);

#endif
