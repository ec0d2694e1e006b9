/**
 * schema_internal.h - what the files of schema.h share.
 *
 * schema.c: records and documents. schema_value.c: a member, its values and what they mean.
 * schema_node.c: pieces of a schema, and names of definitions.
 */
#ifndef SCENARIO_SCHEMA_INTERNAL_H
#define SCENARIO_SCHEMA_INTERNAL_H

#include "format/json_tree.h"
#include "scenario/schema.h"

#define SCHEMA_ID "[a-z][a-z0-9_-]{0,62}"
#define SCHEMA_ID_PATTERN "^" SCHEMA_ID "$"
#define SCHEMA_TEXT_PATTERN "^(?![=+@\t-])[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]*$"

enum { SCHEMA_RECORDS_MAX = 128, SCHEMA_NAME_BYTES = 96 };

/** Whether a description is of a whole thing or of a patch of one. */
enum schema_part { SCHEMA_WHOLE, SCHEMA_PATCH };

struct schema_writer {
    struct arena arena;
    const struct record
        *records[SCHEMA_RECORDS_MAX]; /* defined so far, in order of first use */
    int32_t count;
    bool failed;
};

/* Nodes. Without memory the writer remembers that it failed, and goes on. */
struct node *schema_object(struct schema_writer *w);
struct node *schema_list(struct schema_writer *w);
void schema_put(struct schema_writer *w, struct node *to, const char *key, struct node *value);
void schema_put_text(
    struct schema_writer *w, struct node *to, const char *key, const char *text);
void schema_put_number(struct schema_writer *w, struct node *to, const char *key, double x);
void schema_put_flag(struct schema_writer *w, struct node *to, const char *key, bool value);

/** A text of that pattern. */
struct node *schema_text(struct schema_writer *w, const char *pattern);

/** {"key": "text"} */
struct node *schema_only(struct schema_writer *w, const char *key, const char *text);

/** The same or null, which takes it out. */
struct node *schema_or_null(struct schema_writer *w, struct node *schema);

/** Names of definitions: that of the record, numbered if another record had it before. */
const char *schema_definition(struct schema_writer *w, const struct record *record,
    enum schema_part part, char *out, size_t size);

/** A reference to the definition of the record. */
struct node *schema_reference(
    struct schema_writer *w, const struct record *record, enum schema_part part);

/** What a member may be. */
struct node *schema_value(
    struct schema_writer *w, const struct field *field, enum schema_part part);
void schema_put_default(struct schema_writer *w, struct node *to, const struct field *field);
/** The sentence, the unit, and how much the preset is worth. */
void schema_put_meaning(struct schema_writer *w, struct node *to, const struct field *field);

#endif
