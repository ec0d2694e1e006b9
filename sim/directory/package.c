#include "directory/package.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "directory/datapackage.h"

struct package_file {
    struct package_entry entry;
    bool kept; /* is in place and not written here */
    int fd;
    struct digest digest;
    char sha256[DIGEST_BYTES];
    int64_t bytes, rows;
};

static const struct package_entry datapackage_entry = {.name = "datapackage.json"};
static const struct package_entry manifest_entry = {.name = MANIFEST_NAME};

/* Looks before anything is made, and again when nobody else can change what was seen. */
static enum status
look(struct package *p, bool fresh, struct failure *f)
{
    enum status st;
    bool empty;

    manifest_past_free(&p->past);
    TRY(manifest_read(&p->disk, &p->past, f));
    TRY(disk_is_empty(&p->disk, &empty, f));
    if (!empty && !p->past.ours) {
        return failure_of(STATUS_IO, f,
            "%s: holds files that cbmsim did not write; choose another directory",
            p->disk.path);
    }
    if (p->past.ours && !fresh && strcmp(p->past.identity, p->identity) != 0) {
        return failure_of(STATUS_IO, f,
            "%s: holds a result made from other inputs; choose another directory, or replace "
            "it "
            "with --fresh",
            p->disk.path);
    }
out:
    return st;
}

enum status
package_open(
    struct package *p, const char *path, const char *identity, bool fresh, struct failure *f)
{
    enum status st;

    *p = PACKAGE_CLOSED;
    BUG_UNLESS(strlen(identity) == DIGEST_BYTES - 1);
    memcpy(p->identity, identity, DIGEST_BYTES);
    p->files = (struct package_file *)calloc(PACKAGE_FILES, sizeof *p->files);
    if (p->files == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(disk_open(&p->disk, path, f));
    TRY(look(p, fresh, f));
    TRY(disk_lock(&p->disk, f));
    TRY(look(p, fresh, f));
out:
    if (st != STATUS_OK) {
        package_close(p);
    }
    return st;
}

enum status
package_add(
    struct package *p, const struct package_entry *entry, int32_t *file, struct failure *f)
{
    enum status st;
    struct package_file *added = &p->files[p->n_files];
    struct buffer text = {0};

    if (p->n_files == PACKAGE_FILES) {
        return failure_of(STATUS_BAD_INPUT, f, "%s: a result of more than %d files",
            p->disk.path, PACKAGE_FILES);
    }
    *added = (struct package_file){.entry = *entry, .fd = -1, .rows = -1};
    digest_init(&added->digest);
    *file = p->n_files++;
    TRY(disk_create(&p->disk, entry->name, &added->fd, f));
    if (entry->table != NULL) {
        table_header(entry->table, &text);
        TRY(buffer_status(&text));
        added->rows = 0;
        TRY(package_write(p, *file, text.at, text.length, 0, f));
    }
out:
    buffer_free(&text);
    return st;
}

enum status
package_write(struct package *p, int32_t file, const char *bytes, size_t length, int64_t rows,
    struct failure *f)
{
    struct package_file *to = &p->files[file];

    digest_add(&to->digest, bytes, length);
    to->bytes += (int64_t)length;
    to->rows += rows;
    return disk_write(&p->disk, to->entry.name, to->fd, bytes, length, f);
}

void
package_keep(struct package *p, const char *name)
{
    BUG_UNLESS(p->n_files < PACKAGE_FILES);
    p->files[p->n_files++] = (struct package_file){
        .entry = {.name = name}, .kept = true, .fd = -1, .bytes = -1, .rows = -1};
}

static enum status
finish_file(struct package *p, struct package_file *file, struct failure *f)
{
    if (file->kept) {
        return STATUS_OK;
    }
    digest_print(&file->digest, file->sha256);
    return disk_close(&p->disk, file->entry.name, &file->fd, f);
}

/* A small file whose whole text is known. */
static enum status
put_text(struct package *p, const struct package_entry *entry, const struct buffer *text,
    struct failure *f)
{
    enum status st;
    int fd = -1;

