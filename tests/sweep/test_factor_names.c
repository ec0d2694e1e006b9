/* Tests that no factor can have the name of a column of a table that is joined with design.csv. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/experiment_file.h"
#include "observe/metric.h"
#include "stats/comparison.h"
#include "stats/convergence.h"
#include "stats/survival.h"
#include "sweep/layout.h"

static int32_t
check_columns(const struct record *record)
{
    int32_t n = 0;

    for (int32_t i = 0; i < record->n_fields; i++) {
        const struct field *field = &record->fields[i];

        if (field->kind == FIELD_OBJECT) {
            n += check_columns(field->record);
        } else if (experiment_columns_table(field->name) == NULL) {
            fail_msg("a factor can have the name of the column %s", field->name);
        } else {
            n++;
        }
    }
    return n;
}

static void
test_every_column_is_refused(void **state)
{
    const struct record *const records[] = {&metric_run_record, &layout_failure_record,
        &layout_policy_record, &layout_timing_record, &summary_record, &comparison_record,
        &convergence_record, &survival_record};
    int32_t n = 0;

    (void)state;
    for (size_t k = 0; k < sizeof(records) / sizeof(records[0]); k++) {
        n += check_columns(records[k]);
    }
    for (int32_t k = 0; k < RECORDER_FILES; k++) {
        n += check_columns(recorder_files[k].record);
    }
    assert_true(n > 250);
}

static void
test_other_names_are_not(void **state)
{
    (void)state;
    assert_null(experiment_columns_table("trust"));
    assert_null(experiment_columns_table("run")); /* a group of columns, not a column */
    assert_null(experiment_columns_table(""));
    assert_string_equal(experiment_columns_table("point_id"), "design.csv");
    assert_string_equal(experiment_columns_table("rep"), "runs.csv");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_column_is_refused),
        cmocka_unit_test(test_other_names_are_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
