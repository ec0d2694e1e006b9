#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/message.h"
#include "cli/command.h"
#include "cli/output.h"
#include "words/starter.h"

enum { PATH_BYTES = 256 };

/* Makes the name of a file: "NAME.json" with `suffix` before the dot. */
static enum status
make_path(char path[PATH_BYTES], const char *name, const char *suffix, struct failure *f)
{
    if (strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_") != strlen(name) ||
        name[0] < 'a' || snprintf(path, PATH_BYTES, "%s%s.json", name, suffix) >= PATH_BYTES) {
        return failure_of(STATUS_USAGE, f,
            "'%s' is not a valid name: use lower-case letters, digits, - and _, a letter first",
            name);
    }
    return STATUS_OK;
}

static enum status
write_template(
    const char *path, const char *id, const char *name, const char *scenario, struct failure *f)
{
    struct buffer b = {0};
    enum status st;

    TRY(starter_print(id, name, scenario, &b));
    TRY(output_create_file(path, &b, f));
out:
    buffer_free(&b);
    return st;
}

enum status
command_new(const struct arguments *arguments, struct failure *f)
{
    const char *name = arguments->operands[0];
    const char *id = arguments_value(arguments, "template", starter_ids[0]);
    const char *scenario = starter_scenario(id);
    char path[PATH_BYTES], beside[PATH_BYTES];
    enum status st;

    TRY(make_path(path, name, "", f));
    TRY(make_path(beside, name, "-scenario", f));
    if (scenario == NULL) {
        TRY(write_template(path, id, name, NULL, f));
        if (strcmp(id, "workshop") == 0) {
            message_print("wrote %s; to start it: cbmsim workshop %s -o DIR --terminal; to "
                          "test it: cbmsim rehearse %s",
                path, path, path);
        } else {
            message_print("wrote %s; to run it: cbmsim run %s", path, path);
        }
    } else {
        if (access(path, F_OK) == 0) { /* checked before the scenario is written */
            return failure_of(STATUS_IO, f, "%s: already exists; nothing was written", path);
        }
        TRY(write_template(beside, scenario, name, NULL, f));
        TRY(write_template(path, id, name, beside, f));
        message_print("wrote %s and %s; to run it: cbmsim sweep %s -o DIR", path, beside, path);
    }
out:
    return st;
}
