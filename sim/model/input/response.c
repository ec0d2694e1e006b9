#include "model/input/response.h"

#include <string.h>

#include "model/catalogue/describe.h"

static const char *const side_names[] = {"front", "back", NULL};
static const char *const need_names[] = {
    "nothing", "partner", "named", "named_and_channel", "agreement", "crisis", NULL};
static const char *const effect_names[] = {"nothing", "notice", "assistance", "inquiry",
    "consultation", "investigation", "act", "suspension", "operation", NULL};
static const char *const doctrine_names[] = {
    "none", "inertia", "publicity", "retaliation", NULL};
#define X(id, kind, scope, unit, doc) #id,
static const char *const lever_names[] = {LEVERS(X) NULL};
#undef X

const char *const response_term_names[TERM_COUNT] = {"constant", "severity", "intent",
    "confidence", "tension", "pressure", "trust", "pledge", "cost", "cooperation", "measure",
    "firebreak", "own_domain", "doctrine"};

#define T struct response
static const struct field response_fields[] = {
    TEXT(T, title, "What people call it."),
    CHOICE(T, side, side_names, SIDE_FRONT, "Open (front) or covert (back)."),
    NUMBER(T, rung, 0, 9, 0, "rung", NEUTRAL,
        "Rung of the ladder the act stands on; a counter-operation takes that of its "
        "incident."),
    NUMBER(T, alpha, -20, 20, -4, "utility", FITTED("V10, V13"), "Constant of the utility."),
    NUMBER(T, hostility, 0, 5, 0, "1", SWEEP(0, 1.5), "Weight h of the situation S."),
    NUMBER(T, severity_slope, -5, 5, 0, "utility", SWEEP(0, 1.5),
        "Weight e of perceived severity minus 3."),
    NUMBER(T, trust_slope, -5, 5, 0, "1", SWEEP(0, 2), "Weight k of trust in the named state."),
    NUMBER(T, firebreak, 0, 1, 0, "1", NEUTRAL, "1 if the row crosses the firebreak to force."),
    NUMBER(T, own_domain, 0, 1, 0, "1", NEUTRAL,
        "1 if a trigger outside cyberspace makes the row less likely."),
    CHOICE(T, need, need_names, NEED_NOTHING, "What must be there for the row to be possible."),
    CHOICE(T, effect, effect_names, EFFECT_NOTHING, "What executing it does."),
    CHOICE(T, doctrine, doctrine_names, DOCTRINE_NONE,
        "Doctrine value of the deciding state that adds to the utility."),
    CHOICE(T, bonus, lever_names, -1, "Lever that adds to the utility; none if absent."),
    NUMBER(T, delay_median_days, 0, 3650, 1, "days", SWEEP(0.1, 400),
        "Median time from decision to execution (lognormal)."),
    NUMBER(T, delay_log_sd, 0, 3, 1, "log days", SWEEP(0.3, 1.5),
        "Standard deviation of its logarithm."),
    NUMBER(T, defer_days, 0, 3650, 0, "days", SWEEP(3, 90),
        "Above 0: the matter is decided again when the reply is in, or after that long."),
    SWITCH(T, joinable, 0, "An open act that partners with coalition attribution may join."),
    SWITCH(T, higher, 0, "Counter-operation of higher severity than its trigger."),
};
RECORD(response, T, "Something a state may do about an incident or an act.");

