/**
 * experiment_calibration.h - the targets of a calibration: recorded figures with tolerances.
 *
 * Targets are members of an analysis of the kind calibration, or of a separate file, which the
 * analysis or the command line names:
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

/** A recorded figure. */
struct experiment_calibration_target {
    struct key key;
    const char *title, *statistic, *unit, *source, *notes;
    double value;
    double tolerance; /* 0: from the runs */
    double weight;
    bool held_out;
    /* derived */
    int32_t metric; /* index in e->metrics; -1: `expression` */
    struct expression expression;
};

/** A file of targets. */
struct experiment_calibration_file {
    const char *title, *notes;
    struct list targets; /* struct experiment_calibration_target */
};

/** The members of a file of targets, and of a target. */
extern const struct record experiment_calibration_record, experiment_calibration_target_record;

/** Context of reading targets. */
struct experiment_calibration_reader {
    struct experiment *e;
    struct diag *diag;
    struct input_reader *files;
    /** Columns of another table, which the statistics use; NULL: those of runs.csv. */
    const struct text_names *columns;
};

/**
 * Reads the value of the member `targets` at `path`: an object, or the name of a file. Fills
 * a->fitted_to and a->names; *written is the map of targets as written in the file; NULL if
 * there is none. Errors go to the diagnostics.
 */
enum status experiment_calibration_read(struct experiment_calibration_reader *r,
    const struct path *path, struct node *value, struct experiment_analysis *a,
    struct node **written) MUST_CHECK;

/**
 * Adds an analysis "calibration" with the targets of a file, and the default members. Fails if
 * the experiment has an analysis of that name. `columns`: as in struct
 * experiment_calibration_reader. Call it at most once.
 */
enum status experiment_calibration_add(struct experiment *e, const char *path,
    const struct text_names *columns, struct failure *f) MUST_CHECK;

#endif
