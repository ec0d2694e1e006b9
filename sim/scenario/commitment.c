#include "scenario/commitment.h"

#include <stdio.h>
#include <string.h>

#include "scenario/pointer.h"

enum { SCRATCH_BYTES = 1 << 16 };

/* What one pointer leads to: kept apart from the scenario, in an arena that goes again. */
static enum status
follow(struct arena *scratch, const struct node *root, const char *text, size_t length,
    const char *agreement, commitment_visit *visitor, void *self)
{
    char full[POINTER_BYTES];
    struct node top = *root;
    struct pointer p;
    const struct node *found = NULL;

    (void)snprintf(full, sizeof(full), "%s%.64s%s%.*s", text[0] == '/' ? "" : "/agreements/",
        text[0] == '/' ? "" : agreement, text[0] == '/' ? "" : "/", (int)length, text);
    if (pointer_read(scratch, full, &p) == NULL) {
        found = pointer_find(&top, &p);
    } else if (scratch->full) {
        return STATUS_NO_MEMORY;
    }
    visitor(self, full, found);
    return STATUS_OK;
}

enum status
commitment_each(const struct node *root, const char *agreement, const struct node *commitment,
    commitment_visit *visitor, void *self)
{
    const char *text = tree_find_text(commitment, "represented_by");
    struct arena scratch;
    enum status st = STATUS_OK;

    arena_init(&scratch, SCRATCH_BYTES);
    for (text = text == NULL ? "" : text; *text != '\0';) {
        size_t length = strcspn(text, " ");

        if (length > 0) {
            TRY(follow(&scratch, root, text, length, agreement, visitor, self));
        }
        text += length + (text[length] == ' ');
    }
out:
    arena_free(&scratch);
    return st;
}

const char *
commitment_number(const char *id)
{
    size_t zeros = 1 + strspn(id + 1, "0");

    if (id[0] != 'c' || id[zeros] == '\0' || strspn(id + 1, "0123456789") != strlen(id + 1)) {
        return id;
    }
    return id + zeros;
}

struct complaint {
    struct failure *warnings;
    const char *agreement, *id;
    struct place at;
};

static void
warn_of_nothing(void *self, const char *pointer, const struct node *found)
{
    const struct complaint *c = self;

    if (found == NULL) {
        failure_add(c->warnings,
            "%s:%d:%d: /agreements/%s/commitments/%s/represented_by: there is no %s",
            c->at.file, (int)c->at.line, (int)c->at.column, c->agreement, c->id, pointer);
    }
}

enum status
commitment_check(const struct node *root, struct failure *warnings)
{
    const struct node *agreements = tree_find(root, "agreements");
    enum status st = STATUS_OK;

    for (int32_t a = 0; agreements != NULL && a < agreements->count; a++) {
        const struct member *m = &agreements->members[a];
        const struct node *all = tree_find(m->value, "commitments");

        for (int32_t k = 0; all != NULL && k < all->count; k++) {
            const struct node *by = tree_find(all->members[k].value, "represented_by");
            struct complaint c = {
                warnings, m->key, all->members[k].key, by == NULL ? all->at : by->at};

            TRY(commitment_each(root, m->key, all->members[k].value, warn_of_nothing, &c));
        }
    }
out:
    return st;
}
