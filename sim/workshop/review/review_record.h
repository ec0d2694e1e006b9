/**
 * review_record.h - the records of an exercise in the form that is exported.
 */
#ifndef WORKSHOP_REVIEW_REVIEW_RECORD_H
#define WORKSHOP_REVIEW_REVIEW_RECORD_H

#include "workshop/review/review.h"

/**
 * Fills *out with the record, with the ids used in files (invented names, where the world uses
 * them) and, unless `texts`, without the texts that people wrote. Lists are copied to the
 * arena. STATUS_NO_MEMORY.
 */
enum status review_record(const struct review *r, const struct record_line *line, bool texts,
    struct arena *a, struct record_line *out) MUST_CHECK;

#endif
