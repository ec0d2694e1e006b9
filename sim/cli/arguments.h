/**
 * arguments.h - the words of a command line: options of a table, and operands.
 */
#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H

#include "base/status.h"

struct arguments;

/** An option, "-n" and "--replications", and what help, completion and manual page say of it. */
struct option_row {
    const char *name;           /* long, without dashes */
    char letter;                /* 0: none */
    const char *argument;       /* what its argument is called: "DIR"; NULL: see `choices` */
    const char *help;           /* sentences */
    const char *const *choices; /* the arguments allowed, ended by NULL; NULL: any or none */
    bool repeatable, required;
};

bool option_row_takes_argument(const struct option_row *row);

enum { COMMAND_OPTIONS_MAX = 12 };

typedef enum status command_function(const struct arguments *arguments, struct failure *f);

/** A command: how its line is read, and what its help prints. */
struct command {
    const char *name;
    const char *operands; /* as in the synopsis, "" if it takes none */
    int32_t min, max;     /* number of operands */
    command_function *run;
    const char *summary;         /* a phrase without full stop, lower case */
    const char *notes;           /* sentences; NULL: none */
    const char *keyword;         /* the operand that is one of `keywords`; NULL: none */
    const char *const *keywords; /* ended by NULL */
    const char *example;         /* what follows "cbmsim " */
    struct option_row options[COMMAND_OPTIONS_MAX + 1]; /* ended by a row without a name */
};

struct arguments_option {
    const struct option_row *row;
    const char *value; /* NULL if it takes none */
};

struct arguments {
    int32_t argc; /* the whole line, for the manifest */
    const char *const *argv;
    struct arguments_option *options;
    int32_t n_options;
    const char **operands;
    int32_t n_operands;
    bool help;
};

/**
 * Reads argv[first..argc-1] as the arguments of a command: its options and a number of operands
 * that it takes, unless help is asked for. "--" ends the options; "-" is an operand.
 */
enum status arguments_read(struct arguments *a, const struct command *c, int argc,
    const char *const *argv, int first, struct failure *f) MUST_CHECK;
void arguments_free(struct arguments *a);

/** The value of an option, or `otherwise`. */
const char *arguments_value(const struct arguments *a, const char *name, const char *otherwise);
bool arguments_has(const struct arguments *a, const char *name);

/** Index of the value of an option among its choices, or `otherwise`. */
int32_t arguments_choice(const struct arguments *a, const char *name, int32_t otherwise);

/** Values of a repeatable option, in order; returns how many were written, at most `max`. */
int32_t arguments_values(
    const struct arguments *a, const char *name, const char **values, int32_t max);

/** A whole number in [min, max]; `otherwise` if the option is absent. */
enum status arguments_integer(const struct arguments *a, const char *name, int64_t min,
    int64_t max, int64_t otherwise, int64_t *value, struct failure *f) MUST_CHECK;

/** Processors that this machine has to run threads on. */
int32_t arguments_processors(void);

/** Threads: --jobs; as many as there are processors if it is absent. */
enum status arguments_jobs(
    const struct arguments *a, int32_t *threads, struct failure *f) MUST_CHECK;

#endif
