#include <string.h>

#include "cli/command.h"
#include "scenario/schema.h"

enum status
command_schema(const struct arguments *arguments, struct failure *f)
{
    const char *kind = arguments->operands[0];
    struct buffer b = {0};
    enum status st;

    if (strcmp(kind, "scenario") != 0 && strcmp(kind, "agreement") != 0) {
        return failure_of(STATUS_USAGE, f,
            "there is no schema of '%s'; there are scenario and agreement", kind);
    }
    TRY(schema_print(&b, strcmp(kind, "scenario") == 0 ? SCHEMA_SCENARIO : SCHEMA_AGREEMENT));
    TRY(command_print(b.at, b.length, f));
out:
    buffer_free(&b);
    return st;
}
