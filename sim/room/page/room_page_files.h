/**
 * room_page_files.h - answers requests of the facilitator for the review and the files of an
 * exercise.
 */
#ifndef ROOM_PAGE_ROOM_PAGE_FILES_H
#define ROOM_PAGE_ROOM_PAGE_FILES_H

#include "room/room_internal.h"

/** Writes "exports": the names of the files that can be saved now. */
void room_page_files_names(const struct room *room, struct json_writer *w);

/** Answers GET /export/NAME. */
void room_page_files_export(struct room_call *c);

/** Answers GET /api/review/NAME, with 202 while the review is computed. */
void room_page_files_review(struct room_call *c);

#endif