static const T rows[] = {
    {.key.id = "absorb", .title = "absorb silently", .doctrine = DOCTRINE_INERTIA, .bonus = -1},
    {.key.id = "assistance_request",
        .title = "request for assistance",
        .alpha = -4.00,
        .severity_slope = .40,
        .trust_slope = .5,
        .need = NEED_PARTNER,
        .effect = EFFECT_ASSISTANCE,
        .bonus = LEVER_assistance_bonus,
        .delay_median_days = .25,
        .delay_log_sd = 1},
    {.key.id = "consultation",
        .title = "formal consultations",
        .alpha = -3.80,
        .severity_slope = .30,
        .trust_slope = 1,
        .need = NEED_NAMED,
        .effect = EFFECT_CONSULTATION,
        .bonus = LEVER_consultation_bonus,
        .defer_days = 14},
    {.key.id = "counter_operation",
        .title = "covert counter-operation, same or lower severity",
        .side = SIDE_BACK,
        .rung = 4,
        .alpha = -2.35,
        .hostility = .40,
        .severity_slope = .05,
        .own_domain = 1,
        .need = NEED_NAMED,
        .effect = EFFECT_OPERATION,
        .doctrine = DOCTRINE_RETALIATION,
        .bonus = -1,
        .delay_median_days = 14,
        .delay_log_sd = 1.2},
    {.key.id = "counter_operation_higher",
        .title = "covert counter-operation, higher severity",
        .side = SIDE_BACK,
        .rung = 4,
        .alpha = -4.05,
        .hostility = .55,
        .severity_slope = .05,
        .own_domain = 1,
        .need = NEED_NAMED,
        .effect = EFFECT_OPERATION,
        .doctrine = DOCTRINE_RETALIATION,
        .bonus = -1,
        .delay_median_days = 14,
        .delay_log_sd = 1.2,
        .higher = true},
    {.key.id = "demarche",
        .title = "private demarche",
        .rung = 1,
        .alpha = -2.60,
        .hostility = .25,
        .severity_slope = .20,
        .need = NEED_NAMED,
        .effect = EFFECT_ACT,
        .bonus = -1,
        .delay_median_days = 2,
        .delay_log_sd = .7},
    {.key.id = "inquiry",
        .title = "inquiry over a direct channel",
        .alpha = -3.80,
        .severity_slope = .20,
        .trust_slope = 1,
        .need = NEED_NAMED_AND_CHANNEL,
        .effect = EFFECT_INQUIRY,
        .bonus = LEVER_inquiry_bonus,
        .defer_days = 7},
    {.key.id = "joint_investigation",
        .title = "joint investigation",
        .alpha = -4.60,
        .severity_slope = .20,
        .trust_slope = 1,
        .need = NEED_NAMED,
        .effect = EFFECT_INVESTIGATION,
        .bonus = LEVER_investigation_bonus,
        .defer_days = 45},
    {.key.id = "legal_step",
        .title = "indictment, expulsion or other legal step",
        .rung = 3,
        .alpha = -3.85,
        .hostility = .55,
        .severity_slope = .95,
        .need = NEED_NAMED,
        .effect = EFFECT_ACT,
        .doctrine = DOCTRINE_PUBLICITY,
        .bonus = -1,
        .delay_median_days = 180,
        .delay_log_sd = 1},
    {.key.id = "limited_force",
        .title = "limited armed force",
        .rung = 8,
        .alpha = -6.60,
        .hostility = 1,
        .severity_slope = .95,
        .firebreak = 1,
        .need = NEED_CRISIS,
        .effect = EFFECT_ACT,
        .bonus = -1,
        .delay_median_days = 5,
        .delay_log_sd = .7},
    {.key.id = "military_display",
        .title = "military display",
        .rung = 7,
        .alpha = -2.60,
        .hostility = 1,
        .severity_slope = .95,
        .firebreak = 1,
        .need = NEED_NAMED,
        .effect = EFFECT_ACT,
        .bonus = -1,
        .delay_median_days = 5,
        .delay_log_sd = .7},
    {.key.id = "mitigate",
        .title = "mitigate and inform operators",
        .alpha = -.50,
        .severity_slope = .15,
        .doctrine = DOCTRINE_INERTIA,
        .bonus = -1},
    {.key.id = "none",
        .title = "no covert operation",
        .side = SIDE_BACK,
        .doctrine = DOCTRINE_INERTIA,
        .bonus = -1},
    {.key.id = "public_attribution",
        .title = "public attribution",
        .rung = 2,
        .alpha = -2.30,
        .hostility = .50,
        .severity_slope = .35,
        .need = NEED_NAMED,
        .effect = EFFECT_ACT,
        .doctrine = DOCTRINE_PUBLICITY,
        .bonus = -1,
        .delay_median_days = 3,
        .delay_log_sd = 1,
        .joinable = true},
    {.key.id = "sanctions",
        .title = "sanctions",
        .rung = 3,
        .alpha = -4.55,
        .hostility = .60,
        .severity_slope = .95,
        .need = NEED_NAMED,
        .effect = EFFECT_ACT,
        .doctrine = DOCTRINE_PUBLICITY,
        .bonus = -1,
        .delay_median_days = 90,
        .delay_log_sd = 1},
    {.key.id = "suspend_agreement",
        .title = "suspension of an agreement",
        .rung = 3,
        .alpha = -4.00,
        .hostility = .50,
        .severity_slope = .40,
        .need = NEED_AGREEMENT,
        .effect = EFFECT_SUSPENSION,
        .bonus = -1,
        .delay_median_days = 14,
        .delay_log_sd = 1},
    {.key.id = "technical_notice",
        .title = "technical notice, CERT to CERT",
        .alpha = -3.20,
        .severity_slope = .10,
        .trust_slope = .5,
        .need = NEED_PARTNER,
        .effect = EFFECT_NOTICE,
        .bonus = LEVER_notice_bonus,
        .delay_median_days = .25,
        .delay_log_sd = 1},
};
const struct rows response_rows = {.at = rows, .count = FIELD_COUNT_OF(rows)};

bool
response_is_hostile(const struct response *r)
{
    return r->effect == EFFECT_OPERATION ||
           ((r->effect == EFFECT_ACT || r->effect == EFFECT_SUSPENSION) && r->rung >= 2);
}

/* Rows that are possible together stand together. Never to be reordered; NULL is still free. */
static const char *const variates[4 * RESPONSE_BLOCKS] = {
    /* always, or with a partner */
    "absorb", "mitigate", "assistance_request", "technical_notice",
    /* toward a named state: against it, */
    "demarche", "public_attribution", "legal_step", "sanctions",
    /* military or covert, */
    "military_display", "limited_force", "suspend_agreement", NULL,
    /* with it */
    "consultation", "inquiry", "joint_investigation", NULL,
    /* the back row */
    "none", "counter_operation", "counter_operation_higher", NULL};

int32_t
response_variate(const char *id)
{
    for (int32_t k = 0; k < 4 * RESPONSE_BLOCKS; k++) {
        if (variates[k] != NULL && strcmp(variates[k], id) == 0) {
            return k;
        }
    }
    return -1;
}
