/**
 * review_tree.h - the tree of causes and consequences of a matter, as data.
 */
#ifndef WORKSHOP_REVIEW_REVIEW_TREE_H
#define WORKSHOP_REVIEW_REVIEW_TREE_H

#include "base/buffer.h"
#include "workshop/review/review.h"

/**
 * Appends a JSON object for each element of review.matters to out[0 .. matters.count). "id" is the
 * number of the matter, from 1. "tree" has the incidents and acts of the tree to which the matter
 * belongs, in the order of time. Members of an item, absent if they do not apply:
 *
 *   "number"                  number in the tree
 *   "cause"                   number of the item to which it responds
 *   "matter"                  true for the matter itself
 *   "day", "actor", "target"
 *   "flag"                    state that a false flag blames
 *   "kind"                    type of an incident
 *   "response", "rung", "by"  for an act; by: team, habit or model
 *   "wrong"                   whether it is directed against a state that was not responsible
 */
enum status review_tree_print(const struct review *r, struct buffer *out) MUST_CHECK;

#endif
