#include "scenario/extends.h"

#include <string.h>

#include "base/text.h"
#include "format/decode/patch.h"
#include "scenario/catalogue.h"

/** A file that is being read, and the file that extends it. The chain is used to find cycles. */
struct chain {
    const struct chain *parent;
    const char *path;
    dev_t device;
    ino_t number;
    int32_t depth;
};

void
extends_reject_nulls(struct input_reader *r, const struct path *path, const struct node *node)
{
    if (node->kind == NODE_NULL) {
        diag_at(r->report, node->at, path,
            "null is only allowed in a patch; omit the member instead");
    }
    for (int32_t i = 0; node->kind == NODE_OBJECT && i < node->count; i++) {
        struct path at = {path, node->members[i].key};

        extends_reject_nulls(r, &at, node->members[i].value);
    }
}

/* Replaces catalogues by measures before anything is merged. A null in `measures` omits a measure
   of the catalogue. The null is kept if it may also remove a measure of a file or of another
   scenario. */
static enum status
expand_catalogues(struct input_reader *r, const struct node *root, bool extends)
{
    const struct node *agreements = json_find(root, "agreements");
    struct path path = {NULL, "agreements"};
    enum status st = STATUS_OK;

    if (agreements == NULL || agreements->kind != NODE_OBJECT) {
        return STATUS_OK;
    }
    for (int32_t i = 0; i < agreements->count; i++) {
        const struct member *m = &agreements->members[i];
        struct path at = {&path, m->key};
        bool whole = !extends && json_find(m->value, "file") == NULL;

        TRY(catalogue_expand(r, &at, m->value, whole ? CATALOGUE_DROP : CATALOGUE_KEEP));
    }
out:
    return st;
}

/* Reports the nulls of a scenario that extends no other. Agreements that name a file may contain
   nulls, because they are patches. */
static void
reject_base_nulls(struct input_reader *r, const struct node *root)
{
    for (int32_t i = 0; i < root->count; i++) {
        const struct member *m = &root->members[i];
        struct path at = {NULL, m->key};

        if (strcmp(m->key, "agreements") != 0 || m->value->kind != NODE_OBJECT) {
            extends_reject_nulls(r, &at, m->value);
            continue;
        }
        for (int32_t k = 0; k < m->value->count; k++) {
            const struct member *agreement = &m->value->members[k];
            struct path inner = {&at, agreement->key};

            if (json_find(agreement->value, "file") == NULL) {
                extends_reject_nulls(r, &inner, agreement->value);
            }
        }
    }
}

/* Merges the policies of a scenario into those of the scenario that it extends. The patch of a
   policy is replaced as a whole. */
static enum status
merge_policies(struct arena *a, struct merged_document *parent, const struct node *policies)
{
    enum status st = STATUS_OK;

    if (policies->kind != NODE_OBJECT) {
        parent->policies = json_copy(a, policies);
        return parent->policies == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    }
    if (parent->policies == NULL || parent->policies->kind != NODE_OBJECT) {
        parent->policies = json_node(a, NODE_OBJECT, policies->at);
    }
    if (parent->policies == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < policies->count; i++) {
        const struct member *m = &policies->members[i];
        struct node *old = json_find(parent->policies, m->key);

        if (m->value->kind == NODE_NULL) {
            TRY(json_remove(a, parent->policies, m->key));
        } else if (old == NULL || old->kind != NODE_OBJECT || m->value->kind != NODE_OBJECT) {
            TRY(json_put(a, parent->policies, m->key, m->key_at, m->value));
        } else {
            for (int32_t k = 0; k < m->value->count; k++) {
                const struct member *part = &m->value->members[k];

                TRY(json_put(a, old, part->key, part->key_at, part->value));
            }
        }
    }
out:
    return st;
}

static enum status
extract_member(struct arena *a, struct node *root, const char *key, struct node **value)
{
    *value = json_find(root, key);
    return json_remove(a, root, key);
}

static enum status read_file(struct input_reader *r, const char *path, struct place named_at,
    const struct chain *chain, struct merged_document *merged);

static enum status
read_parent(struct input_reader *r, const struct node *extends, const struct chain *chain,
    struct merged_document *parent)
{
    struct path at = {NULL, "extends"};
    const char *path;
    enum status st;

    if (chain->depth >= DRAFT_EXTENDS_MAX) {
        diag_at(r->report, extends->at, &at,
            "more than 16 scenarios extend one another; shorten the chain");
        return STATUS_BAD_INPUT;
    }
    TRY(input_named_path(r, extends, &at, &path));
    TRY(read_file(r, path, extends->at, chain, parent));
out:
    return st;
}

static enum status
extend(struct input_reader *r, const struct node *extends, const struct chain *chain,
    struct merged_document *merged)
{
    struct merged_document parent = {0};
    enum status st;

    TRY(read_parent(r, extends, chain, &parent));
    /* Nulls are kept, because one may belong to the file of an agreement, which is read later. */
    TRY(patch_merge(r->arena, &parent.root, merged->root, PATCH_KEEP));
    if (merged->policies != NULL) {
        TRY(merge_policies(r->arena, &parent, merged->policies));
    }
    if (merged->baseline != NULL) {
        parent.baseline = merged->baseline;
    }
    *merged = parent;
out:
    return st;
}

static enum status
check_cycle(struct input_reader *r, struct place named_at, const struct chain *link)
{
    char shown[TEXT_VISIBLE_BYTES], through[40] = "";
    struct path at = {NULL, "extends"};

    for (const struct chain *up = link->parent; up != NULL; up = up->parent) {
        if (up->device == link->device && up->number == link->number) {
            int others = link->depth - up->depth - 1;

            if (others > 0) {
                (void)snprintf(through, sizeof(through), ", through %d other file%s", others,
                    others == 1 ? "" : "s");
            }
            diag_at(r->report, named_at, &at, "\"%s\" extends itself%s; remove one \"extends\"",
                text_visible(shown, link->path), through);
            return STATUS_BAD_INPUT;
        }
    }
    return STATUS_OK;
}

static enum status
read_file(struct input_reader *r, const char *path, struct place named_at,
    const struct chain *parent, struct merged_document *merged)
{
    struct chain link = {
        .parent = parent, .path = path, .depth = parent == NULL ? 0 : parent->depth + 1};
    struct node *extends = NULL;
    enum status st;

    TRY(input_read_object(r, path, INPUT_SCENARIO, DRAFT_FORMAT, named_at, &merged->root));
    link.device = input_last(r->inputs)->device;
    link.number = input_last(r->inputs)->number;
    TRY(check_cycle(r, named_at, &link));
    TRY(extract_member(r->arena, merged->root, "extends", &extends));
    TRY(extract_member(r->arena, merged->root, "policies", &merged->policies));
    TRY(extract_member(r->arena, merged->root, "baseline", &merged->baseline));
    TRY(expand_catalogues(r, merged->root, extends != NULL));
    if (extends != NULL) {
        TRY(extend(r, extends, &link, merged));
    } else {
        reject_base_nulls(r, merged->root);
    }
out:
    return st;
}

enum status
extends_read(struct input_reader *r, const char *path, struct merged_document *merged)
{
    struct place nowhere = {0};

    memset(merged, 0, sizeof(*merged));
    return read_file(r, path, nowhere, NULL, merged);
}
