#include <stdio.h>
#include <string.h>

#include "base/message.h"
#include "cli/command.h"
#include "cli/output.h"
#include "words/starter.h"

enum { PATH_BYTES = 256 };

enum status
command_new(const struct arguments *arguments, struct failure *f)
{
    const char *name = arguments->operands[0];
    const char *starter_id = arguments_value(arguments, "template", NULL);
    char path[PATH_BYTES];
    struct buffer b = {0};
    enum status st;

    if (strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_") != strlen(name) ||
        name[0] < 'a' || snprintf(path, sizeof(path), "%s.json", name) >= PATH_BYTES) {
        return failure_of(STATUS_USAGE, f,
            "'%s' is not a valid name: use lower-case letters, digits, - and _, a letter first",
            name);
    }
    st = starter_print(starter_id, name, &b);
    if (st == STATUS_USAGE) {
        failure_add(f, "unknown template '%s'; the templates are:", starter_id);
        for (const struct starter_row *row = starter_rows; row->id != NULL; row++) {
            failure_add(f, "  %-20s %s", row->id, row->title);
        }
    }
    TRY(st);
    TRY(output_create_file(path, &b, f));
    message_print("wrote %s; to run it: cbmsim run %s", path, path);
out:
    buffer_free(&b);
    return st;
}
