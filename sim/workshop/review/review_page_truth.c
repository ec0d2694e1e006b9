/* The section on truth and belief: one row for each matter, and the answers that seats gave. */
#include <math.h>

#include "base/html_escape.h"
#include "workshop/review/review_page_internal.h"

/* A suspect with a smaller posterior than this is printed only if it is the true actor. */
#define POSTERIOR_SHOWN .2

enum { BAR_WIDTH = 140, BAR_HEIGHT = 12, PERCENT = 100 };

static const struct review_matter *
matter_at(const struct review *r, int32_t k)
{
    return ARRAY_AT(struct review_matter, &r->matters, k);
}

static int32_t
percent(double share)
{
    return (int32_t)lround(PERCENT * share);
}

/* ---- beliefs ---- */

/* Returns the index after the beliefs of one matter and stop, which begin at index k. */
static int32_t
end_of_group(const struct review *r, int32_t k)
{
    const struct review_belief *first = ARRAY_AT(struct review_belief, &r->beliefs, k);
    int32_t end = k;

    while (end < r->beliefs.count) {
        const struct review_belief *b = ARRAY_AT(struct review_belief, &r->beliefs, end);

        if (b->matter != first->matter || b->stop != first->stop) {
            break;
        }
        end++;
    }
    return end;
}

/* Draws a bar whose parts are the suspects. The part of the true actor is filled. */
static void
put_bar(const struct review_page *p, int32_t from, int32_t end)
{
    double x = 0;

    buffer_printf(p->out,
        "<svg class=\"belief\" width=\"%d\" height=\"%d\" aria-hidden=\"true\" "
        "focusable=\"false\">",
        BAR_WIDTH, BAR_HEIGHT);
    for (int32_t k = from; k < end; k++) {
        const struct review_belief *b = ARRAY_AT(struct review_belief, &p->review->beliefs, k);
        double width = BAR_WIDTH * b->posterior;

        buffer_printf(p->out,
            "<rect x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\" class=\"%s\"/>", x, width,
            BAR_HEIGHT, b->is_true ? "true" : "part");
        x += width;
    }
    buffer_text(p->out, "</svg>");
}

static void
put_belief(const struct review_page *p, int32_t from, int32_t end)
{
    const struct review *r = p->review;
    const char *separator = "";

    buffer_printf(p->out, "<div class=\"stop\"><code>%s</code> ",
        r->exercise->plan.stops[ARRAY_AT(struct review_belief, &r->beliefs, from)->stop].id);
    put_bar(p, from, end);
    buffer_text(p->out, "<br>");
    for (int32_t k = from; k < end; k++) {
        const struct review_belief *b = ARRAY_AT(struct review_belief, &r->beliefs, k);

        if (b->posterior < POSTERIOR_SHOWN && !b->is_true) {
            continue;
        }
        buffer_text(p->out, separator);
        separator = ", ";
        buffer_text(p->out, b->is_true ? "<strong>&#9679; " : "");
        review_page_actor(p, b->suspect);
        buffer_printf(
            p->out, " %d&nbsp;%%%s", (int)percent(b->posterior), b->is_true ? "</strong>" : "");
    }
    buffer_text(p->out, "</div>");
}

static void
put_beliefs(const struct review_page *p, int32_t matter)
{
    const struct review *r = p->review;
    size_t before = p->out->length;

    for (int32_t k = 0; k < r->beliefs.count;) {
        int32_t end = end_of_group(r, k);

        if (ARRAY_AT(struct review_belief, &r->beliefs, k)->matter == matter) {
            put_belief(p, k, end);
        }
        k = end;
    }
    if (p->out->length == before) {
        buffer_text(p->out,
            matter_at(r, matter)->act ? "no doubt: an act is seen" : "attribution was over");
    }
}

/* ---- decisions ---- */

static void
put_response(const struct review_page *p, int32_t response, const char *quiet)
{
    const struct exercise *x = p->review->exercise;
    const char *id = response == SETTLE_JOINT_CASE ? EXERCISE_JOINT_CASE
                                                   : WORLD_RESPONSE(x->world, response)->key.id;

    if (strcmp(id, quiet) == 0) {
        return;
    }
    buffer_text(p->out, quiet[0] == '\0' ? "" : " + ");
    html_bdi(p->out,
        response == SETTLE_JOINT_CASE ? "a joint case" : p->review->names.responses[response],
        HTML_NAME);
}

