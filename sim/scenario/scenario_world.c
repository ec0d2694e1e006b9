#include "scenario/scenario_internal.h"

#include "base/number.h"
#include "format/decode.h"
#include "format/table_build.h"

/** Context for the errors of world_prepare(): finds the place in the file for a pointer. */
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

enum status
scenario_read_trace(
    struct scenario_maker *m, const struct node *file, const struct input_file **input)
{
    struct path trace_path = {NULL, "trace"}, path = {&trace_path, "file"};
    char why[INPUT_WHY_BYTES];
    const char *fault, *name = input_beside(m->reader.arena, file->at.file, file->text, &fault);
    enum status st = STATUS_OK;

    if (fault != NULL) {
        diag_at(m->reader.report, file->at, &path, "%s", fault);
        return STATUS_BAD_INPUT;
    }
    if (name == NULL) {
        return STATUS_NO_MEMORY;
    }
    *input = input_find(m->reader.inputs, name, INPUT_TRACE);
    if (*input == NULL) {
        st = input_read(m->reader.arena, m->reader.inputs, name, INPUT_TRACE, why);
        *input = st == STATUS_OK ? input_last(m->reader.inputs) : NULL;
    }
    if (st == STATUS_OK || st == STATUS_NO_MEMORY) {
        return st;
    }
    diag_at(m->reader.report, file->at, &path, "\"%s\" %s", name, why);
    return STATUS_BAD_INPUT;
}

static enum status
read_trace(struct scenario_maker *m, struct decode_value_context *context, struct world *world)
{
    const struct input_file *input;
    enum status st = STATUS_OK;

    if (world->trace.file != NULL) {
        TRY(scenario_read_trace(
            m, json_find(json_find(context->root, "trace"), "file"), &input));
        TRY(table_build(context, input, &world_trace_incident_record, &world->trace_incidents));
    }
out:
    return st;
}

enum status
scenario_make_world(struct scenario_maker *m, struct node *root, struct world **world)
{
    struct decode_value_context context = {.arena = m->reader.arena,
        .diag = m->reader.report,
        .root = root,
        .start = decode_start(root)};
    struct error_context context_of_errors = {m->reader.report, root, m->reader.arena};
    enum status st;

    *world = arena_alloc(m->reader.arena, sizeof(**world));
    if (*world == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(decode_struct(&context, root, &world_record, *world));
    TRY(check_seed(m, root, *world));
    TRY(read_trace(m, &context, *world));
    st = world_prepare(*world, report_error, &context_of_errors);
    BUG_UNLESS(st != STATUS_BAD_INPUT || m->reader.report->count > 0);
out:
    return st;
}
