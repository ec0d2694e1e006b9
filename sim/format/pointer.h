/**
 * pointer.h - JSON Pointer (RFC 6901): the address of a value in a document.
 */
#ifndef FORMAT_POINTER_H
#define FORMAT_POINTER_H

#include "format/json_tree.h"

enum { POINTER_BYTES = 512, POINTER_DEPTH = 64 };

/** The steps from the root to a node, as a list that begins with the last; NULL: the root. */
struct path {
    const struct path *parent;
    const char *key;
};

/** Writes the path as a JSON Pointer, cut if it is too long. Returns `out`. */
const char *pointer_print(char out[POINTER_BYTES], const struct path *path);

/** A parsed pointer. A zeroed struct is the root. */
struct pointer {
    int32_t count;
    const char *tokens[POINTER_DEPTH]; /* unescaped */
};

/** Parses `text`. Returns NULL, or the message if the text is invalid. */
const char *pointer_read(struct arena *a, const char *text, struct pointer *p);

/** Writes the first `steps` tokens as text, cut if it is too long. Returns `out`. */
const char *pointer_text(char out[POINTER_BYTES], const struct pointer *p, int32_t steps);

/**
 * Some functions accept pointers with a step *, every item of a map. Returns the index of the
 * first such step from `from` on; -1: none.
 */
int32_t pointer_every(const struct pointer *p, int32_t from);

/** Text that a message about a missing member adds if the pointer has a step *. */
#define POINTER_EVERY_HINT ", but a step * needs the member in every item; name the items"

/** The node at a pointer, or NULL. Steps into lists are decimal numbers without leading zeros. */
struct node *pointer_find(struct node *root, const struct pointer *p);

/** The deepest existing node on the way to a pointer; *steps is the number of tokens that lead
 * to the node. */
struct node *pointer_reach(struct node *root, const struct pointer *p, int32_t *steps);

/** Whether one of the two values contains, or is, the other; a step * is any step. */
bool pointer_overlaps(const struct pointer *a, const struct pointer *b);

#endif
