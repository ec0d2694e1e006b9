#include "room/room_jobs.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include "room/room_copy.h"
#include "room/room_whatif.h"

enum { JOBS_MAX = 16, FIRST_PICTURE = 200, STEP = 1000, PRIORITY = 10 };

enum job_state { JOB_WAITING, JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_STOPPED };
static const char *const state_names[] = {"waiting", "running", "done", "failed", "stopped"};

struct room_job {
    int64_t number; /* 0: the element is unused */
    int32_t settled;
    int64_t n;  /* number of continuations that were requested */
    int64_t of; /* number of continuations that are done */
    enum job_state state;
    atomic_bool stop;
    struct exercise x;    /* a copy: it has its own records and, of the state, only `settled` */
    struct buffer result; /* JSON; it belongs to the thread until it is collected */
    struct buffer shown;  /* belongs to the room */
    int64_t shown_of;
    enum job_state shown_state;
};

struct room_jobs {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool begun, over;
    int descriptor;
    int32_t threads;
    int64_t number;
    struct room_job job[JOBS_MAX]; /* in any order; the newest job has the largest number */
};

/* ---- the thread ---- */

static void
tell(const struct room_jobs *jobs)
{
    uint64_t one = 1;
    ssize_t written = write(jobs->descriptor, &one, sizeof(one));

    (void)written; /* a full pipe already wakes its reader */
}

/* Publishes a result. Call it with the lock held. */
static void
publish(struct room_jobs *jobs, struct room_job *job, struct buffer *result, int64_t of)
{
    buffer_free(&job->result);
    job->result = *result;
    *result = (struct buffer){0};
    job->of = of;
    tell(jobs);
}

/* Continues up to n continuations, and publishes the result. */
static enum status
work_to(struct room_jobs *jobs, struct room_job *job, const struct whatif_settled *settled,
    int64_t n, struct whatif *whatif)
{
    struct buffer result = {0};
    enum status st;

    TRY(whatif_settled_run(settled, n, jobs->threads, whatif));
    TRY(room_whatif_put(&job->x, whatif, &result));
    (void)pthread_mutex_lock(&jobs->lock);
    publish(jobs, job, &result, n);
    (void)pthread_mutex_unlock(&jobs->lock);
out:
    buffer_free(&result);
    return st;
}

/* Computes a first result from few continuations, then doubles their number until all are done. */
static enum job_state
work(struct room_jobs *jobs, struct room_job *job)
{
    int64_t n = job->n < FIRST_PICTURE ? job->n : FIRST_PICTURE;
    struct whatif_settled settled = {0};
    struct whatif whatif = {0};
    struct failure f = {0};
    enum status st;

    job->x.cancelled = &job->stop;
    TRY(whatif_settled_open(&settled, &job->x, job->settled, &f));
    TRY(work_to(jobs, job, &settled, n, &whatif));
    while (n < job->n && !atomic_load(&job->stop)) {
        n = n < STEP ? STEP : 2 * n; /* intermediate results show the progress of a long job */
        n = n < job->n ? n : job->n;
        TRY(work_to(jobs, job, &settled, n, &whatif));
    }
out:
    whatif_free(&whatif);
    whatif_settled_free(&settled);
    return atomic_load(&job->stop) ? JOB_STOPPED : st != STATUS_OK ? JOB_FAILED : JOB_DONE;
}

static struct room_job *
next_job(struct room_jobs *jobs)
{
    struct room_job *found = NULL;

    for (int32_t k = 0; k < JOBS_MAX; k++) {
        struct room_job *job = &jobs->job[k];

        if (job->number > 0 && job->state == JOB_WAITING &&
            (found == NULL || job->number < found->number)) {
            found = job;
        }
    }
    return found;
}

static void *
serve(void *self)
{
    struct room_jobs *jobs = self;

    (void)setpriority(PRIO_PROCESS, 0, PRIORITY); /* priority of this thread, on Linux */
    (void)pthread_mutex_lock(&jobs->lock);
    while (!jobs->over) {
        struct room_job *job = next_job(jobs);
        enum job_state state;

        if (job == NULL) {
            (void)pthread_cond_wait(&jobs->changed, &jobs->lock);
            continue;
        }
        job->state = JOB_RUNNING;
        tell(jobs);
        (void)pthread_mutex_unlock(&jobs->lock);
        state = work(jobs, job);
        (void)pthread_mutex_lock(&jobs->lock);
        job->state = state;
        room_copy_free(&job->x);
        tell(jobs);
    }
    (void)pthread_mutex_unlock(&jobs->lock);
    return NULL;
}

/* ---- the room ---- */

enum status
room_jobs_open(struct room_jobs **out, int32_t threads, struct failure *f)
{
    struct room_jobs *jobs = calloc(1, sizeof(*jobs));

    *out = jobs;
    if (jobs == NULL) {
        return STATUS_NO_MEMORY;
    }
    jobs->threads = threads;
    jobs->descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (jobs->descriptor < 0) {
        return failure_of_file(f, "eventfd");
    }
    (void)pthread_mutex_init(&jobs->lock, NULL);
    (void)pthread_cond_init(&jobs->changed, NULL);
    if (pthread_create(&jobs->thread, NULL, serve, jobs) != 0) {
        return failure_of(STATUS_IO, f, "cannot start a thread");
    }
    jobs->begun = true;
    return STATUS_OK;
}

