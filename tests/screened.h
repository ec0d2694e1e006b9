/**
 * screened.h - experiments with k factors in [0, 1], to analyse known functions of the factors.
 *
 * Factor i is the detection of state i. No scenario is run.
 */
#ifndef TESTS_EXPERIMENT_SCREENED_H
#define TESTS_EXPERIMENT_SCREENED_H

#include "assert_ok.h"
#include "experiment/experiment.h"
#include "files.h"

/* Reads an experiment with factors x01 ... of range [0, 1]; `design` is its JSON object. */
static inline void
screened_read(struct experiment *e, int k, const char *design, int seed)
{
    static struct failure failure;
    struct buffer scenario = {0}, text = {0};

    buffer_text(&scenario, "{'start': '2021-01-01', 'states': {");
    buffer_printf(
        &text, "{'scenario': 's.json', 'seed': '%d', 'design': %s, 'factors': {", seed, design);
    for (int i = 1; i <= k; i++) {
        buffer_printf(&scenario, "%s's%02d': {}", i == 1 ? "" : ", ", i);
        buffer_printf(&text, "%s'x%02d': {'path': '/states/s%02d/detection', 'range': [0, 1]}",
            i == 1 ? "" : ", ", i, i);
    }
    buffer_text(&scenario,
        "}, 'sources': {'s': {'kind': 'state', 'home': 's01', 'targets': {'s02': 1}}}}");
    buffer_text(&text, "}}");
    assert_ok(buffer_status(&scenario), NULL);
    assert_ok(buffer_status(&text), NULL);
    files_json("s.json", scenario.at);
    files_json("e.json", text.at);
    memset(&failure, 0, sizeof(failure));
    assert_ok(experiment_read(e, "e.json", &failure), &failure);
    buffer_free(&scenario);
    buffer_free(&text);
}

/* The values of a function at every design point; the caller frees them. */
static inline double *
screened_values(const struct experiment *e, double (*f)(const double *x))
{
    double *y = malloc((size_t)e->n_points * sizeof(*y));
    double x[40];

    assert_non_null(y);
    for (int64_t i = 0; i < e->n_points; i++) {
        for (int32_t j = 0; j < e->n_factors; j++) {
            x[j] = experiment_value(e, i, j);
        }
        y[i] = f(x);
    }
    return y;
}

#endif
