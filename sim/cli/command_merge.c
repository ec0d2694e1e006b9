#include <inttypes.h>
#include <stdio.h>

#include "cli/command.h"
#include "cli/study.h"
#include "sweep/merge.h"

/* Adds the runs of one directory, which may be another's copy or not be finished. */
static enum status
add_part(struct study *whole, const char *directory, struct failure *f)
{
    struct study part;
    int64_t added, both;
    enum status st;

    study_init(&part, whole->arguments);
    TRY(study_look(&part, &whole->frame, directory, true, f));
    TRY(merge_journal(&whole->journal, &part.journal, &whole->experiment, &added, &both, f));
    if (!arguments_has(whole->arguments, "quiet")) {
        (void)fprintf(stderr, "%s: %" PRId64 " runs added", directory, added);
        (void)fprintf(stderr, both > 0 ? ", %" PRId64 " already present\n" : "\n", both);
    }
out:
    study_free(&part);
    return st;
}

static enum status
finish(struct study *s, struct failure *f)
{
    struct study_count c;
    enum status st;

    TRY(study_survey(s, f));
    TRY(study_commit(s, f));
    c = study_count(s, true);
    if (c.whole < c.points) {
        (void)fprintf(stderr,
            "%" PRId64 " of %" PRId64 " points are incomplete, %s%" PRId64
            " runs are missing; run them with 'cbmsim sweep' into this directory\n",
            c.points - c.whole, c.points,
            s->experiment.replications.n_targets > 0 ? "at most " : "", c.wanted - c.runs);
        st = STATUS_STOPPED;
    } else if (s->result.n_failed > 0) {
        (void)fprintf(
            stderr, "%" PRId64 " runs failed; failures.csv lists them\n", s->result.n_failed);
        st = STATUS_RUNS_FAILED;
    }
out:
    return st;
}

static enum status
merge(struct study *s, struct failure *f)
{
    const struct arguments *a = s->arguments;
    const char *directory = arguments_value(a, "output", NULL);
    enum status st;

    TRY(study_read_result(s, a->operands[0], f));
    TRY(study_open(s, directory, arguments_has(a, "fresh"), f));
    for (int32_t k = 0; k < a->n_operands; k++) {
        TRY(add_part(s, a->operands[k], f));
    }
    TRY(finish(s, f));
out:
    return st;
}

enum status
command_merge(const struct arguments *arguments, struct failure *f)
{
    struct study s;
    enum status st;

    study_init(&s, arguments);
    st = merge(&s, f);
    study_free(&s);
    return st;
}
