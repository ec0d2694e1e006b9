#include "scenario/policy.h"

#include <string.h>
#include <unistd.h>

#include "base/id.h"
#include "base/text.h"
#include "format/decode/decode_unknown.h"
#include "format/decode/decode_value.h"
#include "format/decode/patch.h"
#include "model/input/world.h"
#include "scenario/preset.h"

/**
 * A traversal of a patch and, in parallel, of the tree that it will change and of the field tables.
 */
struct walk {
    struct diag *report;
    const struct policy *policy;
    struct failure *warnings;
};

/* Whether any member of the record, at any depth, affects the candidates. */
static bool
affects_candidates(const struct record *record)
{
    for (int32_t i = 0; record != NULL && i < record->n_fields; i++) {
        if (record->fields[i].affects_candidates ||
            affects_candidates(record->fields[i].record)) {
            return true;
        }
    }
    return false;
}

/* Reports the removal of a member that does not exist. Its key is probably misspelt, so the
   policy would have no effect. */
static void
check_removal(const struct walk *w, const struct path *path, const struct member *m,
    const struct node *tree)
{
    char meant[TEXT_VISIBLE_BYTES], shown[TEXT_VISIBLE_BYTES];

    if (json_member(tree, m->key) == NULL) {
        diag_at(w->report, m->value->at, path,
            "null removes a member, but the scenario has no \"%s\" here%s",
            text_visible(shown, m->key),
            decode_value_suggestion(meant, w->report, m->key, json_keys(tree)));
    }
}

static void
warn(const struct walk *w, const struct path *path)
{
    char pointer[POINTER_BYTES];

    failure_add(w->warnings,
        "policy \"%s\" changes %s, which changes the candidates: runs of different policies do "
        "not have the same incidents",
        w->policy->id, pointer_print(pointer, path));
}

/* Whether a member must be the same for all policies. `record` describes the object that contains
   it. */
static bool
is_fixed(const struct path *path, const struct record *record, const char *name)
{
    return path == NULL ? strcmp(name, "seed") == 0 || strcmp(name, "replications") == 0
                        : strcmp(record->name, "outputs") == 0 && strcmp(name, "outcomes") == 0;
}

static void walk_map(const struct walk *w, const struct path *path, const struct node *patch,
    const struct node *tree, const struct record *record);

/* Checks the members of an object. `record` describes them; it is NULL for an unknown object. */
static void
walk_object(const struct walk *w, const struct path *path, const struct node *patch,
    const struct node *tree, const struct record *record)
{
    for (int32_t i = 0; patch->kind == NODE_OBJECT && i < patch->count; i++) {
        const struct member *m = &patch->members[i];
        const struct field *field = field_find(record, m->key);
        struct path at = {path, m->key};
        const struct node *old = json_find(tree, m->key);

        if (is_fixed(path, record, m->key)) {
            diag_at(w->report, m->key_at, &at,
                "a patch cannot change this member, which is the same for all policies; set it "
                "in the scenario");
        }
        if (m->value->kind == NODE_NULL && field == NULL) {
            check_removal(w, &at, m, tree);
        }
        if (field == NULL) {
            continue;
        }
        if (field->affects_candidates ||
            (m->value->kind == NODE_NULL && affects_candidates(field->record))) {
            warn(w, &at);
        } else if (field->kind == FIELD_MAP) {
            walk_map(w, &at, m->value, old, field->record);
        } else if (field->kind == FIELD_OBJECT) {
            walk_object(w, &at, m->value, old, field->record);
        }
    }
}

static void
walk_map(const struct walk *w, const struct path *path, const struct node *patch,
    const struct node *tree, const struct record *record)
{
    for (int32_t i = 0; patch->kind == NODE_OBJECT && i < patch->count; i++) {
        const struct member *m = &patch->members[i];
        struct path at = {path, m->key};

        if (m->value->kind == NODE_NULL) {
            check_removal(w, &at, m, tree);
        }
        if (record->scalar || m->value->kind != NODE_OBJECT) {
            if (affects_candidates(record)) {
                warn(w, &at);
            }
        } else {
            walk_object(w, &at, m->value, json_find(tree, m->key), record);
        }
    }
}

