#include "cli/manual.h"

enum { WIDTH = 80, TERM_INDENT = 2, TEXT_INDENT = 8 };

/* Prints the name of an option, for example "-o" or "--set", and its argument: " DIR", "
   text|md|csv|json" or nothing. */
static void
put_option(const struct option_row *o, bool long_name, struct buffer *b)
{
    if (long_name || o->letter == '\0') {
        buffer_printf(b, "--%s", o->name);
    } else {
        buffer_printf(b, "-%c", o->letter);
    }
    buffer_text(b, o->optional ? "[=" : option_row_takes_argument(o) ? " " : "");
    if (o->choices != NULL) {
        buffer_words(b, o->choices, "|", "|");
    } else if (o->argument != NULL) {
        buffer_text(b, o->argument);
    }
    buffer_text(b, o->optional ? "]" : "");
}

void
manual_usage(const struct command *c, struct buffer *b)
{
    struct buffer item = {0};
    size_t line = b->length;

    buffer_printf(
        b, "usage: cbmsim %s%s%s", c->name, c->operands[0] == '\0' ? "" : " ", c->operands);
    for (const struct option_row *o = c->options; o->name != NULL; o++) {
        buffer_clear(&item);
        buffer_text(&item, o->required ? " " : " [");
        put_option(o, false, &item);
        buffer_printf(&item, "%s%s", o->required ? "" : "]", o->repeatable ? "..." : "");
        if (b->length - line + item.length > WIDTH) {
            line = b->length;
            buffer_text(b, "\n      ");
        }
        buffer_add(b, item.at, item.length);
    }
    buffer_text(b, "\n");
    b->failed = b->failed || item.failed;
    buffer_free(&item);
}

void
manual_overview(const struct command *rows, struct buffer *b)
{
    buffer_text(b, "usage: cbmsim COMMAND [ARGUMENT]...\n\n");
    for (const struct command *c = rows; c->name != NULL; c++) {
        buffer_printf(b, "  %-9s %s\n", c->name, c->summary);
    }
    buffer_text(b,
        "\n'cbmsim help COMMAND' explains a command; 'cbmsim --version' prints the version.\n"
        "To begin: cbmsim run scenarios/russia-indonesia-2021.json -o results/first\n");
}

void
manual_help(const struct command *c, struct buffer *b)
{
    struct buffer text = {0};

    manual_usage(c, b);
    buffer_printf(&text, "%c%s. %s", c->summary[0] - 'a' + 'A', c->summary + 1,
        c->notes == NULL ? "" : c->notes);
    buffer_text(b, "\n");
    buffer_paragraph(b, buffer_string(&text), 0, 0, WIDTH);
    buffer_text(b, "\n");
    if (c->keywords != NULL) {
        buffer_clear(&text);
        buffer_words(&text, c->keywords, ", ", " or ");
        buffer_printf(b, "%*s%s\n", TERM_INDENT, "", c->keyword);
        buffer_paragraph(b, buffer_string(&text), TEXT_INDENT, TEXT_INDENT, WIDTH);
    }
    for (const struct option_row *o = c->options; o->name != NULL; o++) {
        buffer_printf(b, o->letter == '\0' ? "%*s" : "%*s-%c, ", TERM_INDENT, "", o->letter);
        put_option(o, true, b);
        buffer_text(b, "\n");
        buffer_paragraph(b, o->help, TEXT_INDENT, TEXT_INDENT, WIDTH);
    }
    buffer_printf(b, "%sExample: cbmsim %s\n",
        c->keywords == NULL && c->options[0].name == NULL ? "" : "\n", c->example);
    b->failed = b->failed || text.failed;
    buffer_free(&text);
}
