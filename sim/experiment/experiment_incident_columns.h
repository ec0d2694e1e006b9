/**
 * experiment_incident_columns.h - the columns of incidents.csv as names of an expression.
 *
 * Identities, and the columns that identify the run, are no names. A column that refers to a map of
 * the scenario has the ids of all policies as levels.
 */
#ifndef EXPERIMENT_EXPERIMENT_INCIDENT_COLUMNS_H
#define EXPERIMENT_EXPERIMENT_INCIDENT_COLUMNS_H

#include "experiment/experiment.h"
#include "observe/trace_rows.h"

enum { EXPERIMENT_INCIDENT_MAPS = 4, EXPERIMENT_INCIDENT_COLUMNS_MAX = 64 };

/** The ids of a map under all policies, as levels of a column. */
struct experiment_incident_levels {
    const struct node **at;
    int32_t n;
    int32_t **of_policy; /* index of a level by policy and index in its world */
};

/** The columns of incidents.csv that an expression may use. */
struct experiment_incident_columns {
    struct experiment_incident_levels maps[EXPERIMENT_INCIDENT_MAPS];
    struct expression_name names[EXPERIMENT_INCIDENT_COLUMNS_MAX];
    const struct field *fields[EXPERIMENT_INCIDENT_COLUMNS_MAX];
    int32_t map[EXPERIMENT_INCIDENT_COLUMNS_MAX]; /* of a column that refers to one; else -1 */
    int32_t count, start_day, initiator, target;
};

/** Makes e->incident_columns. maps[0] are the states. */
enum status experiment_incident_columns_list(struct experiment *e) MUST_CHECK;

/** The number of a cell in a run under a policy; a level is its index. NAN: empty. */
double experiment_incident_columns_value(const struct experiment_incident_columns *c,
    int32_t column, int32_t policy, const struct trace_rows_incident *row);

#endif
