#include "cli/command_session.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/run_key.h"
#include "experiment/duration.h"
#include "sweep/mpi_executor.h"
#include "sweep/row.h"

#define LARGE_TRACE 1e9 /* size in bytes from which a warning is printed */

enum { SHARDS_MAX = 1000000 };

/* The progress, and the warning about large trace files, which is printed at most once. */
struct reported {
    struct progress progress;
    const struct sweep_session *session; /* NULL: the warning was printed or is not needed */
    int64_t wanted;
};

/* Estimates the size of the trace files of all runs in bytes, from the runs in the journal. Returns
   0 if there are none yet. */
static double
trace_bytes(const struct reported *r)
{
    const struct journal *j = &r->session->journal;
    double rows = (double)j->n_runs * ROW_BYTES;

    return j->n_runs == 0 ? 0
                          : ((double)j->length - rows) / (double)j->n_runs * (double)r->wanted;
}

/* Warns about large trace files before most of their rows are written. The rows take space twice:
   in the journal and in the trace files. */
static void
warn_of_size(struct reported *r)
{
    double bytes = r->session == NULL ? 0 : trace_bytes(r);

    if (bytes > LARGE_TRACE) {
        progress_end(&r->progress);
        const struct experiment *e = &r->session->experiment;

        message_print("warning: the trace files will take about %.1f GB, and the journal as "
                      "much%s%s; %s omits the rows from both",
            bytes / 1e9, e->outputs.gzip ? "" : "; to compress both, use ",
            e->outputs.gzip    ? ""
            : e->from_scenario ? "--gzip"
                               : "\"gzip\": true in /outputs",
            e->from_scenario ? "--trace-level none" : "\"trace_level\": \"none\" in /outputs");
    }
    if (bytes > 0) {
        r->session = NULL;
    }
}

static void
add_progress(void *self, int64_t runs)
{
    struct reported *r = self;

    warn_of_size(r);
    progress_add(&r->progress, runs);
}

/* ---- options ---- */

/* Reads --shard, which is "I/N" with 1 <= I <= N. */
static enum status
read_shard(const struct arguments *arguments, struct sweep_plan *plan, struct failure *f)
{
    const char *text = arguments_value(arguments, "shard", "1/1");
    char *end;
    long i = strtol(text, &end, 10), n = *end == '/' ? strtol(end + 1, &end, 10) : 0;

    if (strspn(text, "0123456789/") != strlen(text) || *end != '\0' || i < 1 || i > n ||
        n > SHARDS_MAX) {
        return failure_of(
            STATUS_USAGE, f, "--shard: '%s' is not I/N, with I from 1 to N", text);
    }
    plan->shard = (int32_t)i;
    plan->shards = (int32_t)n;
    return STATUS_OK;
}

static enum status
read_wall(const struct arguments *arguments, const struct experiment *e,
    struct sweep_plan *plan, struct failure *f)
{
    const char *text = arguments_value(arguments, "max-wall", NULL);
    double budget = e->budget.max_wall_seconds;

    plan->max_seconds = budget > 0 ? budget : INFINITY;
    if (text != NULL && !duration_read(text, &plan->max_seconds)) {
        return failure_of(
            STATUS_USAGE, f, "--max-wall: '%s' is not a duration such as 90s, 30m or 2h", text);
    }
    return STATUS_OK;
}

static enum status
read_only(const struct arguments *arguments, const struct experiment *e,
    struct sweep_plan *plan, struct failure *f)
{
    const char *text = arguments_value(arguments, "only", NULL);
    struct run_key key = {.point = -1};
    enum status st = STATUS_OK;

    if (text != NULL) {
        TRY(run_key_read(&key, "only", false, text, &e->base, e->n_points, f));
    }
    plan->point = key.point;
    plan->replication = key.replication;
    if (key.replication > e->replications.max) {
        st = failure_of(STATUS_USAGE, f,
            "--only: '%s': the experiment has at most %" PRId64 " replications", text,
            e->replications.max);
    }
out:
    return st;
}

