#include "scenario/catalogue.h"

#include "format/decode.h"
#include "format/defaults.h"
#include "model/catalogue/field_macros.h"
#include "model/catalogue/measure.h"

/** What an agreement says of catalogues. */
struct taken {
    struct list catalogues; /* struct catalogue, key.index is the row */
};

const struct field catalogue_field = MAP(struct taken, catalogues, &measure_catalogue_record,
    "Whole catalogues: stands for their measures, one by one.",
    .builtins = &measure_catalogue_rows, .builtins_only = true);

/* Gives a measure the numbers of its catalogue, where it has none of its own. */
static enum status
lend(struct arena *a, struct node *measure, const struct node *from)
{
    static const char *const names[] = {"implementation", "activity"};
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

static enum status
take_measure(struct arena *a, struct node *measures, const char *id, const struct member *from,
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
        TRY(lend(a, measure, from->value));
    } else if (measure->kind == NODE_NULL && nulls == CATALOGUE_DROP) {
        TRY(json_remove(a, measures, id));
    }
out:
    return st;
}

static enum status
take(struct arena *a, struct node *measures, const struct catalogue *catalogue,
    const struct member *from, enum catalogue_nulls nulls)
{
    const struct measure *rows = catalogue->measures->at;
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < catalogue->measures->count; i++) {
        TRY(take_measure(a, measures, rows[i].key.id, from, nulls));
    }
out:
    return st;
}

/* Complains of all that is wrong with `said`, catalogues by their names. */
static enum status
check(struct input_reader *r, const struct path *path, struct node *said)
{
    const struct record record = {.name = "agreement",
        .size = sizeof(struct taken),
        .fields = &catalogue_field,
        .n_fields = 1};
    struct decode_value_context context = {.arena = r->arena, .diag = r->report, .root = said};
    struct node *only = json_node(r->arena, NODE_OBJECT, said->at);
    struct taken taken = {{NULL, 0}};
    enum status st;

    if (only == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(json_add(r->arena, only, catalogue_field.name, said->at, said));
    st = decode_part(&context, path, only, &record, &taken);
    st = st == STATUS_BAD_INPUT ? STATUS_OK : st;
out:
    return st;
}

/* Whose a null is that stands beside a catalogue nobody knows, nobody can say. */
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

/* The measures of one catalogue; without its numbers if these were complained of, so that nobody
   complains of them again at every measure. */
static enum status
expand_one(struct input_reader *r, const struct path *path, struct node *measures,
    const struct member *said, enum catalogue_nulls nulls)
{
    const struct catalogue *catalogue = defaults_row_named(&catalogue_field, said->key);
    int32_t before = r->report->count;
    struct node *one = json_node(r->arena, NODE_OBJECT, said->key_at);
    struct node *nothing = json_node(r->arena, NODE_OBJECT, said->key_at);
    struct member from = *said;
    enum status st = STATUS_OK;

    if (one == NULL || nothing == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(json_add(r->arena, one, said->key, said->key_at, json_copy(r->arena, said->value)));
    TRY(check(r, path, one));
    from.value = r->report->count > before ? nothing : said->value;
    if (catalogue == NULL) {
        TRY(drop_nulls(r->arena, measures));
    } else if (measures->kind == NODE_OBJECT) {
        TRY(take(r->arena, measures, catalogue, &from, nulls));
    }
out:
    return st;
}

enum status
catalogue_expand(struct input_reader *r, const struct path *path, struct node *agreement,
    enum catalogue_nulls nulls)
{
    struct node *said = json_find(agreement, catalogue_field.name);
    struct node *measures = json_find(agreement, "measures");
    enum status st = STATUS_OK;

    if (said == NULL) {
        return STATUS_OK;
    }
    if (said->kind != NODE_OBJECT) {
        TRY(check(r, path, said));
    }
    if (measures == NULL) {
        measures = json_node(r->arena, NODE_OBJECT, said->at);
        if (measures == NULL) {
            return STATUS_NO_MEMORY;
        }
        TRY(json_add(r->arena, agreement, "measures", said->at, measures));
    }
    for (int32_t i = 0; said->kind == NODE_OBJECT && i < said->count; i++) {
        TRY(expand_one(r, path, measures, &said->members[i], nulls));
    }
    TRY(json_remove(r->arena, agreement, catalogue_field.name));
out:
    return st;
}
