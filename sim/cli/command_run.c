#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/progress.h"
#include "experiment/replicate.h"
#include "kernel/stream.h"
#include "results/comparison.h"
#include "results/package.h"
#include "results/replications.h"
#include "scenario/scenario.h"

enum { VALUES_MAX = 256, THREADS_MAX = 1024 };

/** Files of a result in the order they are made. */
enum file {
    FILE_SCENARIO,
    FILE_DESIGN,
    FILE_POLICIES,
    FILE_RUNS,
    FILE_SUMMARY,
    FILE_COMPARE,
    FILE_TRACES,
    FILES = FILE_TRACES + RECORDER_FILES
};

/** A run of the command: what was asked, the tables, and where things go. */
struct execution {
    const struct arguments *arguments;
    struct scenario scenario;
    struct replicate_plan plan;
    struct replicate_policy *policies;
    struct table run_table, summary_table, comparison_table, design_table, policy_table;
    struct table *traces; /* n_policies * RECORDER_FILES */
    struct package package;
    int32_t file[FILES]; /* -1: not written */
    FILE *spill;         /* runs.csv where no directory was asked for */
    char spill_path[64];
    struct progress progress;
    int64_t n_failed;
    struct timespec started;
    struct failure *f;
};

/** Rows of design.csv and policies.csv. */
struct design_row {
    int64_t point_id;
    const char *point_key;
};
struct policy_row {
    const char *policy, *title;
    bool baseline;
};
static const struct field design_fields[] = {
    FIELD(struct design_row, point_id, .max = 9e15, .unit = "", .doc = "Point of the design."),
    FIELD(struct design_row, point_key, .unit = "",
        .doc = "Hash of what was set at the point; empty for the scenario as it is."),
};
static const struct record design_record = {.name = "point",
    .doc = "A point of the design.",
    .size = sizeof(struct design_row),
    .fields = design_fields,
    .n_fields = FIELD_COUNT_OF(design_fields)};
static const struct field policy_fields[] = {
    FIELD(struct policy_row, policy, .unit = "", .doc = "Policy."),
    FIELD(struct policy_row, title, .unit = "", .doc = "What it is called."),
    FIELD(
        struct policy_row, baseline, .unit = "", .doc = "Whether others are compared with it."),
};
static const struct record policy_record = {.name = "policy",
    .doc = "A policy.",
    .size = sizeof(struct policy_row),
    .fields = policy_fields,
    .n_fields = FIELD_COUNT_OF(policy_fields)};
static const char *const design_keys[] = {"point_id", NULL};
static const char *const policy_keys[] = {"policy", NULL};
static const char *const summary_keys[] = {"point_id", "policy", "metric", "statistic", NULL};
static const char *const comparison_keys[] = {"point_id", "policy", "versus", "metric", NULL};

/* Options */

static enum status
load(struct execution *job)
{
    const char *settings[VALUES_MAX], *policies[VALUES_MAX];
    struct scenario_options options = {
        .settings = {NULL, settings,
            arguments_values(job->arguments, "set", settings, VALUES_MAX)},
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
    if (seed != NULL && !arguments_seed(seed, &job->plan.seed)) {
        st = failure_of(STATUS_USAGE, job->f,
            "--seed: '%s' is not a whole number from 0 to 18446744073709551615", seed);
    }
out:
    return st;
}

/* Tables */

/* Ids of a map, or the invented names, for columns that refer to it. */
static enum status
ids_of(const struct world *w, const struct list *list, size_t size, const char ***ids)
{
    const struct alias *aliases = w->aliases.items;

    *ids = calloc(list->count > 0 ? (size_t)list->count : 1, sizeof(**ids));
    if (*ids == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < list->count; k++) {
        (*ids)[k] = ((const struct key *)((const char *)list->items + (size_t)k * size))->id;
        for (int32_t a = 0; w->use_aliases && a < w->aliases.count; a++) {
            if (strcmp(aliases[a].key.id, (*ids)[k]) == 0) {
                (*ids)[k] = aliases[a].name;
            }
        }
    }
    return STATUS_OK;
}

static enum status
prepare_policy(struct execution *job, int32_t policy)
{
    const struct world *w = job->policies[policy].world;
    const struct {
        const char *name;
        const struct list *list;
        size_t size;
    } maps[] = {{"states", &w->states, sizeof(struct state)},
        {"sources", &w->sources, sizeof(struct source)},
        {"agreements", &w->agreements, sizeof(struct agreement)},
        {"incident_types", &w->incident_types, sizeof(struct incident_type)},
        {"responses", &w->responses, sizeof(struct response)}};
    enum { MAPS = sizeof(maps) / sizeof(maps[0]) };
    const char **ids[MAPS] = {NULL};
    struct table_ids tables[MAPS];
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < MAPS; k++) {
        TRY(ids_of(w, maps[k].list, maps[k].size, &ids[k]));
        tables[k] = (struct table_ids){maps[k].name, ids[k], maps[k].list->count};
    }
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        struct table *table = &job->traces[policy * RECORDER_FILES + k];

        if (recorder_writes((enum recorder_file)k, job->plan.level, w)) {
            TRY(table_init(table, recorder_files[k].record, TABLE_TRACE, tables, MAPS));
            job->policies[policy].tables[k] = table;
        }
    }
