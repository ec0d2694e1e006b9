/**
 * experiment.h - an experiment as its file says it: which worlds, how often, what for.
 *
 * An experiment is a scenario, factors that vary members of it (factor.h), policies to compare,
 * a design that says at which points (design.h), and how many replications. It is read once,
 * with every error told by its place, and is then constant: any number of threads may ask for
 * the worlds of any point.
 *
 * Points have two names: their number in the design, from 0 here and from 1 in files, and a
 * key, the first 64 bits of SHA-256 over the sorted list of (factor, value). Histories depend
 * on the key alone, so that adding, removing or reordering points leaves the runs of all others
 * as they are. Two points may have one key (Morris trajectories may meet); their runs are equal.
 */
#ifndef EXPERIMENT_EXPERIMENT_H
#define EXPERIMENT_EXPERIMENT_H

#include "base/buffer.h"
#include "design/design.h"
#include "design/factor.h"
#include "directory/sha256.h"
#include "experiment/analysis_list.h"
#include "observe/recorder.h"
#include "scenario/scenario.h"

#define EXPERIMENT_FORMAT "cbmsim-experiment-1"

enum { EXPERIMENT_KEY_BYTES = 17 };

/** What has to be known well enough before replications stop. */
enum experiment_statistic { EXPERIMENT_MEAN, EXPERIMENT_PROPORTION, EXPERIMENT_DIFFERENCE };

struct experiment_target {
    const char *metric;
    int32_t statistic;                      /* enum experiment_statistic */
    const char *versus;                     /* policy, for differences; NULL: the baseline */
    double half_width, relative_half_width; /* NAN: not asked for */
    double confidence;
    int32_t versus_policy; /* index */
};

/**
 * How often each point is run. All policies of a point get the same replications. Without
 * targets `min` is `max`. With them, a point has `min` replications, then `batch` more at a time
 * until every target is met under every policy or `max` is reached.
 */
struct experiment_replications {
    int64_t min, max, batch;
    struct experiment_target *targets;
    int32_t n_targets;
};

#define EXPERIMENT_KIND(name, ...) EXPERIMENT_##name,
enum experiment_analysis_kind { ANALYSIS_ROWS(EXPERIMENT_KIND) EXPERIMENT_ANALYSIS_KINDS };
#undef EXPERIMENT_KIND

/** When an analysis is made although the file does not ask for it. */
enum experiment_implied {
    EXPERIMENT_ON_REQUEST,
    EXPERIMENT_ALWAYS,
    EXPERIMENT_WITH_POLICIES, /* two or more */
    EXPERIMENT_WITH_DESIGN,   /* that it needs */
};

/** What an experiment has to know of a kind. */
struct experiment_kind {
    enum experiment_implied implied;
    bool takes_baseline;
    enum design_family family; /* that it needs; DESIGN_PLAIN: any design will do */
    const char *design;        /* name of that design */
};

/** By enum experiment_analysis_kind. */
extern const struct experiment_kind experiment_kinds[EXPERIMENT_ANALYSIS_KINDS];

/** Names of the kinds, ended by NULL. */
extern const char *const experiment_analysis_names[];

struct experiment_analysis {
    struct key key;
    int32_t kind;         /* enum experiment_analysis_kind */
    const char *baseline; /* compare: NULL is the experiment's; morris, sobol: NULL is none */
    double confidence;
    int64_t resamples;   /* bootstrap */
    struct list metrics; /* const char *; none: all */
};

struct experiment_outputs {
    int32_t trace_level;  /* enum recorder_level */
    const char **metrics; /* that are summarised; NULL: all */
    int32_t n_metrics;
};

struct experiment_budget {
    int64_t max_runs;        /* 0: none */
    double max_wall_seconds; /* 0: none */
};

