/**
 * shown.h - the single run that a report shows in detail.
 *
 * By default this is the run with the median escalation score under the first policy that is not
 * the baseline.
 */
#ifndef REPORT_SHOWN_H
#define REPORT_SHOWN_H

#include "observe/recorder.h"
#include "report/report_data.h"

/** The run that is shown in detail. A zeroed struct is empty. */
struct shown {
    int32_t point, policy, rep; /* rep is 0 if there is no run to show */
    bool asked;                 /* whether the option --run requested this run */
    int64_t run;                /* index of the run in the report data */
    /** The run was repeated exactly; otherwise the members below are empty. */
    bool there;
    const struct world *world; /* world of the run */
    struct recorder trace;     /* rows of the run, in the order of their files */
};

/**
 * Returns row k of a trace file, for example SHOWN_ROW(s, RECORDER_FILE_ACTS, struct
 * trace_rows_act, k).
 */
#define SHOWN_ROW(s, file, type, k) ARRAY_AT(type, &(s)->trace.rows[file], k)

/** Returns the number of rows of a trace file. */
int32_t shown_count(const struct shown *s, enum recorder_file file);

/** Returns the id of a state as it stands in the files, or NULL for NONE. */
const char *shown_state(const struct shown *s, int32_t state);

/** Repeats the requested run or, if none was requested, the default run. */
enum status shown_make(
    struct shown *s, const struct report_data *m, struct failure *f) MUST_CHECK;
void shown_free(struct shown *s);

/**
 * Adds the name of the run, "run 17 under X". If there are several points, also names the point.
 */
void shown_name(struct buffer *b, const struct shown *s, const struct report_data *m);

/**
 * Adds the line "Simulated, not a historical record" at the top of a picture, so that a copy of the
 * picture alone has it, too.
 */
void shown_reminder(struct buffer *b, const struct shown *s, const struct report_data *m);

#endif
