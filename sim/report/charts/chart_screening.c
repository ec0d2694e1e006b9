#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "format/table_read.h"
#include "report/charts/chart.h"
#include "report/charts/interval.h"
#include "report/html_escape.h"

enum { ROWS_MAX = 20, TABLE_MAX = 240, COLUMNS = 10 };

/* What differs between the two methods: the columns of the file, the words of the chart. */
struct method {
    enum design_family family; /* that the analysis needs */
    const char *columns[COLUMNS];
    const char *first, *second; /* the index of a row of the file; NULL: each row has both */
    int32_t second_at;          /* the second value, of the four numbers of a row */
    const char *before, *after, *mark, *ring, *headings;
};

static const struct method morris = {.family = DESIGN_MORRIS,
    .columns = {"set", "policy", "versus", "metric", "factor", "method", "mu_star",
        "mu_star_lo", "mu_star_hi", "sigma"},
    .second_at = 3,
    .before = "Screening of the factors (Morris). The chart shows the mean absolute elementary "
              "effect (mu*) of each factor on ",
    .after = ", over its whole range and all trajectories. A large standard deviation (sigma) "
             "means that the effect depends on the other factors or is not linear.",
    .mark = "mean absolute effect (mu*)",
    .ring = "standard deviation of the effect (sigma)",
    .headings = "Policy|Factor|#mu*|#CI lower|#CI upper|#sigma"};

static const struct method sobol = {.family = DESIGN_SALTELLI,
    .columns = {"set", "policy", "versus", "metric", "factor", "index", "estimate", "ci_lo",
        "ci_hi", "estimate"},
    .first = "ST",
    .second = "S1",
    .second_at = 0,
    .before = "Share of the variance that each factor explains (Sobol&#39; indices), of ",
    .after = ". The total index (ST) includes all interactions with other factors; the "
             "first-order index (S1) does not.",
    .mark = "total index (ST)",
    .ring = "first-order index (S1)",
    .headings = "Policy|Factor|#ST|#CI lower|#CI upper|#S1"};

/* A row of the chart. */
struct index {
    int32_t policy, factor;
    bool seen;          /* the file has it */
    struct estimate at; /* mu*, or ST */
    double second;      /* sigma, or S1 */
};

struct screening_context {
    const struct method *method;
    const struct report_data *m;
    const struct headline_metric *headline;
    struct index *rows; /* while reading [policy * factors + factor], then those seen, sorted */
    int64_t n;
};

static int32_t
factor_of(const struct report_data *m, const char *id)
{
    const struct experiment *e = m->source.experiment;

    return text_index(id, TEXT_NAMES(e->factors, key.id, e->n_factors));
}

static bool
is_index(const struct table_read_cell *cell, const char *index)
{
    return index == NULL || (cell->text != NULL && strcmp(cell->text, index) == 0);
}

static enum status
take(void *context, const struct table_read_cell *c, struct failure *f)
{
    struct screening_context *s = context;
    int32_t policy = report_data_policy(s->m, c[1].text), factor = factor_of(s->m, c[4].text);
    bool first = is_index(&c[5], s->method->first), second = is_index(&c[5], s->method->second);
    struct index *row;
    double x[4];

    if (policy < 0 || factor < 0 || c[3].text == NULL || c[2].text != NULL ||
        strcmp(c[3].text, s->headline->metric) != 0 || c[0].text == NULL ||
        strcmp(c[0].text, "1") != 0 || !(first || second)) {
        return STATUS_OK;
    }
    for (int32_t k = 0; k < 4; k++) {
        if (!table_read_real(&c[6 + k], &x[k])) {
            return failure_of(
                STATUS_BAD_INPUT, f, "%s: an index is not a number", s->m->source.directory);
        }
    }
    row = &s->rows[(int64_t)policy * s->m->source.experiment->n_factors + factor];
    if (!row->seen) {
        *row = (struct index){policy, factor, true, {NAN, NAN, NAN}, NAN};
    }
    row->at = first ? (struct estimate){x[0], x[1], x[2]} : row->at;
    row->second = second ? x[s->method->second_at] : row->second;
    return STATUS_OK;
}

static int
compare(const void *a, const void *b)
{
    const struct index *x = a, *y = b;

    if (x->policy != y->policy) {
        return x->policy < y->policy ? -1 : 1;
    }
    if (x->at.value != y->at.value && !isnan(x->at.value) && !isnan(y->at.value)) {
        return x->at.value > y->at.value ? -1 : 1;
    }
    return x->factor < y->factor ? -1 : x->factor > y->factor;
}

