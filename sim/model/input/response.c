#include "model/input/response.h"

#include "model/catalogue/field_macros.h"
#include "model/input/ladder.h"

static const char *const side_names[] = {"overt", "covert", "help", NULL};
static const char *const need_names[] = {
    "nothing", "partner", "named", "named_and_channel", "agreement", "crisis", NULL};
static const char *const effect_names[] = {"nothing", "mitigation", "notice", "assistance",
    "inquiry", "consultation", "investigation", "act", "suspension", "operation", NULL};
static const char *const doctrine_names[] = {
    "none", "inertia", "publicity", "retaliation", "force", "coercion", NULL};
#define X(id, kind, scope, unit, doc) #id,
static const char *const lever_names[] = {LEVERS(X) NULL};
#undef X

const char *const response_term_names[TERM_COUNT] = {"constant", "severity", "intent",
    "confidence", "tension", "pressure", "trust", "pledge", "cost", "cooperation", "measure",
    "firebreak", "own_domain", "doctrine"};

const char *const response_family_names[RESPONSE_FAMILIES + 1] = {
    "pass", "repair", "ask", "together", "say", "cost", NULL};

const char *const response_obstacle_names[OBSTACLES + 1] = {"none", "not_offered",
    "out_of_bounds", "waited", "no_team_free", "open_act", "turned", "no_partner",
    "nobody_named", "no_channel", "no_agreement", "no_crisis", "settled", NULL};
const char *const response_obstacle_words[OBSTACLES] = {NULL, "it is not among your means",
    "it goes too far", "you have waited once already", "no team is free", "its author is known",
    "you could turn to a partner at first only", "you have no partner in this",
    "you name nobody", "no line to it is open", "no agreement with it is in force", "no crisis",
    "settled between you"};

#define RECORD_TYPE struct response
static const struct field response_fields[] = {
    TEXT(RECORD_TYPE, title, "Title for readers."),
    CHOICE(RECORD_TYPE, side, side_names, SIDE_OVERT,
        "The choice that offers it: overt acts, covert operations, or help of a partner."),
    NUMBER(RECORD_TYPE, rung, 0, 9, 0, "rung", NEUTRAL,
        "Rung of the act on the escalation ladder; a counter-operation takes the rung of its "
        "incident."),
    NUMBER(RECORD_TYPE, alpha, -20, 20, -4, "utility", FITTED("V10, V13"),
        "Constant term of the utility of the response."),
    NUMBER(RECORD_TYPE, hostility, 0, 5, 0, "1", SWEEP(0, 1.5),
        "Weight of the situation S (sim/MODEL.md 8.2) in the utility."),
    NUMBER(RECORD_TYPE, severity_slope, -5, 5, 0, "utility", SWEEP(0, 1.5),
        "Weight of perceived severity minus 3 in the utility."),
    NUMBER(RECORD_TYPE, certainty, 0, 1, 0, "probability", SWEEP(.5, .95),
        "Confidence in the attribution of an incident at which doubt halves the odds of the "
        "response; below it they fall smoothly (sim/MODEL.md 8.15). 0: no confidence is "
        "needed."),
    NUMBER(RECORD_TYPE, trust_slope, -5, 5, 0, "1", SWEEP(0, 2),
        "Weight of trust in the named state, or in the partner of a request, in the utility."),
    NUMBER(RECORD_TYPE, firebreak, 0, 1, 0, "1", NEUTRAL,
        "1 if the response crosses the firebreak to military means."),
    NUMBER(RECORD_TYPE, own_domain, 0, 1, 0, "1", NEUTRAL,
        "1 if a trigger outside cyberspace makes this response less likely."),
    CHOICE(RECORD_TYPE, need, need_names, NEED_NOTHING,
        "Condition under which the response is possible."),
    NUMBER(RECORD_TYPE, harm, 0, 10, 0, "severity", SWEEP(4, 7),
        "With `need` crisis: perceived severity from which an attack (no espionage, no crime) "
        "makes the response possible outside a crisis. 0: no attack does."),
    NUMBER(RECORD_TYPE, act_rung, 0, 9, 0, "rung", SWEEP(0, 7),
        "Lowest rung of an open act in answer to which the response is possible; incidents are "
        "not affected. 0: any act."),
    SWITCH(RECORD_TYPE, crime, 1,
        "Whether the response is possible toward a state that is held responsible for crime."),
    CHOICE(RECORD_TYPE, effect, effect_names, EFFECT_NOTHING,
        "Effect of the response when it is executed."),
    CHOICE(RECORD_TYPE, doctrine, doctrine_names, DOCTRINE_NONE,
        "Doctrine value of the deciding state that is added to the utility."),
    CHOICE(RECORD_TYPE, family, response_family_names, FAMILY_NONE,
        "Card on which people in the seat of a state find the response; absent: on none."),
    CHOICE(RECORD_TYPE, bonus, lever_names, -1,
        "Lever that is added to the utility; absent: none."),
    NUMBER(RECORD_TYPE, delay_median_days, 0, 3650, 1, "days", SWEEP(0.1, 400),
        "Median time from decision to execution (lognormal)."),
    NUMBER(RECORD_TYPE, delay_log_sd, 0, 3, 1, "log days", SWEEP(0.3, 1.5),
        "Standard deviation of the logarithm of the time from decision to execution."),
    NUMBER(RECORD_TYPE, defer_days, 0, 3650, 0, "days", SWEEP(3, 90),
        "Maximum time that the state waits before it decides again; it decides earlier when "
        "the reply arrives. 0: it does not decide again."),
    SWITCH(RECORD_TYPE, joinable, 0,
        "Whether partners may join this open act (joint attribution)."),
    SWITCH(RECORD_TYPE, higher, 0,
        "Whether the counter-operation is more severe than its trigger."),
    SWITCH(RECORD_TYPE, offered, 1, "Whether states may choose the response."),
};
RECORD(response, RECORD_TYPE, "A response of a state to an incident or an act.");

