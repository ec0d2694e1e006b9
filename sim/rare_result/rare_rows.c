#include "rare_result/rare_rows.h"

#include <math.h>

#include "stats/summary.h"

#define NUMBER .max = 9e15
#define EVENTS .min = 0, .max = INFINITY, .unit = "events"
#define NAME .unit = ""
#define ROW(member, ...) FIELD(RECORD_TYPE, member, __VA_ARGS__)

#define RECORD_TYPE struct rare_level_row
static const struct field level_fields[] = {
    ROW(policy, NAME, .doc = "Policy."),
    ROW(level, NUMBER, .unit = "1", .doc = "Number of the level, from 1."),
    ROW(importance, .max = 1, .unit = "1",
        .doc = "Importance that a path must reach; 1: the event."),
    ROW(starts, NUMBER, .unit = "paths",
        .doc = "Number of paths that started, over all repetitions."),
    ROW(hits, NUMBER, .unit = "paths", .doc = "Number of paths that reached the level."),
    ROW(share, .max = 1, .unit = "share", .doc = "hits / starts."),
    ROW(events, EVENTS, .doc = "Work: number of events of these paths."),
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
        .doc = "Unbiased estimate of the repetition, the product of the shares of the levels."),
    ROW(events, EVENTS, .doc = "Work: number of events of the paths of the repetition."),
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
        .doc = "Replication whose random numbers the history has until its first split; the "
               "command run uses the same numbers."),
    ROW(splits, NAME,
        .doc = "EVENTS:KEY for each split: after EVENTS events, the history continues with the "
               "random numbers of this key (hexadecimal)."),
    ROW(day, .max = INFINITY, .unit = "days", .doc = "Day of the event."),
    ROW(n_events, NUMBER, .unit = "events", .doc = "Number of events up to the day."),
    ROW(fingerprint, .min = -INFINITY, .max = INFINITY, .unit = TABLE_HEX,
        .doc = "Hash of the events up to the day."),
    ROW(story, NAME, .doc = "File with the story of the history, up to the horizon."),
};
const struct record rare_history_record = {.name = "history",
    .doc = "A history: a run that reached the event.",
    FIELDS_OF(RECORD_TYPE, history_fields)};

const char *const rare_rows_keys[] = {"policy", NULL};
const char *const rare_rows_level_keys[] = {"policy", "level", NULL};
const char *const rare_rows_repetition_keys[] = {"policy", "repetition", NULL};
const char *const rare_rows_history_keys[] = {"history", NULL};

struct rare_row
rare_rows_policy(const struct rare *r, const struct rare_plan *plan, int32_t policy)
{
    const struct rare_policy *p = &r->policies[policy];
    const struct scenario *s = plan->scenario;
    struct rare_row row = {
        .policy = p->policy->id, .levels = p->pilot.levels.n, .effort = p->plan.effort};

    rare_row_set(&row, &p->estimate, SUMMARY_CONFIDENCE, p->pilot.steps_of_path);
    rare_row_compare(
        &row, policy == s->baseline ? NULL : s->policies[s->baseline].id, &p->ratio);
    return row;
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

    return (struct rare_repetition_row){p->policy->id, number, x->estimate, (double)x->steps};
}
