#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "cli/command.h"
#include "cli/command_run_result.h"

enum { VALUES_MAX = 256 };

/* Options */

static enum status
load(struct run_job *job)
{
    const char *settings[VALUES_MAX], *policies[VALUES_MAX];
    struct scenario_options options = {
        .overrides = {.texts = settings,
            .count = arguments_values(job->arguments, "set", settings, VALUES_MAX)},
        .policies = policies,
        .n_policies = arguments_values(job->arguments, "policy", policies, VALUES_MAX)};
    enum status st =
        scenario_load(&job->scenario, job->arguments->operands[0], &options, job->f);

    if (st == STATUS_OK) {
        failure_print("warning: ", &job->scenario.warnings);
    }
    return st;
}

static enum status
read_plan(struct run_job *job)
{
    const char *seed = arguments_value(job->arguments, "seed", NULL);
    enum status st;

    TRY(arguments_integer(job->arguments, "replications", 1, 1000000000,
        job->scenario.replications, &job->plan.n_replications, job->f));
    TRY(arguments_jobs(job->arguments, &job->plan.threads, job->f));
    job->plan.level = (enum recorder_level)arguments_choice(job->arguments, "trace-level",
        arguments_has(job->arguments, "output") ? RECORDER_INCIDENTS : RECORDER_NONE);
    job->plan.seed = job->scenario.seed;
    job->plan.point_id = 1;
    job->plan.first_replication = 1;
    if (seed != NULL && !number_read_unsigned(seed, &job->plan.seed)) {
        st = failure_of(STATUS_USAGE, job->f,
            "--seed: '%s' is not a whole number from 0 to 18446744073709551615", seed);
    }
out:
    return st;
}

static enum status
prepare(struct run_job *job)
{
    int32_t n = job->scenario.n_policies;
    enum status st;

    job->policies = calloc((size_t)n, sizeof(*job->policies));
    if (job->policies == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < n; k++) {
        job->policies[k].id = job->scenario.policies[k].id;
        job->policies[k].world = job->scenario.policies[k].world;
    }
    TRY(result_tables_init(&job->tables, &job->scenario, job->plan.level, job->policies));
    TRY(run_table_open(&job->runs, &job->tables.runs));
    job->plan.policies = job->policies;
    job->plan.n_policies = n;
out:
    return st;
}

static enum status
take(void *self, const struct replication_block *block)
{
    struct run_job *job = self;
    enum status st = STATUS_OK;

    job->n_failed += block->n_failed;
    for (int64_t k = 0; k < block->n_runs; k++) {
        TRY(run_table_add(&job->runs, &block->row[k], job->f));
    }
    if (command_run_to_directory(job)) {
        TRY(command_run_write(job, block));
    }
    progress_add(&job->progress, block->n_runs);
out:
    return st;
}

static enum status
go(struct run_job *job)
{
    struct replication_sink sink = {job, take};
    bool quiet = arguments_has(job->arguments, "quiet");
    enum status st;

    TRY(load(job));
    TRY(read_plan(job));
    TRY(prepare(job));
    if (arguments_has(job->arguments, "output")) {
        TRY(command_run_open(job));
    }
    progress_start(&job->progress, job->plan.n_replications * job->plan.n_policies, quiet);
    st = replication_run(&job->plan, &sink, command_stop());
    progress_end(&job->progress);
    if (st == STATUS_STOPPED) {
        failure_add(
            job->f, "interrupted; nothing was written. Run the command again to start over");
    }
    TRY(st);
    TRY(command_run_analyse(job));
    if (command_run_to_directory(job)) {
        TRY(command_run_commit(job));
    }
    if (job->n_failed > 0) {
        (void)fprintf(stderr,
            "%" PRId64 " runs were aborted at max_events; their metrics are empty\n",
            job->n_failed);
    }
out:
    return st;
}

static void
clean(struct run_job *job)
{
    run_table_free(&job->runs);
    result_tables_free(&job->tables);
    free(job->policies);
    result_dir_close(&job->result_dir);
    plots_free(&job->plots);
    scenario_free(&job->scenario);
}

enum status
command_run(const struct arguments *arguments, struct failure *f)
{
    struct run_job job = {.arguments = arguments, .result_dir = RESULT_DIR_CLOSED, .f = f};
    enum status st;

    (void)clock_gettime(CLOCK_REALTIME, &job.started);
    for (int32_t k = 0; k < FILES; k++) {
        job.file[k] = -1;
    }
    st = go(&job);
    clean(&job);
    return st == STATUS_OK && job.n_failed > 0 ? STATUS_RUNS_FAILED : st;
}
