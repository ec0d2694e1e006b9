#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/html_escape.h"
#include "directory/version.h"
#include "report/style.h"
#include "report/svg.h"
#include "workshop/exercise/seat_page.h"
#include "workshop/review/review_page_internal.h"

enum { PERCENT = 100 };

/* The CSS rules of reviews. They follow those of reports. On a wide screen each section begins a
   new screen. */
static const char style[] =
    ".stop{margin:0 0 .35rem}\n"
    "svg.belief,svg.share{vertical-align:-.15em;outline:1px solid var(--soft)}\n"
    "svg.belief .true,svg.share .true{fill:var(--s2)}\n"
    "svg.belief .part{fill:none;stroke:var(--soft);stroke-width:1}\n"
    "td svg.share{display:block;margin:.2rem 0 0 auto}\n"
    "q{font-style:italic}\n"
    "tr.chosen>*{font-weight:600}\n"
    ".scroll table{min-width:100%}\n"
    ".scroll th[scope=row]{position:sticky;left:0;background:var(--paper)}\n"
    "@media (max-width:40rem){.scroll td,.scroll th{padding-right:.4rem}"
    ".scroll table{font-size:.9em}}\n"
    ".scroll .stop bdi,.scroll q bdi,.scroll li bdi{display:inline}\n"
    ".story ul{padding-left:1.25rem;border-left:2px solid var(--line);max-width:none}\n"
    ".story>ul{border:0;padding-left:0;list-style:none}\n"
    "@media (min-width:75rem){body{max-width:76rem}section{min-height:96vh}"
    "p,ul,ol,dl{max-width:60rem}}\n"
    "@media print{section{break-before:page}section:first-of-type{break-before:auto}"
    "details>summary{display:none}}\n";

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
        bool number = columns[0] == '#';
        size_t length;

        columns += number;
        length = strcspn(columns, "|");
        buffer_printf(p->out, "<th scope=\"col\"%s>%.*s</th>",
            number ? " class=\"number\"" : "", (int)length, columns);
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
    int64_t start = p->review->names.start, date = start + (int64_t)floor(day);

    /* if the world uses invented names, years are counted from the first one */
    buffer_text(p->out, p->review->exercise->world->use_aliases
                            ? text_day_counted(text, date, start)
                            : text_day(text, date));
}

