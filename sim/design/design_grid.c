/* Designs from lists: factorial, one factor at a time, and explicit points. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "design/design_builder.h"

enum { LEVELS_MAX = 1000000 };

/** The values of one factor in a grid design. */
struct levels {
    int32_t factor, count;
    double *values;
};

/* Chooses the values of a factor in a grid. If the factor has values or levels, takes all of them.
   Otherwise takes n values of its range, evenly spaced on its scale, with both ends; for n = 1,
   takes the middle. */
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
        diag_at(m->reader->diag, list->at, path, "the list is empty; add at least one value");
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

/* Reads the values of one factor in a factorial design: a list, a number of values in the range, or
   "all". */
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
        f->choices != NULL ? "expected a list of values, or \"all\""
                           : "expected a list of values, or the number of values in the range");
    return STATUS_OK;
}

/* Makes all combinations of the values. The last factor varies fastest. */
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

/* Reports an error: the design takes all values of a factor, but this factor has only a range. */
static void
report_range(struct design_builder *m, const struct design_call *call, const char *id)
{
    if (m->implied) {
        struct path all = {NULL, "factors"}, at = {&all, id};

        diag_at(m->reader->diag, call->node->at, &at,
            "the experiment has no \"design\", so it takes all combinations of the values of "
            "its factors, but factor \"%s\" has a range and no list of values; add \"values\" "
            "to "
            "the "
            "factor, or a \"design\"",
            id);
    } else {
        diag_at(m->reader->diag, call->node->at, call->path,
            "factor \"%s\" has a range and no list of values; give the number of values, for "
            "example {\"%s\": 5}",
            id, id);
    }
}

/* Makes the design {"factorial": {factor: values}}. With {} it uses all values of all factors. */
enum status
design_factorial(struct design_builder *m, const struct design_call *call, struct design *out)
{
    const struct node *node = call->node;
    int32_t before = m->reader->diag->count, n = 0;
    struct levels *levels;
    enum status st = STATUS_OK;

    if (node->kind != NODE_OBJECT) {
        diag_at(m->reader->diag, node->at, call->path,
            "expected an object {factor: list of values, or number of values}, found %s",
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
            report_range(m, call, m->factors[j].key.id);
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
    struct list factors; /* list of struct design_name */
    struct node *around; /* the base point; NULL: it has the values of the scenario */
};
static const struct field one_fields[] = {
    FIELD(struct design_one_at_a_time, levels, .min = 1, .max = LEVELS_MAX, .default_value = 2,
        .unit = "1",
        .doc = "Number of values of each factor, evenly spaced over its range and including "
               "both ends."),
    DESIGN_FACTORS(struct design_one_at_a_time),
    FIELD(struct design_one_at_a_time, around, .schema = DESIGN_POINT,
        .doc = "The base point, {factor: value}; default: the values of the scenario."),
};
const struct record design_one_at_a_time_record = {.name = "one_at_a_time_design",
    .doc = "A base point, and further points at which one factor differs from the base point.",
    FIELDS_OF(struct design_one_at_a_time, one_fields)};

/* Reads the value of a factor in the scenario. Reports an error if the members that the factor sets
   have different values. */
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
                "the members that %s selects have different values in the scenario; give the "
                "factor a value in \"around\"",
                f->path);
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

/* Sets the base point to the values of `around`. The other factors get the values of the
   scenario. */
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

/* Makes the design of a list of points. A factor that a point does not name is unset. */
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
