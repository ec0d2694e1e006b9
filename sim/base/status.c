#include "base/status.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"

/* Ends a full line in "...", without cutting a UTF-8 character. */
static void
cut_at_character(char *line)
{
    size_t end = FAILURE_LINE_BYTES - 4;

    while (end > 0 && ((unsigned char)line[end] & 0xC0) == 0x80) {
        end--;
    }
    memcpy(line + end, "...", 4);
}

static void
add(struct failure *f, const char *format, va_list arguments)
{
    if (f->count < FAILURE_LINES) {
        char *line = f->line[f->count];
        int length = vsnprintf(line, FAILURE_LINE_BYTES, format, arguments);

        if (length >= FAILURE_LINE_BYTES) {
            cut_at_character(line);
        }
    }
    f->count++;
}

void
failure_add(struct failure *f, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add(f, format, arguments);
    va_end(arguments);
}

enum status
failure_of(enum status status, struct failure *f, const char *format, ...)
{
    if (f != NULL) {
        va_list arguments;

        va_start(arguments, format);
        add(f, format, arguments);
        va_end(arguments);
    }
    return status;
}

enum status
failure_of_file(struct failure *f, const char *path)
{
    return errno == ENOMEM ? STATUS_NO_MEMORY
                           : failure_of(STATUS_IO, f, "%s: %s", path, strerror(errno));
}

void
failure_print(const char *prefix, const struct failure *f)
{
    int32_t printed = f->count < FAILURE_LINES ? f->count : FAILURE_LINES;

    for (int32_t k = 0; k < printed; k++) {
        bool is_note = strncmp(f->line[k], MESSAGE_NOTE, strlen(MESSAGE_NOTE)) == 0;

        message_print("%s%s", is_note ? "" : prefix, f->line[k]);
    }
    if (f->count > printed) {
        message_print("... and %" PRId32 " more", f->count - printed);
    }
}

int
status_exit_code(enum status status)
{
    static const int code[] = {
        [STATUS_OK] = 0,
        [STATUS_USAGE] = 2,
        [STATUS_BAD_INPUT] = 3,
        [STATUS_IO] = 4,
        [STATUS_NO_MEMORY] = 4,
        [STATUS_MISMATCH] = 5,
        [STATUS_RUNS_FAILED] = 1,
        [STATUS_STOPPED] = 75,
    };

    return code[status];
}

void
status_bug(const char *file, int line, const char *condition)
{
    (void)fprintf(stderr, "cbmsim: broken invariant at %s:%d: %s\n", file, line, condition);
    (void)fprintf(stderr, "cbmsim: this is a bug in the program; please report it\n");
    exit(70);
}
