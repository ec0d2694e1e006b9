/* Parts of the messages of expression_read.c. */
#include <stdio.h>
#include <string.h>

#include "design/expression_code.h"

const char *
expression_operator(const char *text)
{
    static const struct {
        const char *found, *own, *message;
    } rows[] = {
        /* own: an operator of expressions that begins in the same way */
        {"&", NULL, "write and instead of & or &&"},
        {"|", NULL, "write or instead of | or ||"},
        {"!", "!=", "write not instead of !"},
        {"=", "==", "write == instead of = (also >= and <=)"},
        {"AND", NULL, "write and instead of AND"},
        {"OR", NULL, "write or instead of OR"},
        {"NOT", NULL, "write not instead of NOT"},
    };

    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        if (strncmp(text, rows[k].found, strlen(rows[k].found)) == 0 &&
            (rows[k].own == NULL || strncmp(text, rows[k].own, strlen(rows[k].own)) != 0)) {
            return rows[k].message;
        }
    }
    return NULL;
}

void
expression_levels(const struct expression_name *name, char *out, size_t size)
{
    static const char more[] = ", ...";
    size_t used = 0;

    out[0] = '\0';
    for (int32_t i = 0; i < name->n_choices; i++) {
        const struct node *choice = name->choices[i];
        bool is_text = choice->kind == NODE_TEXT;
        const char *text = is_text                     ? choice->text
                           : choice->kind == NODE_TRUE ? "true"
                                                       : "false";
        const char *before = i == 0 ? "" : ", ", *quote = is_text ? "\"" : "";
        size_t length = strlen(before) + strlen(text) + 2 * strlen(quote);

        if (used + length + sizeof(more) > size) {
            (void)snprintf(out + used, size - used, "%s", i == 0 ? more + 2 : more);
            return;
        }
        (void)snprintf(out + used, size - used, "%s%s%s%s", before, quote, text, quote);
        used += length;
    }
}
