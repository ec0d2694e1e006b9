/**
 * handouts.h - prints an exercise on paper: one HTML file for A4, in grey, without scripts.
 *
 * It has one sheet for each team (brief, aims, limits, secret, people) and one page of forms; the
 * agreements on offer; for the facilitator the goals, the plan, the injects with the truth, and
 * notes; cards with every text to hand over; the escalation ladder, the glossary, the assumptions;
 * a sheet for observers and a form for feedback. With it, an exercise can continue without a
 * network and without screens.
 */
#ifndef WORKSHOP_HANDOUTS_H
#define WORKSHOP_HANDOUTS_H

#include "base/buffer.h"
#include "scenario/words_file.h"

/** A text that every file of handouts contains in its first 4096 bytes. */
#define HANDOUTS_MARK " - cbmsim handouts</title>"

/**
 * Appends the whole file. `words` has the texts in another language; NULL: the texts of the
 * scenario. The scenario must have a workshop. The same scenario and words give the same bytes.
 */
enum status handouts_print(
    const struct scenario *s, const struct words_file *words, struct buffer *out) MUST_CHECK;

#endif
