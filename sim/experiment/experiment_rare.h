/**
 * experiment_rare.h - the member `rare` of an experiment: a rare event that is estimated at every
 * point.
 *
 * Each replication also makes the repetition of multilevel splitting (rare/rare.h) with the same
 * number. Each row of runs.csv then has three more columns. They are stored like counted outcomes,
 * and outcomes can use them. If the policies have common random numbers, replications with the same
 * number begin with the same random numbers under all policies.
 */
#ifndef EXPERIMENT_EXPERIMENT_RARE_H
#define EXPERIMENT_EXPERIMENT_RARE_H

#include "experiment/experiment_file.h"

/** The columns of a rare event in runs.csv. They are the first outcomes of the experiment. */
enum {
    EXPERIMENT_RARE_PROBABILITY, /* estimate of the probability by the repetition */
    /**
     * Number of events on the paths of the repetition. Replication 1 also counts the events of the
     * pilot.
     */
    EXPERIMENT_RARE_EVENTS,
    EXPERIMENT_RARE_LEVELS,
    EXPERIMENT_RARE_COLUMNS
};
extern const char *const experiment_rare_columns[EXPERIMENT_RARE_COLUMNS];

/** Reads the member `rare`. Needs the worlds of e->base. Reports errors to the diagnostics. */
enum status experiment_rare_read(struct experiment_read_context *r) MUST_CHECK;

/** Adds the columns of the rare event to e->outcomes, which is empty and has space for them. */
void experiment_rare_add_columns(struct experiment *e);

/**
 * Adds the texts and the effort of the rare event to the hash. Adds nothing if there is no rare
 * event.
 */
void experiment_rare_identify(const struct experiment *e, struct sha256 *digest);

#endif
