/**
 * expression.h - conditions on points: "latency < 24 and not doctrine == \"restraint\"".
 *
 * Numbers, names of factors, + - * / and comparisons of them, and, or, not and parentheses.
 * A factor whose values are texts is only compared, with == or != and one of its levels. Names
 * may hold '-', so that a minus between two factors has spaces around it.
 */
#ifndef DESIGN_EXPRESSION_H
#define DESIGN_EXPRESSION_H

#include "design/factor.h"

struct expression_step;

/** A condition, ready to be asked of points. */
struct expression {
    struct expression_step *steps; /* in the order of evaluation, a stack machine */
    int32_t n_steps;
};

enum { EXPRESSION_WHY_BYTES = 200 };

/**
 * Takes a text apart; its steps live in the arena. STATUS_BAD_INPUT, and what is wrong in `why`,
 * if it is no condition.
 */
enum status expression_read(struct expression *x, const char *text,
    const struct factor *factors, int32_t n_factors, struct arena *a,
    char why[EXPRESSION_WHY_BYTES]) MUST_CHECK;

/** Whether it holds at a point. A comparison with a factor that is not set does not hold. */
bool expression_holds(const struct expression *x, const double *row);

#endif
