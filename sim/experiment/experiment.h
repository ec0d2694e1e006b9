/**
 * experiment.h - an experiment, read from its file.
 *
 * An experiment consists of a scenario, factors that vary members of it (factor.h), policies to
 * compare, a design, which lists the design points (design.h), and a number of replications. It is
 * read once, all errors are reported with their place, and it is constant afterwards: any number
 * of threads may make the worlds of any point.
 *
 * A point has a number in the design, from 0 here and from 1 in files; and a key, the first 64
 * bits of SHA-256 over the sorted list of (factor, value). The random numbers of a run depend
 * on the key only: adding, removing or reordering points does not change the runs of other
 * points. Two points can have the same key (Morris trajectories can meet); their runs are
 * equal.
 */
#ifndef EXPERIMENT_EXPERIMENT_H
#define EXPERIMENT_EXPERIMENT_H

#include "base/buffer.h"
#include "base/sha256.h"
#include "design/design.h"
#include "design/expression.h"
#include "design/factor.h"
#include "experiment/analysis_list.h"
#include "experiment/experiment_cases.h"
#include "observe/recorder.h"
#include "rare/rare_event.h"
#include "scenario/scenario.h"
#include "stats/summary.h"

#define EXPERIMENT_FORMAT "cbmsim-experiment-1"

/** The quantity whose confidence interval must be narrow enough before replications stop. */
enum experiment_statistic { EXPERIMENT_MEAN, EXPERIMENT_PROPORTION, EXPERIMENT_DIFFERENCE };

struct experiment_target {
    const char *metric;
    int32_t statistic;                      /* enum experiment_statistic */
    const char *versus;                     /* policy, for differences; NULL: the baseline */
    double half_width, relative_half_width; /* NAN: not given */
    double confidence;
    int32_t versus_policy; /* index */
};

/**
 * The number of replications of each point. All policies of a point have the same replications.
 * Without targets `min` equals `max`. With targets a point gets `min` replications, then
 * batches of `batch` more, until every target is met under every policy or `max` is reached.
 */
struct experiment_replications {
    int64_t min, max, batch;
    struct experiment_target *targets;
    int32_t n_targets;
};

#define EXPERIMENT_KIND(name, ...) EXPERIMENT_##name,
enum experiment_analysis_kind { ANALYSIS_ROWS(EXPERIMENT_KIND) EXPERIMENT_ANALYSIS_KINDS };
#undef EXPERIMENT_KIND

/** When an analysis is made without a request in the file. */
enum experiment_implied {
    EXPERIMENT_ON_REQUEST,
    EXPERIMENT_ALWAYS,
    EXPERIMENT_WITH_POLICIES, /* for two or more policies */
    EXPERIMENT_WITH_DESIGN,   /* for the design that it requires */
    EXPERIMENT_WITH_RARE,     /* if the experiment has a rare event */
};

/** Properties of a kind of analysis. */
struct experiment_kind {
    enum experiment_implied implied;
    bool takes_baseline;
    enum design_family family; /* the required family; DESIGN_PLAIN: any design */
    const char *design;        /* name of that design */
    const char *meaning;       /* of its file, a sentence */
};

/** By enum experiment_analysis_kind. */
extern const struct experiment_kind experiment_kinds[EXPERIMENT_ANALYSIS_KINDS];

/** Names of the kinds, ended by NULL. */
extern const char *const experiment_analysis_names[];

/** Which values of a metric are better. */
enum experiment_better { EXPERIMENT_BETTER_LOW, EXPERIMENT_BETTER_HIGH };

/** What a calibration compares with its targets. */
enum experiment_compare { EXPERIMENT_COMPARE_RUNS, EXPERIMENT_COMPARE_MEANS };

