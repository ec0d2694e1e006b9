/**
 * scenario_internal.h - what the files of scenario.h share.
 *
 * scenario.c: from a document to the worlds of its policies. scenario_world.c: a world from a tree.
 * scenario_resolve.c: all of it in one document again.
 */
#ifndef SCENARIO_SCENARIO_INTERNAL_H
#define SCENARIO_SCENARIO_INTERNAL_H

#include "scenario/policy.h"
#include "scenario/scenario.h"

/** What making the worlds of a scenario takes. */
struct scenario_maker {
    struct scenario *scenario;
    const struct document *document;
    struct input_reader reader; /* keeps files in the scenario's arena */
    struct node *root;          /* filled and set, before any policy */
    struct policies chosen;
    struct world *base; /* of `root`, until a policy without a patch takes it */
};

/** A checked world of a filled tree. *world may be set even on failure, to be freed. */
enum status scenario_make_world(
    struct scenario_maker *m, struct node *root, struct world **world) MUST_CHECK;

/** The file of a trace: read once, however many policies use it. */
enum status scenario_read_trace(struct scenario_maker *m, const struct node *file,
    const struct input_file **input) MUST_CHECK;

/** Everything in one document that needs no other file but traces (input_file.h, copy_as). */
enum status scenario_resolve(struct scenario_maker *m) MUST_CHECK;

#endif
