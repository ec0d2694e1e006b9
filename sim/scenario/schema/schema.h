/**
 * schema.h - prints a JSON Schema (draft-07) from the field tables that the reader uses.
 *
 * The schema contains names, types, ranges, choices, ids, dates and required members. Some checks
 * need the whole document: references, pairs, catalogue rows under another name, days of the
 * calendar, files. Only `cbmsim check` makes these checks. Members are required unless the document
 * has `extends`. Members of patches may be null.
 */
#ifndef SCENARIO_SCHEMA_SCHEMA_H
#define SCENARIO_SCHEMA_SCHEMA_H

#include "base/buffer.h"
#include "format/field.h"

enum schema_kind { SCHEMA_SCENARIO, SCHEMA_AGREEMENT };

/** Prints the schema of scenarios or of agreement files. */
enum status schema_print(struct buffer *b, enum schema_kind kind) MUST_CHECK;

/** A kind of document that is neither a scenario nor an agreement, such as an experiment. */
struct schema_document {
    const char *title, *format;
    const struct record *record;
    /** Records to which schemas in field rows refer as "#/definitions/NAME". */
    const struct record *const *definitions;
    int32_t n_definitions;
};

/** Prints the schema of another kind of document. */
enum status schema_print_document(
    struct buffer *b, const struct schema_document *document) MUST_CHECK;

#endif
