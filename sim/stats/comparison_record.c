#include <math.h>

#include "stats/comparison.h"

#define ROW(member, ...) FIELD(struct comparison, member, __VA_ARGS__)

static const struct field fields[] = {
    ROW(point_id, .min = 1, .max = 0x1p53, .required = true, .unit = "",
        .doc = "Design point; 1 if there is only one."),
    ROW(policy, .required = true, .unit = "", .doc = "Compared policy."),
    ROW(versus, .required = true, .unit = "",
        .doc = "Baseline, the policy with which the policy is compared."),
    ROW(metric, .required = true, .unit = "",
        .doc = "Metric, as in runs.csv. The row of the day of an event is followed by a row "
               "with the share of runs with the event; the name of that row is the name of the "
               "metric and " COMPARISON_SHARE "."),
    ROW(difference, .min = -INFINITY, .max = INFINITY, .unit = "",
        .doc =
            "Policy minus versus, in the unit of the metric: difference of means, shares, "
            "ratios or, for times, restricted means; empty if undefined. For "
            "harm_averted_per_musd: harm under versus minus harm under the policy, per US$1m "
            "of additional cost."),
    ROW(ci_lo, .min = -INFINITY, .max = INFINITY, .unit = "",
        .doc = "Lower end of the confidence interval of the difference."),
    ROW(ci_hi, .min = -INFINITY, .max = INFINITY, .unit = "",
        .doc = "Upper end of the confidence interval of the difference."),
    ROW(p_value, .min = 0, .max = 1, .unit = "share",
        .doc =
            "Two-sided p value of no difference; empty if all pairs have the same difference. "
            "For shares: McNemar's exact p value, empty if the policy changes no run."),
    ROW(p_adjusted, .min = 0, .max = 1, .unit = "share",
        .doc = "p value adjusted by Holm's method for all policies and metrics of the point; "
               "shares of runs with an event are a family of their own; metrics that are "
               "proportional in every pair count once."),
    ROW(method, .unit = "", .doc = "Method of the interval."),
    ROW(n_pairs, .min = 0, .max = 0x1p53, .required = true, .unit = "pairs",
        .doc = "Replications in which both policies have a value."),
    ROW(correlation, .min = -1, .max = 1, .unit = "1",
        .doc = "Correlation of the two policies over replications."),
    ROW(variance_ratio, .min = 0, .max = INFINITY, .unit = "1",
        .doc =
            "Variance of the difference for unpaired runs, divided by that for paired runs."),
    ROW(half_width_unpaired, .min = 0, .max = INFINITY, .unit = "",
        .doc = "Half-width of the interval for unpaired runs."),
    ROW(confidence, .min = 0, .max = 1, .unit = "share",
        .doc = "Confidence level of the interval."),
};

const struct record comparison_record = {
    .name = "comparison",
    .doc = "Differences between policies on the same worlds, with confidence intervals.",
    FIELDS_OF(struct comparison, fields),
};

const char *const comparison_keys[] = {"point_id", "policy", "versus", "metric", NULL};
