/* Decodes single cells and recognises tables with other separators, for table_read.h. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "format/table_read.h"

static bool
is_word(const struct table_read_cell *cell, const char *word, size_t length)
{
    return cell->text != NULL && cell->length == length &&
           memcmp(cell->text, word, length) == 0;
}

/* Whether other programs write this text for a missing value. No valid id equals one of these
   texts, because each contains a capital letter or a slash. */
static bool
is_no_value(const char *text)
{
    static const char *const words[] = {
        "NA", "N/A", "n/a", "#N/A", "NaN", "NaT", "NULL", "None"};

    for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++) {
        if (strcmp(text, words[k]) == 0) {
            return true;
        }
    }
    return false;
}

bool
table_read_value(const struct field *field, const struct table_read_cell *cell, struct place at,
    const struct path *path, struct diag *r, struct node *value)
{
    enum field_kind kind = field->kind;
    bool is_number = kind == FIELD_REAL || kind == FIELD_COUNT || kind == FIELD_DATE;

    *value = (struct node){.kind = NODE_TEXT, .at = at, .text = cell->text};
    if (kind != FIELD_TEXT && is_no_value(cell->text)) {
        diag_at(r, at, path, "\"%s\" is not a value; leave the cell empty (in R, na = \"\")",
            cell->text);
        return false;
    }
    if (is_number && number_read(cell->text, cell->length, &value->number)) {
        value->kind = NODE_NUMBER;
    } else if (is_number && strchr(cell->text, ',') != NULL &&
               strspn(cell->text, "+-.,0123456789eE") == cell->length) {
        diag_at(r, at, path, "\"%.40s\" contains a comma: write numbers with a decimal point",
            cell->text);
        return false;
    } else if (kind == FIELD_FLAG && (is_word(cell, "true", 4) || is_word(cell, "TRUE", 4))) {
        value->kind = NODE_TRUE;
    } else if (kind == FIELD_FLAG && (is_word(cell, "false", 5) || is_word(cell, "FALSE", 5))) {
        value->kind = NODE_FALSE;
    }
    return true;
}

const char *
table_read_separator(const char *text, size_t size)
{
    static const struct {
        char separator;
        const char *fault;
    } others[] = {
        {';', "cells are separated by semicolons: export them separated by commas, with "
              "decimal points (in R, write.csv and not write.csv2)"},
        {'\t',
            "cells are separated by tabs: export them separated by commas (in R, write.csv)"},
        {'|', "cells are separated by vertical bars: export them separated by commas"},
        {' ', "cells are separated by spaces: export them separated by commas (in R, write.csv "
              "and not write.table)"},
    };
    size_t length;

    for (; size > 0 && memchr(" \t\r\n", *text, 4) != NULL; size--) {
        text++;
    }
    for (length = 0; length < size && memchr("\r\n", text[length], 2) == NULL;) {
        length++;
    }
    while (length > 0 && memchr(" \t", text[length - 1], 2) != NULL) {
        length--;
    }
    for (size_t k = 0; k < sizeof(others) / sizeof(others[0]); k++) {
        if (memchr(text, ',', length) == NULL &&
            memchr(text, others[k].separator, length) != NULL) {
            return others[k].fault;
        }
    }
    return NULL;
}

bool
table_read_real(const struct table_read_cell *cell, double *x)
{
    if (cell->text == NULL) {
        *x = NAN;
        return true;
    }
    return number_read(cell->text, cell->length, x);
}

bool
table_read_flag(const struct table_read_cell *cell, bool *flag)
{
    *flag = is_word(cell, "TRUE", 4);
    return *flag || is_word(cell, "FALSE", 5);
}
