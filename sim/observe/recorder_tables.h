/**
 * recorder_tables.h - the tables of the files that tell single runs, with the ids of a world.
 */
#ifndef OBSERVE_RECORDER_TABLES_H
#define OBSERVE_RECORDER_TABLES_H

#include "observe/recorder.h"

/**
 * Prepares tables[file] for every file that `level` and the world's outputs write; the others
 * stay zero. Where the world uses invented names, the files do. To be freed one by one.
 */
enum status recorder_tables_init(struct table tables[RECORDER_FILES], const struct world *w,
    enum recorder_level level) MUST_CHECK;

/** An id of the world as files have it: the invented name, where the world uses them. */
const char *recorder_tables_id(const struct world *w, const char *id);

#endif
