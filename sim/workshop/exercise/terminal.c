#include "workshop/exercise/terminal.h"

#include <string.h>

#include "base/text.h"
#include "workshop/exercise/terminal_internal.h"

enum { CURTAIN_LINES = 60 }; /* more than a screen has */

#define REFUSE(...) failure_of(STATUS_BAD_INPUT, c->f, __VA_ARGS__)

static const struct exercise *
exercise(const struct terminal_call *c)
{
    return &c->terminal->session->exercise;
}

static enum status
do_record(struct terminal_call *c, struct record_line *r)
{
    return session_do(c->terminal->session, r, c->terminal->at, c->f);
}

/* Word i of the command, which must be there. */
static enum status
need(struct terminal_call *c, int32_t i, const char **out)
{
    *out = terminal_words_text(&c->words, i);
    return *out == NULL ? REFUSE("this command needs more words: %s", c->command->synopsis)
                        : STATUS_OK;
}

static enum status
need_number(struct terminal_call *c, int32_t i, int64_t max, int64_t *out)
{
    const char *text;
    enum status st;

    TRY(need(c, i, &text));
    if (!terminal_words_number(text, 0, max, out)) {
        st = REFUSE("\"%s\" is no whole number from 0 to %lld: %s", text, (long long)max,
            c->command->synopsis);
    }
out:
    return st;
}

/* ---- steps ---- */

static enum status
close_stop(struct terminal_call *c, bool keep)
{
    struct record_line r = record_empty(RECORD_close);
    const struct exercise *x = exercise(c);
    int32_t before = x->now.settled.count;
    enum status st;

    r.close.keep = keep ? 1 : -1;
    TRY(do_record(c, &r));
    terminal_print_settled(c, before);
out:
    return st;
}

static enum status
go_on(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_go);
    enum status st;

    TRY(do_record(c, &r));
    TRY(terminal_print_stop(c));
out:
    return st;
}

/* Goes on; a stop at which everybody has settled is closed first. */
static enum status
command_go(struct terminal_call *c)
{
    const struct exercise *x = exercise(c);
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

    TRY(need_number(c, 1, INT32_MAX, &r.back.to));
    TRY(do_record(c, &r));
    TRY(terminal_print_stop(c));
out:
    return st;
}

static enum status
command_review(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_review);
    enum status st = STATUS_OK;

    if (!exercise(c)->now.review) {
        r.review.open = true;
        TRY(do_record(c, &r));
    }
    terminal_print_truth(c);
out:
    return st;
}

/* ---- what seats do ---- */

/* A word after the family: a response, a state, a number, or the reason. */
static enum status
take_word(struct terminal_call *c, const struct terminal_word *word, struct record_settle *r)
{
    const struct exercise *x = exercise(c);
    int32_t k =
        text_index(word->text, field_ids(&x->world->responses, sizeof(struct response)));
    int64_t number;

    if (word->quoted) {
        r->why = word->text;
    } else if (k >= 0) {
        int32_t side = WORLD_RESPONSE(x->world, k)->side;

        *(side == SIDE_OVERT      ? &r->overt
            : side == SIDE_COVERT ? &r->covert
                                  : &r->help) = word->text;
    } else if (strcmp(word->text, EXERCISE_JOINT_CASE) == 0) {
        r->help = word->text;
    } else if (terminal_words_number(word->text, 0, 100, &number)) {
        *(r->sure < 0 ? &r->sure : &r->hostile_chance) = number;
    } else if (exercise_state(x, word->text) != NONE) {
        r->named = word->text;
    } else {
        return REFUSE("\"%s\" is no response, no state, no number from 0 to 100 and no text in "
                      "quotes: %s",
            word->text, c->command->synopsis);
    }
    return STATUS_OK;
}

/* One response of a family that has only one, so that it need not be named. */
static const char *
only_response(const char *family)
{
    return strcmp(family, family_names[FAMILY_ASK]) == 0 ? "inquiry" : NULL;
}

static enum status
command_settle(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_settle);
    enum status st;

    TRY(need(c, 1, &r.settle.seat));
    TRY(need_number(c, 2, INT32_MAX, &r.settle.matter));
    TRY(need(c, 3, &r.settle.family));
    if (strcmp(r.settle.family, "wait") != 0 &&
        text_index(r.settle.family, text_list(family_names)) < 0) {
        return REFUSE("\"%s\" is no choice; use pass, repair, ask, together, say, cost or wait",
            r.settle.family);
    }
    for (int32_t i = 4; i < c->words.n; i++) {
        TRY(take_word(c, &c->words.at[i], &r.settle));
    }
    if (r.settle.overt == NULL && r.settle.covert == NULL) {
        r.settle.overt = only_response(r.settle.family);
    }
    TRY(do_record(c, &r));
    buffer_printf(c->out, "%s, matter %d: received\n", r.settle.seat, (int)r.settle.matter);
    st = terminal_after_settling(c);
out:
    return st;
}

