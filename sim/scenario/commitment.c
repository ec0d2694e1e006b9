#include "scenario/commitment.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "format/pointer.h"

/* Returns the node at a pointer, or NULL. The pointers here need no unescaping, because ids have no
   '~' or '/'. The pointers do not lead into lists. */
static const struct node *
reach(const struct node *node, const char *pointer)
{
    while (node != NULL && *pointer == '/') {
        size_t length = strcspn(++pointer, "/");
        char key[2 * TEXT_ID_LENGTH + 2];

        (void)snprintf(key, sizeof(key), "%.*s", (int)length, pointer);
        node = length < sizeof(key) ? json_find(node, key) : NULL;
        pointer += length;
    }
    return node;
}

void
commitment_for_each(const struct node *root, const char *agreement,
    const struct node *commitment, commitment_visit *visitor, void *self)
{
    const char *text = json_find_text(commitment, "represented_by");

    for (text = text == NULL ? "" : text; *text != '\0';) {
        size_t length = strcspn(text, " ");
        char full[POINTER_BYTES];

        (void)snprintf(full, sizeof(full), "%s%.64s%s%.*s",
            text[0] == '/' ? "" : "/agreements/", text[0] == '/' ? "" : agreement,
            text[0] == '/' ? "" : "/", (int)length, text);
        if (length > 0) {
            visitor(self, full, reach(root, full));
        }
        text += length + (text[length] == ' ');
    }
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

struct warning_context {
    struct failure *warnings;
    const char *agreement, *id;
    struct place at;
};

static void
warn_if_missing(void *self, const char *pointer, const struct node *found)
{
    const struct warning_context *c = self;

    if (found == NULL) {
        failure_add(c->warnings,
            "%s:%d:%d: /agreements/%s/commitments/%s/represented_by: the scenario has no "
            "member %s; correct the pointer",
            c->at.file, (int)c->at.line, (int)c->at.column, c->agreement, c->id, pointer);
    }
}

void
commitment_check(const struct node *root, struct failure *warnings)
{
    const struct node *agreements = json_find(root, "agreements");

    for (int32_t a = 0; agreements != NULL && a < agreements->count; a++) {
        const struct member *m = &agreements->members[a];
        const struct node *all = json_find(m->value, "commitments");

        for (int32_t k = 0; all != NULL && k < all->count; k++) {
            const struct node *by = json_find(all->members[k].value, "represented_by");
            struct warning_context c = {
                warnings, m->key, all->members[k].key, by == NULL ? all->at : by->at};

            commitment_for_each(root, m->key, all->members[k].value, warn_if_missing, &c);
        }
    }
}
