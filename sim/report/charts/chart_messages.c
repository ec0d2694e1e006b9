#include <stdlib.h>
#include <string.h>

#include "base/html_escape.h"
#include "report/charts/chart.h"
#include "report/label.h"
#include "report/number_text.h"

enum { NODES_MAX = 8, CELL = 40, TABLE_MAX = 400 };

struct message_count {
    const char *from, *to;
    /* `failed` counts messages that were lost, refused, ignored or late. */
    int64_t sent, failed;
};

struct message_counts {
    const struct report_data *m;
    struct message_count *rows;
    int64_t n;
    int64_t sent, failed;
    const char *nodes[NODES_MAX];
    int32_t n_nodes;
};

static int
compare_counts(const void *x, const void *y)
{
    const struct message_count *s = x, *t = y;
    int order;

    if (s->sent != t->sent) {
        return s->sent > t->sent ? -1 : 1;
    }
    order = strcmp(s->from, t->from);
    return order != 0 ? order : strcmp(s->to, t->to);
}

static int
compare_ends(const void *x, const void *y)
{
    const struct message_count *s = x, *t = y;
    int order = strcmp(s->from, t->from);

    return order != 0 ? order : strcmp(s->to, t->to);
}

static int32_t
find(const struct message_counts *t, const char *id)
{
    return text_index(id, (struct text_names){t->nodes, sizeof(*t->nodes), t->n_nodes});
}

/* Makes one row for each message, sorts the rows, and merges the rows of each directed dyad. */
static enum status
collect(struct message_counts *t, const struct shown *s)
{
    int32_t n = shown_count(s, RECORDER_FILE_MESSAGES);
    int64_t k = 0;

    t->rows = malloc(((size_t)n + 1) * sizeof(*t->rows));
    if (t->rows == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < n; i++) {
        const struct trace_rows_message *m =
            SHOWN_ROW(s, RECORDER_FILE_MESSAGES, struct trace_rows_message, i);

        t->rows[i] = (struct message_count){
            shown_state(s, m->from), shown_state(s, m->to), 1, m->end >= MESSAGE_LOST};
        t->failed += t->rows[i].failed;
    }
    t->sent = n;
    qsort(t->rows, (size_t)n, sizeof(*t->rows), compare_ends);
    for (int64_t i = 0; i < n; i++) {
        if (k > 0 && compare_ends(&t->rows[k - 1], &t->rows[i]) == 0) {
            t->rows[k - 1].sent++;
            t->rows[k - 1].failed += t->rows[i].failed;
        } else {
            t->rows[k++] = t->rows[i];
        }
    }
    t->n = k;
    qsort(t->rows, (size_t)k, sizeof(*t->rows), compare_counts);
    return STATUS_OK;
}

static void
choose_nodes(struct message_counts *t)
{
    for (int64_t k = 0; k < t->n; k++) {
        const char *ends[2] = {t->rows[k].from, t->rows[k].to};

        for (int32_t i = 0; i < 2 && t->n_nodes < NODES_MAX; i++) {
            if (find(t, ends[i]) < 0) {
                t->nodes[t->n_nodes++] = ends[i];
            }
        }
    }
}

static void
put_number(struct buffer *b, double x, double y, int64_t n, bool brackets)
{
    svg_text(b, "onlight", x, y, SVG_MIDDLE);
    buffer_text(b, brackets ? "(" : "");
    number_text_add_count(b, n);
    buffer_text(b, brackets ? ")" : "");
    svg_text_end(b);
}

/* Draws a cell. A cell has a darker colour if more messages failed; the numbers in the cell give
   the same information. */
static void
draw_cell(struct buffer *b, const struct message_counts *t,
    const struct message_count *message_count, double width)
{
    double x = find(t, message_count->to) * width;
    char name[] = "cell v0";

    name[6] = (char)('0' + (message_count->failed > 0) +
                     (2 * message_count->failed >= message_count->sent) +
                     (message_count->failed == message_count->sent));
    svg_bar(b, name, x + 0.4, 1, width - 0.8, CELL - 2);
    put_number(b, x + width / 2, message_count->failed > 0 ? 17 : CELL / 2.0 + 5,
        message_count->sent, false);
    if (message_count->failed > 0) {
        put_number(b, x + width / 2, 33, message_count->failed, true);
    }
}

