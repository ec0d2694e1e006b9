/**
 * crc32c.h - CRC-32C (Castagnoli), the checksum of iSCSI and ext4.
 *
 * It detects every single flipped bit and every burst of up to 32 bits, which is what a journal
 * needs. It does not detect deliberate changes.
 */
#ifndef SWEEP_JOURNAL_CRC32C_H
#define SWEEP_JOURNAL_CRC32C_H

#include <stddef.h>
#include <stdint.h>

/**
 * Extends the checksum `crc` by `length` bytes and returns the new checksum. The first call passes
 * 0.
 */
uint32_t crc32c_add(uint32_t crc, const void *bytes, size_t length);

/** Like crc32c_add(), but never uses the CRC instruction that some processors have. */
uint32_t crc32c_add_by_table(uint32_t crc, const void *bytes, size_t length);

#endif
