/* Describes crises between two states: their causes, off-ramp offers, and ends. */
#include <string.h>

#include "words/narrative/internal.h"

static bool
is_between(const struct trace_rows_event *e, int32_t a, int32_t b)
{
    return (e->actor == a && e->target == b) || (e->actor == b && e->target == a);
}

/* Whether a shock from outside the model raised the tension of this direction on that day. */
static bool
is_shock(const struct narrative *s, const struct trace_rows_event *e)
{
    const struct inject *rows = s->world->injects.items;
    bool found = false;

    for (int32_t k = 0; k < s->world->injects.count && !found; k++) {
        found = rows[k].kind == INJECT_TENSION && rows[k].size > 0 && rows[k].day == e->day &&
                rows[k].actor == e->actor && rows[k].target == e->target;
    }
    return found;
}

/* Returns the incident or act that caused the crisis; NULL if there is none. Sets *node to its
   node. */
static const struct narrative_node *
cause_of(const struct narrative *s, const struct trace_rows_event *e, int32_t *node)
{
    *node = e->incident_id == 0 ? NONE : narrative_cascade_find(&s->cascade, e->incident_id);
    return *node == NONE ? NULL : &s->cascade.nodes[*node];
}

/* Returns the victim whose accusation the state joined with the message that caused the crisis;
   NONE if there is none. */
static int32_t
joined_victim(const struct narrative *s, const struct trace_rows_event *e)
{
    for (int32_t k = 0; k < s->cascade.n_messages; k++) {
        const struct trace_rows_message *m = s->cascade.messages[k];

        if (e->incident_id != 0 && m->message_id == e->incident_id) {
            return m->from;
        }
    }
    return NONE;
}

static void
put_beginning(struct narrative *s, const struct trace_rows_event *e, struct buffer *out)
{
    const char *from = narrative_wording_state(s, e->actor);
    const char *to = narrative_wording_state(s, e->target);
    int32_t node, victim = joined_victim(s, e);
    const struct narrative_node *cause = cause_of(s, e, &node);

    if (cause != NULL && cause->incident != NULL) {
        buffer_printf(out,
            "The tension that had built up between %s and %s passed the level of a crisis, "
            "because "
            "%s held %s responsible for the incident of %s as well. From then on, %s treated "
            "its relations with "
            "%s as in crisis",
            from, to, from, to, NARRATIVE_DAY(s, cause->day), from, to);
        return;
    }
    buffer_printf(out, "%s and %s %s a crisis", from, to,
        e->day == 0 && !is_shock(s, e) ? "were in" : "came into");
    if (cause != NULL) {
        buffer_printf(out, " after %s ", narrative_wording_state(s, cause->act->actor));
        narrative_acts_action(s, node, out);
    } else if (victim != NONE) {
        buffer_printf(out, " after %s had come to believe the accusation by %s", from,
            narrative_wording_state(s, victim));
    } else if (is_shock(s, e)) {
        buffer_text(out, " because of this political crisis");
    } else if (e->day == 0) {
        buffer_text(out, " from the beginning");
    }
}

/* Returns the day of the last offer that this state made to the other state before event k; NAN if
   there was none. */
static double
offer_day(const struct trace_rows_event *events, int32_t k)
{
    const struct trace_rows_event *e = &events[k];

    for (int32_t j = k; j-- > 0;) {
        if (events[j].event == OBS_OFFER && events[j].actor == e->actor &&
            events[j].target == e->target && strcmp(events[j].detail, "made") == 0) {
            return events[j].day;
        }
    }
    return NAN;
}

/* Appends "the settlement of their crisis that Ardia had offered on 2 March 2022". */
static void
put_offer(
    struct narrative *s, const struct trace_rows_event *events, int32_t k, struct buffer *out)
{
    double day = offer_day(events, k);

    buffer_printf(out, "the settlement of their crisis that %s had offered",
        narrative_wording_state(s, events[k].actor));
    if (!isnan(day)) {
        bool same = narrative_wording_dates(s, day, events[k].day) == 0;

        buffer_printf(out, " on %s", same ? "the same day" : NARRATIVE_DAY(s, day));
    }
}

/* Whether event k reports the loss of the first offer of that state in this crisis. */
static bool
is_first_lost(const struct trace_rows_event *events, int32_t k)
{
    const struct trace_rows_event *e = &events[k];

    for (int32_t j = k; j-- > 0;) {
        if (events[j].event == OBS_CRISIS && is_between(&events[j], e->actor, e->target)) {
            return true;
        }
        if (events[j].event == OBS_OFFER && events[j].actor == e->actor &&
            events[j].target == e->target && strcmp(events[j].detail, "lost") == 0) {
            return false;
        }
    }
    return true;
}

