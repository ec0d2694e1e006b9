#include "report/section.h"

#include <stdio.h>
#include <string.h>

#include "base/html_escape.h"
#include "report/number_text.h"

/* Gives the next chart or group its number. Outside a group also adds an entry to the table of
   contents. */
static void
enter(struct section *f, const char *name)
{
    f->id++;
    if (f->group == NULL) {
        BUG_UNLESS(f->count < SECTION_MAX);
        f->contents[f->count].id = f->id;
        (void)snprintf(f->contents[f->count++].name, SECTION_NAME, "%s", name);
    }
}

static void
put_heading(struct section *f, const char *class_, const char *name)
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
put_picture(struct section *f)
{
    buffer_printf(&f->out,
        "<div class=\"picture\" role=\"img\" aria-labelledby=\"chart-%d\" "
        "aria-describedby=\"says-%d\">\n",
        (int)f->id, (int)f->id);
}

void
section_open(struct section *f)
{
    f->n_columns = 0;
    enter(f, f->title);
    put_heading(f, "chart", f->title);
    buffer_printf(&f->out, "<p id=\"says-%d\">", (int)f->id);
}

void
section_picture(struct section *f)
{
    buffer_text(&f->out, "</p>\n");
    put_picture(f);
}

void
section_picture_more(struct section *f, const char *summary)
{
    BUG_UNLESS(!f->folded);
    f->folded = true;
    buffer_printf(&f->out, "</div>\n<details><summary>%s</summary>\n", summary);
    put_picture(f);
}

void
section_table(struct section *f, const char *columns)
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

        BUG_UNLESS(f->n_columns < SECTION_MAX);
        f->text_columns[f->n_columns++] = !number;
        buffer_printf(&f->out, "<th scope=\"col\"%s>%.*s</th>",
            number ? " class=\"number\"" : "", (int)length, at);
        at += length + (at[length] == '|');
    }
    buffer_text(&f->out, "</tr>\n");
}

void
section_cell(struct section *f)
{
    if (f->column == 0) {
        buffer_text(&f->out, "<tr><th scope=\"row\">");
    } else {
        buffer_text(&f->out, f->text_columns[f->column] ? "<td>" : "<td class=\"number\">");
    }
}

void
section_cell_end(struct section *f)
{
    buffer_text(&f->out, f->column == 0 ? "</th>" : "</td>");
    f->column = (f->column + 1) % f->n_columns;
    buffer_text(&f->out, f->column == 0 ? "</tr>\n" : "");
}

void
section_cell_text(struct section *f, const char *text)
{
    section_cell(f);
    html_bdi(&f->out, text, HTML_LINE);
    section_cell_end(f);
}

void
section_cell_html(struct section *f, const char *html)
{
    section_cell(f);
    buffer_text(&f->out, html);
    section_cell_end(f);
}

void
section_cell_code(struct section *f, const char *html)
{
    section_cell(f);
    buffer_printf(&f->out, "<code>%s</code>", html);
    section_cell_end(f);
}

void
section_cell_real(struct section *f, double x)
{
    section_cell(f);
    number_text_add(&f->out, x);
    section_cell_end(f);
}

void
section_cell_count(struct section *f, int64_t n)
{
    section_cell(f);
    number_text_add_count(&f->out, n);
    section_cell_end(f);
}

void
section_remark(struct section *f, const char *text)
{
    f->remark = text;
}

void
section_close(struct section *f)
{
    /* A table with complete rows must have been written. */
    BUG_UNLESS(f->n_columns > 0 && f->column == 0);
    buffer_text(&f->out, "</table></div>\n");
    if (f->remark != NULL) {
        buffer_printf(&f->out, "<p>%s</p>\n", f->remark);
    }
    f->remark = NULL;
    buffer_text(&f->out, "</details>\n</section>\n");
}

void
section_note(struct section *f, const char *text)
{
    if (f->group == NULL) {
        buffer_printf(&f->notes, "<li>%s: %s</li>\n", f->title, text);
    }
}

void
section_group_open(struct section *f, const char *name, const char *about)
{
    BUG_UNLESS(f->group == NULL);
    enter(f, name);
    put_heading(f, "group", name);
    f->group = about;
}

void
section_group_fold(struct section *f, const char *summary)
{
    buffer_printf(&f->out, "<details><summary>%s</summary>\n", summary);
}

void
section_group_close(struct section *f)
{
    f->group = NULL;
    buffer_text(&f->out, "</details>\n</section>\n");
}

void
section_free(struct section *f)
{
    buffer_free(&f->out);
    buffer_free(&f->notes);
}
