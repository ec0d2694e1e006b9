#include "cli/command.h"
#include "cli/command_session.h"

static enum status
read_experiment(struct sweep_session *s, struct failure *f)
{
    enum status st;

    TRY(experiment_read(&s->experiment, s->arguments->operands[0], f));
    TRY(layout_init(&s->layout, &s->experiment));
out:
    return st;
}

enum status
command_sweep(const struct arguments *arguments, struct failure *f)
{
    return command_session(arguments, read_experiment, f);
}
