#include <inttypes.h>
#include <string.h>

#include "base/message.h"
#include "cli/command.h"
#include "cli/output.h"
#include "workshop/exercise/session.h"
#include "workshop/review/review_page.h"
#include "workshop/review/review_tables.h"

#define PAGE_NAME "review.html"

enum { CONTINUATIONS_MAX = 1000000 };

/* Prints the result of --check. The caller has repeated the exercise, so every step has a
   fingerprint. */
static enum status
print_check(const struct session *s, struct failure *f)
{
    const struct exercise *x = &s->exercise;
    const char *last = NULL;
    int64_t steps = 0;
    struct buffer out = {0};
    enum status st;

    for (int64_t k = 0; k < x->n_records; k++) {
        if (x->records[k].kind == RECORD_go) {
            last = x->records[k].go.fingerprint;
            steps++;
        }
    }
    buffer_printf(&out,
        "exact: %" PRId64 " records, %" PRId64 " steps with their fingerprints, the last %s\n",
        x->n_records, steps, last == NULL ? "none" : last);
    TRY(buffer_status(&out));
    TRY(output_print_text(&out, f));
out:
    buffer_free(&out);
    return st;
}

static enum status
write_beside_log(const struct session *s, const struct buffer *html, struct failure *f)
{
    int fd = -1;
    enum status st;

    TRY(atomic_dir_create(&s->log.dir, PAGE_NAME, &fd, f));
    TRY(atomic_dir_write(&s->log.dir, PAGE_NAME, fd, html->at, html->length, f));
    TRY(atomic_dir_close(&s->log.dir, PAGE_NAME, &fd, f));
    TRY(atomic_dir_publish(&s->log.dir, PAGE_NAME, f));
    message_print("%s/%s", s->log.dir.path, PAGE_NAME);
out:
    atomic_file_discard(&fd);
    return st;
}

static enum status
write_review(const struct session *s, const struct arguments *arguments, struct failure *f)
{
    const char *path = arguments_value(arguments, "output", NULL);
    bool texts = !arguments_has(arguments, "no-texts") && exercise_exports_texts(&s->exercise);
    struct review review = {.n = 0};
    struct buffer html = {0};
    int64_t n;
    enum status st;

    TRY(arguments_integer(
        arguments, "continuations", 1, CONTINUATIONS_MAX, REVIEW_CONTINUATIONS, &n, f));
    TRY(review_read(&review, &s->exercise, n, f));
    TRY(review_page_print(&review, texts, &html));
    TRY(review_tables_write(&review, texts, &s->log.dir, f));
    if (path == NULL) {
        TRY(write_beside_log(s, &html, f));
    } else if (strcmp(path, "-") == 0) {
        TRY(output_print(html.at, html.length, f));
    } else {
        TRY(output_replace_file(path, REVIEW_PAGE_MARK, "a review", &html, f));
    }
out:
    buffer_free(&html);
    review_free(&review);
    return st;
}

/* Sets the language of the texts. The scenario's own language needs no words file. */
static enum status
speak(struct session *s, const char *language, struct failure *f)
{
    if (language != NULL && strcmp(language, s->exercise.workshop->language) == 0) {
        s->exercise.words = NULL;
        return STATUS_OK;
    }
    return language == NULL ? STATUS_OK : session_speak(s, language, f);
}

enum status
command_review(const struct arguments *arguments, struct failure *f)
{
    struct session session;
    enum status st;

    TRY(session_reopen(&session, arguments->operands[0], f));
    failure_print("warning: ", &session.log.dropped);
    TRY(speak(&session, arguments_value(arguments, "language", NULL), f));
    if (arguments_has(arguments, "check")) {
        TRY(print_check(&session, f));
    } else {
        TRY(write_review(&session, arguments, f));
    }
out:
    session_close(&session);
    return st;
}
