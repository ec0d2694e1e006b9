/* Tests a full disk: only saved records are confirmed, the pages report the fault, and the room
   tries again to save. */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "roomed.h"

static bool full;

ssize_t __real_write(int fd, const void *bytes, size_t length);
ssize_t __wrap_write(int fd, const void *bytes, size_t length);

ssize_t
__wrap_write(int fd, const void *bytes, size_t length)
{
    struct stat info;

    if (full && fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) {
        errno = ENOSPC;
        return -1;
    }
    return __real_write(fd, bytes, length);
}

static bool
console_warns(struct roomed *r)
{
    assert_int_equal(
        roomed_get(r, ROOM_CONSOLE, "/api/console/state", ROOMED_FACILITATOR), 200);
    return roomed_has(r, "'key': 'disk'");
}

static bool
screen_is_saved(struct roomed *r)
{
    assert_int_equal(roomed_get(r, ROOM_CONSOLE, "/api/screen/state", ROOMED_FACILITATOR), 200);
    return roomed_has(r, "'saved': true");
}

static void
a_full_disk_loses_nothing(void **state)
{
    static const char say[] = "'to': 'all', 'text': 'A word.'";
    struct roomed r;
    char code[SECRET_CODE_BYTES];
    int64_t records;

    (void)state;
    (void)roomed_enter_decision(&r, 3);
    (void)snprintf(code, sizeof(code), "%s", roomed_code(&r, "beta"));
    records = roomed_records(&r);
    assert_true(screen_is_saved(&r) && !console_warns(&r));
    full = true;
    assert_int_equal(roomed_submit(&r, "say", ROOMED_ALPHA, say), 507);
    assert_true(r.reply.wake);
    assert_int_equal(roomed_console(&r, "go", "'unsettled': 'habit'"), 507);
    assert_int_equal(roomed_console(&r, "code", "'seat': 'beta'"), 507);
    assert_int_equal(roomed_join(&r, code, "decide"), 507);
    assert_int_equal(
        roomed_submit(&r, "settle", ROOMED_ALPHA, "'tabled': 900, 'family': 'pass'"), 409);
    /* a request that is refused does not clear the warning, because it saves nothing */
    assert_true(!screen_is_saved(&r) && console_warns(&r));
    assert_int_equal(roomed_records(&r), records);
    assert_int_equal(roomed_get(&r, ROOM_TEAMS, "/api/state", ROOMED_ALPHA), 200);
    assert_false(roomed_has(&r, "A word."));
    full = false;
    assert_int_equal(roomed_submit(&r, "say", ROOMED_ALPHA, say), 200);
    assert_true(screen_is_saved(&r) && !console_warns(&r));
    assert_int_equal(roomed_join(&r, code, "decide"), 200); /* the old code is still valid */
    assert_int_equal(roomed_records(&r), records + 2);
    roomed_leave(&r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_disk_loses_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
