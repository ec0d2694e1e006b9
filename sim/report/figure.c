#include "report/figure.h"

#include <stdio.h>
#include <string.h>

#include "report/markup.h"
#include "report/quantity.h"

/* The next id; outside of a group, one more line of the contents. */
static void
enter(struct figure *f, const char *name)
{
    f->id++;
    if (f->group == NULL) {
        BUG_UNLESS(f->count < FIGURE_MAX);
        f->contents[f->count].id = f->id;
        (void)snprintf(f->contents[f->count++].name, FIGURE_NAME, "%s", name);
    }
}

static void
put_heading(struct figure *f, const char *class_, const char *name)
{
    const char *level = f->group == NULL ? "h2" : "h3";

    buffer_printf(&f->out,
        "<section class=\"%s\" aria-labelledby=\"chart-%d\">\n<%s id=\"chart-%d\" "
        "tabindex=\"-1\">%s",
        class_, (int)f->id, level, (int)f->id, name);
    if (f->group != NULL) {
        buffer_printf(&f->out, ": %s", f->group);
    }
    buffer_printf(&f->out, "</%s>\n", level);
}

static void
put_picture(struct figure *f)
{
    buffer_printf(&f->out,
        "<div class=\"picture\" role=\"img\" aria-labelledby=\"chart-%d\" "
        "aria-describedby=\"says-%d\">\n",
        (int)f->id, (int)f->id);
}

void
figure_open(struct figure *f)
{
    enter(f, f->title);
    put_heading(f, "chart", f->title);
    buffer_printf(&f->out, "<p id=\"says-%d\">", (int)f->id);
}

void
figure_picture(struct figure *f)
{
    buffer_text(&f->out, "</p>\n");
    put_picture(f);
}

void
figure_picture_more(struct figure *f, const char *summary)
{
    BUG_UNLESS(!f->folded);
    f->folded = true;
    buffer_printf(&f->out, "</div>\n<details><summary>%s</summary>\n", summary);
    put_picture(f);
}

void
figure_table(struct figure *f, const char *columns)
{
    f->column = 0;
    f->n_columns = 0;
    buffer_text(&f->out, f->folded ? "</div>\n</details>\n" : "</div>\n");
    f->folded = false;
    buffer_printf(&f->out,
        "<details><summary>Table: %s</summary>\n<div class=\"scroll\" tabindex=\"0\" "
        "role=\"region\" aria-label=\"Table %d: %s\"><table>\n<caption>%s</caption>\n<tr>",
        f->title, (int)f->id, f->title, f->title);
    for (const char *at = columns; *at != '\0';) {
        bool number = *at == '#';
        size_t length = strcspn(at += number, "|");

        BUG_UNLESS(f->n_columns < FIGURE_MAX);
        f->text_columns[f->n_columns++] = !number;
        buffer_printf(&f->out, "<th scope=\"col\"%s>%.*s</th>",
            number ? " class=\"number\"" : "", (int)length, at);
        at += length + (at[length] == '|');
    }
    buffer_text(&f->out, "</tr>\n");
}

void
figure_cell(struct figure *f)
{
    if (f->column == 0) {
        buffer_text(&f->out, "<tr><th scope=\"row\">");
    } else {
        buffer_text(&f->out, f->text_columns[f->column] ? "<td>" : "<td class=\"number\">");
    }
}

void
figure_cell_end(struct figure *f)
{
    buffer_text(&f->out, f->column == 0 ? "</th>" : "</td>");
    f->column = (f->column + 1) % f->n_columns;
    buffer_text(&f->out, f->column == 0 ? "</tr>\n" : "");
}

void
figure_cell_text(struct figure *f, const char *text)
{
    figure_cell(f);
    markup_isolated(&f->out, text, MARKUP_LINE);
    figure_cell_end(f);
}

void
figure_cell_ours(struct figure *f, const char *ours)
{
    figure_cell(f);
    buffer_text(&f->out, ours);
    figure_cell_end(f);
}

void
figure_cell_code(struct figure *f, const char *ours)
{
    figure_cell(f);
    buffer_printf(&f->out, "<code>%s</code>", ours);
    figure_cell_end(f);
}

void
figure_cell_real(struct figure *f, double x)
{
    figure_cell(f);
    quantity_add(&f->out, x);
    figure_cell_end(f);
}

void
figure_cell_count(struct figure *f, int64_t n)
{
    figure_cell(f);
    quantity_add_count(&f->out, n);
    figure_cell_end(f);
}

void
figure_remark(struct figure *f, const char *text)
{
    f->remark = text;
}

void
figure_close(struct figure *f)
{
    BUG_UNLESS(f->column == 0);
    buffer_text(&f->out, "</table></div>\n");
    if (f->remark != NULL) {
        buffer_printf(&f->out, "<p>%s</p>\n", f->remark);
    }
    f->remark = NULL;
    buffer_text(&f->out, "</details>\n</section>\n");
}

void
figure_note(struct figure *f, const char *text)
{
    if (f->group == NULL) {
        figure_open(f);
        buffer_printf(&f->out, "%s</p>\n</section>\n", text);
    }
}

void
figure_group_open(struct figure *f, const char *name, const char *about)
{
    BUG_UNLESS(f->group == NULL);
    enter(f, name);
    put_heading(f, "group", name);
    f->group = about;
}

void
figure_group_fold(struct figure *f, const char *summary)
{
    buffer_printf(&f->out, "<details><summary>%s</summary>\n", summary);
}

void
figure_group_close(struct figure *f)
{
    f->group = NULL;
    buffer_text(&f->out, "</details>\n</section>\n");
}
