#include "sweep/plan.h"

#include <math.h>
#include <string.h>

#include "base/clock.h"
#include "experiment/experiment_outcomes.h"
#include "stats/summary.h"
#include "sweep/row.h"

/* Assumed number of replications in a block. The worlds of a point are made once for each block. */
enum { BLOCK_RUNS = 32 };

/* Approximate lengths of rows in bytes, and the speed of a slow disk. */
enum { SUMMARY_BYTES = 470, SUMMARY_BYTES_FEW = 190, COMPARISON_BYTES = 120 };
#define DISK_BYTES_PER_SECOND 1e8

static double
seconds_now(void)
{
    return 1e-9 * (double)clock_now();
}

int64_t
plan_spread(int64_t points, int64_t k, int64_t n)
{
    double share = fmod(0.5 + (double)k / (double)n, 1);

    return (int64_t)(share * (double)points);
}

/* Makes the worlds of a point unless `u` already has them, and records the time. */
static enum status
time_worlds(struct plan *p, struct work_unit *u, int64_t point, struct failure *warnings)
{
    double start = seconds_now();
    enum status st = STATUS_OK;

    if (u->worlds.point != point) {
        st = work_unit_worlds_of(&u->worlds, u->layout, point, warnings);
        p->seconds_per_point = seconds_now() - start;
        if (st == STATUS_OK && u->worlds.there == NULL) {
            failure_add(
                warnings, "point %lld: %s", (long long)point + 1, u->worlds.why.line[0]);
        }
    }
    return st;
}

/* Estimates the bytes of a point in summary.csv and compare.csv. summary.csv has six rows for each
   metric and policy, or three if there are few runs (stats/summary.h). compare.csv has one row for
   each metric and each policy except the baseline. */
static double
bytes_per_point(const struct experiment *e)
{
    int32_t metrics = e->outputs.n_metrics > 0 ? e->outputs.n_metrics : e->n_metrics;
    int32_t policies = e->base.n_policies;
    int32_t bytes =
        e->replications.max < SUMMARY_QUANTILE_RUNS ? SUMMARY_BYTES_FEW : SUMMARY_BYTES;

    return (double)metrics * (bytes * policies + COMPARISON_BYTES * (policies - 1));
}

/* Returns the size in bytes that the rows of a unit of one replication have in the result files. */
static double
text_bytes(const struct work_unit *u, struct buffer *text)
{
    const struct layout *layout = u->layout;
    const char *words = u->block.text.at;
    int32_t counted = layout->experiment->n_counted_columns;
    double bytes = (double)u->block.text.length;

    for (int32_t policy = 0; policy < layout->experiment->base.n_policies; policy++) {
        struct metric_run row = {
            .point_id = u->block.point_id, .policy = "", .rep = u->block.first};

        BUG_UNLESS(row_unpack(words, counted, &row));
        experiment_outcomes_compute(layout->experiment, &row);
        buffer_clear(text);
        table_row(&layout->runs, &row, text);
        bytes += (double)text->length - (double)row_bytes(counted) +
                 (double)strlen(layout->experiment->base.policies[policy].id);
        for (int32_t part = 0; part < layout->n_parts; part++) {
            words += u->lengths[policy * layout->n_parts + part];
        }
    }
    return bytes;
}

enum status
plan_pilot(struct plan *p, const struct layout *layout, double seconds,
    struct failure *warnings, struct failure *f)
{
    const struct experiment *e = layout->experiment;
    double start = seconds_now(), running = 0, bytes = 0, journal = 0;
    struct buffer text = {0};
    int64_t tries = 0;
    struct work_unit u;
    enum status st = STATUS_OK;

    *p = (struct plan){.points = e->n_points,
        .policies = e->base.n_policies,
        .min_runs = experiment_min_runs(e),
        .max_runs = experiment_max_runs(e),
        .bytes_per_point = bytes_per_point(e)};
    work_unit_init(&u, layout, NULL);
    while ((p->pilots < PLAN_PILOTS_MIN || seconds_now() - start < seconds) &&
           p->pilots < PLAN_PILOTS_MAX && tries < PLAN_PILOTS_MAX) {
        int64_t point = plan_spread(e->n_points, tries, 7),
                rep = 1 + tries % e->replications.min;
        double before;

        tries++;
        TRY(time_worlds(p, &u, point, warnings));
        if (u.worlds.there != NULL) {
            before = seconds_now();
            TRY(work_unit_run(&u, point, rep, 1, f));
            running += seconds_now() - before;
            bytes += text_bytes(&u, &text);
            journal += (double)u.block.text.length;
            TRY(buffer_status(&text));
            p->pilots += p->policies;
        }
    }
    p->seconds_per_run = p->pilots > 0 ? running / (double)p->pilots : NAN;
    p->bytes_per_run = p->pilots > 0 ? bytes / (double)p->pilots : NAN;
    p->journal_per_run = p->pilots > 0 ? journal / (double)p->pilots : NAN;
out:
    buffer_free(&text);
    work_unit_free(&u);
    return st;
}

double
plan_bytes(const struct plan *p, int64_t runs)
{
    return (double)runs * p->bytes_per_run + (double)p->points * p->bytes_per_point;
}

double
plan_seconds(const struct plan *p, int64_t runs, int32_t threads)
{
    double per_point = (double)runs / (double)p->points / (double)p->policies;
    double blocks = (double)p->points * ceil(per_point / BLOCK_RUNS);

    return ((double)runs * p->seconds_per_run + blocks * p->seconds_per_point) / threads +
           ((double)runs * p->journal_per_run + plan_bytes(p, runs)) / DISK_BYTES_PER_SECOND;
}

enum status
plan_check_points(const struct experiment *e, int64_t maximum, struct failure *f)
{
    int64_t n = e->n_points < maximum ? e->n_points : maximum;
    enum status worst = STATUS_OK;

    for (int64_t k = 0; k < n && (worst == STATUS_OK || worst == STATUS_BAD_INPUT); k++) {
        int64_t point = (int64_t)((double)k / (double)n * (double)e->n_points);
        struct scenario worlds;
        struct failure why = {0};
        enum status st = experiment_make(e, point, &worlds, &why);

        for (int32_t i = 0; i < why.count && i < FAILURE_LINES; i++) {
            failure_add(f, "point %lld: %s", (long long)point + 1, why.line[i]);
        }
        worst = st != STATUS_OK ? st : worst;
        scenario_free(&worlds);
    }
    return worst;
}
