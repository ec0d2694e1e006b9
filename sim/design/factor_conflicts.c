#include "design/factor_conflicts.h"

#include <stdlib.h>
#include <string.h>

#include "model/input/world.h"

/** A member of the scenario and the factor that sets it. */
struct claim {
    const char *pointer;
    int32_t factor;
};

static int
compare(const void *a, const void *b)
{
    const struct claim *x = a, *y = b;
    int order = strcmp(x->pointer, y->pointer);

    return order != 0 ? order : (x->factor > y->factor) - (x->factor < y->factor);
}

static struct place
place_of(const struct node *factors, const struct factor *factor)
{
    const struct node *path = json_find(json_find(factors, factor->key.id), "path");

    return path == NULL ? factors->at : path->at;
}

enum status
factor_conflicts(
    struct diag *r, const struct node *factors, const struct factor *items, int32_t n)
{
    struct claim *claims;
    size_t count = 0;

    for (int32_t i = 0; i < n; i++) {
        count += (size_t)items[i].n_pointers;
    }
    claims = calloc(count + 1, sizeof(*claims));
    if (claims == NULL) {
        return STATUS_NO_MEMORY;
    }
    count = 0;
    for (int32_t i = 0; i < n; i++) {
        for (int32_t p = 0; p < items[i].n_pointers; p++) {
            claims[count++] = (struct claim){items[i].pointers[p], i};
        }
    }
    qsort(claims, count, sizeof(*claims), compare);
    for (size_t k = 1; k < count; k++) {
        const struct factor *first = &items[claims[k - 1].factor],
                            *again = &items[claims[k].factor];
        struct path all = {NULL, "factors"}, one = {&all, again->key.id}, at = {&one, "path"};

        if (strcmp(claims[k - 1].pointer, claims[k].pointer) == 0) {
            diag_at(r, place_of(factors, again), &at,
                "factor \"%s\" also sets %s; remove one of the two factors", first->key.id,
                claims[k].pointer);
        }
    }
    free(claims);
    return STATUS_OK;
}

/* Follows one pointer through the patch and, at the same time, through the records of the
   scenario. */
static enum factor_patch
follow(const struct pointer *p, const struct node *patch)
{
    const struct record *record = &world_record;
    bool in_map = false;

    for (int32_t step = 0; step < p->count; step++) {
        const struct node *next = json_find(patch, p->tokens[step]);
        const struct field *field = in_map ? NULL : field_find(record, p->tokens[step]);

        if (next == NULL) {
            return FACTOR_UNTOUCHED;
        }
        if (in_map && next->kind == NODE_NULL) {
            return FACTOR_REMOVED;
        }
        if (next->kind != NODE_OBJECT) {
            return FACTOR_OVERWRITTEN;
        }
        record = in_map ? record : field == NULL ? NULL : field->record;
        in_map = !in_map && field != NULL && field->kind == FIELD_MAP;
        patch = next;
    }
    return FACTOR_OVERWRITTEN;
}

enum factor_patch
factor_conflicts_patched(
    const struct factor *factor, const struct node *patch, struct arena *scratch)
{
    enum factor_patch worst = FACTOR_UNTOUCHED;

    for (int32_t i = 0; patch != NULL && i < factor->n_pointers; i++) {
        struct pointer p;

        if (pointer_read(scratch, factor->pointers[i], &p) == NULL) {
            enum factor_patch one = follow(&p, patch);

            worst = one > worst ? one : worst;
        }
    }
    return worst;
}

void
factor_conflicts_policies(struct diag *r, const struct node *factors,
    const struct factor *items, int32_t n, const struct node *policies)
{
    struct arena scratch = {0};

    for (int32_t i = 0; i < n; i++) {
        struct path all = {NULL, "factors"}, one = {&all, items[i].key.id}, at = {&one, "path"};

        for (int32_t k = 0; k < policies->count; k++) {
            const struct node *patch = json_find(policies->members[k].value, "patch");

            if (factor_conflicts_patched(&items[i], patch, &scratch) == FACTOR_OVERWRITTEN) {
                diag_at(r, place_of(factors, &items[i]), &at,
                    "policy \"%s\" sets this member, too, and its patch would override the "
                    "factor; remove the member from the patch or the factor",
                    policies->members[k].key);
            }
        }
    }
    arena_free(&scratch);
}
