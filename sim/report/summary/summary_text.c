#include "report/summary/summary_text.h"

#include <math.h>

#include "report/label.h"
#include "report/number_text.h"
#include "report/summary/summary_text_size.h"

/* Adds a metric to a list, for example "crises -0.1 (-0.2 to -0.05), p = 0.003". */
static void
put_listed(struct buffer *b, const struct report_data *m, int32_t headline,
    const struct report_data_difference *d, int32_t listed)
{
    buffer_text(b, listed > 0 ? "; " : "");
    headline_title(b, &m->headlines[headline]);
    buffer_text(b, ": ");
    summary_text_size_short(b, d);
}

/* Adds "Differences in other metrics (interval, adjusted p) with X: crises: -0.1 (...)." */
static void
put_found(struct buffer *b, const struct report_data *m, int32_t policy)
{
    int32_t listed = 0;

    for (int32_t i = m->n_primary; i < m->n_headlines; i++) {
        const struct report_data_difference *d = report_data_difference(m, 1, policy, i);

        if (d != NULL && summary_text_size_found(m, d)) {
            if (listed == 0) {
                buffer_text(b, "<li>Differences in other metrics (interval, adjusted p) with ");
                label_quoted(b, m, policy);
                buffer_text(b, ": ");
            }
            put_listed(b, m, i, d, listed++);
        }
    }
    buffer_text(b, listed > 0 ? ".</li>\n" : "");
}

/* Adds "No difference found in other metrics with X" and, folded below, "crises: -0.1 (...)." */
static void
put_nothing_found(struct buffer *b, const struct report_data *m, int32_t policy)
{
    int32_t listed = 0;

    for (int32_t i = m->n_primary; i < m->n_headlines; i++) {
        const struct report_data_difference *d = report_data_difference(m, 1, policy, i);

        if (d == NULL || !isfinite(d->at.low) || summary_text_size_found(m, d)) {
            continue;
        }
        if (listed == 0) {
            buffer_text(b, "<li><details><summary>No difference found in other metrics with ");
            label_quoted(b, m, policy);
            buffer_text(b, "</summary>\n(interval, adjusted p) ");
        }
        put_listed(b, m, i, d, listed++);
    }
    buffer_text(b, listed > 0 ? ".</details></li>\n" : "");
}

/* Adds the difference of the shares of runs if it is known: " (difference +0.047, interval +0.025
   to +0.069)". */
static void
put_share_difference(struct buffer *b, const struct report_data *m, int32_t policy)
{
    const struct report_data_difference *d =
        report_data_difference(m, 1, policy, REPORT_DATA_ANSWER_SHARE);

    if (d != NULL && isfinite(d->at.low) && isfinite(d->at.high)) {
        buffer_text(b, " (difference ");
        number_text_add_signed(b, d->at.value);
        buffer_text(b, ", interval ");
        number_text_add_signed(b, d->at.low);
        buffer_text(b, " to ");
        number_text_add_signed(b, d->at.high);
        buffer_text(b, ")");
    }
}

/*
 * Adds "A response reaches rung 6 or higher in 430 of 1000 runs with X, in 477 of 1000 with Y
 * (difference ...)."
 */
static void
put_rungs(struct buffer *b, const struct report_data *m)
{
    int32_t n = m->source.scenario->n_policies, listed = 0;

    buffer_text(b, "A response reaches rung 6 of the escalation ladder (destruction without "
                   "casualties) or higher in ");
    for (int32_t k = 0; k < n && k < SUMMARY_TEXT_POLICIES_MAX; k++) {
        int32_t policy = label_ordered(m, k);
        const struct report_data_group *g = report_data_find(m, 1, policy);
        int64_t reached = 0;

        if (g == NULL) {
            continue;
        }
        for (int64_t i = 0; i < g->n; i++) {
            reached += isfinite(report_data_cell(m, REPORT_DATA_FIRST_ANSWER, g->first + i));
        }
        buffer_text(b, listed == 0 ? "" : ", in ");
        label_share(b, reached, g->n);
        buffer_text(b, listed++ > 0 ? " with " : g->n == 1 ? " run with " : " runs with ");
        label_quoted(b, m, policy);
        put_share_difference(b, m, policy);
    }
    buffer_text(b, ".");
}

enum { RESULTS_MAX = HEADLINE_MAX * SUMMARY_TEXT_POLICIES_MAX };

/* The result for a primary metric under a policy. */
struct result {
    int32_t policy, headline;
};

/* If `found` is true, adds the results in which a difference was found, and otherwise the other
   results. Returns their number. */
