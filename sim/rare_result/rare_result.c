#include "rare_result/rare_result.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "rare_result/rare_history.h"
#include "rare_result/rare_journal.h"

#define JOURNAL "journal/repetitions"

/** A result that is under construction. */
struct making {
    const struct rare_result_plan *plan;
    struct rare *rare;
    struct rare_plan run; /* the plan, with note() and recall() of this file */
    struct result_dir dir;
    struct manifest_file *inputs;
    struct rare_journal journal;
    struct buffer path; /* path of the journal */
    char identity[SHA256_HEX_BYTES];
};

/* ---- identity ---- */

static void
add_number(struct sha256 *digest, int64_t number)
{
    char text[24];

    (void)snprintf(text, sizeof(text), "%" PRId64, number);
    sha256_add_string(digest, text);
}

/* Computes the identity: a hash of everything that determines a repetition. */
static void
identify(struct making *m)
{
    const struct rare_plan *p = m->plan->rare;
    struct sha256 digest;

    sha256_start(&digest);
    sha256_add_string(&digest, CBMSIM_VERSION);
    sha256_add_string(&digest, "rare");
    sha256_add_string(&digest, p->scenario->contents);
    for (int32_t k = 0; k < p->scenario->inputs.count; k++) {
        if (p->scenario->inputs.items[k].copy_as != NULL) {
            sha256_add_string(&digest, p->scenario->inputs.items[k].sha256);
        }
    }
    for (int32_t k = 0; k < p->scenario->n_policies; k++) {
        sha256_add_string(&digest, p->scenario->policies[k].id);
    }
    sha256_add_string(&digest, p->texts.condition);
    sha256_add_string(&digest, p->texts.importance == NULL ? "" : p->texts.importance);
    for (int32_t k = 0; k < p->texts.n_dyads; k++) {
        sha256_add_string(&digest, p->texts.dyads[k]);
    }
    add_number(&digest, (int64_t)p->seed);
    add_number(&digest, p->effort);
    add_number(&digest, STREAM_VERSION);
    sha256_print(&digest, m->identity);
}

static enum status
list_inputs(struct making *m, struct manifest_origin *origin)
{
    const struct input_files *from = &m->plan->rare->scenario->inputs;

    m->inputs = calloc((size_t)from->count + 1, sizeof(*m->inputs));
    if (m->inputs == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < from->count; k++) {
        const struct input_file *input = &from->items[k];

        m->inputs[k] =
            (struct manifest_file){input->path, input->sha256, (int64_t)input->size, -1};
    }
    *origin = (struct manifest_origin){m->identity, m->inputs, from->count};
    return STATUS_OK;
}

/* ---- files ---- */

static enum status
add_text(
    struct making *m, const char *name, const char *bytes, size_t length, struct failure *f)
{
    struct result_dir_entry entry = {.name = name};
    int32_t file;
    enum status st;

    TRY(result_dir_add(&m->dir, &entry, &file, f));
    TRY(result_dir_write(&m->dir, file, bytes, length, 0, f));
out:
    return st;
}

static enum status
add_scenario(struct making *m, struct failure *f)
{
    const struct scenario *s = m->plan->rare->scenario;
    enum status st;

    TRY(add_text(m, "scenario.json", s->resolved, s->resolved_length, f));
    for (int32_t k = 0; k < s->inputs.count; k++) {
        const struct input_file *input = &s->inputs.items[k];

        if (input->copy_as != NULL) {
            TRY(add_text(m, input->copy_as, input->bytes, input->size, f));
        }
    }
out:
    return st;
}

/** A table to which rows are added. */
struct growing {
    struct table table;
    struct buffer text;
    int64_t rows;
};

static void
add_row(struct growing *g, const void *row)
{
    table_row(&g->table, row, &g->text);
    g->rows++;
}

/* Writes the rows to a file and frees the table. */
static enum status
add_table(struct making *m, const char *name, const char *const *keys, const struct growing *g,
    struct failure *f)
{
    struct result_dir_entry entry = {.name = name, .table = &g->table, .keys = keys};
    int32_t file;
    enum status st;

    TRY(buffer_status(&g->text));
    TRY(result_dir_add(&m->dir, &entry, &file, f));
    TRY(result_dir_write(
        &m->dir, file, g->text.length > 0 ? g->text.at : "", g->text.length, g->rows, f));
out:
    return st;
}

/* ---- histories ---- */

static enum status
add_history(struct making *m, const struct rare_policy *p, int64_t repetition,
    const struct splitting_track *t, struct growing *g, struct failure *f)
{
    struct rare_history_row row = {.policy = p->policy->id,
        .history = g->rows + 1,
        .repetition = repetition,
        .replication = (int64_t)t->number};
    struct buffer splits = {0}, story = {0};
    char name[32];
    enum status st;

    (void)snprintf(name, sizeof(name), "story-%" PRId64 ".txt", row.history);
    /* a copy, because the row is used after the directory is closed */
    row.story = arena_text(&m->rare->arena, name, strlen(name));
    if (row.story == NULL) {
        return STATUS_NO_MEMORY;
    }
    rare_history_splits(t, &splits);
    TRY(buffer_status(&splits));
    TRY(rare_history_tell(p, t, &row, &story, f));
    TRY(buffer_status(&story));
    row.splits = splits.length > 0 ? splits.at : "";
    TRY(add_text(m, row.story, story.at, story.length, f));
    add_row(g, &row);
out:
    buffer_free(&splits);
    buffer_free(&story);
    return st;
}

