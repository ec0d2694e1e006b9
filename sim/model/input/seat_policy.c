#include "model/input/seat_policy.h"

#include "model/catalogue/field_macros.h"
#include "model/input/ladder.h"

static const char *const first_names[] = {
    "nothing", "inquiry", "consultation", "investigation", "ask", NULL};

#define RECORD_TYPE struct seat_policy
static const struct field fields[] = {
    TEXT(RECORD_TYPE, title, "Title for readers."),
    TEXT(RECORD_TYPE, notes, "Reason for the policy, for readers."),
    CHOICE(RECORD_TYPE, first, first_names, FIRST_NOTHING,
        "Overt response that the state takes at its first decision on an incident, if it is "
        "possible: inquiry, consultation, investigation, or ask (an inquiry, else a "
        "consultation). Afterwards it decides by habit."),
    SWITCH(RECORD_TYPE, operations, 1, "Whether the state may choose counter-operations."),
    NUMBER_OF(max_rung, 0, 9, 9, "rung", NEUTRAL,
        "Highest rung of the overt responses that the state may choose."),
    NUMBER_OF(confidence, 0, 1, 0, "probability", NEUTRAL,
        "Minimum probability of the named state for a hostile response; 0: none."),
};
const struct record seat_policy_record = {.name = "seat_policy",
    .doc = "How a state chooses its responses: by habit, within these limits.",
    .size = sizeof(RECORD_TYPE),
    .fields = fields,
    .n_fields = FIELD_COUNT_OF(fields)};

static const RECORD_TYPE rows[] = {
    {.key.id = "ask_first",
        .title = "asks the named state before it responds",
        .first = FIRST_INQUIRY,
        .operations = true,
        .max_rung = 9},
    {.key.id = "habit", .title = "the choice of the model", .operations = true, .max_rung = 9},
    {.key.id = "never_strike",
        .title = "never chooses a hostile response",
        .max_rung = RUNG_PUBLIC_FRICTION - 1},
};
#undef RECORD_TYPE
const struct builtins seat_policy_rows = {.at = rows, .count = FIELD_COUNT_OF(rows)};

bool
seat_policy_allows(
    const struct seat_policy *policy, const struct response *r, double confidence)
{
    bool rung = !response_is_act(r) || r->rung <= policy->max_rung;
    bool sure = !response_is_hostile(r) || confidence >= policy->confidence;

    return rung && sure && (policy->operations || r->effect != EFFECT_OPERATION);
}

int32_t
seat_policy_preference(const struct seat_policy *policy, enum response_effect effect)
{
    int32_t first = policy->first;

    if (effect == EFFECT_INQUIRY) {
        return first == FIRST_INQUIRY || first == FIRST_ASK ? 1 : 0;
    }
    if (effect == EFFECT_CONSULTATION) {
        return first == FIRST_CONSULTATION || first == FIRST_ASK ? 2 : 0;
    }
    return effect == EFFECT_INVESTIGATION && first == FIRST_INVESTIGATION ? 3 : 0;
}
