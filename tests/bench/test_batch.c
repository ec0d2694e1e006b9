#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bench/exponential_batch.h"
#include "kernel/distribution.h"
#include "kernel/stream.h"

/* The vectorised loop returns the same bits as the scalar call, also after the last block of an
   index. */
static void
batch_has_the_bits_of_the_stream(void **state)
{
    const struct stream_base base = {.seed = 10, .replication = 2, .world = 4};
    struct exponential_batch b = exponential_batch_at(&base, 20, 21, 22);

    (void)state;
    for (uint64_t index = 22; index < 24; index++) {
        struct stream s = stream_at(&base, 20, 21, index);

        for (int i = 0; i < (index == 22 ? 4 << 16 : 1000); i++) {
            double x = exponential_batch_next(&b);
            double y = distribution_exponential(stream_next(&s));

            assert_memory_equal(&x, &y, sizeof(x));
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(batch_has_the_bits_of_the_stream),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
