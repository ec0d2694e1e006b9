/**
 * hash.h - 64-bit hashes of identifiers.
 *
 * The values are part of the addresses of random numbers (kernel/stream.h), so they are the same
 * on every platform and must never change.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

/** Finalizer of MurmurHash3 (Appleby): each input bit flips each output bit with chance 1/2. */
static inline uint64_t
hash_mix(uint64_t h)
{
    h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
    h = (h ^ h >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return h ^ h >> 33;
}

/** Hash of a string: 64-bit FNV-1a (Fowler, Noll, Vo), then hash_mix(). */
uint64_t hash_text(const char *text);

#endif
