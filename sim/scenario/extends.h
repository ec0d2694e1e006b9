/**
 * extends.h - merges a scenario with the scenarios that it extends.
 */
#ifndef SCENARIO_EXTENDS_H
#define SCENARIO_EXTENDS_H

#include "format/input_file.h"

#define DRAFT_FORMAT "cbmsim-scenario-1"

enum { DRAFT_EXTENDS_MAX = 16 };

/** A scenario that was read but has no defaults yet. `root` may still contain nulls of patches. */
struct merged_document {
    /** `policies` and `baseline` are NULL if the file does not have them. */
    struct node *root, *policies, *baseline;
};

/** Reads a scenario file and the files that it extends. Does not read the files of agreements. */
enum status extends_read(
    struct input_reader *r, const char *path, struct merged_document *merged) MUST_CHECK;

/** Reports every null below `node`. Only a patch may contain null, which removes a member. */
void extends_reject_nulls(
    struct input_reader *r, const struct path *path, const struct node *node);

#endif
