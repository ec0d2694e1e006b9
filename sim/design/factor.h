/**
 * factor.h - what an experiment varies: members of the scenario, by JSON pointer.
 *
 * A factor is checked against the filled scenario before anything runs: its pointer leads to
 * members the tables describe, its values are values of them, its unit is theirs. '*' as a step
 * of the pointer stands for every item of a map, and all of them get the same value. A factor
 * says what it may be by one of
 *
 *   range    two numbers: a continuum, or whole numbers where the member or `integer` says so
 *   values   numbers, in their order
 *   levels   texts, true and false, or numbers that are mere names, in their order
 *
 * or by none of them where the tables propose a range to sweep. Designs think in shares of the
 * unit interval: a range is spread over it by its scale, n values have a share of 1/n each.
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
    const char *path, *unit, *notes;
    int32_t scale; /* enum factor_scale */
    bool integer;
    int32_t role;                         /* enum factor_role */
    struct node *range, *values, *levels; /* as they were written, NULL: they were not */

    /* derived */
    bool is_text;          /* values are texts or flags; a number of the table is an index */
    double low, high;      /* of a range */
    struct node **choices; /* of values or levels; NULL: a range */
    int32_t n_choices;
    const struct field *field; /* what the pointers lead to */
    char **pointers;           /* without wildcards */
    int32_t n_pointers;
    bool faulty; /* there were complaints: what a design lacks because of that is not told */
};

extern const struct record factor_record;

/** The value at a share u of the unit interval, 0 <= u <= 1, as it stands in a table. */
double factor_at(const struct factor *factor, double u);

/** The share of a value of the table: of a choice, the middle of its share. */
double factor_share(const struct factor *factor, double value);

/** The JSON text of a value of the table. */
void factor_print(const struct factor *factor, double value, struct buffer *b);

/** The same as a node, NULL without memory. */
struct node *factor_node(const struct factor *factor, double value, struct arena *a);

#endif
