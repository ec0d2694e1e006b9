#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "experiment/experiment.h"
#include "scenario/schema/schema.h"

const char *const command_schema_kinds[] = {"scenario", "agreement", "experiment", NULL};

enum status
command_schema(const struct arguments *arguments, struct failure *f)
{
    const char *kind = arguments->operands[0];
    struct buffer b = {0};
    enum status st;

    if (strcmp(kind, "scenario") == 0) {
        st = schema_print(&b, SCHEMA_SCENARIO);
    } else if (strcmp(kind, "agreement") == 0) {
        st = schema_print(&b, SCHEMA_AGREEMENT);
    } else if (strcmp(kind, "experiment") == 0) {
        st = experiment_schema(&b);
    } else {
        st = failure_of(STATUS_USAGE, f,
            "unknown kind of file '%s': use scenario, agreement or experiment", kind);
    }
    TRY(st);
    TRY(output_print(b.at, b.length, f));
out:
    buffer_free(&b);
    return st;
}
