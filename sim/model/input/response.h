/**
 * response.h - the responses of a state to an incident or an act. Each response is one row.
 *
 * A state makes its choices at one moment (MODEL.md, submodel 8): one covert response, then one
 * overt response and, at its first decision on an incident, one request for help. The utility of a
 * response is
 *
 *   U = alpha + e (s - 3) + h S + k w_k x_trust + bonus
 *       - f (F + F_c [cyber trigger] + w_rel [covert act ordered]) - b w_own [kinetic trigger]
 *       + doctrine
 *
 * S is the hostility of the situation, s the severity of the trigger and F the firebreak
 * (decision.c). Submodel 8 of MODEL.md defines the other symbols. The set of responses is the same
 * in every run. Agreements and channels change utilities and levers, but never the set. An
 * impossible response has the utility -INFINITY.
 *
 * A new row without `.offered = true` is part of a world only if the scenario names the row. It
 * needs no `.variate`. A new row therefore changes no existing result.
 */
#ifndef MODEL_INPUT_RESPONSE_H
#define MODEL_INPUT_RESPONSE_H

#include "model/catalogue/lever.h"
#include "model/input/values.h"

/** The choice to which a response belongs. */
enum response_side { SIDE_OVERT, SIDE_COVERT, SIDE_HELP, SIDE_COUNT };

/** The condition under which a response is possible. */
enum response_need {
    NEED_NOTHING,
    NEED_PARTNER, /* a technical channel to a state that can be asked for help */
    /* the incident is a crime by a group, and it is known from the territory of which state the
       group works */
    NEED_HOST,
    NEED_NAMED,             /* the deciding state has named another state */
    NEED_NAMED_AND_CHANNEL, /* a named state, and a political channel to it */
    NEED_AGREEMENT,         /* a named state, and an agreement with it that may be suspended */
    /* a named state, and either a crisis with it or a severe attack that was publicly attributed to
       it */
    NEED_CRISIS,
};

/** Why a response is impossible at a moment. */
enum response_obstacle {
    OBSTACLE_NONE,
    OBSTACLE_NOT_OFFERED,   /* the scenario does not offer the response */
    OBSTACLE_OUT_OF_BOUNDS, /* the row of the response excludes such a trigger */
    OBSTACLE_WAITED,        /* the state has already waited once for a reply or a result */
    OBSTACLE_NO_TEAM_FREE,  /* all operation teams are in use */
    /* partners cannot help, because the author of the open act is known or the attacker has stated
       a demand */
    OBSTACLE_OPEN_ACT,
    OBSTACLE_TURNED, /* the state can ask a partner for help only at its first decision */
    OBSTACLE_NO_PARTNER,
    OBSTACLE_NOBODY_NAMED,
    OBSTACLE_NO_CHANNEL,
    OBSTACLE_NO_AGREEMENT, /* there is no agreement that may be suspended */
    OBSTACLE_NO_CRISIS,
    OBSTACLE_SETTLED, /* since the matter began, an off-ramp was accepted or a demand was met; or an
                       * off-ramp that the state has offered has no reply yet */
    OBSTACLES
};

/** The ids of the obstacles in JSON and CSV; the array ends with NULL. */
extern const char *const response_obstacle_names[OBSTACLES + 1];

/**
 * The obstacles in words for the people in a seat, such as "you name nobody". NULL for
 * OBSTACLE_NONE.
 */
extern const char *const response_obstacle_words[OBSTACLES];

/**
 * The ids of the families in JSON: pass, repair, ask, together, say, cost. The array ends with
 * NULL.
 */
extern const char *const response_family_names[RESPONSE_FAMILIES + 1];

/** What the execution of a response does. The functions are in response/action.h. */
enum response_effect {
    EFFECT_NOTHING,
    EFFECT_MITIGATION, /* the state acts on its own networks, which ends the incident sooner */
    EFFECT_NOTICE,
    EFFECT_ASSISTANCE,
    EFFECT_INQUIRY,
    EFFECT_CONSULTATION,
    EFFECT_INVESTIGATION,
    EFFECT_ACT,        /* an open act against the named state, with the rung of the row */
    EFFECT_SUSPENSION, /* like EFFECT_ACT; it also suspends agreements with that state */
    EFFECT_OPERATION,  /* a counter-operation: a new incident whose parent is the trigger */
    EFFECT_POLICE,     /* a request to the state from whose territory a crime was committed */
};

