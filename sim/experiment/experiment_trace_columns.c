#include "experiment/experiment_trace_columns.h"

#include <math.h>
#include <string.h>

#include "format/table.h"
#include "model/input/world.h"

const struct experiment_trace_file experiment_trace_files[EXPERIMENT_TRACE_TABLES] = {
    [EXPERIMENT_TRACE_INCIDENTS] = {"incidents", RECORDER_FILE_INCIDENTS, "start_day",
        "initiator", "target"},
    [EXPERIMENT_TRACE_ACTS] = {"acts", RECORDER_FILE_ACTS, "day", "actor", "target"},
    [EXPERIMENT_TRACE_MESSAGES] = {"messages", RECORDER_FILE_MESSAGES, "sent_day", "from",
        "to"},
};

/* The maps of the scenario to which columns of these files refer. */
static const char *const map_names[EXPERIMENT_TRACE_MAPS] = {
    "states", "sources", "incident_types", "responses", "agreements"};

static struct node *
text_node(struct arena *a, const char *text)
{
    struct node *node = arena_alloc(a, sizeof(*node));

    if (node != NULL) {
        *node = (struct node){.kind = NODE_TEXT, .text = text};
    }
    return node;
}

/* Returns the ids of a map in the world of a policy. */
static struct text_names
ids_of(const struct experiment *e, int32_t policy, int32_t map)
{
    const struct world *w = e->base.policies[policy].world;
    const struct field *field = field_find(&world_record, map_names[map]);

    return field_ids((const struct list *)(const void *)((const char *)w + field->offset),
        field->record->size);
}

static int32_t
find_level(const struct experiment_trace_levels *levels, const char *id)
{
    int32_t k = 0;

    while (k < levels->n && strcmp(levels->at[k]->text, id) != 0) {
        k++;
    }
    return k;
}

/* Collects the ids of a map in all worlds, because a policy may add items that others lack. */
static enum status
list_levels(struct experiment *e, int32_t map, struct experiment_trace_levels *to)
{
    int32_t policies = e->base.n_policies, maximum = 0;

    for (int32_t p = 0; p < policies; p++) {
        maximum += ids_of(e, p, map).count;
    }
    to->at = arena_alloc(&e->arena, (size_t)(maximum + 1) * sizeof(*to->at));
    to->of_policy = arena_alloc(&e->arena, (size_t)policies * sizeof(*to->of_policy));
    if (to->at == NULL || to->of_policy == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t p = 0; p < policies; p++) {
        struct text_names ids = ids_of(e, p, map);

        to->of_policy[p] =
            arena_alloc(&e->arena, (size_t)(ids.count + 1) * sizeof(**to->of_policy));
        if (to->of_policy[p] == NULL) {
            return STATUS_NO_MEMORY;
        }
        for (int32_t i = 0; i < ids.count; i++) {
            const char *id = text_name_at(&ids, i);
            int32_t k = find_level(to, id);

            if (k == to->n) {
                to->at[to->n] = text_node(&e->arena, id);
                if (to->at[to->n++] == NULL) {
                    return STATUS_NO_MEMORY;
                }
            }
            to->of_policy[p][i] = k;
        }
    }
    return STATUS_OK;
}

/* Sets the levels of a column: false and true, the names of a choice, or the ids of a map. */
static enum status
set_levels(struct experiment *e, struct experiment_trace_columns *c, int32_t column)
{
    static const struct node flags[] = {{.kind = NODE_FALSE}, {.kind = NODE_TRUE}};
    static const struct node *const both[] = {&flags[0], &flags[1]};
    const struct field *field = c->fields[column];
    struct expression_name *name = &c->names[column];
    const struct node **levels;

    if (field->kind == FIELD_FLAG) {
        name->choices = both;
        name->n_choices = 2;
    } else if (field->kind == FIELD_REF) {
        struct text_names all = {map_names, sizeof(*map_names), EXPERIMENT_TRACE_MAPS};

        c->map[column] = text_index(field->refers, all);
        BUG_UNLESS(c->map[column] >= 0);
        name->choices = c->maps[c->map[column]].at;
        name->n_choices = c->maps[c->map[column]].n;
    } else if (field->kind == FIELD_CHOICE) {
        while (field->choices[name->n_choices] != NULL) {
            name->n_choices++;
        }
        levels = arena_alloc(&e->arena, (size_t)name->n_choices * sizeof(*levels));
        if (levels == NULL) {
            return STATUS_NO_MEMORY;
        }
        for (int32_t k = 0; k < name->n_choices; k++) {
            levels[k] = text_node(&e->arena, field->choices[k]);
            if (levels[k] == NULL) {
                return STATUS_NO_MEMORY;
            }
        }
        name->choices = levels;
    }
    return STATUS_OK;
}

static bool
is_usable(const struct field *field)
{
    bool identity = field->kind == FIELD_COUNT && strcmp(field->unit, TABLE_HEX) == 0;

    return field_is_single(field) && field->kind != FIELD_TEXT && !identity;
}

enum status
experiment_trace_columns_list(struct experiment *e, enum experiment_trace_table table)
{
    const struct experiment_trace_file *file = &experiment_trace_files[table];
    const struct record *record = recorder_files[file->file].record;
    struct experiment_trace_columns *c = arena_alloc(&e->arena, sizeof(*c));
    enum status st = STATUS_OK;

    if (c == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t map = 0; map < EXPERIMENT_TRACE_MAPS; map++) {
        TRY(list_levels(e, map, &c->maps[map]));
    }
    for (int32_t k = 0; k < record->n_fields; k++) {
        if (is_usable(&record->fields[k])) {
            BUG_UNLESS(c->count < EXPERIMENT_TRACE_COLUMNS_MAX);
            c->fields[c->count] = &record->fields[k];
            c->names[c->count].id = record->fields[k].name;
            c->map[c->count] = -1;
            TRY(set_levels(e, c, c->count));
            c->count++;
        }
    }
    c->day = text_index(file->day, TEXT_NAMES(c->names, id, c->count));
    c->first = text_index(file->first, TEXT_NAMES(c->names, id, c->count));
    c->second = text_index(file->second, TEXT_NAMES(c->names, id, c->count));
    e->trace_columns[table] = c;
out:
    return st;
}

double
experiment_trace_columns_value(
    const struct experiment_trace_columns *c, int32_t column, int32_t policy, const void *row)
{
    const struct field *field = c->fields[column];
    const char *at = (const char *)row + field->offset;
    int32_t index;

    if (field->kind == FIELD_REF || field->kind == FIELD_CHOICE) {
        index = *(const int32_t *)(const void *)at;
        return index < 0            ? (double)NAN
               : c->map[column] < 0 ? index
                                    : c->maps[c->map[column]].of_policy[policy][index];
    }
    return field_number(field, row);
}