    TRY(buffer_status(text));
    TRY(disk_create(&p->disk, entry->name, &fd, f));
    TRY(disk_write(&p->disk, entry->name, fd, text->at, text->length, f));
    TRY(disk_close(&p->disk, entry->name, &fd, f));
    TRY(disk_publish(&p->disk, entry->name, f));
out:
    disk_abandon(&fd);
    return st;
}

static bool
is_new(const struct package *p, const char *name)
{
    for (int32_t i = 0; i < p->n_files; i++) {
        if (strcmp(p->files[i].entry.name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The outputs of this result, and unless it is `whole` also those of the one before. */
static struct manifest_file *
list_outputs(const struct package *p, bool whole, int32_t *n)
{
    size_t most = (size_t)p->n_files + (size_t)p->past.n_outputs + 1;
    struct manifest_file *outputs = (struct manifest_file *)calloc(most, sizeof *outputs);

    *n = 0;
    for (int32_t i = 0; i < p->n_files && outputs != NULL; i++) {
        const struct package_file *file = &p->files[i];

        outputs[(*n)++] = (struct manifest_file){
            file->entry.name, file->kept ? NULL : file->sha256, file->bytes, file->rows};
    }
    for (int32_t i = 0; i < p->past.n_outputs && outputs != NULL && !whole; i++) {
        if (!is_new(p, p->past.outputs[i].name)) {
            outputs[(*n)++] = (struct manifest_file){p->past.outputs[i].name, NULL, -1, -1};
        }
    }
    return outputs;
}

static enum status
put_manifest(struct package *p, const struct manifest *m, const char *status, bool whole,
    struct failure *f)
{
    enum status st = STATUS_NO_MEMORY;
    struct manifest own = *m;
    struct buffer text = {0};
    struct manifest_file *outputs = list_outputs(p, whole, &own.n_outputs);

    if (outputs != NULL) {
        own.outputs = outputs;
        own.identity = p->identity;
        own.status = status;
        manifest_print(&own, &text);
        st = put_text(p, &manifest_entry, &text, f);
    }
    free(outputs);
    buffer_free(&text);
    return st;
}

/* Writes datapackage.json as one more file of the package. */
static enum status
add_datapackage(struct package *p, const char *title, struct failure *f)
{
    enum status st = STATUS_OK;
    struct datapackage_table tables[PACKAGE_FILES];
    struct datapackage d = {.name = "cbmsim-result", .title = title, .tables = tables};
    struct buffer text = {0};
    int32_t file;

    for (int32_t i = 0; i < p->n_files; i++) {
        const struct package_file *from = &p->files[i];

        if (from->entry.table != NULL && !from->entry.changeable) {
            tables[d.n_tables++] = (struct datapackage_table){from->entry.name,
                from->entry.table, from->entry.keys, from->bytes, from->sha256};
        }
    }
    datapackage_print(&d, &text);
    TRY(buffer_status(&text));
    TRY(package_add(p, &datapackage_entry, &file, f));
    TRY(package_write(p, file, text.at, text.length, 0, f));
    TRY(finish_file(p, &p->files[file], f));
out:
    buffer_free(&text);
    return st;
}

static enum status
remove_former(struct package *p, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < p->past.n_outputs; i++) {
        if (!is_new(p, p->past.outputs[i].name)) {
            TRY(disk_remove(&p->disk, p->past.outputs[i].name, f));
        }
    }
    TRY(disk_remove(&p->disk, PACKAGE_REPORT, f));
out:
    return st;
}

static enum status
publish(struct package *p, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < p->n_files; i++) {
        if (!p->files[i].kept) {
            TRY(disk_publish(&p->disk, p->files[i].entry.name, f));
        }
    }
out:
    return st;
}

/* What was put in place is from now on a part of the former result. */
static enum status
hand_over(struct package *p)
{
    struct manifest_past *past = &p->past;
    int32_t held = past->n_outputs;
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < p->n_files; i++) {
        const char *name = p->files[i].entry.name;

        if (text_index(name, TEXT_NAMES(past->outputs, name, past->n_outputs)) < 0) {
            name = arena_text(&past->arena, name, strlen(name));
            TRY(name == NULL ? STATUS_NO_MEMORY
                             : arena_grow(&past->arena, &past->outputs, past->n_outputs, &held,
                                   sizeof(*past->outputs)));
            past->outputs[past->n_outputs++] = (struct manifest_file){name, "", -1, -1};
        }
    }
    p->n_files = 0;
out:
    return st;
}

enum status
package_begin(struct package *p, const struct manifest *m, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < p->n_files; i++) {
        TRY(finish_file(p, &p->files[i], f));
    }
    TRY(put_manifest(p, m, m->status, false, f));
    TRY(publish(p, f));
    TRY(hand_over(p));
out:
    return st;
}

enum status
package_commit(
    struct package *p, const struct manifest *m, const char *title, struct failure *f)
{
    enum status st = STATUS_OK;

    for (int32_t i = 0; i < p->n_files; i++) {
        TRY(finish_file(p, &p->files[i], f));
    }
    TRY(add_datapackage(p, title, f));
    TRY(put_manifest(p, m, "writing", false, f));
    TRY(publish(p, f));
    TRY(remove_former(p, f));
    TRY(put_manifest(p, m, m->status, true, f));
out:
    return st;
}

void
package_close(struct package *p)
{
    for (int32_t i = 0; i < p->n_files; i++) {
        disk_abandon(&p->files[i].fd);
    }
    free(p->files);
    manifest_past_free(&p->past);
    disk_release(&p->disk);
    *p = PACKAGE_CLOSED;
}
