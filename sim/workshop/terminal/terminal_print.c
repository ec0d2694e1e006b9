/* The output of the terminal. */
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
    return text_day(out, (int64_t)x->world->start + (int64_t)floor(day));
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

static void
put_seat(struct terminal_call *c, int32_t seat)
{
    const struct exercise *x = exercise(c);
    struct tabled matters[TABLED_MAX];
    int32_t n = x->now.open ? exercise_matters(x, seat, matters) : 0;

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
    char day[TEXT_DAY_BYTES];

    if (c->terminal->solo >= 0 && stop->kind != PLAN_REVIEW) {
        return terminal_print_page(c, c->terminal->solo);
    }
    buffer_printf(c->out, "%s%s | %s%s%s", stop->id, x->now.open ? "" : " (closed)",
        date(x, x->now.run.kernel.now, day), stop->title == NULL ? "" : " | ",
        stop->title == NULL ? "" : stop->title);
    if (stop->minutes > 0) {
        buffer_printf(c->out, " | about %g minutes", stop->minutes);
    }
    buffer_text(c->out, x->now.paused ? " | the clock stands still\n" : "\n");
    if (stop->kind == PLAN_REVIEW) {
        buffer_text(c->out, "  the last stop is over; type review\n");
        return STATUS_OK;
    }
    for (int32_t k = 0; k < x->now.n_seats; k++) {
        put_seat(c, k);
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
        put_seat(c, k);
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
    buffer_text(b, s->impossible ? " (what was submitted is not possible any more)" : "");
}

void
terminal_print_settled(struct terminal_call *c, int32_t from)
{
    const struct exercise *x = exercise(c);

    for (int32_t k = from; k < x->now.settled.count; k++) {
        const struct exercise_settled *s =
            ARRAY_AT(struct exercise_settled, &x->now.settled, k);

        /* Shows how matters were settled, not the secret choices of a seat, which only its own
           page contains. */
        buffer_printf(c->out, "%s, matter %d: %s\n", exercise_seat_id(x, s->seat), s->number,
            s->by == SETTLED_BY_TEAM    ? "carried out"
            : s->by == SETTLED_BY_HABIT ? "left to habit"
                                        : "kept");
    }
}

/* ---- submissions ---- */

int64_t
terminal_submitted(
    const struct terminal_call *c, enum record_kind kind, const char *seat, int64_t matter)
{
    int32_t k = exercise_seat_index(exercise(c), seat, NULL);
    const struct record_line *r =
        k < 0 ? NULL : exercise_submitted(exercise(c), kind, k, matter);

    return r == NULL ? 0 : r->n;
}

static void
put_decision(const struct record_line *r, struct buffer *b)
{
    const char *const words[] = {r->settle.overt, r->settle.covert, r->settle.help};

    buffer_printf(b, " matter %lld: %s", (long long)r->settle.matter, r->settle.family);
    for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++) {
        buffer_printf(b, "%s%s", words[k] == NULL ? "" : " ", words[k] == NULL ? "" : words[k]);
    }
    if (r->settle.named != NULL) {
        buffer_printf(b, ", to %s", r->settle.named);
    }
    if (r->settle.sure >= 0) {
        buffer_printf(b, ", sure %d of 100", (int)r->settle.sure);
    }
    if (r->settle.hostile_chance >= 0) {
        buffer_printf(b, ", hostile reply %d of 100", (int)r->settle.hostile_chance);
    }
    if (r->settle.why != NULL) {
        buffer_printf(b, ", \"%s\"", r->settle.why);
    }
}

/* The contents of a record, without its author. */
static void
put_content(const struct record_line *r, struct buffer *b)
{
    if (r->kind == RECORD_settle) {
        put_decision(r, b);
    } else if (r->kind == RECORD_answer) {
        buffer_printf(b, " matter %lld: %s", (long long)r->answer.matter, r->answer.reply);
    } else if (r->kind == RECORD_predict) {
        buffer_printf(b, " %s: %d of 100", r->predict.question, (int)r->predict.percent);
    } else if (r->kind == RECORD_say) {
        buffer_printf(b, " to %s: \"%s\"", r->say.to, r->say.text);
    }
}

