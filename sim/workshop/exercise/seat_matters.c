/* What a team has to settle, with the options that it has. */
#include <stdlib.h>
#include <string.h>

#include "workshop/exercise/family.h"
#include "workshop/exercise/seat_internal.h"

static const char *const kinds[] = {
    "decision", "question", "request", "case", "offer", "order"};

/* ---- decisions ---- */

/* Why a response is not possible, in words. */
static const char *
reason(const struct response *r, const struct incident *i)
{
    bool named = i->named >= 0;

    switch ((enum response_need)r->need) {
    case NEED_PARTNER:
        return "you have no partner in this matter";
    case NEED_NAMED:
        return named ? "no team is free" : "you name nobody";
    case NEED_NAMED_AND_CHANNEL:
        return named ? "no line to it is open" : "you name nobody";
    case NEED_AGREEMENT:
        return "no agreement with it is in force";
    case NEED_CRISIS:
        return "there is no crisis";
    case NEED_NOTHING:
        break;
    }
    return NULL;
}

static bool
is_possible(const struct option *options, int32_t n, int32_t response)
{
    for (int32_t k = 0; k < n; k++) {
        if (options[k].response == response) {
            return options[k].utility > -INFINITY;
        }
    }
    return false;
}

static void
add_row(
    const struct exercise *x, const struct incident *i, int32_t response, struct team_matter *m)
{
    const struct response *r = WORLD_RESPONSE(x->world, response);
    int32_t family = r->family;

    if (family != FAMILY_NONE && m->n_rows < TEAM_ROWS_MAX) {
        m->rows[m->n_rows++] = (struct team_row){.id = r->key.id,
            .title = r->title,
            .family = family_names[family],
            .secret = r->side == SIDE_COVERT,
            .why = reason(r, i)};
    }
}

/* Marks the rows of one side that are possible if the seat names `named`. */
static void
mark_rows(const struct exercise *x, const struct tabled *t, int32_t named, int32_t side,
    struct team_matter *m)
{
    struct option options[RESPONSE_MAX];
    int32_t n = run_tabled_options(
        &x->now.run, x->world, t->state, t->number, named, side, NONE, options);

    for (int32_t k = 0; k < m->n_rows; k++) {
        struct team_row *row = &m->rows[k];
        int32_t response =
            text_index(row->id, field_ids(&x->world->responses, sizeof(struct response)));
        const struct response *r = WORLD_RESPONSE(x->world, response);

        if (r->side != side || !is_possible(options, n, response)) {
            continue;
        }
        if (named == NONE) {
            row->possible = true;
        } else if (r->need >= NEED_NAMED && row->n_to < TEAM_NAMED_MAX) {
            row->to[row->n_to++] = named;
        }
    }
}

static void
fill_decision(const struct exercise *x, const struct tabled *t, struct team_matter *m)
{
    const struct incident *i =
        ARRAY_AT(struct incident, &x->now.run.incidents.items, t->incident);

    for (int32_t k = 0; k < x->world->n_responses; k++) {
        add_row(x, i, k, m);
    }
    for (int32_t side = 0; side < SIDE_COUNT; side++) {
        mark_rows(x, t, NONE, side, m);
        for (int32_t state = 0; state < x->world->n_states; state++) {
            if (state != t->state) {
                mark_rows(x, t, state, side, m);
            }
        }
    }
    m->may_wait = !t->kept;
}

/* ---- answers ---- */

static enum status
fill_replies(const struct exercise *x, const struct tabled *t, struct team_matter *m)
{
    struct run copy = {0};
    enum status st = STATUS_OK;

    for (int32_t reply = 0; reply < SETTLEMENT_REPLIES; reply++) {
        struct settlement settlement = {.named = NONE, .reply = reply};

        TRY(run_copy_into(&copy, &x->now.run));
        st = run_settle(&copy, x->world, t->state, t->number, &settlement, NULL, NULL);
        if (st == STATUS_OK && m->n_replies < TEAM_REPLIES_MAX) {
            m->replies[m->n_replies++] = settlement_reply_names[reply];
        }
        st = st == STATUS_BAD_INPUT ? STATUS_OK : st;
        TRY(st);
    }
out:
    run_free(&copy);
    return st;
}

/* Whether the state's own services are behind the incident; of others on its soil it knows nothing.
 */
static bool
is_own(const struct exercise *x, const struct incident *i, int32_t state)
{
    const struct source *source = i->source == NONE ? NULL : WORLD_SOURCE(x->world, i->source);

    return (source != NULL && source->kind == SOURCE_STATE && source->home == state) ||
           (i->counter_operation && i->initiator == state);
}

