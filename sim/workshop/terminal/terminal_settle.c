/* The command settle, with which a seat decides on a matter. */
#include <string.h>

#include "base/text.h"
#include "model/run_tabled.h"
#include "workshop/terminal/terminal_internal.h"

#define REFUSE(...) failure_of(STATUS_BAD_INPUT, c->f, __VA_ARGS__)

/* Takes a word after the family: a response, a state, a number, or the reason. */
static enum status
take_word(struct terminal_call *c, const struct terminal_word *word, struct record_settle *r)
{
    const struct exercise *x = terminal_exercise(c);
    int32_t k = exercise_response(x, word->text);
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
        return REFUSE("\"%s\" is not a response, a state, a number from 0 to 100 or a text "
                      "in quotes: %s",
            word->text, c->command->synopsis);
    }
    return STATUS_OK;
}

/* Returns the response of a family with only one response, which a command need not name. Returns
   NULL for other families. */
static const char *
only_response(const char *family)
{
    return strcmp(family, family_names[FAMILY_ASK]) == 0 ? "inquiry" : NULL;
}

/* ---- decisions with missing words ---- */

/* Returns row k of all families together; NULL after the last one. */
static const struct family_row *
row_at(const struct family *family, int32_t k)
{
    return k < family->n ? &family->row[k] : NULL;
}

static const char *
row_id(const struct exercise *x, const struct family_row *row)
{
    return row->response == SETTLE_JOINT_CASE ? EXERCISE_JOINT_CASE
                                              : WORLD_RESPONSE(x->world, row->response)->key.id;
}

/* Whether the row is possible if the seat names that state. NONE: the actor that its analysts
   name. */
static bool
is_possible(const struct exercise *x, const struct tabled *t, int32_t family, const char *id,
    int32_t named)
{
    struct family families[RESPONSE_FAMILIES];
    const struct family_row *row;

    if (run_families(&x->now.run, x->world, t->state, t->number, named, families) !=
        STATUS_OK) {
        return false;
    }
    for (int32_t k = 0; (row = row_at(&families[family], k)) != NULL; k++) {
        if (row->obstacle == OBSTACLE_NONE && strcmp(row_id(x, row), id) == 0) {
            return true;
        }
    }
    return false;
}

/* Returns a state that the seat may name for that response; NONE if there is none. */
static int32_t
state_to_name(const struct exercise *x, const struct tabled *t, int32_t family, const char *id)
{
    for (int32_t state = 0; state < x->world->n_states; state++) {
        if (state != t->state && is_possible(x, t, family, id, state)) {
            return state;
        }
    }
    return NONE;
}

/* Refuses a decision that names a family of several responses. The message lists those that are
   possible. */
static enum status
refuse_without_response(struct terminal_call *c, const struct tabled *t, int32_t family,
    const struct record_settle *r)
{
    const struct exercise *x = terminal_exercise(c);
    struct family families[RESPONSE_FAMILIES];
    struct buffer ids = {0};
    const struct family_row *row;
    const char *first = NULL;
    int32_t first_state = NONE;
    enum status st;

    TRY(run_families(&x->now.run, x->world, t->state, t->number, NONE, families));
    for (int32_t k = 0; (row = row_at(&families[family], k)) != NULL; k++) {
        const char *id = row_id(x, row);
        int32_t state = state_to_name(x, t, family, id);

        if (row->obstacle == OBSTACLE_NONE || state != NONE) {
            buffer_printf(&ids, "%s%s", first == NULL ? "" : ", ", id);
            first_state = first == NULL ? state : first_state;
            first = first == NULL ? id : first;
        }
    }
    TRY(buffer_status(&ids));
    st =
        first == NULL
            ? REFUSE(
                  "no choice of the kind \"%s\" is possible now; type 'show %s' for the reason",
                  r->family, r->seat)
            : REFUSE("name the response (%s): settle %s %d %s %s%s%s", buffer_string(&ids),
                  r->seat, t->number, r->family, first, first_state == NONE ? "" : " ",
                  first_state == NONE ? "" : WORLD_STATE(x->world, first_state)->key.id);
out:
    buffer_free(&ids);
    return st;
}

static const struct tabled *
find_decision(
    const struct exercise *x, const struct record_settle *r, struct tabled matters[TABLED_MAX])
{
    int32_t seat = exercise_seat_index(x, r->seat, NULL);
    int32_t n = seat < 0 || !x->now.open ? 0 : exercise_matters(x, seat, matters);

    for (int32_t k = 0; k < n; k++) {
        if (matters[k].number == r->matter && matters[k].kind == TABLED_DECISION) {
            return &matters[k];
        }
    }
    return NULL;
}

/* Refuses a decision that lacks its response or its state. The message has a command to type. */
static enum status
check_complete(struct terminal_call *c, const struct record_settle *r)
{
    const struct exercise *x = terminal_exercise(c);
    struct tabled matters[TABLED_MAX];
    const struct tabled *t = find_decision(x, r, matters);
    int32_t family = text_index(r->family, text_list(family_names)), state;
    const char *id = r->overt != NULL ? r->overt : r->covert != NULL ? r->covert : r->help;

    if (t == NULL || family < 0 || family == FAMILY_PASS || family == FAMILY_REPAIR) {
        return STATUS_OK;
    }
    if (id == NULL) {
        return refuse_without_response(c, t, family, r);
    }
    state = r->named == NULL && !is_possible(x, t, family, id, NONE)
                ? state_to_name(x, t, family, id)
                : NONE;
    return state == NONE ? STATUS_OK
                         : REFUSE("name a state: settle %s %d %s %s %s", r->seat, t->number,
                               r->family, id, WORLD_STATE(x->world, state)->key.id);
}

/* ---- the command ---- */

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
        return REFUSE(
            "\"%s\" is not a choice; use pass, repair, ask, together, say, cost or wait",
            r.settle.family);
    }
    for (int32_t i = 4; i < c->words.n; i++) {
        TRY(take_word(c, &c->words.at[i], &r.settle));
    }
    if (r.settle.overt == NULL && r.settle.covert == NULL) {
        r.settle.overt = only_response(r.settle.family);
    }
    TRY(check_complete(c, &r.settle));
    st = terminal_submit(c, &r, r.settle.seat, r.settle.matter);
out:
    return st;
}
