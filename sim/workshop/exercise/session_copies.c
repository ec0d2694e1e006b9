/* Copies the files beside the scenario of an exercise: tables that it names, and its texts in other
   languages. Also deletes an exercise. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "workshop/exercise/session_internal.h"

enum { NAME_BYTES = ATOMIC_DIR_NAME_BYTES, COPIES_MAX = 128, PATH_BYTES = 4096 };

enum status
session_write(
    struct session *s, const char *name, const char *bytes, size_t length, struct failure *f)
{
    int fd = -1;
    enum status st;

    TRY(atomic_dir_create(&s->log.dir, name, &fd, f));
    TRY(atomic_dir_write(&s->log.dir, name, fd, bytes, length, f));
    TRY(atomic_dir_close(&s->log.dir, name, &fd, f));
    TRY(atomic_dir_publish(&s->log.dir, name, f));
out:
    atomic_file_discard(&fd);
    return st;
}

const char *
session_path(struct session *s, const char *name)
{
    size_t length = strlen(s->log.dir.path) + strlen(name) + 2;
    char *path = arena_alloc(&s->arena, length);

    if (path != NULL) {
        (void)snprintf(path, length, "%s/%s", s->log.dir.path, name);
    }
    return path;
}

static enum status
add(struct session *s, const char *name, const char *bytes, size_t length, struct failure *f)
{
    const char *copy = arena_text(&s->arena, name, strlen(name));
    enum status st = copy == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    TRY(st);
    if (s->n_copies == COPIES_MAX) {
        return failure_of(STATUS_BAD_INPUT, f, "the scenario has more than %d files beside it",
            (int)COPIES_MAX);
    }
    s->copies[s->n_copies++] = copy;
    TRY(session_write(s, copy, bytes, length, f));
out:
    return st;
}

static void
name_of_words(const char *language, char out[NAME_BYTES])
{
    static const char scenario[] = SESSION_SCENARIO;

    (void)snprintf(out, NAME_BYTES, "%.*s.%s.json", (int)(sizeof(scenario) - sizeof(".json")),
        scenario, language);
}

static enum status
add_words(struct session *s, const char *path, struct failure *f)
{
    struct words_file words = {0};
    struct buffer text = {0};
    char name[NAME_BYTES];
    enum status st;

    TRY(words_read(&words, path, NULL, f));
    name_of_words(words.language, name);
    words_print(&words, SESSION_SCENARIO, &text);
    TRY(buffer_status(&text));
    TRY(add(s, name, text.at, text.length, f));
out:
    buffer_free(&text);
    words_free(&words);
    return st;
}

enum status
session_copy(struct session *s, const struct session_setup *setup, struct failure *f)
{
    const struct input_files *inputs = &setup->scenario->inputs;
    const char **paths;
    int32_t count = 0;
    enum status st;

    s->copies = arena_alloc(&s->arena, COPIES_MAX * sizeof(*s->copies));
    TRY(s->copies == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    for (int32_t k = 0; k < inputs->count; k++) {
        const struct input_file *input = &inputs->items[k];

        if (input->copy_as != NULL) {
            TRY(add(s, input->copy_as, input->bytes, input->size, f));
        }
    }
    if (setup->path != NULL) {
        TRY(words_beside(&s->arena, setup->path, &paths, &count));
    }
    for (int32_t k = 0; k < count; k++) {
        TRY(add_words(s, paths[k], f));
    }
out:
    return st;
}

enum status
session_speak(struct session *s, const char *language, struct failure *f)
{
    const char *path = session_path(s, SESSION_SCENARIO);
    struct words_file words = {0};
    enum status st;

    TRY(path == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    st = words_read_of(&words, path, language, f);
    if (st != STATUS_OK) {
        words_free(&words);
        return st;
    }
    words_free(&s->words);
    s->words = words;
    s->exercise.words = &s->words;
out:
    return st;
}

/* ---- deleting an exercise ---- */

static bool
ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), of_end = strlen(end);

    return length >= of_end && strcmp(text + length - of_end, end) == 0;
}

/* Whether the program itself writes a file with this name into the directory of an exercise. */
static bool
is_own(const char *name)
{
    return strcmp(name, LOG_NAME) == 0 || strcmp(name, "review.html") == 0 ||
           strcmp(name, SESSION_CONSOLE) == 0 ||
           (strncmp(name, "scenario.", strlen("scenario.")) == 0 && ends_with(name, ".json"));
}

/* Accepts every file: all files in export/ belong to the review. */
static bool
is_any(const char *name)
{
    return name[0] != '.';
}

/* Removes the files of a folder ("" or "export/") for which `removes` is true. */
static enum status
remove_in(const struct session *s, const char *folder, bool (*removes)(const char *name),
    struct failure *f)
{
    char path[PATH_BYTES], name[NAME_BYTES];
    const struct dirent *entry;
    DIR *directory;
    enum status st = STATUS_OK;

    (void)snprintf(path, sizeof(path), "%s/%s", s->log.dir.path, folder);
    directory = opendir(path);
    while (st == STATUS_OK && directory != NULL && (entry = readdir(directory)) != NULL) {
        size_t length = strlen(folder) + strlen(entry->d_name);

        if (removes(entry->d_name) && length < sizeof(name)) {
            memcpy(name, folder, strlen(folder));
            memcpy(name + strlen(folder), entry->d_name, strlen(entry->d_name) + 1);
            st = atomic_dir_remove(&s->log.dir, name, f);
        }
    }
    if (directory != NULL) {
        (void)closedir(directory);
    }
    return st;
}

enum status
session_remove(struct session *s, struct failure *f)
{
    char path[PATH_BYTES];
    enum status st;

    s->removed = true;
    TRY(remove_in(s, "export/", is_any, f));
    TRY(remove_in(s, "", is_own, f));
    for (int32_t k = 0; k < s->n_copies; k++) {
        TRY(atomic_dir_remove(&s->log.dir, s->copies[k], f));
    }
    (void)snprintf(path, sizeof(path), "%s/export", s->log.dir.path);
    (void)rmdir(path); /* fails, as it should, if the folder has subfolders */
out:
    return st;
}
