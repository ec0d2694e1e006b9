/* Describes how an incident began, was noticed and became known. */
#include "words/narrative/narrative_incident.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- how it began (this is the truth; the states do not know it) ---- */

static const char *
target_words(const struct trace_rows_incident *i)
{
    static const char *const targets[] = {
        "an organisation", "a company", "a government body", "military networks"};
    enum { TARGETS = sizeof(targets) / sizeof(targets[0]) };

    if (i->class_ == CLASS_CRIME && i->target_class == TARGET_MILITARY) {
        return "the armed forces";
    }
    return targets[i->target_class >= 0 && i->target_class < TARGETS ? i->target_class : 0];
}

static const char *
doing_words(const struct trace_rows_incident *i)
{
    static const char *const doing[CLASS_COUNT] = {"spy on",
        "plant a hidden foothold in the networks of", "disrupt the networks of",
        "attack the networks of", "extort money from", "harm"};
    static const char *const military[CLASS_COUNT] = {"spy on", "plant a hidden foothold in",
        "disrupt", "attack", "extort money from", "harm"};

    return i->target_class == TARGET_MILITARY ? military[i->class_] : doing[i->class_];
}

/* Whether the name of a source is only the plural of its kind: "terrorist groups" for "a terrorist
   group". */
static bool
repeats_kind(const char *name, const char *kind)
{
    const char *noun = strchr(kind, ' ');
    size_t length = noun == NULL ? 0 : strlen(++noun);

    return noun != NULL && strncmp(name, noun, length) == 0 && strcmp(name + length, "s") == 0;
}

/* Appends who is behind the incident: "Borvia", or "a proxy group (“X”), working for Borvia,". */
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
    if (name != NULL && !repeats_kind(name, narrative_wording_group(s, i))) {
        buffer_printf(out, " (“%s”)", name);
    }
    if (i->initiator != NONE) {
        buffer_printf(out, ", working for %s,", narrative_wording_state(s, i->initiator));
    } else if (i->home == i->target) {
        buffer_printf(out, ", working through networks in %s but for no state,", t->victim);
    } else if (i->home != NONE) {
        buffer_printf(
            out, ", based in %s but acting for no state,", narrative_wording_state(s, i->home));
    } else {
        buffer_text(out, ", acting for no state,");
    }
}

/* Appends target, type and severity: "a government body in Ardia (denial of service). Severity 2 of
   10: a nuisance." */
static void
put_nature(const struct narrative_context *t, struct buffer *out)
{
    const struct trace_rows_incident *i = t->i;
    bool military = i->target_class == TARGET_MILITARY;

    buffer_printf(out, " %s %s %s%s (%s). Severity %d of 10: %s.", target_words(i),
        military ? "of" : "in", t->victim,
        i->critical && !military ? ", part of its critical infrastructure" : "",
        t->s->types[i->type], (int)i->severity, narrative_severity_words(i));
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
        buffer_printf(&text, "%s %s in secret", narrative_wording_state(s, i->initiator),
            i->class_ == CLASS_ESPIONAGE ? "stepped up its own espionage" : "struck back");
        narrative_acts_put_old_decision(s, t->node, &text);
        buffer_printf(&text, ": it began to %s", doing_words(i));
    } else if (n->parent != NONE) {
        buffer_text(&text, "The operation spread beyond its target and reached");
    } else {
        put_source(t, &text);
        buffer_printf(&text, " began to %s", doing_words(i));
    }
    put_nature(t, &text);
    if (i->blamed != NONE) {
        buffer_printf(&text, " It was made to look like the work of %s.",
            narrative_wording_state(s, i->blamed));
    }
    s->no_memory = s->no_memory || text.failed;
    narrative_add(s, i->start_day, "%s", buffer_string(&text));
    if (i->counter_operation) {
        /* espionage in return for espionage is no escalation */
        if (i->class_ != CLASS_ESPIONAGE) {
            narrative_acts_escalation(s, t->node);
        }
        narrative_acts_belief(s, t->node, i->start_day);
    }
    buffer_free(&text);
}

