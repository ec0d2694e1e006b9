#include "cli/command_run_result.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"
#include "stats/parallel_estimates.h"
#include "sweep/result.h"

/* The result directory */

static void
identify(const struct run_job *job, char identity[SHA256_HEX_BYTES])
{
    struct sha256 digest;
    char seed[32];

    (void)snprintf(seed, sizeof(seed), "%" PRIu64, job->plan.seed);
    sha256_start(&digest);
    sha256_add_string(&digest, CBMSIM_VERSION);
    sha256_add_string(&digest, seed);
    sha256_add_string(&digest, job->scenario.resolved);
    sha256_print(&digest, identity);
}

static enum status
add_file(struct run_job *job, enum command_run_file file, const char *name,
    const struct table *table, const char *const *keys)
{
    struct result_dir_entry entry = {.name = name, .table = table, .keys = keys};

    return result_dir_add(&job->result_dir, &entry, &job->file[file], job->f);
}

static enum status
open_directory(struct run_job *job)
{
    char identity[SHA256_HEX_BYTES];
    enum status st;

    identify(job, identity);
    TRY(result_dir_open(&job->result_dir, arguments_value(job->arguments, "output", ""),
        identity, arguments_has(job->arguments, "fresh"), job->f));
    TRY(add_file(job, FILE_SCENARIO, "scenario.json", NULL, NULL));
    TRY(result_dir_write(&job->result_dir, job->file[FILE_SCENARIO], job->scenario.resolved,
        job->scenario.resolved_length, 0, job->f));
    TRY(result_add_copies(&job->result_dir, &job->scenario.inputs, job->f));
    TRY(add_file(
        job, FILE_DESIGN, "design.csv", &job->tables.points, result_tables_point_keys));
    TRY(add_file(
        job, FILE_POLICIES, "policies.csv", &job->tables.policies, result_tables_policy_keys));
    job->plan.run_table = &job->tables.runs;
    TRY(add_file(job, FILE_RUNS, "runs.csv", &job->tables.runs, metric_run_keys));
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        if (job->policies[0].tables[k] != NULL) {
            TRY(add_file(job, (enum command_run_file)(FILE_TRACES + k), recorder_files[k].name,
                job->policies[0].tables[k], recorder_files[k].keys));
        }
    }
out:
    return st;
}

bool
command_run_to_directory(const struct run_job *job)
{
    return job->file[FILE_RUNS] >= 0;
}

enum status
command_run_write(struct run_job *job, const struct replication_block *block)
{
    enum status st;

    TRY(result_dir_write(&job->result_dir, job->file[FILE_RUNS], block->runs.at,
        block->runs.length, block->n_runs, job->f));
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        if (job->file[FILE_TRACES + k] >= 0 && block->traces[k].length > 0) {
            TRY(result_dir_write(&job->result_dir, job->file[FILE_TRACES + k],
                block->traces[k].at, block->traces[k].length, block->rows[k], job->f));
        }
    }
out:
    return st;
}

/* Small tables */

static enum status
write_row(
    struct run_job *job, enum command_run_file file, const struct table *table, const void *row)
{
    struct buffer b = {0};
    enum status st;

    table_row(table, row, &b);
    TRY(buffer_status(&b));
    TRY(result_dir_write(&job->result_dir, job->file[file], b.at, b.length, 1, job->f));
out:
    buffer_free(&b);
    return st;
}

static enum status
write_small_tables(struct run_job *job)
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

