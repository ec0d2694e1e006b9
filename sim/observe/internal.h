/**
 * internal.h - declarations shared by the files that implement recorder.h.
 *
 *   recorder.c         the list of trace files; receives the observations of a run
 *   recorder_rows.c    rows of incidents.csv, messages.csv, acts.csv and agreements.csv
 *   recorder_event.c   rows of events.csv
 *   recorder_totals.c  rows of pairs.csv and states.csv
 *   recorder_series.c  rows of series.csv
 */
#ifndef OBSERVE_INTERNAL_H
#define OBSERVE_INTERNAL_H

#include "observe/recorder.h"

/**
 * Adds a row of zero bytes to a file and returns it. If memory runs out, returns NULL and sets
 * r->no_memory.
 */
void *recorder_new_row(struct recorder *r, enum recorder_file file);

/** Adds a row for the incident of an observation OBS_CLOSED. */
void recorder_add_incident(
    struct recorder *r, const struct world *w, const struct observation *f);
/** Add the row of a message that ended, and of an act. */
void recorder_add_message(struct recorder *r, const struct message *m);
void recorder_add_act(struct recorder *r, const struct act *a);
/** Adds a row with the present status of an agreement. */
void recorder_add_agreement(struct recorder *r, const struct run *run, int32_t agreement);

/** Adds a row of events.csv for an observation. */
void recorder_add_event(struct recorder *r, const struct world *w, const struct run *run,
    const struct observation *f);

/** Initialises the arrays of totals, once for each recorder. */
void recorder_totals_init(struct recorder *r);
/** Sets all totals to zero at the start of a run. */
enum status recorder_totals_begin(struct recorder *r, const struct world *w) MUST_CHECK;
/** Counts an observation in the totals of its pair and its state. */
void recorder_totals_add(
    struct recorder *r, const struct world *w, const struct observation *f);
/** Adds a row for each direction of each pair, and for each state, at the end of a run. */
void recorder_totals_rows(struct recorder *r, const struct world *w, const struct run *run);

#endif
