#include "scenario/document.h"

#include <string.h>

#include "base/text.h"
#include "model/world.h"
#include "scenario/fill.h"
#include "scenario/parse.h"
#include "scenario/patch.h"

enum { DOCUMENT_BYTES_MAX = 1 << 30 };

/** The files that led to the one being read. */
struct chain {
    const struct chain *parent;
    const char *path;
    dev_t device;
    ino_t number;
    int32_t depth;
};

/** A file before it is filled. */
struct draft {
    struct node *root, *policies, *baseline;
};

/* Says why a file could not be read: where it is named, or by its own name. */
static enum status
complain_file(struct document_reader *r, enum status st, struct place named_at,
    const char *path, const char *why)
{
    char shown[TEXT_VISIBLE_BYTES];
    struct place own = {text_visible(shown, path), 0, 0};

    if (st == STATUS_NO_MEMORY) {
        return st;
    }
    if (named_at.file == NULL) {
        report_at(r->report, own, NULL, "%s", why);
        return st;
    }
    report_at(r->report, named_at, NULL, "\"%s\" %s", shown, why);
    return STATUS_BAD_INPUT;
}

static enum status
check_format(struct document_reader *r, struct node *tree, const char *format)
{
    struct node *said = tree_find(tree, "format");
    char shown[TEXT_VISIBLE_BYTES];
    struct path path = {NULL, "format"};
    enum status st;

    if (said != NULL && (said->kind != NODE_TEXT || strcmp(said->text, format) != 0)) {
        report_at(r->report, said->at, &path, "%s%s%s is not the format \"%s\"",
            said->kind == NODE_TEXT ? "\"" : "",
            said->kind == NODE_TEXT ? text_visible(shown, said->text)
                                    : tree_kind_name(said->kind),
            said->kind == NODE_TEXT ? "\"" : "", format);
        return STATUS_BAD_INPUT;
    }
    TRY(tree_remove(r->arena, tree, "format"));
    TRY(tree_remove(r->arena, tree, "$schema"));
out:
    return st;
}

enum status
document_read_object(struct document_reader *r, const char *path, enum input_role role,
    const char *format, struct place named_at, struct node **tree)
{
    const struct input *input;
    char why[INPUT_WHY_BYTES];
    enum status st = input_read(r->arena, r->inputs, path, role, why);

    if (st != STATUS_OK) {
        return complain_file(r, st, named_at, path, why);
    }
    input = input_last(r->inputs);
    TRY(parse_json(r->arena, input->path, input->bytes, input->size, tree, r->report->failure));
    if ((*tree)->kind != NODE_OBJECT) {
        report_at(r->report, (*tree)->at, NULL, "expected an object, found %s",
            tree_kind_name((*tree)->kind));
        return STATUS_BAD_INPUT;
    }
    TRY(check_format(r, *tree, format));
out:
    return st;
}

/* Null is an instruction of patches; elsewhere it would vanish without a word. */
static void
refuse_nulls(struct document_reader *r, const struct path *path, const struct node *node)
{
    if (node->kind == NODE_NULL) {
        report_at(r->report, node->at, path, "null is nobody's value: leave the member out");
    }
    for (int32_t i = 0; node->kind == NODE_OBJECT && i < node->count; i++) {
        struct path at = {path, node->members[i].key};

        refuse_nulls(r, &at, node->members[i].value);
    }
}

/* Nulls of a scenario that extends nothing: allowed only beside the file of an agreement. */
static void
refuse_base_nulls(struct document_reader *r, const struct node *root)
{
    for (int32_t i = 0; i < root->count; i++) {
        const struct member *m = &root->members[i];
        struct path at = {NULL, m->key};

        if (strcmp(m->key, "agreements") != 0 || m->value->kind != NODE_OBJECT) {
            refuse_nulls(r, &at, m->value);
            continue;
        }
        for (int32_t k = 0; k < m->value->count; k++) {
            const struct member *agreement = &m->value->members[k];
            struct path inner = {&at, agreement->key};

            if (tree_find(agreement->value, "file") == NULL) {
                refuse_nulls(r, &inner, agreement->value);
            }
        }
    }
}

static const struct field *
find_field(const struct record *record, const char *name)
{
    for (int32_t i = 0; i < record->n_fields; i++) {
        if (strcmp(record->fields[i].name, name) == 0) {
            return &record->fields[i];
        }
    }
    return NULL;
}

/* A null that no member could have had: it would vanish, and a typing error with it. */
static void
refuse_unknown_nulls(struct document_reader *r, const struct path *path,
    const struct node *node, const struct record *record, bool is_map)
{
    for (int32_t i = 0; node->kind == NODE_OBJECT && i < node->count; i++) {
        const struct member *m = &node->members[i];
        const struct field *field = is_map ? NULL : find_field(record, m->key);
        struct path at = {path, m->key};

        if (is_map) {
            refuse_unknown_nulls(r, &at, m->value, record, false);
        } else if (field == NULL && m->value->kind == NODE_NULL) {
            report_at(r->report, m->key_at, &at, "unknown key in %s", record->name);
        } else if (field != NULL && field->record != NULL) {
            refuse_unknown_nulls(r, &at, m->value, field->record, field->kind == FIELD_MAP);
        }
    }
}

