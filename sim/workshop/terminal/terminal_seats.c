/* The commands with which seats submit something, except the command settle (terminal_settle.c). */
#include <string.h>

#include "base/text.h"
#include "workshop/terminal/terminal_internal.h"

#define REFUSE(...) failure_of(STATUS_BAD_INPUT, c->f, __VA_ARGS__)

const struct exercise *
terminal_exercise(const struct terminal_call *c)
{
    return &c->terminal->session->exercise;
}

enum status
terminal_do(struct terminal_call *c, struct record_line *r)
{
    return session_do(c->terminal->session, r, c->terminal->at, c->f);
}

/* Returns word i of the command, or STATUS_BAD_INPUT if it is missing. */
enum status
terminal_need(struct terminal_call *c, int32_t i, const char **out)
{
    *out = terminal_words_text(&c->words, i);
    return *out == NULL ? REFUSE("this command needs more words: %s", c->command->synopsis)
                        : STATUS_OK;
}

enum status
terminal_need_number(struct terminal_call *c, int32_t i, int64_t max, int64_t *out)
{
    const char *text;
    enum status st;

    TRY(terminal_need(c, i, &text));
    if (!terminal_words_number(text, 0, max, out)) {
        st = REFUSE("\"%s\" is not a whole number from 0 to %lld: %s", text, (long long)max,
            c->command->synopsis);
    }
out:
    return st;
}

/* ---- what seats do ---- */

enum status
terminal_answer(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_answer);
    enum status st;

    TRY(terminal_need(c, 1, &r.answer.seat));
    TRY(terminal_need_number(c, 2, INT32_MAX, &r.answer.matter));
    TRY(terminal_need(c, 3, &r.answer.reply));
    r.answer.why = terminal_words_text(&c->words, 4);
    st = terminal_submit(c, &r, r.answer.seat, r.answer.matter);
out:
    return st;
}

enum status
terminal_predict(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_predict);
    enum status st;

    TRY(terminal_need(c, 1, &r.predict.seat));
    TRY(terminal_need(c, 2, &r.predict.question));
    TRY(terminal_need_number(c, 3, 100, &r.predict.percent));
    TRY(terminal_do(c, &r));
    buffer_printf(c->out, "%s, %s: received\n", r.predict.seat, r.predict.question);
out:
    return st;
}

enum status
terminal_offer(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_offer);
    struct record_id ids[TERMINAL_WORDS_MAX];
    enum status st;

    TRY(terminal_need(c, 1, &r.offer.seat));
    r.offer.agreements.items = ids;
    for (int32_t i = 2; i < c->words.n; i++) {
        ids[r.offer.agreements.count++].id = c->words.at[i].text;
    }
    TRY(terminal_do(c, &r));
    buffer_printf(c->out, "%s would sign %d agreement%s\n", r.offer.seat,
        r.offer.agreements.count, r.offer.agreements.count == 1 ? "" : "s");
out:
    return st;
}

/* Reads the words after the initiative: an agreement, a state, or the number of an incident. */
enum status
terminal_act(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_act);
    const struct exercise *x = terminal_exercise(c);
    enum status st;

    TRY(terminal_need(c, 1, &r.act.seat));
    TRY(terminal_need(c, 2, &r.act.initiative));
    for (int32_t i = 3; i < c->words.n; i++) {
        const char *word = c->words.at[i].text;

        if (exercise_agreement(x, word) >= 0) {
            r.act.agreement = word;
        } else if (!terminal_words_number(word, 1, INT32_MAX, &r.act.incident)) {
            r.act.with = word;
        }
    }
    TRY(terminal_do(c, &r));
    buffer_printf(c->out, "%s, %s: received\n", r.act.seat, r.act.initiative);
out:
    return st;
}

enum status
terminal_take(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_take);
    enum status st;

    TRY(terminal_need(c, 1, &r.take.seat));
    TRY(terminal_need_number(c, 2, INT32_MAX, &r.take.incident));
    TRY(terminal_do(c, &r));
    st = terminal_print_stop(c);
out:
    return st;
}

/* Chooses the channel to the state, if only one is open. If several are open, the command must name
   one. */
static enum status
choose_channel(struct terminal_call *c, struct record_line *r)
{
    struct buffer open = {0};
    const char *only = NULL;
    int32_t n = 0;
    enum status st = STATUS_OK;

    if (exercise_seat_index(terminal_exercise(c), r->say.seat, NULL) < 0 ||
        exercise_state(terminal_exercise(c), r->say.to) == NONE) {
        /* the check of the record prints a message about the seat or state */
        return STATUS_OK;
    }
    for (int32_t k = 0; k < CHANNEL_KINDS; k++) {
        double reach;

        r->say.channel =
            ((const struct key *)field_row(&world_channel_rows, sizeof(struct channel), k))->id;
        TRY(exercise_reach(terminal_exercise(c), r, &reach));
        if (reach > 0) {
            buffer_printf(&open, "%s%s", n++ == 0 ? "" : ", ", r->say.channel);
            only = r->say.channel;
        }
    }
    TRY(buffer_status(&open));
    r->say.channel = only;
    if (n == 0) {
        st = REFUSE("no channel to %s is open", r->say.to);
    } else if (n > 1) {
        st = REFUSE("name the channel (%s): say %s %s %s \"...\"", buffer_string(&open),
            r->say.seat, r->say.to, only);
    }
out:
    buffer_free(&open);
    return st;
}

enum status
terminal_say(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_say);
    enum status st;

    TRY(terminal_need(c, 1, &r.say.seat));
    TRY(terminal_need(c, 2, &r.say.to));
    for (int32_t i = 3; i < c->words.n; i++) {
        *(c->words.at[i].quoted ? &r.say.text : &r.say.channel) = c->words.at[i].text;
    }
    if (r.say.text == NULL) {
        return REFUSE("write the message in quotes: say %s %s \"We did not do this.\"",
            r.say.seat, r.say.to);
    }
    if (r.say.channel == NULL && strcmp(r.say.to, "all") != 0) {
        TRY(choose_channel(c, &r));
    }
    TRY(terminal_do(c, &r));
    buffer_printf(c->out, "%s: sent\n", r.say.seat);
out:
    return st;
}
