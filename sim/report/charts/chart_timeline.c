#include <math.h>
#include <stdlib.h>

#include "base/html_escape.h"
#include "report/charts/chart.h"
#include "report/label.h"
#include "report/number_text.h"
#include "report/time_axis.h"

enum { BARS_MAX = 30, TABLE_MAX = 400, HEIGHT = 20 };

struct timeline {
    const struct report_data *m;
    const struct shown *shown;
    struct time_axis course;
};

/* The possible results of an attribution. */
enum verdict { RIGHT, WRONG, NONE_NAMED, OPEN, VERDICTS };
static const struct {
    const char *words;
    enum svg_mark mark;
    const char *class_;
} verdicts[VERDICTS] = {
    [RIGHT] = {"attributed correctly", SVG_CIRCLE, "s2"},
    [WRONG] = {"attributed wrongly", SVG_CROSS, "wrong"},
    [NONE_NAMED] = {"not attributed", SVG_RING, "none"},
    [OPEN] = {"without a decision before the end", SVG_SQUARE, "s0"},
};

static const struct trace_rows_incident *
incident_at(const struct shown *s, int32_t k)
{
    return SHOWN_ROW(s, RECORDER_FILE_INCIDENTS, struct trace_rows_incident, k);
}

static enum verdict
verdict_of(const struct trace_rows_incident *i)
{
    bool right = false;

    if (!isfinite(i->decided_day)) {
        return OPEN;
    }
    switch ((enum trace_rows_named)i->named) {
    case NAMED_STATE:
        right = i->named_actor == i->initiator;
        break;
    case NAMED_ACCIDENT:
        right = i->class_ == CLASS_ACCIDENT;
        break;
    case NAMED_NON_STATE:
        right = i->initiator == NONE && i->class_ != CLASS_ACCIDENT;
        break;
    case NAMED_NOBODY:
        return NONE_NAMED;
    }
    return right ? RIGHT : WRONG;
}

static void
put_who(struct buffer *b, const struct timeline *t, int32_t state)
{
    if (state == NONE) {
        buffer_text(b, "no state");
    } else {
        label_state(b, t->m, shown_state(t->shown, state));
    }
}

static void
put_named(struct buffer *b, const struct timeline *t, const struct trace_rows_incident *i)
{
    if (i->named_actor != NONE) {
        put_who(b, t, i->named_actor);
    } else if (!isfinite(i->decided_day)) {
        buffer_text(b, "-");
    } else {
        buffer_text(b, i->named == NAMED_NON_STATE  ? "a non-state group"
                       : i->named == NAMED_ACCIDENT ? "an accident"
                                                    : "not attributed");
    }
}

/* Adds a title or, if it is NULL, the words of the id. */
static void
put_title(struct buffer *b, const char *title, const char *id)
{
    if (title != NULL) {
        html_bdi(b, title, HTML_LABEL);
    } else {
        html_words(b, id);
    }
}

static void
cell_response(struct section *f, const struct timeline *t, int32_t response)
{
    section_cell(f);
    if (response == NONE) {
        html_words(&f->out, "-");
    } else {
        const struct response *r = WORLD_RESPONSE(t->shown->world, response);

        put_title(&f->out, r->title, r->key.id);
    }
    section_cell_end(f);
}

static void
put_type(struct buffer *b, const struct timeline *t, const struct trace_rows_incident *i)
{
    const struct incident_type *type = WORLD_TYPE(t->shown->world, i->type);

    put_title(b, type->title, type->key.id);
}

static void
draw_bar(struct buffer *b, const struct timeline *t, const struct trace_rows_incident *i)
{
    const struct time_axis *c = &t->course;
    enum verdict verdict = verdict_of(i);
    double end = isfinite(i->end_day) ? i->end_day : c->end;
    double from = time_axis_at(c, i->start_day), to = time_axis_at(c, end),
           middle = HEIGHT / 2.0;

    svg_label(b);
    put_who(b, t, i->initiator);
    buffer_text(b, " &#8594; ");
    put_who(b, t, i->target);
    buffer_text(b, ", ");
    put_type(b, t, i);
    svg_label_value(b);
    buffer_text(b, "severity ");
    number_text_add(b, (double)i->severity);
    buffer_printf(b, ", %s", verdicts[verdict].words);
    if (verdict == WRONG) {
        buffer_text(b, " to ");
        put_named(b, t, i);
    }
    svg_label_end(b);
    svg_open(b, HEIGHT);
    svg_line(b, "grid", 0, middle, 100, middle);
    svg_bar(b, "span", from, middle - 4, fmax(to - from, 0.3), 8);
    if (isfinite(i->detected_day)) {
        svg_line(b, "whisker", time_axis_at(c, i->detected_day), 1,
            time_axis_at(c, i->detected_day), HEIGHT - 1);
    }
    if (verdict != OPEN) {
        svg_mark(b, verdicts[verdict].mark, verdicts[verdict].class_,
            time_axis_at(c, i->decided_day), middle);
    }
    svg_close(b);
}

