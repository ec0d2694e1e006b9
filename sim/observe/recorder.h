/**
 * recorder.h - writes down one run after the other, as rows of the trace files.
 *
 * A sink of the model's facts, outside the run. It holds the rows of one run, sorts them as the
 * files promise (day, then identity) and turns them into text when the run is over; memory is
 * bounded by the largest run.
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

/** A file that may be written: name, record, keys, and whether this level and world write it.
 */
struct recorder_description {
    const char *name;
    const struct record *record;
    const char *const *keys;
    enum recorder_level level; /* the lowest that writes it; series: see recorder_writes */
};

extern const struct recorder_description recorder_files[RECORDER_FILES];
extern const char *const recorder_level_names[];

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

/** Begins a run. */
enum status recorder_begin(
    struct recorder *r, const struct world *w, struct trace_rows_run run) MUST_CHECK;

/** The run has been made: what stands on its first day, which no fact tells. */
void recorder_first_day(struct recorder *r, const struct world *w, const struct run *run);

/** To be passed to run_until; valid while the recorder is. */
struct trace_sink recorder_sink(struct recorder *r);

/** Variables of series.csv, by name; ended by NULL. */
extern const char *const recorder_variables[];

/** Takes a sample of every variable the scenario asks for. */
void recorder_sample(struct recorder *r, const struct world *w, const struct run *run);

/** The run is over: puts the rows of a file into their order. Returns how many. */
int32_t recorder_sort(struct recorder *r, enum recorder_file file);

/** The run is over: adds its rows, sorted, as text. Returns how many rows. */
int64_t recorder_print(
    struct recorder *r, enum recorder_file file, const struct table *table, struct buffer *out);

#endif
