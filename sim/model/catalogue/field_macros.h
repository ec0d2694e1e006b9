/**
 * field_macros.h - short forms for the rows that describe the model's members.
 *
 * A row reads: struct, member, least, most, preset, unit, where the preset comes from, meaning.
 */
#ifndef MODEL_CATALOGUE_FIELD_MACROS_H
#define MODEL_CATALOGUE_FIELD_MACROS_H

#include "format/field.h"

/** Default without evidence: sweep it over [low, high]. */
#define SWEEP(low, high) .evidence = EVIDENCE_ASSUMED, .sweep_low = (low), .sweep_high = (high)
/** Chosen so that a validation target comes out. */
#define FITTED(target) .evidence = EVIDENCE_FITTED, .source = (target)
/** An aggregate of public data. */
#define DATA(from) .evidence = EVIDENCE_DATA, .source = (from)
/** Neutral by definition, or for the author of the scenario to set. */
#define NEUTRAL .evidence = EVIDENCE_DEFINITION

#define NUMBER(type, member, low, high, value, unit_, where, doc_)                             \
    FIELD(type, member, .min = (low), .max = (high), .default_value = (value),                 \
        .unit = (unit_), where, .doc = (doc_))
/* Of the struct T. NUMBER over again, since its arguments would be expanded once too often through
   it. */
#define NUMBER_OF(member, low, high, value, unit_, where, doc_)                                \
    FIELD(RECORD_TYPE, member, .min = (low), .max = (high), .default_value = (value),          \
        .unit = (unit_), where, .doc = (doc_))
#define SWITCH(type, member, value, doc_)                                                      \
    FIELD(type, member, .default_value = (value), .unit = "", .doc = (doc_))
#define TEXT(type, member, doc_) FIELD(type, member, .unit = "", .doc = (doc_))
#define DATE(type, member, doc_)                                                               \
    FIELD_AS(type, member, FIELD_DATE, .unit = "date", .doc = (doc_))
#define CHOICE(type, member, names, value, doc_)                                               \
    FIELD_AS(type, member, FIELD_CHOICE, .choices = (names), .default_value = (value),         \
        .unit = "", .doc = (doc_))
#define REF(type, member, map, doc_)                                                           \
    FIELD_AS(type, member, FIELD_REF, .refers = (map), .unit = "", .doc = (doc_))
#define OBJECT(type, member, record_, doc_)                                                    \
    FIELD_AS(type, member, FIELD_OBJECT, .record = (record_), .unit = "", .doc = (doc_))
/* The sentence comes first among the rest, further members may follow it. */
#define MAP(type, member, record_, ...)                                                        \
    FIELD(type, member, .record = (record_), .unit = "", .doc = __VA_ARGS__)

/** `const struct record name_record` over `name_fields`. */
#define RECORD(name_, type, doc_)                                                              \
    const struct record name_##_record = {.name = #name_,                                      \
        .doc = (doc_),                                                                         \
        .size = sizeof(type),                                                                  \
        .fields = name_##_fields,                                                              \
        .n_fields = FIELD_COUNT_OF(name_##_fields)}

#endif
