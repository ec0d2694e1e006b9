#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "format/table_read.h"
#include "report/charts/chart.h"
#include "report/charts/interval.h"
#include "report/markup.h"

enum { ROWS_MAX = 20, TABLE_MAX = 240 };

/* A row of morris.csv or sobol.csv about a metric. */
struct index {
    int32_t policy, factor;
    struct estimate at; /* mu*, or ST */
    double second;      /* sigma, or S1 */
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
    s->rows[s->n] = (struct index){policy, factor, {NAN, NAN, NAN}, NAN};
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
        row->at = (struct estimate){x[0], x[1], x[2]};
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
    if (x->at.value != y->at.value && !isnan(x->at.value) && !isnan(y->at.value)) {
        return x->at.value > y->at.value ? -1 : 1;
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
draw(struct buffer *b, const struct screening *s)
{
    static const struct label_look look = {STRIP_CIRCLE, "s2"};
    struct interval_rows plot = {.differences = false};
    int32_t policy = -1, rows = 0;

    scale_include(&plot.scale, 0);
    for (int64_t k = 0; k < s->n; k++) {
        scale_include(&plot.scale, s->rows[k].at.value);
        scale_include(&plot.scale, s->rows[k].at.high);
        scale_include(&plot.scale, s->rows[k].second);
    }
    scale_round(&plot.scale, 5);
    buffer_text(b, "<ul class=\"key\"><li>");
    strip_inline_mark(b, look.mark, look.class_);
    buffer_text(b, s->walks ? "mean size of the effect" : "with all interactions (ST)");
    buffer_text(b, "</li><li>");
    strip_inline_mark(b, STRIP_RING, "none");
    buffer_text(b, s->walks ? "how much it varies (sigma)" : "alone (S1)");
    buffer_text(b, "</li></ul>\n");
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
            interval_row(b);
            markup_words(b, s->m->source.experiment->factors[row->factor].key.id);
            interval_row_end(b, &plot, look, row->at, row->second);
        }
    }
    strip_axis(b, &plot.scale, 5);
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
        interval_cells(f, s->rows[k].at);
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
