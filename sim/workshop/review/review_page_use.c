/* The section "signed or used": what agreements change if they are in force, and if the seats ask
   first. */
#include <inttypes.h>
#include <math.h>

#include "base/html_escape.h"
#include "report/charts/interval.h"
#include "report/number_text.h"
#include "workshop/exercise/family.h"
#include "workshop/review/review_page_internal.h"

enum { PERCENT = 100, STEPS = 5, ROW_HEIGHT = 24 };

/* The measures of window_measures that are shown. */
static const struct shown {
    const char *name, *heading;
} shown[] = {
    {"misdirected_acts", "hostile acts against a state that did not do it, each continuation"},
    {"hostile_acts", "hostile acts, each continuation"}, {"crisis", "a crisis begins, of 100"},
    {"high", "an answer of disruption or more, of 100"}};
enum { SHOWN = sizeof(shown) / sizeof(shown[0]) };

static int32_t
measure_of(int32_t k)
{
    for (int32_t m = 0; m < WINDOW_MEASURES; m++) {
        if (strcmp(window_measures[m].name, shown[k].name) == 0) {
            return m;
        }
    }
    BUG_UNLESS(false);
    return 0;
}

static const struct review_cell *
cell_at(const struct review *r, int32_t k)
{
    return ARRAY_AT(struct review_cell, &r->cells, k);
}

static void
put_signed(const struct review_page *p, const struct review_cell *c)
{
    if (c->signed_ == REVIEW_NOTHING_SIGNED) {
        buffer_text(p->out, "Nothing signed");
    } else if (c->signed_ == REVIEW_ALL_SIGNED) {
        buffer_text(p->out, "Everything on offer signed");
    } else if (c->signed_ == REVIEW_THESE_SIGNED) {
        buffer_text(p->out, "Signed as in this exercise");
    } else {
        buffer_text(p->out, "Signed: ");
        html_bdi(p->out, p->review->names.agreements[c->signed_], HTML_NAME);
    }
}

/* ---- picture: four cells of the first measure ---- */

static void
put_picture(const struct review_page *p)
{
    const struct review *r = p->review;
    int32_t m = measure_of(0), n = r->cells.count < 4 ? r->cells.count : 4;
    struct interval_rows rows = {.p_adjusted = NAN};

    scale_include(&rows.scale, 0);
    for (int32_t k = 0; k < n; k++) {
        interval_include(&rows.scale, cell_at(r, k)->total[m].own);
    }
    scale_round(&rows.scale, STEPS);
    buffer_printf(
        p->out, "<h3>%c%s</h3>\n", shown[0].heading[0] - 'a' + 'A', shown[0].heading + 1);
    review_page_picture(p, "Four cells with intervals; the table has the numbers");
    for (int32_t k = 0; k < n; k++) {
        const struct review_cell *c = cell_at(r, k);
        struct series_style look = {c->used ? SVG_DIAMOND : SVG_SQUARE, c->used ? "s2" : "s0"};

        svg_label(p->out);
        svg_inline_mark(p->out, look.mark, look.class_);
        put_signed(p, c);
        buffer_text(p->out, c->used ? ", all seats ask first" : ", habit");
        interval_row(p->out, &rows, look, c->total[m].own, NAN);
    }
    svg_axis(p->out, &rows.scale, STEPS);
    review_page_picture_end(p);
}

/* ---- sentences about intervals ---- */

static void
put_finding(const struct review_page *p, const char *what, const struct estimate *e)
{
    char number[NUMBER_TEXT_BYTES];

    buffer_printf(p->out, "<li>%s: ", what);
    if (e->low <= 0 && e->high >= 0) {
        buffer_text(p->out, "no difference found, ");
    } else {
        buffer_printf(p->out, "%s <strong>%s</strong>, ",
            number_text_real(number, fabs(e->value)), e->value < 0 ? "fewer" : "more");
    }
    number_text_add_difference(p->out, *e);
    buffer_text(p->out, "</li>\n");
}

static void
put_findings(const struct review_page *p)
{
    const struct review *r = p->review;
    int32_t m = measure_of(0);

    buffer_text(p->out,
        "<p>Hostile acts against a state that did not do it, for each continuation, "
        "compared with habit and no agreement signed:</p>\n<ul>\n");
    if (r->cells.count >= 4) {
        put_finding(p, "Signed, but used by habit alone", &cell_at(r, 2)->total[m].difference);
    }
    put_finding(
        p, "Nothing signed, but everybody asks first", &cell_at(r, 1)->total[m].difference);
    if (r->cells.count >= 4) {
        put_finding(p, "Signed, and everybody asks first", &cell_at(r, 3)->total[m].difference);
        put_finding(p, "What signing adds where everybody asks first",
            &cell_at(r, 3)->signing[m].difference);
    }
    buffer_text(p->out, "</ul>\n");
}

/* ---- this exercise ---- */

