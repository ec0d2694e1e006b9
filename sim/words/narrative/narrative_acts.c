/* Describes the open acts of states, what they were based on, and how their targets received
   them. */
#include <string.h>

#include "words/narrative/narrative_acts.h"

void
narrative_acts_belief(struct narrative *s, int32_t node, double day)
{
    static const char *const classes[CLASS_COUNT] = {"espionage, not an attack",
        "preparation, not an attack", "disruption", "an attack", "extortion", "an accident"};
    const struct narrative_node *n = &s->cascade.nodes[node];
    const struct trace_rows_incident *cause =
        n->parent == NONE ? NULL : s->cascade.nodes[n->parent].incident;

    switch (narrative_wording_belief(s, node)) {
    case NARRATIVE_BELIEF_WHO:
        narrative_add(s, day, "%s acted on a false belief. In truth, %s was responsible.",
            narrative_wording_state(s, n->act->actor), narrative_wording_truth(s, cause));
        break;
    case NARRATIVE_BELIEF_WHAT:
        narrative_add(s, day, "%s acted on a false belief. In truth, the incident was %s.",
            narrative_wording_state(s, n->act->actor), classes[cause->class_]);
        break;
    case NARRATIVE_BELIEF_TRUE:
    case NARRATIVE_BELIEF_NONE:
    case NARRATIVE_BELIEF_KNOWN:
    case NARRATIVE_BELIEF_COUNT:
        break;
    }
}

void
narrative_acts_crisis(struct narrative *s, double day, int64_t id, bool alone)
{
    for (int32_t k = 0; k < s->cascade.n_crises; k++) {
        const struct trace_rows_event *e = s->cascade.crises[k];

        if (e->day == day && e->incident_id == id) {
            narrative_add(s, day,
                "With this, the tension between %s and %s%s passed the level of a crisis.",
                narrative_wording_state(s, e->actor), narrative_wording_state(s, e->target),
                alone ? "" : ", which had built up over time,");
        }
    }
}

/* Returns the operation with which the target of an act responded to the act; NULL if there is
   none. */
static const struct trace_rows_incident *
covert_response(const struct narrative *s, int32_t node)
{
    const struct narrative_node *n = &s->cascade.nodes[node];
    const struct trace_rows_incident *found = NULL;

    for (int32_t k = n->first; k < n->first + n->count && found == NULL; k++) {
        const struct trace_rows_incident *i = s->cascade.nodes[s->cascade.children[k]].incident;

        found = i != NULL && i->counter_operation && i->initiator == n->act->target ? i : NULL;
    }
    return found;
}

/* Appends " and, in secret, to strike back at Ardia". `covert` is the operation; NULL if it was
   withdrawn or has not begun. */
static void
put_covert(struct narrative *s, const struct trace_rows_incident *covert, int32_t response,
    int32_t target, struct buffer *text)
{
    buffer_text(text, " and, in secret, ");
    if (covert != NULL && covert->class_ == CLASS_ESPIONAGE) {
        buffer_printf(text, "to step up its own espionage against %s",
            narrative_wording_state(s, target));
    } else {
        narrative_acts_strike(s, NULL, response, target, text);
    }
}

/* Whether a reply, a report of a security company or a conclusion about the incident came at the
   moment of event `e`. If so, another sentence reports why the state changed its mind. */
static bool
has_news(const struct narrative *s, const struct trace_rows_event *e)
{
    int32_t first, n = narrative_cascade_messages(&s->cascade, e->incident_id, &first);
    bool found = false;

    for (int32_t k = first; k < first + n; k++) {
        found = found || s->cascade.messages[k]->answered_day == e->day;
    }
    n = narrative_cascade_events(&s->cascade, e->incident_id, &first);
    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_event *other = s->cascade.events[k];

        found = found || (other->day == e->day &&
                             (other->event == OBS_NAMED || other->event == OBS_INDUSTRY));
    }
    return found;
}

/* Returns the day on which the order that event `e` closes was given; NAN if there is none. */
static double
ordered_day(const struct narrative *s, const struct trace_rows_event *e)
{
    int32_t first, n = narrative_cascade_events(&s->cascade, e->incident_id, &first);
    double day = NAN;

    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_event *order = s->cascade.events[k];

        if (order->event == OBS_ORDERED && order->sequence < e->sequence &&
            strcmp(order->detail, e->detail) == 0) {
            day = order->day;
        }
    }
    return day;
}

/* Appends why the order lapsed: it was still not ready, or still not carried out. */
static void
put_lapse(const struct narrative *s, const struct trace_rows_event *e, bool operation,
    struct buffer *text)
{
    double day = ordered_day(s, e);

    buffer_text(text, operation ? "its preparation was still not complete"
                                : "it had still not been carried out");
    if (!isnan(day)) {
        buffer_printf(text, " after %s", NARRATIVE_BETWEEN(s, day, e->day));
    }
}

