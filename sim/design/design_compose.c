/* Designs that combine other designs: cross (all combinations), zip (row by row), union, filter. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "design/design_builder.h"
#include "design/expression.h"

enum { PARTS_MAX = 1000 };

/** The designs that a combined design contains. */
struct parts {
    struct design *items;
    int32_t count;
};

static void
free_parts(struct parts *parts)
{
    for (int32_t i = 0; i < parts->count; i++) {
        design_free(&parts->items[i]);
    }
    free(parts->items);
}

/* Makes every design of the list. Continues after an error, so that all errors are reported. */
static enum status
make_parts(struct design_builder *m, const struct design_call *call, struct parts *parts)
{
    const struct node *list = call->node;
    int32_t before = m->reader->diag->count;

    if (list->kind != NODE_LIST || list->count == 0 || list->count > PARTS_MAX) {
        diag_at(m->reader->diag, list->at, call->path, "expected a list of 1 to 1000 designs");
        return STATUS_BAD_INPUT;
    }
    parts->items = calloc((size_t)list->count, sizeof(*parts->items));
    if (parts->items == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < list->count; i++) {
        char key[NUMBER_BYTES];
        struct path at = {call->path, key};
        enum status st;

        number_print_integer(key, i);
        st = design_make(m, &at, list->members[i].value, &parts->items[i]);
        parts->count = i + 1;
        if (st != STATUS_OK && st != STATUS_BAD_INPUT) {
            return st;
        }
    }
    return diag_status(m->reader->diag, before);
}

static bool
sets_factor(const struct design *d, int32_t factor)
{
    for (int64_t i = 0; i < d->n_points; i++) {
        if (!isnan(design_row(d, i)[factor])) {
            return true;
        }
    }
    return false;
}

static bool
is_marked(const struct design *d)
{
    for (int64_t i = 0; i < d->n_points; i++) {
        if (d->marks[i].family != DESIGN_PLAIN) {
            return true;
        }
    }
    return false;
}

/* Checks that the parts set different factors, and that at most one has marks. */
static enum status
check_parts(struct design_builder *m, const struct design_call *call, const struct parts *parts)
{
    int32_t before = m->reader->diag->count, marked = 0;

    for (int32_t j = 0; j < m->n_factors; j++) {
        int32_t setters = 0;

        for (int32_t i = 0; i < parts->count; i++) {
            setters += sets_factor(&parts->items[i], j);
        }
        if (setters > 1) {
            diag_at(m->reader->diag, call->node->at, call->path,
                "factor \"%s\" is set by %d of the designs; in each design, list the factors "
                "that it sets under \"factors\"",
                m->factors[j].key.id, setters);
        }
    }
    for (int32_t i = 0; i < parts->count; i++) {
        marked += is_marked(&parts->items[i]);
    }
    if (marked > 1) {
        diag_at(m->reader->diag, call->node->at, call->path,
            "only one of the combined designs may be morris, saltelli or a sequence with "
            "several shifts");
    }
    return diag_status(m->reader->diag, before);
}

/* Copies the values and the mark of a point of a part to a point of the result. */
static void
merge(const struct design *part, int64_t from, const struct design *out, int64_t to)
{
    const struct design_mark *mark = &part->marks[from];
    struct design_mark *merged = &out->marks[to];

    for (int32_t j = 0; j < out->n_factors; j++) {
        double value = design_row(part, from)[j];

        if (!isnan(value)) {
            design_row(out, to)[j] = value;
        }
    }
    if (mark->family != DESIGN_PLAIN) {
        int16_t label = merged->label;

        *merged = *mark;
        merged->label = label;
    }
    merged->label = merged->label < 0 ? mark->label : merged->label;
}

/*
 * Makes one point of a cross design. `point` is a number in mixed radix; its digits are the points
 * of the parts. At most one part is a Morris or Saltelli design. The digits of the other parts give
 * the number of a copy of this design. Each copy is a set of its own, because the points that are
 * compared must agree in all other factors.
 */
static void
cross_point(const struct parts *parts, int64_t point, struct design *out)
{
    int64_t rest = point, others = 0, below = 1;
    int32_t n_sets = 0;

    for (int32_t i = parts->count; i-- > 0;) {
        const struct design *part = &parts->items[i];
        int64_t at = rest % part->n_points;

        merge(part, at, out, point);
        if (part->n_sets > 0) {
            n_sets = part->n_sets;
        } else {
            others += at * below;
            below *= part->n_points;
        }
        rest /= part->n_points;
    }
    if (n_sets > 0) {
        out->marks[point].set += (int32_t)(others * n_sets);
        out->n_sets = (int32_t)(below * n_sets);
    }
}

/* Makes all combinations of the points of the parts. The last part varies fastest. */
enum status
design_cross(struct design_builder *m, const struct design_call *call, struct design *out)
{
    struct parts parts = {NULL, 0};
    int64_t n = 1;
    enum status st;

    TRY(make_parts(m, call, &parts));
    TRY(check_parts(m, call, &parts));
    for (int32_t i = 0; i < parts.count && n <= DESIGN_POINTS_MAX; i++) {
        n *= parts.items[i].n_points;
    }
    TRY(design_init(m, call, n, out));
    for (int64_t point = 0; point < n; point++) {
        cross_point(&parts, point, out);
    }
out:
    free_parts(&parts);
    return st;
}

