#define _DEFAULT_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "assert_ok.h"
#include "json_quotes.h"
#include "scratch.h"
#include "small_package.h"

static void
check_made(const char *path)
{
    struct failure f = {0};
    enum status st = small_make(path, SMALL_IDENTITY, false, false, &f);

    if (st != STATUS_OK) {
        fail_msg("%d %s", (int)st, f.line[0]);
    }
}

static void
check_refused(const char *path, const char *identity, bool fresh, const char *message)
{
    struct failure f = {0};

    assert_int_equal(small_make(path, identity, fresh, false, &f), STATUS_IO);
    assert_int_equal(f.count, 1);
    assert_memory_equal(f.line[0], path, strlen(path));
    assert_string_equal(f.line[0] + strlen(path), message);
}

static void
directory_is_made(void **state)
{
    char base[SCRATCH_PATH], path[SCRATCH_PATH], text[SCRATCH_TEXT];

    (void)state;
    assert_true(scratch_make(base));
    check_made(scratch_join(path, base, "ri"));
    assert_int_equal(scratch_count(path), 5);
    scratch_read(text, path, "analysis/summary.csv");
    assert_string_equal(text,
        "point_id,rep,fingerprint,end_day,crisis,status,state,note\n"
        "1,1,0000000000000abd,0.3333333333333333,FALSE,ok,arland,\"a, b\"\n"
        "1,2,0000000000000abe,0.6666666666666666,TRUE,ok,borland,\"a, b\"\n"
        "1,3,0000000000000abf,1,FALSE,ok,,\"a, b\"\n");
    scratch_read(text, path, "scenario.json");
    assert_string_equal(text, "{}\n");
    scratch_remove(base);
}

static const char *
text_at(const cJSON *object, const char *key)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));

    return text == NULL ? "" : text;
}

static void
manifest_records_the_origin(void **state)
{
    char base[SCRATCH_PATH], text[SCRATCH_TEXT];

    (void)state;
    assert_true(scratch_make(base));
    check_made(base);
    cJSON *root = cJSON_Parse(scratch_read(text, base, "manifest.json"));
    assert_non_null(root);
    assert_string_equal(text_at(root, "program"), "cbmsim");
    assert_string_equal(text_at(root, "status"), "complete");
    assert_string_equal(text_at(root, "seed"), "18446744073709551615");
    assert_string_equal(text_at(root, "identity"), SMALL_IDENTITY);
    const cJSON *outputs = cJSON_GetObjectItemCaseSensitive(root, "outputs");
    assert_int_equal(cJSON_GetArraySize(outputs), 4);
    const cJSON *runs = cJSON_GetArrayItem(outputs, 0);
    assert_string_equal(text_at(runs, "name"), "runs.csv");
    assert_true(cJSON_GetObjectItemCaseSensitive(runs, "rows")->valuedouble == 20);
    const cJSON *scenario = cJSON_GetArrayItem(outputs, 2);
    assert_string_equal(text_at(scenario, "name"), "scenario.json");
    assert_string_equal(text_at(scenario, "sha256"), /* of "{}\n" */
        "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356");
    assert_non_null(cJSON_GetObjectItemCaseSensitive(root, "floating_point"));
    cJSON_Delete(root);
    scratch_remove(base);
}

static void
fixed_times_make_the_manifest_reproducible(void **state)
{
    char base[SCRATCH_PATH], text[SCRATCH_TEXT];

    (void)state;
    assert_true(scratch_make(base));
    assert_int_equal(setenv("SOURCE_DATE_EPOCH", "86400", 1), 0);
    check_made(base);
    assert_int_equal(unsetenv("SOURCE_DATE_EPOCH"), 0);
    cJSON *root = cJSON_Parse(scratch_read(text, base, "manifest.json"));
    const cJSON *times = cJSON_GetObjectItemCaseSensitive(root, "times");
    assert_string_equal(text_at(times, "source_date_epoch"), "1970-01-02T00:00:00Z");
    assert_int_equal(cJSON_GetArraySize(times), 1);
    assert_null(cJSON_GetObjectItemCaseSensitive(
        cJSON_GetObjectItemCaseSensitive(root, "host"), "name"));
    cJSON_Delete(root);
    scratch_remove(base);
}

