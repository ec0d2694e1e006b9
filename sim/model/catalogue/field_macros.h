/**
 * field_macros.h - macros for the rows that describe the members of the model's structs.
 *
 * The arguments of NUMBER are: struct, member, minimum, maximum, default, unit, origin of the
 * default (SWEEP, FITTED, DATA or NEUTRAL), meaning. The other macros have only the arguments that
 * apply to them.
 */
#ifndef MODEL_CATALOGUE_FIELD_MACROS_H
#define MODEL_CATALOGUE_FIELD_MACROS_H

#include "format/field.h"

/** The default has no evidence. [low, high] is the range to sweep. */
#define SWEEP(low, high) .evidence = EVIDENCE_ASSUMED, .sweep_low = (low), .sweep_high = (high)
/** The default is fitted to this validation target. */
#define FITTED(target) .evidence = EVIDENCE_FITTED, .source = (target)
/** The default is computed from this public data. */
#define DATA(from) .evidence = EVIDENCE_DATA, .source = (from)
/** The default is neutral by definition, or the author of a scenario sets the value. */
#define NEUTRAL .evidence = EVIDENCE_DEFINITION
/**
 * Marks a member that the built-in rows do not set: every item gets the default of the member. The
 * argument is one of the macros above, as in NOT_OF_ROWS(NEUTRAL).
 */
#define NOT_OF_ROWS(...) __VA_ARGS__, .keep_default = true

#define NUMBER(type, member, low, high, value, unit_, where, doc_)                             \
    FIELD(type, member, .min = (low), .max = (high), .default_value = (value),                 \
        .unit = (unit_), where, .doc = (doc_))
/* Like NUMBER, for a member of RECORD_TYPE. The macro repeats the text of NUMBER, because a call of
   NUMBER would expand the arguments twice. */
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
/* The last arguments are the meaning and, optionally, further members of struct field. */
#define MAP(type, member, record_, ...)                                                        \
    FIELD(type, member, .record = (record_), .unit = "", .doc = __VA_ARGS__)

#define MEMBERS_LISTED "'cbmsim describe parameters' lists the members"

/** Defines `const struct record NAME_record`, whose fields are `NAME_fields`. */
#define RECORD(name_, type, doc_)                                                              \
    const struct record name_##_record = {.name = #name_,                                      \
        .doc = (doc_),                                                                         \
        .size = sizeof(type),                                                                  \
        .fields = name_##_fields,                                                              \
        .n_fields = FIELD_COUNT_OF(name_##_fields),                                            \
        .listed = MEMBERS_LISTED}

#endif
