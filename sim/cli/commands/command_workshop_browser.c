#include "cli/commands/command_workshop_browser.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "workshop/exercise/session.h"

enum { PATH_BYTES = 4096, PAGE_BYTES = 512 };

static const char *
path_of(char out[PATH_BYTES], const char *directory)
{
    (void)snprintf(out, PATH_BYTES, "%s/" SESSION_CONSOLE, directory);
    return out;
}

static bool
write_page(const char *path, const char *address)
{
    char page[PAGE_BYTES];
    int length = snprintf(page, sizeof(page),
        "<!DOCTYPE html><meta charset=\"utf-8\"><title>cbmsim</title>"
        "<meta http-equiv=\"refresh\" content=\"0;url=%s\">"
        "<a href=\"%s\">Console of the exercise</a>\n",
        address, address);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool written = fd >= 0 && write(fd, page, (size_t)length) == length;

    if (fd >= 0) {
        written = close(fd) == 0 && written;
    }
    return written;
}

/* Starts the browser as a child of a child process, so that it continues after this program and no
   process has to wait for it. */
static void
start(const char *path)
{
    pid_t child = fork();

    if (child == 0) {
        if (fork() == 0) {
            int null = open("/dev/null", O_RDWR | O_CLOEXEC);

            (void)setsid();
            for (int fd = 0; null >= 0 && fd <= STDERR_FILENO; fd++) {
                (void)dup2(null, fd);
            }
            (void)execlp("xdg-open", "xdg-open", path, (char *)NULL);
        }
        _exit(0);
    }
    while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR) {
    }
}

static bool
has_desktop(void)
{
    static const char *const names[] = {"DISPLAY", "WAYLAND_DISPLAY"};

    for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
        const char *value = getenv(names[k]);

        if (value != NULL && value[0] != '\0') {
            return true;
        }
    }
    return false;
}

void
command_workshop_browser_open(const char *directory, const char *address)
{
    char path[PATH_BYTES];

    if (has_desktop()) {
        command_workshop_browser_forget(directory);
        if (write_page(path_of(path, directory), address)) {
            start(path);
        }
    }
}

void
command_workshop_browser_forget(const char *directory)
{
    char path[PATH_BYTES];

    (void)unlink(path_of(path, directory));
}
