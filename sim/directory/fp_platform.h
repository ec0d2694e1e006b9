/**
 * fp_platform.h - what a result was computed with, so far as it may change the last bits.
 *
 * Histories do not depend on the processor (kernel/portable_math.h), nor do statistics (cdf.h). The
 * fingerprint lets `verify` say "another floating-point environment" when something does after
 * all: it covers what the C library's log, exp, pow and their relatives return, whose variants
 * are chosen at run time by what the processor can do.
 */
#ifndef DIRECTORY_FP_PLATFORM_H
#define DIRECTORY_FP_PLATFORM_H

#include "directory/sha256.h"
#include "format/json_writer.h"

/** Hash of the results of a fixed set of elementary operations. */
void fp_platform_fingerprint(char out[SHA256_HEX_BYTES]);

/** Writes the members "versions" and "floating_point". */
void fp_platform_print(struct json_writer *w);

/** Writes the member "host": system and machine, and its name unless times are to be left out.
 */
void fp_platform_print_host(struct json_writer *w, bool with_name);

#endif
