#include "design/design.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/id.h"
#include "design/design_builder.h"
#include "format/decode/decode.h"
#include "kernel/stream.h"

const struct design_row design_rows[] = {
    {"points", NULL, design_points, "[{\"rate\": 0.1}, {\"rate\": 0.5, \"trust\": 2}]",
        "The points of a list. A factor that a point omits keeps the value of the scenario."},
    {"csv", NULL, design_csv, "\"points.csv\"",
        "The rows of a table. Its columns are factors and, if wanted, label."},
    {"factorial", NULL, design_factorial,
        "{\"rate\": 3, \"trust\": [1, 2], \"observed\": \"all\"}",
        "All combinations of the values of factors: for each factor a number of values in its "
        "range, a list of values, or all values. {} takes all values of all factors."},
    {"one_at_a_time", &design_one_at_a_time_record, design_one_at_a_time,
        "{\"around\": {\"rate\": 0.5, \"trust\": 2}}",
        "A base point, and points at which one factor differs from it."},
    {"lhs", &design_lhs_record, design_lhs, "{\"samples\": 100}",
        "A Latin hypercube: each factor has one point in each of `samples` equal intervals."},
    {"random", &design_random_record, design_random, "{\"samples\": 100}",
        "Independent random points. More samples do not change the first points."},
    {"sobol", &design_sequence_record, design_sobol, "{\"samples\": 64, \"shifts\": 2}",
        "The first points of a Sobol' sequence, which cover the space evenly."},
    {"halton", &design_sequence_record, design_halton, "{\"samples\": 60}",
        "The first points of a Halton sequence, which cover the space evenly."},
    {"morris", &design_morris_record, design_morris, "{\"trajectories\": 40}",
        "Trajectories that change one factor at a time, for the analysis morris: which factors "
        "matter."},
    {"saltelli", &design_saltelli_record, design_saltelli, "{\"base\": 128}",
        "Two matrices and combinations of them, for the analysis sobol: shares of the "
        "variance."},
    {"cross", NULL, design_cross,
        "[{\"lhs\": {\"samples\": 50, \"factors\": [\"rate\"]}}, {\"factorial\": {\"trust\": "
        "\"all\"}}]",
        "All combinations of the points of designs that vary different factors."},
    {"zip", NULL, design_zip,
        "[{\"points\": [{\"rate\": 0.1}, {\"rate\": 0.5}]}, {\"points\": [{\"trust\": 1}, "
        "{\"trust\": 2}]}]",
        "The first points of all designs joined to one point, then the second points, and so "
        "on."},
    {"union", NULL, design_union,
        "[{\"lhs\": {\"samples\": 50}}, {\"points\": [{\"rate\": 0.1}]}]",
        "The points of all designs."},
    {"filter", &design_filter_record, design_filter,
        "{\"of\": {\"lhs\": {\"samples\": 100}}, \"where\": \"rate < trust\"}",
        "The points of a design that satisfy a condition."},
    {NULL, NULL, NULL, NULL, NULL},
};
enum { ROWS = sizeof(design_rows) / sizeof(design_rows[0]) - 1 };

/* ---- tables ---- */

enum status
design_init(
    struct design_builder *m, const struct design_call *call, int64_t n, struct design *out)
{
    size_t cells = (size_t)(n < 0 ? 0 : n) * (size_t)m->n_factors;

    *out = (struct design){.n_factors = m->n_factors};
    if (n > DESIGN_POINTS_MAX || cells > (size_t)1 << 30) {
        diag_at(m->reader->diag, call->node->at, call->path,
            "the design has more than %d points or more than 1073741824 values, the maximum; "
            "use fewer points or factors",
            DESIGN_POINTS_MAX);
        return STATUS_BAD_INPUT;
    }
    out->values = malloc((cells + 1) * sizeof(*out->values));
    out->marks = calloc((size_t)n + 1, sizeof(*out->marks));
    if (out->values == NULL || out->marks == NULL) {
        design_free(out);
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < cells; i++) {
        out->values[i] = NAN;
    }
    for (int64_t i = 0; i < n; i++) {
        out->marks[i].label = -1;
    }
    out->n_points = n;
    return STATUS_OK;
}

void
design_free(struct design *d)
{
    free(d->values);
    free(d->marks);
    memset(d, 0, sizeof(*d));
}