struct experiment_analysis {
    struct key key;
    int32_t kind;         /* enum experiment_analysis_kind */
    const char *baseline; /* NULL: compare: the experiment's baseline; morris, sobol: none */
    double confidence;
    int64_t resamples;    /* of the bootstrap */
    struct list metrics;  /* of const char *; empty: all */
    const char *cases;    /* prim: the condition, as in the file */
    int64_t boxes;        /* prim: maximum number */
    int32_t better;       /* regret: enum experiment_better; -1: not given */
    struct node *targets; /* calibration: as in the file */
    const char *policy;   /* calibration: NULL: the baseline of the experiment */
    int32_t compare;      /* calibration: enum experiment_compare */
    double accept;        /* calibration: share of the runs */
    bool adjust;          /* calibration: by regression */
    int64_t draws;        /* calibration: rows of the posterior */
    /* derived */
    struct experiment_cases condition; /* from `cases` */
    struct list fitted_to;         /* from `targets`: struct experiment_calibration_target */
    struct expression_names names; /* that the expressions of `targets` use */
};

/** After the id of a calibration: the id of its second file. */
#define EXPERIMENT_POSTERIOR "_posterior"

/** Default members of a calibration. */
#define EXPERIMENT_ACCEPT 0.1
enum { EXPERIMENT_DRAWS = 200 };

struct experiment_outputs {
    int32_t trace_level;  /* enum recorder_level */
    bool gzip;            /* compress the trace files */
    const char **metrics; /* to summarise, then the outcomes of the experiment; NULL: all */
    const char **primary; /* that the experiment is about, the most important first */
    int32_t n_metrics, n_primary;
};

/** A column of an outcome that the scenario or experiment defines, see experiment_outcomes.h. */
struct experiment_outcome {
    const char *id, *text;                  /* text: its expression as written */
    const char *member;                     /* its key in /outputs/outcomes; NULL: of `rare` */
    const char *title, *unit, *description; /* NULL: not given */
    struct expression expression;
};

/** A counted outcome, see experiment_counts.h. */
struct experiment_counted {
    struct expression *where, *sum; /* NULL: all rows; the number of rows */
    int32_t table;                  /* enum experiment_trace_table */
    int32_t by;                     /* how rows are grouped */
    int32_t first, n;               /* its columns in `outcomes` */
};

struct experiment_trace_columns;

/** The trace files whose rows outcomes can count. */
enum experiment_trace_table {
    EXPERIMENT_TRACE_INCIDENTS,
    EXPERIMENT_TRACE_ACTS,
    EXPERIMENT_TRACE_MESSAGES,
    EXPERIMENT_TRACE_TABLES
};

/** A rare event that is estimated at every point, see experiment_rare.h. */
struct experiment_rare {
    bool given;
    struct rare_texts texts;
    int64_t effort; /* paths of a level */
};

struct experiment_budget {
    int64_t max_runs;        /* 0: no limit */
    double max_wall_seconds; /* 0: no limit */
};

/** All zero: empty. Constant after reading. */
struct experiment {
    const char *title, *notes;
    uint64_t seed;
    struct factor *factors; /* in byte order of their ids */
    int32_t n_factors;
    struct design design;
    int64_t n_points;
    uint64_t *keys;        /* by point */
    struct record columns; /* of design.csv */
    struct experiment_replications replications;
    bool common_policy, common_point; /* common random numbers across policies, points */
    struct experiment_outputs outputs;
    struct experiment_rare rare;
    struct experiment_outcome *outcomes; /* those of `rare`, of `counted`, the others by id */
    int32_t n_outcomes;
    struct experiment_counted *counted;
    int32_t n_counted, n_counted_columns;
    /** By table; NULL: no row of it is counted. */
    struct experiment_trace_columns *trace_columns[EXPERIMENT_TRACE_TABLES];
    struct record runs; /* of runs.csv: struct metric_run with these outcomes */
    const struct summary_metric *metrics; /* built-in metrics, then outcomes */
    int32_t n_metrics;
    struct experiment_analysis *analyses; /* those of the file, then the implied ones */
    int32_t n_analyses;
    struct experiment_budget budget;
    bool from_scenario; /* see experiment_of_scenario() */
    /**
     * The scenario with no factor set: titles and ids of all policies (`base.policies`),
     * `base.baseline`, horizon, and `base.resolved`, the scenario.json of the result. Its worlds
     * are used for tables and for points that set no factor, see experiment_worlds().
     */
    struct scenario base;
    /**
     * Canonical JSON, for experiment.json; it refers to scenario.json and to the copied inputs.
     */
    const char *resolved;
    size_t resolved_length;
    struct input_files inputs; /* the file, and the tables of its design (see copy_as) */
    /**
     * Hash of everything that determines the rows of runs.csv, except the number of
     * replications: contents, not paths; without title, notes, analyses, budget, and outcomes
     * that are not counted. It includes the resolved scenario and the points instead of the
     * JSON files, and the bytes of tables.
     */
    char identity[SHA256_HEX_BYTES];
    struct failure warnings;
    struct arena arena;
    struct document *document; /* with defaults and the policies of the experiment */
};

