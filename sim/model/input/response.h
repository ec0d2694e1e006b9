/**
 * response.h - the responses of a state to an incident or an act. Each response is one row.
 *
 * Choices are made at one moment (MODEL.md 8): among the covert rows, then among the overt
 * rows, and at the first decision on an incident also among the rows that ask a partner for
 * help. Utility of a row:
 *
 *   U = alpha + e (s - 3) + h S + k w_k x_trust + bonus
 *       - f (F + F_c [cyber trigger] + w_rel [covert act ordered]) - b w_own [kinetic trigger]
 *       + doctrine
 *
 * S is the hostility of the situation, s its severity and F its firebreak (decision.c). The set
 * of responses is the same in every run: agreements and channels change utilities and levers,
 * never the set. An impossible response has utility -INFINITY.
 *
 * A new row without `.offered = true` is part of a world only if its scenario names the row, and
 * needs no `.variate`. So a new row changes no byte of any existing result.
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
    NEED_PARTNER,           /* a technical channel to a state to which it may turn */
    NEED_HOST,              /* a crime by a group, and a state from whose territory it works */
    NEED_NAMED,             /* a named state */
    NEED_NAMED_AND_CHANNEL, /* and a political channel to it */
    NEED_AGREEMENT,         /* a named state and an agreement with it that may be suspended */
    NEED_CRISIS, /* a named state, and a crisis with it or a severe attack that was attributed in public */
};

/** Why a response is impossible at a moment. */
enum response_obstacle {
    OBSTACLE_NONE,
    OBSTACLE_NOT_OFFERED,   /* not offered by the scenario */
    OBSTACLE_OUT_OF_BOUNDS, /* its row does not allow it against such a trigger */
    OBSTACLE_WAITED,        /* the state has already waited once for a reply or a result */
    OBSTACLE_NO_TEAM_FREE,  /* all operation teams are in use */
    OBSTACLE_OPEN_ACT,      /* the author of the act is known, or has stated a demand; partners
                             * cannot help */
    OBSTACLE_TURNED,        /* the state could ask a partner for help at the first decision
                             * only */
    OBSTACLE_NO_PARTNER,
    OBSTACLE_NOBODY_NAMED,
    OBSTACLE_NO_CHANNEL,
    OBSTACLE_NO_AGREEMENT, /* that may be suspended */
    OBSTACLE_NO_CRISIS,
    OBSTACLE_SETTLED, /* an off-ramp was accepted, or a demand met, since it began */
    OBSTACLES
};

/** Their ids: none, not_offered, out_of_bounds, waited, no_team_free, open_act, turned,
 * no_partner, nobody_named, no_channel, no_agreement, no_crisis, settled; ends with NULL. */
extern const char *const response_obstacle_names[OBSTACLES + 1];

/** The obstacles in words for the people in a seat, such as "you name nobody"; NULL for
 * OBSTACLE_NONE. */
extern const char *const response_obstacle_words[OBSTACLES];

/** Ids of the families: pass, repair, ask, together, say, cost; ends with NULL. */
extern const char *const response_family_names[RESPONSE_FAMILIES + 1];

/** The effect of executing a response; the functions are in response/action.h. */
enum response_effect {
    EFFECT_NOTHING,
    EFFECT_MITIGATION, /* at home: ends the incident sooner */
    EFFECT_NOTICE,
    EFFECT_ASSISTANCE,
    EFFECT_INQUIRY,
    EFFECT_CONSULTATION,
    EFFECT_INVESTIGATION,
    EFFECT_ACT,        /* an open act of the row's rung toward the named state */
    EFFECT_SUSPENSION, /* EFFECT_ACT, and suspends agreements with that state */
    EFFECT_OPERATION,  /* a counter-operation: a new incident whose parent is the trigger */
    EFFECT_POLICE,     /* a request to the state from whose territory a crime was committed */
};

/** The doctrine value of the deciding state that is added to the utility. */
enum response_doctrine {
    DOCTRINE_NONE,
    DOCTRINE_INERTIA,
    DOCTRINE_PUBLICITY,
    DOCTRINE_RETALIATION,
    DOCTRINE_FORCE,
    DOCTRINE_COERCION /* and publicity */
};

struct response {
    struct key key;
    const char *title;
    int32_t side; /* enum response_side */
    int64_t rung; /* 0..9; a counter-operation takes the rung of its incident */
    double alpha;
    double hostility;      /* h */
    double severity_slope; /* e */
    double certainty;      /* confidence in the attribution that it needs; 0: none */
    double trust_slope;    /* k */
    int64_t firebreak;     /* f */
    int64_t own_domain;    /* b */
    int32_t need;
    double
        harm; /* NEED_CRISIS: perceived severity of an attack that suffices, if it was attributed
                    in public; 0: none does, below rung 7 */
    int64_t act_rung; /* lowest rung of an open act to which it is possible */
    bool crime;       /* possible against a state that is held responsible for crime */
    int32_t effect;
    int32_t doctrine;
    int32_t family; /* enum response_family */
    int32_t bonus;  /* the lever that adds to its utility, -1 for none */
    double delay_median_days, delay_log_sd;
    double defer_days; /* > 0: the state decides again after at most that time */
    bool joinable;     /* EFFECT_ACT: partners may join it */
    bool higher;       /* EFFECT_OPERATION: more severe than the trigger */
    bool offered;      /* states may choose it */
    int32_t variate;   /* number of its variate in a decision, from 1; 0: none */
};

extern const struct record response_record;
extern const struct builtins response_rows;

/** Whether the response is an open act toward the named state. */
bool response_is_act(const struct response *r);

/** Whether the response addresses a state that is not blamed: a partner, or the host of a
 * group. */
bool response_turns_elsewhere(const struct response *r);

/** Whether the state does nothing outside its own networks. */
bool response_is_passive(const struct response *r);

/** Whether the response is a covert operation, or an open act of rung 2 or higher. */
bool response_is_hostile(const struct response *r);

/** Whether the response is an open act of rung 2 or higher. */
bool response_is_hostile_act(const struct response *r);

enum { RESPONSE_MAX = 32 };

/**
 * The uniforms of a decision come in blocks of four. Each of the first built-in rows has the
 * uniform of number `variate`; the numbers are part of the address format and must never change.
 * Every other row (variate 0) draws from its own address. So no row changes another
 * row's variate.
 */
enum { RESPONSE_BLOCKS = 5 };

/** The variate of the built-in row with that id; 0 if there is no such row or it has none. */
int32_t response_variate(const char *id);

/** Terms of a utility, in the order of addition. */
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

/** An option; utility -INFINITY if it is impossible. */
struct option {
    int32_t response;
    double utility;
    double term[TERM_COUNT];
};

#endif
