#include "design/factor_resolve.h"

#include <string.h>

#include "format/decode/decode_unknown.h"
#include "format/decode/defaults.h"
#include "model/input/world.h"

enum { POINTERS_MAX = 100000 };

/** State of a search from the root of the scenario along the tokens of a path. */
struct search {
    struct factor_reader *reader;
    struct factor *factor;
    const struct path *path; /* path of the member `path` of the factor in the file */
    struct place at;
    struct pointer tokens;
    int32_t capacity;
    enum status status;
};

/* Adds the pointer of a found member to the factor. */
static void
add_pointer(struct search *s, const struct path *found)
{
    struct factor *factor = s->factor;
    char text[POINTER_BYTES];

    if (arena_grow(s->reader->arena, &factor->pointers, factor->n_pointers, &s->capacity,
            sizeof(*factor->pointers)) != STATUS_OK) {
        s->status = STATUS_NO_MEMORY;
        return;
    }
    pointer_print(text, found);
    factor->pointers[factor->n_pointers] = arena_text(s->reader->arena, text, strlen(text));
    if (factor->pointers[factor->n_pointers++] == NULL) {
        s->status = STATUS_NO_MEMORY;
    }
}

static void
report_unknown_step(struct search *s, const struct path *up, const char *token,
    struct text_names names, bool every)
{
    char pointer[POINTER_BYTES], where[POINTER_BYTES + 24], message[DECODE_UNKNOWN_BYTES];

    (void)snprintf(where, sizeof(where), "%s of the scenario%s",
        up == NULL ? "the root" : pointer_print(pointer, up), every ? POINTER_EVERY_HINT : "");
    diag_at(s->reader->diag, s->at, s->path, "%s",
        decode_unknown_in(
            message, s->reader->diag, token, where, every ? (struct text_names){0} : names));
}

/** An item of a map on the path, and the row that has the defaults of the item. */
struct found_row {
    const struct field *map;
    const void *row;
};

static void search_record(struct search *s, int32_t step, const struct path *up,
    const struct node *node, const struct record *record, const struct found_row *row);

static const struct field *
keep_member(struct search *s, const struct field *member)
{
    struct field *kept = arena_alloc(s->reader->arena, sizeof(*kept));

    if (kept == NULL) {
        s->status = STATUS_NO_MEMORY;
        return NULL;
    }
    *kept = *member;
    return kept;
}

/* Returns the field of a found member, with the sweep range that the row of its item defines. If
   the members that the factor sets have different sweep ranges, the field has no sweep range. */
static const struct field *
member_found(struct search *s, const struct field *field, const struct found_row *row)
{
    const struct field *before = s->factor->field, *own = field;
    struct field changed;

    if (row != NULL) {
        own = defaults_member_of_row(row->map, row->row, field, &changed);
    }
    if (before == NULL) {
        return own == field ? field : keep_member(s, own);
    }
    if (before->sweep_low == before->sweep_high ||
        (before->sweep_low == own->sweep_low && before->sweep_high == own->sweep_high)) {
        return before;
    }
    changed = *field;
    changed.sweep_low = changed.sweep_high = 0;
    return keep_member(s, &changed);
}

/* Continues the search at a member. Either the path ends at the member, or it leads further. */
static void
search_field(struct search *s, int32_t step, const struct path *at, const struct node *node,
    const struct field *field, const struct found_row *row)
{
    char pointer[POINTER_BYTES];
    bool leaf = field_is_single(field);

    if (leaf != (step == s->tokens.count)) {
        diag_at(s->reader->diag, s->at, s->path,
            leaf ? "%s is a single value and has no members"
                 : "%s is not a single value: name a member of it",
            pointer_print(pointer, at));
    } else if (leaf) {
        s->factor->field = member_found(s, field, row);
        if (s->factor->field != NULL) {
            add_pointer(s, at);
        }
    } else if (node != NULL && node->kind == NODE_OBJECT) {
        search_record(s, step, at, node, field->record, NULL);
    }
}

