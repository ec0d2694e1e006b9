#include "cli/sweep_session.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/message.h"
#include "cli/finished_result.h"

void
sweep_session_init(struct sweep_session *s, const struct arguments *arguments)
{
    *s = (struct sweep_session){
        .arguments = arguments, .result_dir = RESULT_DIR_CLOSED, .journal = JOURNAL_CLOSED};
    (void)clock_gettime(CLOCK_REALTIME, &s->started);
}

void
sweep_session_free(struct sweep_session *s)
{
    sweep_close(&s->sweep);
    result_free(&s->result);
    journal_close(&s->journal);
    result_dir_close(&s->result_dir);
    layout_free(&s->layout);
    experiment_free(&s->experiment);
    buffer_free(&s->path);
    manifest_old_free(&s->source);
    free(s->inputs);
    free(s->platforms);
}

enum status
sweep_session_read_result(struct sweep_session *s, const char *directory, struct failure *f)
{
    struct finished_result a;
    enum status st;

    TRY(finished_result_open_manifest(&a, directory, f));
    s->running = atomic_dir_is_locked(&a.dir);
    TRY(finished_result_experiment(&a, &s->experiment, f));
    failure_print("warning: ", &s->experiment.warnings);
    TRY(layout_init(&s->layout, &s->experiment));
    TRY(finished_result_inputs_unchanged(&a, &s->experiment.inputs, f));
    TRY(finished_result_inputs_unchanged(&a, &s->experiment.base.inputs, f));
    s->source = a.manifest;
    a.manifest = (struct manifest_old){0};
out:
    finished_result_free(&a);
    return st;
}

enum status
sweep_session_check_budget(const struct experiment *e, struct failure *f)
{
    int64_t maximum = experiment_max_runs(e), budget = e->budget.max_runs;

    return budget > 0 && maximum > budget
               ? failure_of(STATUS_BAD_INPUT, f,
                     "%s: the experiment needs up to %" PRId64
                     " runs, more than its budget of %" PRId64
                     "; raise /budget/max_runs, or use fewer points or replications",
                     e->inputs.items[0].path, maximum, budget)
               : STATUS_OK;
}

/* ---- the manifest ---- */

static void
add_inputs(const struct input_files *from, struct manifest_file *to, int32_t *n)
{
    for (int32_t k = 0; k < from->count; k++) {
        const struct input_file *input = &from->items[k];

        to[(*n)++] =
            (struct manifest_file){input->path, input->sha256, (int64_t)input->size, -1};
    }
}

/* Finds the inputs that the manifest lists: the input files that were read or, if a result was read
   (merge), the inputs of that result. */
static enum status
find_origin(struct sweep_session *s, struct manifest_origin *origin)
{
    const struct experiment *e = &s->experiment;
    int32_t n = 0;

    *origin = (struct manifest_origin){s->shape.identity, s->source.inputs, s->source.n_inputs};
    if (s->source.ours) {
        return STATUS_OK;
    }
    s->inputs =
        calloc((size_t)(e->inputs.count + e->base.inputs.count) + 1, sizeof(*s->inputs));
    if (s->inputs == NULL) {
        return STATUS_NO_MEMORY;
    }
    add_inputs(&e->inputs, s->inputs, &n);
    add_inputs(&e->base.inputs, s->inputs, &n);
    origin->inputs = s->inputs;
    origin->n_inputs = n;
    return STATUS_OK;
}

