/**
 * room_files.h - the pages, scripts and words of sim/web, which embed.cmake puts into the program.
 *
 * This table has all files of the room. No path of a request reaches the file system.
 */
#ifndef ROOM_ROOM_FILES_H
#define ROOM_ROOM_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct room_file {
    const char *name; /* "team.html", "team.js", "en.json" */
    const char *type; /* "text/html" */
    const char *etag; /* hash in quotes */
    const unsigned char *bytes;
    size_t length;
};

/** All files; the array ends with a row without a name. It is generated at build time. */
extern const struct room_file room_files[];

/**
 * Returns the file at a path of a door (enum in room.h). The teams' door has "/" and "/team", the
 * console "/console", "/screen" and so on, and both have "/a/NAME", "/a/NAME-HASH.EXT" and
 * "/words/LANGUAGE.json". Returns NULL if there is no such file.
 */
const struct room_file *room_files_find(int32_t door, const char *path);

/** Whether the path contains the hash of the file. The contents at such a path never change. */
bool room_files_is_hashed(const struct room_file *file, const char *path);

enum { ROOM_FILES_LANGUAGE_BYTES = 16 };

/**
 * Writes the name of language k of the words of the pages. Returns false after the last language.
 */
bool room_files_language(int32_t k, char out[ROOM_FILES_LANGUAGE_BYTES]);

#endif
