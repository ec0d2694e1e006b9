/**
 * room.h - an exercise for browsers: routes on one side, the session of an exercise on the other.
 *
 *     room_open     takes over a session
 *     room_handle   answers a request (a web_handler; door 0: the console, door 1: teams)
 *     room_step     what happens without a request: the results of workers, devices that come and go
 *     room_free     always
 *
 * Devices of teams join with the code of their seat and receive a token. Each has the page of its seat as a
 * snapshot (the state after its latest change), and asks for the next one with the number of the last. The number counts the
 * changes of this seat's page alone. The console has a token of its own and is reached by loopback only.
 *
 * A room is used by one thread; its workers have copies of the exercise.
 */
#ifndef ROOM_ROOM_H
#define ROOM_ROOM_H

#include "web/web.h"
#include "workshop/exercise/session.h"

enum { ROOM_CONSOLE, ROOM_TEAMS };

enum { ROOM_TIME_BYTES = 32 };

struct room;

struct room_setup {
    struct session *session; /* open; must outlive the room */
    const char *token;       /* of the console: 32 hexadecimal digits */
    const char *address;     /* of the teams' door, a URL */
    bool lan;                /* it is reached from the network */
    bool one_table;          /* one laptop for all */
    int64_t first;   /* numbers of snapshots begin here: not those of an earlier start */
    int32_t threads; /* of a worker, >= 1 */
    /** Writes the time now, UTC, for the log. */
    const char *(*time)(char out[ROOM_TIME_BYTES]);
};

/** Also gives every seat a code that has none. Errors of session_do(). Call room_free() in any case. */
enum status room_open(
    struct room **room, const struct room_setup *setup, struct failure *f) MUST_CHECK;

void room_handle(void *room, const struct web_request *request, struct web_reply *reply);

/**
 * `now`: nanoseconds of the monotonic clock. *wake becomes true if held requests are to be asked about. Any other
 * status than STATUS_OK: the exercise cannot go on; it is whole on the disk.
 */
enum status room_step(struct room *room, int64_t now, bool *wake, struct failure *f) MUST_CHECK;

/** A descriptor that can be read when a worker has something for room_step(). */
int room_descriptor(const struct room *room);

/** The address of the teams has changed. */
void room_move(struct room *room, const char *address);

/** Whether the facilitator has asked to delete the exercise: end the server, then session_remove(). */
bool room_is_deleted(const struct room *room);

/** Safe for NULL. */
void room_free(struct room *room);

#endif