/** Zero is empty. Constant once read. */
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
    bool common_policy, common_point; /* who shares histories */
    struct experiment_outputs outputs;
    struct experiment_analysis *analyses; /* those of the file, then what is implied */
    int32_t n_analyses;
    struct experiment_budget budget;
    bool from_scenario; /* see experiment_of_scenario() */
    /**
     * The scenario without any factor set: titles and ids of all policies (`base.policies`),
     * `base.baseline`, horizon, and `base.resolved`, which is scenario.json of the result. Its
     * worlds serve for tables and for points that set nothing: see experiment_worlds().
     */
    struct scenario base;
    /** Canonical JSON that reads beside base.resolved ("scenario.json") and copies of `inputs`.
     */
    const char *resolved;
    size_t resolved_length;
    struct input_files inputs; /* the file and the tables of its design (input.copy_as) */
    /**
     * Of all that decides which rows runs.csv has and what is in them, apart from how many
     * replications: contents, not paths. Titles, notes, analyses and the budget have no part.
     */
    char identity[SHA256_HEX_BYTES];
    struct failure warnings;
    struct arena arena;
    struct document *document; /* filled, with the experiment's policies */
};

/**
 * Reads the experiment at `path` ("-": standard input) and the scenario it names, and lists its
 * points. All errors go to f. On failure *e is empty. In one thread only.
 */
enum status experiment_read(
    struct experiment *e, const char *path, struct failure *f) MUST_CHECK;

/** The same of a file that was read already, if `given` is not NULL; see struct input_files. */
enum status experiment_read_given(struct experiment *e, const char *path,
    const struct input_file *given, struct failure *f) MUST_CHECK;

/** What `run` asks for beside a scenario. */
struct experiment_run {
    uint64_t seed;
    int64_t replications;
    enum recorder_level trace_level;
};

/**
 * Makes an experiment of a scenario as it is: one point, which sets nothing, and a fixed number
 * of replications. Takes *base over and leaves it empty. There is no experiment file, so
 * `resolved` is NULL. On failure *e is empty.
 */
enum status experiment_of_scenario(struct experiment *e, struct scenario *base,
    const struct experiment_run *run, struct failure *f) MUST_CHECK;

/** Safe on an empty experiment. */
void experiment_free(struct experiment *e);

/**
 * The worlds of all policies at a point, to be freed with scenario_free(). In any thread. What
 * the members of the point contradict only together (a rate that makes too many candidates)
 * shows here.
 */
enum status experiment_make(const struct experiment *e, int64_t point, struct scenario *out,
    struct failure *f) MUST_CHECK;

/**
 * The same, unless the point sets nothing: *worlds is then e->base, else *own, which is to be
 * freed whatever happens.
 */
enum status experiment_worlds(const struct experiment *e, int64_t point, struct scenario *own,
    const struct scenario **worlds, struct failure *f) MUST_CHECK;

/** Writes the key of a point as 16 hexadecimal digits. */
void experiment_key(const struct experiment *e, int64_t point, char out[EXPERIMENT_KEY_BYTES]);

/** The point of that key, the first if there are several; -1. */
int64_t experiment_find(const struct experiment *e, uint64_t key);

/** stream_base.world of the runs of a point under a policy; 0 if all share their histories. */
uint64_t experiment_world(const struct experiment *e, int64_t point, int32_t policy);

/** The value of a factor at a point as it stands in the table; NAN: the scenario's. */
double experiment_value(const struct experiment *e, int64_t point, int32_t factor);

/** NULL if the point has none. */
const char *experiment_label(const struct experiment *e, int64_t point);

/**
 * A row of design.csv, as e->columns describes it: point_id, point_key, label, the factors, and
 * the hidden columns that this design has; of a scenario point_id and an empty point_key. It is
 * e->columns.size bytes long; its texts live in the experiment.
 */
void experiment_design_row(const struct experiment *e, int64_t point, void *row);

/** Prints the JSON Schema of experiment files. */
enum status experiment_schema(struct buffer *b) MUST_CHECK;

/** Whether a file means to be an experiment: by its format, or its members. */
bool experiment_is(const struct input_file *input);

/** Ends of the number of runs: points, policies and replications multiplied. */
int64_t experiment_min_runs(const struct experiment *e);
int64_t experiment_max_runs(const struct experiment *e);

#endif
