/**
 * world_finish.h - the steps of world_finish, each in a file of its own.
 *
 * Internal to world*.c. Each step goes on after something wrong, so that one look tells all, and
 * gives up at once when there is no memory.
 */
#ifndef MODEL_INPUT_WORLD_FINISH_H
#define MODEL_INPUT_WORLD_FINISH_H

#include "model/input/world.h"

/** What world_finish works with: the world, whom to tell, whether anything was wrong. */
struct finishing {
    struct world *w;
    world_complain *complain;
    void *self;
    bool wrong, no_memory;
};

enum { WORLD_POINTER_BYTES = 256 };

/** Tells of something wrong at that JSON pointer. */
void world_wrong(struct finishing *f, const char *pointer, const char *format, ...)
    PRINTF_LIKE(3, 4);

/** "/map/id/member", or "/map/id" if the member is empty. Returns the buffer. */
const char *world_pointer(
    char buffer[WORLD_POINTER_BYTES], const char *map, const char *id, const char *member);

/** n zeroed elements, NULL and f->no_memory set if there is no memory. */
void *world_array(struct finishing *f, int64_t n, size_t size);

/** Indices and hashes of ids, and how many there are of each. */
void world_finish_keys(struct finishing *f);
/** What ranges cannot check, before and after pairs are known. */
void world_check(struct finishing *f);
void world_check_pairs(struct finishing *f);
/** All pairs: those described, and those a source, an agreement or an inject implies. */
void world_finish_pairs(struct finishing *f);
/** Streams of candidates, mixes of incident types, exposure. */
void world_finish_streams(struct finishing *f);
/** Measures in force and, for each lever of a pair or a state, the links to them. */
void world_finish_links(struct finishing *f);

#endif
