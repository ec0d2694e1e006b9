/**
 * crc32c.h - CRC-32C (Castagnoli), the checksum of iSCSI and ext4.
 *
 * Finds every flipped bit and every burst of up to 32 bits, which is what a journal needs: it
 * is no protection against somebody who means to deceive.
 */
#ifndef SWEEP_CRC32C_H
#define SWEEP_CRC32C_H

#include <stddef.h>
#include <stdint.h>

/** The checksum of what `crc` is of (0: of nothing) followed by these bytes. */
uint32_t crc32c_add(uint32_t crc, const void *bytes, size_t length);

#endif
