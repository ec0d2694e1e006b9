/**
 * decode_value.h - one bare value on its way from a tree into the member of a struct.
 *
 * Each kind of member says in its own words what it wanted and what it found. Whatever is
 * refused leaves the member as decode_value_clear() made it.
 */
#ifndef FORMAT_DECODE_VALUE_H
#define FORMAT_DECODE_VALUE_H

#include "base/text.h"
#include "format/diagnostics.h"
#include "format/field.h"

/** What all values of one document share. */
struct decode_value_context {
    struct arena *arena; /* texts and items are copied into it */
    struct diag *diag;
    const struct node *root; /* holds the maps that are referred to, sorted: defaults.h */
    double start;            /* day 0 of relative dates, days since 1970-01-01 */
    bool days_as_numbers;    /* a date may also be a number, days since start */
};

struct decode_value_slot {
    struct decode_value_context *context;
    const struct field *field;
    const struct path *path;
    const struct node *value;
    void *to;
};

/** Any kind but OBJECT, MAP and LIST. */
enum status decode_value(const struct decode_value_slot *s) MUST_CHECK;

/** What a member is while nobody said anything, and nothing was preset. */
void decode_value_clear(const struct field *field, void *to);

/** "expected `wanted` (unit), found text "x"". */
void decode_value_type_error(const struct decode_value_slot *s, const char *wanted);

/** Index of an id in a top-level map, -1 with a complaint if it is not there. */
int32_t decode_value_reference(const struct decode_value_context *context, struct place at,
    const struct path *path, const char *map, const char *id);

/** "; renamed to "x"" (renamed.h) or "; did you mean "x"?" of these, or "". Returns `out`. */
const char *decode_value_suggestion(char out[TEXT_VISIBLE_BYTES], const struct diag *r,
    const char *text, struct text_names names);

/**
 * Place of a name among others; -1 with a complaint, "there is no `what` "x"", if it is not one
 * of them.
 */
int32_t decode_value_index(struct diag *r, struct place at, const struct path *path,
    const char *what, const char *name, struct text_names names);

/**
 * What is wrong with a text: it would run as a formula in a spreadsheet, or it holds control
 * characters. NULL if nothing is.
 */
const char *decode_value_text_fault(const char *text);

#endif
