/* Lists the matters that a team has to settle, with its options. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "workshop/exercise/family.h"
#include "workshop/exercise/seat_internal.h"
#include "workshop/replies.h"

/* Acts of this rung or above are military and cannot be taken back. */
enum { RUNG_FINAL = 7 };

static const char *const kinds[] = {
    "decision", "question", "request", "case", "offer", "order"};

/* ---- decisions ---- */

static const char *
row_id(const struct exercise *x, int32_t response)
{
    return response == SETTLE_JOINT_CASE ? EXERCISE_JOINT_CASE
                                         : WORLD_RESPONSE(x->world, response)->key.id;
}

static double
usual_days(const struct exercise *x, int32_t response)
{
    return response == SETTLE_JOINT_CASE
               ? x->world->parameters.attribution.case_days
               : response_usual_days(WORLD_RESPONSE(x->world, response));
}

/* Fills in a family and its rows. They assume that the seat names the actor that its analysts
   name. */
static void
add_rows(
    const struct exercise *x, int32_t family, const struct family *rows, struct team_matter *m)
{
    for (int32_t k = 0; k < rows->n && m->n_rows < TEAM_ROWS_MAX; k++) {
        const struct family_row *row = &rows->row[k];

        m->rows[m->n_rows++] = (struct team_row){.id = row_id(x, row->response),
            .family = family_names[family],
            .possible = row->obstacle == OBSTACLE_NONE,
            .secret = row->side == SIDE_COVERT,
            .final = row->response != SETTLE_JOINT_CASE &&
                     WORLD_RESPONSE(x->world, row->response)->rung >= RUNG_FINAL,
            .days = usual_days(x, row->response),
            .why = response_obstacle_words[row->obstacle],
            .obstacle =
                row->obstacle == OBSTACLE_NONE ? NULL : response_obstacle_names[row->obstacle]};
    }
    m->families[family] = (struct team_family){.possible = rows->n_possible > 0,
        .why = rows->n_possible > 0 ? NULL : response_obstacle_words[rows->obstacle],
        .obstacle = rows->n_possible > 0 ? NULL : response_obstacle_names[rows->obstacle]};
}

/* Marks a state against which no response of the family is possible. */
static void
mark_not(const struct family *rows, int32_t named, struct team_family *out)
{
    if (rows->n_possible == 0 && rows->n > 0 && out->n_not < TEAM_NAMED_MAX) {
        out->not_why[out->n_not] = response_obstacle_names[rows->obstacle];
        out->not_[out->n_not++] = named;
    }
}

/* Marks the rows that are possible if the seat names that state, and that need a name. */
static void
mark_rows(const struct exercise *x, int32_t family, const struct family *rows, int32_t named,
    struct team_matter *m)
{
    for (int32_t k = 0; k < rows->n; k++) {
        const struct family_row *row = &rows->row[k];
        const char *id = row_id(x, row->response);
        bool names = row->response != SETTLE_JOINT_CASE &&
                     WORLD_RESPONSE(x->world, row->response)->need >= NEED_NAMED;

        for (int32_t j = 0; j < m->n_rows && names; j++) {
            struct team_row *to = &m->rows[j];

            if (to->id != id) {
                continue;
            }
            to->names = true;
            if (row->obstacle == OBSTACLE_NONE && to->n_to < TEAM_NAMED_MAX) {
                to->to[to->n_to++] = named;
                m->families[family].possible = true;
                m->families[family].why = m->families[family].obstacle = NULL;
            }
        }
    }
    mark_not(rows, named, &m->families[family]);
}

