#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/number.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/commands/command_workshop_room.h"
#include "cli/output.h"
#include "workshop/terminal/terminal.h"

enum { VALUES_MAX = 256, LINE_MAX_BYTES = 8192, POLL_MILLISECONDS = 500 };

/* Clears the screen and the lines above it. */
#define CLEAR_SCREEN "\033[H\033[2J\033[3J"

/* ---- time and seed ---- */

const char *
command_workshop_time(char out[COMMAND_TIME_BYTES])
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    uint64_t seconds;
    time_t t = fixed != NULL && number_read_unsigned(fixed, &seconds) && seconds < (1ULL << 36)
                   ? (time_t)seconds
                   : time(NULL);
    struct tm parts;

    out[0] = '\0';
    if (gmtime_r(&t, &parts) != NULL) {
        (void)strftime(out, COMMAND_TIME_BYTES, "%Y-%m-%dT%H:%M:%SZ", &parts);
    }
    return out;
}

static enum status
random_seed(uint64_t *seed, struct failure *f)
{
    FILE *file = fopen("/dev/urandom", "rb");
    bool read = file != NULL && fread(seed, sizeof(*seed), 1, file) == 1;

    if (file != NULL) {
        (void)fclose(file);
    }
    return read ? STATUS_OK : failure_of_file(f, "/dev/urandom");
}

static enum status
read_seed(const struct arguments *arguments, struct session_setup *setup, struct failure *f)
{
    const char *text = arguments_value(arguments, "seed", NULL);

    setup->seed_given = text != NULL;
    if (text == NULL) {
        return random_seed(&setup->seed, f);
    }
    return command_read_seed(arguments, &setup->seed, f);
}

/* ---- lines of the standard input ---- */

struct lines {
    char bytes[LINE_MAX_BYTES];
    size_t length, taken; /* `taken`: bytes of the previous line */
    bool over;
};

/* Waits for input. Returns false if a signal asks the program to stop. */
static bool
wait_for_input(const atomic_int *stop)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};

    while (!*stop) {
        if (poll(&input, 1, POLL_MILLISECONDS) > 0) {
            return true;
        }
    }
    return false;
}

/* Stores the next line without its line feed in *line, or NULL at the end of the input. */
static enum status
next_line(struct lines *l, const atomic_int *stop, const char **line, struct failure *f)
{
    memmove(l->bytes, l->bytes + l->taken, l->length - l->taken);
    l->length -= l->taken;
    l->taken = 0;
    *line = NULL;
    for (;;) {
        char *end = memchr(l->bytes, '\n', l->length);
        ssize_t n;

        if (end != NULL || (l->over && l->length > 0)) {
            size_t length = end != NULL ? (size_t)(end - l->bytes) : l->length;

            l->bytes[length] = '\0';
            l->taken = length + (end != NULL);
            *line = l->bytes;
            return STATUS_OK;
        }
        if (l->over) {
            return STATUS_OK;
        }
        if (l->length == sizeof(l->bytes) - 1) {
            return failure_of(STATUS_BAD_INPUT, f, "a line is longer than %d bytes; shorten it",
                LINE_MAX_BYTES - 1);
        }
        if (!wait_for_input(stop)) {
            return STATUS_STOPPED;
        }
        n = read(STDIN_FILENO, l->bytes + l->length, sizeof(l->bytes) - 1 - l->length);
        if (n < 0 && errno != EINTR) {
            return failure_of_file(f, "standard input");
        }
        l->over = n == 0;
        l->length += n > 0 ? (size_t)n : 0;
    }
}

/* ---- the exercise ---- */

static enum status
print(struct buffer *out, struct failure *f)
{
    enum status st = buffer_status(out);

    TRY(st);
    TRY(output_print_text(out, f));
out:
    buffer_clear(out);
    return st;
}

/* Whether the exercise can continue after a command with this status. */
static bool
goes_on(enum status st)
{
    return st == STATUS_OK || st == STATUS_BAD_INPUT || st == STATUS_IO;
}

/* Reads commands until the input ends. Prints an error for each refused command. The exit status of
   a script is then 3, or 4 if a command could not be saved. */
static enum status
serve(struct terminal *t, struct failure *f)
{
    const atomic_int *stop = command_stop_on_signals();
    static const char prompt[] = "> ";
    struct lines *lines = calloc(1, sizeof(*lines));
    struct buffer out = {0};
    enum status st = lines == NULL ? STATUS_NO_MEMORY : STATUS_OK, worst = STATUS_OK;
    enum status done;
    bool script = isatty(STDIN_FILENO) != 1;
    char time_now[COMMAND_TIME_BYTES];
    const char *line;

    TRY(st);
    TRY(terminal_welcome(t, &out));
    TRY(print(&out, f));
    while (!t->quit) {
        struct failure refused = {0};

        if (!script) {
            TRY(output_print(prompt, sizeof(prompt) - 1, f));
        }
        TRY(next_line(lines, stop, &line, f));
        if (line == NULL) {
            break;
        }
        t->at = command_workshop_time(time_now);
        done = terminal_command(t, line, &out, &refused);
        if (t->clear) {
            TRY(output_print(CLEAR_SCREEN, sizeof(CLEAR_SCREEN) - 1, f));
        }
        TRY(print(&out, f));
        failure_print("", &refused);
        worst = script && done != STATUS_OK ? done : worst;
        TRY(goes_on(done) ? STATUS_OK : done);
    }
    st = worst;
out:
    buffer_free(&out);
    free(lines);
    return st;
}

