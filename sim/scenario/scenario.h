/**
 * scenario.h - a scenario ready to run: one checked world for each policy.
 *
 * scenario_load() reads a file and makes the worlds. A sweep reads the document once and makes
 * the worlds of each design point from it: document_read(), then scenario_make() with other
 * overrides. Reading parses JSON and must stay in one thread; any number of threads may share the
 * worlds.
 */
#ifndef SCENARIO_SCENARIO_H
#define SCENARIO_SCENARIO_H

#include "format/decode/override.h"
#include "model/input/world.h"
#include "scenario/document.h"
#include "scenario/workshop.h"

struct scenario_policy {
    const char *id, *title;
    struct world *world;
};

struct scenario_options {
    struct overrides overrides;  /* --set */
    const char *const *policies; /* --policy: ids, or files {id, title, patch} */
    int32_t n_policies;
    bool worlds_only;               /* do not make `resolved`, which a sweep does not need */
    const struct input_file *given; /* for scenario_load(): see struct input_files */
};

/** All zero: empty. */
struct scenario {
    const char *title;
    uint64_t seed;
    int64_t replications;
    struct scenario_policy *policies; /* in the order of the file, then of the command line */
    int32_t n_policies;
    int32_t baseline; /* index of the policy that the others are compared with */
    /** The exercise; NULL: none. Its indices are those of the world without a policy: in the world
        of a policy that adds or removes states or agreements, find these by their ids. */
    const struct workshop *workshop;
    /** Complete canonical JSON: with defaults, overrides and the selected policies. */
    const char *resolved;
    size_t resolved_length;
    const char *contents; /* like `resolved`, without outcomes that the rows of runs do not
                           * store */
    const struct node
        *root; /* `resolved` as a tree, without policies and workshop: see brief.h */
    const struct node *workshop_root; /* the member `workshop` with defaults; NULL: none */
    struct input_files inputs;        /* every file read, in order */
    struct failure warnings;          /* lines to print, and the number of warnings */
    struct arena arena;
    struct document *document; /* owned, if scenario_load() read it; else NULL */
};

/**
 * Reads the scenario at `path` ("-": standard input). Reports all errors in *f. On failure *s is
 * empty. `options` may be NULL. Free *s with scenario_free().
 */
enum status scenario_load(struct scenario *s, const char *path,
    const struct scenario_options *options, struct failure *f) MUST_CHECK;

/** Makes the worlds from a document, which must outlive *s. */
enum status scenario_make(struct scenario *s, const struct document *d,
    const struct scenario_options *options, struct failure *f) MUST_CHECK;

/** JSON pointers of the members that the factors of an experiment set. */
struct scenario_factors {
    const char *const *pointers;
    int32_t count;
};

/**
 * Warns about members of a valid scenario that have no effect, mostly by mistake: misspelt ids,
 * equal policies, dates in the wrong order. scenario_load() calls it without factors. There is
 * no warning about a member that a factor sets. `whole`: all policies were selected, so that a
 * member without effect under these has no effect under any policy.
 */
void scenario_no_effect(
    struct scenario *s, struct scenario_factors factors, bool whole, struct failure *warnings);

/** An empty scenario is a valid argument. */
void scenario_free(struct scenario *s);

#endif
