#include "experiment/experiment_incident_columns.h"

#include <math.h>
#include <string.h>

#include "format/table.h"
#include "model/input/world.h"

/* The maps of the scenario that columns of incidents.csv refer to. */
static const char *const map_names[EXPERIMENT_INCIDENT_MAPS] = {
    "states", "sources", "incident_types", "responses"};

static struct node *
text_node(struct arena *a, const char *text)
{
    struct node *node = arena_alloc(a, sizeof(*node));

    if (node != NULL) {
        *node = (struct node){.kind = NODE_TEXT, .text = text};
    }
    return node;
}

/* The ids of a map in the world of a policy. */
static struct text_names
ids_of(const struct experiment *e, int32_t policy, int32_t map)
{
    const struct world *w = e->base.policies[policy].world;
    const struct field *field = field_find(&world_record, map_names[map]);

    return field_ids((const struct list *)(const void *)((const char *)w + field->offset),
        field->record->size);
}

static int32_t
find_level(const struct experiment_incident_levels *levels, const char *id)
{
    int32_t k = 0;

    while (k < levels->n && strcmp(levels->at[k]->text, id) != 0) {
        k++;
    }
    return k;
}

/* Collects the ids of a map: a policy may add items that others lack. */
static enum status
list_levels(struct experiment *e, int32_t map, struct experiment_incident_levels *to)
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

/* The levels of a column: false and true, the names of a choice, or the ids of a map. */
static enum status
set_levels(struct experiment *e, struct experiment_incident_columns *c, int32_t column)
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
        struct text_names all = {map_names, sizeof(*map_names), EXPERIMENT_INCIDENT_MAPS};

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
experiment_incident_columns_list(struct experiment *e)
{
    const struct record *record = &trace_rows_incident_record;
    struct experiment_incident_columns *c = arena_alloc(&e->arena, sizeof(*c));
    enum status st = STATUS_OK;

    if (c == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t map = 0; map < EXPERIMENT_INCIDENT_MAPS; map++) {
        TRY(list_levels(e, map, &c->maps[map]));
    }
    for (int32_t k = 0; k < record->n_fields; k++) {
        if (is_usable(&record->fields[k])) {
            BUG_UNLESS(c->count < EXPERIMENT_INCIDENT_COLUMNS_MAX);
            c->fields[c->count] = &record->fields[k];
            c->names[c->count].id = record->fields[k].name;
            c->map[c->count] = -1;
            TRY(set_levels(e, c, c->count));
            c->count++;
        }
    }
    c->start_day = text_index("start_day", TEXT_NAMES(c->names, id, c->count));
    c->initiator = text_index("initiator", TEXT_NAMES(c->names, id, c->count));
    c->target = text_index("target", TEXT_NAMES(c->names, id, c->count));
    e->incident_columns = c;
out:
    return st;
}

double
experiment_incident_columns_value(const struct experiment_incident_columns *c, int32_t column,
    int32_t policy, const struct trace_rows_incident *row)
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
