/* Crises between two states: what caused one, whether both saw it, and who offered its end. */
#include "words/narrative/internal.h"

/* The crisis event of the other side that holds before event k: whether that side was in a crisis. */
static bool
other_in_crisis(const struct trace_rows_event *events, int32_t k)
{
    const struct trace_rows_event *e = &events[k];

    for (int32_t j = k; j-- > 0;) {
        if (events[j].event == OBS_CRISIS && events[j].actor == e->target &&
            events[j].target == e->actor) {
            return events[j].value == 1;
        }
    }
    return false;
}

/* What the state that offers a way out at event k leaves by it: a crisis of both, of one, or a
   dispute that neither of them regards as a crisis. */
static const char *
settled_words(const struct trace_rows_event *events, int32_t k)
{
    const struct trace_rows_event *e = &events[k];
    bool known = false, own = false, other = other_in_crisis(events, k);

    for (int32_t j = k; j-- > 0 && !known;) {
        known = events[j].event == OBS_CRISIS && events[j].actor == e->actor &&
                events[j].target == e->target;
        own = known && events[j].value == 1;
    }
    return own && other ? "their crisis"
           : own        ? "what it regarded as a crisis"
           : other      ? "what the latter regarded as a crisis"
                        : "their dispute";
}

/* Whether the crisis of the other side begins on the same day, after event k of n. */
static bool
other_follows(const struct trace_rows_event *events, int32_t n, int32_t k)
{
    const struct trace_rows_event *e = &events[k];

    for (int32_t j = k + 1; j < n && events[j].day == e->day; j++) {
        if (events[j].event == OBS_CRISIS && events[j].actor == e->target &&
            events[j].target == e->actor && events[j].value == 1) {
            return true;
        }
    }
    return false;
}

/* Whether a shock from outside the model raised this tension on that day. */
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

/* The open act between the two on that day: of the other state, or of its own; NONE without one. */
static int32_t
act_of_day(const struct narrative *s, const struct trace_rows_event *e)
{
    int32_t found = NONE;

    for (int32_t k = 0; k < s->cascade.n_nodes; k++) {
        const struct narrative_node *n = &s->cascade.nodes[k];

        if (n->incident != NULL || n->day != e->day) {
            continue;
        }
        if (n->act->actor == e->target && n->act->target == e->actor) {
            return k;
        }
        if (n->act->actor == e->actor && n->act->target == e->target) {
            found = k;
        }
    }
    return found;
}

/* The incident about which the state decided on that day, and named the other one; else NULL. */
static const struct narrative_node *
incident_of_day(const struct narrative *s, const struct trace_rows_event *e)
{
    const struct narrative_cascade *f = &s->cascade;
    int64_t id = 0;

    for (int32_t k = 0; k < f->n_events && id == 0; k++) {
        const struct trace_rows_event *d = f->events[k];

        id = d->event == OBS_DECIDED && d->day == e->day && d->actor == e->actor &&
                     d->target == e->target
                 ? d->incident_id
                 : 0;
    }
    for (int32_t k = 0; k < f->n_nodes && id != 0; k++) {
        if (f->nodes[k].id == id && f->nodes[k].incident != NULL) {
            return &f->nodes[k];
        }
    }
    return NULL;
}

/* ", after Borvia blamed Ardia in public": what happened between the two on that day. */
static void
put_cause(struct narrative *s, const struct trace_rows_event *e, struct buffer *out)
{
    const struct narrative_node *incident = incident_of_day(s, e);
    int32_t act = act_of_day(s, e);

    if (is_shock(s, e)) {
        buffer_text(out, " because of a political crisis from outside the model");
    } else if (act != NONE) {
        buffer_printf(out, " after %s ",
            s->cascade.nodes[act].act->actor == e->actor
                ? "it"
                : narrative_wording_state(s, e->target));
        narrative_acts_action(s, act, out);
    } else if (incident != NULL) {
        buffer_printf(out, " after it held %s responsible for the incident of %s",
            narrative_wording_state(s, e->target), NARRATIVE_DAY(s, incident->day));
    }
}

void
narrative_crisis_add(
    struct narrative *s, const struct trace_rows_event *events, int32_t n, int32_t k)
{
    const struct trace_rows_event *e = &events[k];
    const char *from = narrative_wording_state(s, e->actor);
    const char *to = narrative_wording_state(s, e->target);
    bool other = other_in_crisis(events, k);
    struct buffer text = {0};

    if (e->event == OBS_SETTLED) {
        narrative_add(s, e->day, "%s offered %s a way out of %s, and %s accepted.", from, to,
            settled_words(events, k), to);
        return;
    }
    if (e->value == 1) {
        buffer_printf(&text, "%s%s came to regard its relations with %s as a crisis", from,
            other ? ", too," : "", to);
        put_cause(s, e, &text);
        if (!other && !other_follows(events, n, k)) {
            buffer_printf(&text, "; %s did not", to);
        }
    } else {
        buffer_printf(&text, "%s no longer regarded its relations with %s as a crisis%s%s",
            from, to, other ? "; " : "", other ? to : "");
        buffer_text(&text, other ? " still did" : "");
    }
    narrative_add(s, e->day, "%s.", buffer_string(&text));
    s->no_memory = s->no_memory || text.failed;
    buffer_free(&text);
}
