#include "cli/commands/command_compare_events.h"

#include "analysis/divergence.h"
#include "cli/command.h"
#include "cli/finished_result.h"
#include "cli/output.h"
#include "format/decode/decode_unknown.h"
#include "observe/recorder_tables.h"
#include "stats/run_table.h"

/* The two compared runs: [0] is the run of the baseline, [1] the run of another policy. */
struct side_by_side {
    struct finished_result *archive;
    struct recorder recorder[2];
    struct table table;
    struct buffer text;
    int32_t baseline;
    struct failure *f;
};

static enum status
take_row(void *self, const void *row, struct failure *f)
{
    struct side_by_side *p = self;

    (void)f;
    table_row(&p->table, row, &p->text);
    return buffer_status(&p->text);
}

static enum status
print_rows(struct side_by_side *p)
{
    enum status st = output_print(p->text.at, p->text.length, p->f);

    buffer_clear(&p->text);
    return st;
}

static void
free_tables(struct table tables[RECORDER_FILES])
{
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        table_free(&tables[k]);
    }
}

/* Repeats and records one of the two runs. */
static enum status
record_again(struct side_by_side *p, int32_t which, const struct run_key *key,
    struct table tables[RECORDER_FILES], struct divergence_run *run)
{
    struct metric_run row;
    enum status st;

    *run = (struct divergence_run){.recorder = &p->recorder[which], .tables = tables};
    TRY(finished_result_run(p->archive, key, &p->recorder[which], &row, p->f));
    TRY(recorder_tables_init(
        tables, p->archive->worlds.there->policies[key->policy].world, RECORDER_EVENTS));
    TRY(divergence_prepare(run));
out:
    return st;
}

/* Compares every policy with the baseline in one replication. */
static enum status
compare_replication(struct side_by_side *p, int64_t point, int64_t replication)
{
    struct table tables[2][RECORDER_FILES] = {{{0}}};
    struct divergence_run run[2] = {{0}};
    struct summary_sink sink = {take_row, p};
    enum status st;

    TRY(record_again(
        p, 0, &(struct run_key){point, p->baseline, replication}, tables[0], &run[0]));
    for (int32_t policy = 0; policy < p->archive->experiment.base.n_policies; policy++) {
        if (policy == p->baseline) {
            continue;
        }
        TRY(record_again(
            p, 1, &(struct run_key){point, policy, replication}, tables[1], &run[1]));
        TRY(divergence_write_rows(&run[0], &run[1], &sink, p->f));
        TRY(print_rows(p));
        divergence_free(&run[1]);
        free_tables(tables[1]);
    }
out:
    for (int32_t k = 0; k < 2; k++) {
        divergence_free(&run[k]);
        free_tables(tables[k]);
    }
    return st;
}

/* Compares all replications in which the run of the baseline is complete. */
static enum status
compare_all(struct side_by_side *p, const struct run_table *runs, const atomic_int *stop)
{
    int32_t baseline =
        run_table_policy(runs, p->archive->experiment.base.policies[p->baseline].id);
    enum status st = STATUS_OK;

    for (int64_t g = 0; g < runs->n_groups; g++) {
        const struct run_table_group *group = &runs->groups[g];

        for (int64_t i = 0; i < group->n && group->policy == baseline; i++) {
            if (runs->complete[group->first + i] && *stop == 0) {
                TRY(compare_replication(p, group->point_id - 1, runs->rep[group->first + i]));
            }
        }
    }
out:
    return st;
}

enum status
command_compare_events(const char *directory, const char *baseline, struct failure *f)
{
    static const char *const from[] = {"runs.csv", NULL};
    struct finished_result a;
    struct side_by_side p = {.archive = &a, .f = f};
    struct run_table runs = {0};
    struct buffer path = {0};
    const atomic_int *stop;
    enum status st;

    recorder_init(&p.recorder[0], RECORDER_EVENTS);
    recorder_init(&p.recorder[1], RECORDER_EVENTS);
    TRY(finished_result_open(&a, directory, f));
    TRY(finished_result_unchanged(&a, from, f));
    p.baseline = text_index(
        baseline, TEXT_NAMES(a.experiment.base.policies, id, a.experiment.base.n_policies));
    if (p.baseline < 0) {
        st = decode_unknown_option(f, "baseline", "policy", baseline,
            TEXT_NAMES(a.experiment.base.policies, id, a.experiment.base.n_policies));
        goto out;
    }
    TRY(finished_result_path(&a, "runs.csv", &path));
    TRY(run_table_of_file(&runs, path.at, f));
    stop = command_stop_on_signals();
    TRY(table_init(&p.table, &divergence_record, TABLE_TRACE, NULL, 0));
    table_header(&p.table, &p.text);
    TRY(buffer_status(&p.text));
    TRY(print_rows(&p));
    TRY(compare_all(&p, &runs, stop));
    st = *stop != 0 ? STATUS_STOPPED : STATUS_OK;
out:
    recorder_free(&p.recorder[0]);
    recorder_free(&p.recorder[1]);
    table_free(&p.table);
    buffer_free(&p.text);
    buffer_free(&path);
    run_table_free(&runs);
    finished_result_free(&a);
    return st;
}