static void
datapackage_describes_every_column(void **state)
{
    char base[SCRATCH_PATH], text[SCRATCH_TEXT], again[SCRATCH_TEXT];

    (void)state;
    assert_true(scratch_make(base));
    check_made(base);
    cJSON *root = cJSON_Parse(scratch_read(text, base, "datapackage.json"));
    const cJSON *resources = cJSON_GetObjectItemCaseSensitive(root, "resources");
    assert_int_equal(cJSON_GetArraySize(resources), 2);
    const cJSON *summary = cJSON_GetArrayItem(resources, 1);
    assert_string_equal(text_at(summary, "name"), "analysis-summary");
    assert_string_equal(text_at(summary, "path"), "analysis/summary.csv");
    const cJSON *schema = cJSON_GetObjectItemCaseSensitive(summary, "schema");
    const cJSON *fields = cJSON_GetObjectItemCaseSensitive(schema, "fields");
    static const char *const types[] = {
        "integer", "integer", "string", "number", "boolean", "string", "string", "string"};
    assert_int_equal(cJSON_GetArraySize(fields), 8);
    for (int i = 0; i < 8; i++) {
        const cJSON *field = cJSON_GetArrayItem(fields, i);

        assert_string_equal(text_at(field, "name"), small_fields[i].name);
        assert_string_equal(text_at(field, "type"), types[i]);
        assert_string_equal(text_at(field, "description"), small_fields[i].doc);
    }
    assert_string_equal(text_at(cJSON_GetArrayItem(fields, 3), "unit"), "days");
    assert_int_equal(
        cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(schema, "primaryKey")), 2);
    cJSON_Delete(root);
    check_made(base);
    assert_string_equal(scratch_read(again, base, "datapackage.json"), text);
    scratch_remove(base);
}

static void
foreign_directories_are_not_changed(void **state)
{
    char base[SCRATCH_PATH], text[SCRATCH_TEXT];

    (void)state;
    assert_true(scratch_make(base));
    assert_true(scratch_write(base, "thesis.tex", "years of work"));
    for (int fresh = 0; fresh < 2; fresh++) {
        check_refused(base, SMALL_IDENTITY, fresh,
            ": contains files that cbmsim did not write; choose another directory");
    }
    assert_true(scratch_write(base, "manifest.json", json_quotes("{'program': 'webpack'}")));
    check_refused(base, SMALL_IDENTITY, true,
        ": contains files that cbmsim did not write; choose another directory");
    assert_int_equal(scratch_count(base), 2);
    assert_string_equal(scratch_read(text, base, "thesis.tex"), "years of work");
    scratch_remove(base);
}

static void
other_inputs_are_refused_unless_fresh(void **state)
{
    char base[SCRATCH_PATH];
    struct failure f = {0};

    (void)state;
    assert_true(scratch_make(base));
    assert_ok(small_make(base, SMALL_IDENTITY, false, true, &f), &f);
    assert_true(scratch_exists(base, "analysis/plots/labels.csv"));
    assert_true(scratch_write(base, "notes.txt", "mine"));
    check_refused(base, OTHER_IDENTITY, false,
        ": contains another result (the input files are the same, but the options "
        "differ; it was made by: cbmsim run x.json); "
        "choose another directory, or replace the result with --fresh");
    assert_ok(small_make(base, OTHER_IDENTITY, true, false, &f), &f);
    assert_false(scratch_exists(base, "analysis/plots/labels.csv"));
    assert_true(scratch_exists(base, "notes.txt"));
    check_refused(base, SMALL_IDENTITY, false,
        ": contains another result (the input files are the same, but the options "
        "differ; it was made by: cbmsim run x.json); "
        "choose another directory, or replace the result with --fresh");
    scratch_remove(base);
}