/* Appends why the order of event `e` about the incident or act of a node was withdrawn. */
static void
put_reason(const struct narrative *s, const struct trace_rows_event *e, int32_t node,
    bool operation, struct buffer *text)
{
    static const char *const reasons[] = {[ORDER_CLEARED] =
                                              "it had become known that %s was not "
                                              "responsible",
        [ORDER_NOT_NAMED] = "it no longer held %s responsible",
        [ORDER_SETTLED] = "it had agreed with %s on a settlement of the crisis",
        [ORDER_CONSULTED] = "it had held consultations with %s",
        [ORDER_CALLED_BACK] = "it changed its mind about %s",
        [ORDER_CRISIS_OVER] = "the crisis with %s was over",
        [ORDER_NO_ATTACK] = "this had been no attack by %s"};
    const struct trace_rows_incident *i = s->cascade.nodes[node].incident;

    if (e->value == ORDER_LAPSED) {
        put_lapse(s, e, operation, text);
        return;
    }
    if (e->value == ORDER_NOT_NAMED && !has_news(s, e)) {
        buffer_text(text, "in the light of further evidence ");
    }
    if (e->value == ORDER_NO_ATTACK && i != NULL &&
        !narrative_wording_same_date(s, i->corrected_day, e->day)) {
        buffer_printf(text, "it had found on %s that ", NARRATIVE_DAY(s, i->corrected_day));
    } else if (e->value == ORDER_NO_ATTACK) {
        buffer_text(text, "it had found that ");
    }
    narrative_acts_fill_in(reasons[(int)e->value], narrative_wording_state(s, e->target), text);
}

void
narrative_acts_withdrawal(struct narrative *s, const struct trace_rows_event *e, int32_t node)
{
    int32_t response = e->value == ORDER_EXECUTED
                           ? NONE
                           : narrative_wording_response_of(s, e, OBS_ORDER_CLOSED);
    const struct narrative_node *n = &s->cascade.nodes[node];
    struct narrative_decision decision = {
        .incident_class = NONE, .trigger = n->incident == NULL ? node : NONE};
    enum narrative_rank rank = s->rank;
    struct buffer text = {0};
    bool operation;

    if (response == NONE) {
        return;
    }
    operation = WORLD_RESPONSE(s->world, response)->effect == EFFECT_OPERATION;
    buffer_printf(&text, "%s withdrew its decision ", narrative_wording_state(s, e->actor));
    if (operation) {
        narrative_acts_strike(s, n->incident, response, e->target, &text);
    } else {
        narrative_acts_intention(s, response, e->target, &decision, &text);
    }
    buffer_text(&text, ", because ");
    put_reason(s, e, node, operation, &text);
    s->rank = NARRATIVE_RANK_CHANGE;
    narrative_add(s, e->day, "%s.", buffer_string(&text));
    s->rank = rank;
    s->no_memory = s->no_memory || text.failed;
    buffer_free(&text);
}

/* Whether an order was executed or withdrawn at an event after event k. */
static bool
is_closed(const struct narrative *s, int32_t k, int32_t end)
{
    const struct trace_rows_event *order = s->cascade.events[k];
    bool closed = false;

    for (int32_t j = k; j < end && !closed; j++) {
        const struct trace_rows_event *e = s->cascade.events[j];

        closed = e->event == OBS_ORDER_CLOSED && strcmp(e->detail, order->detail) == 0;
    }
    return closed;
}

void
narrative_acts_add_pending(struct narrative *s, int32_t node)
{
    const struct narrative_node *n = &s->cascade.nodes[node];
    int32_t first, count = narrative_cascade_events(&s->cascade, n->id, &first);
    struct narrative_decision decision = {
        .incident_class = NONE, .trigger = n->incident == NULL ? node : NONE};

    for (int32_t k = first; k < first + count; k++) {
        const struct trace_rows_event *e = s->cascade.events[k];
        int32_t response = narrative_wording_response_of(s, e, OBS_ORDERED);
        struct buffer text = {0};

        if (response == NONE || is_closed(s, k, first + count)) {
            continue;
        }
        if (WORLD_RESPONSE(s->world, response)->effect == EFFECT_OPERATION) {
            narrative_acts_strike(s, n->incident, response, e->target, &text);
        } else {
            narrative_acts_intention(s, response, e->target, &decision, &text);
        }
        narrative_add(s, s->world->horizon_days,
            "At the end of the run, %s had not yet carried out its decision %s.",
            narrative_wording_state(s, e->actor), buffer_string(&text));
        s->no_memory = s->no_memory || text.failed;
        buffer_free(&text);
    }
}

