#include "words/narrative/narrative_incident.h"

/* ---- whom the victim named ---- */

/* Returns the verb for a conclusion. If the probability is below 60 per cent as printed, it is a
   suspicion. */
static const char *
concluded(double confidence)
{
    return (int)(100 * confidence + 0.5) < 60 ? "suspected" : "concluded";
}

static void
add_named_state(const struct narrative_context *t, double day, int32_t named, double confidence)
{
    struct narrative *s = t->s;
    const char *who = narrative_wording_state(s, named);

    if (named == t->i->initiator && t->i->class_ != CLASS_ACCIDENT) {
        narrative_add(s, day, "%s %s (%s sure) that %s was responsible, and was right.",
            t->victim, concluded(confidence), NARRATIVE_PERCENT(confidence), who);
    } else {
        narrative_add(s, day, "%s %s (%s sure) that %s was responsible. In truth it was %s%s.",
            t->victim, concluded(confidence), NARRATIVE_PERCENT(confidence), who,
            narrative_wording_truth(s, t->i),
            named == t->i->blamed ? "; the false flag had worked" : "");
    }
}

static void
add_named(const struct narrative_context *t, const struct trace_rows_event *e, bool last)
{
    const struct trace_rows_incident *i = t->i;
    bool accident = i->class_ == CLASS_ACCIDENT;

    if (e->target != NONE) {
        add_named_state(t, e->day, e->target, e->value);
        narrative_acts_crisis(t->s, e->day, i->incident_id, true);
        return;
    }
    /* it named no actor; i->named may be from a later conclusion */
    if (!last || isnan(e->value) || (accident && i->perceived_intent == 0)) {
        return;
    }
    /* NAMED_NON_STATE or NAMED_ACCIDENT of trace_rows.h */
    if (i->named == 2 || i->named == 3) {
        bool right = i->named == 3 ? accident : i->initiator == NONE && !accident;

        narrative_add(t->s, e->day, "%s %s (%s sure) that %s%s%s.", t->victim,
            concluded(e->value), NARRATIVE_PERCENT(e->value),
            i->named == 3 ? "it was an accident"
                          : "a group without orders of a state was responsible",
            right ? ", and was right" : ". In truth it was ",
            right ? "" : narrative_wording_truth(t->s, i));
    }
}

/* Whether the event belongs to a second decision, after a statement of industry. */
static bool
on_statement(const struct narrative_context *t, const struct trace_rows_event *e)
{
    return e->day == t->i->industry_day && e->day > t->i->decided_day;
}

/* Whether the victim ended its search for the actor at that moment. `state`: it named a state;
   otherwise, it named no actor. */
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

/* Whether the victim decided without naming an actor. Then one sentence reports both. `reopened`:
   the victim made another decision later. */
static bool
names_no_one(const struct narrative_context *t, const struct trace_rows_event *e, bool reopened)
{
    const struct trace_rows_incident *i = t->i;
    bool known = i->class_ == CLASS_ACCIDENT && i->perceived_intent == 0;

    return reopened ? concluded_at(t, e->day, false) : i->named == NAMED_NOBODY && !known;
}

/* ---- what the victim decided ---- */

/* Whether the decision is against the state that had made another state look responsible. */
static bool
on_deceiver(const struct narrative_context *t, const struct trace_rows_event *e)
{
    return e->day >= t->i->truth_day && e->target == t->i->initiator &&
           t->i->named_actor != t->i->initiator;
}

/* Whether this decision, on the state that has stated a demand, is also to meet the demand. */
static bool
yields(const struct narrative_context *t, const struct trace_rows_event *e, bool last)
{
    return last && !isnan(t->i->demand_day) && t->i->concession_day >= e->day &&
           e->target == t->i->initiator;
}

/* Adds "to speed up the repair and to make the change of policy that Borvia had demanded". Leaves
   out the first part unless the state does anything else. */
static void
put_overt(const struct narrative_context *t, const struct trace_rows_event *e, int32_t overt,
    bool yields, struct narrative_decision *decision, struct buffer *out)
{
    const struct response *r = WORLD_RESPONSE(t->s->world, overt);
    bool only = yields && (r->effect == EFFECT_NOTHING || (decision->over && !t->stealthy &&
                                                              r->effect == EFFECT_MITIGATION));

    decision->helped = decision->helped || yields; /* the state also does something else */
    if (!only) {
        narrative_acts_intention(t->s, overt, e->target, decision, out);
    }
    if (yields) {
        buffer_printf(out, "%sto make the change of policy that %s had demanded",
            only ? "" : " and ", narrative_wording_state(t->s, e->target));
    }
}

static void
add_decided(const struct narrative_context *t, const struct trace_rows_event *e, bool first,
    bool last, bool reopened)
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
        on_deceiver(t, e) ? NONE : i->class_, /* NONE: this decision has nothing to repair */
        NONE, strikes, i->end_day <= e->day, helped};
    int32_t overt = narrative_wording_response(s, e);

    if (overt != NONE) {
        buffer_printf(&text, "%s %s ", t->victim,
            last && names_no_one(t, e, reopened)
                ? "could not establish who was responsible and decided"
                : "decided");
        put_overt(t, e, overt, yields(t, e, last), &decision, &text);
        narrative_messages_put_line(t, e->day, &text);
        if (strikes) {
            buffer_text(&text, " and, in secret, ");
            narrative_acts_strike(s, i, covert, e->target, &text);
        }
        if (helped) {
            buffer_text(&text, ", and ");
            narrative_acts_intention(s, i->help, e->target,
                &(struct narrative_decision){.incident_class = i->class_, .trigger = NONE},
                &text);
        }
        narrative_add(s, e->day, "%s.", buffer_string(&text));
        if (e->target != NONE && !concluded_at(t, e->day, true)) {
            narrative_acts_crisis(s, e->day, i->incident_id, true);
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
    } else {
        add_named(t, e, true);
    }
}

static void
add_corrected(const struct narrative_context *t, double day)
{
    narrative_add(t->s, day, "%s analysts found that it had been %s.",
        NARRATIVE_OF(t->s, t->i->target),
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
    bool reopened = false;
    const struct trace_rows_event *before = NULL;

    for (int32_t k = first; k < first + n; k++) {
        bool late = on_statement(t, f->events[k]);

        n_named += f->events[k]->event == OBS_NAMED && !late;
        n_decided +=
            f->events[k]->event == OBS_DECIDED && !late && !on_deceiver(t, f->events[k]);
        reopened = reopened || (f->events[k]->event == OBS_NAMED && late);
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
            add_named(t, e, ++named == n_named);
            held = e->target;
        } else if (e->event == OBS_DECIDED && on_statement(t, e)) {
            add_decided(t, e, false, false, true);
        } else if (e->event == OBS_DECIDED && on_deceiver(t, e)) {
            narrative_add(t->s, e->day, "%s had been deceived by %s.", t->victim,
                narrative_wording_state(t->s, e->target));
            add_decided(t, e, false, true, false);
        } else if (e->event == OBS_DECIDED) {
            decided++;
            add_decided(t, e, decided == 1, decided == n_decided, reopened);
        } else if (e->event == OBS_CORRECTED) {
            add_corrected(t, e->day);
        } else if (e->event == OBS_ORDER_CLOSED) {
            narrative_acts_withdrawal(t->s, e, t->node);
        } else if (e->event == OBS_VIOLATION && e->agreement != NONE) {
            narrative_add(t->s, e->day, "%s regarded it as a breach of “%s”.", t->victim,
                t->s->agreements[e->agreement]);
        }
    }
}
