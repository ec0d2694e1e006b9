/**
 * review_page_internal.h - declarations shared by the files that implement review_page.h.
 *
 * review_page.c: the frame, questions, assumptions. review_page_truth.c: truth and
 * belief, answers. review_page_decisions.c: decisions in full. review_page_predictions.c.
 */
#ifndef WORKSHOP_REVIEW_REVIEW_PAGE_INTERNAL_H
#define WORKSHOP_REVIEW_REVIEW_PAGE_INTERNAL_H

#include "workshop/review/review_page.h"

/** What all sections of a page need. */
struct review_page {
    const struct review *review;
    bool texts;
    struct buffer *out;
};

/** Begins a section; `id` and `title` are trusted HTML. */
void review_page_open(const struct review_page *p, const char *id, const char *title);
void review_page_close(const struct review_page *p);

/** Begins a table that scrolls; `columns`: headings separated by '|'. */
void review_page_table(const struct review_page *p, const char *caption, const char *columns);
void review_page_table_end(const struct review_page *p);

/** Adds the name of a state, "a criminal group", "an accident" or "nobody". */
void review_page_actor(const struct review_page *p, int32_t actor);

/** Adds the date of a day. */
void review_page_day(const struct review_page *p, double day);

/** Adds what people wrote, in quotation marks, unless texts are left out or it is NULL. */
void review_page_quote(const struct review_page *p, const char *text);

/** The sections of truth and belief and of answers. */
void review_page_truth(const struct review_page *p);

/** The section of predictions. */
void review_page_predictions(const struct review_page *p);

/** The section of decisions in full. */
void review_page_decisions(const struct review_page *p);

#endif
