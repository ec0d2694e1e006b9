#include "workshop/handouts_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/html_escape.h"
#include "model/input/ladder.h"
#include "report/style.h"

_Static_assert(
    HANDOUT_MEASURE_LAST - HANDOUT_MEASURE_FIRST + 1 == (int)WORKSHOP_MEASURES, "words");
_Static_assert(HANDOUT_RUNG_LAST - HANDOUT_RUNG_FIRST + 1 == (int)RUNGS, "words");

/* The CSS rules of handouts. They follow those of reports. */
static const char style[] =
    ".page{break-after:page;margin-bottom:3rem}\n"
    ".page h2{margin-top:0}\n"
    ".secret{border:2px solid;padding:.4rem .8rem;margin:1rem 0}\n"
    ".secret h3{margin-top:0}\n"
    ".box{display:inline-block;width:.85em;height:.85em;border:1.2px solid;margin:0 .35em 0 0;"
    "vertical-align:-.1em}\n"
    ".boxes span.item{display:inline-block;margin:0 1.2rem .1rem 0}\n"
    ".line{display:block;border-bottom:1px solid;height:1.5rem}\n"
    ".blank{display:inline-block;border-bottom:1px solid;min-width:3.5rem}\n"
    ".blank.long{min-width:12rem}\n"
    ".form{border-top:1px solid;break-inside:avoid;margin:.6rem 0 0;padding-top:.2rem}\n"
    ".form h3{margin:.2rem 0}\n"
    ".form p{margin:.25rem 0;max-width:none}\n"
    ".cards{display:grid;grid-template-columns:1fr 1fr;gap:0}\n"
    ".card{border:1px dashed;padding:.6rem .8rem;break-inside:avoid}\n"
    ".card h3{margin:0 0 .3rem}\n"
    ".card p{margin:0}\n"
    ".ladder-words{list-style:none;padding:0}\n"
    ".ladder-words li{padding:.35rem 0;border-bottom:1px solid}\n"
    ".ladder-words li.cut{border-bottom:3px double}\n"
    "dt{font-weight:600}\n"
    "dd{margin:0 0 .4rem 1rem}\n"
    ".other::after{content:\" [\" attr(lang) \"]\";font-size:.8em}\n"
    "table{width:100%}\n"
    "th,td{max-width:none}\n"
    "th[scope=col],.when{white-space:nowrap}\n"
    ".glossary dl{columns:2;column-gap:2rem}\n"
    "dt{break-after:avoid}\n"
    "@media print{table{font-size:9pt}.page{margin-bottom:0}.forms{font-size:8.7pt}"
    ".forms p{margin:.15rem 0}}\n";

void
handouts_word(const struct handouts *h, enum handout_word word)
{
    html_text(h->out, handout_words(word, h->language), HTML_WHOLE);
}

/* Begins a text that is not in the language of the page. */
static bool
open_other(const struct handouts *h, const struct words_text *t)
{
    if (t->missing) {
        buffer_printf(h->out, "<span class=\"other\" lang=\"%s\">", t->language);
    }
    return t->missing;
}

static struct words_text
find(const struct handouts *h, const char *pointer, va_list values)
{
    char out[HANDOUTS_POINTER_BYTES];

    (void)vsnprintf(out, sizeof(out), pointer, values);
    return words_text(h->words, h->scenario, out);
}

void
handouts_text(const struct handouts *h, const char *pointer, ...)
{
    va_list values;
    struct words_text t;
    bool other;

    va_start(values, pointer);
    t = find(h, pointer, values);
    va_end(values);
    other = open_other(h, &t);
    html_text(h->out, t.text, HTML_WHOLE);
    buffer_text(h->out, other ? "</span>" : "");
}

bool
handouts_has(const struct handouts *h, const char *pointer, ...)
{
    va_list values;
    struct words_text t;

    va_start(values, pointer);
    t = find(h, pointer, values);
    va_end(values);
    return t.text[0] != '\0';
}

void
handouts_paragraphs(const struct handouts *h, const char *pointer, ...)
{
    va_list values;
    struct words_text t;
    const char *at;

    va_start(values, pointer);
    t = find(h, pointer, values);
    va_end(values);
    for (at = t.text; *at != '\0';) {
        const char *end = strstr(at, "\n\n");
        size_t length = end == NULL ? strlen(at) : (size_t)(end - at);
        struct buffer part = {0};
        bool other;

        buffer_add(&part, at, length);
        buffer_text(h->out, "<p>");
        other = open_other(h, &t);
        html_text(h->out, buffer_string(&part), HTML_WHOLE);
        buffer_text(h->out, other ? "</span></p>\n" : "</p>\n");
        h->out->failed = h->out->failed || part.failed;
        buffer_free(&part);
        at += length + strspn(at + length, "\n");
    }
}

void
handouts_state(const struct handouts *h, const char *id)
{
    if (handouts_has(h, "/states/%s/name", id)) {
        handouts_text(h, "/states/%s/name", id);
    } else {
        html_text(h->out, id, HTML_WHOLE);
    }
}

int32_t
handouts_rounds(const struct handouts *h, int64_t at)
{
    int32_t rounds = 0;

    for (int64_t k = 1; k <= at; k++) {
        const struct workshop_step *step = workshop_step_at(h->workshop, k);

        rounds += step != NULL && step->kind == WORKSHOP_ROUND;
    }
    return rounds;
}

void
handouts_step(const struct handouts *h, const struct workshop_step *step, int32_t rounds)
{
    if (step->kind == WORKSHOP_ROUND) {
        handouts_word(h, HANDOUT_ROUND);
        buffer_printf(h->out, " %d · ", (int)rounds);
    }
    handouts_text(h, "/workshop/plan/%s/title", step->key.id);
}

