/* The first section, before the truth is shown: the predictions of the teams, and questions to the
   teams. */
#include <inttypes.h>

#include "base/html_escape.h"
#include "report/label.h"
#include "workshop/review/review_page_internal.h"

/* Answers that differ by less than APART of 100 are drawn one above the other. */
enum { APART = 4, STEP = 15, LEVELS_MAX = 8, PERCENT = 100 };

static enum svg_mark
mark_of(int32_t seat)
{
    return (enum svg_mark)(seat % SVG_MARKS);
}

static const char *
class_of(int32_t seat)
{
    static const char *const classes[SVG_SERIES] = {"s0", "s1", "s2", "s3"};

    return classes[seat % SVG_SERIES];
}

static void
put_legend(const struct review_page *p)
{
    const struct exercise *x = p->review->exercise;

    buffer_text(p->out, "<ul class=\"key\">");
    for (int32_t k = 0; k < x->now.n_seats; k++) {
        buffer_text(p->out, "<li>");
        svg_inline_mark(p->out, mark_of(k), class_of(k));
        review_page_actor(p, x->now.seats[k].state);
        buffer_text(p->out, "</li>");
    }
    buffer_text(p->out, "</ul>\n");
}

static const struct review_prediction *
prediction(const struct review *r, int32_t k)
{
    return ARRAY_AT(struct review_prediction, &r->predictions, k);
}

/* Returns how many earlier answers to the same question at the same stop are near this one. */
static int32_t
level_of(const struct review *r, int32_t k)
{
    const struct review_prediction *own = prediction(r, k);
    int32_t level = 0;

    for (int32_t i = 0; i < k; i++) {
        const struct review_prediction *other = prediction(r, i);

        level += other->question == own->question && other->stop == own->stop &&
                 other->percent < own->percent + APART && own->percent < other->percent + APART;
    }
    return level < LEVELS_MAX ? level : LEVELS_MAX;
}

static void
put_strip(const struct review_page *p, int32_t question, int32_t stop)
{
    const struct review *r = p->review;
    const struct scale scale = {0, PERCENT, true};
    int32_t levels = 0;

    for (int32_t k = 0; k < r->predictions.count; k++) {
        if (prediction(r, k)->question == question && prediction(r, k)->stop == stop) {
            int32_t level = level_of(r, k);

            levels = level > levels ? level : levels;
        }
    }
    double bottom = 12 + STEP * levels;

    svg_label(p->out);
    buffer_printf(p->out, "At <code>%s</code>, of 100", r->exercise->plan.stops[stop].id);
    svg_label_end(p->out);
    svg_open(p->out, (int32_t)bottom + 30);
    svg_ticks(p->out, &scale, 5, 0, bottom + 10);
    for (int32_t k = 0; k < r->predictions.count; k++) {
        const struct review_prediction *x = prediction(r, k);

        if (x->question == question && x->stop == stop) {
            svg_mark(p->out, mark_of(x->seat), class_of(x->seat),
                scale_at(&scale, (double)x->percent), bottom - STEP * level_of(r, k));
        }
    }
    svg_close(p->out);
}

static void
put_question(const struct review_page *p, int32_t question)
{
    const struct review *r = p->review;
    const struct workshop_prediction *questions = r->exercise->workshop->predictions.items;
    int32_t last = -1;

    for (int32_t k = 0; k < r->predictions.count; k++) {
        const struct review_prediction *x = prediction(r, k);

        if (x->question != question || x->stop == last) {
            continue;
        }
        if (last < 0) {
            buffer_text(p->out, "<div class=\"panel\"><h3>");
            review_page_text(
                p, questions[question].ask, "predictions", questions[question].key.id, "ask");
            buffer_text(p->out, "</h3>\n");
            review_page_picture(
                p, "Answers of the teams as marks; the section Predictions has the numbers");
        }
        last = x->stop;
        put_strip(p, question, x->stop);
    }
    if (last >= 0) {
        review_page_picture_end(p);
        buffer_text(p->out, "</div>\n");
    }
}

void
review_page_start(const struct review_page *p)
{
    const struct review *r = p->review;

    review_page_open(p, "start", "Before anything");
    buffer_text(p->out, "<p class=\"finding\">What do you remember as the turning point? Write "
                        "down a date and a reason before you read on.</p>\n");
    if (r->predictions.count > 0) {
        buffer_text(p->out,
            "<p>This is what the teams predicted. What happened, and what happens in the "
            "model, stands <a href=\"#predictions\">at the end</a>.</p>\n");
        put_legend(p);
        buffer_text(p->out, "<div class=\"panels\">\n");
        for (int32_t k = 0; k < r->exercise->workshop->predictions.count; k++) {
            put_question(p, k);
        }
        buffer_text(p->out, "</div>\n");
    }
    review_page_debrief(p, WORKSHOP_PAGE_START);
    review_page_close(p);
}
