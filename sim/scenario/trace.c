#include "scenario/trace.h"

#include "format/table_build.h"

/** State of the checks of rows, which are made in the order of the file. */
struct checker {
    struct diag *report;
    const struct world *world;
    double previous;         /* day of the previous row */
    int64_t late;            /* number of rows after the horizon */
    struct place first_late; /* place of the first row after the horizon */
};

enum status
trace_input(struct input_reader *r, const struct node *file, const struct input_file **input)
{
    struct path trace_path = {NULL, "trace"}, path = {&trace_path, "file"};
    char why[INPUT_WHY_BYTES];
    const char *fault, *name = input_beside(r->arena, file->at.file, file->text, &fault);
    enum status st = STATUS_OK;

    if (fault != NULL) {
        diag_at(r->report, file->at, &path, "%s", fault);
        return STATUS_BAD_INPUT;
    }
    if (name == NULL) {
        return STATUS_NO_MEMORY;
    }
    *input = input_find(r->inputs, name, INPUT_TRACE);
    if (*input == NULL) {
        st = input_read(r->arena, r->inputs, name, INPUT_TRACE, why);
        *input = st == STATUS_OK ? input_last(r->inputs) : NULL;
    }
    if (st == STATUS_OK || st == STATUS_NO_MEMORY) {
        return st;
    }
    diag_at(r->report, file->at, &path, "\"%s\" %s", name, why);
    return STATUS_BAD_INPUT;
}

/* Compares a row with the world and with the previous row. */
static void
check_row(void *self, struct place at, const void *row)
{
    struct checker *c = self;
    const struct trace_incident *incident = row;
    struct path day = {NULL, "day"}, target = {NULL, "target"};

    if (incident->target == world_actor(c->world, incident->source)) {
        diag_at(c->report, at, &target,
            "a state cannot be its own target; correct the source or the target");
    }
    if (incident->day < 0) {
        diag_at(c->report, at, &day, "%.15g is before day 0, the first day of the run (/start)",
            incident->day);
    } else if (incident->day < c->previous) {
        diag_at(
            c->report, at, &day, "is before the day of the row above it; sort the rows by day");
    }
    c->previous = incident->day;
    if (incident->day > c->world->horizon_days && c->late++ == 0) {
        c->first_late = at;
    }
}

enum status
trace_read(struct input_reader *r, struct diag *warnings, struct decode_value_context *context,
    struct world *world)
{
    struct checker checker = {.report = r->report, .world = world, .previous = -INFINITY};
    const struct input_file *input;
    enum status st = STATUS_OK;

    if (world->trace.file == NULL) {
        return STATUS_OK;
    }
    context->days_as_numbers = true;
    context->horizon = world->horizon_days;
    TRY(trace_input(r, json_find(json_find(context->root, "trace"), "file"), &input));
    TRY(table_build(context, input, &world_trace_incident_record, check_row, &checker,
        &world->trace_incidents));
    if (checker.late > 0) {
        diag_at(warnings, checker.first_late, NULL,
            "%lld of %d rows, beginning with this row, are after the last day of the run (day "
            "%.15g) and never happen; extend /horizon_days or remove the rows",
            (long long)checker.late, world->trace_incidents.count, world->horizon_days);
    }
out:
    return st;
}
