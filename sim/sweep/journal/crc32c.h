/**
 * crc32c.h - CRC-32C (Castagnoli), the checksum of iSCSI and ext4.
 *
 * It detects every flipped bit and every burst of up to 32 bits, as a journal needs. It does not
 * detect deliberate tampering.
 */
#ifndef SWEEP_JOURNAL_CRC32C_H
#define SWEEP_JOURNAL_CRC32C_H

#include <stddef.h>
#include <stdint.h>

/** Extends `crc` (0 to start) with these bytes; returns the new checksum. */
uint32_t crc32c_add(uint32_t crc, const void *bytes, size_t length);

/** Like crc32c_add(), but without the CRC instruction that crc32c_add() uses on processors that
 * have it. */
uint32_t crc32c_add_by_table(uint32_t crc, const void *bytes, size_t length);

#endif
