/**
 * brief_internal.h - declarations shared by the files that implement brief.h.
 *
 * brief.c: the brief as a whole. brief_world.c: states, sources and pairs. brief_source.c:
 * operations of a source. brief_event.c: traces and scripted events. brief_group.c: groups of
 * equal items. brief_agreement.c: agreements. brief_assumed.c: assumptions, and the words of
 * documents. brief_text.c: paragraphs, names and numbers in words.
 *
 * Functions named brief_add... append to the paragraph in `line`; brief_end_paragraph() moves
 * it to `out`. Buffers keep their own errors.
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
    enum status status; /* the first error that no buffer keeps */
    bool md;
};

/** Moves the paragraph to `out`, in lines; all but the first are indented. */
void brief_end_paragraph(struct brief_writer *w, int32_t indent);

/** A heading of level 1 to 3; its first letter becomes a capital. */
void brief_heading(struct brief_writer *w, int32_t level, const char *text);

/** Adds `before`, `text`, `after`; nothing if `text` is NULL or empty. */
void brief_add(struct brief_writer *w, const char *before, const char *text, const char *after);

/**
 * Adds " " and the text as a sentence, with a full stop if it has none; nothing if NULL or
 * empty.
 */
void brief_add_sentence(struct brief_writer *w, const char *text);

/** Adds "4 states" or "1 state". */
void brief_add_count(struct brief_writer *w, int32_t n, const char *one, const char *more);

/** Adds a number with up to six digits. */
void brief_add_value(struct brief_writer *w, double value);

/** Adds a member in words: "latency 24 hours". */
void brief_add_number(struct brief_writer *w, const struct field *field, double value);

/** Adds the numbers that the scenario sets in an object, separated by "; ". Returns how many. */
int32_t brief_add_numbers(
    struct brief_writer *w, const struct record *record, const struct node *object);

/** The record of the items of a top-level map. */
const struct record *brief_items_of(const char *map);

bool brief_is_true(const struct node *object, const char *key);

/**
 * The display name of an item: its invented name if the scenario uses invented names, else its
 * name, else its id.
 */
const char *brief_name(const struct brief_writer *w, const char *map, const char *id);

/**
 * A text member that may contain real names; NULL if absent or hidden. If the scenario uses
 * invented names, only texts of the file that requests invented names are visible.
 */
const char *brief_text_of(
    const struct brief_writer *w, const struct node *object, const char *key);

/** Adds the name and, if it is not obvious from the name, the id; no id beside an invented name. */
void brief_add_name(struct brief_writer *w, const char *map, const char *id);

/** Adds a state in a sentence: "Ardia", "the third party". */
void brief_add_state(struct brief_writer *w, const char *id);

/** Adds an ISO date as "14 December 2021". */
void brief_add_date(struct brief_writer *w, const char *before, const char *date);

/** Whether a note only refers to another item: "As Alpha." */
bool brief_is_as_another(const char *notes);

/**
 * Groups the items of a map that are equal except for `members` (ended by NULL). Returns the
 * index of the first item of its group for each item; the caller frees it. NULL if memory is
 * exhausted.
 */
int32_t *brief_group(
    struct brief_writer *w, const struct node *map, const char *const *members);

/** The size of the group whose first item is `first`. */
int32_t brief_group_size(const int32_t *leader, int32_t count, int32_t first);

/** Whether the only target of a source is its home. */
bool brief_works_at_home(const struct node *source);

/** Describes the operations of a source, or of a group of equal sources. */
void brief_add_operations(struct brief_writer *w, const struct node *source, bool alone);

/* The sections of the brief. `world` is the world of any policy. */
void brief_write_world(struct brief_writer *w, const struct world *world);
void brief_write_trace(struct brief_writer *w, const struct world *world);
void brief_write_injects(struct brief_writer *w);
void brief_write_harm(struct brief_writer *w);
void brief_write_agreements(struct brief_writer *w);
void brief_write_assumptions(struct brief_writer *w);

/** Adds the words of the document for a measure, and their value; nothing if they are unstated. */
void brief_add_words(struct brief_writer *w, const struct node *measure);
/**
 * Adds that a measure on doctrinal distance changes nothing, if no two of the parties have a
 * distance in doctrine.
 */
void brief_add_no_distance(
    struct brief_writer *w, const struct node *agreement, const struct node *measure);

/** How a crisis suspends the agreement; rates per day become mean times. */
void brief_add_suspension(struct brief_writer *w, const struct node *suspension);
/** Whether a party may suspend the agreement toward another. */
void brief_add_may_suspend(struct brief_writer *w, const struct node *agreement);

#endif
