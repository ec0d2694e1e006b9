#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"
#include "kernel/stream.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/*
 * Philox4x64-10: the test vectors published with Random123. The published counters and keys are
 * set through the address: index and block are the first word of the counter, the purpose is the
 * second word of the key.
 */
static void
philox_gives_the_published_results(void **state)
{
    static const struct {
        uint64_t counter[4], key[2], expected[4];
    } vector[] = {
        {{0, 0, 0, 0}, {0, 0},
            {UINT64_C(0x16554d9eca36314c), UINT64_C(0xdb20fe9d672d0fdc),
                UINT64_C(0xd7e772cee186176b), UINT64_C(0x7e68b68aec7ba23b)}},
        {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}, {UINT64_MAX, UINT64_MAX},
            {UINT64_C(0x87b092c3013fe90b), UINT64_C(0x438c3c67be8d0224),
                UINT64_C(0x9cc7d7c69cd777b6), UINT64_C(0xa09caebf594f0ba0)}},
        {{UINT64_C(0x243f6a8885a308d3), UINT64_C(0x13198a2e03707344),
             UINT64_C(0xa4093822299f31d0), UINT64_C(0x082efa98ec4e6c89)},
            {UINT64_C(0x452821e638d01377), UINT64_C(0xbe5466cf34e90c6c)},
            {UINT64_C(0xa528f45403e61d95), UINT64_C(0x38c72dbd566e9788),
                UINT64_C(0xa5a1610e72fd18b5), UINT64_C(0x57bd43b5e52b7fe6)}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(vector) / sizeof(vector[0]); i++) {
        const uint64_t *counter = vector[i].counter;
        const struct stream_base base = {vector[i].key[0], counter[2], counter[3]};
        uint64_t words[4];

        stream_words(
            &base, vector[i].key[1], counter[1], counter[0] >> 16, counter[0] & 0xffff, words);
        assert_memory_equal(words, vector[i].expected, sizeof(words));
    }
}

/* Tests the layout of addresses, version 1. The expected words were computed independently with big
   integers. */
static void
address_layout_is_fixed(void **state)
{
    static const uint64_t expected[4] = {UINT64_C(0x4a89246c574bfa77),
        UINT64_C(0x10d2de39e3e3e511), UINT64_C(0xf3530f1e2350f339),
        UINT64_C(0x0d46d6cd964305db)};
    const struct stream_base base = {.seed = 20261122, .replication = 7, .world = 3};
    uint64_t words[4];

    (void)state;
    assert_int_equal(STREAM_VERSION, 1);
    assert_true(hash_text("") == UINT64_C(0xefd01f60ba992926));
    assert_true(hash_text("a") == UINT64_C(0x82a2a958a9bece5b));
    assert_true(stream_child(hash_text("a"), 2, 3) == UINT64_C(0x9b5a7b46b905a2e2));
    stream_words(
        &base, hash_text("incident"), stream_child(hash_text("a"), 2, 3), 12345, 6, words);
    assert_memory_equal(words, expected, sizeof(words));
}

