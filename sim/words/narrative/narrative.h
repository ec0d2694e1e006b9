/**
 * narrative.h - the story of one run: what happened, what each side believed, what it did, and how
 * the other side read it.
 *
 * The story uses only the rows that the recorder has after a run, those of incidents.csv, acts.csv,
 * messages.csv and events.csv. A cascade is an incident without a parent, with all responses to it
 * and all incidents that spilled over from it. A chapter describes one cascade in dated lines and
 * ends with its tree. The narrator knows the truth and states it where a belief was wrong.
 *
 * The same run gives the same bytes: days and ids order everything. Names from the scenario are
 * printed as text_visible() prints them.
 */
#ifndef WORDS_NARRATIVE_H
#define WORDS_NARRATIVE_H

#include "observe/recorder.h"

enum { NARRATIVE_CHAPTERS = 40 };

struct narrative_options {
    const char *policy; /* its title */
    bool
        whole; /* a chapter for every cascade; else only for those with a response or a message */
    int32_t max_chapters; /* maximum; the most important are kept. 0: NARRATIVE_CHAPTERS, or no
                             maximum if `whole` */
};

/** Adds the story of the run in `recorder`, whose level must be RECORDER_EVENTS, to `out`. */
enum status narrative_print(const struct recorder *recorder, const struct world *w,
    const struct narrative_options *options, struct buffer *out) MUST_CHECK;

#endif
