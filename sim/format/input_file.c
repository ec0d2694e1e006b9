#include "format/input_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/text.h"
#include "format/json_parse.h"

static enum status
refuse(char why[INPUT_WHY_BYTES], enum status status, const char *what, const char *detail)
{
    (void)snprintf(why, INPUT_WHY_BYTES, "%s%s", what, detail);
    return status;
}

/* Reads until the end of the file or until the limit of its size is exceeded. */
static enum status
read_bytes(FILE *file, struct buffer *b, char why[INPUT_WHY_BYTES])
{
    char chunk[16384];
    size_t got;

    do {
        got = fread(chunk, 1, sizeof(chunk), file);
        buffer_add(b, chunk, got);
    } while (got > 0 && b->length <= INPUT_BYTES_MAX && !b->failed);
    if (ferror(file)) {
        return refuse(why, STATUS_IO, "cannot be read: ", strerror(errno));
    }
    if (b->length > INPUT_BYTES_MAX) {
        return refuse(why, STATUS_BAD_INPUT,
            "is longer than the maximum of 16777216 bytes; split or shorten it", "");
    }
    return buffer_status(b);
}

static enum status
add_input(struct arena *a, struct input_files *inputs, const struct input_file *input)
{
    enum status st;

    TRY(arena_grow(
        a, &inputs->items, inputs->count, &inputs->capacity, sizeof(*inputs->items)));
    inputs->items[inputs->count++] = *input;
out:
    return st;
}

static void
hash_input(struct input_file *input)
{
    struct sha256 digest;

    sha256_start(&digest);
    sha256_add(&digest, input->bytes, input->size);
    sha256_print(&digest, input->sha256);
}

static enum status
open_input(const char *path, FILE **file, struct input_file *input, char why[INPUT_WHY_BYTES])
{
    struct stat info;

    *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (*file == NULL || fstat(fileno(*file), &info) != 0) {
        return errno == ENOMEM ? STATUS_NO_MEMORY
                               : refuse(why, STATUS_IO, "cannot be read: ", strerror(errno));
    }
    if (S_ISDIR(info.st_mode)) {
        return refuse(why, STATUS_IO, "is a directory; name a file in it", "");
    }
    input->device = info.st_dev;
    input->number = info.st_ino;
    return STATUS_OK;
}

/* Makes the name of the copy of a table: trace.csv, trace-2.csv and so on. */
static const char *
name_copy(struct arena *a, const struct input_files *inputs, enum input_role role)
{
    const char *kind = role == INPUT_TRACE ? "trace" : "points";
    char name[32];
    int32_t number = 1;

    for (int32_t i = 0; i < inputs->count; i++) {
        number += inputs->items[i].role == role;
    }
    if (number == 1) {
        (void)snprintf(name, sizeof(name), "%s.csv", kind);
    } else {
        (void)snprintf(name, sizeof(name), "%s-%d.csv", kind, number);
    }
    return arena_text(a, name, strlen(name));
}

enum status
input_read(struct arena *a, struct input_files *inputs, const char *path, enum input_role role,
    char why[INPUT_WHY_BYTES])
{
    bool is_table = role == INPUT_TRACE || role == INPUT_POINTS;
    struct input_file input = {.role = role};
    struct buffer b = {0};
    FILE *file = NULL;
    enum status st;

    why[0] = '\0';
    if (inputs->count >= INPUT_FILES_MAX) {
        return refuse(why, STATUS_BAD_INPUT,
            "cannot be read: more than 1000 files, the maximum; combine some files", "");
    }
    if (inputs->given != NULL && strcmp(inputs->given->path, path) == 0) {
        input = *inputs->given;
        input.role = role;
        inputs->given = NULL;
        return add_input(a, inputs, &input);
    }
    TRY(open_input(path, &file, &input, why));
    TRY(read_bytes(file, &b, why));
    input.size = b.length;
    input.bytes = arena_text(a, b.length == 0 ? "" : b.at, b.length);
    input.path = arena_text(a, path, strlen(path));
    input.copy_as = is_table ? name_copy(a, inputs, role) : NULL;
    st = input.bytes == NULL || input.path == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    TRY(st);
    hash_input(&input);
    TRY(add_input(a, inputs, &input));
out:
    if (file != NULL && file != stdin) {
        (void)fclose(file);
    }
    buffer_free(&b);
    return st;
}

const struct input_file *
input_find(const struct input_files *inputs, const char *path, enum input_role role)
{
    for (int32_t i = 0; i < inputs->count; i++) {
        if (inputs->items[i].role == role && strcmp(inputs->items[i].path, path) == 0) {
            return &inputs->items[i];
        }
    }
    return NULL;
}

const struct input_file *
input_last(const struct input_files *inputs)
{
    return &inputs->items[inputs->count - 1];
}

/* Whether names in the file are relative to the working directory, because the file is standard
   input or a pipe. */
static bool
has_no_folder(const char *file)
{
    static const char *const starts[] = {"--", "/dev/fd/", "/dev/stdin", "/proc/self/fd/"};

    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
        if (strcmp(file, "-") == 0 || strncmp(file, starts[i], strlen(starts[i])) == 0) {
            return true;
        }
    }
    return false;
}

