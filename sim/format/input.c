#include "format/input.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"

static enum status
refuse(char why[INPUT_WHY_BYTES], enum status status, const char *what, const char *detail)
{
    (void)snprintf(why, INPUT_WHY_BYTES, "%s%s", what, detail);
    return status;
}

/* All that can be read, but no more than one byte past the limit. */
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
        return refuse(
            why, STATUS_BAD_INPUT, "longer than 16777216 bytes, the most that is read", "");
    }
    return buffer_status(b);
}

static enum status
add_input(struct arena *a, struct inputs *inputs, const struct input *input)
{
    if (inputs->count == inputs->capacity) {
        int32_t capacity = inputs->capacity == 0 ? 8 : inputs->capacity * 2;
        struct input *items = arena_alloc(a, (size_t)capacity * sizeof(*items));

        if (items == NULL) {
            return STATUS_NO_MEMORY;
        }
        if (inputs->count > 0) {
            memcpy(items, inputs->items, (size_t)inputs->count * sizeof(*items));
        }
        inputs->items = items;
        inputs->capacity = capacity;
    }
    inputs->items[inputs->count++] = *input;
    return STATUS_OK;
}

static enum status
open_input(const char *path, FILE **file, struct input *input, char why[INPUT_WHY_BYTES])
{
    struct stat facts;

    *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (*file == NULL || fstat(fileno(*file), &facts) != 0) {
        return errno == ENOMEM ? STATUS_NO_MEMORY
                               : refuse(why, STATUS_IO, "cannot be read: ", strerror(errno));
    }
    if (S_ISDIR(facts.st_mode)) {
        return refuse(why, STATUS_IO, "is a directory", "");
    }
    input->device = facts.st_dev;
    input->number = facts.st_ino;
    return STATUS_OK;
}

/* trace.csv, trace-2.csv ... */
static const char *
name_copy(struct arena *a, const struct inputs *inputs, enum input_role role)
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
input_read(struct arena *a, struct inputs *inputs, const char *path, enum input_role role,
    char why[INPUT_WHY_BYTES])
{
    bool is_table = role == INPUT_TRACE || role == INPUT_POINTS;
    struct input input = {.role = role};
    struct buffer b = {0};
    FILE *file = NULL;
    enum status st;

    why[0] = '\0';
    if (inputs->count >= INPUT_FILES_MAX) {
        return refuse(why, STATUS_BAD_INPUT, "is one file too many: 1000 at most", "");
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
    st = input.bytes == NULL || input.path == NULL ? STATUS_NO_MEMORY
                                                   : add_input(a, inputs, &input);
out:
    if (file != NULL && file != stdin) {
        (void)fclose(file);
    }
    buffer_free(&b);
    return st;
}

const struct input *
input_find(const struct inputs *inputs, const char *path, enum input_role role)
{
    for (int32_t i = 0; i < inputs->count; i++) {
        if (inputs->items[i].role == role && strcmp(inputs->items[i].path, path) == 0) {
            return &inputs->items[i];
        }
    }
    return NULL;
}

const struct input *
input_last(const struct inputs *inputs)
{
    return &inputs->items[inputs->count - 1];
}

/* Whether files are named relative to where the program was started. */
static bool
has_no_folder(const char *file)
{
    static const char *const starts[] = {"--", "/dev/fd/", "/dev/stdin", "/proc/self/fd/"};

    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
        if (strncmp(file, starts[i], strlen(starts[i])) == 0) {
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
        *why = "an empty file name";
        return NULL;
    }
    if (name[0] == '/') {
        *why = "an absolute path: write it relative to the file it stands in";
        return NULL;
    }
    if (strcmp(name, "-") == 0) {
        *why = "standard input cannot be named in a file";
        return NULL;
    }
    path = arena_alloc(a, folder + strlen(name) + 1);
    if (path != NULL) {
        memcpy(path, file, folder);
        memcpy(path + folder, name, strlen(name) + 1);
    }
    return path;
}
