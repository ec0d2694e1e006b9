/**
 * reload.h - makes a journal from the files of a finished result whose journal is missing.
 *
 * The function reads runs.csv, failures.csv and the trace files row by row. The text of a number in
 * these files gives exactly the same number again. So the blocks are equal to those of the lost
 * journal, except for the measured times. The function needs memory for the journal
 * (journal_open_memory()) and for the rows of one point.
 */
#ifndef SWEEP_RELOAD_H
#define SWEEP_RELOAD_H

#include "sweep/layout.h"

/**
 * Appends the runs in `directory` to `to`, an open journal with the shape of `layout`. The caller
 * must have compared the files with the manifest. Returns STATUS_IO if a file cannot be read or
 * contains rows that the experiment does not write.
 */
enum status reload_journal(struct journal *to, const struct layout *layout,
    const char *directory, struct failure *f) MUST_CHECK;

#endif