static void
draw_key(struct buffer *b)
{
    buffer_text(b, "<ul class=\"key\"><li>");
    svg_inline_bar(b, "span");
    buffer_text(b, "under way</li><li><svg xmlns=\"http://www.w3.org/2000/svg\" "
                   "class=\"inline\" width=\"10\" height=\"16\" aria-hidden=\"true\" "
                   "focusable=\"false\"><line class=\"whisker\" x1=\"5\" x2=\"5\" y1=\"0\" "
                   "y2=\"16\"/></svg>discovered by the victim</li>");
    for (int32_t k = 0; k < OPEN; k++) {
        buffer_text(b, "<li>");
        svg_inline_mark(b, verdicts[k].mark, verdicts[k].class_);
        buffer_printf(b, "decision: %s</li>", verdicts[k].words);
    }
    buffer_text(b, "</ul>\n");
}

static int
compare_days(const void *a, const void *b)
{
    const struct trace_rows_incident *x = *(const struct trace_rows_incident *const *)a,
                                     *y = *(const struct trace_rows_incident *const *)b;

    if (x->start_day != y->start_day) {
        return x->start_day < y->start_day ? -1 : 1;
    }
    /* Both incidents are elements of one array, which has the order of the file. */
    return x < y ? -1 : x > y;
}

/* Orders incidents by severity, the most severe first. Incidents of equal severity are in order of
   time. */
static int
compare_weights(const void *a, const void *b)
{
    const struct trace_rows_incident *x = *(const struct trace_rows_incident *const *)a,
                                     *y = *(const struct trace_rows_incident *const *)b;

    if (x->severity != y->severity) {
        return x->severity > y->severity ? -1 : 1;
    }
    return compare_days(a, b);
}

static void
put_table(struct section *f, const struct timeline *t,
    const struct trace_rows_incident *const *order, int32_t n)
{
    const struct time_axis *c = &t->course;
    char date[TEXT_DAY_BYTES];

    section_table(f, "Start|Source|Target|Type|#Severity|Discovered|Decided|Attributed "
                     "to|Attribution|Open response|Covert response|Help|End");
    for (int32_t k = 0; k < n && k < TABLE_MAX; k++) {
        const struct trace_rows_incident *i = order[k];

        section_cell_html(f, time_axis_date(date, c, i->start_day));
        section_cell(f);
        put_who(&f->out, t, i->initiator);
        section_cell_end(f);
        section_cell(f);
        put_who(&f->out, t, i->target);
        section_cell_end(f);
        section_cell(f);
        put_type(&f->out, t, i);
        section_cell_end(f);
        section_cell_real(f, (double)i->severity);
        section_cell_html(f, time_axis_date(date, c, i->detected_day));
        section_cell_html(f, time_axis_date(date, c, i->decided_day));
        section_cell(f);
        put_named(&f->out, t, i);
        section_cell_end(f);
        section_cell_html(f, verdicts[verdict_of(i)].words);
        cell_response(f, t, i->overt);
        cell_response(f, t, i->covert);
        cell_response(f, t, i->help);
        section_cell_html(f, time_axis_date(date, c, i->end_day));
    }
    if (n > TABLE_MAX) {
        section_remark(f, "Only the 400 most severe incidents are shown. All incidents: "
                          "<code>incidents.csv</code>.");
    }
}

static void
put_description(struct buffer *b, const struct timeline *t, int32_t n)
{
    const struct shown *s = t->shown;
    int64_t count[VERDICTS] = {0};

    for (int32_t k = 0; k < n; k++) {
        count[verdict_of(incident_at(s, k))]++;
    }
    buffer_text(
        b, s->asked ? "The requested run: " : "The run with the median escalation score: ");
    shown_name(b, s, t->m);
    buffer_text(b, ". ");
    buffer_text(b, "The chart shows who acted against whom, when the victim discovered the "
                   "incident, and whether the victim identified the responsible actor. ");
    label_count(b, n, "incident", "incidents");
    for (int32_t k = 0; k < VERDICTS; k++) {
        buffer_text(b, k == 0 ? ": " : ", ");
        number_text_add_count(b, count[k]);
        buffer_printf(b, " %s", verdicts[k].words);
    }
    buffer_text(b, n > BARS_MAX ? ". Only the 30 most severe are drawn." : ".");
}

enum status
chart_timeline(struct section *f, const struct chart_input *in)
{
    const struct shown *s = in->shown;
    struct timeline t = {in->material, s, time_axis_make(s->world)};
    int32_t n = shown_count(s, RECORDER_FILE_INCIDENTS), drawn = n < BARS_MAX ? n : BARS_MAX;
    const struct trace_rows_incident **order = malloc(((size_t)n + 1) * sizeof(*order));

    if (order == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t k = 0; k < n; k++) {
        order[k] = incident_at(s, k);
    }
    qsort(order, (size_t)n, sizeof(*order), compare_weights);
    qsort(order, (size_t)drawn, sizeof(*order), compare_days);
    section_open(f);
    put_description(&f->out, &t, n);
    section_picture(f);
    shown_reminder(&f->out, s, t.m);
    draw_key(&f->out);
    for (int32_t k = 0; k < drawn; k++) {
        draw_bar(&f->out, &t, order[k]);
    }
    svg_open(&f->out, 22);
    time_axis_ticks(&f->out, &t.course, 0, 4);
    svg_close(&f->out);
    put_table(f, &t, order, n);
    section_close(f);
    free(order);
    return STATUS_OK;
}
