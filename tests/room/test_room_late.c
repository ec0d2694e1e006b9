/* Tests that a submission after the end of its stop is refused, and that the log has a record of
   it. */
#include "roomed.h"

/* Returns the number of records `late` of the log, and finds the last of them. */
static int32_t
late(const struct roomed *r, const struct record_late **last)
{
    const struct exercise *x = &r->session->exercise;
    int32_t n = 0;

    for (int64_t i = 0; i < x->n_records; i++) {
        if (x->records[i].kind == RECORD_late) {
            *last = &x->records[i].late;
            n++;
        }
    }
    return n;
}

static int32_t
decide(struct roomed *r, enum roomed_who who, int64_t matter, const char *key)
{
    char body[256];

    r->now += ROOM_SECOND / 5;
    (void)snprintf(body, sizeof(body),
        "{'key': '%s', 'tabled': %lld, 'family': 'pass', 'row': 'absorb', 'why': 'WHY-LATE'}",
        key, (long long)matter);
    return roomed_post(
        r, who == ROOMED_TABLE ? ROOM_CONSOLE : ROOM_TEAMS, "/api/settle", who, body);
}

static void
a_decision_after_the_close_is_logged(void **state)
{
    struct roomed r;
    const struct record_late *last = NULL;
    int64_t matter, n, of_beta;

    (void)state;
    matter = roomed_enter_decision(&r, 3);
    assert_int_equal(decide(&r, ROOMED_ALPHA, matter, "in-time"), 200);
    assert_int_equal(roomed_console(&r, "close", ""), 200);
    n = roomed_number(roomed_page(&r, ROOMED_ALPHA), "n");
    of_beta = roomed_number(roomed_page(&r, ROOMED_BETA), "n");
    assert_int_equal(late(&r, &last), 0); /* twin: a submission in time has no such record */
    assert_int_equal(decide(&r, ROOMED_ALPHA, matter, "late"), 409);
    assert_true(roomed_has(&r, "'error': 'closed'"));
    assert_int_equal(late(&r, &last), 1);
    assert_string_equal(last->seat, "alpha");
    assert_string_equal(last->submission, "settle");
    assert_int_equal(last->matter, matter);
    assert_string_equal(last->choice, "pass");
    assert_string_equal(last->why, "WHY-LATE");
    assert_int_equal(last->device, 1);
    assert_int_equal(roomed_number(roomed_page(&r, ROOMED_ALPHA), "n"), n);
    assert_int_equal(roomed_number(roomed_page(&r, ROOMED_BETA), "n"), of_beta);
    assert_false(roomed_has(&r, "WHY-LATE"));
    assert_int_equal(
        roomed_get(&r, ROOM_CONSOLE, "/api/console/state", ROOMED_FACILITATOR), 200);
    assert_non_null(roomed_item(json_find(roomed_json(&r), "records"), "do", "late"));

    /* the same submission again: because the reply was lost, from another device, at the next
       stop */
    assert_int_equal(decide(&r, ROOMED_ALPHA, matter, "late"), 409);
    assert_int_equal(decide(&r, ROOMED_ALPHA, matter, "later"), 409);
    assert_int_equal(late(&r, &last), 1);
    assert_int_equal(decide(&r, ROOMED_TABLE, matter, "at-the-table"), 409);
    assert_int_equal(late(&r, &last), 2);
    assert_int_equal(last->device, -1);
    assert_int_equal(roomed_console(&r, "go", "'unsettled': 'habit'"), 200);
    assert_int_equal(decide(&r, ROOMED_ALPHA, matter, "late"), 409);
    assert_true(roomed_has(&r, "'error': 'gone'"));
    assert_int_equal(late(&r, &last), 2);
    assert_int_equal(decide(&r, ROOMED_ALPHA, matter, "much-later"), 409);
    assert_int_equal(late(&r, &last), 3);
    roomed_leave(&r);
}

static void
only_what_had_a_stop_is_late(void **state)
{
    struct roomed r;
    const struct record_late *last = NULL;
    int64_t matter, records;

    (void)state;
    roomed_enter(&r, 3);
    roomed_join_all(&r);
    records = roomed_records(&r);
    assert_int_equal(decide(&r, ROOMED_ALPHA, 1, "a"), 409); /* the lobby */
    assert_int_equal(roomed_submit(&r, "act", ROOMED_ALPHA, "'initiative': 'warn'"), 409);
    assert_int_equal(roomed_records(&r), records);
    matter = roomed_matter(&r, ROOMED_ALPHA);
    assert_int_equal(decide(&r, ROOMED_ALPHA, matter + 500, "b"), 409); /* no such matter */
    assert_int_equal(
        roomed_submit(&r, "act", ROOMED_ALPHA, "'initiative': 'ping', 'with': 'alpha'"), 409);
    assert_int_equal(decide(&r, ROOMED_BETA, matter + 500, "c"), 409);
    assert_int_equal(late(&r, &last), 0);
    assert_int_equal(roomed_console(&r, "close", ""), 200);
    assert_int_equal(roomed_submit(&r, "act", ROOMED_ALPHA, "'initiative': 'warn'"), 409);
    assert_int_equal(late(&r, &last), 1); /* twin: there is such an initiative */
    assert_string_equal(last->submission, "act");
    assert_string_equal(last->choice, "warn");
    assert_int_equal(last->matter, -1);
    roomed_leave(&r);
}

