/* Designs from lists: factorial, one factor at a time, points as they are written. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "design/design_builder.h"

enum { LEVELS_MAX = 1000000 };

/** What one factor takes in turn. */
struct levels {
    int32_t factor, count;
    double *values;
};

/* n values of a factor: its own, or evenly spread on its scale, ends included. */
static enum status
spread_levels(struct design_builder *m, int32_t factor, int32_t n, struct levels *levels)
{
    const struct factor *f = &m->factors[factor];

    n = f->choices != NULL ? f->n_choices : n;
    *levels = (struct levels){
        factor, n, arena_alloc(m->reader->arena, (size_t)n * sizeof(*levels->values))};
    if (levels->values == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < n; i++) {
        double u = f->choices != NULL ? (i + 0.5) / n : n == 1 ? 0.5 : (double)i / (n - 1);

        levels->values[i] = factor_at(f, u);
    }
    return STATUS_OK;
}

static enum status
list_levels(struct design_builder *m, const struct path *path, const struct node *list,
    int32_t factor, struct levels *levels)
{
    *levels = (struct levels){factor, 0,
        arena_alloc(m->reader->arena, (size_t)list->count * sizeof(*levels->values))};
    if (levels->values == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (list->count == 0) {
        diag_at(m->reader->diag, list->at, path, "an empty list makes no points");
    }
    for (int32_t i = 0; i < list->count; i++) {
        char key[NUMBER_BYTES];
        struct path at = {path, key};

        number_print_integer(key, i);
        levels->count += factor_read_value(m->reader, &at, &m->factors[factor],
            list->members[i].value, &levels->values[levels->count]);
    }
    return STATUS_OK;
}

/* A list of values, how many to spread over the range, or "all" of the factor's own. */
static enum status
read_levels(struct design_builder *m, const struct path *path, const struct node *node,
    int32_t factor, struct levels *levels)
{
    const struct factor *f = &m->factors[factor];
    bool all = node->kind == NODE_TEXT && strcmp(node->text, "all") == 0;
    bool count = node->kind == NODE_NUMBER && node->number >= 1 && node->number <= LEVELS_MAX &&
                 node->number == floor(node->number);

    *levels = (struct levels){factor, 0, NULL};
    if (f->faulty) {
        return spread_levels(m, factor, 1, levels);
    }
    if (node->kind == NODE_LIST) {
        return list_levels(m, path, node, factor, levels);
    }
    if (all && f->choices != NULL) {
        return spread_levels(m, factor, 0, levels);
    }
    if (count && f->choices == NULL && factor_read_spread(m->reader, path, node->at, f)) {
        return spread_levels(m, factor, (int32_t)node->number, levels);
    }
    diag_at(m->reader->diag, node->at, path,
        f->choices != NULL ? "expected a list of values, or \"all\" of the factor's own"
                           : "expected a list of values, or how many over the range");
    return STATUS_OK;
}

/* The whole grid; the last factor changes fastest. */
static enum status
make_grid(struct design_builder *m, const struct design_call *call, const struct levels *levels,
    int32_t n, struct design *out)
{
    int64_t points = 1;
    enum status st;

    for (int32_t j = 0; j < n && points <= DESIGN_POINTS_MAX; j++) {
        points *= levels[j].count;
    }
    TRY(design_init(m, call, points, out));
    for (int64_t i = 0; i < points; i++) {
        int64_t rest = i;

        for (int32_t j = n; j-- > 0;) {
            design_row(out, i)[levels[j].factor] = levels[j].values[rest % levels[j].count];
            rest /= levels[j].count;
        }
    }
out:
    return st;
}

/* An empty one is of all factors. */
enum status
design_factorial(struct design_builder *m, const struct design_call *call, struct design *out)
{
    const struct node *node = call->node;
    int32_t before = m->reader->diag->count, n = 0;
    struct levels *levels;
    enum status st = STATUS_OK;

    if (node->kind != NODE_OBJECT) {
        diag_at(m->reader->diag, node->at, call->path,
            "expected an object {factor: [values] or how many}, found %s",
            json_kind_name(node->kind));
        return STATUS_BAD_INPUT;
    }
    levels = arena_alloc(
        m->reader->arena, (size_t)(m->n_factors + node->count + 1) * sizeof(*levels));
    if (levels == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < node->count; i++) {
        const struct member *member = &node->members[i];
        struct path at = {call->path, member->key};
        int32_t factor = design_factor(m, &at, member->key_at, member->key);

        if (factor >= 0) {
            TRY(read_levels(m, &at, member->value, factor, &levels[n++]));
        }
    }
    for (int32_t j = 0; node->count == 0 && j < m->n_factors; j++) {
        if (m->factors[j].choices == NULL && !m->factors[j].faulty) {
            diag_at(m->reader->diag, node->at, call->path,
                "factor \"%s\" has no values: say how many, {\"%s\": 5}", m->factors[j].key.id,
                m->factors[j].key.id);
        } else {
            TRY(spread_levels(m, j, 1, &levels[n++]));
        }
    }
    TRY(diag_status(m->reader->diag, before));
    TRY(make_grid(m, call, levels, n, out));
out:
    return st;
}

struct design_one_at_a_time {
    int64_t levels;
    struct list factors; /* struct design_name */
    struct node *around; /* the point in the middle; NULL: the scenario */
};
static const struct field one_fields[] = {
    FIELD(struct design_one_at_a_time, levels, .min = 1, .max = LEVELS_MAX, .default_value = 2,
        .unit = "1", .doc = "Values of each factor that has a range, over it, ends included."),
    DESIGN_FACTORS(struct design_one_at_a_time),
    FIELD(struct design_one_at_a_time, around, .schema = DESIGN_POINT),
};
const struct record design_one_at_a_time_record = {.name = "one_at_a_time_design",
    .doc = "A point, and from it each factor moved alone.",
    FIELDS_OF(struct design_one_at_a_time, one_fields)};

/* What the scenario says of a factor, if it says the same of all its members. */
static bool
present_value(struct design_builder *m, const struct design_call *call, int32_t factor,
    const struct path *path, double *value)
{
    const struct factor *f = &m->factors[factor];
    struct node *found = NULL;

    for (int32_t i = 0; i < f->n_pointers; i++) {
        struct pointer p;
        struct node *one;

        if (pointer_read(m->reader->arena, f->pointers[i], &p) != NULL) {
            return false;
        }
        one = pointer_find(m->scenario, &p);
        if (one == NULL || (found != NULL && !json_equal(found, one))) {
            diag_at(m->reader->diag, call->node->at, path,
                "%s has no one value in the scenario: say around which to go", f->path);
            return false;
        }
        found = one;
    }
    if (found == NULL || !factor_read_value(m->reader, path, f, found, value)) {
        return false;
    }
    return true;
}

static void
read_point(
    struct design_builder *m, const struct path *path, const struct node *point, double *row)
{
    if (point->kind != NODE_OBJECT) {
        diag_at(m->reader->diag, point->at, path,
            "expected a point, an object {factor: value}, found %s",
            json_kind_name(point->kind));
        return;
    }
    for (int32_t i = 0; i < point->count; i++) {
        const struct member *member = &point->members[i];
        struct path at = {path, member->key};
        int32_t factor = design_factor(m, &at, member->key_at, member->key);

        if (factor >= 0) {
            (void)factor_read_value(
                m->reader, &at, &m->factors[factor], member->value, &row[factor]);
        }
    }
}

/* The point from which factors are moved: the scenario's, but for what `around` says. */
static void
read_around(struct design_builder *m, const struct design_call *call,
    const struct design_subset *subset, const struct node *around, double *base)
{
    struct path path = {call->path, "around"};

    if (around != NULL) {
        read_point(m, &path, around, base);
    }
    for (int32_t j = 0; j < subset->count; j++) {
        int32_t factor = subset->factors[j];
        struct path at = {&path, m->factors[factor].key.id};

        if (json_find(around, m->factors[factor].key.id) == NULL) {
            (void)present_value(m, call, factor, &at, &base[factor]);
        }
    }
}

enum status
design_one_at_a_time(
    struct design_builder *m, const struct design_call *call, struct design *out)
{
    struct design_one_at_a_time options = {0};
    struct design_subset subset;
    int32_t before = m->reader->diag->count;
    struct levels *levels = NULL;
    double *base;
    int64_t points = 1, at = 1;
    enum status st;

    TRY(design_options(m, call, &options));
    TRY(design_factors(m, call, &options.factors, &subset));
    levels = arena_alloc(m->reader->arena, (size_t)subset.count * sizeof(*levels));
    base = arena_alloc(m->reader->arena, (size_t)m->n_factors * sizeof(*base));
    if (levels == NULL || base == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t j = 0; j < m->n_factors; j++) {
        base[j] = NAN;
    }
    read_around(m, call, &subset, options.around, base);
    TRY(diag_status(m->reader->diag, before));
    for (int32_t j = 0; j < subset.count; j++) {
        TRY(spread_levels(m, subset.factors[j], (int32_t)options.levels, &levels[j]));
        points += levels[j].count;
    }
    TRY(design_init(m, call, points, out));
    m->contrasts = true;
    for (int64_t i = 0; i < points; i++) {
        memcpy(design_row(out, i), base, (size_t)m->n_factors * sizeof(*base));
    }
    for (int32_t j = 0; j < subset.count; j++) {
        for (int32_t k = 0; k < levels[j].count; k++) {
            design_row(out, at++)[levels[j].factor] = levels[j].values[k];
        }
    }
out:
    return st;
}

/* A factor that a point leaves out stays as the scenario has it. */
enum status
design_points(struct design_builder *m, const struct design_call *call, struct design *out)
{
    const struct node *list = call->node;
    int32_t before = m->reader->diag->count;
    enum status st;

    if (list->kind != NODE_LIST || list->count == 0) {
        diag_at(m->reader->diag, list->at, call->path,
            "expected a list of points, objects {factor: value}");
        return STATUS_BAD_INPUT;
    }
    TRY(design_init(m, call, list->count, out));
    for (int32_t i = 0; i < list->count; i++) {
        char key[NUMBER_BYTES];
        struct path at = {call->path, key};

        number_print_integer(key, i);
        read_point(m, &at, list->members[i].value, design_row(out, i));
    }
    st = diag_status(m->reader->diag, before);
out:
    return st;
}
