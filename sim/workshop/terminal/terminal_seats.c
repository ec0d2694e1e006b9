/* The commands by which seats submit something. */
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

/* Word i of the command, which must be there. */
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
        st = REFUSE("\"%s\" is no whole number from 0 to %lld: %s", text, (long long)max,
            c->command->synopsis);
    }
out:
    return st;
}

/* ---- what seats do ---- */

/* A word after the family: a response, a state, a number, or the reason. */
static enum status
take_word(struct terminal_call *c, const struct terminal_word *word, struct record_settle *r)
{
    const struct exercise *x = terminal_exercise(c);
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

enum status
terminal_settle(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_settle);
    enum status st;

    TRY(terminal_need(c, 1, &r.settle.seat));
    TRY(terminal_need_number(c, 2, INT32_MAX, &r.settle.matter));
    TRY(terminal_need(c, 3, &r.settle.family));
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
    TRY(terminal_do(c, &r));
    buffer_printf(c->out, "%s, matter %d: received\n", r.settle.seat, (int)r.settle.matter);
    st = terminal_after_settling(c);
out:
    return st;
}

enum status
terminal_answer(struct terminal_call *c)
{
    struct record_line r = record_empty(RECORD_answer);
    enum status st;

    TRY(terminal_need(c, 1, &r.answer.seat));
    TRY(terminal_need_number(c, 2, INT32_MAX, &r.answer.matter));
    TRY(terminal_need(c, 3, &r.answer.reply));
    r.answer.why = terminal_words_text(&c->words, 4);
    TRY(terminal_do(c, &r));
    buffer_printf(c->out, "%s, matter %d: received\n", r.answer.seat, (int)r.answer.matter);
    st = terminal_after_settling(c);
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
    buffer_printf(c->out, "%s ticks %d\n", r.offer.seat, r.offer.agreements.count);
out:
    return st;
}

/* Words after the initiative: an agreement, a state, or the number of an incident. */
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
        return REFUSE("write the message in quotes: %s", c->command->synopsis);
    }
    TRY(terminal_do(c, &r));
    buffer_printf(c->out, "%s: sent\n", r.say.seat);
out:
    return st;
}
