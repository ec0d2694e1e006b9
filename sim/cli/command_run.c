#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/number.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/result_tables.h"
#include "experiment/plots.h"
#include "experiment/result.h"
#include "kernel/stream.h"
#include "results/comparison.h"
#include "results/package.h"
#include "results/replications.h"

enum { VALUES_MAX = 256, THREADS_MAX = 1024 };

/** Files of a result in the order they are made. */
enum file {
    FILE_SCENARIO,
    FILE_DESIGN,
    FILE_POLICIES,
    FILE_RUNS,
    FILE_SUMMARY,
    FILE_COMPARE,
    FILE_PLOTS, /* the last of them */
    FILE_TRACES,
    FILES = FILE_TRACES + RECORDER_FILES
};

/** A run of the command: what was asked, the tables, and where things go. */
struct execution {
    const struct arguments *arguments;
    struct scenario scenario;
    struct replicate_plan plan;
    struct replicate_policy *policies;
    struct result_tables tables;
    struct replications runs;
    struct plots plots;
    struct package package;
    int32_t file[FILES]; /* -1: not written */
    struct progress progress;
    int64_t n_failed;
    struct timespec started;
    struct failure *f;
};

/* Options */

static enum status
load(struct execution *job)
{
    const char *settings[VALUES_MAX], *policies[VALUES_MAX];
    struct scenario_options options = {
        .settings = {.texts = settings,
            .count = arguments_values(job->arguments, "set", settings, VALUES_MAX)},
        .policies = policies,
        .n_policies = arguments_values(job->arguments, "policy", policies, VALUES_MAX)};
    enum status st =
        scenario_load(&job->scenario, job->arguments->operands[0], &options, job->f);
    int32_t shown = job->scenario.warnings.count < FAILURE_LINES ? job->scenario.warnings.count
                                                                 : FAILURE_LINES;

    for (int32_t k = 0; st == STATUS_OK && k < shown; k++) {
        (void)fprintf(stderr, "%s\n", job->scenario.warnings.line[k]);
    }
    return st;
}

static enum status
read_level(struct execution *job)
{
    const char *level = arguments_value(job->arguments, "trace-level",
        arguments_has(job->arguments, "output") ? "incidents" : "none");

    for (int32_t k = 0; recorder_level_names[k] != NULL; k++) {
        if (strcmp(recorder_level_names[k], level) == 0) {
            job->plan.level = (enum recorder_level)k;
            return STATUS_OK;
        }
    }
    return failure_of(
        STATUS_USAGE, job->f, "--trace-level: '%s' is not none, incidents or events", level);
}

static enum status
read_plan(struct execution *job)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    const char *seed = arguments_value(job->arguments, "seed", NULL);
    int64_t threads;
    enum status st;

    TRY(arguments_integer(job->arguments, "replications", 1, 1000000000,
        job->scenario.replications, &job->plan.n_replications, job->f));
    TRY(arguments_integer(
        job->arguments, "jobs", 1, THREADS_MAX, cores > 0 ? cores : 1, &threads, job->f));
    TRY(read_level(job));
    job->plan.threads = (int32_t)threads;
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
prepare(struct execution *job)
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
    TRY(replications_open(&job->runs, &job->tables.runs));
    job->plan.policies = job->policies;
    job->plan.n_policies = n;
out:
    return st;
}

/* The result directory */

static void
identify(const struct execution *job, char identity[DIGEST_BYTES])
{
    struct digest digest;
    char seed[32];

    (void)snprintf(seed, sizeof(seed), "%" PRIu64, job->plan.seed);
    digest_init(&digest);
    digest_add_text(&digest, CBMSIM_VERSION);
    digest_add_text(&digest, seed);
    digest_add_text(&digest, job->scenario.resolved);
    digest_print(&digest, identity);
}

static enum status
add_file(struct execution *job, enum file file, const char *name, const struct table *table,
    const char *const *keys)
{
    struct package_entry entry = {.name = name, .table = table, .keys = keys};

    return package_add(&job->package, &entry, &job->file[file], job->f);
}