enum status
command_run_open(struct run_job *job)
{
    enum status st;

    TRY(open_directory(job));
    TRY(write_small_tables(job));
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
take_estimates(void *self, const char *bytes, size_t length, int64_t rows, struct failure *f)
{
    struct estimates *e = self;

    (void)f;
    e->n += rows;
    buffer_add(&e->rows, bytes, length);
    return buffer_status(&e->rows);
}

/* Of all metrics. */
static struct parallel_estimates
estimates_of(const struct run_job *job, struct estimates *e)
{
    return (struct parallel_estimates){.runs = &job->runs,
        .metrics = metric_summaries,
        .n_metrics = metric_n_summaries,
        .threads = job->plan.threads,
        .table = e->table,
        .self = e,
        .write = take_estimates};
}

static enum status
give_estimates(struct run_job *job, enum command_run_file file, const char *name,
    struct estimates *e, const char *const *keys)
{
    struct buffer header = {0};
    enum status st;

    if (command_run_to_directory(job)) {
        TRY(add_file(job, file, name, e->table, keys));
        TRY(result_dir_write(
            &job->result_dir, job->file[file], e->rows.at, e->rows.length, e->n, job->f));
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
summarise(struct run_job *job)
{
    struct estimates e = {.table = &job->tables.summary};
    struct parallel_estimates rows = estimates_of(job, &e);
    enum status st;

    TRY(parallel_estimates_summary(&rows, SUMMARY_CONFIDENCE, NULL, job->f));
    TRY(give_estimates(job, FILE_SUMMARY, "analysis/summary.csv", &e, summary_keys));
out:
    buffer_free(&e.rows);
    return st;
}

static enum status
compare(struct run_job *job)
{
    struct estimates e = {.table = &job->tables.comparison};
    struct parallel_estimates rows = estimates_of(job, &e);
    const char *baseline = job->policies[job->scenario.baseline].id;
    enum status st;

    TRY(parallel_estimates_comparison(
        &rows, run_table_policy(&job->runs, baseline), SUMMARY_CONFIDENCE, job->f));
    TRY(give_estimates(job, FILE_COMPARE, "analysis/compare.csv", &e, comparison_keys));
out:
    buffer_free(&e.rows);
    return st;
}

enum status
command_run_analyse(struct run_job *job)
{
    enum status st;

    TRY(summarise(job));
    if (job->plan.n_policies > 1) {
        TRY(compare(job));
    }
out:
    return st;
}

/* Scripts that draw it */

static enum status
begin_plots(void *self, const char *name, const struct table *table, const char *const *keys,
    struct failure *f)
{
    struct run_job *job = self;

    (void)f;
    return add_file(job, FILE_PLOTS, name, table, keys);
}

static enum status
write_plots(void *self, const char *bytes, size_t length, int64_t rows, struct failure *f)
{
    struct run_job *job = self;

    return result_dir_write(&job->result_dir, job->file[FILE_PLOTS], bytes, length, rows, f);
}

static enum status
add_plots(struct run_job *job)
{
    struct analysis_sink sink = {job, begin_plots, write_plots};

    return plots_write(&job->plots, &job->scenario, NULL, &sink, job->f);
}

/* The manifest */

static enum status
write_manifest(struct run_job *job)
{
    int32_t n = job->scenario.inputs.count;
    struct manifest_file *inputs = calloc(n > 0 ? (size_t)n : 1, sizeof(*inputs));
    char(*digests)[SHA256_HEX_BYTES] = calloc(n > 0 ? (size_t)n : 1, sizeof(*digests));
    struct manifest_count counts[] = {{"runs", job->plan.n_replications * job->plan.n_policies},
        {"failed_runs", job->n_failed}};
    enum status st = STATUS_NO_MEMORY;

    if (inputs == NULL || digests == NULL) {
        goto out;
    }
    for (int32_t k = 0; k < n; k++) {
        const struct input_file *input = &job->scenario.inputs.items[k];
        struct sha256 digest;

        sha256_start(&digest);
        sha256_add(&digest, input->bytes, input->size);
        sha256_print(&digest, digests[k]);
        inputs[k] = (struct manifest_file){input->path, digests[k], (int64_t)input->size, -1};
    }
    TRY(result_dir_commit(&job->result_dir,
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

enum status
command_run_commit(struct run_job *job)
{
    enum status st;

    TRY(add_plots(job));
    TRY(write_manifest(job));
out:
    return st;
}
