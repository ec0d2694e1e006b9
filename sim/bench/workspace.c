#define _XOPEN_SOURCE 700 /* nftw, mkdtemp */

#include "bench/workspace.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
remove_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info;
    (void)kind;
    (void)at;
    (void)remove(path);
    return 0;
}

enum status
workspace_make(struct workspace *w, struct failure *f)
{
    (void)snprintf(w->directory, sizeof(w->directory), "/tmp/cbmsim-bench-XXXXXX");
    if (mkdtemp(w->directory) == NULL) {
        w->directory[0] = '\0';
        return failure_of(STATUS_IO, f, "/tmp: %s", strerror(errno));
    }
    return STATUS_OK;
}

void
workspace_remove(const struct workspace *w)
{
    if (w->directory[0] != '\0') {
        (void)nftw(w->directory, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    }
}

void
workspace_path(const struct workspace *w, const char *name, char path[WORKSPACE_PATH_BYTES])
{
    (void)snprintf(path, WORKSPACE_PATH_BYTES, "%.60s/%.60s", w->directory, name);
}

enum status
workspace_write(const char *path, const char *text, struct failure *f)
{
    FILE *file = fopen(path, "wb");
    bool written = file != NULL && fputs(text, file) >= 0;

    written = (file == NULL || fclose(file) == 0) && written;
    return written ? STATUS_OK : failure_of(STATUS_IO, f, "%s: %s", path, strerror(errno));
}