static enum status
fill_decision(const struct exercise *x, const struct tabled *t, struct team_matter *m)
{
    struct family families[RESPONSE_FAMILIES];
    enum status st;

    TRY(run_families(&x->now.run, x->world, t->state, t->number, NONE, families));
    for (int32_t family = 0; family < RESPONSE_FAMILIES; family++) {
        add_rows(x, family, &families[family], m);
    }
    for (int32_t state = 0; state < x->world->n_states; state++) {
        if (state == t->state || run_families(&x->now.run, x->world, t->state, t->number, state,
                                     families) != STATUS_OK) {
            continue;
        }
        if (m->n_may_name < TEAM_NAMED_MAX) {
            m->may_name[m->n_may_name++] = state;
        }
        for (int32_t family = 0; family < RESPONSE_FAMILIES; family++) {
            mark_rows(x, family, &families[family], state, m);
        }
    }
    m->may_wait = !t->kept;
out:
    return st;
}

/* ---- replies ---- */

static enum status
fill_replies(const struct exercise *x, const struct tabled *t, struct team_matter *m)
{
    bool possible[SETTLEMENT_REPLIES];
    enum status st;

    TRY(replies_of(&x->now.run, x->world, t, possible));
    for (int32_t reply = 0; reply < SETTLEMENT_REPLIES; reply++) {
        if (possible[reply] && m->n_replies < TEAM_REPLIES_MAX) {
            m->replies[m->n_replies++] = settlement_reply_names[reply];
        }
    }
out:
    return st;
}

/* Whether the services of the state itself are responsible for the incident. A state knows nothing
 * about other groups on its territory. */
static bool
is_own(const struct exercise *x, const struct incident *i, int32_t state)
{
    const struct source *source = i->source == NONE ? NULL : WORLD_SOURCE(x->world, i->source);

    return (source != NULL && source->kind == SOURCE_STATE && source->home == state) ||
           (i->counter_operation && i->initiator == state);
}

/* Fills in the incident that a message is about, so that both states speak of the same incident:
   its type, its target, the day on which it was found and, if there is one, its number for the
   receiver. */
static void
put_incident(const struct exercise *x, const struct tabled *t, const struct team_names *names,
    struct buffer *b, struct team_about *out)
{
    const struct incident *i;
    char day[TEXT_DAY_BYTES];
    int32_t number, type;

    if (t->incident == NONE) {
        return;
    }
    i = ARRAY_AT(struct incident, &x->now.run.incidents.items, t->incident);
    number = seen_number(&x->now.seen, t->state, i->id);
    type = seen_type(x->world, i);
    *out = (struct team_about){.kind = i->trigger_kind == TRIGGER_ACT ? "act"
                                       : type == NONE                 ? "foothold"
                                                                      : names->type_ids[type],
        .target = i->target,
        .number = number,
        .found = i->detected_day};
    buffer_printf(b, " It is about %s in %s",
        i->trigger_kind == TRIGGER_ACT ? "an act"
        : type == NONE                 ? "a foothold in a network"
                                       : names->types[type],
        names->states[i->target]);
    if (!isnan(i->detected_day)) {
        buffer_printf(
            b, ", found %s", text_day(day, names->start + (int64_t)floor(i->detected_day)));
    }
    if (number > 0) {
        buffer_printf(b, " (your incident %d)", number);
    }
    buffer_text(b, ".");
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
        buffer_printf(
            &about, "%s %s", names->states[message->from], seat_asked_words(message->kind));
        put_incident(x, t, names, &about, &m->asked);
        m->asked.asks = seat_asked_id(message->kind);
        if (t->kind == TABLED_QUESTION) {
            m->is_own = is_own(
                x, ARRAY_AT(struct incident, &r->incidents.items, t->incident), t->state);
            m->own = m->is_own ? "your own service did this"
                               : "your own service did nothing of the kind; you do not know "
                                 "about groups on your territory";
        }
    } else if (t->kind == TABLED_OFFER) {
        const struct pair *pair = WORLD_PAIR(x->world, t->pair);
        int32_t other = pair->first == t->state ? pair->second : pair->first;

        m->from = other;
        buffer_printf(&about, "%s offers a way out of the crisis.", names->states[other]);
    } else if (t->kind == TABLED_ORDER) {
        const struct order *order = ARRAY_AT(struct order, &r->orders.items, t->order);

        buffer_printf(&about,
            "Your order of %s against %s is due, and your reasons have changed: "
            "carry it out?",
            names->responses[order->response], names->states[order->target]);
        m->from = order->target;
        m->asked.order = names->response_ids[order->response];
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
            .hostile_chance = -1,
            .device = r->answer.device,
            .at = r->at};
    }
    return (struct team_submitted){.there = true,
        .choice = r->settle.covert != NULL  ? r->settle.covert
                  : r->settle.overt != NULL ? r->settle.overt
                                            : r->settle.family,
        .named = r->settle.named,
        .help = r->settle.help,
        .why = r->settle.why,
        .sure = r->settle.sure,
        .hostile_chance = r->settle.hostile_chance,
        .family = r->settle.family,
        .row = r->settle.covert != NULL ? r->settle.covert : r->settle.overt,
        .device = r->settle.device,
        .at = r->at};
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
            TRY(fill_decision(x, t, m));
        } else {
            TRY(fill_about(x, t, names, a, m));
            TRY(fill_replies(x, t, m));
        }
    }
