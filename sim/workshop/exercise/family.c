#include "workshop/exercise/family.h"

#include <stddef.h>

const char *const family_names[RESPONSE_FAMILIES + 1] = {
    "pass", "repair", "ask", "together", "say", "cost", NULL};

const char *const family_titles[RESPONSE_FAMILIES] = {
    "Let it pass", "Repair and warn", "Ask first", "Work together", "Say it", "Make it cost"};

const char *const family_hints[RESPONSE_FAMILIES] = {"No other state learns of it.",
    "You inform your operators.", "You decide again when the answer is in.",
    "Beside the others: a partner helps.", "In private, or in public.",
    "Some steps cannot be taken back."};