double *
design_row(const struct design *d, int64_t point)
{
    return d->values + (size_t)point * (size_t)d->n_factors;
}

/* ---- parts common to all designs ---- */

int32_t
design_factor(
    struct design_builder *m, const struct path *path, struct place at, const char *id)
{
    return decode_value_index(
        m->reader->diag, at, path, "factor", id, TEXT_NAMES(m->factors, key.id, m->n_factors));
}

static const struct field name_fields[] = {FIELD(struct design_name, factor, .unit = "")};
const struct record design_name_record = {
    .name = "name", FIELDS_OF(struct design_name, name_fields), .scalar = true};

/* Adds one name of the list `factors` to the subset. */
static void
add_factor(struct design_builder *m, const struct path *path, const struct node *name,
    struct design_subset *subset)
{
    int32_t factor = design_factor(m, path, name->at, name->text);

    for (int32_t i = 0; factor >= 0 && i < subset->count; i++) {
        if (subset->factors[i] == factor) {
            diag_at(m->reader->diag, name->at, path, "\"%s\" is listed twice; list it once",
                name->text);
            return;
        }
    }
    /* The index is inserted in ascending order, because the order in the list does not matter. */
    if (factor >= 0) {
        int32_t at = subset->count++;

        for (; at > 0 && subset->factors[at - 1] > factor; at--) {
            subset->factors[at] = subset->factors[at - 1];
        }
        subset->factors[at] = factor;
    }
}

enum status
design_factors(struct design_builder *m, const struct design_call *call,
    const struct list *names, struct design_subset *subset)
{
    const struct node *list = json_find(call->node, "factors");
    struct path path = {call->path, "factors"};
    struct diag *r = m->reader->diag;
    int32_t before = r->count, n = m->n_factors;

    *subset = (struct design_subset){.count = 0};
    subset->factors = arena_alloc(m->reader->arena, (size_t)(n + 1) * sizeof(int32_t));
    if (subset->factors == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < names->count && i < n; i++) {
        add_factor(m, &path, list->members[i].value, subset);
    }
    for (; list == NULL && subset->count < n; subset->count++) {
        subset->factors[subset->count] = subset->count;
    }
    if (subset->count == 0 && r->count == before) {
        diag_at(r, call->node->at, call->path,
            "the design varies no factor; define at least one in \"factors\" of the "
            "experiment");
    }
    for (int32_t i = 0; i < subset->count; i++) {
        (void)factor_read_spread(
            m->reader, call->path, call->node->at, &m->factors[subset->factors[i]]);
    }
    return diag_status(r, before);
}

enum status
design_options(struct design_builder *m, const struct design_call *call, void *options)
{
    int32_t row = text_index(call->family, TEXT_NAMES(design_rows, name, ROWS));

    return decode_part(m->context, call->path, call->node, design_rows[row].record, options);
}

uint64_t
design_address(struct design_builder *m, const struct design_call *call,
    const struct design_subset *subset)
{
    uint64_t factors = 0, number = 0, address;

    /* The hashes are added, so that the order of the factors does not matter. */
    for (int32_t i = 0; i < subset->count; i++) {
        factors += hash_text(m->factors[subset->factors[i]].key.id);
    }
    address = stream_child(hash_text(call->family), 1, factors);
    for (int32_t i = 0; i < m->n_addresses; i++) {
        number += m->addresses[i] == address;
    }
    if (m->n_addresses < DESIGN_ADDRESSES_MAX) {
        m->addresses[m->n_addresses++] = address;
    }
    return number == 0 ? address : stream_child(address, 2, number);
}

double
design_uniform(const struct design_builder *m, uint64_t address, uint64_t index)
{
    struct stream_base base = {.seed = m->seed};

    return stream_uniform(&base, hash_text("design"), address, index);
}

void
design_shuffle(
    const struct design_builder *m, uint64_t address, uint64_t first, int32_t *order, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        order[i] = (int32_t)i;
    }
    for (int64_t i = n - 1; i > 0; i--) {
        double u = design_uniform(m, address, first + (uint64_t)(n - 1 - i));
        int64_t k = (int64_t)(u * (double)(i + 1));
        int32_t kept = order[i];

        order[i] = order[k];
        order[k] = kept;
    }
}