static enum status
read_rows(struct screening_context *s, const char *id, bool *there, struct failure *f)
{
    int64_t size =
        (int64_t)s->m->source.scenario->n_policies * s->m->source.experiment->n_factors;
    struct buffer name = {0}, path = {0};
    enum status st;

    s->rows = calloc((size_t)size + 1, sizeof(*s->rows));
    TRY(s->rows == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    buffer_printf(&name, "analysis/%s.csv", id);
    TRY(buffer_status(&name));
    TRY(report_data_path(s->m, name.at, &path, there, f));
    if (*there) {
        TRY(table_read(path.at, s->method->columns, COLUMNS, take, s, f));
    }
    for (int64_t k = 0; k < size; k++) {
        if (s->rows[k].seen) {
            s->rows[s->n++] = s->rows[k];
        }
    }
    qsort(s->rows, (size_t)s->n, sizeof(*s->rows), compare);
out:
    buffer_free(&name);
    buffer_free(&path);
    return st;
}

static void
draw(struct buffer *b, const struct screening_context *s)
{
    static const struct series_style look = {SVG_CIRCLE, "s2"};
    struct interval_rows plot = {.differences = false};
    int32_t policy = -1, rows = 0;

    scale_include(&plot.scale, 0);
    for (int64_t k = 0; k < s->n; k++) {
        scale_include(&plot.scale, s->rows[k].at.value);
        scale_include(&plot.scale, s->rows[k].at.high);
        scale_include(&plot.scale, s->rows[k].second);
    }
    scale_round(&plot.scale, 5);
    buffer_text(b, "<ul class=\"key\">");
    label_key_mark(b, look.mark, look.class_, s->method->mark);
    label_key_mark(b, SVG_RING, "none", s->method->ring);
    buffer_text(b, "</ul>\n");
    for (int64_t k = 0; k < s->n && k < 3 * ROWS_MAX; k++) {
        const struct index *row = &s->rows[k];

        if (row->policy != policy) {
            policy = row->policy;
            rows = 0;
            buffer_text(b, "<p class=\"name\">");
            label_policy(b, s->m, policy);
            buffer_text(b, "</p>\n");
        }
        if (rows++ < ROWS_MAX) {
            svg_label(b);
            html_words(b, s->m->source.experiment->factors[row->factor].key.id);
            interval_row(b, &plot, look, row->at, row->second);
        }
    }
    svg_axis(b, &plot.scale, 5);
}

static void
put_table(struct section *f, const struct screening_context *s)
{
    section_table(f, s->method->headings);
    for (int64_t k = 0; k < s->n && k < TABLE_MAX; k++) {
        section_cell_text(f, report_data_policy_title(s->m, s->rows[k].policy));
        section_cell_text(f, s->m->source.experiment->factors[s->rows[k].factor].key.id);
        interval_cells(f, s->rows[k].at);
        section_cell_real(f, s->rows[k].second);
    }
    if (s->n > TABLE_MAX) {
        section_remark(f, "Only the first rows are shown. All rows: the file of this analysis "
                          "in <code>analysis/</code>.");
    }
}

static enum status
draw_analysis(struct section *f, const struct chart_input *in, const struct method *method,
    const char *id)
{
    struct screening_context s = {.method = method,
        .m = in->material,
        .headline = &in->material->headlines[in->effects->headline]};
    bool there;
    enum status st;

    TRY(read_rows(&s, id, &there, in->failure));
    if (s.n == 0) {
        section_note(
            f, there ? "This chart shows the values of this metric (not differences) in the "
                       "first set of the design. The file of this analysis has no row for them."
                     : "The file of this analysis is missing; <code>cbmsim analyze DIR</code> "
                       "creates it.");
        goto out;
    }
    section_open(f);
    buffer_text(&f->out, method->before);
    headline_words(&f->out, s.headline);
    buffer_text(&f->out, method->after);
    section_picture(f);
    draw(&f->out, &s);
    put_table(f, &s);
    section_close(f);
out:
    free(s.rows);
    return st;
}

/* The analyses of this kind among the first n_screenings of both kinds. */
static enum status
draw_analyses(struct section *f, const struct chart_input *in, const struct method *method)
{
    const struct experiment *e = in->material->source.experiment;
    enum status st = STATUS_OK;

    for (int32_t k = 0, n = 0; k < e->n_analyses && n < in->n_screenings; k++) {
        enum design_family family = experiment_kinds[e->analyses[k].kind].family;

        if (family == method->family) {
            TRY(draw_analysis(f, in, method, e->analyses[k].key.id));
        }
        n += family != DESIGN_PLAIN;
    }
out:
    return st;
}

enum status
chart_morris(struct section *f, const struct chart_input *in)
{
    return draw_analyses(f, in, &morris);
}

enum status
chart_sobol(struct section *f, const struct chart_input *in)
{
    return draw_analyses(f, in, &sobol);
}
