/* Answers requests of the facilitator for the review and the files of an exercise. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/number.h"
#include "room/page/room_page_files.h"
#include "room/room_review.h"

enum { FILE_BYTES_MAX = 64 * 1024 * 1024, READ_BYTES = 65536 };

/* A file of the directory that the facilitator can save. No other name reaches the file system. */
struct saved {
    const char *name, *path, *type;
};

static const struct saved saved[] = {
    {"review.html", "review.html", "text/html"},
    {"decisions.csv", "export/decisions.csv", "text/csv"},
    {"answers.csv", "export/answers.csv", "text/csv"},
    {"beliefs.csv", "export/beliefs.csv", "text/csv"},
    {"predictions.csv", "export/predictions.csv", "text/csv"},
    {"messages_written.csv", "export/messages_written.csv", "text/csv"},
    {"whatif.csv", "export/whatif.csv", "text/csv"},
    {"robustness.csv", "export/robustness.csv", "text/csv"},
    {"turning.csv", "export/turning.csv", "text/csv"},
    {"use.csv", "export/use.csv", "text/csv"},
    {"exercise.json", "export/exercise.json", "application/json"},
    {"datapackage.json", "export/datapackage.json", "application/json"},
};

void
room_page_files_names(const struct room *room, struct json_writer *w)
{
    json_writer_open(w, "exports", '[');
    for (size_t k = 0;
         room_review_done(room_review_now(room)) == 2 && k < sizeof(saved) / sizeof(saved[0]);
         k++) {
        json_writer_text(w, NULL, saved[k].name);
    }
    json_writer_close(w, ']');
    json_writer_flag(w, "texts", exercise_exports_texts(room_exercise(room)));
}

static bool
read_file(const char *path, struct buffer *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    char bytes[READ_BYTES];
    ssize_t n = fd < 0 ? -1 : 1;

    while (n > 0 && out->length < FILE_BYTES_MAX) {
        n = read(fd, bytes, sizeof(bytes));
        if (n > 0) {
            buffer_add(out, bytes, (size_t)n);
        }
    }
    if (fd >= 0) {
        (void)close(fd);
    }
    return n == 0;
}

void
room_page_files_export(struct room_call *c)
{
    int32_t k = text_index(
        c->rest, TEXT_NAMES(saved, name, (int32_t)(sizeof(saved) / sizeof(saved[0]))));
    char path[4096];

    if (k < 0) {
        room_refuse(c, 404, "missing", "there is no such file");
        return;
    }
    if (room_review_done(room_review_now(c->room)) != 2) {
        room_refuse(c, 409, "closed", "the files are made when the review is open");
        return;
    }
    (void)snprintf(path, sizeof(path), "%s/%s", c->room->session->log.dir.path, saved[k].path);
    if (!read_file(path, &c->reply->body)) {
        room_refuse(c, 404, "missing", "the file cannot be read");
        return;
    }
    c->reply->status = 200;
    c->reply->type = saved[k].type;
    c->reply->download = saved[k].name;
    c->reply->has_styles = k == 0;
}

/* Replies that the result is not computed yet. */
static void
reply_later(struct room_call *c)
{
    struct json_writer w;

    json_writer_init_lines(&w, &c->reply->body, 0);
    json_writer_open(&w, NULL, '{');
    json_writer_integer(&w, "done", 0);
    json_writer_close(&w, '}');
    room_reply_json(c);
    c->reply->status = 202;
}

static void
reply_tree(struct room_call *c, uint64_t matter)
{
    struct room_review *review = room_review_now(c->room);
    bool ready = false;

    if (review != NULL && room_review_tree(review, matter, &ready, &c->reply->body)) {
        room_reply_json(c);
    } else if (ready) {
        room_refuse(c, 404, "missing", "the review has no such matter");
    } else {
        reply_later(c);
    }
}

/* Reads "tree/7". */
static bool
is_tree(const char *rest, uint64_t *matter)
{
    static const char tree[] = "tree/";

    return strncmp(rest, tree, sizeof(tree) - 1) == 0 &&
           number_read_unsigned(rest + sizeof(tree) - 1, matter);
}

void
room_page_files_review(struct room_call *c)
{
    int32_t part = text_index(c->rest, text_list(room_page_review_names));
    struct room_review *review = room_review_now(c->room);
    uint64_t matter = 0;
    bool tree = is_tree(c->rest, &matter);

    if (part < 0 && !tree) {
        room_refuse(c, 404, "missing", "the review has no such page");
    } else if (!room_exercise(c->room)->now.review) {
        room_refuse(c, 409, "closed", "the review is not open");
    } else if (tree) {
        reply_tree(c, matter);
    } else if (review != NULL &&
               room_review_copy(review, (enum room_page_review)part, &c->reply->body)) {
        room_reply_json(c);
    } else {
        reply_later(c);
    }
}
