#include "room/room_review.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "room/room_copy.h"
#include "workshop/review/review_page.h"
#include "workshop/review/review_tables.h"
#include "workshop/review/review_tree.h"

#define PAGE_NAME "review.html"

/* lower priority than that of what-if questions, because people wait for the answers */
enum { FEW = 20, PRIORITY = 19 };

struct room_review {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t asked; /* `texts` or `stop` has changed */
    atomic_int done;
    atomic_bool stop;
    bool texts; /* whether the files have to contain what people wrote */
    const struct session *session;
    struct exercise copy;
    struct buffer part[PAGE_REVIEWS];
    struct buffer own[WORKSHOP_SEATS_MAX]; /* predictions of each seat */
    struct buffer *trees;                  /* one for each matter */
    int32_t n_trees;
};

static void
free_trees(struct buffer *trees, int32_t n)
{
    for (int32_t k = 0; trees != NULL && k < n; k++) {
        buffer_free(&trees[k]);
    }
    free(trees);
}

static enum status
write_page(const struct session *s, const struct review *review, bool texts, struct failure *f)
{
    struct buffer html = {0};
    int fd = -1;
    enum status st;

    TRY(review_page_print(review, texts, &html));
    TRY(atomic_dir_create(&s->log.dir, PAGE_NAME, &fd, f));
    TRY(atomic_dir_write(&s->log.dir, PAGE_NAME, fd, html.at, html.length, f));
    TRY(atomic_dir_close(&s->log.dir, PAGE_NAME, &fd, f));
    TRY(atomic_dir_publish(&s->log.dir, PAGE_NAME, f));
out:
    atomic_file_discard(&fd);
    buffer_free(&html);
    return st;
}

/* Prints the trees of causes of all matters. They are the same in each step. */
static enum status
print_trees(struct room_review *r, const struct review *review)
{
    int32_t n = review->matters.count;
    struct buffer *trees = calloc((size_t)n + 1, sizeof(*trees));
    enum status st = trees == NULL ? STATUS_NO_MEMORY : review_tree_print(review, trees);

    (void)pthread_mutex_lock(&r->lock);
    if (st == STATUS_OK && r->trees == NULL) {
        r->trees = trees;
        r->n_trees = n;
        trees = NULL;
    }
    (void)pthread_mutex_unlock(&r->lock);
    free_trees(trees, n);
    return st;
}

static void
publish(struct room_review *r, const struct review *review, enum room_page_review part)
{
    (void)pthread_mutex_lock(&r->lock);
    buffer_clear(&r->part[part]);
    room_page_review_print(review, part, &r->part[part]);
    (void)pthread_mutex_unlock(&r->lock);
}

/* Publishes the predictions of each team. */
static void
publish_own(struct room_review *r, const struct review *review)
{
    (void)pthread_mutex_lock(&r->lock);
    for (int32_t k = 0; k < review->exercise->now.n_seats; k++) {
        buffer_clear(&r->own[k]);
        room_page_review_own(review, k, &r->own[k]);
    }
    (void)pthread_mutex_unlock(&r->lock);
}

/* Computes the review, with n continuations for each question of the review. Publishes each part
   when it is complete, in the order in which a facilitator shows them. The suggestions of decisions
   take longest: they are first made from `few`, after the turning points (NULL: not at all). */
static enum status
make(struct room_review *r, const struct exercise *whole, int64_t n, struct review *review,
    struct review *few, struct failure *f)
{
    enum status st;

    TRY(review_open(review, whole, n, f));
    publish(r, review, PAGE_REVIEW_TRUTH);
    TRY(print_trees(r, review));
    TRY(review_turning(review, f));
    publish(r, review, PAGE_REVIEW_TURNING);
    if (few != NULL) {
        TRY(review_decide(few, f));
        publish(r, few, PAGE_REVIEW_SUGGESTED);
        TRY(review_decide(review, f));
        publish(r, review, PAGE_REVIEW_SUGGESTED);
    }
    TRY(review_use(review, f));
    publish(r, review, PAGE_REVIEW_USE);
    TRY(review_predict(review, f));
    publish(r, review, PAGE_REVIEW_PREDICTIONS);
    if (n == REVIEW_CONTINUATIONS) {
        /* teams do not see numbers from few continuations, because these numbers still change */
        publish_own(r, review);
        TRY(review_turning_parts(review, f)); /* only the files contain them */
    }
out:
    return st;
}

/* Marks that all steps are done, and waits until room_review_texts() requests a value other than
   `texts`. Ignores a value that is withdrawn before this thread runs. Returns false if the review
   ends. */
static bool
wait_for_another(struct room_review *r, bool *texts)
{
    bool stops;

    (void)pthread_mutex_lock(&r->lock);
    while (!atomic_load(&r->stop) && r->texts == *texts) {
        atomic_store(&r->done, 2);
        (void)pthread_cond_wait(&r->asked, &r->lock);
    }
    *texts = r->texts;
    stops = atomic_load(&r->stop);
    (void)pthread_mutex_unlock(&r->lock);
    return !stops;
}

