#include "format/decode/override.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "format/decode/decode_unknown.h"
#include "format/decode/decode_value.h"
#include "format/json_parse.h"

enum { NAME_BYTES = 64 };

/** One override after parsing. */
struct override {
    struct place at;  /* `file` is the name of the override ("--set no. 2"), `line` is 0 */
    const char *text; /* the pointer as written */
    struct pointer pointer;
    struct node *value;
};

struct setter {
    struct arena *arena;
    struct node *root;
    const struct record *record;
    struct diag *report;
    bool gaps; /* the tree must be filled with defaults again */
};

static enum status
refuse(const struct setter *s, const struct override *one, const char *message)
{
    char visible[TEXT_VISIBLE_BYTES];

    diag_pointer(s->report, one->at, text_visible(visible, one->text), message);
    return STATUS_BAD_INPUT;
}

/* Gives all nodes the location of the override. */
static void
move_places(struct node *node, struct place at)
{
    node->at = at;
    for (int32_t i = 0; i < node->count; i++) {
        node->members[i].key_at = at;
        move_places(node->members[i].value, at);
    }
}

static enum status
parse_value(const struct setter *s, struct override *one, const char *text)
{
    struct failure f = {0};
    char message[FAILURE_LINE_BYTES], visible[TEXT_VISIBLE_BYTES];
    enum status st = json_parse(s->arena, "value", text, strlen(text), &one->value, &f);

    if (st == STATUS_BAD_INPUT) {
        (void)snprintf(message, sizeof(message),
            "%.200s is not a JSON value: write a number, true, false, a list, an object, or a "
            "text in double quotes; in a shell, write a text as '/title=\"text\"'",
            text_visible(visible, text));
        return refuse(s, one, message);
    }
    if (st == STATUS_OK) {
        move_places(one->value, one->at);
    }
    if (st == STATUS_OK && one->value->kind == NODE_NULL) {
        return refuse(
            s, one, "null is only allowed in a patch; to remove the member, use a policy");
    }
    return st;
}

static enum status
copy_value(const struct setter *s, struct override *one, const struct node *value)
{
    one->value = json_copy(s->arena, value);
    if (one->value == NULL) {
        return STATUS_NO_MEMORY;
    }
    move_places(one->value, one->at);
    return STATUS_OK;
}

