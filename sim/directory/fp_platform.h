/**
 * fp_platform.h - the software and the floating-point arithmetic that computed a result.
 *
 * Runs (kernel/portable_math.h) and statistics (stats/cdf.h) do not depend on the processor. If
 * results differ nevertheless, `verify` compares the fingerprints and reports a different
 * floating-point environment. A fingerprint is a hash of results of the C library's log, exp, pow
 * and similar functions. The library chooses their implementation at run time, depending on the
 * processor.
 */
#ifndef DIRECTORY_FP_PLATFORM_H
#define DIRECTORY_FP_PLATFORM_H

#include "base/sha256.h"
#include "format/json_writer.h"

/** Writes the hash of the results of elementary functions of the C library at fixed arguments. */
void fp_platform_fingerprint(char out[SHA256_HEX_BYTES]);

/** Writes the JSON members "versions" and "floating_point". */
void fp_platform_print(struct json_writer *w);

/** Writes the JSON member "host": system and machine, and the name of the host if `with_name`. */
void fp_platform_print_host(struct json_writer *w, bool with_name);

#endif
