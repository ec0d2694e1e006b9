/**
 * story_parts.h - what the files of a story share: names, dated lines, and who tells what.
 *
 * Internal to story*.c.
 */
#ifndef WORDS_STORY_PARTS_H
#define WORDS_STORY_PARTS_H

#include "base/arena.h"
#include "base/text.h"
#include "model/input/ladder.h"
#include "words/story.h"
#include "words/story_forest.h"

enum {
    STORY_WIDTH = 92,
    STORY_INDENT = 2,
    STORY_NAMED = 12,
    STORY_PERCENT_BYTES = 48,
    STORY_REFERENCE_BYTES = 2 * TEXT_VISIBLE_BYTES
};

/** A sentence and the day it belongs to; the text stands in story.text. */
struct story_line {
    double day;
    int32_t step; /* order of telling on one day */
    size_t from, length;
};

struct story {
    const struct world *world;
    const struct recorder *recorder;
    const struct story_options *options;
    struct story_forest forest;
    struct arena arena;
    /** What people call them, fit to be shown; sources may have no name (NULL). */
    const char **states, **sources, **agreements, **types, **responses;
    struct buffer text;
    struct pool lines;
    bool no_memory;
};

/** Makes the names. */
enum status story_words_init(struct story *s) MUST_CHECK;

/** "Ardia", or "nobody" for NONE. */
const char *story_words_state(const struct story *s, int32_t state);

/** "Ardia's", "the Netherlands'": for the next words. */
const char *story_words_of(
    char out[TEXT_VISIBLE_BYTES + 4], const struct story *s, int32_t state);

/** The date of a day of the run. */
const char *story_words_day(char out[TEXT_DAY_BYTES], const struct story *s, double day);

/** "83 %", "more than 99 %", "less than 1 %". */
const char *story_words_percent(char out[STORY_PERCENT_BYTES], double share);

/** "a day", "12 days", "three years" from days. */
const char *story_words_days(char out[STORY_PERCENT_BYTES], double days);

/** "one", "two", ... "twelve", then digits. */
const char *story_words_count(char out[STORY_PERCENT_BYTES], int64_t n);

/** What stands before the k-th of n names: nothing, a comma, or "and". */
const char *story_words_join(int32_t k, int32_t n);

/** The word that goes with that number. */
const char *story_words_plural(int64_t n, const char *one, const char *many);

/** Who really did it, as a clause: "Borvia", "criminals whom no state directed", "an accident". */
const char *story_words_truth(const struct story *s, const struct trace_rows_incident *i);

/** What an incident is called in its chapter: "Borvia's second disruption". */
const char *story_words_reference(
    char out[STORY_REFERENCE_BYTES], const struct story *s, int32_t node);

#define STORY_DAY(s, day) story_words_day((char[TEXT_DAY_BYTES]){0}, s, day)
#define STORY_OF(s, state) story_words_of((char[TEXT_VISIBLE_BYTES + 4]){0}, s, state)
#define STORY_PERCENT(share) story_words_percent((char[STORY_PERCENT_BYTES]){0}, share)
#define STORY_DAYS(days) story_words_days((char[STORY_PERCENT_BYTES]){0}, days)
#define STORY_COUNT(n) story_words_count((char[STORY_PERCENT_BYTES]){0}, n)
#define STORY_REFERENCE(s, node)                                                               \
    story_words_reference((char[STORY_REFERENCE_BYTES]){0}, s, node)

/** Whether two kinds of belief behind an answer to that incident were true. */
enum story_belief {
    STORY_BELIEF_NONE,  /* answers nothing */
    STORY_BELIEF_KNOWN, /* answers an open act: whose it was is known */
    STORY_BELIEF_TRUE,
    STORY_BELIEF_WHO,   /* another did it */
    STORY_BELIEF_WHAT,  /* it was no attack: espionage, or an accident */
    STORY_BELIEF_HASTY, /* a true word was under way */
    STORY_BELIEF_COUNT
};
enum story_belief story_words_belief(const struct story *s, int32_t node);
extern const char *const story_words_beliefs[STORY_BELIEF_COUNT];

/** The open response that an event decides on, NONE. */
int32_t story_words_response(const struct story *s, const struct trace_rows_event *e);

/** Adds sentences to the chapter; the first letter becomes a capital. */
void story_say(struct story *s, double day, const char *format, ...) PRINTF_LIKE(3, 4);

/** Prints a paragraph that was put together, later lines `indent` deep, and empties it. */
void story_paragraph(struct story *s, struct buffer *line, int32_t indent, struct buffer *out);

/** All that is to be told of one incident, but not of its answers. */
void story_incident_tell(struct story *s, int32_t node);

/** An open act, and how the other side took it. */
void story_act_tell(struct story *s, int32_t node);

/** "With that Ardia was in a crisis with Borvia", if one began on that day, `why` before it. */
void story_act_crisis(struct story *s, double day, int32_t from, int32_t to, const char *why);

/** Whether what the answer of that node acted on was so. */
void story_act_belief(struct story *s, int32_t node, double day);

/**
 * "to blame Borvia in public": what an open decision comes to; `strikes` if a covert one goes with
 * it and follows.
 */
void story_act_intention(
    const struct story *s, int32_t response, int32_t target, bool strikes, struct buffer *out);

/** "blamed Borvia in public": what an executed act was. */
void story_act_deed(
    const struct story *s, int32_t response, int32_t target, struct buffer *out);

/** Who there is, from when to when, and what was agreed; what went on between states, as dated
 * lines; the sums. */
void story_frame_opening(struct story *s, struct buffer *out);
void story_frame_relations(struct story *s, struct buffer *out);
void story_frame_end(struct story *s, struct buffer *out);

/** The tree of a cascade. */
void story_tree_print(struct story *s, int32_t root, struct buffer *out);

#endif
