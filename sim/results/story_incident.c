#include <math.h>
#include <string.h>

#include "results/story_parts.h"

/* An incident being told: its row and what is said about it. */
struct telling {
    struct story *s;
    int32_t node;
    const struct trace_rows_incident *i;
    const char *victim;
    char what[STORY_REFERENCE_BYTES];
    bool stealthy;
};

/* How it began: the truth, which nobody but the narrator knows. */

static const char *
target_words(const struct trace_rows_incident *i)
{
    static const char *const targets[] = {
        "an organisation", "a private organisation", "a government body", "the armed forces"};
    enum { TARGETS = sizeof(targets) / sizeof(targets[0]) };

    return targets[i->target_class >= 0 && i->target_class < TARGETS ? i->target_class : 0];
}

static const char *
doing_words(int32_t incident_class)
{
    static const char *const doing[CLASS_COUNT] = {
        "spy on", "plant hidden access at", "disrupt", "damage", "extort money from", "harm"};

    return doing[incident_class];
}

/* Who was at work, as the narrator knows it. */
static void
say_source(const struct telling *t, struct buffer *out)
{
    static const char *const kinds[] = {
        "a state service", "a proxy", "criminals", "terrorists", "an accident"};
    const struct story *s = t->s;
    const struct trace_rows_incident *i = t->i;
    const struct source *row = i->source == NONE ? NULL : WORLD_SOURCE(s->world, i->source);
    const char *name = row == NULL ? NULL : s->sources[i->source];

    if (row == NULL || row->kind == SOURCE_STATE) {
        buffer_text(out, story_words_state(s, i->initiator));
        return;
    }
    if (name != NULL) {
        buffer_printf(out, "“%s”", name);
    } else {
        buffer_text(out, kinds[row->kind]);
    }
    if (i->initiator != NONE) {
        buffer_printf(out, ", working for %s,", story_words_state(s, i->initiator));
    } else if (i->home != NONE) {
        buffer_printf(
            out, ", at home in %s but under no state's orders,", story_words_state(s, i->home));
    } else {
        buffer_text(out, ", under no state's orders,");
    }
}

static void
say_nature(const struct telling *t, struct buffer *out)
{
    const struct trace_rows_incident *i = t->i;

    buffer_printf(out, " %s in %s%s: %s, severity %d of 10, %s.", target_words(i), t->victim,
        i->critical ? ", part of its critical infrastructure" : "", t->s->types[i->type],
        (int)i->severity,
        ladder_severities[i->severity >= 0 && i->severity <= SEVERITY_MAX ? i->severity : 0]);
}

static void
tell_start(const struct telling *t)
{
    struct story *s = t->s;
    const struct trace_rows_incident *i = t->i;
    const struct story_node *n = &s->forest.nodes[t->node];
    struct buffer text = {0};

    if (i->class_ == CLASS_ACCIDENT) {
        buffer_printf(&text, "An accident%s%s struck", i->home == NONE ? "" : " at home in ",
            i->home == NONE ? "" : story_words_state(s, i->home));
        say_nature(t, &text);
    } else if (i->counter_operation) {
        buffer_printf(&text, "%s carried out its answer in secret. It began to %s",
            story_words_state(s, i->initiator), doing_words(i->class_));
        say_nature(t, &text);
    } else if (n->parent != NONE) {
        buffer_printf(&text, "It spilled over: without being aimed at it, it reached");
        say_nature(t, &text);
    } else {
        say_source(t, &text);
        buffer_printf(&text, " began to %s", doing_words(i->class_));
        say_nature(t, &text);
    }
    if (i->blamed != NONE) {
        buffer_printf(&text, " It was made to look like %s work.", STORY_OF(s, i->blamed));
    }
    s->no_memory = s->no_memory || text.failed;
    story_say(s, i->start_day, "%s", text.at == NULL ? "" : text.at);
    if (i->counter_operation) {
        story_act_belief(s, t->node, i->start_day);
    }
    buffer_free(&text);
}

/* What the victim noticed and took it for */

static const char *
taken_for(const struct telling *t)
{
    const struct trace_rows_incident *i = t->i;
    bool attack = i->perceived_intent > 0;

    if (isnan(i->triaged_day)) {
        return "";
    }
    if (i->class_ == CLASS_ACCIDENT) {
        return attack ? ", and mistook the accident for an attack"
                      : ", and saw that it was an accident";
    }
    if (t->stealthy) {
        return attack                         ? ", and mistook it for an attack"
               : i->class_ == CLASS_ESPIONAGE ? ", and took it for the espionage it was"
                                              : ", and took it for preparation, not an attack";
    }
    return "";
}

