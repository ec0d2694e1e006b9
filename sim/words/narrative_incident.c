#include "words/narrative_incident.h"

#include <math.h>

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
say_source(const struct narrative_context *t, struct buffer *out)
{
    static const char *const kinds[] = {
        "a state service", "a proxy", "criminals", "terrorists", "an accident"};
    const struct narrative *s = t->s;
    const struct trace_rows_incident *i = t->i;
    const struct source *row = i->source == NONE ? NULL : WORLD_SOURCE(s->world, i->source);
    const char *name = row == NULL ? NULL : s->sources[i->source];

    if (row == NULL || row->kind == SOURCE_STATE) {
        buffer_text(out, narrative_wording_state(s, i->initiator));
        return;
    }
    if (name != NULL) {
        buffer_printf(out, "“%s”", name);
    } else {
        buffer_text(out, kinds[row->kind]);
    }
    if (i->initiator != NONE) {
        buffer_printf(out, ", working for %s,", narrative_wording_state(s, i->initiator));
    } else if (i->home != NONE) {
        buffer_printf(out, ", at home in %s but under no state's orders,",
            narrative_wording_state(s, i->home));
    } else {
        buffer_text(out, ", under no state's orders,");
    }
}

static void
say_nature(const struct narrative_context *t, struct buffer *out)
{
    const struct trace_rows_incident *i = t->i;

    buffer_printf(out, " %s in %s%s: %s, severity %d of 10, %s.", target_words(i), t->victim,
        i->critical ? ", part of its critical infrastructure" : "", t->s->types[i->type],
        (int)i->severity,
        ladder_severities[i->severity >= 0 && i->severity <= SEVERITY_MAX ? i->severity : 0]);
}

static void
tell_start(const struct narrative_context *t)
{
    struct narrative *s = t->s;
    const struct trace_rows_incident *i = t->i;
    const struct narrative_node *n = &s->cascade.nodes[t->node];
    struct buffer text = {0};

    if (i->class_ == CLASS_ACCIDENT) {
        buffer_printf(&text, "An accident%s%s struck", i->home == NONE ? "" : " at home in ",
            i->home == NONE ? "" : narrative_wording_state(s, i->home));
        say_nature(t, &text);
    } else if (i->counter_operation) {
        buffer_printf(&text, "%s carried out its answer in secret. It began to %s",
            narrative_wording_state(s, i->initiator), doing_words(i->class_));
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
        buffer_printf(&text, " It was made to look like %s work.", NARRATIVE_OF(s, i->blamed));
    }
    s->no_memory = s->no_memory || text.failed;
    narrative_say(s, i->start_day, "%s", text.at == NULL ? "" : text.at);
    if (i->counter_operation) {
        narrative_acts_belief(s, t->node, i->start_day);
    }
    buffer_free(&text);
}

/* What the victim noticed and took it for */

static const char *
taken_for(const struct narrative_context *t)
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
tell_detection(const struct narrative_context *t)
{
    const struct trace_rows_incident *i = t->i;
    double days = i->detected_day - i->start_day;
    double off = i->perceived_severity - (double)i->severity;

    if (isnan(i->detected_day)) {
        return;
    }
    if (!isnan(i->end_day) && i->detected_day > i->end_day) {
        narrative_say(t->s, i->detected_day,
            "%s found traces of %s, %s after it began and long "
            "after it was over%s.",
            t->victim, t->what, NARRATIVE_DAYS(days), taken_for(t));
    } else if (days < 1) {
        narrative_say(t->s, i->detected_day, "%s noticed at once%s.", t->victim, taken_for(t));
    } else {
        narrative_say(t->s, i->detected_day, "%s noticed %s after %s%s.", t->victim, t->what,
            NARRATIVE_DAYS(days), taken_for(t));
    }
    if (!isnan(off) && fabs(off) >= 1) {
        narrative_say(t->s, i->detected_day,
            "It judged it %s severe than it was: %.0f rather "
            "than %d.",
            off > 0 ? "more" : "less", i->perceived_severity, (int)i->severity);
    }
}

/* What became known, and how it ended */

static void
tell_known(const struct narrative_context *t)
{
    struct narrative *s = t->s;
    const struct trace_rows_incident *i = t->i;

    if (!isnan(i->public_day) && i->public_day != i->statement_day) {
        narrative_say(s, i->public_day, "%s became publicly known.",
            s->cascade.nodes[t->node].n_below > 0 ? t->what : "The incident");
    }
    if (!isnan(i->industry_day)) {
        const char *right = i->industry_named == i->initiator ? "rightly" : "wrongly";

        if (i->industry_named >= 0) {
            narrative_say(s, i->industry_day, "A security company named %s, %s.",
                narrative_wording_state(s, i->industry_named), right);
        } else {
            narrative_say(
                s, i->industry_day, "A security company found no state behind it, %s.", right);
        }
    }
    if (!isnan(i->truth_day)) {
        const char *learnt = i->answered_wrongly ? "learnt that it had answered the wrong state"
                             : i->named != 1     ? "learnt who it had been"
                             : i->named_actor == i->initiator ? "saw its belief confirmed"
                                                              : "learnt that it had been wrong";

        narrative_say(s, i->truth_day, "The truth about %s came out, and %s %s.", t->what,
            t->victim, learnt);
    }
}

static void
tell_end(const struct narrative_context *t)
{
    const struct trace_rows_incident *i = t->i;
    double days = i->end_day - i->start_day;

    if (isnan(i->end_day)) {
        return;
    }
    if (i->concession) {
        narrative_say(t->s, i->end_day, "%s gave way to what was asked of it.", t->victim);
    }
    if (isnan(i->detected_day)) {
        narrative_say(t->s, i->end_day, "It ended after %s, and %s had noticed nothing.",
            NARRATIVE_DAYS(days), t->victim);
    } else if (days >= 60) {
        narrative_say(t->s, i->end_day, "%s was over, after %s%s.", t->what,
            NARRATIVE_DAYS(days), i->assisted ? ", sooner thanks to the help" : "");
    }
}

void
narrative_incident_tell(struct narrative *s, int32_t node)
{
    const struct narrative_node *n = &s->cascade.nodes[node];
    struct narrative_context t = {.s = s,
        .node = node,
        .i = n->incident,
        .victim = narrative_wording_state(s, n->incident->target)};

    (void)narrative_wording_reference(t.what, s, node);
    t.stealthy =
        n->incident->class_ == CLASS_ESPIONAGE || n->incident->class_ == CLASS_PREPOSITIONING;
    tell_start(&t);
    tell_detection(&t);
    narrative_messages_tell(&t);
    narrative_attribution_tell(&t);
    tell_known(&t);
    tell_end(&t);
}
