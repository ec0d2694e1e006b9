/* The tables of the members of an experiment file, its designs, and its analyses. */
#include <stdio.h>

#include "design/design_builder.h"
#include "experiment/experiment.h"
#include "words/describe.h"

enum status
describe_experiments(enum text_table_format format, struct buffer *b)
{
    struct text_table s;
    enum status st;

    text_table_init(&s, describe_members_columns);
    describe_members(&s, &experiment_file_record, "");
    describe_members(&s, &experiment_file_replications_record, "/replications");
    describe_members(&s, &experiment_file_target_record, "/replications/until/N");
    describe_members(&s, &experiment_file_rare_record, "/rare");
    for (const struct design_row *row = design_rows; row->name != NULL; row++) {
        char pointer[64];

        (void)snprintf(pointer, sizeof(pointer), "/design/%s", row->name);
        if (row->record != NULL) {
            describe_members(&s, row->record, pointer);
        }
    }
    st = text_table_print(&s, format, b);
    text_table_free(&s);
    return st;
}

enum status
describe_designs(enum text_table_format format, struct buffer *b)
{
    static const char *const columns[] = {"id", "example", "meaning", NULL};
    struct text_table s;
    enum status st;

    text_table_init(&s, columns);
    for (const struct design_row *row = design_rows; row->name != NULL; row++) {
        char example[DESCRIBE_VALUE_BYTES];

        (void)snprintf(example, sizeof(example), "{\"%s\": %s}", row->name, row->example);
        text_table_text(&s, row->name);
        text_table_text(&s, example);
        text_table_text(&s, row->meaning);
    }
    st = text_table_print(&s, format, b);
    text_table_free(&s);
    return st;
}

enum status
describe_analyses(enum text_table_format format, struct buffer *b)
{
    static const char *const columns[] = {
        "id", "made", "takes_baseline", "needs_design", "meaning", NULL};
    static const char *const made[] = {[EXPERIMENT_ON_REQUEST] = "on request",
        [EXPERIMENT_ALWAYS] = "always",
        [EXPERIMENT_WITH_POLICIES] = "with two policies",
        [EXPERIMENT_WITH_DESIGN] = "with its design",
        [EXPERIMENT_WITH_RARE] = "with a rare event"};
    struct text_table s;
    enum status st;

    text_table_init(&s, columns);
    for (int32_t k = 0; k < EXPERIMENT_ANALYSIS_KINDS; k++) {
        const struct experiment_kind *kind = &experiment_kinds[k];

        text_table_text(&s, experiment_analysis_names[k]);
        text_table_text(&s, made[kind->implied]);
        text_table_text(&s, kind->takes_baseline ? "yes" : "no");
        text_table_text(&s, kind->design[0] == '\0' ? "any" : kind->design);
        text_table_text(&s, kind->meaning);
    }
    st = text_table_print(&s, format, b);
    text_table_free(&s);
    return st;
}
