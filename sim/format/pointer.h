/**
 * pointer.h - JSON Pointer (RFC 6901): the address of a value in a document.
 */
#ifndef FORMAT_POINTER_H
#define FORMAT_POINTER_H

#include "format/json_tree.h"

enum { POINTER_BYTES = 512, POINTER_DEPTH = 64 };

/**
 * The steps from the root to a node, as a linked list that begins with the last step. NULL is the
 * root.
 */
struct path {
    const struct path *parent;
    const char *key;
};

/** Writes the path as a JSON Pointer. A path that is too long is cut. Returns `out`. */
const char *pointer_print(char out[POINTER_BYTES], const struct path *path);

/** A parsed pointer. A zeroed struct is the root. */
struct pointer {
    int32_t count;
    const char *tokens[POINTER_DEPTH]; /* the steps, unescaped */
};

/** Parses `text`. Returns NULL, or an error message if the text is invalid. */
const char *pointer_read(struct arena *a, const char *text, struct pointer *p);

/** Writes the first `steps` tokens as text. A text that is too long is cut. Returns `out`. */
const char *pointer_text(char out[POINTER_BYTES], const struct pointer *p, int32_t steps);

/**
 * Some functions accept a pointer with a step "*", which stands for every item of a map. Returns
 * the index of the first such step at or after `from`, or -1.
 */
int32_t pointer_every(const struct pointer *p, int32_t from);

/** A hint for messages about a missing member, if the pointer has a step "*". */
#define POINTER_EVERY_HINT ", but * needs the member in every item; name the items"

/**
 * The node to which a pointer leads, or NULL. A step into a list is a decimal number without
 * leading zeros.
 */
struct node *pointer_find(struct node *root, const struct pointer *p);

/**
 * Returns the deepest existing node on the way along the pointer, and stores in *steps how many of
 * the tokens lead to this node.
 */
struct node *pointer_reach(struct node *root, const struct pointer *p, int32_t *steps);

/**
 * Whether the two pointers name the same value, or one of the values contains the other. A step "*"
 * equals any step.
 */
bool pointer_overlaps(const struct pointer *a, const struct pointer *b);

#endif
