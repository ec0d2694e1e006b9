#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "format/table_read.h"
#include "report/charts/chart.h"
#include "report/label.h"
#include "report/markup.h"
#include "report/quantity.h"

enum { ROWS_MAX = 20, TABLE_MAX = 240, HEIGHT = 24 };

/* A row of morris.csv or sobol.csv about a metric. */
struct index {
    int32_t policy, factor;
    double value, low, high, second; /* mu* and sigma, or ST and S1 */
};

struct screening {
    const struct material *m;
    const struct headline *headline;
    bool walks; /* Morris, else Sobol' */
    struct index *rows;
    int64_t n, held;
};

static int32_t
factor_of(const struct material *m, const char *id)
{
    const struct experiment *e = m->source.experiment;

    for (int32_t k = 0; id != NULL && k < e->n_factors; k++) {
        if (strcmp(e->factors[k].key.id, id) == 0) {
            return k;
        }
    }
    return -1;
}

/* The row of a policy and a factor, a new one if there is none yet. */
static struct index *
row_of(struct screening *s, int32_t policy, int32_t factor)
{
    for (int64_t k = 0; k < s->n; k++) {
        if (s->rows[k].policy == policy && s->rows[k].factor == factor) {
            return &s->rows[k];
        }
    }
    if (s->n == s->held) {
        int64_t held = s->held == 0 ? 32 : 2 * s->held;
        struct index *grown = realloc(s->rows, (size_t)held * sizeof(*grown));

        if (grown == NULL) {
            return NULL;
        }
        s->rows = grown;
        s->held = held;
    }
    s->rows[s->n] = (struct index){policy, factor, NAN, NAN, NAN, NAN};
    return &s->rows[s->n++];
}

static enum status
take(void *context, const struct table_read_cell *c, struct failure *f)
{
    struct screening *s = context;
    int32_t policy = material_policy(s->m, c[1].text), factor = factor_of(s->m, c[4].text);
    bool first = s->walks || (c[5].text != NULL && strcmp(c[5].text, "ST") == 0);
    bool second = s->walks || (c[5].text != NULL && strcmp(c[5].text, "S1") == 0);
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
                STATUS_BAD_INPUT, f, "%s: an index is no number", s->m->source.directory);
        }
    }
    row = row_of(s, policy, factor);
    if (row == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (first) {
        row->value = x[0];
        row->low = x[1];
        row->high = x[2];
    }
    row->second = second ? x[s->walks ? 3 : 0] : row->second;
    return STATUS_OK;
}

static int
compare(const void *a, const void *b)
{
    const struct index *x = a, *y = b;

    if (x->policy != y->policy) {
        return x->policy < y->policy ? -1 : 1;
    }
    if (x->value != y->value && !isnan(x->value) && !isnan(y->value)) {
        return x->value > y->value ? -1 : 1;
    }
    return x->factor < y->factor ? -1 : x->factor > y->factor;
}

static enum status
read_rows(struct screening *s, const char *id, bool *there, struct failure *f)
{
    static const char *const morris[] = {"set", "policy", "versus", "metric", "factor",
        "method", "mu_star", "mu_star_lo", "mu_star_hi", "sigma"};
    static const char *const sobol[] = {"set", "policy", "versus", "metric", "factor", "index",
        "estimate", "ci_lo", "ci_hi", "estimate"};
    struct buffer name = {0}, path = {0};
    enum status st;

    buffer_printf(&name, "analysis/%s.csv", id);
    TRY(buffer_status(&name));
    TRY(material_path(s->m, name.at, &path, there, f));
    if (*there) {
        TRY(table_read(path.at, s->walks ? morris : sobol, FIELD_COUNT_OF(morris), take, s, f));
    }
    if (s->n > 0) {
        qsort(s->rows, (size_t)s->n, sizeof(*s->rows), compare);
    }
out:
    buffer_free(&name);
    buffer_free(&path);
    return st;
}

