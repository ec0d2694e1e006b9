#include "base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 256 };

static const char *
directory(void)
{
    const char *given = getenv("TMPDIR");

    return given != NULL && given[0] != '\0' ? given : "/tmp";
}

enum status
temporary_fails(const char *what, struct failure *f)
{
    return failure_of(STATUS_IO, f, "%s: a temporary file cannot be %s: %s", directory(), what,
        strerror(errno));
}

enum status
temporary_open(int *fd, struct failure *f)
{
    char path[PATH_BYTES];

    *fd = -1;
    errno = ENAMETOOLONG;
    if (snprintf(path, sizeof(path), "%s/cbmsim-XXXXXX", directory()) < PATH_BYTES) {
        *fd = mkstemp(path);
    }
    if (*fd < 0) {
        return temporary_fails("created", f);
    }
    (void)unlink(path);
    (void)fcntl(*fd, F_SETFD, FD_CLOEXEC);
    return STATUS_OK;
}
