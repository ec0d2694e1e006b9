/**
 * internal.h - declarations shared by narrative*.c: names, dated lines, parts of a story.
 *
 * Functions that append to a buffer or add lines do not return an error. A buffer stores its own
 * error. narrative.no_memory records that a line or a name could not be stored.
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

/** The order of the sentences about one incident at one moment. Causes come first. */
enum narrative_rank {
    NARRATIVE_RANK_START,    /* the incident begins or is noticed */
    NARRATIVE_RANK_EVIDENCE, /* facts become known, others reply, the incident ends */
    NARRATIVE_RANK_DECISION, /* the victim concludes and decides */
    NARRATIVE_RANK_RESULT,   /* what follows at once from the decision */
    /* a decision is withdrawn, for example after a reply of this moment */
    NARRATIVE_RANK_CHANGE
};

/** A sentence and its day. Its text is narrative.text[from .. from + length). */
struct narrative_line {
    double day;
    int32_t block; /* number of the incident or act within the cascade */
    enum narrative_rank rank;
    /* number of the line in the order of adding; decides between lines of the same rank */
    int32_t step;
    size_t from, length;
};

struct narrative {
    const struct world *world;
    const struct recorder *recorder;
    const struct narrative_options *options;
    struct narrative_cascade cascade;
    struct narrative_page page;
    struct arena arena;
    /** Names by index, printable (text_visible()). A source without a name has NULL. */
    const char **states, **sources, **agreements, **types, **responses;
    struct buffer text;
    struct array lines;
    /** The block and the rank that the next line gets. */
    int32_t block;
    enum narrative_rank rank;
    bool no_memory;
};

/** Fills the names from the world. s->arena owns them. */
enum status narrative_wording_init(struct narrative *s) MUST_CHECK;

/**
 * Returns the name of a state as it appears in a sentence: "Ardia", "the third party"; "no state"
 * for NONE.
 */
const char *narrative_wording_state(const struct narrative *s, int32_t state);

/** Writes the name of a state in the possessive: "Ardia's", "the Netherlands'". Returns `out`. */
const char *narrative_wording_of(
    char out[TEXT_VISIBLE_BYTES + 4], const struct narrative *s, int32_t state);

/** Writes the date of a day of the run: "2 March 2022". Returns `out`. */
const char *narrative_wording_day(
    char out[TEXT_DAY_BYTES], const struct narrative *s, double day);

/**
 * Writes a share as "83 per cent", "more than 99 per cent" or "less than 1 per cent". Returns
 * `out`.
 */
const char *narrative_wording_percent(char out[NARRATIVE_PERCENT_BYTES], double share);

/**
 * Writes a duration in days as "less than a day", "a day", "12 days", "three months",
 * "two and a half years" or "two years and a month". Returns `out`.
 */
const char *narrative_wording_days(char out[NARRATIVE_PERCENT_BYTES], double days);

/** Returns whether two days of the run have the same date; false if one of them is NaN. */
bool narrative_wording_same_date(const struct narrative *s, double a, double b);

/**
 * Writes the time between two days of the run in the words of narrative_wording_days(). It counts
 * whole days between their dates.
 */
const char *narrative_wording_between(
    char out[NARRATIVE_PERCENT_BYTES], const struct narrative *s, double from, double to);

/** Writes a number as "no", "one", "two", ... "twelve", and above that in digits. */
const char *narrative_wording_count(char out[NARRATIVE_PERCENT_BYTES], int64_t n);

/** Returns the separator before name k of n names, counted from 0: "", ", " or " and ". */
const char *narrative_wording_join(int32_t k, int32_t n);

/** Returns `one` if n is 1, else `many`. */
const char *narrative_wording_plural(int64_t n, const char *one, const char *many);

/** Returns who was responsible for an incident: "Borvia", "a criminal group", "an accident". */
const char *narrative_wording_truth(
    const struct narrative *s, const struct trace_rows_incident *i);

