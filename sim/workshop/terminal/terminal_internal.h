/**
 * terminal_internal.h - declarations shared by the files that implement terminal.h.
 *
 *   terminal.c          commands of the facilitator
 *   terminal_seats.c    submissions of seats, except decisions
 *   terminal_settle.c   decisions
 *   terminal_agree.c    the commands about agreements
 *   terminal_whatif.c   the command whatif
 *   terminal_print.c    stops, pages, settled matters and the truth
 *   terminal_records.c  submissions, injects and records
 */
#ifndef WORKSHOP_TERMINAL_TERMINAL_INTERNAL_H
#define WORKSHOP_TERMINAL_TERMINAL_INTERNAL_H

#include "workshop/exercise/exercise_internal.h"
#include "workshop/exercise/family.h"
#include "workshop/terminal/terminal.h"
#include "workshop/terminal/terminal_words.h"

struct terminal_row;

/** A command that is being executed. */
struct terminal_call {
    struct terminal *terminal;
    const struct terminal_row *command;
    struct terminal_words words; /* the first word is the name of the command */
    struct arena arena;
    struct buffer *out;
    struct failure *f;
};

/** A command of the terminal. The last row has no name. */
struct terminal_row {
    const char *name;
    enum status (*run)(struct terminal_call *c);
    const char *synopsis, *help, *example;
};
extern const struct terminal_row terminal_rows[];

/** Returns the exercise of the terminal. */
const struct exercise *terminal_exercise(const struct terminal_call *c);

/** Completes, logs and applies a record. */
enum status terminal_do(struct terminal_call *c, struct record_line *r) MUST_CHECK;

/**
 * These functions return word i of the command, or the whole number at that place (at most `max`).
 * They return STATUS_BAD_INPUT if it is missing.
 */
enum status terminal_need(struct terminal_call *c, int32_t i, const char **out) MUST_CHECK;
enum status terminal_need_number(
    struct terminal_call *c, int32_t i, int64_t max, int64_t *out) MUST_CHECK;

/** The commands of seats. */
enum status terminal_settle(struct terminal_call *c) MUST_CHECK;
enum status terminal_answer(struct terminal_call *c) MUST_CHECK;
enum status terminal_predict(struct terminal_call *c) MUST_CHECK;
enum status terminal_offer(struct terminal_call *c) MUST_CHECK;
enum status terminal_act(struct terminal_call *c) MUST_CHECK;
enum status terminal_take(struct terminal_call *c) MUST_CHECK;
enum status terminal_say(struct terminal_call *c) MUST_CHECK;

/** Lists the agreements, or brings one into force. */
enum status terminal_agree(struct terminal_call *c) MUST_CHECK;

/**
 * Prints what usually follows from a decision. This is allowed if the review is open, or with the
 * option --coach.
 */
enum status terminal_whatif(struct terminal_call *c) MUST_CHECK;

/**
 * These functions print the present stop, the matters that are not settled, and the page of a seat.
 */
enum status terminal_print_stop(struct terminal_call *c) MUST_CHECK;
void terminal_print_unsettled(struct terminal_call *c);
enum status terminal_print_page(struct terminal_call *c, int32_t seat) MUST_CHECK;

/** Prints how the matters of now.settled were settled, from index `from` on. */
void terminal_print_settled(struct terminal_call *c, int32_t from);

/** Submits the decision or the answer of a seat to a matter, and prints that it was received. */
enum status terminal_submit(struct terminal_call *c, struct record_line *r, const char *seat,
    int64_t matter) MUST_CHECK;

/** Prints the injects that the facilitator may call, with their numbers on the handouts. */
void terminal_print_called(struct terminal_call *c);

/** These functions print the text of an inject, the records, and the truth. */
void terminal_print_inject(struct terminal_call *c, const char *id);
void terminal_print_records(struct terminal_call *c);
void terminal_print_truth(struct terminal_call *c);

/** For a seat that plays alone: continues the world when the seat has settled everything. */
enum status terminal_after_settling(struct terminal_call *c) MUST_CHECK;

#endif
