#include "format/json_tree.h"

#include <string.h>

enum { SMALL_OBJECT = 8 };

struct node *
json_node(struct arena *a, enum node_kind kind, struct place at)
{
    struct node *node = arena_alloc(a, sizeof(*node));

    if (node != NULL) {
        node->kind = kind;
        node->at = at;
    }
    return node;
}

struct node *
json_number(struct arena *a, double number, struct place at)
{
    struct node *node = json_node(a, NODE_NUMBER, at);

    if (node != NULL) {
        node->number = number;
    }
    return node;
}

struct node *
json_text(struct arena *a, const char *text, struct place at)
{
    struct node *node = json_node(a, NODE_TEXT, at);

    if (node != NULL) {
        node->text = arena_text(a, text, strlen(text));
    }
    return node == NULL || node->text == NULL ? NULL : node;
}

/* The FNV-1a hash. The hash only distributes keys over slots; json_member() compares the keys
   themselves. */
static uint64_t
hash_key(const char *key)
{
    uint64_t hash = 14695981039346656037u;

    for (; *key != '\0'; key++) {
        hash = (hash ^ (unsigned char)*key) * 1099511628211u;
    }
    return hash ^ hash >> 29;
}

static void
put_slot(struct node *object, int32_t i)
{
    int32_t mask = object->n_slots - 1;
    int32_t slot = (int32_t)(hash_key(object->members[i].key) & (uint64_t)mask);

    while (object->slots[slot] >= 0) {
        slot = (slot + 1) & mask;
    }
    object->slots[slot] = i;
}

/* Indexes the members of a large object again. The index uses open addressing and is at most one
   third full. */
static enum status
build_slots(struct arena *a, struct node *object)
{
    int32_t wanted = 16;

    if (object->kind != NODE_OBJECT || object->count <= SMALL_OBJECT) {
        object->slots = NULL;
        return STATUS_OK;
    }
    while (wanted < object->count * 3) {
        wanted *= 2;
    }
    if (object->slots == NULL || wanted > object->n_slots) {
        object->slots = arena_alloc(a, (size_t)wanted * sizeof(*object->slots));
        if (object->slots == NULL) {
            return STATUS_NO_MEMORY;
        }
        object->n_slots = wanted;
    }
    memset(object->slots, 0xFF, (size_t)object->n_slots * sizeof(*object->slots));
    for (int32_t i = 0; i < object->count; i++) {
        put_slot(object, i);
    }
    return STATUS_OK;
}

struct member *
json_member(const struct node *object, const char *key)
{
    int32_t mask, slot;

    if (object == NULL || object->kind != NODE_OBJECT) {
        return NULL;
    }
    if (object->slots == NULL) {
        for (int32_t i = 0; i < object->count; i++) {
            const char *other = object->members[i].key;

            if (other[0] == key[0] && strcmp(other, key) == 0) {
                return &object->members[i];
            }
        }
        return NULL;
    }
    mask = object->n_slots - 1;
    slot = (int32_t)(hash_key(key) & (uint64_t)mask);
    for (; object->slots[slot] >= 0; slot = (slot + 1) & mask) {
        struct member *member = &object->members[object->slots[slot]];

        if (strcmp(member->key, key) == 0) {
            return member;
        }
    }
    return NULL;
}

struct node *
json_find(const struct node *object, const char *key)
{
    struct member *member = json_member(object, key);

    return member == NULL ? NULL : member->value;
}

struct node *
json_find_next(const struct node *object, const char *key, int32_t *next)
{
    const struct member *member;

    if (object != NULL && object->kind == NODE_OBJECT && *next < object->count &&
        strcmp(object->members[*next].key, key) == 0) {
        return object->members[(*next)++].value;
    }
    member = json_member(object, key);
    if (member != NULL) {
        *next = (int32_t)(member - object->members) + 1;
    }
    return member == NULL ? NULL : member->value;
}

const char *
json_find_text(const struct node *object, const char *key)
{
    struct node *value = json_find(object, key);

    return value == NULL || value->kind != NODE_TEXT ? NULL : value->text;
}

struct text_names
json_keys(const struct node *object)
{
    bool has = object != NULL && object->kind == NODE_OBJECT;

    return TEXT_NAMES(object->members, key, has ? object->count : 0);
}

enum status
json_add(struct arena *a, struct node *object, const char *key, struct place key_at,
    struct node *value)
{
    if (value == NULL || arena_grow(a, &object->members, object->count, &object->capacity,
                             sizeof(*object->members)) != STATUS_OK) {
        return STATUS_NO_MEMORY;
    }
    object->members[object->count++] = (struct member){key, key_at, value};
    if (object->slots == NULL || object->count * 2 > object->n_slots) {
        return build_slots(a, object);
    }
    put_slot(object, object->count - 1);
    return STATUS_OK;
}

