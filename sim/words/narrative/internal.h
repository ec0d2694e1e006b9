/**
 * internal.h - declarations shared by narrative*.c: names, dated lines, parts of a story.
 *
 * Functions that add to a buffer or to the lines do not fail: a buffer keeps its own error, and
 * narrative.no_memory records that a line or a name was lost.
 */
#ifndef WORDS_NARRATIVE_INTERNAL_H
#define WORDS_NARRATIVE_INTERNAL_H

#include "base/arena.h"
#include "base/text.h"
#include "model/input/ladder.h"
#include "words/narrative/narrative.h"
#include "words/narrative/narrative_cascade.h"
#include "words/narrative/narrative_page.h"

enum {
    NARRATIVE_INDENT = 2,
    NARRATIVE_NAMED = 16,
    NARRATIVE_PERCENT_BYTES = 48,
    NARRATIVE_REFERENCE_BYTES = 2 * TEXT_VISIBLE_BYTES
};

/** The order of sentences about one incident at one moment: causes come first. */
enum narrative_rank {
    NARRATIVE_RANK_START,    /* it begins, is noticed */
    NARRATIVE_RANK_EVIDENCE, /* what becomes known, what others reply, and its end */
    NARRATIVE_RANK_DECISION, /* what the victim concludes and decides */
    NARRATIVE_RANK_RESULT    /* what the decision brings about at once */
};

/** A sentence and its day. Its text is narrative.text[from .. from + length). */
struct narrative_line {
    double day;
    int32_t block; /* index, in the order of the cascade, of its incident or act */
    enum narrative_rank rank;
    int32_t step; /* order in which it was added; decides within a rank */
    size_t from, length;
};

struct narrative {
    const struct world *world;
    const struct recorder *recorder;
    const struct narrative_options *options;
    struct narrative_cascade cascade;
    struct narrative_page page;
    struct arena arena;
    /** Display names by index, as text_visible() makes them; a source without a name has NULL. */
    const char **states, **sources, **agreements, **types, **responses;
    struct buffer text;
    struct array lines;
    /** Members of the lines that are added next. */
    int32_t block;
    enum narrative_rank rank;
    bool no_memory;
};

/** Fills the names from the world; s->arena owns them. */
enum status narrative_wording_init(struct narrative *s) MUST_CHECK;

/** "Ardia", "the third party"; "no state" for NONE. */
const char *narrative_wording_state(const struct narrative *s, int32_t state);

/** The name in the possessive: "Ardia's", "the Netherlands'". Returns `out`. */
const char *narrative_wording_of(
    char out[TEXT_VISIBLE_BYTES + 4], const struct narrative *s, int32_t state);

/** The date of a day of the run: "2 March 2022". Returns `out`. */
const char *narrative_wording_day(
    char out[TEXT_DAY_BYTES], const struct narrative *s, double day);

/** "83 per cent", "more than 99 per cent", "less than 1 per cent". */
const char *narrative_wording_percent(char out[NARRATIVE_PERCENT_BYTES], double share);

/** A duration in days as "less than a day", "a day", "12 days", "three months", "two years". */
const char *narrative_wording_days(char out[NARRATIVE_PERCENT_BYTES], double days);

/** Number of days between the dates of two moments of the run. */
int64_t narrative_wording_dates(const struct narrative *s, double from, double to);

/** The time between two moments of the run, in whole days between their dates, in the words of
 * narrative_wording_days(). */
const char *narrative_wording_between(
    char out[NARRATIVE_PERCENT_BYTES], const struct narrative *s, double from, double to);

/** "no", "one", "two", ... "twelve", then digits. */
const char *narrative_wording_count(char out[NARRATIVE_PERCENT_BYTES], int64_t n);

/** The separator before the k-th of n names, from 0: "", ", " or " and ". */
const char *narrative_wording_join(int32_t k, int32_t n);

/** `one` if n is 1, else `many`. */
const char *narrative_wording_plural(int64_t n, const char *one, const char *many);

/** Who was responsible: "Borvia", "a criminal group", "an accident". */
const char *narrative_wording_truth(
    const struct narrative *s, const struct trace_rows_incident *i);

/** The kind of group behind an incident, without a name: "a criminal group". */
const char *narrative_wording_group(
    const struct narrative *s, const struct trace_rows_incident *i);

/** How a chapter refers to an incident: "Borvia's second disruption". Returns `out`. */
const char *narrative_reference(
    char out[NARRATIVE_REFERENCE_BYTES], const struct narrative *s, int32_t node);

