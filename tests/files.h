/**
 * files.h - writes small files for a test in a temporary folder.
 */
#ifndef TESTS_SCENARIO_FILES_H
#define TESTS_SCENARIO_FILES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "json_quotes.h"
#include "scenario/scenario.h"

/* Makes a temporary folder and enters it. */
static inline int
files_enter(void **state)
{
    static char folder[64];

    (void)snprintf(folder, sizeof(folder), "/tmp/cbmsim-test-XXXXXX");
    *state = folder;
    return mkdtemp(folder) != NULL && chdir(folder) == 0 ? 0 : -1;
}

/* Leaves the folder and deletes it. */
static inline int
files_leave(void **state)
{
    char command[96];

    (void)snprintf(command, sizeof(command), "rm -rf '%s'", (const char *)*state);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static inline void
files_write_bytes(const char *name, const void *bytes, size_t size)
{
    FILE *file = fopen(name, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static inline void
files_write(const char *name, const char *text)
{
    files_write_bytes(name, text, strlen(text));
}

/* Writes JSON given with the quotes of json_quotes(). */
static inline void
files_json(const char *name, const char *text)
{
    files_write(name, json_quotes(text));
}

#endif
