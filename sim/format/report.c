#include "format/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/pool.h"

enum { PLACE_BYTES = 512, SEEN_MAX = 256 };

void
report_free(struct report *r)
{
    free(r->seen);
    r->seen = NULL;
    r->n_seen = 0;
    r->capacity = 0;
}

/* Whether the line was said before; remembers it. Without memory it is said twice. */
static bool
is_repeated(struct report *r, const char *line)
{
    uint64_t hash = hash_text(line);

    for (int32_t i = 0; i < r->n_seen; i++) {
        if (r->seen[i] == hash) {
            return true;
        }
    }
    if (r->n_seen < SEEN_MAX &&
        pool_grow(&r->seen, r->n_seen + 1, &r->capacity, sizeof(*r->seen)) == STATUS_OK) {
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

void
report_pointer(struct report *r, struct place at, const char *pointer, const char *message)
{
    char place[PLACE_BYTES], line[2 * FAILURE_LINE_BYTES];

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
report_at(struct report *r, struct place at, const struct path *path, const char *format, ...)
{
    char pointer[POINTER_BYTES], message[FAILURE_LINE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    report_pointer(r, at, pointer_print(pointer, path), message);
}

bool
report_is_full(const struct report *r)
{
    return r->failure->count >= FAILURE_LINES;
}

enum status
report_status(const struct report *r, int32_t before)
{
    return r->count > before ? STATUS_BAD_INPUT : STATUS_OK;
}
