#include "words/narrative/narrative_incident.h"

#include <math.h>
#include <string.h>

/* Whether the event belongs to a second decision, after a statement of industry. */
static bool
on_statement(const struct narrative_context *t, const struct trace_rows_event *e)
{
    return e->day == t->i->industry_day && e->day > t->i->decided_day;
}

/* Whether the victim ended its search for the actor at that moment. `state`: it named a state;
   otherwise, it named nobody. */
static bool
concluded_at(const struct narrative_context *t, double day, bool state)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_events(f, t->i->incident_id, &first);
    bool found = false;

    for (int32_t k = first; k < first + n && !found; k++) {
        const struct trace_rows_event *e = f->events[k];

        found = e->event == OBS_NAMED && e->day == day &&
                (state ? e->target != NONE : e->target == NONE && isnan(e->value));
    }
    return found;
}

/* Whether the victim decided without naming anyone. If so, one sentence reports both facts. */
static bool
names_no_one(const struct narrative_context *t, const struct trace_rows_event *e)
{
    const struct trace_rows_incident *i = t->i;
    const struct trace_rows_event *named = narrative_finding_before(t, e->day);
    bool known = i->class_ == CLASS_ACCIDENT && i->perceived_intent == 0;

    if (named == NULL) {
        return i->named == NAMED_NOBODY && !known;
    }
    return named->target == NONE && isnan(named->value) && !known;
}

/* Whether the victim knows on that day that the incident was an accident. */
static bool
knows_accident(const struct narrative_context *t, double day)
{
    const struct trace_rows_incident *i = t->i;

    return i->class_ == CLASS_ACCIDENT &&
           (i->perceived_intent == 0 || i->named == NAMED_ACCIDENT || i->corrected_day <= day);
}

/* ---- what the victim decided ---- */

/* Whether the decision is against the state that had made another state look responsible. */
static bool
on_deceiver(const struct narrative_context *t, const struct trace_rows_event *e)
{
    return e->day >= t->i->truth_day && e->target == t->i->initiator &&
           t->i->named_actor != t->i->initiator;
}

/* Whether the victim will meet the demand of the state against which the decision is made. */
static bool
yields(const struct narrative_context *t, const struct trace_rows_event *e, bool last)
{
    return last && !isnan(t->i->demand_day) && t->i->concession_day >= e->day &&
           e->target == t->i->initiator;
}

/* Whether the victim, which decided on no open hostile act, put its complaint to the named state on
   that day. */
static bool
complains(const struct narrative_context *t, const struct trace_rows_event *e, int32_t overt)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_messages(f, t->i->incident_id, &first);
    bool found = false;

    for (int32_t k = first; k < first + n && !found; k++) {
        found = f->messages[k]->kind == MESSAGE_WARNING && f->messages[k]->to == e->target &&
                f->messages[k]->sent_day == e->day;
    }
    return found && overt != NONE &&
           !response_is_hostile_act(WORLD_RESPONSE(t->s->world, overt));
}

/* Appends what the victim decided to do openly. */
static void
put_overt(const struct narrative_context *t, const struct trace_rows_event *e, int32_t overt,
    struct narrative_decision decision, struct buffer *text)
{
    bool complaint = complains(t, e, overt);

    decision.helped = decision.helped || complaint;
    if (!complaint || WORLD_RESPONSE(t->s->world, overt)->effect != EFFECT_NOTHING) {
        narrative_acts_intention(t->s, overt, e->target, &decision, text);
    }
    if (complaint) {
        buffer_printf(text, "%sto complain to %s in confidence",
            text->at[text->length - 1] == ' ' ? "" : ", and ",
            narrative_wording_state(t->s, e->target));
    }
}

/* Whether a request for help is all that the victim decided. */
static bool
ends_with_only(const struct buffer *text)
{
    static const char only[] = " only";
    size_t length = strlen(only);

    return text->length >= length &&
           memcmp(text->at + text->length - length, only, length) == 0;
}

static void
add_decided(
    const struct narrative_context *t, const struct trace_rows_event *e, bool first, bool last)
{
    struct narrative *s = t->s;
    const struct trace_rows_incident *i = t->i;
    struct buffer text = {0};
    int32_t covert =
        last || on_statement(t, e) ? narrative_wording_covert(s, i->incident_id, e->day) : NONE;
    bool strikes = covert != NONE;
    bool helped =
        first && i->help != NONE && WORLD_RESPONSE(s->world, i->help)->effect != EFFECT_NOTHING;
    struct narrative_decision decision = {
        on_deceiver(t, e)
            ? NONE
            : narrative_severity_class(i), /* NONE: this decision has nothing to repair */
        NONE, strikes,
        i->end_day <= e->day || narrative_wording_same_date(s, e->day, i->end_day), helped,
        knows_accident(t, e->day), e->day - i->detected_day > NARRATIVE_LATE_DAYS,
        yields(t, e, last),
        e->target == NONE &&
            (i->class_ == CLASS_CRIME || (last && i->named == NAMED_NON_STATE))};
    int32_t overt = narrative_wording_response(s, e);

    if (overt != NONE) {
        bool no_one = last && names_no_one(t, e);

        if (no_one) {
            narrative_finding_add_caution(t, e->day);
        }
        buffer_printf(&text, "%s %s ", t->victim,
            no_one ? "could not establish who was responsible and decided" : "decided");
        put_overt(t, e, overt, decision, &text);
        narrative_messages_put_line(t, e->day, &text);
        if (decision.yields) {
            buffer_text(&text, ", and to examine the demand");
        }
        if (strikes) {
            buffer_text(&text, " and, in secret, ");
            narrative_acts_strike(s, i, covert, e->target, &text);
        }
        if (helped) {
            buffer_text(&text, ends_with_only(&text) ? " " : ", and ");
            narrative_acts_intention(s, i->help, e->target,
                &(struct narrative_decision){
                    .incident_class = i->class_, .trigger = NONE, .late = decision.late},
                &text);
        }
        narrative_add(s, e->day, "%s.", buffer_string(&text));
        if (e->target != NONE && !concluded_at(t, e->day, true)) {
            narrative_acts_crisis(s, e->day, i->incident_id, true);
        }
        if (e->target != NONE) {
            narrative_crisis_add_break(s, e->day, e->target, i->target, true);
        }
    }
    s->no_memory = s->no_memory || text.failed;
    buffer_free(&text);
}