static void
draw_row(struct buffer *b, const struct message_counts *t, int32_t from)
{
    double width = 100.0 / t->n_nodes;

    svg_label(b);
    buffer_printf(b, "%d ", (int)from + 1);
    label_state(b, t->m, t->nodes[from]);
    buffer_text(b, " to");
    svg_label_end(b);
    svg_open(b, CELL);
    for (int32_t k = 0; k < t->n_nodes; k++) {
        svg_bar(b, k == from ? "cell none" : "cell", k * width + 0.4, 1, width - 0.8, CELL - 2);
    }
    for (int64_t k = 0; k < t->n; k++) {
        if (find(t, t->rows[k].from) == from && find(t, t->rows[k].to) >= 0) {
            draw_cell(b, t, &t->rows[k], width);
        }
    }
    svg_close(b);
}

static void
draw_heads(struct buffer *b, const struct message_counts *t)
{
    svg_open(b, 20);
    for (int32_t k = 0; k < t->n_nodes; k++) {
        double x = (k + 0.5) * 100.0 / t->n_nodes;

        /* If there are more states, a narrow page shows only the numbers. */
        if (t->n_nodes > 4) {
            svg_text(b, "tick narrow", x, 15, SVG_MIDDLE);
            buffer_printf(b, "%d", (int)k + 1);
            svg_text_end(b);
        }
        svg_text(b, t->n_nodes > 4 ? "tick other" : "tick", x, 15, SVG_MIDDLE);
        buffer_printf(b, "%d ", (int)k + 1);
        html_in_picture(b, report_data_state_name(t->m, t->nodes[k]),
            t->n_nodes > 6   ? 6
            : t->n_nodes > 4 ? 8
                             : 14);
        svg_text_end(b);
    }
    svg_close(b);
}

static void
put_table(struct section *f, const struct message_counts *t)
{
    section_table(f, "From|To|#Sent|#Lost, refused, ignored or late");
    for (int64_t k = 0; k < t->n && k < TABLE_MAX; k++) {
        section_cell(f);
        label_state(&f->out, t->m, t->rows[k].from);
        section_cell_end(f);
        section_cell(f);
        label_state(&f->out, t->m, t->rows[k].to);
        section_cell_end(f);
        section_cell_count(f, t->rows[k].sent);
        section_cell_count(f, t->rows[k].failed);
    }
    if (t->n > TABLE_MAX) {
        section_remark(f, "Only the 400 rows with the most messages are shown. All messages: "
                          "<code>messages.csv</code>.");
    }
}

enum status
chart_messages(struct section *f, const struct chart_input *in)
{
    const struct report_data *m = in->material;
    const struct shown *s = in->shown;
    struct message_counts t = {.m = m};
    enum status st = STATUS_OK;

    if (shown_count(s, RECORDER_FILE_MESSAGES) == 0) {
        section_note(f, "No state sent a message in this run.");
        return STATUS_OK;
    }
    TRY(collect(&t, s));
    choose_nodes(&t);
    section_open(f);
    buffer_text(&f->out, "Messages (questions, requests, notices and indicators) in ");
    shown_name(&f->out, s, m);
    buffer_text(&f->out, ": the number that one state sent to another; in brackets, how many "
                         "of them were lost, refused, ignored or answered too late. In total ");
    number_text_add_count(&f->out, t.sent);
    buffer_text(&f->out, ", of which ");
    number_text_add_count(&f->out, t.failed);
    buffer_text(&f->out, " failed.");
    section_picture(f);
    shown_reminder(&f->out, s, m);
    draw_heads(&f->out, &t);
    for (int32_t k = 0; k < t.n_nodes; k++) {
        draw_row(&f->out, &t, k);
    }
    put_table(f, &t);
    section_close(f);
out:
    free(t.rows);
    return st;
}
