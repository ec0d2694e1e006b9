/**
 * incident_type.h - the types of incident. Each type is one row.
 *
 * The rows with a share are the combinations of method and objective in DCID 2.0 (Dyadic Cyber
 * Incident Dataset), a record of publicly observed incidents. Their shares, severities and
 * durations are aggregates of 425 incidents from 2000 to 2020. For nuisances, only the median
 * duration comes from DCID. Rows without a share occur only if a source of the scenario names them
 * in its mix.
 */
#ifndef MODEL_INPUT_INCIDENT_TYPE_H
#define MODEL_INPUT_INCIDENT_TYPE_H

#include "format/field.h"

enum incident_class {
    CLASS_ESPIONAGE,
    CLASS_PREPOSITIONING,
    CLASS_DISRUPTION,
    CLASS_DEGRADATION,
    CLASS_CRIME,
    CLASS_ACCIDENT,
    CLASS_COUNT,
};

/**
 * Coercive objective, as in the code book of DCID. "Short term" and "long term" are kinds of
 * espionage.
 */
enum incident_objective {
    OBJECTIVE_DISRUPTION,
    OBJECTIVE_SHORT_TERM,
    OBJECTIVE_LONG_TERM,
    OBJECTIVE_DEGRADATION,
    OBJECTIVE_NONE,
};

enum { SEVERITY_MAX = 10 };

struct incident_type {
    struct key key;
    const char *title;
    int32_t class_;    /* enum incident_class */
    int32_t method;    /* index of incident_method_names; the methods of DCID */
    int32_t objective; /* enum incident_objective */
    double share;
    double severity[SEVERITY_MAX]; /* weights of the severities 1 to 10 */
    double duration_log_mean, duration_log_sd;
    /* days that the victim needs to remove the cause; 0: the victim cannot end the incident
       sooner */
    double removal_days;
    double demand, concession;
    double immediate_harm;
};

extern const struct record incident_type_record;
extern const struct builtins incident_type_rows;
extern const char *const incident_class_names[];
extern const char *const incident_method_names[];
extern const char *const incident_objective_names[];

/**
 * Whether a class is stealthy: espionage or pre-positioning. These incidents are detected late and
 * seldom published. Incidents of other classes are detected at once.
 */
bool incident_class_is_stealthy(int64_t class_);
bool incident_type_is_stealthy(const struct incident_type *t);

/**
 * Whether an incident of the type is no attack: espionage, pre-positioning or an accident. A victim
 * may misread it as an attack.
 */
bool incident_type_is_no_attack(const struct incident_type *t);

/**
 * Whether the type can destroy something: its objective is degradation, and its method is not
 * denial of service.
 */
bool incident_type_is_destructive(const struct incident_type *t);

/** Whether everybody can see an operation of the type: its method is defacement. */
bool incident_type_is_open(const struct incident_type *t);

/**
 * Whether an operation of the type may spread by itself beyond its target: its method is malware.
 */
bool incident_type_spreads(const struct incident_type *t);

/** Whether an operation of the type makes a demand that its target can concede. */
bool incident_type_demands(const struct incident_type *t);

/** Returns the mean severity of the type, by its weights; 3 if it has no weights. */
double incident_type_mean_severity(const struct incident_type *t);

/**
 * Returns the index of the built-in row with that id in incident_type_rows; -1 if there is none.
 */
int32_t incident_type_row(const char *id);

#endif
