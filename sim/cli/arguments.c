#include "cli/arguments.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/text.h"

enum { THREADS_MAX = 1024 };

/* Returns the row of the option in "-nVALUE", "--name" or "--name=VALUE", or NULL. */
static const struct option_row *
find(const struct option_row *rows, const char *word)
{
    size_t length = strcspn(word + 2, "=");

    for (; rows->name != NULL; rows++) {
        if (word[1] == '-'
                ? strlen(rows->name) == length && strncmp(rows->name, word + 2, length) == 0
                : rows->letter == word[1]) {
            return rows;
        }
    }
    return NULL;
}

bool
option_row_takes_argument(const struct option_row *row)
{
    return row->argument != NULL || row->choices != NULL;
}

static enum status
reject_value(const struct option_row *row, const char *value, struct failure *f)
{
    struct buffer list = {0};

    buffer_words(&list, row->choices, ", ", " or ");
    (void)failure_of(STATUS_USAGE, f, "--%s: '%s' is unknown; use %s", row->name, value,
        list.at == NULL ? "another value" : list.at);
    buffer_free(&list);
    return STATUS_USAGE;
}

static enum status
add_option(
    struct arguments *a, const struct option_row *row, const char *value, struct failure *f)
{
    if (!row->repeatable && arguments_has(a, row->name)) {
        return failure_of(STATUS_USAGE, f, "--%s is given twice; give it once", row->name);
    }
    if (row->choices != NULL && text_index(value, text_list(row->choices)) < 0) {
        return reject_value(row, value, f);
    }
    a->options[a->n_options++] = (struct arguments_option){row, value == NULL ? "" : value};
    return STATUS_OK;
}

static enum status
unknown_option(const struct option_row *rows, const char *word, struct failure *f)
{
    char name[TEXT_VISIBLE_BYTES];
    const char *near = NULL;
    int32_t n = 0;

    while (rows[n].name != NULL) {
        n++;
    }
    if (word[1] == '-') {
        (void)snprintf(name, sizeof(name), "%.*s", (int)strcspn(word + 2, "="), word + 2);
        near = text_nearest(name, TEXT_NAMES(rows, name, n));
    }
    return failure_of(STATUS_USAGE, f, "unknown option '%s'%s%s%s", word,
        near == NULL ? "" : "; did you mean --", near == NULL ? "" : near,
        near == NULL ? "" : "?");
}

/* Reads the option in argv[*k]. Advances *k if the value is the next word. */
static enum status
read_option(struct arguments *a, const struct option_row *rows, int argc,
    const char *const *argv, int *k, struct failure *f)
{
    const char *word = argv[*k];
    const char *before = word[1] == '-' ? strchr(word, '=') : word[2] != '\0' ? word + 1 : NULL;
    const char *value = before != NULL ? before + 1 : NULL;
    const struct option_row *row = find(rows, word);

    if (row == NULL) {
        return unknown_option(rows, word, f);
    }
    if (!option_row_takes_argument(row) && value != NULL) {
        return failure_of(STATUS_USAGE, f, "--%s takes no value", row->name);
    }
    if (option_row_takes_argument(row) && value == NULL && !row->optional) {
        if (*k + 1 >= argc) {
            return failure_of(STATUS_USAGE, f, "--%s needs a value", row->name);
        }
        value = argv[++*k];
    }
    return add_option(a, row, value, f);
}

static enum status
check_complete(const struct arguments *a, const struct command *c, struct failure *f)
{
    if (a->n_operands < c->min) {
        return failure_of(STATUS_USAGE, f, "'%s' needs %s %.*s", c->name,
            strchr("AEIOU", c->operands[0]) != NULL ? "an" : "a",
            (int)strcspn(c->operands, " ."), c->operands);
    }
    if (a->n_operands > c->max) {
        return failure_of(STATUS_USAGE, f, "unexpected argument '%s'", a->operands[c->max]);
    }
    for (const struct option_row *row = c->options; row->name != NULL; row++) {
        if (row->required && !arguments_has(a, row->name)) {
            return failure_of(
                STATUS_USAGE, f, "'%s' needs --%s %s", c->name, row->name, row->argument);
        }
    }
    return STATUS_OK;
}

enum status
arguments_read(struct arguments *a, const struct command *c, int argc, const char *const *argv,
    int first, struct failure *f)
{
    size_t words = (size_t)argc + 1;
    bool options_over = false;
    enum status st = STATUS_OK;

    memset(a, 0, sizeof(*a));
    a->argc = argc;
    a->argv = argv;
    a->options = calloc(words, sizeof(*a->options));
    a->operands = calloc(words, sizeof(*a->operands));
    if (a->options == NULL || a->operands == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int k = first; k < argc; k++) {
        const char *word = argv[k];

        if (!options_over && strcmp(word, "--") == 0) {
            options_over = true;
        } else if (!options_over && (strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0)) {
            a->help = true;
        } else if (!options_over && word[0] == '-' && word[1] != '\0') {
            TRY(read_option(a, c->options, argc, argv, &k, f));
        } else {
            a->operands[a->n_operands++] = word;
        }
    }
    if (!a->help) {
        TRY(check_complete(a, c, f));
    }
out:
    return st;
}

void
arguments_free(struct arguments *a)
{
    free(a->options);
    free(a->operands);
    memset(a, 0, sizeof(*a));
}

static const struct arguments_option *
given(const struct arguments *a, const char *name)
{
    for (int32_t k = 0; k < a->n_options; k++) {
        if (strcmp(a->options[k].row->name, name) == 0) {
            return &a->options[k];
        }
    }
    return NULL;
}

const char *
arguments_value(const struct arguments *a, const char *name, const char *otherwise)
{
    const struct arguments_option *option = given(a, name);

    return option == NULL ? otherwise : option->value;
}

bool
arguments_has(const struct arguments *a, const char *name)
{
    return given(a, name) != NULL;
}

int32_t
arguments_choice(const struct arguments *a, const char *name, int32_t otherwise)
{
    const struct arguments_option *option = given(a, name);

    return option == NULL ? otherwise
                          : text_index(option->value, text_list(option->row->choices));
}

int32_t
arguments_values(const struct arguments *a, const char *name, const char **values, int32_t max)
{
    int32_t n = 0;

    for (int32_t k = 0; k < a->n_options && n < max; k++) {
        if (strcmp(a->options[k].row->name, name) == 0) {
            values[n++] = a->options[k].value;
        }
    }
    return n;
}

static bool
digits_only(const char *text)
{
    return text[0] != '\0' && strspn(text, "0123456789") == strlen(text);
}

enum status
arguments_integer(const struct arguments *a, const char *name, int64_t min, int64_t max,
    int64_t otherwise, int64_t *value, struct failure *f)
{
    const char *text = arguments_value(a, name, NULL);
    int64_t number;

    *value = otherwise;
    if (text == NULL) {
        return STATUS_OK;
    }
    errno = 0;
    number = digits_only(text) ? strtoll(text, NULL, 10) : -1;
    if (number < min || number > max || errno != 0) {
        return failure_of(STATUS_USAGE, f,
            "--%s: '%s' is not a whole number from %" PRId64 " to %" PRId64, name, text, min,
            max);
    }
    *value = number;
    return STATUS_OK;
}

int32_t
arguments_processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : (int32_t)n;
}

enum status
arguments_jobs(const struct arguments *a, int32_t *threads, struct failure *f)
{
    int64_t wanted;
    enum status st;

    TRY(arguments_integer(a, "jobs", 1, THREADS_MAX, arguments_processors(), &wanted, f));
    *threads = (int32_t)wanted;
out:
    return st;
}
