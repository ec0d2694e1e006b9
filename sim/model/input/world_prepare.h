/**
 * world_prepare.h - the steps of world_prepare, each in a file of its own.
 *
 * Internal to world*.c. Each step goes on after something wrong, so that one look tells all, and
 * gives up at once when there is no memory.
 */
#ifndef MODEL_INPUT_WORLD_PREPARE_H
#define MODEL_INPUT_WORLD_PREPARE_H

#include "model/input/world.h"

/** What world_prepare works with: the world, whom to tell, whether anything was wrong. */
struct world_prepare_context {
    struct world *w;
    world_complain *complain;
    void *self;
    bool error, no_memory;
};

enum { WORLD_POINTER_BYTES = 256 };

/** Tells of something wrong at that JSON pointer. */
void world_error(struct world_prepare_context *f, const char *pointer, const char *format, ...)
    PRINTF_LIKE(3, 4);

/** "/map/id/member", or "/map/id" if the member is empty. Returns the buffer. */
const char *world_pointer(
    char buffer[WORLD_POINTER_BYTES], const char *map, const char *id, const char *member);

/** n zeroed elements, NULL and f->no_memory set if there is no memory. */
void *world_array(struct world_prepare_context *f, int64_t n, size_t size);

/** Indices and hashes of ids, and how many there are of each. */
void world_prepare_keys(struct world_prepare_context *f);
/** What ranges cannot check, before and after pairs are known. */
void world_check(struct world_prepare_context *f);
void world_check_pairs(struct world_prepare_context *f);
/** All pairs: those described, and those a source, an agreement or an inject implies. */
void world_prepare_pairs(struct world_prepare_context *f);
/** Streams of candidates, mixes of incident types, exposure. */
void world_prepare_arrivals(struct world_prepare_context *f);
/** Measures in force and, for each lever of a pair or a state, the links to them. */
void world_prepare_links(struct world_prepare_context *f);

#endif
