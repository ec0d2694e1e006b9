/**
 * continuations.h - worlds and comparisons for tests of copies and forks of runs.
 */
#ifndef TESTS_MODEL_CONTINUATIONS_H
#define TESTS_MODEL_CONTINUATIONS_H

#include "assert_ok.h"
#include "run_verify.h"
#include "worlds.h"

/* Two states, or three in tension with agreements and many incidents. */
#define SMALL                                                                                  \
    WORLD(                                                                                     \
        "'states': {'a': {}, 'b': {}}, 'horizon_days': 900, 'sources': {'x': "                 \
        "{'kind': 'state', 'home': 'a', 'targets': {'b': 4}}}")
#define LARGE                                                                                  \
    WORLD(WORLD_ABC                                                                            \
        ", 'horizon_days': 900, "                                                              \
        "'parameters': {'tension': {'jump': 0.8}}, "                                           \
        "'agreements': {'pact': {'parties': {'a': {}, 'b': {}}, "                              \
        "'measures': {'hotline': {}, 'cert_exchange': {}, 'consultations': {}, "               \
        "'joint_investigation': {}}}}")

/* Begins a replication and runs it until `day`. */
static inline void
begin_until(struct run *r, const struct world *w, uint64_t replication, double day)
{
    assert_ok(run_init(r, w, 7, replication, 0, NULL), NULL);
    assert_int_equal(run_until(r, w, day, NULL, NULL), RUN_REACHED);
}

/* Runs to the horizon; returns the fingerprint. */
static inline uint64_t
finish(struct run *r, const struct world *w)
{
    assert_int_equal(run_until(r, w, w->horizon_days, NULL, NULL), RUN_REACHED);
    return r->kernel.fingerprint;
}

static inline bool
same_array(const struct array *a, const struct array *b)
{
    return a->count == b->count && a->size == b->size &&
           (a->count == 0 || memcmp(a->at, b->at, (size_t)a->count * a->size) == 0);
}

/* Whether two runs have the same bytes in all used parts. */
static inline bool
same_bytes(const struct run *a, const struct run *b)
{
    bool same = a->n_arrays == b->n_arrays && a->kernel.now == b->kernel.now &&
                a->kernel.n_events == b->kernel.n_events &&
                a->kernel.fingerprint == b->kernel.fingerprint &&
                a->base.seed == b->base.seed && a->base.world == b->base.world &&
                a->base.replication == b->base.replication && a->waiting == b->waiting &&
                a->hold == b->hold && a->over == b->over &&
                a->n_candidates == b->n_candidates && a->headroom == b->headroom &&
                memcmp(a->seats, b->seats, sizeof(a->seats)) == 0;

    for (int32_t k = 0; same && k < a->n_arrays; k++) {
        same = same_array(&a->arrays[k], &b->arrays[k]);
    }
    return same && same_array(&a->kernel.queue.slots, &b->kernel.queue.slots) &&
           same_array(&a->kernel.queue.nodes, &b->kernel.queue.nodes) &&
           same_array(&a->kernel.queue.unused, &b->kernel.queue.unused);
}

#endif
