#include "observe/metric.h"

#include <math.h>

#include "format/table.h"

#define T struct metric_run
#define KEY(member, unit_, doc_) FIELD(T, member, .unit = (unit_), .doc = (doc_))
#define VALUE(id, unit_, bookkeeping_, doc_)                                                   \
    {.name = #id,                                                                              \
        .kind = FIELD_REAL,                                                                    \
        .offset = offsetof(T, metric.id),                                                      \
        .min = -INFINITY,                                                                      \
        .max = INFINITY,                                                                       \
        .unit = (unit_),                                                                       \
        .bookkeeping = (bookkeeping_),                                                         \
        .doc = (doc_)},
#define METRIC_FIELD(id, unit, estimator, doc) VALUE(id, unit, false, doc)
#define BOOKKEEPING_FIELD(id, unit, estimator, doc) VALUE(id, unit, true, doc)
#define NO_FIELD(id, above, below)

static const struct field fields[] = {KEY(point_id, "", "Number of the design point, from 1."),
    KEY(policy, "", "Policy."),
    KEY(rep, "",
        "Replication, from 1; equal numbers have common random numbers in all policies."),
    KEY(status, "",
        "How the run ended. ok: at the end of its time; max_events: the run was aborted, and "
        "its metrics are empty."),
    KEY(end_reason, "", "Reason for the end of the run: horizon or max_events."),
    KEY(end_day, "days", "Day on which the run ended."),
    FIELD(T, n_events, .max = 9e15, .unit = "events", .bookkeeping = true,
        .doc = "Events executed, without routine contacts and falls of rungs."),
    FIELD(T, fingerprint, .unit = TABLE_HEX, .bookkeeping = true,
        .doc = "Rolling hash of the events: equal runs have equal fingerprints."),

    METRIC_ROWS(METRIC_FIELD, BOOKKEEPING_FIELD, NO_FIELD)};
const struct record metric_run_record = {
    .name = "run", .doc = "One run.", FIELDS_OF(T, fields)};

const char *const metric_run_keys[] = {"point_id", "policy", "rep", NULL};

#define ESTIMATE_NONE(id)
#define ESTIMATE_MEAN(id) {.name = #id, .kind = SUMMARY_MEAN},
#define ESTIMATE_COUNT(id) {.name = #id, .kind = SUMMARY_COUNT},
#define ESTIMATE_SHARE(id) {.name = #id, .kind = SUMMARY_SHARE},
#define ESTIMATE_EVENT(id) {.name = #id, .kind = SUMMARY_EVENT},
#define ESTIMATE_TIME(id) {.name = #id, .kind = SUMMARY_TIME},
#define ESTIMATE(id, unit, estimator, doc) ESTIMATE_##estimator(id)
#define ESTIMATE_RATIO(id, numerator_, denominator_)                                           \
    {.name = #id,                                                                              \
        .kind = SUMMARY_RATIO,                                                                 \
        .numerator = #numerator_,                                                              \
        .denominator = #denominator_},

const struct summary_metric metric_summaries[] = {
    METRIC_ROWS(ESTIMATE, ESTIMATE, ESTIMATE_RATIO)};
const int32_t metric_n_summaries = FIELD_COUNT_OF(metric_summaries);

void
metric_clear(struct metric_run *row)
{
#define CLEAR(id, unit, estimator, doc) row->metric.id = NAN;
#define CLEAR_NOTHING(id, above, below)
    METRIC_ROWS(CLEAR, CLEAR, CLEAR_NOTHING)
}
