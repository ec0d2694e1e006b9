/**
 * world_prepare.h - the steps of world_prepare, one in each file.
 *
 * Internal to world*.c. A step continues after an error, to report all errors, and stops at
 * once if it runs out of memory.
 */
#ifndef MODEL_INPUT_WORLD_PREPARE_H
#define MODEL_INPUT_WORLD_PREPARE_H

#include "model/input/world.h"

/** The world, the receiver of errors, and whether an error occurred. */
struct world_prepare_context {
    struct world *w;
    world_on_error *on_error;
    void *self;
    bool error, no_memory;
};

enum { WORLD_POINTER_BYTES = 256 };

/** Reports an error at that JSON pointer. */
void world_error(struct world_prepare_context *f, const char *pointer, const char *format, ...)
    PRINTF_LIKE(3, 4);

/** "/map/id/member", or "/map/id" if the member is empty. Returns the buffer. */
const char *world_pointer(
    char buffer[WORLD_POINTER_BYTES], const char *map, const char *id, const char *member);

/** Allocates n zeroed elements (the caller frees them); NULL with f->no_memory set on failure. */
void *world_array(struct world_prepare_context *f, int64_t n, size_t size);

/** Sets the indices and hashes of ids, and the counts of states, sources and so on. */
void world_prepare_keys(struct world_prepare_context *f);
/** Checks beyond the ranges of members, before and after the pairs are derived. */
void world_check(struct world_prepare_context *f);
void world_check_pairs(struct world_prepare_context *f);
/** Derives all pairs: those described, and those implied by a source, an agreement,
 * an inject or a trace. */
void world_prepare_pairs(struct world_prepare_context *f);
/** Derives arrival processes, mixes of incident types and exposure. */
void world_prepare_arrivals(struct world_prepare_context *f);
/** Sets the identities of the rows of the trace, and sorts the rows by day and identity. */
void world_prepare_trace(struct world_prepare_context *f);
/** Lists the parties of agreements, and the pairs of parties of one agreement. */
void world_prepare_party_pairs(struct world_prepare_context *f);
/** Lists the measures and, for each lever of a pair or a state, the links to them. */
void world_prepare_links(struct world_prepare_context *f);

#endif
