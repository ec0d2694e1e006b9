#include "cli/command.h"
#include "cli/command_session.h"

static enum status
read_experiment(struct sweep_session *s, struct failure *f)
{
    const char *path = s->arguments->operands[0];
    enum status st;

    TRY(command_explain_kind(
        experiment_read(&s->experiment, path, f), path, COMMAND_READS_EXPERIMENT, f));
    TRY(layout_init(&s->layout, &s->experiment));
out:
    return st;
}

enum status
command_sweep(const struct arguments *arguments, struct failure *f)
{
    return command_session(arguments, read_experiment, f);
}
