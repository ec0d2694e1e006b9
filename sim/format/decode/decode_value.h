/**
 * decode_value.h - decodes one JSON value (not an object, map or list) into a member of a struct.
 *
 * An invalid value is reported with the expected and the actual type, range or choice. The member
 * then keeps the value that decode_value_clear() gave it.
 */
#ifndef FORMAT_DECODE_DECODE_VALUE_H
#define FORMAT_DECODE_DECODE_VALUE_H

#include "base/text.h"
#include "format/diagnostics.h"
#include "format/field.h"

/** State shared by all values of one document. */
struct decode_value_context {
    struct arena *arena; /* the arena of decoded texts and items */
    struct diag *diag;
    /** The tree with the sorted maps that references need (see defaults.h). */
    const struct node *root;
    double start;         /* day 0 of the scenario, in days since 1970-01-01 */
    bool days_as_numbers; /* a date may also be a number of days since `start` */
    double horizon;       /* horizon of the run in days after `start` */
};

/** One value to decode, and where to store it. */
struct decode_value_slot {
    struct decode_value_context *context;
    const struct field *field;
    const struct path *path;
    const struct node *value;
    void *to; /* address of the member of the struct */
};

/** Decodes a value of any kind except OBJECT, MAP and LIST. Reports errors to the diagnostics. */
enum status decode_value(const struct decode_value_slot *s) MUST_CHECK;

/**
 * Sets a member to its default. A member without default becomes NAN, -1, NULL or an empty list.
 */
void decode_value_clear(const struct field *field, void *to);

/** Reports that the value has a wrong type: `expected WANTED (UNIT), found text "x"`. */
void decode_value_type_error(const struct decode_value_slot *s, const char *wanted);

/**
 * Returns the index of an id in a top-level map. Reports an unknown id and returns -1. If the map
 * is missing or empty, the message is about the map. It is then the same for each reference to this
 * id, so diagnostics.h prints it once.
 */
int32_t decode_value_reference(const struct decode_value_context *context, struct place at,
    const struct path *path, const char *map, const char *id);

/**
 * Writes a suggestion for the unknown name `text`: `; renamed to "x"` (renamed.h), `; did you mean
 * "x"?`, or "". Up to three names that continue the text with a suffix ("reach_gain" for "reach")
 * have priority over similar names. `r` may be NULL. If diag_is_full(r), the function does not
 * search for a similar name. Returns `out`.
 */
const char *decode_value_suggestion(char out[TEXT_VISIBLE_BYTES], const struct diag *r,
    const char *text, struct text_names names);

/** Writes the names in quotes, as many as fit. Returns `out`. */
enum { DECODE_VALUE_LIST_BYTES = FAILURE_LINE_BYTES / 2 };
const char *decode_value_list(char out[DECODE_VALUE_LIST_BYTES], struct text_names names);

/**
 * Writes a suggestion. Without a suggestion, writes "; valid: " and all names if they are few,
 * otherwise "". Returns `out`.
 */
enum { DECODE_VALUE_HINT_BYTES = DECODE_VALUE_LIST_BYTES + 16 };
const char *decode_value_hint(char out[DECODE_VALUE_HINT_BYTES], const struct diag *r,
    const char *text, struct text_names names);

/**
 * Returns the index of a name among `names`. For an unknown name, reports `there is no WHAT "x"`
 * with a hint and returns -1.
 */
int32_t decode_value_index(struct diag *r, struct place at, const struct path *path,
    const char *what, const char *name, struct text_names names);

/**
 * Checks a text. Returns NULL if the text is valid, otherwise a message. A text is invalid if it
 * begins like the formula of a spreadsheet, is not UTF-8, or contains control characters or
 * invisible characters.
 */
const char *decode_value_text_fault(const char *text);

#endif
