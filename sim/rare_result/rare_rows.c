#include "rare_result/rare_rows.h"

#include <math.h>

#include "stats/summary.h"

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
        .doc = "Lower end of its interval over the repetitions, on the logarithm."),
    ROW(ci_hi, .max = 1, .unit = "share", .doc = "Upper end of its interval."),
    ROW(relative_error, .max = INFINITY, .unit = "1",
        .doc = "Standard error of the probability, divided by it."),
    ROW(confidence, .max = 1, .unit = "share", .doc = "Confidence level of all intervals."),
    ROW(repetitions, NUMBER, .unit = "repetitions", .doc = "Independent repetitions."),
    ROW(with_event, NUMBER, .unit = "repetitions",
        .doc = "Repetitions in which a path reached the event."),
    ROW(levels, NUMBER, .unit = "1", .doc = "Levels, with the event as the last one."),
    ROW(effort, NUMBER, .unit = "paths",
        .doc = "Paths that each level of a repetition starts."),
    ROW(events, EVENTS,
        .doc = "Work: events of all paths, also of those that chose the levels."),
    ROW(crude_runs, .max = INFINITY, .unit = "runs",
        .doc = "Number of whole runs with the same work."),
    ROW(gain, .max = INFINITY, .unit = "1",
        .doc = "Work of crude simulation for the same standard error, divided by this work."),
    FIELD_AS(RECORD_TYPE, advice, FIELD_CHOICE, .choices = advices, NAME,
        .doc = "splitting: it gains; crude: use the command run in its place; unknown: too few "
               "repetitions reached the event."),
    ROW(versus, NAME, .doc = "Policy that the ratio compares with; empty for that policy."),
    ROW(ratio, .max = INFINITY, .unit = "1",
        .doc = "Probability, divided by that under the other policy, without its first-order "
               "bias."),
    ROW(ratio_lo, .max = INFINITY, .unit = "1",
        .doc = "Lower end of its interval over pairs of repetitions, on the logarithm."),
    ROW(ratio_hi, .max = INFINITY, .unit = "1", .doc = "Upper end of its interval."),
};
const struct record rare_record = {
    .name = "rare", .doc = "A rare event under a policy.", FIELDS_OF(RECORD_TYPE, fields)};
#undef RECORD_TYPE

#define RECORD_TYPE struct rare_level_row
static const struct field level_fields[] = {
    ROW(policy, NAME, .doc = "Policy."),
    ROW(level, NUMBER, .unit = "1", .doc = "Number of the level, from 1."),
    ROW(importance, .max = 1, .unit = "1",
        .doc = "Importance that a path must reach; 1: the event."),
    ROW(starts, NUMBER, .unit = "paths", .doc = "Paths that started, in all repetitions."),
    ROW(hits, NUMBER, .unit = "paths", .doc = "Paths that reached the level."),
    ROW(share, .max = 1, .unit = "share", .doc = "hits / starts."),
    ROW(events, EVENTS, .doc = "Work: events of these paths."),
};
const struct record rare_level_record = {.name = "level",
    .doc = "A level on the way to a rare event.",
    FIELDS_OF(RECORD_TYPE, level_fields)};
#undef RECORD_TYPE

#define RECORD_TYPE struct rare_repetition_row
static const struct field repetition_fields[] = {
    ROW(policy, NAME, .doc = "Policy."),
    ROW(repetition, NUMBER, NAME, .doc = "Number of the repetition, from 1."),
    ROW(probability, .max = 1, .unit = "share",
        .doc = "Its unbiased estimate: the product of the shares of the levels."),
    ROW(events, NUMBER, .unit = "events", .doc = "Work: events of its paths."),
};
const struct record rare_repetition_record = {.name = "repetition",
    .doc = "An independent repetition of splitting.",
    FIELDS_OF(RECORD_TYPE, repetition_fields)};
#undef RECORD_TYPE

#define RECORD_TYPE struct rare_history_row
static const struct field history_fields[] = {
    ROW(policy, NAME, .doc = "Policy."),
    ROW(history, NUMBER, NAME, .doc = "Number of the history, from 1."),
    ROW(repetition, NUMBER, NAME, .doc = "Repetition in which it happened."),
    ROW(replication, NUMBER, NAME,
        .doc = "Replication with whose random numbers it begins, as those of the command run."),
    ROW(splits, NAME,
        .doc =
            "EVENTS:NUMBER for each split: after that many events it takes the random numbers "
            "of that fork (hexadecimal)."),
    ROW(day, .max = INFINITY, .unit = "days", .doc = "Day of the event."),
    ROW(n_events, NUMBER, .unit = "events", .doc = "Events up to then."),
    ROW(fingerprint, .min = -INFINITY, .max = INFINITY, .unit = TABLE_HEX,
        .doc = "Hash of its events up to then."),
    ROW(story, NAME, .doc = "File with its story up to then."),
};
const struct record rare_history_record = {.name = "history",
    .doc = "A history that reached the event.",
    FIELDS_OF(RECORD_TYPE, history_fields)};

const char *const rare_rows_keys[] = {"policy", NULL};
const char *const rare_rows_level_keys[] = {"policy", "level", NULL};
const char *const rare_rows_repetition_keys[] = {"policy", "repetition", NULL};
const char *const rare_rows_history_keys[] = {"history", NULL};

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

struct rare_row
rare_rows_policy(const struct rare *r, const struct rare_plan *plan, int32_t policy)
{
    const struct rare_policy *p = &r->policies[policy];
    const struct rare_estimate *e = &p->estimate;
    const struct scenario *s = plan->scenario;

    return (struct rare_row){.policy = p->policy->id,
        .probability = e->probability.value,
        .ci_lo = e->probability.low,
        .ci_hi = e->probability.high,
        .relative_error = e->relative_error,
        .confidence = SUMMARY_CONFIDENCE,
        .repetitions = e->repetitions,
        .with_event = e->with_event,
        .levels = p->pilot.levels.n,
        .effort = p->plan.effort,
        .events = e->steps,
        .crude_runs = e->steps / p->pilot.steps_of_path,
        .gain = e->gain,
        .advice = (int32_t)advice_of(e),
        .versus = policy == s->baseline ? NULL : s->policies[s->baseline].id,
        .ratio = p->ratio.value,
        .ratio_lo = p->ratio.low,
        .ratio_hi = p->ratio.high};
}

struct rare_level_row
rare_rows_level(
    const struct rare *r, const struct rare_plan *plan, int32_t policy, int32_t level)
{
    const struct rare_policy *p = &r->policies[policy];
    struct rare_level_row row = {
        .policy = p->policy->id, .level = level + 1, .importance = p->pilot.levels.at[level]};

    for (int64_t k = 0; k < plan->repetitions; k++) {
        const struct splitting_stage *stage = &p->repetitions[k].stage[level];

        row.starts += stage->starts;
        row.hits += stage->hits;
        row.events += (double)stage->steps;
    }
    row.share = row.starts > 0 ? (double)row.hits / (double)row.starts : NAN;
    return row;
}

struct rare_repetition_row
rare_rows_repetition(const struct rare *r, int32_t policy, int64_t number)
{
    const struct rare_policy *p = &r->policies[policy];
    const struct splitting_repetition *x = &p->repetitions[number - 1];

    return (struct rare_repetition_row){p->policy->id, number, x->estimate, (int64_t)x->steps};
}
