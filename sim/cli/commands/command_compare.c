#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/analysis.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/commands/command_compare_events.h"
#include "cli/commands/command_compare_story.h"
#include "cli/finished_result.h"
#include "cli/output.h"
#include "format/decode/decode_unknown.h"
#include "format/table_read.h"
#include "observe/metric.h"
#include "stats/comparison.h"

enum { PATH_BYTES = 4096, ID_BYTES = 128, FLUSH_BYTES = 1 << 16 };

struct output {
    const struct table *table;
    struct buffer text;
};

static enum status
flush(struct output *out, struct failure *f)
{
    enum status st;

    TRY(buffer_status(&out->text));
    TRY(output_print(out->text.at, out->text.length, f));
    buffer_clear(&out->text);
out:
    return st;
}

static enum status
take(void *self, const void *row, struct failure *f)
{
    struct output *out = self;

    table_row(out->table, row, &out->text);
    return out->text.length < FLUSH_BYTES ? buffer_status(&out->text) : flush(out, f);
}

/* Finds the baseline in policies.csv. Copies the id of the row that is marked as the baseline. */
static enum status
find_baseline(void *context, const struct table_read_cell *cells, struct failure *f)
{
    bool baseline;

    (void)f;
    if (table_read_flag(&cells[1], &baseline) && baseline && cells[0].length < ID_BYTES) {
        memcpy(context, cells[0].text, cells[0].length + 1);
    }
    return STATUS_OK;
}

static enum status
join(char path[PATH_BYTES], const char *directory, const char *name, struct failure *f)
{
    int length = snprintf(path, PATH_BYTES, "%s/%s", directory, name);

    return length < PATH_BYTES ? STATUS_OK
                               : failure_of(STATUS_IO, f,
                                     "%s: the path is too long; use a shorter one", directory);
}

static enum status
baseline_of(const struct arguments *arguments, char id[ID_BYTES], struct failure *f)
{
    static const char *const wanted[] = {"policy", "baseline"};
    const char *given = arguments_value(arguments, "baseline", NULL);
    char path[PATH_BYTES];
    enum status st;

    if (given != NULL) {
        return snprintf(id, ID_BYTES, "%s", given) < ID_BYTES
                   ? STATUS_OK
                   : failure_of(STATUS_USAGE, f,
                         "--baseline: the result has no policy with this id; its policies.csv "
                         "lists them");
    }
    TRY(join(path, arguments->operands[0], "policies.csv", f));
    TRY(table_read(path, wanted, 2, find_baseline, id, f));
out:
    return st;
}

/* Checks the two files that are always read. compare() checks the files of the experiment. */
static enum status
check_files(struct finished_result *a, const char *directory, struct failure *f)
{
    enum status st;

    TRY(finished_result_open_manifest(a, directory, f));
    TRY(finished_result_published(a, f));
    TRY(manifest_unchanged(&a->manifest, directory, "policies.csv", f));
    TRY(manifest_unchanged(&a->manifest, directory, "runs.csv", f));
out:
    return st;
}

/* Whether the metrics depend on the experiment, because it may select metrics or define outcomes.
   Otherwise the experiment is not read, because that would take longer than the comparison. */
static bool
needs_experiment(const struct finished_result *a, const struct run_table *runs)
{
    return finished_result_is_sweep(a) || runs->store.n_columns > metric_run_record.n_fields;
}

/* Compares the metrics of analysis/compare.csv, so that p values are adjusted for the same
   metrics. */
static enum status
compare(struct finished_result *a, const struct run_table *runs, int32_t baseline,
    const struct summary_sink *sink, struct failure *f)
{
    const struct experiment *e = &a->experiment;
    const char *id = experiment_analysis_names[EXPERIMENT_compare];
    struct summary_metric *metrics = NULL;
    int32_t n, at;
    enum status st;

    if (!needs_experiment(a, runs)) {
        return comparison_write_rows(
            runs, metric_summaries, metric_n_summaries, baseline, SUMMARY_CONFIDENCE, sink, f);
    }
    TRY(finished_result_experiment(a, &a->experiment, f));
    TRY(finished_result_inputs_unchanged(a, &e->inputs, f));
    TRY(finished_result_inputs_unchanged(a, &e->base.inputs, f));
    at = text_index(id, TEXT_NAMES(e->analyses, key.id, e->n_analyses));
    TRY(analysis_metrics(e, at < 0 ? NULL : &e->analyses[at], &metrics, &n));
    TRY(comparison_write_rows(runs, metrics, n, baseline,
        at < 0 ? SUMMARY_CONFIDENCE : e->analyses[at].confidence, sink, f));
out:
    free(metrics);
    return st;
}

/* Checks that the options of a story are used with --story, and that --story is used without
   --events. */
static enum status
check_story(const struct arguments *arguments, struct failure *f)
{
    static const char *const of_story[] = {"run", "versus", "width", "html"};
    bool story = arguments_has(arguments, "story");

    if (story && arguments_has(arguments, "events")) {
        return failure_of(
            STATUS_USAGE, f, "--story and --events exclude each other; give only one of them");
    }
    for (size_t k = 0; k < sizeof(of_story) / sizeof(of_story[0]); k++) {
        if (!story && arguments_has(arguments, of_story[k])) {
            return failure_of(STATUS_USAGE, f, "--%s needs --story", of_story[k]);
        }
    }
    return STATUS_OK;
}

enum status
command_compare(const struct arguments *arguments, struct failure *f)
{
    char path[PATH_BYTES], id[ID_BYTES] = "";
    struct finished_result a;
    struct run_table runs = {0};
    struct table table = {0};
    struct output out = {.table = &table};
    struct summary_sink sink = {take, &out};
    int32_t baseline;
    enum status st;

    TRY(check_files(&a, arguments->operands[0], f));
    TRY(check_story(arguments, f));
    if (arguments_has(arguments, "story")) {
        st = command_compare_story(arguments, f);
        goto out;
    }
    TRY(baseline_of(arguments, id, f));
    if (arguments_has(arguments, "events")) {
        st = command_compare_events(arguments->operands[0], id, f);
        goto out;
    }
    TRY(join(path, arguments->operands[0], "runs.csv", f));
    TRY(table_init(&table, &comparison_record, TABLE_EXACT, NULL, 0));
    TRY(run_table_of_file(&runs, path, f));
    baseline = run_table_policy(&runs, id);
    if (baseline < 0) {
        st = decode_unknown_option(f, "baseline", "policy", id,
            (struct text_names){runs.policies, sizeof(*runs.policies), runs.n_policies});
        goto out;
    }
    table_header(&table, &out.text);
    TRY(compare(&a, &runs, baseline, &sink, f));
    TRY(flush(&out, f));
out:
    buffer_free(&out.text);
    run_table_free(&runs);
    table_free(&table);
    finished_result_free(&a);
    return st;
}
