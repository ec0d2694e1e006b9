#include "workshop/terminal/terminal.h"

#include <string.h>

#include "base/text.h"
#include "workshop/terminal/terminal_internal.h"

enum { CURTAIN_LINES = 60 /* more than a screen has */, SYNOPSIS_WIDTH = 38 };

#define REFUSE(...) failure_of(STATUS_BAD_INPUT, c->f, __VA_ARGS__)

/* ---- steps ---- */

static enum status
close_stop(struct terminal_call *c, bool keep)
{
    struct record_line r = record_empty(RECORD_close);
    const struct exercise *x = terminal_exercise(c);
    int32_t before = x->now.settled.count;
    enum status st;

    r.close.keep = keep ? 1 : -1;
    TRY(terminal_do(c, &r));
    terminal_print_settled(c, before);
out:
    return st;
}

static enum status
go_on(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_go);
    enum status st;

    TRY(terminal_do(c, &r));
    TRY(terminal_print_stop(c));
out:
    return st;
}

/* Goes on; a stop at which everybody has settled is closed first. */
static enum status
command_go(struct terminal_call *c)
{
    const struct exercise *x = terminal_exercise(c);
    int32_t unsettled = exercise_unsettled(x);
    enum status st = STATUS_OK;

    if (exercise_is_settling(exercise_stop(x)->kind) && x->now.open) {
        if (unsettled > 0) {
            terminal_print_unsettled(c);
            return REFUSE("close leaves them to habit, close keep keeps them one more stop");
        }
        TRY(close_stop(c, false));
    }
    TRY(go_on(c));
out:
    return st;
}

static enum status
command_close(struct terminal_call *c)
{
    const char *keep = terminal_words_text(&c->words, 1);

    if (keep != NULL && strcmp(keep, "keep") != 0) {
        return REFUSE("\"%s\" has no meaning here: %s", keep, c->command->synopsis);
    }
    return close_stop(c, keep != NULL);
}

static enum status
command_back(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_back);
    enum status st;

    TRY(terminal_need_number(c, 1, INT32_MAX, &r.back.to));
    TRY(terminal_do(c, &r));
    TRY(terminal_print_stop(c));
out:
    return st;
}

static enum status
command_review(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_review);
    enum status st = STATUS_OK;

    if (!terminal_exercise(c)->now.review) {
        r.review.open = true;
        TRY(terminal_do(c, &r));
    }
    terminal_print_truth(c);
out:
    return st;
}

/* ---- the facilitator ---- */

static enum status
command_seat(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_seat);
    enum status st;

    r.seat.by = c->command->name;
    TRY(terminal_need(c, 1, &r.seat.seat));
    TRY(terminal_do(c, &r));
    buffer_printf(c->out, "%s is played by %s\n", r.seat.seat,
        strcmp(r.seat.by, "team") == 0 ? "a team" : "the model");
out:
    return st;
}

static enum status
command_call(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_call);
    enum status st;

    TRY(terminal_need(c, 1, &r.call.inject));
    TRY(terminal_do(c, &r));
    terminal_print_inject(c, r.call.inject);
out:
    return st;
}

static enum status
command_news(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_news);
    enum status st;

    TRY(terminal_need(c, 1, &r.news.to));
    TRY(terminal_need(c, 2, &r.news.text));
    TRY(terminal_do(c, &r));
    buffer_printf(c->out, "told to %s\n", r.news.to);
out:
    return st;
}

static enum status
command_note(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_note);
    enum status st;

    TRY(terminal_need(c, 1, &r.note.text));
    TRY(terminal_do(c, &r));
out:
    return st;
}

static enum status
command_clock(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_clock);
    const char *what;
    enum status st;

    TRY(terminal_need(c, 1, &what));
    r.clock.pause = strcmp(what, "stop") == 0;
    if (!r.clock.pause && strcmp(what, "run") != 0) {
        return REFUSE("\"%s\" has no meaning here: %s", what, c->command->synopsis);
    }
    TRY(terminal_do(c, &r));
    buffer_text(c->out, r.clock.pause ? "the clock of the room stands still\n"
                                      : "the clock of the room runs\n");
out:
    return st;
}

static enum status
command_show(struct terminal_call *c)
{
    const char *id = terminal_words_text(&c->words, 1);
    int32_t seat;

    if (id == NULL && c->terminal->solo < 0) {
        return terminal_print_stop(c);
    }
    seat = id == NULL ? c->terminal->solo : exercise_seat_index(terminal_exercise(c), id, c->f);
    return seat < 0 ? STATUS_BAD_INPUT : terminal_print_page(c, seat);
}

