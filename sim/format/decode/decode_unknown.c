#include "format/decode/decode_unknown.h"

#include <stdio.h>

const char *
decode_unknown_name(
    char out[DECODE_UNKNOWN_BYTES], const char *what, const char *name, struct text_names valid)
{
    char shown[TEXT_VISIBLE_BYTES], hint[DECODE_VALUE_HINT_BYTES];

    name = name == NULL ? "" : name;
    (void)snprintf(out, DECODE_UNKNOWN_BYTES, "there is no %s \"%s\"%s", what,
        text_visible(shown, name), decode_value_hint(hint, NULL, name, valid));
    return out;
}

const char *
decode_unknown_in(char out[DECODE_UNKNOWN_BYTES], const struct diag *r, const char *id,
    const char *where, struct text_names ids)
{
    char shown[TEXT_VISIBLE_BYTES], hint[DECODE_VALUE_HINT_BYTES];

    (void)snprintf(out, DECODE_UNKNOWN_BYTES, "there is no \"%s\" in %s%s",
        text_visible(shown, id), where, decode_value_hint(hint, r, id, ids));
    return out;
}

void
decode_unknown_member(struct diag *r, struct place at, const struct path *path,
    const char *what, struct text_names names, const char *listed)
{
    char hint[DECODE_VALUE_HINT_BYTES];

    decode_value_hint(hint, r, path->key, names);
    if (hint[0] == '\0' && listed != NULL) {
        (void)snprintf(hint, sizeof(hint), "; %s", listed);
    }
    diag_at(r, at, path, DECODE_UNKNOWN_MEMBER " in %s%s", what, hint);
}

enum status
decode_unknown_option(struct failure *f, const char *option, const char *what, const char *name,
    struct text_names valid)
{
    char message[DECODE_UNKNOWN_BYTES];

    return failure_of(
        STATUS_USAGE, f, "--%s: %s", option, decode_unknown_name(message, what, name, valid));
}