/* Continues the search at an item of a map, which is a record or a single value. */
static void
search_item(struct search *s, int32_t step, const struct path *at, const struct node *item,
    const struct field *map, const char *key)
{
    const struct record *record = map->record;
    struct found_row row = {map, defaults_fill_row(map, key, item)};
    char pointer[POINTER_BYTES];

    if (record->scalar) {
        search_field(s, step, at, item, &record->fields[0], NULL);
    } else if (step == s->tokens.count) {
        diag_at(s->reader->diag, s->at, s->path,
            "%s is not a single value: name a member of it", pointer_print(pointer, at));
    } else if (item->kind == NODE_OBJECT) {
        search_record(s, step, at, item, record, &row);
    }
}

static void
search_map(struct search *s, int32_t step, const struct path *up, const struct node *map,
    const struct field *field)
{
    const char *token = s->tokens.tokens[step];
    bool all = strcmp(token, "*") == 0;
    char pointer[POINTER_BYTES];

    if (all && map->count == 0) {
        diag_at(s->reader->diag, s->at, s->path,
            "%s of the scenario is empty, so * selects nothing; add a member to it, or name "
            "another path",
            pointer_print(pointer, up));
    } else if (!all && json_member(map, token) == NULL) {
        report_unknown_step(s, up, token, json_keys(map), pointer_every(&s->tokens, 0) >= 0);
    }
    for (int32_t i = 0; map->kind == NODE_OBJECT && i < map->count; i++) {
        struct path at = {up, map->members[i].key};
        int32_t before = s->reader->diag->count;

        if (all || strcmp(token, map->members[i].key) == 0) {
            search_item(s, step + 1, &at, map->members[i].value, field, map->members[i].key);
        }
        if (s->reader->diag->count > before || s->status != STATUS_OK ||
            s->factor->n_pointers >= POINTERS_MAX) {
            return; /* the other items would cause the same error */
        }
    }
}

/* Continues the search at an object: the next token names one of its members. */
static void
search_record(struct search *s, int32_t step, const struct path *up, const struct node *node,
    const struct record *record, const struct found_row *row)
{
    const char *token = s->tokens.tokens[step];
    const struct field *field = field_find(record, token);
    const struct node *value = json_find(node, token);
    struct path at = {up, token};

    if (field == NULL) {
        report_unknown_step(
            s, up, token, TEXT_NAMES(record->fields, name, record->n_fields), false);
    } else if (field->kind == FIELD_MAP && step + 1 < s->tokens.count && value != NULL &&
               value->kind == NODE_OBJECT) {
        search_map(s, step + 1, &at, value, field);
    } else {
        search_field(s, step + 1, &at, value, field, row);
    }
}

enum status
factor_resolve(struct factor_reader *r, const struct path *path, const struct node *node,
    struct factor *factor)
{
    static const char *const fixed[] = {"seed", "replications", "trace"};
    const struct node *written = json_find(node, "path");
    struct path at = {path, "path"};
    struct search s = {.reader = r, .factor = factor, .path = &at};
    const char *fault;

    if (written == NULL || factor->path == NULL) {
        return STATUS_OK; /* an error was reported */
    }
    s.at = written->at;
    fault = pointer_read(r->arena, factor->path, &s.tokens);
    if (fault == NULL && s.tokens.count == 0) {
        fault = "the whole scenario cannot be a factor; name a member of it";
    }
    for (int k = 0; fault == NULL && k < 3; k++) {
        if (strcmp(s.tokens.tokens[0], fixed[k]) == 0) {
            fault = "cannot be a factor, because it is the same for all points; name another "
                    "member";
        }
    }
    if (fault != NULL) {
        diag_at(r->diag, s.at, &at, "%s", fault);
        return STATUS_OK;
    }
    search_record(&s, 0, NULL, r->scenario->root, &world_record, NULL);
    return s.status;
}
