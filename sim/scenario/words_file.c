#include "scenario/words_file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "format/decode/decode.h"
#include "format/decode/decode_value.h"
#include "format/json_writer.h"

enum { WORDS_BYTES_MAX = 1 << 26, PATH_BYTES = 1024, LANGUAGE_BYTES = 40 };
static const char suffix[] = ".json";

struct words_header {
    const char *language, *of, *reviewed_by;
    struct node *words;
};

/* Whether the text is a language tag such as "fr" or "pt-BR". */
static bool
is_language(const char *text, size_t length)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    static const char others[] = "abcdefghijklmnopqrstuvwxyz"
                                 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    size_t first = strspn(text, letters), k = first;

    if (first < 2 || first > 3 || length >= LANGUAGE_BYTES) {
        return false;
    }
    while (k < length && strchr(others, text[k]) != NULL) {
        k++;
    }
    return k == length && (first == length || (text[first] == '-' && text[k - 1] != '-'));
}

static const char *
check_header(const void *item, const char **member)
{
    const struct words_header *h = item;

    *member = "language";
    return is_language(h->language, strlen(h->language))
               ? NULL
               : "expected a language as in HTML, such as \"fr\" or \"pt-BR\"";
}

#define RECORD_TYPE struct words_header
static const struct field header_fields[] = {
    FIELD(RECORD_TYPE, language, .required = true, .unit = "", .doc = "Language of the texts."),
    FIELD(RECORD_TYPE, of, .required = true, .unit = "", .doc = "File of the scenario."),
    FIELD(
        RECORD_TYPE, reviewed_by, .unit = "", .doc = "Native speaker who reviewed the texts."),
    FIELD(RECORD_TYPE, words, .required = true, .unit = "", .doc = "Texts by JSON pointer."),
};
static const struct record header_record = {.name = "words file",
    .doc = "The texts of a scenario in another language.",
    FIELDS_OF(RECORD_TYPE, header_fields),
    .check = check_header};
#undef RECORD_TYPE

/* ---- reading ---- */

/* Reports every value that is not a text. */
static void
check_words(struct diag *report, const struct node *words)
{
    struct path map = {NULL, "words"};

    if (words->kind != NODE_OBJECT) {
        diag_at(report, words->at, &map, "expected an object, found %s",
            json_kind_name(words->kind));
    }
    for (int32_t i = 0; words->kind == NODE_OBJECT && i < words->count; i++) {
        const struct member *m = &words->members[i];
        struct path path = {&map, m->key};

        if (m->value->kind != NODE_TEXT) {
            diag_at(report, m->value->at, &path, "expected text, found %s",
                json_kind_name(m->value->kind));
        }
    }
}

static enum status
read_words(struct words_file *w, struct input_reader *r, const char *path)
{
    struct place nowhere = {0};
    struct node *root = NULL;
    struct words_header header = {0};
    struct decode_value_context context = {.arena = &w->arena, .diag = r->report};
    struct path of = {NULL, "of"};
    int32_t before = r->report->count;
    enum status st;

    TRY(input_read_object(r, path, INPUT_SCENARIO, WORDS_FILE_FORMAT, nowhere, &root));
    TRY(decode_struct(&context, root, &header_record, &header));
    check_words(r->report, header.words);
    TRY(diag_status(r->report, before));
    TRY(input_named_path(r, json_find(root, "of"), &of, &w->of));
    w->path = arena_text(&w->arena, path, strlen(path));
    w->language = header.language;
    w->reviewed_by = header.reviewed_by;
    w->words = header.words;
    st = w->path == NULL ? STATUS_NO_MEMORY : STATUS_OK;
out:
    return st;
}

enum status
words_read(
    struct words_file *w, const char *path, const struct input_file *given, struct failure *f)
{
    struct diag report = {.failure = f};
    struct input_reader reader = {&w->arena, &w->inputs, &report};
    enum status st;

    memset(w, 0, sizeof(*w));
    arena_init(&w->arena, WORDS_BYTES_MAX);
    w->inputs.given = given;
    st = read_words(w, &reader, path);
    diag_free(&report);
    return st;
}

void
words_print(const struct words_file *w, const char *of, struct buffer *out)
{
    struct json_writer json;

    json_writer_init_lines(&json, out, 2);
    json_writer_open(&json, NULL, '{');
    json_writer_text(&json, "format", WORDS_FILE_FORMAT);
    json_writer_text(&json, "language", w->language);
    json_writer_text(&json, "of", of);
    json_writer_text(&json, "reviewed_by", w->reviewed_by);
    json_writer_open(&json, "words", '{');
    for (int32_t i = 0; i < w->words->count; i++) {
        json_writer_text(&json, w->words->members[i].key, w->words->members[i].value->text);
    }
    json_writer_close(&json, '}');
    json_writer_close(&json, '}');
}

