/**
 * json_tree.h - a JSON document that remembers where each part of it stands.
 *
 * Scenarios are merged from several files, policies and command lines. A node keeps the place
 * it was written at through all of that, so that an error in an inherited member names the file
 * it stands in. Nodes live in an arena and are never freed one by one. Keys of an object are
 * unique; large objects are indexed, so that finding a member does not depend on their size.
 */
#ifndef FORMAT_JSON_TREE_H
#define FORMAT_JSON_TREE_H

#include "base/arena.h"
#include "base/text.h"

enum node_kind {
    NODE_NULL,
    NODE_FALSE,
    NODE_TRUE,
    NODE_NUMBER,
    NODE_TEXT,
    NODE_LIST,
    NODE_OBJECT,
};

/** Line 0: the whole of `file`, which may also be a command-line argument ("--set 2"). */
struct place {
    const char *file;
    int32_t line, column;
};

struct node;

/** Of an object; of a list, with key NULL. */
struct member {
    const char *key;
    struct place key_at;
    struct node *value;
};

struct node {
    enum node_kind kind;
    bool is_default; /* nobody wrote it: filled from the tables, see defaults.h */
    struct place at;
    double number;
    const char *text;
    struct member *members;
    int32_t count, capacity;
    int32_t
        *slots; /* open addressing over members, -1 is free; NULL while the object is small */
    int32_t n_slots;
};

/** NULL if there is no memory, as everywhere here. */
struct node *json_node(struct arena *a, enum node_kind kind, struct place at);
struct node *json_number(struct arena *a, double number, struct place at);
struct node *json_text(struct arena *a, const char *text, struct place at);

/** The member of that key, NULL if there is none or the node is no object. */
struct member *json_member(const struct node *object, const char *key);

/** Its value, or NULL. */
struct node *json_find(const struct node *object, const char *key);

/**
 * The same of members that are mostly asked for in their order: *next is 0 for the first and is
 * kept between calls.
 */
struct node *json_find_next(const struct node *object, const char *key, int32_t *next);

/** Its value if it is a text, or NULL. */
const char *json_find_text(const struct node *object, const char *key);

/** Keys of an object; none of anything else, or of NULL. */
struct text_names json_keys(const struct node *object);

/** Appends a member. The key must be new (a list's items have none); both are kept, not copied.
 */
enum status json_add(struct arena *a, struct node *object, const char *key, struct place key_at,
    struct node *value) MUST_CHECK;

/** Replaces the value of a member, or appends it. */
enum status json_put(struct arena *a, struct node *object, const char *key, struct place key_at,
    struct node *value) MUST_CHECK;

/** Takes out every member whose value is NULL, keeping the order, and indexes anew. */
enum status json_compact(struct arena *a, struct node *object) MUST_CHECK;

/** Takes one member out, if it is there. */
enum status json_remove(struct arena *a, struct node *object, const char *key) MUST_CHECK;

/** A copy of everything below, texts included: nothing is shared with the original. */
struct node *json_copy(struct arena *a, const struct node *node);

/** The same, with the texts and keys of the first tree, which must outlive it. */
struct node *json_borrow(struct arena *a, const struct node *node);

/** Equal as JSON values: the order of members, presets and places do not matter. */
bool json_equal(const struct node *a, const struct node *b);

/** "text", "a number", ... for messages. */
const char *json_kind_name(enum node_kind kind);

#endif