static enum status
read_override(
    const struct setter *s, const struct overrides *settings, int32_t i, struct override *one)
{
    const char *text = settings->texts[i], *fault;
    const char *equals = settings->values == NULL ? strchr(text, '=') : NULL;
    const char *kind = settings->name == NULL ? "--set" : settings->name;
    char name[NAME_BYTES];
    int length = snprintf(name, sizeof(name), "%.40s no. %d", kind, i + 1);
    size_t pointer_length = equals == NULL ? strlen(text) : (size_t)(equals - text);

    one->at.file = arena_text(s->arena, name, (size_t)length);
    one->text = arena_text(s->arena, text, pointer_length);
    if (one->at.file == NULL || one->text == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (equals == NULL && settings->values == NULL) {
        return refuse(s, one, "expected POINTER=VALUE, for example /horizon_days=365");
    }
    fault = pointer_read(s->arena, one->text, &one->pointer);
    if (fault != NULL) {
        return refuse(s, one, fault);
    }
    if (one->pointer.count == 0) {
        return refuse(s, one, "the whole document cannot be set; name a member");
    }
    return settings->values == NULL ? parse_value(s, one, equals + 1)
                                    : copy_value(s, one, settings->values[i]);
}

/* The record of the object to which the first `steps` tokens lead, or NULL. */
static const struct record *
record_at(const struct record *record, const struct pointer *p, int32_t steps)
{
    for (int32_t i = 0; i < steps && record != NULL; i++) {
        const struct field *field = field_find(record, p->tokens[i]);

        record = field == NULL ? NULL : field->record;
        if (record != NULL && (field->kind == FIELD_MAP || field->kind == FIELD_LIST) &&
            ++i >= steps) {
            /* The pointer ends at a map, and no record describes the members of a map. */
            return NULL;
        }
    }
    return record;
}

static bool
is_described(const struct record *record, const char *name)
{
    return field_find(record, name) != NULL && !record->scalar;
}

/* Whether no default depends on the value. A text may name a catalogue row, which gives
   defaults. */
static bool
is_plain(const struct node *node)
{
    return node->kind == NODE_NUMBER || node->kind == NODE_TRUE || node->kind == NODE_FALSE;
}

/* Returns "b:a" for the key "a:b" of a pair of states, and NULL for any other key. */
static const char *
swapped(struct arena *a, const char *key)
{
    const char *colon = strchr(key, ':');
    size_t length = strlen(key), first = colon == NULL ? 0 : (size_t)(colon - key);
    char *out = colon == NULL ? NULL : arena_alloc(a, length + 1);

    if (out != NULL) {
        memcpy(out, colon + 1, length - first - 1);
        out[length - first - 1] = ':';
        memcpy(out + length - first, key, first);
        out[length] = '\0';
    }
    return out;
}

/* Sets one member. The pointer contains no step "*" any more; `is_every` is true if it had one. */
static enum status
put_value(struct setter *s, const struct override *one, bool is_every)
{
    int32_t steps;
    struct node *parent;
    const struct member *former;
    bool is_object; /* whether the parent exists and can have members */
    const struct field *field;
    struct pointer up = one->pointer;
    const char *last = one->pointer.tokens[one->pointer.count - 1], *other;
    char message[DECODE_UNKNOWN_BYTES + TEXT_VISIBLE_BYTES], visible[TEXT_VISIBLE_BYTES],
        suggestion[TEXT_VISIBLE_BYTES], place[POINTER_BYTES];

    up.count--;
    parent = pointer_reach(s->root, &up, &steps);
    is_object = steps == up.count && parent->kind == NODE_OBJECT;
    former = is_object ? json_member(parent, last) : NULL;
    field = field_find(record_at(s->record, &up, up.count), last);
    s->gaps = s->gaps || former == NULL || !is_plain(former->value) || !is_plain(one->value) ||
              (field != NULL && field->sets_defaults);
    if (former != NULL ||
        (is_object && is_described(record_at(s->record, &up, up.count), last))) {
        return json_put(s->arena, parent, last, one->at, one->value);
    }
    last = one->pointer.tokens[steps];
    if (is_every && record_at(s->record, &up, steps) == NULL) {
        (void)snprintf(message, sizeof(message), "there is no \"%s\" in %s" POINTER_EVERY_HINT,
            text_visible(visible, last), pointer_text(place, &one->pointer, steps));
        return refuse(s, one, message);
    }
    other = swapped(s->arena, last);
    if (other != NULL && text_index(other, json_keys(parent)) >= 0) {
        (void)snprintf(message, sizeof(message),
            DECODE_UNKNOWN_MEMBER " \"%s\"; write it as \"%s\"", text_visible(visible, last),
            text_visible(suggestion, other));
        return refuse(s, one, message);
    }
    if (steps == 0 && (strcmp(last, "policies") == 0 || strcmp(last, "baseline") == 0)) {
        return refuse(
            s, one, "--set cannot change this member; write it into a file with \"extends\"");
    }
    if (steps > 0 && record_at(s->record, &up, steps) == NULL) {
        return refuse(s, one,
            decode_unknown_in(message, s->report, last,
                pointer_text(place, &one->pointer, steps), json_keys(parent)));
    }
    (void)snprintf(message, sizeof(message), DECODE_UNKNOWN_MEMBER " \"%s\"%s",
        text_visible(visible, last),
        decode_value_suggestion(suggestion, s->report, last, json_keys(parent)));
    return refuse(s, one, message);
}

/* Sets all members that the pointer names. A step "*" at or after `step` stands for every item of a
   map. `is_every` is true if a step before `step` was "*". */
static enum status
put_values(struct setter *s, const struct override *one, int32_t step, bool is_every)
{
    int32_t every = pointer_every(&one->pointer, step), steps;
    struct pointer up = one->pointer;
    const struct field *field;
    const struct node *map;

    if (every < 0) {
        return put_value(s, one, is_every);
    }
    up.count = every;
    map = pointer_reach(s->root, &up, &steps);
    field = every == 0 ? NULL
                       : field_find(record_at(s->record, &up, every - 1), up.tokens[every - 1]);
    if (steps < every || field == NULL || field->kind != FIELD_MAP || map->count == 0) {
        return refuse(s, one,
            "this member has no items with ids, which * needs; name one member in place of *");
    }
    for (int32_t i = 0; i < map->count; i++) {
        struct override item = *one;
        enum status st;

        item.pointer.tokens[every] = map->members[i].key;
        item.value = json_copy(s->arena, one->value);
        if (item.value == NULL) {
            return STATUS_NO_MEMORY;
        }
        st = put_values(s, &item, every + 1, true);
        if (st != STATUS_OK) {
            return st; /* values of other items would cause the same error */
        }
    }
    return STATUS_OK;
}

static enum status
check_overlap(const struct setter *s, const struct override *all, int32_t i)
{
    char message[NAME_BYTES + 64];

    for (int32_t k = 0; k < i; k++) {
        if (all[k].value != NULL && pointer_overlaps(&all[k].pointer, &all[i].pointer)) {
            (void)snprintf(message, sizeof(message),
                "%s already sets this member or a part of it; give it once", all[k].at.file);
            return refuse(s, &all[i], message);
        }
    }
    return STATUS_OK;
}

static enum status
apply_one(struct setter *s, const struct overrides *settings, struct override *all, int32_t i)
{
    enum status st;

    TRY(read_override(s, settings, i, &all[i]));
    TRY(check_overlap(s, all, i));
    TRY(put_values(s, &all[i], 0, false));
out:
    return st;
}

enum status
override_apply(struct arena *a, struct node *root, const struct record *record,
    const struct overrides *settings, struct diag *r, bool *gaps)
{
    struct setter s = {a, root, record, r, false};
    struct override *all = arena_alloc(a, (size_t)settings->count * sizeof(*all));
    int32_t before = r->count;

    if (all == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < settings->count; i++) {
        enum status st = apply_one(&s, settings, all, i);

        if (st != STATUS_OK && st != STATUS_BAD_INPUT) {
            return st;
        }
    }
    *gaps = s.gaps;
    return diag_status(r, before);
}