void
room_jobs_close(struct room_jobs *jobs)
{
    if (jobs == NULL) {
        return;
    }
    if (jobs->begun) {
        (void)pthread_mutex_lock(&jobs->lock);
        jobs->over = true;
        for (int32_t k = 0; k < JOBS_MAX; k++) {
            atomic_store(&jobs->job[k].stop, true);
        }
        (void)pthread_cond_signal(&jobs->changed);
        (void)pthread_mutex_unlock(&jobs->lock);
        (void)pthread_join(jobs->thread, NULL);
    }
    if (jobs->descriptor >= 0) {
        (void)close(jobs->descriptor);
    }
    for (int32_t k = 0; k < JOBS_MAX; k++) {
        room_copy_free(&jobs->job[k].x);
        buffer_free(&jobs->job[k].result);
        buffer_free(&jobs->job[k].shown);
    }
    free(jobs);
}

int
room_jobs_descriptor(const struct room_jobs *jobs)
{
    return jobs->descriptor;
}

bool
room_jobs_collect(struct room_jobs *jobs)
{
    uint64_t count;
    bool changed = false;

    if (read(jobs->descriptor, &count, sizeof(count)) < 0) {
        return false;
    }
    (void)pthread_mutex_lock(&jobs->lock);
    for (int32_t k = 0; k < JOBS_MAX; k++) {
        struct room_job *job = &jobs->job[k];

        if (job->result.length > 0) {
            buffer_free(&job->shown);
            job->shown = job->result;
            job->result = (struct buffer){0};
            changed = true;
        }
        changed = changed || job->shown_of != job->of || job->shown_state != job->state;
        job->shown_of = job->of;
        job->shown_state = job->state;
    }
    (void)pthread_mutex_unlock(&jobs->lock);
    return changed;
}

/* Returns a place for a new job: that of a job that waits, an unused one, or that of the oldest job
   that is over. */
static struct room_job *
place_of(struct room_jobs *jobs)
{
    struct room_job *found = next_job(jobs);

    for (int32_t k = 0; found == NULL && k < JOBS_MAX; k++) {
        found = jobs->job[k].number == 0 ? &jobs->job[k] : NULL;
    }
    for (int32_t k = 0; k < JOBS_MAX; k++) {
        struct room_job *job = &jobs->job[k];

        if (found == NULL || (found->number > 0 && found->state != JOB_WAITING &&
                                 job->state > JOB_RUNNING && job->number < found->number)) {
            found = job->state > JOB_RUNNING ? job : found;
        }
    }
    return found;
}

int64_t
room_jobs_whatif(struct room_jobs *jobs, const struct exercise *x, int32_t settled, int64_t n)
{
    struct exercise copy;
    struct room_job *job;
    int64_t number = -1;

    if (!room_copy(&copy, x)) {
        return -1;
    }
    (void)pthread_mutex_lock(&jobs->lock);
    job = place_of(jobs);
    if (job != NULL) {
        room_copy_free(&job->x);
        buffer_free(&job->result);
        buffer_free(&job->shown);
        *job =
            (struct room_job){.number = ++jobs->number, .settled = settled, .n = n, .x = copy};
        number = job->number;
        copy = (struct exercise){0};
    }
    for (int32_t k = 0; k < JOBS_MAX; k++) { /* a newer job replaces the one that runs */
        if (jobs->job[k].state == JOB_RUNNING && jobs->job[k].number > 0) {
            atomic_store(&jobs->job[k].stop, true);
        }
    }
    (void)pthread_cond_signal(&jobs->changed);
    (void)pthread_mutex_unlock(&jobs->lock);
    room_copy_free(&copy);
    return number;
}

void
room_jobs_stop(struct room_jobs *jobs, int64_t number)
{
    (void)pthread_mutex_lock(&jobs->lock);
    for (int32_t k = 0; k < JOBS_MAX; k++) {
        struct room_job *job = &jobs->job[k];

        if (job->number == number && job->state == JOB_RUNNING) {
            atomic_store(&job->stop, true);
        } else if (job->number == number && job->state == JOB_WAITING) {
            job->state = JOB_STOPPED;
            tell(jobs);
        }
    }
    (void)pthread_mutex_unlock(&jobs->lock);
}

/* Writes the newest job, with the results that it has so far. */
void
room_jobs_put(const struct room_jobs *jobs, const struct exercise *x, struct json_writer *w)
{
    const struct room_job *newest = NULL;
    const struct exercise_settled *s;

    for (int32_t k = 0; k < JOBS_MAX; k++) {
        const struct room_job *job = &jobs->job[k];

        newest =
            job->number > 0 && (newest == NULL || job->number > newest->number) ? job : newest;
    }
    if (newest == NULL || newest->settled >= x->now.settled.count) {
        return;
    }
    s = ARRAY_AT(struct exercise_settled, &x->now.settled, newest->settled);
    json_writer_open(w, "whatif", '{');
    json_writer_integer(w, "job", newest->number);
    json_writer_text(w, "seat", exercise_seat_id(x, s->seat));
    json_writer_integer(w, "number", s->number);
    json_writer_text(w, "step", x->plan.stops[s->stop].id);
    json_writer_integer(w, "n", newest->shown_of);
    json_writer_integer(w, "of", newest->n);
    json_writer_text(w, "state", state_names[newest->shown_state]);
    json_writer_flag(w, "done", newest->shown_state > JOB_RUNNING);
    if (newest->shown.length > 0) {
        json_writer_value(w, "arms", buffer_string(&newest->shown));
    }
    json_writer_close(w, '}');
}