#define NARRATIVE_DAY(s, day) narrative_wording_day((char[TEXT_DAY_BYTES]){0}, s, day)
#define NARRATIVE_OF(s, state) narrative_wording_of((char[TEXT_VISIBLE_BYTES + 4]){0}, s, state)
#define NARRATIVE_PERCENT(share)                                                               \
    narrative_wording_percent((char[NARRATIVE_PERCENT_BYTES]){0}, share)
#define NARRATIVE_DAYS(days) narrative_wording_days((char[NARRATIVE_PERCENT_BYTES]){0}, days)
#define NARRATIVE_BETWEEN(s, from, to)                                                         \
    narrative_wording_between((char[NARRATIVE_PERCENT_BYTES]){0}, s, from, to)
#define NARRATIVE_COUNT(n) narrative_wording_count((char[NARRATIVE_PERCENT_BYTES]){0}, n)
#define NARRATIVE_REFERENCE(s, node)                                                           \
    narrative_reference((char[NARRATIVE_REFERENCE_BYTES]){0}, s, node)

/** The belief on which a response was based. */
enum narrative_belief {
    NARRATIVE_BELIEF_NONE,  /* it is no response */
    NARRATIVE_BELIEF_KNOWN, /* it responds to an open act, whose actor is known */
    NARRATIVE_BELIEF_TRUE,
    NARRATIVE_BELIEF_WHO,  /* a wrong attribution */
    NARRATIVE_BELIEF_WHAT, /* espionage, preparation or an accident, read as an attack */
    NARRATIVE_BELIEF_COUNT
};
/** The belief behind the act of a node. */
enum narrative_belief narrative_wording_belief(const struct narrative *s, int32_t node);
/** Words for a tree, by enum narrative_belief; NULL for NARRATIVE_BELIEF_NONE. */
extern const char *const narrative_wording_beliefs[NARRATIVE_BELIEF_COUNT];

/** Adds the rung of the act of a node: "rung 6, destruction without casualties". If the rung is
 * named after another kind of act, the words are different. */
void narrative_wording_rung(const struct narrative *s, int32_t node, struct buffer *out);

/** The open response that an event OBS_DECIDED reports, else NONE. */
int32_t narrative_wording_response(const struct narrative *s, const struct trace_rows_event *e);

/** The covert operation that was ordered about that incident or act on that day, else NONE. */
int32_t narrative_wording_covert(const struct narrative *s, int64_t id, double day);

/** Adds a line of one or more sentences on a day; its first letter becomes a capital. */
void narrative_add(struct narrative *s, double day, const char *format, ...) PRINTF_LIKE(3, 4);

/** Begins and ends a story: names, cascades, lines. Call narrative_end() in any case. */
enum status narrative_begin(struct narrative *s, const struct recorder *recorder,
    const struct world *w, const struct narrative_options *options) MUST_CHECK;
void narrative_end(struct narrative *s);

/** The root of the cascade that contains an incident or act; NONE if the run has no incident or
 * act with this id. */
int32_t narrative_root(const struct narrative *s, int64_t id);

/** Adds the lines of a cascade. */
void narrative_cascade_lines(struct narrative *s, int32_t root);

/** Prints the lines in order of time, one paragraph for each date, and empties the list. */
void narrative_lines_print(struct narrative *s, struct buffer *out);

/** Adds the title of the chapter about a cascade. */
void narrative_chapter_title(struct narrative *s, int32_t root, struct buffer *title);

/** Prints the chapter about a cascade: title (with its number, 0: none), lines, tree. */
void narrative_chapter_print(
    struct narrative *s, int32_t number, int32_t root, struct buffer *out);

/** Which cascades get a chapter first; within one of these, the weight decides. */
enum narrative_precedence {
    NARRATIVE_PRECEDENCE_OTHERS,
    NARRATIVE_PRECEDENCE_TOLD_ELSEWHERE, /* it began a crisis, or the totals of the run name its act */
    NARRATIVE_PRECEDENCE_HIGHEST         /* the gravest with an act of the highest rung */
};

/** A cascade: whether it gets a chapter, and its place among those that may get one. */
struct narrative_chapter {
    int32_t root;
    bool shown;
    enum narrative_precedence precedence;
    double weight;
};

/**
 * Lists all cascades, in the order of their roots, and marks those that get a chapter. `state`
 * NONE: of all states. `chapters` has room for all nodes. *answers: number that may get one.
 * Returns the number of cascades.
 */
int32_t narrative_choice(const struct narrative *s, int32_t state,
    struct narrative_chapter *chapters, int32_t *answers);

/** Prints the chapters, or adds their lines if options->by_date. `state` NONE: of all states. */
void narrative_chapters_print(struct narrative *s, int32_t state, struct buffer *out);

