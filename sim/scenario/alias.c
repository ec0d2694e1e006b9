/* Hides texts that may name states. */
#include "scenario/scenario_internal.h"

#include <string.h>

#include "base/text.h"

/* A traversal of a tree. */
struct walk {
    struct arena *arena;
    const struct node *root, *aliases;
};

bool
alias_asked(const struct node *root)
{
    const struct node *asked = json_find(root, "use_aliases");

    return asked != NULL && asked->kind == NODE_TRUE;
}

bool
alias_keeps(const struct node *root, struct place at)
{
    const struct node *asked = json_find(root, "use_aliases");

    return asked->at.file != NULL && at.file != NULL && strcmp(asked->at.file, at.file) == 0;
}

static bool
is_one_of(const char *key, const char *const *words, int32_t n)
{
    return text_index(key, (struct text_names){words, sizeof(*words), n}) >= 0;
}

/* Returns the text that replaces `text`, or NULL if `text` is removed. `of` is the key of the
   object that contains the text, and `map` is the key of the object that contains this object. A
   key is NULL at the root. */
static const char *
in_place(
    const struct walk *w, const char *map, const char *of, const char *key, const char *text)
{
    static const char *const removed[] = {"notes", "reference", "references"};
    const char *alias = of == NULL ? NULL : json_find_text(w->aliases, of);

    if (is_one_of(key, removed, 3)) {
        return NULL;
    }
    if (strcmp(key, "title") == 0 && of == NULL) {
        return "A scenario under invented names";
    }
    if (strcmp(key, "title") == 0 && map != NULL && strcmp(map, "agreements") == 0) {
        return alias == NULL ? "An agreement" : alias;
    }
    if (strcmp(key, "title") == 0 || strcmp(key, "description") == 0) {
        return map != NULL && strcmp(map, "outcomes") == 0 ? NULL : text;
    }
    return strcmp(key, "name") == 0 && alias != NULL ? alias : text;
}

static enum status
hide(const struct walk *w, struct node *object, const char *map, const char *of)
{
    bool removed = false;
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < object->count; k++) {
        struct member *m = &object->members[k];

        if (m->value->kind == NODE_OBJECT) {
            TRY(hide(w, m->value, of, m->key));
        } else if (m->value->kind == NODE_TEXT && object->kind == NODE_OBJECT &&
                   !m->value->is_default && !alias_keeps(w->root, m->value->at)) {
            const char *text = in_place(w, map, of, m->key, m->value->text);

            removed = removed || text == NULL;
            if (text == NULL) {
                m->value = NULL;
            } else if (text != m->value->text) {
                m->value->text = text;
                m->value->at = json_find(w->root, "use_aliases")->at;
            }
        }
    }
    if (removed) {
        TRY(json_compact(w->arena, object));
    }
out:
    return st;
}

enum status
alias_hide(struct arena *a, const struct node *root, struct node *tree)
{
    const struct walk w = {a, root, json_find(root, "aliases")};

    return alias_asked(root) ? hide(&w, tree, NULL, NULL) : STATUS_OK;
}
