/**
 * seat_policy_file.h - finds a seat policy by its id, or reads it from a file.
 *
 * A file of format `cbmsim-seat-policy-1` has an `id` and the members of a seat policy.
 */
#ifndef SCENARIO_SEAT_POLICY_FILE_H
#define SCENARIO_SEAT_POLICY_FILE_H

#include "format/input_file.h"
#include "model/input/world.h"

#define SEAT_POLICY_FORMAT "cbmsim-seat-policy-1"

/**
 * Sets *policy to the seat policy of the world with that id, or else to that of the file with that
 * name; its texts live in the arena or the world. STATUS_BAD_INPUT: `f` has the reasons.
 */
enum status seat_policy_find(struct arena *a, const struct world *w, const char *name,
    struct seat_policy *policy, struct failure *f) MUST_CHECK;

/**
 * Reads a file of a seat policy: its members without the id, and the id. `named_at`: the place
 * that names the file, see input_read_object(). STATUS_BAD_INPUT after a report.
 */
enum status seat_policy_file_tree(struct input_reader *r, const char *path,
    struct place named_at, struct node **tree, const char **id) MUST_CHECK;

#endif
