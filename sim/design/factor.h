/**
 * factor.h - factors: members of the scenario that an experiment varies, by JSON pointer.
 *
 * A factor is checked against the scenario with defaults before a run starts: its pointer must
 * lead to described members, its values must be valid for them, and its unit must be their
 * unit. The step '*' in the pointer means every item of a map; all items get the same value.
 * One of these members gives the possible values:
 *
 *   range    two numbers: an interval; whole numbers only if `integer` or the member requires it
 *   values   a list of numbers
 *   levels   a list of texts, true and false, or numbers that serve as names
 *
 * Without them, a factor has the sweep range in the field's row, if there is one. Designs use u in
 * [0, 1] (a "share"): a range is mapped to it by its scale; each of n values has an interval of
 * length 1/n.
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
    int32_t scale; /* enum factor_scale */
    bool integer;
    int32_t role;                         /* enum factor_role */
    struct node *range, *values, *levels; /* as in the file; NULL: not given */

    /* derived */
    bool is_text;          /* values are texts or flags; the table contains their indices */
    double low, high;      /* ends of the range */
    struct node **choices; /* the values or levels; NULL: a range */
    int32_t n_choices;
    const struct field *field; /* the member that the pointers lead to */
    char **pointers;           /* without wildcards */
    int32_t n_pointers;
    bool faulty; /* errors were reported: do not report errors that follow from them */
};

extern const struct record factor_record;

/** The value at share u, 0 <= u <= 1, as the table of points contains it. */
double factor_at(const struct factor *factor, double u);

/** The share of a value of the table, in [0, 1]; for a list, the middle of its interval. */
double factor_share(const struct factor *factor, double value);

/** The level of a value of the table, as text: of a factor whose values are texts or flags. */
const char *factor_level(const struct factor *factor, double value);

/** Prints a value of the table as JSON. */
void factor_print(const struct factor *factor, double value, struct buffer *b);

/** A value of the table as a node; NULL without memory. */
struct node *factor_node(const struct factor *factor, double value, struct arena *a);

#endif
