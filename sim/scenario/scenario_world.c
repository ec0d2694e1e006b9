#include "scenario/scenario_internal.h"

#include "base/number.h"
#include "format/decode/decode.h"
#include "format/decode/decode_again.h"
#include "scenario/trace.h"

/** The data with which report_error() finds the place in the file for a pointer. */
struct error_context {
    struct diag *report;
    struct node *root;
    struct arena *arena;
};

static void
report_error(void *self, const char *pointer, const char *message)
{
    struct error_context *c = self;
    struct pointer p;
    int32_t steps;
    struct place at = c->root->at;

    if (pointer_read(c->arena, pointer, &p) == NULL) {
        at = pointer_reach(c->root, &p, &steps)->at;
    }
    diag_pointer(c->report, at, pointer, message);
}

static enum status
check_seed(struct scenario_maker *m, const struct node *root, const struct world *world)
{
    const struct node *seed = json_find(root, "seed");
    struct path path = {NULL, "seed"};
    uint64_t value;

    if (world->seed == NULL || !number_read_unsigned(world->seed, &value)) {
        diag_at(m->reader.report, seed == NULL ? root->at : seed->at, &path,
            "expected a whole number from 0 to 18446744073709551615, as text");
        return STATUS_BAD_INPUT;
    }
    return STATUS_OK;
}

/* Keeps a copy of the members that the scenario describes. Keeps none if the world has a trace,
   because the rows of a trace depend on these members. */
static enum status
keep_described(struct scenario_maker *m, const struct world *world)
{
    struct arena *a = m->reader.arena;
    struct world *copy;
    enum status st;

    m->described = NULL;
    if (!m->keep_described || world->trace.file != NULL) {
        return STATUS_OK;
    }
    copy = arena_alloc(a, sizeof(*copy));
    TRY(copy == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    *copy = *world;
    TRY(decode_again_copy(a, &world_record, copy));
    m->described = copy;
out:
    return st;
}

enum status
scenario_make_world(struct scenario_maker *m, struct node *root, struct world **world)
{
    struct arena *a = m->reader.arena;
    struct decode_value_context context = {
        .arena = a, .diag = m->reader.report, .root = root, .start = decode_start(root)};
    struct error_context context_of_errors = {m->reader.report, root, a};
    enum status st;

    *world = arena_alloc(a, sizeof(**world));
    if (*world == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(decode_struct(&context, root, &world_record, *world));
    TRY(check_seed(m, root, *world));
    scenario_mark_parties(m, *world);
    TRY(keep_described(m, *world));
    TRY(trace_read(&m->reader, &m->warnings, &context, *world));
    st = world_prepare(*world, report_error, &context_of_errors);
    BUG_UNLESS(st != STATUS_BAD_INPUT || m->reader.report->count > 0);
out:
    return st;
}
