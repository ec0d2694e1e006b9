#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/charts/chart.h"
#include "report/html_escape.h"
#include "report/label.h"
#include "report/number_text.h"
#include "report/time_axis.h"

enum { BARS_MAX = 30, TABLE_MAX = 400, HEIGHT = 20 };

/* The result of attribution. */
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

static bool
is(const char *text, const char *word)
{
    return text != NULL && strcmp(text, word) == 0;
}

static enum verdict
verdict_of(const struct shown_incident *i)
{
    if (!isfinite(i->decided_day)) {
        return OPEN;
    }
    if (is(i->named, "state")) {
        return is(i->initiator, i->named_actor == NULL ? "" : i->named_actor) ? RIGHT : WRONG;
    }
    if (is(i->named, "accident")) {
        return is(i->class_, "accident") ? RIGHT : WRONG;
    }
    if (is(i->named, "non_state")) {
        return i->initiator == NULL && !is(i->class_, "accident") ? RIGHT : WRONG;
    }
    return NONE_NAMED;
}

static void
put_who(struct buffer *b, const struct report_data *m, const char *state)
{
    if (state == NULL) {
        buffer_text(b, "no state");
    } else {
        label_state(b, m, state);
    }
}

static void
put_named(struct buffer *b, const struct report_data *m, const struct shown_incident *i)
{
    if (i->named_actor != NULL) {
        label_state(b, m, i->named_actor);
    } else if (i->named == NULL || !isfinite(i->decided_day)) {
        buffer_text(b, "-");
    } else {
        buffer_text(b, is(i->named, "non_state")  ? "a non-state group"
                       : is(i->named, "accident") ? "an accident"
                                                  : "not attributed");
    }
}

/* The title of a response, "-" for none. */
static void
put_response(struct buffer *b, const struct report_data *m, const char *id)
{
    for (int32_t k = 0; id != NULL && k < m->world->responses.count; k++) {
        const struct response *r = WORLD_RESPONSE(m->world, k);

        if (strcmp(r->key.id, id) == 0 && r->title != NULL) {
            html_bdi(b, r->title, HTML_LABEL);
            return;
        }
    }
    html_words(b, id == NULL ? "-" : id);
}

static void
put_type(struct buffer *b, const struct report_data *m, const struct shown_incident *i)
{
    for (int32_t k = 0; i->type != NULL && k < m->world->incident_types.count; k++) {
        const struct incident_type *type = WORLD_TYPE(m->world, k);

        if (strcmp(type->key.id, i->type) == 0 && type->title != NULL) {
            html_bdi(b, type->title, HTML_LABEL);
            return;
        }
    }
    html_words(b, i->type == NULL ? "" : i->type);
}

static void
draw_bar(struct buffer *b, const struct report_data *m, const struct time_axis *c,
    const struct shown_incident *i)
{
    enum verdict verdict = verdict_of(i);
    double end = isfinite(i->end_day) ? i->end_day : c->end;
    double from = time_axis_at(c, i->start_day), to = time_axis_at(c, end),
           middle = HEIGHT / 2.0;

    svg_label(b);
    put_who(b, m, i->initiator);
    buffer_text(b, " &#8594; ");
    put_who(b, m, i->target);
    buffer_text(b, ", ");
    put_type(b, m, i);
    svg_label_value(b);
    buffer_text(b, "severity ");
    number_text_add(b, i->severity);
    buffer_printf(b, ", %s", verdicts[verdict].words);
    if (verdict == WRONG) {
        buffer_text(b, " to ");
        put_named(b, m, i);
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
    const struct shown_incident *x = *(const struct shown_incident *const *)a,
                                *y = *(const struct shown_incident *const *)b;

    if (x->start_day != y->start_day) {
        return x->start_day < y->start_day ? -1 : 1;
    }
    return x < y ? -1 : x > y; /* both are in one array, in the order of the file */
}

/* The most severe first, then the earliest. */
static int
compare_weights(const void *a, const void *b)
{
    const struct shown_incident *x = *(const struct shown_incident *const *)a,
                                *y = *(const struct shown_incident *const *)b;

    if (x->severity != y->severity) {
        return x->severity > y->severity ? -1 : 1;
    }
    return compare_days(a, b);
}

static void
put_table(struct section *f, const struct report_data *m, const struct time_axis *c,
    const struct shown_incident *const *order, int64_t n)
{
    char date[TEXT_DAY_BYTES];

    section_table(f, "Start|Source|Target|Type|#Severity|Discovered|Decided|Attributed "
                     "to|Attribution|Open response|Covert response|End");
    for (int64_t k = 0; k < n && k < TABLE_MAX; k++) {
        const struct shown_incident *i = order[k];

        section_cell_html(f, time_axis_date(date, c, i->start_day));
        section_cell(f);
        put_who(&f->out, m, i->initiator);
        section_cell_end(f);
        section_cell(f);
        put_who(&f->out, m, i->target);
        section_cell_end(f);
        section_cell(f);
        put_type(&f->out, m, i);
        section_cell_end(f);
        section_cell_real(f, i->severity);
        section_cell_html(f, time_axis_date(date, c, i->detected_day));
        section_cell_html(f, time_axis_date(date, c, i->decided_day));
        section_cell(f);
        put_named(&f->out, m, i);
        section_cell_end(f);
        section_cell_html(f, verdicts[verdict_of(i)].words);
        section_cell(f);
        put_response(&f->out, m, i->overt);
        section_cell_end(f);
        section_cell(f);
        put_response(&f->out, m, i->covert);
        section_cell_end(f);
        section_cell_html(f, time_axis_date(date, c, i->end_day));
    }
    if (n > TABLE_MAX) {
        section_remark(f, "Only the 400 most severe incidents are shown. All incidents: "
                          "<code>incidents.csv</code>.");
    }
}

static void
put_description(struct buffer *b, const struct report_data *m, const struct shown *s, int64_t n)
{
    int64_t count[VERDICTS] = {0};

    for (int64_t k = 0; k < n; k++) {
        count[verdict_of(&s->incidents[k])]++;
    }
    buffer_text(
        b, s->asked ? "The requested run: " : "The run with the median escalation score: ");
    shown_name(b, s, m);
    buffer_text(b, ". ");
    buffer_text(b, "The chart shows who acted against whom, when the victim discovered it, and "
                   "whether it identified the responsible actor. ");
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
    const struct report_data *m = in->material;
    const struct shown *s = in->shown;
    int64_t n = s->n[SHOWN_INCIDENTS], drawn = n < BARS_MAX ? n : BARS_MAX;
    struct time_axis c = time_axis_make(s->world);
    const struct shown_incident **order;

    order = malloc(((size_t)n + 1) * sizeof(*order));
    if (order == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int64_t k = 0; k < n; k++) {
        order[k] = &s->incidents[k];
    }
    qsort(order, (size_t)n, sizeof(*order), compare_weights);
    qsort(order, (size_t)drawn, sizeof(*order), compare_days);
    section_open(f);
    put_description(&f->out, m, s, n);
    section_picture(f);
    shown_reminder(&f->out, s, m);
    draw_key(&f->out);
    for (int64_t k = 0; k < drawn; k++) {
        draw_bar(&f->out, m, &c, order[k]);
    }
    svg_open(&f->out, 22);
    time_axis_ticks(&f->out, &c, 0, 4);
    svg_close(&f->out);
    put_table(f, m, &c, order, n);
    section_close(f);
    free(order);
    return STATUS_OK;
}
