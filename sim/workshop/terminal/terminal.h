/**
 * terminal.h - an exercise on a terminal: one command per line, with the pages as text.
 *
 * The terminal is for a facilitator with one laptop, for a person who plays alone, for tests, and
 * for failures of the network. A command is read, executed and written to the log. Its output is
 * text.
 */
#ifndef WORKSHOP_TERMINAL_TERMINAL_H
#define WORKSHOP_TERMINAL_TERMINAL_H

#include "workshop/exercise/session.h"

struct terminal {
    struct session *session;
    int32_t solo; /* index of the seat that plays alone; -1: none */
    bool coach;   /* for one seat alone: the command "what if" is allowed after each decision */
    /* if all teams share one laptop: each page is announced first, and the next command hides the
       page */
    bool curtain;
    bool clears;    /* the output is a screen that can be cleared, including its scroll-back */
    bool clear;     /* set by each command: clear the screen before printing the output */
    int32_t next;   /* index of the seat whose page the next line opens; -1: none */
    bool shown;     /* a page is on the screen */
    bool quit;      /* the user has asked to leave */
    const char *at; /* the present time (UTC); set it before each command */
};

/** Begins the session. Appends the text that a facilitator needs at the start. */
enum status terminal_welcome(struct terminal *t, struct buffer *out) MUST_CHECK;

/**
 * Executes one line, without its line feed, and appends its output to *out. Returns
 * STATUS_BAD_INPUT if the line is not a command or cannot be applied now, and STATUS_IO if it could
 * not be saved. In both cases nothing has changed, and the user may continue. Other errors end the
 * exercise.
 */
enum status terminal_command(
    struct terminal *t, const char *line, struct buffer *out, struct failure *f) MUST_CHECK;

#endif
