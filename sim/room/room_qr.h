/**
 * room_qr.h - writes an address as a QR code.
 */
#ifndef ROOM_ROOM_QR_H
#define ROOM_ROOM_QR_H

#include "format/json_writer.h"

/**
 * Writes a member {"size": number of modules of a side, "path": the dark modules as an SVG path}.
 * Writes nothing if the text does not fit into a QR code.
 */
void room_qr_put(struct json_writer *w, const char *key, const char *text);

#endif