void
terminal_print_received(struct terminal_call *c, enum record_kind kind, const char *seat,
    int64_t matter, int64_t before)
{
    buffer_printf(c->out, "%s, matter %d: received", seat, (int)matter);
    if (before > 0) {
        buffer_printf(c->out, "; it replaces %s",
            kind == RECORD_settle ? "your earlier decision" : "your earlier answer");
    }
    buffer_text(c->out, "\n");
}

/* ---- the facilitator ---- */

void
terminal_print_called(struct terminal_call *c)
{
    const struct inject *sorted[TOLD_INJECTS_MAX];
    int32_t n = told_injects_of(exercise(c)->world, sorted), called = 0;

    for (int32_t k = 0; k < n; k++) {
        if (sorted[k]->called) {
            buffer_printf(c->out, "  %d %s%s%s\n", (int)k + 1, sorted[k]->key.id,
                sorted[k]->notes == NULL ? "" : ": ",
                sorted[k]->notes == NULL ? "" : sorted[k]->notes);
            called++;
        }
    }
    buffer_text(c->out, called == 0 ? "  this exercise has no injects to call\n"
                                    : "  type call and the number or the word\n");
}

void
terminal_print_inject(struct terminal_call *c, const char *id)
{
    const struct exercise *x = exercise(c);
    const struct inject *injects = x->world->injects.items;
    const struct inject *inject =
        &injects[text_index(id, field_ids(&x->world->injects, sizeof(*injects)))];
    const struct told *told = inject->told.items;

    buffer_printf(c->out, "%s is called\n", id);
    for (int32_t k = 0; k < inject->told.count; k++) {
        buffer_printf(c->out, "  %s: %s\n", told[k].key.id, told[k].text);
    }
    if (inject->expect != NULL) {
        buffer_printf(c->out, "  expects: %s\n", inject->expect);
    }
}

static const char *
subject_of(const struct record_line *r)
{
    switch (r->kind) {
    case RECORD_seat:
        return r->seat.seat;
    case RECORD_predict:
        return r->predict.seat;
    case RECORD_go:
        return r->go.step;
    case RECORD_settle:
        return r->settle.seat;
    case RECORD_answer:
        return r->answer.seat;
    case RECORD_act:
        return r->act.seat;
    case RECORD_take:
        return r->take.seat;
    case RECORD_close:
        return r->close.step;
    case RECORD_call:
        return r->call.inject;
    case RECORD_news:
        return r->news.to;
    case RECORD_say:
        return r->say.seat;
    case RECORD_offer:
        return r->offer.seat;
    case RECORD_agree:
        return r->agree.agreement;
    case RECORD_begin:
    case RECORD_clock:
    case RECORD_note:
    case RECORD_back:
    case RECORD_review:
    case RECORD_KIND_COUNT:
        break;
    }
    return "";
}

/* Records that were taken back are printed in brackets. */
void
terminal_print_records(struct terminal_call *c)
{
    const struct exercise *x = exercise(c);
    int64_t next = 0;

    for (int64_t i = 0; i < x->n_records; i++) {
        bool stands = next < x->now.n_standing && x->now.standing[next] == i;
        const struct record_line *r = &x->records[i];

        next += stands;
        buffer_printf(c->out, "  %s%lld %s %s", stands ? "" : "(", (long long)r->n,
            record_kind_names[r->kind], subject_of(r));
        put_content(r, c->out);
        buffer_text(c->out, stands ? "\n" : ")\n");
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

    buffer_printf(out, "%s. ", x->workshop->title);
    if (t->solo >= 0) {
        buffer_printf(out, "%s alone, matter by matter", exercise_seat_id(x, t->solo));
    } else {
        buffer_printf(out, "%d seats, %d rounds", x->now.n_seats, x->plan.n_rounds);
    }
    buffer_printf(out, ". %s at %s. Type help for the commands.\n",
        s->continued ? "Going on" : "Beginning", exercise_stop(x)->id);
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

/* The remarks of the coach on the decisions that were just carried out. */
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
