/**
 * review_tree.h - the tree of causes and consequences of a matter, as data.
 */
#ifndef WORKSHOP_REVIEW_REVIEW_TREE_H
#define WORKSHOP_REVIEW_REVIEW_TREE_H

#include "base/buffer.h"
#include "workshop/review/review.h"

/**
 * Appends a JSON object for each element of review.matters to out[0 .. matters.count): the
 * incidents and acts of the tree to which the matter belongs, in the order of time. Members of an
 * item: "number" (counted within the tree), "cause" (number of the item that it responds to; absent
 * if there is none), "matter" (true for the matter itself), "day", "actor", "flag" (state that a
 * false flag blames), "target", "kind" (type of an incident), "response", "rung", "by" (team, habit
 * or model), "wrong" (it is directed against a state that was not responsible).
 */
enum status review_tree_print(const struct review *r, struct buffer *out) MUST_CHECK;

#endif
