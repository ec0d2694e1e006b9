/**
 * recorder.h - records runs, one after the other, as rows of the trace files.
 *
 * The recorder is a trace sink (model/state/observation.h). It stores the rows of one run, sorts
 * them by day and identity at the end of the run, and prints them. It needs memory for the rows of
 * the largest run.
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
    /* file names, such as "incidents.csv" and, if compressed, "incidents.csv.gz" */
    const char *name, *packed;
    const struct record *record; /* describes the rows */
    /* names of the key columns, ended by NULL; NULL if there are none. Cells of these columns may
       be empty, and a key may occur twice. */
    const char *const *keys;
    /* the lowest level at which the file is written. For series.csv see recorder_writes(). */
    enum recorder_level level;
};

extern const struct recorder_description recorder_files[RECORDER_FILES];
extern const char *const recorder_level_names[];

/**
 * Whether a file is written at a level. series.csv is written at every level if the scenario lists
 * variables (/outputs/series).
 */
bool recorder_writes(enum recorder_file file, enum recorder_level level, const struct world *w);

struct recorder {
    enum recorder_level level;
    struct trace_rows_run run;
    struct array rows[RECORDER_FILES];
    int64_t n_events;
    bool no_memory;
    /** Totals so far, for pairs.csv and states.csv. */
    struct array pair_totals, state_totals;
};

void recorder_init(struct recorder *r, enum recorder_level level);
void recorder_free(struct recorder *r);

/** Begins a run: removes all rows and sets all totals to zero. */
enum status recorder_begin(
    struct recorder *r, const struct world *w, struct trace_rows_run run) MUST_CHECK;

/**
 * Adds the rows of agreements.csv for the first day, on which the status of an agreement does not
 * change and causes no observation.
 */
void recorder_first_day(struct recorder *r, const struct world *w, const struct run *run);

/**
 * The sink to pass to run_until(). It uses the recorder, which must exist as long as the sink is
 * used.
 */
struct trace_sink recorder_sink(struct recorder *r);

/** Adds a row of series.csv for each variable that the scenario lists, with its present value. */
void recorder_sample(struct recorder *r, const struct world *w, const struct run *run);

/** Sorts the rows of a file and returns their number. Call it at the end of the run. */
int32_t recorder_sort(struct recorder *r, enum recorder_file file);

/**
 * Sorts the rows of a file, appends them to `out` as text, and returns their number. Call it at the
 * end of the run.
 */
int64_t recorder_print(
    struct recorder *r, enum recorder_file file, const struct table *table, struct buffer *out);

#endif
