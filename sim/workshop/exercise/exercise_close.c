/* Carries out the submissions at the end of a stop. */
#include <string.h>

#include "format/decode/decode_unknown.h"
#include "model/incident/belief.h"
#include "workshop/exercise/exercise_internal.h"
#include "workshop/exercise/family.h"

/* ---- settlements ---- */

/* Finds a response of that side by its id. Finds `otherwise` if the id is NULL. */
static enum status
find_response(const struct exercise *x, const char *id, const char *otherwise, int32_t side,
    int32_t *out, struct failure *f)
{
    const char *wanted = id == NULL ? otherwise : id;
    char shown[TEXT_VISIBLE_BYTES];

    *out = exercise_response(x, wanted);
    if (*out < 0 || WORLD_RESPONSE(x->world, *out)->side != side) {
        return failure_of(STATUS_BAD_INPUT, f, "there is no %s response \"%s\"",
            side == SIDE_OVERT    ? "overt"
            : side == SIDE_COVERT ? "covert"
                                  : "helping",
            text_visible(shown, wanted));
    }
    return STATUS_OK;
}

static enum status
decision_of(const struct exercise *x, const struct record_settle *r, struct settlement *out,
    struct failure *f)
{
    bool repair = strcmp(r->family, family_names[FAMILY_REPAIR]) == 0;
    char message[DECODE_UNKNOWN_BYTES];
    enum status st;

    TRY(find_response(x, r->overt, repair ? "mitigate" : "absorb", SIDE_OVERT, &out->overt, f));
    TRY(find_response(x, r->covert, "none", SIDE_COVERT, &out->covert, f));
    if (r->help != NULL && strcmp(r->help, EXERCISE_JOINT_CASE) == 0) {
        out->help = SETTLE_JOINT_CASE;
    } else {
        TRY(find_response(x, r->help, "no_request", SIDE_HELP, &out->help, f));
    }
    out->named = r->named == NULL ? NONE : exercise_state(x, r->named);
    if (r->named != NULL && out->named == NONE) {
        st = failure_of(STATUS_BAD_INPUT, f, "%s",
            decode_unknown_name(message, "state", r->named,
                field_ids(&x->world->states, sizeof(struct state))));
    }
out:
    return st;
}

static enum status
answer_of(const struct record_answer *r, struct settlement *out, struct failure *f)
{
    char shown[TEXT_VISIBLE_BYTES];

    out->reply = text_index(r->reply, text_list(settlement_reply_names));
    if (out->reply < 0) {
        return failure_of(STATUS_BAD_INPUT, f,
            "\"%s\" is not a valid reply; use denial, help, explanation, admission or silence "
            "to a "
            "question, and yes, no or silence to anything else",
            text_visible(shown, r->reply));
    }
    return STATUS_OK;
}

enum status
exercise_settlement(const struct exercise *x, const struct record_line *r,
    const struct tabled *matter, struct settlement *out, struct failure *f)
{
    *out = (struct settlement){.named = NONE};
    BUG_UNLESS((r->kind == RECORD_settle) == (matter->kind == TABLED_DECISION));
    return r->kind == RECORD_settle ? decision_of(x, &r->settle, out, f)
                                    : answer_of(&r->answer, out, f);
}

/* ---- closing ---- */

/* A matter at the end of its stop. */
struct closing {
    const struct exercise *x;
    struct exercise_now *now;
    const struct record_line *close;
    struct tabled matter;
    struct exercise_settled outcome;
    struct trace_sink sink;
};

void
exercise_note_truth(const struct world *w, const struct run *r, const struct tabled *matter,
    struct exercise_settled *out)
{
    const struct incident *i;

    out->initiator = out->named = out->type = NONE;
    if (matter->incident != NONE) {
        i = ARRAY_AT(struct incident, &r->incidents.items, matter->incident);
        out->incident_id = i->id;
        out->initiator = i->trigger_kind == TRIGGER_ACT ? i->initiator : belief_truth(w, i);
        out->type = i->trigger_kind == TRIGGER_ACT ? NONE : i->type;
        out->named = i->named;
        out->confidence = i->confidence;
    }
}

