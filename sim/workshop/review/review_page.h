/**
 * review_page.h - the review of an exercise as one HTML file without scripts.
 */
#ifndef WORKSHOP_REVIEW_REVIEW_PAGE_H
#define WORKSHOP_REVIEW_REVIEW_PAGE_H

#include "base/buffer.h"
#include "workshop/review/review.h"

/** Text that every page contains in its first 4096 bytes. */
#define REVIEW_PAGE_MARK " - cbmsim review</title>"

/** Adds the page. `texts` false: without the texts that people wrote. */
enum status review_page_print(
    const struct review *r, bool texts, struct buffer *out) MUST_CHECK;

#endif
