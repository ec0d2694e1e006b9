/**
 * room_console.h - declarations shared by the files with the actions of the facilitator.
 *
 *   room_console.c        the plan, messages to teams, and the table of actions
 *   room_console_seats.c  seats, files and what if
 */
#ifndef ROOM_ROOM_CONSOLE_H
#define ROOM_ROOM_CONSOLE_H

#include "room/room_internal.h"

/** The members of the bodies of all actions. Each action reads those that its fields name. */
struct room_console_body {
    const char *key, *unsettled, *inject, *to, *text, *seat, *agreement, *page, *step;
    bool keep, pause, habit, confirm, exported, early, wrong, single;
    int64_t minutes, device, back_to, number, n, job, part, tree;
};

#define TEXT(member, ...) FIELD(struct room_console_body, member, __VA_ARGS__)
#define COUNT(member, most, ...)                                                               \
    FIELD(struct room_console_body, member, .min = 0, .max = (most), .default_value = -1,      \
        __VA_ARGS__)
#define KEY TEXT(key, .doc = "Of the page.")

enum { MINUTES_MAX = 600, CONTINUATIONS_MAX = 10000, PARTS_MAX = 99, NUMBER_MAX = 1000000000 };

/** Replies {"n": N}, where N is the number of changes of the console so far (room.version). */
void room_console_reply(struct room_call *c);

/** Adds the record to the exercise, and replies. */
void room_console_finish(struct room_call *c, struct record_line *r);

/** Replies with one member: the text or, if `text` is NULL, the number. */
void room_console_reply_with(
    struct room_call *c, const char *name, const char *text, int64_t number);

/* The actions of room_console_seats.c, and the fields of their bodies. */
extern const struct field room_console_habit_fields[3];
extern const struct field room_console_seat_fields[2];
extern const struct field room_console_kick_fields[3];
extern const struct field room_console_whatif_fields[5];
extern const struct field room_console_stop_fields[2];
extern const struct field room_console_delete_fields[2];
extern const struct field room_console_texts_fields[2];
void room_console_habit(struct room_call *c, const struct room_console_body *b);
void room_console_code(struct room_call *c, const struct room_console_body *b);
void room_console_table(struct room_call *c, const struct room_console_body *b);
void room_console_kick(struct room_call *c, const struct room_console_body *b);
void room_console_whatif(struct room_call *c, const struct room_console_body *b);
void room_console_stop(struct room_call *c, const struct room_console_body *b);
void room_console_delete(struct room_call *c, const struct room_console_body *b);
void room_console_texts(struct room_call *c, const struct room_console_body *b);

#endif
