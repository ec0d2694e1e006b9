#include "experiment/factor_read.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "model/world.h"
#include "scenario/fill.h"

enum { CHOICES_MAX = 10000, POINTERS_MAX = 100000 };

/** A walk from the scenario's root along the tokens of a path. */
struct search {
    struct factor_reader *reader;
    struct factor *factor;
    const struct path *path; /* of the factor's member `path` */
    struct place at;
    struct pointer tokens;
    int32_t capacity;
    enum status status;
};

static const char *
member_name(const void *context, int32_t i)
{
    return ((const struct node *)context)->members[i].key;
}

static const char *
field_name(const void *context, int32_t i)
{
    return ((const struct record *)context)->fields[i].name;
}

/* The pointer of a member that was found, kept with the factor. */
static void
add_pointer(struct search *s, const struct path *found)
{
    struct factor *factor = s->factor;
    char text[POINTER_BYTES];

    if (factor->n_pointers == s->capacity) {
        int32_t capacity = s->capacity == 0 ? 4 : s->capacity * 2;
        char **grown = arena_alloc(s->reader->arena, (size_t)capacity * sizeof(*grown));

        if (grown == NULL) {
            s->status = STATUS_NO_MEMORY;
            return;
        }
        if (factor->n_pointers > 0) {
            memcpy(grown, factor->pointers, (size_t)factor->n_pointers * sizeof(*grown));
        }
        factor->pointers = grown;
        s->capacity = capacity;
    }
    pointer_print(text, found);
    factor->pointers[factor->n_pointers] = arena_text(s->reader->arena, text, strlen(text));
    if (factor->pointers[factor->n_pointers++] == NULL) {
        s->status = STATUS_NO_MEMORY;
    }
}

static void
complain_step(struct search *s, const struct path *up, const char *token, int32_t count,
    value_name *name, const void *context)
{
    char shown[TEXT_VISIBLE_BYTES], meant[TEXT_VISIBLE_BYTES], pointer[POINTER_BYTES];

    report_at(s->reader->report, s->at, s->path, "there is no \"%s\" in %s of the scenario%s",
        text_visible(shown, token), up == NULL ? "the root" : pointer_print(pointer, up),
        value_suggestion(meant, s->reader->report, token, count, name, context));
}

/** An item of a map on the way, and the row it starts from. */
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

