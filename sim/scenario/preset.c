#include "scenario/preset.h"

#include <string.h>

#include "format/decode/defaults.h"
#include "model/input/world.h"

/* The defaults of adaptive sources in /parameters (MODEL.md 1.13). */
static const struct {
    const char *group, *member;
    double value;
} adaptive[] = {
    {"rates", "deterrence", 1}, {"rates", "displacement", 1}, {"detection", "retooling", 1}};
/* The default of adaptive sources of the kind `state`. */
static const char elasticity[] = "tension_elasticity";
static const double elasticity_of_states = .5;

/* Replaces the value of a member, unless the document sets this member. */
static void
replace_default(const struct node *object, const char *member, double value)
{
    struct node *node = json_find(object, member);

    if (node != NULL && node->kind == NODE_NUMBER && node->is_default) {
        node->number = value;
    }
}

static void
adapt(const struct node *root)
{
    const struct node *parameters = json_find(root, "parameters");
    const struct node *sources = json_find(root, "sources");

    for (size_t i = 0; i < sizeof(adaptive) / sizeof(adaptive[0]); i++) {
        replace_default(
            json_find(parameters, adaptive[i].group), adaptive[i].member, adaptive[i].value);
    }
    for (int32_t i = 0; sources != NULL && sources->kind == NODE_OBJECT && i < sources->count;
         i++) {
        const char *kind = json_find_text(sources->members[i].value, "kind");

        if (kind != NULL && strcmp(kind, "state") == 0) {
            replace_default(sources->members[i].value, elasticity, elasticity_of_states);
        }
    }
}

enum status
preset_fill(struct arena *a, struct node *root)
{
    const struct node *chosen;
    enum status st = defaults_fill_record(a, root, &world_record);

    if (st != STATUS_OK) {
        return st;
    }
    chosen = json_find(root, "adaptive");
    if (chosen != NULL && chosen->kind == NODE_TRUE) {
        adapt(root);
    }
    return STATUS_OK;
}
