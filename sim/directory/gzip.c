#include "directory/gzip.h"

#include <errno.h>
#include <string.h>
#include <zlib.h>

enum {
    WINDOW = MAX_WBITS + 16, /* 16 is added for the header and the trailer of gzip */
    MEMORY = 8,              /* the default of zlib */
    PIECE = 1 << 16
};

enum status
gzip_pack(struct buffer *out, const char *text, size_t length)
{
    z_stream z;
    int code;

    if (length == 0) {
        return STATUS_OK;
    }
    memset(&z, 0, sizeof(z));
    if (length > UINT32_MAX || deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, WINDOW,
                                   MEMORY, Z_DEFAULT_STRATEGY) != Z_OK) {
        return STATUS_NO_MEMORY;
    }
    z.next_in = (Bytef *)(uintptr_t)text;
    z.avail_in = (uInt)length;
    do {
        char *room = buffer_reserve(out, PIECE);

        if (room == NULL) {
            break;
        }
        z.next_out = (Bytef *)room;
        z.avail_out = PIECE;
        code = deflate(&z, Z_FINISH);
        out->length += PIECE - z.avail_out;
    } while (code == Z_OK || code == Z_BUF_ERROR);
    (void)deflateEnd(&z);
    return buffer_status(out);
}

enum status
gzip_unpack(struct buffer *out, const char *bytes, size_t length, bool *valid)
{
    z_stream z;
    int code = Z_OK;

    *valid = length <= UINT32_MAX;
    if (length == 0 || !*valid) {
        return STATUS_OK;
    }
    memset(&z, 0, sizeof(z));
    if (inflateInit2(&z, WINDOW) != Z_OK) {
        return STATUS_NO_MEMORY;
    }
    z.next_in = (Bytef *)(uintptr_t)bytes;
    z.avail_in = (uInt)length;
    while (code == Z_OK) {
        char *room = buffer_reserve(out, PIECE);

        if (room == NULL) {
            break;
        }
        z.next_out = (Bytef *)room;
        z.avail_out = PIECE;
        code = inflate(&z, Z_NO_FLUSH);
        out->length += PIECE - z.avail_out;
        if (code == Z_STREAM_END && z.avail_in > 0) { /* another member follows */
            code = inflateReset(&z);
        }
    }
    *valid = code == Z_STREAM_END;
    (void)inflateEnd(&z);
    return code == Z_MEM_ERROR ? STATUS_NO_MEMORY : buffer_status(out);
}

enum status
gzip_lines_open(struct gzip_lines *l, const char *path, struct failure *f)
{
    *l = (struct gzip_lines){0};
    errno = 0;
    l->file = gzopen(path, "rbe");
    if (l->file == NULL) {
        return errno == ENOENT ? STATUS_OK
               : errno == 0    ? STATUS_NO_MEMORY
                               : failure_of_file(f, path);
    }
    return gzip_lines_next(l, f);
}

enum status
gzip_lines_next(struct gzip_lines *l, struct failure *f)
{
    bool ended = false;
    int code;

    buffer_clear(&l->line);
    while (!ended) {
        char *room = buffer_reserve(&l->line, PIECE);

        if (room == NULL) {
            return STATUS_NO_MEMORY;
        }
        ended = gzgets(l->file, room, PIECE) == NULL;
        if (!ended) {
            l->line.length += strlen(room);
            ended = l->line.length > 0 && l->line.at[l->line.length - 1] == '\n';
        }
    }
    (void)gzerror(l->file, &code);
    return code >= 0 ? STATUS_OK
           : code == Z_MEM_ERROR
               ? STATUS_NO_MEMORY
               : failure_of(
                     STATUS_IO, f, "a table: cannot be read, or is not a complete gzip file");
}

void
gzip_lines_close(struct gzip_lines *l)
{
    if (l->file != NULL) {
        (void)gzclose_r(l->file);
    }
    buffer_free(&l->line);
    *l = (struct gzip_lines){0};
}