static void
manifest_cannot_lead_out_of_the_directory(void **state)
{
    char base[SCRATCH_PATH], path[SCRATCH_PATH];
    struct failure f = {0};

    (void)state;
    assert_true(scratch_make(base));
    assert_true(scratch_write(base, "victim", "x"));
    scratch_join(path, base, "result");
    assert_int_equal(mkdir(path, 0777), 0);
    assert_true(scratch_write(path, "manifest.json",
        json_quotes("{'program': 'cbmsim', 'identity': '" SMALL_IDENTITY
                    "', 'outputs': [{'name': '../victim'}, {'name': '/etc/passwd'}, {'name': "
                    "'a/../../victim'}, {'name': 3}, 4]}")));
    assert_ok(small_make(path, OTHER_IDENTITY, true, false, &f), &f);
    assert_true(scratch_exists(base, "victim"));
    scratch_remove(base);
}

static void
links_are_not_followed(void **state)
{
    char base[SCRATCH_PATH], path[SCRATCH_PATH], text[SCRATCH_TEXT];
    char target[SCRATCH_PATH], inner[SCRATCH_PATH];
    struct failure f = {0};

    (void)state;
    assert_true(scratch_make(base));
    assert_true(scratch_write(base, "victim", "x"));
    assert_int_equal(mkdir(scratch_join(target, base, "elsewhere"), 0777), 0);
    scratch_join(path, base, "result");
    check_made(path);
    scratch_join(inner, path, "runs.csv");
    assert_int_equal(unlink(inner), 0);
    assert_int_equal(symlink("../victim", inner), 0);
    check_made(path);
    assert_string_equal(scratch_read(text, base, "victim"), "x");
    assert_true(strlen(scratch_read(text, path, "runs.csv")) > 100);
    scratch_join(inner, path, ".cbmsim");
    assert_int_equal(symlink("../elsewhere", inner), 0);
    assert_int_equal(small_make(path, SMALL_IDENTITY, false, false, &f), STATUS_IO);
    assert_int_equal(scratch_count(target), 0);
    scratch_remove(base);
}

static void
one_writer_at_a_time(void **state)
{
    char base[SCRATCH_PATH];
    struct result_dir p = RESULT_DIR_CLOSED;
    struct failure f = {0};

    (void)state;
    assert_true(scratch_make(base));
    assert_ok(result_dir_open(&p, base, &small_origin, false, &f), &f);
    check_refused(base, SMALL_IDENTITY, false,
        ": another cbmsim is writing this directory; wait until it ends, or choose another "
        "directory");
    result_dir_close(&p);
    assert_int_equal(scratch_count(base), 0);
    check_made(base);
    scratch_remove(base);
}

/* A directory that was left by a killed process is accepted and is not locked. */
static void
directory_of_a_killed_writer_is_accepted(void **state)
{
    char base[SCRATCH_PATH];
    pid_t child;
    int how;

    (void)state;
    assert_true(scratch_make(base));
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        static const struct result_dir_entry entry = {.name = "runs.csv"};
        struct result_dir p = RESULT_DIR_CLOSED;
        int32_t file;

        if (result_dir_open(&p, base, &small_origin, false, NULL) == STATUS_OK &&
            result_dir_add(&p, &entry, &file, NULL) == STATUS_OK &&
            result_dir_write(&p, file, "half", 4, 0, NULL) == STATUS_OK) {
            (void)raise(SIGKILL);
        }
        _exit(1);
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFSIGNALED(how));
    assert_true(scratch_exists(base, ".cbmsim/runs.csv"));
    assert_false(scratch_exists(base, "runs.csv"));
    check_made(base);
    assert_int_equal(scratch_count(base), 5);
    scratch_remove(base);
}

