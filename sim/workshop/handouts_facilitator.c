#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/html_escape.h"
#include "workshop/handouts_internal.h"
#include "workshop/told_injects.h"

static void
put_goals(const struct handouts *h)
{
    const struct workshop_goal *goals = h->workshop->goals.items;

    handouts_heading(h, HANDOUT_GOALS);
    buffer_text(h->out, "<ul>\n");
    for (int32_t i = 0; i < h->workshop->goals.count; i++) {
        buffer_text(h->out, "<li>");
        handouts_text(h, "/workshop/goals/%s/text", goals[i].key.id);
        buffer_text(h->out, " ");
        handouts_word(h, HANDOUT_SHOWN_BY);
        buffer_text(h->out, " ");
        handouts_word(h, (enum handout_word)(HANDOUT_MEASURE_FIRST + goals[i].measure));
        buffer_text(h->out, ".</li>\n");
    }
    buffer_text(h->out, "</ul>\n");
}

/* Begins a table with these headings. */
static void
open_table(const struct handouts *h, const enum handout_word *columns, int32_t count)
{
    buffer_text(h->out, "<table><thead><tr>");
    for (int32_t i = 0; i < count; i++) {
        buffer_text(h->out, "<th scope=\"col\">");
        handouts_word(h, columns[i]);
        buffer_text(h->out, "</th>");
    }
    buffer_text(h->out, "</tr></thead>\n<tbody>\n");
}

static void
put_plan(const struct handouts *h)
{
    static const enum handout_word columns[] = {
        HANDOUT_PLACE, HANDOUT_STEP, HANDOUT_REAL_TIME, HANDOUT_WORLD_TIME};
    const struct workshop_step *step;

    handouts_heading(h, HANDOUT_PLAN);
    open_table(h, columns, 4);
    for (int64_t at = 1; (step = workshop_step_at(h->workshop, at)) != NULL; at++) {
        buffer_printf(h->out, "<tr><td>%d</td><th scope=\"row\">", (int)at);
        handouts_step(h, step, handouts_rounds(h, at));
        buffer_text(h->out, "</th><td>");
        buffer_number(
            h->out, step->kind == WORKSHOP_ROUND ? step->decide_minutes : step->minutes);
        buffer_text(h->out, " ");
        handouts_word(h, HANDOUT_MINUTES);
        buffer_text(h->out, "</td><td>");
        buffer_number(h->out, step->days);
        buffer_text(h->out, " ");
        handouts_word(h, HANDOUT_DAYS);
        buffer_text(h->out, "</td></tr>\n");
    }
    buffer_text(h->out, "</tbody></table>\n");
}

static void
put_notes(const struct handouts *h)
{
    static const struct {
        enum handout_word title;
        const char *member;
    } notes[] = {{HANDOUT_USUAL, "usual"}, {HANDOUT_IF_QUIET, "if_quiet"},
        {HANDOUT_IF_HEATED, "if_heated"}};
    const struct workshop_step *step;

    handouts_page(h, HANDOUT_NOTES, "notes");
    for (int64_t at = 1; (step = workshop_step_at(h->workshop, at)) != NULL; at++) {
        buffer_text(h->out, "<h3>");
        handouts_step(h, step, handouts_rounds(h, at));
        buffer_text(h->out, "</h3>\n<dl>\n");
        for (size_t k = 0; k < sizeof(notes) / sizeof(notes[0]); k++) {
            if (handouts_has(h, "/workshop/plan/%s/%s", step->key.id, notes[k].member)) {
                buffer_text(h->out, "<dt>");
                handouts_word(h, notes[k].title);
                buffer_text(h->out, "</dt><dd>");
                handouts_text(h, "/workshop/plan/%s/%s", step->key.id, notes[k].member);
                buffer_text(h->out, "</dd>\n");
            }
        }
        buffer_text(h->out, "</dl>\n");
    }
    handouts_heading(h, HANDOUT_DEBRIEF);
    buffer_text(h->out, "<ol>\n");
    for (int32_t i = 0; i < h->workshop->debrief.count; i++) {
        const struct workshop_question *q = h->workshop->debrief.items;

        buffer_text(h->out, "<li>");
        handouts_text(h, "/workshop/debrief/%s/ask", q[i].key.id);
        buffer_text(h->out, "</li>\n");
    }
    buffer_text(h->out, "</ol>\n");
    handouts_page_end(h);
}

/* ---- injects ---- */

/* Returns the step during which an inject happens; NULL if there is none. */
static const struct workshop_step *
step_of(const struct handouts *h, const struct inject *i)
{
    const struct workshop_step *step, *found = NULL;

    for (int64_t at = 1; (step = workshop_step_at(h->workshop, at)) != NULL; at++) {
        if (i->day >= step->day && i->day < step->day + step->days) {
            found = step;
        }
    }
    return found;
}

