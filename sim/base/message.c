#include "base/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum { MESSAGE_BYTES = 8192 };

void
message_print(const char *format, ...)
{
    char line[MESSAGE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(line, sizeof(line), format, arguments);
    va_end(arguments);
    (void)text_print(stderr, line, strlen(line), "");
    (void)fputc('\n', stderr);
}
