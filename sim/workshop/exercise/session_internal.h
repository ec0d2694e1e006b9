/**
 * session_internal.h - declarations shared by session.c and session_copies.c.
 */
#ifndef WORKSHOP_EXERCISE_SESSION_INTERNAL_H
#define WORKSHOP_EXERCISE_SESSION_INTERNAL_H

#include "workshop/exercise/session.h"

#define SESSION_SCENARIO "scenario.json"

/** Writes a file of the directory as a whole or not at all. */
enum status session_write(struct session *s, const char *name, const char *bytes, size_t length,
    struct failure *f) MUST_CHECK;

/** Returns the path of a file in the directory, in memory of the arena; NULL if memory runs out. */
const char *session_path(struct session *s, const char *name);

/** Copies the tables that the scenario names, and the words files beside the scenario file. */
enum status session_copy(
    struct session *s, const struct session_setup *setup, struct failure *f) MUST_CHECK;

#endif
