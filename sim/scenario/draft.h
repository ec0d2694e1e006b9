/**
 * draft.h - scenarios that extend one another, merged into one.
 */
#ifndef SCENARIO_DRAFT_H
#define SCENARIO_DRAFT_H

#include "scenario/document.h"

/** A scenario that is read but not filled. Nulls of patches still stand in `root`. */
struct draft {
    struct node *root, *policies, *baseline; /* the last two NULL if nobody named them */
};

/** Reads a file and what it extends, without agreements' files. */
enum status draft_read(
    struct document_reader *r, const char *path, struct draft *draft) MUST_CHECK;

/** Null is an instruction of patches; elsewhere it would vanish without a word. */
void draft_refuse_nulls(
    struct document_reader *r, const struct path *path, const struct node *node);

/** The path that a member names, which stands at `at`; complains if it cannot be used. */
enum status draft_named_path(struct document_reader *r, const struct node *name,
    const struct path *at, const char **path) MUST_CHECK;

#endif