static int32_t
add_results(struct result *to, const struct report_data *m, bool found)
{
    int32_t n = 0;

    for (int32_t i = 0; i < m->n_primary; i++) {
        for (int32_t k = 1; k < m->source.scenario->n_policies && k < SUMMARY_TEXT_POLICIES_MAX;
             k++) {
            int32_t policy = label_ordered(m, k);
            const struct report_data_difference *d = report_data_difference(m, 1, policy, i);

            if ((d != NULL && summary_text_size_found(m, d)) == found) {
                to[n++] = (struct result){policy, i};
            }
        }
    }
    return n;
}

static void
list_results(
    struct buffer *b, const struct report_data *m, const struct result *results, int32_t n)
{
    for (int32_t k = 0; k < n; k++) {
        buffer_text(b, "<li>");
        summary_text_size_run(b, m, results[k].policy, results[k].headline);
        buffer_text(b, "</li>\n");
    }
}

/* Adds the headline: the first finding or, if there is none, the first result. */
static void
put_first_result(struct buffer *b, const struct report_data *m)
{
    struct result results[RESULTS_MAX];

    if (add_results(results, m, true) > 0 || add_results(results, m, false) > 0) {
        summary_text_size_run(b, m, results[0].policy, results[0].headline);
    }
}

/* Adds the results after the headline: findings, numbers of runs, and then results without a
   difference. */
static void
list_run(struct buffer *b, const struct report_data *m)
{
    int32_t n = m->source.scenario->n_policies;
    struct result found[RESULTS_MAX], others[RESULTS_MAX];
    int32_t n_found = add_results(found, m, true), n_others = add_results(others, m, false);

    if (n < 2) {
        return;
    }
    buffer_text(b, "<ul>\n");
    list_results(b, m, found + 1, n_found - 1);
    for (int32_t k = 1; k < n && k < SUMMARY_TEXT_POLICIES_MAX; k++) {
        put_found(b, m, label_ordered(m, k));
    }
    if (report_data_has(m, REPORT_DATA_FIRST_ANSWER)) {
        buffer_text(b, "<li>");
        put_rungs(b, m);
        buffer_text(b, "</li>\n");
    }
    list_results(b, m, others + (n_found == 0), n_others - (n_found == 0));
    for (int32_t k = 1; k < n && k < SUMMARY_TEXT_POLICIES_MAX; k++) {
        put_nothing_found(b, m, label_ordered(m, k));
    }
    buffer_text(b, "</ul>\n");
}

/* ---- a sweep ---- */

static bool
is_point(const void *context, int64_t point)
{
    return *(const int64_t *)context == point;
}

static void
put_mean(struct buffer *b, const struct effects *e, int64_t point)
{
    struct estimate at = effects_mean(e, 0, e->reps, is_point, &point);

    number_text_add_estimate(b, at);
}

/* Adds "The mean of harm is 3 (2 to 4). " It is used for a single policy at a single point. */
static void
put_mean_of_run(struct buffer *b, const struct effects *e)
{
    buffer_text(b, "The mean of ");
    headline_words(b, &e->material->headlines[e->headline]);
    buffer_text(b, " is ");
    put_mean(b, e, 0);
    buffer_text(b, ". ");
}

/* For a single policy: adds "Over 12 points the mean of harm ranges from 3 (2 to 4) to ..." */
static void
put_range(struct buffer *b, const struct effects *e)
{
    const struct report_data *m = e->material;
    int64_t minimum = 0, maximum = 0;

    for (int64_t p = 0; p < e->n_points; p++) {
        double x = effects_point(e, 0, p), low = effects_point(e, 0, minimum),
               high = effects_point(e, 0, maximum);

        minimum = x < low || !isfinite(low) ? p : minimum;
        maximum = x > high || !isfinite(high) ? p : maximum;
    }
    buffer_text(b, "Over ");
    label_count(b, e->n_points, "point", "points");
    buffer_text(b, " the mean of ");
    headline_words(b, &m->headlines[e->headline]);
    buffer_text(b, " ranges from ");
    put_mean(b, e, minimum);
    buffer_text(b, " to ");
    put_mean(b, e, maximum);
    buffer_text(b, ".");
}

/* Lists the policies in the order of label_ordered(): first those with a finding, then the others.
   Returns their number. */
static int32_t
order_policies(const struct effects *e, int32_t policies[SUMMARY_TEXT_POLICIES_MAX])
{
    const struct report_data *m = e->material;
    int32_t n = 0;

    for (int32_t pass = 0; pass < 2; pass++) {
        for (int32_t k = 1; k < m->source.scenario->n_policies && k < SUMMARY_TEXT_POLICIES_MAX;
             k++) {
            if (summary_text_size_found_points(e, label_ordered(m, k)) == (pass == 0)) {
                policies[n++] = label_ordered(m, k);
            }
        }
    }
    return n;
}

