/* Describes the members of an experiment file by field rows. */
#include "experiment/experiment_file.h"

#define KIND(name, implied_, takes_baseline_, family_, design_, record, keys, meaning_)        \
    {.implied = EXPERIMENT_##implied_,                                                         \
        .takes_baseline = (takes_baseline_),                                                   \
        .family = (family_),                                                                   \
        .design = (design_),                                                                   \
        .meaning = (meaning_)},
#define NAME(name, ...) #name,
const struct experiment_kind experiment_kinds[EXPERIMENT_ANALYSIS_KINDS] = {
    ANALYSIS_ROWS(KIND)};
const char *const experiment_analysis_names[] = {ANALYSIS_ROWS(NAME) NULL};
static const char *const statistics[] = {"mean", "proportion", "difference", NULL};

static const char *const across_names[] = {
    [EXPERIMENT_FILE_POLICY] = "policy", [EXPERIMENT_FILE_POINT] = "point", NULL};

static const struct field metric_fields[] = {
    FIELD(struct experiment_file_metric, name, .unit = "")};
static const struct record metric_record = {
    .name = "metric", FIELDS_OF(struct experiment_file_metric, metric_fields), .scalar = true};

static const char *const better_names[] = {
    [EXPERIMENT_BETTER_LOW] = "low", [EXPERIMENT_BETTER_HIGH] = "high", NULL};

static const char *const compare_names[] = {
    [EXPERIMENT_COMPARE_RUNS] = "runs", [EXPERIMENT_COMPARE_MEANS] = "means", NULL};

static const struct field analysis_fields[] = {
    FIELD_AS(struct experiment_analysis, kind, FIELD_CHOICE,
        .choices = experiment_analysis_names, .required = true, .unit = "",
        .doc = "Kind of the analysis (describe analyses)."),
    FIELD(struct experiment_analysis, baseline, .unit = "",
        .doc =
            "Policy with which the others are compared. If it is given, morris, sobol, regress "
            "and prim analyse the differences from this policy; otherwise they analyse each "
            "policy alone."),
    FIELD(struct experiment_analysis, confidence, .min = .5, .max = .9999, .default_value = .95,
        .unit = "share", .doc = "Confidence level of the intervals."),
    FIELD(struct experiment_analysis, resamples, .min = 100, .max = 100000,
        .default_value = 1000, .unit = "1",
        .doc = "Number of bootstrap samples; for prim, of permutations."),
    FIELD_AS(struct experiment_analysis, metrics, FIELD_LIST, .min = 1,
        .record = &metric_record, .unit = "",
        .doc = "Metrics to analyse; default: the metrics of /outputs."),
    FIELD(struct experiment_analysis, cases, .unit = "",
        .doc = "Required for prim, not allowed elsewhere: the points to explain, as a "
               "condition on the value of its only metric, for example \"> 20\"; also <, <= "
               "and >=."),
    FIELD(struct experiment_analysis, boxes, .min = 1, .max = 20, .default_value = 1,
        .unit = "1", .doc = "Only for prim: maximum number of boxes."),
    FIELD_AS(struct experiment_analysis, better, FIELD_CHOICE, .choices = better_names,
        .default_value = -1, .unit = "",
        .doc = "Required for regret, not allowed elsewhere: whether low or high values of its "
               "metrics are better."),
    FIELD(struct experiment_analysis, targets,
        .doc = "Required for calibration, not allowed elsewhere: the targets by id, or the "
               "name of a file with targets.",
        .schema = "{\"anyOf\": [{\"type\": \"string\", \"pattern\": \"^(?!/).\"}, "
                  "{\"type\": \"object\", \"additionalProperties\": {\"$ref\": "
                  "\"#/definitions/calibration_target\"}, \"minProperties\": 1}]}"),
    FIELD(struct experiment_analysis, policy, .unit = "",
        .doc = "Only for calibration: the policy whose runs are compared with the targets; "
               "default: the baseline."),
    FIELD_AS(struct experiment_analysis, compare, FIELD_CHOICE, .choices = compare_names,
        .default_value = EXPERIMENT_COMPARE_RUNS, .unit = "",
        .doc = "Only for calibration: what is compared with the targets. runs: each run, "
               "because recorded figures come from one course of events; means: the mean over "
               "the runs of a point."),
    FIELD(struct experiment_analysis, accept, .min = 1e-6, .max = 1,
        .default_value = EXPERIMENT_ACCEPT, .unit = "share",
        .doc = "Only for calibration: share of runs (or points) accepted: those nearest to the "
               "targets. 1: all, with equal weights."),
    FIELD(struct experiment_analysis, adjust, .default_value = 1, .unit = "",
        .doc = "Only for calibration: whether accepted values are adjusted by local-linear "
               "regression."),
    FIELD(struct experiment_analysis, draws, .min = 1, .max = 1000000,
        .default_value = EXPERIMENT_DRAWS, .unit = "points",
        .doc = "Only for calibration: maximum number of rows in the file of the posterior."),
};
static const struct record analysis_record = {.name = "analysis",
    .doc = "An analysis of the runs. The summary and the comparison are always written; morris "
           "and sobol, if the experiment has a Morris or Saltelli design.",
    FIELDS_OF(struct experiment_analysis, analysis_fields)};

