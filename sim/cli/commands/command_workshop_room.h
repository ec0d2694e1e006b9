/**
 * command_workshop_room.h - an exercise in browsers: the part of the command `workshop` that serves
 * pages.
 */
#ifndef CLI_COMMANDS_COMMAND_WORKSHOP_ROOM_H
#define CLI_COMMANDS_COMMAND_WORKSHOP_ROOM_H

#include "cli/arguments.h"
#include "workshop/exercise/session.h"

enum { COMMAND_TIME_BYTES = 32 };

/** Writes the current time in UTC, or the time of SOURCE_DATE_EPOCH. Returns `out`. */
const char *command_workshop_time(char out[COMMAND_TIME_BYTES]);

/** Checks the options of the network, which are port and address, before anything is written. */
enum status command_workshop_room_check(
    const struct arguments *arguments, struct failure *f) MUST_CHECK;

/**
 * Serves the pages of the session until a signal comes, and then returns STATUS_STOPPED. Returns
 * STATUS_OK if the exercise was deleted.
 */
enum status command_workshop_room(
    struct session *session, const struct arguments *arguments, struct failure *f) MUST_CHECK;

#endif
