/**
 * world_prepare.h - the steps of world_prepare, one in each file.
 *
 * Only world*.c include this header. A step continues after an error, so that all errors are
 * reported. It stops at once if memory runs out.
 */
#ifndef MODEL_INPUT_WORLD_PREPARE_H
#define MODEL_INPUT_WORLD_PREPARE_H

#include "model/input/world.h"

/** The world, the function that receives errors, and whether an error occurred. */
struct world_prepare_context {
    struct world *w;
    world_on_error *on_error;
    void *self;
    bool error, no_memory;
};

enum { WORLD_POINTER_BYTES = 256 };

/** Reports an error in the value at a JSON pointer. */
void world_error(struct world_prepare_context *f, const char *pointer, const char *format, ...)
    PRINTF_LIKE(3, 4);

/** Writes "/map/id/member", or "/map/id" if the member is empty. Returns the buffer. */
const char *world_pointer(
    char buffer[WORLD_POINTER_BYTES], const char *map, const char *id, const char *member);

/**
 * Allocates n zeroed elements, which the caller frees. If memory runs out, returns NULL and sets
 * f->no_memory.
 */
void *world_array(struct world_prepare_context *f, int64_t n, size_t size);

/** Sets the indices and hashes of the ids, and the numbers of states, sources and so on. */
void world_prepare_keys(struct world_prepare_context *f);
/**
 * These functions make the checks that ranges of members cannot make: world_check() before the
 * pairs are derived, world_check_pairs() after that.
 */
void world_check(struct world_prepare_context *f);
void world_check_pairs(struct world_prepare_context *f);
/**
 * Derives all pairs: those that the scenario describes, and those that follow from a source, an
 * agreement, an inject or a trace.
 */
void world_prepare_pairs(struct world_prepare_context *f);
/** Derives arrival processes, mixes of incident types and exposure. */
void world_prepare_arrivals(struct world_prepare_context *f);
/** Sets the hashes of the rows of the trace, and sorts the rows by day and hash. */
void world_prepare_trace(struct world_prepare_context *f);
/** Lists the parties of all agreements, and all pairs of parties of the same agreement. */
void world_prepare_party_pairs(struct world_prepare_context *f);
/**
 * Lists the measures and, for each lever of a pair or a state, the links to the measures that
 * change it.
 */
void world_prepare_links(struct world_prepare_context *f);

#endif
