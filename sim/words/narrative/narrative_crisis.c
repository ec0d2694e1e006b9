/* Describes crises between two states: their causes and ends. */
#include <math.h>

#include "words/narrative/narrative_acts.h"

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
    if (cause == NULL && victim == NONE && is_shock(s, e)) {
        buffer_printf(out,
            "With it, the tension between %s and %s passed the level of a crisis", from, to);
        return;
    }
    buffer_printf(
        out, "%s and %s %s a crisis", from, to, e->day == 0 ? "were in" : "came into");
    if (cause != NULL) {
        buffer_printf(out, " after %s ", narrative_wording_state(s, cause->act->actor));
        narrative_acts_action(s, node, out);
    } else if (victim != NONE) {
        buffer_printf(out, " after %s had come to believe the accusation by %s", from,
            narrative_wording_state(s, victim));
    } else if (e->day == 0) {
        buffer_text(out, " from the beginning");
    }
}

/* Whether the crisis that ends at event k ends because an off-ramp is accepted at that moment. */
static bool
is_settled(const struct trace_rows_event *events, int32_t k)
{
    const struct trace_rows_event *e = &events[k];

    for (int32_t j = k; j-- > 0 && events[j].day == e->day;) {
        if (events[j].event == OBS_SETTLED &&
            narrative_offer_is_between(&events[j], e->actor, e->target)) {
            return true;
        }
    }
    return false;
}

bool
narrative_crisis_lasts(const struct narrative *s, int32_t a, int32_t b, double day)
{
    const struct array *rows = &s->recorder->rows[RECORDER_FILE_EVENTS];
    bool lasts = false;

    for (int32_t k = 0; k < rows->count; k++) {
        const struct trace_rows_event *e = ARRAY_AT(const struct trace_rows_event, rows, k);

        if (e->event == OBS_CRISIS && e->day <= day && narrative_offer_is_between(e, a, b)) {
            lasts = e->value == 1;
        }
    }
    return lasts;
}

/* Returns the day of the shock with which the crisis that ends at event k began; NAN if it began
   otherwise. */
static double
shock_day(const struct narrative *s, const struct trace_rows_event *events, int32_t k)
{
    for (int32_t j = k; j-- > 0;) {
        if (events[j].event == OBS_CRISIS && events[j].value == 1 &&
            narrative_offer_is_between(&events[j], events[k].actor, events[k].target)) {
            return is_shock(s, &events[j]) ? events[j].day : NAN;
        }
    }
    return NAN;
}

/* Whether two states cooperated under an agreement during the whole crisis that ends at event k,
   although a crisis can suspend this agreement. */
static bool
is_kept(const struct narrative *s, const struct trace_rows_event *events, int32_t k,
    int32_t agreement, double from)
{
    int32_t a = events[k].actor, b = events[k].target;
    bool kept = WORLD_AGREEMENT(s->world, agreement)->suspension.hazard_per_day > 0 &&
                narrative_line_works(s, agreement, a, b, from) &&
                narrative_line_works(s, agreement, a, b, events[k].day);

    for (int32_t j = k; kept && j-- > 0 && events[j].day >= from;) {
        kept = events[j].agreement != agreement ||
               (events[j].event != OBS_AGREEMENT && events[j].event != OBS_COOPERATION);
    }
    return kept;
}

/* At the end of a crisis that began with a shock from outside the model: adds the agreements that
   the crisis might have suspended but did not. */
static void
add_kept(struct narrative *s, const struct trace_rows_event *events, int32_t k)
{
    double from = shock_day(s, events, k);
    struct buffer names = {0};
    int32_t n = 0, all = 0;

    for (int32_t a = 0; a < s->world->n_agreements && !isnan(from); a++) {
        all += is_kept(s, events, k, a, from);
    }
    for (int32_t a = 0; n < all && a < s->world->n_agreements; a++) {
        if (is_kept(s, events, k, a, from)) {
            buffer_printf(&names, "%s“%s”", narrative_wording_join(n++, all), s->agreements[a]);
        }
    }
    if (n > 0) {
        narrative_add(s, events[k].day, "The crisis had not led to the suspension of %s.",
            buffer_string(&names));
    }
    s->no_memory = s->no_memory || names.failed;
    buffer_free(&names);
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
    if (e->event == OBS_SETTLED || e->event == OBS_OFFER) {
        narrative_offer_put(s, events, k, &text);
    } else if (e->event == OBS_CRISIS && e->value == 1) {
        put_beginning(s, e, &text);
    } else if (e->event == OBS_CRISIS && !is_settled(events, k)) {
        buffer_printf(&text,
            "The crisis between %s and %s was over, because tension had fallen", from, to);
        narrative_offer_put_overtaken(s, events, k, &text);
    }
    if (text.length > 0) {
        narrative_add(s, e->day, "%s.", buffer_string(&text));
    }
    if (e->event == OBS_CRISIS && e->value == 0) {
        add_kept(s, events, k);
    }
    s->no_memory = s->no_memory || text.failed;
    buffer_free(&text);
}

void
narrative_crisis_add_break(
    struct narrative *s, double day, int32_t actor, int32_t target, bool attack)
{
    const struct array *rows = &s->recorder->rows[RECORDER_FILE_EVENTS];
    double settled = NAN;
    bool broken = false;

    for (int32_t k = 0; k < rows->count; k++) {
        const struct trace_rows_event *e = ARRAY_AT(const struct trace_rows_event, rows, k);

        if (e->event == OBS_SETTLED && e->day < day &&
            narrative_offer_is_between(e, actor, target)) {
            settled = e->day;
        }
        broken = broken || (e->event == OBS_BROKEN && e->day == day && e->actor == actor &&
                               e->target == target);
    }
    if (broken && attack) {
        narrative_add(s, day,
            "After such an attack, %s no longer considered itself bound by the settlement "
            "between the two of %s.",
            narrative_wording_state(s, target), NARRATIVE_DAY(s, settled));
    } else if (broken) {
        narrative_add(s, day, "With this, the settlement between the two of %s no longer held.",
            NARRATIVE_DAY(s, settled));
    }
}