/* Adds the results of the policies [first, last) in the order of order_policies(). */
static void
list_points(struct buffer *b, const struct effects *e, int32_t first, int32_t last,
    const char *before, const char *after)
{
    int32_t policies[SUMMARY_TEXT_POLICIES_MAX], n = order_policies(e, policies);

    for (int32_t k = first; k < n && k < last; k++) {
        buffer_text(b, before);
        summary_text_size_points(b, e, policies[k]);
        buffer_text(b, after);
    }
}

void
summary_text_metric(struct buffer *b, const struct effects *e)
{
    if (e->differences) {
        buffer_text(b, "<ul>\n");
        list_points(b, e, 0, INT32_MAX, "<li>", "</li>\n");
        buffer_text(b, "</ul>\n");
    } else {
        buffer_text(b, "<p>");
        put_range(b, e);
        buffer_text(b, "</p>\n");
    }
}

/* For many policies at one point: adds how many of them lower the metric and how many raise it. */
static void
put_policies(struct buffer *b, const struct report_data *m)
{
    int64_t lower = 0, higher = 0, neither = 0;

    for (int32_t k = 1; k < m->source.scenario->n_policies; k++) {
        const struct report_data_difference *d =
            report_data_difference(m, 1, label_ordered(m, k), 0);

        if (d != NULL && isfinite(d->at.low) && isfinite(d->at.high)) {
            lower += d->at.high < 0;
            higher += d->at.low > 0;
            neither += d->at.low <= 0 && d->at.high >= 0;
        }
    }
    summary_text_size_largest(b, m, 0);
    buffer_text(b, "Compared with ");
    label_quoted(b, m, m->source.scenario->baseline);
    buffer_text(b, ", ");
    headline_words(b, &m->headlines[0]);
    buffer_text(b, " is lower with ");
    label_share(b, lower, lower + higher + neither);
    buffer_text(b, " policies, higher with ");
    number_text_add_count(b, higher);
    buffer_text(b, ", and no difference was found with ");
    number_text_add_count(b, neither);
    buffer_text(b, ".");
}

static bool
is_one_point(const struct report_data *m)
{
    return m->source.experiment->n_points == 1;
}

void
summary_text_print(struct buffer *b, const struct report_data *m, const struct effects *e)
{
    int32_t n = m->source.scenario->n_policies;

    buffer_text(b, "<p class=\"finding\">");
    if (m->n_runs == 0) {
        buffer_text(b, "This result has no complete run.</p>\n");
        return;
    }
    if (is_one_point(m) && n > SUMMARY_TEXT_POLICIES_MAX) {
        put_policies(b, m);
    } else if (!is_one_point(m)) {
        if (n > 1) {
            list_points(b, e, 0, 1, "", "");
        } else {
            put_range(b, e);
        }
    } else if (n > 1) {
        put_first_result(b, m);
    } else {
        put_mean_of_run(b, e);
        if (report_data_has(m, REPORT_DATA_FIRST_ANSWER)) {
            put_rungs(b, m);
        }
    }
    buffer_text(b, "</p>\n");
}

/* Adds the results for the primary metrics of a sweep after the first. */
static enum status
list_primary(struct buffer *b, const struct report_data *m)
{
    struct effects e = {0};
    enum status st = STATUS_OK;

    for (int32_t i = 1; i < m->n_primary && i < m->n_headlines; i++) {
        TRY(effects_make_means(&e, m, i));
        if (e.differences) {
            list_points(b, &e, 0, INT32_MAX, "<li>", "</li>\n");
        } else {
            buffer_text(b, "<li>");
            put_range(b, &e);
            buffer_text(b, "</li>\n");
        }
        effects_free(&e);
    }
out:
    return st;
}

enum status
summary_text_list(struct buffer *b, const struct effects *e)
{
    const struct report_data *m = e->material;
    enum status st = STATUS_OK;

    if (m->n_runs > 0 && !is_one_point(m)) {
        struct buffer items = {0};

        list_points(&items, e, 1, INT32_MAX, "<li>", "</li>\n");
        st = list_primary(&items, m);
        if (items.length > 0) {
            buffer_printf(b, "<ul>\n%s</ul>\n", items.at);
        }
        b->failed = b->failed || items.failed;
        buffer_free(&items);
    } else if (m->n_runs > 0 && m->source.scenario->n_policies <= SUMMARY_TEXT_POLICIES_MAX) {
        list_run(b, m);
    }
    return st;
}
