/**
 * recorder.h - records runs, one after the other, as rows of the trace files.
 *
 * A trace sink of the model, outside the run. It stores the rows of one run, sorts them by day and
 * identity, and prints them at the end of the run. Its memory is that of the largest run.
 */
#ifndef OBSERVE_RECORDER_H
#define OBSERVE_RECORDER_H

#include "base/buffer.h"
#include "format/table.h"
#include "model/run.h"
#include "observe/trace_rows.h"

enum recorder_level { RECORDER_NONE, RECORDER_INCIDENTS, RECORDER_EVENTS };
enum recorder_file {
    RECORDER_FILE_INCIDENTS,
    RECORDER_FILE_EVENTS,
    RECORDER_FILE_MESSAGES,
    RECORDER_FILE_ACTS,
    RECORDER_FILE_AGREEMENTS,
    RECORDER_FILE_PAIRS,
    RECORDER_FILE_STATES,
    RECORDER_FILE_SERIES,
    RECORDER_FILES
};

/** A trace file. */
struct recorder_description {
    const char *name, *packed;   /* "incidents.csv"; compressed: "incidents.csv.gz" */
    const struct record *record; /* of its rows */
    const char *const *keys;     /* key columns, ended by NULL; NULL: none. Cells may be empty,
                                  * and keys may repeat */
    enum recorder_level level;   /* the lowest level that writes the file; for series see
                                * recorder_writes() */
};

extern const struct recorder_description recorder_files[RECORDER_FILES];
extern const char *const recorder_level_names[];

/** Whether a file is written at a level; series.csv also needs variables in the world. */
bool recorder_writes(enum recorder_file file, enum recorder_level level, const struct world *w);

struct recorder {
    enum recorder_level level;
    struct trace_rows_run run;
    struct array rows[RECORDER_FILES];
    int64_t n_events;
    bool no_memory;
    /** Running totals for pairs.csv and states.csv. */
    struct array pair_totals, state_totals;
};

void recorder_init(struct recorder *r, enum recorder_level level);
void recorder_free(struct recorder *r);

/** Begins a run: removes all rows and sets all totals to zero. */
enum status recorder_begin(
    struct recorder *r, const struct world *w, struct trace_rows_run run) MUST_CHECK;

/** Records the agreements on the first day, for which there are no observations. */
void recorder_first_day(struct recorder *r, const struct world *w, const struct run *run);

/** The sink for run_until(); valid as long as the recorder. */
struct trace_sink recorder_sink(struct recorder *r);

/** Records the present value of every variable that the scenario asks for. */
void recorder_sample(struct recorder *r, const struct world *w, const struct run *run);

/** Call at the end of the run: sorts the rows of a file. Returns their number. */
int32_t recorder_sort(struct recorder *r, enum recorder_file file);

/** Call at the end of the run: adds the sorted rows of a file as text. Returns their number. */
int64_t recorder_print(
    struct recorder *r, enum recorder_file file, const struct table *table, struct buffer *out);

#endif