static enum status
command_answer(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_answer);
    enum status st;

    TRY(need(c, 1, &r.answer.seat));
    TRY(need_number(c, 2, INT32_MAX, &r.answer.matter));
    TRY(need(c, 3, &r.answer.reply));
    r.answer.why = terminal_words_text(&c->words, 4);
    TRY(do_record(c, &r));
    buffer_printf(c->out, "%s, matter %d: received\n", r.answer.seat, (int)r.answer.matter);
    st = terminal_after_settling(c);
out:
    return st;
}

static enum status
command_predict(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_predict);
    enum status st;

    TRY(need(c, 1, &r.predict.seat));
    TRY(need(c, 2, &r.predict.question));
    TRY(need_number(c, 3, 100, &r.predict.percent));
    TRY(do_record(c, &r));
    buffer_printf(c->out, "%s, %s: received\n", r.predict.seat, r.predict.question);
out:
    return st;
}

static enum status
command_offer(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_offer);
    struct record_id ids[TERMINAL_WORDS_MAX];
    enum status st;

    TRY(need(c, 1, &r.offer.seat));
    r.offer.agreements.items = ids;
    for (int32_t i = 2; i < c->words.n; i++) {
        ids[r.offer.agreements.count++].id = c->words.at[i].text;
    }
    TRY(do_record(c, &r));
    buffer_printf(c->out, "%s ticks %d\n", r.offer.seat, r.offer.agreements.count);
out:
    return st;
}

/* Words after the initiative: an agreement, a state, or the number of an incident. */
static enum status
command_act(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_act);
    const struct exercise *x = exercise(c);
    enum status st;

    TRY(need(c, 1, &r.act.seat));
    TRY(need(c, 2, &r.act.initiative));
    for (int32_t i = 3; i < c->words.n; i++) {
        const char *word = c->words.at[i].text;

        if (exercise_agreement(x, word) >= 0) {
            r.act.agreement = word;
        } else if (!terminal_words_number(word, 1, INT32_MAX, &r.act.incident)) {
            r.act.with = word;
        }
    }
    TRY(do_record(c, &r));
    buffer_printf(c->out, "%s, %s: received\n", r.act.seat, r.act.initiative);
out:
    return st;
}

static enum status
command_say(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_say);
    enum status st;

    TRY(need(c, 1, &r.say.seat));
    TRY(need(c, 2, &r.say.to));
    for (int32_t i = 3; i < c->words.n; i++) {
        *(c->words.at[i].quoted ? &r.say.text : &r.say.channel) = c->words.at[i].text;
    }
    if (r.say.text == NULL) {
        return REFUSE("write the message in quotes: %s", c->command->synopsis);
    }
    TRY(do_record(c, &r));
    buffer_printf(c->out, "%s: sent\n", r.say.seat);
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
    TRY(need(c, 1, &r.seat.seat));
    TRY(do_record(c, &r));
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

    TRY(need(c, 1, &r.call.inject));
    TRY(do_record(c, &r));
    terminal_print_inject(c, r.call.inject);
out:
    return st;
}

static enum status
command_news(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_news);
    enum status st;

    TRY(need(c, 1, &r.news.to));
    TRY(need(c, 2, &r.news.text));
    TRY(do_record(c, &r));
    buffer_printf(c->out, "told to %s\n", r.news.to);
out:
    return st;
}

static enum status
command_note(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_note);
    enum status st;

    TRY(need(c, 1, &r.note.text));
    TRY(do_record(c, &r));
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
    seat = id == NULL ? c->terminal->solo : exercise_seat_index(exercise(c), id, c->f);
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
        buffer_printf(c->out, "  %-44s %s\n", row->synopsis, row->help);
    }
    return STATUS_OK;
}

const struct terminal_row terminal_rows[] = {
    {"go", command_go, "go", "the next step of the plan"},
    {"close", command_close, "close [keep]", "end the stop: habit decides what is left"},
    {"show", command_show, "show [SEAT]", "the page of a seat, or the stop"},
    {"settle", command_settle,
        "settle SEAT MATTER CHOICE [RESPONSE] [STATE] [SURE [CHANCE]] [\"WHY\"]",
        "decide: pass, repair, ask, together, say, cost, wait"},
    {"answer", command_answer, "answer SEAT MATTER REPLY [\"WHY\"]", "answer a question"},
    {"act", command_act, "act SEAT INITIATIVE [AGREEMENT] [STATE] [INCIDENT]",
        "ping, consult, suspend, ask, offer, warn"},
    {"predict", command_predict, "predict SEAT QUESTION PERCENT", "in how many of 100"},
    {"offer", command_offer, "offer SEAT [AGREEMENT...]", "in talks: what it would sign"},
    {"say", command_say, "say SEAT STATE|all [CHANNEL] \"TEXT\"", "a written message"},
    {"call", command_call, "call INJECT", "an inject without a day"},
    {"news", command_news, "news SEAT|all \"TEXT\"", "tell something"},
    {"team", command_seat, "team SEAT", "people play the seat"},
    {"habit", command_seat, "habit SEAT", "the model plays the seat"},
    {"note", command_note, "note \"TEXT\"", "your own note, for the log"},
    {"records", command_records, "records", "what was done, with numbers for back"},
    {"back", command_back, "back RECORD", "as it was after that record"},
    {"review", command_review, "review", "what was true; after the last stop"},
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
