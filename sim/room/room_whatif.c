#include "room/room_whatif.h"

#include "format/json_writer.h"

static void
put_measure(struct json_writer *w, const struct paired_result *r, const char *name, bool days)
{
    json_writer_open(w, name, '{');
    json_writer_integer(w, "n", r->n);
    if (r->n_pairs > 0) {
        json_writer_integer(w, "gained", r->gained);
        json_writer_integer(w, "lost", r->lost);
        json_writer_real(w, "difference", r->difference.value);
        json_writer_real(w, "low", r->difference.low);
        json_writer_real(w, "high", r->difference.high);
    }
    if (days) {
        json_writer_real(w, "value", r->own.value);
    } else {
        json_writer_integer(w, "count", r->count);
        json_writer_real(w, "share", r->own.value);
    }
    json_writer_close(w, '}');
}

static void
put_arm(const struct exercise *x, const struct whatif_arm *a, struct json_writer *w)
{
    json_writer_open(w, NULL, '{');
    json_writer_text(w, "id", a->id);
    json_writer_flag(w, "habit", a->habit);
    json_writer_flag(w, "chosen", a->chosen);
    json_writer_text(
        w, "row", a->response < 0 ? NULL : WORLD_RESPONSE(x->world, a->response)->key.id);
    json_writer_open(w, "measures", '{');
    for (int32_t k = 0; k < CASCADE_MEASURES; k++) {
        put_measure(w, &a->result[k], workshop_measure_names[k], k == WORKSHOP_DAYS);
    }
    json_writer_close(w, '}');
    json_writer_close(w, '}');
}

enum status
room_whatif_put(const struct exercise *x, const struct whatif *whatif, struct buffer *out)
{
    struct json_writer w;

    json_writer_init_lines(&w, out, 0);
    json_writer_open(&w, NULL, '[');
    for (int32_t k = 0; k < whatif->n_arms; k++) {
        put_arm(x, &whatif->arm[k], &w);
    }
    json_writer_close(&w, ']');
    return buffer_status(out);
}
