/**
 * divergence.h - where two histories of one world part, and which incidents then end otherwise.
 *
 * Replication r under two policies meets the same world: the same incidents have the same
 * identity as long as their causes do. So a measure's effect can be told incident by incident:
 * escalated under the one policy, settled under the other. What happened first otherwise is the
 * moment the histories part; all that differs follows from it, not only what it is about.
 *
 * An incident ends
 *
 *   "did not happen"  it is not in that history
 *   "not found"       its victim never learnt of it
 *   "open"            nothing was decided before the horizon
 *   "escalated: R"    an act that raised a rung, or a counter-operation, answers it
 *   "settled: R"      it was answered without
 *
 * R is the open response, and "+" the covert one if there is one; "wrongly" follows if it went
 * against a state that did not do it.
 */
#ifndef ANALYSIS_DIVERGENCE_H
#define ANALYSIS_DIVERGENCE_H

#include "observe/recorder.h"
#include "stats/summary.h"

/** A row. */
struct divergence {
    int64_t point_id;
    const char *policy, *versus;
    int64_t rep;
    const char *what; /* "parted", "incident", "same" */
    double day;
    int64_t incident_id;
    const char *type, *target;
    const char *in_versus, *in_policy;
};

extern const struct record divergence_record;

/** A run that was recorded with all its events, and the tables of its world. */
struct divergence_run {
    struct recorder *recorder;
    const struct table *tables; /* RECORDER_FILES */
    struct buffer events;       /* as text; filled by divergence_prepare() */
    const struct trace_rows_incident **by_id;
    int64_t *answered; /* identities of what raised a rung's answer, in order */
    int64_t n_answered;
};

/** Indexes a run that is over. */
enum status divergence_prepare(struct divergence_run *run) MUST_CHECK;
void divergence_free(struct divergence_run *run);

/** Gives the first difference, and then every incident that ended otherwise, by identity. */
enum status divergence_write_rows(const struct divergence_run *versus,
    const struct divergence_run *policy, const struct summary_sink *sink,
    struct failure *f) MUST_CHECK;

#endif
