#include <string.h>

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
               : failure_of(st, f, "unknown catalogue '%s': see 'cbmsim describe catalogues'",
                     catalogue);
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
        TRY(st != STATUS_USAGE ? st : describe_scenario(what, arguments, format, &b, f));
    }
    TRY(format == TEXT_TABLE_TEXT || format == TEXT_TABLE_MD ? output_print_text(&b, f)
                                                             : output_print(b.at, b.length, f));
out:
    buffer_free(&b);
    return st;
}