/** Sorts the lines by day. */
void narrative_sort(struct narrative *s);

/**
 * Appends to `line` the sentences of all lines that have the date of line *k, and moves *k past
 * these lines. Returns the date, written to `date`; NULL at the end.
 */
const char *narrative_next_date(
    const struct narrative *s, int32_t *k, char date[TEXT_DAY_BYTES], struct buffer *line);

/** Adds the lines about one incident, without the responses to it. */
void narrative_incident_add(struct narrative *s, int32_t node);

/** Adds the lines about an open act and about the judgement of its target. */
void narrative_acts_add(struct narrative *s, int32_t node);

/** Adds "This brought Ardia and Borvia into a crisis." if the incident or act did so on that
 * day. `by_belief`: the cause was the conclusion of the victim, not an act. */
void narrative_acts_crisis(struct narrative *s, double day, int64_t id, bool by_belief);

/** Adds that an open act ends the settlement between its actor and target, if it is the first
 * such act. */
void narrative_crisis_add_break(struct narrative *s, int32_t node);

/** Adds the line of event k of n: a crisis that begins or ends, or the reply to an off-ramp
 * offer. */
void narrative_crisis_add(
    struct narrative *s, const struct trace_rows_event *events, int32_t n, int32_t k);

/** Adds "This was an escalation.", a term that the opening of the story explains, if the
 * response of a node was one. */
void narrative_acts_escalation(struct narrative *s, int32_t node);

/** Adds a sentence if the act of that node was based on an error. */
void narrative_acts_belief(struct narrative *s, int32_t node, double day);

/** The node of the open act to which the act of a node responds; NONE if there is none. */
int32_t narrative_replies_trigger(const struct narrative *s, int32_t node);

/**
 * The words for a response to the open act of the node `trigger`, if they differ from those for
 * an incident, else NULL. They differ because the actor of an open act is known, so that no
 * actor has to be blamed for it. NULL also for trigger NONE.
 */
const char *narrative_replies_words(
    const struct narrative *s, int32_t response, int32_t trigger);

/** If the earlier decision `called` (NULL: none) asked for consultations, adds whether they
 * took place by the day of the decision `next`. */
void narrative_replies_add_consultations(struct narrative *s,
    const struct trace_rows_event *called, const struct trace_rows_event *next);

/**
 * Adds what the author of a retraction retracts: its open acts against that state about the
 * same incident. A covert operation, which it denies, is not mentioned.
 */
void narrative_replies_put_retraction(
    const struct narrative *s, int32_t node, struct buffer *out);
/** Whether the target of an act denies the accusation in public, in addition to its
 * decision. */
bool narrative_replies_is_denied(const struct narrative *s, int32_t node);

/** Adds "to reject ..." for "rejected ...": the first word ends in "ed". */
void narrative_replies_infinitive(const char *action, struct buffer *out);

/** The trigger of a decision, and the circumstances that change its words. */
struct narrative_decision {
    int32_t incident_class; /* class of the incident that is decided on; NONE: an open act */
    int32_t trigger;        /* the node of that act; NONE: an incident */
    bool strikes;           /* a covert operation is decided at the same time */
    bool over;              /* the incident has ended before the decision */
    bool helped;            /* the state also asks others for help */
};
/** Adds the decision as "to blame Borvia in public". */
void narrative_acts_intention(const struct narrative *s, int32_t response, int32_t target,
    const struct narrative_decision *decision, struct buffer *out);

/** Adds a covert response to an incident, or to an open act (NULL), as "to strike back at Ardia". */
void narrative_acts_strike(const struct narrative *s, const struct trace_rows_incident *i,
    int32_t response, int32_t target, struct buffer *out);

/** Adds that a hostile order in response to the incident or act of a node was withdrawn, if the
 * event reports that. */
void narrative_acts_withdrawal(
    struct narrative *s, const struct trace_rows_event *e, int32_t node);

/** Adds the executed act of a node as "blamed Borvia in public". */
void narrative_acts_action(const struct narrative *s, int32_t node, struct buffer *out);

/** The title of the scenario, the run and its policy. */
void narrative_opening_title(struct narrative *s, struct buffer *out);
/** The title, the states, the period, the agreements, and how to read the story. */
void narrative_opening_write(struct narrative *s, struct buffer *out);
/** Adds dated lines about crises and agreements. */
void narrative_relations_add(struct narrative *s);
/** Totals of the run. */
void narrative_opening_end(struct narrative *s, struct buffer *out);

/** Prints a cascade as an indented list, one node per item, with its id. */
void narrative_tree_print(struct narrative *s, int32_t root, struct buffer *out);

#endif