/* A page that repeats a late submission with a new key each time does not fill the disk. */
static void
a_device_adds_few(void **state)
{
    struct roomed r;
    const struct record_late *last = NULL;
    int64_t matter;
    char key[16];

    (void)state;
    matter = roomed_enter_decision(&r, 3);
    roomed_review(&r);
    for (int k = 0; k < 50; k++) {
        (void)snprintf(key, sizeof(key), "key-%d", k);
        assert_int_equal(decide(&r, ROOMED_ALPHA, matter, key), 409);
        assert_int_equal(roomed_submit(&r, "act", ROOMED_ALPHA, "'initiative': 'warn'"), 409);
    }
    assert_int_equal(late(&r, &last), 1);
    roomed_leave(&r);
}

/* ---- what people wrote, in the files ---- */

static bool
file_has(const struct roomed *r, const char *name, const char *text)
{
    static char read[1 << 22];
    char path[SCRATCH_PATH];
    FILE *file = fopen(scratch_join(path, r->played.directory, name), "rb");
    size_t n;

    assert_non_null(file);
    n = fread(read, 1, sizeof(read) - 1, file);
    read[n] = '\0';
    assert_int_equal(fclose(file), 0);
    assert_true(n > 0 && n < sizeof(read) - 1);
    return strstr(read, text) != NULL;
}

static bool
exports_have(const struct roomed *r, const char *text)
{
    bool page = file_has(r, "review.html", text);

    assert_int_equal(file_has(r, "export/decisions.csv", text), page);
    assert_int_equal(file_has(r, "export/exercise.json", text), page);
    return page;
}

/* Waits until the files are offered, and checks that they have the requested form. */
static void
wait_for_files(struct roomed *r, const char *texts)
{
    assert_int_equal(
        roomed_get_until(r, "/api/console/state", 200, "'exports': ['review.html'"), 200);
    assert_true(roomed_has(r, texts));
}

static void
the_files_leave_out_what_people_wrote(void **state)
{
    struct roomed r;
    char body[64];
    int64_t matter, records;

    (void)state;
    matter = roomed_enter_decision(&r, 3);
    assert_int_equal(decide(&r, ROOMED_ALPHA, matter, "in-time"), 200);
    records = roomed_records(&r);
    assert_int_equal(roomed_console(&r, "texts", ""), 400);
    assert_int_equal(roomed_console(&r, "texts", "'exported': true"), 200);
    assert_int_equal(roomed_records(&r), records); /* the value was already true */
    assert_int_equal(roomed_console(&r, "texts", "'exported': false"), 200);
    assert_int_equal(roomed_records(&r), records + 1);
    (void)snprintf(body, sizeof(body), "'to': %lld", (long long)records);
    /* `back` undoes the exercise, but not this choice */
    assert_int_equal(roomed_console(&r, "back", body), 200);
    roomed_review(&r);
    wait_for_files(&r, "'texts': false");
    assert_false(exports_have(&r, "WHY-LATE"));
    assert_int_equal(roomed_console(&r, "texts", "'exported': true"), 200);
    assert_int_equal(
        roomed_get(&r, ROOM_CONSOLE, "/export/review.html", ROOMED_FACILITATOR), 409);
    wait_for_files(&r, "'texts': true");
    assert_true(exports_have(&r, "WHY-LATE")); /* twin */
    assert_int_equal(roomed_console(&r, "texts", "'exported': false"), 200);
    wait_for_files(&r, "'texts': false");
    assert_false(exports_have(&r, "WHY-LATE"));
    assert_int_equal(
        roomed_get(&r, ROOM_CONSOLE, "/export/review.html", ROOMED_FACILITATOR), 200);
    assert_false(roomed_has(&r, "WHY-LATE"));
    roomed_leave(&r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decision_after_the_close_is_logged),
        cmocka_unit_test(only_what_had_a_stop_is_late),
        cmocka_unit_test(a_device_adds_few),
        cmocka_unit_test(the_files_leave_out_what_people_wrote),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
