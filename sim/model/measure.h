/**
 * measure.h - the catalogue of confidence-building measures. A measure is one row.
 *
 * A row says which levers the measure moves and by how much, where that comes from, and how it
 * lives: how long it takes to work, how it fades and what refreshes it. An agreement holds
 * measures of its own, each started from a row. The weight of a measure between two parties is
 *
 *   w = sqrt(i_A a_A i_B a_B) * ramp * fresh         (MODEL.md 0.2)
 *
 * with i implementation and a activity (through a hub: the cube root of three products),
 * ramp = 1 - exp(-(t - t_on)/lag) and fresh = 2^(-(t - t_refresh)/half_life).
 * Effect sizes are defaults to be swept, never estimates.
 */
#ifndef MODEL_MEASURE_H
#define MODEL_MEASURE_H

#include "model/lever.h"

enum refreshed_by { REFRESH_NOTHING, REFRESH_USE, REFRESH_EXERCISE, REFRESH_CONSULTATION };
enum operation_class {
    OPERATION_ANY,
    OPERATION_ESPIONAGE,
    OPERATION_ATTACK,
    OPERATION_DESTRUCTIVE,
    OPERATION_CRIME
};
enum target_class {
    TARGET_ANY,
    TARGET_PRIVATE,
    TARGET_GOVERNMENT,
    TARGET_MILITARY,
    TARGET_CRITICAL
};
enum measure_channel {
    MEASURE_CHANNEL_ANY,
    MEASURE_CHANNEL_POLITICAL,
    MEASURE_CHANNEL_TECHNICAL,
    MEASURE_CHANNEL_LAW_ENFORCEMENT,
    MEASURE_CHANNEL_DEFENCE
};

struct measure {
    struct key key;
    const char *measure; /* id of the catalogue row, if it is not the key */
    const char *title;
    const char *family;     /* M1..M17; an id of its own for a user's invention */
    const char *references; /* OSCE 8; UN G1; article of the agreement */
    const char *mechanism;  /* one sentence: what it is meant to do */
    int32_t evidence;       /* quantified, qualitative, theory, assumption */
    double implementation, activity;
    double adoption_lag_days, half_life_days, lead_days;
    int32_t refreshed_by;
    int32_t channel;
    int32_t operation_class, target_class;
    bool pledge; /* breaking it is a violation, and the conscience of one's own responses */
    double cost_per_year;
    struct effect effect[LEVER_COUNT];
};

extern const struct record measure_record;
extern const struct rows measure_rows;
extern const char *const measure_evidence_names[];
extern const char *const measure_operation_names[];
extern const char *const measure_target_names[];

#endif
