/* Designs drawn at random: independent points, and Latin hypercubes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "design/design_builder.h"
#include "kernel/stream.h"

/* Maximum of tries * points^2 / 2 * factors. This amount of work takes a few seconds. */
#define MAXIMIN_WORK_MAX 4e9

struct design_random {
    int64_t samples;
    struct list factors; /* list of struct design_name */
};
static const struct field random_fields[] = {
    FIELD(struct design_random, samples, .min = 1, .max = DESIGN_POINTS_MAX, .required = true,
        .unit = "points", .doc = "Number of points."),
    DESIGN_FACTORS(struct design_random),
};
const struct record design_random_record = {.name = "random_design",
    .doc = "Independent random points. A larger number of points keeps the points of a smaller "
           "number.",
    FIELDS_OF(struct design_random, random_fields)};

enum criterion { CRITERION_MAXIMIN, CRITERION_NONE };
static const char *const criteria[] = {"maximin", "none", NULL};

struct design_lhs {
    int64_t samples, tries;
    int32_t criterion;   /* an enum criterion */
    struct list factors; /* list of struct design_name */
};
static const struct field lhs_fields[] = {
    FIELD(struct design_lhs, samples, .min = 1, .max = DESIGN_POINTS_MAX, .required = true,
        .unit = "points", .doc = "Number of points."),
    FIELD(struct design_lhs, tries, .min = 1, .max = 100000, .default_value = 20, .unit = "1",
        .doc =
            "Number of random hypercubes; the design uses the best of them (see criterion)."),
    FIELD_AS(struct design_lhs, criterion, FIELD_CHOICE, .choices = criteria, .unit = "",
        .doc = "How the best hypercube is chosen. maximin: the one with the largest minimum "
               "distance between two points; none: the first one."),
    DESIGN_FACTORS(struct design_lhs),
};
const struct record design_lhs_record = {.name = "lhs_design",
    .doc = "A Latin hypercube: each factor has one point in each of `samples` equal intervals.",
    FIELDS_OF(struct design_lhs, lhs_fields)};

enum status
design_random(struct design_builder *m, const struct design_call *call, struct design *out)
{
    struct design_random options = {0};
    struct design_subset subset;
    uint64_t address;
    enum status st;

    TRY(design_options(m, call, &options));
    TRY(design_factors(m, call, &options.factors, &subset));
    TRY(design_init(m, call, options.samples, out));
    address = design_address(m, call, &subset);
    for (int32_t j = 0; j < subset.count; j++) {
        const struct factor *factor = &m->factors[subset.factors[j]];
        uint64_t column = stream_child(address, 0, hash_text(factor->key.id));

        for (int64_t i = 0; i < options.samples; i++) {
            design_row(out, i)[subset.factors[j]] =
                factor_at(factor, design_uniform(m, column, (uint64_t)i));
        }
    }
out:
    return st;
}

/* Draws a Latin hypercube of n points in the unit cube of the k factors of the subset. u[i * k + j]
   is the value of point i and factor j. Draws for each factor n - 1 uniforms for the permutation
   and n uniforms for the positions in the intervals. */
static void
draw_hypercube(const struct design_builder *m, uint64_t address,
    const struct design_subset *subset, int64_t n, int32_t *order, double *u)
{
    for (int32_t j = 0; j < subset->count; j++) {
        uint64_t column =
            stream_child(address, 0, hash_text(m->factors[subset->factors[j]].key.id));

        design_shuffle(m, column, 0, order, n);
        for (int64_t i = 0; i < n; i++) {
            double within = design_uniform(m, column, (uint64_t)(n + i));

            u[i * subset->count + j] = ((double)order[i] + within) / (double)n;
        }
    }
}

/* Returns the minimum squared distance of two points. Stops early when a distance is at most
   `enough`; the result, which is then at most `enough`, may be larger than the minimum. */
static double
closest(const double *u, int64_t n, int32_t k, double enough)
{
    double minimum = INFINITY;

    for (int64_t a = 0; a < n && minimum > enough; a++) {
        for (int64_t b = a + 1; b < n; b++) {
            double distance = 0;

            for (int32_t j = 0; j < k; j++) {
                double d = u[a * k + j] - u[b * k + j];

                distance += d * d;
            }
            minimum = distance < minimum ? distance : minimum;
        }
    }
    return minimum;
}

static enum status
best_hypercube(const struct design_builder *m, uint64_t address,
    const struct design_subset *subset, const struct design_lhs *options, double *best)
{
    int64_t n = options->samples, tries = options->tries;
    size_t cells = (size_t)n * (size_t)subset->count;
    double *u = malloc(cells * sizeof(*u)), distance = -1;
    int32_t *order = malloc((size_t)n * sizeof(*order));
    enum status st = STATUS_NO_MEMORY;

    if (u == NULL || order == NULL) {
        goto out;
    }
    tries = options->criterion == CRITERION_NONE || n < 2 ? 1 : tries;
    for (int64_t t = 0; t < tries; t++) {
        double apart;

        draw_hypercube(m, stream_child(address, 1, (uint64_t)t), subset, n, order, u);
        apart = tries == 1 ? 0 : closest(u, n, subset->count, distance);
        if (apart > distance) {
            distance = apart;
            memcpy(best, u, cells * sizeof(*u));
        }
    }
    st = STATUS_OK;
out:
    free(u);
    free(order);
    return st;
}

enum status
design_lhs(struct design_builder *m, const struct design_call *call, struct design *out)
{
    struct design_lhs options = {0};
    struct design_subset subset;
    double *u = NULL;
    enum status st;

    TRY(design_options(m, call, &options));
    TRY(design_factors(m, call, &options.factors, &subset));
    if (options.criterion == CRITERION_MAXIMIN && (double)options.samples *
                                                          (double)options.samples / 2 *
                                                          (double)options.tries * subset.count >
                                                      MAXIMIN_WORK_MAX) {
        diag_at(m->reader->diag, call->node->at, call->path,
            "maximin with this number of points and tries takes minutes; use fewer tries, or "
            "\"criterion\": \"none\"");
        return STATUS_BAD_INPUT;
    }
    TRY(design_init(m, call, options.samples, out));
    u = malloc((size_t)options.samples * (size_t)subset.count * sizeof(*u));
    if (u == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(best_hypercube(m, design_address(m, call, &subset), &subset, &options, u));
    for (int64_t i = 0; i < options.samples; i++) {
        design_spread(m, &subset, u + i * subset.count, design_row(out, i));
    }
out:
    free(u);
    return st;
}
