/* Tests the journal: added rows are read back, even if the end or the middle of the file is
   damaged. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "sweep/journal/crc32c.h"
#include "sweep/journal/journal.h"
#include "sweep/journal/journal_file.h"

enum { POLICIES = 2, PARTS = 3, RUNS = 4, BLOCKS = 5, BYTES = 1 << 16 };

static const struct journal_shape shape = {
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", POLICIES, PARTS};

/* A journal in memory, so that every way of breaking it is cheap. */
struct bytes {
    char at[BYTES];
    size_t length;
};

static int
open_bytes(const struct bytes *b)
{
    char path[] = "/tmp/cbmsim-journal-XXXXXX";
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(write(fd, b->at, b->length), b->length);
    assert_int_equal(fcntl(fd, F_SETFL, O_APPEND), 0);
    return fd;
}

/* Opens a journal that can be opened. */
static void
open_journal(struct journal *j, const struct bytes *b, const char *name, bool writable)
{
    struct failure f = {0};

    assert_ok(journal_open(j, open_bytes(b), name, &shape, writable, &f), &f);
}

static void
read_bytes(int fd, struct bytes *b)
{
    ssize_t n = pread(fd, b->at, BYTES, 0);

    assert_true(n >= 0 && n < BYTES);
    b->length = (size_t)n;
}

/* Writes the text of a run, which is its name. Some texts are longer than others. */
static void
print_run(char out[64], int32_t point, int32_t policy, int32_t part, int32_t rep)
{
    (void)snprintf(out, 64, "<%d/%d/%d/%d%.*s>", point, policy, part, rep, rep % 5, "++++++++");
}

static void
add_block(struct journal *j, int32_t point, int32_t first)
{
    uint32_t lengths[POLICIES * PARTS * RUNS];
    struct journal_block block = {.point_id = point,
        .point_key = (uint64_t)point << 40 | 7,
        .first = first,
        .n = RUNS,
        .n_failed = 1,
        .nanoseconds = 5,
        .lengths = lengths};
    struct buffer packed = {0};
    struct failure f = {0};
    int32_t k = 0;

    for (int32_t policy = 0; policy < POLICIES; policy++) {
        for (int32_t part = 0; part < PARTS; part++) {
            for (int32_t i = 0; i < RUNS; i++) {
                char text[64];

                print_run(text, point, policy, part, first + i);
                lengths[k++] = (uint32_t)strlen(text);
                buffer_text(&block.text, text);
            }
        }
    }
    assert_ok(journal_pack(j, &block, &packed), NULL);
    assert_ok(journal_append(j, &packed, &f), &f);
    buffer_free(&packed);
    buffer_free(&block.text);
}

static void
check_block(const struct journal *j, struct journal_entry e)
{
    struct journal_view v = {0};
    struct buffer text = {0}, expected = {0};
    struct failure f = {0};

    assert_ok(journal_lengths(j, e, true, &v, &f), &f);
    assert_true(v.block.point_key == ((uint64_t)e.point_id << 40 | 7));
    assert_int_equal(v.block.n, RUNS);
    for (int32_t policy = 0; policy < POLICIES; policy++) {
        for (int32_t part = 0; part < PARTS; part++) {
            for (int32_t i = 1; i < RUNS; i++) {
                char one[64];

                print_run(one, e.point_id, policy, part, e.first + i);
                buffer_text(&expected, one);
            }
            assert_ok(journal_text(j, &v, policy, 1, RUNS, part, &text, &f), &f);
        }
    }
    assert_int_equal(text.length, expected.length);
    assert_memory_equal(text.at, expected.at, text.length);
    buffer_free(&text);
    buffer_free(&expected);
    journal_view_free(&v);
}

/* Makes a valid journal of BLOCKS blocks, and stores the end of each block. */
static void
make(struct bytes *b, size_t ends[BLOCKS + 1])
{
    struct journal j;

    b->length = 0;
    open_journal(&j, b, "journal", true);
    ends[0] = (size_t)j.length;
    for (int32_t i = 0; i < BLOCKS; i++) {
        add_block(&j, BLOCKS - i, 1 + RUNS * (i % 2));
        ends[i + 1] = (size_t)j.length;
    }
    read_bytes(j.fd, b);
    assert_int_equal(b->length, ends[BLOCKS]);
    journal_close(&j);
}

