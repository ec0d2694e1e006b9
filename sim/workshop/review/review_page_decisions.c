/* The section on decisions in detail: what usually follows from each way to decide. */
#include <inttypes.h>

#include "base/html_escape.h"
#include "workshop/exercise/family.h"
#include "workshop/review/review_page_internal.h"

enum { PERCENT = 100, BAR = 80 };

static const char *const reasons[] = {
    [REVIEW_LARGEST] =
        "of all choices, this one changes most how often a wrong state is accused or hit",
    [REVIEW_CONFIDENT] = "the team was surest of a state that did not do it",
    [REVIEW_NO_CHANGE] = "asking first would have changed least"};

static const char *const measures[WORKSHOP_DAYS] = {
    [WORKSHOP_WRONG_HIT] = "a state that did not do it is accused or hit",
    [WORKSHOP_STRUCK_BACK] = "somebody strikes back",
    [WORKSHOP_HIGH] = "the matter reaches disruption",
    [WORKSHOP_CRISIS] = "a crisis",
    [WORKSHOP_KNOWN] = "the state responsible becomes known in time"};

static const char *
arm_title(const struct whatif_arm *arm)
{
    int32_t k = text_index(arm->id, text_list(family_names));

    return k < 0 ? "As usual here" : family_titles[k];
}

/* Draws a bar. The number is printed beside it. */
static void
put_share(const struct review_page *p, double share)
{
    buffer_printf(p->out,
        "<svg class=\"share\" width=\"%d\" height=\"6\" aria-hidden=\"true\" "
        "focusable=\"false\"><rect class=\"true\" width=\"%.1f\" height=\"6\"/></svg>",
        BAR, BAR * share);
}

static void
put_arm(const struct review_page *p, const struct whatif_arm *arm)
{
    buffer_printf(p->out, "<tr%s><th scope=\"row\">%s%s",
        arm->chosen ? " class=\"chosen\"" : "", arm_title(arm),
        arm->chosen ? " (the team)" : "");
    if (arm->response != NONE) {
        buffer_text(p->out, "<br>");
        html_bdi(p->out, p->review->names.responses[arm->response], HTML_NAME);
    }
    buffer_text(p->out, "</th>");
    for (int32_t m = 0; m < WORKSHOP_DAYS; m++) {
        const struct paired_result *x = &arm->result[m];

        buffer_printf(p->out, "<td class=\"number\">%" PRId64, x->count);
        put_share(p, x->n == 0 ? 0 : (double)x->count / (double)x->n);
        buffer_text(p->out, "</td>");
    }
    buffer_text(p->out, "</tr>\n");
}

/* Prints in how many pairs of continuations an event happens under one of the two ways to decide
   only: the choice of the team, or habit. `measure` is the name of the event. */
static void
put_pairs(const struct review_page *p, const struct paired_result *x, const char *measure)
{
    const struct estimate *d = &x->difference;

    buffer_printf(p->out,
        "<li>%s: of %" PRId64
        " pairs of continuations, the choice kept it from happening in %" PRId64
        " and brought it about in %" PRId64 ": ",
        measure, x->n_pairs, x->lost, x->gained);
    review_page_difference(p, d);
    buffer_text(p->out, "</li>\n");
}

static void
put_situation(const struct review_page *p, const struct exercise_settled *s)
{
    const struct exercise *x = p->review->exercise;

    buffer_text(p->out, "<p>");
    review_page_day(p, s->day);
    buffer_printf(p->out, ", stop <code>%s</code>. In truth: ", x->plan.stops[s->stop].id);
    review_page_actor(p, s->initiator);
    buffer_text(p->out, ". The analysts named ");
    review_page_actor(p, s->named);
    review_page_confidence(p, ", ", s->confidence);
    buffer_text(p->out, ".");
    if (s->record >= 0 && x->records[s->record].kind == RECORD_settle) {
        const struct record_settle *line = &x->records[s->record].settle;

        if (line->sure >= 0) {
            buffer_printf(p->out, " The team was sure to %d&nbsp;%%.", (int)line->sure);
        }
        review_page_quote(p, line->why);
    }
    buffer_text(p->out, "</p>\n");
}

