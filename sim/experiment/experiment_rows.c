/* The members of an experiment file, as rows. */
#include "experiment/experiment_file.h"

#define KIND(name, implied_, takes_baseline_, family_, design_, record, keys)                  \
    {.implied = EXPERIMENT_##implied_,                                                         \
        .takes_baseline = (takes_baseline_),                                                   \
        .family = (family_),                                                                   \
        .design = (design_)},
#define NAME(name, ...) #name,
const struct experiment_kind experiment_kinds[EXPERIMENT_ANALYSIS_KINDS] = {
    ANALYSIS_ROWS(KIND)};
const char *const experiment_analysis_names[] = {ANALYSIS_ROWS(NAME) NULL};
static const char *const statistics[] = {"mean", "proportion", "difference", NULL};

static const char *const sharers[] = {
    [EXPERIMENT_FILE_POLICY] = "policy", [EXPERIMENT_FILE_POINT] = "point", NULL};

static const struct field metric_fields[] = {
    FIELD(struct experiment_file_metric, name, .unit = "")};
static const struct record metric_record = {
    .name = "metric", FIELDS_OF(struct experiment_file_metric, metric_fields), .scalar = true};

static const struct field analysis_fields[] = {
    FIELD_AS(struct experiment_analysis, kind, FIELD_CHOICE,
        .choices = experiment_analysis_names, .required = true, .unit = "",
        .doc = "What is made of the runs."),
    FIELD(struct experiment_analysis, baseline, .unit = "",
        .doc =
            "Policy that others are compared with. Of morris and sobol: then the differences "
            "are screened, otherwise each policy by itself."),
    FIELD(struct experiment_analysis, confidence, .min = .5, .max = .9999, .default_value = .95,
        .unit = "share", .doc = "Of intervals."),
    FIELD(struct experiment_analysis, resamples, .min = 100, .max = 100000,
        .default_value = 1000, .unit = "1",
        .doc = "How often an interval by resampling draws anew."),
    FIELD_AS(struct experiment_analysis, metrics, FIELD_LIST, .min = 1,
        .record = &metric_record, .unit = "",
        .doc = "Metrics it is made of; those of the outputs if none is named."),
};
static const struct record analysis_record = {.name = "analysis",
    .doc =
        "An analysis of the runs. Summary and comparison are always made, and those a design "
        "is for.",
    FIELDS_OF(struct experiment_analysis, analysis_fields)};

static const struct field target_fields[] = {
    FIELD(struct experiment_target, metric, .required = true, .unit = "", .doc = "Metric."),
    FIELD_AS(struct experiment_target, statistic, FIELD_CHOICE, .choices = statistics,
        .unit = "", .doc = "Of its values; difference is that of paired runs."),
    FIELD(struct experiment_target, versus, .unit = "",
        .doc = "Policy a difference is taken with; the baseline if none is named."),
    FIELD(struct experiment_target, half_width, .min = 0, .max = 1e15, .unit = "",
        .doc = "Half the length of the interval at most, in the metric's unit."),
    FIELD(struct experiment_target, relative_half_width, .min = 0, .max = 10, .unit = "share",
        .doc = "The same as a share of the estimate."),
    FIELD(struct experiment_target, confidence, .min = .5, .max = .9999, .default_value = .95,
        .unit = "share", .doc = "Of the interval."),
};
const struct record experiment_file_target_record = {.name = "target",
    .doc = "What is to be known how well.",
    FIELDS_OF(struct experiment_target, target_fields)};

static const struct field replications_fields[] = {
    FIELD(struct experiment_file_replications, min, .min = 20, .max = 1e9, .default_value = 20,
        .unit = "runs", .doc = "At least so many: a narrow interval of few runs is luck."),
    FIELD(struct experiment_file_replications, max, .min = 20, .max = 1e9, .required = true,
        .unit = "runs", .doc = "At most so many."),
    FIELD(struct experiment_file_replications, batch, .min = 1, .max = 1e9, .default_value = 20,
        .unit = "runs", .doc = "So many more at a time."),
    FIELD_AS(struct experiment_file_replications, until, FIELD_LIST, .min = 1,
        .record = &experiment_file_target_record, .unit = "",
        .doc = "What is to be known how well before a point has enough of them."),
};
const struct record experiment_file_replications_record = {.name = "replications",
    .doc = "How often each point is run under each policy.",
    FIELDS_OF(struct experiment_file_replications, replications_fields)};

