/* Decodes single cells, for table_read.h. */
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

struct node
table_read_value(const struct field *field, const struct table_read_cell *cell, struct place at)
{
    struct node node = {.kind = NODE_TEXT, .at = at, .text = cell->text};
    enum field_kind kind = field->kind;

    if ((kind == FIELD_REAL || kind == FIELD_COUNT || kind == FIELD_DATE) &&
        number_read(cell->text, cell->length, &node.number)) {
        node.kind = NODE_NUMBER;
    } else if (kind == FIELD_FLAG && (is_word(cell, "true", 4) || is_word(cell, "TRUE", 4))) {
        node.kind = NODE_TRUE;
    } else if (kind == FIELD_FLAG && (is_word(cell, "false", 5) || is_word(cell, "FALSE", 5))) {
        node.kind = NODE_FALSE;
    }
    return node;
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
