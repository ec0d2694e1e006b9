#include "scenario/document.h"

#include <string.h>

#include "base/id.h"
#include "base/number.h"
#include "base/text.h"
#include "format/decode/decode_unknown.h"
#include "format/decode/decode_value.h"
#include "format/decode/defaults.h"
#include "format/decode/patch.h"
#include "model/input/world.h"
#include "scenario/catalogue.h"
#include "scenario/extends.h"
#include "scenario/preset.h"
#include "scenario/seat_policy_file.h"
#include "scenario/workshop.h"

enum { DOCUMENT_BYTES_MAX = 1 << 30 };

/* Reports each null whose member is unknown. The next step removes all nulls, so without this check
   a misspelt key would go unnoticed. */
static void
reject_unknown_nulls(struct input_reader *r, const struct path *path, const struct node *node,
    const struct record *record, bool is_map)
{
    for (int32_t i = 0; node->kind == NODE_OBJECT && i < node->count; i++) {
        const struct member *m = &node->members[i];
        const struct field *field = is_map ? NULL : field_find(record, m->key);
        struct path at = {path, m->key};

        if (is_map) {
            reject_unknown_nulls(r, &at, m->value, record, false);
        } else if (field == NULL && m->value->kind == NODE_NULL) {
            decode_unknown_member(r->report, m->key_at, &at, record->name,
                TEXT_NAMES(record->fields, name, record->n_fields), record->listed);
        } else if (field != NULL && field->record != NULL) {
            reject_unknown_nulls(r, &at, m->value, field->record, field->kind == FIELD_MAP);
        }
    }
}

static enum status
resolve_agreement(struct input_reader *r, const struct path *path, struct member *m)
{
    struct node *name = json_find(m->value, "file"), *base = NULL;
    struct path at = {path, "file"};
    int32_t before;
    const char *file;
    enum status st;

    TRY(catalogue_expand(r, path, m->value, CATALOGUE_KEEP));
    if (name == NULL) {
        return STATUS_OK;
    }
    TRY(input_named_path(r, name, &at, &file));
    TRY(input_read_object(
        r, file, INPUT_AGREEMENT, DOCUMENT_AGREEMENT_FORMAT, name->at, &base));
    TRY(catalogue_expand(r, NULL, base, CATALOGUE_DROP));
    before = r->report->count;
    extends_reject_nulls(r, NULL, base);
    TRY(diag_status(r->report, before));
    TRY(json_remove(r->arena, m->value, "file"));
    TRY(patch_merge(r->arena, &base, m->value, PATCH_APPLY));
    m->value = base;
out:
    return st;
}

/* Replaces a seat policy by the file that it names, patched by its other members. */
static enum status
resolve_seat_policy(struct input_reader *r, const struct path *path, struct member *m)
{
    struct node *name = json_find(m->value, "file"), *base = NULL;
    struct path at = {path, "file"};
    const char *file, *id;
    enum status st;

    if (name == NULL) {
        return STATUS_OK;
    }
    TRY(input_named_path(r, name, &at, &file));
    TRY(seat_policy_file_tree(r, file, name->at, &base, &id));
    TRY(json_remove(r->arena, m->value, "file"));
    TRY(patch_merge(r->arena, &base, m->value, PATCH_APPLY));
    m->value = base;
out:
    return st;
}

typedef enum status resolve_function(
    struct input_reader *r, const struct path *path, struct member *m);

/* Calls resolve() for every item of a map, and reports every item for which it fails. */
static enum status
resolve_map(
    struct input_reader *r, const struct node *tree, const char *map, resolve_function *resolve)
{
    struct node *items = json_find(tree, map);
    struct path path = {NULL, map};
    bool bad = false;

    if (items == NULL || items->kind != NODE_OBJECT) {
        return STATUS_OK;
    }
    for (int32_t i = 0; i < items->count; i++) {
        struct path at = {&path, items->members[i].key};
        enum status one = resolve(r, &at, &items->members[i]);

        if (one != STATUS_OK && one != STATUS_BAD_INPUT) {
            return one;
        }
        bad = bad || one == STATUS_BAD_INPUT;
    }
    return bad ? STATUS_BAD_INPUT : STATUS_OK;
}

