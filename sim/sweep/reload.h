/**
 * reload.h - makes a journal from the files of a finished result whose journal is missing.
 *
 * Reads runs.csv, failures.csv and the trace files, row by row. Their numbers read back
 * exactly, so that the blocks are equal to those of the lost journal, apart from the measured
 * time. Memory: the journal itself (journal_open_memory()) and the rows of one point.
 */
#ifndef SWEEP_RELOAD_H
#define SWEEP_RELOAD_H

#include "sweep/layout.h"

/**
 * Appends the runs in `directory` to `to`, an open journal of the shape of `layout`. The caller
 * must have checked the files against the manifest. STATUS_IO if a file cannot be read or
 * contains other rows than the experiment writes.
 */
enum status reload_journal(struct journal *to, const struct layout *layout,
    const char *directory, struct failure *f) MUST_CHECK;

#endif