static enum status
read_plan(const struct sweep_session *s, struct sweep_plan *plan, struct failure *f)
{
    const struct arguments *a = s->arguments;
    enum status st;

    TRY(read_shard(a, plan, f));
    TRY(read_wall(a, &s->experiment, plan, f));
    TRY(read_only(a, &s->experiment, plan, f));
    TRY(arguments_jobs(a, &plan->threads, f));
out:
    return st;
}

/* ---- printing to the standard output ---- */

const char *const command_session_tables[] = {"summary", "compare", "runs", NULL};
static const char *const table_files[] = {
    "analysis/summary.csv", "analysis/compare.csv", "runs.csv"};

/* The name of the table to print, and whether its rows are now arriving. */
struct printed {
    const char *name;
    bool begun;
};

static enum status
print_header(void *self, const char *name, const struct table *table, const char *const *keys,
    struct failure *f)
{
    struct printed *printed = self;
    struct buffer header = {0};
    enum status st = STATUS_OK;

    (void)keys;
    printed->begun = strcmp(name, printed->name) == 0;
    if (printed->begun) {
        table_header(table, &header);
        TRY(buffer_status(&header));
        TRY(output_print(header.at, header.length, f));
    }
out:
    buffer_free(&header);
    return st;
}

static enum status
print_rows(void *self, const char *bytes, size_t length, int64_t rows, struct failure *f)
{
    const struct printed *printed = self;

    (void)rows;
    return printed->begun ? output_print(bytes, length, f) : STATUS_OK;
}

/* Prints one table of a result that is not written to a directory. */
static enum status
print_table(struct sweep_session *s, struct failure *f)
{
    int32_t table = arguments_choice(s->arguments, "print",
        s->experiment.base.n_policies > 1 ? COMMAND_SESSION_COMPARE : COMMAND_SESSION_SUMMARY);
    struct printed printed = {.name = table_files[table]};
    struct analysis_sink sink = {&printed, print_header, print_rows};
    enum status st;

    s->result.runs_sink = table == COMMAND_SESSION_RUNS ? &sink : NULL;
    TRY(result_add_rows(&s->result, &s->sweep, f));
    if (table != COMMAND_SESSION_RUNS) {
        TRY(result_print_analysis(&s->result, s->sweep.plan.threads, &sink, f));
    }
out:
    s->result.runs_sink = NULL;
    return st;
}

/* If --print is given, prints one table of the directory that was written. */
static enum status
print_file(const struct sweep_session *s, struct failure *f)
{
    int32_t table = arguments_choice(s->arguments, "print", -1);
    struct buffer path = {0};
    char bytes[1 << 14];
    FILE *file = NULL;
    size_t n = 0;
    enum status st = STATUS_OK;

    if (table < 0 || s->result.n_runs == 0) {
        return STATUS_OK;
    }
    buffer_printf(
        &path, "%s/%s", arguments_value(s->arguments, "output", ""), table_files[table]);
    TRY(buffer_status(&path));
    file = fopen(path.at, "re");
    while (file != NULL && (n = fread(bytes, 1, sizeof(bytes), file)) > 0) {
        TRY(output_print(bytes, n, f));
    }
    st = file == NULL || ferror(file) ? failure_of_file(f, path.at) : STATUS_OK;
out:
    if (file != NULL) {
        (void)fclose(file);
    }
    buffer_free(&path);
    return st;
}

/* ---- running ---- */

static void
explain_stop(const struct sweep_session *s)
{
    struct sweep_session_count c = sweep_session_count(s, false);

    message_print("stopped after %" PRId64 " of %s%" PRId64
                  " runs; their results are saved. Run the same command again to resume",
        c.runs, s->experiment.replications.n_targets > 0 ? "at most " : "", c.wanted);
}

static void
print_failed_runs(const struct sweep_session *s)
{
    int64_t n = s->result.n_failed;

    if (s->experiment.from_scenario) {
        message_print("%" PRId64 " runs reached max_events and were aborted; their metrics are "
                      "empty. To complete them, raise /max_events",
            n);
    } else {
        message_print(
            "%" PRId64
            " runs failed; %s/failures.csv lists them, with the command that repeats each",
            n, arguments_value(s->arguments, "output", ""));
    }
}

