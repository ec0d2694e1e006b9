#include "model/input/response.h"

#include "model/catalogue/field_macros.h"
#include "model/input/ladder.h"

static const char *const side_names[] = {"overt", "covert", "help", NULL};
static const char *const need_names[] = {
    "nothing", "partner", "host", "named", "named_and_channel", "agreement", "crisis", NULL};
static const char *const effect_names[] = {"nothing", "mitigation", "notice", "assistance",
    "inquiry", "consultation", "investigation", "act", "suspension", "operation", "police",
    NULL};
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
    "it is too severe for what happened, or comes too late", "you have waited once already",
    "no team is free", "its author is known",
    "a partner can help only at the first decision on a matter",
    "no technical channel to a partner is open", "choose a state first", "no channel is open",
    "no agreement with it is in force", "there is no crisis", "it is settled between you"};

#define RECORD_TYPE struct response
static const struct field response_fields[] = {
    TEXT(RECORD_TYPE, title, "Title for readers."),
    CHOICE(RECORD_TYPE, side, side_names, SIDE_OVERT,
        "Group to which the response belongs: overt acts, covert operations, or help of a "
        "partner. A state chooses one response of each group."),
    NUMBER(RECORD_TYPE, rung, 0, 9, 0, "rung", NEUTRAL,
        "Rung of the act on the escalation ladder; a counter-operation takes the rung of its "
        "incident."),
    NUMBER(RECORD_TYPE, alpha, -20, 20, -4, "utility", FITTED("V10, V13"),
        "Constant term of the utility of the response."),
    NUMBER(RECORD_TYPE, hostility, 0, 5, 0, "1", SWEEP(0, 1.5),
        "Weight in the utility of the situation S: how serious the trigger is for the state "
        "(sim/MODEL.md 8.2)."),
    NUMBER(RECORD_TYPE, severity_slope, -5, 5, 0, "utility", SWEEP(0, 1.5),
        "Weight of perceived severity minus 3 in the utility."),
    NUMBER(RECORD_TYPE, certainty, 0, 1, 0, "probability", SWEEP(.5, .95),
        "Confidence in the attribution of an incident at which doubt halves the odds of the "
        "response; below it they fall smoothly (sim/MODEL.md 8.15). 0: no confidence is "
        "needed."),
    NUMBER(RECORD_TYPE, trust_slope, -5, 5, 0, "1", SWEEP(0, 2),
        "Weight of trust in the named state, or in the partner of a request, in the utility."),
    NUMBER(RECORD_TYPE, firebreak, 0, 1, 0, "1", NEUTRAL,
        "1 if the response crosses the firebreak, the limit between other means and military "
        "force."),
    NUMBER(RECORD_TYPE, own_domain, 0, 1, 0, "1", NEUTRAL,
        "1 if the response belongs to cyberspace, so that a trigger outside it makes the "
        "response less likely."),
    CHOICE(RECORD_TYPE, need, need_names, NEED_NOTHING,
        "Condition under which the response is possible."),
    NUMBER(RECORD_TYPE, harm, 0, 10, 0, "severity", SWEEP(4, 7),
        "Only for responses whose `need` is crisis: perceived severity from which an attack "
        "(no "
        "espionage, no crime) makes the response possible also without a crisis. 0: it needs a "
        "crisis."),
    NUMBER(RECORD_TYPE, act_rung, 0, 9, 0, "rung", SWEEP(0, 7),
        "Minimum rung of an open act to which the response is possible; responses to incidents "
        "are not affected. 0: any act."),
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
        "Median time from decision to execution (lognormal); of a counter-operation the time "
        "of "
        "preparation of a disruption without existing access (sim/MODEL.md 9.9)."),
    NUMBER(RECORD_TYPE, delay_log_sd, 0, 3, 1, "log days", SWEEP(0.3, 1.5),
        "Standard deviation of the logarithm of the time from decision to execution."),
    NUMBER(RECORD_TYPE, defer_days, 0, 3650, 0, "days", SWEEP(3, 90),
        "Maximum time that the state waits before it decides again; a reply that arrives "
        "earlier ends the wait. 0: the state does not decide again."),
    SWITCH(RECORD_TYPE, joinable, 0,
        "Whether partners may join this open act (joint attribution)."),
    SWITCH(RECORD_TYPE, higher, 0,
        "Whether the counter-operation is more severe than its trigger."),
    SWITCH(RECORD_TYPE, offered, 1, "Whether states may choose the response."),
};
RECORD(response, RECORD_TYPE, "A response of a state to an incident or an act.");

bool
response_turns_elsewhere(const struct response *r)
{
    return r->need == NEED_PARTNER || r->need == NEED_HOST;
}

bool
response_is_passive(const struct response *r)
{
    return r->effect == EFFECT_NOTHING || r->effect == EFFECT_MITIGATION;
}

double
response_usual_days(const struct response *r)
{
    return r->defer_days > 0 ? r->defer_days : r->delay_median_days;
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
