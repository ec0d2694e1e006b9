/**
 * room_page_files.h - the review and the files of an exercise, for the facilitator.
 */
#ifndef ROOM_PAGE_ROOM_PAGE_FILES_H
#define ROOM_PAGE_ROOM_PAGE_FILES_H

#include "room/room_internal.h"

/** Adds "exports", the names of the files that can be saved now. */
void room_page_files_names(const struct room *room, struct json_writer *w);

/** GET /export/NAME */
void room_page_files_export(struct room_call *c);

/** GET /api/review/NAME: 202 while it is computed. */
void room_page_files_review(struct room_call *c);

#endif
