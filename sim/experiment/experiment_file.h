/**
 * experiment_file.h - the members of an experiment file and the steps of reading it; internal to
 * experiment.h.
 */
#ifndef EXPERIMENT_EXPERIMENT_FILE_H
#define EXPERIMENT_EXPERIMENT_FILE_H

#include "experiment/experiment.h"
#include "format/decode/decode_value.h"

/** An item of the list `metrics`. */
struct experiment_file_metric {
    const char *name;
};
struct experiment_file_across {
    int32_t who; /* an enum experiment_file_who */
};
enum experiment_file_who { EXPERIMENT_FILE_POLICY, EXPERIMENT_FILE_POINT };

struct experiment_file_random {
    struct list common_across; /* list of struct experiment_file_across */
};
struct experiment_file_outputs {
    int32_t trace_level;
    bool gzip;
    struct list metrics, primary; /* list of struct experiment_file_metric */
    struct node *series, *outcomes;
};
struct experiment_file_budget {
    int64_t max_runs;
    const char *max_wall;
};
/** The member `replications`, if it is an object. */
struct experiment_file_replications {
    int64_t min, max, batch;
    struct list until; /* list of struct experiment_target */
};

/** The members of the file. Policies and designs are read separately. */
struct experiment_file {
    const char *title, *notes, *scenario, *seed;
    struct list factors; /* list of struct factor */
    struct experiment_file_random random;
    struct experiment_file_outputs outputs;
    struct list analyses; /* list of struct experiment_analysis */
    struct experiment_file_budget budget;
    struct node *policies, *baseline, *design, *replications, *rare;
};

/** The member `rare`. */
struct experiment_file_rare {
    const char *event, *importance;
    struct list dyads; /* list of struct experiment_file_metric */
    int64_t effort;
};

/** The data for reading an experiment. */
struct experiment_read_context {
    struct experiment *e;
    struct diag *diag;
    /** Reads input files and stores them in the experiment. */
    struct input_reader files;
    struct decode_value_context context; /* for decoding the file */
    struct node *tree, *written;         /* the file with defaults, and as written */
    struct experiment_file file;
    bool contrasts; /* at least one design compares its points with each other */
};

/** Read the members that do not concern the scenario, and report all errors. */
enum status experiment_file_replications(struct experiment_read_context *r) MUST_CHECK;
void experiment_file_random(struct experiment_read_context *r);
enum status experiment_file_outputs(struct experiment_read_context *r) MUST_CHECK;
enum status experiment_file_analyses(struct experiment_read_context *r) MUST_CHECK;

/** Checks the members that only some kinds of analysis have, and sets the derived members. */
enum status experiment_analysis_members(struct experiment_read_context *r,
    const struct path *path, const struct node *node, struct experiment_analysis *a) MUST_CHECK;

/** Prints e->resolved. */
enum status experiment_resolve(struct experiment_read_context *r) MUST_CHECK;

/** Computes the keys of the points and removes duplicate points. */
enum status experiment_points(struct experiment *e, struct diag *diag) MUST_CHECK;

/** Computes e->identity. */
void experiment_identify(struct experiment *e);

/** Adds warnings about factors and random numbers to e->warnings. */
enum status experiment_warn(struct experiment *e) MUST_CHECK;

/** Makes e->columns, which describes design.csv. */
enum status experiment_columns(struct experiment *e) MUST_CHECK;

/**
 * Returns the name of a table of a result that has a column of this name, or NULL. No factor may
 * have such a name, because its column of design.csv would be ambiguous when tables are joined.
 */
const char *experiment_columns_table(const char *name);

/** Whether a file or a folder of a result has this name without an extension. */
bool experiment_columns_is_file(const char *name);

#endif
