/* Groups equal items, so that one line describes all of them. */
#include "words/brief_internal.h"

#include <stdlib.h>
#include <string.h>

enum { GROUPS_MAX = 16 };

bool
brief_works_at_home(const struct node *source)
{
    const struct node *targets = json_find(source, "targets");
    const char *home = json_find_text(source, "home");

    return targets != NULL && targets->count == 1 && home != NULL &&
           strcmp(targets->members[0].key, home) == 0;
}

/* Whether both sources have the same targets, or both have only their own home state as target. */
static bool
alike_in_targets(const struct node *first, const struct node *second)
{
    const struct node *a = json_find(first, "targets"), *b = json_find(second, "targets");

    if (a == NULL || b == NULL || a->count != b->count || brief_works_at_home(first)) {
        return a == b || (brief_works_at_home(first) && brief_works_at_home(second));
    }
    for (int32_t i = 0; i < a->count; i++) {
        if (strcmp(a->members[i].key, b->members[i].key) != 0) {
            return false;
        }
    }
    return true;
}

/* Whether one line can describe both items. The items must be equal except for `members`, and the
   notes of the second may add nothing to those of the first. */
static bool
are_alike(const struct node *first, const struct node *second, const char *const *members)
{
    const char *notes = json_find_text(second, "notes");
    const char *before = json_find_text(first, "notes");
    bool covered = notes == NULL || before == NULL
                       ? notes == before
                       : brief_is_as_another(notes) || strcmp(before, notes) == 0;

    if (!covered || !alike_in_targets(first, second)) {
        return false;
    }
    for (int32_t i = 0; i < first->count; i++) {
        const struct member *m = &first->members[i];
        const struct node *other = json_find(second, m->key);

        if (text_index(m->key, text_list(members)) < 0 &&
            (other == NULL || !json_equal(m->value, other))) {
            return false;
        }
    }
    for (int32_t i = 0; i < second->count; i++) {
        const char *key = second->members[i].key;

        if (text_index(key, text_list(members)) < 0 && json_find(first, key) == NULL) {
            return false;
        }
    }
    return true;
}

/* Compares each item with the first item of each of the latest GROUPS_MAX groups at most. An item
   with notes joins the latest group that it fits, because a note such as "As a." refers to the
   nearest item before it. */
int32_t *
brief_group(struct brief_writer *w, const struct node *map, const char *const *members)
{
    int32_t *leader = calloc((size_t)map->count + 1, sizeof(*leader));
    int32_t leaders[GROUPS_MAX], n = 0;

    if (leader == NULL) {
        w->status = STATUS_NO_MEMORY;
        return NULL;
    }
    for (int32_t i = 0; i < map->count; i++) {
        const struct node *item = map->members[i].value;
        bool last_first = json_find_text(item, "notes") != NULL;

        leader[i] = i;
        for (int32_t k = 0; k < n && leader[i] == i; k++) {
            int32_t at = leaders[last_first ? n - 1 - k : k];

            leader[i] = are_alike(map->members[at].value, item, members) ? at : i;
        }
        if (leader[i] == i && n < GROUPS_MAX) {
            leaders[n++] = i;
        }
    }
    return leader;
}

int32_t
brief_group_size(const int32_t *leader, int32_t count, int32_t first)
{
    int32_t size = 0;

    for (int32_t i = first; i < count; i++) {
        size += leader[i] == first;
    }
    return size;
}
