/**
 * result_tables.h - the tables of a result: what `run` writes, and how.
 */
#ifndef CLI_RESULT_TABLES_H
#define CLI_RESULT_TABLES_H

#include "scenario/scenario.h"
#include "sweep/replication_runner.h"

struct result_tables {
    struct table runs, summary, comparison, points, policies;
    struct table *traces; /* RECORDER_FILES for each policy, those not written zero */
    int32_t n_traces;
};

/** A row of design.csv. */
struct result_tables_point {
    int64_t point_id;
    const char *point_key;
};

/** A row of policies.csv. */
struct result_tables_policy {
    const char *policy, *title;
    bool baseline;
};

/** Columns that tell rows apart, ended by NULL. */
extern const char *const result_tables_point_keys[];
extern const char *const result_tables_policy_keys[];

/** Tables of the scenario's policies; policies[k].tables get those that the level writes. */
enum status result_tables_init(struct result_tables *t, const struct scenario *s,
    enum recorder_level level, struct replication_policy *policies) MUST_CHECK;

/** Safe after a failure and on zero. */
void result_tables_free(struct result_tables *t);

#endif
