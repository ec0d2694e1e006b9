#include "directory/result_dir.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "directory/datapackage.h"
#include "directory/gzip.h"

struct result_dir_file {
    struct result_dir_entry entry;
    bool kept; /* already exists under its final name (result_dir_adopt()) */
    int fd;
    struct sha256 digest;
    char sha256[SHA256_HEX_BYTES];
    int64_t bytes, rows;
};

static const struct result_dir_entry datapackage_entry = {.name = "datapackage.json"};
static const struct result_dir_entry manifest_entry = {.name = MANIFEST_NAME};

/* Patterns of the names of all files of results. # stands for a whole number, $ for an id. */
static const char *const names[] = {"scenario.json", "experiment.json", "datapackage.json",
    "design.csv", "policies.csv", "runs.csv", "failures.csv", "timing.csv", "incidents.csv",
    "events.csv", "messages.csv", "acts.csv", "agreements.csv", "pairs.csv", "states.csv",
    "series.csv", "incidents.csv.gz", "events.csv.gz", "messages.csv.gz", "acts.csv.gz",
    "agreements.csv.gz", "pairs.csv.gz", "states.csv.gz", "series.csv.gz", "trace.csv",
    "trace-#.csv", "points.csv", "points-#.csv", "journal/blocks", "analysis/$.csv",
    "analysis/plots/labels.csv", "analysis/plots/plots.py", "analysis/plots/plots.R",
    "analysis/plots/plots.gp", "rare.csv", "levels.csv", "repetitions.csv", "histories.csv",
    "story-#.txt", "journal/repetitions"};

static bool
matches(const char *pattern, const char *name)
{
    static const char digits[] = "0123456789";
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";

    for (; *pattern != '\0'; pattern++) {
        bool is_set = *pattern == '#' || *pattern == '$';
        size_t length = is_set ? strspn(name, *pattern == '#' ? digits : letters) : 1;

        if (length == 0 || (!is_set && *name != *pattern)) {
            return false;
        }
        name += length;
    }
    return *name == '\0';
}

bool
result_dir_is_name(const char *name)
{
    bool is = false;

    for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
        is = is || matches(names[k], name);
    }
    return is;
}

/*
 * Checks whether the directory may be replaced. This is done before anything is created, and again
 * under the lock, because another process may have changed the directory in between.
 */
static enum status
check_directory(struct result_dir *p, bool fresh, struct failure *f)
{
    struct buffer why = {0};
    enum status st;
    bool empty;

    manifest_old_free(&p->old_manifest);
    TRY(manifest_read(&p->dir, &p->old_manifest, f));
    TRY(atomic_dir_is_empty(&p->dir, &empty, f));
    if (!empty && !p->old_manifest.ours) {
        return failure_of(STATUS_IO, f,
            "%s: contains files that cbmsim did not write; choose another directory",
            p->dir.path);
    }
    if (p->old_manifest.ours && !fresh &&
        strcmp(p->old_manifest.identity, p->origin.identity) != 0) {
        manifest_difference(&p->old_manifest, &p->origin, &why);
        TRY(buffer_status(&why));
        st = failure_of(STATUS_IO, f,
            "%s: contains another result (%s); choose another directory, or replace "
            "the result with --fresh",
            p->dir.path, why.at);
    }
out:
    buffer_free(&why);
    return st;
}

