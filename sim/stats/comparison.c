#include "stats/comparison.h"

#include <math.h>
#include <stdlib.h>

#include "stats/family.h"

enum status
comparison_adjust_holm(struct comparison_context *c)
{
    const struct run_table *runs = c->runs;
    size_t maximum = (size_t)c->n_metrics * (size_t)runs->n_policies + 1;
    double *family = (double *)malloc(maximum * sizeof *family);
    size_t *order = (size_t *)malloc(maximum * sizeof *order);

    if (family != NULL && order != NULL) {
        for (int64_t first = 0, end; first < runs->n_groups; first = end) {
            int64_t point = runs->groups[first].point_id;

            for (end = first; end < runs->n_groups && runs->groups[end].point_id == point;) {
                end++;
            }
            for (int64_t at = first, k = 0; k < 2; k++, at += c->n_metrics * runs->n_groups) {
                family_adjust(c->p + at, c->signatures + at, c->n_metrics, end - first,
                    runs->n_groups, family, order);
            }
        }
    }
    enum status st = family == NULL || order == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    free(family);
    free(order);
    return st;
}

enum status
comparison_open(struct comparison_context *c, const struct run_table *runs,
    const struct summary_metric *metrics, int32_t n, int32_t baseline, double confidence)
{
    size_t cells = 2 * (size_t)n * (size_t)runs->n_groups;

    *c = (struct comparison_context){.runs = runs,
        .metrics = metrics,
        .n_metrics = n,
        .baseline = baseline,
        .confidence = confidence,
        .p = (double *)malloc((cells + 1) * sizeof(double)),
        .signatures = (double *)malloc((cells + 1) * sizeof(double))};
    for (size_t i = 0; c->p != NULL && c->signatures != NULL && i < cells; i++) {
        c->p[i] = c->signatures[i] = NAN;
    }
    return c->p == NULL || c->signatures == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

void
comparison_close(struct comparison_context *c)
{
    free(c->p);
    free(c->signatures);
    c->p = c->signatures = NULL;
}

enum status
comparison_write_rows(const struct run_table *runs, const struct summary_metric *metrics,
    int32_t n, int32_t baseline, double confidence, const struct summary_sink *sink,
    struct failure *f)
{
    struct confidence_cache level = {.confidence = confidence};
    struct comparison_context c;
    enum status st;

    TRY(comparison_open(&c, runs, metrics, n, baseline, confidence));
    for (int32_t k = 0; k < n; k++) {
        TRY(comparison_p_values(&c, k, &level, f));
    }
    TRY(comparison_adjust_holm(&c));
    for (int32_t k = 0; k <= n; k++) {
        TRY(comparison_rows(&c, k, &level, sink, f));
    }
out:
    comparison_close(&c);
    return st;
}
