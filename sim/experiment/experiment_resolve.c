/* Prints the experiment.json of the result, which refers to the resolved scenario.json. */
#include <string.h>

#include "experiment/experiment_file.h"
#include "format/json_print.h"

/* Replaces the names of tables of points by the names of their copies in the result. */
static enum status
rename_tables(struct experiment_read_context *r, struct node *design)
{
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < design->count; i++) {
        struct member *m = &design->members[i];
        const char *why, *path = NULL;
        const struct input_file *input = NULL;

        if (m->key != NULL && strcmp(m->key, "csv") == 0 && m->value->kind == NODE_TEXT) {
            path = input_beside(&r->e->arena, m->value->at.file, m->value->text, &why);
        }
        input = path == NULL ? NULL : input_find(&r->e->inputs, path, INPUT_POINTS);
        if (input != NULL) {
            m->value = json_text(&r->e->arena, input->copy_as, m->value->at);
            st = m->value == NULL ? STATUS_NO_MEMORY : STATUS_OK;
        }
        TRY(st);
        TRY(rename_tables(r, m->value));
    }
out:
    return st;
}

enum status
experiment_resolve(struct experiment_read_context *r)
{
    struct arena *a = &r->e->arena;
    struct place at = r->written->at;
    struct node *all = json_node(a, NODE_OBJECT, at), *design;
    struct buffer text = {0};
    enum status st = STATUS_NO_MEMORY;

    if (all == NULL) {
        goto out;
    }
    TRY(json_add(a, all, "format", at, json_text(a, EXPERIMENT_FORMAT, at)));
    /* The policies are part of the resolved scenario. */
    TRY(json_remove(a, r->written, "policies"));
    TRY(json_remove(a, r->written, "baseline"));
    TRY(json_put(a, r->written, "scenario", at, json_text(a, "scenario.json", at)));
    design = json_find(r->written, "design");
    if (design != NULL) {
        TRY(rename_tables(r, design));
    }
    for (int32_t i = 0; i < r->written->count; i++) {
        TRY(json_add(a, all, r->written->members[i].key, at, r->written->members[i].value));
    }
    json_print(&text, all);
    TRY(buffer_status(&text));
    r->e->resolved = arena_text(a, text.at, text.length);
    r->e->resolved_length = text.length;
    st = r->e->resolved == NULL ? STATUS_NO_MEMORY : STATUS_OK;
out:
    buffer_free(&text);
    return st;
}
