#include <string.h>

#include "base/html_escape.h"
#include "workshop/handouts_internal.h"

/* Appends a heading and a list of texts with ids; nothing if there are no items. */
static void
put_list(const struct handouts *h, enum handout_word title, const struct list *list,
    const char *seat, const char *member)
{
    const struct workshop_text *items = list->items;

    if (list->count == 0) {
        return;
    }
    handouts_heading(h, title);
    buffer_text(h->out, "<ul>\n");
    for (int32_t i = 0; i < list->count; i++) {
        buffer_text(h->out, "<li>");
        handouts_text(h, "/workshop/seats/%s/%s/%s", seat, member, items[i].key.id);
        buffer_text(h->out, "</li>\n");
    }
    buffer_text(h->out, "</ul>\n");
}

static void
put_sheet(const struct handouts *h, const struct workshop_seat *seat)
{
    const char *id = seat->key.id;

    buffer_text(h->out, "<section class=\"page sheet\">\n<h2>");
    handouts_state(h, id);
    buffer_text(h->out, "</h2>\n");
    handouts_heading(h, HANDOUT_YOU_ARE);
    handouts_paragraphs(h, "/workshop/seats/%s/brief", id);
    put_list(h, HANDOUT_AIMS, &seat->aims, id, "aims");
    put_list(h, HANDOUT_LIMITS, &seat->limits, id, "limits");
    if (seat->secret != NULL) {
        buffer_text(h->out, "<div class=\"secret\">\n");
        handouts_heading(h, HANDOUT_SECRET);
        handouts_paragraphs(h, "/workshop/seats/%s/secret", id);
        buffer_text(h->out, "</div>\n");
    }
    put_list(h, HANDOUT_PEOPLE, &seat->people, id, "people");
    handouts_page_end(h);
}

/* Appends a question, followed by "____ of 100". */
static void
put_number(const struct handouts *h, enum handout_word question)
{
    handouts_word(h, question);
    buffer_text(h->out, " <span class=\"blank\"></span> ");
    handouts_word(h, HANDOUT_OF_100);
    buffer_text(h->out, ". ");
}

static void
put_addressees(const struct handouts *h, const char *own)
{
    buffer_text(h->out, "<p class=\"boxes\">");
    handouts_word(h, HANDOUT_WHOM);
    buffer_text(h->out, " ");
    for (int32_t k = 0; k < h->world->n_states; k++) {
        const char *id = WORLD_STATE(h->world, k)->key.id;

        if (strcmp(id, own) != 0) {
            buffer_text(h->out, "<span class=\"item\"><span class=\"box\"></span>");
            handouts_state(h, id);
            buffer_text(h->out, "</span> ");
        }
    }
    handouts_box(h, HANDOUT_NOBODY);
    buffer_text(h->out, "</p>\n");
}

/* Appends the form for a decision. */
static void
put_decision(const struct handouts *h, const char *own)
{
    static const enum handout_word choices[] = {
        HANDOUT_PASS, HANDOUT_REPAIR, HANDOUT_ASK, HANDOUT_SAY, HANDOUT_COST, HANDOUT_WAIT};

    buffer_text(h->out, "<p>");
    handouts_word(h, HANDOUT_MATTER);
    buffer_text(h->out, " <span class=\"blank long\"></span></p>\n");
    put_addressees(h, own);
    buffer_text(h->out, "<p class=\"boxes\">");
    for (size_t k = 0; k < sizeof(choices) / sizeof(choices[0]); k++) {
        handouts_box(h, choices[k]);
    }
    buffer_text(h->out, "<br>");
    handouts_box(h, HANDOUT_TOGETHER);
    buffer_text(h->out, "<span class=\"blank\"></span></p>\n<p>");
    put_number(h, HANDOUT_SURE);
    put_number(h, HANDOUT_HOSTILE);
    buffer_text(h->out, "</p>\n<p>");
    handouts_word(h, HANDOUT_WHY);
    handouts_lines(h, 1);
    buffer_text(h->out, "</p>\n");
}

static void
put_answer(const struct handouts *h)
{
    static const enum handout_word replies[] = {
        HANDOUT_NOT_US, HANDOUT_NOT_US_HELP, HANDOUT_US, HANDOUT_OUR_ACCIDENT, HANDOUT_SILENCE};

    buffer_text(h->out, "<p class=\"boxes\">");
    handouts_word(h, HANDOUT_QUESTION_FROM);
    buffer_text(h->out, " <span class=\"blank\"></span>: ");
    for (size_t k = 0; k < sizeof(replies) / sizeof(replies[0]); k++) {
        handouts_box(h, replies[k]);
    }
    buffer_text(h->out, "</p>\n");
}

/* Appends the form for the other matters: requests, cases, offers and orders. */
static void
put_request(const struct handouts *h)
{
    buffer_text(h->out, "<p class=\"boxes\">");
    handouts_word(h, HANDOUT_REQUEST);
    buffer_text(h->out, " <span class=\"blank\"></span> ");
    handouts_box(h, HANDOUT_YES);
    handouts_box(h, HANDOUT_NO);
    buffer_text(h->out, "</p>\n");
}

