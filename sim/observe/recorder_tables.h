/**
 * recorder_tables.h - prepares the tables that print the trace files. In place of the index of a
 * state or source, they print its id.
 */
#ifndef OBSERVE_RECORDER_TABLES_H
#define OBSERVE_RECORDER_TABLES_H

#include "observe/recorder.h"

/**
 * Initialises tables[file] for every file that is written at `level` in this world, and leaves the
 * others unchanged. If the world uses invented names, the files contain the invented names. Free
 * each table with table_free().
 */
enum status recorder_tables_init(struct table tables[RECORDER_FILES], const struct world *w,
    enum recorder_level level) MUST_CHECK;

/**
 * Returns an id of the world as files show it: the invented name if the world uses invented names.
 */
const char *recorder_tables_id(const struct world *w, const char *id);

#endif