static const struct field target_fields[] = {
    FIELD(struct experiment_target, metric, .required = true, .unit = "", .doc = "Metric."),
    FIELD_AS(struct experiment_target, statistic, FIELD_CHOICE, .choices = statistics,
        .unit = "",
        .doc =
            "Quantity to estimate: mean; proportion; difference, the mean paired difference of "
            "policies."),
    FIELD(struct experiment_target, versus, .unit = "",
        .doc = "Policy that is subtracted in a difference; default: the baseline."),
    FIELD(struct experiment_target, half_width, .min = 0, .max = 1e15, .unit = "",
        .doc = "Maximum half-width of the confidence interval, in the unit of the metric."),
    FIELD(struct experiment_target, relative_half_width, .min = 0, .max = 10, .unit = "share",
        .doc = "Maximum half-width as a share of the estimate."),
    FIELD(struct experiment_target, confidence, .min = .5, .max = .9999, .default_value = .95,
        .unit = "share", .doc = "Confidence level of the interval."),
};
const struct record experiment_file_target_record = {.name = "target",
    .doc = "A target of a stopping rule: the precision of an estimate.",
    FIELDS_OF(struct experiment_target, target_fields)};

static const struct field replications_fields[] = {
    FIELD(struct experiment_file_replications, min, .min = 20, .max = 1e9, .default_value = 20,
        .unit = "runs",
        .doc = "Minimum number of replications; after few of them an interval can be narrow by "
               "chance."),
    FIELD(struct experiment_file_replications, max, .min = 20, .max = 1e9, .required = true,
        .unit = "runs", .doc = "Maximum number."),
    FIELD(struct experiment_file_replications, batch, .min = 1, .max = 1e9, .default_value = 20,
        .unit = "runs", .doc = "Number of replications added at a time."),
    FIELD_AS(struct experiment_file_replications, until, FIELD_LIST, .min = 1,
        .record = &experiment_file_target_record, .unit = "",
        .doc = "Targets of the stopping rule; each point receives replications until it meets "
               "all targets."),
};
const struct record experiment_file_replications_record = {.name = "replications",
    .doc = "Number of replications of each point under each policy.",
    FIELDS_OF(struct experiment_file_replications, replications_fields)};

static const struct field rare_fields[] = {
    FIELD(struct experiment_file_rare, event, .required = true, .unit = "",
        .doc = "The event, as for cbmsim rare --event: a condition over rung, tension, trust, "
               "crisis, chain and acts_N."),
    FIELD(struct experiment_file_rare, importance, .unit = "",
        .doc = "Expression with values from 0 to 1 that grows toward the event; default: as in "
               "cbmsim rare."),
    FIELD_AS(struct experiment_file_rare, dyads, FIELD_LIST, .min = 1, .max = 64,
        .distinct = true, .record = &metric_record, .unit = "",
        .doc =
            "Ids of the pairs to which a name without states, such as `rung`, refers; default: "
            "all related pairs."),
    FIELD(struct experiment_file_rare, effort, .min = 10, .max = 1e6, .default_value = 100,
        .unit = "paths", .doc = "Number of paths that start at each level of a replication."),
};
const struct record experiment_file_rare_record = {.name = "rare",
    .doc = "A rare event whose probability each replication estimates by splitting.",
    FIELDS_OF(struct experiment_file_rare, rare_fields)};

static const struct field across_fields[] = {FIELD_AS(
    struct experiment_file_across, who, FIELD_CHOICE, .choices = across_names, .unit = "")};
static const struct record across_record = {
    .name = "sharer", FIELDS_OF(struct experiment_file_across, across_fields), .scalar = true};

static const struct field random_fields[] = {
    FIELD_AS(struct experiment_file_random, common_across, FIELD_LIST, .max = 2,
        .distinct = true, .record = &across_record, .unit = "",
        .doc = "List of \"policy\", \"point\" or both. With \"policy\", replication k uses the "
               "same random numbers under every policy; with \"point\", at every point; "
               "default: policy, and point if the design compares its points. With \"point\", "
               "more points do not make an average over points more precise; only more "
               "replications do."),
};
static const struct record random_record = {.name = "random",
    .doc = "Use of common random numbers.",
    FIELDS_OF(struct experiment_file_random, random_fields)};

