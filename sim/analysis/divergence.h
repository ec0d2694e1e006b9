/**
 * divergence.h - compares two runs with common random numbers. It finds their first difference and
 * the incidents with different outcomes.
 *
 * A replication has the same random numbers under two policies, and an incident keeps its identity
 * as long as its causes are equal. So the effect of a policy can be shown incident by incident. The
 * first event that differs is the divergence. Every later difference follows from it, even in
 * incidents between other states.
 *
 * The outcome of an incident is one of
 *
 *   "did not happen"  the run does not contain it
 *   "not found"       the victim did not detect it
 *   "open"            there was no decision before the horizon
 *   "escalated: R"    an act that raised a rung, or a counter-operation, responds to it
 *   "settled: R"      there was a decision, but no escalation responds to the incident
 *
 * R is the overt response. A covert response follows after "+". If a response was misdirected,
 * "wrongly" is added.
 */
#ifndef ANALYSIS_DIVERGENCE_H
#define ANALYSIS_DIVERGENCE_H

#include "observe/recorder.h"
#include "stats/summary.h"

/** A row of the comparison. */
struct divergence {
    int64_t point_id;
    const char *policy, *versus;
    int64_t rep;
    const char *what; /* "parted" (the first difference), "incident" or "same" */
    double day;
    int64_t incident_id;
    const char *type, *target;
    const char *in_versus, *in_policy;
};

extern const struct record divergence_record;

/** A run that was recorded with all events, and the tables for its rows. */
struct divergence_run {
    struct recorder *recorder;
    const struct table *tables; /* RECORDER_FILES tables for the world of the run */
    struct buffer events;       /* the text of events.csv, which divergence_prepare() prints */
    const struct trace_rows_incident **by_id;
    /** Sorted ids of the incidents and acts to which an escalation responds. */
    int64_t *answered;
    int64_t n_answered;
};

/**
 * Prints the events of a finished run, and fills `events`, `by_id` and `answered`. The caller sets
 * `recorder` and `tables` before the call, and frees the rest with divergence_free().
 */
enum status divergence_prepare(struct divergence_run *run) MUST_CHECK;
void divergence_free(struct divergence_run *run);

/**
 * Writes a row about the first difference, then rows about all incidents with different outcomes,
 * ordered by day.
 */
enum status divergence_write_rows(const struct divergence_run *versus,
    const struct divergence_run *policy, const struct summary_sink *sink,
    struct failure *f) MUST_CHECK;

#endif
