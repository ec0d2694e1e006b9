/**
 * experiment_file.h - the members of an experiment file, as rows describe them, and the steps
 * of reading it.
 */
#ifndef EXPERIMENT_EXPERIMENT_FILE_H
#define EXPERIMENT_EXPERIMENT_FILE_H

#include "experiment/experiment.h"
#include "format/value.h"

/** Has no rows: its member is a list. */
struct experiment_file_random {
    bool unused;
};
struct experiment_file_outputs {
    int32_t trace_level;
};
struct experiment_file_budget {
    int64_t max_runs;
    const char *max_wall;
};

/** What rows describe. Lists, designs and policies are read by hand: experiment_file.c. */
struct experiment_file {
    const char *title, *notes, *scenario, *seed;
    struct list factors; /* struct factor */
    struct experiment_file_random random;
    struct experiment_file_outputs outputs;
    struct list analyses; /* struct experiment_analysis */
    struct experiment_file_budget budget;
};

extern const struct record experiment_file_record;
extern const struct record experiment_file_random_record;
extern const struct record experiment_file_outputs_record;
extern const struct record experiment_file_analysis_record;
extern const struct record experiment_file_target_record;
extern const struct record experiment_file_replications_record;

/** Reading an experiment: the file's tree, and what was taken out of it. */
struct experiment_reading {
    struct experiment *e;
    struct report *report;
    struct input_reader files;    /* keeps them in the experiment */
    struct value_context context; /* of the file */
    struct node *tree, *written;  /* as it is read, and as it was written */
    struct experiment_file file;
    struct node *policies, *baseline, *design, *replications, *common_across, *series, *metrics;
    struct factor_lists *lists;     /* by factor */
    struct node **analysis_metrics; /* by analysis */
    bool contrasts;
};

/** Reads a list of names of metrics; NULL is all. */
enum status experiment_file_metrics(struct experiment_reading *r, const struct path *path,
    const struct node *list, const char ***metrics, int32_t *n) MUST_CHECK;

/** The members that are not about the scenario: all errors are reported. */
enum status experiment_file_replications(struct experiment_reading *r) MUST_CHECK;
enum status experiment_file_random(struct experiment_reading *r) MUST_CHECK;
enum status experiment_file_outputs(struct experiment_reading *r) MUST_CHECK;
enum status experiment_file_analyses(struct experiment_reading *r) MUST_CHECK;

/** Prints e->resolved. */
enum status experiment_resolve(struct experiment_reading *r) MUST_CHECK;

/** Keys of the points, without those that come twice. */
enum status experiment_points(struct experiment *e, struct report *report) MUST_CHECK;

/** The digest of what decides the rows. */
void experiment_identify(struct experiment *e);

/** Warns of what should be known; `contrasts`: the design compares points. */
void experiment_warn(struct experiment *e, bool contrasts);

/** The columns of design.csv. */
enum status experiment_columns(struct experiment *e) MUST_CHECK;

/** Whether a column has that name besides the factors, which may not have it then. */
bool experiment_columns_has(const char *name);

#endif