static const char *
asked_for(const struct message *m)
{
    switch ((enum message_kind)m->kind) {
    case MESSAGE_ASSISTANCE:
        return "asks for help";
    case MESSAGE_LEGAL:
        return "asks for legal assistance";
    case MESSAGE_JOINT_CASE:
        return "asks to investigate a case together";
    case MESSAGE_CASE:
        return "asks you to join its public attribution";
    case MESSAGE_INQUIRY:
    case MESSAGE_WARNING:
        return "asks: was it you?";
    case MESSAGE_INDICATORS:
    case MESSAGE_NOTICE:
        break;
    }
    return "writes";
}

static enum status
fill_about(const struct exercise *x, const struct tabled *t, const struct team_names *names,
    struct arena *a, struct team_matter *m)
{
    const struct run *r = &x->now.run;
    struct buffer about = {0};
    enum status st = STATUS_OK;

    if (t->message != NONE) {
        const struct message *message =
            ARRAY_AT(struct message, &r->messages.items, t->message);

        m->from = message->from;
        buffer_printf(&about, "%s %s", names->states[message->from], asked_for(message));
        if (t->kind == TABLED_QUESTION) {
            m->own =
                is_own(x, ARRAY_AT(struct incident, &r->incidents.items, t->incident), t->state)
                    ? "your own service did this"
                    : "your own service did nothing of the kind; of groups on your soil you "
                      "do not know";
        }
    } else if (t->kind == TABLED_OFFER) {
        const struct pair *pair = WORLD_PAIR(x->world, t->pair);
        int32_t other = pair->first == t->state ? pair->second : pair->first;

        m->from = other;
        buffer_printf(&about, "%s offers a way out of the crisis", names->states[other]);
    } else if (t->kind == TABLED_ORDER) {
        const struct order *order = ARRAY_AT(struct order, &r->orders.items, t->order);

        buffer_printf(&about,
            "Your order of %s against %s is due, and your reasons have changed: "
            "carry it out?",
            names->responses[order->response], names->states[order->target]);
    }
    TRY(buffer_status(&about));
    m->about = arena_text(a, buffer_string(&about), about.length);
    st = m->about == NULL ? STATUS_NO_MEMORY : STATUS_OK;
out:
    buffer_free(&about);
    return st;
}

/* ---- submissions ---- */

static struct team_submitted
submitted(const struct exercise *x, int32_t seat, const struct tabled *t)
{
    const struct record_line *r = exercise_submitted(
        x, t->kind == TABLED_DECISION ? RECORD_settle : RECORD_answer, seat, t->number);

    if (r == NULL) {
        return (struct team_submitted){.sure = -1, .hostile_chance = -1};
    }
    if (r->kind == RECORD_answer) {
        return (struct team_submitted){.there = true,
            .choice = r->answer.reply,
            .why = r->answer.why,
            .sure = -1,
            .hostile_chance = -1};
    }
    return (struct team_submitted){.there = true,
        .choice = r->settle.covert != NULL  ? r->settle.covert
                  : r->settle.overt != NULL ? r->settle.overt
                                            : r->settle.family,
        .named = r->settle.named,
        .help = r->settle.help,
        .why = r->settle.why,
        .sure = r->settle.sure,
        .hostile_chance = r->settle.hostile_chance};
}

enum status
seat_fill_matters(const struct exercise *x, int32_t seat, const struct team_names *names,
    struct arena *a, struct team *out)
{
    struct tabled matters[TABLED_MAX];
    int32_t n = x->now.open ? exercise_matters(x, seat, matters) : 0;
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < n && out->n_matters < TEAM_MATTERS_MAX; k++) {
        const struct tabled *t = &matters[k];
        struct team_matter *m = &out->matters[out->n_matters++];

        *m = (struct team_matter){.number = t->number,
            .kind = kinds[t->kind],
            .from = NONE,
            .day = t->day,
            .submitted = submitted(x, seat, t)};
        if (t->kind == TABLED_DECISION) {
            m->incident = seen_number(&x->now.seen, t->state,
                ARRAY_AT(struct incident, &x->now.run.incidents.items, t->incident)->id);
            fill_decision(x, t, m);
        } else {
            TRY(fill_about(x, t, names, a, m));
            TRY(fill_replies(x, t, m));
        }
    }
out:
    return st;
}