static void
tell_detection(const struct telling *t)
{
    const struct trace_rows_incident *i = t->i;
    double days = i->detected_day - i->start_day;
    double off = i->perceived_severity - (double)i->severity;

    if (isnan(i->detected_day)) {
        return;
    }
    if (!isnan(i->end_day) && i->detected_day > i->end_day) {
        story_say(t->s, i->detected_day,
            "%s found traces of %s, %s after it began and long "
            "after it was over%s.",
            t->victim, t->what, STORY_DAYS(days), taken_for(t));
    } else if (days < 1) {
        story_say(t->s, i->detected_day, "%s noticed at once%s.", t->victim, taken_for(t));
    } else {
        story_say(t->s, i->detected_day, "%s noticed %s after %s%s.", t->victim, t->what,
            STORY_DAYS(days), taken_for(t));
    }
    if (!isnan(off) && fabs(off) >= 1) {
        story_say(t->s, i->detected_day,
            "It judged it %s severe than it was: %.0f rather "
            "than %d.",
            off > 0 ? "more" : "less", i->perceived_severity, (int)i->severity);
    }
}

/* What it asked and heard */

static const char *
reply_words(int32_t reply)
{
    switch ((enum reply)reply) {
    case REPLY_DENIAL:
        return "denied any part in it";
    case REPLY_HELP:
        return "denied it and offered to help";
    case REPLY_EXPLANATION:
        return "explained that it was an accident";
    case REPLY_ADMISSION:
        return "admitted it";
    case REPLY_JOINS:
        return "named the same culprit";
    case REPLY_NONE:
    case REPLY_REFUSAL:
        break;
    }
    return "said nothing of substance";
}

static const char *
honesty_words(const struct telling *t, const struct trace_rows_message *m)
{
    if (m->reply != REPLY_DENIAL && m->reply != REPLY_HELP) {
        return "";
    }
    return t->i->initiator == m->to ? ", which was a lie" : ", which was the truth";
}

/* A question that is itself a decision is told with that. */
static bool
decided_to_ask(const struct telling *t, double day)
{
    const struct story_forest *f = &t->s->forest;
    int32_t first, n = story_forest_events(f, t->i->incident_id, &first);

    for (int32_t k = first; k < first + n; k++) {
        int32_t front = story_words_response(t->s, f->events[k]);

        if (f->events[k]->day == day && front != NONE &&
            WORLD_RESPONSE(t->s->world, front)->effect == EFFECT_INQUIRY) {
            return true;
        }
    }
    return false;
}

static void
tell_inquiry(const struct telling *t, const struct trace_rows_message *m)
{
    static const char *const channels[] = {
        "political", "technical", "law-enforcement", "defence"};
    struct story *s = t->s;
    const char *asked = story_words_state(s, m->to);

    if (!decided_to_ask(t, m->sent_day)) {
        story_say(s, m->sent_day, "Before it decided, %s asked %s over the %s channel.",
            t->victim, asked, channels[m->channel]);
    }
    switch ((enum message_end)m->end) {
    case MESSAGE_ANSWERED:
        story_say(
            s, m->answered_day, "%s %s%s.", asked, reply_words(m->reply), honesty_words(t, m));
        break;
    case MESSAGE_LATE:
        story_say(s, m->answered_day, "Too late for the decision, %s answer came: it %s%s.",
            STORY_OF(s, m->to), reply_words(m->reply), honesty_words(t, m));
        break;
    case MESSAGE_LOST:
        story_say(s, m->sent_day, "The question reached nobody.");
        break;
    case MESSAGE_REFUSED:
    case MESSAGE_IGNORED:
        story_say(s, isnan(m->handled_day) ? m->sent_day : m->handled_day,
            "%s left the question unanswered.", asked);
        break;
    case MESSAGE_UNDER_WAY:
    case MESSAGE_DELIVERED:
        story_say(s, m->sent_day, "No answer had come when the run ended.");
        break;
    }
}

static void
tell_assistance(const struct telling *t, const struct trace_rows_message *m)
{
    const char *end = m->end == MESSAGE_ANSWERED  ? "and got it"
                      : m->end == MESSAGE_REFUSED ? "and was refused for legal reasons"
                      : m->end == MESSAGE_LOST    ? "but the request reached nobody"
                                                  : "but got no answer";

    story_say(t->s, m->sent_day, "%s asked %s for help, %s.", t->victim,
        story_words_state(t->s, m->to), end);
}

static void
tell_case(const struct telling *t, const struct trace_rows_message *m)
{
    const char *end = m->end == MESSAGE_ANSWERED  ? "which believed it and joined"
                      : m->end == MESSAGE_REFUSED ? "which had its own view and stayed out"
                      : m->end == MESSAGE_LOST    ? "but its case reached nobody"
                                                  : "but got no answer";

    story_say(t->s, m->sent_day, "%s asked %s to speak up with it, %s.", t->victim,
        story_words_state(t->s, m->to), end);
}

