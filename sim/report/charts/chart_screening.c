#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/html_escape.h"
#include "format/table_read.h"
#include "report/charts/chart.h"
#include "report/charts/interval.h"

enum { ROWS_MAX = 20, TABLE_MAX = 240, COLUMNS = 11, TEXTS_MAX = 1 << 24 };

/* What differs between the two methods (Morris, Sobol'): the columns of the file and the words of
   the chart. */
struct method {
    enum design_family family; /* family of designs that the analysis needs */
    const char *columns[COLUMNS];
    /* Names of the two indices, if each row of the file has one; NULL: each row has both. */
    const char *first, *second;
    /* Position of the second value among the four numbers of a row. */
    int32_t second_at;
    const char *before, *after, *mark, *ring, *headings;
};

static const struct method morris = {.family = DESIGN_MORRIS,
    .columns = {"set", "policy", "versus", "metric", "factor", "method", "mu_star",
        "mu_star_lo", "mu_star_hi", "sigma", "warning"},
    .second_at = 3,
    .before = "Screening of the factors (Morris). The chart shows the mean absolute elementary "
              "effect (mu*) of each factor on ",
    .after = ", over its whole range and all trajectories. A large standard deviation (sigma) "
             "means that the effect depends on the other factors or is not linear.",
    .mark = "mean absolute effect (mu*)",
    .ring = "standard deviation of the effect (sigma)",
    .headings = "Policy|Factor|#mu*|#CI lower|#CI upper|#sigma|Warning"};

static const struct method sobol = {.family = DESIGN_SALTELLI,
    .columns = {"set", "policy", "versus", "metric", "factor", "index", "estimate", "ci_lo",
        "ci_hi", "estimate", "warning"},
    .first = "ST",
    .second = "S1",
    .second_at = 0,
    .before = "Share of the variance that each factor explains (Sobol&#39; indices), of ",
    .after = ". The total index (ST) includes all interactions with other factors; the "
             "first-order index (S1) does not.",
    .mark = "total index (ST)",
    .ring = "first-order index (S1)",
    .headings = "Policy|Factor|#ST|#CI lower|#CI upper|#S1|Warning"};

/* A row of the chart, which belongs to a policy and a factor. */
struct index {
    int32_t policy, factor; /* the row of the noise has no factor */
    /* `seen`: the file has the row; `noise`: it is the last row of a policy. */
    bool seen, noise;
    struct estimate at;                   /* mu* or ST */
    double second;                        /* sigma or S1 */
    const char *warning, *second_warning; /* NULL: there is none */
};