enum status
design_zip(struct design_builder *m, const struct design_call *call, struct design *out)
{
    struct parts parts = {NULL, 0};
    enum status st;

    TRY(make_parts(m, call, &parts));
    TRY(check_parts(m, call, &parts));
    for (int32_t i = 1; i < parts.count; i++) {
        if (parts.items[i].n_points != parts.items[0].n_points) {
            diag_at(m->reader->diag, call->node->at, call->path,
                "zip needs designs with equal numbers of points, but these have %lld and %lld",
                (long long)parts.items[0].n_points, (long long)parts.items[i].n_points);
            st = STATUS_BAD_INPUT;
            goto out;
        }
    }
    TRY(design_init(m, call, parts.items[0].n_points, out));
    for (int32_t i = 0; i < parts.count; i++) {
        for (int64_t point = 0; point < out->n_points; point++) {
            merge(&parts.items[i], point, out, point);
        }
        out->n_sets += parts.items[i].n_sets;
    }
out:
    free_parts(&parts);
    return st;
}

enum status
design_union(struct design_builder *m, const struct design_call *call, struct design *out)
{
    struct parts parts = {NULL, 0};
    int64_t n = 0, at = 0;
    enum status st;

    TRY(make_parts(m, call, &parts));
    for (int32_t i = 0; i < parts.count; i++) {
        n += parts.items[i].n_points;
    }
    TRY(design_init(m, call, n, out));
    for (int32_t i = 0; i < parts.count; i++) {
        const struct design *part = &parts.items[i];

        for (int64_t point = 0; point < part->n_points; point++, at++) {
            memcpy(design_row(out, at), design_row(part, point),
                (size_t)out->n_factors * sizeof(double));
            out->marks[at] = part->marks[point];
            out->marks[at].set += out->n_sets;
        }
        out->n_sets += part->n_sets;
    }
out:
    free_parts(&parts);
    return st;
}

struct design_filter {
    const char *where;
    struct node *of; /* the design whose points are filtered */
};
static const struct field filter_fields[] = {
    FIELD(struct design_filter, where, .required = true, .unit = "",
        .doc = "Condition on factors, for example \"latency < 24 and share + rest <= 1\"."),
    FIELD(struct design_filter, of, .required = true, .doc = "The design to filter.",
        .schema = "{\"$ref\": \"#/definitions/design\"}"),
};
const struct record design_filter_record = {.name = "filter_design",
    .doc = "The points of a design that satisfy a condition.",
    FIELDS_OF(struct design_filter, filter_fields)};

/* Keeps only the points that satisfy the condition. */
static void
keep(struct design *d, const struct expression *condition)
{
    int64_t kept = 0;

    for (int64_t i = 0; i < d->n_points; i++) {
        if (expression_holds(condition, design_row(d, i))) {
            memmove(
                design_row(d, kept), design_row(d, i), (size_t)d->n_factors * sizeof(double));
            d->marks[kept++] = d->marks[i];
        }
    }
    d->n_points = kept;
}

/* Whether a factor has errors. Its kind is then unknown. An error in a condition may be only a
   consequence of these errors and is not reported. */
static bool
has_faulty_factor(const struct design_builder *m)
{
    for (int32_t j = 0; j < m->n_factors; j++) {
        if (m->factors[j].faulty) {
            return true;
        }
    }
    return false;
}

static enum status
read_condition(struct design_builder *m, const char *text, struct expression *condition,
    char why[EXPRESSION_WHY_BYTES])
{
    struct arena *a = m->reader->arena;
    struct expression_name *names = arena_alloc(a, (size_t)m->n_factors * sizeof(*names));

    if (names == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t j = 0; j < m->n_factors; j++) {
        const struct factor *factor = &m->factors[j];

        names[j] = (struct expression_name){factor->key.id,
            factor->is_text ? (const struct node *const *)factor->choices : NULL,
            factor->n_choices};
    }
    return expression_read(condition, text,
        &(struct expression_names){"factor", names, m->n_factors, true, NULL}, a, why);
}

enum status
design_filter(struct design_builder *m, const struct design_call *call, struct design *out)
{
    struct design_filter options = {0};
    const struct node *where = json_find(call->node, "where");
    struct path of_at = {call->path, "of"}, where_at = {call->path, "where"};
    struct diag *r = m->reader->diag;
    char why[EXPRESSION_WHY_BYTES];
    struct expression condition;
    enum status st;

    TRY(design_options(m, call, &options));
    TRY(design_make(m, &of_at, options.of, out));
    st = read_condition(m, options.where, &condition, why);
    if (st == STATUS_BAD_INPUT && !has_faulty_factor(m)) {
        diag_at(r, where->at, &where_at, "%s", why);
    }
    TRY(st);
    if (out->n_sets > 0) {
        diag_at(r, call->node->at, call->path,
            "a filter cannot be applied to morris or saltelli, because both need all of their "
            "points; remove the filter");
        return STATUS_BAD_INPUT;
    }
    keep(out, &condition);
    if (out->n_points == 0) {
        /* If another error was reported, that error may be the cause, and only that error is
           shown. */
        if (diag_status(r, 0) == STATUS_OK) {
            diag_at(r, where->at, &where_at,
                "no point of the design satisfies the condition; widen the condition or add "
                "points");
        }
        return STATUS_BAD_INPUT;
    }
out:
    return st;
}
