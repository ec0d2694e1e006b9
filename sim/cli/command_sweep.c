#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/address.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/study.h"
#include "experiment/duration.h"
#include "sweep/ranks.h"

enum { SHARDS_MAX = 1000000 };

static void
told(void *self, int64_t runs)
{
    progress_add(self, runs);
}

/* ---- options ---- */

/* "I/N", 1 <= I <= N. */
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
    struct address key = {.point = -1};
    enum status st = STATUS_OK;

    if (text != NULL) {
        TRY(address_read(&key, "only", false, text, &e->base, e->n_points, f));
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
read_plan(const struct study *s, struct sweep_plan *plan, struct failure *f)
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

/* ---- running ---- */

static void
explain_stop(const struct study *s)
{
    struct study_count c = study_count(s, false);

    (void)fprintf(stderr,
        "stopped after %" PRId64 " of %s%" PRId64
        " runs, which were written; run the same command again to resume\n",
        c.runs, s->experiment.replications.n_targets > 0 ? "at most " : "", c.wanted);
}

/* Runs what is missing, and writes what there is then: all, or what was done in time. */
static enum status
run(struct study *s, const struct sweep_plan *plan, struct failure *f)
{
    struct progress progress;
    struct study_count before;
    enum status st, stopped;

    TRY(sweep_open(&s->sweep, plan, f));
    before = study_count(s, false);
    if (before.runs > 0 && !arguments_has(s->arguments, "quiet")) {
        (void)fprintf(stderr, "%" PRId64 " of %" PRId64 " runs are already done\n", before.runs,
            before.wanted);
    }
    s->sweep.plan.self = &progress;
    s->sweep.plan.told = told;
    progress_start(&progress, before.wanted > before.runs ? before.wanted - before.runs : 1,
        arguments_has(s->arguments, "quiet"));
    stopped = sweep_run(&s->sweep, f);
    progress_end(&progress);
    if (stopped != STATUS_OK && stopped != STATUS_STOPPED) {
        return stopped;
    }
    TRY(study_commit(s, f));
    if (stopped == STATUS_STOPPED) {
        explain_stop(s);
    }
    st = stopped;
out:
    return st;
}

static enum status
go(struct study *s, struct failure *f)
{
    struct sweep_plan plan = {
        .frame = &s->frame, .journal = &s->journal, .stop = command_stop()};
    const char *directory = arguments_value(s->arguments, "output", NULL);
    enum status st;

    TRY(study_read(s, s->arguments->operands[0], f));
    TRY(read_plan(s, &plan, f));
    TRY(study_check_budget(&s->experiment, f));
    TRY(study_open(s, directory, arguments_has(s->arguments, "fresh"), f));
    TRY(run(s, &plan, f));
    if (s->result.n_failed > 0) {
        (void)fprintf(stderr,
            "%" PRId64 " runs failed; %s/failures.csv lists them and how to replay them\n",
            s->result.n_failed, directory);
        st = STATUS_RUNS_FAILED;
    }
out:
    return st;
}

/* A rank that computes for another one: what it has to say, that one says. */
static enum status
serve(struct study *s)
{
    struct failure why = {0};
    enum status st;

    TRY(experiment_read(&s->experiment, s->arguments->operands[0], &why));
    TRY(frame_init(&s->frame, &s->experiment));
    ranks_work(&s->frame);
out:
    if (st != STATUS_OK) {
        ranks_give_up(st);
    }
    return STATUS_OK;
}

enum status
command_sweep(const struct arguments *arguments, struct failure *f)
{
    struct study s;
    enum status st;

    ranks_enter();
    study_init(&s, arguments);
    st = ranks_number() > 0 ? serve(&s) : go(&s, f);
    if (ranks_number() == 0 && !s.sweep.served) {
        ranks_dismiss();
    }
    ranks_leave();
    study_free(&s);
    return st;
}
