/* Designs for sensitivity analysis: Morris trajectories and Saltelli matrices. */
#include <stdlib.h>

#include "design/design_builder.h"
#include "design/design_sequence.h"
#include "kernel/stream.h"

struct design_morris {
    int64_t trajectories, levels;
    struct list factors; /* list of struct design_name */
};

static const char *
check_levels(const void *item, const char **member)
{
    *member = "levels";
    return ((const struct design_morris *)item)->levels % 2 == 0
               ? NULL
               : "must be an even number; only then are all levels equally likely, because a "
                 "step of a trajectory has the length levels/(2 (levels - 1))";
}

static const struct field morris_fields[] = {
    FIELD(struct design_morris, trajectories, .min = 2, .max = 1000000, .required = true,
        .unit = "1",
        .doc = "Number of trajectories; a trajectory has one point more than the number of "
               "factors."),
    FIELD(struct design_morris, levels, .min = 2, .max = 1000, .default_value = 4, .unit = "1",
        .doc = "Number of levels of the grid; must be even."),
    DESIGN_FACTORS(struct design_morris),
};
const struct record design_morris_record = {.name = "morris_design",
    .doc = "A Morris design for screening: trajectories that change one factor at a time "
           "(Morris 1991).",
    FIELDS_OF(struct design_morris, morris_fields),
    .check = check_levels};

struct design_saltelli {
    int64_t base;
    bool second_order;
    struct list factors; /* list of struct design_name */
};
static const struct field saltelli_fields[] = {
    FIELD(struct design_saltelli, base, .min = 2, .max = 1 << 20, .required = true, .unit = "1",
        .doc = "Number of rows of each matrix, preferably a power of 2; the design has base * "
               "(factors + 2) points."),
    FIELD(struct design_saltelli, second_order, .unit = "",
        .doc = "Whether to estimate the indices of pairs of factors, too; the design then has "
               "base * (2 factors + 2) points."),
    DESIGN_FACTORS(struct design_saltelli),
};
const struct record design_saltelli_record = {.name = "saltelli_design",
    .doc = "A Saltelli design for Sobol' indices: two matrices and combinations of them "
           "(Saltelli et al. 2010).",
    FIELDS_OF(struct design_saltelli, saltelli_fields)};

/**
 * A trajectory: its position, and the order and the direction of its steps. k is the number of
 * factors.
 */
struct trajectory {
    double *u;      /* k values: the position in the unit cube */
    int32_t *order; /* k values: the factor of each step, as an index in the list of varied
                       factors */
    bool *down;     /* k values: whether the factor decreases */
};

/*
 * Draws the start of a trajectory on the grid {0, 1/(levels - 1) ... 1}. A factor that will
 * increase starts in the lower half of the grid, and a factor that will decrease in the upper half.
 * So a step of levels/(2 (levels - 1)) stays in the grid. Draws 2k uniforms for the starts and
 * directions, and k - 1 for the order.
 */
static void
start_trajectory(const struct design_builder *m, const struct design_morris *options, int32_t k,
    uint64_t address, struct trajectory *t)
{
    double levels = (double)options->levels, step = levels / (2 * (levels - 1));

    for (int32_t j = 0; j < k; j++) {
        double start = design_uniform(m, address, (uint64_t)(2 * j));
        /* A level in the lower half of the grid. */
        int64_t grid = (int64_t)(start * (levels / 2));

        t->down[j] = design_uniform(m, address, (uint64_t)(2 * j + 1)) < 0.5;
        t->u[j] = (double)grid / (levels - 1) + (t->down[j] ? step : 0);
    }
    design_shuffle(m, address, (uint64_t)(2 * k), t->order, k);
}

static void
make_trajectory(const struct design_builder *m, const struct design_subset *subset,
    const struct design_morris *options, int64_t number, struct trajectory *t,
    struct design *out)
{
    double levels = (double)options->levels, step = levels / (2 * (levels - 1));
    int64_t first = number * (subset->count + 1);

    for (int32_t s = 0; s <= subset->count; s++) {
        struct design_mark *mark = &out->marks[first + s];

        mark->family = DESIGN_MORRIS;
        mark->levels = (int16_t)options->levels;
        mark->part = (int32_t)number + 1;
        mark->step = s;
        if (s > 0) {
            int32_t j = t->order[s - 1];

            t->u[j] += t->down[j] ? -step : step;
            mark->moved = (subset->factors[j] + 1) * (t->down[j] ? -1 : 1);
        }
        design_spread(m, subset, t->u, design_row(out, first + s));
    }
}