out:
    return st;
}

/* ---- initiatives ---- */

/* Whether that state has offered an off-ramp. The team then answers the offer and makes none of its
   own. */
static bool
has_offer(const struct team *team, int32_t from)
{
    for (int32_t k = 0; k < team->n_matters; k++) {
        if (strcmp(team->matters[k].kind, kinds[TABLED_OFFER]) == 0 &&
            team->matters[k].from == from) {
            return true;
        }
    }
    return false;
}

/* Adds the possible forms of an initiative under an agreement (NONE: none) about an incident (0:
   none). */
static void
add_possible(const struct exercise *x, int32_t seat, struct initiative i, int32_t number,
    struct team *out)
{
    struct team_initiative to = {.kind = initiative_names[i.kind],
        .agreement =
            i.agreement == NONE ? NULL : WORLD_AGREEMENT(x->world, i.agreement)->key.id,
        .about = number};
    int32_t state = x->now.seats[seat].state;
    bool alone = run_why_not(&x->now.run, x->world, state, &i) == NULL;

    for (int32_t with = 0; with < x->world->n_states && to.n_with < TEAM_NAMED_MAX; with++) {
        i.with = with;
        if (with != state && !alone && !(i.kind == INITIATIVE_OFFER && has_offer(out, with)) &&
            run_why_not(&x->now.run, x->world, state, &i) == NULL) {
            to.with[to.n_with++] = with;
        }
    }
    if ((alone || to.n_with > 0) && out->n_initiatives < TEAM_INITIATIVES_MAX) {
        out->initiatives[out->n_initiatives++] = to;
    }
}

/* Adds the possible forms of an initiative about each open incident of the seat. */
static void
add_about(const struct exercise *x, int32_t seat, struct initiative i, struct team *out)
{
    int32_t state = x->now.seats[seat].state;
    const struct incident *incidents = x->now.run.incidents.items.at;

    for (int32_t k = 0; k < x->now.run.incidents.items.count; k++) {
        int32_t number = incidents[k].target == state
                             ? seen_number(&x->now.seen, state, incidents[k].id)
                             : 0;

        i.about = number == 0 ? NONE : seen_index(&x->now.seen, &x->now.run, state, number);
        if (i.about == k) {
            add_possible(x, seat, i, number, out);
        }
    }
}

void
seat_fill_initiatives(const struct exercise *x, int32_t seat, struct team *out)
{
    bool any =
        x->now.open && x->now.seats[seat].team && exercise_is_settling(exercise_stop(x)->kind);

    for (int32_t kind = 0; any && kind < INITIATIVE_KINDS; kind++) {
        struct initiative i = {kind, NONE, NONE, NONE};

        if (kind == INITIATIVE_ASK || kind == INITIATIVE_WARN) {
            add_about(x, seat, i, out);
        } else if (kind == INITIATIVE_OFFER) {
            add_possible(x, seat, i, 0, out);
        } else {
            for (i.agreement = 0; i.agreement < x->world->agreements.count; i.agreement++) {
                add_possible(x, seat, i, 0, out);
            }
        }
    }
}
