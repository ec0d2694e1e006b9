/**
 * experiment_file.h - the members of an experiment file, described by field rows, and the steps of
 * reading it; internal to experiment.h.
 */
#ifndef EXPERIMENT_EXPERIMENT_FILE_H
#define EXPERIMENT_EXPERIMENT_FILE_H

#include "experiment/experiment.h"
#include "format/decode/decode_value.h"

/** Items of the lists `metrics` and `common_across`. */
struct experiment_file_metric {
    const char *name;
};
struct experiment_file_across {
    int32_t who; /* enum experiment_file_who */
};
enum experiment_file_who { EXPERIMENT_FILE_POLICY, EXPERIMENT_FILE_POINT };

struct experiment_file_random {
    struct list common_across; /* struct experiment_file_across */
};
struct experiment_file_outputs {
    int32_t trace_level;
    bool gzip;
    struct list metrics, primary; /* struct experiment_file_metric */
    struct node *series, *outcomes;
};
struct experiment_file_budget {
    int64_t max_runs;
    const char *max_wall;
};
/** The member `replications`, if it is an object. */
struct experiment_file_replications {
    int64_t min, max, batch;
    struct list until; /* struct experiment_target */
};

/** The members of the file. Policies and designs have separate readers. */
struct experiment_file {
    const char *title, *notes, *scenario, *seed;
    struct list factors; /* struct factor */
    struct experiment_file_random random;
    struct experiment_file_outputs outputs;
    struct list analyses; /* struct experiment_analysis */
    struct experiment_file_budget budget;
    struct node *policies, *baseline, *design, *replications, *rare;
};

/** The member `rare`. */
struct experiment_file_rare {
    const char *event, *importance;
    struct list dyads; /* struct experiment_file_metric */
    int64_t effort;
};

/** Context of reading an experiment. */
struct experiment_read_context {
    struct experiment *e;
    struct diag *diag;
    struct input_reader files;           /* stores them in the experiment */
    struct decode_value_context context; /* of the file */
    struct node *tree, *written;         /* with defaults, and as in the file */
    struct experiment_file file;
    bool contrasts; /* at least one design compares its points with each other */
};

/** Read the members that do not concern the scenario. Report all errors. */
enum status experiment_file_replications(struct experiment_read_context *r) MUST_CHECK;
void experiment_file_random(struct experiment_read_context *r);
enum status experiment_file_outputs(struct experiment_read_context *r) MUST_CHECK;
enum status experiment_file_analyses(struct experiment_read_context *r) MUST_CHECK;

/** Checks the members that only some kinds of analysis have, and reads the derived ones. */
enum status experiment_analysis_members(struct experiment_read_context *r,
    const struct path *path, const struct node *node, struct experiment_analysis *a) MUST_CHECK;

/** Prints e->resolved. */
enum status experiment_resolve(struct experiment_read_context *r) MUST_CHECK;

/** Computes the keys of the points, and removes duplicate points. */
enum status experiment_points(struct experiment *e, struct diag *diag) MUST_CHECK;

/** Computes e->identity. */
void experiment_identify(struct experiment *e);

/** Adds warnings about factors and random numbers. */
enum status experiment_warn(struct experiment *e) MUST_CHECK;

/** Makes e->columns, the columns of design.csv. */
enum status experiment_columns(struct experiment *e) MUST_CHECK;

/**
 * A table of a result with a column of this name; NULL if there is none. No factor may have such
 * a name: its column of design.csv would be ambiguous when the tables are joined.
 */
const char *experiment_columns_table(const char *name);

/** Whether a file or a folder of a result has this name, apart from its extension. */
bool experiment_columns_is_file(const char *name);

#endif
