/**
 * arguments.h - parses a command line into the options and the operands of a command.
 */
#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H

#include "base/status.h"

struct arguments;

/**
 * An option, for example "-n" or "--replications", and its texts in the help, the completion and
 * the manual page.
 */
struct option_row {
    const char *name; /* long name without dashes */
    char letter;      /* short name; 0: none */
    /**
     * Name of the option's argument in the help, for example "DIR"; NULL: the option has no
     * argument, or `choices` lists the arguments.
     */
    const char *argument;
    const char *help; /* text of the help, one or more sentences */
    /** Allowed arguments, NULL-terminated; NULL: any argument, or none. */
    const char *const *choices;
    bool repeatable, required;
    bool optional; /* the argument may be left out; if given, it follows an equals sign */
};

/** Whether the option has an argument, which may be optional. */
bool option_row_takes_argument(const struct option_row *row);

enum { COMMAND_OPTIONS_MAX = 14 };

typedef enum status command_function(const struct arguments *arguments, struct failure *f);

/** A command: its arguments and the texts of its help. */
struct command {
    const char *name;
    const char *operands; /* operands in the form of the synopsis; "": the command has none */
    int32_t min, max;     /* minimum and maximum number of operands */
    command_function *run;
    /** Purpose of the command, a phrase in lower case without full stop. */
    const char *summary;
    const char *notes;           /* more about the command in sentences; NULL: nothing */
    const char *keyword;         /* operand whose values are `keywords`; NULL: there is none */
    const char *const *keywords; /* the values, NULL-terminated */
    const char *example;         /* an example of the command without "cbmsim " */
    struct option_row options[COMMAND_OPTIONS_MAX + 1]; /* the last row has no name */
};

/** An option of the command line. */
struct arguments_option {
    const struct option_row *row;
    const char *value; /* NULL: the option has no value */
};

/** A command line that arguments_read() has read. */
struct arguments {
    int32_t argc; /* the complete command line, which the manifest records */
    const char *const *argv;
    struct arguments_option *options;
    int32_t n_options;
    const char **operands;
    int32_t n_operands;
    bool help;
};

/**
 * Reads argv[first..argc-1] as the arguments of a command: its options and, unless help is
 * requested, min to max operands. "--" ends the options. "-" is an operand.
 */
enum status arguments_read(struct arguments *a, const struct command *c, int argc,
    const char *const *argv, int first, struct failure *f) MUST_CHECK;
void arguments_free(struct arguments *a);

/** Returns the value of an option, or `otherwise` if the option is absent. */
const char *arguments_value(const struct arguments *a, const char *name, const char *otherwise);
/** Whether the command line has the option. */
bool arguments_has(const struct arguments *a, const char *name);

/**
 * Returns the index of an option's value in its choices, or `otherwise` if the option is absent.
 */
int32_t arguments_choice(const struct arguments *a, const char *name, int32_t otherwise);

/** Copies up to `max` values of a repeatable option in order, and returns their number. */
int32_t arguments_values(
    const struct arguments *a, const char *name, const char **values, int32_t max);

/** Reads a whole number in [min, max] into *value. Stores `otherwise` if the option is absent. */
enum status arguments_integer(const struct arguments *a, const char *name, int64_t min,
    int64_t max, int64_t otherwise, int64_t *value, struct failure *f) MUST_CHECK;

/** Returns the number of available processors, at most the maximum number of threads. */
int32_t arguments_processors(void);

/** Reads the number of threads from --jobs. The default is the number of processors. */
enum status arguments_jobs(
    const struct arguments *a, int32_t *threads, struct failure *f) MUST_CHECK;

#endif
