/* The page of a team as text. It may include nothing of a run (see page_team.h). */
#include <math.h>

#include "base/text.h"
#include "workshop/exercise/family.h"
#include "workshop/exercise/page_team.h"

#define PERCENT(x) ((int)lround(100 * (x)))

enum { WIDTH = 78 };

static const char *
name_of(const struct page_team *p, int32_t state)
{
    return state == SUSPECT_NON_STATE                 ? "a criminal group"
           : state == SUSPECT_ACCIDENT                ? "an accident"
           : state >= 0 && state < p->names->n_states ? p->names->states[state]
                                                      : "nobody";
}

static const char *
date(const struct page_team *p, double day, char out[TEXT_DAY_BYTES])
{
    return text_day(out, p->names->start + (int64_t)floor(day));
}

static void
heading(struct buffer *b, const char *text)
{
    buffer_printf(b, "\n%s\n", text);
}

/* ---- what has to be decided ---- */

static const struct seen_incident *
incident_of(const struct page_team *p, int32_t number)
{
    for (int32_t k = 0; number > 0 && k < p->view->n_incidents; k++) {
        if (p->view->incident[k].number == number) {
            return &p->view->incident[k];
        }
    }
    return NULL;
}

static const char *
kind_of(const struct page_team *p, const struct seen_incident *i)
{
    return i->act_from != NONE
               ? (i->act_response == NONE ? "an act" : p->names->responses[i->act_response])
           : i->type == NONE ? "a foothold in a network"
                             : p->names->types[i->type];
}

static void
put_who(const struct page_team *p, const struct seen_incident *i, struct buffer *b)
{
    if (i->act_from != NONE) {
        buffer_printf(b, "    by %s, in the open\n", name_of(p, i->act_from));
        return;
    }
    if (i->n_suspects > 0) {
        buffer_text(b, "    Who? Your analysts: ");
        for (int32_t k = 0; k < i->n_suspects; k++) {
            buffer_printf(b, "%s%s %d %%", k == 0 ? "" : ", ", name_of(p, i->suspect[k]),
                PERCENT(i->posterior[k]));
        }
        buffer_text(b, "\n");
    }
    if (i->named >= 0) {
        buffer_printf(
            b, "    They name %s, %d %%.\n", name_of(p, i->named), PERCENT(i->confidence));
    }
    if (i->reply != REPLY_NONE) {
        static const char *const said[] = {"", "it was not us", "it was not us, and we help",
            "it was an accident", "it was us", "we refuse", "we join", "here is what we found",
            "we found it and took it down"};

        buffer_printf(b, "    %s answered: %s.\n", name_of(p, i->reply_from), said[i->reply]);
    } else if (i->asked) {
        buffer_text(b, "    You asked. No answer.\n");
    }
    if (i->industry_named != NONE) {
        buffer_printf(b, "    A security company names %s.\n", name_of(p, i->industry_named));
    }
    if (i->truth != NONE) {
        buffer_printf(b, "    The truth came out: it was %s.\n", name_of(p, i->truth));
    }
}

static void
put_seen(const struct page_team *p, const struct seen_incident *i, struct buffer *b)
{
    char day[TEXT_DAY_BYTES];

    buffer_printf(b, "%s%s, %s %s", kind_of(p, i),
        i->critical ? " on critical infrastructure" : "",
        i->act_from != NONE ? "received" : "found", date(p, i->detected_day, day));
    if (!isnan(i->severity)) {
        buffer_printf(b, ", severity %.1f of 10", i->severity);
    }
    buffer_text(b, i->public_ ? ", known to all\n" : "\n");
    put_who(p, i, b);
    if (!isnan(i->deadline_day)) {
        buffer_printf(b, "    If you wait: decide by %s.\n", date(p, i->deadline_day, day));
    }
}

static void
put_row(const struct page_team *p, const struct team_row *row, struct buffer *b)
{
    buffer_printf(b, "      %s%s", row->id, row->secret ? " (in secret)" : "");
    if (row->n_to > 0) {
        buffer_text(b, ": ");
        for (int32_t k = 0; k < row->n_to; k++) {
            buffer_printf(b, "%s%s", k == 0 ? "" : ", ", name_of(p, row->to[k]));
        }
    } else if (!row->possible) {
        buffer_printf(b, ": not possible%s%s", row->why == NULL ? "" : ", ",
            row->why == NULL ? "" : row->why);
    }
    buffer_text(b, "\n");
}

static void
put_families(const struct page_team *p, const struct team_matter *m, struct buffer *b)
{
    for (int32_t family = 0; family < RESPONSE_FAMILIES; family++) {
        buffer_printf(b, "    %-9s %s. %s\n", family_names[family], family_titles[family],
            family_hints[family]);
        for (int32_t k = 0; k < m->n_rows; k++) {
            if (m->rows[k].family == family_names[family]) {
                put_row(p, &m->rows[k], b);
            }
        }
    }
    if (m->may_wait) {
        buffer_text(b, "    wait      Not yet: let the analysts work until the next stop.\n");
    }
}

