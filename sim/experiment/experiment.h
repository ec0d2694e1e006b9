/**
 * experiment.h - an experiment, read from its file.
 *
 * An experiment consists of a scenario, factors that vary members of it (factor.h), policies to
 * compare, a design that lists the design points (design.h), and a number of replications. It is
 * read once, and all errors are reported with their places. Afterwards it is constant, so any
 * number of threads may make the worlds of any point.
 *
 * A point has a number in the design, from 0 here and from 1 in files. It also has a key: the first
 * 64 bits of SHA-256 over the sorted list of (factor, value). The random numbers of a run depend
 * only on the key, so adding, removing or reordering points does not change the runs of other
 * points. Two points can have the same key, for example where two Morris trajectories meet. Their
 * runs are then equal.
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

/** A quantity whose confidence interval must be narrow enough before replications stop. */
enum experiment_statistic { EXPERIMENT_MEAN, EXPERIMENT_PROPORTION, EXPERIMENT_DIFFERENCE };

struct experiment_target {
    const char *metric;
    int32_t statistic; /* an enum experiment_statistic */
    /** Id of a policy, for a difference; NULL: the baseline. */
    const char *versus;
    double half_width, relative_half_width; /* NAN: not given in the file */
    double confidence;
    int32_t versus_policy; /* index of the policy `versus` */
};

/**
 * The number of replications of each point. All policies of a point have the same replications.
 * Without targets, `min` equals `max`. With targets, a point gets `min` replications, and then
 * further batches of `batch` replications until every target is met under every policy or `max` is
 * reached.
 */
struct experiment_replications {
    int64_t min, max, batch;
    struct experiment_target *targets;
    int32_t n_targets;
};

#define EXPERIMENT_KIND(name, ...) EXPERIMENT_##name,
enum experiment_analysis_kind { ANALYSIS_ROWS(EXPERIMENT_KIND) EXPERIMENT_ANALYSIS_KINDS };
#undef EXPERIMENT_KIND

/** When an analysis is made although the file does not request it. */
enum experiment_implied {
    EXPERIMENT_ON_REQUEST,
    EXPERIMENT_ALWAYS,
    EXPERIMENT_WITH_POLICIES, /* if there are two or more policies */
    EXPERIMENT_WITH_DESIGN,   /* if the experiment has the design that the analysis requires */
    EXPERIMENT_WITH_RARE,     /* if the experiment has a rare event */
};

/** Properties of a kind of analysis. */
struct experiment_kind {
    enum experiment_implied implied;
    bool takes_baseline;
    enum design_family family; /* the required family of designs; DESIGN_PLAIN: any design */
    const char *design;        /* name of the required design */
    /** Contents of the file that the analysis writes, in a sentence. */
    const char *meaning;
};

/** Indexed by enum experiment_analysis_kind. */
extern const struct experiment_kind experiment_kinds[EXPERIMENT_ANALYSIS_KINDS];

/** Names of the kinds, NULL-terminated. */
extern const char *const experiment_analysis_names[];

/** Which values of a metric are better. */
enum experiment_better { EXPERIMENT_BETTER_LOW, EXPERIMENT_BETTER_HIGH };

/** What a calibration compares with its targets. */
enum experiment_compare { EXPERIMENT_COMPARE_RUNS, EXPERIMENT_COMPARE_MEANS };

struct experiment_analysis {
    struct key key;
    int32_t kind; /* an enum experiment_analysis_kind */
    /**
     * Id of a policy. NULL means the baseline of the experiment for compare and rare, and no
     * baseline for the other kinds.
     */
    const char *baseline;
    double confidence;
    int64_t resamples;    /* number of resamples of the bootstrap */
    struct list metrics;  /* list of const char *; empty: all metrics */
    const char *cases;    /* prim: the condition as written in the file */
    int64_t boxes;        /* prim: maximum number of boxes */
    int32_t better;       /* regret: an enum experiment_better; -1: not given */
    struct node *targets; /* calibration: the targets as written in the file */
    /** Calibration: id of a policy; NULL: the baseline of the experiment. */
    const char *policy;
    int32_t compare; /* calibration: an enum experiment_compare */
    double accept;   /* calibration: share of the runs that is accepted */
    bool adjust;     /* calibration: adjust the accepted runs by regression */
    int64_t draws;   /* calibration: number of rows of the posterior */
    /* The members below are derived. */
    struct experiment_cases condition; /* read from `cases` */
    /** Read from `targets`: struct experiment_calibration_target. */
    struct list fitted_to;
    struct expression_names names; /* names that the expressions of `targets` may use */
};