/* Executes the missing runs, then writes the result, which is complete or partial. */
static enum status
run_sweep(struct sweep_session *s, const struct sweep_plan *plan, struct failure *f)
{
    struct failure missing = {0};
    struct reported reported = {.session = s};
    struct sweep_session_count before;
    enum status st, stopped;

    TRY(sweep_open(&s->sweep, plan, f));
    before = sweep_session_count(s, false);
    if (before.runs > 0 && !arguments_has(s->arguments, "quiet")) {
        message_print(
            "%" PRId64 " of %" PRId64 " runs are already done", before.runs, before.wanted);
    }
    reported.wanted = before.wanted;
    if (s->result.result_dir == NULL || s->layout.n_parts == LAYOUT_TRACES) {
        reported.session = NULL;
    }
    s->sweep.plan.self = &reported;
    s->sweep.plan.on_progress = add_progress;
    progress_start(&reported.progress,
        before.wanted > before.runs ? before.wanted - before.runs : 1,
        arguments_has(s->arguments, "quiet"));
    stopped = sweep_run(&s->sweep, f);
    progress_end(&reported.progress);
    if (stopped != STATUS_OK && stopped != STATUS_STOPPED) {
        return stopped;
    }
    if (stopped == STATUS_STOPPED && s->result.result_dir == NULL) {
        return failure_of(stopped, f,
            "interrupted; nothing was written. Run the command again to start over");
    }
    TRY(s->result.result_dir == NULL ? print_table(s, f) : sweep_session_commit(s, f));
    TRY(result_warn_of_missing(&s->result, &missing, f));
    failure_print("warning: ", &missing);
    TRY(s->result.result_dir == NULL ? STATUS_OK : print_file(s, f));
    sweep_session_print_missed(s);
    if (stopped == STATUS_STOPPED) {
        explain_stop(s);
    }
    st = stopped;
out:
    return st;
}

static enum status
run_session(struct sweep_session *s, const atomic_int *stop, struct failure *f)
{
    struct sweep_plan plan = {.layout = &s->layout, .journal = &s->journal, .stop = stop};
    const char *directory = arguments_value(s->arguments, "output", NULL);
    enum status st;

    failure_print("warning: ", &s->experiment.warnings);
    TRY(read_plan(s, &plan, f));
    TRY(sweep_session_check_budget(&s->experiment, f));
    TRY(sweep_session_open(s, directory, arguments_has(s->arguments, "fresh"), f));
    TRY(run_sweep(s, &plan, f));
    if (s->result.n_failed > 0) {
        print_failed_runs(s);
        st = STATUS_RUNS_FAILED;
    }
out:
    return st;
}

/* Executes tasks on a rank other than 0. If this rank has failed, rank 0 reports its errors. */
static enum status
work_for_rank_0(struct sweep_session *s, const atomic_int *stop, enum status st)
{
    if (st == STATUS_OK) {
        mpi_executor_work(&s->layout, stop);
    } else {
        mpi_executor_give_up(st);
    }
    return STATUS_OK;
}

enum status
command_session(const struct arguments *arguments,
    enum status (*read)(struct sweep_session *s, struct failure *f), struct failure *f)
{
    struct sweep_session s;
    struct failure silent = {0};
    const atomic_int *stop;
    enum status st;

    mpi_executor_enter();
    sweep_session_init(&s, arguments);
    st = read(&s, mpi_executor_number() > 0 ? &silent : f);
    stop = command_stop_on_signals();
    if (mpi_executor_number() > 0) {
        st = work_for_rank_0(&s, stop, st);
    } else if (st == STATUS_OK) {
        st = run_session(&s, stop, f);
    }
    if (mpi_executor_number() == 0 && !s.sweep.mpi_finished) {
        mpi_executor_dismiss();
    }
    mpi_executor_leave();
    sweep_session_free(&s);
    return st;
}