/* Responses that are often possible together share a block of uniforms: 0 always possible, or
   help of a partner; 1 acts against a named state; 2 military acts, and suspension; 3 cooperation
   with the named state; 4 covert responses. */
#define VARIATE(block, k) (1 + 4 * (block) + (k))

static const RECORD_TYPE rows[] = {
    {.key.id = "absorb",
        .title = "absorb silently",
        .family = FAMILY_PASS,
        .crime = true,
        .doctrine = DOCTRINE_INERTIA,
        .bonus = -1,
        .variate = VARIATE(0, 0),
        .offered = true},
    {.key.id = "assistance_request",
        .title = "request for assistance",
        .family = FAMILY_TOGETHER,
        .side = SIDE_HELP,
        .alpha = -4.00,
        .severity_slope = .40,
        .trust_slope = .5,
        .need = NEED_PARTNER,
        .crime = true,
        .effect = EFFECT_ASSISTANCE,
        .bonus = LEVER_assistance_bonus,
        .delay_median_days = .25,
        .delay_log_sd = 1,
        .variate = VARIATE(0, 2),
        .offered = true},
    {.key.id = "consultation",
        .title = "formal consultations",
        .family = FAMILY_ASK,
        .alpha = -3.80,
        .severity_slope = .30,
        .trust_slope = 1,
        .need = NEED_NAMED,
        .crime = true,
        .effect = EFFECT_CONSULTATION,
        .bonus = LEVER_consultation_bonus,
        .defer_days = 14,
        .variate = VARIATE(3, 0),
        .offered = true},
    {.key.id = "counter_operation",
        .title = "covert counter-operation, same or lower severity",
        .family = FAMILY_COST,
        .side = SIDE_COVERT,
        .rung = 4,
        .alpha = -2.28,
        .hostility = .40,
        .severity_slope = .05,
        .certainty = .7,
        .own_domain = 1,
        .need = NEED_NAMED,
        .act_rung = 3,
        .effect = EFFECT_OPERATION,
        .doctrine = DOCTRINE_RETALIATION,
        .bonus = -1,
        .delay_median_days = 14,
        .delay_log_sd = 1.2,
        .variate = VARIATE(4, 1),
        .offered = true},
    {.key.id = "counter_operation_higher",
        .title = "covert counter-operation, higher severity",
        .family = FAMILY_COST,
        .side = SIDE_COVERT,
        .rung = 4,
        .alpha = -3.90,
        .hostility = .55,
        .severity_slope = .05,
        .certainty = .75,
        .own_domain = 1,
        .need = NEED_NAMED,
        .act_rung = 7,
        .effect = EFFECT_OPERATION,
        .doctrine = DOCTRINE_RETALIATION,
        .bonus = -1,
        .delay_median_days = 14,
        .delay_log_sd = 1.2,
        .higher = true,
        .variate = VARIATE(4, 2),
        .offered = true},
    {.key.id = "demarche",
        .title = "private demarche",
        .family = FAMILY_SAY,
        .rung = 1,
        .alpha = -2.60,
        .hostility = .25,
        .severity_slope = .20,
        .certainty = .5,
        .need = NEED_NAMED,
        .crime = true,
        .effect = EFFECT_ACT,
        .bonus = -1,
        .delay_median_days = 2,
        .delay_log_sd = .7,
        .variate = VARIATE(1, 0),
        .offered = true},
    {.key.id = "inquiry",
        .title = "inquiry over a direct channel",
        .family = FAMILY_ASK,
        .alpha = -3.80,
        .severity_slope = .20,
        .trust_slope = 1,
        .need = NEED_NAMED_AND_CHANNEL,
        .crime = true,
        .effect = EFFECT_INQUIRY,
        .bonus = LEVER_inquiry_bonus,
        .defer_days = 7,
        .variate = VARIATE(3, 1),
        .offered = true},
    {.key.id = "joint_investigation",
        .title = "joint investigation",
        .family = FAMILY_TOGETHER,
        .alpha = -4.60,
        .severity_slope = .20,
        .trust_slope = 1,
        .need = NEED_NAMED,
        .crime = true,
        .effect = EFFECT_INVESTIGATION,
        .bonus = LEVER_investigation_bonus,
        .defer_days = 45,
        .variate = VARIATE(3, 2),
        .offered = true},
    {.key.id = "legal_step",
        .title = "indictment, expulsion or other legal step",
        .family = FAMILY_COST,
        .rung = 3,
        .alpha = -4.17,
        .hostility = .55,
        .severity_slope = .95,
        .certainty = .7,
        .need = NEED_NAMED,
        .act_rung = 3,
        .crime = true,
        .effect = EFFECT_ACT,
        .doctrine = DOCTRINE_COERCION,
        .bonus = -1,
        .delay_median_days = 180,
        .delay_log_sd = 1,
        .variate = VARIATE(1, 2),
        .offered = true},
    {.key.id = "limited_force",
        .title = "limited armed force",
        .family = FAMILY_COST,
        .rung = 8,
        .alpha = -6.60,
        .hostility = 1,
        .severity_slope = .95,
        .certainty = .9,
        .firebreak = 1,
        .need = NEED_CRISIS,
        .act_rung = 7,
        .effect = EFFECT_ACT,
        .doctrine = DOCTRINE_FORCE,
        .bonus = -1,
        .delay_median_days = 5,
        .delay_log_sd = .7,
        .variate = VARIATE(2, 1),
        .offered = true},
    {.key.id = "military_display",
        .title = "military display",
        .family = FAMILY_COST,
        .rung = 7,
        .alpha = -2.60,
        .hostility = 1,
        .severity_slope = .95,
        .certainty = .8,
        .firebreak = 1,
        .need = NEED_CRISIS,
        .harm = 5,
        .act_rung = 3,
        .effect = EFFECT_ACT,
        .doctrine = DOCTRINE_FORCE,
        .bonus = -1,
        .delay_median_days = 5,
        .delay_log_sd = .7,
        .variate = VARIATE(2, 0),
        .offered = true},
    {.key.id = "mitigate",
        .title = "mitigate and inform operators",
        .family = FAMILY_REPAIR,
        .alpha = -.50,
        .severity_slope = .15,
        .crime = true,
        .effect = EFFECT_MITIGATION,
        .doctrine = DOCTRINE_INERTIA,
        .bonus = -1,
        .variate = VARIATE(0, 1),
        .offered = true},
    {.key.id = "no_request",
        .title = "no request to a partner",
        .family = FAMILY_NONE,
        .side = SIDE_HELP,
        .alpha = .70,
        .crime = true,
        .bonus = -1,
        .offered = true},
    {.key.id = "none",
        .title = "no covert operation",
        .family = FAMILY_NONE,
        .side = SIDE_COVERT,
        .crime = true,
        .doctrine = DOCTRINE_INERTIA,
        .bonus = -1,
        .variate = VARIATE(4, 0),
        .offered = true},
    {.key.id = "public_attribution",
        .title = "public attribution",
        .family = FAMILY_SAY,
        .rung = 2,
        .alpha = -2.42,
        .hostility = .50,
        .severity_slope = .10,
        .certainty = .6,
        .need = NEED_NAMED,
        .crime = true,
        .effect = EFFECT_ACT,
        .doctrine = DOCTRINE_PUBLICITY,
        .bonus = -1,
        .delay_median_days = 3,
        .delay_log_sd = 1,
        .joinable = true,
        .variate = VARIATE(1, 1),
        .offered = true},
    {.key.id = "sanctions",
        .title = "sanctions",
        .family = FAMILY_COST,
        .rung = 3,
        .alpha = -4.88,
        .hostility = .60,
        .severity_slope = .95,
        .certainty = .75,
        .need = NEED_NAMED,
        .act_rung = 3,
        .effect = EFFECT_ACT,
        .doctrine = DOCTRINE_COERCION,
        .bonus = -1,
        .delay_median_days = 90,
        .delay_log_sd = 1,
        .variate = VARIATE(1, 3),
        .offered = true},
    {.key.id = "suspend_agreement",
        .title = "suspension of an agreement",
        .family = FAMILY_NONE,
        .rung = 3,
        .alpha = -4.00,
        .hostility = .50,
        .severity_slope = .40,
        .certainty = .7,
        .need = NEED_AGREEMENT,
        .act_rung = 3,
        .effect = EFFECT_SUSPENSION,
        .bonus = -1,
        .delay_median_days = 14,
        .delay_log_sd = 1,
        .variate = VARIATE(2, 2)},
    {.key.id = "technical_notice",
        .title = "technical notice, CERT to CERT",
        .family = FAMILY_TOGETHER,
        .side = SIDE_HELP,
        .alpha = -3.20,
        .severity_slope = .10,
        .trust_slope = .5,
        .need = NEED_PARTNER,
        .crime = true,
        .effect = EFFECT_NOTICE,
        .bonus = LEVER_notice_bonus,
        .delay_median_days = .25,
        .delay_log_sd = 1,
        .variate = VARIATE(0, 3),
        .offered = true},
};
static bool
is_offered(const void *row)
{
    return ((const RECORD_TYPE *)row)->offered;
}

const struct builtins response_rows = {
    .at = rows, .count = FIELD_COUNT_OF(rows), .joins = is_offered};

bool
response_is_passive(const struct response *r)
{
    return r->effect == EFFECT_NOTHING || r->effect == EFFECT_MITIGATION;
}

bool
response_is_act(const struct response *r)
{
    return r->effect == EFFECT_ACT || r->effect == EFFECT_SUSPENSION;
}

bool
response_is_hostile_act(const struct response *r)
{
    return response_is_act(r) && ladder_is_hostile(r->rung);
}

bool
response_is_hostile(const struct response *r)
{
    return r->effect == EFFECT_OPERATION || response_is_hostile_act(r);
}

int32_t
response_variate(const char *id)
{
    int32_t row = text_index(id, TEXT_NAMES(rows, key.id, response_rows.count));

    return row < 0 ? 0 : rows[row].variate;
}
