#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/archive.h"
#include "cli/command.h"
#include "directory/package.h"
#include "report/page.h"

static enum status
into_result(struct archive *a, const struct buffer *html, struct failure *f)
{
    int fd = -1;
    enum status st;

    TRY(disk_lock(&a->disk, f));
    TRY(disk_create(&a->disk, PACKAGE_REPORT, &fd, f));
    TRY(disk_write(&a->disk, PACKAGE_REPORT, fd, html->at, html->length, f));
    TRY(disk_close(&a->disk, PACKAGE_REPORT, &fd, f));
    TRY(disk_publish(&a->disk, PACKAGE_REPORT, f));
    (void)fprintf(stderr, "%s/%s\n", a->directory, PACKAGE_REPORT);
out:
    disk_abandon(&fd);
    return st;
}

/* Beside its final name first, so that that never stands for half a file. */
static enum status
into_file(const char *path, const struct buffer *html, struct failure *f)
{
    struct buffer part = {0};
    struct stat facts;
    bool device = stat(path, &facts) == 0 && !S_ISREG(facts.st_mode), done;
    FILE *file;
    enum status st;

    buffer_printf(&part, "%s%s", path, device ? "" : ".part");
    TRY(buffer_status(&part));
    file = fopen(part.at, "we");
    if (file == NULL) {
        st = failure_of(STATUS_IO, f, "%s: %s", part.at, strerror(errno));
        goto out;
    }
    done = fwrite(html->at, 1, html->length, file) == html->length && fflush(file) == 0 &&
           (device || fsync(fileno(file)) == 0);
    done = fclose(file) == 0 && done;
    done = done && (device || rename(part.at, path) == 0);
    if (!done) {
        st = failure_of(STATUS_IO, f, "%s: %s", path, strerror(errno));
        if (!device) {
            (void)unlink(part.at);
        }
    }
out:
    buffer_free(&part);
    return st;
}

/* The run that was asked for, if one was. */
static enum status
take_run(struct material_source *source, const struct archive *a,
    const struct arguments *arguments, struct failure *f)
{
    const char *text = arguments_value(arguments, "run", NULL);
    struct address address;
    enum status st = STATUS_OK;

    if (text == NULL) {
        return STATUS_OK;
    }
    if (a->swept) {
        return failure_of(STATUS_USAGE, f,
            "--run: %s is the result of a sweep, whose report shows no single run",
            a->directory);
    }
    TRY(address_read(&address, "run", true, text, a->base, a->n_points, f));
    source->shown_point = (int32_t)address.point + 1;
    source->shown_policy = address.policy;
    source->shown_rep = (int32_t)address.replication;
out:
    return st;
}

enum status
command_report(const struct arguments *arguments, struct failure *f)
{
    static const char *const none[] = {NULL};
    const char *path = arguments_value(arguments, "output", NULL);
    struct archive a;
    struct material_source source;
    struct buffer html = {0};
    enum status st;

    TRY(archive_open(&a, arguments->operands[0], f));
    TRY(archive_unchanged(&a, none, f)); /* the others are looked at as they are read */
    source = (struct material_source){.directory = a.directory,
        .past = &a.past,
        .scenario = a.base,
        .experiment = a.swept ? &a.experiment : NULL};
    TRY(take_run(&source, &a, arguments, f));
    TRY(page_print(&source, &html, f));
    if (path == NULL) {
        TRY(into_result(&a, &html, f));
    } else if (strcmp(path, "-") == 0) {
        TRY(command_print(html.at, html.length, f));
    } else {
        TRY(into_file(path, &html, f));
    }
out:
    buffer_free(&html);
    archive_free(&a);
    return st;
}