/** Which of its doctrine values a state adds to the utility of a response. */
enum response_doctrine {
    DOCTRINE_NONE,
    DOCTRINE_INERTIA,
    DOCTRINE_PUBLICITY,
    DOCTRINE_RETALIATION,
    DOCTRINE_FORCE,
    DOCTRINE_COERCION /* coercion and publicity */
};

struct response {
    struct key key;
    const char *title;
    int32_t side; /* enum response_side */
    int64_t rung; /* 0 to 9; a counter-operation has the rung of its incident */
    double alpha;
    double hostility;      /* h */
    double severity_slope; /* e */
    /* confidence in the attribution at which doubt halves the odds; 0: doubt has no effect */
    double certainty;
    double trust_slope; /* k */
    int64_t firebreak;  /* f */
    int64_t own_domain; /* b */
    int32_t need;
    /* only for NEED_CRISIS. A publicly attributed attack makes the response possible without a
       crisis if its rung is 7 or above, or if its perceived severity is `harm` or above.
       `stake_private` is subtracted from the severity for a private target. 0: rung 7 or above is
       needed */
    double harm;
    int64_t act_rung; /* the response is possible after open acts of this rung or above */
    bool crime;       /* it is possible against a state that is held responsible for a crime */
    int32_t effect;
    int32_t doctrine;
    int32_t family; /* enum response_family */
    int32_t bonus;  /* the lever that is added to the utility; -1: none */
    double delay_median_days, delay_log_sd;
    /* maximum number of days until the state decides again; 0: no deferral */
    double defer_days;
    bool joinable;   /* for EFFECT_ACT: partners may join the act */
    bool higher;     /* for EFFECT_OPERATION: the operation is more severe than the trigger */
    bool offered;    /* whether states may choose it */
    int32_t variate; /* number of its variate in a decision, counted from 1; 0: it has none */
};

extern const struct record response_record;
extern const struct builtins response_rows;

/** Whether the response is an open act against the named state. */
bool response_is_act(const struct response *r);

/**
 * Whether the response addresses a state that is not blamed: a partner, or the state from whose
 * territory a group works.
 */
bool response_turns_elsewhere(const struct response *r);

/** Whether a state with this response does nothing outside of its own networks. */
bool response_is_passive(const struct response *r);

/**
 * Returns the median number of days until the response is executed. For a response that defers the
 * decision, returns the maximum number of days until the state decides again.
 */
double response_usual_days(const struct response *r);

/** Whether the response is a covert operation, or an open act of rung 2 or higher. */
bool response_is_hostile(const struct response *r);

/** Whether the response is an open act of rung 2 or higher. */
bool response_is_hostile_act(const struct response *r);

enum { RESPONSE_MAX = 32 };

/**
 * A decision has RESPONSE_BLOCKS blocks of four uniform numbers. The first built-in rows use the
 * number with their index `variate`. These indices are part of the addresses of random numbers and
 * must never change. Every other row (variate 0) draws from an address of its own. No row therefore
 * changes the random number of another row.
 */
enum { RESPONSE_BLOCKS = 5 };

/**
 * Returns the variate of the built-in row with that id; 0 if there is no such row or it has no
 * variate.
 */
int32_t response_variate(const char *id);

/** The terms of a utility, in the order in which they are added. */
enum term {
    TERM_CONSTANT,
    TERM_SEVERITY,
    TERM_INTENT,
    TERM_CONFIDENCE,
    TERM_TENSION,
    TERM_PRESSURE,
    TERM_TRUST,
    TERM_PLEDGE,
    TERM_COST,
    TERM_COOPERATION,
    TERM_MEASURE,
    TERM_FIREBREAK,
    TERM_OWN_DOMAIN,
    TERM_DOCTRINE,
    TERM_COUNT
};

extern const char *const response_term_names[TERM_COUNT];

/** An option of a decision. Its utility is -INFINITY if it is impossible. */
struct option {
    int32_t response;
    double utility;
    double term[TERM_COUNT];
};

#endif
