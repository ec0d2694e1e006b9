/**
 * terminal.h - an exercise as lines of text: one command a line, and what the pages would show.
 *
 * For a facilitator with one laptop, for somebody who plays alone, for tests, and for when the
 * network is down. A command is read, carried out and written to the log; its output is text.
 */
#ifndef WORKSHOP_TERMINAL_TERMINAL_H
#define WORKSHOP_TERMINAL_TERMINAL_H

#include "workshop/exercise/session.h"

struct terminal {
    struct session *session;
    int32_t solo; /* the seat that plays alone, or -1 */
    bool coach;   /* one seat alone: what if is open after each decision */
    bool curtain; /* one laptop for all: a page is announced, and hidden by the next command */
    bool clears;  /* the output is a screen: it is cleared, also what one could scroll up to */
    bool clear;   /* set by each command: the caller clears the screen before it prints */
    int32_t next; /* the seat whose page the next line opens, or -1 */
    bool shown;   /* a page stands on the screen */
    bool quit;    /* the user has asked to leave */
    const char *at; /* the time now, UTC; set it before each command */
};

/** Begins: adds what a facilitator has to know at the start. */
enum status terminal_welcome(struct terminal *t, struct buffer *out) MUST_CHECK;

/**
 * Carries out one line, without its line feed. Adds what it prints to *out. STATUS_BAD_INPUT: the
 * line is no command, or does not fit; nothing has changed, and the user may go on. STATUS_IO: it
 * could not be saved; nothing has changed. Other failures end the exercise.
 */
enum status terminal_command(
    struct terminal *t, const char *line, struct buffer *out, struct failure *f) MUST_CHECK;

#endif
