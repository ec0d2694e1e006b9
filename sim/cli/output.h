/**
 * output.h - data on the standard output.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/status.h"

/** Writes bytes to stdout and flushes it: STATUS_IO if not all of them arrive. */
enum status output_print(const char *bytes, size_t length, struct failure *f);

#endif
