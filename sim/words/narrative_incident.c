/* How an incident began, was noticed, became known and ended. */
#include "words/narrative_incident.h"

#include <math.h>
#include <stdio.h>

/* ---- how it began: the truth, which only the narrator knows ---- */

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
    static const char *const doing[CLASS_COUNT] = {"spy on",
        "plant a hidden foothold in the networks of", "disrupt the networks of",
        "attack the networks of", "extort money from", "harm"};

    return doing[incident_class];
}

/* What a severity from 1 to 10 means for an incident of that class, after the labels of DCID. */
static const char *
severity_words(const struct trace_rows_incident *i)
{
    static const char *const words[CLASS_COUNT][SEVERITY_MAX + 1] = {
        [CLASS_ESPIONAGE] = {"no effect", "probing only", "little of value taken",
            "valuable information taken", "valuable information taken on a large scale",
            "secrets of a critical network taken", "secrets of several critical networks taken",
            "state secrets taken", "state secrets taken on a large scale",
            "the secrets of a whole sector taken", "the gravest loss of secrets"},
        [CLASS_PREPOSITIONING] = {"no effect", "probing only", "access to minor systems",
            "access to an important network", "access to many networks",
            "access to a critical network", "control of a critical network",
            "access that could cost lives", "access that could halt the national economy",
            "access that could destroy critical infrastructure",
            "access that could cost very many lives"},
        [CLASS_DISRUPTION] = {"no effect", "hardly noticeable", "a nuisance",
            "one organisation seriously affected", "many organisations affected",
            "a critical network affected", "a critical network out of service", "a few deaths",
            "the national economy harmed", "critical infrastructure out of service",
            "very many deaths"},
        [CLASS_DEGRADATION] = {"no effect", "hardly noticeable", "minor damage",
            "one organisation seriously damaged", "many organisations damaged",
            "a critical network damaged", "a critical network destroyed", "a few deaths",
            "the national economy harmed", "critical infrastructure destroyed",
            "very many deaths"},
        [CLASS_CRIME] = {"no effect", "an attempt", "minor losses",
            "serious losses for one organisation", "losses for many organisations",
            "a critical network affected", "a critical network out of service", "a few deaths",
            "the national economy harmed", "critical infrastructure out of service",
            "very many deaths"},
        [CLASS_ACCIDENT] = {"no effect", "hardly noticeable", "a minor outage",
            "one organisation seriously affected", "many organisations affected",
            "a critical network affected", "a critical network out of service", "a few deaths",
            "the national economy harmed", "critical infrastructure out of service",
            "very many deaths"},
    };

    return words[i->class_][i->severity >= 0 && i->severity <= SEVERITY_MAX ? i->severity : 0];
}

/* "Borvia", "a proxy group (“X”), working for Borvia,": who is behind it. */
static void
put_source(const struct narrative_context *t, struct buffer *out)
{
    const struct narrative *s = t->s;
    const struct trace_rows_incident *i = t->i;
    const struct source *row = i->source == NONE ? NULL : WORLD_SOURCE(s->world, i->source);
    const char *name = row == NULL ? NULL : s->sources[i->source];

    if (i->initiator != NONE && (row == NULL || row->kind == SOURCE_STATE)) {
        buffer_text(out, narrative_wording_state(s, i->initiator));
        return;
    }
    buffer_text(out, narrative_wording_group(s, i));
    if (name != NULL) {
        buffer_printf(out, " (“%s”)", name);
    }
    if (i->initiator != NONE) {
        buffer_printf(out, ", working for %s,", narrative_wording_state(s, i->initiator));
    } else if (i->home != NONE) {
        buffer_printf(
            out, ", based in %s but acting for no state,", narrative_wording_state(s, i->home));
    } else {
        buffer_text(out, ", acting for no state,");
    }
}

/* "a government body in Ardia (denial of service). Severity 2 of 10: a nuisance." */
static void
put_nature(const struct narrative_context *t, struct buffer *out)
{
    const struct trace_rows_incident *i = t->i;

    buffer_printf(out, " %s %s %s%s (%s). Severity %d of 10: %s.", target_words(i),
        i->target_class == TARGET_MILITARY ? "of" : "in", t->victim,
        i->critical ? ", part of its critical infrastructure" : "", t->s->types[i->type],
        (int)i->severity, severity_words(i));
}

static void
add_start(const struct narrative_context *t)
{
    struct narrative *s = t->s;
    const struct trace_rows_incident *i = t->i;
    const struct narrative_node *n = &s->cascade.nodes[t->node];
    struct buffer text = {0};

    if (i->class_ == CLASS_ACCIDENT) {
        buffer_printf(&text, "An accident%s%s affected",
            i->home == NONE ? "" : " that began in ",
            i->home == NONE ? "" : narrative_wording_state(s, i->home));
    } else if (i->counter_operation) {
        buffer_printf(&text, "%s %s in secret: it began to %s",
            narrative_wording_state(s, i->initiator),
            i->class_ == CLASS_ESPIONAGE ? "responded" : "struck back", doing_words(i->class_));
    } else if (n->parent != NONE) {
        buffer_text(&text, "The operation spread beyond its target and reached");
    } else {
        put_source(t, &text);
        buffer_printf(&text, " began to %s", doing_words(i->class_));
    }
    put_nature(t, &text);
    if (i->blamed != NONE) {
        buffer_printf(&text, " It was made to look like the work of %s.",
            narrative_wording_state(s, i->blamed));
    }
    s->no_memory = s->no_memory || text.failed;
    narrative_add(s, i->start_day, "%s", buffer_string(&text));
    if (i->counter_operation) {
        narrative_acts_belief(s, t->node, i->start_day);
    }
    buffer_free(&text);
}

