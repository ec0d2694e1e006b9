#include "format/diagnostics.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/hash.h"

enum { PLACE_BYTES = 512, SEEN_MAX = 256 };

void
diag_free(struct diag *r)
{
    free(r->seen);
    r->seen = NULL;
    r->n_seen = 0;
    r->capacity = 0;
}

/* Whether the line was already reported. Stores the hash of the line. If there is no memory for the
   hash, the line may be reported again. */
static bool
is_repeated(struct diag *r, const char *line)
{
    uint64_t hash = hash_text(line);

    for (int32_t i = 0; i < r->n_seen; i++) {
        if (r->seen[i] == hash) {
            return true;
        }
    }
    if (r->n_seen < SEEN_MAX &&
        array_grow(&r->seen, r->n_seen + 1, &r->capacity, sizeof(*r->seen)) == STATUS_OK) {
        r->seen[r->n_seen++] = hash;
    }
    return false;
}

static void
print_place(char out[PLACE_BYTES], struct place at)
{
    if (at.file == NULL) {
        out[0] = '\0';
    } else if (at.line > 0) {
        (void)snprintf(out, PLACE_BYTES, "%s:%d:%d: ", at.file, at.line, at.column);
    } else {
        (void)snprintf(out, PLACE_BYTES, "%s: ", at.file);
    }
}

/* If many errors were already reported, counts the error and returns true. Such an error is neither
   printed nor compared with later errors, because a table can have millions of errors. */
static bool
is_only_counted(struct diag *r)
{
    if (r->n_seen < SEEN_MAX || !diag_is_full(r)) {
        return false;
    }
    r->count++;
    r->failure->count++;
    return true;
}

void
diag_pointer(struct diag *r, struct place at, const char *pointer, const char *message)
{
    char place[PLACE_BYTES], line[2 * FAILURE_LINE_BYTES];

    if (is_only_counted(r)) {
        return;
    }
    print_place(place, at);
    (void)snprintf(line, sizeof(line), "%s%s%s%s", place, pointer,
        pointer[0] == '\0' ? "" : ": ", message);
    r->count++;
    if (is_repeated(r, line)) {
        return;
    }
    if (r->policy == NULL) {
        failure_add(r->failure, "%s", line);
    } else {
        failure_add(r->failure, "%s (policy \"%s\")", line, r->policy);
    }
}

void
diag_at(struct diag *r, struct place at, const struct path *path, const char *format, ...)
{
    char pointer[POINTER_BYTES], message[FAILURE_LINE_BYTES];
    va_list arguments;

    if (is_only_counted(r)) {
        return;
    }
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    diag_pointer(r, at, pointer_print(pointer, path), message);
}

bool
diag_is_full(const struct diag *r)
{
    return r->failure->count >= FAILURE_LINES;
}

enum status
diag_status(const struct diag *r, int32_t before)
{
    return r->count > before ? STATUS_BAD_INPUT : STATUS_OK;
}
