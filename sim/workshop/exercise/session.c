#include "workshop/exercise/session_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/number.h"
#include "directory/version.h"

enum { PATH_BYTES = 4096 };

/* Reads the scenario of the exercise, and computes its SHA-256. */
static enum status
read_scenario(struct session *s, char sha256[SHA256_HEX_BYTES], struct failure *f)
{
    const char *path = session_path(s, SESSION_SCENARIO);
    int64_t bytes;
    enum status st;

    TRY(path == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    TRY(sha256_file(path, sha256, &bytes, f));
    TRY(scenario_load(&s->scenario, path, NULL, f));
out:
    return st;
}

static void
hash_of(const struct scenario *scenario, char sha256[SHA256_HEX_BYTES])
{
    struct sha256 d;

    sha256_start(&d);
    sha256_add(&d, scenario->resolved, scenario->resolved_length);
    sha256_print(&d, sha256);
}

/* ---- beginning ---- */

static enum status
begin(struct session *s, const struct session_setup *setup, struct failure *f)
{
    struct record_line r = record_empty(RECORD_begin);
    char sha256[SHA256_HEX_BYTES], seed[NUMBER_BYTES];
    enum status st;

    TRY(session_write(
        s, SESSION_SCENARIO, setup->scenario->resolved, setup->scenario->resolved_length, f));
    TRY(session_copy(s, setup, f));
    TRY(read_scenario(s, sha256, f));
    TRY(exercise_begin(&s->exercise,
        &(struct exercise_setup){&s->scenario, setup->policy, setup->seed, setup->solo}, f));
    if (setup->language != NULL) {
        TRY(session_speak(s, setup->language, f));
    }
    (void)number_print_unsigned(seed, setup->seed);
    r.begin = (struct record_begin){.format = RECORD_FORMAT,
        .program = CBMSIM_VERSION,
        .scenario = setup->name,
        .scenario_sha256 = sha256,
        .policy = s->exercise.policy,
        .seed = seed,
        .solo = setup->solo,
        .language = setup->language};
    TRY(session_do(s, &r, setup->at, f));
out:
    return st;
}

/* ---- continuing ---- */

static enum status
other(const struct session *s, const char *what, const char *there, const char *asked,
    struct failure *f)
{
    return failure_of(STATUS_IO, f,
        "%s: contains an exercise of another %s: %s, not %s; choose another directory",
        s->log.dir.path, what, there, asked);
}

static bool
differs(const char *there, const char *asked)
{
    return strcmp(there == NULL ? "" : there, asked == NULL ? "" : asked) != 0;
}

/* Checks that the exercise was begun with the input that the user now requests. */
static enum status
check_origin(struct session *s, const struct record_begin *r, const struct session_setup *setup,
    uint64_t *seed, struct failure *f)
{
    char sha256[SHA256_HEX_BYTES], given[SHA256_HEX_BYTES];
    enum status st;

    if (strcmp(r->format, RECORD_FORMAT) != 0 || !number_read_unsigned(r->seed, seed)) {
        return failure_of(STATUS_IO, f,
            "%s/" LOG_NAME ":1: the log does not have the format " RECORD_FORMAT,
            s->log.dir.path);
    }
    if (setup->scenario != NULL) {
        hash_of(setup->scenario, given);
        s->changed = strcmp(given, r->scenario_sha256) != 0;
    }
    if (s->changed && differs(r->scenario, setup->name)) {
        return other(s, "scenario", r->scenario, setup->name, f);
    }
    if (setup->policy != NULL && differs(r->policy, setup->policy)) {
        return other(s, "policy", r->policy, setup->policy, f);
    }
    if (setup->scenario != NULL && differs(r->solo, setup->solo)) {
        return other(s, "kind", r->solo == NULL ? "all seats" : r->solo,
            setup->solo == NULL ? "all seats" : setup->solo, f);
    }
    if (setup->seed_given && setup->seed != *seed) {
        return failure_of(STATUS_IO, f,
            "%s: contains an exercise with another seed; leave out --seed to continue it",
            s->log.dir.path);
    }
    TRY(read_scenario(s, sha256, f));
    if (strcmp(sha256, r->scenario_sha256) != 0) {
        st = failure_of(STATUS_IO, f,
            "%s/" SESSION_SCENARIO ": has changed since the exercise began", s->log.dir.path);
    }
out:
    return st;
}

/* Reads record i of the log. */
static enum status
read_line(struct session *s, int64_t i, struct record_line *r, struct failure *f)
{
    struct buffer text = {0};
    const char *path = session_path(s, LOG_NAME);
    enum status st;

    TRY(path == NULL ? STATUS_NO_MEMORY : STATUS_OK);
    TRY(log_copy(&s->log, i, &text));
    TRY(record_read(r, &s->arena, path, i + 1, text.at, text.length, f));
out:
    buffer_free(&text);
    return st;
}

static void
explain_version(const struct record_line *first, struct failure *f)
{
    if (strcmp(first->begin.program, CBMSIM_VERSION) != 0) {
        failure_add(f,
            "this exercise was made by cbmsim %s, and this is " CBMSIM_VERSION
            "; continue it with the version that made it",
            first->begin.program);
    }
}

/* Sets the language that the user requests or, if none is requested, the language in the log. */
static enum status
speak(struct session *s, const char *asked, const char *logged, struct failure *f)
{
    const char *language = asked != NULL ? asked : logged;

    return language == NULL ? STATUS_OK : session_speak(s, language, f);
}

static enum status
replay(struct session *s, const struct session_setup *setup, struct failure *f)
{
    struct record_line first, r;
    uint64_t seed;
    enum status st;

    TRY(read_line(s, 0, &first, f));
    if (first.kind != RECORD_begin) {
        return failure_of(STATUS_IO, f,
            "%s/" LOG_NAME ":1: the first line is not the start record of an exercise",
            s->log.dir.path);
    }
    TRY(check_origin(s, &first.begin, setup, &seed, f));
    TRY(exercise_begin(&s->exercise,
        &(struct exercise_setup){&s->scenario, first.begin.policy, seed, first.begin.solo}, f));
    TRY(speak(s, setup->language, first.begin.language, f));
    for (int64_t i = 0; i < s->log.n_lines; i++) {
        TRY(read_line(s, i, &r, f));
        st = exercise_apply(&s->exercise, &r, f);
        if (st != STATUS_OK) {
            failure_add(f, "%s/" LOG_NAME ":%lld: the record cannot be applied to the exercise",
                s->log.dir.path, (long long)i + 1);
            explain_version(&first, f);
            return st == STATUS_BAD_INPUT ? STATUS_MISMATCH : st;
        }
    }
out:
    return st;
}

enum status
session_open(struct session *s, const char *directory, const struct session_setup *setup,
    struct failure *f)
{
    enum status st;

    *s = SESSION_CLOSED;
    s->name = setup->name;
    TRY(log_open(&s->log, directory, f));
    s->continued = s->log.n_lines > 0;
    TRY((s->continued ? replay : begin)(s, setup, f));
out:
    return st;
}

enum status
session_reopen(struct session *s, const char *directory, struct failure *f)
{
    char path[PATH_BYTES];
    int length = snprintf(path, sizeof(path), "%s/" LOG_NAME, directory);
    enum status st;

    *s = SESSION_CLOSED;
    if (length >= PATH_BYTES || access(path, F_OK) != 0) {
        return failure_of(STATUS_IO, f,
            "%s: contains no exercise; name the directory of an exercise", directory);
    }
    TRY(log_open(&s->log, directory, f));
    s->continued = s->log.n_lines > 0;
    if (!s->continued) {
        return failure_of(STATUS_IO, f,
            "%s: the log has no record; begin a new exercise in another directory", path);
    }
    TRY(replay(s, &(struct session_setup){.scenario = NULL}, f));
    s->name = exercise_standing(&s->exercise, 0)->begin.scenario;
out:
    return st;
}

enum status
session_do(struct session *s, struct record_line *r, const char *at, struct failure *f)
{
    struct buffer text = {0};
    struct record_line again;
    struct arena scratch = {0};
    enum status st;

    r->at = at;
    TRY(exercise_complete(&s->exercise, r, &scratch, f));
    TRY(record_check(r, &scratch, f));
    TRY(exercise_check(&s->exercise, r, f));
    record_print(r, &text);
    TRY(buffer_status(&text));
    TRY(log_append(&s->log, text.at, text.length, f));
    TRY(read_line(s, s->log.n_lines - 1, &again, f));
    TRY(exercise_apply(&s->exercise, &again, f));
out:
    arena_free(&scratch);
    buffer_free(&text);
    return st;
}

/* Removes the files of an exercise that could not begin. */
static void
remove_files(struct session *s)
{
    enum status st = atomic_dir_remove(&s->log.dir, LOG_NAME, NULL);

    st = st == STATUS_OK ? atomic_dir_remove(&s->log.dir, SESSION_SCENARIO, NULL) : st;
    for (int32_t k = 0; k < s->n_copies && st == STATUS_OK; k++) {
        st = atomic_dir_remove(&s->log.dir, s->copies[k], NULL);
    }
    (void)st;
}

void
session_close(struct session *s)
{
    char *path = s->removed ? strdup(s->log.dir.path) : NULL;

    if (s->log.fd >= 0 && s->log.n_lines == 0 && s->log.text.length == 0) {
        remove_files(s);
    }
    exercise_free(&s->exercise);
    words_free(&s->words);
    scenario_free(&s->scenario);
    log_close(&s->log);
    if (path != NULL) {
        (void)rmdir(path); /* fails, as it should, if the directory has other files */
    }
    free(path);
    arena_free(&s->arena);
    *s = SESSION_CLOSED;
}
