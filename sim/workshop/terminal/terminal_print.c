/* Prints the output of the terminal. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "workshop/exercise/page_team.h"
#include "workshop/exercise/seat_page.h"
#include "workshop/terminal/terminal_internal.h"
#include "workshop/told_injects.h"

static const struct exercise *
exercise(const struct terminal_call *c)
{
    return &c->terminal->session->exercise;
}

static const char *
date(const struct exercise *x, double day, char out[TEXT_DAY_BYTES])
{
    return text_day(out, seat_start(x) + (int64_t)floor(day));
}

/* ---- stops ---- */

static const char *
kind_name(int32_t kind)
{
    static const char *const names[] = {
        "decision", "question", "request", "case", "offer", "order"};

    return names[kind];
}

static bool
is_submitted(const struct exercise *x, int32_t seat, const struct tabled *t)
{
    return exercise_submitted(x, t->kind == TABLED_DECISION ? RECORD_settle : RECORD_answer,
               seat, t->number) != NULL;
}

/* Prints the matters of a seat. If `open` is true, prints only those that are not settled, and
   nothing if there are none. */
static void
put_seat(struct terminal_call *c, int32_t seat, bool open)
{
    const struct exercise *x = exercise(c);
    struct tabled matters[TABLED_MAX];
    int32_t all = x->now.open ? exercise_matters(x, seat, matters) : 0, n = 0;

    for (int32_t k = 0; k < all; k++) {
        if (!open || !is_submitted(x, seat, &matters[k])) {
            matters[n++] = matters[k];
        }
    }
    if (open && (n == 0 || !x->now.seats[seat].team)) {
        return;
    }
    buffer_printf(c->out, "  %-16s %s", exercise_seat_id(x, seat),
        x->now.seats[seat].team ? "" : "(habit) ");
    for (int32_t k = 0; k < n; k++) {
        buffer_printf(c->out, "%smatter %d: %s%s", k == 0 ? "" : ", ", matters[k].number,
            kind_name(matters[k].kind), is_submitted(x, seat, &matters[k]) ? " (settled)" : "");
    }
    buffer_text(c->out, n == 0 ? "-\n" : "\n");
}

enum status
terminal_print_stop(struct terminal_call *c)
{
    const struct exercise *x = exercise(c);
    const struct plan_stop *stop = exercise_stop(x);
    const char *title = seat_stop_title(x);
    char day[TEXT_DAY_BYTES];

    if (c->terminal->solo >= 0 && stop->kind != PLAN_REVIEW) {
        return terminal_print_page(c, c->terminal->solo);
    }
    buffer_printf(c->out, "%s%s | %s%s%s", stop->id, x->now.open ? "" : " (closed)",
        date(x, x->now.run.kernel.now, day), title == NULL ? "" : " | ",
        title == NULL ? "" : title);
    if (stop->minutes > 0) {
        buffer_printf(c->out, " | about %g minutes", stop->minutes);
    }
    buffer_text(c->out, x->now.paused ? " | the clock is stopped\n" : "\n");
    if (stop->kind == PLAN_REVIEW) {
        buffer_text(c->out, "  the last stop is over; type review\n");
        return STATUS_OK;
    }
    for (int32_t k = 0; k < x->now.n_seats; k++) {
        put_seat(c, k, false);
    }
    return STATUS_OK;
}

void
terminal_print_unsettled(struct terminal_call *c)
{
    const struct exercise *x = exercise(c);
    int32_t n = exercise_unsettled(x);

    buffer_printf(c->out, "%d %s not settled:\n", n, n == 1 ? "matter is" : "matters are");
    for (int32_t k = 0; k < x->now.n_seats; k++) {
        put_seat(c, k, true);
    }
}

enum status
terminal_print_page(struct terminal_call *c, int32_t seat)
{
    const struct exercise *x = exercise(c);

    if (c->terminal->curtain) {
        buffer_printf(c->out, "=== %s only. Others look away.%s ===\n",
            exercise_seat_id(x, seat),
            c->terminal->clears && c->terminal->next < 0 ? " Press Enter." : "");
        c->terminal->shown = true;
        if (c->terminal->clears && c->terminal->next < 0) {
            c->terminal->next = seat;
            return STATUS_OK;
        }
        c->terminal->next = -1;
    } else if (c->terminal->solo < 0) {
        buffer_printf(
            c->out, "=== %s only: this page has its secrets. ===\n", exercise_seat_id(x, seat));
    }
    return seat_page(x, seat, false, c->out);
}

/* ---- settled matters ---- */

static void
put_response(const struct exercise *x, int32_t response, const char *quiet, struct buffer *b)
{
    const char *id = response == SETTLE_JOINT_CASE ? EXERCISE_JOINT_CASE
                                                   : WORLD_RESPONSE(x->world, response)->key.id;

    if (strcmp(id, quiet) != 0) {
        buffer_printf(b, " %s", id);
    }
}

static void
put_settlement(const struct exercise *x, const struct exercise_settled *s, struct buffer *b)
{
    if (s->by == SETTLED_BY_NOBODY) {
        buffer_text(b, " kept for one more stop");
    } else if (s->kind != TABLED_DECISION) {
        buffer_printf(b, " %s", settlement_reply_names[s->settlement.reply]);
    } else {
        put_response(x, s->settlement.overt, "", b);
        put_response(x, s->settlement.covert, "none", b);
        put_response(x, s->settlement.help, "no_request", b);
    }
    buffer_text(b, s->by == SETTLED_BY_HABIT ? " (habit)" : "");
    buffer_text(b, s->impossible ? " (the submitted decision was no longer possible)" : "");
}

