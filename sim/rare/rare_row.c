#include "rare/rare_row.h"

#include <math.h>

#define NUMBER .max = 9e15
#define EVENTS .min = 0, .max = INFINITY, .unit = "events"
#define NAME .unit = ""

static const char *const advices[] = {"splitting", "crude", "unknown", NULL};

#define RECORD_TYPE struct rare_row
#define ROW(member, ...) FIELD(RECORD_TYPE, member, __VA_ARGS__)
static const struct field fields[] = {
    ROW(policy, NAME, .doc = "Policy."),
    ROW(probability, .max = 1, .unit = "share",
        .doc = "Probability that the event happens before the horizon."),
    ROW(ci_lo, .max = 1, .unit = "share",
        .doc = "Lower end of the confidence interval of the probability, from the variation "
               "between repetitions on a logarithmic scale."),
    ROW(ci_hi, .max = 1, .unit = "share",
        .doc = "Upper end of the confidence interval of the probability."),
    ROW(relative_error, .max = INFINITY, .unit = "1",
        .doc = "Standard error of the probability, divided by the probability."),
    ROW(confidence, .max = 1, .unit = "share", .doc = "Confidence level of all intervals."),
    ROW(repetitions, NUMBER, .unit = "repetitions", .doc = "Independent repetitions."),
    ROW(with_event, NUMBER, .unit = "repetitions",
        .doc = "Number of repetitions in which a path reached the event."),
    ROW(levels, NUMBER, .unit = "1", .doc = "Number of levels; the last level is the event."),
    ROW(effort, NUMBER, .unit = "paths",
        .doc = "Number of paths that start at each level of a repetition."),
    ROW(events, EVENTS,
        .doc = "Work: number of events of all paths, including the pilot paths, which set the "
               "levels."),
    ROW(crude_runs, .max = INFINITY, .unit = "runs",
        .doc = "Number of whole runs with the same work."),
    ROW(gain, .max = INFINITY, .unit = "1",
        .doc = "Work of crude simulation for the same standard error, divided by this work."),
    FIELD_AS(RECORD_TYPE, advice, FIELD_CHOICE, .choices = advices, NAME,
        .doc = "splitting: splitting needs less work; crude: crude simulation (the command "
               "run) needs less work; unknown: too few repetitions reached the event."),
    ROW(versus, NAME,
        .doc = "Policy with which the ratio compares; empty in the row of that policy."),
    ROW(ratio, .max = INFINITY, .unit = "1",
        .doc = "Probability under the policy, divided by the probability under versus, "
               "corrected for bias."),
    ROW(ratio_lo, .max = INFINITY, .unit = "1",
        .doc = "Lower end of the confidence interval of the ratio, from the variation between "
               "pairs of repetitions on a logarithmic scale."),
    ROW(ratio_hi, .max = INFINITY, .unit = "1",
        .doc = "Upper end of the confidence interval of the ratio."),
};
const struct record rare_row_record = {
    .name = "rare", .doc = "A rare event under a policy.", FIELDS_OF(RECORD_TYPE, fields)};

static enum rare_advice
advice_of(const struct rare_estimate *e)
{
    if (e->probability.value > RARE_PROBABILITY_MAX) {
        return RARE_CRUDE;
    }
    return isnan(e->gain) || e->with_event < 2 ? RARE_UNKNOWN
           : e->gain < RARE_GAIN_MIN           ? RARE_CRUDE
                                               : RARE_SPLITTING;
}

void
rare_row_set(struct rare_row *row, const struct rare_estimate *e, double confidence,
    double steps_of_path)
{
    row->probability = e->probability.value;
    row->ci_lo = e->probability.low;
    row->ci_hi = e->probability.high;
    row->relative_error = e->relative_error;
    row->confidence = confidence;
    row->repetitions = e->repetitions;
    row->with_event = e->with_event;
    row->events = e->steps;
    row->crude_runs = e->steps / steps_of_path;
    row->gain = e->gain;
    row->advice = (int32_t)advice_of(e);
}

void
rare_row_compare(struct rare_row *row, const char *versus, const struct estimate *ratio)
{
    row->versus = versus;
    row->ratio = ratio->value;
    row->ratio_lo = ratio->low;
    row->ratio_hi = ratio->high;
}
