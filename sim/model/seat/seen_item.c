/*
 * Determines the states that learn of each fact, and what they learn. The table has one row for
 * each kind of fact and kind of item. A fact without a row is hidden from all states: blocked
 * attempts, rungs, trust, cooperation, capped rates, and the end of the run. The sender of a
 * message cannot distinguish a lost message from a message without a reply. It only learns that its
 * wait is over.
 */
#include "model/agreement/agreement.h"
#include "model/dyad/dyad.h"
#include "model/seat/seen_internal.h"

/* The states that learn of a fact, as bits. */
enum {
    OWNER = 1,        /* the state whose services carry out the incident, or that ordered it */
    VICTIM = 2,       /* the target of an incident */
    VICTIM_AWARE = 4, /* the target of an incident, if it has detected the incident */
    ALL = 8,          /* every state */
    ALL_IF_PUBLIC = 16,   /* every state, if the incident is public */
    ACTOR = 32,           /* the actor of an open act */
    ADDRESSEE = 64,       /* the target of an open act */
    ALL_IF_OPEN = 128,    /* every state, if the act is public */
    SENDER = 256,         /* the sender of a message */
    SENDER_IF_BACK = 512, /* the sender of a message, if a reply or a refusal has arrived */
    READER = 1024,        /* the receiver of a message */
    BOTH = 2048,          /* both states of a pair, unless the contact is routine */
    PARTIES = 4096,       /* the parties of an agreement */
    IF_DEMAND = 8192,     /* a condition on the other bits: only if a state states a demand */
    /* a condition on the other bits: only if the target now meets the demand */
    IF_CONCESSION = 16384
};

/* What these states learn about an incident, act or order, as bits. */
enum {
    KIND = 1,       /* type as the victim sees it, and kind of target */
    TRUE_TYPE = 2,  /* true type */
    TARGET = 4,     /* target */
    SEVERITY = 8,   /* severity as the victim judges it */
    INTENT = 16,    /* intent as the victim judges it */
    NAMED = 32,     /* actor that the victim names, and its confidence */
    CHOICE = 64,    /* chosen responses */
    ORDER = 128,    /* ordered response */
    END = 256,      /* end of an order */
    INDUSTRY = 512, /* actor that industry names */
    CULPRIT = 1024, /* responsible actor */
    DEMAND = 2048,  /* state that has stated a demand */
};

struct row {
    enum observation_kind fact;
    enum seen_kind kind;
    uint32_t who, what;
};

static const struct row rows[] = {
    {OBS_STARTED, SEEN_OPERATION, OWNER, TRUE_TYPE | TARGET},
    {OBS_ENDED, SEEN_OPERATION_OVER, OWNER, TRUE_TYPE | TARGET},
    {OBS_ENDED, SEEN_CONCESSION, VICTIM | IF_CONCESSION, TARGET | DEMAND},
    {OBS_ENDED, SEEN_OVER, VICTIM_AWARE, KIND},
    {OBS_DETECTED, SEEN_DETECTED, VICTIM, KIND},
    {OBS_DETECTED, SEEN_DEMAND, VICTIM | OWNER | IF_DEMAND, TARGET | DEMAND},
    {OBS_TRIAGED, SEEN_TRIAGED, VICTIM, KIND | SEVERITY | INTENT},
    {OBS_NAMED, SEEN_NAMED, VICTIM, KIND | SEVERITY | INTENT | NAMED},
    {OBS_DECIDED, SEEN_DECIDED, VICTIM, KIND | NAMED | CHOICE},
    {OBS_CONCEDED, SEEN_CONCESSION, VICTIM | OWNER, TARGET | DEMAND},
    {OBS_ORDERED, SEEN_ORDERED, VICTIM, KIND | NAMED | ORDER},
    {OBS_ORDER_CLOSED, SEEN_ORDER_CLOSED, VICTIM, KIND | NAMED | ORDER | END},
    {OBS_PUBLIC, SEEN_PUBLIC, ALL, KIND | TARGET | SEVERITY},
    {OBS_INDUSTRY, SEEN_INDUSTRY, VICTIM | ALL_IF_PUBLIC, KIND | TARGET | INDUSTRY},
    {OBS_TRUTH, SEEN_TRUTH, VICTIM | ALL_IF_PUBLIC, KIND | TARGET | CULPRIT},
    {OBS_ACT, SEEN_ACT, ACTOR | ADDRESSEE | ALL_IF_OPEN, 0},
    {OBS_SENT, SEEN_SENT, SENDER, 0},
    {OBS_READ, SEEN_READ, READER, KIND},
    {OBS_MESSAGE, SEEN_REPLY, SENDER_IF_BACK, 0},
    {OBS_UNANSWERED, SEEN_NO_REPLY, VICTIM, 0},
    {OBS_CONTACT, SEEN_CONTACT, BOTH, 0},
    {OBS_AGREEMENT, SEEN_AGREEMENT, ALL, 0},
    {OBS_MEMBER, SEEN_MEMBER, ALL, 0},
    {OBS_VIOLATION, SEEN_VIOLATION, PARTIES, 0},
    {OBS_CRISIS, SEEN_CRISIS, BOTH, 0}, /* only states that know of the crisis */
    {OBS_SETTLED, SEEN_SETTLED, BOTH, 0},
};

