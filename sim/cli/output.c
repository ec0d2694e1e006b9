#include "cli/output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum status
output_print(const char *bytes, size_t length, struct failure *f)
{
    if ((length == 0 || fwrite(bytes, 1, length, stdout) == length) && fflush(stdout) == 0) {
        return STATUS_OK;
    }
    /* The reader has closed the pipe (`| head`): no message. */
    return errno == EPIPE ? STATUS_IO
                          : failure_of(STATUS_IO, f, "standard output: cannot be written: %s",
                                strerror(errno));
}