/* The path a member of a file names, or a complaint. */
static enum status
named_path(struct document_reader *r, const struct node *name, const struct path *at,
    const char **path)
{
    const char *why = NULL;

    *path = NULL;
    if (name->kind != NODE_TEXT) {
        report_at(r->report, name->at, at, "expected text, a file name, found %s",
            tree_kind_name(name->kind));
        return STATUS_BAD_INPUT;
    }
    *path = input_beside(r->arena, name->at.file, name->text, &why);
    if (why != NULL) {
        report_at(r->report, name->at, at, "%s", why);
        return STATUS_BAD_INPUT;
    }
    return *path == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static enum status
resolve_agreement(struct document_reader *r, const struct path *path, struct member *m)
{
    struct node *name = tree_find(m->value, "file"), *base = NULL;
    struct path at = {path, "file"};
    int32_t before = r->report->count;
    const char *file;
    enum status st = STATUS_OK;

    if (name == NULL) {
        return STATUS_OK;
    }
    TRY(named_path(r, name, &at, &file));
    TRY(document_read_object(
        r, file, INPUT_AGREEMENT, DOCUMENT_AGREEMENT_FORMAT, name->at, &base));
    refuse_nulls(r, NULL, base);
    TRY(report_status(r->report, before));
    TRY(tree_remove(r->arena, m->value, "file"));
    TRY(patch_merge(r->arena, &base, m->value, PATCH_APPLY));
    m->value = base;
out:
    return st;
}

enum status
document_resolve_agreements(struct document_reader *r, struct node *tree)
{
    struct node *agreements = tree_find(tree, "agreements");
    struct path path = {NULL, "agreements"};
    bool bad = false;

    if (agreements == NULL || agreements->kind != NODE_OBJECT) {
        return STATUS_OK;
    }
    for (int32_t i = 0; i < agreements->count; i++) {
        struct path at = {&path, agreements->members[i].key};
        enum status one = resolve_agreement(r, &at, &agreements->members[i]);

        if (one != STATUS_OK && one != STATUS_BAD_INPUT) {
            return one;
        }
        bad = bad || one == STATUS_BAD_INPUT;
    }
    return bad ? STATUS_BAD_INPUT : STATUS_OK;
}

/* Adds or replaces what a scenario says of policies; a patch is taken whole. */
static enum status
merge_policies(struct arena *a, struct draft *parent, const struct node *policies)
{
    enum status st = STATUS_OK;

    if (policies->kind != NODE_OBJECT) {
        parent->policies = tree_copy(a, policies);
        return parent->policies == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    }
    if (parent->policies == NULL || parent->policies->kind != NODE_OBJECT) {
        parent->policies = tree_node(a, NODE_OBJECT, policies->at);
    }
    if (parent->policies == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < policies->count; i++) {
        const struct member *m = &policies->members[i];
        struct node *old = tree_find(parent->policies, m->key);

        if (m->value->kind == NODE_NULL) {
            TRY(tree_remove(a, parent->policies, m->key));
        } else if (old == NULL || old->kind != NODE_OBJECT || m->value->kind != NODE_OBJECT) {
            TRY(tree_put(a, parent->policies, m->key, m->key_at, m->value));
        } else {
            for (int32_t k = 0; k < m->value->count; k++) {
                const struct member *part = &m->value->members[k];

                TRY(tree_put(a, old, part->key, part->key_at, part->value));
            }
        }
    }
out:
    return st;
}

static enum status
take_out(struct arena *a, struct node *root, const char *key, struct node **value)
{
    *value = tree_find(root, key);
    return tree_remove(a, root, key);
}

static enum status read_draft(struct document_reader *r, const char *path,
    struct place named_at, const struct chain *chain, struct draft *draft);

static enum status
read_parent(struct document_reader *r, const struct node *extends, const struct chain *chain,
    struct draft *parent)
{
    struct path at = {NULL, "extends"};
    const char *path;
    enum status st;

    if (chain->depth >= DOCUMENT_EXTENDS_MAX) {
        report_at(r->report, extends->at, &at, "more than 16 scenarios extend one another");
        return STATUS_BAD_INPUT;
    }
    TRY(named_path(r, extends, &at, &path));
    TRY(read_draft(r, path, extends->at, chain, parent));
out:
    return st;
}

static enum status
extend(struct document_reader *r, const struct node *extends, const struct chain *chain,
    struct draft *draft)
{
    struct draft parent = {0};
    enum status st;

    TRY(read_parent(r, extends, chain, &parent));
    /* Nulls are kept: one may be meant for an agreement's file, which is read later. */
    TRY(patch_merge(r->arena, &parent.root, draft->root, PATCH_KEEP));
    if (draft->policies != NULL) {
        TRY(merge_policies(r->arena, &parent, draft->policies));
    }
    if (draft->baseline != NULL) {
        parent.baseline = draft->baseline;
    }
    *draft = parent;
out:
    return st;
}

static enum status
check_cycle(struct document_reader *r, struct place named_at, const struct chain *link)
{
    char shown[TEXT_VISIBLE_BYTES];
    struct path at = {NULL, "extends"};

    for (const struct chain *up = link->parent; up != NULL; up = up->parent) {
        if (up->device == link->device && up->number == link->number) {
            report_at(r->report, named_at, &at,
                "\"%s\" extends itself, through %d other file%s",
                text_visible(shown, link->path), link->depth - up->depth - 1,
                link->depth - up->depth == 2 ? "" : "s");
            return STATUS_BAD_INPUT;
        }
    }
    return STATUS_OK;
}

static enum status
read_draft(struct document_reader *r, const char *path, struct place named_at,
    const struct chain *parent, struct draft *draft)
{
    struct chain link = {
        .parent = parent, .path = path, .depth = parent == NULL ? 0 : parent->depth + 1};
    struct node *extends = NULL;
    enum status st;

    TRY(document_read_object(
        r, path, INPUT_SCENARIO, DOCUMENT_SCENARIO_FORMAT, named_at, &draft->root));
    link.device = input_last(r->inputs)->device;
    link.number = input_last(r->inputs)->number;
    TRY(check_cycle(r, named_at, &link));
    TRY(take_out(r->arena, draft->root, "extends", &extends));
    TRY(take_out(r->arena, draft->root, "policies", &draft->policies));
    TRY(take_out(r->arena, draft->root, "baseline", &draft->baseline));
    if (extends != NULL) {
        TRY(extend(r, extends, &link, draft));
    } else {
        refuse_base_nulls(r, draft->root);
    }
out:
    return st;
}

static enum status
check_policy(struct report *r, const struct member *m)
{
    struct path policies = {NULL, "policies"}, id = {&policies, m->key};
    char shown[TEXT_VISIBLE_BYTES];

    if (!text_is_id(m->key)) {
        report_at(r, m->key_at, &id,
            "\"%s\" is not an id: a lower-case letter, then up to 62 of a-z 0-9 _ -",
            text_visible(shown, m->key));
    }
    if (m->value->kind != NODE_OBJECT) {
        report_at(r, m->value->at, &id, "expected an object {title, patch}, found %s",
            tree_kind_name(m->value->kind));
        return STATUS_BAD_INPUT;
    }
    return STATUS_OK;
}

/* Ids and the baseline; what is in a policy is checked when it is used, see policy.c. */
static enum status
check_policies(struct report *r, struct document *d)
{
    struct path policies = {NULL, "policies"}, baseline = {NULL, "baseline"};
    int32_t before = r->count;

    if (d->policies->kind != NODE_OBJECT) {
        report_at(r, d->policies->at, &policies, "expected an object, found %s",
            tree_kind_name(d->policies->kind));
        return STATUS_BAD_INPUT;
    }
    for (int32_t i = 0; i < d->policies->count; i++) {
        (void)check_policy(r, &d->policies->members[i]);
    }
    if (d->baseline != NULL && d->baseline->kind != NODE_TEXT) {
        report_at(r, d->baseline->at, &baseline, "expected text, the id of a policy, found %s",
            tree_kind_name(d->baseline->kind));
    } else if (d->baseline != NULL && d->policies->count > 0 &&
               tree_find(d->policies, d->baseline->text) == NULL) {
        char shown[TEXT_VISIBLE_BYTES];

        report_at(r, d->baseline->at, &baseline, "there is no \"%s\" in /policies",
            text_visible(shown, d->baseline->text));
    }
    return report_status(r, before);
}

static enum status
read_document(struct document_reader *r, struct document *d, const char *path)
{
    struct draft draft = {0};
    struct place nowhere = {0};
    enum status st;

    TRY(read_draft(r, path, nowhere, NULL, &draft));
    d->root = draft.root;
    d->baseline = draft.baseline;
    d->policies = draft.policies != NULL ? draft.policies
                                         : tree_node(&d->arena, NODE_OBJECT, draft.root->at);
    if (d->policies == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(document_resolve_agreements(r, d->root));
    refuse_unknown_nulls(r, NULL, d->root, &world_record, false);
    TRY(report_status(r->report, 0));
    TRY(patch_drop_nulls(&d->arena, d->root));
    TRY(fill_record(&d->arena, d->root, &world_record));
    TRY(check_policies(r->report, d));
out:
    return st;
}

enum status
document_read(struct document *d, const char *path, struct failure *f)
{
    struct report report = {.failure = f};
    struct document_reader reader = {&d->arena, &d->inputs, &report};
    char shown[TEXT_VISIBLE_BYTES];
    enum status st;

    memset(d, 0, sizeof(*d));
    arena_init(&d->arena, DOCUMENT_BYTES_MAX);
    st = read_document(&reader, d, path);
    if (st == STATUS_NO_MEMORY && d->arena.full) {
        st = failure_of(STATUS_BAD_INPUT, f, "%s: needs more than %d MB of memory",
            text_visible(shown, path), DOCUMENT_BYTES_MAX >> 20);
    }
    report_free(&report);
    return st;
}

void
document_free(struct document *d)
{
    arena_free(&d->arena);
    memset(d, 0, sizeof(*d));
}
