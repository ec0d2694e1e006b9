/**
 * posterior.h - the table of a posterior: draws of the factors, which other sweeps can use as a
 * design (`csv`).
 *
 * The table has one column for each factor that varies in the space of the experiment, and one row
 * for each draw. For a factor whose values are texts, the row contains the level.
 */
#ifndef ANALYSIS_CALIBRATION_POSTERIOR_H
#define ANALYSIS_CALIBRATION_POSTERIOR_H

#include "analysis/space.h"
#include "directory/atomic_dir.h"
#include "format/table.h"

/** The table of draws from a posterior. A zeroed struct is empty. */
struct posterior {
    char name[ATOMIC_DIR_NAME_BYTES]; /* name of its file */
    struct record record;
    struct field *fields;
    struct table table;
};

/**
 * Prepares the table of an analysis. The caller frees it with posterior_free(), also after a
 * failure.
 */
enum status posterior_init(struct posterior *p, const struct experiment *e,
    const struct experiment_analysis *a) MUST_CHECK;
void posterior_free(struct posterior *p);

/**
 * Stores the value of a factor in a row. `value` is as in the table of points (design.h): for a
 * text or a flag, its index. `row` has p->record.size bytes.
 */
void posterior_set(const struct space *s, int32_t factor, double value, void *row);

#endif