void
review_page_text(const struct review_page *p, const char *own, const char *map, const char *id,
    const char *member)
{
    const struct exercise *x = p->review->exercise;
    const char *language = x->workshop->language, *text = own;
    char pointer[POINTER_BYTES];

    if (x->words != NULL && own != NULL) {
        struct words_text found;

        (void)snprintf(pointer, sizeof(pointer), "/workshop/%s%s%s%s%s", map,
            id == NULL ? "" : "/", id == NULL ? "" : id, member == NULL ? "" : "/",
            member == NULL ? "" : member);
        found = words_text(x->words, x->scenario, pointer);
        if (found.text[0] != '\0') {
            text = found.text;
            language = found.language;
        }
    }
    buffer_text(p->out, "<bdi lang=\"");
    html_text(p->out, language, HTML_NAME);
    buffer_text(p->out, "\">");
    html_text(p->out, text, HTML_WHOLE);
    buffer_text(p->out, "</bdi>");
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

void
review_page_picture(const struct review_page *p, const char *label)
{
    buffer_printf(p->out, "<div class=\"picture\" role=\"img\" aria-label=\"%s\">\n", label);
}

void
review_page_picture_end(const struct review_page *p)
{
    buffer_text(p->out, "</div>\n");
}

void
review_page_tick(const struct review_page *p, double day, double x, double y, double *last)
{
    /* A date takes a third of the width of a narrow screen. Near an end it is aligned inward. */
    enum { WIDTH = 34, END = 90 };

    if (x - *last < (x > END ? 3 * WIDTH / 2 : WIDTH)) {
        return;
    }
    svg_text(p->out, "tick", x, y, x < 100 - END ? SVG_START : x > END ? SVG_END : SVG_MIDDLE);
    review_page_day(p, day);
    svg_text_end(p->out);
    *last = x < 100 - END ? x + WIDTH / 2.0 : x;
}

void
review_page_fold(const struct review_page *p, const char *summary)
{
    buffer_printf(p->out, "<details><summary>%s</summary>\n", summary);
}

void
review_page_fold_end(const struct review_page *p)
{
    buffer_text(p->out, "</details>\n");
}

/* Appends percentage points with a sign. The minus sign is U+2212. */
static void
put_points(const struct review_page *p, double share)
{
    double points = PERCENT * share;

    buffer_printf(p->out, "%s%.1f", points < 0 ? "\u2212" : "+", fabs(points));
}

void
review_page_difference(const struct review_page *p, const struct estimate *e)
{
    buffer_text(p->out, e->low > 0 || e->high < 0 ? "" : "no difference found, ");
    put_points(p, e->value);
    buffer_text(p->out, " of 100 (");
    put_points(p, e->low);
    buffer_text(p->out, " to ");
    put_points(p, e->high);
    buffer_text(p->out, ")");
}

void
review_page_debrief(const struct review_page *p, enum workshop_page page)
{
    const struct list *list = &p->review->exercise->workshop->debrief;
    const struct workshop_question *questions = list->items;
    bool open = false;

    for (int32_t k = 0; k < list->count; k++) {
        if (questions[k].after != (int32_t)page) {
            continue;
        }
        buffer_text(p->out, open ? "" : "<div class=\"beside\"><p>To discuss</p>\n<ul>\n");
        open = true;
        buffer_text(p->out, "<li>");
        review_page_text(p, questions[k].ask, "debrief", questions[k].key.id, "ask");
        buffer_text(p->out, "</li>\n");
    }
    buffer_text(p->out, open ? "</ul></div>\n" : "");
}

/* ---- frame ---- */

static const char *
title_of(const struct review *r)
{
    const char *title = seat_exercise_title(r->exercise);

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
    review_page_text(p, title_of(p->review), "title", NULL, NULL);
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
    if (x->solo >= 0) {
        buffer_text(p->out, "<p class=\"note\">One seat was played alone. ");
    } else {
        buffer_printf(p->out, "<p class=\"note\">Teams played %d of %d seats in %d rounds. ",
            (int)teams, (int)x->now.n_seats, (int)x->plan.n_rounds);
    }
    buffer_printf(p->out, "Of %d matters, people settled %d, and the model %d by habit.</p>\n",
        (int)done, (int)by_team, (int)(done - by_team));
}

/* Appends links to the sections that the page has. */
static void
put_contents(const struct review_page *p)
{
    const struct review *r = p->review;
    const struct workshop *w = r->exercise->workshop;
    const struct {
        const char *id, *title;
        bool there;
    } sections[] = {{"start", "Before anything", true}, {"truth", "Truth and belief", true},
        {"turning", "Turning points", r->turns.count > 0},
        {"decisions", "Decisions in full", r->n_decisions > 0},
        {"use", "Signed or used", r->cells.count > 0}, {"causes", "What caused what", true},
        {"predictions", "Predictions", r->predictions.count > 0},
        {"goals", "Goals", w->goals.count > 0},
        {"assumptions", "What is assumed", w->assumptions.count > 0},
        {"again", "How to get it again", true}};

    buffer_text(p->out, "<nav aria-label=\"Contents\"><ol>\n");
    for (size_t k = 0; k < sizeof(sections) / sizeof(sections[0]); k++) {
        if (sections[k].there) {
            buffer_printf(
                p->out, "<li><a href=\"#%s\">%s</a></li>\n", sections[k].id, sections[k].title);
        }
    }
    buffer_text(p->out, "</ol></nav>\n");
}

/* ---- questions, assumptions, how to reproduce the review ---- */

static void
put_texts(const struct review_page *p, const char *id, const char *title, const char *tag,
    const struct list *list, size_t size, size_t text, const char *member)
{

    if (list->count == 0) {
        return;
    }
    review_page_open(p, id, title);
    buffer_printf(p->out, "<%s>\n", tag);
    for (int32_t k = 0; k < list->count; k++) {
        const char *item = (const char *)list->items + (size_t)k * size, *words;

        memcpy(&words, item + text, sizeof(words));
        buffer_text(p->out, "<li>");
        review_page_text(p, words, id, ((const struct key *)(const void *)item)->id, member);
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
        offsetof(struct workshop_goal, text), "text");
    review_page_debrief(p, WORKSHOP_PAGE_END);
}

static void
put_assumptions(const struct review_page *p)
{
    const struct workshop *w = p->review->exercise->workshop;

    put_texts(p, "assumptions", "What is assumed", "ul", &w->assumptions,
        sizeof(struct workshop_text), offsetof(struct workshop_text, text), NULL);
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
    enum status st;

    put_head(&p);
    put_scope(&p);
    put_contents(&p);
    review_page_start(&p);
    TRY(review_page_truth(&p));
    TRY(review_page_turning(&p));
    review_page_decisions(&p);
    review_page_use(&p);
    TRY(review_page_causes(&p));
    review_page_predictions(&p);
    put_questions(&p);
    put_assumptions(&p);
    put_again(&p);
    buffer_text(out, "</main>\n</body>\n</html>\n");
    st = buffer_status(out);
out:
    return st;
}