enum status
result_dir_open(struct result_dir *p, const char *path, const struct manifest_origin *origin,
    bool fresh, struct failure *f)
{
    enum status st;

    *p = RESULT_DIR_CLOSED;
    BUG_UNLESS(strlen(origin->identity) == SHA256_HEX_BYTES - 1);
    p->origin = *origin;
    p->files = (struct result_dir_file *)calloc(RESULT_DIR_FILES, sizeof *p->files);
    if (p->files == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(atomic_dir_open(&p->dir, path, f));
    TRY(check_directory(p, fresh, f));
    TRY(atomic_dir_lock(&p->dir, f));
    TRY(check_directory(p, fresh, f));
out:
    if (st != STATUS_OK) {
        result_dir_close(p);
    }
    return st;
}

enum status
result_dir_add(struct result_dir *p, const struct result_dir_entry *entry, int32_t *file,
    struct failure *f)
{
    enum status st;
    struct result_dir_file *added = &p->files[p->n_files];
    struct buffer text = {0}, packed = {0};

    BUG_UNLESS(result_dir_is_name(entry->name));
    if (p->n_files == RESULT_DIR_FILES) {
        return failure_of(STATUS_BAD_INPUT, f,
            "%s: the result would have more than %d files, the maximum; request fewer tables "
            "or analyses",
            p->dir.path, RESULT_DIR_FILES);
    }
    *added = (struct result_dir_file){.entry = *entry, .fd = -1, .rows = -1};
    sha256_start(&added->digest);
    *file = p->n_files++;
    TRY(atomic_dir_create(&p->dir, entry->name, &added->fd, f));
    if (entry->table != NULL) {
        table_header(entry->table, &text);
        TRY(buffer_status(&text));
        added->rows = 0;
        if (entry->gzip) {
            TRY(gzip_pack(&packed, text.at, text.length));
        }
        const struct buffer *header = entry->gzip ? &packed : &text;

        TRY(result_dir_write(p, *file, header->at, header->length, 0, f));
    }
out:
    buffer_free(&packed);
    buffer_free(&text);
    return st;
}

enum status
result_dir_write(struct result_dir *p, int32_t file, const char *bytes, size_t length,
    int64_t rows, struct failure *f)
{
    struct result_dir_file *to = &p->files[file];

    sha256_add(&to->digest, bytes, length);
    to->bytes += (int64_t)length;
    to->rows += rows;
    return atomic_dir_write(&p->dir, to->entry.name, to->fd, bytes, length, f);
}

void
result_dir_adopt(struct result_dir *p, const char *name)
{
    BUG_UNLESS(p->n_files < RESULT_DIR_FILES);
    p->files[p->n_files++] = (struct result_dir_file){
        .entry = {.name = name}, .kept = true, .fd = -1, .bytes = -1, .rows = -1};
}

static enum status
finish_file(struct result_dir *p, struct result_dir_file *file, struct failure *f)
{
    if (file->kept) {
        return STATUS_OK;
    }
    sha256_print(&file->digest, file->sha256);
    return atomic_dir_close(&p->dir, file->entry.name, &file->fd, f);
}

/* Writes a small file from its complete text. */
static enum status
put_text(struct result_dir *p, const struct result_dir_entry *entry, const struct buffer *text,
    struct failure *f)
{
    enum status st;
    int fd = -1;

    TRY(buffer_status(text));
    TRY(atomic_dir_create(&p->dir, entry->name, &fd, f));
    TRY(atomic_dir_write(&p->dir, entry->name, fd, text->at, text->length, f));
    TRY(atomic_dir_close(&p->dir, entry->name, &fd, f));
    TRY(atomic_dir_publish(&p->dir, entry->name, f));
out:
    atomic_file_discard(&fd);
    return st;
}

static bool
is_new(const struct result_dir *p, const char *name)
{
    for (int32_t i = 0; i < p->n_files; i++) {
        if (strcmp(p->files[i].entry.name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The three times at which a manifest is written, and what the directory contains from then on. */
enum stage {
    /* The files added so far are published; the others belong to the previous result. */
    STAGE_BEGUN,
    STAGE_PUBLISHING, /* any of the files may be published */
    STAGE_WHOLE
};

/* Lists the outputs of this result. Unless the stage is STAGE_WHOLE, also lists the outputs of the
   previous result. */
static struct manifest_file *
list_outputs(const struct result_dir *p, enum stage stage, int32_t *n)
{
    size_t maximum = (size_t)p->n_files + (size_t)p->old_manifest.n_outputs + 1;
    struct manifest_file *outputs = (struct manifest_file *)calloc(maximum, sizeof *outputs);

    *n = 0;
    for (int32_t i = 0; i < p->n_files && outputs != NULL; i++) {
        const struct result_dir_file *file = &p->files[i];
        bool known = !file->kept && stage != STAGE_PUBLISHING;

        outputs[(*n)++] = (struct manifest_file){
            file->entry.name, known ? file->sha256 : NULL, file->bytes, file->rows};
    }
    for (int32_t i = 0;
         i < p->old_manifest.n_outputs && outputs != NULL && stage != STAGE_WHOLE; i++) {
        if (!is_new(p, p->old_manifest.outputs[i].name)) {
            outputs[(*n)++] =
                (struct manifest_file){p->old_manifest.outputs[i].name, NULL, -1, -1};
        }
    }
    return outputs;
}

static enum status
put_manifest(struct result_dir *p, const struct manifest *m, const char *status,
    enum stage stage, struct failure *f)
{
    enum status st = STATUS_NO_MEMORY;
    struct manifest own = *m;
    struct buffer text = {0};
    struct manifest_file *outputs = list_outputs(p, stage, &own.n_outputs);

    if (outputs != NULL) {
        own.outputs = outputs;
        own.origin = p->origin;
        own.status = status;
        own.finished = stage == STAGE_WHOLE;
        manifest_print(&own, &text);
        st = put_text(p, &manifest_entry, &text, f);
    }
    free(outputs);
    buffer_free(&text);
    return st;
}

/* Adds datapackage.json to the files of the result. */
static enum status
add_datapackage(struct result_dir *p, const char *title, struct failure *f)
{
    enum status st = STATUS_OK;
    struct datapackage_table tables[RESULT_DIR_FILES];
    struct datapackage d = {.name = "cbmsim-result", .title = title, .tables = tables};
    struct buffer text = {0};
    int32_t file;

    for (int32_t i = 0; i < p->n_files; i++) {
        const struct result_dir_file *from = &p->files[i];

        if (from->entry.table != NULL && !from->entry.changeable) {
            tables[d.n_tables++] =
                (struct datapackage_table){from->entry.name, from->entry.table,
                    from->entry.keys, from->entry.gzip, from->bytes, from->sha256};
        }
    }
    datapackage_print(&d, &text);
    TRY(buffer_status(&text));
    TRY(result_dir_add(p, &datapackage_entry, &file, f));
    TRY(result_dir_write(p, file, text.at, text.length, 0, f));
    TRY(finish_file(p, &p->files[file], f));
out:
    buffer_free(&text);
    return st;
}

static enum status
remove_old_files(struct result_dir *p, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < p->old_manifest.n_outputs; i++) {
        const char *name = p->old_manifest.outputs[i].name;

        if (!is_new(p, name) && result_dir_is_name(name)) {
            TRY(atomic_dir_remove(&p->dir, name, f));
        }
    }
    TRY(atomic_dir_remove(&p->dir, RESULT_DIR_REPORT, f));
out:
    return st;
}

static enum status
publish(struct result_dir *p, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < p->n_files; i++) {
        if (!p->files[i].kept) {
            TRY(atomic_dir_publish(&p->dir, p->files[i].entry.name, f));
        }
    }
out:
    return st;
}

/* Adds the published files to the outputs of the old manifest and empties the list of files. */
static enum status
move_to_old_manifest(struct result_dir *p)
{
    struct manifest_old *old = &p->old_manifest;
    int32_t capacity = old->n_outputs;
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < p->n_files; i++) {
        const char *name = p->files[i].entry.name;

        if (text_index(name, TEXT_NAMES(old->outputs, name, old->n_outputs)) < 0) {
            name = arena_text(&old->arena, name, strlen(name));
            TRY(name == NULL ? STATUS_NO_MEMORY
                             : arena_grow(&old->arena, &old->outputs, old->n_outputs, &capacity,
                                   sizeof(*old->outputs)));
            old->outputs[old->n_outputs++] = (struct manifest_file){name, "", -1, -1};
        }
    }
    p->n_files = 0;
out:
    return st;
}

enum status
result_dir_begin(struct result_dir *p, const struct manifest *m, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < p->n_files; i++) {
        TRY(finish_file(p, &p->files[i], f));
    }
    TRY(put_manifest(p, m, "partial", STAGE_BEGUN, f));
    TRY(publish(p, f));
    TRY(move_to_old_manifest(p));
out:
    return st;
}

enum status
result_dir_commit(
    struct result_dir *p, const struct manifest *m, const char *title, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < p->n_files; i++) {
        TRY(finish_file(p, &p->files[i], f));
    }
    TRY(add_datapackage(p, title, f));
    TRY(put_manifest(p, m, "partial", STAGE_PUBLISHING, f));
    TRY(publish(p, f));
    TRY(remove_old_files(p, f));
    TRY(put_manifest(p, m, m->status, STAGE_WHOLE, f));
out:
    return st;
}

void
result_dir_close(struct result_dir *p)
{
    for (int32_t i = 0; i < p->n_files; i++) {
        atomic_file_discard(&p->files[i].fd);
    }
    free(p->files);
    manifest_old_free(&p->old_manifest);
    atomic_dir_release(&p->dir);
    *p = RESULT_DIR_CLOSED;
}