enum status
document_resolve_files(struct input_reader *r, struct node *tree)
{
    enum status agreements = resolve_map(r, tree, "agreements", resolve_agreement);
    enum status st = agreements;

    TRY(agreements == STATUS_BAD_INPUT ? STATUS_OK : agreements);
    TRY(resolve_map(r, tree, "seat_policies", resolve_seat_policy));
    st = agreements;
out:
    return st;
}

static enum status
check_policy(struct diag *r, const struct member *m)
{
    struct path policies = {NULL, "policies"}, id = {&policies, m->key};
    char out[ID_FAULT_BYTES];
    const char *fault = id_fault(out, m->key, "policy");

    if (fault != NULL) {
        diag_at(r, m->key_at, &id, "%s", fault);
    }
    if (m->value->kind != NODE_OBJECT) {
        diag_at(r, m->value->at, &id, "expected an object {title, patch}, found %s",
            json_kind_name(m->value->kind));
        return STATUS_BAD_INPUT;
    }
    return STATUS_OK;
}

/* Checks the ids of the policies and the baseline. policy.c checks the contents of a policy when it
   is used. */
static enum status
check_policies(struct diag *r, struct document *d)
{
    struct path policies = {NULL, "policies"}, baseline = {NULL, "baseline"};
    int32_t before = r->count;

    if (d->policies->kind != NODE_OBJECT) {
        diag_at(r, d->policies->at, &policies, "expected an object, found %s",
            json_kind_name(d->policies->kind));
        return STATUS_BAD_INPUT;
    }
    for (int32_t i = 0; i < d->policies->count; i++) {
        (void)check_policy(r, &d->policies->members[i]);
    }
    if (d->baseline != NULL && d->baseline->kind != NODE_TEXT) {
        diag_at(r, d->baseline->at, &baseline, "expected text, the id of a policy, found %s",
            json_kind_name(d->baseline->kind));
    } else if (d->baseline != NULL && d->policies->count > 0 &&
               json_find(d->policies, d->baseline->text) == NULL) {
        char message[DECODE_UNKNOWN_BYTES];

        diag_at(r, d->baseline->at, &baseline, "%s",
            decode_unknown_in(
                message, r, d->baseline->text, "/policies", json_keys(d->policies)));
    }
    return diag_status(r, before);
}

/* Adds the policy that an item of a list names to `chosen`. */
static enum status
select_policy(struct input_reader *r, const struct document *d, const struct path *path,
    const struct node *item, struct node *chosen)
{
    const struct member *all = d->policies->members;
    int32_t k;

    if (item->kind != NODE_TEXT) {
        diag_at(r->report, item->at, path, "expected text, the id of a policy, found %s",
            json_kind_name(item->kind));
        return STATUS_BAD_INPUT;
    }
    k = decode_value_index(r->report, item->at, path, "policy", item->text,
        TEXT_NAMES(all, key, d->policies->count));
    if (k < 0) {
        return STATUS_BAD_INPUT;
    }
    if (json_find(chosen, all[k].key) != NULL) {
        diag_at(r->report, item->at, path, "policy \"%s\" is given twice; give it once",
            all[k].key);
        return STATUS_BAD_INPUT;
    }
    return json_add(r->arena, chosen, all[k].key, item->at, all[k].value);
}

/* Keeps the policies whose ids are in `list`, in the order of the list. Keeps the baseline if it is
   one of them. */
