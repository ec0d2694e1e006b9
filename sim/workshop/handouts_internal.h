/**
 * handouts_internal.h - declarations shared by the files that implement handouts.h.
 *
 *   handouts.c              the file as a whole, its texts in their language, and the pages for all
 *                           participants
 *   handouts_team.c         the sheet and the forms of a team
 *   handouts_facilitator.c  plan, injects, notes and cards
 */
#ifndef WORKSHOP_HANDOUTS_INTERNAL_H
#define WORKSHOP_HANDOUTS_INTERNAL_H

#include "base/buffer.h"
#include "workshop/handout_words.h"
#include "workshop/handouts.h"

struct handouts {
    const struct scenario *scenario;
    const struct workshop *workshop;
    const struct world *world;
    const struct words_file *words; /* may be NULL */
    const char *language;
    struct buffer *out;
};

enum { HANDOUTS_POINTER_BYTES = 256 };

/** Appends a word of the program. */
void handouts_word(const struct handouts *h, enum handout_word word);
/**
 * Appends the text at a JSON pointer. The pointer is formatted like printf. The text is marked with
 * its language if this is not the language of the page.
 */
void handouts_text(const struct handouts *h, const char *pointer, ...) PRINTF_LIKE(2, 3);
/** Like handouts_text(). Parts of the text between empty lines become paragraphs. */
void handouts_paragraphs(const struct handouts *h, const char *pointer, ...) PRINTF_LIKE(2, 3);
/** Whether the scenario or the words file has that text. */
bool handouts_has(const struct handouts *h, const char *pointer, ...) PRINTF_LIKE(2, 3);
/** Appends the name of a state, or its id if it has no name. */
void handouts_state(const struct handouts *h, const char *id);
/**
 * Appends the name of a step: "Round 2 · The outage". `rounds` is the number of rounds up to this
 * step.
 */
void handouts_step(const struct handouts *h, const struct workshop_step *step, int32_t rounds);
/** Returns the number of rounds among steps 1 to `at`. */
int32_t handouts_rounds(const struct handouts *h, int64_t at);

/** These functions begin and end a page. `title` is its heading; `kind` is a CSS class. */
void handouts_page(const struct handouts *h, enum handout_word title, const char *kind);
void handouts_page_end(const struct handouts *h);
/** Appends a heading of the second level. */
void handouts_heading(const struct handouts *h, enum handout_word title);
/** These functions append an empty box with a word, and lines to write on. */
void handouts_box(const struct handouts *h, enum handout_word word);
void handouts_lines(const struct handouts *h, int32_t count);

/** These functions append the pages of a team, and the page of the agreements on offer in talks. */
void handouts_team(const struct handouts *h, const struct workshop_seat *seat);
void handouts_offers(const struct handouts *h, const struct workshop_step *talks);
/** Appends the pages of the facilitator. */
void handouts_facilitator(const struct handouts *h);
void handouts_cards(const struct handouts *h);

#endif