enum status
policy_apply(struct input_reader *r, struct arena *scratch, struct node *tree,
    const struct policy *policy, struct failure *warnings)
{
    struct walk w = {r->report, policy, warnings};
    struct node *patch, *target = tree;
    enum status st;

    if (policy->patch == NULL) {
        return STATUS_OK;
    }
    patch = json_copy(scratch, policy->patch);
    if (patch == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(document_resolve_files(r, patch));
    walk_object(&w, NULL, patch, tree, &world_record);
    TRY(patch_merge(scratch, &target, patch, PATCH_APPLY));
    TRY(preset_fill(scratch, tree));
out:
    return st;
}

static void
check_keys(struct diag *r, const struct path *path, const struct node *node, bool has_id)
{
    static const char *const known[] = {"title", "patch", "notes", "id"};
    const struct text_names names = {known, sizeof(*known), has_id ? 4 : 3};

    for (int32_t i = 0; i < node->count; i++) {
        const struct member *m = &node->members[i];
        struct path at = {path, m->key};

        if (text_index(m->key, names) < 0) {
            decode_unknown_member(r, m->key_at, &at, "policy", names, NULL);
        }
    }
}

/* Reads a policy {title, patch}, whose path in the document is `path`. */
static enum status
read_policy(struct diag *r, const struct path *path, const char *id, const struct node *node,
    struct policy *policy)
{
    const struct node *title = json_find(node, "title"), *patch = json_find(node, "patch");
    const struct node *notes = json_find(node, "notes");
    struct path notes_at = {path, "notes"};
    struct path title_at = {path, "title"}, patch_at = {path, "patch"};
    const char *fault = NULL;
    int32_t before = r->count;

    *policy = (struct policy){.id = id, .title = id, .patch = patch, .at = node->at};
    if (title != NULL && title->kind != NODE_TEXT) {
        diag_at(
            r, title->at, &title_at, "expected text, found %s", json_kind_name(title->kind));
    } else if (title != NULL) {
        policy->title = title->text;
        fault = decode_value_text_fault(title->text);
    }
    if (fault != NULL) {
        diag_at(r, title->at, &title_at, "%s", fault);
    }
    if (notes != NULL && notes->kind != NODE_TEXT) {
        diag_at(
            r, notes->at, &notes_at, "expected text, found %s", json_kind_name(notes->kind));
    }
    if (patch != NULL && patch->kind != NODE_OBJECT) {
        diag_at(r, patch->at, &patch_at, "expected an object, found %s",
            json_kind_name(patch->kind));
    }
    return diag_status(r, before);
}

static struct policy *
find_policy(const struct policies *list, const char *id)
{
    int32_t i = text_index(id, TEXT_NAMES(list->items, id, list->count));

    return i < 0 ? NULL : &list->items[i];
}

static enum status
read_policy_file(struct input_reader *r, const char *name, struct policy *policy)
{
    struct place nowhere = {0};
    struct path at = {NULL, "id"};
    struct node *tree, *id;
    char out[ID_FAULT_BYTES];
    const char *fault;
    enum status st;

    TRY(input_read_object(r, name, INPUT_POLICY, DOCUMENT_POLICY_FORMAT, nowhere, &tree));
    check_keys(r->report, NULL, tree, true);
    id = json_find(tree, "id");
    fault = id == NULL || id->kind != NODE_TEXT ? "a policy file needs an \"id\"; add it"
                                                : id_fault(out, id->text, "policy");
    if (fault != NULL) {
        diag_at(r->report, id == NULL ? tree->at : id->at, &at, "%s", fault);
        return STATUS_BAD_INPUT;
    }
    TRY(read_policy(r->report, NULL, id->text, tree, policy));
out:
    return st;
}

/* Lists all policies of the document. */
static enum status
list_policies(struct input_reader *r, const struct document *d, struct policies *all)
{
    struct path policies = {NULL, "policies"};
    int32_t before = r->report->count;

    if (d->policies->count > POLICY_MAX) {
        diag_at(r->report, d->policies->at, &policies,
            "more than 1000 policies, the maximum; remove some");
        return STATUS_BAD_INPUT;
    }
    all->items = arena_alloc(r->arena, (size_t)(d->policies->count + 1) * sizeof(*all->items));
    if (all->items == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < d->policies->count; i++) {
        const struct member *m = &d->policies->members[i];
        struct path path = {&policies, m->key};

        check_keys(r->report, &path, m->value, false);
        (void)read_policy(r->report, &path, m->key, m->value, &all->items[all->count]);
        all->count++;
    }
    return diag_status(r->report, before);
}

static bool
looks_like_file(const char *name)
{
    return strchr(name, '/') != NULL || strchr(name, '.') != NULL || strcmp(name, "-") == 0 ||
           access(name, R_OK) == 0;
}

/* Finds or reads the policy that an argument of --policy names. */
static enum status
find_named(struct input_reader *r, const struct policies *all, const char *name,
    struct policy *policy, bool *is_file)
{
    const struct policy *found = find_policy(all, name);
    struct place at = {"--policy", 0, 0};

    *is_file = false;
    if (found != NULL) {
        *policy = *found;
        return STATUS_OK;
    }
    if (strcmp(name, "base") == 0) {
        *policy = (struct policy){.id = "base", .title = "the scenario without changes"};
        return STATUS_OK;
    }
    if (looks_like_file(name)) {
        *is_file = true;
        return read_policy_file(r, name, policy);
    }
    (void)decode_value_index(
        r->report, at, NULL, "policy", name, TEXT_NAMES(all->items, id, all->count));
    return STATUS_BAD_INPUT;
}

static enum status
add_named(struct input_reader *r, const struct policy *policy, struct policies *chosen)
{
    struct place at = {"--policy", 0, 0};

    if (find_policy(chosen, policy->id) != NULL) {
        diag_at(r->report, at, NULL, "policy \"%s\" is given twice; give it once", policy->id);
        return STATUS_BAD_INPUT;
    }
    chosen->items[chosen->count++] = *policy;
    return STATUS_OK;
}

static void
find_baseline(const struct document *d, struct policies *chosen)
{
    const struct policy *found =
        d->baseline == NULL ? NULL : find_policy(chosen, d->baseline->text);

    chosen->baseline = found == NULL ? 0 : (int32_t)(found - chosen->items);
}

enum status
policy_choose(struct input_reader *r, const struct document *d, const char *const *names,
    int32_t count, struct policies *chosen)
{
    struct policies all = {0}, named = {0};
    bool by_id = false;
    enum status st;

    *chosen = (struct policies){0};
    TRY(list_policies(r, d, &all));
    if (count > POLICY_MAX) {
        count = POLICY_MAX;
    }
    named.items = arena_alloc(r->arena, (size_t)(count + 1) * sizeof(*named.items));
    chosen->items =
        arena_alloc(r->arena, (size_t)(all.count + count + 1) * sizeof(*named.items));
    if (named.items == NULL || chosen->items == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < count; i++) {
        bool is_file;

        TRY(find_named(r, &all, names[i], &named.items[i], &is_file));
        named.count++;
        by_id = by_id || !is_file;
    }
    for (int32_t i = 0; i < all.count && !by_id; i++) {
        chosen->items[chosen->count++] = all.items[i];
    }
    if (all.count == 0 && !by_id) {
        chosen->items[chosen->count++] =
            (struct policy){.id = "base", .title = "the scenario without changes"};
    }
    for (int32_t i = 0; i < named.count; i++) {
        TRY(add_named(r, &named.items[i], chosen));
    }
    find_baseline(d, chosen);
out:
    return st;
}