/** Returns the kind of group behind an incident, without its name: "a criminal group". */
const char *narrative_wording_group(
    const struct narrative *s, const struct trace_rows_incident *i);

/** Writes how a chapter refers to an incident: "Borvia's second disruption". Returns `out`. */
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
    NARRATIVE_BELIEF_NONE,  /* the act is not a response */
    NARRATIVE_BELIEF_KNOWN, /* the act responds to an open act, whose actor is known */
    NARRATIVE_BELIEF_TRUE,
    NARRATIVE_BELIEF_WHO, /* wrong: the state named an actor that was not responsible */
    /* wrong: the state took espionage, pre-positioning or an accident for an attack */
    NARRATIVE_BELIEF_WHAT,
    NARRATIVE_BELIEF_COUNT
};
/** Returns the belief on which the act of a node was based. */
enum narrative_belief narrative_wording_belief(const struct narrative *s, int32_t node);
/** The words for each belief in a tree; NULL for NARRATIVE_BELIEF_NONE. */
extern const char *const narrative_wording_beliefs[NARRATIVE_BELIEF_COUNT];

/**
 * Returns the class of an incident by its effects. This is its class, except that a denial of
 * service meant to degrade is a disruption, because it leaves no damage to repair.
 */
int32_t narrative_severity_class(const struct trace_rows_incident *i);

/**
 * Appends the rung of the act of a node: "rung 6, destruction without casualties". If the rung is
 * named after another kind of act, appends other words that fit the act.
 */
void narrative_wording_rung(const struct narrative *s, int32_t node, struct buffer *out);

/** Returns the response in an event of the kind `event`; NONE if `e` is of another kind. */
int32_t narrative_wording_response_of(
    const struct narrative *s, const struct trace_rows_event *e, int32_t event);
/** Returns the open response that an event OBS_DECIDED reports; NONE if it reports none. */
int32_t narrative_wording_response(const struct narrative *s, const struct trace_rows_event *e);

/**
 * Returns the covert operation that was ordered on `day` because of an incident or act; NONE if
 * there was none.
 */
int32_t narrative_wording_covert(const struct narrative *s, int64_t id, double day);

/** Adds a line of one or more sentences on a day. Changes its first letter to a capital. */
void narrative_add(struct narrative *s, double day, const char *format, ...) PRINTF_LIKE(3, 4);

/**
 * These functions begin and end a story: its names, cascades and lines. Call narrative_end() in any
 * case.
 */
enum status narrative_begin(struct narrative *s, const struct recorder *recorder,
    const struct world *w, const struct narrative_options *options) MUST_CHECK;
void narrative_end(struct narrative *s);

/**
 * Returns the root of the cascade that contains an incident or act; NONE if the run has no incident
 * or act with this id.
 */
int32_t narrative_root(const struct narrative *s, int64_t id);

/** Adds the lines of the cascade with this root. */
void narrative_cascade_lines(struct narrative *s, int32_t root);

/**
 * Prints the lines in order of time, one paragraph for each date, and empties the list of lines.
 */
void narrative_lines_print(struct narrative *s, struct buffer *out);

/** Appends the title of the chapter about a cascade. */
void narrative_chapter_title(struct narrative *s, int32_t root, struct buffer *title);

/**
 * Prints the chapter about a cascade: its title, its lines and its tree. `number` stands in the
 * title; 0: no number.
 */
void narrative_chapter_print(
    struct narrative *s, int32_t number, int32_t root, struct buffer *out);

/**
 * Cascades with a higher precedence get a chapter first. Among cascades with the same precedence,
 * the weight decides.
 */
enum narrative_precedence {
    NARRATIVE_PRECEDENCE_OTHERS,
    /* the cascade began a crisis, or the totals of the run mention one of its acts */
    NARRATIVE_PRECEDENCE_TOLD_ELSEWHERE,
    NARRATIVE_PRECEDENCE_HIGHEST /* the gravest cascade with an act of the highest rung */
};