static void
put_when(const struct handouts *h, const struct inject *i)
{
    const struct workshop_step *step = step_of(h, i);
    char pointer[HANDOUTS_POINTER_BYTES];

    if (!isfinite(i->day)) {
        handouts_word(h, HANDOUT_CALLED);
        return;
    }
    (void)snprintf(pointer, sizeof(pointer), "/injects/%s/day", i->key.id);
    buffer_text(h->out, "<span class=\"when\">");
    html_text(h->out, words_text(NULL, h->scenario, pointer).text, HTML_WHOLE);
    buffer_text(h->out, "</span>");
    if (step != NULL) {
        buffer_text(h->out, "<br>");
        handouts_step(h, step, handouts_rounds(h, step->at));
    }
}

static void
put_form(const struct handouts *h, const struct inject *i)
{
    static const char *const forms[] = {"technical_note", "press", "diplomatic_note"};
    int32_t form = i->form == NULL ? -1 : text_index(i->form, TEXT_WORDS(forms));

    if (form >= 0) {
        handouts_word(h, (enum handout_word)(HANDOUT_TECHNICAL_NOTE + form));
    }
}

static void
put_addressee(const struct handouts *h, const struct told *told)
{
    if (strcmp(told->key.id, "all") == 0) {
        handouts_word(h, HANDOUT_ALL);
    } else {
        handouts_state(h, told->key.id);
    }
}

/* Appends the texts for each team, and the truth, which only the facilitator knows. */
static void
put_inject(const struct handouts *h, const struct inject *i, int32_t number)
{
    const struct told *told = i->told.items;

    buffer_printf(h->out, "<tr><td>%d</td><td>", (int)number);
    put_when(h, i);
    buffer_text(h->out, "</td><td>");
    for (int32_t k = 0; k < i->told.count; k++) {
        buffer_text(h->out, k == 0 ? "<strong>" : "<br><strong>");
        put_addressee(h, &told[k]);
        buffer_text(h->out, "</strong> – ");
        handouts_text(h, "/injects/%s/told/%s", i->key.id, told[k].key.id);
    }
    if (i->kind == INJECT_INCIDENT && i->source != NONE) {
        buffer_text(h->out, "<br><em>");
        handouts_word(h, HANDOUT_TRUTH);
        buffer_text(h->out, "</em> – ");
        handouts_text(h, "/sources/%s/name", WORLD_SOURCE(h->world, i->source)->key.id);
        buffer_text(h->out, ".");
    }
    if (i->expect != NULL) {
        buffer_text(h->out, "<br><em>");
        handouts_word(h, HANDOUT_EXPECT);
        buffer_text(h->out, "</em> – ");
        handouts_text(h, "/injects/%s/expect", i->key.id);
    }
    buffer_text(h->out, "</td><td><span class=\"box\"></span></td></tr>\n");
}

static void
put_injects(const struct handouts *h)
{
    static const enum handout_word columns[] = {
        HANDOUT_PLACE, HANDOUT_DAY, HANDOUT_TEXT, HANDOUT_DONE};
    const struct inject *sorted[TOLD_INJECTS_MAX];
    int32_t count = told_injects_of(h->world, sorted);

    if (count == 0) {
        return;
    }
    handouts_page(h, HANDOUT_INJECTS, "injects");
    open_table(h, columns, 4);
    for (int32_t k = 0; k < count; k++) {
        put_inject(h, sorted[k], k + 1);
    }
    buffer_text(h->out, "</tbody></table>\n");
    handouts_page_end(h);
}

void
handouts_facilitator(const struct handouts *h)
{
    handouts_page(h, HANDOUT_FOR_FACILITATOR, "facilitator");
    buffer_text(h->out, "<p>");
    buffer_number(h->out, h->workshop->minutes);
    buffer_text(h->out, " ");
    handouts_word(h, HANDOUT_MINUTES);
    buffer_text(h->out, ".</p>\n");
    put_goals(h);
    put_plan(h);
    handouts_page_end(h);
    put_injects(h);
    put_notes(h);
}

void
handouts_cards(const struct handouts *h)
{
    const struct inject *sorted[TOLD_INJECTS_MAX];
    int32_t count = told_injects_of(h->world, sorted);

    if (count == 0) {
        return;
    }
    handouts_page(h, HANDOUT_CARDS, "all-cards");
    buffer_text(h->out, "<div class=\"cards\">\n");
    for (int32_t k = 0; k < count; k++) {
        const struct told *told = sorted[k]->told.items;

        for (int32_t n = 0; n < sorted[k]->told.count; n++) {
            buffer_printf(h->out, "<div class=\"card\">\n<h3>%d · ", (int)k + 1);
            put_addressee(h, &told[n]);
            buffer_text(h->out, sorted[k]->form == NULL ? "" : " · ");
            put_form(h, sorted[k]);
            buffer_text(h->out, "</h3>\n<p>");
            handouts_text(h, "/injects/%s/told/%s", sorted[k]->key.id, told[n].key.id);
            buffer_text(h->out, "</p>\n</div>\n");
        }
    }
    buffer_text(h->out, "</div>\n");
    handouts_page_end(h);
}
