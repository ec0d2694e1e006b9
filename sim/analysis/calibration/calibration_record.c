/* Describes the columns of calibration.csv. */
#include "analysis/calibration/calibration.h"

#define ROW(member, ...) FIELD(struct calibration_row, member, __VA_ARGS__)

static const struct field fields[] = {
    ROW(policy, .required = true, .unit = "", .doc = "Policy of the runs."),
    ROW(role, .required = true, .unit = "",
        .doc = "parameter: an estimated factor; fitted: a target of the fit, in the accepted "
               "rows; check: the same target, in the other runs of the accepted points; "
               "held_out: the prediction of a target that the fit did not use."),
    ROW(name, .required = true, .unit = "", .doc = "Factor or target."),
    ROW(level, .unit = "",
        .doc = "Level of a factor whose values are texts; the estimate is its probability."),
    ROW(statistic, .unit = "", .doc = "Statistic of the target, as in the targets."),
    ROW(unit, .unit = "", .doc = "Unit of the value and of the estimate."),
    ROW(value, .unit = "", .doc = "Recorded value of the target."),
    ROW(tolerance, .unit = "",
        .doc = "Tolerance of the target; if the targets have none, the spread over all rows."),
    ROW(weight, .unit = "1", .doc = "Weight of the target in the distance."),
    ROW(estimate, .unit = "", .doc = "Mean of the posterior (parameter) or of the prediction."),
    ROW(sd, .unit = "", .doc = "Standard deviation of the posterior or of the prediction."),
    ROW(ci_lo, .unit = "", .doc = "Lower limit of the credible interval, between equal tails."),
    ROW(ci_hi, .unit = "", .doc = "Upper limit of the credible interval."),
    ROW(confidence, .unit = "share", .doc = "Probability of the interval."),
    ROW(mc_error, .unit = "", .doc = "Standard error of the estimate over samples of points."),
    ROW(prior_lo, .unit = "",
        .doc =
            "parameter: lower end of the range; otherwise lower limit of the interval of all "
            "rows."),
    ROW(prior_hi, .unit = "", .doc = "Upper end of the range, or upper limit."),
    ROW(sd_ratio, .unit = "1",
        .doc = "sd as a share of the standard deviation over all rows; near 1: the targets do "
               "not restrict the factor."),
    ROW(p_value, .unit = "1",
        .doc = "Two-sided p value of the recorded value among the predicted ones (check, "
               "held_out)."),
    ROW(n, .min = 0, .max = 0x1p53, .unit = "1",
        .doc = "Number of rows: runs, or points if means are compared."),
    ROW(accepted, .min = 0, .max = 0x1p53, .unit = "1", .doc = "Number of accepted rows."),
    ROW(effective, .unit = "1",
        .doc = "Number of points with equal weights that would give the same precision."),
    ROW(distance, .unit = "1",
        .doc =
            "Largest distance of an accepted row, in tolerances: square root of the weighted "
            "mean of the squared differences."),
    ROW(within, .unit = "share",
        .doc = "Share of all rows in which every fitted target is within its tolerance."),
    ROW(adjusted, .unit = "", .doc = "Whether values were adjusted by regression."),
    ROW(source, .unit = "", .doc = "Origin of the target."),
    ROW(warning, .unit = "", .doc = "Caveat; empty: none."),
};
const struct record calibration_record = {.name = "calibration",
    .doc = "Factors and targets in the runs that agree with the targets.",
    FIELDS_OF(struct calibration_row, fields)};
