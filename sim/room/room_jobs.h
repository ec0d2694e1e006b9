/**
 * room_jobs.h - long computations of a room, on a thread of their own.
 *
 * A job has a copy of the exercise, so the room goes on meanwhile. One job runs and one waits; a newer what-if takes
 * the place of the one that waits. Results come with room_jobs_collect().
 */
#ifndef ROOM_ROOM_JOBS_H
#define ROOM_ROOM_JOBS_H

#include "format/json_writer.h"
#include "workshop/exercise/session.h"

struct room_jobs;

/** `threads` continue runs at the same time. Call room_jobs_close() in any case. */
enum status room_jobs_open(
    struct room_jobs **jobs, int32_t threads, struct failure *f) MUST_CHECK;

/** Safe for NULL. Waits until the job that runs has stopped. */
void room_jobs_close(struct room_jobs *jobs);

/** Can be read when there is something to collect. */
int room_jobs_descriptor(const struct room_jobs *jobs);

/** Takes results over. Returns whether anything has changed. */
bool room_jobs_collect(struct room_jobs *jobs);

/** Begins what-if of matter `settled` of the exercise, with n continuations of each arm. Returns the number of
 * the job, -1 without memory. The texts of the exercise must outlive the job. */
int64_t room_jobs_whatif(
    struct room_jobs *jobs, const struct exercise *x, int32_t settled, int64_t n);

/** Stops a job at once; it keeps what it has shown. */
void room_jobs_stop(struct room_jobs *jobs, int64_t job);

/** Adds "whatif", the newest job of the exercise; nothing if there is none. */
void room_jobs_put(
    const struct room_jobs *jobs, const struct exercise *x, struct json_writer *w);

#endif
