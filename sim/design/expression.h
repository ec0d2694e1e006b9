/**
 * expression.h - conditions and numbers computed from named numbers: "latency < 24 and not
 * doctrine == \"restraint\"", "hostile_responses / decisions".
 *
 * Operands are numbers and names; operators are + - * /, comparisons, and, or, not; missing(x)
 * is true if x has no value; parentheses group. A name with text levels can only be compared by
 * == or != with one of its levels, in double or single quotes; a name with the levels true and
 * false can be compared with one of them (also written TRUE or True), or stand alone, as in
 * "not critical". Names may contain '-': a minus between two names needs spaces around it.
 */
#ifndef DESIGN_EXPRESSION_H
#define DESIGN_EXPRESSION_H

#include "format/json_tree.h"

struct expression_step;

/** A parsed expression. */
struct expression {
    struct expression_step *steps; /* program of a stack machine */
    int32_t n_steps;
    bool is_condition; /* its value is 1 or 0 */
};

/** A name that an expression may use. */
struct expression_name {
    const char *id;
    const struct node *const *choices; /* its levels, texts or true and false; NULL: a number */
    int32_t n_choices;
};

/** The names that an expression may use, and what it must be. */
struct expression_names {
    const char *kind; /* of the named things, for messages: "factor" */
    const struct expression_name *at;
    int32_t count;
    bool condition; /* the expression must be a condition, otherwise a condition or a number */
    /* Returns the kind of a name that cannot be used here, for the message; NULL: the name is
     * unknown. The function itself may be NULL: there are no such names. */
    const char *(*elsewhere)(const char *name);
};

enum { EXPRESSION_WHY_BYTES = 480, EXPRESSION_DETAIL_BYTES = 400 };

/**
 * Parses an expression; the steps live in the arena. Returns STATUS_BAD_INPUT, with a message in
 * `why`, if the text is not an expression.
 */
enum status expression_read(struct expression *x, const char *text,
    const struct expression_names *names, struct arena *a,
    char why[EXPRESSION_WHY_BYTES]) MUST_CHECK;

/** Whether an expression contains the name with this index. */
bool expression_uses(const struct expression *x, int32_t name);

/**
 * The value for a row, which has a number for each name: NAN if there is no value, otherwise the
 * index of a level. A comparison with a missing value is false; a sum with one is NAN.
 */
double expression_value(const struct expression *x, const double *row);

/** Whether a row satisfies a condition. */
bool expression_holds(const struct expression *x, const double *row);

#endif
