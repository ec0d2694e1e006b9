/*
 * Reads any bytes as a scenario. The bytes are accepted or refused, in bounded time and memory. An
 * accepted scenario resolves to a document. If this document is read again, it resolves to the same
 * bytes.
 *
 * The first byte selects the kind of the input that follows it: 'S' an argument of --set, 'T' a
 * trace, 'P' a policy, each for a small fixed scenario. Any other first byte, such as '{', is
 * itself the beginning of a scenario.
 */
#define _GNU_SOURCE

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "json_quotes.h"
#include "scenario/scenario.h"

#define FIXED                                                                                  \
    "{'start': '2021-01-01', 'states': {'a': {}, 'b': {}}, "                                   \
    "'sources': {'s': {'kind': 'state', 'home': 'a', 'targets': {'b': 3}}}, "                  \
    "'agreements': {'ab': {'parties': {'a': {}, 'b': {}}, "                                    \
    "'measures': {'hotline': {}}}}"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
write_file(const char *name, const void *bytes, size_t size)
{
    FILE *file = fopen(name, "wb");

    if (file == NULL || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) {
        abort();
    }
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static char folder[] = "/tmp/cbmsim-fuzz-XXXXXX";

    (void)argc;
    (void)argv;
    /* The working directory is not changed: libFuzzer's own paths are relative to it. */
    if (mkdtemp(folder) == NULL || setenv("CBMSIM_FUZZ_FOLDER", folder, 1) != 0) {
        abort();
    }
    return 0;
}

/* The path of a file in the folder of this process; valid until the second call after this one. */
static const char *
path_of(const char *name)
{
    static char path[2][512];
    static int turn;

    turn = 1 - turn;
    (void)snprintf(path[turn], sizeof(path[turn]), "%s/%s", getenv("CBMSIM_FUZZ_FOLDER"), name);
    return path[turn];
}

/* The resolved document must be valid and resolve to itself. */
static void
check_fixed_point(const struct scenario *s)
{
    struct scenario again;
    struct failure f = {0};

    write_file(path_of("again.json"), s->resolved, s->resolved_length);
    if (scenario_load(&again, path_of("again.json"), NULL, &f) != STATUS_OK) {
        (void)fprintf(stderr, "%s\n", f.line[0]);
        abort();
    }
    if (again.resolved_length != s->resolved_length ||
        memcmp(again.resolved, s->resolved, s->resolved_length) != 0) {
        abort();
    }
    scenario_free(&again);
}

/* Loads x.json. `resolves`: also checks the resolved document, which must not depend on other
 * files. */
static void
load(const struct scenario_options *options, bool resolves)
{
    struct scenario s;
    struct failure f = {0};
    enum status st = scenario_load(&s, path_of("x.json"), options, &f);

    if ((st == STATUS_OK) != (f.count == 0) && st != STATUS_NO_MEMORY) {
        abort();
    }
    if (st == STATUS_OK) {
        if (resolves) {
            check_fixed_point(&s);
        }
        scenario_free(&s);
    }
}

/* Writes the fixed scenario, with further members, to x.json. */
static void
write_fixed(const char *more)
{
    char text[1024];

    (void)snprintf(text, sizeof(text), FIXED "%s}", more);
    write_file(path_of("x.json"), json_quotes(text), strlen(text));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct scenario_options options = {.n_policies = 0};
    char *text = size == 0 ? NULL : strndup((const char *)bytes + 1, size - 1);
    const char *texts[] = {text}, *policies[] = {path_of("p.json")};

    if (size == 0 || bytes[0] == 'S') {
        options.overrides = (struct overrides){.texts = texts, .count = text != NULL};
        write_fixed("");
        load(&options, true);
    } else if (bytes[0] == 'T') {
        write_file(path_of("t.csv"), bytes + 1, size - 1);
        write_fixed(", 'trace': {'file': 't.csv'}");
        load(&options, false);
    } else if (bytes[0] == 'P') {
        write_file(path_of("p.json"), bytes + 1, size - 1);
        options.policies = policies;
        options.n_policies = 1;
        write_fixed("");
        load(&options, true);
    } else {
        write_file(path_of("x.json"), bytes, size);
        load(&options, memmem(bytes, size, json_quotes("'file'"), 6) == NULL);
    }
    free(text);
    return 0;
}
