/**
 * response.h - what a state may do about an incident or an act. A response is one row.
 *
 * Two choices are made at one moment (MODEL.md 8): first among the covert rows, then among the
 * overt rows. Utility of a row:
 *
 *   U = alpha + e (s - 3) + h S + k w_k x_trust + bonus
 *       - f (F + F_c [cyber trigger] + w_rel [covert act ordered]) - b w_own [kinetic trigger]
 *       + doctrine
 *
 * with the situation S of decision.h. The repertoire is the same in every run: agreements and
 * channels change utilities and levers, never the set; what is impossible has utility -INFINITY.
 *
 * A new row is offered only where a scenario says so: without `.offered = true` it joins no world
 * that does not name it, and needs no `.variate`. So adding one moves no byte of any result.
 */
#ifndef MODEL_INPUT_RESPONSE_H
#define MODEL_INPUT_RESPONSE_H

#include "model/catalogue/lever.h"

enum response_visibility { VISIBILITY_OVERT, VISIBILITY_COVERT };

/** What the row needs to be possible. */
enum response_need {
    NEED_NOTHING,
    NEED_PARTNER,           /* a technical channel to some other state than the suspect */
    NEED_NAMED,             /* a named state */
    NEED_NAMED_AND_CHANNEL, /* and a political channel to it */
    NEED_AGREEMENT,         /* a named state and an agreement in force with it */
    NEED_CRISIS, /* a named state, and a crisis with it or a trigger of rung 7 or more */
};

/** What the row does when it is executed; the functions stand in action.h. */
enum response_effect {
    EFFECT_NOTHING,
    EFFECT_NOTICE,
    EFFECT_ASSISTANCE,
    EFFECT_INQUIRY,
    EFFECT_CONSULTATION,
    EFFECT_INVESTIGATION,
    EFFECT_ACT,        /* an open act of the row's rung toward the named state */
    EFFECT_SUSPENSION, /* the same, and suspends the agreements in force with it */
    EFFECT_OPERATION,  /* a counter-operation: a new incident whose parent is the trigger */
};

/** Which doctrine value of the deciding state enters the utility. */
enum response_doctrine {
    DOCTRINE_NONE,
    DOCTRINE_INERTIA,
    DOCTRINE_PUBLICITY,
    DOCTRINE_RETALIATION
};

struct response {
    struct key key;
    const char *title;
    int32_t side; /* enum response_visibility */
    int64_t rung; /* 0..9; of a counter-operation: that of the incident it becomes */
    double alpha;
    double hostility;      /* h */
    double severity_slope; /* e */
    double trust_slope;    /* k */
    int64_t firebreak;     /* f */
    int64_t own_domain;    /* b */
    int32_t need;
    int32_t effect;
    int32_t doctrine;
    int32_t bonus; /* the lever that adds to its utility, -1 for none */
    double delay_median_days, delay_log_sd;
    double defer_days; /* > 0: a second decision after that long at most */
    bool joinable;     /* EFFECT_ACT: partners may join it */
    bool higher;       /* EFFECT_OPERATION: of higher severity than the trigger */
    bool offered;      /* states may choose it */
    int32_t variate;   /* which of the variates of a decision is its own, from 1; 0: none */
};

extern const struct record response_record;
extern const struct builtins response_rows;

/** Whether it is done against the named state: covertly, or openly on rung 2 or higher. */
bool response_is_hostile(const struct response *r);

enum { RESPONSE_MAX = 32 };

/**
 * Uniforms of a decision come four to a block. The first built-in rows each have one of their own,
 * number `variate`: part of the address format, like the name of a purpose, never to be changed.
 * Every other row has none, 0, and draws from an address of its own. Either way no row's presence
 * moves the variate of another.
 */
enum { RESPONSE_BLOCKS = 5 };

/** Of the built-in row of that id; 0 if there is none or it has none. */
int32_t response_variate(const char *id);

/** Terms of a utility, in the order they are added. */
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

/** An option of one side: utility -INFINITY if it is impossible. */
struct option {
    int32_t response;
    double utility;
    double term[TERM_COUNT];
};

#endif
