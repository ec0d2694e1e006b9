/* The command whatif, which prints what usually follows from a decision of the exercise. */
#include <inttypes.h>
#include <string.h>

#include "workshop/terminal/terminal_internal.h"
#include "workshop/whatif_settled.h"

enum { CONTINUATIONS = 200, CONTINUATIONS_MAX = 10000, THREADS = 2 };

/* Returns the index in now.settled of matter `number` of the seat, as it was settled last; -1 if
   there is none. */
static int32_t
find(const struct exercise *x, int32_t seat, int64_t number)
{
    for (int32_t k = x->now.settled.count - 1; k >= 0; k--) {
        const struct exercise_settled *s =
            ARRAY_AT(struct exercise_settled, &x->now.settled, k);

        if (s->seat == seat && s->number == number && s->by != SETTLED_BY_NOBODY) {
            return k;
        }
    }
    return -1;
}

static void
put_arm(const struct terminal_call *c, const struct whatif *w, int32_t arm)
{
    const struct whatif_arm *a = &w->arm[arm];
    const struct exercise *x = terminal_exercise(c);

    buffer_printf(c->out, "%s %-11s %-24s", a->chosen ? ">" : " ", a->id,
        a->habit          ? "as usual here"
        : a->response < 0 ? ""
                          : WORLD_RESPONSE(x->world, a->response)->key.id);
    for (int32_t k = 0; k < WORKSHOP_DAYS; k++) {
        buffer_printf(c->out, " %11d", (int)a->result[k].count);
    }
    buffer_text(c->out, "\n");
}

/* Whether the seat plays alone and with the coach. */
static bool
is_coached(const struct terminal_call *c, int32_t seat)
{
    return c->terminal->coach && seat >= 0 && seat == c->terminal->solo;
}

/* Adds a record to the log: from now on the player has more information than the state. */
static enum status
note_help(struct terminal_call *c, const char *seat, int64_t number)
{
    struct record_line r = record_empty(RECORD_note);
    struct buffer text = {0};
    enum status st;

    buffer_printf(&text, "coach: what if, %s, matter %" PRId64, seat, number);
    TRY(buffer_status(&text));
    r.note.text = buffer_string(&text);
    TRY(terminal_do(c, &r));
out:
    buffer_free(&text);
    return st;
}

enum status
terminal_whatif(struct terminal_call *c)
{
    const struct exercise *x = terminal_exercise(c);
    const char *id;
    int64_t number, n = CONTINUATIONS;
    struct whatif_settled settled = {0};
    struct whatif w = {0};
    int32_t seat, of;
    enum status st;

    TRY(terminal_need(c, 1, &id));
    TRY(terminal_need_number(c, 2, INT32_MAX, &number));
    if (c->words.n > 3) {
        TRY(terminal_need_number(c, 3, CONTINUATIONS_MAX, &n));
    }
    seat = exercise_seat_index(x, id, c->f);
    of = seat < 0 ? -1 : find(x, seat, number);
    if (!(x->now.review || is_coached(c, seat)) || of < 0 || n == 0) {
        st = failure_of(STATUS_BAD_INPUT, c->f,
            !x->now.review && !c->terminal->coach
                ? "whatif is not available before the review, because its output reveals the "
                  "truth"
                : "no settled matter has this number");
        goto out;
    }
    if (!x->now.review) {
        TRY(note_help(c, id, number));
    }
    TRY(whatif_settled_open(&settled, x, of, c->f));
    TRY(whatif_settled_run(&settled, n, THREADS, &w));
    buffer_printf(c->out, "In how many of %" PRId64 " continuations:\n%39s", w.n, "");
    for (int32_t k = 0; k < WORKSHOP_DAYS; k++) {
        buffer_printf(c->out, " %11s", workshop_measure_names[k]);
    }
    buffer_text(c->out, "\n");
    for (int32_t arm = 0; arm < w.n_arms; arm++) {
        put_arm(c, &w, arm);
    }
    buffer_text(c->out,
        "wrong_hit: a state that did not do it is accused or hit. struck_back: "
        "somebody strikes back.\nhigh: disruption or worse. crisis: the two states "
        "come to a crisis. known: the victim names the responsible actor.\n");
    buffer_text(c->out, "From here on the model plays every seat. These are assumptions, not a "
                        "forecast.\n");
out:
    whatif_free(&w);
    whatif_settled_free(&settled);
    return st;
}
