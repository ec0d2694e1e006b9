/**
 * narrative_internal.h - what the files of a story share: names, dated lines, and who tells what.
 *
 * Internal to narrative*.c.
 */
#ifndef WORDS_NARRATIVE_INTERNAL_H
#define WORDS_NARRATIVE_INTERNAL_H

#include "base/arena.h"
#include "base/text.h"
#include "model/input/ladder.h"
#include "words/narrative.h"
#include "words/narrative_cascade.h"

enum {
    NARRATIVE_WIDTH = 92,
    NARRATIVE_INDENT = 2,
    NARRATIVE_NAMED = 12,
    NARRATIVE_PERCENT_BYTES = 48,
    NARRATIVE_REFERENCE_BYTES = 2 * TEXT_VISIBLE_BYTES
};

/** A sentence and the day it belongs to; the text stands in story.text. */
struct narrative_line {
    double day;
    int32_t step; /* order of telling on one day */
    size_t from, length;
};

struct narrative {
    const struct world *world;
    const struct recorder *recorder;
    const struct narrative_options *options;
    struct narrative_cascade cascade;
    struct arena arena;
    /** What people call them, fit to be shown; sources may have no name (NULL). */
    const char **states, **sources, **agreements, **types, **responses;
    struct buffer text;
    struct array lines;
    bool no_memory;
};

/** Makes the names. */
enum status narrative_wording_init(struct narrative *s) MUST_CHECK;

/** "Ardia", or "nobody" for NONE. */
const char *narrative_wording_state(const struct narrative *s, int32_t state);

/** "Ardia's", "the Netherlands'": for the next words. */
const char *narrative_wording_of(
    char out[TEXT_VISIBLE_BYTES + 4], const struct narrative *s, int32_t state);

/** The date of a day of the run. */
const char *narrative_wording_day(
    char out[TEXT_DAY_BYTES], const struct narrative *s, double day);

/** "83 %", "more than 99 %", "less than 1 %". */
const char *narrative_wording_percent(char out[NARRATIVE_PERCENT_BYTES], double share);

/** "a day", "12 days", "three years" from days. */
const char *narrative_wording_days(char out[NARRATIVE_PERCENT_BYTES], double days);

/** "one", "two", ... "twelve", then digits. */
const char *narrative_wording_count(char out[NARRATIVE_PERCENT_BYTES], int64_t n);

/** What stands before the k-th of n names: nothing, a comma, or "and". */
const char *narrative_wording_join(int32_t k, int32_t n);

/** The word that goes with that number. */
const char *narrative_wording_plural(int64_t n, const char *one, const char *many);

/** Who really did it, as a clause: "Borvia", "criminals whom no state directed", "an accident". */
const char *narrative_wording_truth(
    const struct narrative *s, const struct trace_rows_incident *i);

/** What an incident is called in its chapter: "Borvia's second disruption". */
const char *narrative_wording_reference(
    char out[NARRATIVE_REFERENCE_BYTES], const struct narrative *s, int32_t node);

#define NARRATIVE_DAY(s, day) narrative_wording_day((char[TEXT_DAY_BYTES]){0}, s, day)
#define NARRATIVE_OF(s, state) narrative_wording_of((char[TEXT_VISIBLE_BYTES + 4]){0}, s, state)
#define NARRATIVE_PERCENT(share)                                                               \
    narrative_wording_percent((char[NARRATIVE_PERCENT_BYTES]){0}, share)
#define NARRATIVE_DAYS(days) narrative_wording_days((char[NARRATIVE_PERCENT_BYTES]){0}, days)
#define NARRATIVE_COUNT(n) narrative_wording_count((char[NARRATIVE_PERCENT_BYTES]){0}, n)
#define NARRATIVE_REFERENCE(s, node)                                                           \
    narrative_wording_reference((char[NARRATIVE_REFERENCE_BYTES]){0}, s, node)

/** Whether two kinds of belief behind an answer to that incident were true. */
enum narrative_belief {
    NARRATIVE_BELIEF_NONE,  /* answers nothing */
    NARRATIVE_BELIEF_KNOWN, /* answers an open act: whose it was is known */
    NARRATIVE_BELIEF_TRUE,
    NARRATIVE_BELIEF_WHO,   /* another did it */
    NARRATIVE_BELIEF_WHAT,  /* it was no attack: espionage, or an accident */
    NARRATIVE_BELIEF_HASTY, /* a true word was under way */
    NARRATIVE_BELIEF_COUNT
};
enum narrative_belief narrative_wording_belief(const struct narrative *s, int32_t node);
extern const char *const narrative_wording_beliefs[NARRATIVE_BELIEF_COUNT];

/** The open response that an event decides on, NONE. */
int32_t narrative_wording_response(const struct narrative *s, const struct trace_rows_event *e);

/** Adds sentences to the chapter; the first letter becomes a capital. */
void narrative_say(struct narrative *s, double day, const char *format, ...) PRINTF_LIKE(3, 4);

/** Prints a paragraph that was put together, later lines `indent` deep, and empties it. */
void narrative_paragraph(
    struct narrative *s, struct buffer *line, int32_t indent, struct buffer *out);

/** All that is to be told of one incident, but not of its answers. */
void narrative_incident_tell(struct narrative *s, int32_t node);

/** An open act, and how the other side took it. */
void narrative_acts_tell(struct narrative *s, int32_t node);

/** "With that Ardia was in a crisis with Borvia", if one began on that day, `why` before it. */
void narrative_acts_crisis(
    struct narrative *s, double day, int32_t from, int32_t to, const char *why);

/** Whether what the answer of that node acted on was so. */
void narrative_acts_belief(struct narrative *s, int32_t node, double day);

/**
 * "to blame Borvia in public": what an open decision comes to; `strikes` if a covert one goes with
 * it and follows.
 */
void narrative_acts_intention(const struct narrative *s, int32_t response, int32_t target,
    bool strikes, struct buffer *out);

/** "blamed Borvia in public": what an executed act was. */
void narrative_acts_action(
    const struct narrative *s, int32_t response, int32_t target, struct buffer *out);

/** Who there is, from when to when, and what was agreed; what went on between states, as dated
 * lines; the sums. */
void narrative_opening_opening(struct narrative *s, struct buffer *out);
void narrative_opening_relations(struct narrative *s, struct buffer *out);
void narrative_opening_end(struct narrative *s, struct buffer *out);

/** The tree of a cascade. */
void narrative_tree_print(struct narrative *s, int32_t root, struct buffer *out);

#endif
