#include <math.h>

#include "model/input/ladder.h"
#include "report/charts/chart.h"
#include "report/label.h"

enum { OUTCOMES = 6, SHAPES = 100, ACROSS = 20, STEP = 18, PANELS_MAX = 6 };

/* The kinds of runs, by the highest rung that any state reached. */
static const struct {
    int32_t from, to; /* first and last rung of the kind */
    const char *words;
    enum svg_mark mark;
    const char *class_;
} outcomes[OUTCOMES] = {
    {0, 1, "private friction at most", SVG_CIRCLE, "t0"},
    {2, 3, "public friction, legal or economic cost", SVG_DOWN, "t1"},
    {4, 4, "covert competition", SVG_SQUARE, "t2"},
    {5, 5, "disruption", SVG_TRIANGLE, "t3"},
    {6, 6, "destruction without casualties", SVG_DIAMOND, "t4"},
    {7, 9, "major harm, force or armed conflict", SVG_PLUS, "t5"},
};

struct endings {
    int64_t n[OUTCOMES], all;
    int32_t shapes[OUTCOMES]; /* number of marks of each kind; together they are 100 */
};

static int32_t
outcome_of(double rung)
{
    for (int32_t k = 0; k < OUTCOMES; k++) {
        if (rung <= outcomes[k].to) {
            return k;
        }
    }
    return OUTCOMES - 1;
}

/* Divides the 100 marks in proportion to the counts, by the largest remainder method. */
static void
divide_marks(struct endings *t)
{
    int32_t left = SHAPES;
    bool given[OUTCOMES] = {false};

    for (int32_t k = 0; k < OUTCOMES; k++) {
        t->shapes[k] = (int32_t)(SHAPES * t->n[k] / t->all);
        left -= t->shapes[k];
    }
    for (; left > 0; left--) {
        int32_t maximum = -1;

        for (int32_t k = 0; k < OUTCOMES; k++) {
            if (!given[k] &&
                (maximum < 0 || SHAPES * t->n[k] % t->all > SHAPES * t->n[maximum] % t->all)) {
                maximum = k;
            }
        }
        given[maximum] = true;
        t->shapes[maximum]++;
    }
}

static struct endings
tally_of(const struct report_data *m, int32_t policy)
{
    struct endings t = {.all = 0};

    for (int64_t g = 0; g < m->n_groups; g++) {
        const struct report_data_group *group = &m->groups[g];

        for (int64_t i = 0; i < group->n && group->policy == policy; i++) {
            double rung = report_data_cell(m, REPORT_DATA_MAX_RUNG, group->first + i);

            if (isfinite(rung)) {
                t.n[outcome_of(rung)]++;
                t.all++;
            }
        }
    }
    if (t.all > 0) {
        divide_marks(&t);
    }
    return t;
}

static void
draw_shapes(struct buffer *b, const struct endings *t)
{
    int32_t k = 0, left = t->shapes[0];

    svg_open(b, STEP * SHAPES / ACROSS + 4);
    for (int32_t i = 0; i < SHAPES; i++) {
        while (left == 0) {
            left = t->shapes[++k];
        }
        left--;
        svg_mark(b, outcomes[k].mark, outcomes[k].class_, (i % ACROSS + 0.5) * 100.0 / ACROSS,
            (i / ACROSS + 0.5) * STEP);
    }
    svg_close(b);
}

static void
draw_panel(
    struct buffer *b, const struct report_data *m, int32_t policy, const struct endings *t)
{
    buffer_text(b, "<div class=\"panel\"><p class=\"name\">");
    label_policy(b, m, policy);
    buffer_text(b, "</p>\n");
    draw_shapes(b, t);
    buffer_text(b, "<ul class=\"key\">");
    for (int32_t k = 0; k < OUTCOMES; k++) {
        if (t->n[k] > 0) {
            buffer_text(b, "<li>");
            svg_inline_mark(b, outcomes[k].mark, outcomes[k].class_);
            buffer_printf(b, "%s: ", outcomes[k].words);
            label_share(b, t->n[k], t->all);
            buffer_text(b, "</li>");
        }
    }
    buffer_text(b, "</ul></div>\n");
}

static void
put_description(struct buffer *b, const struct report_data *m, const struct shown *s)
{
    buffer_text(b,
        "The 100 marks of a panel stand for all runs of a policy. A mark shows the highest "
        "rung of the escalation ladder that any state reaches in a run, by an operation or by "
        "a response.");
    buffer_text(b,
        !m->source.experiment->from_scenario ? " All points of the sweep are combined." : "");
    if (s->there) {
        int32_t policy = s->policy;
        int32_t k = outcome_of(report_data_cell(m, REPORT_DATA_MAX_RUNG, s->run));
        struct endings t = tally_of(m, policy);

        buffer_text(b, " The run shown below, ");
        shown_name(b, s, m);
        buffer_printf(b, ", reaches &#8220;%s&#8221;, as ", outcomes[k].words);
        label_share(b, t.n[k], t.all);
        buffer_text(b, " runs do.");
    }
}

static void
put_table(struct section *f, const struct report_data *m)
{
    section_table(f, "Policy|Highest rung reached|#Rungs|#Runs|#All runs");
    for (int32_t i = 0; i < m->source.scenario->n_policies; i++) {
        int32_t policy = label_ordered(m, i);
        struct endings t = tally_of(m, policy);

        for (int32_t k = 0; k < OUTCOMES; k++) {
            section_cell_text(f, report_data_policy_title(m, policy));
            section_cell_html(f, outcomes[k].words);
            section_cell(f);
            buffer_printf(&f->out, outcomes[k].from == outcomes[k].to ? "%d" : "%d to %d",
                (int)outcomes[k].from, (int)outcomes[k].to);
            section_cell_end(f);
            section_cell_count(f, t.n[k]);
            section_cell_count(f, t.all);
        }
    }
}

enum status
chart_highest_rung(struct section *f, const struct chart_input *in)
{
    const struct report_data *m = in->material;
    const struct shown *s = in->shown;
    int32_t n = m->source.scenario->n_policies;

    section_open(f);
    put_description(&f->out, m, s);
    section_picture(f);
    buffer_text(&f->out, "<div class=\"panels\">\n");
    for (int32_t k = 0; k < n && k < PANELS_MAX; k++) {
        struct endings t = tally_of(m, label_ordered(m, k));

        if (t.all > 0) {
            draw_panel(&f->out, m, label_ordered(m, k), &t);
        }
    }
    buffer_text(&f->out, "</div>\n");
    put_table(f, m);
    if (n > PANELS_MAX) {
        section_remark(f, "The picture shows the first six policies, the table all of them.");
    }
    section_close(f);
    return STATUS_OK;
}
