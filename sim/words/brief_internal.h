/**
 * brief_internal.h - declarations shared by the files that implement brief.h.
 *
 *   brief.c             the description as a whole
 *   brief_world.c       states, sources and pairs
 *   brief_source.c      the operations of a source
 *   brief_event.c       traces and scripted events
 *   brief_group.c       groups of equal items
 *   brief_agreement.c   agreements
 *   brief_suspension.c  suspensions
 *   brief_assumed.c     assumptions, and the wording of documents
 *   brief_text.c        paragraphs, names, and numbers in words
 *
 * Functions named brief_add... append to the paragraph in `line`. brief_end_paragraph() moves this
 * paragraph to `out`. Buffers store their own errors.
 */
#ifndef WORDS_BRIEF_INTERNAL_H
#define WORDS_BRIEF_INTERNAL_H

#include "base/buffer.h"
#include "format/field.h"
#include "format/json_tree.h"
#include "words/brief.h"

enum { BRIEF_INDENT = 2 };

struct world;

struct brief_writer {
    struct buffer *out;
    struct buffer line; /* the current paragraph */
    const struct node *root;
    enum status status; /* the first error that is not stored in a buffer */
    bool md;
};

/**
 * Moves the paragraph from `line` to `out`, broken into lines. `indent`: number of spaces before
 * each line except the first.
 */
void brief_end_paragraph(struct brief_writer *w, int32_t indent);

/** Prints a heading of level 1 to 3. Changes its first letter to a capital. */
void brief_heading(struct brief_writer *w, int32_t level, const char *text);

/** Appends `before`, `text` and `after`; nothing if `text` is NULL or empty. */
void brief_add(struct brief_writer *w, const char *before, const char *text, const char *after);

/**
 * Appends " " and the text as a sentence, with a full stop if it has none. Appends nothing if the
 * text is NULL or empty.
 */
void brief_add_sentence(struct brief_writer *w, const char *text);

/** Appends a number with its noun: "4 states" or "1 state". */
void brief_add_count(struct brief_writer *w, int32_t n, const char *one, const char *more);

/** Appends a number with at most six significant digits. */
void brief_add_value(struct brief_writer *w, double value);

/** Appends the name of a member and its value with the unit: "latency 24 hours". */
void brief_add_number(struct brief_writer *w, const struct field *field, double value);

/**
 * Appends the numbers that the scenario sets in an object, separated by "; ". Returns how many
 * there are.
 */
int32_t brief_add_numbers(
    struct brief_writer *w, const struct record *record, const struct node *object);

/** Returns the record of the items of a top-level map of a scenario, such as "states". */
const struct record *brief_items_of(const char *map);

/** Whether the member `key` of an object is true. */
bool brief_is_true(const struct node *object, const char *key);

/**
 * Returns the name of an item that readers see: its invented name if the scenario uses invented
 * names, otherwise its name, or its id if it has no name.
 */
const char *brief_name(const struct brief_writer *w, const char *map, const char *id);

/**
 * Returns a text member that may contain real names; NULL if it is absent or hidden. If the
 * scenario uses invented names, the text is hidden unless it comes from the file that requests
 * invented names.
 */
const char *brief_text_of(
    const struct brief_writer *w, const struct node *object, const char *key);

/**
 * Appends the name of an item and, if it is not obvious from the name, its id. An invented name has
 * no id beside it.
 */
void brief_add_name(struct brief_writer *w, const char *map, const char *id);

/** Appends the name of a state as it appears in a sentence: "Ardia", "the third party". */
void brief_add_state(struct brief_writer *w, const char *id);

/** Appends `before` and an ISO date as "14 December 2021". */
void brief_add_date(struct brief_writer *w, const char *before, const char *date);

/** Whether a note only refers to another item: "As Alpha." */
bool brief_is_as_another(const char *notes);

/**
 * Groups the items of a map that are equal except for `members` (names, ended by NULL). For each
 * item, the returned array has the index of the first item of its group. The caller frees the
 * array. Returns NULL if memory runs out.
 */
int32_t *brief_group(
    struct brief_writer *w, const struct node *map, const char *const *members);

/**
 * Returns the size of the group whose first item is `first`. `leader` is the array that
 * brief_group() returned.
 */
int32_t brief_group_size(const int32_t *leader, int32_t count, int32_t first);

/** Whether the only target of a source is its home state. */
bool brief_works_at_home(const struct node *source);

/**
 * Describes the operations of a source. `alone` is false if the source stands for a group of equal
 * sources.
 */
void brief_add_operations(struct brief_writer *w, const struct node *source, bool alone);

/* These functions print the sections of the description. `world` is the world of any one of the
   policies. */
void brief_write_world(struct brief_writer *w, const struct world *world);
void brief_write_trace(struct brief_writer *w, const struct world *world);
void brief_write_injects(struct brief_writer *w);
void brief_write_harm(struct brief_writer *w);
void brief_write_agreements(struct brief_writer *w);
void brief_write_assumptions(struct brief_writer *w);

/**
 * Appends the words of the document for a measure (enum measure_words), and their value. Appends
 * nothing if the measure does not state the words.
 */
void brief_add_words(struct brief_writer *w, const struct node *measure);
/**
 * Appends that a measure on the doctrinal distance has no effect, if no two parties of the
 * agreement differ in doctrine.
 */
void brief_add_no_distance(
    struct brief_writer *w, const struct node *agreement, const struct node *measure);

/** Describes how a crisis suspends the agreement. Rates per day are printed as mean times. */
void brief_add_suspension(struct brief_writer *w, const struct node *suspension);
/** Appends whether a party may suspend the agreement toward another party. */
void brief_add_may_suspend(struct brief_writer *w, const struct node *agreement);

#endif
