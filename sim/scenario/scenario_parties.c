/* Marks the states that count as parties. They are the same under every policy, so that policies
   can be compared. */
#include "base/text.h"
#include "scenario/scenario_internal.h"

static void
mark(struct world *world, const char *id)
{
    struct state *states = world->states.items;
    int32_t k = text_index(id, TEXT_NAMES(states, key.id, world->states.count));

    if (k >= 0) {
        states[k].party = true;
    }
}

/* Marks the parties of all agreements of a scenario, or of a patch. */
static void
mark_parties_of(struct world *world, const struct node *tree)
{
    const struct node *agreements = tree == NULL ? NULL : json_find(tree, "agreements");

    for (int32_t a = 0; agreements != NULL && a < agreements->count; a++) {
        const struct node *agreement = agreements->members[a].value;
        const struct node *parties =
            agreement->kind == NODE_OBJECT ? json_find(agreement, "parties") : NULL;

        for (int32_t k = 0; parties != NULL && k < parties->count; k++) {
            if (parties->members[k].value->kind == NODE_OBJECT) {
                mark(world, parties->members[k].key);
            }
        }
    }
}

void
scenario_mark_parties(const struct scenario_maker *m, struct world *world)
{
    const struct key *named = world->outputs.parties.items;
    const struct node *policies = m->document->policies;

    for (int32_t k = 0; k < world->outputs.parties.count; k++) {
        mark(world, named[k].id);
    }
    if (world->outputs.parties.count > 0) {
        return;
    }
    mark_parties_of(world, m->root);
    for (int32_t k = 0; policies != NULL && k < policies->count; k++) {
        mark_parties_of(world, json_find(policies->members[k].value, "patch"));
    }
    for (int32_t k = 0; k < m->chosen.count; k++) {
        mark_parties_of(world, m->chosen.items[k].patch);
    }
}
