/* Temporary directories and files for one test, in $TMPDIR or /tmp. */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SCRATCH_PATH = 1024, SCRATCH_TEXT = 1 << 16 };

/* Makes a directory and stores its path. */
static inline bool
scratch_make(char path[SCRATCH_PATH])
{
    const char *base = getenv("TMPDIR");

    (void)snprintf(path, SCRATCH_PATH, "%s/cbmsim-test-XXXXXX", base == NULL ? "/tmp" : base);
    return mkdtemp(path) != NULL;
}

/* Makes an empty file and stores its path. */
static inline bool
scratch_file(char path[SCRATCH_PATH])
{
    const char *base = getenv("TMPDIR");
    int file;

    (void)snprintf(path, SCRATCH_PATH, "%s/cbmsim-test-XXXXXX", base == NULL ? "/tmp" : base);
    file = mkstemp(path);
    return file >= 0 && close(file) == 0;
}

static inline const char *
scratch_join(char out[SCRATCH_PATH], const char *directory, const char *name)
{
    size_t length = strlen(directory);

    if (length + strlen(name) + 2 > SCRATCH_PATH) {
        abort();
    }
    memcpy(out, directory, length);
    out[length] = '/';
    memcpy(out + length + 1, name, strlen(name) + 1);
    return out;
}

static inline bool
scratch_exists(const char *directory, const char *name)
{
    char path[SCRATCH_PATH];
    struct stat status;

    return lstat(scratch_join(path, directory, name), &status) == 0;
}

/* Reads a file; "" if it does not exist. */
static inline const char *
scratch_read(char out[SCRATCH_TEXT], const char *directory, const char *name)
{
    char path[SCRATCH_PATH];
    FILE *file = fopen(scratch_join(path, directory, name), "rb");
    size_t n = file == NULL ? 0 : fread(out, 1, SCRATCH_TEXT - 1, file);

    out[n] = '\0';
    if (file != NULL) {
        (void)fclose(file);
    }
    return out;
}

static inline bool
scratch_write(const char *directory, const char *name, const char *text)
{
    char path[SCRATCH_PATH];
    FILE *file = fopen(scratch_join(path, directory, name), "wb");
    bool ok = file != NULL && fputs(text, file) >= 0;

    return file != NULL && fclose(file) == 0 && ok;
}

/* Number of entries of a directory. */
static inline int
scratch_count(const char *directory)
{
    DIR *entries = opendir(directory);
    int n = 0;

    for (struct dirent *e; entries != NULL && (e = readdir(entries)) != NULL;) {
        n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    }
    if (entries != NULL) {
        (void)closedir(entries);
    }
    return n;
}

/* Removes a directory with its contents. */
static inline void
scratch_remove(const char *path)
{
    DIR *entries = opendir(path);

    for (struct dirent *e; entries != NULL && (e = readdir(entries)) != NULL;) {
        char inner[SCRATCH_PATH];
        struct stat status;

        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) {
            continue;
        }
        scratch_join(inner, path, e->d_name);
        if (lstat(inner, &status) == 0 && S_ISDIR(status.st_mode)) {
            scratch_remove(inner);
        } else {
            (void)unlink(inner);
        }
    }
    if (entries != NULL) {
        (void)closedir(entries);
    }
    (void)rmdir(path);
}

#endif
