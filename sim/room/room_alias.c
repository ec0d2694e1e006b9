/* Replaces real ids with ids of invented names in the data that the program sends. Replaces ids of
   invented names with real ids in the data that pages send. */
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "room/room_internal.h"

/* The ids of invented names are numbered: "alias-1" is the first alias of the world. */
static const char prefix[] = "alias-";

static const struct list *
aliases_of(const struct room *room)
{
    static const struct list none = {NULL, 0};
    const struct world *w = room_exercise(room)->world;

    return w->use_aliases ? &w->aliases : &none;
}

/* Returns the alias of the id with these bytes; -1 if there is none. */
static int32_t
find(const struct list *aliases, const char *bytes, size_t length)
{
    const struct alias *items = aliases->items;

    for (int32_t k = 0; k < aliases->count; k++) {
        if (strlen(items[k].key.id) == length && memcmp(items[k].key.id, bytes, length) == 0) {
            return k;
        }
    }
    return -1;
}

/* Returns the quotation mark that ends the JSON text that begins at `at`. */
static const char *
end_of_text(const char *at, const char *end)
{
    while (at < end && *at != '"') {
        at += *at == '\\' && at + 1 < end ? 2 : 1;
    }
    return at;
}

void
room_alias_hide(const struct room *room, struct buffer *json)
{
    const struct list *aliases = aliases_of(room);
    struct buffer out = {0};
    const char *at = buffer_string(json), *end = at + json->length;

    if (aliases->count == 0 || json->length == 0) {
        return;
    }
    while (at < end) {
        const char *begin = memchr(at, '"', (size_t)(end - at));
        const char *close = begin == NULL ? end : end_of_text(begin + 1, end);
        int32_t k = begin == NULL ? -1 : find(aliases, begin + 1, (size_t)(close - begin - 1));

        if (k < 0) {
            buffer_add(&out, at, (size_t)(close - at));
        } else {
            buffer_add(&out, at, (size_t)(begin + 1 - at));
            buffer_printf(&out, "%s%d", prefix, (int)k + 1);
        }
        if (close < end) {
            buffer_add(&out, close, 1);
        }
        at = close + (close < end);
    }
    out.failed = out.failed || json->failed;
    buffer_free(json);
    *json = out;
}

static void
restore(const struct list *aliases, struct node *node)
{
    const struct alias *items = aliases->items;
    size_t length = sizeof(prefix) - 1;
    uint64_t k;

    if (node->kind == NODE_TEXT && strncmp(node->text, prefix, length) == 0 &&
        number_read_unsigned(node->text + length, &k) && k >= 1 &&
        k <= (uint64_t)aliases->count) {
        node->text = items[k - 1].key.id;
    }
}

void
room_alias_restore(const struct room *room, struct node *object)
{
    const struct list *aliases = aliases_of(room);

    for (int32_t k = 0; aliases->count > 0 && k < object->count; k++) {
        struct node *value = object->members[k].value;

        restore(aliases, value);
        for (int32_t i = 0; i < value->count;
             i++) { /* the items of a list of agreements, or the members of a draft */
            restore(aliases, value->members[i].value);
        }
    }
}

bool
room_alias_is_used(const struct room *room)
{
    return aliases_of(room)->count > 0;
}
