/**
 * hash.h - 64-bit hashes of identifiers.
 *
 * The values are part of the addresses of random numbers (kernel/stream.h), so they are the same
 * on every platform and must never change.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

/**
 * The finalizer of MurmurHash3 (Appleby). Each bit of the input changes each bit of the output with
 * a probability of about 1/2.
 */
static inline uint64_t
hash_mix(uint64_t h)
{
    h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
    h = (h ^ h >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return h ^ h >> 33;
}

/** Hash of a string: 64-bit FNV-1a (Fowler, Noll, Vo), followed by hash_mix(). */
uint64_t hash_text(const char *text);

#endif