/* Returns the length of a path without its suffix ".json". */
static size_t
stem_length(const char *scenario)
{
    size_t length = strlen(scenario), end = strlen(suffix);

    return length > end && strcmp(scenario + length - end, suffix) == 0 ? length - end : length;
}

enum status
words_read_of(
    struct words_file *w, const char *scenario, const char *language, struct failure *f)
{
    char path[PATH_BYTES], shown[TEXT_VISIBLE_BYTES], list[DECODE_VALUE_LIST_BYTES];
    const char **paths;
    int32_t n;

    memset(w, 0, sizeof(*w));
    if (!is_language(language, strlen(language)) ||
        snprintf(path, sizeof(path), "%.*s.%s%s", (int)stem_length(scenario), scenario,
            language, suffix) >= (int)sizeof(path)) {
        return failure_of(STATUS_BAD_INPUT, f, "'%s' is not a language: use one such as fr",
            text_visible(shown, language));
    }
    if (access(path, F_OK) != 0) {
        enum status st = words_beside(&w->arena, scenario, &paths, &n);

        if (st == STATUS_OK) {
            decode_value_list(list, (struct text_names){paths, sizeof(*paths), n});
            st = failure_of(STATUS_BAD_INPUT, f, "no texts in the language %s; there are %s",
                language, n == 0 ? "none" : list);
        }
        words_free(w);
        return st;
    }
    return words_read(w, path, NULL, f);
}

void
words_free(struct words_file *w)
{
    arena_free(&w->arena);
    memset(w, 0, sizeof(*w));
}

enum status
words_is(const struct input_file *input, bool *is)
{
    return input_has_format(input, "cbmsim-words", NULL, is);
}

/* ---- files beside a scenario ---- */

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Whether `name` is STEM.LANGUAGE.json. */
static bool
is_beside(const char *name, const char *stem, size_t length)
{
    size_t size = strlen(name), end = strlen(suffix);

    return size > length + 1 + end && strncmp(name, stem, length) == 0 && name[length] == '.' &&
           strcmp(name + size - end, suffix) == 0 &&
           is_language(name + length + 1, size - end - length - 1);
}

