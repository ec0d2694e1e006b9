/**
 * narrative.h - the story of one run: the events, the beliefs and decisions of each side, and
 * how the other side interpreted them.
 *
 * The story uses only the rows that the recorder has after a run, those of incidents.csv,
 * acts.csv, messages.csv and events.csv. A cascade is an incident without a parent, with all
 * responses to it and all incidents that spilled over from it. A chapter describes one cascade
 * in dated lines and ends with its tree. The narrator knows the truth and states it where a
 * belief was wrong.
 *
 * The same run gives the same bytes: days and ids order everything. Names from the scenario are
 * printed as text_visible() prints them.
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
    const char *policy; /* its title */
    bool whole;         /* a chapter for every cascade; else only for those with a response or a
                             message */
    int32_t max_chapters; /* maximum; kept are first the gravest cascade with an act of the
                             highest rung, then those that began a crisis or have the first
                             act of that rung, then those with the largest weight (harm,
                             responses, depth). 0: NARRATIVE_CHAPTERS, or no maximum if
                             `whole` */
    int64_t incident;     /* not 0: only the cascade of this incident or act (its id) */
    const char *state;    /* id; not NULL: only cascades with an act of or against this state */
    bool by_date;         /* one list of dates in place of chapters */
    int32_t width;        /* characters in a line of text; 0: NARRATIVE_WIDTH */
    bool html;            /* an HTML page; else text */
    bool part; /* html: a part of another page: no frame, no title, headings of level 3 */
};

/**
 * Adds the story of the run in `recorder`, whose level must be RECORDER_EVENTS, to `out`.
 * STATUS_BAD_INPUT if the run has no such incident or act, or the world no such state.
 */
enum status narrative_print(const struct recorder *recorder, const struct world *w,
    const struct narrative_options *options, struct buffer *out, struct failure *f) MUST_CHECK;

/** One run of a comparison. */
struct narrative_twin {
    const struct recorder *recorder;
    const struct world *world;
    const char *policy; /* its title */
};

/**
 * Adds the cascade of one incident or act (options->incident) in two runs side by side, date by
 * date: the same replication under two policies. What happened in both runs on the same date is
 * written once. Of the other options only width and html have an effect. STATUS_BAD_INPUT if
 * neither run has this incident.
 */
enum status narrative_twin_print(const struct narrative_twin twins[2],
    const struct narrative_options *options, struct buffer *out, struct failure *f) MUST_CHECK;

#endif