static void
without_commit_nothing_changes(void **state)
{
    static const struct result_dir_entry entry = {.name = "runs.csv"};
    char base[SCRATCH_PATH], path[SCRATCH_PATH], text[SCRATCH_TEXT];
    struct result_dir p = RESULT_DIR_CLOSED;
    int32_t file;

    (void)state;
    assert_true(scratch_make(base));
    scratch_join(path, base, "new");
    assert_ok(result_dir_open(&p, path, &small_origin, false, NULL), NULL);
    assert_ok(result_dir_add(&p, &entry, &file, NULL), NULL);
    assert_ok(result_dir_write(&p, file, "half", 4, 0, NULL), NULL);
    assert_string_equal(scratch_read(text, path, ".cbmsim/runs.csv"), "half");
    result_dir_close(&p);
    assert_int_equal(scratch_count(base), 0);
    scratch_remove(base);
}

static void
invalid_paths_are_reported(void **state)
{
    char base[SCRATCH_PATH], path[SCRATCH_PATH];

    (void)state;
    assert_true(scratch_make(base));
    assert_true(scratch_write(base, "file", "x"));
    check_refused(scratch_join(path, base, "file"), SMALL_IDENTITY, false, ": Not a directory");
    check_refused(
        scratch_join(path, base, "file/a/b"), SMALL_IDENTITY, false, ": Not a directory");
    check_refused("", SMALL_IDENTITY, false, ": No such file or directory");
    assert_int_equal(scratch_count(base), 1);
    scratch_remove(base);
}

static void
missing_folders_above_are_made(void **state)
{
    char base[SCRATCH_PATH], path[SCRATCH_PATH], inner[SCRATCH_PATH], text[SCRATCH_TEXT];
    struct result_dir p = RESULT_DIR_CLOSED;

    (void)state;
    assert_true(scratch_make(base));
    scratch_join(path, base, "a/b//c/");
    assert_ok(result_dir_open(&p, path, &small_origin, false, NULL), NULL);
    result_dir_close(&p);
    assert_int_equal(scratch_count(base), 0); /* no file was written: all are removed */
    check_made(path);
    (void)scratch_read(text, path, "runs.csv");
    scratch_join(inner, base, "a/d/e");
    assert_ok(result_dir_open(&p, inner, &small_origin, false, NULL), NULL);
    result_dir_close(&p);
    assert_int_equal(scratch_count(scratch_join(inner, base, "a")), 1); /* a/b stays */
    scratch_remove(base);
}

static void
too_large_file_is_an_error_without_signal(void **state)
{
    char base[SCRATCH_PATH];
    struct rlimit before, small = {0, 0};
    struct failure f = {0};

    (void)state;
    assert_true(scratch_make(base));
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 500;
    (void)signal(SIGXFSZ, SIG_IGN); /* as main() does */
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum status st = small_make(base, SMALL_IDENTITY, false, false, &f);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(st, STATUS_IO);
    assert_non_null(strstr(f.line[0], "/runs.csv: File too large"));
    assert_int_equal(scratch_count(base), 0);
    check_made(base);
    scratch_remove(base);
}

/* Publishes scenario.json and adopts a journal; the other files are still missing. */
static enum status
begin(struct result_dir *p, const char *path, struct failure *f)
{
    static const struct result_dir_entry scenario = {.name = "scenario.json"};
    struct manifest m = {.status = NULL};
    int32_t file;
    int fd = -1;
    enum status st;

    TRY(result_dir_open(p, path, &small_origin, false, f));
    TRY(result_dir_add(p, &scenario, &file, f));
    TRY(result_dir_write(p, file, "{}\n", 3, 0, f));
    result_dir_adopt(p, "journal/blocks");
    TRY(result_dir_begin(p, &m, f));
    TRY(atomic_dir_append(&p->dir, "journal/blocks", &fd, f));
    TRY(atomic_dir_write(&p->dir, "journal/blocks", fd, "a", 1, f));
out:
    atomic_file_discard(&fd);
    return st;
}

