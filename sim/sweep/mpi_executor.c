#include "sweep/mpi_executor.h"

#ifdef CBMSIM_MPI

#include <limits.h>
#include <mpi.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"

/*
 * A rank sends three kinds of messages to rank 0: TAG_READY with the identity of the experiment
 * (before its first unit), TAG_BLOCK with the bytes of a block of the journal, and TAG_FAILED with
 * a status. Rank 0 replies with a unit (TAG_TASK). A unit with 0 replications orders the rank to
 * end.
 */
enum { TAG_READY, TAG_BLOCK, TAG_FAILED, TAG_TASK };
enum { TASK_NUMBERS = 4, POLL_NANOSECONDS = 200000 };

void
mpi_executor_enter(void)
{
    (void)MPI_Init(NULL, NULL);
}

void
mpi_executor_leave(void)
{
    (void)MPI_Finalize();
}

int32_t
mpi_executor_number(void)
{
    int number = 0;

    (void)MPI_Comm_rank(MPI_COMM_WORLD, &number);
    return number;
}

int32_t
mpi_executor_count(void)
{
    int count = 1;

    (void)MPI_Comm_size(MPI_COMM_WORLD, &count);
    return count;
}

/* ---- rank 0 ---- */

/* Waits for a message. The function polls, because MPI_Probe() would keep a processor busy. */
static MPI_Status
wait_for_message(void)
{
    MPI_Status message;
    int there = 0;

    for (;;) {
        (void)MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &message);
        if (there != 0) {
            return message;
        }
        (void)nanosleep(&(struct timespec){0, POLL_NANOSECONDS}, NULL);
    }
}