/* ---- robustness ---- */

static void
put_factor(const struct review_page *p, const struct review_decision *d, int32_t factor)
{
    static const char *const words[WHATIF_FACTORS] = {
        [WHATIF_CREDIBILITY] = "how far a reply is believed (credibility of the channels)",
        [WHATIF_TRUST] = "good experience of the states with each other (trust)",
        [WHATIF_FALSE_FLAG] = "how many operations come under a false flag"};

    buffer_printf(p->out, "<tr><th scope=\"row\">%s</th>", words[factor]);
    for (int32_t level = 0; level < WHATIF_LEVELS; level++) {
        buffer_text(p->out, "<td>");
        review_page_difference(p, &d->strip.difference[factor][level]);
        buffer_text(p->out, "</td>");
    }
    buffer_text(p->out, "</tr>\n");
}

static void
put_strip(const struct review_page *p, const struct review_decision *d)
{
    if (d->chosen == NULL) {
        return;
    }
    buffer_printf(p->out,
        "<p>How far can this be trusted? Three numbers of the scenario that nobody has "
        "measured "
        "are halved and doubled, each time in %" PRId64 " continuations. %s</p>\n",
        d->strip_n,
        whatif_strip_flips(&d->strip)
            ? "<strong>The direction of the difference changes: this comparison depends on "
              "them.</strong>"
            : "The direction of the difference does not change.");
    review_page_table(p,
        "How often a state that did not do it is accused or hit: the choice, compared with "
        "habit",
        "value in the scenario|halved|as it is|doubled");
    for (int32_t factor = 0; factor < WHATIF_FACTORS; factor++) {
        put_factor(p, d, factor);
    }
    review_page_table_end(p);
}

static void
put_decision(const struct review_page *p, const struct review_decision *d)
{
    const struct exercise *x = p->review->exercise;
    const struct exercise_settled *s = review_settled(p->review, d->settled);

    buffer_text(p->out, "<h3>");
    review_page_actor(p, x->now.seats[s->seat].state);
    buffer_printf(p->out, ", matter %d: %s</h3>\n", (int)s->number, reasons[d->reason]);
    put_situation(p, s);
    review_page_table(p, "In how many continuations",
        "decides|#a state that did not do it is accused or hit|#somebody strikes back|#the "
        "matter reaches "
        "disruption|#a crisis|#the state responsible becomes known in time");
    for (int32_t arm = 0; arm < d->whatif.n_arms; arm++) {
        put_arm(p, &d->whatif.arm[arm]);
    }
    review_page_table_end(p);
    for (int32_t arm = 1; arm < d->whatif.n_arms; arm++) {
        const struct whatif_arm *a = &d->whatif.arm[arm];

        if (a->chosen) {
            buffer_text(p->out,
                "<p>The choice of the team, compared with what is usual here:</p>\n<ul>\n");
            for (int32_t m = 0; m < WORKSHOP_DAYS; m++) {
                put_pairs(p, &a->result[m], measures[m]);
            }
            buffer_text(p->out, "</ul>\n");
        }
    }
    put_strip(p, d);
}

void
review_page_decisions(const struct review_page *p)
{
    const struct review *r = p->review;

    if (r->n_decisions == 0) {
        return;
    }
    review_page_open(p, "decisions", "Decisions in full");
    buffer_printf(p->out,
        "<p>What happens within %g days from the stop, in %" PRId64
        " continuations for each way to decide. Each begins with the state of the world at the "
        "stop and with the actual choices of the other seats; from then on the model plays "
        "every seat. <em>As usual here</em> means that the model decides. It also makes the "
        "later decision after options that decide nothing yet, such as asking. <strong>These "
        "are assumptions, not a forecast.</strong></p>\n",
        r->exercise->workshop->window_days, r->n);
    for (int32_t k = 0; k < r->n_decisions; k++) {
        put_decision(p, &r->decisions[k]);
    }
    review_page_debrief(p, WORKSHOP_PAGE_DECISION);
    review_page_close(p);
}
