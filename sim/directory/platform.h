/**
 * platform.h - what a result was computed with, so far as it may change the last bits.
 *
 * Histories do not depend on the processor (kernel/real.h), nor do statistics (special.h). The
 * fingerprint lets `verify` say "another floating-point environment" when something does after
 * all: it covers what the C library's log, exp, pow and their relatives return, whose variants
 * are chosen at run time by what the processor can do.
 */
#ifndef DIRECTORY_PLATFORM_H
#define DIRECTORY_PLATFORM_H

#include "directory/digest.h"
#include "format/writer.h"

/** Hash of the results of a fixed set of elementary operations. */
void platform_fingerprint(char out[DIGEST_BYTES]);

/** Writes the members "versions" and "floating_point". */
void platform_print(struct writer *w);

/** Writes the member "host": system and machine, and its name unless times are to be left out.
 */
void platform_print_host(struct writer *w, bool with_name);

#endif
