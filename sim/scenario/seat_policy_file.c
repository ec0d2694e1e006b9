#include "scenario/seat_policy_file.h"

#include <string.h>
#include <unistd.h>

#include "base/id.h"
#include "format/decode/decode.h"
#include "format/decode/defaults.h"
#include "format/input_file.h"

/* Removes the id from the tree and stores it in *id. */
static enum status
take_id(struct input_reader *r, struct node *tree, const char **id)
{
    struct path at = {NULL, "id"};
    const struct node *node = json_find(tree, "id");
    char out[ID_FAULT_BYTES];
    const char *fault = node == NULL || node->kind != NODE_TEXT
                            ? "a file of a seat policy needs an \"id\"; add it"
                            : id_fault(out, node->text, "seat policy");

    if (fault != NULL) {
        diag_at(r->report, node == NULL ? tree->at : node->at, &at, "%s", fault);
        return STATUS_BAD_INPUT;
    }
    *id = node->text;
    return json_remove(r->arena, tree, "id");
}

enum status
seat_policy_file_tree(struct input_reader *r, const char *path, struct place named_at,
    struct node **tree, const char **id)
{
    enum status st;

    TRY(input_read_object(r, path, INPUT_POLICY, SEAT_POLICY_FORMAT, named_at, tree));
    TRY(take_id(r, *tree, id));
out:
    return st;
}

static enum status
read_file(struct input_reader *r, const char *path, struct seat_policy *policy)
{
    struct place nowhere = {0};
    struct decode_value_context context = {.arena = r->arena, .diag = r->report};
    struct node *tree;
    const char *id;
    enum status st;

    TRY(seat_policy_file_tree(r, path, nowhere, &tree, &id));
    TRY(defaults_fill_record(r->arena, tree, &seat_policy_record));
    context.root = tree;
    memset(policy, 0, sizeof(*policy));
    TRY(decode_struct(&context, tree, &seat_policy_record, policy));
    policy->key.id = id;
out:
    return st;
}

enum status
seat_policy_find(struct arena *a, const struct world *w, const char *name,
    struct seat_policy *policy, struct failure *f)
{
    struct text_names ids = field_ids(&w->seat_policies, sizeof(struct seat_policy));
    struct input_files inputs = {0};
    struct diag report = {.failure = f};
    struct input_reader reader = {a, &inputs, &report};
    int32_t found = text_index(name, ids);
    const char *near;
    enum status st;

    if (found >= 0) {
        *policy = *WORLD_SEAT_POLICY(w, found);
        return STATUS_OK;
    }
    if (strchr(name, '/') == NULL && strchr(name, '.') == NULL && access(name, R_OK) != 0) {
        near = text_nearest(name, ids);
        return failure_of(STATUS_BAD_INPUT, f,
            "there is no seat policy \"%s\"%s%s%s; 'cbmsim describe seat_policies' lists them",
            name, near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
            near == NULL ? "" : "\"?");
    }
    st = read_file(&reader, name, policy);
    diag_free(&report);
    return st;
}
