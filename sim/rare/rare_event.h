/**
 * rare_event.h - a rare event of a run, and the importance: how near a run is to the event.
 *
 * An event is a condition over names, in the language of design/expression.h:
 *
 *   rung      rung of a directed dyad, 0 to 9
 *   tension   tension of a directed dyad
 *   trust     trust of a directed dyad, in (0, 1)
 *   crisis    1 while the two states are in a crisis, else 0
 *   chain     largest generation among the hostile acts and operations between the two states
 *             that still have pending events: 1 for a response, 2 for the response to that
 *             response, and so on; 0 if there is none
 *   acts_N    number of acts and operations of rung N so far, N from 0 to 9
 *
 * A name without states is computed over all chosen dyads: the largest value of rung, tension,
 * crisis and chain, the smallest trust, the sum of acts_N. A name with two states is the value of
 * the direction from the first to the second state (rung_A_B, acts_N_A_B), or of the pair
 * (crisis_A_B, chain_A_B).
 *
 * The rare event has happened when the condition holds for the first time.
 */
#ifndef RARE_RARE_EVENT_H
#define RARE_RARE_EVENT_H

#include "design/expression.h"
#include "model/run.h"

enum rare_quantity {
    RARE_RUNG,
    RARE_TENSION,
    RARE_TRUST,
    RARE_CRISIS,
    RARE_CHAIN,
    RARE_ACTS,
    RARE_QUANTITIES
};

enum { RARE_NAMES_ALONE = 15, RARE_NAMES_MAX = 64 };

/** The largest importance while the condition does not hold. */
#define RARE_IMPORTANCE_MAX 0.999

/** A name of an expression, resolved for a world. */
struct rare_name {
    int32_t quantity;   /* enum rare_quantity */
    int32_t rung;       /* the N of acts_N */
    int32_t pair, side; /* NONE: all chosen dyads */
    bool used;          /* whether an expression contains the name */
};

struct rare_event {
    const struct world *world;
    struct expression condition, importance;
    bool own_importance; /* the user has given `importance`; otherwise the default is used */
    struct rare_name *names;
    struct expression_name *ids; /* texts of the names, at the same indices */
    int32_t n_names;
    int32_t *pairs; /* indices of the chosen dyads */
    int32_t n_pairs;
    int32_t *near; /* indices of the dyads in the condition, for the default importance */
    int32_t n_near;
    double *start; /* values of the names on the first day */
};

/** The texts, from a command line or an experiment, that define an event. */
struct rare_texts {
    const char *prefix; /* put before the name of a text in messages: "--" for options */
    const char *condition;
    /* a number in [0, 1] that grows as the event comes nearer; NULL: the default */
    const char *importance;
    /* ids of pairs, A:B; if there are none, all related pairs are chosen */
    const char *const *dyads;
    int32_t n_dyads;
};

/** The observers that count acts in a run. Pass them to every call for this run. */
extern const struct observers rare_event_observers;

/**
 * Reads an event for a world. The world must exist as long as the event. Memory comes from the
 * arena. If a text is wrong, returns STATUS_USAGE with a message that begins with the name of the
 * text.
 */
enum status rare_event_read(struct rare_event *e, const struct rare_texts *texts,
    const struct world *w, struct arena *a, struct failure *f) MUST_CHECK;

/**
 * Stores the values on the first day of a run. The default importance measures progress from these
 * values.
 */
void rare_event_set_start(struct rare_event *e, const struct run *r);

/**
 * Returns the number of changes that observers have recorded so far. While this number stays the
 * same, the values of the names change only by decay.
 */
uint64_t rare_event_changes(const struct run *r);

/**
 * Returns the importance of the present state of the run, in [0, 1]. It is 1 if the condition
 * holds. The default importance is the mean of two numbers: the degree to which the condition holds
 * (degree.h), and the largest heat of the dyads in the condition. The heat of a dyad is the mean of
 *   - rung / 9,
 *   - tension / (tension + threshold),
 *   - chain / (chain + 2), and
 *   - the highest rung of its ordered, not yet executed hostile responses, divided by 9.
 */
double rare_event_importance(const struct rare_event *e, const struct run *r);

#endif