enum status
sweep_session_list_platforms(struct sweep_session *s)
{
    const struct journal *j = &s->journal;

    free(s->platforms);
    s->platforms = calloc((size_t)j->n_platforms + 1, sizeof(*s->platforms));
    s->n_platforms = s->platforms == NULL ? 0 : (int32_t)j->n_platforms;
    for (int32_t k = 0; k < s->n_platforms; k++) {
        const struct journal_platform *p = &j->platforms[k];

        s->platforms[k] = (struct manifest_platform){p->version, p->fingerprint, p->n_runs};
    }
    return s->platforms == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* Calls result_dir_commit() with the current data of the manifest or, if `status` is NULL,
   result_dir_begin(). */
static enum status
put_manifest(struct sweep_session *s, const char *status, struct failure *f)
{
    const struct experiment *e = &s->experiment;
    struct manifest_count counts[] = {
        e->from_scenario ? (struct manifest_count){"replications", e->replications.max}
                         : (struct manifest_count){"points", e->n_points},
        {"runs", s->result.n_runs}, {"failed_runs", s->result.n_failed}};
    struct manifest m = {.status = status,
        .seed = e->seed,
        .trace_level = recorder_level_names[e->outputs.trace_level],
        .gzip = e->outputs.gzip,
        .n_arguments = s->arguments->argc,
        .arguments = s->arguments->argv,
        .n_counts = status == NULL ? 1 : 3,
        .counts = counts,
        .started = s->started};
    enum status st;

    TRY(sweep_session_list_platforms(s));
    m.platforms = s->platforms;
    m.n_platforms = s->n_platforms;
    st = status == NULL ? result_dir_begin(&s->result_dir, &m, f)
                        : result_dir_commit(&s->result_dir, &m, e->title, f);
out:
    return st;
}

/* ---- the directory ---- */

static enum status
open_journal(struct sweep_session *s, int fd, bool writable, struct failure *f)
{
    enum status st = journal_open(&s->journal, fd, s->path.at, &s->shape, writable, f);

    if (st == STATUS_OK) {
        failure_print("warning: ", &s->journal.damage);
    }
    return st;
}

enum status
sweep_session_fits(const struct sweep_session *s, const struct journal *j, struct failure *f)
{
    const struct experiment_replications *r = &s->experiment.replications;
    int64_t there = journal_last_replication(j);

    return r->n_targets > 0 || there <= r->max
               ? STATUS_OK
               : failure_of(STATUS_BAD_INPUT, f,
                     "%s: has %" PRId64 " replications already, and only %" PRId64
                     " are requested; request at least %" PRId64 ", or restart with --fresh",
                     j->path, there, r->max, there);
}

static enum status
open_own_journal(struct sweep_session *s, struct failure *f)
{
    int fd;
    enum status st;

    TRY(atomic_dir_append(&s->result_dir.dir, RESULT_JOURNAL, &fd, f));
    TRY(open_journal(s, fd, true, f));
    TRY(sweep_session_fits(s, &s->journal, f));
out:
    return st;
}

/* Checks that --fresh would not replace or remove a file that this command has read. */
static enum status
check_inputs_kept(
    const struct sweep_session *s, const struct input_files *inputs, struct failure *f)
{
    const struct manifest_old *past = &s->result_dir.old_manifest;
    struct buffer path = {0};
    struct stat facts;
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < past->n_outputs && st == STATUS_OK; i++) {
        buffer_clear(&path);
        buffer_printf(&path, "%s/%s", s->result_dir.dir.path, past->outputs[i].name);
        TRY(buffer_status(&path));
        if (stat(path.at, &facts) != 0) {
            continue;
        }
        for (int32_t k = 0; k < inputs->count; k++) {
            if (inputs->items[k].device == facts.st_dev &&
                inputs->items[k].number == facts.st_ino) {
                st = failure_of(STATUS_IO, f,
                    "%s: is an input of this command, and --fresh would replace it; copy it "
                    "to another directory",
                    path.at);
            }
        }
    }
out:
    buffer_free(&path);
    return st;
}

