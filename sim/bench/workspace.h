/**
 * workspace.h - a temporary directory in /tmp for the files of a measurement.
 */
#ifndef BENCH_WORKSPACE_H
#define BENCH_WORKSPACE_H

#include "base/status.h"

enum { WORKSPACE_PATH_BYTES = 128 };

/** A zeroed struct has no directory. */
struct workspace {
    char directory[WORKSPACE_PATH_BYTES];
};

/** Makes the directory. Returns STATUS_IO on failure. */
enum status workspace_make(struct workspace *w, struct failure *f) MUST_CHECK;

/** Removes the directory and everything in it. */
void workspace_remove(const struct workspace *w);

/** Writes the path of the file `name` in the directory to `path`. `name` has at most 60 bytes. */
void workspace_path(
    const struct workspace *w, const char *name, char path[WORKSPACE_PATH_BYTES]);

/** Writes a text as the whole contents of a file. Returns STATUS_IO on failure. */
enum status workspace_write(const char *path, const char *text, struct failure *f) MUST_CHECK;

#endif
