#include "words/narrative_incident.h"

/* Whom it named */

static void
tell_named_state(
    const struct narrative_context *t, double day, int32_t named, double confidence)
{
    struct narrative *s = t->s;
    const char *who = narrative_wording_state(s, named);
    bool certain = confidence >= 0.995;

    if (named == t->i->initiator && t->i->class_ != CLASS_ACCIDENT) {
        narrative_say(s, day, "%s believed, at %s, that %s was behind it, and was right.",
            t->victim, NARRATIVE_PERCENT(confidence), who);
    } else {
        narrative_say(s, day,
            "%s believed, at %s, that %s was behind it. In truth it was %s%s.", t->victim,
            NARRATIVE_PERCENT(confidence), who, narrative_wording_truth(s, t->i),
            named == t->i->blamed ? "; the false flag had worked"
            : certain             ? ", and nothing had made it doubt"
                                  : "");
    }
}

static void
tell_named(const struct narrative_context *t, const struct trace_rows_event *e, bool last)
{
    const struct trace_rows_incident *i = t->i;
    bool accident = i->class_ == CLASS_ACCIDENT;

    if (e->target != NONE) {
        tell_named_state(t, e->day, e->target, e->value);
        return;
    }
    if (!last || (accident && i->perceived_intent == 0)) {
        return;
    }
    if (i->named == 2 || i->named == 3) { /* trace_rows: nobody, state, non_state, accident */
        bool right = i->named == 3 ? accident : i->initiator == NONE && !accident;

        narrative_say(t->s, e->day, "%s believed, at %s, that %s%s%s.", t->victim,
            NARRATIVE_PERCENT(e->value),
            i->named == 3 ? "it was an accident" : "no state was behind it",
            right ? ", and was right" : "; in truth it was ",
            right ? "" : narrative_wording_truth(t->s, i));
    }
}

/* Whether it decided without having named anybody: that is one sentence. */
static bool
in_the_dark(const struct narrative_context *t)
{
    const struct trace_rows_incident *i = t->i;
    bool known = i->class_ == CLASS_ACCIDENT && i->perceived_intent == 0;

    return i->named == 0 && !known;
}

/* What it decided */

static void
tell_decided(const struct narrative_context *t, const struct trace_rows_event *e, bool last)
{
    struct narrative *s = t->s;
    const struct trace_rows_incident *i = t->i;
    struct buffer text = {0};
    bool strikes = last && i->covert != NONE &&
                   WORLD_RESPONSE(s->world, i->covert)->effect == EFFECT_OPERATION;
    int32_t overt = narrative_wording_response(s, e);

    if (overt != NONE) {
        buffer_printf(&text, "%s %s ", t->victim,
            last && in_the_dark(t) ? "could not tell who was behind it, and decided"
                                   : "decided");
        narrative_acts_intention(s, overt, e->target, strikes, &text);
        if (strikes) {
            buffer_text(&text, " and, in secret, ");
            narrative_acts_intention(s, i->covert, e->target, true, &text);
        }
        narrative_say(s, e->day, "%s.", text.at == NULL ? "" : text.at);
        if (e->target != NONE) {
            narrative_acts_crisis(s, e->day, i->target, e->target, "With that");
        }
    }
    s->no_memory = s->no_memory || text.failed;
    buffer_free(&text);
}

void
narrative_attribution_tell(const struct narrative_context *t)
{
    const struct narrative_cascade *f = &t->s->cascade;
    int32_t first, n = narrative_cascade_events(f, t->i->incident_id, &first);
    int32_t named = 0, decided = 0, n_named = 0, n_decided = 0;

    for (int32_t k = first; k < first + n; k++) {
        n_named += f->events[k]->event == OBS_NAMED;
        n_decided += f->events[k]->event == OBS_DECIDED;
    }
    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_event *e = f->events[k];

        if (e->event == OBS_NAMED) {
            tell_named(t, e, ++named == n_named);
        } else if (e->event == OBS_DECIDED) {
            tell_decided(t, e, ++decided == n_decided);
        } else if (e->event == OBS_VIOLATION && e->agreement != NONE) {
            narrative_say(t->s, e->day, "%s counted it as a breach of “%s”.", t->victim,
                t->s->agreements[e->agreement]);
        }
    }
}