enum status
design_morris(struct design_builder *m, const struct design_call *call, struct design *out)
{
    struct design_morris options = {0};
    struct design_subset subset;
    struct trajectory t = {NULL, NULL, NULL};
    uint64_t address;
    enum status st;

    TRY(design_options(m, call, &options));
    TRY(design_factors(m, call, &options.factors, &subset));
    TRY(design_init(m, call, options.trajectories * (subset.count + 1), out));
    t.u = calloc((size_t)subset.count, sizeof(*t.u));
    t.order = calloc((size_t)subset.count, sizeof(*t.order));
    t.down = calloc((size_t)subset.count, sizeof(*t.down));
    if (t.u == NULL || t.order == NULL || t.down == NULL) {
        st = STATUS_NO_MEMORY;
        goto out;
    }
    m->contrasts = true;
    out->n_sets = 1;
    address = design_address(m, call, &subset);
    for (int64_t i = 0; i < options.trajectories; i++) {
        start_trajectory(m, &options, subset.count, stream_child(address, 0, (uint64_t)i), &t);
        make_trajectory(m, &subset, &options, i, &t, out);
    }
out:
    free(t.u);
    free(t.order);
    free(t.down);
    return st;
}

/* Returns the number of matrices: A, B, and A with each column from B. With second_order also B
   with each column from A. */
static int32_t
count_matrices(const struct design_saltelli *options, const struct design_subset *subset)
{
    return 2 + subset->count * (options->second_order ? 2 : 1);
}

/*
 * Makes row `row` of all matrices, as consecutive points. So the first rows of the design are a
 * complete smaller design. u[0..k-1] is the row of A, and u[k..2k-1] is the row of B. `mixed` is
 * space for k values.
 */
static void
make_rows(const struct design_builder *m, const struct design_subset *subset, int64_t row,
    int32_t n_matrices, const double *u, double *mixed, struct design *out)
{
    int32_t k = subset->count;

    for (int32_t i = 0; i < n_matrices; i++) {
        int64_t point = row * n_matrices + i;
        struct design_mark *mark = &out->marks[point];
        bool from_b = i == 1 || i >= 2 + k;
        int32_t column = i < 2 ? -1 : (i - 2) % k;

        for (int32_t j = 0; j < k; j++) {
            mixed[j] = from_b != (j == column) ? u[k + j] : u[j];
        }
        design_spread(m, subset, mixed, design_row(out, point));
        mark->family = DESIGN_SALTELLI;
        mark->part = i < 2    ? i
                     : from_b ? -1 - subset->factors[column]
                              : 2 + subset->factors[column];
        mark->step = (int32_t)row + 1;
    }
}

enum status
design_saltelli(struct design_builder *m, const struct design_call *call, struct design *out)
{
    struct design_saltelli options = {0};
    struct design_subset subset;
    struct design_sequence sequence = {0};
    double *u = NULL;
    int32_t n_matrices;
    enum status st;

    TRY(design_options(m, call, &options));
    TRY(design_factors(m, call, &options.factors, &subset));
    n_matrices = count_matrices(&options, &subset);
    if (2 * subset.count > DESIGN_SEQUENCE_SOBOL_MAX) {
        diag_at(m->reader->diag, call->node->at, call->path,
            "%d factors are more than the maximum of 20; select the most influential ones with "
            "a morris design first",
            subset.count);
        return STATUS_BAD_INPUT;
    }
    if ((options.base & (options.base - 1)) != 0) {
        failure_add(m->warnings,
            "saltelli: a base that is a power of 2 covers the space more evenly than %lld",
            (long long)options.base);
    }
    TRY(design_init(m, call, options.base * n_matrices, out));
    TRY(design_sequence_open(&sequence, m, false, 2 * subset.count));
    u = calloc(3 * (size_t)subset.count, sizeof(*u));
    if (u == NULL) {
        st = STATUS_NO_MEMORY;
        goto out;
    }
    m->contrasts = true;
    out->n_sets = 1;
    design_sequence_shift(&sequence, design_address(m, call, &subset), 1);
    for (int64_t row = 0; row < options.base; row++) {
        design_sequence_next(&sequence, u);
        make_rows(m, &subset, row, n_matrices, u, u + 2 * subset.count, out);
    }
out:
    free(u);
    design_sequence_close(&sequence);
    return st;
}
