/**
 * handouts.h - prints an exercise on paper: one HTML file for A4, in grey, without scripts.
 *
 * The file has one sheet for each team (brief, aims, limits, secret, people) and one page of forms.
 * For all teams it has the agreements on offer, the escalation ladder, the glossary and the
 * assumptions. For the facilitator it has the goals, the plan, the injects with the truth, notes,
 * and cards with every text to hand over. A sheet for observers and a form for feedback follow.
 * With this file, an exercise can continue without a network and without screens.
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