static void
draw_row(struct buffer *b, const struct screening *s, const struct index *row,
    const struct scale *scale)
{
    double y = HEIGHT / 2.0;

    buffer_text(b, "<div class=\"row\"><span>");
    markup_words(b, s->m->source.experiment->factors[row->factor].key.id);
    buffer_text(b, "</span> <span>");
    quantity_add_estimate(b, row->value, row->low, row->high);
    buffer_text(b, "</span></div>\n");
    strip_open(b, HEIGHT);
    strip_line(b, "grid", 0, y, 100, y);
    if (isfinite(row->low) && isfinite(row->high)) {
        strip_line(b, "whisker", scale_at(scale, row->low), y, scale_at(scale, row->high), y);
    }
    if (isfinite(row->second)) {
        strip_mark(b, STRIP_RING, "none", scale_at(scale, row->second), y);
    }
    if (isfinite(row->value)) {
        strip_mark(b, STRIP_CIRCLE, "s2", scale_at(scale, row->value), y);
    }
    strip_close(b);
}

static void
draw(struct buffer *b, const struct screening *s)
{
    struct scale scale = {0};
    int32_t policy = -1, rows = 0;

    scale_include(&scale, 0);
    for (int64_t k = 0; k < s->n; k++) {
        scale_include(&scale, s->rows[k].value);
        scale_include(&scale, s->rows[k].high);
        scale_include(&scale, s->rows[k].second);
    }
    scale_round(&scale, 5);
    buffer_text(b, "<ul class=\"key\"><li>");
    strip_inline_mark(b, STRIP_CIRCLE, "s2");
    buffer_text(b, s->walks ? "mean size of the effect" : "with all interactions (ST)");
    buffer_text(b, "</li><li>");
    strip_inline_mark(b, STRIP_RING, "none");
    buffer_text(b, s->walks ? "how much it varies (sigma)" : "alone (S1)");
    buffer_text(b, "</li></ul>\n");
    for (int64_t k = 0; k < s->n && k < 3 * ROWS_MAX; k++) {
        if (s->rows[k].policy != policy) {
            policy = s->rows[k].policy;
            rows = 0;
            buffer_text(b, "<p class=\"name\">");
            label_policy(b, s->m, policy);
            buffer_text(b, "</p>\n");
        }
        if (rows++ < ROWS_MAX) {
            draw_row(b, s, &s->rows[k], &scale);
        }
    }
    strip_axis(b, &scale, 5);
}

static void
put_table(struct figure *f, const struct screening *s, const char *name)
{
    static const char *const morris[] = {"Policy", "Factor", "#mu*", "#from", "#to", "#sigma"};
    static const char *const sobol[] = {"Policy", "Factor", "#ST", "#from", "#to", "#S1"};

    figure_table(f, name, s->walks ? morris : sobol, FIELD_COUNT_OF(morris));
    for (int64_t k = 0; k < s->n && k < TABLE_MAX; k++) {
        figure_cell_text(f, material_policy_title(s->m, s->rows[k].policy));
        figure_cell_text(f, s->m->source.experiment->factors[s->rows[k].factor].key.id);
        figure_cell_real(f, s->rows[k].value);
        figure_cell_real(f, s->rows[k].low);
        figure_cell_real(f, s->rows[k].high);
        figure_cell_real(f, s->rows[k].second);
    }
    if (s->n > TABLE_MAX) {
        figure_remark(f, "Only the first rows. All of them: the file of this analysis in "
                         "<code>analysis/</code>.");
    }
}

enum status
chart_screening(struct figure *f, const struct material *m, int32_t headline,
    const struct experiment_analysis *analysis, struct failure *failure)
{
    struct screening s = {.m = m,
        .headline = &m->headlines[headline],
        .walks = experiment_kinds[analysis->kind].family == DESIGN_MORRIS};
    const char *name = s.walks ? "Elementary effects" : "Shares of the variance";
    bool there;
    enum status st;

    TRY(read_rows(&s, analysis->key.id, &there, failure));
    if (s.n == 0) {
        figure_note(f, name,
            there ? "The file of this analysis has no row of the first metric."
                  : "The file of this analysis is not there: <code>cbmsim analyze DIR</code> "
                    "makes "
                    "it.");
        goto out;
    }
    figure_open(f, name);
    buffer_text(
        &f->out, s.walks ? "Which factors matter at all (Morris): what moving a factor over "
                           "its whole range does to "
                         : "Which factor the variance comes from (Sobol&#39;): the share "
                           "of it that a factor explains, of ");
    headline_words(&f->out, s.headline);
    buffer_text(&f->out, s.walks
                             ? ", in the mean of the walks. A large sigma says that it depends "
                               "on the other factors."
                             : ". What ST has more than S1 comes with other factors only.");
    figure_picture(f);
    draw(&f->out, &s);
    put_table(f, &s, name);
    figure_close(f);
out:
    free(s.rows);
    return st;
}