enum { N_ROWS = sizeof(rows) / sizeof(rows[0]) };

/* ---- who learns of a fact ---- */

/* Whether the act is an open act and not an operation. */
static bool
is_open(const struct act *act)
{
    return act->response != NONE || act->agreement != NONE;
}

static bool
is_public(const struct act *act)
{
    return is_open(act) && (act->agreement != NONE || ladder_is_hostile(act->rung));
}

static bool
is_back(const struct message *m)
{
    return m->end == MESSAGE_ANSWERED || m->end == MESSAGE_LATE || m->end == MESSAGE_REFUSED;
}

static bool
learns_of_incident(
    const struct sim_context *s, const struct incident *i, uint32_t who, int32_t state)
{
    return ((who & OWNER) != 0 && seen_is_own(s->world, i, state)) ||
           ((who & VICTIM) != 0 && i->target == state) ||
           ((who & VICTIM_AWARE) != 0 && seen_has_detected(i, state)) ||
           ((who & ALL_IF_PUBLIC) != 0 && !isnan(i->public_day));
}

static bool
learns_of_act(const struct act *act, uint32_t who, int32_t state)
{
    return is_open(act) && (((who & ACTOR) != 0 && act->actor == state) ||
                               ((who & ADDRESSEE) != 0 && act->target == state) ||
                               ((who & ALL_IF_OPEN) != 0 && is_public(act)));
}

static bool
learns_of_message(const struct message *m, uint32_t who, int32_t state)
{
    return ((who & SENDER) != 0 && m->from == state) ||
           ((who & SENDER_IF_BACK) != 0 && m->from == state && is_back(m)) ||
           ((who & READER) != 0 && m->to == state);
}

/* Returns the other state of the pair; NONE if the state is not one of the two. */
static int32_t
other_of(const struct sim_context *s, int32_t pair, int32_t state)
{
    const struct pair *p = WORLD_PAIR(s->world, pair);

    return p->first == state ? p->second : p->second == state ? p->first : NONE;
}

/* Whether the fact contains what the row reports (conditions IF_DEMAND and IF_CONCESSION). */
static bool
applies(const struct observation *fact, uint32_t who)
{
    const struct incident *i = fact->incident;

    return ((who & IF_DEMAND) == 0 || seen_demands(i) != NONE) &&
           ((who & IF_CONCESSION) == 0 || i->concession_day == fact->day);
}

static bool
learns(const struct sim_context *s, const struct observation *fact, uint32_t who, int32_t state)
{
    if (!applies(fact, who)) {
        return false;
    }
    if ((who & ALL) != 0) {
        return true;
    }
    if ((who & PARTIES) != 0) {
        return agreement_is_member(s, fact->a, state);
    }
    if ((who & BOTH) != 0) {
        int32_t other = other_of(s, fact->a, state);

        return other != NONE && !(fact->kind == OBS_CONTACT && fact->b == CONTACT_ROUTINE) &&
               (fact->kind != OBS_CRISIS || dyad_direction(s, state, other).now->crisis_known);
    }
    return fact->act != NULL       ? learns_of_act(fact->act, who, state)
           : fact->message != NULL ? learns_of_message(fact->message, who, state)
                                   : learns_of_incident(s, fact->incident, who, state);
}

/* ---- what a state learns ---- */

static void
fill_incident(const struct sim_context *s, const struct observation *fact, uint32_t what,
    struct seen_item *item)
{
    const struct incident *i = fact->incident;
    bool judged = i->trigger_kind == TRIGGER_INCIDENT;

