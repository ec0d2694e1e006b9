#include "cli/story_options.h"

#include <string.h>

enum { DIGITS = 16 };

enum status
story_options_incident(const char *option, const char *text, int64_t *id, struct failure *f)
{
    uint64_t value = 0;

    if (strlen(text) != DIGITS || strspn(text, "0123456789abcdef") != DIGITS) {
        return failure_of(STATUS_USAGE, f,
            "--%s: expected the id of an incident or act, 16 characters 0-9 a-f, as in "
            "incidents.csv",
            option);
    }
    for (int k = 0; k < DIGITS; k++) {
        value = value << 4 | (uint64_t)(text[k] >= 'a' ? text[k] - 'a' + 10 : text[k] - '0');
    }
    *id = (int64_t)value;
    return STATUS_OK;
}

enum status
story_options_read(
    const struct arguments *arguments, struct narrative_options *options, struct failure *f)
{
    const char *incident = arguments_value(arguments, "incident", NULL);
    int64_t maximum = 0, width = 0;
    enum status st;

    *options = (struct narrative_options){.whole = arguments_has(arguments, "whole"),
        .by_date = arguments_has(arguments, "by-date"),
        .html = arguments_has(arguments, "html"),
        .state = arguments_value(arguments, "seat", NULL)};
    TRY(arguments_integer(arguments, "chapters", 1, 1000000, 0, &maximum, f));
    TRY(arguments_integer(arguments, "width", NARRATIVE_WIDTH_MIN, NARRATIVE_WIDTH_MAX,
        NARRATIVE_WIDTH, &width, f));
    options->max_chapters = (int32_t)maximum;
    options->width = (int32_t)width;
    if (incident != NULL) {
        TRY(story_options_incident("incident", incident, &options->incident, f));
    }
out:
    return st;
}
