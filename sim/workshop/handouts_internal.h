/**
 * handouts_internal.h - declarations shared by the files that implement handouts.h.
 *
 * handouts.c: the file, its texts in their language, and the pages for all participants.
 * handouts_team.c: the sheet and the forms of a team. handouts_facilitator.c: plan, injects,
 * notes and cards.
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
    const struct words_file *words; /* or NULL */
    const char *language;
    struct buffer *out;
};

enum { HANDOUTS_POINTER_BYTES = 256 };

/** Adds a word of the program. */
void handouts_word(const struct handouts *h, enum handout_word word);
/** Adds the text at a pointer, made like printf; marked if it is in another language. */
void handouts_text(const struct handouts *h, const char *pointer, ...) PRINTF_LIKE(2, 3);
/** Like handouts_text(), with a paragraph for each part of the text between empty lines. */
void handouts_paragraphs(const struct handouts *h, const char *pointer, ...) PRINTF_LIKE(2, 3);
/** Whether the scenario or the words file has that text. */
bool handouts_has(const struct handouts *h, const char *pointer, ...) PRINTF_LIKE(2, 3);
/** Adds the name of a state; its id if it has no name. */
void handouts_state(const struct handouts *h, const char *id);
/** Adds "Round 2 · The outage" of a step. `rounds`: rounds up to this one. */
void handouts_step(const struct handouts *h, const struct workshop_step *step, int32_t rounds);
/** The number of rounds among the steps at places 1 to `at`. */
int32_t handouts_rounds(const struct handouts *h, int64_t at);

/** Begin and end a page; `title` is its heading. `kind` is a CSS class. */
void handouts_page(const struct handouts *h, enum handout_word title, const char *kind);
void handouts_page_end(const struct handouts *h);
/** Adds a heading of the second order within a page. */
void handouts_heading(const struct handouts *h, enum handout_word title);
/** Add an empty box with a word, and lines to write on. */
void handouts_box(const struct handouts *h, enum handout_word word);
void handouts_lines(const struct handouts *h, int32_t count);

/** The pages of a team, and the page of the agreements on offer in talks. */
void handouts_team(const struct handouts *h, const struct workshop_seat *seat);
void handouts_offers(const struct handouts *h, const struct workshop_step *talks);
/** The pages of the facilitator. */
void handouts_facilitator(const struct handouts *h);
void handouts_cards(const struct handouts *h);

#endif