static enum status
select_policies(struct input_reader *r, struct document *d, const struct node *list)
{
    struct path path = {NULL, "policies"};
    struct node *chosen = json_node(r->arena, NODE_OBJECT, list->at);
    int32_t before = r->report->count;

    if (chosen == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (list->count == 0) {
        diag_at(r->report, list->at, &path,
            "the list is empty; name policies of the scenario, or leave the member out for "
            "all");
    }
    for (int32_t i = 0; i < list->count; i++) {
        char key[NUMBER_BYTES];
        struct path at = {&path, key};
        enum status one;

        number_print_integer(key, i);
        one = select_policy(r, d, &at, list->members[i].value, chosen);
        if (one != STATUS_OK && one != STATUS_BAD_INPUT) {
            return one;
        }
    }
    d->policies = chosen;
    if (d->baseline != NULL && json_find(chosen, d->baseline->text) == NULL) {
        d->baseline = NULL;
    }
    return diag_status(r->report, before);
}

enum status
document_take_policies(
    struct input_reader *r, struct document *d, struct node *policies, struct node *baseline)
{
    enum status st;

    if (policies != NULL && policies->kind == NODE_LIST) {
        TRY(select_policies(r, d, policies));
    } else if (policies != NULL) {
        d->policies = policies;
        d->baseline = NULL;
        /* The new policies replace all others, so the first of them is the baseline. */
        d->usual_baseline = NULL;
    }
    if (baseline != NULL) {
        d->baseline = baseline;
        d->usual_baseline = NULL;
    }
    TRY(check_policies(r->report, d));
    for (int32_t i = 0; i < d->policies->count; i++) {
        struct node *patch = json_find(d->policies->members[i].value, "patch");

        if (patch != NULL) {
            TRY(document_resolve_files(r, patch));
        }
    }
out:
    return st;
}

/* Moves the member `workshop` from the scenario to the document and fills in its defaults. */
static enum status
take_workshop(struct input_reader *r, struct document *d)
{
    struct node *workshop = json_find(d->root, "workshop");
    struct path path = {NULL, "workshop"};
    enum status st;

    TRY(json_remove(&d->arena, d->root, "workshop"));
    if (workshop == NULL || workshop->kind == NODE_NULL) {
        return STATUS_OK;
    }
    reject_unknown_nulls(r, &path, workshop, &workshop_record, false);
    TRY(patch_drop_nulls(&d->arena, workshop));
    TRY(defaults_fill_record(&d->arena, workshop, &workshop_record));
    d->workshop = workshop;
out:
    return st;
}

static enum status
read_document(struct input_reader *r, struct document *d, const char *path)
{
    struct merged_document merged = {0};
    enum status st;

    TRY(extends_read(r, path, &merged));
    d->root = merged.root;
    d->baseline = merged.baseline;
    d->policies = merged.policies != NULL ? merged.policies
                                          : json_node(&d->arena, NODE_OBJECT, merged.root->at);
    if (d->policies == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(document_resolve_files(r, d->root));
    TRY(take_workshop(r, d));
    reject_unknown_nulls(r, NULL, d->root, &world_record, false);
    d->faulty = r->report->count > 0;
    TRY(patch_drop_nulls(&d->arena, d->root));
    TRY(preset_fill(&d->arena, d->root));
    TRY(check_policies(r->report, d));
    d->usual_baseline = d->baseline != NULL      ? d->baseline->text
                        : d->policies->count > 0 ? d->policies->members[0].key
                                                 : NULL;
out:
    return st;
}

enum status
document_read(
    struct document *d, const char *path, const struct input_file *given, struct failure *f)
{
    struct diag report = {.failure = f};
    struct input_reader reader = {&d->arena, &d->inputs, &report};
    char shown[TEXT_VISIBLE_BYTES];
    enum status st;

    memset(d, 0, sizeof(*d));
    arena_init(&d->arena, DOCUMENT_BYTES_MAX);
    d->inputs.given = given;
    st = read_document(&reader, d, path);
    if (st == STATUS_NO_MEMORY && d->arena.full) {
        st = failure_of(STATUS_BAD_INPUT, f,
            "%s: the scenario needs more than %d MB of memory, the maximum; make it smaller",
            text_visible(shown, path), DOCUMENT_BYTES_MAX >> 20);
    }
    diag_free(&report);
    return st;
}

void
document_free(struct document *d)
{
    arena_free(&d->arena);
    memset(d, 0, sizeof(*d));
}
