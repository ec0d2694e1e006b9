/* Parts of the error messages of expression_read.c: names of operators, and hints about common
   mistakes. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "design/expression_code.h"

const char *
expression_operator(const char *text)
{
    static const struct {
        const char *found, *own, *message;
    } rows[] = {
        /* `own` is the valid operator that begins with the same characters; NULL: there is none. */
        {"&", NULL, "write and instead of & or &&"},
        {"|", NULL, "write or instead of | or ||"},
        {"!", "!=", "write not instead of !"},
        {"=", "==", "write == instead of = (also >= and <=)"},
        {"AND", NULL, "write and instead of AND"},
        {"OR", NULL, "write or instead of OR"},
        {"NOT", NULL, "write not instead of NOT"},
        {"^", NULL, "there is no ^: write x * x"},
        {"is.na", NULL, "write missing(x) instead of is.na(x)"},
        {"if(", NULL, "write the condition alone: its value is 1 or 0"},
        {"if (", NULL, "write the condition alone: its value is 1 or 0"},
        {"ifelse(", NULL, "write the condition alone: its value is 1 or 0"},
        {"%in%", NULL, "there is no %in%: write x == \"a\" or x == \"b\""},
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

size_t
expression_truth(const char *at, enum node_kind *kind)
{
    static const struct {
        const char *word;
        enum node_kind kind;
    } rows[] = {{"true", NODE_TRUE}, {"TRUE", NODE_TRUE}, {"True", NODE_TRUE},
        {"false", NODE_FALSE}, {"FALSE", NODE_FALSE}, {"False", NODE_FALSE}};
    size_t length =
        strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        if (strlen(rows[k].word) == length && strncmp(at, rows[k].word, length) == 0) {
            *kind = rows[k].kind;
            return length;
        }
    }
    *kind = NODE_TEXT;
    return 0;
}

size_t
expression_name_length(const char *at)
{
    return *at >= 'a' && *at <= 'z' ? strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789_-") : 0;
}

void
expression_unknown(
    const struct expression_names *names, const char *name, char *out, size_t size)
{
    static const char more[] = ", ...";
    const char *elsewhere = names->elsewhere == NULL ? NULL : names->elsewhere(name);
    const char *meant = text_nearest(name, TEXT_NAMES(names->at, id, names->count));
    size_t used;

    if (elsewhere != NULL) {
        (void)snprintf(out, size, "%s %s: it is %s", names->kind, name, elsewhere);
        return;
    }
    if (meant != NULL) {
        (void)snprintf(out, size, "%s %s; did you mean \"%s\"?", names->kind, name, meant);
        return;
    }
    used = (size_t)snprintf(out, size, "%s %s", names->kind, name);
    for (int32_t i = 0; i < names->count; i++) {
        const char *before = i == 0 ? "; known: " : ", ", *id = names->at[i].id;

        if (used + strlen(before) + strlen(id) + sizeof(more) > size) {
            (void)snprintf(out + used, size - used, "%s", i == 0 ? "" : more);
            return;
        }
        used += (size_t)snprintf(out + used, size - used, "%s%s", before, id);
    }
}

bool
expression_is_truth(const struct expression_name *name)
{
    for (int32_t i = 0; i < name->n_choices; i++) {
        if (name->choices[i]->kind == NODE_TEXT) {
            return false;
        }
    }
    return true;
}

static bool
is_level(const struct expression_name *name, const char *text)
{
    for (int32_t i = 0; i < name->n_choices; i++) {
        if (name->choices[i]->kind == NODE_TEXT && strcmp(name->choices[i]->text, text) == 0) {
            return true;
        }
    }
    return false;
}

const char *
expression_no_level(const struct expression_names *names, const struct expression_name *name,
    const char *at, char *out, size_t size)
{
    char found[TEXT_ID_LENGTH + 1] = "";
    size_t length = expression_name_length(at);
    int32_t other;

    if (length > 0 && length < sizeof(found)) {
        memcpy(found, at, length);
        found[length] = '\0';
    }
    if (is_level(name, found)) {
        (void)snprintf(out, size, "\"%s\"", found);
        return "write the text in quotes: ";
    }
    other = found[0] == '\0' ? -1 : text_index(found, TEXT_NAMES(names->at, id, names->count));
    if (other >= 0 && names->at[other].n_choices > 0 &&
        !expression_is_truth(&names->at[other]) && !expression_is_truth(name)) {
        (void)snprintf(out, size, "%s and %s", name->id, found);
        return "two names of texts cannot be compared; write a condition for each text, as "
               "in (A == 'x' and B == 'x') or (A == 'y' and B == 'y'): ";
    }
    if (found[0] != '\0' && other < 0) {
        expression_unknown(names, found, out, size);
        return "unknown ";
    }
    if (expression_is_truth(name)) {
        out[0] = '\0';
        return "expected true or false";
    }
    expression_levels(name, out, size);
    return "expected one of these texts, in quotes: ";
}
