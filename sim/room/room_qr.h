/**
 * room_qr.h - an address as a QR code.
 */
#ifndef ROOM_ROOM_QR_H
#define ROOM_ROOM_QR_H

#include "format/json_writer.h"

/** Adds a member {"size": modules of a side, "path": the dark modules as the path of an SVG}; nothing if the text does
 * not fit into a code. */
void room_qr_put(struct json_writer *w, const char *key, const char *text);

#endif
