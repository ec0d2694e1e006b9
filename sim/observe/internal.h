/**
 * internal.h - what the files of recorder.h share.
 *
 * recorder.c: the files, and a run from its first day to its text. recorder_rows.c: incidents,
 * messages, acts and agreements, a row for what a fact holds. recorder_event.c: events.csv.
 * recorder_totals.c: pairs.csv and states.csv. recorder_series.c: series.csv.
 */
#ifndef OBSERVE_INTERNAL_H
#define OBSERVE_INTERNAL_H

#include "observe/recorder.h"

/** A new row of a file, zeroed; NULL and remembered if there is no memory. */
void *recorder_new_row(struct recorder *r, enum recorder_file file);

/** An incident that is closed. */
void recorder_add_incident(
    struct recorder *r, const struct world *w, const struct observation *f);
void recorder_add_message(struct recorder *r, const struct message *m);
void recorder_add_act(struct recorder *r, const struct act *a);
/** An agreement as it stands now. */
void recorder_add_agreement(struct recorder *r, const struct run *run, int32_t agreement);

void recorder_add_event(struct recorder *r, const struct world *w, const struct run *run,
    const struct observation *f);

void recorder_totals_init(struct recorder *r);
/** A run begins: all totals are zero. */
enum status recorder_totals_begin(struct recorder *r, const struct world *w) MUST_CHECK;
void recorder_totals_add(
    struct recorder *r, const struct world *w, const struct observation *f);
/** The run is over: a row for each side of each pair, and for each state. */
void recorder_totals_rows(struct recorder *r, const struct world *w, const struct run *run);

#endif
