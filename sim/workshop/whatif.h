/**
 * whatif.h - what usually follows from a decision of a seat, for each of its options.
 *
 * The continuations begin at a stop with the matters on the tables. The other seats settle
 * their matters as they did (or by habit), the seat settles one matter in one of several ways
 * (arms), and from then on the model plays every seat. In the first arm, `habit`, the model
 * settles the matter, with new draws in each continuation; all other arms are compared with it.
 * A choice that the settlement of another matter has made impossible is left to habit, as in an
 * exercise. The measures count only consequences of this matter: acts whose chain of parents
 * leads back to it (cascade.h).
 *
 * For a decision, the arms are the families of responses. For a question, a request, a case or
 * an order they are the possible answers, and the measures are those of the incident that the
 * matter is about; its victim is "the seat" of cascade.h. For an offer only the crisis is
 * measured.
 */
#ifndef WORKSHOP_WHATIF_H
#define WORKSHOP_WHATIF_H

#include "model/run_tabled.h"
#include "workshop/cascade.h"
#include "workshop/paired.h"

/** The family of an overt or covert response; FAMILY_NONE for responses of help (8.4). */
int32_t whatif_family_of(const struct response *r);

/** How another seat settled a matter of the same stop. */
struct whatif_choice {
    int32_t state, number;
    struct settlement settlement;
};

struct whatif_question {
    const struct run *stop; /* without observers; its matters are open (tabled.h) */
    const struct world *world;
    const struct whatif_choice *others; /* matters not in the list: habit */
    int32_t n_others;
    int32_t state, number;        /* of the matter */
    const struct settlement *own; /* the choice of the seat; NULL: habit, or not known */
    double days;                  /* length of the continuations */
    int64_t n;                    /* continuations of each arm */
    int32_t threads;
    const atomic_bool *cancelled; /* see continuation.h */
    bool unpaired;                /* see continuation.h */
    const char *only;             /* id of the only arm besides habit; NULL: all arms */
};

enum { WHATIF_ARMS_MAX = SETTLEMENT_REPLIES + 1 };
_Static_assert((int)WHATIF_ARMS_MAX > (int)RESPONSE_FAMILIES, "room for every family");

struct whatif_arm {
    const char *id; /* "habit", or of a family or an answer */
    bool habit;
    int32_t response;             /* the response that represents the family; NONE: none */
    bool chosen;                  /* the choice of the seat */
    struct settlement settlement; /* not of habit */
    struct paired_result result[CASCADE_MEASURES]; /* compared with habit */
};

struct whatif {
    int32_t n_arms;
    struct whatif_arm arm[WHATIF_ARMS_MAX];
    int64_t n;
    double *values; /* as from continuation_run() */
};

/**
 * Sets the arms: habit, and for each family with a possible response the chosen one or else the
 * one of highest utility, or each possible answer. STATUS_BAD_INPUT if the matter does not lie
 * on the table of the state.
 */
enum status whatif_arms(const struct whatif_question *q, struct whatif *x) MUST_CHECK;

/** Sets the arms and computes their results. Call whatif_free() in any case. */
enum status whatif_run(const struct whatif_question *q, struct whatif *x) MUST_CHECK;
void whatif_free(struct whatif *x);

#endif
