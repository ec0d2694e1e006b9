#include "workshop/exercise/family.h"

#include <stddef.h>
#include <string.h>

const char *const family_names[RESPONSE_FAMILIES + 1] = {
    "pass", "repair", "ask", "together", "say", "cost", NULL};

const char *const family_titles[RESPONSE_FAMILIES] = {"Do nothing", "Repair and warn",
    "Ask first", "Work together", "Say it to them", "Impose a cost"};

const char *const family_hints[RESPONSE_FAMILIES] = {"You say and do nothing to anybody.",
    "Your operators repair, and are told what to look for. You accuse nobody.",
    "A question, or formal talks. You decide again when the answer is in.",
    "With the suspect itself: it looks at the evidence with you. You decide again when the "
    "result is in.",
    "A protest in private, or an accusation in public.",
    "A legal step, sanctions, striking back in secret, force. Some steps cannot be taken "
    "back."};

/* The words of the pages for built-in rows of the model (sim/web/pages/words/en.json). */
struct wording {
    const char *id, *words;
};

static const struct wording rows[] = {
    {"absorb", "absorb in silence"},
    {"assistance_request", "ask a partner for help"},
    {"consultation", "formal talks between the ministries"},
    {"counter_operation", "strike back in secret, about as hard as this"},
    {"counter_operation_higher", "strike back in secret, harder"},
    {"demarche", "protest in private"},
    {"inquiry", "a direct question"},
    {"joint_investigation", "investigate together with the suspect"},
    {"legal_step", "legal step (charges, expulsion)"},
    {"limited_force", "limited force"},
    {"military_display", "show of force"},
    {"mitigate", "repair and warn your operators"},
    {"no_request", "no request to a partner"},
    {"police_request", "ask for police action"},
    {"public_attribution", "accusation in public"},
    {"sanctions", "sanctions"},
    {"suspend_agreement", "suspend an agreement"},
    {"technical_notice", "warn a technical team"},
};

static const struct wording types[] = {
    {"accident", "accident"},
    {"ddos_degradation", "flood of requests, to weaken"},
    {"ddos_disruption", "flood of requests, services down"},
    {"defacement", "changed website"},
    {"hack_and_leak", "theft of data, to publish them"},
    {"intrusion_degradation", "intrusion, to weaken"},
    {"intrusion_disruption", "intrusion, services down"},
    {"intrusion_long_espionage", "long spying by intrusion"},
    {"intrusion_short_espionage", "short spying by intrusion"},
    {"malware_degradation", "destructive program"},
    {"malware_disruption", "malicious program, services down"},
    {"malware_long_espionage", "long spying by a hidden program"},
    {"malware_short_espionage", "short spying by a hidden program"},
    {"prepositioning", "hidden access to critical systems"},
    {"ransomware", "extortion by criminals"},
    {"sabotage", "sabotage of machines"},
};

static const char *
find(const struct wording *of, size_t n, const char *id)
{
    for (size_t k = 0; k < n; k++) {
        if (strcmp(of[k].id, id) == 0) {
            return of[k].words;
        }
    }
    return NULL;
}

const char *
family_row_words(const char *id)
{
    return find(rows, sizeof(rows) / sizeof(rows[0]), id);
}

const char *
family_type_words(const char *id)
{
    return find(types, sizeof(types) / sizeof(types[0]), id);
}
