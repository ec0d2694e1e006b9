#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/stopping.h"
#include "base/number.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/sweep_session.h"
#include "experiment/duration.h"
#include "format/decode/decode_unknown.h"
#include "sweep/plan.h"

#define PILOT_SECONDS 1.0
/* Size of the estimates in bytes. Above it, `plan` prints how to save space. */
#define MANY_BYTES 1e8

enum { FIRST_ROWS = 5 };

static void
print_range(struct buffer *b, const char *name, double minimum, double maximum,
    void (*print)(struct buffer *b, double x))
{
    buffer_printf(b, "%-14s", name);
    print(b, minimum);
    if (maximum > minimum) {
        buffer_text(b, " to ");
        print(b, maximum);
    }
}

static void
print_count(struct buffer *b, double x)
{
    buffer_printf(b, "%.0f", x);
}

static void
print_time(struct buffer *b, double seconds)
{
    char text[DURATION_BYTES];

    buffer_text(b, duration_print(text, seconds));
}

static void
print_bytes(struct buffer *b, double bytes)
{
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
    int k = 0;

    for (; bytes >= 999.5 && k < 4; k++) {
        bytes /= 1000;
    }
    buffer_printf(b, bytes < 9.95 && k > 0 ? "%.1f %s" : "%.0f %s", bytes, units[k]);
}

static void
print_who(struct buffer *b, const struct experiment *e)
{
    buffer_printf(b, "%-14s%s\n", "experiment", e->title == NULL ? "" : e->title);
    buffer_printf(b, "%-14s%" PRId64 ", %d %s\n", "points", e->n_points, (int)e->n_factors,
        e->n_factors == 1 ? "factor" : "factors");
    buffer_printf(b, "%-14s", "policies");
    for (int32_t k = 0; k < e->base.n_policies; k++) {
        buffer_printf(b, "%s%s", k == 0 ? "" : ", ", e->base.policies[k].id);
    }
    buffer_printf(b, " (compared with %s)\n", e->base.policies[e->base.baseline].id);
    buffer_printf(b, "%-14s%s\n", "randomness",
        e->common_policy  ? e->common_point
                                ? "the same random numbers for all policies and points"
                                : "the same random numbers for all policies of a point"
        : e->common_point ? "the same random numbers for all points of a policy"
                          : "independent random numbers in every run");
}

static void
print_cost(struct buffer *b, const struct experiment *e, const struct plan *p)
{
    int32_t threads = arguments_processors();
    double estimates = (double)p->points * p->bytes_per_point;

    print_range(b, "replications", (double)e->replications.min, (double)e->replications.max,
        print_count);
    buffer_text(b, e->replications.n_targets > 0 ? ", until the targets are met\n" : "\n");
    print_range(b, "runs", (double)p->min_runs, (double)p->max_runs, print_count);
    if (e->budget.max_runs > 0) {
        buffer_printf(b, " (budget %" PRId64 ")", e->budget.max_runs);
    }
    buffer_text(b, "\n");
    if (isnan(p->seconds_per_run)) {
        return;
    }
    print_range(b, "time", plan_seconds(p, p->min_runs, threads),
        plan_seconds(p, p->max_runs, threads), print_time);
    buffer_printf(b, " on %d %s (%.2g ms per run, the mean of %" PRId64 " trial runs)\n",
        (int)threads, threads == 1 ? "core" : "cores", p->seconds_per_run * 1e3, p->pilots);
    print_range(b, "disk", plan_bytes(p, p->min_runs), plan_bytes(p, p->max_runs), print_bytes);
    buffer_text(b, ", and ");
    print_bytes(b, (double)p->max_runs * p->journal_per_run);
    buffer_text(b, " for the journal\n");
    if (estimates > MANY_BYTES && e->outputs.n_metrics == 0) {
        buffer_printf(b, "%-14sof these ", "");
        print_bytes(b, estimates);
        buffer_text(b, " for estimates of all metrics; to save space, list those that you need "
                       "in /outputs/metrics\n");
    }
}

/* ---- precision ---- */

/* Reads an option --half-width METRIC=VALUE, for example "harm=4", as a target. The target is a
   difference if there are two or more policies, and a mean otherwise. */
static enum status
read_target(const char *text, const struct experiment *e, struct experiment_target *t,
    struct failure *f)
{
    const char *equals = strchr(text, '=');
    char name[TEXT_ID_LENGTH + 1] = "", visible[TEXT_VISIBLE_BYTES];
    int32_t metric;

