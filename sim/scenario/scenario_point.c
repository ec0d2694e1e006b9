/*
 * Makes the worlds of a design point. They differ in a few numbers from the worlds of the scenario,
 * so the worlds of the scenario are copied and the numbers changed.
 */
#include <string.h>

#include "format/decode/decode_again.h"
#include "scenario/scenario_internal.h"

enum { POINT_BYTES_MAX = 1 << 30 };

/** The data for making the worlds of one point. */
struct point_maker {
    struct scenario *made;
    const struct scenario *base;
    const struct overrides *set;
    struct pointer *pointers; /* of the overrides */
    bool usual;               /* copies suffice so far; false: use scenario_make() */
};

static bool
is_plain(const struct node *node)
{
    return node->kind == NODE_NUMBER || node->kind == NODE_TRUE || node->kind == NODE_FALSE;
}

/* Reads the pointers. All must name plain values of the scenario, on which no default depends. */
static enum status
read_pointers(struct point_maker *m)
{
    struct arena *a = &m->made->arena;
    int32_t n = m->set->count;

    m->pointers = arena_alloc(a, (size_t)n * sizeof(*m->pointers));
    if (m->pointers == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < n && m->usual; i++) {
        struct pointer *p = &m->pointers[i];
        int32_t steps = 0;
        const struct node *node;

        m->usual = pointer_read(a, m->set->texts[i], p) == NULL && is_plain(m->set->values[i]);
        node =
            m->usual ? pointer_reach((struct node *)(uintptr_t)m->base->root, p, &steps) : NULL;
        m->usual = m->usual && steps == p->count && is_plain(node);
    }
    return a->full ? STATUS_NO_MEMORY : STATUS_OK;
}

/* Whether the patch may name a file that changes the member (document_resolve_files()). */
static bool
may_name_file(const struct node *patch, const struct pointer *p)
{
    bool of_files =
        strcmp(p->tokens[0], "agreements") == 0 || strcmp(p->tokens[0], "seat_policies") == 0;
    const struct node *item = of_files && p->count > 1
                                  ? json_find(json_find(patch, p->tokens[0]), p->tokens[1])
                                  : NULL;

    return item != NULL && item->kind == NODE_OBJECT;
}

/* Sets a member of a world, unless the patch sets or removes the member. Returns false if the patch
   names a file or changes only a part of the member, or if the value is invalid. */
static bool
set_member(const struct point_maker *m, int32_t i, const struct node *patch,
    struct world *world, struct decode_value_context *context)
{
    struct pointer p = m->pointers[i];
    const struct node *change = NULL;
    struct decode_value_slot slot = {.context = context, .value = m->set->values[i]};
    int32_t steps;

    if (patch != NULL) {
        if (may_name_file(patch, &p)) {
            return false;
        }
        change = scenario_find_change(patch, &p, 0, &steps);
    }
    if (change != NULL) {
        return change->kind != NODE_OBJECT;
    }
    slot.field = decode_again_find(&world_record, world, &p, &slot.to);
    return slot.field != NULL && !slot.field->sets_defaults &&
           decode_value(&slot) == STATUS_OK && context->diag->count == 0;
}

static void
note_error(void *self, const char *pointer, const char *message)
{
    (void)pointer;
    (void)message;
    *(bool *)self = false;
}

/* Makes the world of a policy, or the world without a policy. `described` is this world as it was
   decoded for the scenario, before world_prepare() computed other members from it. */
static enum status
make_world(struct point_maker *m, const struct world *described, const struct node *patch,
    struct world **world)
{
    struct arena *a = &m->made->arena;
    struct failure why;
    struct diag report = {.failure = &why};
    struct decode_value_context context = {.arena = a, .diag = &report};
    enum status st;

    why.count = 0;
    *world = arena_alloc(a, sizeof(**world));
    TRY(*world == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    **world = *described;
    TRY(decode_again_copy(a, &world_record, *world));
    for (int32_t i = 0; i < m->set->count && m->usual; i++) {
        m->usual = set_member(m, i, patch, *world, &context);
    }
    for (int32_t i = 0; i < m->set->count && m->usual; i++) {
        m->usual = decode_again_check(&world_record, *world, &m->pointers[i]);
    }
    if (m->usual) {
        st = world_prepare(*world, note_error, &m->usual);
        st = st == STATUS_BAD_INPUT ? STATUS_OK : st;
    }
out:
    diag_free(&report);
    return st;
}

static enum status
make_worlds(struct point_maker *m)
{
    struct scenario *s = m->made;
    const struct scenario *base = m->base;
    struct world *alone = NULL; /* the world without a policy, whose errors are reported, too */
    enum status st;

    TRY(read_pointers(m));
    s->policies = arena_alloc(&s->arena, (size_t)base->n_policies * sizeof(*s->policies));
    TRY(s->policies == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    if (m->usual) {
        TRY(make_world(m, base->described, NULL, &alone));
    }
    for (int32_t k = 0; k < base->n_policies && m->usual; k++) {
        const struct scenario_policy *of = &base->policies[k];
        struct scenario_policy *made = &s->policies[k];

        *made = (struct scenario_policy){.id = of->id, .title = of->title};
        s->n_policies = k + 1;
        if (of->patch == NULL && alone != NULL) {
            made->world = alone;
            alone = NULL;
        } else {
            TRY(make_world(m, of->described, of->patch, &made->world));
        }
    }
out:
    if (alone != NULL) {
        world_free(alone);
    }
    return st;
}

/* Whether all worlds of the scenario were kept as they were decoded. */
static bool
is_described(const struct scenario *base)
{
    bool all = base->described != NULL;

    for (int32_t k = 0; k < base->n_policies; k++) {
        all = all && base->policies[k].described != NULL;
    }
    return all;
}

enum status
scenario_make_point(struct scenario *s, const struct scenario *base, const struct document *d,
    const struct overrides *set, struct failure *f)
{
    struct point_maker m = {s, base, set, NULL, is_described(base)};
    struct scenario_options options = {.overrides = *set, .worlds_only = true};
    enum status st = STATUS_OK;
    bool full;

    *s = (struct scenario){.title = base->title,
        .seed = base->seed,
        .replications = base->replications,
        .baseline = base->baseline,
        .root = base->root};
    arena_init(&s->arena, POINT_BYTES_MAX);
    if (m.usual) {
        st = make_worlds(&m);
    }
    if (st == STATUS_OK && m.usual) {
        return st;
    }
    full = s->arena.full;
    scenario_free(s);
    /* scenario_make() repeats the work and reports the errors. The function is also called if the
       arena has reached its limit. */
    return st != STATUS_OK && !full ? st : scenario_make(s, d, &options, f);
}