/* Takes the first history of each repetition, then the second of each, and so on. */
static enum status
add_histories(struct making *m, struct growing *g, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < m->rare->n_policies; k++) {
        const struct rare_policy *p = &m->rare->policies[k];
        int32_t n = 0;

        for (int32_t i = 0; i < SPLITTING_TRACKS_MAX; i++) {
            for (int64_t j = 0; j < m->run.repetitions && n < m->plan->histories; j++) {
                if (i < p->repetitions[j].n_tracks) {
                    TRY(add_history(m, p, j + 1, &p->repetitions[j].track[i], g, f));
                    n++;
                }
            }
        }
    }
out:
    return st;
}

/* ---- the directory ---- */

enum { TABLE_RARE, TABLE_LEVELS, TABLE_REPETITIONS, TABLE_HISTORIES, TABLES };

static void
fill(const struct making *m, struct growing g[TABLES])
{
    const struct rare *r = m->rare;

    for (int32_t k = 0; k < r->n_policies; k++) {
        struct rare_row row = rare_rows_policy(r, &m->run, k);

        add_row(&g[TABLE_RARE], &row);
        for (int32_t i = 0; i < r->policies[k].pilot.levels.n; i++) {
            struct rare_level_row level = rare_rows_level(r, &m->run, k, i);

            add_row(&g[TABLE_LEVELS], &level);
        }
        for (int64_t i = 1; i <= m->run.repetitions; i++) {
            struct rare_repetition_row repetition = rare_rows_repetition(r, k, i);

            add_row(&g[TABLE_REPETITIONS], &repetition);
        }
    }
}

static struct manifest
manifest_of(const struct making *m)
{
    struct manifest manifest = *m->plan->manifest;

    manifest.seed = m->plan->rare->seed;
    return manifest;
}

static enum status
commit(struct making *m, struct failure *f)
{
    static const struct {
        const char *name;
        const struct record *record;
        const char *const *keys;
    } rows[TABLES] = {{"rare.csv", &rare_row_record, rare_rows_keys},
        {"levels.csv", &rare_level_record, rare_rows_level_keys},
        {"repetitions.csv", &rare_repetition_record, rare_rows_repetition_keys},
        {"histories.csv", &rare_history_record, rare_rows_history_keys}};
    struct growing g[TABLES] = {{.rows = 0}};
    struct manifest_count counts[] = {{"repetitions", m->run.repetitions}};
    struct manifest manifest = manifest_of(m);
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < TABLES; k++) {
        TRY(table_init(&g[k].table, rows[k].record, TABLE_EXACT, NULL, 0));
    }
    fill(m, g);
    TRY(add_scenario(m, f));
    TRY(add_histories(m, &g[TABLE_HISTORIES], f));
    for (int32_t k = 0; k < TABLES; k++) {
        TRY(add_table(m, rows[k].name, rows[k].keys, &g[k], f));
    }
    result_dir_adopt(&m->dir, JOURNAL);
    manifest.status = "complete";
    manifest.n_counts = 1;
    manifest.counts = counts;
    TRY(result_dir_commit(&m->dir, &manifest, m->plan->rare->scenario->title, f));
out:
    for (int32_t k = 0; k < TABLES; k++) {
        table_free(&g[k].table);
        buffer_free(&g[k].text);
    }
    return st;
}

static enum status
open_journal(struct making *m, struct failure *f)
{
    int fd;
    enum status st;

    TRY(atomic_dir_append(&m->dir.dir, JOURNAL, &fd, f));
    TRY(rare_journal_open(&m->journal, fd, m->path.at, m->identity, f));
out:
    return st;
}

static enum status
open_directory(struct making *m, const char *directory, struct failure *f)
{
    struct manifest_origin origin;
    struct manifest manifest = manifest_of(m);
    bool ours;
    enum status st;

    buffer_printf(&m->path, "%s/" JOURNAL, directory);
    TRY(buffer_status(&m->path));
    identify(m);
    TRY(list_inputs(m, &origin));
    TRY(result_dir_open(&m->dir, directory, &origin, m->plan->fresh, f));
    if (m->plan->fresh) {
        TRY(atomic_dir_remove(&m->dir.dir, JOURNAL, f));
    }
    ours = m->dir.old_manifest.ours;
    if (ours) { /* check the journal before anything in the directory changes */
        TRY(open_journal(m, f));
    }
    TRY(add_scenario(m, f));
    result_dir_adopt(&m->dir, JOURNAL);
    TRY(result_dir_begin(&m->dir, &manifest, f));
    if (!ours) {
        TRY(open_journal(m, f));
    }
out:
    return st;
}

static bool
recall(void *self, int32_t policy, int64_t number, struct splitting_repetition *r)
{
    struct making *m = self;

    return rare_journal_find(&m->journal, policy, number, r);
}

static enum status
note(void *self, int32_t policy, int64_t number, const struct splitting_repetition *r,
    struct failure *f)
{
    struct making *m = self;

    if (m->plan->progress != NULL) {
        m->plan->progress(m->plan->self);
    }
    return rare_journal_add(&m->journal, policy, number, r, f);
}

enum status
rare_result_run(struct rare *r, const struct rare_result_plan *plan, const char *directory,
    struct failure *f)
{
    struct making m = {.plan = plan,
        .rare = r,
        .run = *plan->rare,
        .dir = RESULT_DIR_CLOSED,
        .journal = {.fd = -1}};
    enum status st;

    m.run.self = &m;
    m.run.note = note;
    m.run.recall = recall;
    TRY(rare_init(r, &m.run, f));
    TRY(open_directory(&m, directory, f));
    TRY(rare_run(r, &m.run, f));
    TRY(commit(&m, f));
out:
    rare_journal_close(&m.journal);
    result_dir_close(&m.dir);
    buffer_free(&m.path);
    free(m.inputs);
    return st;
}
