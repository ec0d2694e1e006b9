/**
 * session.h - an exercise and its directory.
 *
 *     DIR/exercise.jsonl  the log (log.h)
 *     DIR/scenario.json   the resolved scenario, so that a changed scenario file changes nothing
 *     DIR/trace.csv ...   the tables that scenario.json names, and DIR/scenario.LANGUAGE.json: its
 *                         texts in other languages. The directory is sufficient to continue on any
 *                         machine
 *
 * The same call begins an exercise and continues it after any interruption: opening replays the
 * log. Order of every action: check, write the record, flush it, apply it.
 */
#ifndef WORKSHOP_EXERCISE_SESSION_H
#define WORKSHOP_EXERCISE_SESSION_H

#include "workshop/exercise/exercise.h"
#include "workshop/exercise/log.h"

/** A page that opens the console in a browser (command workshop). */
#define SESSION_CONSOLE "console.html"

struct session {
    struct log log;
    struct scenario scenario; /* of DIR/scenario.json */
    struct exercise exercise;
    struct words_file words; /* texts in another language; all zero: none */
    struct arena arena;
    const char *name;    /* of the scenario's file */
    const char **copies; /* names of the files beside scenario.json that session_open() has
                          * written */
    int32_t n_copies;
    bool continued; /* the directory already contained an exercise */
    bool removed;   /* see session_remove() */
    bool changed;   /* the scenario file has changed since; the exercise keeps its own */
};

struct session_setup {
    const struct scenario *scenario; /* as read from the file that the user names */
    const char *path, *name;         /* path of that file; its name without folders */
    const char *policy;              /* id; NULL: the baseline or, of a log, that of the log */
    const char *solo;                /* seat that plays alone, or NULL */
    const char *language;            /* of the scenario's texts, or NULL */
    uint64_t seed;                   /* for a new exercise */
    bool seed_given;                 /* by the user: an exercise with another seed is refused */
    const char *at;                  /* the time now, UTC */
};

/**
 * Begins an exercise in a new or empty directory, or continues that of the directory.
 * STATUS_IO: the directory has another scenario, policy, seat or seed, it is in use, or the log
 * is damaged. STATUS_MISMATCH: this program does not reproduce the exercise; the message names
 * the first record that differs. Call session_close() in any case.
 */
enum status session_open(struct session *s, const char *directory,
    const struct session_setup *setup, struct failure *f) MUST_CHECK;

/**
 * Opens the exercise in a directory with its own scenario. STATUS_IO: the directory contains no
 * exercise, it is in use, or the log is damaged. STATUS_MISMATCH: as for session_open(). Call
 * session_close() in any case.
 */
enum status session_reopen(
    struct session *s, const char *directory, struct failure *f) MUST_CHECK;

/** Sets the language of the scenario's texts on pages. STATUS_BAD_INPUT: the directory has no
 * scenario.LANGUAGE.json for it. */
enum status session_speak(
    struct session *s, const char *language, struct failure *f) MUST_CHECK;

/**
 * Completes, checks, logs and applies a record. STATUS_BAD_INPUT: it cannot be applied now;
 * nothing has changed. STATUS_IO: it cannot be saved; nothing has changed. Other failures end the
 * session.
 */
enum status session_do(
    struct session *s, struct record_line *r, const char *at, struct failure *f) MUST_CHECK;

/**
 * Deletes the exercise: its log, its scenario with the texts in other languages, review.html and export/. Nothing else
 * than session_close() may follow, which removes the directory if it is empty then. STATUS_IO: a file remains.
 */
enum status session_remove(struct session *s, struct failure *f) MUST_CHECK;

/** Safe for a zeroed struct with a log that is LOG_CLOSED. */
void session_close(struct session *s);

#define SESSION_CLOSED ((struct session){.log = {.dir = ATOMIC_DIR_CLOSED, .fd = -1}})

#endif
