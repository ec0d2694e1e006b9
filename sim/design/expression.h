/**
 * expression.h - conditions and numbers that are computed from named numbers.
 *
 * Examples are "latency < 24 and not doctrine == \"restraint\"" and "hostile_responses /
 * decisions".
 *
 * Operands are numbers and names. Operators are + - * /, the comparisons, and, or, not. missing(x)
 * is true if x has no value. Parentheses group operands. A name may contain '-', so a minus between
 * two names needs spaces around it.
 *
 * A name with text levels can only be compared with one of its levels, by == or !=. The level is
 * written in double or single quotes. A name with the levels true and false can be compared with
 * one of them (also written TRUE or True), or stand alone, as in "not critical".
 */
#ifndef DESIGN_EXPRESSION_H
#define DESIGN_EXPRESSION_H

#include "format/json_tree.h"

struct expression_step;

/** A parsed expression. */
struct expression {
    struct expression_step *steps; /* program for a stack machine */
    int32_t n_steps;
    bool is_condition; /* the value is 1 or 0 */
};

/** A name that an expression may use. */
struct expression_name {
    const char *id;
    /**
     * The levels that the name may have: texts, or true and false. NULL if the name is a number.
     */
    const struct node *const *choices;
    int32_t n_choices;
};

/** The names that an expression may use, and what the expression must be. */
struct expression_names {
    const char *kind; /* kind of the named things in messages, for example "factor" */
    const struct expression_name *at;
    int32_t count;
    bool condition; /* the expression must be a condition; otherwise it may also be a number */
    /*
     * Describes, for the message, a name that is known but cannot be used here. Returns NULL if the
     * name is unknown. The pointer may be NULL if there are no such names.
     */
    const char *(*elsewhere)(const char *name);
};

enum { EXPRESSION_WHY_BYTES = 480, EXPRESSION_DETAIL_BYTES = 400 };

/**
 * Parses an expression. Its steps live in the arena. Returns STATUS_BAD_INPUT and writes a message
 * to `why` if the text is not a valid expression.
 */
enum status expression_read(struct expression *x, const char *text,
    const struct expression_names *names, struct arena *a,
    char why[EXPRESSION_WHY_BYTES]) MUST_CHECK;

/** Whether an expression uses the name with this index. */
bool expression_uses(const struct expression *x, int32_t name);

/**
 * Returns the value of an expression for a row. The row has a number for each name: the index of a
 * level, or the value itself; NAN means that there is no value. A comparison with a missing value
 * is false. A sum with a missing value is NAN.
 */
double expression_value(const struct expression *x, const double *row);

/** Whether a row satisfies the condition `x`. */
bool expression_holds(const struct expression *x, const double *row);

#endif
