/**
 * terminal.h - an exercise on a terminal: one command per line, and the contents of the pages
 * as text.
 *
 * For a facilitator with one laptop, for a person who plays alone, for tests, and in case the
 * network fails. A command is read, carried out and written to the log; its output is text.
 */
#ifndef WORKSHOP_TERMINAL_TERMINAL_H
#define WORKSHOP_TERMINAL_TERMINAL_H

#include "workshop/exercise/session.h"

struct terminal {
    struct session *session;
    int32_t solo;   /* the seat that plays alone, or -1 */
    bool coach;     /* one seat alone: the command "what if" is allowed after each decision */
    bool curtain;   /* one laptop for all: each page is announced first, and the next command
                   * hides it */
    bool clears;    /* the output is a screen that is cleared, including its scroll-back */
    bool clear;     /* set by each command: the caller clears the screen before it prints */
    int32_t next;   /* the seat whose page the next line opens, or -1 */
    bool shown;     /* a page is on the screen */
    bool quit;      /* the user has asked to leave */
    const char *at; /* the time now, UTC; set it before each command */
};

/** Begins the session: adds the text that a facilitator needs at the start. */
enum status terminal_welcome(struct terminal *t, struct buffer *out) MUST_CHECK;

/**
 * Carries out one line, without its line feed. Adds its output to *out. STATUS_BAD_INPUT: the
 * line is no command, or cannot be applied now; nothing has changed, and the user may continue.
 * STATUS_IO: it could not be saved; nothing has changed. Other failures end the exercise.
 */
enum status terminal_command(
    struct terminal *t, const char *line, struct buffer *out, struct failure *f) MUST_CHECK;

#endif