static void
put_submitted(const struct team_submitted *s, struct buffer *b)
{
    if (!s->there) {
        buffer_text(b, "    Not decided yet.\n");
        return;
    }
    buffer_printf(b, "    Received: %s", s->choice);
    if (s->named != NULL) {
        buffer_printf(b, ", addressed to %s", s->named);
    }
    if (s->help != NULL) {
        buffer_printf(b, ", with %s", s->help);
    }
    if (s->sure >= 0) {
        buffer_printf(b, "; sure %d of 100", (int)s->sure);
    }
    if (s->hostile_chance >= 0) {
        buffer_printf(b, "; hostile reply %d of 100", (int)s->hostile_chance);
    }
    if (s->why != NULL) {
        buffer_printf(b, "; \"%s\"", s->why);
    }
    buffer_text(b, ". You can change it until the stop is closed.\n");
}

static void
put_matter(const struct page_team *p, const struct team_matter *m, struct buffer *b)
{
    const struct seen_incident *i = incident_of(p, m->incident);

    if (m->n_rows > 0) {
        buffer_printf(b, "  Matter %d. Incident %d: ", m->number, m->incident);
        if (i != NULL) {
            put_seen(p, i, b);
        } else {
            buffer_text(b, "\n");
        }
        put_families(p, m, b);
    } else {
        buffer_printf(b, "  Matter %d. %s", m->number, m->about == NULL ? m->kind : m->about);
        buffer_printf(b, "%s%s.\n", m->from >= 0 ? ", from " : "",
            m->from >= 0 ? name_of(p, m->from) : "");
        if (m->own != NULL) {
            buffer_printf(b, "    Secret: %s\n", m->own);
        }
        buffer_text(b, "    Answers:");
        for (int32_t k = 0; k < m->n_replies; k++) {
            buffer_printf(b, "%s %s", k == 0 ? "" : ",", m->replies[k]);
        }
        buffer_text(b, "\n");
    }
    put_submitted(&m->submitted, b);
}

/* ---- what the seat knows ---- */

static void
put_texts(const struct page_team *p, const char *title, const struct team_texts *texts,
    struct buffer *b)
{
    char day[TEXT_DAY_BYTES];

    if (texts->n > 0) {
        heading(b, title);
    }
    for (int32_t k = 0; k < texts->n; k++) {
        const struct team_text *t = &texts->at[k];
        struct buffer line = {0};

        if (!isnan(t->day)) {
            buffer_printf(&line, "%s. ", date(p, t->day, day));
        }
        if (t->label != NULL) {
            buffer_printf(&line, "%s: ", t->label);
        }
        buffer_text(&line, t->text);
        b->failed = b->failed || line.failed;
        buffer_paragraph(b, buffer_string(&line), 2, 4, WIDTH);
        buffer_free(&line);
    }
}

static bool
is_tabled(const struct page_team *p, int32_t number)
{
    for (int32_t k = 0; k < p->team->n_matters; k++) {
        if (p->team->matters[k].incident == number && p->team->matters[k].n_rows > 0) {
            return true;
        }
    }
    return false;
}

static void
put_happened(const struct page_team *p, struct buffer *b)
{
    char day[TEXT_DAY_BYTES];

    heading(b, "WHAT YOU KNOW");
    for (int32_t k = 0; k < p->view->n_incidents; k++) {
        const struct seen_incident *i = &p->view->incident[k];

        if (!is_tabled(p, i->number)) {
            buffer_printf(b, "  Incident %d: ", i->number);
            put_seen(p, i, b);
            if (i->overt != NONE) {
                buffer_printf(b, "    You decided: %s.\n", p->names->responses[i->overt]);
            }
        }
    }
    for (int32_t k = 0; k < p->view->n_public; k++) {
        const struct seen_public *i = &p->view->public_[k];

        buffer_printf(b, "  %s: %s in %s is known to all", date(p, i->public_day, day),
            i->type == NONE ? "an intrusion" : p->names->types[i->type], name_of(p, i->target));
        if (i->accused != NONE) {
            buffer_printf(b, "; it accuses %s", name_of(p, i->accused));
        }
        if (i->industry_named != NONE) {
            buffer_printf(b, "; a security company names %s", name_of(p, i->industry_named));
        }
        if (i->truth != NONE) {
            buffer_printf(b, "; in truth it was %s", name_of(p, i->truth));
        }
        buffer_text(b, "\n");
    }
    if (p->view->n_incidents + p->view->n_public == 0) {
        buffer_text(b, "  Nothing has happened that you know of.\n");
    }
}

/* In words, as a bar of four. */
static const char *
bar(double x)
{
    static const char *const bars[] = {"----", "#---", "##--", "###-", "####"};
    double n = round(4 * x);

    return bars[n < 0 ? 0 : n > 4 ? 4 : (int)n];
}

