#include "bench/counted.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LOG "--log-file="

static bool
is_installed(void)
{
    static const char *const words[PROCESS_WORDS] = {"valgrind", "--version"};
    struct process_cost cost;

    return process_run(words, &cost, NULL) == STATUS_OK;
}

void
counted_open(struct counted *c, const struct workspace *w, bool prefer_counter)
{
    const char *reason = instructions_open(&c->counter);

    c->valgrind = (reason != NULL || !prefer_counter) && is_installed();
    c->possible = c->valgrind || reason == NULL;
    c->how = c->valgrind      ? "counted by valgrind"
             : reason == NULL ? "counted by the processor"
                              : reason;
    (void)snprintf(c->log, sizeof(c->log), LOG "%.60s/valgrind", w->directory);
}

void
counted_close(struct counted *c)
{
    instructions_close(&c->counter);
}

/* Returns the number after "I refs:", which has commas between its digits, or NAN if there is none.
   */
static double
read_log(const char *path)
{
    FILE *file = fopen(path, "rb");
    char line[256];
    double count = NAN;

    while (file != NULL && isnan(count) && fgets(line, sizeof(line), file) != NULL) {
        const char *at = strstr(line, "refs:");

        for (at = at == NULL ? "" : at + 5; *at != '\0'; at++) {
            if (*at >= '0' && *at <= '9') {
                count = (isnan(count) ? 0 : 10 * count) + (*at - '0');
            }
        }
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    return count;
}

enum status
counted_run(const struct counted *c, const char *const words[PROCESS_WORDS],
    double *instructions, struct failure *f)
{
    const char *of_valgrind[PROCESS_WORDS] = {"valgrind", "--tool=cachegrind", "--cache-sim=no",
        "--cachegrind-out-file=/dev/null", c->log};
    struct process_cost cost;
    double before;
    enum status st;

    if (!c->valgrind) {
        before = instructions_read(&c->counter);
        TRY(process_run(words, &cost, f));
        *instructions = instructions_read(&c->counter) - before;
        return STATUS_OK;
    }
    memcpy(of_valgrind + 5, words, (PROCESS_WORDS - 6) * sizeof(*words));
    TRY(process_run(of_valgrind, &cost, f));
    *instructions = read_log(c->log + strlen(LOG));
    st = isnan(*instructions)
             ? failure_of(STATUS_IO, f, "%s: valgrind counted nothing", c->log + strlen(LOG))
             : STATUS_OK;
out:
    return st;
}
