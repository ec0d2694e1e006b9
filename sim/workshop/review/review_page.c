#include <math.h>

#include "base/html_escape.h"
#include "directory/version.h"
#include "report/style.h"
#include "workshop/review/review_page_internal.h"

/* The rules of reviews, after those of reports. */
static const char style[] = ".stop{margin:0 0 .35rem}\n"
                            "svg.belief{vertical-align:-.15em;outline:1px solid var(--soft)}\n"
                            "svg.belief .true{fill:var(--s2)}\n"
                            "svg.belief .part{fill:none;stroke:var(--soft);stroke-width:1}\n"
                            "q{font-style:italic}\n"
                            "tr.chosen>*{font-weight:600}\n"
                            ".scroll table{min-width:100%}\n"
                            ".scroll .stop bdi,.scroll q bdi{display:inline}\n";

/* ---- parts of a page ---- */

void
review_page_open(const struct review_page *p, const char *id, const char *title)
{
    buffer_printf(p->out,
        "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\" tabindex=\"-1\">%s</h2>\n", id, id,
        title);
}

void
review_page_close(const struct review_page *p)
{
    buffer_text(p->out, "</section>\n");
}

void
review_page_table(const struct review_page *p, const char *caption, const char *columns)
{
    buffer_printf(p->out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table>\n"
        "<caption>%s</caption>\n<thead><tr>",
        caption, caption);
    while (*columns != '\0') {
        size_t length = strcspn(columns, "|");

        buffer_printf(p->out, "<th scope=\"col\">%.*s</th>", (int)length, columns);
        columns += length + (columns[length] == '|');
    }
    buffer_text(p->out, "</tr></thead>\n<tbody>\n");
}

void
review_page_table_end(const struct review_page *p)
{
    buffer_text(p->out, "</tbody></table></div>\n");
}

void
review_page_actor(const struct review_page *p, int32_t actor)
{
    if (actor >= 0) {
        html_bdi(p->out, p->review->names.states[actor], HTML_NAME);
    } else {
        buffer_text(p->out, actor == SUSPECT_NON_STATE  ? "a criminal group"
                            : actor == SUSPECT_ACCIDENT ? "an accident"
                                                        : "nobody");
    }
}

void
review_page_day(const struct review_page *p, double day)
{
    char text[TEXT_DAY_BYTES];

    buffer_text(p->out, text_day(text, p->review->names.start + (int64_t)floor(day)));
}

void
review_page_quote(const struct review_page *p, const char *text)
{
    if (p->texts && text != NULL) {
        buffer_text(p->out, " <q>");
        html_bdi(p->out, text, HTML_WHOLE);
        buffer_text(p->out, "</q>");
    }
}

/* ---- frame ---- */

static const char *
title_of(const struct review *r)
{
    const char *title = r->exercise->workshop->title;

    return title == NULL || title[0] == '\0' ? "An exercise without a title" : title;
}

static void
put_head(const struct review_page *p)
{
    buffer_printf(p->out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
        "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; img-src data:\">\n<title>");
    html_text(p->out, title_of(p->review), HTML_NAME);
    buffer_text(p->out, REVIEW_PAGE_MARK "\n<link rel=\"icon\" href=\"data:,\">\n<style>\n");
    style_print(p->out);
    buffer_printf(p->out,
        "%s</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to main "
        "content</a>\n<main id=\"main\" tabindex=\"-1\">\n<h1>",
        style);
    html_bdi(p->out, title_of(p->review), HTML_NAME);
    buffer_text(p->out, "</h1>\n");
}

static void
put_scope(const struct review_page *p)
{
    const struct exercise *x = p->review->exercise;
    int32_t teams = 0, by_team = 0, done = 0;

    for (int32_t k = 0; k < x->now.n_seats; k++) {
        teams += x->now.seats[k].team;
    }
    for (int32_t k = 0; k < x->now.settled.count; k++) {
        by_team += review_settled(p->review, k)->by == SETTLED_BY_TEAM;
        done += review_settled(p->review, k)->by != SETTLED_BY_NOBODY;
    }
    buffer_printf(p->out,
        "<p class=\"note\">%d of %d seats with a team, %d rounds. Teams settled %d of %d "
        "matters, habit (the model) the others.</p>\n",
        (int)teams, (int)x->now.n_seats, (int)x->plan.n_rounds, (int)by_team, (int)done);
}

/* ---- questions, assumptions, how to get it again ---- */

static void
put_texts(const struct review_page *p, const char *id, const char *title, const char *tag,
    const struct list *list, size_t size, size_t text)
{
    if (list->count == 0) {
        return;
    }
    review_page_open(p, id, title);
    buffer_printf(p->out, "<%s>\n", tag);
    for (int32_t k = 0; k < list->count; k++) {
        const char *words;

        memcpy(&words, (const char *)list->items + (size_t)k * size + text, sizeof(words));
        buffer_text(p->out, "<li>");
        html_bdi(p->out, words, HTML_WHOLE);
        buffer_text(p->out, "</li>\n");
    }
    buffer_printf(p->out, "</%s>\n", tag);
    review_page_close(p);
}

static void
put_questions(const struct review_page *p)
{
    const struct workshop *w = p->review->exercise->workshop;

    put_texts(p, "goals", "Goals", "ul", &w->goals, sizeof(struct workshop_goal),
        offsetof(struct workshop_goal, text));
    put_texts(p, "questions", "Questions to discuss", "ol", &w->debrief,
        sizeof(struct workshop_question), offsetof(struct workshop_question, ask));
}

static void
put_assumptions(const struct review_page *p)
{
    const struct workshop *w = p->review->exercise->workshop;

    put_texts(p, "assumptions", "What is assumed", "ul", &w->assumptions,
        sizeof(struct workshop_text), offsetof(struct workshop_text, text));
}

static void
put_again(const struct review_page *p)
{
    const struct exercise *x = p->review->exercise;
    const struct record_begin *b = &exercise_standing(x, 0)->begin;

    review_page_open(p, "again", "How to get it again");
    buffer_text(p->out,
        "<p>Everything follows from two files of the exercise&#39;s directory, "
        "<code>exercise.jsonl</code> and <code>scenario.json</code>: <code>cbmsim review "
        "DIR</code> writes this page and its tables again, <code>cbmsim review DIR "
        "--check</code> compares every step.</p>\n<dl><dt>Scenario</dt><dd>");
    html_bdi(p->out, b->scenario, HTML_NAME);
    buffer_text(p->out, ", SHA-256 <code>");
    html_text(p->out, b->scenario_sha256, HTML_NAME);
    buffer_text(p->out, "</code></dd>\n<dt>Policy</dt><dd>");
    html_bdi(p->out, b->policy, HTML_NAME);
    buffer_text(p->out, "</dd>\n<dt>Seed</dt><dd>");
    html_text(p->out, b->seed, HTML_NAME);
    buffer_text(p->out, "</dd>\n<dt>Program</dt><dd>played with cbmsim ");
    html_text(p->out, b->program, HTML_NAME);
    buffer_printf(p->out, ", reviewed with cbmsim %s</dd></dl>\n", CBMSIM_VERSION);
    review_page_close(p);
}

enum status
review_page_print(const struct review *r, bool texts, struct buffer *out)
{
    struct review_page p = {r, texts, out};

    put_head(&p);
    put_scope(&p);
    review_page_truth(&p);
    review_page_decisions(&p);
    review_page_predictions(&p);
    put_questions(&p);
    put_assumptions(&p);
    put_again(&p);
    buffer_text(out, "</main>\n</body>\n</html>\n");
    return buffer_status(out);
}