static void
test_checksum(void **state)
{
    (void)state;
    /* RFC 3720, B.4 */
    char zeros[32] = {0};

    assert_int_equal(crc32c_add(0, "123456789", 9), 0xe3069283);
    assert_int_equal(crc32c_add(0, zeros, 32), 0x8a9136aa);
    assert_int_equal(crc32c_add(crc32c_add(0, "1234", 4), "56789", 5), 0xe3069283);
}

/* The checksum of bytes is the same if they are added together or one by one, for all first bytes
   and lengths. */
static void
test_checksum_of_pieces(void **state)
{
    char bytes[64];

    (void)state;
    for (int i = 0; i < 64; i++) {
        bytes[i] = (char)(37 * i * i + 11);
    }
    for (size_t from = 0; from < 9; from++) {
        uint32_t crc = 0;

        for (size_t to = from; to < sizeof(bytes); to++) {
            assert_int_equal(crc, crc32c_add(0, bytes + from, to - from));
            assert_int_equal(crc, crc32c_add_by_table(0, bytes + from, to - from));
            crc = crc32c_add(crc, bytes + to, 1);
        }
    }
}

static void
test_round_trip(void **state)
{
    static struct bytes b;
    size_t ends[BLOCKS + 1];
    struct journal j;
    int64_t n;

    (void)state;
    make(&b, ends);
    open_journal(&j, &b, "journal", false);
    assert_int_equal(j.n_entries, BLOCKS);
    assert_int_equal(j.n_runs, BLOCKS * RUNS * POLICIES);
    assert_int_equal(j.n_failed, BLOCKS);
    assert_int_equal(j.damage.count, 0);
    journal_sort(&j);
    for (int32_t point = 1; point <= BLOCKS; point++) {
        const struct journal_entry *e = journal_point(&j, point, &n);

        assert_int_equal(n, 1);
        assert_int_equal(e->point_id, point);
        check_block(&j, *e);
    }
    (void)journal_point(&j, BLOCKS + 1, &n);
    assert_int_equal(n, 0);
    journal_close(&j);
}

/* If the file is cut anywhere, all complete blocks are found, and a block that is added then is not
   lost. */
static void
test_cut_anywhere(void **state)
{
    static struct bytes b, cut;
    size_t ends[BLOCKS + 1];

    (void)state;
    make(&b, ends);
    for (size_t length = 0; length <= b.length; length++) {
        int64_t whole = 0;
        struct journal j;

        cut = b;
        cut.length = length;
        while (whole < BLOCKS && ends[whole + 1] <= length) {
            whole++;
        }
        open_journal(&j, &cut, "journal", true);
        assert_int_equal(j.n_entries, whole);
        assert_int_equal(j.damage.count, 0);
        add_block(&j, 9, 1);
        read_bytes(j.fd, &cut);
        journal_close(&j);
        open_journal(&j, &cut, "journal", false);
        assert_int_equal(j.n_entries, whole + 1);
        assert_int_equal(j.damage.count, 0);
        for (int64_t i = 0; i < j.n_entries; i++) {
            check_block(&j, j.entries[i]);
        }
        journal_close(&j);
    }
}

/* A changed byte damages its own block and no other one. The damaged block is reported. */
static void
test_flip_anywhere(void **state)
{
    static struct bytes b, flipped;
    size_t ends[BLOCKS + 1];

    (void)state;
    make(&b, ends);
    for (size_t at = 0; at < b.length; at++) {
        struct failure f = {0};
        struct journal j;
        enum status st;

        flipped = b;
        flipped.at[at] ^= (char)(1 << at % 8);
        st = journal_open(&j, open_bytes(&flipped), "journal", &shape, false, &f);
        if (at < ends[0]) {
            assert_int_equal(st, STATUS_IO);
            assert_non_null(strstr(f.line[0], "journal: "));
            continue;
        }
        assert_ok(st, NULL);
        assert_int_equal(j.n_entries, BLOCKS - 1);
        assert_int_equal(j.damage.count, 1);
        assert_non_null(strstr(j.damage.line[0], "journal: bytes "));
        for (int64_t i = 0; i < j.n_entries; i++) {
            check_block(&j, j.entries[i]);
        }
        journal_close(&j);
    }
}

