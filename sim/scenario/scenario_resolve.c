#include "scenario/scenario_internal.h"

#include <string.h>

#include "base/buffer.h"
#include "format/json_print.h"
#include "scenario/extends.h"
#include "scenario/trace.h"

/* Replaces the name of a trace by the name of its copy, which is stored beside the resolved
   scenario. */
static enum status
rename_trace(struct scenario_maker *m, struct node *document)
{
    struct node *trace = json_find(document, "trace"), *file = json_find(trace, "file");
    const struct input_file *input = NULL;
    enum status st = STATUS_OK;

    if (file != NULL && file->kind == NODE_TEXT) {
        TRY(trace_input(&m->reader, file, &input));
        TRY(json_put(&m->scenario->arena, trace, "file", file->at,
            json_text(&m->scenario->arena, input->copy_as, file->at)));
    }
out:
    return st;
}

static enum status
add_policies(struct scenario_maker *m, struct arena *a, struct node *to)
{
    const struct policies *chosen = &m->chosen;
    struct node *all = json_node(a, NODE_OBJECT, to->at);
    enum status st = STATUS_OK;

    if (all == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < chosen->count; i++) {
        const struct policy *p = &chosen->items[i];
        struct node *one = json_node(a, NODE_OBJECT, p->at), *patch;

        if (one == NULL) {
            return STATUS_NO_MEMORY;
        }
        patch = p->patch == NULL ? json_node(a, NODE_OBJECT, p->at) : json_copy(a, p->patch);
        if (patch == NULL) {
            return STATUS_NO_MEMORY;
        }
        TRY(document_resolve_files(&m->reader, patch));
        TRY(rename_trace(m, patch));
        TRY(alias_hide(a, m->root, patch));
        TRY(json_add(a, one, "title", p->at, json_text(a, p->title, p->at)));
        TRY(json_add(a, one, "patch", p->at, patch));
        TRY(json_add(a, all, p->id, p->at, one));
    }
    TRY(json_add(a, to, "policies", to->at, all));
    TRY(json_add(
        a, to, "baseline", to->at, json_text(a, chosen->items[chosen->baseline].id, to->at)));
out:
    return st;
}

/* Copies the counted outcomes, whose values are stored in the rows of runs. Leaves out their
   texts. */
static enum status
copy_counted(struct arena *a, const struct node *outcomes, struct node **copy)
{
    static const char *const texts[] = {"title", "unit", "description"};
    enum status st = STATUS_OK;

    *copy = json_node(a, NODE_OBJECT, outcomes->at);
    if (*copy == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < outcomes->count; k++) {
        const struct member *m = &outcomes->members[k];
        struct node *one = json_copy(a, m->value);

        if (one == NULL) {
            return STATUS_NO_MEMORY;
        }
        for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
            TRY(json_remove(a, one, texts[i]));
        }
        if (json_find(one, "expression") == NULL) {
            TRY(json_add(a, *copy, m->key, m->key_at, one));
        }
    }
out:
    return st;
}

/* Prints the document without the workshop and without outcomes that are computed from stored rows.
   Two scenarios with equal texts have runs with equal rows. */
static enum status
print_contents(struct scenario *s, struct node *document)
{
    struct node *outputs = json_find(document, "outputs"), *counted;
    const struct node *outcomes = json_find(outputs, "outcomes");
    bool computed = outcomes != NULL && outcomes->count > 0;
    struct buffer text = {0};
    enum status st = STATUS_NO_MEMORY;

    s->contents = s->resolved;
    if (!computed && json_find(document, "workshop") == NULL) {
        return STATUS_OK;
    }
    TRY(json_remove(&s->arena, document, "workshop"));
    if (computed) {
        outputs = json_copy(&s->arena, outputs);
        TRY(outputs == NULL ? STATUS_NO_MEMORY : STATUS_OK);
        TRY(copy_counted(&s->arena, outcomes, &counted));
        TRY(json_put(&s->arena, outputs, "outcomes", outputs->at, counted));
        TRY(json_put(&s->arena, document, "outputs", outputs->at, outputs));
    }
    json_print(&text, document);
    TRY(buffer_status(&text));
    s->contents = arena_text(&s->arena, text.at, text.length);
    st = s->contents == NULL ? STATUS_NO_MEMORY : STATUS_OK;
out:
    buffer_free(&text);
    return st;
}

enum status
scenario_resolve(struct scenario_maker *m)
{
    struct scenario *s = m->scenario;
    struct place at = m->root->at;
    struct node *all = json_node(&s->arena, NODE_OBJECT, at);
    struct buffer text = {0};
    enum status st = STATUS_NO_MEMORY;

    if (all == NULL) {
        goto out;
    }
    TRY(json_add(&s->arena, all, "format", at, json_text(&s->arena, DRAFT_FORMAT, at)));
    for (int32_t i = 0; i < m->root->count; i++) {
        const struct member *member = &m->root->members[i];
        bool trace = strcmp(member->key, "trace") == 0;

        TRY(json_add(&s->arena, all, member->key, at,
            trace ? json_copy(&s->arena, member->value) : member->value));
    }
    if (m->document->workshop != NULL) {
        TRY(json_add(&s->arena, all, "workshop", at, m->document->workshop));
    }
    TRY(rename_trace(m, all));
    TRY(add_policies(m, &s->arena, all));
    json_print(&text, all);
    TRY(buffer_status(&text));
    s->resolved = arena_text(&s->arena, text.at, text.length);
    s->resolved_length = text.length;
    st = s->resolved == NULL ? STATUS_NO_MEMORY : print_contents(s, all);
out:
    buffer_free(&text);
    return st;
}