static const char *
name_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

/* Begins or continues an exercise from a scenario file. */
static enum status
open_scenario(struct session *session, const struct arguments *arguments,
    const struct scenario *scenario, struct failure *f)
{
    char time_now[COMMAND_TIME_BYTES];
    struct session_setup setup = {.scenario = scenario,
        .path = arguments->operands[0],
        .name = name_of(arguments->operands[0]),
        .policy = arguments_value(arguments, "policy", NULL),
        .solo = arguments_value(arguments, "solo", NULL),
        .language = arguments_value(arguments, "language", NULL),
        .at = command_workshop_time(time_now)};
    enum status st;

    TRY(read_seed(arguments, &setup, f));
    TRY(session_open(session, arguments_value(arguments, "output", NULL), &setup, f));
out:
    return st;
}

/* Continues the exercise in a directory, without its scenario file. */
static enum status
open_directory(struct session *session, const struct arguments *arguments, struct failure *f)
{
    static const char *const fixed[] = {"output", "policy", "seed", "solo", "set"};
    const char *language = arguments_value(arguments, "language", NULL);
    enum status st;

    for (size_t k = 0; k < sizeof(fixed) / sizeof(fixed[0]); k++) {
        if (arguments_has(arguments, fixed[k])) {
            return failure_of(STATUS_USAGE, f,
                "--%s: an exercise that is continued from its directory keeps its own value; "
                "leave the option out",
                fixed[k]);
        }
    }
    TRY(session_reopen(session, arguments->operands[0], f));
    TRY(language == NULL ? STATUS_OK : session_speak(session, language, f));
out:
    return st;
}

static enum status
load(const struct arguments *arguments, struct scenario *s, struct failure *f)
{
    const char *settings[VALUES_MAX];
    struct scenario_options options = {.overrides.texts = settings};
    enum status st;

    options.overrides.count = arguments_values(arguments, "set", settings, VALUES_MAX);
    st = scenario_load(s, arguments->operands[0], &options, f);
    failure_print("warning: ", &s->warnings);
    st = command_explain_kind(st, arguments->operands[0], COMMAND_READS_SCENARIO, f);
    if (st == STATUS_OK && s->workshop == NULL) {
        char shown[TEXT_VISIBLE_BYTES];

        st = failure_of(STATUS_BAD_INPUT, f,
            "%s: has no workshop member; see cbmsim new --template workshop",
            text_visible(shown, arguments->operands[0]));
    }
    return st;
}

static enum status
check_options(const struct arguments *arguments, bool directory, struct failure *f)
{
    bool solo = arguments_has(arguments, "solo");
    char shown[TEXT_VISIBLE_BYTES];

    if (solo && arguments_has(arguments, "one-table")) {
        return failure_of(STATUS_USAGE, f,
            "--solo and --one-table exclude each other; give only one of them");
    }
    if (arguments_has(arguments, "browser") && arguments_has(arguments, "terminal")) {
        return failure_of(STATUS_USAGE, f,
            "--browser and --terminal exclude each other; give only one of them");
    }
    if (!directory && !arguments_has(arguments, "output") &&
        access(arguments->operands[0], F_OK) != 0) {
        return failure_of(
            STATUS_IO, f, "%s: does not exist", text_visible(shown, arguments->operands[0]));
    }
    if (!directory && !arguments_has(arguments, "output")) {
        return failure_of(STATUS_USAGE, f,
            "give the directory of the exercise: -o DIR, or DIR alone to continue");
    }
    if (!directory && arguments_has(arguments, "coach") && !solo) {
        return failure_of(
            STATUS_USAGE, f, "--coach helps a person who plays alone; give --solo SEAT, too");
    }
    return STATUS_OK;
}

/* Whether the exercise is played in the terminal. A single seat plays there unless a browser is
   requested. */
static bool
is_in_terminal(const struct arguments *arguments, bool solo)
{
    return arguments_has(arguments, "terminal") ||
           (solo && !arguments_has(arguments, "browser"));
}

static bool
is_directory(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

enum status
command_workshop(const struct arguments *arguments, struct failure *f)
{
    bool directory = is_directory(arguments->operands[0]);
    struct scenario scenario = {0};
    struct session session = SESSION_CLOSED;
    struct terminal terminal = {.session = &session,
        .next = -1,
        .curtain = arguments_has(arguments, "one-table"),
        .clears = isatty(STDOUT_FILENO) == 1,
        .coach = arguments_has(arguments, "coach")};
    enum status st;

    TRY(check_options(arguments, directory, f));
    if (!directory && !is_in_terminal(arguments, arguments_has(arguments, "solo"))) {
        TRY(command_workshop_room_check(arguments, f));
    }
    if (directory) {
        TRY(open_directory(&session, arguments, f));
    } else {
        TRY(load(arguments, &scenario, f));
        TRY(open_scenario(&session, arguments, &scenario, f));
    }
    terminal.solo = session.exercise.solo;
    TRY(is_in_terminal(arguments, terminal.solo >= 0)
            ? serve(&terminal, f)
            : command_workshop_room(&session, arguments, f));
out:
    session_close(&session);
    scenario_free(&scenario);
    return st;
}
