#include "format/decode/patch.h"

#include <string.h>

static enum status
merge_member(
    struct arena *a, struct node *target, const struct member *m, enum patch_nulls nulls)
{
    struct member *old = json_member(target, m->key);
    struct node *value = old == NULL ? NULL : old->value;
    enum status st = STATUS_OK;

    if (m->value->kind == NODE_NULL && nulls == PATCH_APPLY) {
        if (old != NULL) {
            old->value = NULL;
        }
        return STATUS_OK;
    }
    TRY(patch_merge(a, &value, m->value, nulls));
    if (old == NULL) {
        const char *key = arena_text(a, m->key, strlen(m->key));

        return key == NULL ? STATUS_NO_MEMORY : json_add(a, target, key, m->key_at, value);
    }
    old->key_at = m->key_at;
    old->value = value;
out:
    return st;
}

enum status
patch_merge(
    struct arena *a, struct node **target, const struct node *patch, enum patch_nulls nulls)
{
    enum status st = STATUS_OK;

    if (patch->kind != NODE_OBJECT) {
        *target = json_copy(a, patch);
        return *target == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    }
    if (*target == NULL || (*target)->kind != NODE_OBJECT) {
        *target = json_node(a, NODE_OBJECT, patch->at);
        if (*target == NULL) {
            return STATUS_NO_MEMORY;
        }
    }
    /*
     * Removed members stay in the object with the value NULL until one pass at the end removes all
     * of them. No removed member is looked up again, because the keys of a patch are unique.
     */
    (*target)->is_default = false;
    for (int32_t i = 0; i < patch->count; i++) {
        TRY(merge_member(a, *target, &patch->members[i], nulls));
    }
    TRY(json_compact(a, *target));
out:
    return st;
}

enum status
patch_drop_nulls(struct arena *a, struct node *node)
{
    enum status st = STATUS_OK;

    if (node->kind != NODE_OBJECT && node->kind != NODE_LIST) {
        return STATUS_OK;
    }
    for (int32_t i = 0; i < node->count; i++) {
        struct member *m = &node->members[i];

        if (node->kind == NODE_OBJECT && m->value->kind == NODE_NULL) {
            m->value = NULL;
        } else {
            TRY(patch_drop_nulls(a, m->value));
        }
    }
    if (node->kind == NODE_OBJECT) {
        TRY(json_compact(a, node));
    }
out:
    return st;
}