/* Whether the crisis that ends at event k ends because an off-ramp is accepted at that moment. */
static bool
is_settled(const struct trace_rows_event *events, int32_t k)
{
    const struct trace_rows_event *e = &events[k];

    for (int32_t j = k; j-- > 0 && events[j].day == e->day;) {
        if (events[j].event == OBS_SETTLED && is_between(&events[j], e->actor, e->target)) {
            return true;
        }
    }
    return false;
}

/* Returns the event at which the state made the offer that is still open at event k of the same
   crisis; NONE if there is none. */
static int32_t
open_offer(const struct trace_rows_event *events, int32_t k, int32_t from, int32_t to)
{
    for (int32_t j = k; j-- > 0;) {
        if (events[j].event == OBS_CRISIS && is_between(&events[j], from, to)) {
            return NONE;
        }
        if (events[j].event == OBS_OFFER && events[j].actor == from && events[j].target == to) {
            return strcmp(events[j].detail, "made") == 0 ? j : NONE;
        }
    }
    return NONE;
}

/* For a crisis that ended by itself at event k: appends the offer that is still open, if there is
   one. */
static void
put_overtaken_offer(
    struct narrative *s, const struct trace_rows_event *events, int32_t k, struct buffer *out)
{
    int32_t a = events[k].actor, b = events[k].target;
    int32_t j = open_offer(events, k, a, b);

    j = j == NONE ? open_offer(events, k, b, a) : j;
    if (j != NONE) {
        buffer_printf(out, ". The settlement that %s had offered on %s was no longer needed",
            narrative_wording_state(s, events[j].actor), NARRATIVE_DAY(s, events[j].day));
    }
}

static void
put_settlement(
    struct narrative *s, const struct trace_rows_event *events, int32_t k, struct buffer *out)
{
    double days = s->world->parameters.tension.cooling_days;

    buffer_printf(out, "%s accepted ", narrative_wording_state(s, events[k].target));
    put_offer(s, events, k, out);
    buffer_text(out, ". The crisis was over");
    if (days > 0) {
        buffer_printf(out, "; for %s neither was to act against the other over earlier events",
            NARRATIVE_DAYS(days));
    }
}

void
narrative_crisis_add(
    struct narrative *s, const struct trace_rows_event *events, int32_t n, int32_t k)
{
    const struct trace_rows_event *e = &events[k];
    const char *from = narrative_wording_state(s, e->actor);
    const char *to = narrative_wording_state(s, e->target);
    struct buffer text = {0};

    (void)n;
    if (e->event == OBS_SETTLED) {
        put_settlement(s, events, k, &text);
    } else if (e->event == OBS_OFFER && strcmp(e->detail, "refused") == 0) {
        buffer_printf(&text, "%s refused ", to);
        put_offer(s, events, k, &text);
    } else if (e->event == OBS_OFFER && strcmp(e->detail, "lost") == 0 &&
               is_first_lost(events, k)) {
        buffer_printf(&text,
            "%s offered %s a settlement of their crisis, but received no reply", from, to);
    } else if (e->event == OBS_CRISIS && e->value == 1) {
        put_beginning(s, e, &text);
    } else if (e->event == OBS_CRISIS && !is_settled(events, k)) {
        buffer_printf(&text,
            "The crisis between %s and %s was over, because tension had fallen", from, to);
        put_overtaken_offer(s, events, k, &text);
    }
    if (text.length > 0) {
        narrative_add(s, e->day, "%s.", buffer_string(&text));
    }
    s->no_memory = s->no_memory || text.failed;
    buffer_free(&text);
}

/* Whether the act is an open hostile act by a or b against the other of the two. */
static bool
is_hostile_between(const struct narrative_node *n, int32_t a, int32_t b)
{
    return n->incident == NULL && ladder_is_hostile(n->act->rung) &&
           ((n->act->actor == a && n->act->target == b) ||
               (n->act->actor == b && n->act->target == a));
}

void
narrative_crisis_add_break(struct narrative *s, int32_t node)
{
    const struct trace_rows_act *a = s->cascade.nodes[node].act;
    const struct array *rows = &s->recorder->rows[RECORDER_FILE_EVENTS];
    double settled = -INFINITY;

    for (int32_t k = 0; k < rows->count; k++) {
        const struct trace_rows_event *e = ARRAY_AT(const struct trace_rows_event, rows, k);

        if (e->event == OBS_SETTLED && e->day < a->day && is_between(e, a->actor, a->target)) {
            settled = e->day;
        }
    }
    if (!ladder_is_hostile(a->rung) ||
        a->day - settled >= s->world->parameters.tension.cooling_days) {
        return;
    }
    for (int32_t k = 0; k < s->cascade.n_nodes; k++) {
        const struct narrative_node *n = &s->cascade.nodes[k];

        if (n->day > settled && n->day < a->day && is_hostile_between(n, a->actor, a->target)) {
            return; /* an earlier act broke the settlement */
        }
    }
    narrative_add(s, a->day,
        "This act was about a new matter. With it, the settlement between the two of %s no "
        "longer held.",
        NARRATIVE_DAY(s, settled));
}
