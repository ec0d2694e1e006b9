/**
 * json_tree.h - a JSON document with the location of each part.
 *
 * Scenarios are merged from several files, policies and command lines. A node keeps the location
 * where it was written, so that an error in an inherited member names the right file. Nodes live
 * in an arena and are never freed separately. The keys of an object are unique. Large objects are
 * indexed, so the time to find a member does not depend on their size.
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

/** A location. Line 0: the whole file. `file` may also be an argument ("--set no. 2") or NULL. */
struct place {
    const char *file;
    int32_t line, column;
};

struct node;

/** A member of an object, or an item of a list. The key of an item is NULL. */
struct member {
    const char *key;
    struct place key_at;
    struct node *value;
};

struct node {
    enum node_kind kind;
    /** The file does not contain this node: it was filled in (see defaults.h). */
    bool is_default;
    struct place at;
    double number;
    const char *text;
    struct member *members; /* members of an object, or items of a list */
    int32_t count, capacity;
    /** Hash index over the members, with -1 for a free slot; NULL while the object is small. */
    int32_t *slots;
    int32_t n_slots;
};

/**
 * Make a node. All functions of this file that return a new node return NULL if there is no memory.
 */
struct node *json_node(struct arena *a, enum node_kind kind, struct place at);
struct node *json_number(struct arena *a, double number, struct place at);
struct node *json_text(struct arena *a, const char *text, struct place at);

/**
 * Returns the member with the key `key`. Returns NULL if there is none, or if `object` is NULL or
 * not an object.
 */
struct member *json_member(const struct node *object, const char *key);

/** Returns the value of the member with the key `key`, or NULL if there is none. */
struct node *json_find(const struct node *object, const char *key);

/**
 * Like json_find(), but fast if the members are requested in their order. *next is 0 before the
 * first call, and each call updates it.
 */
struct node *json_find_next(const struct node *object, const char *key, int32_t *next);

/** Like json_find(), but returns only a text. Returns NULL for any other value. */
const char *json_find_text(const struct node *object, const char *key);

/** The keys of an object. There are none if `object` is NULL or not an object. */
struct text_names json_keys(const struct node *object);

/**
 * Appends a member with a new key to an object, or an item to a list. For an item, `key` is NULL.
 * The key and the value are not copied.
 */
enum status json_add(struct arena *a, struct node *object, const char *key, struct place key_at,
    struct node *value) MUST_CHECK;

/** Replaces the value of the member with the key `key`, or appends such a member. */
enum status json_put(struct arena *a, struct node *object, const char *key, struct place key_at,
    struct node *value) MUST_CHECK;

/** Removes every member whose value is a NULL pointer, and keeps the order of the others. */
enum status json_compact(struct arena *a, struct node *object) MUST_CHECK;

/** Removes the member with the key `key`, if there is one. */
enum status json_remove(struct arena *a, struct node *object, const char *key) MUST_CHECK;

/** Makes a deep copy that shares nothing with the original. */
struct node *json_copy(struct arena *a, const struct node *node);

/**
 * Makes a deep copy that shares the texts and keys of the original. The original must outlive the
 * copy.
 */
struct node *json_borrow(struct arena *a, const struct node *node);

/**
 * Whether two JSON values are equal. The order of members, `is_default` and locations do not
 * matter.
 */
bool json_equal(const struct node *a, const struct node *b);

/** The name of a kind in messages: "text", "a number", ... */
const char *json_kind_name(enum node_kind kind);

#endif
