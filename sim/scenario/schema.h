/**
 * schema.h - JSON Schema (draft-07), written from the tables the loader reads by.
 *
 * What a schema can say is said: names, types, ranges, choices, ids, dates, what is required.
 * What needs the whole document is left to `cbmsim check`: references, pairs, catalogue rows of
 * other names, real days of the calendar, files. `required` holds unless `extends` is there,
 * and what patches something may be null.
 */
#ifndef SCENARIO_SCHEMA_H
#define SCENARIO_SCHEMA_H

#include "base/buffer.h"
#include "format/field.h"

enum schema_kind { SCHEMA_SCENARIO, SCHEMA_AGREEMENT };

enum status schema_print(struct buffer *b, enum schema_kind kind) MUST_CHECK;

/** Another kind of document, with policies for scenarios in it. */
struct schema_document {
    const char *title, *format;
    const struct record *record;
    /** Records that the schemas in rows refer to, as "#/definitions/NAME". */
    const struct record *const *definitions;
    int32_t n_definitions;
};

enum status schema_print_document(
    struct buffer *b, const struct schema_document *document) MUST_CHECK;

#endif
