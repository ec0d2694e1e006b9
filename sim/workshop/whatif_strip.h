/**
 * whatif_strip.h - computes how the difference between two choices depends on three parameters
 * without empirical values. Each parameter is halved and doubled.
 */
#ifndef WORKSHOP_WHATIF_STRIP_H
#define WORKSHOP_WHATIF_STRIP_H

#include "workshop/whatif.h"

enum whatif_factor {
    WHATIF_CREDIBILITY, /* credibility of every channel, at most 1 */
    /* good experience of every state with every other, at the stop and in the prior of trust */
    WHATIF_TRUST,
    WHATIF_FALSE_FLAG, /* share of operations under a false flag from the stop on, at most 1 */
    WHATIF_FACTORS
};
extern const char *const whatif_factor_names[WHATIF_FACTORS + 1];

/** The levels of a parameter: halved, unchanged, doubled. */
enum { WHATIF_LEVELS = 3 };
extern const double whatif_levels[WHATIF_LEVELS];

struct whatif_strip {
    struct estimate difference[WHATIF_FACTORS][WHATIF_LEVELS]; /* the arm minus habit */
};

/**
 * Repeats the question under each factor and level, for the arm with that id and for one measure.
 * What states know and believe at the stop does not change. Returns STATUS_BAD_INPUT if there is no
 * such arm.
 */
enum status whatif_strip_run(const struct whatif_question *q, const char *arm,
    enum workshop_measure measure, struct whatif_strip *strip) MUST_CHECK;

/**
 * Whether the interval at one of the levels lies entirely on the opposite side of 0 from the
 * unchanged value.
 */
bool whatif_strip_flips(const struct whatif_strip *strip);

#endif
