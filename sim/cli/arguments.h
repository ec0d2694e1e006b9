/**
 * arguments.h - parses a command line: the options of a command's table, and operands.
 */
#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H

#include "base/status.h"

struct arguments;

/** An option, "-n" and "--replications", and its texts in help, completion and manual page. */
struct option_row {
    const char *name;     /* long, without dashes */
    char letter;          /* 0: none */
    const char *argument; /* name of its argument in the help: "DIR"; NULL: see `choices` */
    const char *help;     /* one or more sentences */
    const char *const *choices; /* allowed arguments, ended by NULL; NULL: any or none */
    bool repeatable, required;
    bool optional; /* its argument may be left out; given, it follows an equals sign */
};

bool option_row_takes_argument(const struct option_row *row);

enum { COMMAND_OPTIONS_MAX = 14 };

typedef enum status command_function(const struct arguments *arguments, struct failure *f);

/** A command: its arguments and the texts of its help. */
struct command {
    const char *name;
    const char *operands; /* as in the synopsis; "": none */
    int32_t min, max;     /* number of operands */
    command_function *run;
    const char *summary;         /* a phrase without full stop, lower case */
    const char *notes;           /* one or more sentences; NULL: none */
    const char *keyword;         /* operand whose values are `keywords`; NULL: none */
    const char *const *keywords; /* ended by NULL */
    const char *example;         /* an example without "cbmsim " */
    struct option_row options[COMMAND_OPTIONS_MAX + 1]; /* ended by a row without a name */
};

struct arguments_option {
    const struct option_row *row;
    const char *value; /* NULL: the option takes no value */
};

struct arguments {
    int32_t argc; /* the complete command line, stored in the manifest */
    const char *const *argv;
    struct arguments_option *options;
    int32_t n_options;
    const char **operands;
    int32_t n_operands;
    bool help;
};

/**
 * Reads argv[first..argc-1] as the arguments of a command: its options and, unless help is
 * requested, min to max operands. "--" ends the options; "-" is an operand.
 */
enum status arguments_read(struct arguments *a, const struct command *c, int argc,
    const char *const *argv, int first, struct failure *f) MUST_CHECK;
void arguments_free(struct arguments *a);

/** The value of an option; `otherwise` if the option is absent. */
const char *arguments_value(const struct arguments *a, const char *name, const char *otherwise);
bool arguments_has(const struct arguments *a, const char *name);

/** Index of an option's value in its choices; `otherwise` if the option is absent. */
int32_t arguments_choice(const struct arguments *a, const char *name, int32_t otherwise);

/** Copies up to `max` values of a repeatable option, in order; returns their number. */
int32_t arguments_values(
    const struct arguments *a, const char *name, const char **values, int32_t max);

/** Reads a whole number in [min, max]; `otherwise` if the option is absent. */
enum status arguments_integer(const struct arguments *a, const char *name, int64_t min,
    int64_t max, int64_t otherwise, int64_t *value, struct failure *f) MUST_CHECK;

/** Number of available processors, at most the maximum number of threads. */
int32_t arguments_processors(void);

/** Reads the number of threads from --jobs; by default the number of processors. */
enum status arguments_jobs(
    const struct arguments *a, int32_t *threads, struct failure *f) MUST_CHECK;

#endif
