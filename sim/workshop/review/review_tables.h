/**
 * review_tables.h - writes the tables of a review to export/ beside the log, with a data package.
 *
 *     decisions.csv    what each seat decided, and what was true
 *     answers.csv      what each seat answered to others
 *     beliefs.csv      what each seat believed of its incidents, stop by stop
 *     predictions.csv  what each seat predicted, and what happened
 *     messages_written.csv  what teams wrote to each other
 *     whatif.csv, robustness.csv, turning.csv, use.csv  results of the model (review_rows_model.c)
 *     incidents.csv, acts.csv and so on  the run, as trace files
 *     exercise.json    the records of the log
 */
#ifndef WORKSHOP_REVIEW_REVIEW_TABLES_H
#define WORKSHOP_REVIEW_REVIEW_TABLES_H

#include "directory/atomic_dir.h"
#include "workshop/review/review.h"

/**
 * Writes all tables and datapackage.json to export/ of a locked directory. If `texts` is false,
 * leaves out the texts that people wrote. Returns STATUS_IO if a file cannot be written.
 */
enum status review_tables_write(const struct review *r, bool texts,
    const struct atomic_dir *directory, struct failure *f) MUST_CHECK;

#endif
