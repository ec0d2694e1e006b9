#include "words/sentence.h"

#include <string.h>

static bool
is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

bool
sentence_needs_article(const char *name)
{
    static const char *const articles[] = {"a ", "an ", "the "};
    static const char *const plurals[] = {"Bahamas", "Comoros", "Gambia", "Maldives",
        "Netherlands", "Philippines", "United Arab Emirates", "United Kingdom",
        "United States"};
    size_t length = strlen(name);

    for (size_t k = 0; k < sizeof(articles) / sizeof(articles[0]); k++) {
        if (strncmp(name, articles[k], strlen(articles[k])) == 0) {
            return false;
        }
    }
    for (size_t k = 0; k < sizeof(plurals) / sizeof(plurals[0]); k++) {
        if (strcmp(name, plurals[k]) == 0) {
            return true;
        }
    }
    return is_small(name[0]) && !(name[length - 1] >= '0' && name[length - 1] <= '9');
}

void
sentence_capital(struct buffer *b, size_t at)
{
    if (!b->failed && at < b->length && is_small(b->at[at])) {
        b->at[at] = (char)(b->at[at] - 'a' + 'A');
    }
}
