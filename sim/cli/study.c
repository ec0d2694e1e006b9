#include "cli/study.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/archive.h"

void
study_init(struct study *s, const struct arguments *arguments)
{
    *s = (struct study){
        .arguments = arguments, .package = PACKAGE_CLOSED, .journal = JOURNAL_CLOSED};
    (void)clock_gettime(CLOCK_REALTIME, &s->started);
}

void
study_free(struct study *s)
{
    sweep_close(&s->sweep);
    result_free(&s->result);
    journal_close(&s->journal);
    package_close(&s->package);
    frame_free(&s->frame);
    experiment_free(&s->experiment);
    buffer_free(&s->path);
}

enum status
study_read(struct study *s, const char *path, struct failure *f)
{
    enum status st;

    TRY(experiment_read(&s->experiment, path, f));
    failure_print("warning: ", &s->experiment.warnings);
    TRY(frame_init(&s->frame, &s->experiment));
out:
    return st;
}

enum status
study_read_result(struct study *s, const char *directory, struct failure *f)
{
    struct archive a;
    struct buffer path = {0};
    enum status st;

    TRY(archive_look(&a, directory, f));
    TRY(archive_path(&a, "experiment.json", &path));
    TRY(study_read(s, path.at, f));
    TRY(archive_inputs_unchanged(&a, &s->experiment.inputs, f));
    TRY(archive_inputs_unchanged(&a, &s->experiment.base.inputs, f));
out:
    buffer_free(&path);
    archive_free(&a);
    return st;
}

enum status
study_check_budget(const struct experiment *e, struct failure *f)
{
    int64_t most = experiment_most_runs(e), budget = e->budget.max_runs;

    return budget > 0 && most > budget
               ? failure_of(STATUS_BAD_INPUT, f,
                     "%s: up to %" PRId64 " runs exceed the budget of %" PRId64,
                     e->inputs.items[0].path, most, budget)
               : STATUS_OK;
}

/* ---- the manifest ---- */

static enum status
digest_inputs(
    const struct inputs *from, struct manifest_file *to, char (*digests)[DIGEST_BYTES])
{
    for (int32_t k = 0; k < from->count; k++) {
        const struct input *input = &from->items[k];
        struct digest digest;

        digest_init(&digest);
        digest_add(&digest, input->bytes, input->size);
        digest_print(&digest, digests[k]);
        to[k] = (struct manifest_file){input->path, digests[k], (int64_t)input->size, -1};
    }
    return STATUS_OK;
}

/* Calls package_begin() or package_commit() with what is known. */
static enum status
put_manifest(struct study *s, const char *status, bool begin, struct failure *f)
{
    const struct experiment *e = &s->experiment;
    int32_t n = e->inputs.count + e->base.inputs.count;
    struct manifest_file *inputs = calloc((size_t)n + 1, sizeof(*inputs));
    char(*digests)[DIGEST_BYTES] = calloc((size_t)n + 1, sizeof(*digests));
    struct manifest_count counts[] = {{"points", e->n_points}, {"runs", s->result.n_runs},
        {"failed_runs", s->result.n_failed}};
    struct manifest m = {.status = status,
        .seed = e->seed,
        .n_arguments = s->arguments->argc,
        .arguments = s->arguments->argv,
        .n_inputs = n,
        .inputs = inputs,
        .n_counts = begin ? 1 : 3,
        .counts = counts,
        .started = s->started};
    enum status st = STATUS_NO_MEMORY;

    if (inputs != NULL && digests != NULL) {
        TRY(digest_inputs(&e->inputs, inputs, digests));
        TRY(digest_inputs(
            &e->base.inputs, inputs + e->inputs.count, digests + e->inputs.count));
        st = begin ? package_begin(&s->package, &m, f)
                   : package_commit(&s->package, &m, e->title, f);
    }
out:
    free(inputs);
    free(digests);
    return st;
}

/* ---- the directory ---- */

static enum status
open_journal(struct study *s, int fd, const struct journal_shape *shape, bool writable,
    struct failure *f)
{
    enum status st = journal_open(&s->journal, fd, s->path.at, shape, writable, f);

    if (st == STATUS_OK) {
        failure_print("warning: ", &s->journal.damage);
    }
    return st;
}

enum status
study_open(struct study *s, const char *directory, bool fresh, struct failure *f)
{
    struct journal_shape shape;
    int fd;
    enum status st;

    buffer_printf(&s->path, "%s/" RESULT_JOURNAL, directory);
    TRY(buffer_status(&s->path));
    TRY(frame_shape(&s->frame, &shape));
    TRY(package_open(&s->package, directory, shape.identity, fresh, f));
    if (fresh) {
        TRY(disk_remove(&s->package.disk, RESULT_JOURNAL, f));
    }
    TRY(result_init(&s->result, &s->frame, &s->package));
    TRY(result_add_inputs(&s->result, f));
    package_keep(&s->package, RESULT_JOURNAL);
    TRY(put_manifest(s, "running", true, f));
    TRY(disk_append(&s->package.disk, RESULT_JOURNAL, &fd, f));
    TRY(open_journal(s, fd, &shape, true, f));
out:
    return st;
}

enum status
study_look(struct study *s, const struct frame *frame, const char *directory, bool needed,
    struct failure *f)
{
    struct journal_shape shape;
    int fd;
    enum status st;

    buffer_printf(&s->path, "%s/" RESULT_JOURNAL, directory);
    TRY(buffer_status(&s->path));
    TRY(frame_shape(frame, &shape));
    fd = open(s->path.at, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT && !needed) {
        fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    }
    if (fd < 0) {
        return failure_of(STATUS_IO, f, "%s: %s", s->path.at, strerror(errno));
    }
    TRY(open_journal(s, fd, &shape, false, f));
out:
    return st;
}

enum status
study_survey(struct study *s, struct failure *f)
{
    struct sweep_plan plan = {.frame = &s->frame,
        .journal = &s->journal,
        .threads = arguments_processors(),
        .shard = 1,
        .shards = 1,
        .point = -1,
        .max_seconds = INFINITY};

    return sweep_open(&s->sweep, &plan, f);
}

struct study_count
study_count(const struct study *s, bool all)
{
    struct study_count c = {0};
    int32_t policies = s->experiment.base.n_policies;

    for (int64_t i = 0; i < s->experiment.n_points; i++) {
        if (all || sweep_includes(&s->sweep, i)) {
            c.points++;
            c.whole += sweep_is_whole(&s->sweep, i);
            c.runs += sweep_done(&s->sweep, i) * policies;
            c.wanted += sweep_wanted(&s->sweep, i) * policies;
        }
    }
    return c;
}

enum status
study_commit(struct study *s, struct failure *f)
{
    struct study_count all = study_count(s, true);
    enum status st;

    TRY(result_add_inputs(&s->result, f));
    TRY(result_add_rows(&s->result, &s->sweep, f));
    TRY(result_add_analysis(&s->result, s->sweep.plan.threads, f));
    package_keep(&s->package, RESULT_JOURNAL);
    TRY(put_manifest(s, all.whole == all.points ? "complete" : "partial", false, f));
out:
    return st;
}
