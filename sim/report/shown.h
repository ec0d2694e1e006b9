/**
 * shown.h - the one run that a report shows in detail.
 *
 * By default it is the run with the median escalation score of the first policy that is not the
 * baseline.
 */
#ifndef REPORT_SHOWN_H
#define REPORT_SHOWN_H

#include "observe/recorder.h"
#include "report/report_data.h"

/** Zero is empty. */
struct shown {
    int32_t point, policy, rep; /* rep 0: there is no run to show */
    bool asked;                 /* requested by --run */
    int64_t run;                /* its index in the report data */
    bool there;                 /* replayed exactly; else all below is empty */
    const struct world *world;  /* the world of the run */
    struct recorder trace;      /* its rows, in the order of their files */
};

/** Row k of a trace file: SHOWN_ROW(s, RECORDER_FILE_ACTS, struct trace_rows_act, k). */
#define SHOWN_ROW(s, file, type, k) ARRAY_AT(type, &(s)->trace.rows[file], k)

/** The number of rows of a trace file. */
int32_t shown_count(const struct shown *s, enum recorder_file file);

/** The id of a state as in the files; NULL for NONE. */
const char *shown_state(const struct shown *s, int32_t state);

/** Chooses the run, or takes the requested one, and replays it. */
enum status shown_make(
    struct shown *s, const struct report_data *m, struct failure *f) MUST_CHECK;
void shown_free(struct shown *s);

/** Adds "run 17 under X", and of which point if there are several. */
void shown_name(struct buffer *b, const struct shown *s, const struct report_data *m);

/** Adds a line at the top of a picture, so that the picture alone shows that it is simulated. */
void shown_reminder(struct buffer *b, const struct shown *s, const struct report_data *m);

#endif
