/**
 * session.h - an exercise together with its directory.
 *
 *     DIR/exercise.jsonl  the log (log.h)
 *     DIR/scenario.json   the resolved scenario: later changes of the scenario file have no effect
 *     DIR/trace.csv ...   the tables that scenario.json names, and DIR/scenario.LANGUAGE.json: its
 *                         texts in other languages. With the directory alone the exercise can be
 *                         continued on any machine
 *
 * The same call begins an exercise and continues it after any interruption: opening replays the
 * log. Every action is checked first; then the record is written and flushed; then it is applied.
 */
#ifndef WORKSHOP_EXERCISE_SESSION_H
#define WORKSHOP_EXERCISE_SESSION_H

#include "workshop/exercise/exercise.h"
#include "workshop/exercise/log.h"

/** A page that opens the console in a browser (command `workshop`). */
#define SESSION_CONSOLE "console.html"

struct session {
    struct log log;
    struct scenario scenario; /* read from DIR/scenario.json */
    struct exercise exercise;
    struct words_file words; /* texts in another language; all zero if there are none */
    struct arena arena;
    const char *name; /* name of the scenario's file */
    /* names of the files that session_open() has written beside scenario.json */
    const char **copies;
    int32_t n_copies;
    bool continued; /* the directory already contained an exercise */
    bool removed;   /* session_remove() was called */
    /* the scenario file has changed since the exercise began; the exercise keeps its own copy */
    bool changed;
};

struct session_setup {
    const struct scenario *scenario; /* read from the file that the user named */
    const char *path, *name;         /* path of that file; its name without folders */
    /* id; NULL: the policy in the log or, for a new exercise, the baseline */
    const char *policy;
    const char *solo;     /* id of the seat that plays alone; NULL: none */
    const char *language; /* language of the scenario's texts on pages, or NULL */
    uint64_t seed;        /* used for a new exercise */
    bool seed_given; /* the user has given the seed: an exercise with another seed is refused */
    const char *at;  /* the present time (UTC) */
};

/**
 * Begins an exercise in a new or empty directory, or continues the exercise of the directory.
 * Returns STATUS_IO if the directory has another scenario, policy, seat or seed, if it is in use,
 * or if the log is damaged. Returns STATUS_MISMATCH if this program does not reproduce the
 * exercise; the message names the first record that differs. Call session_close() in any case.
 */
enum status session_open(struct session *s, const char *directory,
    const struct session_setup *setup, struct failure *f) MUST_CHECK;

/**
 * Opens the exercise in a directory with scenario.json of this directory. Returns STATUS_IO if the
 * directory contains no exercise or is in use, or if the log is damaged. Returns STATUS_MISMATCH as
 * session_open() does. Call session_close() in any case.
 */
enum status session_reopen(
    struct session *s, const char *directory, struct failure *f) MUST_CHECK;

/**
 * Sets the language of the scenario's texts on pages. Returns STATUS_BAD_INPUT if the directory has
 * no scenario.LANGUAGE.json for it.
 */
enum status session_speak(
    struct session *s, const char *language, struct failure *f) MUST_CHECK;

/**
 * Completes, checks, logs and applies a record. Returns STATUS_BAD_INPUT if it cannot be applied
 * now, and STATUS_IO if it cannot be saved. In both cases nothing has changed. Other errors end the
 * session.
 */
enum status session_do(
    struct session *s, struct record_line *r, const char *at, struct failure *f) MUST_CHECK;

/**
 * Deletes the exercise: its log, its scenario with the texts in other languages, review.html and
 * export/. Then call session_close() and no other function; session_close() removes the directory
 * if the directory is empty. Returns STATUS_IO if a file remains.
 */
enum status session_remove(struct session *s, struct failure *f) MUST_CHECK;

/** Closes the session. *s may be zeroed, except that its log is LOG_CLOSED. */
void session_close(struct session *s);

#define SESSION_CLOSED ((struct session){.log = {.dir = ATOMIC_DIR_CLOSED, .fd = -1}})

#endif