static const struct field outputs_fields[] = {
    FIELD_AS(struct experiment_file_outputs, trace_level, FIELD_CHOICE,
        .choices = recorder_level_names, .unit = "",
        .doc = "Trace files in addition to runs.csv: none; incidents: incidents.csv; events: "
               "all."),
    FIELD(struct experiment_file_outputs, gzip, .unit = "",
        .doc = "Whether the trace files are compressed: incidents.csv.gz in place of "
               "incidents.csv, and so on."),
    FIELD_AS(struct experiment_file_outputs, metrics, FIELD_LIST, .min = 1,
        .record = &metric_record, .unit = "",
        .doc =
            "Metrics to summarise, in addition to the `outcomes` of this file; default: all."),
    FIELD_AS(struct experiment_file_outputs, primary, FIELD_LIST, .min = 1, .distinct = true,
        .record = &metric_record, .unit = "",
        .doc =
            "Metrics that the experiment is about, chosen in advance: the report begins with "
            "them. Default: the first of `metrics`, or harm."),
    FIELD(struct experiment_file_outputs, outcomes,
        .doc = "Outcomes computed from the metrics of each run, as in a scenario; they add to "
               "those of the scenario.",
        .schema = "{\"type\": \"object\"}"),
    FIELD(struct experiment_file_outputs, series,
        .doc = "Variables to record over time, as in a scenario.",
        .schema = "{\"type\": \"object\"}"),
};
static const struct record outputs_record = {.name = "outputs",
    .doc = "Outputs of the experiment.",
    FIELDS_OF(struct experiment_file_outputs, outputs_fields)};

static const struct field budget_fields[] = {
    FIELD(struct experiment_file_budget, max_runs, .min = 0, .max = 1e15, .unit = "runs",
        .doc = "Maximum number of runs; 0: no limit."),
    FIELD(struct experiment_file_budget, max_wall, .unit = "",
        .doc = "Time after which the sweep stops, for example 90s, 30m, 2h or 1d; it can be "
               "resumed."),
};
static const struct record budget_record = {.name = "budget",
    .doc = "Limits on the cost of the experiment.",
    FIELDS_OF(struct experiment_file_budget, budget_fields)};

static const struct field fields[] = {
    FIELD(struct experiment_file, title, .unit = "", .doc = "Title."),
    FIELD(struct experiment_file, notes, .unit = "",
        .doc = "The question of the experiment, and the reasons for its design."),
    FIELD(struct experiment_file, scenario, .required = true, .unit = "",
        .doc = "File of the scenario; the path is relative to the file of the experiment."),
    FIELD(struct experiment_file, seed, .unit = "",
        .doc = "Master seed, a whole number as text; default: that of the scenario."),
    FIELD(struct experiment_file, factors, .record = &factor_record, .unit = "",
        .doc = "Members of the scenario to vary."),
    FIELD_AS(struct experiment_file, random, FIELD_OBJECT, .record = &random_record, .unit = "",
        .doc = "Common random numbers."),
    FIELD_AS(struct experiment_file, outputs, FIELD_OBJECT, .record = &outputs_record,
        .unit = "", .doc = "Outputs."),
    FIELD(struct experiment_file, analyses, .record = &analysis_record, .unit = "",
        .doc = "Analyses of the runs."),
    FIELD_AS(struct experiment_file, budget, FIELD_OBJECT, .record = &budget_record, .unit = "",
        .doc = "Limits of the cost."),
    FIELD(struct experiment_file, rare,
        .doc = "A rare event: each replication also makes one independent estimate of its "
               "probability by multilevel splitting. runs.csv gets the estimate, "
               "analysis/rare.csv the probability at each point under each policy.",
        .schema = "{\"$ref\": \"#/definitions/rare\"}"),
    FIELD(struct experiment_file, policies,
        .doc =
            "Policies to compare: a list of ids of policies of the scenario, or an object of "
            "policies as in a scenario; default: those of the scenario."),
    FIELD(struct experiment_file, design,
        .doc = "Design points (describe designs); default: "
               "all combinations of the values of the factors.",
        .schema = "{\"$ref\": \"#/definitions/design\"}"),
    FIELD(struct experiment_file, baseline,
        .doc = "Policy that the others are compared with; default: that of the scenario.",
        .schema = "{\"type\": \"string\", \"pattern\": \"^[a-z][a-z0-9_-]{0,62}$\"}"),
    FIELD(struct experiment_file, replications,
        .doc = "Replications of each point: a number, or an object with targets; default: that "
               "of the scenario.",
        .schema = "{\"anyOf\": [{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 1e9}, "
                  "{\"$ref\": \"#/definitions/replications\"}]}"),
};
const struct record experiment_file_record = {.name = "experiment",
    .doc = "An experiment: a scenario, factors, a design and replications.",
    FIELDS_OF(struct experiment_file, fields)};