static enum status
command_records(struct terminal_call *c)
{
    terminal_print_records(c);
    return STATUS_OK;
}

static enum status
command_quit(struct terminal_call *c)
{
    c->terminal->quit = true;
    return STATUS_OK;
}

static enum status
command_help(struct terminal_call *c)
{
    for (const struct terminal_row *row = terminal_rows; row->name != NULL; row++) {
        bool fits = strlen(row->synopsis) <= SYNOPSIS_WIDTH;

        buffer_printf(c->out, "  %-*s%s", SYNOPSIS_WIDTH, row->synopsis, fits ? " " : "\n");
        buffer_printf(c->out, "%*s%s\n", fits ? 0 : SYNOPSIS_WIDTH + 3, "", row->help);
    }
    return STATUS_OK;
}

const struct terminal_row terminal_rows[] = {
    {"go", command_go, "go", "the next step of the plan"},
    {"close", command_close, "close [keep]", "end the stop: habit decides what is left"},
    {"show", command_show, "show [SEAT]", "the page of a seat, or the stop"},
    {"settle", terminal_settle,
        "settle SEAT MATTER CHOICE [RESPONSE] [STATE] [SURE [CHANCE]] [\"WHY\"]",
        "decide: pass, repair, ask, together, say, cost, wait"},
    {"answer", terminal_answer, "answer SEAT MATTER REPLY [\"WHY\"]", "answer a question"},
    {"take", terminal_take, "take SEAT INCIDENT", "decide before the analysts have finished"},
    {"act", terminal_act, "act SEAT INITIATIVE [AGREEMENT] [STATE] [INCIDENT]",
        "ping, consult, suspend, ask, offer, warn"},
    {"predict", terminal_predict, "predict SEAT QUESTION PERCENT", "in how many of 100"},
    {"offer", terminal_offer, "offer SEAT [AGREEMENT...]", "in talks: what it would sign"},
    {"agree", terminal_agree, "agree [AGREEMENT]",
        "the agreements, or one enters into force now"},
    {"say", terminal_say, "say SEAT STATE|all [CHANNEL] \"TEXT\"", "a written message"},
    {"call", command_call, "call INJECT", "an inject without a day"},
    {"news", command_news, "news SEAT|all \"TEXT\"", "tell something"},
    {"clock", command_clock, "clock stop|run", "a break for everybody, and its end"},
    {"team", command_seat, "team SEAT", "people play the seat"},
    {"habit", command_seat, "habit SEAT", "the model plays the seat"},
    {"note", command_note, "note \"TEXT\"", "your own note, for the log"},
    {"records", command_records, "records", "what was done, with numbers for back"},
    {"back", command_back, "back RECORD", "as it was after that record"},
    {"review", command_review, "review", "what was true; after the last stop"},
    {"whatif", terminal_whatif, "whatif SEAT MATTER [N]",
        "what usually happens from there; in the review, or with --coach"},
    {"help", command_help, "help", "these lines"},
    {"quit", command_quit, "quit", "leave; the same command goes on later"},
    {0},
};

enum status
terminal_command(struct terminal *t, const char *line, struct buffer *out, struct failure *f)
{
    struct terminal_call call = {.terminal = t, .out = out, .f = f};
    const char *name;
    int32_t n = 0;
    enum status st;

    for (int k = 0; t->shown && k < CURTAIN_LINES; k++) {
        buffer_text(out, "\n");
    }
    t->shown = false;
    TRY(terminal_words_of(&call.words, &call.arena, line, f));
    name = terminal_words_text(&call.words, 0);
    if (name == NULL || name[0] == '#') {
        goto out;
    }
    while (terminal_rows[n].name != NULL) {
        if (strcmp(terminal_rows[n].name, name) == 0) {
            call.command = &terminal_rows[n];
        }
        n++;
    }
    if (call.command == NULL) {
        const char *near = text_nearest(name, TEXT_NAMES(terminal_rows, name, n));
        char shown[TEXT_VISIBLE_BYTES];

        st = failure_of(STATUS_BAD_INPUT, f, "there is no command \"%s\"%s%s%s",
            text_visible(shown, name), near == NULL ? "; type help" : "; did you mean ",
            near == NULL ? "" : near, near == NULL ? "" : "?");
        goto out;
    }
    TRY(call.command->run(&call));
    TRY(buffer_status(out));
out:
    arena_free(&call.arena);
    return st;
}
