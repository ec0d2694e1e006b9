/**
 * experiment_file.h - the members of an experiment file, as rows describe them, and the steps
 * of reading it.
 */
#ifndef EXPERIMENT_EXPERIMENT_FILE_H
#define EXPERIMENT_EXPERIMENT_FILE_H

#include "experiment/experiment.h"
#include "format/decode_value.h"

/** An item of a list of names, and of those that share histories. */
struct experiment_file_metric {
    const char *name;
};
struct experiment_file_sharer {
    int32_t who; /* enum experiment_file_who */
};
enum experiment_file_who { EXPERIMENT_FILE_POLICY, EXPERIMENT_FILE_POINT };

struct experiment_file_random {
    struct list common_across; /* struct experiment_file_sharer */
};
struct experiment_file_outputs {
    int32_t trace_level;
    struct list metrics; /* struct experiment_file_metric */
    struct node *series;
};
struct experiment_file_budget {
    int64_t max_runs;
    const char *max_wall;
};
/** `replications`, unless it is a number. */
struct experiment_file_replications {
    int64_t min, max, batch;
    struct list until; /* struct experiment_target */
};

/** What rows describe. Policies and designs have readers of their own. */
struct experiment_file {
    const char *title, *notes, *scenario, *seed;
    struct list factors; /* struct factor */
    struct experiment_file_random random;
    struct experiment_file_outputs outputs;
    struct list analyses; /* struct experiment_analysis */
    struct experiment_file_budget budget;
    struct node *policies, *baseline, *design, *replications;
};

extern const struct record experiment_file_record;
extern const struct record experiment_file_target_record;
extern const struct record experiment_file_replications_record;

/** Reading an experiment. */
struct experiment_read_context {
    struct experiment *e;
    struct diag *diag;
    struct input_reader files;           /* keeps them in the experiment */
    struct decode_value_context context; /* of the file */
    struct node *tree, *written;         /* as it is read, and as it was written */
    struct experiment_file file;
    bool contrasts;
};

/** The members that are not about the scenario: all errors are reported. */
enum status experiment_file_replications(struct experiment_read_context *r) MUST_CHECK;
void experiment_file_random(struct experiment_read_context *r);
void experiment_file_outputs(struct experiment_read_context *r);
enum status experiment_file_analyses(struct experiment_read_context *r) MUST_CHECK;

/** Prints e->resolved. */
enum status experiment_resolve(struct experiment_read_context *r) MUST_CHECK;

/** Keys of the points, without those that come twice. */
enum status experiment_points(struct experiment *e, struct diag *diag) MUST_CHECK;

/** The digest of what decides the rows. */
void experiment_identify(struct experiment *e);

/** Warns of what should be known; `contrasts`: the design compares points. */
void experiment_warn(struct experiment *e, bool contrasts);

/** The columns of design.csv. */
enum status experiment_columns(struct experiment *e) MUST_CHECK;

/** Whether a column has that name besides the factors, which may not have it then. */
bool experiment_columns_has(const char *name);

#endif
