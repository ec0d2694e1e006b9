#include "workshop/terminal/terminal.h"

#include <string.h>

#include "base/text.h"
#include "workshop/terminal/terminal_internal.h"
#include "workshop/told_injects.h"

enum { CURTAIN_LINES = 60 /* more lines than a screen has */, SYNOPSIS_WIDTH = 38 };

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

/* Continues the exercise. First closes the stop if all seats have settled their matters. */
static enum status
command_go(struct terminal_call *c)
{
    const struct exercise *x = terminal_exercise(c);
    int32_t unsettled = exercise_unsettled(x);
    enum status st = STATUS_OK;

    if (exercise_is_settling(exercise_stop(x)->kind) && x->now.open) {
        if (unsettled > 0) {
            terminal_print_unsettled(c);
            return REFUSE("type close to settle these matters by habit, or close keep to leave "
                          "them on the table for one more stop");
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
        return REFUSE("\"%s\" is not valid here: %s", keep, c->command->synopsis);
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

/* Returns the inject that has this number on the handouts; the word itself if it is not such a
   number. */
static const char *
id_of_number(const struct terminal_call *c, const char *word)
{
    const struct inject *sorted[TOLD_INJECTS_MAX];
    int32_t n = told_injects_of(terminal_exercise(c)->world, sorted);
    int64_t number;

    return terminal_words_number(word, 1, n, &number) ? sorted[number - 1]->key.id : word;
}

static enum status
command_call(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_call);
    enum status st;

    r.call.inject = terminal_words_text(&c->words, 1);
    if (r.call.inject == NULL) {
        terminal_print_called(c);
        return STATUS_OK;
    }
    r.call.inject = id_of_number(c, r.call.inject);
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
    buffer_printf(c->out, "sent to %s\n", r.news.to);
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
        return REFUSE("\"%s\" is not valid here: %s", what, c->command->synopsis);
    }
    TRY(terminal_do(c, &r));
    buffer_text(c->out,
        r.clock.pause ? "the clock of the room is stopped\n" : "the clock of the room runs\n");
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

static const struct terminal_row *
find_command(const char *name)
{
    for (const struct terminal_row *row = terminal_rows; row->name != NULL; row++) {
        if (strcmp(row->name, name) == 0) {
            return row;
        }
    }
    return NULL;
}

static enum status
refuse_command(const char *name, struct failure *f)
{
    int32_t n = 0;
    const char *near;
    char shown[TEXT_VISIBLE_BYTES];

    while (terminal_rows[n].name != NULL) {
        n++;
    }
    near = text_nearest(name, TEXT_NAMES(terminal_rows, name, n));
    return failure_of(STATUS_BAD_INPUT, f, "there is no command \"%s\"%s%s%s",
        text_visible(shown, name), near == NULL ? "; type help" : "; did you mean ",
        near == NULL ? "" : near, near == NULL ? "" : "?");
}

/* Prints the help for one command. */
static enum status
help_with(struct terminal_call *c, const char *name)
{
    const struct terminal_row *row = find_command(name);

    if (row == NULL) {
        return refuse_command(name, c->f);
    }
    buffer_printf(c->out, "  %s\n    %s\n", row->synopsis, row->help);
    for (int32_t k = 0; row->run == terminal_settle && family_names[k] != NULL; k++) {
        buffer_printf(
            c->out, "    %-9s %s. %s\n", family_names[k], family_titles[k], family_hints[k]);
    }
    buffer_printf(c->out, "  for example: %s\n", row->example);
    return STATUS_OK;
}

static enum status
command_help(struct terminal_call *c)
{
    const char *name = terminal_words_text(&c->words, 1);

    if (name != NULL) {
        return help_with(c, name);
    }
    for (const struct terminal_row *row = terminal_rows; row->name != NULL; row++) {
        bool fits = strlen(row->synopsis) <= SYNOPSIS_WIDTH;

        buffer_printf(c->out, "  %-*s%s", SYNOPSIS_WIDTH, row->synopsis, fits ? " " : "\n");
        buffer_printf(c->out, "%*s%s\n", fits ? 0 : SYNOPSIS_WIDTH + 3, "", row->help);
    }
    return STATUS_OK;
}

const struct terminal_row terminal_rows[] = {
    {"go", command_go, "go", "go to the next step of the plan", "go"},
    {"close", command_close, "close [keep]",
        "end the stop; the model settles open matters; keep: they stay for one more stop",
        "close keep"},
    {"show", command_show, "show [SEAT]",
        "print the page of a seat (with its secrets), or the stop", "show ardane"},
    {"settle", terminal_settle,
        "settle SEAT MATTER CHOICE [RESPONSE] [STATE] [SURE [CHANCE]] [\"WHY\"]",
        "decide: pass, repair, ask, together, say, cost, wait; SURE and CHANCE: of 100",
        "settle ardane 1 ask belmor 60 30 \"We do not know enough.\""},
    {"answer", terminal_answer, "answer SEAT MATTER REPLY [\"WHY\"]",
        "answer a question or a request: denial, help, explanation, admission, yes, no, "
        "silence",
        "answer belmor 2 denial \"It was not us.\""},
    {"take", terminal_take, "take SEAT INCIDENT", "decide before the analysts have finished",
        "take ardane 4"},
    {"act", terminal_act, "act SEAT INITIATIVE [AGREEMENT] [STATE] [INCIDENT]",
        "take an initiative: ping, consult, suspend, ask, offer, warn",
        "act ardane consult line"},
    {"predict", terminal_predict, "predict SEAT QUESTION PERCENT",
        "state a prediction: in how many of 100 cases the event happens",
        "predict ardane crisis 35"},
    {"offer", terminal_offer, "offer SEAT [AGREEMENT...]",
        "in talks: state the agreements that the seat would sign", "offer ardane line terms"},
    {"agree", terminal_agree, "agree [AGREEMENT]",
        "put the agreement into force at once; no id: list the agreements", "agree line"},
    {"say", terminal_say, "say SEAT STATE|all [CHANNEL] \"TEXT\"", "send a written message",
        "say ardane belmor \"We did not do this.\""},
    {"call", command_call, "call [INJECT]",
        "call an inject without a day, by number or id; without one: list these injects",
        "call heat"},
    {"news", command_news, "news SEAT|all \"TEXT\"", "send a text to a team or to all",
        "news all \"The port is open again.\""},
    {"clock", command_clock, "clock stop|run", "begin or end a break", "clock stop"},
    {"team", command_seat, "team SEAT", "let people play the seat", "team ardane"},
    {"habit", command_seat, "habit SEAT", "let the model play the seat", "habit belmor"},
    {"note", command_note, "note \"TEXT\"", "add your own note to the log",
        "note \"Ardane hesitates.\""},
    {"records", command_records, "records", "list the records, with numbers for back",
        "records"},
    {"back", command_back, "back RECORD",
        "return to the state after that record; records lists them", "back 6"},
    {"review", command_review, "review", "print the truth; after the last stop", "review"},
    {"whatif", terminal_whatif, "whatif SEAT MATTER [N]",
        "print what usually follows; in the review, or with --coach", "whatif ardane 1 1000"},
    {"help", command_help, "help [COMMAND]", "list the commands, or explain one",
        "help settle"},
    {"quit", command_quit, "quit",
        "leave; the same command on the command line continues later", "quit"},
    {0},
};

enum status
terminal_command(struct terminal *t, const char *line, struct buffer *out, struct failure *f)
{
    struct terminal_call call = {.terminal = t, .out = out, .f = f};
    const char *name;
    enum status st;

    t->clear = t->shown && t->clears;
    for (int k = 0; t->shown && !t->clears && k < CURTAIN_LINES; k++) {
        buffer_text(out, "\n");
    }
    t->shown = false;
    /* An empty line opens the page that "Press Enter." has announced. */
    if (t->next >= 0 && line[0] == '\0') {
        return terminal_print_page(&call, t->next);
    }
    t->next = -1;
    TRY(terminal_words_of(&call.words, &call.arena, line, f));
    name = terminal_words_text(&call.words, 0);
    if (name == NULL || name[0] == '#') {
        goto out;
    }
    call.command = find_command(name);
    TRY(call.command == NULL ? refuse_command(name, f) : STATUS_OK);
    TRY(call.command->run(&call));
    TRY(buffer_status(out));
out:
    arena_free(&call.arena);
    return st;
}
