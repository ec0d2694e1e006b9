/**
 * room.h - an exercise for browsers: connects HTTP routes to the session of an exercise.
 *
 *     room_open     opens a room for a session
 *     room_handle   answers a request (a web_handler; door 0 is the console, door 1 the teams)
 *     room_step     processes results of threads, and devices that come and go
 *     room_free     frees the room; call it in any case
 *
 * A device of a team joins with the code of its seat and receives a token. It gets the page of its
 * seat as a snapshot, which is the state after the latest change. It requests the next snapshot
 * with the number of the last one. The number counts the changes of the page of this seat. The
 * console has a token of its own, and can be reached only on the loopback address.
 *
 * A room is used by one thread. Its other threads have copies of the exercise.
 */
#ifndef ROOM_ROOM_H
#define ROOM_ROOM_H

#include "web/web.h"
#include "workshop/exercise/session.h"

enum { ROOM_CONSOLE, ROOM_TEAMS };

enum { ROOM_TIME_BYTES = 32 };

struct room;

struct room_setup {
    struct session *session; /* an open session; it must exist as long as the room */
    const char *token;       /* token of the console: 32 hexadecimal digits */
    const char *address;     /* URL of the teams' door */
    bool lan;                /* whether the teams' door can be reached from the network */
    bool one_table;          /* whether all teams use one laptop */
    /* number of the first snapshot; higher than all numbers before a restart */
    int64_t first;
    int32_t threads; /* number of threads for a computation, >= 1 */
    /** Writes the present time (UTC) for the log to `out`, and returns `out`. */
    const char *(*time)(char out[ROOM_TIME_BYTES]);
};

/**
 * Opens a room, and gives a code to every seat that has none. Returns the errors of session_do().
 * Call room_free() in any case.
 */
enum status room_open(
    struct room **room, const struct room_setup *setup, struct failure *f) MUST_CHECK;

void room_handle(void *room, const struct web_request *request, struct web_reply *reply);

/**
 * Does the work that no request causes: processes results of threads, and devices that come and go.
 * `now` is in nanoseconds of the monotonic clock. Sets *wake to true if the handler has to be
 * called for held requests. If the status is not STATUS_OK, the exercise cannot continue in this
 * program; its directory is complete.
 */
enum status room_step(struct room *room, int64_t now, bool *wake, struct failure *f) MUST_CHECK;

/** Returns a descriptor that can be read when a thread has results for room_step(). */
int room_descriptor(const struct room *room);

/** Notifies the room that the address of the teams has changed. */
void room_move(struct room *room, const char *address);

/**
 * Whether the facilitator has asked to delete the exercise. Then end the server and call
 * session_remove().
 */
bool room_is_deleted(const struct room *room);

/** Frees a room. room may be NULL. */
void room_free(struct room *room);

#endif
