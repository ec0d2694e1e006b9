/* Describes what the victim asked other states: to join its attribution, to give legal assistance,
   to investigate the incident with it, or to act against a group on their territory. */
#include "words/narrative/narrative_incident.h"

#include <math.h>

/* Adds how a request ended that the asked state did not grant. A refusal has a day of its own. */
static void
add_without_help(
    const struct narrative_context *t, const struct trace_rows_message *m, const char *refused)
{
    if (m->end == MESSAGE_REFUSED) {
        narrative_add(t->s, isnan(m->handled_day) ? m->sent_day : m->handled_day, "%s %s.",
            narrative_wording_state(t->s, m->to), refused);
    } else {
        narrative_add(t->s, m->sent_day, "%s",
            m->end == MESSAGE_LOST ? "The request reached no official."
                                   : "There was no reply.");
    }
}

#define REFUSED_BY_LAW "refused the request for legal reasons"

static void
add_case(const struct narrative_context *t, const struct trace_rows_message *m)
{
    const char *who = narrative_wording_state(t->s, m->to);

    if (m->end == MESSAGE_ANSWERED) {
        narrative_add(t->s, m->sent_day,
            "%s asked %s to join the attribution. It found the evidence convincing and joined.",
            t->victim, who);
        return;
    }
    narrative_add(t->s, m->sent_day, "%s asked %s to join the attribution.", t->victim, who);
    add_without_help(t, m, "had its own view and did not join the attribution");
}

static void
add_legal(const struct narrative_context *t, const struct trace_rows_message *m)
{
    struct narrative *s = t->s;
    const char *who = narrative_wording_state(s, m->to);

    if (m->end == MESSAGE_ANSWERED || m->end == MESSAGE_LATE) {
        narrative_add(s, m->sent_day,
            "%s asked %s for legal assistance and received it after %s%s.", t->victim, who,
            NARRATIVE_BETWEEN(s, m->sent_day, m->answered_day),
            m->end == MESSAGE_LATE ? ", too late for the decision" : "");
    } else {
        narrative_add(s, m->sent_day, "%s asked %s for legal assistance.", t->victim, who);
        add_without_help(t, m, REFUSED_BY_LAW);
    }
}

/* Whether the message asks the state from whose territory a group operates to act against the
   group. */
static bool
asks_police(const struct narrative_context *t, const struct trace_rows_message *m)
{
    const struct trace_rows_incident *i = t->i;

    return i->home == m->to && i->decided_day <= m->sent_day && i->help != NONE &&
           WORLD_RESPONSE(t->s->world, i->help)->effect == EFFECT_POLICE;
}

/* Returns what the police did. The words differ if another takedown happened shortly before. */
static const char *
takedown(const struct narrative_context *t, const struct trace_rows_message *m)
{
    enum { SOON_DAYS = 90 };
    const struct narrative_cascade *f = &t->s->cascade;
    bool again = false;

    for (int32_t k = 0; k < f->n_messages && !again; k++) {
        double days = m->answered_day - f->messages[k]->answered_day;

        again = f->messages[k]->reply == REPLY_TAKEDOWN && days > 0 && days < SOON_DAYS;
    }
    return again
               ? "took down further infrastructure of the criminals"
               : "took down the criminals' infrastructure, after which they attacked less for "
                 "some months";
}

static void
add_police(const struct narrative_context *t, const struct trace_rows_message *m)
{
    const char *who = narrative_wording_state(t->s, m->to);
    bool acted = m->end == MESSAGE_ANSWERED || m->end == MESSAGE_LATE;

    narrative_add(t->s, m->sent_day,
        "%s asked %s, from whose territory the group operates, for law-enforcement "
        "assistance.",
        t->victim, who);
    if (!acted) {
        add_without_help(t, m, REFUSED_BY_LAW);
    } else {
        narrative_add(t->s, m->answered_day, "The police of %s %s.", who,
            m->reply == REPLY_TAKEDOWN ? takedown(t, m)
                                       : "investigated, but could not stop the group");
    }
}

static void
add_joint_case(const struct narrative_context *t, const struct trace_rows_message *m)
{
    struct narrative *s = t->s;
    enum narrative_rank rank = s->rank;
    const char *who = narrative_wording_state(t->s, m->to);

    narrative_add(
        t->s, m->sent_day, "%s asked %s to investigate the incident together.", t->victim, who);
    if (m->end != MESSAGE_ANSWERED && m->end != MESSAGE_LATE) {
        add_without_help(t, m, REFUSED_BY_LAW);
        return;
    }
    /* the findings come before the decision, which may have waited for them */
    s->rank = NARRATIVE_RANK_EVIDENCE;
    narrative_add(s, m->answered_day,
        "%s reported the findings of the joint investigation%s%s%s.", who,
        m->end == MESSAGE_LATE ? ", too late for the decision" : "",
        m->reply == REPLY_TAKEDOWN ? "; police " : "",
        m->reply == REPLY_TAKEDOWN ? takedown(t, m) : "");
    s->rank = rank;
}

void
narrative_cases_add(const struct narrative_context *t, const struct trace_rows_message *m)
{
    if (m->kind == MESSAGE_CASE) {
        add_case(t, m);
    } else if (m->kind == MESSAGE_LEGAL) {
        add_legal(t, m);
    } else if (m->kind == MESSAGE_JOINT_CASE && asks_police(t, m)) {
        add_police(t, m);
    } else if (m->kind == MESSAGE_JOINT_CASE) {
        add_joint_case(t, m);
    }
}