void
terminal_print_settled(struct terminal_call *c, int32_t from)
{
    const struct exercise *x = exercise(c);

    for (int32_t k = from; k < x->now.settled.count; k++) {
        const struct exercise_settled *s =
            ARRAY_AT(struct exercise_settled, &x->now.settled, k);

        /* Prints how matters were settled, but not the choices of a seat. These are secret, and
           only the page of the seat has them. */
        buffer_printf(c->out, "%s, matter %d: %s\n", exercise_seat_id(x, s->seat), s->number,
            s->by == SETTLED_BY_TEAM    ? "carried out"
            : s->by == SETTLED_BY_HABIT ? "left to habit"
                                        : "kept");
    }
}

/* ---- the review ---- */

static const char *
actor_name(const struct team_names *names, int32_t actor)
{
    return actor == SUSPECT_NON_STATE  ? "a criminal group"
           : actor == SUSPECT_ACCIDENT ? "an accident"
           : actor < 0                 ? "nobody"
                                       : names->states[actor];
}

void
terminal_print_truth(struct terminal_call *c)
{
    const struct exercise *x = exercise(c);
    struct team_names names;
    char day[TEXT_DAY_BYTES];

    if (seat_names(x, &c->arena, &names) != STATUS_OK) {
        c->out->failed = true;
        return;
    }
    buffer_text(c->out, "WHAT WAS TRUE\n");
    for (int32_t k = 0; k < x->now.settled.count; k++) {
        const struct exercise_settled *s =
            ARRAY_AT(struct exercise_settled, &x->now.settled, k);

        buffer_printf(c->out, "  %s, %s, matter %d: %s.", date(x, s->day, day),
            names.states[x->now.seats[s->seat].state], s->number, kind_name(s->kind));
        if (s->kind == TABLED_DECISION) {
            buffer_printf(c->out, " It was %s; the analysts named %s",
                actor_name(&names, s->initiator), actor_name(&names, s->named));
            if (s->named == NONE || isnan(s->confidence)) {
                buffer_text(c->out, ".");
            } else {
                buffer_printf(c->out, ", %d %%.", (int)lround(100 * s->confidence));
            }
        }
        buffer_text(c->out, " Done:");
        put_settlement(x, s, c->out);
        buffer_text(c->out, ".\n");
        if (s->record >= 0 && x->records[s->record].kind == RECORD_settle &&
            x->records[s->record].settle.why != NULL) {
            buffer_printf(c->out, "    \"%s\"\n", x->records[s->record].settle.why);
        }
    }
}

/* ---- beginning ---- */

enum status
terminal_welcome(struct terminal *t, struct buffer *out)
{
    const struct session *s = t->session;
    struct terminal_call call = {.terminal = t, .out = out};
    const struct exercise *x = &s->exercise;

    buffer_printf(out, "%s. ", seat_exercise_title(x));
    if (t->solo >= 0) {
        buffer_printf(out, "%s alone, matter by matter", exercise_seat_id(x, t->solo));
    } else {
        buffer_printf(out, "%d seats, %d rounds", x->now.n_seats, x->plan.n_rounds);
    }
    if (s->continued) {
        buffer_printf(out, ". It continues at %s.", exercise_stop(x)->id);
    } else {
        buffer_text(out, ". It has not begun: type go to begin.");
    }
    buffer_text(out, " Type help for the commands.\n");
    for (int32_t k = 0; k < s->log.dropped.count; k++) {
        buffer_printf(out, "%s\n", s->log.dropped.line[k]);
    }
    if (s->changed) {
        buffer_printf(out,
            "%s has changed since this exercise began; the exercise keeps its own copy\n",
            s->name);
    }
    return s->continued ? terminal_print_stop(&call) : buffer_status(out);
}

/* Appends the remarks of the coach on the decisions that were just carried out. */
static void
put_coach(struct terminal_call *c)
{
    const struct exercise *x = exercise(c);

    for (int32_t k = 0; c->terminal->coach && k < x->now.settled.count; k++) {
        const struct exercise_settled *s =
            ARRAY_AT(struct exercise_settled, &x->now.settled, k);

        if (s->stop == x->now.stop && s->seat == c->terminal->solo &&
            s->day == x->now.run.kernel.now && s->kind == TABLED_DECISION) {
            buffer_printf(c->out, "coach: whatif %s %d shows what usually happens from here\n",
                exercise_seat_id(x, s->seat), s->number);
        }
    }
}

enum status
terminal_after_settling(struct terminal_call *c)
{
    struct terminal *t = c->terminal;
    struct record_line close = record_empty(RECORD_close), go = record_empty(RECORD_go);
    enum status st = STATUS_OK;

    if (t->solo < 0 || exercise_unsettled(exercise(c)) > 0) {
        return STATUS_OK;
    }
    TRY(session_do(t->session, &close, t->at, c->f));
    put_coach(c);
    TRY(session_do(t->session, &go, t->at, c->f));
    TRY(terminal_print_stop(c));
out:
    return st;
}
