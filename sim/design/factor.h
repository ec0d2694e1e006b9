/**
 * factor.h - factors: members of the scenario that an experiment varies.
 *
 * A JSON pointer states which members a factor sets. A step '*' in the pointer means every item of
 * a map; all items get the same value. A factor is checked against the scenario with defaults
 * before a run starts: its pointer must lead to described members, its values must be valid for
 * these members, and its unit must be the unit of these members. One of three members of the factor
 * gives its possible values:
 *
 *   range    two numbers, the ends of an interval. The values are whole numbers only if the factor
 *            has `integer` or the member of the scenario requires them
 *   values   a list of numbers
 *   levels   a list of texts, true and false, or numbers that serve as names
 *
 * If a factor has none of the three, it has the sweep range in the row of the field, if there is
 * one. Designs describe a value by a number u in [0, 1], its share. The scale of the factor maps
 * the range to [0, 1]. In a list of n values, each value has an interval of length 1/n.
 */
#ifndef DESIGN_FACTOR_H
#define DESIGN_FACTOR_H

#include "base/buffer.h"
#include "format/diagnostics.h"
#include "format/field.h"

enum factor_scale { FACTOR_LINEAR, FACTOR_LOG, FACTOR_LOGIT };
enum factor_role { FACTOR_UNCERTAINTY, FACTOR_LEVER };

enum { FACTOR_MAX = 1000 };

struct factor {
    struct key key;
    const char *path, *title, *unit, *notes;
    int32_t scale; /* an enum factor_scale */
    bool integer;
    int32_t role;                         /* an enum factor_role */
    struct node *range, *values, *levels; /* as written in the file; NULL: not given */

    /* The members below are derived. */
    /** The values are texts or flags, and the table of points contains their indices. */
    bool is_text;
    double low, high;      /* the ends of the range */
    struct node **choices; /* the values or levels; NULL: the factor has a range */
    int32_t n_choices;
    const struct field *field; /* the field of the members to which the pointers lead */
    char **pointers;           /* pointers to these members, without wildcards */
    int32_t n_pointers;
    /**
     * An error of this factor was reported. Errors that only follow from this error must not be
     * reported.
     */
    bool faulty;
};

extern const struct record factor_record;

/** Returns the value at the share u, 0 <= u <= 1, in the form of the table of points (design.h). */
double factor_at(const struct factor *factor, double u);

/**
 * Returns the share, in [0, 1], of a value in the form of the table of points. The share of a value
 * of a list is the middle of its interval.
 */
double factor_share(const struct factor *factor, double value);

/**
 * Returns the level of a value of the table as text. The function is only for a factor whose values
 * are texts or flags.
 */
const char *factor_level(const struct factor *factor, double value);

/** Prints a value of the table as JSON. */
void factor_print(const struct factor *factor, double value, struct buffer *b);

/** Makes a node of a value of the table. Returns NULL if there is no memory. */
struct node *factor_node(const struct factor *factor, double value, struct arena *a);

#endif