static const struct field sharer_fields[] = {
    FIELD_AS(struct experiment_file_sharer, who, FIELD_CHOICE, .choices = sharers, .unit = "")};
static const struct record sharer_record = {
    .name = "sharer", FIELDS_OF(struct experiment_file_sharer, sharer_fields), .scalar = true};

static const struct field random_fields[] = {
    FIELD_AS(struct experiment_file_random, common_across, FIELD_LIST, .max = 2,
        .distinct = true, .record = &sharer_record, .unit = "",
        .doc = "Over what runs with one number share their history."),
};
static const struct record random_record = {.name = "random",
    .doc = "Which runs share their histories.",
    FIELDS_OF(struct experiment_file_random, random_fields)};

static const struct field outputs_fields[] = {
    FIELD_AS(struct experiment_file_outputs, trace_level, FIELD_CHOICE,
        .choices = recorder_level_names, .unit = "",
        .doc = "What is written of each run besides its row of runs.csv."),
    FIELD_AS(struct experiment_file_outputs, metrics, FIELD_LIST, .min = 1,
        .record = &metric_record, .unit = "",
        .doc = "Metrics that are summarised; all if none is named."),
    FIELD(struct experiment_file_outputs, series, .schema = "{\"type\": \"object\"}"),
};
static const struct record outputs_record = {.name = "outputs",
    .doc = "What is written.",
    FIELDS_OF(struct experiment_file_outputs, outputs_fields)};

static const struct field budget_fields[] = {
    FIELD(struct experiment_file_budget, max_runs, .min = 0, .max = 1e15, .unit = "runs",
        .doc = "More runs than that are refused; 0: any number."),
    FIELD(struct experiment_file_budget, max_wall, .unit = "",
        .doc = "The sweep stops after that time, to be resumed: 90s, 30m, 2h, 1d."),
};
static const struct record budget_record = {.name = "budget",
    .doc = "What the experiment may cost.",
    FIELDS_OF(struct experiment_file_budget, budget_fields)};

static const struct field fields[] = {
    FIELD(struct experiment_file, title, .unit = "", .doc = "Title."),
    FIELD(struct experiment_file, notes, .unit = "", .doc = "The question, and why so."),
    FIELD(struct experiment_file, scenario, .required = true, .unit = "",
        .doc = "File of the scenario, relative to this one."),
    FIELD(struct experiment_file, seed, .unit = "",
        .doc = "Master seed, a whole number as text; the scenario's if there is none."),
    FIELD(struct experiment_file, factors, .record = &factor_record, .unit = "",
        .doc = "What is varied."),
    FIELD_AS(struct experiment_file, random, FIELD_OBJECT, .record = &random_record, .unit = "",
        .doc = "Common random numbers."),
    FIELD_AS(struct experiment_file, outputs, FIELD_OBJECT, .record = &outputs_record,
        .unit = "", .doc = "What is written."),
    FIELD(struct experiment_file, analyses, .record = &analysis_record, .unit = "",
        .doc = "What is made of the runs."),
    FIELD_AS(struct experiment_file, budget, FIELD_OBJECT, .record = &budget_record, .unit = "",
        .doc = "What it may cost."),
    FIELD(struct experiment_file, policies),
    FIELD(struct experiment_file, design, .schema = "{\"$ref\": \"#/definitions/design\"}"),
    FIELD(struct experiment_file, baseline,
        .schema = "{\"type\": \"string\", \"pattern\": \"^[a-z][a-z0-9_-]{0,62}$\"}"),
    FIELD(struct experiment_file, replications,
        .schema = "{\"anyOf\": [{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 1e9}, "
                  "{\"$ref\": \"#/definitions/replications\"}]}"),
};
const struct record experiment_file_record = {.name = "experiment",
    .doc = "An experiment: a scenario, what is varied in it, where, how often.",
    FIELDS_OF(struct experiment_file, fields)};
