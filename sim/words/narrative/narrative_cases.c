/* Describes what the victim asked other states: to join its attribution, to give legal assistance,
   to investigate the incident with it, or to act against a group on their territory. */
#include "words/narrative/narrative_incident.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define REFUSED "refused the request"

/* Adds how a request ended that the asked state did not grant. A refusal has a day of its own. */
static void
add_without_help(
    const struct narrative_context *t, const struct trace_rows_message *m, const char *refused)
{
    if (m->end == MESSAGE_REFUSED) {
        double day = isnan(m->handled_day) ? m->sent_day : m->handled_day;
        bool by_law = strcmp(refused, REFUSED) == 0;
        bool later = by_law && !narrative_wording_same_date(t->s, m->sent_day, day);

        narrative_add(t->s, day, "%s %s%s%s%s.", narrative_wording_state(t->s, m->to), refused,
            later ? " of " : "", later ? NARRATIVE_DAY(t->s, m->sent_day) : "",
            by_law ? " for legal reasons" : "");
    } else {
        narrative_add(t->s, m->sent_day, "%s",
            m->end == MESSAGE_LOST ? "The request did not reach the office responsible."
                                   : "There was no reply.");
    }
}

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
            m->end == MESSAGE_LATE ? ", after the decision" : "");
    } else {
        narrative_add(s, m->sent_day, "%s asked %s for legal assistance.", t->victim, who);
        add_without_help(t, m, REFUSED);
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

/* Whether another takedown happened shortly before. */
static bool
is_repeated(const struct narrative_context *t, const struct trace_rows_message *m)
{
    enum { SOON_DAYS = 90 };
    const struct narrative_cascade *f = &t->s->cascade;
    bool again = false;

    for (int32_t k = 0; k < f->n_messages && !again; k++) {
        double days = m->answered_day - f->messages[k]->answered_day;

        again = f->messages[k]->reply == REPLY_TAKEDOWN && days > 0 && days < SOON_DAYS;
    }
    return again;
}

/* Adds what the police of `who`, one or two states, did. `where`: " in these two states", or "". */
static void
add_takedown(const struct narrative_context *t, const struct trace_rows_message *m,
    const char *who, const char *where)
{
    if (is_repeated(t, m)) {
        narrative_add(t->s, m->answered_day,
            "%s took down further infrastructure of the criminals%s.", who, where);
    } else {
        narrative_add(t->s, m->answered_day,
            "%s took down the infrastructure of the criminals%s, after which they attacked "
            "less "
            "for some months.",
            who, where);
    }
}

static void
add_police_of(
    const struct narrative_context *t, const struct trace_rows_message *m, int32_t state)
{
    char who[TEXT_VISIBLE_BYTES + 32];

    (void)snprintf(who, sizeof(who), "The police of %s", narrative_wording_state(t->s, state));
    add_takedown(t, m, who, "");
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
        add_without_help(t, m, REFUSED);
    } else if (m->reply == REPLY_TAKEDOWN) {
        add_police_of(t, m, m->to);
    } else {
        narrative_add(t->s, m->answered_day,
            "The police of %s investigated, but could not stop the group.", who);
    }
}

/* Adds whose police acted after a joint investigation. Police act in their own state: against a
   group that works from there, otherwise against its infrastructure there. */
static void
add_joint_takedown(const struct narrative_context *t, const struct trace_rows_message *m)
{
    if (t->i->home == m->to || t->i->home == m->from) {
        add_police_of(t, m, t->i->home);
    } else {
        char who[2 * TEXT_VISIBLE_BYTES + 64];

        (void)snprintf(who, sizeof(who), "With these findings, the police of %s and of %s",
            t->victim, narrative_wording_state(t->s, m->to));
        add_takedown(t, m, who, " in these two states");
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
        add_without_help(t, m, REFUSED);
        return;
    }
    /* the findings come before the decision, which may have waited for them */
    s->rank = NARRATIVE_RANK_EVIDENCE;
    narrative_add(s, m->answered_day,
        "%s handed over its findings in the joint investigation%s.", who,
        m->end == MESSAGE_LATE ? ", after the decision" : "");
    if (m->reply == REPLY_TAKEDOWN) {
        add_joint_takedown(t, m);
    }
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
