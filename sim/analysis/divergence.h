/**
 * divergence.h - compares two runs with common random numbers: first difference, and incidents
 * with different outcomes.
 *
 * A replication has the same random numbers under two policies: incidents keep their identity
 * as long as their causes are equal. So the effect of a policy can be shown incident by
 * incident. The first event that differs is the divergence; every later difference follows from
 * it, even in incidents between other states.
 *
 * The outcome of an incident is one of
 *
 *   "did not happen"  the run does not contain it
 *   "not found"       the victim did not detect it
 *   "open"            there was no decision before the horizon
 *   "escalated: R"    an act that raised a rung, or a counter-operation, responds to it
 *   "settled: R"      there was a decision, but no such response
 *
 * R is the overt response, followed by "+" and the covert one if there is one; "wrongly" is added
 * if it was misdirected.
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
    const char *what; /* "parted", "incident", "same" */
    double day;
    int64_t incident_id;
    const char *type, *target;
    const char *in_versus, *in_policy;
};

extern const struct record divergence_record;

/** A run that was recorded with all events, and the tables of its world. */
struct divergence_run {
    struct recorder *recorder;
    const struct table *tables; /* RECORDER_FILES */
    struct buffer events;       /* events.csv as text; from divergence_prepare() */
    const struct trace_rows_incident **by_id;
    int64_t *answered; /* sorted ids of incidents and acts that an escalation responds to */
    int64_t n_answered;
};

/** Prints the events and builds the indices of a finished run. */
enum status divergence_prepare(struct divergence_run *run) MUST_CHECK;
void divergence_free(struct divergence_run *run);

/** Writes the first difference, then all incidents with different outcomes, by day. */
enum status divergence_write_rows(const struct divergence_run *versus,
    const struct divergence_run *policy, const struct summary_sink *sink,
    struct failure *f) MUST_CHECK;

#endif