/** A cascade, whether it gets a chapter, and the values that decide this. */
struct narrative_chapter {
    int32_t root;
    bool shown;
    enum narrative_precedence precedence;
    double weight;
};

/**
 * Lists all cascades, in the order of their roots, and marks those that get a chapter. `state`:
 * only cascades that involve this state may get one; NONE: all may. `chapters` must have room for
 * as many elements as there are nodes. Sets *answers to the number of cascades that may get a
 * chapter. Returns the number of cascades.
 */
int32_t narrative_choice(const struct narrative *s, int32_t state,
    struct narrative_chapter *chapters, int32_t *answers);

/**
 * Prints the chapters, or adds their lines if options->by_date is set. `state`: only cascades that
 * involve this state; NONE: all.
 */
void narrative_chapters_print(struct narrative *s, int32_t state, struct buffer *out);

/** Sorts the lines by day. */
void narrative_sort(struct narrative *s);

/**
 * Appends to `line` the sentences of all lines that have the date of line *k, and moves *k past
 * these lines. Writes the date to `date` and returns it. Returns NULL after the last line.
 */
const char *narrative_next_date(
    const struct narrative *s, int32_t *k, char date[TEXT_DAY_BYTES], struct buffer *line);

/** Adds the lines about one incident. The responses to it have their own nodes. */
void narrative_incident_add(struct narrative *s, int32_t node);

/**
 * Adds a line if the settlement between two states ended on that day because of an act of the first
 * state. `attack`: the act is an attack for which the second state holds the first responsible.
 */
void narrative_crisis_add_break(
    struct narrative *s, double day, int32_t actor, int32_t target, bool attack);

/** Whether an agreement is in force on a day, and two parties of it cooperate under it. */
bool narrative_line_works(
    const struct narrative *s, int32_t agreement, int32_t a, int32_t b, double day);
/** Whether a crisis between two states began by `day` and did not end by that day. */
bool narrative_crisis_lasts(const struct narrative *s, int32_t a, int32_t b, double day);

/** Whether an event concerns the states a and b, in either direction. */
bool narrative_offer_is_between(const struct trace_rows_event *e, int32_t a, int32_t b);
/**
 * Returns the order because of which the receiver refused the offer of event k; NULL if it refused
 * for another reason.
 */
const struct trace_rows_event *narrative_offer_order(
    const struct narrative *s, const struct trace_rows_event *events, int32_t k);
/**
 * Appends the result of an offer of a settlement at event k: it was accepted, refused (with the
 * reason) or lost. Appends nothing if event k is the offer itself.
 */
void narrative_offer_put(
    struct narrative *s, const struct trace_rows_event *events, int32_t k, struct buffer *out);
/** For a crisis that ended by itself at event k: appends the offer that is still open, if any. */
void narrative_offer_put_overtaken(
    struct narrative *s, const struct trace_rows_event *events, int32_t k, struct buffer *out);

/**
 * Adds a line for event k of n: a crisis begins or ends, or a state replies to an off-ramp offer.
 */
void narrative_crisis_add(
    struct narrative *s, const struct trace_rows_event *events, int32_t n, int32_t k);

/** Appends the title of the scenario, and names the run and its policy. */
void narrative_opening_title(struct narrative *s, struct buffer *out);
/** Prints the title, the states, the period, the agreements, and how to read the story. */
void narrative_opening_write(struct narrative *s, struct buffer *out);
/** Adds dated lines about crises and agreements. */
void narrative_relations_add(struct narrative *s);
/** Prints the totals of the run. */
void narrative_sums_write(struct narrative *s, struct buffer *out);

/** Prints a cascade as an indented list, one node per item, with its id. */
void narrative_tree_print(struct narrative *s, int32_t root, struct buffer *out);

#endif