static void
tell_legal(const struct telling *t, const struct trace_rows_message *m)
{
    const char *who = story_words_state(t->s, m->to);

    if (m->end == MESSAGE_ANSWERED || m->end == MESSAGE_LATE) {
        story_say(t->s, m->sent_day, "%s asked %s for legal assistance, which took %s%s.",
            t->victim, who, STORY_DAYS(m->answered_day - m->sent_day),
            m->end == MESSAGE_LATE ? ", too long to wait for" : "");
    } else {
        story_say(t->s, m->sent_day, "%s asked %s for legal assistance, %s.", t->victim, who,
            m->end == MESSAGE_REFUSED ? "and was refused" : "and heard nothing");
    }
}

/* Warnings go to many at once: one sentence for all of a kind. */
static void
tell_sharing(const struct telling *t, int32_t kind, const char *what)
{
    enum { NAMED = 3 };
    struct story *s = t->s;
    struct buffer names = {0};
    int32_t first, n = story_forest_messages(&s->forest, t->i->incident_id, &first);
    int32_t told = 0, taken = 0, all = 0;
    double day = NAN;

    for (int32_t k = first; k < first + n; k++) {
        all += s->forest.messages[k]->kind == kind;
    }
    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_message *m = s->forest.messages[k];

        if (m->kind == kind) {
            day = isnan(day) ? m->sent_day : day;
            if (told < NAMED) {
                buffer_printf(
                    &names, "%s%s", story_words_join(told, all), story_words_state(s, m->to));
            }
            told++;
            taken += m->end == MESSAGE_DELIVERED;
        }
    }
    if (told > NAMED) {
        buffer_printf(&names, " and %s more", STORY_COUNT(told - NAMED));
    }
    if (told > 0 && names.at != NULL) {
        story_say(s, day, "%s %s %s; %s.", t->victim, what, names.at,
            told == 1 ? (taken == 1 ? "it was taken in" : "it did not get through")
                      : (taken == told   ? "all took it in"
                            : taken == 0 ? "it got through to nobody"
                                         : "only some took it in"));
    }
    s->no_memory = s->no_memory || names.failed;
    buffer_free(&names);
}

static void
tell_talk(const struct telling *t)
{
    const struct story_forest *f = &t->s->forest;
    int32_t first, n = story_forest_messages(f, t->i->incident_id, &first);

    tell_sharing(t, MESSAGE_INDICATORS, "shared what it had found with");
    for (int32_t k = first; k < first + n; k++) {
        if (f->messages[k]->kind == MESSAGE_INQUIRY) {
            tell_inquiry(t, f->messages[k]);
        } else if (f->messages[k]->kind == MESSAGE_ASSISTANCE) {
            tell_assistance(t, f->messages[k]);
        } else if (f->messages[k]->kind == MESSAGE_CASE) {
            tell_case(t, f->messages[k]);
        } else if (f->messages[k]->kind == MESSAGE_LEGAL) {
            tell_legal(t, f->messages[k]);
        }
    }
    tell_sharing(t, MESSAGE_NOTICE, "sent a technical notice to");
}

/* Whom it named */

static void
tell_named_state(const struct telling *t, double day, int32_t named, double confidence)
{
    struct story *s = t->s;
    const char *who = story_words_state(s, named);
    bool certain = confidence >= 0.995;

    if (named == t->i->initiator && t->i->class_ != CLASS_ACCIDENT) {
        story_say(s, day, "%s believed, at %s, that %s was behind it, and was right.",
            t->victim, STORY_PERCENT(confidence), who);
    } else {
        story_say(s, day, "%s believed, at %s, that %s was behind it. In truth it was %s%s.",
            t->victim, STORY_PERCENT(confidence), who, story_words_truth(s, t->i),
            named == t->i->blamed ? "; the false flag had worked"
            : certain             ? ", and nothing had made it doubt"
                                  : "");
    }
}

static void
tell_named(const struct telling *t, const struct trace_rows_event *e, bool last)
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

        story_say(t->s, e->day, "%s believed, at %s, that %s%s%s.", t->victim,
            STORY_PERCENT(e->value),
            i->named == 3 ? "it was an accident" : "no state was behind it",
            right ? ", and was right" : "; in truth it was ",
            right ? "" : story_words_truth(t->s, i));
    }
}

/* Whether it decided without having named anybody: that is one sentence. */
static bool
in_the_dark(const struct telling *t)
{
    const struct trace_rows_incident *i = t->i;
    bool known = i->class_ == CLASS_ACCIDENT && i->perceived_intent == 0;

    return i->named == 0 && !known;
}