static enum status
receive(const MPI_Status *message, struct buffer *bytes)
{
    char *room;
    int length = 0;

    (void)MPI_Get_count(message, MPI_BYTE, &length);
    buffer_clear(bytes);
    room = buffer_reserve(bytes, (size_t)length);
    if (room == NULL) {
        MPI_Abort(MPI_COMM_WORLD,
            status_exit_code(STATUS_NO_MEMORY)); /* the other ranks cannot continue */
        return STATUS_NO_MEMORY;
    }
    (void)MPI_Recv(room, length, MPI_BYTE, message->MPI_SOURCE, message->MPI_TAG,
        MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    bytes->length = (size_t)length;
    return STATUS_OK;
}

/* Replies to a rank with the next unit. Returns false if no unit is left. */
static bool
send_task(const struct unit_supply *supply, int rank)
{
    struct work_unit_task task = {0};
    bool more = supply != NULL && supply->take(supply->self, &task);
    int64_t numbers[TASK_NUMBERS] = {
        task.point, task.first, more ? task.n : 0, task.nanoseconds_left};

    (void)MPI_Send(numbers, TASK_NUMBERS, MPI_INT64_T, rank, TAG_TASK, MPI_COMM_WORLD);
    return more;
}

/* Checks that a rank has read the same experiment. Each rank reads the input files itself, and the
   files may differ between machines. */
static void
check_identity(const struct unit_supply *supply, const char *identity,
    const struct buffer *bytes, int rank)
{
    struct failure why = {0};

    if (bytes->length != strlen(identity) || memcmp(bytes->at, identity, bytes->length) != 0) {
        supply->fail(supply->self,
            failure_of(STATUS_IO, &why,
                "the input files of rank %d differ from those of rank 0; give all ranks the "
                "same files",
                rank),
            &why);
    }
}

/* Receives messages until every other rank has ended. `supply` is NULL if there are no units. */
static enum status
serve(const struct unit_supply *supply, const char *identity)
{
    struct buffer bytes = {0};
    int32_t working = mpi_executor_count() - 1;
    enum status st = STATUS_OK;

    while (working > 0) {
        MPI_Status message = wait_for_message();

        TRY(receive(&message, &bytes));
        if (message.MPI_TAG == TAG_FAILED) {
            working--;
            if (supply != NULL) {
                supply->fail(supply->self, (enum status)bytes.at[0], NULL);
            }
            continue;
        }
        if (message.MPI_TAG == TAG_READY && supply != NULL) {
            check_identity(supply, identity, &bytes, message.MPI_SOURCE);
        } else if (message.MPI_TAG == TAG_BLOCK) {
            supply->keep(supply->self, &bytes);
        }
        working -= !send_task(supply, message.MPI_SOURCE);
    }
out:
    buffer_free(&bytes);
    return st;
}

enum status
mpi_executor_serve(const struct unit_supply *supply, const struct journal_shape *shape)
{
    return serve(supply, shape->identity);
}

void
mpi_executor_dismiss(void)
{
    enum status st = serve(NULL, "");

    (void)st;
}

/* ---- other ranks ---- */

void
mpi_executor_give_up(enum status status)
{
    char code = (char)status;

    (void)MPI_Send(&code, 1, MPI_BYTE, 0, TAG_FAILED, MPI_COMM_WORLD);
}

/* Sends a message and receives the next unit. Returns false if no unit is left. */
static bool
next_task(int tag, const struct buffer *packed, struct work_unit_task *task)
{
    int64_t numbers[TASK_NUMBERS];

    (void)MPI_Send(packed->at, (int)packed->length, MPI_BYTE, 0, tag, MPI_COMM_WORLD);
    (void)MPI_Recv(
        numbers, TASK_NUMBERS, MPI_INT64_T, 0, TAG_TASK, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    *task = (struct work_unit_task){numbers[0], numbers[1], (int32_t)numbers[2], numbers[3]};
    return task->n > 0;
}

struct limit {
    const atomic_int *stop;
    int64_t end; /* time at which the sweep ends (clock_now()) */
};

static bool
stopped(void *self)
{
    const struct limit *limit = self;

    return *limit->stop != 0 || clock_now() >= limit->end;
}

static int64_t
end_of(const struct work_unit_task *task)
{
    int64_t now = clock_now();

    return task->nanoseconds_left < INT64_MAX - now ? now + task->nanoseconds_left : INT64_MAX;
}

void
mpi_executor_work(const struct layout *layout, const atomic_int *stop)
{
    struct limit limit = {.stop = stop};
    const struct unit_supply supply = {.self = &limit, .stopped = stopped};
    struct journal form = JOURNAL_CLOSED; /* an empty journal that only packs blocks */
    struct journal_shape shape;
    struct buffer packed = {0};
    struct failure why = {0};
    struct work_unit_task task;
    struct work_unit unit;
    enum status st = STATUS_OK;
    int tag = TAG_READY;

    work_unit_init(&unit, layout, &supply);
    TRY(layout_shape(layout, &shape));
    TRY(journal_open_memory(&form, &shape, &why));
    buffer_text(&packed, shape.identity);
    TRY(buffer_status(&packed));
    while (next_task(tag, &packed, &task)) {
        limit.end = end_of(&task);
        TRY(work_unit_do(&unit, &task, &form, &packed, &why));
        st = packed.length > INT_MAX ? STATUS_NO_MEMORY : STATUS_OK;
        TRY(st);
        tag = TAG_BLOCK;
    }
out:
    if (st != STATUS_OK) {
        mpi_executor_give_up(st);
    }
    work_unit_free(&unit);
    journal_close(&form);
    buffer_free(&packed);
}

#else

void
mpi_executor_enter(void)
{
}

void
mpi_executor_leave(void)
{
}

int32_t
mpi_executor_number(void)
{
    return 0;
}

int32_t
mpi_executor_count(void)
{
    return 1;
}

enum status
mpi_executor_serve(const struct unit_supply *supply, const struct journal_shape *shape)
{
    (void)supply;
    (void)shape;
    return STATUS_OK;
}

void
mpi_executor_dismiss(void)
{
}

void
mpi_executor_work(const struct layout *layout, const atomic_int *stop)
{
    (void)layout;
    (void)stop;
}

void
mpi_executor_give_up(enum status status)
{
    (void)status;
}

#endif
