/**
 * room_jobs.h - runs long computations of a room on a thread of their own.
 *
 * A job has a copy of the exercise, so that the room continues meanwhile. One job runs and one
 * waits. A newer job takes the place of the one that waits. room_jobs_collect() fetches results.
 */
#ifndef ROOM_ROOM_JOBS_H
#define ROOM_ROOM_JOBS_H

#include "format/json_writer.h"
#include "workshop/exercise/session.h"

struct room_jobs;

/**
 * Opens the jobs of a room. `threads`: number of threads that continue runs at the same time. Call
 * room_jobs_close() in any case.
 */
enum status room_jobs_open(
    struct room_jobs **jobs, int32_t threads, struct failure *f) MUST_CHECK;

/** Waits until the running job has stopped, and frees the jobs. jobs may be NULL. */
void room_jobs_close(struct room_jobs *jobs);

/** Returns a descriptor that can be read when there are results to collect. */
int room_jobs_descriptor(const struct room_jobs *jobs);

/** Collects results. Returns whether anything has changed. */
bool room_jobs_collect(struct room_jobs *jobs);

/**
 * Begins the what-if question about the matter with index `settled` in now.settled, with n
 * continuations of each arm. Returns the number of the job; -1 if memory runs out. The texts of the
 * exercise must exist as long as the job.
 */
int64_t room_jobs_whatif(
    struct room_jobs *jobs, const struct exercise *x, int32_t settled, int64_t n);

/** Stops a job at once. The results that the job has published are kept. */
void room_jobs_stop(struct room_jobs *jobs, int64_t job);

/** Writes "whatif", the newest job of the exercise; nothing if there is none. */
void room_jobs_put(
    const struct room_jobs *jobs, const struct exercise *x, struct json_writer *w);

#endif