/**
 * Reads the experiment at `path` ("-": standard input) and the scenario that it names, and makes
 * its points. Reports all errors in *f. On failure *e is empty. Call in one thread only.
 */
enum status experiment_read(
    struct experiment *e, const char *path, struct failure *f) MUST_CHECK;

/** Like experiment_read(), but uses the contents in `given` unless it is NULL, see struct
 * input_files. */
enum status experiment_read_given(struct experiment *e, const char *path,
    const struct input_file *given, struct failure *f) MUST_CHECK;

/** Options of `cbmsim run`. */
struct experiment_run {
    uint64_t seed;
    int64_t replications;
    enum recorder_level trace_level;
    bool gzip;
};

/**
 * Makes an experiment from a scenario alone: one point, which sets no factor, and a fixed number
 * of replications. Takes ownership of *base and leaves it empty. There is no experiment file, so
 * `resolved` is NULL. On failure *e is empty.
 */
enum status experiment_of_scenario(struct experiment *e, struct scenario *base,
    const struct experiment_run *run, struct failure *f) MUST_CHECK;

/** An empty experiment is a valid argument. */
void experiment_free(struct experiment *e);

/**
 * Makes the worlds of all policies at a point; free them with scenario_free(). Can be called in
 * any thread. Fails if the values of the point are valid alone, but not together (for example
 * if a rate makes too many candidates).
 */
enum status experiment_make(const struct experiment *e, int64_t point, struct scenario *out,
    struct failure *f) MUST_CHECK;

/**
 * Like experiment_make(), but makes no worlds if the point sets no factor: *worlds is then
 * &e->base, otherwise `own`. The caller frees *own in every case.
 */
enum status experiment_worlds(const struct experiment *e, int64_t point, struct scenario *own,
    const struct scenario **worlds, struct failure *f) MUST_CHECK;

/**
 * stream_base.world of the runs of a point under a policy; 0 with common random numbers for all.
 */
uint64_t experiment_world(const struct experiment *e, int64_t point, int32_t policy);

/** The value of a factor at a point, as in the table of points; NAN: not set. */
double experiment_value(const struct experiment *e, int64_t point, int32_t factor);

/** The label of a point; NULL if it has none. */
const char *experiment_label(const struct experiment *e, int64_t point);

/**
 * Fills a row of design.csv, described by e->columns: point_id, point_key, label, the factors, and
 * the other columns of this design; for an experiment made from a scenario: point_id and an empty
 * point_key. `row` has e->columns.size bytes; its texts belong to the experiment.
 */
void experiment_design_row(const struct experiment *e, int64_t point, void *row);

/** The members of an experiment file, of its member `replications` if that is an object, of a
 * target in `until`, and of `rare`. */
extern const struct record experiment_file_record, experiment_file_replications_record,
    experiment_file_target_record, experiment_file_rare_record;

/** Prints the JSON Schema of experiment files. */
enum status experiment_schema(struct buffer *b) MUST_CHECK;

/**
 * Whether a file is an experiment, by its member `format`; without it, by its member `scenario`.
 * A file that is not JSON is not an experiment. STATUS_NO_MEMORY if it cannot be examined.
 */
enum status experiment_is(const struct input_file *input, bool *is) MUST_CHECK;

/** Whether a file is a scenario, in the same way; without `format` by `states` or `extends`. */
enum status experiment_is_scenario(const struct input_file *input, bool *is) MUST_CHECK;

/** Minimum and maximum number of runs: points * policies * replications, at most 9e15. */
int64_t experiment_min_runs(const struct experiment *e);
int64_t experiment_max_runs(const struct experiment *e);

#endif
