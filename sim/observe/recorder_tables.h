/**
 * recorder_tables.h - the tables of the trace files, with the ids of a world.
 */
#ifndef OBSERVE_RECORDER_TABLES_H
#define OBSERVE_RECORDER_TABLES_H

#include "observe/recorder.h"

/**
 * Initialises tables[file] for every file that is written at `level` in this world; the others are
 * not changed. If the world uses invented names, so do the files. Free each with table_free().
 */
enum status recorder_tables_init(struct table tables[RECORDER_FILES], const struct world *w,
    enum recorder_level level) MUST_CHECK;

/** An id of the world as it appears in files: the invented name, if the world uses them. */
const char *recorder_tables_id(const struct world *w, const char *id);

#endif