/* Appends the moment at which a prediction is asked: "before the first round", or a step. */
static void
put_moment(const struct handouts *h, const char *id)
{
    const struct workshop_step *plan = h->workshop->plan.items;

    if (strcmp(id, "brief") == 0) {
        handouts_word(h, HANDOUT_BEFORE);
    }
    for (int32_t k = 0; k < h->workshop->plan.count; k++) {
        if (strcmp(plan[k].key.id, id) == 0) {
            handouts_step(h, &plan[k], handouts_rounds(h, plan[k].at));
        }
    }
}

static void
put_predictions(const struct handouts *h)
{
    const struct workshop_prediction *p = h->workshop->predictions.items;

    if (h->workshop->predictions.count == 0) {
        return;
    }
    handouts_heading(h, HANDOUT_PREDICTIONS);
    for (int32_t i = 0; i < h->workshop->predictions.count; i++) {
        const struct workshop_moment *when = p[i].when.items;

        buffer_text(h->out, "<p>");
        handouts_text(h, "/workshop/predictions/%s/ask", p[i].key.id);
        for (int32_t k = 0; k < p[i].when.count; k++) {
            buffer_text(h->out, k == 0 ? "<br>" : "; ");
            put_moment(h, when[k].id);
            buffer_text(h->out, ": <span class=\"blank\"></span> ");
            handouts_word(h, HANDOUT_OF_100);
        }
        buffer_text(h->out, "</p>\n");
    }
}

static void
open_forms(const struct handouts *h, const struct workshop_seat *seat)
{
    buffer_text(h->out, "<section class=\"page forms\">\n<h2>");
    handouts_state(h, seat->key.id);
    buffer_text(h->out, " · ");
    handouts_word(h, HANDOUT_DECISIONS);
    buffer_text(h->out, "</h2>\n");
}

static void
put_forms(const struct handouts *h, const struct workshop_seat *seat)
{
    const struct workshop_step *step;

    open_forms(h, seat);
    put_predictions(h);
    if (h->workshop->practice.told != NULL) {
        buffer_text(h->out, "<div class=\"form\">\n<h3>");
        handouts_word(h, HANDOUT_PRACTICE);
        buffer_text(h->out, " · ");
        handouts_text(h, "/workshop/practice/title");
        buffer_text(h->out, "</h3>\n");
        handouts_paragraphs(h, "/workshop/practice/told");
        put_decision(h, seat->key.id);
        buffer_text(h->out, "</div>\n");
    }
    for (int64_t at = 1; (step = workshop_step_at(h->workshop, at)) != NULL; at++) {
        if (step->kind == WORKSHOP_ROUND) {
            buffer_text(h->out, "<div class=\"form\">\n<h3>");
            handouts_step(h, step, handouts_rounds(h, at));
            buffer_text(h->out, "</h3>\n");
            put_decision(h, seat->key.id);
            put_answer(h);
            put_request(h);
            buffer_text(h->out, "</div>\n");
        }
    }
    handouts_page_end(h);
}

void
handouts_team(const struct handouts *h, const struct workshop_seat *seat)
{
    put_sheet(h, seat);
    put_forms(h, seat);
}

/* Appends the names of the parties of an agreement. */
static void
put_parties(const struct handouts *h, const struct agreement *a)
{
    const struct party *parties = a->parties.items;

    for (int32_t k = 0; k < a->parties.count; k++) {
        buffer_text(h->out, k == 0 ? "" : ", ");
        handouts_state(h, parties[k].key.id);
    }
}

void
handouts_offers(const struct handouts *h, const struct workshop_step *talks)
{
    const struct workshop_offer *offers = talks->offers.items;

    handouts_page(h, HANDOUT_OFFERS, "offers");
    buffer_text(h->out, "<p>");
    handouts_word(h, HANDOUT_POINTS_HELP);
    buffer_printf(h->out, " <strong>%d</strong></p>\n<table><thead><tr><th scope=\"col\">",
        (int)talks->points);
    handouts_word(h, HANDOUT_OFFERS);
    buffer_text(h->out, "</th><th scope=\"col\" class=\"number\">");
    handouts_word(h, HANDOUT_POINTS);
    buffer_text(h->out, "</th><th scope=\"col\">");
    handouts_word(h, HANDOUT_SIGN);
    buffer_text(h->out, "</th></tr></thead>\n<tbody>\n");
    for (int32_t i = 0; i < talks->offers.count; i++) {
        int32_t index = text_index(
            offers[i].key.id, field_ids(&h->world->agreements, sizeof(struct agreement)));
        const struct agreement *a = index < 0 ? NULL : WORLD_AGREEMENT(h->world, index);

        if (a == NULL) {
            continue; /* h->world does not have this agreement */
        }
        buffer_text(h->out, "<tr><th scope=\"row\"><strong>");
        handouts_text(h, "/agreements/%s/title", a->key.id);
        buffer_text(h->out, "</strong>");
        if (a->reference != NULL) {
            buffer_text(h->out, " (");
            html_text(h->out, a->reference, HTML_WHOLE);
            buffer_text(h->out, ")");
        }
        buffer_text(h->out, "<br>");
        handouts_text(h, "/agreements/%s/notes", a->key.id);
        buffer_text(h->out, "<br>");
        put_parties(h, a);
        buffer_printf(h->out,
            "</th><td class=\"number\">%d</td><td><span class=\"box\"></span>"
            "</td></tr>\n",
            (int)offers[i].points);
    }
    buffer_text(h->out, "</tbody></table>\n");
    handouts_page_end(h);
}
