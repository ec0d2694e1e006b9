/**
 * schema_internal.h - declarations that the files of schema.h share.
 *
 * schema.c makes schemas of records and documents. schema_value.c makes the schema of a member with
 * its values and their meaning. schema_node.c makes nodes and the names of definitions.
 */
#ifndef SCENARIO_SCHEMA_SCHEMA_INTERNAL_H
#define SCENARIO_SCHEMA_SCHEMA_INTERNAL_H

#include "base/id.h"
#include "format/json_tree.h"
#include "scenario/schema/schema.h"

#define SCHEMA_ID "[a-z][a-z0-9_-]{0,62}"
#define SCHEMA_ID_PATTERN "^" SCHEMA_ID "$"
/** Matches a new id, which must not be a reserved word. */
#define SCHEMA_NEW_ID_PATTERN "^(?!(" ID_WORDS(SCHEMA_OR) "~)$)" SCHEMA_ID "$"
#define SCHEMA_OR(text, reading) text "|"
#define SCHEMA_TEXT_PATTERN "^(?![=+@\t-])[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]*$"

enum { SCHEMA_RECORDS_MAX = 128, SCHEMA_NAME_BYTES = 96 };

/** Whether a schema describes a complete object or the patch of one. */
enum schema_part { SCHEMA_WHOLE, SCHEMA_PATCH };

struct schema_writer {
    struct arena arena;
    /** The records with a definition so far, in the order of first use. */
    const struct record *records[SCHEMA_RECORDS_MAX];
    int32_t count;
    bool failed;
};

/* These functions make nodes. If there is no memory, they set `failed` of the writer, and all later
   calls do nothing. */
struct node *schema_object(struct schema_writer *w);
struct node *schema_list(struct schema_writer *w);
void schema_put(struct schema_writer *w, struct node *to, const char *key, struct node *value);
void schema_put_text(
    struct schema_writer *w, struct node *to, const char *key, const char *text);
void schema_put_number(struct schema_writer *w, struct node *to, const char *key, double x);
void schema_put_flag(struct schema_writer *w, struct node *to, const char *key, bool value);

/** Returns the schema of a text that matches a regular expression. */
struct node *schema_text(struct schema_writer *w, const char *pattern);

/** Returns {"key": "text"}. */
struct node *schema_only(struct schema_writer *w, const char *key, const char *text);

/** Returns a schema that allows either `schema` or null, which removes the member. */
struct node *schema_or_null(struct schema_writer *w, struct node *schema);

/**
 * Writes the name of the definition of a record to `out` and returns `out`. The name is that of the
 * record, with a number if the list already has another record of this name. Adds the record to the
 * list.
 */
const char *schema_definition(struct schema_writer *w, const struct record *record,
    enum schema_part part, char *out, size_t size);

/** Returns a reference to the definition of the record. */
struct node *schema_reference(
    struct schema_writer *w, const struct record *record, enum schema_part part);

/** Returns the schema of the values of a member. */
struct node *schema_value(
    struct schema_writer *w, const struct field *field, enum schema_part part);
void schema_put_default(struct schema_writer *w, struct node *to, const struct field *field);
/** Adds the description and the unit of a member, and the evidence for its default. */
void schema_put_meaning(struct schema_writer *w, struct node *to, const struct field *field);

#endif
