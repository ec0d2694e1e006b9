#include <string.h>

#include "base/message.h"
#include "cli/command.h"
#include "cli/output.h"
#include "workshop/handouts.h"

/* Reads the words file for --language, unless this is the language of the scenario. */
static enum status
read_words(struct words_file *words, const struct words_file **found, const char *path,
    const struct scenario *scenario, const char *language, struct failure *f)
{
    enum status st = STATUS_OK;

    *found = NULL;
    if (language != NULL && strcmp(language, scenario->workshop->language) != 0) {
        TRY(words_read_of(words, path, language, f));
        *found = words;
    }
out:
    return st;
}

static enum status
write_page(const struct arguments *arguments, const struct buffer *html, struct failure *f)
{
    const char *path = arguments_value(arguments, "output", "-");
    enum status st;

    if (strcmp(path, "-") == 0) {
        return output_print(html->at, html->length, f);
    }
    TRY(output_replace_file(path, HANDOUTS_MARK, "handouts", html, f));
    message_print("wrote %s; print it from a browser", path);
out:
    return st;
}

enum status
command_handouts(const struct arguments *arguments, struct failure *f)
{
    const char *path = arguments->operands[0];
    struct scenario scenario;
    struct words_file words = {0};
    const struct words_file *found;
    struct buffer html = {0};
    enum status st = command_explain_kind(
        scenario_load(&scenario, path, NULL, f), path, COMMAND_READS_SCENARIO, f);

    TRY(st);
    if (scenario.workshop == NULL) {
        st = failure_of(STATUS_BAD_INPUT, f,
            "%s: has no workshop member; to write one: cbmsim new NAME --template workshop",
            path);
        goto out;
    }
    TRY(read_words(
        &words, &found, path, &scenario, arguments_value(arguments, "language", NULL), f));
    TRY(handouts_print(&scenario, found, &html));
    TRY(write_page(arguments, &html, f));
out:
    buffer_free(&html);
    words_free(&words);
    scenario_free(&scenario);
    return st;
}
