/**
 * crc32c.h - CRC-32C (Castagnoli), the checksum of iSCSI and ext4.
 *
 * The checksum detects every single flipped bit and every burst of errors within 32 bits. It does
 * not detect deliberate changes.
 */
#ifndef SWEEP_JOURNAL_CRC32C_H
#define SWEEP_JOURNAL_CRC32C_H

#include <stddef.h>
#include <stdint.h>

/**
 * Extends the checksum `crc` by `length` bytes and returns the new checksum. For the first bytes,
 * `crc` is 0.
 */
uint32_t crc32c_add(uint32_t crc, const void *bytes, size_t length);

/** Like crc32c_add(), but never uses the CRC instruction that some processors have. */
uint32_t crc32c_add_by_table(uint32_t crc, const void *bytes, size_t length);

#endif
