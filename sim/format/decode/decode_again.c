#include "format/decode/decode_again.h"

#include <string.h>

static enum status
copy_list(struct arena *a, const struct record *record, struct list *list)
{
    size_t bytes = (size_t)list->count * record->size;
    char *items;
    enum status st = STATUS_OK;

    if (list->items == NULL) {
        return STATUS_OK;
    }
    items = arena_alloc(a, bytes);
    if (items == NULL) {
        return STATUS_NO_MEMORY;
    }
    memcpy(items, list->items, bytes);
    list->items = items;
    for (int32_t k = 0; k < list->count; k++) {
        TRY(decode_again_copy(a, record, items + (size_t)k * record->size));
    }
out:
    return st;
}

enum status
decode_again_copy(struct arena *a, const struct record *record, void *item)
{
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < record->n_fields; i++) {
        const struct field *field = &record->fields[i];
        void *to = (char *)item + field->offset;

        if (field->kind == FIELD_OBJECT) {
            TRY(decode_again_copy(a, field->record, to));
        } else if (field->kind == FIELD_MAP || field->kind == FIELD_LIST) {
            TRY(copy_list(a, field->record, to));
        }
    }
out:
    return st;
}

/** A step on the way to a member: the struct that contains it. */
struct step {
    const struct record *record;
    char *item;
    /* field of the member that the last token names; NULL: none yet */
    const struct field *field;
};

/* Follows the next token, which names a member, and in a map also the token of the item. Returns
   false if that is impossible. */
static bool
go_on(struct step *s, const struct pointer *p, int32_t *token)
{
    const struct list *list;
    int32_t k;

    if (s->field != NULL) {
        s->item += s->field->offset;
        s->record = s->field->record;
    }
    s->field = *token < p->count ? field_find(s->record, p->tokens[(*token)++]) : NULL;
    if (s->field == NULL || s->field->kind != FIELD_MAP) {
        return s->field != NULL && s->field->kind != FIELD_LIST;
    }
    list = (const void *)(s->item + s->field->offset);
    k = *token < p->count
            ? text_index(p->tokens[(*token)++], field_ids(list, s->field->record->size))
            : -1;
    if (k < 0) {
        return false;
    }
    s->record = s->field->record;
    s->item = (char *)list->items + (size_t)k * s->record->size;
    s->field = s->record->scalar ? &s->record->fields[0] : NULL;
    return true;
}

const struct field *
decode_again_find(const struct record *record, void *item, const struct pointer *p, void **to)
{
    struct step s = {record, item, NULL};
    int32_t token = 0;

    while (token < p->count) {
        if ((s.field != NULL && s.field->kind != FIELD_OBJECT) || !go_on(&s, p, &token)) {
            return NULL;
        }
    }
    if (s.field == NULL || (s.field->kind != FIELD_REAL && s.field->kind != FIELD_COUNT &&
                               s.field->kind != FIELD_FLAG)) {
        return NULL;
    }
    *to = s.item + s.field->offset;
    return s.field;
}

bool
decode_again_check(const struct record *record, const void *item, const struct pointer *p)
{
    struct step s = {record, (char *)(uintptr_t)item, NULL};
    const char *member;
    int32_t token = 0;

    do {
        const struct record *of = s.field == NULL ? s.record : s.field->record;
        const char *at = s.field == NULL ? s.item : s.item + s.field->offset;

        if (of != NULL && of->check != NULL && of->check(at, &member) != NULL) {
            return false;
        }
    } while (token < p->count && go_on(&s, p, &token));
    return true;
}
