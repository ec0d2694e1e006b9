/* Prints the page of a team as text. This file may not include headers of a run (see
   page_team.h). */
#include <math.h>
#include <string.h>

#include "workshop/exercise/family.h"
#include "workshop/exercise/page_team_internal.h"

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

static void
put_row(const struct page_team *p, const struct team_row *row, struct buffer *b)
{
    buffer_printf(b, "      %s%s", row->id, row->secret ? " (in secret)" : "");
    if (row->days >= PAGE_TEAM_DAYS) {
        buffer_printf(b, " (takes about %d days)", (int)round(row->days));
    }
    if (row->n_to > 0) {
        buffer_text(b, ": ");
        for (int32_t k = 0; k < row->n_to; k++) {
            buffer_printf(b, "%s%s", k == 0 ? "" : ", ", page_team_name(p, row->to[k]));
        }
    } else if (!row->possible) {
        buffer_printf(b, ": not possible%s%s", row->why == NULL ? "" : ", ",
            row->why == NULL ? "" : row->why);
    }
    buffer_text(b, "\n");
}

/* Prints a family. If none of its responses is possible, prints the reason of the family once, and
   then only the responses that have another reason. */
static void
put_family(
    const struct page_team *p, const struct team_matter *m, int32_t family, struct buffer *b)
{
    const struct team_family *f = &m->families[family];

    buffer_printf(b, "    %-9s %s. ", family_names[family], family_titles[family]);
    if (f->possible) {
        buffer_printf(b, "%s\n", family_hints[family]);
    } else {
        buffer_printf(b, "Not possible: %s.\n", f->why);
    }
    for (int32_t k = 0; k < m->n_rows; k++) {
        if (m->rows[k].family == family_names[family] &&
            (f->possible || m->rows[k].why != f->why)) {
            put_row(p, &m->rows[k], b);
        }
    }
}

static void
put_choices(const struct page_team *p, const struct team_matter *m, struct buffer *b)
{
    for (int32_t family = 0; family < TEAM_FAMILIES; family++) {
        put_family(p, m, family, b);
    }
    if (m->may_wait) {
        buffer_text(b, "    wait      Not yet: wait for the analysts. The matter comes back at "
                       "the next stop.\n");
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
            page_team_seen(p, i, b);
        } else {
            buffer_text(b, "\n");
        }
        put_choices(p, m, b);
    } else {
        struct buffer line = {0};

        buffer_printf(&line, "Matter %d. %s", m->number, m->about == NULL ? m->kind : m->about);
        b->failed = b->failed || line.failed;
        buffer_paragraph(b, buffer_string(&line), 2, 4, PAGE_TEAM_WIDTH);
        buffer_free(&line);
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

/* Appends the first sentence of a text, and dots if there is more. */
static void
put_beginning(const char *text, struct buffer *b)
{
    const char *end = strstr(text, ". ");

    if (end == NULL) {
        buffer_text(b, text);
    } else {
        buffer_printf(b, "%.*s ...", (int)(end - text) + 1, text);
    }
}

static void
put_texts(const struct page_team *p, const char *title, const struct team_texts *texts,
    struct buffer *b)
{
    char day[TEXT_DAY_BYTES];

    if (texts->n > 0) {
        page_team_heading(b, title);
    }
    for (int32_t k = 0; k < texts->n; k++) {
        const struct team_text *t = &texts->at[k];
        struct buffer line = {0};

        if (!isnan(t->day)) {
            buffer_printf(&line, "%s. ", page_team_date(p, t->day, day));
        }
        if (t->label != NULL) {
            page_team_plain(&line, t->label);
            buffer_text(&line, ": ");
        }
        if (!isnan(t->day) && t->from == NULL && !t->fresh) {
            put_beginning(t->text, &line); /* an earlier page had the full text */
        } else {
            buffer_text(&line, t->text);
        }
        b->failed = b->failed || line.failed;
        buffer_paragraph(b, buffer_string(&line), 2, 4, PAGE_TEAM_WIDTH);
        buffer_free(&line);
    }
}

/* ---- predictions and talks ---- */

static void
put_questions(const struct team *t, struct buffer *b)
{
    if (t->n_questions > 0) {
        page_team_heading(b, "PREDICT");
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
        page_team_heading(b, "TALKS");
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

    page_team_heading(b, "WHO YOU ARE");
    buffer_paragraph(b, t->brief, 2, 2, PAGE_TEAM_WIDTH);
    put_texts(p, "AIMS", &t->aims, b);
    put_texts(p, "LIMITS", &t->limits, b);
    if (t->secret != NULL) {
        page_team_heading(b, "SECRET");
        buffer_paragraph(b, t->secret, 2, 2, PAGE_TEAM_WIDTH);
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
        page_team_date(p, p->view->day, day), p->stop->title == NULL ? "" : " | ",
        p->stop->title == NULL ? "" : p->stop->title, t->team ? "" : " | played by the model");
    if (p->stop->kind == PLAN_LOBBY || p->stop->kind == PLAN_BRIEF) {
        put_sheet(p, b);
    }
    if (t->n_matters > 0) {
        page_team_heading(b, t->open ? "TO DECIDE" : "TO DECIDE (the stop is closed)");
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
        page_team_happened(p, b);
        page_team_known(p, b);
    }
}
