/**
 * handouts.h - an exercise on paper: one HTML file for A4, in grey, without scripts.
 *
 * For each team one sheet (brief, aims, limits, secret, people) and one page of forms; the
 * agreements on offer; for the facilitator the goals, the plan, the injects with the truth, and
 * notes; cards with every text to hand over; the ladder, the glossary, the assumptions; an
 * observer's sheet and a feedback form. So an exercise can continue without a network and
 * without screens.
 */
#ifndef WORKSHOP_HANDOUTS_H
#define WORKSHOP_HANDOUTS_H

#include "base/buffer.h"
#include "scenario/words_file.h"

/** Text that every file of handouts contains in its first 4096 bytes. */
#define HANDOUTS_MARK " - cbmsim handouts</title>"

/**
 * Adds the whole file. `words`: texts in another language, or NULL for the scenario's own. The
 * scenario needs a workshop. The same scenario and words give the same bytes.
 */
enum status handouts_print(
    const struct scenario *s, const struct words_file *words, struct buffer *out) MUST_CHECK;

#endif