/* ---- when the victim noticed it, and how it read it ---- */

static const char *
reading_words(const struct narrative_context *t)
{
    const struct trace_rows_incident *i = t->i;
    bool attack = i->perceived_intent > 0;

    if (isnan(i->triaged_day)) {
        return "";
    }
    if (i->class_ == CLASS_ACCIDENT) {
        return attack ? " and mistook the accident for an attack"
                      : " and recognised it as an accident";
    }
    if (t->stealthy) {
        return attack ? " and mistook it for an attack"
               : i->class_ == CLASS_ESPIONAGE
                   ? " and recognised it as espionage"
                   : " and recognised it as preparation, not an attack";
    }
    return "";
}

static void
add_detection(const struct narrative_context *t)
{
    const struct trace_rows_incident *i = t->i;
    double days = i->detected_day - i->start_day;
    double off = i->perceived_severity - (double)i->severity;
    const char *reading = reading_words(t);

    if (isnan(i->detected_day)) {
        return;
    }
    if (!isnan(i->end_day) && i->detected_day > i->end_day) {
        narrative_add(t->s, i->detected_day,
            "%s found traces of %s after %s, when it was already over%s%s.", t->victim, t->what,
            NARRATIVE_DAYS(days), reading[0] == '\0' ? "" : ",", reading);
    } else if (days < 1) {
        narrative_add(t->s, i->detected_day, "%s noticed it at once%s.", t->victim, reading);
    } else {
        narrative_add(t->s, i->detected_day, "%s noticed %s after %s%s.", t->victim, t->what,
            NARRATIVE_DAYS(days), reading);
    }
    if (!isnan(off) && fabs(off) >= 1) {
        narrative_add(t->s, i->detected_day, "It %sestimated the severity: %.0f instead of %d.",
            off > 0 ? "over" : "under", i->perceived_severity, (int)i->severity);
    }
}

/* ---- what became known, and how it ended ---- */

/* Whether the chapter describes more than this incident: then it must be named. */
static bool
is_one_of_several(const struct narrative_context *t)
{
    const struct narrative_cascade *f = &t->s->cascade;

    return f->nodes[f->nodes[t->node].root].n_below > 0;
}

/* What a security company that investigated it published. */
static void
add_industry(const struct narrative_context *t)
{
    const struct trace_rows_incident *i = t->i;
    const char *how = i->industry_named == i->initiator ? "correctly" : "wrongly";
    char which[sizeof(" for the incident of ") + TEXT_DAY_BYTES] = "";

    if (is_one_of_several(t)) {
        (void)snprintf(
            which, sizeof(which), " for the incident of %s", NARRATIVE_DAY(t->s, i->start_day));
    }

    if (i->industry_named >= 0) {
        narrative_add(t->s, i->industry_day, "A security company %s named %s as responsible%s.",
            how, narrative_wording_state(t->s, i->industry_named), which);
    } else {
        narrative_add(t->s, i->industry_day,
            "A security company %s reported that no state was responsible%s.", how, which);
    }
}

static void
add_known(const struct narrative_context *t)
{
    struct narrative *s = t->s;
    const struct trace_rows_incident *i = t->i;

    if (!isnan(i->public_day) && i->public_day != i->statement_day) {
        narrative_add(s, i->public_day, "%s became public.",
            is_one_of_several(t) ? t->what : "The incident");
    }
    if (!isnan(i->industry_day)) {
        add_industry(t);
    }
    if (!isnan(i->truth_day)) {
        const char *learnt =
            i->answered_wrongly ? "learnt that it had responded against the wrong state"
            : i->named != 1     ? "learnt who was responsible"
            : i->named_actor == i->initiator ? "learnt that its conclusion had been right"
                                             : "learnt that its conclusion had been wrong";

        narrative_add(s, i->truth_day, "The truth about %s became known: %s %s.", t->what,
            t->victim, learnt);
    }
}

static void
add_end(const struct narrative_context *t)
{
    const struct trace_rows_incident *i = t->i;
    double days = i->end_day - i->start_day;

    if (isnan(i->end_day)) {
        return;
    }
    if (i->concession) {
        narrative_add(t->s, i->end_day, "%s %s.", t->victim,
            i->class_ == CLASS_CRIME ? "met the demand of the attackers"
                                     : "gave in to the pressure of the attack");
    }
    if (isnan(i->detected_day)) {
        narrative_add(t->s, i->end_day, "It ended after %s; %s never noticed it.",
            NARRATIVE_DAYS(days), t->victim);
    } else if (days >= 60) {
        narrative_add(t->s, i->end_day, "%s ended after %s%s.", t->what, NARRATIVE_DAYS(days),
            i->assisted ? ", sooner thanks to help from another state" : "");
    }
}

void
narrative_incident_add(struct narrative *s, int32_t node)
{
    const struct narrative_node *n = &s->cascade.nodes[node];
    struct narrative_context t = {.s = s,
        .node = node,
        .i = n->incident,
        .victim = narrative_wording_state(s, n->incident->target)};

    (void)narrative_wording_reference(t.what, s, node);
    t.stealthy =
        n->incident->class_ == CLASS_ESPIONAGE || n->incident->class_ == CLASS_PREPOSITIONING;
    add_start(&t);
    add_detection(&t);
    narrative_messages_add(&t);
    narrative_attribution_add(&t);
    narrative_messages_add_warning(&t);
    add_known(&t);
    add_end(&t);
}
