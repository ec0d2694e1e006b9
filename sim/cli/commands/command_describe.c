#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"
#include "scenario/scenario.h"
#include "words/brief.h"
#include "words/describe.h"

enum { VALUES_MAX = 64 };

static enum status
describe_scenario(const char *path, const struct arguments *arguments,
    enum text_table_format format, struct buffer *b, struct failure *f)
{
    const char *settings[VALUES_MAX];
    struct scenario_options options = {
        .overrides = {.texts = settings,
            .count = arguments_values(arguments, "set", settings, VALUES_MAX)}};
    struct scenario scenario;
    enum status st = command_explain_kind(
        scenario_load(&scenario, path, &options, f), path, COMMAND_READS_SCENARIO, f);

    if (st == STATUS_OK) {
        st = brief_print(&scenario, format, b);
    }
    scenario_free(&scenario);
    return st;
}

/* Describes the measures, or the effects of measures, of one catalogue. */
static enum status
describe_catalogue(const char *topic, const char *catalogue, enum text_table_format format,
    struct buffer *b, struct failure *f)
{
    enum status st = STATUS_USAGE;

    if (strcmp(topic, "measures") == 0) {
        st = describe_measures(catalogue, format, b);
    } else if (strcmp(topic, "effects") == 0) {
        st = describe_effects(catalogue, format, b);
    } else {
        return failure_of(STATUS_USAGE, f,
            "'%s' takes no catalogue; only 'measures' and 'effects' do", topic);
    }
    return st != STATUS_USAGE
               ? st
               : failure_of(st, f,
                     "unknown catalogue '%s'; 'cbmsim describe catalogues' lists them, and "
                     "'cbmsim describe %s' all measures",
                     catalogue, topic);
}

/* Checks a word that is not a topic: it must be the name of a file (or -, the standard input). */
static enum status
check_name(const char *what, struct failure *f)
{
    char shown[TEXT_VISIBLE_BYTES];
    const char *near;
    int32_t n = 0;

    if (strcmp(what, "-") == 0 || access(what, F_OK) == 0 || errno != ENOENT) {
        return STATUS_OK;
    }
    while (describe_topics[n] != NULL) {
        n++;
    }
    near =
        text_nearest(what, (struct text_names){describe_topics, sizeof(*describe_topics), n});
    return failure_of(STATUS_IO, f, "'%s' is neither a topic nor a file%s%s%s",
        text_visible(shown, what),
        near == NULL ? "; 'cbmsim help describe' lists the topics" : "; did you mean ",
        near == NULL ? "" : near, near == NULL ? "" : "?");
}

enum status
command_describe(const struct arguments *arguments, struct failure *f)
{
    const char *what = arguments->operands[0];
    enum text_table_format format =
        (enum text_table_format)arguments_choice(arguments, "format", TEXT_TABLE_TEXT);
    struct buffer b = {0};
    enum status st;

    if (arguments->n_operands > 1) {
        TRY(describe_catalogue(what, arguments->operands[1], format, &b, f));
    } else {
        st = describe_topic(what, format, &b);
        if (st == STATUS_USAGE) {
            TRY(check_name(what, f));
            st = describe_scenario(what, arguments, format, &b, f);
        }
        TRY(st);
    }
    TRY(format == TEXT_TABLE_TEXT || format == TEXT_TABLE_MD ? output_print_text(&b, f)
                                                             : output_print(b.at, b.length, f));
out:
    buffer_free(&b);
    return st;
}
