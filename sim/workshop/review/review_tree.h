/**
 * review_tree.h - the tree of causes and consequences of a matter, as data.
 */
#ifndef WORKSHOP_REVIEW_REVIEW_TREE_H
#define WORKSHOP_REVIEW_REVIEW_TREE_H

#include "base/buffer.h"
#include "workshop/review/review.h"

/**
 * Adds a JSON object for each of review.matters to out[0 .. matters.count): the incidents and acts of the tree
 * that the matter belongs to, in the order of time. Members of an item: "number" (counted within the tree), "cause" (the
 * number of what it responds to; absent: nothing), "matter" (true: it is that of the tree), "day",
 * "actor", "flag" (whom a false flag blames), "target", "kind" (type of an incident), "response", "rung", "by"
 * (team, habit, model), "wrong" (against a state that was not responsible).
 */
enum status review_tree_print(const struct review *r, struct buffer *out) MUST_CHECK;

#endif
