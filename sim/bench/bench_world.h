/**
 * bench_world.h - makes artificial worlds of any size for measurements.
 *
 * The states form a ring. Each state has an intelligence service that targets its next neighbours.
 */
#ifndef BENCH_BENCH_WORLD_H
#define BENCH_BENCH_WORLD_H

#include "base/buffer.h"
#include "scenario/scenario.h"

/** The sizes of an artificial world. */
struct bench_shape {
    int32_t states, neighbours; /* targets of each service */
    double rate;                /* incidents of the services, per year in all */
    double days;                /* horizon */
    int32_t crime_step;         /* criminals target each crime_step-th state; 0: no criminals */
    bool complete;              /* every two states have a relation */
    int32_t agreements, parties; /* the k-th agreement is among states k * parties and the next
                                    ones, counted around the ring */
    const char *measures;        /* measures of each agreement, as JSON members */
    int32_t policies;            /* number of policies, which change the title only */
};

/** Writes the scenario. */
void bench_world_write(struct buffer *b, const struct bench_shape *shape);

/**
 * Writes an experiment with the file scenario.json of the same folder: `points` design points with
 * horizons of `days`, `days` + `step` and so on, each with that number of replications. `outputs`
 * is a member of the experiment that ends with a comma, such as "\"outputs\": {...},"; or "".
 */
void bench_world_points(struct buffer *b, const char *outputs, double days, double step,
    int32_t points, int64_t replications);

/**
 * Makes a scenario with n_states states and a horizon of ten years: services with four targets,
 * criminals that target every third state, and agreements among five states each.
 */
enum status bench_world(struct scenario *s, int32_t n_states, struct failure *f) MUST_CHECK;

#endif
