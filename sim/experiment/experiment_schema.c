/* The JSON Schema of experiment files, from the rows they are read by. */
#include "design/design_make.h"
#include "experiment/experiment_file.h"
#include "scenario/schema.h"

#define ID "[a-z][a-z0-9_-]{0,62}"
#define SCALAR "{\"type\": [\"string\", \"number\", \"boolean\"]}"
#define NAMES "{\"type\": \"array\", \"minItems\": 1, \"items\": {\"type\": \"string\"}}"
#define POINT                                                                                  \
    "{\"type\": \"object\", \"propertyNames\": {\"pattern\": \"^" ID "$\"}, "                  \
    "\"additionalProperties\": " SCALAR "}"
#define DESIGN "{\"$ref\": \"#/definitions/design\"}"
#define DESIGNS "{\"type\": \"array\", \"minItems\": 1, \"items\": " DESIGN "}"
#define FAMILY(name) "{\"$ref\": \"#/definitions/" name "_design\"}"

static const struct record design_record = {
    .name = "design", .doc = "Points to visit: one family, and perhaps a label."};

static const struct schema_member members[] = {
    {&experiment_file_record, "design", DESIGN},
    {&experiment_file_record, "baseline", "{\"type\": \"string\", \"pattern\": \"^" ID "$\"}"},
    {&experiment_file_record, "replications",
        "{\"anyOf\": [{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 1e9}, "
        "{\"$ref\": \"#/definitions/replications\"}]}"},
    {&factor_record, "range",
        "{\"type\": \"array\", \"items\": {\"type\": \"number\"}, \"minItems\": 2, "
        "\"maxItems\": 2}"},
    {&factor_record, "values",
        "{\"type\": \"array\", \"items\": {\"type\": \"number\"}, \"minItems\": 1}"},
    {&factor_record, "levels", "{\"type\": \"array\", \"items\": " SCALAR ", \"minItems\": 1}"},
    {&experiment_file_random_record, "common_across",
        "{\"type\": \"array\", \"uniqueItems\": true, \"items\": {\"enum\": [\"policy\", "
        "\"point\"]}}"},
    {&experiment_file_outputs_record, "metrics", NAMES},
    {&experiment_file_outputs_record, "series", "{\"type\": \"object\"}"},
    {&experiment_file_analysis_record, "metrics", NAMES},
    {&experiment_file_replications_record, "until",
        "{\"type\": \"array\", \"minItems\": 1, \"items\": {\"$ref\": "
        "\"#/definitions/target\"}}"},
    {&design_record, "label", "{\"type\": \"string\", \"minLength\": 1}"},
    {&design_record, "points", "{\"type\": \"array\", \"minItems\": 1, \"items\": " POINT "}"},
    {&design_record, "csv", "{\"type\": \"string\", \"pattern\": \"^(?!/).\"}"},
    {&design_record, "factorial",
        "{\"type\": \"object\", \"propertyNames\": {\"pattern\": \"^" ID "$\"}, "
        "\"additionalProperties\": {\"anyOf\": [{\"type\": \"array\", \"minItems\": 1, "
        "\"items\": " SCALAR "}, {\"type\": \"integer\", \"minimum\": 1}, {\"const\": "
        "\"all\"}]}}"},
    {&design_record, "one_at_a_time", FAMILY("one_at_a_time")},
    {&design_record, "lhs", FAMILY("lhs")},
    {&design_record, "random", FAMILY("random")},
    {&design_record, "sobol", FAMILY("sequence")},
    {&design_record, "halton", FAMILY("sequence")},
    {&design_record, "morris", FAMILY("morris")},
    {&design_record, "saltelli", FAMILY("saltelli")},
    {&design_record, "cross", DESIGNS},
    {&design_record, "zip", DESIGNS},
    {&design_record, "union", DESIGNS},
    {&design_record, "filter", FAMILY("filter")},
    {&design_one_at_a_time_record, "factors", NAMES},
    {&design_one_at_a_time_record, "around", POINT},
    {&design_lhs_record, "factors", NAMES},
    {&design_random_record, "factors", NAMES},
    {&design_sequence_record, "factors", NAMES},
    {&design_morris_record, "factors", NAMES},
    {&design_saltelli_record, "factors", NAMES},
    {&design_filter_record, "of", DESIGN},
};

static const struct record *const definitions[] = {&design_record, &design_one_at_a_time_record,
    &design_lhs_record, &design_random_record, &design_sequence_record, &design_morris_record,
    &design_saltelli_record, &design_filter_record, &experiment_file_replications_record,
    &experiment_file_target_record};

enum status
experiment_schema(struct buffer *b)
{
    static const struct schema_document document = {.title = "cbmsim experiment",
        .format = EXPERIMENT_FORMAT,
        .record = &experiment_file_record,
        .members = members,
        .n_members = sizeof(members) / sizeof(members[0]),
        .definitions = definitions,
        .n_definitions = sizeof(definitions) / sizeof(definitions[0])};

    return schema_print_document(b, &document);
}