void
review_page_confidence(const struct review_page *p, const char *before, double confidence)
{
    if (!isnan(confidence)) { /* NAN if the seat named no actor */
        buffer_printf(p->out, "%s%d&nbsp;%%", before, (int)percent(confidence));
    }
}

static void
put_named(const struct review_page *p, const struct exercise_settled *s)
{
    bool own = s->by == SETTLED_BY_TEAM && s->settlement.named != NONE;

    buffer_printf(p->out, "<div class=\"stop\"><code>%s</code> ",
        p->review->exercise->plan.stops[s->stop].id);
    review_page_actor(p, own ? s->settlement.named : s->named);
    if (own && s->settlement.named != s->named) {
        buffer_text(p->out, "; its analysts ");
        review_page_actor(p, s->named);
    }
    review_page_confidence(p, " ", s->confidence);
    buffer_text(p->out, "</div>");
}

void
review_page_done(const struct review_page *p, const struct exercise_settled *s)
{
    if (s->by == SETTLED_BY_NOBODY) {
        buffer_text(p->out, "kept for one more stop");
    } else if (s->kind != TABLED_DECISION) {
        buffer_text(p->out, settlement_reply_names[s->settlement.reply]);
    } else {
        put_response(p, s->settlement.overt, "");
        put_response(p, s->settlement.covert, "none");
        put_response(p, s->settlement.help, "no_request");
    }
    buffer_text(p->out, s->by == SETTLED_BY_HABIT ? " <em>(habit)</em>" : "");
}

static void
put_done(const struct review_page *p, const struct exercise_settled *s)
{
    const struct record_line *line =
        s->record < 0 ? NULL : &p->review->exercise->records[s->record];

    buffer_printf(p->out, "<div class=\"stop\"><code>%s</code> ",
        p->review->exercise->plan.stops[s->stop].id);
    review_page_done(p, s);
    buffer_text(p->out,
        s->impossible ? " <em>(the choice of the team was not possible any more)</em>" : "");
    if (line != NULL && line->kind == RECORD_settle) {
        if (line->settle.sure >= 0) {
            buffer_printf(p->out, ", sure %d&nbsp;%%", (int)line->settle.sure);
        }
        review_page_quote(p, line->settle.why);
    }
    buffer_text(p->out, "</div>");
}

static void
put_decisions(const struct review_page *p, int32_t matter,
    void (*put)(const struct review_page *, const struct exercise_settled *))
{
    for (int32_t k = 0; k < p->review->exercise->now.settled.count; k++) {
        if (review_is_about(p->review, k, matter)) {
            put(p, review_settled(p->review, k));
        }
    }
}

static const char *
reply_words(int32_t reply)
{
    switch (reply) {
    case REPLY_DENIAL:
        return "denied it";
    case REPLY_HELP:
        return "offered help";
    case REPLY_EXPLANATION:
        return "explained an accident";
    case REPLY_ADMISSION:
        return "admitted it";
    case REPLY_REFUSAL:
        return "refused";
    case REPLY_JOINS:
        return "joined in";
    case REPLY_FINDINGS:
        return "gave findings";
    case REPLY_TAKEDOWN:
        return "gave findings and took the source down";
    default:
        return "did not answer";
    }
}

static const char *
honesty_words(enum review_honesty honesty)
{
    return honesty == REVIEW_TRUE  ? ": true"
           : honesty == REVIEW_LIE ? ": <strong>a lie</strong>"
                                   : "";
}

static void
put_reply(const struct review_page *p, const struct review_matter *m)
{
    if (m->reply_from == NONE) {
        buffer_text(p->out, "no answer");
        return;
    }
    review_page_actor(p, m->reply_from);
    buffer_printf(p->out, " %s%s", reply_words(m->reply),
        honesty_words(review_honesty_of(m->reply, m->reply_from, m->truth)));
}

/* ---- rows ---- */

static void
put_truth(const struct review_page *p, const struct review_matter *m)
{
    review_page_actor(p, m->truth);
    if (m->blamed != NONE) {
        buffer_text(p->out, ", under the flag of ");
        review_page_actor(p, m->blamed);
    }
    if (m->type != NONE) {
        buffer_text(p->out, "<br>");
        html_bdi(p->out, p->review->names.types[m->type], HTML_NAME);
    } else if (m->act) {
        buffer_text(p->out, "<br>an act");
    }
    if (m->demanded) {
        buffer_text(p->out, "<br>it said what it demanded");
    }
    if (m->conceded) {
        buffer_text(p->out, "<br>what was demanded was done");
    }
}

