#include "base/id.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

enum { DATE_LENGTH = 10 };

static const struct {
    const char *text, *reading;
} words[] = {
#define WORD(text, reading) {text, reading},
    ID_WORDS(WORD)
#undef WORD
    /* these texts cannot be ids, but they can be labels or names */
    {"", ID_MISSING},
    {"n/a", ID_MISSING},
    {"#n/a", ID_MISSING},
    {"#n/a n/a", ID_MISSING},
    {"#na", ID_MISSING},
    {"<na>", ID_MISSING},
    {"1.#ind", ID_MISSING},
    {"1.#qnan", ID_MISSING},
    {"~", ID_MISSING},
    {".nan", ID_MISSING},
    {".inf", ID_NUMBER},
};

static bool
is_date(const char *text)
{
    char first[DATE_LENGTH + 1];
    int64_t days;

    (void)snprintf(first, sizeof(first), "%s", text);
    return text_date(first, &days) && strchr(" T", text[DATE_LENGTH]) != NULL;
}

static bool
is_number(const char *text)
{
    char *end;

    (void)strtod(text, &end);
    return end > text && end[strspn(end, " ")] == '\0';
}

const char *
id_reading(const char *text)
{
    for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++) {
        if (strcasecmp(text, words[k].text) == 0) {
            return words[k].reading;
        }
    }
    return is_date(text) ? ID_DATE : is_number(text) ? ID_NUMBER : NULL;
}

const char *
id_fault(char out[ID_FAULT_BYTES], const char *text, const char *what)
{
    const char *reading = id_reading(text);
    char visible[TEXT_VISIBLE_BYTES];

    if (!text_is_id(text)) {
        (void)snprintf(out, ID_FAULT_BYTES,
            "\"%s\" is not an id: an id begins with a lower-case letter, followed by up to 62 "
            "of a-z 0-9 _ -",
            text_visible(visible, text));
    } else if (reading != NULL) {
        (void)snprintf(out, ID_FAULT_BYTES,
            "\"%s\" is not allowed: programs that read tables may read it as %s; use another "
            "id, for example \"%s_%.40s\"",
            text, reading, text, what);
    } else {
        return NULL;
    }
    return out;
}

const char *
id_name_fault(char out[ID_FAULT_BYTES], const char *text)
{
    const char *reading = id_reading(text);
    char visible[TEXT_VISIBLE_BYTES];

    /* Programs read "None" as missing, but not "none". */
    if (reading == NULL || strcmp(text, "none") == 0) {
        return NULL;
    }
    (void)snprintf(out, ID_FAULT_BYTES,
        "programs that read tables may read \"%s\" as %s; use another text",
        text_visible(visible, text), reading);
    return out;
}
