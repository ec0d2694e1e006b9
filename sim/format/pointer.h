/**
 * pointer.h - JSON Pointer (RFC 6901): how a number in a scenario is addressed.
 */
#ifndef FORMAT_POINTER_H
#define FORMAT_POINTER_H

#include "format/json_tree.h"

enum { POINTER_BYTES = 512, POINTER_DEPTH = 64 };

/** The steps from the root to a node, innermost first; NULL is the root. */
struct path {
    const struct path *parent;
    const char *key;
};

/** Writes the pointer of a path, shortened in the middle if it is long. Returns `out`. */
const char *pointer_print(char out[POINTER_BYTES], const struct path *path);

/** A pointer taken apart. Zero is the root. */
struct pointer {
    int32_t count;
    const char *tokens[POINTER_DEPTH]; /* unescaped */
};

/** Takes `text` apart; NULL if that worked, else what is wrong with it. */
const char *pointer_read(struct arena *a, const char *text, struct pointer *p);

/** The node it points to, or NULL. Steps into lists are decimal numbers without leading zeros.
 */
struct node *pointer_find(struct node *root, const struct pointer *p);

/** The deepest node on the way that exists; *steps says how many tokens lead to it. */
struct node *pointer_reach(struct node *root, const struct pointer *p, int32_t *steps);

/** One of the two is the other or part of it. */
bool pointer_overlaps(const struct pointer *a, const struct pointer *b);

#endif
