/**
 * experiment_rare.h - the member `rare` of an experiment: a rare event, estimated at every point.
 *
 * Each replication also makes the repetition of splitting with its number (rare/rare.h) and has three
 * more columns in runs.csv, stored like counted outcomes. Outcomes can use them. Replications with the
 * same number begin with the same random numbers under all policies, if these have common ones.
 */
#ifndef EXPERIMENT_EXPERIMENT_RARE_H
#define EXPERIMENT_EXPERIMENT_RARE_H

#include "experiment/experiment_file.h"

/** The columns of runs.csv, the first ones of the outcomes. */
enum {
    EXPERIMENT_RARE_PROBABILITY, /* estimate of the repetition */
    EXPERIMENT_RARE_EVENTS,      /* of its paths, and in replication 1 of those of the pilot */
    EXPERIMENT_RARE_LEVELS,
    EXPERIMENT_RARE_COLUMNS
};
extern const char *const experiment_rare_columns[EXPERIMENT_RARE_COLUMNS];

/** Reads the member; needs the worlds of e->base. Errors go to the diagnostics. */
enum status experiment_rare_read(struct experiment_read_context *r) MUST_CHECK;

/** Adds the columns to e->outcomes, which is empty and has room for them. */
void experiment_rare_add_columns(struct experiment *e);

/** Adds the texts and the effort; nothing without a rare event. */
void experiment_rare_identify(const struct experiment *e, struct sha256 *digest);

#endif