void
design_spread(const struct design_builder *m, const struct design_subset *subset,
    const double *u, double *row)
{
    for (int32_t j = 0; j < subset->count; j++) {
        row[subset->factors[j]] = factor_at(&m->factors[subset->factors[j]], u[j]);
    }
}

/* ---- a design in the file ---- */

/* Finds the one member that names a family. Reports all other members except `label`. */
static const struct design_row *
find_family(struct design_builder *m, const struct path *path, const struct node *node)
{
    const struct design_row *found = NULL;
    int32_t before = m->reader->diag->count;

    for (int32_t i = 0; i < node->count; i++) {
        const struct member *member = &node->members[i];
        struct path at = {path, member->key};
        int32_t row = strcmp(member->key, "label") == 0
                          ? -1
                          : decode_value_index(m->reader->diag, member->key_at, &at, "design",
                                member->key, TEXT_NAMES(design_rows, name, ROWS));

        if (row >= 0 && found != NULL) {
            diag_at(m->reader->diag, member->key_at, &at,
                "a design has only one family, and this design already has \"%s\"; combine "
                "several designs with cross, zip or union",
                found->name);
        } else if (row >= 0) {
            found = &design_rows[row];
        }
    }
    if (found == NULL && m->reader->diag->count == before) {
        diag_at(m->reader->diag, node->at, path,
            "a design must name its family, for example {\"factorial\": {}}");
    }
    return m->reader->diag->count == before ? found : NULL;
}

enum status
design_label(
    struct design_builder *m, const struct path *path, const struct node *label, int32_t *index)
{
    char out[ID_FAULT_BYTES];
    const char *fault = label->kind != NODE_TEXT ? "expected text"
                        : label->text[0] == '\0'
                            ? "a label must not be empty; omit the member instead"
                            : decode_value_text_fault(label->text);
    struct text_names known = {m->labels, sizeof(*m->labels), m->n_labels};

    fault = fault == NULL ? id_name_fault(out, label->text) : fault;
    *index = fault == NULL ? text_index(label->text, known) : -1;
    if (fault == NULL && *index < 0 && m->n_labels == DESIGN_LABELS_MAX) {
        fault =
            "more than 1000 labels, the maximum; give several designs the same label, or none";
    }
    if (fault != NULL) {
        diag_at(m->reader->diag, label->at, path, "%s", fault);
    } else if (*index < 0) {
        m->labels[m->n_labels] = arena_text(m->reader->arena, label->text, strlen(label->text));
        if (m->labels[m->n_labels] == NULL) {
            return STATUS_NO_MEMORY;
        }
        *index = m->n_labels++;
    }
    return STATUS_OK;
}

static enum status
make_family(struct design_builder *m, const struct path *path, struct node *node,
    const struct design_row *family, struct design *out)
{
    struct node *label = json_find(node, "label");
    int32_t index = -1;
    struct path at = {path, family->name}, label_at = {path, "label"};
    struct design_call call = {family->name, &at, json_find(node, family->name)};
    int32_t before = m->reader->diag->count;
    enum status st;

    TRY(label == NULL ? STATUS_OK : design_label(m, &label_at, label, &index));
    TRY(family->make(m, &call, out));
    for (int64_t i = 0; i < out->n_points; i++) {
        /* a point that already has a label got it from a design inside this one */
        if (out->marks[i].label < 0) {
            out->marks[i].label = (int16_t)index;
        }
    }
    st = diag_status(m->reader->diag, before);
out:
    if (st != STATUS_OK) {
        design_free(out);
    }
    return st;
}

enum status
design_make(
    struct design_builder *m, const struct path *path, struct node *node, struct design *out)
{
    const struct design_row *family;
    enum status st;

    memset(out, 0, sizeof(*out));
    if (node->kind != NODE_OBJECT) {
        diag_at(m->reader->diag, node->at, path, "expected a design (an object), found %s",
            json_kind_name(node->kind));
        return STATUS_BAD_INPUT;
    }
    if (m->depth == DESIGN_DEPTH_MAX) {
        diag_at(m->reader->diag, node->at, path,
            "designs are nested too deeply; use fewer levels of cross, zip, union and filter");
        return STATUS_BAD_INPUT;
    }
    family = find_family(m, path, node);
    if (family == NULL) {
        return STATUS_BAD_INPUT;
    }
    m->depth++;
    st = make_family(m, path, node, family, out);
    m->depth--;
    return st;
}
