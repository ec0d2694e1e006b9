/**
 * review_page_internal.h - declarations shared by the files that implement review_page.h.
 *
 * review_page.c: the frame, questions, assumptions. One file for each section:
 * review_page_start.c, review_page_truth.c with review_page_lanes.c, and so on.
 */
#ifndef WORKSHOP_REVIEW_REVIEW_PAGE_INTERNAL_H
#define WORKSHOP_REVIEW_REVIEW_PAGE_INTERNAL_H

#include "workshop/review/review_page.h"

/** The data that all sections of a page need. */
struct review_page {
    const struct review *review;
    bool texts;
    struct buffer *out;
};

/** Begins a section; `id` and `title` are trusted HTML. */
void review_page_open(const struct review_page *p, const char *id, const char *title);
void review_page_close(const struct review_page *p);

/** Begins a table that scrolls; `columns`: headings separated by '|'; '#' marks numbers. */
void review_page_table(const struct review_page *p, const char *caption, const char *columns);
void review_page_table_end(const struct review_page *p);

/** Adds the name of a state, "a criminal group", "an accident" or "nobody". */
void review_page_actor(const struct review_page *p, int32_t actor);

/** Adds the date of a day. */
void review_page_day(const struct review_page *p, double day);

/** Adds a text of the scenario's workshop in the language of the page: the member of item `id` of
 * `map`, or the member `map` itself if `id` is NULL. */
void review_page_text(const struct review_page *p, const char *own, const char *map,
    const char *id, const char *member);

/** Adds a text that people wrote, in quotation marks; nothing if texts are left out or it is
 * NULL. */
void review_page_quote(const struct review_page *p, const char *text);

/** Begins a picture for sighted readers: a table of the section has its numbers. `label`: trusted
 * text that names it. */
void review_page_picture(const struct review_page *p, const char *label);
void review_page_picture_end(const struct review_page *p);

/** Adds the date of a day at x per cent of a picture, unless the date before, at *last, is too
 * near. Begin with *last at -INFINITY. */
void review_page_tick(
    const struct review_page *p, double day, double x, double y, double *last);

/** Begins a folded part. */
void review_page_fold(const struct review_page *p, const char *summary);
void review_page_fold_end(const struct review_page *p);

/** Adds a difference of shares in points of 100, with its interval: "+4.1 of 100 (+2.0 to +6.1)",
 * after "no difference found" if the interval contains 0. */
void review_page_difference(const struct review_page *p, const struct estimate *e);

/** Adds a confidence in percent after the text `before`; nothing if it is NAN. */
void review_page_confidence(const struct review_page *p, const char *before, double confidence);

/** Adds the response to a matter, in the words of the table of responses. */
void review_page_done(const struct review_page *p, const struct exercise_settled *s);

/** The questions of the scenario that belong to a section. */
void review_page_debrief(const struct review_page *p, enum workshop_page page);

/** The sections, in their order. */
void review_page_start(const struct review_page *p);
enum status review_page_truth(const struct review_page *p) MUST_CHECK;
enum status review_page_lanes(const struct review_page *p) MUST_CHECK; /* part of truth */
enum status review_page_turning(const struct review_page *p) MUST_CHECK;
void review_page_decisions(const struct review_page *p);
void review_page_use(const struct review_page *p);
enum status review_page_causes(const struct review_page *p) MUST_CHECK;
void review_page_predictions(const struct review_page *p);

#endif