    *t = (struct experiment_target){
        .statistic = e->base.n_policies > 1 ? EXPERIMENT_DIFFERENCE : EXPERIMENT_MEAN,
        .relative_half_width = NAN,
        .confidence = .95,
        .versus_policy = e->base.baseline};
    if (equals != NULL && equals - text <= TEXT_ID_LENGTH) {
        memcpy(name, text, (size_t)(equals - text));
    }
    metric = text_index(name, TEXT_NAMES(e->metrics, name, e->n_metrics));
    if (metric < 0 && name[0] != '\0') {
        return decode_unknown_option(
            f, "half-width", "metric", name, TEXT_NAMES(e->metrics, name, e->n_metrics));
    }
    if (metric < 0 || !number_read(equals + 1, strlen(equals + 1), &t->half_width) ||
        !(t->half_width > 0) || isinf(t->half_width)) {
        return failure_of(STATUS_USAGE, f,
            "--half-width: '%s' is not METRIC=VALUE, for example harm=3 (a number above 0)",
            text_visible(visible, text));
    }
    t->metric = e->metrics[metric].name;
    return STATUS_OK;
}

static void
print_needed(struct buffer *b, int64_t n)
{
    if (n >= STOPPING_NEVER) {
        buffer_text(b, "more than a billion");
    } else {
        buffer_printf(b, "%" PRId64, n);
    }
}

/* Prints a line about one target: its half-width, and the replications that it needs at the point
   that needs the fewest and at the point that needs the most. */
static void
print_precision(struct buffer *b, const struct experiment *e, const struct experiment_target *t,
    const struct plan_precision *p, int32_t points)
{
    static const char *const statistics[] = {"mean", "proportion", "difference"};

    buffer_printf(b, "%-14s%s", "half-width", t->metric);
    if (!isnan(t->half_width)) {
        buffer_printf(b, " %.6g", t->half_width);
    }
    if (!isnan(t->relative_half_width)) {
        buffer_printf(b, " %.6g %%", t->relative_half_width * 100);
    }
    buffer_printf(b, " (%s): about ", statistics[t->statistic]);
    print_needed(b, p->fewest);
    if (p->most > p->fewest) {
        buffer_text(b, " to ");
        print_needed(b, p->most);
    }
    buffer_printf(b, " replications, from a pilot of %" PRId64 " at %d %s", p->pilot,
        (int)points, points == 1 ? "point" : "points");
    if (p->most > e->replications.max) {
        buffer_printf(b, "; the plan has at most %" PRId64, e->replications.max);
    }
    buffer_text(b, "\n");
}

/* Estimates the replications for the targets of the experiment and of the options. */
static enum status
add_precision(
    struct buffer *b, const struct arguments *a, struct layout *layout, struct failure *f)
{
    enum { OPTIONS_MAX = 64 };
    struct experiment asked = *layout->experiment;
    struct layout own = *layout;
    struct experiment_replications *r = &asked.replications;
    const char *texts[OPTIONS_MAX];
    int32_t options = arguments_values(a, "half-width", texts, OPTIONS_MAX), points;
    int32_t n = r->n_targets + options;
    struct experiment_target *targets = calloc((size_t)n + 1, sizeof(*targets));
    struct plan_precision *precisions = calloc((size_t)n + 1, sizeof(*precisions));
    enum status st = targets == NULL || precisions == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    TRY(st);
    for (int32_t k = 0; k < n; k++) {
        if (k < r->n_targets) {
            targets[k] = r->targets[k];
        } else {
            TRY(read_target(texts[k - r->n_targets], &asked, &targets[k], f));
        }
    }
    r->targets = targets;
    r->n_targets = n;
    own.experiment = &asked;
    TRY(n == 0 ? STATUS_OK : plan_estimate_precision(precisions, &points, &own, PILOT_SECONDS));
    for (int32_t k = 0; k < n && points > 0; k++) {
        print_precision(b, &asked, &targets[k], &precisions[k], points);
    }
out:
    free(targets);
    free(precisions);
    return st;
}

static enum status
print_rows(struct buffer *b, const struct layout *layout)
{
    const struct experiment *e = layout->experiment;
    char *row = malloc(e->columns.size);

    if (row == NULL) {
        return STATUS_NO_MEMORY;
    }
    buffer_text(b, "\n");
    table_header(&layout->design, b);
    for (int64_t i = 0; i < e->n_points && i < FIRST_ROWS; i++) {
        experiment_design_row(e, i, row);
        table_row(&layout->design, row, b);
    }
    if (e->n_points > FIRST_ROWS) {
        buffer_text(b, "...\n");
    }
    free(row);
    return buffer_status(b);
}

enum status
command_plan(const struct arguments *arguments, struct failure *f)
{
    const char *path = arguments->operands[0];
    struct experiment e = {0};
    struct layout layout = {0};
    struct buffer b = {0};
    struct plan plan;
    enum status st;

    TRY(command_explain_kind(experiment_read(&e, path, f), path, COMMAND_READS_EXPERIMENT, f));
    TRY(layout_init(&layout, &e));
    TRY(plan_pilot(&plan, &layout, PILOT_SECONDS, &e.warnings, f));
    print_who(&b, &e);
    print_cost(&b, &e, &plan);
    TRY(add_precision(&b, arguments, &layout, f));
    TRY(print_rows(&b, &layout));
    failure_print("warning: ", &e.warnings);
    TRY(output_print_text(&b, f));
    TRY(sweep_session_check_budget(&e, f));
out:
    buffer_free(&b);
    layout_free(&layout);
    experiment_free(&e);
    return st;
}