void
handouts_page(const struct handouts *h, enum handout_word title, const char *kind)
{
    buffer_printf(h->out, "<section class=\"page %s\">\n<h2>", kind);
    handouts_word(h, title);
    buffer_text(h->out, "</h2>\n");
}

void
handouts_page_end(const struct handouts *h)
{
    buffer_text(h->out, "</section>\n");
}

void
handouts_heading(const struct handouts *h, enum handout_word title)
{
    buffer_text(h->out, "<h3>");
    handouts_word(h, title);
    buffer_text(h->out, "</h3>\n");
}

void
handouts_box(const struct handouts *h, enum handout_word word)
{
    buffer_text(h->out, "<span class=\"item\"><span class=\"box\"></span>");
    handouts_word(h, word);
    buffer_text(h->out, "</span> ");
}

void
handouts_lines(const struct handouts *h, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        buffer_text(h->out, "<span class=\"line\"></span>");
    }
    buffer_text(h->out, "\n");
}

static void
put_ladder(const struct handouts *h)
{
    handouts_page(h, HANDOUT_LADDER, "ladder-page");
    buffer_text(h->out, "<p>");
    handouts_word(h, HANDOUT_LADDER_HELP);
    buffer_text(h->out, "</p>\n<ul class=\"ladder-words\">\n");
    for (int rung = RUNGS - 1; rung >= 0; rung--) {
        buffer_text(
            h->out, rung == RUNG_LEGAL_OR_ECONOMIC_COST ? "<li class=\"cut\">" : "<li>");
        handouts_word(h, (enum handout_word)(HANDOUT_RUNG_FIRST + rung));
        buffer_text(h->out, "</li>\n");
    }
    buffer_text(h->out, "</ul>\n");
    handouts_page_end(h);
}

static void
put_glossary(const struct handouts *h)
{
    const struct workshop_word *words = h->workshop->glossary.items;
    const struct workshop_text *assumed = h->workshop->assumptions.items;

    handouts_page(h, HANDOUT_GLOSSARY, "glossary");
    buffer_text(h->out, "<dl>\n");
    for (int32_t i = 0; i < h->workshop->glossary.count; i++) {
        buffer_text(h->out, "<dt>");
        handouts_text(h, "/workshop/glossary/%s/term", words[i].key.id);
        buffer_text(h->out, "</dt><dd>");
        handouts_text(h, "/workshop/glossary/%s/meaning", words[i].key.id);
        buffer_text(h->out, "</dd>\n");
    }
    buffer_text(h->out, "</dl>\n");
    handouts_heading(h, HANDOUT_ASSUMED);
    buffer_text(h->out, "<ul>\n");
    for (int32_t i = 0; i < h->workshop->assumptions.count; i++) {
        buffer_text(h->out, "<li>");
        handouts_text(h, "/workshop/assumptions/%s", assumed[i].key.id);
        buffer_text(h->out, "</li>\n");
    }
    buffer_text(h->out, "</ul>\n");
    handouts_page_end(h);
}

/* Prints questions with lines below them: the sheet for observers, and the form for feedback. */
static void
put_questions(const struct handouts *h, enum handout_word title, enum handout_word first,
    int32_t count, int32_t lines)
{
    handouts_page(h, title, "questions");
    if (title == HANDOUT_OBSERVER) {
        buffer_text(h->out, "<p>");
        handouts_word(h, HANDOUT_OBSERVER_HELP);
        buffer_text(h->out, "</p>\n");
    }
    for (int32_t i = 0; i < count; i++) {
        handouts_heading(h, (enum handout_word)((int)first + i));
        handouts_lines(h, lines);
    }
    handouts_page_end(h);
}

static void
put_head(const struct handouts *h)
{
    buffer_printf(h->out,
        "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
        "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; img-src data:\">\n<title>",
        handout_words_language(h->language));
    html_text(h->out, words_text(h->words, h->scenario, "/workshop/title").text, HTML_NAME);
    buffer_text(h->out, HANDOUTS_MARK "\n<link rel=\"icon\" href=\"data:,\">\n<style>\n");
    style_print(h->out);
    buffer_text(h->out, style);
    buffer_text(h->out, "</style>\n</head>\n<body>\n<main>\n<h1>");
    handouts_text(h, "/workshop/title");
    buffer_text(h->out, "</h1>\n");
    if (h->words != NULL && h->words->reviewed_by == NULL) {
        buffer_text(h->out, "<p class=\"note\">");
        handouts_word(h, HANDOUT_UNREVIEWED);
        buffer_text(h->out, "</p>\n");
    }
}

enum status
handouts_print(const struct scenario *s, const struct words_file *words, struct buffer *out)
{
    struct handouts h = {s, s->workshop, s->policies[0].world, words,
        words == NULL ? s->workshop->language : words->language, out};
    const struct workshop_seat *seats = s->workshop->seats.items;

    put_head(&h);
    handouts_facilitator(&h);
    for (int32_t i = 0; i < s->workshop->seats.count; i++) {
        handouts_team(&h, &seats[i]);
    }
    for (int64_t at = 1; workshop_step_at(s->workshop, at) != NULL; at++) {
        const struct workshop_step *step = workshop_step_at(s->workshop, at);

        if (step->kind == WORKSHOP_TALKS) {
            handouts_offers(&h, step);
        }
    }
    put_ladder(&h);
    put_glossary(&h);
    put_questions(&h, HANDOUT_OBSERVER, HANDOUT_OBSERVED_1, 4, 5);
    put_questions(&h, HANDOUT_FEEDBACK, HANDOUT_FEEDBACK_1, 4, 4);
    handouts_cards(&h);
    buffer_text(out, "</main>\n</body>\n</html>\n");
    return buffer_status(out);
}