/* Writes a number into a block, at an offset from its start, and makes its checksums valid. */
static void
forge(struct bytes *b, size_t start, size_t end, size_t at, uint64_t x, int bytes)
{
    char *head = b->at + start;

    journal_file_put(head + at, x, bytes);
    journal_file_put(head + JOURNAL_AT_BODY_CHECKSUM,
        crc32c_add(0, head + JOURNAL_BLOCK_HEAD, end - start - JOURNAL_BLOCK_HEAD), 4);
    journal_file_seal(head);
}

/* A block with valid checksums but impossible numbers counts as damaged. */
static void
test_forged_numbers(void **state)
{
    static const struct {
        size_t at;
        uint64_t x;
        int bytes;
    } forged[] = {{JOURNAL_AT_LENGTH, 0, 8},
        {JOURNAL_AT_LENGTH, 4 * POLICIES * PARTS * RUNS, 8}, {JOURNAL_AT_LENGTH, UINT64_MAX, 8},
        {JOURNAL_AT_LENGTH, UINT64_MAX / 2, 8}, {JOURNAL_AT_POINT, 0, 4},
        {JOURNAL_AT_POINT, UINT32_MAX, 4}, {JOURNAL_AT_FIRST, 0, 4},
        {JOURNAL_AT_FIRST, INT32_MAX, 4}, {JOURNAL_AT_FIRST, UINT32_MAX, 4},
        {JOURNAL_AT_RUNS, 0, 4}, {JOURNAL_AT_RUNS, RUNS - 1, 4}, {JOURNAL_AT_RUNS, RUNS + 1, 4},
        {JOURNAL_AT_RUNS, JOURNAL_RUNS_MAX + 1, 4}, {JOURNAL_AT_RUNS, UINT32_MAX, 4},
        {JOURNAL_AT_FAILED, RUNS * POLICIES + 1, 8}, {JOURNAL_AT_FAILED, UINT64_MAX, 8},
        {JOURNAL_AT_NANOSECONDS, UINT64_MAX, 8}, {JOURNAL_BLOCK_HEAD, 0, 4},
        {JOURNAL_BLOCK_HEAD + 4, 60, 4}, {JOURNAL_BLOCK_HEAD + 8, UINT32_MAX, 4}};
    static struct bytes sound, b;
    size_t ends[BLOCKS + 1];

    (void)state;
    make(&sound, ends);
    for (size_t k = 0; k < sizeof(forged) / sizeof(forged[0]); k++) {
        struct journal j;

        b = sound;
        forge(&b, ends[1], ends[2], forged[k].at, forged[k].x, forged[k].bytes);
        open_journal(&j, &b, "journal", false);
        assert_int_equal(j.n_entries, BLOCKS - 1);
        for (int64_t i = 0; i < j.n_entries; i++) {
            check_block(&j, j.entries[i]);
        }
        journal_close(&j);
    }
}

/* Tests times whose sum is too large for a number. */
static void
test_forged_times(void **state)
{
    static struct bytes b;
    size_t ends[BLOCKS + 1];
    struct journal j;

    (void)state;
    make(&b, ends);
    for (size_t k = 0; k < BLOCKS; k++) {
        forge(&b, ends[k], ends[k + 1], JOURNAL_AT_NANOSECONDS, INT64_MAX - 3, 8);
    }
    open_journal(&j, &b, "journal", false);
    assert_int_equal(j.n_entries, BLOCKS);
    assert_true(j.nanoseconds == INT64_MAX);
    journal_close(&j);
}

