/**
 * room_files.h - the pages, scripts and words of sim/web, embedded in the program at build time (embed.cmake).
 *
 * No path of a request reaches the file system: this table has all there is.
 */
#ifndef ROOM_ROOM_FILES_H
#define ROOM_ROOM_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct room_file {
    const char *name; /* "team.html", "team.js", "en.json" */
    const char *type; /* "text/html" */
    const char *etag; /* the hash in quotes */
    const unsigned char *bytes;
    size_t length;
};

/** All files, ended by a row without a name; generated at build time. */
extern const struct room_file room_files[];

/**
 * The file at a path of a door (enum in room.h): "/" and "/team" of teams, "/console", "/screen" and so on of the
 * console, "/a/NAME", "/a/NAME-HASH.EXT" and "/words/LANGUAGE.json" of both. NULL if there is none.
 */
const struct room_file *room_files_find(int32_t door, const char *path);

/** Whether the path contains the hash of the file, so that its contents never change. */
bool room_files_is_hashed(const struct room_file *file, const char *path);

enum { ROOM_FILES_LANGUAGE_BYTES = 16 };

/** Writes language k of the words of the pages; false after the last. */
bool room_files_language(int32_t k, char out[ROOM_FILES_LANGUAGE_BYTES]);

#endif