const char *
input_beside(struct arena *a, const char *file, const char *name, const char **why)
{
    const char *slash = has_no_folder(file) ? NULL : strrchr(file, '/');
    size_t folder = slash == NULL ? 0 : (size_t)(slash - file) + 1;
    char *path;

    *why = NULL;
    if (name[0] == '\0') {
        *why = "the file name is empty; name a file";
        return NULL;
    }
    if (name[0] == '/' && !has_no_folder(file)) {
        *why =
            "the path is absolute; write it relative to the file that contains it, or copy the "
            "file beside it";
        return NULL;
    }
    if (strcmp(name, "-") == 0) {
        *why = "a file cannot refer to the standard input; name a file";
        return NULL;
    }
    folder = name[0] == '/' ? 0 : folder;
    path = arena_alloc(a, folder + strlen(name) + 1);
    if (path != NULL) {
        memcpy(path, file, folder);
        memcpy(path + folder, name, strlen(name) + 1);
    }
    return path;
}

/* ---- objects in files ---- */

/* Reports a file that could not be read. The location of the error is the place that names the
   file. If the command line names the file, the location is the file itself. */
static enum status
report_file(struct input_reader *r, enum status st, struct place named_at, const char *path,
    const char *why)
{
    char visible[TEXT_VISIBLE_BYTES];
    struct place own = {text_visible(visible, path), 0, 0};

    if (st == STATUS_NO_MEMORY) {
        return st;
    }
    if (named_at.file == NULL) {
        diag_at(r->report, own, NULL, "%s", why);
        return st;
    }
    diag_at(r->report, named_at, NULL, "\"%s\" %s", visible, why);
    return STATUS_BAD_INPUT;
}

static enum status
check_format(struct input_reader *r, struct node *tree, const char *format)
{
    struct node *found = json_find(tree, "format");
    char visible[TEXT_VISIBLE_BYTES];
    struct path path = {NULL, "format"};
    enum status st;

    if (found != NULL && (found->kind != NODE_TEXT || strcmp(found->text, format) != 0)) {
        diag_at(r->report, found->at, &path, "%s%s%s is not the format \"%s\"",
            found->kind == NODE_TEXT ? "\"" : "",
            found->kind == NODE_TEXT ? text_visible(visible, found->text)
                                     : json_kind_name(found->kind),
            found->kind == NODE_TEXT ? "\"" : "", format);
        return STATUS_BAD_INPUT;
    }
    TRY(json_remove(r->arena, tree, "format"));
    TRY(json_remove(r->arena, tree, "$schema"));
out:
    return st;
}

enum status
input_read_object(struct input_reader *r, const char *path, enum input_role role,
    const char *format, struct place named_at, struct node **tree)
{
    const struct input_file *input =
        role == INPUT_AGREEMENT ? input_find(r->inputs, path, role) : NULL;
    char why[INPUT_WHY_BYTES];
    enum status st = STATUS_OK;

    if (input == NULL) {
        st = input_read(r->arena, r->inputs, path, role, why);
    }
    if (st != STATUS_OK) {
        return report_file(r, st, named_at, path, why);
    }
    input = input == NULL ? input_last(r->inputs) : input;
    TRY(json_parse(r->arena, input->path, input->bytes, input->size, tree, r->report->failure));
    if ((*tree)->kind != NODE_OBJECT) {
        diag_at(r->report, (*tree)->at, NULL, "expected an object, found %s",
            json_kind_name((*tree)->kind));
        return STATUS_BAD_INPUT;
    }
    TRY(check_format(r, *tree, format));
out:
    return st;
}

enum status
input_named_path(
    struct input_reader *r, const struct node *name, const struct path *at, const char **path)
{
    const char *why = NULL;

    *path = NULL;
    if (name->kind != NODE_TEXT) {
        diag_at(r->report, name->at, at, "expected text (a file name), found %s",
            json_kind_name(name->kind));
        return STATUS_BAD_INPUT;
    }
    *path = input_beside(r->arena, name->at.file, name->text, &why);
    if (why != NULL) {
        diag_at(r->report, name->at, at, "%s", why);
        return STATUS_BAD_INPUT;
    }
    return *path == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

enum status
input_has_format(
    const struct input_file *input, const char *format, const char *const *members, bool *has)
{
    struct arena arena = {0};
    struct failure ignored = {0};
    struct node *tree = NULL;
    const char *found = NULL;
    enum status st =
        json_parse(&arena, input->path, input->bytes, input->size, &tree, &ignored);

    *has = false;
    if (st == STATUS_OK) {
        found = json_find_text(tree, "format");
        *has = found != NULL && strncmp(found, format, strlen(format)) == 0;
        for (; found == NULL && !*has && members != NULL && *members != NULL; members++) {
            *has = json_find(tree, *members) != NULL;
        }
    }
    arena_free(&arena);
    return st == STATUS_NO_MEMORY ? st : STATUS_OK;
}