/* A block that changes after the journal was opened is refused when it is read. */
static void
test_changed_while_open(void **state)
{
    static struct bytes b;
    size_t ends[BLOCKS + 1];
    struct failure f = {0};
    struct journal_view v = {0};
    struct buffer copy = {0};
    struct journal j;
    int fd;

    (void)state;
    make(&b, ends);
    fd = open_bytes(&b);
    assert_ok(journal_open(&j, fd, "journal", &shape, false, &f), &f);
    forge(&b, ends[1], ends[2], JOURNAL_AT_LENGTH, INT64_MAX / 2, 8);
    assert_int_equal(fcntl(fd, F_SETFL, 0), 0);
    assert_int_equal(pwrite(fd, b.at, b.length, 0), b.length);
    assert_int_equal(journal_lengths(&j, j.entries[1], false, &v, &f), STATUS_IO);
    assert_int_equal(journal_copy(&j, j.entries[1], &copy, &f), STATUS_IO);
    assert_non_null(strstr(f.line[0], "journal: the journal is corrupted at byte "));
    journal_view_free(&v);
    buffer_free(&copy);
    journal_close(&j);
}

static void
test_zeros_at_the_end(void **state)
{
    static struct bytes b;
    size_t ends[BLOCKS + 1];
    struct journal j;

    (void)state;
    make(&b, ends);
    memset(b.at + ends[BLOCKS - 1], 0, b.length - ends[BLOCKS - 1]);
    open_journal(&j, &b, "journal", true);
    assert_int_equal(j.n_entries, BLOCKS - 1);
    assert_int_equal(j.damage.count, 0);
    assert_int_equal(j.length, ends[BLOCKS - 1]);
    journal_close(&j);
}

static void
test_others_are_refused(void **state)
{
    static struct bytes b;
    size_t ends[BLOCKS + 1];
    struct journal_shape other = shape;
    struct failure f = {0};
    struct journal j;

    (void)state;
    make(&b, ends);
    other.identity[5] = 'f';
    assert_int_equal(journal_open(&j, open_bytes(&b), "journal", &other, true, &f), STATUS_IO);
    assert_string_equal(f.line[0],
        "journal: contains runs of another experiment or another version of cbmsim; choose "
        "another directory, or restart with --fresh");
    other = shape;
    other.n_policies = 3;
    assert_int_equal(journal_open(&j, open_bytes(&b), "journal", &other, true, &f), STATUS_IO);
}

/* The message about a journal of another format names the format, and what to do. */
static void
test_other_format(void **state)
{
    static struct bytes b;
    size_t ends[BLOCKS + 1];
    char sum[16];
    struct failure f = {0};
    struct journal j;

    (void)state;
    make(&b, ends);
    assert_memory_equal(b.at, "cbmsim journal 3 ", 17);
    b.at[15] = '2';
    (void)snprintf(sum, sizeof(sum), "%08x", (unsigned)crc32c_add(0, b.at, ends[0] - 9));
    memcpy(b.at + ends[0] - 9, sum, 8);
    assert_int_equal(journal_open(&j, open_bytes(&b), "journal", &shape, true, &f), STATUS_IO);
    assert_non_null(strstr(f.line[0], "journal: is a journal of format 2, but cbmsim "));
    assert_non_null(strstr(f.line[0], " reads format 3; "));
    assert_non_null(strstr(f.line[0], "--fresh"));
}

/* All runs are found in a journal in memory, and in the file that replaces it. */
static void
test_in_memory(void **state)
{
    struct failure f = {0};
    struct journal j;
    bool spilled = false;

    (void)state;
    assert_ok(journal_open_memory(&j, &shape, &f), NULL);
    assert_int_equal(journal_last_replication(&j), 0);
    for (int32_t point = 1; !spilled || point % 1000 != 0; point++) {
        add_block(&j, point, 1 + RUNS * (point % 3));
        spilled = j.fd >= 0;
        assert_true(spilled == (j.length > JOURNAL_MEMORY));
    }
    assert_int_equal(j.memory.length, 0);
    assert_int_equal(journal_last_replication(&j), 3 * RUNS);
    assert_ok(journal_sync(&j, &f), NULL);
    journal_sort(&j);
    for (int64_t i = 0; i < j.n_entries; i += 97) {
        check_block(&j, j.entries[i]);
    }
    journal_close(&j);
    assert_ok(journal_open_memory(&j, &shape, &f), NULL);
    add_block(&j, 3, 1);
    assert_int_equal(j.fd, -1);
    journal_sort(&j);
    check_block(&j, j.entries[0]);
    journal_close(&j);
}

