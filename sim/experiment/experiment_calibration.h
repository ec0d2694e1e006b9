/**
 * experiment_calibration.h - the targets of a calibration: recorded figures with tolerances.
 *
 * The targets stand in an analysis of the kind calibration, or in a file that the analysis or the
 * command line names:
 *
 *   {"format": "cbmsim-targets-1", "title": "...", "targets": {"public_share": {
 *       "statistic": "hostile_responses / decisions", "value": 0.115, "tolerance": 0.02,
 *       "source": "..."}}}
 */
#ifndef EXPERIMENT_EXPERIMENT_CALIBRATION_H
#define EXPERIMENT_EXPERIMENT_CALIBRATION_H

#include "experiment/experiment.h"
#include "format/diagnostics.h"
#include "format/input_file.h"

#define EXPERIMENT_TARGETS_FORMAT "cbmsim-targets-1"

/** A recorded figure with which runs are compared. */
struct experiment_calibration_target {
    struct key key;
    const char *title, *statistic, *unit, *source, *notes;
    double value;
    double tolerance; /* 0: the tolerance is computed from the runs */
    double weight;
    bool held_out;
    /* The members below are derived. */
    int32_t metric; /* index in e->metrics; -1: `expression` is used */
    struct expression expression;
};

/** A file of targets. */
struct experiment_calibration_file {
    const char *title, *notes;
    struct list targets; /* list of struct experiment_calibration_target */
};

/** The members of a file of targets, and of one target. */
extern const struct record experiment_calibration_record, experiment_calibration_target_record;

/** The data for reading targets. */
struct experiment_calibration_reader {
    struct experiment *e;
    struct diag *diag;
    struct input_reader *files;
    /** Columns of another table that the statistics use. NULL: the columns of runs.csv. */
    const struct text_names *columns;
};

/**
 * Reads the value of the member `targets`, which is at `path`: an object, or the name of a file.
 * Fills a->fitted_to and a->names. Sets *written to the map of targets as written in the file, or
 * to NULL if there is none. Reports errors to the diagnostics.
 */
enum status experiment_calibration_read(struct experiment_calibration_reader *r,
    const struct path *path, struct node *value, struct experiment_analysis *a,
    struct node **written) MUST_CHECK;

/**
 * Adds an analysis "calibration" with the targets of the file at `path` and with default members.
 * Fails if the experiment already has an analysis of that name. `columns` is described in struct
 * experiment_calibration_reader. The function may be called once.
 */
enum status experiment_calibration_add(struct experiment *e, const char *path,
    const struct text_names *columns, struct failure *f) MUST_CHECK;

#endif
