/* Computes the keys of points, removes duplicate points, and computes the identity of an
   experiment. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "design/design_builder.h"
#include "experiment/experiment_file.h"
#include "experiment/experiment_rare.h"

struct ranked {
    uint64_t key;
    int64_t point;
};

/* Computes the key of a point: the first 64 bits of SHA-256 over the factors that are set, in
   order, with their values as JSON. `text` is a work buffer. */
static enum status
make_key(const struct experiment *e, int64_t point, struct buffer *text, uint64_t *key)
{
    struct sha256 digest;
    char digits[SHA256_HEX_BYTES];

    sha256_start(&digest);
    for (int32_t j = 0; j < e->n_factors; j++) {
        double value = experiment_value(e, point, j);

        if (!isnan(value)) {
            buffer_clear(text);
            factor_print(&e->factors[j], value, text);
            sha256_add_string(&digest, e->factors[j].key.id);
            sha256_add_string(&digest, buffer_string(text));
        }
    }
    sha256_print(&digest, digits);
    *key = 0;
    for (int k = 0; k < 16; k++) {
        int digit = digits[k] <= '9' ? digits[k] - '0' : digits[k] - 'a' + 10;

        *key = *key << 4 | (uint64_t)digit;
    }
    return buffer_status(text);
}

static int
compare(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    return x->key != y->key ? (x->key > y->key) - (x->key < y->key)
                            : (x->point > y->point) - (x->point < y->point);
}

static bool
equal_points(const struct experiment *e, int64_t a, int64_t b)
{
    for (int32_t j = 0; j < e->n_factors; j++) {
        double x = experiment_value(e, a, j), y = experiment_value(e, b, j);

        if (x != y && !(isnan(x) && isnan(y))) {
            return false;
        }
    }
    return true;
}

/* Whether a duplicate may be removed. Morris trajectories and Saltelli matrices need all of their
   points. */
static bool
is_removable(const struct experiment *e, int64_t point)
{
    int family = e->design.marks[point].family;

    return family == DESIGN_PLAIN || family == DESIGN_SHIFT;
}

/* Sets drop[point] for every point that equals an earlier point. `ranked` has the points, sorted by
   key and then by index. */
static void
find_repeated(
    const struct experiment *e, const struct ranked *ranked, struct diag *diag, bool *drop)
{
    for (int64_t i = 1; i < e->n_points; i++) {
        int64_t point = ranked[i].point;

        if (ranked[i].key != ranked[i - 1].key) {
            continue;
        }
        if (!equal_points(e, point, ranked[i - 1].point)) {
            struct place nowhere = {0};

            diag_at(diag, nowhere, NULL,
                "points %lld and %lld have the same hash: change a value of one of them "
                "slightly",
                (long long)ranked[i - 1].point + 1, (long long)point + 1);
        }
        drop[point] = is_removable(e, point);
    }
}

static void
drop_points(struct experiment *e, const bool *drop)
{
    int64_t kept = 0;

    for (int64_t i = 0; i < e->n_points; i++) {
        if (!drop[i]) {
            memmove(design_row(&e->design, kept), design_row(&e->design, i),
                (size_t)e->n_factors * sizeof(double));
            e->design.marks[kept] = e->design.marks[i];
            e->keys[kept++] = e->keys[i];
        }
    }
    e->n_points = e->design.n_points = kept;
}

enum status
experiment_points(struct experiment *e, struct diag *diag)
{
    size_t n = (size_t)e->design.n_points;
    struct ranked *ranked = calloc(n + 1, sizeof(*ranked));
    bool *drop = calloc(n + 1, sizeof(*drop));
    int32_t before = diag->count;
    struct buffer text = {0};
    enum status st = STATUS_NO_MEMORY;

    e->n_points = e->design.n_points;
    e->keys = calloc(n + 1, sizeof(*e->keys));
    if (ranked == NULL || drop == NULL || e->keys == NULL) {
        goto out;
    }
    for (int64_t i = 0; i < e->n_points; i++) {
        TRY(make_key(e, i, &text, &e->keys[i]));
        ranked[i] = (struct ranked){e->keys[i], i};
    }
    qsort(ranked, n, sizeof(*ranked), compare);
    find_repeated(e, ranked, diag, drop);
    drop_points(e, drop);
    st = diag_status(diag, before);
out:
    free(ranked);
    free(drop);
    buffer_free(&text);
    return st;
}

static void
add_number(struct sha256 *digest, uint64_t x)
{
    char digits[NUMBER_BYTES];

    (void)number_print_unsigned(digits, x);
    sha256_add_string(digest, digits);
}

/* Adds the hashes of the input tables, which are copied into the result without changes. */
static void
add_tables(struct sha256 *digest, const struct input_files *inputs)
{
    for (int32_t i = 0; i < inputs->count; i++) {
        if (inputs->items[i].copy_as != NULL) {
            sha256_add_string(digest, inputs->items[i].sha256);
        }
    }
}

void
experiment_identify(struct experiment *e)
{
    struct sha256 digest;

    sha256_start(&digest);
    sha256_add_string(&digest, CBMSIM_VERSION);
    sha256_add_string(&digest, e->base.contents);
    add_tables(&digest, &e->base.inputs);
    add_tables(&digest, &e->inputs);
    add_number(&digest, e->seed);
    add_number(&digest, (uint64_t)(e->common_policy + 2 * e->common_point));
    add_number(&digest, (uint64_t)e->outputs.trace_level);
    for (int32_t j = 0; j < e->n_factors; j++) {
        sha256_add_string(&digest, e->factors[j].key.id);
        sha256_add_string(&digest, e->factors[j].path);
    }
    for (int64_t i = 0; i < e->n_points; i++) {
        const struct design_mark *mark = &e->design.marks[i];
        const char *label = experiment_label(e, i);

        add_number(&digest, e->keys[i]);
        sha256_add_string(&digest, label == NULL ? "" : label);
        add_number(&digest, (uint64_t)mark->set);
        add_number(&digest, (uint64_t)mark->part);
        add_number(&digest, (uint64_t)mark->step);
    }
    experiment_rare_identify(e, &digest);
    sha256_print(&digest, e->identity);
}