/** The second file of a calibration is ID_posterior.csv, where ID is the id of the analysis. */
#define EXPERIMENT_POSTERIOR "_posterior"

/** Default values of members of a calibration. */
#define EXPERIMENT_ACCEPT 0.1
enum { EXPERIMENT_DRAWS = 200 };

struct experiment_outputs {
    int32_t trace_level; /* an enum recorder_level */
    bool gzip;           /* whether trace files are compressed */
    /** Names of the metrics to summarise, followed by the outcomes of the experiment; NULL: all. */
    const char **metrics;
    /** The metrics that the experiment is about, the most important first. */
    const char **primary;
    int32_t n_metrics, n_primary;
};

/**
 * A column of an outcome that the scenario or the experiment defines (see experiment_outcomes.h).
 */
struct experiment_outcome {
    const char *id, *text; /* `text` is the expression as written */
    /**
     * Key of the outcome in /outputs/outcomes; NULL: the column belongs to a rare event (`rare`).
     */
    const char *member;
    const char *title, *unit, *description; /* NULL: not given */
    struct expression expression;
};

/** A counted outcome (see experiment_counts.h). */
struct experiment_counted {
    /** `where` NULL: all rows count; `sum` NULL: the number of rows is counted. */
    struct expression *where, *sum;
    int32_t table;    /* an enum experiment_trace_table */
    int32_t by;       /* how rows are grouped: a code of experiment_counts.c */
    int32_t first, n; /* range of its columns in `outcomes` */
};

struct experiment_trace_columns;

/** The trace files whose rows outcomes can count. */
enum experiment_trace_table {
    EXPERIMENT_TRACE_INCIDENTS,
    EXPERIMENT_TRACE_ACTS,
    EXPERIMENT_TRACE_MESSAGES,
    EXPERIMENT_TRACE_TABLES
};

/** A rare event that is estimated at every point (see experiment_rare.h). */
struct experiment_rare {
    bool given;
    struct rare_texts texts;
    int64_t effort; /* number of paths of each level */
};

struct experiment_budget {
    int64_t max_runs;        /* 0: there is no limit */
    double max_wall_seconds; /* 0: there is no limit */
};

/** An experiment as it was read. It is constant. A zeroed struct is empty. */
struct experiment {
    const char *title, *notes;
    uint64_t seed;
    struct factor *factors; /* in byte order of the ids of the factors */
    int32_t n_factors;
    struct design design;
    int64_t n_points;
    uint64_t *keys;        /* key of each point */
    struct record columns; /* describes the rows of design.csv */
    struct experiment_replications replications;
    /** Whether policies, and whether points, share common random numbers. */
    bool common_policy, common_point;
    struct experiment_outputs outputs;
    struct experiment_rare rare;
    /**
     * The outcomes of `rare` come first, then those of `counted`, then the others in the order of
     * their ids.
     */
    struct experiment_outcome *outcomes;
    int32_t n_outcomes;
    struct experiment_counted *counted;
    int32_t n_counted, n_counted_columns;
    /** One struct for each table; NULL: no outcome counts rows of this table. */
    struct experiment_trace_columns *trace_columns[EXPERIMENT_TRACE_TABLES];
    /** Describes the rows of runs.csv: struct metric_run with these outcomes. */
    struct record runs;
    const struct summary_metric *metrics; /* the built-in metrics, followed by the outcomes */
    int32_t n_metrics;
    /** The analyses of the file, followed by the implied ones. */
    struct experiment_analysis *analyses;
    int32_t n_analyses;
    struct experiment_budget budget;
    bool from_scenario; /* made by experiment_of_scenario() */
    /**
     * The scenario without any change by factors. It has the titles and ids of all policies
     * (`base.policies`), `base.baseline`, the horizon, and `base.resolved`, the scenario.json of
     * the result. Its worlds are used for tables and for points that set no factor (see
     * experiment_worlds()).
     */
    struct scenario base;
    /**
     * The experiment as canonical JSON, for experiment.json. It refers to scenario.json and to the
     * copied inputs.
     */
    const char *resolved;
    size_t resolved_length;
    /** The experiment file, and the tables of its design (see input_file.copy_as). */
    struct input_files inputs;
    /**
     * Hash of everything that determines the rows of runs.csv, except the number of replications.
     * The hash covers contents, not paths. It does not cover the title, notes, analyses, budget, or
     * outcomes that are not counted. It covers the resolved scenario and the points in place of the
     * JSON files, and the bytes of tables.
     */
    char identity[SHA256_HEX_BYTES];
    struct failure warnings;
    struct arena arena;
    /** The scenario with defaults and with the policies of the experiment. */
    struct document *document;
};