/* Parts of a block that is not added yet. */
static void
test_packed_parts(void **state)
{
    static struct bytes empty;
    struct failure f = {0};
    struct buffer packed = {0};
    struct journal j;

    (void)state;
    assert_int_equal(
        journal_open(&j, open_bytes(&empty), "journal", &shape, true, &f), STATUS_OK);
    add_block(&j, 7, 5);
    assert_ok(journal_copy(&j, j.entries[0], &packed, &f), NULL);
    for (int32_t policy = 0; policy < POLICIES; policy++) {
        for (int32_t part = 0; part < PARTS; part++) {
            char text[64];

            print_run(text, 7, policy, part, 5);
            assert_memory_equal(
                journal_packed_part(&j, &packed, policy, part), text, strlen(text));
        }
    }
    buffer_free(&packed);
    journal_close(&j);
}

static void
test_copies_are_equal(void **state)
{
    static struct bytes b, empty, copy;
    size_t ends[BLOCKS + 1];
    struct failure f = {0};
    struct journal from, to;

    (void)state;
    make(&b, ends);
    open_journal(&from, &b, "from", false);
    open_journal(&to, &empty, "to", true);
    for (int64_t i = 0; i < from.n_entries; i++) {
        struct buffer packed = {0};

        assert_ok(journal_copy(&from, from.entries[i], &packed, &f), &f);
        assert_ok(journal_append(&to, &packed, &f), &f);
        buffer_free(&packed);
    }
    assert_ok(journal_sync(&to, &f), &f);
    read_bytes(to.fd, &copy);
    assert_int_equal(copy.length, b.length);
    assert_memory_equal(copy.at, b.at, b.length);
    journal_close(&from);
    journal_close(&to);
}

static void
check_platforms(const struct journal *j)
{
    assert_int_equal(j->n_platforms, 2);
    assert_int_equal(j->platforms[0].n_runs, 2 * POLICIES * RUNS);
    assert_int_equal(j->platforms[1].n_runs, POLICIES * RUNS);
    assert_string_equal(j->platforms[0].version, j->platforms[1].version);
    assert_string_not_equal(j->platforms[0].fingerprint, j->platforms[1].fingerprint);
}

/* Every block names its platform, also after it is copied; control characters are refused. */
static void
test_platforms(void **state)
{
    static struct bytes b, empty;
    struct failure f = {0};
    struct buffer packed = {0};
    struct journal from, to;

    (void)state;
    open_journal(&from, &empty, "from", true);
    add_block(&from, 1, 1);
    from.here.fingerprint[0] = from.here.fingerprint[0] == '0' ? '1' : '0';
    add_block(&from, 2, 1);
    from.here = from.platforms[0];
    add_block(&from, 3, 1);
    check_platforms(&from);
    open_journal(&to, &empty, "to", true);
    for (int64_t i = 0; i < from.n_entries; i++) {
        buffer_clear(&packed);
        assert_ok(journal_copy(&from, from.entries[i], &packed, &f), &f);
        assert_ok(journal_append(&to, &packed, &f), &f);
    }
    check_platforms(&to);
    journal_close(&to);
    read_bytes(from.fd, &b);
    b.at[(size_t)from.length - packed.length + JOURNAL_AT_VERSION] = '\n';
    journal_file_seal(b.at + (size_t)from.length - packed.length);
    journal_close(&from);
    open_journal(&from, &b, "from", false);
    assert_int_equal(from.n_entries, 2);
    assert_int_equal(from.damage.count, 1);
    journal_close(&from);
    buffer_free(&packed);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_checksum),
        cmocka_unit_test(test_checksum_of_pieces),
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_cut_anywhere),
        cmocka_unit_test(test_flip_anywhere),
        cmocka_unit_test(test_platforms),
        cmocka_unit_test(test_forged_numbers),
        cmocka_unit_test(test_forged_times),
        cmocka_unit_test(test_changed_while_open),
        cmocka_unit_test(test_zeros_at_the_end),
        cmocka_unit_test(test_others_are_refused),
        cmocka_unit_test(test_other_format),
        cmocka_unit_test(test_in_memory),
        cmocka_unit_test(test_packed_parts),
        cmocka_unit_test(test_copies_are_equal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
