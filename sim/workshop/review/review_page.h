/**
 * review_page.h - prints the review of an exercise as one HTML file without scripts.
 */
#ifndef WORKSHOP_REVIEW_REVIEW_PAGE_H
#define WORKSHOP_REVIEW_REVIEW_PAGE_H

#include "base/buffer.h"
#include "workshop/review/review.h"

/** A text that every page contains in its first 4096 bytes. */
#define REVIEW_PAGE_MARK " - cbmsim review</title>"

/** Appends the page. If `texts` is false, leaves out the texts that people wrote. */
enum status review_page_print(
    const struct review *r, bool texts, struct buffer *out) MUST_CHECK;

#endif
