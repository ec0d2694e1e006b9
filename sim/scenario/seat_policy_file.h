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
 * Finds the seat policy with the id `name` in the world or, if there is none, reads the file of
 * that name. The texts of *policy live in the arena or in the world. Returns STATUS_BAD_INPUT and
 * adds the reasons to `f` on failure.
 */
enum status seat_policy_find(struct arena *a, const struct world *w, const char *name,
    struct seat_policy *policy, struct failure *f) MUST_CHECK;

/**
 * Reads the file of a seat policy. Stores its members without the id in *tree, and the id in *id.
 * `named_at` is the place that names the file (see input_read_object()). If the file has errors,
 * reports them and returns STATUS_BAD_INPUT.
 */
enum status seat_policy_file_tree(struct input_reader *r, const char *path,
    struct place named_at, struct node **tree, const char **id) MUST_CHECK;

#endif