/* The member as the row has it. Of several rows that propose different ranges none is taken. */
static const struct field *
member_found(struct search *s, const struct field *field, const struct found_row *row)
{
    const struct field *before = s->factor->field, *own = field;
    struct field changed;

    if (row != NULL) {
        own = fill_member_of_row(row->map, row->row, field, &changed);
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

/* A member that the path ends at, or goes on from. */
static void
search_field(struct search *s, int32_t step, const struct path *at, const struct node *node,
    const struct field *field, const struct found_row *row)
{
    char pointer[POINTER_BYTES];
    bool leaf = field->kind != FIELD_OBJECT && field->kind != FIELD_MAP;

    if (leaf != (step == s->tokens.count)) {
        report_at(s->reader->report, s->at, s->path,
            leaf ? "%s is a single value: nothing is in it"
                 : "%s is no single value: name a member of it",
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

/* An item of a map: a record, or a bare value. */
static void
search_item(struct search *s, int32_t step, const struct path *at, const struct node *item,
    const struct field *map, const char *key)
{
    const struct record *record = map->record;
    struct found_row row = {map, fill_row(map, key, item)};
    char pointer[POINTER_BYTES];

    if (record->scalar) {
        search_field(s, step, at, item, &record->fields[0], NULL);
    } else if (step == s->tokens.count) {
        report_at(s->reader->report, s->at, s->path,
            "%s is no single value: name a member of it", pointer_print(pointer, at));
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
        report_at(s->reader->report, s->at, s->path, "nothing is in %s of the scenario",
            pointer_print(pointer, up));
    } else if (!all && tree_member(map, token) == NULL) {
        complain_step(s, up, token, map->count, member_name, map);
    }
    for (int32_t i = 0; map->kind == NODE_OBJECT && i < map->count; i++) {
        struct path at = {up, map->members[i].key};
        int32_t before = s->reader->report->count;

        if (all || strcmp(token, map->members[i].key) == 0) {
            search_item(s, step + 1, &at, map->members[i].value, field, map->members[i].key);
        }
        if (s->reader->report->count > before || s->status != STATUS_OK ||
            s->factor->n_pointers >= POINTERS_MAX) {
            return; /* the others would say the same */
        }
    }
}

/* `node` is an object of the record; the next token names a member of it. */
static void
search_record(struct search *s, int32_t step, const struct path *up, const struct node *node,
    const struct record *record, const struct found_row *row)
{
    const char *token = s->tokens.tokens[step];
    const struct field *field = field_find(record, token);
    const struct node *value = tree_find(node, token);
    struct path at = {up, token};

    if (field == NULL) {
        complain_step(s, up, token, record->n_fields, field_name, record);
    } else if (field->kind == FIELD_MAP && step + 1 < s->tokens.count && value != NULL &&
               value->kind == NODE_OBJECT) {
        search_map(s, step + 1, &at, value, field);
    } else {
        search_field(s, step + 1, &at, value, field, row);
    }
}

static enum status
find_members(struct factor_reader *r, const struct path *path, const struct node *node,
    struct factor *factor)
{
    static const char *const fixed[] = {"seed", "replications", "trace"};
    const struct node *written = tree_find(node, "path");
    struct path at = {path, "path"};
    struct search s = {.reader = r, .factor = factor, .path = &at};
    const char *fault;

    if (written == NULL || factor->path == NULL) {
        return STATUS_OK; /* said already */
    }
    s.at = written->at;
    fault = pointer_read(r->arena, factor->path, &s.tokens);
    if (fault == NULL && s.tokens.count == 0) {
        fault = "the whole scenario cannot be a factor";
    }
    for (int k = 0; fault == NULL && k < 3; k++) {
        if (strcmp(s.tokens.tokens[0], fixed[k]) == 0) {
            fault = "is the same for all points: it cannot be a factor";
        }
    }
    if (fault != NULL) {
        report_at(r->report, s.at, &at, "%s", fault);
        return STATUS_OK;
    }
    search_record(&s, 0, NULL, r->scenario->root, &world_record, NULL);
    return s.status;
}

static void
check_unit(struct factor_reader *r, const struct path *path, const struct node *node,
    const struct factor *factor)
{
    const struct node *unit = tree_find(node, "unit");
    struct path at = {path, "unit"};
    char shown[TEXT_VISIBLE_BYTES];

    if (unit != NULL && factor->unit != NULL &&
        strcmp(factor->unit, factor->field->unit) != 0) {
        report_at(r->report, unit->at, &at, "the unit of %s is \"%s\", not \"%s\"",
            factor->path, factor->field->unit, text_visible(shown, factor->unit));
    }
}

/* Whether the member the factor sets may have this value, by its own row. */
static bool
check_member(struct factor_reader *r, const struct path *path, const struct factor *factor,
    const struct node *node)
{
    union {
        double real;
        int64_t count;
        const char *text;
    } to = {0};
    struct value_slot slot = {r->scenario, factor->field, path, node, &to};
    int32_t before = r->report->count;

    return value_build(&slot) == STATUS_OK && r->report->count == before;
}

static bool
is_number(const struct factor *factor)
{
    return factor->field->kind == FIELD_REAL || factor->field->kind == FIELD_COUNT;
}

static void
read_range(
    struct factor_reader *r, const struct path *path, struct node *range, struct factor *factor)
{
    struct path at = {path, "range"};
    double ends[2] = {0, 0};

    if (range->kind != NODE_LIST || range->count != 2) {
        report_at(r->report, range->at, &at, "expected a list of two numbers, [low, high]");
        return;
    }
    if (!is_number(factor)) {
        report_at(
            r->report, range->at, &at, "%s is no number: give the factor levels", factor->path);
        return;
    }
    for (int i = 0; i < 2; i++) {
        char key[2] = {(char)('0' + i), '\0'};
        struct path item = {&at, key};

        if (!check_member(r, &item, factor, range->members[i].value)) {
            return;
        }
        ends[i] = range->members[i].value->number;
    }
    if (!(ends[0] < ends[1])) {
        report_at(r->report, range->at, &at, "the first number must be below the second");
    } else if (factor->integer && (ends[0] != floor(ends[0]) || ends[1] != floor(ends[1]))) {
        report_at(r->report, range->at, &at, "the ends of a range of whole numbers are whole");
    } else {
        factor->low = ends[0];
        factor->high = ends[1];
    }
}

static void
check_scale(struct factor_reader *r, const struct path *path, const struct node *node,
    const struct factor *factor)
{
    const struct node *scale = tree_find(node, "scale");
    struct path at = {path, "scale"};
    const char *fault = NULL;

    if (factor->scale == FACTOR_LOG && !(factor->low > 0)) {
        fault = "the range of a log scale lies above 0";
    } else if (factor->scale == FACTOR_LOGIT && (!(factor->low > 0) || !(factor->high < 1))) {
        fault = "the range of a logit scale lies between 0 and 1, without its ends";
    } else if (factor->scale == FACTOR_LOGIT && factor->integer) {
        fault = "a logit scale is of no use to whole numbers";
    }
    if (fault != NULL && scale != NULL) {
        report_at(r->report, scale->at, &at, "%s", fault);
    }
}

static bool
is_repeated(struct node **choices, int32_t n, const struct node *value)
{
    for (int32_t i = 0; i < n; i++) {
        if (tree_equal(choices[i], value)) {
            return true;
        }
    }
    return false;
}

static enum status
read_choices(struct factor_reader *r, const struct path *at, struct node *list, bool numbers,
    struct factor *factor)
{
    struct node **choices;

    if (list->kind != NODE_LIST || list->count == 0 || list->count > CHOICES_MAX) {
        report_at(r->report, list->at, at, "expected a list of 1 to 10000 %s",
            numbers ? "numbers" : "texts, numbers, true or false");
        return STATUS_OK;
    }
    choices = arena_alloc(r->arena, (size_t)list->count * sizeof(struct node *));
    if (choices == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < list->count; i++) {
        struct node *value = list->members[i].value;
        char key[NUMBER_BYTES];
        struct path item = {at, key};

        number_print_integer(key, i);
        if (numbers && value->kind != NODE_NUMBER) {
            report_at(r->report, value->at, &item, "expected a number, found %s",
                tree_kind_name(value->kind));
        } else if (check_member(r, &item, factor, value) && is_repeated(choices, i, value)) {
            report_at(r->report, value->at, &item, "stands in the list already");
        }
        choices[i] = value;
    }
    factor->choices = choices;
    factor->n_choices = list->count;
    factor->is_text = !is_number(factor);
    return STATUS_OK;
}

/* Without range, values and levels: what the tables propose, if they do. */
static void
propose(struct factor *factor)
{
    const struct field *field = factor->field;

    factor->low = factor->high = NAN;
    if (field->evidence == EVIDENCE_ASSUMED && field->sweep_low < field->sweep_high) {
        factor->low = field->sweep_low;
        factor->high = field->sweep_high;
    }
}

enum status
factor_read(struct factor_reader *r, const struct path *path, const struct node *node,
    const struct factor_lists *lists, struct factor *factor)
{
    struct path values = {path, "values"}, levels = {path, "levels"};
    int given = (lists->range != NULL) + (lists->values != NULL) + (lists->levels != NULL);
    enum status st;

    TRY(find_members(r, path, node, factor));
    if (factor->field == NULL) {
        return STATUS_OK;
    }
    check_unit(r, path, node, factor);
    factor->integer = factor->integer || factor->field->kind == FIELD_COUNT;
    propose(factor);
    if (given > 1) {
        report_at(r->report, node->at, path,
            "a factor has one of range, values and levels, not several");
    } else if (lists->range != NULL) {
        read_range(r, path, lists->range, factor);
    } else if (lists->values != NULL) {
        TRY(read_choices(r, &values, lists->values, true, factor));
    } else if (lists->levels != NULL) {
        TRY(read_choices(r, &levels, lists->levels, false, factor));
    }
    check_scale(r, path, node, factor);
out:
    return st;
}

bool
factor_read_value(struct factor_reader *r, const struct path *path, const struct factor *factor,
    const struct node *node, double *value)
{
    char low[NUMBER_BYTES], high[NUMBER_BYTES], is[NUMBER_BYTES];

    if (factor->field == NULL || !check_member(r, path, factor, node)) {
        return false;
    }
    if (!is_number(factor)) {
        for (int32_t i = 0; i < factor->n_choices; i++) {
            if (tree_equal(factor->choices[i], node)) {
                *value = i;
                return true;
            }
        }
        report_at(r->report, node->at, path, "is none of the levels of factor \"%s\"",
            factor->key.id);
        return false;
    }
    if (factor->choices == NULL &&
        (node->number < factor->low || node->number > factor->high)) {
        number_print(low, factor->low);
        number_print(high, factor->high);
        number_print(is, node->number);
        report_at(r->report, node->at, path,
            "%s is outside [%s, %s], the range of factor \"%s\"", is, low, high,
            factor->key.id);
        return false;
    }
    *value = node->number;
    return true;
}

bool
factor_read_spread(struct factor_reader *r, const struct path *path, struct place at,
    const struct factor *factor)
{
    if (factor->field == NULL || factor->choices != NULL || factor->low < factor->high) {
        return true;
    }
    report_at(r->report, at, path,
        "factor \"%s\" has no range, values or levels, which this design needs",
        factor->key.id);
    return false;
}