/**
 * Reads the experiment at `path` ("-" is standard input) and the scenario that it names, and makes
 * the points. Reports all errors in *f. On failure *e is empty. Only one thread at a time may call
 * the function.
 */
enum status experiment_read(
    struct experiment *e, const char *path, struct failure *f) MUST_CHECK;

/**
 * Like experiment_read(), but uses the contents of `given` unless it is NULL (see struct
 * input_files).
 */
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
 * Makes an experiment from a scenario alone. It has one point, which sets no factor, and a fixed
 * number of replications. The function takes ownership of *base and leaves it empty. There is no
 * experiment file, so `resolved` is NULL. On failure *e is empty.
 */
enum status experiment_of_scenario(struct experiment *e, struct scenario *base,
    const struct experiment_run *run, struct failure *f) MUST_CHECK;

/** Frees an experiment, which may be empty. */
void experiment_free(struct experiment *e);

/**
 * Makes the worlds of all policies at a point. The caller frees them with scenario_free(). Any
 * thread may call the function. Returns STATUS_BAD_INPUT if each value of the point is valid, but
 * their combination is not (for example if two rates together give too many candidates).
 */
enum status experiment_make(const struct experiment *e, int64_t point, struct scenario *out,
    struct failure *f) MUST_CHECK;

/**
 * Stores in *worlds the worlds of all policies at a point. If the point sets no factor, these are
 * the worlds of e->base. Otherwise experiment_make() makes them in *own. The caller frees *own in
 * every case.
 */
enum status experiment_worlds(const struct experiment *e, int64_t point, struct scenario *own,
    const struct scenario **worlds, struct failure *f) MUST_CHECK;

/**
 * Returns stream_base.world of the runs of a point under a policy. It is 0 if all runs share common
 * random numbers.
 */
uint64_t experiment_world(const struct experiment *e, int64_t point, int32_t policy);

/**
 * Returns the value of a factor at a point, in the form of the table of points (design.h). NAN: the
 * point does not set it.
 */
double experiment_value(const struct experiment *e, int64_t point, int32_t factor);

/** Returns the label of a point, or NULL if it has none. */
const char *experiment_label(const struct experiment *e, int64_t point);

/**
 * Fills a row of design.csv, which e->columns describes: point_id, point_key, label, the factors,
 * and the other columns of this design. An experiment made from a scenario has only point_id and an
 * empty point_key. `row` has e->columns.size bytes. The texts of the row belong to the experiment.
 */
void experiment_design_row(const struct experiment *e, int64_t point, void *row);

/**
 * The members of an experiment file, of its member `replications` if that is an object, of a target
 * in `until`, and of the member `rare`.
 */
extern const struct record experiment_file_record, experiment_file_replications_record,
    experiment_file_target_record, experiment_file_rare_record;

/** Prints the JSON Schema of experiment files. */
enum status experiment_schema(struct buffer *b) MUST_CHECK;

/**
 * Stores in *is whether a file is an experiment. The member `format` of the file decides or, if
 * there is no such member, the member `scenario`. A file that is not JSON is not an experiment.
 * Returns STATUS_NO_MEMORY if the file cannot be examined.
 */
enum status experiment_is(const struct input_file *input, bool *is) MUST_CHECK;

/**
 * Stores in *is whether a file is a scenario. The member `format` decides or, if there is no such
 * member, `states` or `extends`. In all other respects the function is like experiment_is().
 */
enum status experiment_is_scenario(const struct input_file *input, bool *is) MUST_CHECK;

/** Minimum and maximum number of runs: points * policies * replications. They are at most 9e15. */
int64_t experiment_min_runs(const struct experiment *e);
int64_t experiment_max_runs(const struct experiment *e);

#endif
