#include "workshop/review/review_tree.h"

#include <math.h>
#include <stdlib.h>

#include "base/iso_day.h"
#include "format/json_writer.h"
#include "workshop/exercise/seat_page.h"
#include "workshop/review/review_cause.h"

/* Returns the name of an act that is not a response of the catalogue. */
static const char *
what_of(const struct trace_rows_act *act)
{
    return act->retraction       ? "retraction"
           : act->denial         ? "rejection"
           : act->agreement >= 0 ? "suspension"
                                 : "operation";
}

static void
put_what(const struct review *r, const struct narrative_node *n, struct json_writer *w)
{
    const struct team_names *names = &r->names;

    if (n->incident != NULL) {
        json_writer_text(w, "kind", names->type_ids[n->incident->type]);
    } else {
        json_writer_text(w, "response",
            n->act->response == NONE ? what_of(n->act) : names->response_ids[n->act->response]);
    }
    if (n->act != NULL) {
        json_writer_integer(w, "rung", n->act->rung);
    }
}

/* Writes a node. `numbers` has the numbers of the nodes that were written before. */
static void
put_node(const struct review *r, const struct narrative_cascade *c,
    const struct narrative_node *n, const int32_t *numbers, struct json_writer *w)
{
    static const char *const choosers[] = {NULL, "model", "team", "habit"};
    const struct exercise *x = r->exercise;
    char day[ISO_DAY_BYTES];

    json_writer_integer(w, "number", numbers[n - c->nodes]);
    if (n->parent != NONE) {
        json_writer_integer(w, "cause", numbers[n->parent]);
    }
    json_writer_text(w, "day", iso_day(day, seat_start(x) + (int64_t)floor(n->day)));
    json_writer_text(w, "actor", review_actor_id(r, review_cause_actor(n)));
    json_writer_text(
        w, "flag", n->incident == NULL ? NULL : review_actor_id(r, n->incident->blamed));
    json_writer_text(w, "target", review_actor_id(r, review_cause_target(n)));
    put_what(r, n, w);
    json_writer_text(w, "by", choosers[review_cause_chooser(r, c, n)]);
    if (n->parent != NONE) {
        json_writer_flag(w, "wrong", review_cause_is_misdirected(n));
    }
}

static void
put_tree(const struct review *r, const struct narrative_cascade *c, uint64_t id,
    int32_t *numbers, struct json_writer *w)
{
    int32_t own = narrative_cascade_find(c, (int64_t)id), n = 0;

    json_writer_open(w, "tree", '[');
    for (int32_t k = 0; own != NONE && k < c->n_nodes; k++) {
        if (c->nodes[k].root == c->nodes[own].root) {
            numbers[k] = ++n;
            json_writer_open(w, NULL, '{');
            put_node(r, c, &c->nodes[k], numbers, w);
            if (k == own) {
                json_writer_flag(w, "matter", true);
            }
            json_writer_close(w, '}');
        }
    }
    json_writer_close(w, ']');
}

enum status
review_tree_print(const struct review *r, struct buffer *out)
{
    struct narrative_cascade cascade = {.n_nodes = 0};
    int32_t *numbers = NULL;
    struct json_writer w;
    enum status st;

    TRY(narrative_cascade_init(&cascade, &r->trace));
    numbers = calloc((size_t)cascade.n_nodes + 1, sizeof(*numbers));
    TRY(numbers == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    for (int32_t k = 0; k < r->matters.count; k++) {
        json_writer_init_lines(&w, &out[k], 0);
        json_writer_open(&w, NULL, '{');
        json_writer_integer(&w, "id", k + 1);
        put_tree(r, &cascade, ARRAY_AT(struct review_matter, &r->matters, k)->incident_id,
            numbers, &w);
        json_writer_close(&w, '}');
        TRY(buffer_status(&out[k]));
    }
out:
    free(numbers);
    narrative_cascade_free(&cascade);
    return st;
}