static void
long_work_is_begun_and_resumed(void **state)
{
    char base[SCRATCH_PATH], path[SCRATCH_PATH], text[SCRATCH_TEXT];
    struct result_dir p = RESULT_DIR_CLOSED;
    struct failure f = {0};

    (void)state;
    assert_true(scratch_make(base));
    (void)scratch_join(path, base, "long");
    check_made(path);
    for (int32_t times = 1; times <= 2; times++) {
        assert_ok(begin(&p, path, &f), &f);
        result_dir_close(&p);
        assert_non_null(strstr(
            scratch_read(text, path, "manifest.json"), json_quotes("'status': 'partial'")));
        assert_non_null(strstr(text, json_quotes("'name': 'journal/blocks'")));
        assert_non_null(
            strstr(text, json_quotes("'name': 'runs.csv'"))); /* of the old result */
        assert_true(scratch_exists(path, "runs.csv"));
        assert_int_equal(strlen(scratch_read(text, path, "journal/blocks")), times);
    }
    check_made(path); /* the journal is removed, because the new result has none */
    assert_false(scratch_exists(path, "journal/blocks"));
    scratch_remove(base);
}

static void
names_of_files(void **state)
{
    static const char *const good[] = {"runs.csv", "analysis/plots/x-1_2.R", "a/b"};
    static const char *const bad[] = {
        "", "/a", "a/", "a//b", "..", "a/..", ".cbmsim/x", "a b", "a\\b", "x/../y", "%2e"};

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(atomic_dir_is_name(good[i]));
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(atomic_dir_is_name(bad[i]));
    }
}

static void
digests(void **state)
{
    char a[SHA256_HEX_BYTES], b[SHA256_HEX_BYTES];
    struct sha256 d;

    (void)state;
    sha256_start(&d);
    sha256_add(&d, "abc", 3);
    sha256_print(&d, a);
    assert_string_equal(/* FIPS 180-2, B.1 */
        a, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    sha256_add_string(&d, "ab");
    sha256_add_string(&d, "c");
    sha256_print(&d, a);
    sha256_add_string(&d, "a");
    sha256_add_string(&d, "bc");
    sha256_print(&d, b);
    assert_string_not_equal(a, b);
}

static void
digests_of_files(void **state)
{
    char base[SCRATCH_PATH], path[SCRATCH_PATH], a[SHA256_HEX_BYTES];
    struct failure f = {0};
    int64_t bytes;

    (void)state;
    assert_true(scratch_make(base));
    assert_true(scratch_write(base, "x", "abc"));
    assert_ok(sha256_file(scratch_join(path, base, "x"), a, &bytes, &f), &f);
    assert_int_equal(bytes, 3);
    assert_memory_equal(a, "ba7816bf8f01cfea", 16);
    assert_int_equal(sha256_file(base, a, &bytes, &f), STATUS_IO);
    assert_non_null(strstr(f.line[0], ": Is a directory"));
    assert_int_equal(sha256_file(scratch_join(path, base, "y"), a, &bytes, &f), STATUS_IO);
    assert_non_null(strstr(f.line[1], "/y: No such file or directory"));
    scratch_remove(base);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(directory_is_made),
        cmocka_unit_test(manifest_records_the_origin),
        cmocka_unit_test(fixed_times_make_the_manifest_reproducible),
        cmocka_unit_test(datapackage_describes_every_column),
        cmocka_unit_test(foreign_directories_are_not_changed),
        cmocka_unit_test(other_inputs_are_refused_unless_fresh),
        cmocka_unit_test(manifest_cannot_lead_out_of_the_directory),
        cmocka_unit_test(links_are_not_followed),
        cmocka_unit_test(one_writer_at_a_time),
        cmocka_unit_test(directory_of_a_killed_writer_is_accepted),
        cmocka_unit_test(without_commit_nothing_changes),
        cmocka_unit_test(invalid_paths_are_reported),
        cmocka_unit_test(missing_folders_above_are_made),
        cmocka_unit_test(too_large_file_is_an_error_without_signal),
        cmocka_unit_test(long_work_is_begun_and_resumed),
        cmocka_unit_test(names_of_files),
        cmocka_unit_test(digests),
        cmocka_unit_test(digests_of_files),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
