#include "room/room_files.h"

#include <stdio.h>
#include <string.h>

#include "room/room.h"

enum { NAME_BYTES = 64, HASH_DIGITS = 12 };

/** A page with a path of its own. */
struct page {
    int32_t door;
    const char *path, *name;
};

static const struct page pages[] = {
    {ROOM_TEAMS, "/", "join.html"},
    {ROOM_TEAMS, "/team", "team.html"},
    {ROOM_CONSOLE, "/", "console.html"},
    {ROOM_CONSOLE, "/console", "console.html"},
    {ROOM_CONSOLE, "/screen", "screen.html"},
    {ROOM_CONSOLE, "/table", "table.html"},
    {ROOM_CONSOLE, "/review", "review.html"},
};

static bool
ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), of_end = strlen(end);

    return length >= of_end && strcmp(text + length - of_end, end) == 0;
}

/* Writes the name of a file with its hash before the extension: "team-0123456789ab.js". */
static void
hashed_name(const struct room_file *file, char out[NAME_BYTES])
{
    const char *dot = strrchr(file->name, '.');

    (void)snprintf(out, NAME_BYTES, "%.*s-%.*s%s", (int)(dot - file->name), file->name,
        HASH_DIGITS, file->etag + 1, dot);
}

bool
room_files_is_hashed(const struct room_file *file, const char *path)
{
    char name[NAME_BYTES];

    hashed_name(file, name);
    return ends_with(path, name);
}

static const struct room_file *
find_name(const char *name)
{
    for (const struct room_file *file = room_files; file->name != NULL; file++) {
        if (strcmp(file->name, name) == 0) {
            return file;
        }
    }
    return NULL;
}

static const struct room_file *
find_asset(const char *name)
{
    char hashed[NAME_BYTES];

    for (const struct room_file *file = room_files; file->name != NULL; file++) {
        hashed_name(file, hashed);
        if (!ends_with(file->name, ".html") && !ends_with(file->name, ".json") &&
            (strcmp(file->name, name) == 0 || strcmp(hashed, name) == 0)) {
            return file;
        }
    }
    return NULL;
}

const struct room_file *
room_files_find(int32_t door, const char *path)
{
    static const char assets[] = "/a/", words[] = "/words/";

    for (size_t k = 0; k < sizeof(pages) / sizeof(pages[0]); k++) {
        if (pages[k].door == door && strcmp(pages[k].path, path) == 0) {
            return find_name(pages[k].name);
        }
    }
    if (strncmp(path, assets, sizeof(assets) - 1) == 0) {
        return find_asset(path + sizeof(assets) - 1);
    }
    if (strncmp(path, words, sizeof(words) - 1) == 0 && ends_with(path, ".json")) {
        return find_name(path + sizeof(words) - 1);
    }
    return NULL;
}

bool
room_files_language(int32_t k, char out[ROOM_FILES_LANGUAGE_BYTES])
{
    for (const struct room_file *file = room_files; file->name != NULL; file++) {
        if (ends_with(file->name, ".json") && k-- == 0) {
            (void)snprintf(out, ROOM_FILES_LANGUAGE_BYTES, "%.*s",
                (int)(strlen(file->name) - strlen(".json")), file->name);
            return true;
        }
    }
    return false;
}
