/* The section on predictions: each answer, its outcome, and how often the event happens in the
   model. */
#include <inttypes.h>

#include "workshop/review/review_page_internal.h"

enum { PERCENT = 100 };

static void
put_answer(const struct review_page *p, const struct review_prediction *x)
{
    const struct exercise *e = p->review->exercise;

    buffer_text(p->out, "<tr><th scope=\"row\">");
    review_page_actor(p, e->now.seats[x->seat].state);
    buffer_printf(p->out,
        "</th><td><code>%s</code></td><td class=\"number\">%" PRId64
        "</td><td class=\"number\">%.0f</td><td>%s",
        e->plan.stops[x->stop].id, x->percent, PERCENT * (double)x->count / (double)x->n,
        x->outcome ? "it happened: " : "it did not happen");
    if (x->outcome) {
        review_page_day(p, x->day);
        buffer_text(p->out, ", ");
        review_page_actor(p, x->actor);
        buffer_text(p->out, " → ");
        review_page_actor(p, x->target);
    }
    buffer_printf(p->out, "</td><td class=\"number\">%.2f</td></tr>\n", x->brier);
}

static void
put_question(const struct review_page *p, int32_t question)
{
    const struct review *r = p->review;
    const struct workshop_prediction *questions = r->exercise->workshop->predictions.items;
    bool open = false;

    for (int32_t k = 0; k < r->predictions.count; k++) {
        const struct review_prediction *x =
            ARRAY_AT(struct review_prediction, &r->predictions, k);

        if (x->question != question) {
            continue;
        }
        if (!open) {
            buffer_text(p->out, "<h3>");
            review_page_text(
                p, questions[question].ask, "predictions", questions[question].key.id, "ask");
            buffer_text(p->out, "</h3>\n");
            review_page_table(p, "Answers in the order in which they were given",
                "who|at the stop|#answer, of 100|#model, of 100|in this exercise|#Brier score");
            open = true;
        }
        put_answer(p, x);
    }
    if (open) {
        review_page_table_end(p);
    }
}

void
review_page_predictions(const struct review_page *p)
{
    const struct review *r = p->review;

    if (r->predictions.count == 0) {
        return;
    }
    review_page_open(p, "predictions", "Predictions");
    buffer_printf(p->out,
        "<p>The model: %" PRId64
        " continuations from the stop at which the team answered, all seats by "
        "habit, up to the same day. Only what happens after the answer counts. If a team "
        "answered several times at one stop, the last answer counts. The Brier score is the "
        "square of the difference between "
        "the answer, as a share, and what happened (1 or 0): 0 is best, 1 worst, and an answer "
        "of 50 always has 0.25. One exercise says little about a team: compare your own "
        "answers, not teams.</p>\n",
        r->n);
    for (int32_t k = 0; k < r->exercise->workshop->predictions.count; k++) {
        put_question(p, k);
    }
    review_page_debrief(p, WORKSHOP_PAGE_PREDICTIONS);
    review_page_close(p);
}
