/**
 * rare_event.h - a rare event of a run, and the importance: how near a run is to the event.
 *
 * An event is a condition over names, in the language of design/expression.h:
 *
 *   rung      rung of a directed dyad, 0 to 9
 *   tension   tension of a directed dyad
 *   trust     trust of a directed dyad, in (0, 1)
 *   crisis    1 while the two are in a crisis, else 0
 *   chain     generation of the latest act or operation of their longest open chain of hostile
 *             responses: 1 for a response, 2 for the response to it; 0 if none is open
 *   acts_N    number of acts and operations of rung N between the two so far, N from 0 to 9
 *
 * A name alone stands for all chosen dyads: the largest value of rung, tension, crisis and
 * chain, the smallest trust, the sum of acts_N. A name with two states stands for the direction
 * of the first toward the second (rung_A_B), or for the pair (crisis_A_B, chain_A_B).
 *
 * The rare event happens when the condition holds for the first time after an event of the run.
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

/** The largest importance of a state in which the condition does not hold. */
#define RARE_IMPORTANCE_MAX 0.999

/** A name of an expression, resolved for a world. */
struct rare_name {
    int32_t quantity;   /* enum rare_quantity */
    int32_t rung;       /* of acts */
    int32_t pair, side; /* NONE: the chosen dyads */
    bool used;          /* by an expression */
};

struct rare_event {
    const struct world *world;
    struct expression condition, importance;
    bool own_importance; /* `importance` is given; else the default */
    struct rare_name *names;
    struct expression_name *ids; /* of the names, at the same indices */
    int32_t n_names;
    int32_t *pairs; /* the chosen dyads */
    int32_t n_pairs;
    int32_t *near; /* those of the default importance */
    int32_t n_near;
    double *start; /* values of the names on the first day */
};

/** The texts of a command line or an experiment from which an event is read. */
struct rare_texts {
    const char *prefix; /* of the names of the texts in messages: "--" for options */
    const char *condition;
    const char
        *importance; /* a number in [0, 1] that grows toward the event; NULL: the default */
    const char *const *dyads; /* ids of pairs, A:B; none: all that are related */
    int32_t n_dyads;
};

/** Observers of a run that counts acts; pass them to every call about the run. */
extern const struct observers rare_event_observers;

/**
 * Reads an event for a world, which must outlive it; memory comes from the arena. STATUS_USAGE
 * with a message that begins with the name of the text.
 */
enum status rare_event_read(struct rare_event *e, const struct rare_texts *texts,
    const struct world *w, struct arena *a, struct failure *f) MUST_CHECK;

/** Stores the values on the first day of a run, from which the default importance measures
 * progress. */
void rare_event_set_start(struct rare_event *e, const struct run *r);

/** Number of changes that observers have recorded so far. While it stays equal, values change
 * only by decay. */
uint64_t rare_event_changes(const struct run *r);

/**
 * The importance of the present state of the run, in [0, 1]; 1 if the condition holds. The
 * default importance has two parts of equal weight: the degree to which the condition holds,
 * and the heat of the hottest dyad in the condition.
 *
 *   degree  of x >= c: the share of the way from the first day to c; of `and`: the mean over its
 *           parts; of `or`: the largest one; of `not`: 1 - degree
 *   heat    the mean of rung / 9, tension / (tension + threshold), chain / (chain + 2) and the highest
 *           rung of hostile responses that are ordered and not executed yet, / 9
 */
double rare_event_importance(const struct rare_event *e, const struct run *r);

#endif