/* Adds the decision of the target. States decide only on acts of rung 2 and above. */
static void
add_reception(struct narrative *s, int32_t node)
{
    const struct trace_rows_act *a = s->cascade.nodes[node].act;
    const struct trace_rows_incident *covert = covert_response(s, node);
    struct narrative_decision decision = {.incident_class = NONE, .trigger = node};
    int32_t first, n = narrative_cascade_events(&s->cascade, a->act_id, &first), decided = 0;
    const struct trace_rows_event *before = NULL;
    struct buffer text = {0};
    bool denied = narrative_replies_is_denied(s, node);

    for (int32_t k = first; k < first + n; k++) {
        decided += narrative_wording_response(s, s->cascade.events[k]) != NONE;
    }
    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_event *e = s->cascade.events[k];
        int32_t response = narrative_wording_response(s, e);

        if (response != NONE) {
            narrative_replies_add_consultations(s, before, e);
            before = e;
            /* the covert operation belongs to the last decision */
            int32_t strike =
                --decided == 0 ? narrative_wording_covert(s, a->act_id, e->day) : NONE;

            s->no_memory = s->no_memory || text.failed;
            buffer_clear(&text);
            decision.strikes = strike != NONE;
            if (denied && decided == 0 &&
                response_is_passive(WORLD_RESPONSE(s->world, response))) {
                buffer_text(&text, strike != NONE ? "to deny the accusation in public"
                                                  : "only to deny the accusation");
            } else {
                narrative_acts_intention(s, response, a->actor, &decision, &text);
            }
            if (strike != NONE) {
                put_covert(s, covert, strike, a->actor, &text);
            }
            narrative_add(s, e->day, "%s%s decided %s.", narrative_wording_state(s, a->target),
                a->wrongful ? ", which was not responsible," : "", buffer_string(&text));
        }
        narrative_acts_withdrawal(s, e, node);
    }
    narrative_acts_add_pending(s, node);
    s->no_memory = s->no_memory || text.failed;
    buffer_free(&text);
}

/* Whether the act is milder than the act or incident to which it responds: its rung is lower or, if
   both are operations, its severity is lower. */
static bool
is_milder(const struct narrative *s, int32_t node)
{
    const struct narrative_node *n = &s->cascade.nodes[node], *to;

    if (n->parent == NONE) {
        return false;
    }
    to = &s->cascade.nodes[n->parent];
    if (n->incident != NULL && to->incident != NULL &&
        n->incident->severity < to->incident->severity) {
        return true;
    }
    return n->act->rung < (to->incident != NULL ? to->incident->rung : to->act->rung);
}

/* Whether the act is only a statement: it denies, criticises or demands evidence. */
static bool
is_statement(const struct narrative *s, int32_t node)
{
    const struct narrative_node *n = &s->cascade.nodes[node];

    return n->incident == NULL && !n->act->retraction && !n->act->denial &&
           n->act->agreement == NONE &&
           narrative_replies_words(s, n->act->response, narrative_replies_trigger(s, node)) !=
               NULL;
}

void
narrative_acts_escalation(struct narrative *s, int32_t node)
{
    const struct trace_rows_act *a = s->cascade.nodes[node].act;

    if (a != NULL && a->upward && !is_milder(s, node) && !is_statement(s, node)) {
        narrative_add(
            s, a->day, "This was an %sescalation.", a->inadvertent ? "inadvertent " : "");
    }
}

/* Whether event e reports the order that the act or operation of node n carried out. */
static bool
is_order_of(
    const struct narrative *s, const struct trace_rows_event *e, const struct narrative_node *n)
{
    int32_t response = narrative_wording_response_of(s, e, OBS_ORDERED);

    return response != NONE && e->actor == n->act->actor && e->day <= n->day &&
           (n->incident != NULL ? WORLD_RESPONSE(s->world, response)->effect == EFFECT_OPERATION
                                : response == n->act->response);
}

void
narrative_acts_put_old_decision(struct narrative *s, int32_t node, struct buffer *text)
{
    enum { OLD_DAYS = 90 };
    const struct narrative_node *n = &s->cascade.nodes[node];
    double day = NAN;
    int32_t first, count;

    if (n->parent == NONE || n->act == NULL) {
        return;
    }
    count = narrative_cascade_events(&s->cascade, s->cascade.nodes[n->parent].id, &first);
    for (int32_t k = first; k < first + count; k++) {
        const struct trace_rows_event *e = s->cascade.events[k];

        day = is_order_of(s, e, n) ? e->day : day;
    }
    if (n->day - day > OLD_DAYS) {
        buffer_printf(text, ", as it had decided on %s", NARRATIVE_DAY(s, day));
    }
}

void
narrative_acts_add(struct narrative *s, int32_t node)
{
    const struct trace_rows_act *a = s->cascade.nodes[node].act;
    struct buffer text = {0};

    narrative_acts_action(s, node, &text);
    narrative_acts_put_old_decision(s, node, &text);
    if (!a->denial && a->rung > 0) { /* rung 0 (a denial or retraction) is not printed */
        buffer_text(&text, " (");
        narrative_wording_rung(s, node, &text);
        buffer_text(&text, ")");
    }
    narrative_add(
        s, a->day, "%s %s.", narrative_wording_state(s, a->actor), buffer_string(&text));
    s->no_memory = s->no_memory || text.failed;
    buffer_free(&text);
    narrative_acts_escalation(s, node);
    narrative_acts_belief(s, node, a->day);
    narrative_crisis_add_break(s, a->day, a->actor, a->target, false);
    narrative_acts_crisis(s, a->day, a->act_id, ladder_is_major(a->rung));
    add_reception(s, node);
}