/* ---- when the victim noticed it, and how it judged it ---- */

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
    const char *after;
    double off = i->perceived_severity - (double)i->severity;
    const char *reading = reading_words(t);

    if (isnan(i->detected_day)) {
        return;
    }
    after = NARRATIVE_BETWEEN(t->s, i->start_day, i->detected_day);
    if (!isnan(i->end_day) && i->detected_day > i->end_day) {
        narrative_add(t->s, i->detected_day,
            "%s found traces of %s after %s, when it was already over%s%s.", t->victim, t->what,
            after, reading[0] == '\0' ? "" : ",", reading);
    } else if (narrative_wording_same_date(t->s, i->start_day, i->detected_day)) {
        narrative_add(t->s, i->detected_day, "%s noticed it at once%s.", t->victim, reading);
    } else {
        narrative_add(t->s, i->detected_day, "%s noticed %s after %s%s.", t->victim, t->what,
            after, reading);
    }
    if (!isnan(off) && fabs(off) >= 1) {
        narrative_add(t->s, i->detected_day, "%s %sestimated the severity: %.0f instead of %d.",
            t->victim, off > 0 ? "over" : "under", i->perceived_severity, (int)i->severity);
    }
}

/* ---- what became known ---- */

/* Whether the chapter describes several incidents. If so, a sentence must name the incident that it
   describes. */
static bool
is_one_of_several(const struct narrative_context *t)
{
    const struct narrative_cascade *f = &t->s->cascade;

    return f->nodes[f->nodes[t->node].root].n_below > 0;
}

/* Whether the chapter describes another incident that began on the same date. If `target` is not
   NONE, only incidents against this state count. */
static bool
has_namesake(const struct narrative_context *t, int32_t target)
{
    const struct narrative_cascade *f = &t->s->cascade;
    bool found = false;

    for (int32_t k = 0; k < f->n_nodes; k++) {
        const struct trace_rows_incident *i = f->nodes[k].incident;

        found =
            found || (i != NULL && k != t->node && f->nodes[k].root == f->nodes[t->node].root &&
                         narrative_wording_same_date(t->s, i->start_day, t->i->start_day) &&
                         (target == NONE || i->target == target));
    }
    return found;
}

/* Writes " of the incident of 2 March 2022" if the chapter describes several incidents, else "".
   Incidents of the same date are distinguished by their state, " in Ardia", or by their type. */
const char *
narrative_incident_which(
    const struct narrative_context *t, const char *word, char out[NARRATIVE_WHICH_BYTES])
{
    out[0] = '\0';
    if (is_one_of_several(t)) {
        bool in = has_namesake(t, NONE), type = has_namesake(t, t->i->target);

        (void)snprintf(out, NARRATIVE_WHICH_BYTES, " %s the incident of %s%s%s%s%s%s", word,
            NARRATIVE_DAY(t->s, t->i->start_day), in ? " in " : "", in ? t->victim : "",
            type ? " (" : "", type ? t->s->types[t->i->type] : "", type ? ")" : "");
    }
    return out;
}

/* Adds what a security company that investigated the incident published. */
static void
add_industry(const struct narrative_context *t)
{
    const struct trace_rows_incident *i = t->i;
    const char *how = i->industry_named == i->initiator ? "correctly" : "wrongly";
    char which[NARRATIVE_WHICH_BYTES];

    (void)narrative_incident_which(t, "for", which);
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
    const struct trace_rows_incident *i = t->i;
    char which[NARRATIVE_WHICH_BYTES];

    if (!isnan(i->public_day) && i->public_day != i->statement_day) {
        bool here = narrative_wording_same_date(t->s, i->start_day, i->public_day) &&
                    /* `here`: the same paragraph reports the beginning of the incident */
                    !has_namesake(t, NONE);

        (void)narrative_incident_which(t, "", which);
        narrative_add(t->s, i->public_day, "%s became public.",
            here || which[0] == '\0' ? "The incident" : which + 2);
    }
    /* no report that no state was responsible is needed if the accident was recognised */
    if (!isnan(i->industry_day) &&
        !(i->class_ == CLASS_ACCIDENT && i->perceived_intent == 0 && i->industry_named < 0)) {
        add_industry(t);
        narrative_finding_add_report(t);
    }
    if (!isnan(i->truth_day)) {
        narrative_truth_add(t);
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

    (void)narrative_reference(t.what, s, node);
    t.stealthy = incident_class_is_stealthy(n->incident->class_);
    s->rank = NARRATIVE_RANK_START;
    add_start(&t);
    add_detection(&t);
    narrative_end_add_demand(&t);
    s->rank = NARRATIVE_RANK_EVIDENCE;
    narrative_messages_add(&t);
    add_known(&t);
    narrative_end_add(&t);
    s->rank = NARRATIVE_RANK_DECISION;
    narrative_attribution_add(&t);
    s->rank = NARRATIVE_RANK_RESULT;
    narrative_end_add_concession(&t);
    narrative_messages_add_requests(&t);
    s->rank = NARRATIVE_RANK_START;
}