    item->public_ = !isnan(i->public_day);
    item->target = (what & TARGET) != 0 ? i->target : NONE;
    if ((what & KIND) != 0 && judged) {
        item->type = seen_type(s->world, i);
        item->on = i->target_class;
        item->critical = i->critical;
    }
    item->type = (what & TRUE_TYPE) != 0 ? i->type : item->type;
    item->severity =
        (what & SEVERITY) != 0 ? seen_round(i->perceived_severity, SEEN_SEVERITY_STEP) : NAN;
    item->intent =
        (what & INTENT) != 0 ? seen_round(i->perceived_intent, SEEN_PROBABILITY_STEP) : NAN;
    if ((what & NAMED) != 0) {
        item->named = i->named;
        item->confidence = seen_round(i->confidence, SEEN_PROBABILITY_STEP);
    }
    if ((what & CHOICE) != 0) {
        item->overt = i->overt;
        item->covert = i->covert;
        item->help = i->help;
        item->final = fact->value != 0;
    }
    item->response = (what & ORDER) != 0 ? fact->b : NONE;
    item->end = (what & END) != 0 ? (int32_t)fact->value : NONE;
    item->named = (what & INDUSTRY) != 0 ? i->industry_named : item->named;
    item->actor = (what & CULPRIT) != 0  ? seen_truth(s->world, i)
                  : (what & DEMAND) != 0 ? seen_demands(i)
                                         : item->actor;
}

static void
fill_act(struct seen *seen, const struct act *act, int32_t state, struct seen_item *item)
{
    item->actor = act->actor;
    item->target = act->target;
    item->response = act->response;
    item->agreement = act->agreement;
    item->public_ = is_public(act);
    item->about = seen_number(seen, state, act->parent_id);
    item->number = seen_number_new(seen, state, act->id);
}

/* Fills the item of a message. The receiver learns what the sender knows about the incident. */
static void
fill_message(struct seen *seen, const struct sim_context *s, const struct observation *fact,
    int32_t state, struct seen_item *item)
{
    const struct message *m = fact->message;
    const struct incident *i = SIM_INCIDENT(s, m->incident);

    item->number = seen_number_new(seen, state, m->incident_id);
    item->message = m->kind;
    item->channel = m->channel;
    item->actor = fact->kind == OBS_MESSAGE ? m->to : m->from;
    item->target = fact->kind == OBS_MESSAGE ? m->from : m->to;
    if (fact->kind == OBS_MESSAGE) {
        item->reply = m->end == MESSAGE_REFUSED ? REPLY_REFUSAL : m->reply;
    }
    if (fact->kind == OBS_READ) {
        item->type = seen_type(s->world, i);
        item->on = i->target_class;
        item->critical = i->critical;
        item->since = seen_round(i->detected_day, SEEN_DAY_STEP);
        item->named = m->kind == MESSAGE_CASE ? i->named : NONE;
    }
}

static void
fill_pair(const struct sim_context *s, const struct observation *fact, int32_t state,
    struct seen_item *item)
{
    item->actor = state;
    item->target = other_of(s, fact->a, state);
    if (fact->kind == OBS_CONTACT) {
        item->contact = fact->b;
        item->agreement = (int32_t)fact->value;
    }
    item->begins = fact->kind == OBS_CRISIS && fact->value != 0;
}

static void
fill_agreement(
    struct seen *seen, const struct observation *fact, int32_t state, struct seen_item *item)
{
    item->agreement = fact->a;
    if (fact->kind == OBS_AGREEMENT) {
        item->status = fact->b;
        return;
    }
    item->actor = fact->b;
    item->begins = fact->kind == OBS_MEMBER && fact->value != 0;
    item->number = fact->incident != NULL ? seen_number(seen, state, fact->incident->id) : 0;
}

static void
fill(struct seen *seen, const struct sim_context *s, const struct observation *fact,
    const struct row *row, int32_t state, struct seen_item *item)
{
    if (fact->kind == OBS_AGREEMENT || fact->kind == OBS_MEMBER ||
        fact->kind == OBS_VIOLATION) {
        fill_agreement(seen, fact, state, item);
    } else if ((row->who & BOTH) != 0) {
        fill_pair(s, fact, state, item);
    } else if (fact->act != NULL) {
        fill_act(seen, fact->act, state, item);
    } else if (fact->message != NULL) {
        fill_message(seen, s, fact, state, item);
    } else {
        item->number = seen_number_new(seen, state, fact->incident->id);
        fill_incident(s, fact, row->what, item);
        if (fact->kind == OBS_UNANSWERED) {
            item->actor = fact->b;
            item->target = state;
            item->message = (int32_t)fact->value;
        }
    }
}

void
seen_item_add(struct seen *seen, const struct sim_context *s, const struct observation *fact)
{
    for (int32_t r = 0; r < N_ROWS; r++) {
        for (int32_t k = 0; rows[r].fact == fact->kind && k < seen->n_states; k++) {
            struct seen_item *item;

            if (!seen_follows(seen, k) || !learns(s, fact, rows[r].who, k)) {
                continue;
            }
            item = seen_item_new(seen, k, rows[r].kind, fact->day);
            if (item != NULL) {
                fill(seen, s, fact, &rows[r], k, item);
            }
        }
    }
}