enum status
json_put(struct arena *a, struct node *object, const char *key, struct place key_at,
    struct node *value)
{
    struct member *member = json_member(object, key);

    if (value == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (member == NULL) {
        return json_add(a, object, key, key_at, value);
    }
    member->key_at = key_at;
    member->value = value;
    return STATUS_OK;
}

enum status
json_compact(struct arena *a, struct node *object)
{
    int32_t kept = 0;

    for (int32_t i = 0; i < object->count; i++) {
        if (object->members[i].value != NULL) {
            object->members[kept++] = object->members[i];
        }
    }
    object->count = kept;
    return build_slots(a, object);
}

enum status
json_remove(struct arena *a, struct node *object, const char *key)
{
    struct member *member = json_member(object, key);

    if (member == NULL) {
        return STATUS_OK;
    }
    member->value = NULL;
    return json_compact(a, object);
}

/** Options of json_copy() and json_borrow(). */
struct copy_context {
    struct arena *arena;
    bool borrows; /* whether the copy shares the texts of the original */
};

static struct node *copy_node(const struct copy_context *c, const struct node *node);

/* Copies or shares a text. NULL stays NULL. Returns false if there is no memory. */
static bool
copy_text(const struct copy_context *c, const char *text, const char **copy)
{
    *copy = text == NULL || c->borrows ? text : arena_text(c->arena, text, strlen(text));
    return (*copy == NULL) == (text == NULL);
}

static enum status
copy_members(const struct copy_context *c, struct node *copy, const struct node *node)
{
    if (node->count == 0) {
        return STATUS_OK;
    }
    copy->members = arena_alloc(c->arena, (size_t)node->count * sizeof(*copy->members));
    if (copy->members == NULL) {
        return STATUS_NO_MEMORY;
    }
    copy->capacity = node->count;
    for (int32_t i = 0; i < node->count; i++) {
        const struct member *m = &node->members[i];
        struct member *made = &copy->members[i];

        *made = (struct member){NULL, m->key_at, copy_node(c, m->value)};
        if (made->value == NULL || !copy_text(c, m->key, &made->key)) {
            return STATUS_NO_MEMORY;
        }
        copy->count++;
    }
    return STATUS_OK;
}

static enum status
copy_slots(const struct copy_context *c, struct node *copy, const struct node *node)
{
    size_t bytes = (size_t)node->n_slots * sizeof(*node->slots);

    if (node->slots == NULL) {
        return STATUS_OK;
    }
    copy->slots = arena_alloc(c->arena, bytes);
    if (copy->slots == NULL) {
        return STATUS_NO_MEMORY;
    }
    copy->n_slots = node->n_slots;
    memcpy(copy->slots, node->slots, bytes);
    return STATUS_OK;
}

static struct node *
copy_node(const struct copy_context *c, const struct node *node)
{
    struct node *copy = json_node(c->arena, node->kind, node->at);

    if (copy == NULL) {
        return NULL;
    }
    copy->is_default = node->is_default;
    copy->number = node->number;
    return copy_text(c, node->text, &copy->text) && copy_members(c, copy, node) == STATUS_OK &&
                   copy_slots(c, copy, node) == STATUS_OK
               ? copy
               : NULL;
}

struct node *
json_copy(struct arena *a, const struct node *node)
{
    return copy_node(&(struct copy_context){a, false}, node);
}

struct node *
json_borrow(struct arena *a, const struct node *node)
{
    return copy_node(&(struct copy_context){a, true}, node);
}

static bool
equal_members(const struct node *a, const struct node *b)
{
    for (int32_t i = 0; i < a->count; i++) {
        const struct node *other =
            a->kind == NODE_OBJECT ? json_find(b, a->members[i].key) : b->members[i].value;

        if (other == NULL || !json_equal(a->members[i].value, other)) {
            return false;
        }
    }
    return true;
}

bool
json_equal(const struct node *a, const struct node *b)
{
    if (a->kind != b->kind || a->count != b->count) {
        return false;
    }
    if (a->kind == NODE_NUMBER) {
        return a->number == b->number;
    }
    return a->kind == NODE_TEXT ? strcmp(a->text, b->text) == 0 : equal_members(a, b);
}

const char *
json_kind_name(enum node_kind kind)
{
    static const char *const names[] = {
        "null", "false", "true", "a number", "text", "a list", "an object"};

    return names[kind];
}
