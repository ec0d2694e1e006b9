/**
 * rare_rows.h - the rows of the tables of a rare event.
 */
#ifndef RARE_RESULT_RARE_ROWS_H
#define RARE_RESULT_RARE_ROWS_H

#include "format/table.h"
#include "rare/rare.h"
#include "rare/rare_row.h"

/** A row of levels.csv: one level of a policy, with the sums over all repetitions. */
struct rare_level_row {
    const char *policy;
    int64_t level; /* counted from 1 */
    double importance;
    int64_t starts, hits;
    double share, events;
};

/** A row of repetitions.csv. */
struct rare_repetition_row {
    const char *policy;
    int64_t repetition;
    double probability, events;
};

/** A row of histories.csv: a history that reached the event. */
struct rare_history_row {
    const char *policy;
    int64_t history; /* counted from 1 over all policies */
    int64_t repetition, replication;
    /* "EVENTS:NUMBER EVENTS:NUMBER": after EVENTS events the run continues as fork NUMBER */
    const char *splits;
    double day;
    int64_t n_events, fingerprint;
    const char *story; /* name of the file with the story */
};

extern const struct record rare_level_record, rare_repetition_record, rare_history_record;
extern const char *const rare_rows_keys[], *const rare_rows_level_keys[],
                                               *const rare_rows_repetition_keys[],
                                                   *const rare_rows_history_keys[];

/** Make the row of a policy, of a level (from 0), and of a repetition (from 1) after rare_run(). */
struct rare_row rare_rows_policy(
    const struct rare *r, const struct rare_plan *plan, int32_t policy);
struct rare_level_row rare_rows_level(
    const struct rare *r, const struct rare_plan *plan, int32_t policy, int32_t level);
struct rare_repetition_row rare_rows_repetition(
    const struct rare *r, int32_t policy, int64_t number);

#endif
