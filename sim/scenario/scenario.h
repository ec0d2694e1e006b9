/**
 * scenario.h - a scenario that is ready to run: one checked world for each policy.
 *
 * scenario_load() reads a file and makes the worlds. A sweep reads the document once with
 * document_read(). From this document it makes the worlds of each design point with
 * scenario_make_point(). Only one thread may read documents, because reading parses JSON. Any
 * number of threads may share the worlds.
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
    /**
     * For scenario_make_point(): a copy of the world as it was decoded, before world_prepare()
     * computed other members from it. NULL: no copy was kept.
     */
    const struct world *described;
    const struct node *patch; /* the patch of the policy; NULL: it has none */
};

struct scenario_options {
    struct overrides overrides;  /* the options --set */
    const char *const *policies; /* the options --policy: ids, or files {id, title, patch} */
    int32_t n_policies;
    bool worlds_only;               /* do not make `resolved`, which a sweep does not need */
    bool keep_described;            /* keep the data for scenario_make_point() */
    const struct input_file *given; /* for scenario_load() (see struct input_files) */
};

/** A checked scenario and its worlds. A zeroed struct is empty. */
struct scenario {
    const char *title;
    uint64_t seed;
    int64_t replications;
    /** The policies of the file come first, then those of the command line. */
    struct scenario_policy *policies;
    int32_t n_policies;
    int32_t baseline; /* index of the policy with which the others are compared */
    /**
     * The exercise; NULL: there is none. Its indices are those of the world without a policy. A
     * policy may add or remove states or agreements; in its world they must be found by their ids.
     */
    const struct workshop *workshop;
    /** The whole scenario as canonical JSON, with defaults, overrides and the selected policies. */
    const char *resolved;
    size_t resolved_length;
    /**
     * Like `resolved`, but without the workshop and without outcomes that are computed from stored
     * rows.
     */
    const char *contents;
    /** `resolved` as a tree, without policies and workshop (see brief.h). */
    const struct node *root;
    /** The member `workshop` with defaults; NULL: there is none. */
    const struct node *workshop_root;
    struct input_files inputs;     /* every file that was read, in order */
    const struct world *described; /* as in struct scenario_policy, without a policy */
    struct failure warnings;       /* lines to print, and the number of warnings */
    struct arena arena;
    struct document *document; /* owned if scenario_load() read it; otherwise NULL */
};

/**
 * Reads the scenario at `path` ("-" is standard input) and makes its worlds. Reports all errors in
 * *f. On failure *s is empty. `options` may be NULL. The caller frees *s with scenario_free().
 */
enum status scenario_load(struct scenario *s, const char *path,
    const struct scenario_options *options, struct failure *f) MUST_CHECK;

/** Makes the worlds from a document, which must outlive *s. */
enum status scenario_make(struct scenario *s, const struct document *d,
    const struct scenario_options *options, struct failure *f) MUST_CHECK;

/**
 * Like scenario_make() with these overrides, and worlds only: makes the worlds of a design point.
 * `base` was made from the same document without overrides, with `keep_described`; no two overrides
 * set the same member, and no patch sets a member that an override sets. Numbers and flags are set
 * in copies of the worlds of `base`, which takes a fraction of the time. The worlds are made from
 * the document if an override sets another kind of value, if a world has a trace, or after an
 * error. `base` and `d` must outlive *s.
 */
enum status scenario_make_point(struct scenario *s, const struct scenario *base,
    const struct document *d, const struct overrides *set, struct failure *f) MUST_CHECK;

/** JSON pointers of the members that the factors of an experiment set. */
struct scenario_factors {
    const char *const *pointers;
    int32_t count;
};

/**
 * Warns about members of a valid scenario that have no effect, usually because of a mistake:
 * misspelt ids, equal policies, dates in the wrong order. scenario_load() calls it without factors.
 * There is no warning about a member that a factor sets. `whole` states that all policies were
 * selected. Only then can the function conclude that a member has no effect under any policy.
 */
void scenario_no_effect(
    struct scenario *s, struct scenario_factors factors, bool whole, struct failure *warnings);

/** Frees a scenario, which may be empty. */
void scenario_free(struct scenario *s);

#endif