static double
signed_day(const struct review *r, int32_t agreement)
{
    const struct array *rows = &r->trace.rows[RECORDER_FILE_AGREEMENTS];

    for (int32_t k = 0; k < rows->count; k++) {
        const struct trace_rows_agreement *row =
            ARRAY_AT(const struct trace_rows_agreement, rows, k);

        if (row->agreement == agreement && row->status == AGREEMENT_IN_FORCE) {
            return row->day;
        }
    }
    return NAN;
}

/* Counts the decisions of teams between two days, and those that asked first. */
static void
count_asking(const struct review *r, double from, double to, int32_t *asked, int32_t *all)
{
    *asked = *all = 0;
    for (int32_t k = 0; k < r->exercise->now.settled.count; k++) {
        const struct exercise_settled *s = review_settled(r, k);
        const char *family = review_family(r, s);

        if (s->by == SETTLED_BY_TEAM && family != NULL && s->day >= from && s->day < to) {
            ++*all;
            *asked += strcmp(family, family_names[FAMILY_ASK]) == 0;
        }
    }
}

static double
first_signed_day(const struct review *r)
{
    double first = INFINITY;

    for (int32_t k = 0; k < r->cells.count; k++) {
        int32_t agreement = cell_at(r, k)->signed_;
        double day = agreement >= 0 ? signed_day(r, agreement) : NAN;

        first = day < first ? day : first;
    }
    return first;
}

static void
put_exercise(const struct review_page *p)
{
    const struct review *r = p->review;
    double first = first_signed_day(r);
    int32_t asked, all;

    count_asking(r, -INFINITY, first, &asked, &all);
    if (isinf(first)) {
        buffer_printf(p->out,
            "<p>In this exercise nothing on offer entered into force. %d of %d decisions of "
            "teams asked first.</p>\n",
            (int)asked, (int)all);
        return;
    }
    buffer_text(p->out, "<p>In this exercise the first agreement entered into force on ");
    review_page_day(p, first);
    buffer_printf(
        p->out, ". Before, %d of %d decisions of teams asked first; ", (int)asked, (int)all);
    count_asking(r, first, INFINITY, &asked, &all);
    buffer_printf(p->out, "afterwards %d of %d.</p>\n", (int)asked, (int)all);
}

/* ---- table ---- */

static void
put_value(const struct review_page *p, const struct paired_result *x, bool share)
{
    buffer_text(p->out, "<td class=\"number\">");
    number_text_add(p->out, share ? PERCENT * x->own.value : x->own.value);
    buffer_text(p->out, "</td>");
}

static void
put_row(const struct review_page *p, const struct review_cell *c)
{
    buffer_text(p->out, "<tr><th scope=\"row\">");
    put_signed(p, c);
    buffer_printf(p->out, "</th><td>%s</td>", c->used ? "all ask first" : "habit");
    for (int32_t k = 0; k < SHOWN; k++) {
        int32_t m = measure_of(k);

        put_value(p, &c->total[m], window_measures[m].kind == PAIRED_SHARE);
    }
    buffer_text(p->out, "<td>");
    if (c->signed_ == REVIEW_NOTHING_SIGNED) {
        buffer_text(p->out, "-");
    } else {
        number_text_add_difference(p->out, c->signing[measure_of(0)].difference);
    }
    buffer_text(p->out, "</td><td>");
    if (c->signed_ < 0) {
        buffer_text(p->out, "-");
    } else if (isnan(signed_day(p->review, c->signed_))) {
        buffer_text(p->out, "never in force");
    } else {
        buffer_text(p->out, "in force from ");
        review_page_day(p, signed_day(p->review, c->signed_));
    }
    buffer_text(p->out, "</td></tr>\n");
}

static void
put_table(const struct review_page *p)
{
    const struct review *r = p->review;
    struct buffer columns = {0};

    buffer_text(&columns, "in force from the start|the seats");
    for (int32_t k = 0; k < SHOWN; k++) {
        buffer_printf(&columns, "|#%s", shown[k].heading);
    }
    buffer_text(&columns, "|signing changes the first number by|in this exercise");
    review_page_table(
        p, "Each agreement on offer, signed or not, used or not", buffer_string(&columns));
    for (int32_t k = 0; k < r->cells.count; k++) {
        put_row(p, cell_at(r, k));
    }
    review_page_table_end(p);
    buffer_free(&columns);
}

void
review_page_use(const struct review_page *p)
{
    const struct review *r = p->review;

    if (r->cells.count == 0) {
        return;
    }
    review_page_open(p, "use", "Signed or used");
    buffer_printf(p->out,
        "<p>From the start of the first round, %" PRId64
        " continuations of %g days for each line. The agreements on offer in the talks are "
        "in force from the first day, or not. All seats ask the state that they name before "
        "they respond, or decide by habit. The model plays every seat. Lines are compared in "
        "pairs of continuations.</p>\n",
        r->n, r->exercise->workshop->window_days);
    put_exercise(p);
    put_picture(p);
    put_findings(p);
    put_table(p);
    review_page_debrief(p, WORKSHOP_PAGE_USE);
    review_page_close(p);
}