static int
ascending(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* Neighbouring addresses in every coordinate: all words differ, in half of their bits. */
static void
every_coordinate_matters(void **state)
{
    enum { SIDE = 3, ALL = SIDE * SIDE * SIDE * SIDE * SIDE * SIDE * SIDE };
    uint64_t *first = calloc(ALL, sizeof(*first));
    double differing = 0;

    (void)state;
    for (int i = 0; i < ALL; i++) {
        uint64_t c[7], words[4];
        int rest = i;

        for (int j = 0; j < 7; j++, rest /= SIDE) {
            c[j] = (uint64_t)(rest % SIDE);
        }
        stream_words(&(struct stream_base){c[0], c[1], c[2]}, c[3], c[4], c[5], c[6], words);
        first[i] = words[0];
        if (i > 0) {
            differing += __builtin_popcountll(first[i] ^ first[i - 1]);
        }
    }
    /* Standard error of the mean: 4/sqrt(2186) = 0.086. */
    assert_true(fabs(differing / (ALL - 1) - 32) < 0.4);
    qsort(first, ALL, sizeof(*first), ascending);
    for (int i = 1; i < ALL; i++) {
        assert_true(first[i] != first[i - 1]);
    }
    free(first);
}

/* A change of one bit of one word changes each bit of the child with probability 1/2. */
static void
child_mixes_well(void **state)
{
    int changed[64] = {0};
    int trials = 0;

    (void)state;
    for (uint64_t parent = 0; parent < 20; parent++) {
        uint64_t base = stream_child(parent, 5, parent * 3);

        for (int bit = 0; bit < 64; bit++) {
            uint64_t one = UINT64_C(1) << bit;
            uint64_t other[3] = {stream_child(parent ^ one, 5, parent * 3),
                stream_child(parent, 5 ^ one, parent * 3),
                stream_child(parent, 5, (parent * 3) ^ one)};

            for (int word = 0; word < 3; word++, trials++) {
                for (int j = 0; j < 64; j++) {
                    changed[j] += (int)((base ^ other[word]) >> j & 1);
                }
            }
        }
    }
    for (int j = 0; j < 64; j++) {
        /* 3840 trials: standard error 0.008, tolerance five of them */
        assert_true(fabs((double)changed[j] / trials - 0.5) < 0.04);
    }
    assert_true(stream_child(1, 2, 3) != stream_child(2, 1, 3));
    assert_true(stream_child(1, 2, 3) != stream_child(1, 3, 2));
    assert_true(stream_child(1, 2, 3) != stream_child(3, 2, 1));
    assert_true(stream_child(0, 0, 0) != 0);
}

static void
block_and_cursor_give_the_same_numbers(void **state)
{
    const struct stream_base base = {.seed = 5, .replication = 1};
    struct stream s = stream_at(&base, 11, 12, 13);
    uint64_t words[4 * 5];

    (void)state;
    stream_fill(&base, 11, 12, 13, 0, 5, words);
    assert_true(stream_uniform(&base, 11, 12, 13) == stream_block(&base, 11, 12, 13, 0).u[0]);
    for (uint64_t block = 0; block < 5; block++) {
        struct stream_block b = stream_block(&base, 11, 12, 13, block);
        uint64_t expected[4];

        stream_words(&base, 11, 12, 13, block, expected);
        assert_memory_equal(words + 4 * block, expected, sizeof(expected));
        for (int i = 0; i < 4; i++) {
            assert_true(stream_next(&s) == b.u[i]);
        }
    }
}

static void
a_part_of_a_block_holds_nothing_else(void **state)
{
    const struct stream_base base = {.seed = 5, .replication = 6};
    const struct stream_block whole = stream_block(&base, 1, 2, 3, 0);

    (void)state;
    for (int32_t first = 0; first <= 4; first++) {
        for (int32_t n = 0; first + n <= 4; n++) {
            const struct stream_block part = stream_part(&base, 1, 2, 3, first, n);

            for (int32_t k = 0; k < 4; k++) {
                bool inside = k >= first && k < first + n;

                assert_true(inside ? part.u[k] == whole.u[k] : isnan(part.u[k]));
            }
        }
    }
}

/* Returns (k + 1/2) 2^-53, rounded to nearest. This is computed in another way: in long double,
   then rounded to double. */
static void
uniform_is_as_documented(void **state)
{
    const struct stream_base base = {.seed = 6, .replication = 1};
    double minimum = 1, maximum = 0;

    (void)state;
    for (uint64_t block = 0; block < 20000; block++) {
        struct stream_block b = stream_block(&base, 1, 2, 3, block);
        uint64_t words[4];

        stream_words(&base, 1, 2, 3, block, words);
        for (int i = 0; i < 4; i++) {
            long double exact = ((long double)(words[i] >> 11) + 0.5L) * 0x1p-53L;

            assert_true(b.u[i] == (double)exact);
            minimum = fmin(minimum, b.u[i]);
            maximum = fmax(maximum, b.u[i]);
        }
    }
    assert_true(minimum > 0 && maximum < 1);
}

/* Kolmogorov's statistic times sqrt(n); above 1.95 with probability 0.001. */
static double
kolmogorov(double *u, int n)
{
    double d = 0;

    for (int i = 1; i < n; i++) {
        double x = u[i];
        int j = i;

        for (; j > 0 && u[j - 1] > x; j--) {
            u[j] = u[j - 1];
        }
        u[j] = x;
    }
    for (int i = 0; i < n; i++) {
        d = fmax(d, fmax((i + 1.0) / n - u[i], u[i] - (double)i / n));
    }
    return d * sqrt(n);
}

static void
uniforms_are_uniform(void **state)
{
    enum { N = 4000 };
    const struct stream_base base = {.seed = 8, .replication = 1};
    double u[N], bent[N];

    (void)state;
    for (uint64_t i = 0; i < N; i++) {
        /* One draw from each of N addresses, as in the model. */
        u[i] = stream_uniform(&base, hash_text("test"), stream_child(1, 2, i), 0);
        bent[i] = pow(u[i], 1.15);
    }
    assert_true(kolmogorov(u, N) < 1.95);
    assert_true(kolmogorov(bent, N) > 1.95);
}

static void
gsl_draws_the_same_numbers(void **state)
{
    gsl_rng *rng = gsl_rng_alloc(stream_gsl_type);
    const struct stream_base base = {.seed = 42, .replication = 1};
    gsl_rng *copy;
    double mean = 0;
    uint64_t words[8];

    (void)state;
    stream_fill(&base, hash_text("gsl"), 0, 0, 0, 2, words);
    gsl_rng_set(rng, 42);
    for (int i = 0; i < 7; i++) {
        assert_true(gsl_rng_get(rng) == words[i]);
    }
    copy = gsl_rng_clone(rng);
    assert_true(gsl_rng_get(copy) == words[7]);
    assert_true(gsl_rng_uniform(rng) == stream_block(&base, hash_text("gsl"), 0, 0, 1).u[3]);
    for (int i = 0; i < 70000 * 4; i++) {
        mean += gsl_ran_exponential(rng, 1);
    }
    /* After 2^16 blocks the stream continues at the next index. The standard error of the mean of
       280,000 exponentials is 0.0019. */
    assert_true(fabs(mean / (70000 * 4) - 1) < 0.01);
    gsl_rng_free(copy);
    gsl_rng_free(rng);
}

static void
gsl_continues_at_the_next_index(void **state)
{
    gsl_rng *rng = gsl_rng_alloc(stream_gsl_type);
    const struct stream_base base = {.seed = 9, .replication = 1};
    uint64_t words[4];

    (void)state;
    gsl_rng_set(rng, 9);
    for (int i = 0; i < 4 << 16; i++) {
        (void)gsl_rng_get(rng);
    }
    stream_words(&base, hash_text("gsl"), 0, 1, 0, words);
    assert_true(gsl_rng_get(rng) == words[0]);
    /* Seeds that differ only above 32 bits give different numbers. */
    gsl_rng_set(rng, UINT64_C(1) << 32 | 9);
    assert_true(gsl_rng_get(rng) != words[0]);
    gsl_rng_free(rng);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(philox_gives_the_published_results),
        cmocka_unit_test(address_layout_is_fixed),
        cmocka_unit_test(every_coordinate_matters),
        cmocka_unit_test(child_mixes_well),
        cmocka_unit_test(block_and_cursor_give_the_same_numbers),
        cmocka_unit_test(a_part_of_a_block_holds_nothing_else),
        cmocka_unit_test(uniform_is_as_documented),
        cmocka_unit_test(uniforms_are_uniform),
        cmocka_unit_test(gsl_draws_the_same_numbers),
        cmocka_unit_test(gsl_continues_at_the_next_index),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