out:
    for (int32_t k = 0; k < MAPS; k++) {
        free(ids[k]);
    }
    return st;
}

static enum status
prepare(struct execution *job)
{
    int32_t n = job->scenario.n_policies;
    enum status st;

    job->policies = calloc((size_t)n, sizeof(*job->policies));
    job->traces = calloc((size_t)n * RECORDER_FILES, sizeof(*job->traces));
    if (job->policies == NULL || job->traces == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(table_init(&job->run_table, &metric_run_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&job->summary_table, &summary_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&job->comparison_table, &comparison_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&job->design_table, &design_record, TABLE_EXACT, NULL, 0));
    TRY(table_init(&job->policy_table, &policy_record, TABLE_EXACT, NULL, 0));
    for (int32_t k = 0; k < n; k++) {
        job->policies[k].id = job->scenario.policies[k].id;
        job->policies[k].world = job->scenario.policies[k].world;
        TRY(prepare_policy(job, k));
    }
    job->plan.policies = job->policies;
    job->plan.n_policies = n;
    job->plan.run_table = &job->run_table;
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
    TRY(add_file(job, FILE_DESIGN, "design.csv", &job->design_table, design_keys));
    TRY(add_file(job, FILE_POLICIES, "policies.csv", &job->policy_table, policy_keys));
    TRY(add_file(job, FILE_RUNS, "runs.csv", &job->run_table, metric_run_keys));
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        if (job->policies[0].tables[k] != NULL) {
            TRY(add_file(job, (enum file)(FILE_TRACES + k), recorder_files[k].name,
                job->policies[0].tables[k], recorder_files[k].keys));
        }
    }
out:
    return st;
}

static enum status
open_spill(struct execution *job)
{
    const char *directory = getenv("TMPDIR");
    int fd;

    (void)snprintf(job->spill_path, sizeof(job->spill_path), "%s/cbmsim-XXXXXX",
        directory != NULL && strlen(directory) < 40 ? directory : "/tmp");
    fd = mkstemp(job->spill_path);
    job->spill = fd < 0 ? NULL : fdopen(fd, "w");
    if (job->spill == NULL) {
        job->spill_path[0] = '\0';
        return failure_of(STATUS_IO, job->f, "%s: a temporary file cannot be made",
            directory != NULL ? directory : "/tmp");
    }
    return STATUS_OK;
}

static enum status
spill(struct execution *job, const struct buffer *b)
{
    if (fwrite(b->at, 1, b->length, job->spill) != b->length || fflush(job->spill) != 0) {
        return failure_of(STATUS_IO, job->f, "%s: cannot be written", job->spill_path);
    }
    return STATUS_OK;
}

static bool
to_directory(const struct execution *job)
{
    return job->file[FILE_RUNS] >= 0;
}

