/**
 * review_page_internal.h - declarations shared by the files that implement review_page.h.
 *
 * review_page.c has the frame, questions and assumptions. Each section has a file, such as
 * review_page_start.c; the section on the truth has review_page_truth.c and review_page_lanes.c.
 */
#ifndef WORKSHOP_REVIEW_REVIEW_PAGE_INTERNAL_H
#define WORKSHOP_REVIEW_REVIEW_PAGE_INTERNAL_H

#include "workshop/review/review_page.h"

/** The data that all sections of a page need. */
struct review_page {
    const struct review *review;
    bool texts; /* false: the page leaves out the texts that people wrote */
    struct buffer *out;
};

/** Begins a section. `id` and `title` are trusted HTML. */
void review_page_open(const struct review_page *p, const char *id, const char *title);
void review_page_close(const struct review_page *p);

/**
 * Begins a table that can be scrolled. `columns` has the headings, separated by '|'; a heading with
 * '#' marks a column of numbers.
 */
void review_page_table(const struct review_page *p, const char *caption, const char *columns);
void review_page_table_end(const struct review_page *p);

/** Appends the name of a state, "a criminal group", "an accident" or "nobody". */
void review_page_actor(const struct review_page *p, int32_t actor);

/** Appends the date of a day. */
void review_page_day(const struct review_page *p, double day);

/**
 * Appends the text /workshop/MAP/ID/MEMBER of the scenario in the language of the page. If there is
 * no translation, appends `own`, the text in the scenario. If `id` and `member` are NULL, the text
 * is /workshop/MAP.
 */
void review_page_text(const struct review_page *p, const char *own, const char *map,
    const char *id, const char *member);

/**
 * Appends a text that people wrote, in quotation marks. Appends nothing if such texts are left out,
 * or if `text` is NULL.
 */
void review_page_quote(const struct review_page *p, const char *text);

/**
 * Begins a picture. Screen readers read only its label; its numbers are also in a table of the
 * section. `label` is trusted HTML.
 */
void review_page_picture(const struct review_page *p, const char *label);
void review_page_picture_end(const struct review_page *p);

/**
 * Appends the date of a day at x per cent of the width of a picture. Appends nothing if the
 * previous date, at *last, is too near. *last must be -INFINITY before the first call.
 */
void review_page_tick(
    const struct review_page *p, double day, double x, double y, double *last);

/** Begins a part that is folded at first. */
void review_page_fold(const struct review_page *p, const char *summary);
void review_page_fold_end(const struct review_page *p);

/**
 * Appends a difference of shares in points of 100, with its interval: "+4.1 of 100 (+2.0 to +6.1)".
 * If the interval contains 0, "no difference found" comes first.
 */
void review_page_difference(const struct review_page *p, const struct estimate *e);

/** Appends the text `before` and a confidence in percent; nothing if the confidence is NAN. */
void review_page_confidence(const struct review_page *p, const char *before, double confidence);

/** Appends the response by which a matter was settled, in the words of the table of responses. */
void review_page_done(const struct review_page *p, const struct exercise_settled *s);

/** Appends the questions of the scenario that belong to a section. */
void review_page_debrief(const struct review_page *p, enum workshop_page page);

/** The sections, in their order on the page. */
void review_page_start(const struct review_page *p);
enum status review_page_truth(const struct review_page *p) MUST_CHECK;
/* part of the section on the truth */
enum status review_page_lanes(const struct review_page *p) MUST_CHECK;
enum status review_page_turning(const struct review_page *p) MUST_CHECK;
void review_page_decisions(const struct review_page *p);
void review_page_use(const struct review_page *p);
enum status review_page_causes(const struct review_page *p) MUST_CHECK;
void review_page_predictions(const struct review_page *p);

#endif
