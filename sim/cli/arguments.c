#include "cli/arguments.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { THREADS_MAX = 1024 };

static const struct option_row *
find_long(const struct option_row *rows, const char *word, size_t length)
{
    for (; rows->name != NULL; rows++) {
        if (strlen(rows->name) == length && strncmp(rows->name, word, length) == 0) {
            return rows;
        }
    }
    return NULL;
}

static const struct option_row *
find_letter(const struct option_row *rows, char letter)
{
    for (; rows->name != NULL; rows++) {
        if (rows->letter == letter) {
            return rows;
        }
    }
    return NULL;
}

bool
arguments_has(const struct arguments *a, const char *name)
{
    return arguments_value(a, name, NULL) != NULL;
}

static enum status
add_option(
    struct arguments *a, const struct option_row *row, const char *value, struct failure *f)
{
    if (!row->repeatable && arguments_has(a, row->name)) {
        return failure_of(STATUS_USAGE, f, "--%s is given twice", row->name);
    }
    a->options[a->n_options++] = (struct arguments_option){row, value == NULL ? "" : value};
    return STATUS_OK;
}

/* One word that begins with a dash; *k moves over a value in a word of its own. */
static enum status
read_option(struct arguments *a, const struct option_row *rows, int argc,
    const char *const *argv, int *k, struct failure *f)
{
    const char *word = argv[*k];
    bool long_one = word[1] == '-';
    const char *equals = long_one ? strchr(word, '=') : NULL;
    const char *value = equals != NULL ? equals + 1 : NULL;
    const struct option_row *row =
        long_one ? find_long(rows, word + 2,
                       equals != NULL ? (size_t)(equals - word - 2) : strlen(word + 2))
                 : find_letter(rows, word[1]);

    if (row == NULL) {
        return failure_of(STATUS_USAGE, f, "there is no option %s", word);
    }
    if (!long_one && word[2] != '\0') {
        value = word + 2;
    }
    if (!row->takes_value && value != NULL) {
        return failure_of(STATUS_USAGE, f, "--%s takes no value", row->name);
    }
    if (row->takes_value && value == NULL) {
        if (*k + 1 >= argc) {
            return failure_of(STATUS_USAGE, f, "--%s needs a value", row->name);
        }
        value = argv[++*k];
    }
    return add_option(a, row, value, f);
}

enum status
arguments_read(struct arguments *a, const struct option_row *rows, int argc,
    const char *const *argv, int first, struct failure *f)
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
            TRY(read_option(a, rows, argc, argv, &k, f));
        } else {
            a->operands[a->n_operands++] = word;
        }
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

const char *
arguments_value(const struct arguments *a, const char *name, const char *otherwise)
{
    for (int32_t k = 0; k < a->n_options; k++) {
        if (strcmp(a->options[k].row->name, name) == 0) {
            return a->options[k].value;
        }
    }
    return otherwise;
}

int32_t
arguments_values(const struct arguments *a, const char *name, const char **values, int32_t most)
{
    int32_t n = 0;

    for (int32_t k = 0; k < a->n_options && n < most; k++) {
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
arguments_integer(const struct arguments *a, const char *name, int64_t least, int64_t most,
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
    if (number < least || number > most || errno != 0) {
        return failure_of(STATUS_USAGE, f,
            "--%s: '%s' is not a whole number from %" PRId64 " to %" PRId64, name, text, least,
            most);
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