static enum status
take(void *self, const struct replicate_block *block)
{
    struct execution *job = self;
    enum status st;

    job->n_failed += block->n_failed;
    if (!to_directory(job)) {
        TRY(spill(job, &block->runs));
    } else {
        TRY(package_write(&job->package, job->file[FILE_RUNS], block->runs.at,
            block->runs.length, block->n_runs, job->f));
        for (int32_t k = 0; k < RECORDER_FILES; k++) {
            if (job->file[FILE_TRACES + k] >= 0 && block->traces[k].length > 0) {
                TRY(package_write(&job->package, job->file[FILE_TRACES + k],
                    block->traces[k].at, block->traces[k].length, block->rows[k], job->f));
            }
        }
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

    TRY(write_row(job, FILE_DESIGN, &job->design_table, &(struct design_row){1, NULL}));
    for (int32_t k = 0; k < job->scenario.n_policies; k++) {
        const struct scenario_policy *p = &job->scenario.policies[k];

        TRY(write_row(job, FILE_POLICIES, &job->policy_table,
            &(struct policy_row){p->id, p->title, k == job->scenario.baseline}));
    }
out:
    return st;
}

/* Analysis: to files, or to the standard output */

struct estimates {
    struct execution *job;
    const struct table *table;
    enum file file;
};

static enum status
take_estimate(void *self, const void *row, struct failure *f)
{
    struct estimates *e = self;
    struct buffer b = {0};
    enum status st;

    if (to_directory(e->job)) {
        return write_row(e->job, e->file, e->table, row);
    }
    table_row(e->table, row, &b);
    TRY(buffer_status(&b));
    TRY(command_print(b.at, b.length, f));
out:
    buffer_free(&b);
    return st;
}

static enum status
begin_estimates(struct execution *job, enum file file, const char *name,
    const struct table *table, const char *const *keys)
{
    struct buffer b = {0};
    enum status st;

    if (to_directory(job)) {
        return add_file(job, file, name, table, keys);
    }
    if (file == FILE_COMPARE) {
        buffer_text(&b, "\n");
    }
    table_header(table, &b);
    TRY(buffer_status(&b));
    TRY(command_print(b.at, b.length, job->f));
out:
    buffer_free(&b);
    return st;
}

static enum status
analyse(struct execution *job)
{
    struct estimates e = {job, &job->summary_table, FILE_SUMMARY};
    struct summary_sink sink = {take_estimate, &e};
    struct summary_options options = {.confidence = SUMMARY_CONFIDENCE};
    struct replications runs = {0};
    enum status st;

    TRY(replications_of_file(&runs,
        to_directory(job) ? package_path(&job->package, job->file[FILE_RUNS]) : job->spill_path,
        job->f));
    TRY(begin_estimates(
        job, FILE_SUMMARY, "analysis/summary.csv", &job->summary_table, summary_keys));
    TRY(summary_estimate(&runs, metric_summaries, metric_n_summaries, &options, &sink, job->f));
    if (job->scenario.n_policies > 1) {
        e = (struct estimates){job, &job->comparison_table, FILE_COMPARE};
        TRY(begin_estimates(job, FILE_COMPARE, "analysis/compare.csv", &job->comparison_table,
            comparison_keys));
        TRY(comparison_give(&runs, metric_summaries, metric_n_summaries,
            replications_policy(&runs, job->policies[job->scenario.baseline].id),
            SUMMARY_CONFIDENCE, &sink, job->f));
    }
out:
    replications_free(&runs);
    return st;
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
    } else {
        struct buffer header = {0};

        TRY(open_spill(job));
        table_header(&job->run_table, &header);
        st = buffer_status(&header) != STATUS_OK ? STATUS_NO_MEMORY : spill(job, &header);
        buffer_free(&header);
        TRY(st);
    }
    progress_start(&job->progress, job->plan.n_replications * job->plan.n_policies, quiet);
    st = replicate(&job->plan, &sink, command_stop());
    progress_end(&job->progress);
    if (st == STATUS_STOPPED) {
        failure_add(job->f, "stopped; nothing was written, the same command begins again");
    }
    TRY(st);
    TRY(analyse(job));
    if (to_directory(job)) {
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
    for (int32_t k = 0; job->traces != NULL && k < job->scenario.n_policies * RECORDER_FILES;
         k++) {
        table_free(&job->traces[k]);
    }
    free(job->traces);
    free(job->policies);
    table_free(&job->run_table);
    table_free(&job->summary_table);
    table_free(&job->comparison_table);
    table_free(&job->design_table);
    table_free(&job->policy_table);
    if (job->spill != NULL) {
        (void)fclose(job->spill);
    }
    if (job->spill_path[0] != '\0') {
        (void)unlink(job->spill_path);
    }
    package_close(&job->package);
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