/* Adds whom the victim named after a statement of industry. `held`: the state that it had held
   responsible until then; NONE: none. */
static void
add_named_again(
    const struct narrative_context *t, const struct trace_rows_event *e, int32_t held)
{
    if (held != NONE && e->target == NONE && isnan(e->value)) {
        narrative_add(t->s, e->day, "After this statement, %s no longer held %s responsible.",
            t->victim, narrative_wording_state(t->s, held));
    } else if (e->target == NONE && isnan(e->value)) {
        const struct trace_rows_event *before = narrative_finding_before(t, t->i->decided_day);

        if (before != NULL && !isnan(before->value)) {
            narrative_add(t->s, e->day,
                "After this statement, %s was no longer sure who was responsible.", t->victim);
        }
    } else {
        narrative_finding_add(t, e, true);
    }
}

/* Adds that the analysts of the victim found that there had been no attack. The line has
   "confirmed" in place of "found" if the victim had already concluded that the incident was an
   accident. */
static void
add_corrected(const struct narrative_context *t, double day)
{
    const struct trace_rows_event *named = narrative_finding_before(t, day);
    bool known = named != NULL && named->day < day && named->target == NONE &&
                 !isnan(named->value) && t->i->named == NAMED_ACCIDENT;

    narrative_add(t->s, day, "%s analysts %s that it had been %s.",
        NARRATIVE_OF(t->s, t->i->target), known ? "confirmed" : "found",
        t->i->class_ == CLASS_ACCIDENT         ? "an accident, not an attack"
        : t->i->class_ == CLASS_PREPOSITIONING ? "preparation, not an attack"
                                               : "espionage, not an attack");
}

void
narrative_attribution_add(const struct narrative_context *t)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_events(f, t->i->incident_id, &first);
    int32_t named = 0, decided = 0, n_named = 0, n_decided = 0;
    int32_t held = NONE;
    const struct trace_rows_event *before = NULL;

    for (int32_t k = first; k < first + n; k++) {
        bool late = on_statement(t, f->events[k]);

        n_named += f->events[k]->event == OBS_NAMED && !late;
        n_decided +=
            f->events[k]->event == OBS_DECIDED && !late && !on_deceiver(t, f->events[k]);
    }
    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_event *e = f->events[k];

        if (e->event == OBS_DECIDED) {
            t->s->rank = NARRATIVE_RANK_EVIDENCE;
            narrative_replies_add_consultations(t->s, before, e);
            t->s->rank = NARRATIVE_RANK_DECISION;
            before = e;
        }
        if (e->event == OBS_NAMED && on_statement(t, e)) {
            add_named_again(t, e, held);
        } else if (e->event == OBS_NAMED) {
            narrative_finding_add(t, e, ++named == n_named);
            held = e->target;
        } else if (e->event == OBS_DECIDED && on_statement(t, e)) {
            add_decided(t, e, false, false);
        } else if (e->event == OBS_DECIDED && on_deceiver(t, e)) {
            narrative_add(t->s, e->day, "%s had been deceived by %s.", t->victim,
                narrative_wording_state(t->s, e->target));
            add_decided(t, e, false, true);
        } else if (e->event == OBS_DECIDED) {
            decided++;
            add_decided(t, e, decided == 1, decided == n_decided);
        } else if (e->event == OBS_CORRECTED) {
            add_corrected(t, e->day);
        } else if (e->event == OBS_ORDER_CLOSED) {
            narrative_acts_withdrawal(t->s, e, t->node);
        } else if (e->event == OBS_VIOLATION && e->agreement != NONE) {
            narrative_add(t->s, e->day, "%s regarded it as a breach of “%s”.", t->victim,
                t->s->agreements[e->agreement]);
        }
    }
    narrative_acts_add_pending(t->s, t->node);
    if (t->i->censored && isnan(t->i->decided_day) && !isnan(t->i->detected_day)) {
        narrative_add(t->s, t->s->world->horizon_days,
            "At the end of the run, %s had not yet come to a conclusion.", t->victim);
    }
}
