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

enum schema_kind { SCHEMA_SCENARIO, SCHEMA_AGREEMENT };

enum status schema_print(struct buffer *b, enum schema_kind kind) MUST_CHECK;

#endif
