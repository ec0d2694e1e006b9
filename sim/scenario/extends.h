/**
 * extends.h - scenarios that extend one another, merged into one.
 */
#ifndef SCENARIO_EXTENDS_H
#define SCENARIO_EXTENDS_H

#include "format/input_file.h"

#define DRAFT_FORMAT "cbmsim-scenario-1"

enum { DRAFT_EXTENDS_MAX = 16 };

/** A scenario that is read but not filled. Nulls of patches still stand in `root`. */
struct merged_document {
    struct node *root, *policies, *baseline; /* the last two NULL if nobody named them */
};

/** Reads a file and what it extends, without agreements' files. */
enum status extends_read(
    struct input_reader *r, const char *path, struct merged_document *merged) MUST_CHECK;

/** Null is an instruction of patches; elsewhere it would vanish without a word. */
void extends_reject_nulls(
    struct input_reader *r, const struct path *path, const struct node *node);

#endif