/* What it decided */

static void
tell_decided(const struct telling *t, const struct trace_rows_event *e, bool last)
{
    struct story *s = t->s;
    const struct trace_rows_incident *i = t->i;
    struct buffer text = {0};
    bool strikes = last && i->back != NONE &&
                   WORLD_RESPONSE(s->world, i->back)->effect == EFFECT_OPERATION;
    int32_t front = story_words_response(s, e);

    if (front != NONE) {
        buffer_printf(&text, "%s %s ", t->victim,
            last && in_the_dark(t) ? "could not tell who was behind it, and decided"
                                   : "decided");
        story_act_intention(s, front, e->target, strikes, &text);
        if (strikes) {
            buffer_text(&text, " and, in secret, ");
            story_act_intention(s, i->back, e->target, true, &text);
        }
        story_say(s, e->day, "%s.", text.at == NULL ? "" : text.at);
        if (e->target != NONE) {
            story_act_crisis(s, e->day, i->target, e->target, "With that");
        }
    }
    s->no_memory = s->no_memory || text.failed;
    buffer_free(&text);
}

static void
tell_events(const struct telling *t)
{
    const struct story_forest *f = &t->s->forest;
    int32_t first, n = story_forest_events(f, t->i->incident_id, &first);
    int32_t named = 0, decided = 0, n_named = 0, n_decided = 0;

    for (int32_t k = first; k < first + n; k++) {
        n_named += f->events[k]->event == FACT_NAMED;
        n_decided += f->events[k]->event == FACT_DECIDED;
    }
    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_event *e = f->events[k];

        if (e->event == FACT_NAMED) {
            tell_named(t, e, ++named == n_named);
        } else if (e->event == FACT_DECIDED) {
            tell_decided(t, e, ++decided == n_decided);
        } else if (e->event == FACT_VIOLATION && e->agreement != NONE) {
            story_say(t->s, e->day, "%s counted it as a breach of “%s”.", t->victim,
                t->s->agreements[e->agreement]);
        }
    }
}

/* What became known, and how it ended */

static void
tell_known(const struct telling *t)
{
    struct story *s = t->s;
    const struct trace_rows_incident *i = t->i;

    if (!isnan(i->public_day) && i->public_day != i->statement_day) {
        story_say(s, i->public_day, "%s became publicly known.",
            s->forest.nodes[t->node].n_below > 0 ? t->what : "The incident");
    }
    if (!isnan(i->industry_day)) {
        const char *right = i->industry_named == i->initiator ? "rightly" : "wrongly";

        if (i->industry_named >= 0) {
            story_say(s, i->industry_day, "A security company named %s, %s.",
                story_words_state(s, i->industry_named), right);
        } else {
            story_say(
                s, i->industry_day, "A security company found no state behind it, %s.", right);
        }
    }
    if (!isnan(i->truth_day)) {
        const char *learnt = i->answered_wrongly ? "learnt that it had answered the wrong state"
                             : i->named != 1     ? "learnt who it had been"
                             : i->named_actor == i->initiator ? "saw its belief confirmed"
                                                              : "learnt that it had been wrong";

        story_say(s, i->truth_day, "The truth about %s came out, and %s %s.", t->what,
            t->victim, learnt);
    }
}

static void
tell_end(const struct telling *t)
{
    const struct trace_rows_incident *i = t->i;
    double days = i->end_day - i->start_day;

    if (isnan(i->end_day)) {
        return;
    }
    if (i->concession) {
        story_say(t->s, i->end_day, "%s gave way to what was asked of it.", t->victim);
    }
    if (isnan(i->detected_day)) {
        story_say(t->s, i->end_day, "It ended after %s, and %s had noticed nothing.",
            STORY_DAYS(days), t->victim);
    } else if (days >= 60) {
        story_say(t->s, i->end_day, "%s was over, after %s%s.", t->what, STORY_DAYS(days),
            i->assisted ? ", sooner thanks to the help" : "");
    }
}

void
story_incident_tell(struct story *s, int32_t node)
{
    const struct story_node *n = &s->forest.nodes[node];
    struct telling t = {.s = s,
        .node = node,
        .i = n->incident,
        .victim = story_words_state(s, n->incident->target)};

    (void)story_words_reference(t.what, s, node);
    t.stealthy =
        n->incident->class_ == CLASS_ESPIONAGE || n->incident->class_ == CLASS_PREPOSITIONING;
    tell_start(&t);
    tell_detection(&t);
    tell_talk(&t);
    tell_events(&t);
    tell_known(&t);
    tell_end(&t);
}
