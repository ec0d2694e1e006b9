/**
 * room_page_console.h - declarations shared by the files that write the page of the console.
 */
#ifndef ROOM_PAGE_ROOM_PAGE_CONSOLE_H
#define ROOM_PAGE_ROOM_PAGE_CONSOLE_H

#include "room/room_internal.h"

/** The ids of the kinds of matters, by enum tabled_kind. */
extern const char *const room_page_console_kinds[];

/** These functions write parts of the page. */
void room_page_console_injects(struct room_call *c, struct json_writer *w);
void room_page_console_world(const struct exercise *x, struct json_writer *w);
void room_page_console_said(const struct exercise *x, struct json_writer *w);
void room_page_console_records(const struct exercise *x, struct json_writer *w);

#endif
