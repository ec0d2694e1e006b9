/* Prints the JSON Schema of experiment files, which follows from the field rows of the reader. */
#include "design/design_builder.h"
#include "experiment/experiment_calibration.h"
#include "experiment/experiment_file.h"
#include "scenario/schema/schema.h"

#define DESIGN "{\"$ref\": \"#/definitions/design\"}"
#define LIST_OF(items) "{\"type\": \"array\", \"minItems\": 1, \"items\": " items "}"
#define MEMBER(name_, schema_)                                                                 \
    {                                                                                          \
        .name = (name_), .kind = FIELD_NODE, .schema = (schema_)                               \
    }
#define FAMILY(name_, record) MEMBER(name_, "{\"$ref\": \"#/definitions/" record "_design\"}")

/* These rows describe a design only for the schema. The functions of design_builder.h read
   designs. */
static const struct field members[] = {
    MEMBER("label", "{\"type\": \"string\", \"minLength\": 1}"),
    MEMBER("points", LIST_OF(DESIGN_POINT)),
    MEMBER("csv", "{\"type\": \"string\", \"pattern\": \"^(?!/).\"}"),
    MEMBER("factorial",
        "{\"type\": \"object\", \"propertyNames\": {\"pattern\": \"^[a-z][a-z0-9_-]{0,62}$\"}, "
        "\"additionalProperties\": {\"anyOf\": [" LIST_OF(
            DESIGN_SCALAR) ", {\"type\": \"integer\", \"minimum\": 1}, {\"const\": "
                           "\"all\"}]}}"),
    FAMILY("one_at_a_time", "one_at_a_time"),
    FAMILY("lhs", "lhs"),
    FAMILY("random", "random"),
    FAMILY("sobol", "sequence"),
    FAMILY("halton", "sequence"),
    FAMILY("morris", "morris"),
    FAMILY("saltelli", "saltelli"),
    MEMBER("cross", LIST_OF(DESIGN)),
    MEMBER("zip", LIST_OF(DESIGN)),
    MEMBER("union", LIST_OF(DESIGN)),
    FAMILY("filter", "filter"),
};
static const struct record design_record = {.name = "design",
    .doc = "Design points: one family, and an optional label.",
    .fields = members,
    .n_fields = FIELD_COUNT_OF(members)};

static const struct record *const definitions[] = {&design_record, &design_one_at_a_time_record,
    &design_lhs_record, &design_random_record, &design_sequence_record, &design_morris_record,
    &design_saltelli_record, &design_filter_record, &experiment_file_replications_record,
    &experiment_file_target_record, &experiment_file_rare_record,
    &experiment_calibration_target_record};

enum status
experiment_schema(struct buffer *b)
{
    static const struct schema_document document = {.title = "cbmsim experiment",
        .format = EXPERIMENT_FORMAT,
        .record = &experiment_file_record,
        .definitions = definitions,
        .n_definitions = sizeof(definitions) / sizeof(definitions[0])};

    return schema_print_document(b, &document);
}
