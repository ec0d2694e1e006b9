/**
 * posterior.h - the table of a posterior: draws of the factors, as a design (`csv`) for other
 * sweeps.
 *
 * It has one column for each factor that varies in the space of the experiment, and one row for
 * each draw. For a factor whose values are texts, the row contains the level.
 */
#ifndef ANALYSIS_CALIBRATION_POSTERIOR_H
#define ANALYSIS_CALIBRATION_POSTERIOR_H

#include "analysis/space.h"
#include "directory/atomic_dir.h"
#include "format/table.h"

/** All zero: empty. */
struct posterior {
    char name[ATOMIC_DIR_NAME_BYTES]; /* of its file */
    struct record record;
    struct field *fields;
    struct table table;
};

/** Prepares the table of an analysis. Free with posterior_free(), also after failure. */
enum status posterior_init(struct posterior *p, const struct experiment *e,
    const struct experiment_analysis *a) MUST_CHECK;
void posterior_free(struct posterior *p);

/** Sets a factor of a row, `row` with p->record.size bytes, to a value as in the table of points. */
void posterior_set(const struct space *s, int32_t factor, double value, void *row);

#endif
