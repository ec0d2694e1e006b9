/**
 * expression.h - conditions on points: "latency < 24 and not doctrine == \"restraint\"".
 *
 * Operands are numbers and names of factors; operators are + - * /, comparisons, and, or, not;
 * parentheses group. A factor with text levels can only be compared by == or != with one of its
 * levels. Names may contain '-': a minus between two factors needs spaces around it.
 */
#ifndef DESIGN_EXPRESSION_H
#define DESIGN_EXPRESSION_H

#include "design/factor.h"

struct expression_step;

/** A parsed condition. */
struct expression {
    struct expression_step *steps; /* program of a stack machine */
    int32_t n_steps;
};

enum { EXPRESSION_WHY_BYTES = 200 };

/**
 * Parses a condition; the steps live in the arena. Returns STATUS_BAD_INPUT, with a message in
 * `why`, if the text is not a condition.
 */
enum status expression_read(struct expression *x, const char *text,
    const struct factor *factors, int32_t n_factors, struct arena *a,
    char why[EXPRESSION_WHY_BYTES]) MUST_CHECK;

/** Whether a row satisfies the condition. A comparison with an unset factor is false. */
bool expression_holds(const struct expression *x, const double *row);

#endif