/* Writes the files, and writes them again whenever room_review_texts() requests another value. */
static enum status
keep_files(struct room_review *r, const struct review *review, struct failure *f)
{
    bool texts;
    enum status st;

    (void)pthread_mutex_lock(&r->lock);
    texts = r->texts;
    (void)pthread_mutex_unlock(&r->lock);
    do {
        TRY(write_page(r->session, review, texts, f));
        TRY(review_tables_write(review, texts, &r->session->log.dir, f));
    } while (wait_for_another(r, &texts));
out:
    return st;
}

static void *
serve(void *self)
{
    struct room_review *r = self;
    struct exercise whole = {0};
    struct review few = {.n = 0}, all = {.n = 0};
    struct failure f = {0};
    enum status st;

    (void)setpriority(PRIO_PROCESS, 0, PRIORITY); /* priority of this thread, on Linux */
    TRY(exercise_at(&r->copy, r->copy.n_records, &whole, &f));
    whole.cancelled = &r->stop;
    TRY(make(r, &whole, FEW, &few, NULL, &f));
    atomic_store(&r->done, 1);
    if (!atomic_load(&r->stop)) {
        TRY(make(r, &whole, REVIEW_CONTINUATIONS, &all, &few, &f));
        TRY(keep_files(r, &all, &f));
    }
out:
    if (st != STATUS_OK) {
        atomic_store(&r->done, -1);
        if (!atomic_load(&r->stop)) {
            failure_print("review: ", &f);
        }
    }
    review_free(&few);
    review_free(&all);
    exercise_free(&whole);
    return NULL;
}

enum status
room_review_begin(
    struct room_review **out, const struct session *s, bool texts, struct failure *f)
{
    struct room_review *r = calloc(1, sizeof(*r));

    *out = NULL;
    if (r == NULL || !room_copy(&r->copy, &s->exercise)) {
        free(r);
        return STATUS_NO_MEMORY;
    }
    r->session = s;
    r->texts = texts;
    (void)pthread_mutex_init(&r->lock, NULL);
    (void)pthread_cond_init(&r->asked, NULL);
    if (pthread_create(&r->thread, NULL, serve, r) != 0) {
        room_copy_free(&r->copy);
        free(r);
        return failure_of(STATUS_IO, f, "cannot start a thread");
    }
    *out = r;
    return STATUS_OK;
}

void
room_review_end(struct room_review *r)
{
    if (r == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&r->lock);
    atomic_store(&r->stop, true);
    (void)pthread_cond_signal(&r->asked);
    (void)pthread_mutex_unlock(&r->lock);
    (void)pthread_join(r->thread, NULL);
    (void)pthread_cond_destroy(&r->asked);
    (void)pthread_mutex_destroy(&r->lock);
    for (int32_t k = 0; k < PAGE_REVIEWS; k++) {
        buffer_free(&r->part[k]);
    }
    for (int32_t k = 0; k < WORKSHOP_SEATS_MAX; k++) {
        buffer_free(&r->own[k]);
    }
    free_trees(r->trees, r->n_trees);
    room_copy_free(&r->copy);
    free(r);
}

void
room_review_texts(struct room_review *r, bool texts)
{
    (void)pthread_mutex_lock(&r->lock);
    if (r->texts != texts) {
        int done = 2;

        r->texts = texts;
        (void)atomic_compare_exchange_strong(&r->done, &done, 1);
        (void)pthread_cond_signal(&r->asked);
    }
    (void)pthread_mutex_unlock(&r->lock);
}

int32_t
room_review_done(const struct room_review *r)
{
    return r == NULL ? 0 : atomic_load(&r->done);
}

static bool
copy(struct room_review *r, const struct buffer *from, struct buffer *out)
{
    bool there;

    (void)pthread_mutex_lock(&r->lock);
    there = from->length > 0;
    buffer_add(out, buffer_string(from), from->length);
    (void)pthread_mutex_unlock(&r->lock);
    return there;
}

bool
room_review_copy(struct room_review *r, enum room_page_review part, struct buffer *out)
{
    return copy(r, &r->part[part], out);
}

bool
room_review_own(struct room_review *r, int32_t seat, struct buffer *out)
{
    return r != NULL && copy(r, &r->own[seat], out);
}

bool
room_review_tree(struct room_review *r, uint64_t matter, bool *ready, struct buffer *out)
{
    bool there;

    (void)pthread_mutex_lock(&r->lock);
    *ready = r->trees != NULL;
    there = matter >= 1 && matter <= (uint64_t)r->n_trees;
    if (there) {
        const struct buffer *tree = &r->trees[matter - 1];

        buffer_add(out, buffer_string(tree), tree->length);
    }
    (void)pthread_mutex_unlock(&r->lock);
    return there;
}
