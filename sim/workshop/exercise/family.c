#include "workshop/exercise/family.h"

#include <string.h>

#include "model/input/response.h"

const char *const family_names[FAMILY_COUNT + 1] = {
    "pass", "repair", "ask", "together", "say", "cost", NULL};

const char *const family_titles[FAMILY_COUNT] = {
    "Let it pass", "Repair and warn", "Ask first", "Work together", "Say it", "Make it cost"};

const char *const family_hints[FAMILY_COUNT] = {"Nobody outside will know.",
    "Your operators are told.", "You decide again when the answer is in.",
    "Beside the others: a partner helps.", "In private, or in public.",
    "Some steps cannot be taken back."};

/* Statements: acts that cost the other side nothing but words. */
static bool
is_statement(const struct response *r)
{
    return strcmp(r->key.id, "demarche") == 0 || strcmp(r->key.id, "public_attribution") == 0;
}

enum family
family_of(const struct response *r)
{
    switch ((enum response_effect)r->effect) {
    case EFFECT_NOTHING:
        return r->side == SIDE_OVERT ? FAMILY_PASS : FAMILY_NONE;
    case EFFECT_MITIGATION:
        return FAMILY_REPAIR;
    case EFFECT_NOTICE:
    case EFFECT_ASSISTANCE:
    case EFFECT_INVESTIGATION:
        return FAMILY_TOGETHER;
    case EFFECT_INQUIRY:
    case EFFECT_CONSULTATION:
        return FAMILY_ASK;
    case EFFECT_ACT:
        return is_statement(r) ? FAMILY_SAY : FAMILY_COST;
    case EFFECT_OPERATION:
        return FAMILY_COST;
    case EFFECT_SUSPENSION: /* an initiative of its own */
        break;
    }
    return FAMILY_NONE;
}