static enum status
open_directory(struct execution *job)
{
    char identity[DIGEST_BYTES];
    enum status st;

    identify(job, identity);
    TRY(package_open(&job->package, arguments_value(job->arguments, "output", ""), identity,
        arguments_has(job->arguments, "fresh"), job->f));
    TRY(add_file(job, FILE_SCENARIO, "scenario.json", NULL, NULL));
    TRY(package_write(&job->package, job->file[FILE_SCENARIO], job->scenario.resolved,
        job->scenario.resolved_length, 0, job->f));
    TRY(result_add_copies(&job->package, &job->scenario.inputs, job->f));
    TRY(add_file(
        job, FILE_DESIGN, "design.csv", &job->tables.points, result_tables_point_keys));
    TRY(add_file(
        job, FILE_POLICIES, "policies.csv", &job->tables.policies, result_tables_policy_keys));
    job->plan.run_table = &job->tables.runs;
    TRY(add_file(job, FILE_RUNS, "runs.csv", &job->tables.runs, metric_run_keys));
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        if (job->policies[0].tables[k] != NULL) {
            TRY(add_file(job, (enum file)(FILE_TRACES + k), recorder_files[k].name,
                job->policies[0].tables[k], recorder_files[k].keys));
        }
    }
out:
    return st;
}

static bool
to_directory(const struct execution *job)
{
    return job->file[FILE_RUNS] >= 0;
}

static enum status
write_block(struct execution *job, const struct replicate_block *block)
{
    enum status st;

    TRY(package_write(&job->package, job->file[FILE_RUNS], block->runs.at, block->runs.length,
        block->n_runs, job->f));
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        if (job->file[FILE_TRACES + k] >= 0 && block->traces[k].length > 0) {
            TRY(package_write(&job->package, job->file[FILE_TRACES + k], block->traces[k].at,
                block->traces[k].length, block->rows[k], job->f));
        }
    }
out:
    return st;
}

static enum status
take(void *self, const struct replicate_block *block)
{
    struct execution *job = self;
    enum status st = STATUS_OK;

    job->n_failed += block->n_failed;
    for (int64_t k = 0; k < block->n_runs; k++) {
        TRY(replications_add(&job->runs, &block->row[k], job->f));
    }
    if (to_directory(job)) {
        TRY(write_block(job, block));
    }
    progress_add(&job->progress, block->n_runs);
out:
    return st;
}

/* Small tables */

static enum status
write_row(struct execution *job, enum file file, const struct table *table, const void *row)
{
    struct buffer b = {0};
    enum status st;

    table_row(table, row, &b);
    TRY(buffer_status(&b));
    TRY(package_write(&job->package, job->file[file], b.at, b.length, 1, job->f));
out:
    buffer_free(&b);
    return st;
}

static enum status
write_small_tables(struct execution *job)
{
    enum status st;

    TRY(write_row(
        job, FILE_DESIGN, &job->tables.points, &(struct result_tables_point){1, NULL}));
    for (int32_t k = 0; k < job->scenario.n_policies; k++) {
        const struct scenario_policy *p = &job->scenario.policies[k];

        TRY(write_row(job, FILE_POLICIES, &job->tables.policies,
            &(struct result_tables_policy){p->id, p->title, k == job->scenario.baseline}));
    }
out:
    return st;
}

/* Analysis: to a file, or to the standard output */

struct estimates {
    const struct table *table;
    struct buffer rows;
    int64_t n;
};

static enum status
take_estimate(void *self, const void *row, struct failure *f)
{
    struct estimates *e = self;

    (void)f;
    e->n++;
    table_row(e->table, row, &e->rows);
    return buffer_status(&e->rows);
}

static enum status
give_estimates(struct execution *job, enum file file, const char *name, struct estimates *e,
    const char *const *keys)
{
    struct buffer header = {0};
    enum status st;

    if (to_directory(job)) {
        TRY(add_file(job, file, name, e->table, keys));
        TRY(package_write(
            &job->package, job->file[file], e->rows.at, e->rows.length, e->n, job->f));
    } else {
        buffer_text(&header, file == FILE_COMPARE ? "\n" : "");
        table_header(e->table, &header);
        TRY(buffer_status(&header));
        TRY(command_print(header.at, header.length, job->f));
        TRY(command_print(e->rows.at, e->rows.length, job->f));
    }
out:
    buffer_free(&header);
    return st;
}

static enum status
summarise(struct execution *job)
{
    struct estimates e = {.table = &job->tables.summary};
    struct summary_sink sink = {take_estimate, &e};
    struct summary_options options = {.confidence = SUMMARY_CONFIDENCE};
    enum status st;

    TRY(summary_estimate(
        &job->runs, metric_summaries, metric_n_summaries, &options, &sink, job->f));
    TRY(give_estimates(job, FILE_SUMMARY, "analysis/summary.csv", &e, summary_keys));
out:
    buffer_free(&e.rows);
    return st;
}

