#include "room/room_qr.h"

#include <qrencode.h>

/* Appends a rectangle of height 1 for each run of dark modules in a line. */
static void
put_path(const QRcode *code, struct buffer *path)
{
    for (int y = 0; y < code->width; y++) {
        for (int x = 0; x < code->width;) {
            const unsigned char *line = code->data + y * code->width;
            int end = x;

            while (end < code->width && (line[end] & 1) != 0) {
                end++;
            }
            if (end > x) {
                buffer_printf(path, "M%d %dh%dv1h-%dz", x, y, end - x, end - x);
            }
            x = end + 1;
        }
    }
}

void
room_qr_put(struct json_writer *w, const char *key, const char *text)
{
    QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    struct buffer path = {0};

    if (code == NULL) {
        return;
    }
    put_path(code, &path);
    json_writer_open(w, key, '{');
    json_writer_integer(w, "size", code->width);
    json_writer_text(w, "path", buffer_string(&path));
    json_writer_close(w, '}');
    buffer_free(&path);
    QRcode_free(code);
}