static void
put_row(const struct review_page *p, int32_t matter)
{
    const struct review_matter *m = matter_at(p->review, matter);
    const struct exercise *x = p->review->exercise;

    buffer_printf(
        p->out, "<tr><th scope=\"row\" id=\"m%d\">%d. ", (int)matter + 1, (int)matter + 1);
    review_page_day(p, m->day);
    buffer_text(p->out, "<br>");
    review_page_actor(p, x->now.seats[m->seat].state);
    buffer_text(p->out, "</th><td>");
    put_truth(p, m);
    buffer_text(p->out, "</td><td>");
    put_beliefs(p, matter);
    buffer_text(p->out, "</td><td>");
    put_decisions(p, matter, put_named);
    buffer_text(p->out, "</td><td>");
    put_decisions(p, matter, put_done);
    buffer_text(p->out, "</td><td>");
    put_reply(p, m);
    buffer_text(p->out, "</td><td>");
    if (isnan(m->truth_day)) {
        buffer_text(p->out, "not by the end");
    } else {
        review_page_day(p, m->truth_day);
    }
    buffer_text(p->out, "</td></tr>\n");
}

static void
put_answer(const struct review_page *p, const struct review_answer *a)
{
    static const char *const kinds[] = {"", "a question", "a request for help",
        "a request to join in naming", "a way out of a crisis", "its own order"};
    const struct exercise *x = p->review->exercise;
    const struct exercise_settled *s = review_settled(p->review, a->settled);
    const struct record_line *line = s->record < 0 ? NULL : &x->records[s->record];

    buffer_text(p->out, "<tr><th scope=\"row\">");
    review_page_day(p, s->day);
    buffer_text(p->out, "<br>");
    review_page_actor(p, x->now.seats[s->seat].state);
    buffer_printf(p->out, "</th><td>%s", kinds[s->kind]);
    if (a->asker != NONE) {
        buffer_text(p->out, " of ");
        review_page_actor(p, a->asker);
    }
    buffer_text(p->out, "</td><td>");
    review_page_actor(p, s->initiator);
    buffer_text(p->out, "</td><td>");
    review_page_done(p, s);
    buffer_text(p->out, s->by == SETTLED_BY_NOBODY ? "" : honesty_words(a->honesty));
    if (line != NULL && line->kind == RECORD_answer) {
        review_page_quote(p, line->answer.why);
    }
    buffer_text(p->out, "</td></tr>\n");
}

enum status
review_page_truth(const struct review_page *p)
{
    const struct review *r = p->review;
    int32_t wrong = 0, doubted = 0;
    enum status st;

    for (int32_t k = 0; k < r->exercise->now.settled.count; k++) {
        const struct exercise_settled *s = review_settled(r, k);
        bool counted =
            s->kind == TABLED_DECISION && s->by != SETTLED_BY_NOBODY && s->named >= 0;

        doubted += counted;
        wrong += counted && s->named != s->initiator;
    }
    review_page_open(p, "truth", "Truth and belief");
    buffer_printf(p->out,
        "<p>At %d of %d decisions at which the analysts named a state, it was the wrong one. "
        "In "
        "the bars of the table, the filled part and the mark &#9679; show the actor that did "
        "it.</p>\n",
        (int)wrong, (int)doubted);
    TRY(review_page_lanes(p));
    review_page_table(p, "Matters in the order of their days",
        "when, who decides|in truth|believed|named|done|asked and answered|the truth came out");
    for (int32_t k = 0; k < r->matters.count; k++) {
        put_row(p, k);
    }
    review_page_table_end(p);
    if (r->answers.count > 0) {
        review_page_table(
            p, "Answers to others", "when, who answers|to|in truth it was|the answer");
        for (int32_t k = 0; k < r->answers.count; k++) {
            put_answer(p, ARRAY_AT(struct review_answer, &r->answers, k));
        }
        review_page_table_end(p);
    }
    review_page_debrief(p, WORKSHOP_PAGE_TRUTH);
    review_page_close(p);
out:
    return st;
}