struct screening_context {
    const struct method *method;
    const struct report_data *m;
    const struct headline_metric *headline;
    const struct experiment_analysis *analysis;
    struct arena texts; /* texts of the warnings */
    /* The first set of points in the file, which is the one shown; NULL: no row was read yet. */
    const char *set;
    bool more_sets;
    /* [policy][factor] while the file is read; afterwards the rows that were seen, sorted. */
    struct index *rows;
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

/* Whether a row of the file has the values of this analysis: differences from `baseline` or, if
   this is NULL, the metric itself. */
static bool
is_versus(const struct table_read_cell *cell, const char *baseline)
{
    return baseline == NULL || cell->text == NULL ? cell->text == baseline
                                                  : strcmp(cell->text, baseline) == 0;
}

static enum status
keep_warning(struct screening_context *s, const char *text, const char **out)
{
    *out = text == NULL || text[0] == '\0' ? NULL : arena_text(&s->texts, text, strlen(text));
    return text != NULL && text[0] != '\0' && *out == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static enum status
take(void *context, const struct table_read_cell *c, struct failure *f)
{
    struct screening_context *s = context;
    bool noise = c[4].text == NULL && is_index(&c[5], "noise");
    int32_t policy = report_data_policy(s->m, c[1].text),
            none = s->m->source.experiment->n_factors;
    int32_t factor = noise ? none : factor_of(s->m, c[4].text);
    bool first = noise || is_index(&c[5], s->method->first);
    bool second = !noise && is_index(&c[5], s->method->second);
    struct index *row;
    double x[4];
    enum status st = STATUS_OK;

    if (policy < 0 || factor < 0 || c[3].text == NULL ||
        !is_versus(&c[2], s->analysis->baseline) ||
        strcmp(c[3].text, s->headline->metric) != 0 || c[0].text == NULL ||
        !(first || second)) {
        return STATUS_OK;
    }
    if (s->set == NULL) {
        s->set = arena_text(&s->texts, c[0].text, strlen(c[0].text));
        TRY(s->set == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    }
    if (strcmp(c[0].text, s->set) != 0) {
        s->more_sets = true;
        return STATUS_OK;
    }
    for (int32_t k = 0; k < 4; k++) {
        if (!table_read_real(&c[6 + k], &x[k])) {
            return failure_of(
                STATUS_BAD_INPUT, f, "%s: an index is not a number", s->m->source.directory);
        }
    }
    row = &s->rows[(int64_t)policy * (none + 1) + factor];
    if (!row->seen) {
        *row = (struct index){policy, factor, true, noise, {NAN, NAN, NAN}, NAN, NULL, NULL};
    }
    row->at = first ? (struct estimate){x[0], x[1], x[2]} : row->at;
    row->second = second ? x[s->method->second_at] : row->second;
    if (first) {
        TRY(keep_warning(s, c[10].text, &row->warning));
    }
    if (second) {
        TRY(keep_warning(s, c[10].text, &row->second_warning));
    }
out:
    return st;
}

static int
compare(const void *a, const void *b)
{
    const struct index *x = a, *y = b;

    if (x->policy != y->policy) {
        return x->policy < y->policy ? -1 : 1;
    }
    if (x->noise != y->noise) {
        return x->noise ? 1 : -1;
    }
    if (x->at.value != y->at.value && !isnan(x->at.value) && !isnan(y->at.value)) {
        return x->at.value > y->at.value ? -1 : 1;
    }
    return x->factor < y->factor ? -1 : x->factor > y->factor;
}

static enum status
read_rows(struct screening_context *s, bool *there, struct failure *f)
{
    int64_t size =
        (int64_t)s->m->source.scenario->n_policies * (s->m->source.experiment->n_factors + 1);
    struct buffer name = {0}, path = {0};
    enum status st;

    s->rows = calloc((size_t)size + 1, sizeof(*s->rows));
    TRY(s->rows == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    buffer_printf(&name, "analysis/%s.csv", s->analysis->key.id);
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
    struct interval_rows plot = {.p_adjusted = NAN};
    int32_t policy = -1, rows = 0;

    scale_include(&plot.scale, 0);
    for (int64_t k = 0; k < s->n; k++) {
        if (!s->rows[k].noise) {
            scale_include(&plot.scale, s->rows[k].at.value);
            scale_include(&plot.scale, s->rows[k].at.high);
            scale_include(&plot.scale, s->rows[k].second);
        }
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
        if (!row->noise && rows++ < ROWS_MAX) {
            svg_label(b);
            label_factor(b, s->m, row->factor);
            interval_row(b, &plot, look, row->at, row->second);
        }
    }
    svg_axis(b, &plot.scale, 5);
}

/* Adds the warning of a row. If the second index of the row has another warning, adds this warning,
   too. */
static void
put_warning(struct section *f, const struct method *method, const struct index *row)
{
    const char *one = row->warning, *two = row->second_warning;
    bool differ = two != NULL && (one == NULL || strcmp(one, two) != 0);

    section_cell(f);
    if (one != NULL) {
        if (differ) {
            buffer_printf(&f->out, "%s: ", method->first);
        }
        html_text(&f->out, one, HTML_LINE);
    }
    if (differ) {
        buffer_printf(&f->out, "%s%s: ", one != NULL ? "; " : "", method->second);
        html_text(&f->out, two, HTML_LINE);
    }
    section_cell_end(f);
}

static void
put_table(struct section *f, const struct screening_context *s)
{
    section_table(f, s->method->headings);
    for (int64_t k = 0; k < s->n && k < TABLE_MAX; k++) {
        section_cell_text(f, report_data_policy_title(s->m, s->rows[k].policy));
        section_cell(f);
        if (s->rows[k].noise) {
            buffer_text(&f->out, "(noise of the replications)");
        } else {
            label_factor(&f->out, s->m, s->rows[k].factor);
        }
        section_cell_end(f);
        interval_cells(f, s->rows[k].at);
        section_cell_real(f, s->rows[k].second);
        put_warning(f, s->method, &s->rows[k]);
    }
    if (s->more_sets) {
        section_remark(f,
            "The file of this analysis in <code>analysis/</code> has rows of further "
            "sets of points.");
    }
    if (s->n > TABLE_MAX) {
        section_remark(f, "Only the first rows are shown. All rows: the file of this analysis "
                          "in <code>analysis/</code>.");
    }
}

/* Adds a text that states which values the indices describe, and how many indices have a warning.
   */
static void
put_description(struct buffer *b, const struct screening_context *s)
{
    int64_t warned = 0;

    for (int64_t k = 0; k < s->n; k++) {
        warned += s->rows[k].warning != NULL || s->rows[k].second_warning != NULL;
    }
    buffer_text(b, s->method->before);
    if (s->analysis->baseline != NULL) {
        buffer_text(b, "the difference from ");
        label_quoted(b, s->m, report_data_policy(s->m, s->analysis->baseline));
        buffer_text(b, " in ");
    }
    headline_words(b, s->headline);
    buffer_text(b, s->method->after);
    if (warned > 0) {
        buffer_text(b, " <strong>");
        label_share(b, warned, s->n);
        buffer_text(b, " rows have a warning: see the table.</strong>");
    }
}

static enum status
draw_analysis(struct section *f, const struct chart_input *in, const struct method *method,
    const struct experiment_analysis *analysis)
{
    struct screening_context s = {.method = method,
        .m = in->material,
        .headline = &in->material->headlines[in->effects->headline],
        .analysis = analysis};
    struct buffer title = {0};
    const char *kind = f->title;
    bool there;
    enum status st;

    arena_init(&s.texts, TEXTS_MAX);
    TRY(read_rows(&s, &there, in->failure));
    buffer_printf(&title, "%s, analysis %s", kind, analysis->key.id);
    TRY(buffer_status(&title));
    f->title = title.at;
    if (s.n == 0) {
        section_note(f, there ? "The file of this analysis has no row of this metric."
                              : "The file of this analysis is missing; <code>cbmsim analyze "
                                "DIR</code> creates it.");
        goto out;
    }
    section_open(f);
    put_description(&f->out, &s);
    section_picture(f);
    draw(&f->out, &s);
    put_table(f, &s);
    section_close(f);
out:
    f->title = kind;
    buffer_free(&title);
    arena_free(&s.texts);
    free(s.rows);
    return st;
}

/* Draws the analyses of this kind that are among the first n_screenings analyses of both kinds. */
static enum status
draw_analyses(struct section *f, const struct chart_input *in, const struct method *method)
{
    const struct experiment *e = in->material->source.experiment;
    enum status st = STATUS_OK;

    for (int32_t k = 0, n = 0; k < e->n_analyses && n < in->n_screenings; k++) {
        enum design_family family = experiment_kinds[e->analyses[k].kind].family;

        if (family == method->family) {
            TRY(draw_analysis(f, in, method, &e->analyses[k]));
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
