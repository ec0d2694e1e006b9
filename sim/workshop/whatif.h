/**
 * whatif.h - computes what usually follows from a decision of a seat, for each of its options.
 *
 * The continuations begin at a stop, with the matters on the tables. The other seats settle their
 * matters as they did in the exercise, or by habit. The seat settles one matter in one of several
 * ways (arms). From then on the model plays every seat. In the first arm, `habit`, the model
 * settles the matter, with new random numbers in each continuation. All other arms are compared
 * with it. If the settlement of another matter has made a choice impossible, the matter is settled
 * by habit, as in an exercise. The measures count only consequences of this matter: acts whose
 * chain of parents leads back to it (cascade.h).
 *
 * For a decision, the arms are the families of responses. For a question, a request, a case or an
 * order, the arms are the possible answers. The measures are then those of the incident in
 * question, and the victim of this incident takes the role of "the seat" in cascade.h. For an
 * offer, only the crisis is measured.
 */
#ifndef WORKSHOP_WHATIF_H
#define WORKSHOP_WHATIF_H

#include "model/run_tabled.h"
#include "workshop/cascade.h"
#include "workshop/paired.h"

/**
 * Returns the family of an overt or covert response; FAMILY_NONE for requests for help (MODEL.md
 * 8.4).
 */
int32_t whatif_family_of(const struct response *r);

/** How another seat settled a matter of the same stop. */
struct whatif_choice {
    int32_t state, number;
    struct settlement settlement;
};

struct whatif_question {
    /* the run at the stop, without observers; its matters are on the tables (tabled.h) */
    const struct run *stop;
    const struct world *world;
    /* matters that are not in this list are settled by habit */
    const struct whatif_choice *others;
    int32_t n_others;
    int32_t state, number;        /* state and number of the matter */
    const struct settlement *own; /* the choice of the seat; NULL: habit, or unknown */
    double days;                  /* length of each continuation */
    int64_t n;                    /* number of continuations of each arm */
    int32_t threads;
    const atomic_bool *cancelled; /* see continuation.h */
    bool unpaired;                /* see continuation.h */
    const char *only;             /* id of the only arm besides habit; NULL: all arms */
};

enum { WHATIF_ARMS_MAX = SETTLEMENT_REPLIES + 1 };
_Static_assert((int)WHATIF_ARMS_MAX > (int)RESPONSE_FAMILIES, "room for every family");

struct whatif_arm {
    const char *id; /* "habit", or the id of a family or an answer */
    bool habit;
    int32_t response; /* response that represents the family; NONE: none */
    bool chosen;      /* the seat has chosen this arm */
    struct settlement
        settlement; /* how the seat settles the matter in this arm; not set for habit */
    struct paired_result result[CASCADE_MEASURES]; /* differences from habit */
};

struct whatif {
    int32_t n_arms;
    struct whatif_arm arm[WHATIF_ARMS_MAX];
    int64_t n;
    double *values; /* the values of continuation_run() */
};

/**
 * Sets the arms. The first is habit. For a decision, there is one arm for each family with a
 * possible response: the response that the seat chose, otherwise the one with the highest utility.
 * For other matters, there is one arm for each possible answer. Returns STATUS_BAD_INPUT if the
 * matter is not on the table of the state.
 */
enum status whatif_arms(const struct whatif_question *q, struct whatif *x) MUST_CHECK;

/** Sets the arms and computes their results. Call whatif_free() in any case. */
enum status whatif_run(const struct whatif_question *q, struct whatif *x) MUST_CHECK;

/**
 * Adds continuations to an earlier result of the same question until there are q->n of each arm.
 * The result is the same as that of whatif_run().
 */
enum status whatif_more(const struct whatif_question *q, struct whatif *x) MUST_CHECK;

void whatif_free(struct whatif *x);

#endif
