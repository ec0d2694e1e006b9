/**
 * narrative.h - one run told in words: what happened, what each side believed, what it did, and
 * what the other side made of it.
 *
 * A story is made from the rows that the recorder holds after a run, so that it says what
 * incidents.csv, acts.csv, messages.csv and events.csv of that run say, and from nothing else. An
 * incident without parent, with all that answers it or spilled over from it, is a cascade; a
 * chapter tells one cascade in dated lines and ends with its tree. The narrator knows the truth
 * and says so where it differs from what a side believed.
 *
 * Same bytes from the same run: days and identities order everything. Names that people gave are
 * shown as text_visible() shows them.
 */
#ifndef WORDS_NARRATIVE_H
#define WORDS_NARRATIVE_H

#include "observe/recorder.h"

enum { NARRATIVE_CHAPTERS = 40 };

struct narrative_options {
    const char *policy;   /* what people call it */
    bool whole;           /* a chapter for every cascade; else only for those with an answer */
    int32_t max_chapters; /* the weightiest that many; 0: NARRATIVE_CHAPTERS, all if whole */
};

/** Tells the run that `recorder`, at level RECORDER_EVENTS, holds. */
enum status narrative_print(const struct recorder *recorder, const struct world *w,
    const struct narrative_options *options, struct buffer *out) MUST_CHECK;

#endif