static enum status
add_path(struct arena *a, const char *folder, int32_t folder_length, const char *name,
    const char **paths, int32_t *count)
{
    char path[PATH_BYTES];
    int n = snprintf(path, sizeof(path), "%.*s%s", (int)folder_length, folder, name);

    if (n >= (int)sizeof(path)) {
        return STATUS_OK;
    }
    paths[*count] = arena_text(a, path, (size_t)n);
    return paths[(*count)++] == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

enum status
words_beside(struct arena *a, const char *scenario, const char ***paths, int32_t *count)
{
    enum { FILES_MAX = 100 };
    const char *slash = strrchr(scenario, '/');
    int32_t folder_length = slash == NULL ? 0 : (int32_t)(slash - scenario) + 1;
    const char *folder = slash == NULL ? "." : arena_text(a, scenario, (size_t)folder_length);
    const char *stem = scenario + folder_length;
    DIR *directory;
    const struct dirent *entry;
    enum status st = STATUS_OK;

    *count = 0;
    *paths = arena_alloc(a, FILES_MAX * sizeof(**paths));
    if (*paths == NULL || folder == NULL) {
        return STATUS_NO_MEMORY;
    }
    directory = opendir(folder);
    while (directory != NULL && st == STATUS_OK && *count < FILES_MAX &&
           (entry = readdir(directory)) != NULL) {
        if (is_beside(entry->d_name, stem, stem_length(stem))) {
            st = add_path(a, scenario, folder_length, entry->d_name, *paths, count);
        }
    }
    if (directory != NULL) {
        (void)closedir(directory);
    }
    qsort(*paths, (size_t)*count, sizeof(**paths), by_text);
    return st;
}

/* ---- texts ---- */

/* Returns the node of the scenario at a pointer, or NULL. */
static const struct node *
own_node(const struct scenario *s, const char *pointer)
{
    static const char workshop[] = "/workshop";
    size_t length = strlen(workshop);
    bool within = strncmp(pointer, workshop, length) == 0 &&
                  (pointer[length] == '/' || pointer[length] == '\0');
    const struct node *root = within ? s->workshop_root : s->root;
    struct arena scratch = {0};
    struct pointer p;
    const struct node *found = NULL;

    if (root != NULL &&
        pointer_read(&scratch, within ? pointer + length : pointer, &p) == NULL) {
        found = root;
        for (int32_t i = 0; found != NULL && i < p.count; i++) {
            found = json_find(found, p.tokens[i]);
        }
    }
    arena_free(&scratch);
    return found;
}

struct words_text
words_text(const struct words_file *w, const struct scenario *s, const char *pointer)
{
    const char *own = s->workshop == NULL ? "en" : s->workshop->language;
    const char *given = w == NULL ? NULL : json_find_text(w->words, pointer);
    const struct node *node = own_node(s, pointer);

    if (given != NULL && given[0] != '\0') {
        return (struct words_text){given, w->language, false};
    }
    return (struct words_text){node != NULL && node->kind == NODE_TEXT ? node->text : "", own,
        w != NULL && strcmp(own, w->language) != 0};
}

/** A traversal of the texts of a scenario. */
struct walk {
    const struct words_file *file;
    struct failure *missing;
    int32_t found; /* number of texts of the scenario that the file has */
};

static void
visit_text(struct walk *walk, const struct path *path, const struct node *value)
{
    char pointer[POINTER_BYTES];
    const char *given;

    (void)pointer_print(pointer, path);
    given = json_find_text(walk->file->words, pointer);
    if (given != NULL && given[0] != '\0') {
        walk->found++;
    } else if (value->kind == NODE_TEXT && value->text[0] != '\0') {
        failure_add(walk->missing, "%s: %s: missing", walk->file->path, pointer);
    }
}

static void
visit(struct walk *walk, const struct path *path, const struct node *item,
    const struct record *record)
{
    if (record->scalar && record->fields[0].translatable) {
        visit_text(walk, path, item);
    }
    for (int32_t i = 0; item->kind == NODE_OBJECT && i < item->count; i++) {
        const struct member *m = &item->members[i];
        const struct field *field = field_find(record, m->key);
        struct path at = {path, m->key};

        if (field == NULL || record->scalar) {
            continue;
        }
        if (field->translatable) {
            visit_text(walk, &at, m->value);
        } else if (field->kind == FIELD_OBJECT) {
            visit(walk, &at, m->value, field->record);
        } else if (field->kind == FIELD_MAP) {
            for (int32_t k = 0; k < m->value->count; k++) {
                struct path inner = {&at, m->value->members[k].key};

                visit(walk, &inner, m->value->members[k].value, field->record);
            }
        }
    }
}

/* Whether a pointer in the file is the pointer of a translatable text of the scenario. */
static bool
is_text_of(const struct scenario *s, const struct words_file *w, const char *pointer)
{
    struct node only = {.kind = NODE_OBJECT};
    struct node text = {.kind = NODE_TEXT, .text = "x"};
    struct member member = {.key = pointer, .value = &text};
    struct words_file alone = *w;
    struct walk walk = {&alone, &(struct failure){0}, 0};
    struct path workshop = {NULL, "workshop"};

    only.members = &member;
    only.count = 1;
    alone.words = &only;
    visit(&walk, NULL, s->root, &world_record);
    if (s->workshop_root != NULL) {
        visit(&walk, &workshop, s->workshop_root, &workshop_record);
    }
    return walk.found > 0;
}

enum status
words_compare(const struct words_file *w, const struct scenario *s, struct failure *missing,
    struct failure *surplus)
{
    struct walk walk = {w, missing, 0};
    struct path workshop = {NULL, "workshop"};
    char shown[TEXT_VISIBLE_BYTES];
    enum status st = STATUS_OK;

    visit(&walk, NULL, s->root, &world_record);
    if (s->workshop_root != NULL) {
        visit(&walk, &workshop, s->workshop_root, &workshop_record);
    }
    for (int32_t i = 0; walk.found < w->words->count && i < w->words->count; i++) {
        const struct member *m = &w->words->members[i];

        if (!is_text_of(s, w, m->key)) {
            failure_add(surplus,
                "%s:%d:%d: %s is not a text of %s and is not used; remove it, or correct the "
                "pointer",
                m->key_at.file, (int)m->key_at.line, (int)m->key_at.column,
                text_visible(shown, m->key), w->of);
            st = STATUS_BAD_INPUT;
        }
    }
    return st;
}
