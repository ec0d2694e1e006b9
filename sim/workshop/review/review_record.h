/**
 * review_record.h - converts the records of an exercise for export.
 */
#ifndef WORKSHOP_REVIEW_REVIEW_RECORD_H
#define WORKSHOP_REVIEW_REVIEW_RECORD_H

#include "workshop/review/review.h"

/**
 * Fills *out with the record as it is exported. If the world uses invented names, they replace the
 * ids. If `texts` is false, leaves out the texts that people wrote. Lists are copied to the arena.
 * Returns STATUS_NO_MEMORY if memory runs out.
 */
enum status review_record(const struct review *r, const struct record_line *line, bool texts,
    struct arena *a, struct record_line *out) MUST_CHECK;

#endif
