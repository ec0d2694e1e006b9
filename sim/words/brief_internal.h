/**
 * brief_internal.h - what the files of brief.h share.
 *
 * brief.c: the sections. brief_world.c: states, sources and pairs. brief_group.c: which of them are
 * alike. brief_agreement.c: what binds the states. brief_assumed.c: what is assumed. brief_text.c:
 * paragraphs, names and numbers in words.
 */
#ifndef WORDS_BRIEF_INTERNAL_H
#define WORDS_BRIEF_INTERNAL_H

#include "base/buffer.h"
#include "format/field.h"
#include "format/json_tree.h"
#include "words/brief.h"

enum { BRIEF_INDENT = 2 };

struct brief_writer {
    struct buffer *out;
    struct buffer line; /* the paragraph being put together */
    const struct node *root;
    enum status status; /* the first thing that went wrong */
    bool md;
};

/** Writes the paragraph broken into lines, `indent` deep after the first. */
void brief_end_paragraph(struct brief_writer *w, int32_t indent);

/** Level 1 to 3; takes the title from `text`. */
void brief_heading(struct brief_writer *w, int32_t level, const char *text);

/** Adds `before`, `text`, `after` to the paragraph, unless there is no text. */
void brief_say(struct brief_writer *w, const char *before, const char *text, const char *after);

/** Adds " " and the text as a sentence of its own, with a full stop if it has none. */
void brief_say_sentence(struct brief_writer *w, const char *text);

/** "4 states", "1 state". */
void brief_say_count(struct brief_writer *w, int32_t n, const char *one, const char *more);

/** Six digits are enough for people. */
void brief_say_value(struct brief_writer *w, double value);

/** "latency 24 hours". */
void brief_say_number(struct brief_writer *w, const struct field *field, double value);

/** The numbers of an object that its author chose, with "; " between. Returns how many. */
int32_t brief_say_numbers(
    struct brief_writer *w, const struct record *record, const struct node *object);

/** The described items of a top-level map. */
const struct record *brief_items_of(const char *map);

bool brief_is_true(const struct node *object, const char *key);

/** What people call something: its invented name if those are asked for, its name, or its id. */
const char *brief_name(const struct brief_writer *w, const char *map, const char *id);

/**
 * A text of an object that may name names, NULL if it is not there or must not be told: under
 * invented names only what stands in the file that asks for them is.
 */
const char *brief_told(
    const struct brief_writer *w, const struct node *object, const char *key);

/** The name, and the id if nobody would guess it; under invented names no id. */
void brief_say_name(struct brief_writer *w, const char *map, const char *id);

/** Whether a note says no more than that it is as another one. */
bool brief_is_as_another(const char *notes);

/**
 * For each item of a map the one it is told with, itself if it begins a group; to be freed. NULL
 * without memory. `members` are those in which items alike may differ, ended by NULL.
 */
int32_t *brief_group(
    struct brief_writer *w, const struct node *map, const char *const *members);

/** How many of `count` items are told with the first of them. */
int32_t brief_group_size(const int32_t *leader, int32_t count, int32_t first);

/** Whether a source has one target, and that is its home. */
bool brief_works_at_home(const struct node *source);

/* The sections. */
void brief_write_world(struct brief_writer *w);
void brief_write_agreements(struct brief_writer *w);
void brief_write_assumptions(struct brief_writer *w);

#endif
