/* The commands about agreements: they list the agreements with their signers, and bring one into
   force. */
#include <string.h>

#include "workshop/exercise/page_team_internal.h"
#include "workshop/exercise/seat_page.h"
#include "workshop/terminal/terminal_internal.h"

/* Appends the seats that have ticked the agreement at this stop (exercise_ticks()). */
static void
put_ticks(const struct terminal_call *c, const char *id)
{
    const struct exercise *x = terminal_exercise(c);
    bool first = true;

    for (int32_t seat = 0; seat < x->now.n_seats; seat++) {
        if (exercise_ticks(x, seat, id)) {
            buffer_printf(
                c->out, "%s%s", first ? "; would sign: " : ", ", exercise_seat_id(x, seat));
            first = false;
        }
    }
}

static enum status
put_agreements(struct terminal_call *c)
{
    const struct exercise *x = terminal_exercise(c);
    struct team_names names;
    enum status st;

    TRY(seat_names(x, &c->arena, &names));
    for (int32_t k = 0; k < x->world->agreements.count; k++) {
        const char *id = WORLD_AGREEMENT(x->world, k)->key.id;
        int32_t status = ARRAY_AT(struct agreement_now, &x->now.run.agreements, k)->status;

        buffer_printf(c->out, "  %-12s %s: ", id, names.agreements[k]);
        page_team_plain(c->out, names.statuses[status]);
        put_ticks(c, id);
        buffer_text(c->out, "\n");
    }
    buffer_text(c->out,
        "  offer SEAT AGREEMENT... proposes or accepts in talks, agree AGREEMENT "
        "brings one into force,\n  act SEAT suspend AGREEMENT STATE suspends "
        "one\n");
out:
    return st;
}

enum status
terminal_agree(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_agree);
    enum status st;

    r.agree.agreement = terminal_words_text(&c->words, 1);
    if (r.agree.agreement == NULL) {
        return put_agreements(c);
    }
    TRY(terminal_do(c, &r));
    buffer_printf(c->out, "%s is in force\n", r.agree.agreement);
out:
    return st;
}
