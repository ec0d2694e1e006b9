#include "scenario/catalogue.h"

#include "format/decode/decode.h"
#include "format/decode/defaults.h"
#include "model/catalogue/field_macros.h"
#include "model/catalogue/measure.h"

/** The member `catalogues` of an agreement after decoding. */
struct taken_catalogues {
    /* List of struct catalogue. key.index is the index of the built-in row. */
    struct list catalogues;
};

const struct field catalogue_field =
    MAP(struct taken_catalogues, catalogues, &measure_catalogue_record,
        "Whole catalogues: the agreement has all measures of a catalogue, with this "
        "implementation and activity.",
        .builtins = &measure_catalogue_rows, .builtins_only = true);

/* Copies the numbers of the catalogue to a measure, except those that the measure sets itself. */
static enum status
copy_numbers(struct arena *a, struct node *measure, const struct node *from)
{
    static const char *const names[] = {"words", "implementation", "activity"};
    enum status st = STATUS_OK;

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct node *value = json_find(from, names[i]);

        if (value != NULL && json_member(measure, names[i]) == NULL) {
            value = json_copy(a, value);
            if (value == NULL) {
                return STATUS_NO_MEMORY;
            }
            TRY(json_add(a, measure, names[i], value->at, value));
        }
    }
out:
    return st;
}

/* Adds the measure `id` of a catalogue. `from` is the member of the catalogue in the agreement. */
static enum status
add_measure(struct arena *a, struct node *measures, const char *id, const struct member *from,
    enum catalogue_nulls nulls)
{
    struct node *measure = json_find(measures, id);
    enum status st = STATUS_OK;

    if (measure == NULL) {
        measure = json_node(a, NODE_OBJECT, from->key_at);
        if (measure == NULL) {
            return STATUS_NO_MEMORY;
        }
        TRY(json_add(a, measures, id, from->key_at, measure));
    }
    if (measure->kind == NODE_OBJECT) {
        TRY(copy_numbers(a, measure, from->value));
    } else if (measure->kind == NODE_NULL && nulls == CATALOGUE_DROP) {
        TRY(json_remove(a, measures, id));
    }
out:
    return st;
}

/* Adds all measures of a catalogue. */
static enum status
add_measures(struct arena *a, struct node *measures, const struct catalogue *catalogue,
    const struct member *from, enum catalogue_nulls nulls)
{
    const struct measure *rows = catalogue->measures->at;
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < catalogue->measures->count; i++) {
        TRY(add_measure(a, measures, rows[i].key.id, from, nulls));
    }
out:
    return st;
}

/* Reports every error in `catalogues`, an object of catalogues by id. */
static enum status
check(struct input_reader *r, const struct path *path, struct node *catalogues)
{
    const struct record record = {.name = "agreement",
        .size = sizeof(struct taken_catalogues),
        .fields = &catalogue_field,
        .n_fields = 1};
    struct decode_value_context context = {
        .arena = r->arena, .diag = r->report, .root = catalogues};
    struct node *only = json_node(r->arena, NODE_OBJECT, catalogues->at);
    struct taken_catalogues taken = {{NULL, 0}};
    enum status st;

    if (only == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(json_add(r->arena, only, catalogue_field.name, catalogues->at, catalogues));
    st = decode_part(&context, path, only, &record, &taken);
    st = st == STATUS_BAD_INPUT ? STATUS_OK : st;
out:
    return st;
}

/* Removes all nulls from `measures`. This is done if a catalogue is unknown, because then its
   measures are unknown, too. An error for each null that omits such a measure would only repeat the
   first error. */
static enum status
drop_nulls(struct arena *a, struct node *measures)
{
    if (measures->kind != NODE_OBJECT) {
        return STATUS_OK;
    }
    for (int32_t i = 0; i < measures->count; i++) {
        struct member *m = &measures->members[i];

        m->value = m->value->kind == NODE_NULL ? NULL : m->value;
    }
    return json_compact(a, measures);
}

/* Adds the measures of one catalogue. If the numbers of the catalogue have errors, the measures do
   not get these numbers. Otherwise the same errors would be reported again for each measure. */
static enum status
expand_one(struct input_reader *r, const struct path *path, struct node *measures,
    const struct member *item, enum catalogue_nulls nulls)
{
    const struct catalogue *catalogue = defaults_row_named(&catalogue_field, item->key);
    int32_t before = r->report->count;
    struct node *one = json_node(r->arena, NODE_OBJECT, item->key_at);
    struct node *nothing = json_node(r->arena, NODE_OBJECT, item->key_at);
    struct member from = *item;
    enum status st = STATUS_OK;

    if (one == NULL || nothing == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(json_add(r->arena, one, item->key, item->key_at, json_copy(r->arena, item->value)));
    TRY(check(r, path, one));
    from.value = r->report->count > before ? nothing : item->value;
    if (catalogue == NULL) {
        TRY(drop_nulls(r->arena, measures));
    } else if (measures->kind == NODE_OBJECT) {
        TRY(add_measures(r->arena, measures, catalogue, &from, nulls));
    }
out:
    return st;
}

enum status
catalogue_expand(struct input_reader *r, const struct path *path, struct node *agreement,
    enum catalogue_nulls nulls)
{
    struct node *catalogues = json_find(agreement, catalogue_field.name);
    struct node *measures = json_find(agreement, "measures");
    enum status st = STATUS_OK;

    if (catalogues == NULL) {
        return STATUS_OK;
    }
    if (catalogues->kind != NODE_OBJECT) {
        TRY(check(r, path, catalogues));
    }
    if (measures == NULL) {
        measures = json_node(r->arena, NODE_OBJECT, catalogues->at);
        if (measures == NULL) {
            return STATUS_NO_MEMORY;
        }
        TRY(json_add(r->arena, agreement, "measures", catalogues->at, measures));
    }
    for (int32_t i = 0; catalogues->kind == NODE_OBJECT && i < catalogues->count; i++) {
        TRY(expand_one(r, path, measures, &catalogues->members[i], nulls));
    }
    TRY(json_remove(r->arena, agreement, catalogue_field.name));
out:
    return st;
}
