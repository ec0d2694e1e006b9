/**
 * narrative.h - prints the story of one run: the events, the beliefs and decisions of each side,
 * and how the other side interpreted them.
 *
 * The story uses only the rows that the recorder has after a run: those of incidents.csv, acts.csv,
 * messages.csv and events.csv. A cascade is an incident without a parent, together with all
 * responses to it and all incidents that spilled over from it. A chapter describes one cascade in
 * dated lines and ends with a tree of it. The story states the truth wherever a belief was wrong.
 *
 * The same run gives the same bytes, because everything is ordered by days and ids. Names from the
 * scenario are printed as text_visible() prints them.
 */
#ifndef WORDS_NARRATIVE_NARRATIVE_H
#define WORDS_NARRATIVE_NARRATIVE_H

#include "observe/recorder.h"

enum {
    NARRATIVE_CHAPTERS = 40,
    NARRATIVE_WIDTH = 92,
    NARRATIVE_WIDTH_MIN = 40,
    NARRATIVE_WIDTH_MAX = 1000
};

struct narrative_options {
    const char *policy; /* title of the policy */
    /* print a chapter for every cascade; otherwise only for cascades with a response or a
       message */
    bool whole;
    /* Maximum number of chapters; 0 means NARRATIVE_CHAPTERS, or no maximum if `whole` is set. If
       there are more cascades, they are chosen in this order: first the gravest cascade with an act
       of the highest rung, then those that began a crisis or have the first act of that rung, then
       those with the largest weight (harm, number of responses, depth). */
    int32_t max_chapters;
    int64_t incident; /* id of an incident or act: print only its cascade; 0: print all */
    /* id of a state: print only cascades with an act of this state or against it; NULL: print
       all */
    const char *state;
    bool by_date;  /* print one list of dates in place of chapters */
    int32_t width; /* characters in a line of text; 0: NARRATIVE_WIDTH */
    bool html;     /* print an HTML page; otherwise text */
    /* for HTML, print a part of another page: no frame, no title, and headings of level 3 */
    bool part;
};

/**
 * Appends the story of the run in `recorder` to `out`. The level of the recorder must be
 * RECORDER_EVENTS. Returns STATUS_BAD_INPUT if the id of an incident or act in the options is not
 * in the run, or if the id of a state is not in the world.
 */
enum status narrative_print(const struct recorder *recorder, const struct world *w,
    const struct narrative_options *options, struct buffer *out, struct failure *f) MUST_CHECK;

/** One of the two runs of a comparison. */
struct narrative_twin {
    const struct recorder *recorder;
    const struct world *world;
    const char *policy; /* title of the policy */
};

/**
 * Appends the cascade of one incident or act (options->incident) in two runs side by side, date by
 * date. The runs are the same replication under two policies. What happened in both runs on the
 * same date is printed once. Of the other options only width and html have an effect. Returns
 * STATUS_BAD_INPUT if neither run has this incident or act.
 */
enum status narrative_twin_print(const struct narrative_twin twins[2],
    const struct narrative_options *options, struct buffer *out, struct failure *f) MUST_CHECK;

#endif