static enum status
compare(struct execution *job)
{
    struct estimates e = {.table = &job->tables.comparison};
    struct summary_sink sink = {take_estimate, &e};
    const char *baseline = job->policies[job->scenario.baseline].id;
    enum status st;

    TRY(comparison_give(&job->runs, metric_summaries, metric_n_summaries,
        replications_policy(&job->runs, baseline), SUMMARY_CONFIDENCE, &sink, job->f));
    TRY(give_estimates(job, FILE_COMPARE, "analysis/compare.csv", &e, comparison_keys));
out:
    buffer_free(&e.rows);
    return st;
}

/* Scripts that draw it */

static enum status
begin_plots(void *self, const char *name, const struct table *table, const char *const *keys,
    struct failure *f)
{
    struct execution *job = self;

    (void)f;
    return add_file(job, FILE_PLOTS, name, table, keys);
}

static enum status
write_plots(void *self, const char *bytes, size_t length, int64_t rows, struct failure *f)
{
    struct execution *job = self;

    return package_write(&job->package, job->file[FILE_PLOTS], bytes, length, rows, f);
}

static enum status
add_plots(struct execution *job)
{
    struct analysis_sink sink = {job, begin_plots, write_plots};

    return plots_give(&job->plots, &job->scenario, NULL, &sink, job->f);
}

/* The manifest */

static enum status
commit(struct execution *job)
{
    int32_t n = job->scenario.inputs.count;
    struct manifest_file *inputs = calloc(n > 0 ? (size_t)n : 1, sizeof(*inputs));
    char(*digests)[DIGEST_BYTES] = calloc(n > 0 ? (size_t)n : 1, sizeof(*digests));
    struct manifest_count counts[] = {{"runs", job->plan.n_replications * job->plan.n_policies},
        {"failed_runs", job->n_failed}};
    enum status st = STATUS_NO_MEMORY;

    if (inputs == NULL || digests == NULL) {
        goto out;
    }
    for (int32_t k = 0; k < n; k++) {
        const struct input *input = &job->scenario.inputs.items[k];
        struct digest digest;

        digest_init(&digest);
        digest_add(&digest, input->bytes, input->size);
        digest_print(&digest, digests[k]);
        inputs[k] = (struct manifest_file){input->path, digests[k], (int64_t)input->size, -1};
    }
    TRY(package_commit(&job->package,
        &(struct manifest){.status = "complete",
            .seed = job->plan.seed,
            .n_arguments = job->arguments->argc,
            .arguments = job->arguments->argv,
            .n_inputs = n,
            .inputs = inputs,
            .n_counts = 2,
            .counts = counts,
            .started = job->started},
        job->scenario.title, job->f));
out:
    free(inputs);
    free(digests);
    return st;
}

static enum status
go(struct execution *job)
{
    struct replicate_sink sink = {job, take};
    bool quiet = arguments_has(job->arguments, "quiet");
    enum status st;

    TRY(load(job));
    TRY(read_plan(job));
    TRY(prepare(job));
    if (arguments_has(job->arguments, "output")) {
        TRY(open_directory(job));
        TRY(write_small_tables(job));
    }
    progress_start(&job->progress, job->plan.n_replications * job->plan.n_policies, quiet);
    st = replicate(&job->plan, &sink, command_stop());
    progress_end(&job->progress);
    if (st == STATUS_STOPPED) {
        failure_add(job->f, "stopped; nothing was written, the same command begins again");
    }
    TRY(st);
    TRY(summarise(job));
    if (job->plan.n_policies > 1) {
        TRY(compare(job));
    }
    if (to_directory(job)) {
        TRY(add_plots(job));
        TRY(commit(job));
    }
    if (job->n_failed > 0) {
        (void)fprintf(stderr,
            "%" PRId64 " runs were given up at max_events; their metrics are empty\n",
            job->n_failed);
    }
out:
    return st;
}

static void
clean(struct execution *job)
{
    replications_free(&job->runs);
    result_tables_free(&job->tables);
    free(job->policies);
    package_close(&job->package);
    plots_free(&job->plots);
    scenario_free(&job->scenario);
}

enum status
command_run(const struct arguments *arguments, struct failure *f)
{
    struct execution job = {.arguments = arguments, .package = PACKAGE_CLOSED, .f = f};
    enum status st;

    (void)clock_gettime(CLOCK_REALTIME, &job.started);
    for (int32_t k = 0; k < FILES; k++) {
        job.file[k] = -1;
    }
    st = go(&job);
    clean(&job);
    return st == STATUS_OK && job.n_failed > 0 ? STATUS_RUNS_FAILED : st;
}