static void
put_lines(const struct page_team *p, struct buffer *b)
{
    heading(b, "LINES");
    for (int32_t k = 0; k < p->view->n_dyads; k++) {
        const struct view_dyad *d = &p->view->dyad[k];
        bool open = false;

        buffer_printf(b, "  %s: tension %s, trust %s%s;", name_of(p, d->other), bar(d->tension),
            bar(d->trust), d->crisis ? ", a crisis" : "");
        for (int32_t c = 0; c < CHANNEL_KINDS; c++) {
            if (d->channel[c].present) {
                buffer_printf(b, "%s %s, %d in 10 get through", open ? "," : "",
                    p->names->channels[c], (int)lround(10 * d->channel[c].reach));
                open = true;
            }
        }
        buffer_text(b, open ? "\n" : " no line is open\n");
    }
}

static void
put_agreements(const struct page_team *p, struct buffer *b)
{
    char day[TEXT_DAY_BYTES];

    heading(b, "AGREEMENTS");
    for (int32_t k = 0; k < p->view->n_agreements; k++) {
        buffer_printf(b, "  %s: %s\n", p->names->agreements[p->view->agreement[k].agreement],
            p->names->statuses[p->view->agreement[k].status]);
    }
    buffer_text(b, p->view->n_agreements == 0 ? "  none\n" : "");
    if (p->view->n_operations > 0) {
        heading(b, "YOUR SERVICES (secret)");
    }
    for (int32_t k = 0; k < p->view->n_operations; k++) {
        const struct seen_operation *o = &p->view->operation[k];

        buffer_printf(b, "  %s against %s, since %s%s\n", p->names->types[o->type],
            name_of(p, o->target), date(p, o->since, day), o->over ? ", over" : "");
    }
}

/* ---- predictions and talks ---- */

static void
put_questions(const struct team *t, struct buffer *b)
{
    if (t->n_questions > 0) {
        heading(b, "PREDICT");
    }
    for (int32_t k = 0; k < t->n_questions; k++) {
        const struct team_question *q = &t->questions[k];

        buffer_printf(b, "  %s: %s", q->id, q->ask);
        if (q->percent >= 0) {
            buffer_printf(b, " You said %d of 100.", (int)q->percent);
        }
        buffer_text(b, "\n");
    }
}

static void
put_offers(const struct team *t, struct buffer *b)
{
    if (t->n_offers > 0) {
        heading(b, "TALKS");
        buffer_printf(b, "  You have %d points.\n", (int)t->points);
    }
    for (int32_t k = 0; k < t->n_offers; k++) {
        const struct team_offer *o = &t->offers[k];

        buffer_printf(b, "  [%s] %s, %d %s: %s%s%s%s\n", o->ticked ? "x" : " ", o->id,
            (int)o->points, o->points == 1 ? "point" : "points", o->title,
            o->party ? "" : " (without you)", o->ticked_by == NULL ? "" : "; ticked by ",
            o->ticked_by == NULL ? "" : o->ticked_by);
    }
}

static void
put_sheet(const struct page_team *p, struct buffer *b)
{
    const struct team *t = p->team;

    heading(b, "WHO YOU ARE");
    buffer_paragraph(b, t->brief, 2, 2, WIDTH);
    put_texts(p, "AIMS", &t->aims, b);
    put_texts(p, "LIMITS", &t->limits, b);
    if (t->secret != NULL) {
        heading(b, "SECRET");
        buffer_paragraph(b, t->secret, 2, 2, WIDTH);
    }
    put_texts(p, "PEOPLE", &t->people, b);
}

void
page_team_text(const struct page_team *p, struct buffer *b)
{
    const struct team *t = p->team;
    char day[TEXT_DAY_BYTES];

    buffer_printf(b, "%s", t->name);
    if (p->stop->round > 0) {
        buffer_printf(b, " | round %d of %d", p->stop->round, p->n_rounds);
    }
    buffer_printf(b, " | %s | %s%s%s%s\n", plan_kind_names[p->stop->kind],
        date(p, p->view->day, day), p->stop->title == NULL ? "" : " | ",
        p->stop->title == NULL ? "" : p->stop->title, t->team ? "" : " | played by the model");
    if (p->stop->kind == PLAN_LOBBY || p->stop->kind == PLAN_BRIEF) {
        put_sheet(p, b);
    }
    if (t->n_matters > 0) {
        heading(b, t->open ? "TO DECIDE" : "TO DECIDE (the stop is closed)");
    }
    for (int32_t k = 0; k < t->n_matters; k++) {
        put_matter(p, &t->matters[k], b);
    }
    put_offers(t, b);
    put_questions(t, b);
    if (t->initiative != NULL) {
        buffer_printf(b, "\nINITIATIVE\n  %s\n", t->initiative);
    }
    put_texts(p, "TOLD", &t->told, b);
    put_texts(p, "MESSAGES", &t->messages, b);
    if (p->stop->kind != PLAN_LOBBY) {
        put_happened(p, b);
        put_lines(p, b);
        put_agreements(p, b);
    }
}
