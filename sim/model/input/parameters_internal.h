/**
 * parameters_internal.h - records of the groups of parameters that have files of their own.
 *
 * Only parameters.c and the files of the groups include this header.
 */
#ifndef MODEL_INPUT_PARAMETERS_INTERNAL_H
#define MODEL_INPUT_PARAMETERS_INTERNAL_H

#include "model/input/parameters.h"

/* defined in parameters_incident.c: what happens to an incident */
extern const struct record parameters_rates_record;
extern const struct record parameters_publicity_record;
extern const struct record parameters_detection_record;
extern const struct record parameters_perception_record;
extern const struct record parameters_attribution_record;

/* defined in parameters_response.c: how states communicate and respond */
extern const struct record parameters_clarification_record;
extern const struct record parameters_sharing_record;
extern const struct record parameters_decision_record;
extern const struct record parameters_truth_record;

/**
 * Defines the record of the group \p name_. Its rows are `name_##_fields`, which describe a
 * RECORD_TYPE.
 */
#define PARAMETER_GROUP(name_, doc_)                                                           \
    const struct record parameters_##name_##_record = {.name = #name_,                         \
        .doc = (doc_),                                                                         \
        .size = sizeof(RECORD_TYPE),                                                           \
        .fields = name_##_fields,                                                              \
        .n_fields = FIELD_COUNT_OF(name_##_fields)}

#endif