static enum status
open_directory(struct sweep_session *s, const char *directory, bool fresh, struct failure *f)
{
    struct manifest_origin origin;
    bool ours;
    enum status st;

    buffer_printf(&s->path, "%s/" RESULT_JOURNAL, directory);
    TRY(buffer_status(&s->path));
    TRY(find_origin(s, &origin));
    TRY(result_dir_open(&s->result_dir, directory, &origin, fresh, f));
    if (fresh) {
        TRY(check_inputs_kept(s, &s->experiment.inputs, f));
        TRY(check_inputs_kept(s, &s->experiment.base.inputs, f));
        TRY(atomic_dir_remove(&s->result_dir.dir, RESULT_JOURNAL, f));
    }
    ours = s->result_dir.old_manifest.ours;
    if (ours) { /* the journal is checked before the directory changes */
        TRY(open_own_journal(s, f));
    }
    TRY(result_init(&s->result, &s->layout, &s->result_dir));
    TRY(result_add_inputs(&s->result, f));
    result_dir_adopt(&s->result_dir, RESULT_JOURNAL);
    TRY(put_manifest(s, NULL, f));
    /* In a new directory, the journal is made after the manifest, which marks the directory as a
       result of cbmsim. */
    if (!ours) {
        TRY(open_own_journal(s, f));
    }
out:
    return st;
}

enum status
sweep_session_open(
    struct sweep_session *s, const char *directory, bool fresh, struct failure *f)
{
    enum status st;

    TRY(layout_shape(&s->layout, &s->shape));
    if (directory != NULL) {
        TRY(open_directory(s, directory, fresh, f));
    } else {
        TRY(result_init(&s->result, &s->layout, NULL));
        TRY(journal_open_memory(&s->journal, &s->shape, f));
    }
out:
    return st;
}

enum status
sweep_session_open_readonly(struct sweep_session *s, const struct layout *layout,
    const char *directory, bool needed, struct failure *f)
{
    int fd;
    enum status st;

    buffer_printf(&s->path, "%s/" RESULT_JOURNAL, directory);
    TRY(buffer_status(&s->path));
    TRY(layout_shape(layout, &s->shape));
    fd = open(s->path.at, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT && !needed) {
        fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    }
    if (fd < 0) {
        return failure_of_file(f, s->path.at);
    }
    TRY(open_journal(s, fd, false, f));
out:
    return st;
}

enum status
sweep_session_count_progress(struct sweep_session *s, struct failure *f)
{
    struct sweep_plan plan = {.layout = &s->layout,
        .journal = &s->journal,
        .threads = arguments_processors(),
        .shard = 1,
        .shards = 1,
        .point = -1,
        .max_seconds = INFINITY};

    return sweep_open(&s->sweep, &plan, f);
}

struct sweep_session_count
sweep_session_count(const struct sweep_session *s, bool all)
{
    struct sweep_session_count c = {0};
    int32_t policies = s->experiment.base.n_policies;

    for (int64_t i = 0; i < s->experiment.n_points; i++) {
        struct sweep_share share =
            all ? sweep_wanted(&s->sweep, i) : sweep_planned(&s->sweep, i);

        if (share.last >= share.first) {
            c.points++;
            c.whole += sweep_is_whole(&s->sweep, i);
            c.runs += sweep_done(&s->sweep, i, share) * policies;
            c.wanted += (share.last - share.first + 1) * policies;
        }
    }
    return c;
}

/* ---- writing the result ---- */

void
sweep_session_print_missed(const struct sweep_session *s)
{
    int64_t missed = sweep_missed(&s->sweep);

    if (missed > 0) {
        message_print("the precision targets were not reached at %" PRId64 " of %" PRId64
                      " points with the maximum of %" PRId64
                      " replications (stopped_by in analysis/summary.csv)",
            missed, s->experiment.n_points, s->experiment.replications.max);
    }
}

enum status
sweep_session_commit(struct sweep_session *s, struct failure *f)
{
    struct sweep_session_count all = sweep_session_count(s, true);
    struct failure mixture = {0};
    enum status st;

    TRY(result_add_inputs(&s->result, f));
    TRY(result_add_rows(&s->result, &s->sweep, f));
    TRY(result_add_analysis(&s->result, s->sweep.plan.threads, f));
    result_dir_adopt(&s->result_dir, RESULT_JOURNAL);
    TRY(put_manifest(s, all.whole == all.points ? "complete" : "partial", f));
    manifest_mixture(s->result_dir.dir.path, s->platforms, s->n_platforms, &mixture);
    failure_print("warning: ", &mixture);
out:
    return st;
}
