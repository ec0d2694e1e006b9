/* Describes offers of a settlement in a crisis: how they were received, and why. */
#include <math.h>
#include <string.h>

#include "words/narrative/internal.h"

bool
narrative_offer_is_between(const struct trace_rows_event *e, int32_t a, int32_t b)
{
    return (e->actor == a && e->target == b) || (e->actor == b && e->target == a);
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

/* Appends "the settlement of their crisis that Ardia had offered on 2 March 2022", or "the same
   day". */
static void
put_offer(
    struct narrative *s, const struct trace_rows_event *events, int32_t k, struct buffer *out)
{
    double day = offer_day(events, k);

    buffer_printf(out, "the settlement of their crisis that %s had offered",
        narrative_wording_state(s, events[k].actor));
    if (narrative_wording_same_date(s, day, events[k].day)) {
        buffer_text(out, " the same day");
    } else if (!isnan(day)) {
        buffer_printf(out, " on %s", NARRATIVE_DAY(s, day));
    }
}

/* Whether event k reports the loss of the first offer of that state in this crisis. */
static bool
is_first_lost(const struct trace_rows_event *events, int32_t k)
{
    const struct trace_rows_event *e = &events[k];

    for (int32_t j = k; j-- > 0;) {
        if (events[j].event == OBS_CRISIS &&
            narrative_offer_is_between(&events[j], e->actor, e->target)) {
            return true;
        }
        if (events[j].event == OBS_OFFER && events[j].actor == e->actor &&
            events[j].target == e->target && strcmp(events[j].detail, "lost") == 0) {
            return false;
        }
    }
    return true;
}

/* Returns the event at which the state made the offer that is still open at event k of the same
   crisis; NONE if there is none. */
static int32_t
open_offer(const struct trace_rows_event *events, int32_t k, int32_t from, int32_t to)
{
    for (int32_t j = k; j-- > 0;) {
        if (events[j].event == OBS_CRISIS && narrative_offer_is_between(&events[j], from, to)) {
            return NONE;
        }
        if (events[j].event == OBS_OFFER && events[j].actor == from && events[j].target == to) {
            return strcmp(events[j].detail, "made") == 0 ? j : NONE;
        }
    }
    return NONE;
}

void
narrative_offer_put_overtaken(
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

/* Returns the last event at which the receiver of offer k had itself made an offer in this crisis;
   NONE if there is none. */
static int32_t
own_offer(const struct trace_rows_event *events, int32_t k)
{
    const struct trace_rows_event *e = &events[k];

    for (int32_t j = k; j-- > 0;) {
        if (events[j].event == OBS_CRISIS && events[j].value == 1 &&
            narrative_offer_is_between(&events[j], e->actor, e->target)) {
            return NONE;
        }
        if (events[j].event == OBS_OFFER && events[j].actor == e->target &&
            events[j].target == e->actor && strcmp(events[j].detail, "made") == 0) {
            return j;
        }
    }
    return NONE;
}

/* Whether an event is an order of a response that is more than a statement. */
static bool
is_grave_order(const struct narrative *s, const struct trace_rows_event *e)
{
    int32_t response = narrative_wording_response_of(s, e, OBS_ORDERED);
    const struct response *r = response < 0 ? NULL : WORLD_RESPONSE(s->world, response);

    return r != NULL && (r->effect == EFFECT_OPERATION || r->rung > RUNG_PUBLIC_FRICTION);
}

/* Returns the last order before event k of the receiver of offer k against the state that made it,
   not more than `days` before; NULL if there is none. */
static const struct trace_rows_event *
recent_order(
    const struct narrative *s, const struct trace_rows_event *events, int32_t k, double days)
{
    const struct trace_rows_event *e = &events[k];

    for (int32_t j = k; j-- > 0 && e->day - events[j].day < days;) {
        if (events[j].actor == e->target && events[j].target == e->actor &&
            is_grave_order(s, &events[j])) {
            return &events[j];
        }
    }
    return NULL;
}

/* Returns the incident with which the crisis began, if the state that made offer k holds the
   receiver responsible for it and is wrong; otherwise NULL. */
static const struct trace_rows_incident *
false_complaint(const struct narrative *s, const struct trace_rows_event *events, int32_t k)
{
    const struct trace_rows_event *e = &events[k];
    const struct trace_rows_event *crisis = NULL;
    const struct trace_rows_incident *i;
    int32_t node;

    for (int32_t j = k; crisis == NULL && j-- > 0;) {
        if (events[j].event == OBS_CRISIS && events[j].value == 1 &&
            narrative_offer_is_between(&events[j], e->actor, e->target)) {
            crisis = &events[j];
        }
    }
    node = crisis == NULL || crisis->incident_id == 0
               ? NONE
               : narrative_cascade_find(&s->cascade, crisis->incident_id);
    i = node == NONE ? NULL : s->cascade.nodes[node].incident;
    return i != NULL && i->target == e->actor && i->initiator != e->target ? i : NULL;
}

const struct trace_rows_event *
narrative_offer_order(
    const struct narrative *s, const struct trace_rows_event *events, int32_t k)
{
    return recent_order(s, events, k, s->world->parameters.tension.offer_least_days);
}

/* Appends why the offer was refused: ", because it had decided on 2 March 2022 to act against
   Ardia". A state that has lately decided on more than a statement accepts no settlement. */
static void
put_reason(const struct narrative *s, const struct trace_rows_event *events, int32_t k,
    struct buffer *out)
{
    const struct trace_rows_event *e = &events[k];
    const char *other = narrative_wording_state(s, e->actor);
    const struct trace_rows_event *order = narrative_offer_order(s, events, k);
    const struct trace_rows_incident *cause = false_complaint(s, events, k);

    if (order != NULL) {
        buffer_printf(out, ", because it had decided on %s to act against %s",
            narrative_wording_same_date(s, order->day, e->day) ? "the same day"
                                                               : NARRATIVE_DAY(s, order->day),
            other);
    } else if (cause != NULL) {
        buffer_printf(out, ", because it denied any part in the incident of %s",
            NARRATIVE_DAY(s, cause->start_day));
    } else {
        buffer_text(out, ", because it found the terms insufficient");
    }
}

static void
put_settlement(
    struct narrative *s, const struct trace_rows_event *events, int32_t k, struct buffer *out)
{
    double days = s->world->parameters.tension.cooling_days;

    int32_t own = own_offer(events, k);

    buffer_text(out, narrative_wording_state(s, events[k].target));
    if (own != NONE && events[own].day > offer_day(events, k)) {
        bool at_once = narrative_wording_same_date(s, events[own].day, events[k].day);

        buffer_text(out, at_once ? " replied to " : " had replied to ");
        put_offer(s, events, k, out);
        buffer_printf(out, " with an offer of its own%s%s, and the two agreed",
            at_once ? "" : " of ",
            at_once ? ""
            : narrative_wording_same_date(s, events[own].day, offer_day(events, k))
                ? "the same day"
                : NARRATIVE_DAY(s, events[own].day));
    } else {
        if (own != NONE) {
            buffer_printf(out, ", which had offered one itself on %s,",
                NARRATIVE_DAY(s, events[own].day));
        }
        buffer_text(out, " accepted ");
        put_offer(s, events, k, out);
    }
    buffer_text(out, ". The crisis was over");
    if (days > 0) {
        buffer_printf(out,
            "; for %s neither was to act against the other over earlier events, unless the "
            "other began again",
            NARRATIVE_DAYS(days));
    }
}

void
narrative_offer_put(
    struct narrative *s, const struct trace_rows_event *events, int32_t k, struct buffer *out)
{
    const struct trace_rows_event *e = &events[k];
    const char *from = narrative_wording_state(s, e->actor);
    const char *to = narrative_wording_state(s, e->target);

    if (e->event == OBS_SETTLED) {
        put_settlement(s, events, k, out);
    } else if (strcmp(e->detail, "refused") == 0) {
        buffer_printf(out, "%s refused ", to);
        put_offer(s, events, k, out);
        put_reason(s, events, k, out);
    } else if (strcmp(e->detail, "lost") == 0 && is_first_lost(events, k)) {
        buffer_printf(out,
            "%s sought a settlement of its crisis with %s, but its message did not reach those "
            "who could decide on it",
            from, to);
    }
}