static enum status
leave_to_habit(struct closing *c)
{
    enum status st;

    c->outcome.by = SETTLED_BY_HABIT;
    TRY(run_would(
        &c->now->run, c->x->world, c->matter.state, c->matter.number, &c->outcome.settlement));
    TRY(run_habit(
        &c->now->run, c->x->world, c->matter.state, c->matter.number, NULL, &c->sink));
out:
    return st;
}

/* Puts the matter off if that is still possible. Otherwise settles it by habit. */
static enum status
keep_or_leave(struct closing *c)
{
    enum status st = run_keep(&c->now->run, c->matter.state, c->matter.number);

    c->outcome.by = SETTLED_BY_NOBODY;
    return st == STATUS_BAD_INPUT ? leave_to_habit(c) : st;
}

static enum status
carry_out(struct closing *c, const struct record_line *r, struct failure *f)
{
    enum status st;

    if (r->kind == RECORD_settle && strcmp(r->settle.family, "wait") == 0) {
        return keep_or_leave(c);
    }
    TRY(exercise_settlement(c->x, r, &c->matter, &c->outcome.settlement, f));
    c->outcome.by = SETTLED_BY_TEAM;
    st = run_settle(&c->now->run, c->x->world, c->matter.state, c->matter.number,
        &c->outcome.settlement, NULL, &c->sink);
    /* an earlier settlement at this stop has made this one impossible */
    if (st == STATUS_BAD_INPUT) {
        c->outcome.impossible = true;
        st = leave_to_habit(c);
    }
out:
    return st;
}

static enum status
close_matter(struct closing *c, struct failure *f)
{
    const struct exercise *x = c->x;
    enum record_kind kind = c->matter.kind == TABLED_DECISION ? RECORD_settle : RECORD_answer;
    int64_t record;
    enum status st;

    for (int32_t k = 0; k < c->now->n_seats; k++) {
        c->outcome.seat = c->now->seats[k].state == c->matter.state ? k : c->outcome.seat;
    }
    record = exercise_submitted_in(x, c->now, kind, c->outcome.seat, c->matter.number);
    c->outcome.record = record;
    if (record >= 0 && c->now->seats[c->outcome.seat].team) {
        TRY(carry_out(c, &x->records[record], f));
    } else if (c->close->close.keep == 1) {
        TRY(keep_or_leave(c));
    } else {
        TRY(leave_to_habit(c));
    }
    TRY(array_reserve(&c->now->settled, 1));
    *ARRAY_AT(struct exercise_settled, &c->now->settled, array_add(&c->now->settled)) =
        c->outcome;
out:
    return st;
}

/* Returns the state whose question, request or offer the matter is; NONE if the matter is none of
   these. */
static int32_t
asker_of(const struct exercise *x, const struct run *run, const struct tabled *t)
{
    const struct pair *pair = t->kind == TABLED_OFFER ? WORLD_PAIR(x->world, t->pair) : NULL;

    return pair != NULL ? (pair->first == t->state ? pair->second : pair->first)
           : t->message == NONE
               ? NONE
               : ARRAY_AT(const struct message, &run->messages.items, t->message)->from;
}

enum status
exercise_close(const struct exercise *x, struct exercise_now *now, const struct record_line *r,
    struct failure *f)
{
    struct tabled matters[TABLED_MAX], there;
    struct exercise_tap tap;
    int32_t n = exercise_matters_in(x, now, -1, matters);
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < n; k++) {
        struct closing c = {x, now, r, matters[k],
            {.stop = now->stop,
                .seat = -1,
                .number = matters[k].number,
                .kind = matters[k].kind,
                .asker = asker_of(x, &now->run, &matters[k]),
                .day = now->run.kernel.now,
                .record = -1,
                .before = now->standing[now->n_standing - 1]},
            exercise_sink(x, now, &tap)};

        /* The settlement of one matter may have removed another one. */
        if (run_tabled_find(&now->run, matters[k].state, matters[k].number, &there) ==
            STATUS_OK) {
            exercise_note_truth(x->world, &now->run, &matters[k], &c.outcome);
            TRY(close_matter(&c, f));
        }
    }
    TRY(exercise_act(x, now));
out:
    return st;
}
