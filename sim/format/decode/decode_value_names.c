/* Messages about unknown names: suggestions of similar names, and lists of valid names. */
#include <stdio.h>
#include <string.h>

#include "base/renamed.h"
#include "format/decode/decode_value.h"

/* Suggests names that continue the text with a suffix: for "reach" it writes "; did you mean
   "reach_gain" or "reach_reduction"?". Returns false if there are none. */
static bool
suggest_longer(char out[TEXT_VISIBLE_BYTES], const char *text, struct text_names names)
{
    enum { LONGER_MAX = 3 };
    size_t length = strlen(text), used = 0;
    int32_t n = 0;

    for (int32_t i = 0; i < names.count && n <= LONGER_MAX && length > 0; i++) {
        const char *name = text_name_at(&names, i);

        if (name != NULL && strncmp(name, text, length) == 0 && name[length] == '_' &&
            used < TEXT_VISIBLE_BYTES) {
            used += (size_t)snprintf(out + used, TEXT_VISIBLE_BYTES - used, "%s\"%.*s\"",
                n == 0 ? "; did you mean " : " or ", TEXT_ID_LENGTH, name);
            n++;
        }
    }
    if (n == 0 || n > LONGER_MAX || used + 2 > TEXT_VISIBLE_BYTES) {
        out[0] = '\0';
        return false;
    }
    (void)snprintf(out + used, TEXT_VISIBLE_BYTES - used, "?");
    return true;
}

const char *
decode_value_suggestion(char out[TEXT_VISIBLE_BYTES], const struct diag *r, const char *text,
    struct text_names names)
{
    bool full = r != NULL && diag_is_full(r);
    const char *nearest = full ? NULL : text_nearest(text, names);

    if (renamed_note(out, text, names)[0] != '\0' || full || suggest_longer(out, text, names)) {
        return out;
    }
    if (nearest != NULL) {
        char visible[TEXT_VISIBLE_BYTES];

        (void)snprintf(out, TEXT_VISIBLE_BYTES, "; did you mean \"%.*s\"?", TEXT_ID_LENGTH,
            text_visible(visible, nearest));
    }
    return out;
}

const char *
decode_value_list(char out[DECODE_VALUE_LIST_BYTES], struct text_names names)
{
    size_t used = 0;

    out[0] = '\0';
    for (int32_t i = 0; i < names.count && used + 2 < DECODE_VALUE_LIST_BYTES; i++) {
        const char *name = text_name_at(&names, i);

        if (name != NULL) {
            used += (size_t)snprintf(out + used, DECODE_VALUE_LIST_BYTES - used, "%s\"%s\"",
                used > 0 ? ", " : "", name);
        }
    }
    return out;
}

const char *
decode_value_hint(char out[DECODE_VALUE_HINT_BYTES], const struct diag *r, const char *text,
    struct text_names names)
{
    enum { LISTED_MAX = 16 };
    char list[DECODE_VALUE_LIST_BYTES];

    decode_value_suggestion(out, r, text, names);
    if (out[0] == '\0' && (r == NULL || !diag_is_full(r)) && names.count > 0 &&
        names.count <= LISTED_MAX) {
        (void)snprintf(
            out, DECODE_VALUE_HINT_BYTES, "; valid: %s", decode_value_list(list, names));
    }
    return out;
}

int32_t
decode_value_index(struct diag *r, struct place at, const struct path *path, const char *what,
    const char *name, struct text_names names)
{
    char visible[TEXT_VISIBLE_BYTES], hint[DECODE_VALUE_HINT_BYTES];
    int32_t i = text_index(name, names);

    if (i < 0) {
        diag_at(r, at, path, "there is no %s \"%s\"%s", what, text_visible(visible, name),
            decode_value_hint(hint, r, name, names));
    }
    return i;
}
