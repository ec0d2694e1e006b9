#include "cli/command.h"

#include <string.h>

#include "base/text.h"
#include "cli/command_session.h"
#include "cli/manual.h"
#include "cli/output.h"
#include "format/text_table.h"
#include "observe/recorder.h"
#include "words/describe.h"
#include "words/starter.h"

/* Options that several commands have. */
#define FRESH "fresh", .help = "Replace a result of other inputs, or of more runs than asked."
#define JOBS                                                                                   \
    "jobs", 'j', "N",                                                                          \
        .help = "Number of threads; default: one per core. Results do not depend on N."
#define ONLY                                                                                   \
    "only", 0, "KEY",                                                                          \
        .help = "KEY is POINT, such as 2, or POINT/POLICY/REP, such as 1/with/3. Run only "    \
                "this point, or only this replication of it, under all policies. (POLICY "     \
                "must be a policy of the scenario, but selects nothing.)"
#define QUIET "quiet", 'q', .help = "Print no progress."
#define SHARD                                                                                  \
    "shard", 0, "I/N",                                                                         \
        .help = "Run only shard I of N: a part of the points or, if there is only one point, " \
                "of its replications. 'cbmsim merge' joins the shards."
#define STORY_HTML "html", .help = "With --story: print an HTML page."
#define STORY_WIDTH                                                                            \
    "width", 0, "N",                                                                           \
        .help =                                                                                \
            "With --story: maximum number of characters in a line, 40 to 1000; default: 92."
#define WALL                                                                                   \
    "max-wall", 0, "TIME",                                                                     \
        .help = "Stop after TIME of real time (90s, 30m, 2h) with exit status 75."
#define SET                                                                                    \
    "set", 0, "PTR=VALUE",                                                                     \
        .help = "Set the member at PTR, a path such as /states/ardia/analysts; * in place of " \
                "an id stands for all.",                                                       \
        .repeatable = true

const struct command command_rows[] = {
    {"run", "SCENARIO", 1, 1, command_run, "simulate a scenario under its policies",
        "Run the same command again to resume an interrupted run. Without -o it prints the "
        "paired differences between policies as one CSV table and writes no file.",
        .example = "run scenarios/russia-indonesia-2021.json -n 1000 -s 1 -o results/ri",
        .options = {{"output", 'o', "DIR",
                        .help = "Result directory. If DIR has a result of the same inputs, the "
                                "command completes it. If DIR has another result or other "
                                "files, the command stops and changes nothing."},
            {"replications", 'n', "N",
                .help = "Number of runs of each policy; default: as in the scenario, or 100."},
            {"seed", 's', "SEED",
                .help = "Seed, 0 to 18446744073709551615; default: as in the scenario, or 1."},
            {JOBS}, {SET},
            {"policy", 0, "ID|FILE",
                .help = "Run only this policy: an id, or a file {id, title, patch}.",
                .repeatable = true},
            {"trace-level", .choices = recorder_level_names,
                .help = "Tables in addition to runs.csv. none: no table; incidents (default "
                        "with -o): incidents.csv; events: all tables."},
            {"gzip", .help = "Compress the trace files: incidents.csv.gz and so on."},
            {"print", .choices = command_session_tables,
                .help = "Print one table as CSV: summary.csv (default without -o, if there is "
                        "one policy), compare.csv (default without -o) or runs.csv."},
            {SHARD}, {ONLY}, {WALL}, {FRESH}, {QUIET}}},
    {"sweep", "EXPERIMENT", 1, 1, command_sweep,
        "run an experiment: every point, policy and replication",
        "Run the same command again to resume an interrupted sweep.",
        .example = "sweep scenarios/experiments/asean-budget.json -o results/asean -j 4",
        .options = {{"output", 'o', "DIR", .help = "Result directory.", .required = true},
            {JOBS}, {SHARD}, {ONLY}, {WALL}, {FRESH}, {QUIET}}},
    {"plan", "EXPERIMENT", 1, 1, command_plan,
        "estimate the points, runs, time and disk space of a sweep",
        "Makes and times a few runs. If the experiment has a stopping rule "
        "(replications.until), also estimates how many replications it needs, from trial runs "
        "at some points. Exit status 3: the plan "
        "exceeds its budget.",
        .example = "plan scenarios/experiments/asean-budget.json",
        .options = {{"half-width", 0, "METRIC=VALUE",
            .help =
                "Estimate the replications after which the 95 % interval of METRIC has the "
                "half-width VALUE: the interval of the paired difference or, with one "
                "policy, of the mean. The targets of the stopping rule are always estimated.",
            .repeatable = true}}},
    {"status", "DIR", 1, 1, command_status, "show the progress of a run or sweep, as CSV",
        "The run or sweep may still be in progress.", .example = "status results/hotline"},
    {"merge", "DIR...", 1, 100000, command_merge,
        "join the shards of a run or sweep into one result",
        "Exit status 5: two shards have different values for the same run.",
        .example = "merge results/shard-1 results/shard-2 -o results/whole",
        .options = {{"output", 'o', "DIR", .help = "Directory of the joined result.",
                        .required = true},
            {FRESH}, {QUIET}}},
    {"analyze", "DIR", 1, 1, command_analyze, "write analysis/ again from runs.csv",
        "It also writes scripts in Python, R and gnuplot that draw the result.",
        .example = "analyze results/hotline",
        .options = {{"targets", 0, "FILE",
                        .help = "Also fit the factors of the sweep to the recorded figures in "
                                "FILE: calibration.csv and calibration_posterior.csv."},
            {"accept", 0, "SHARE",
                .help = "With --targets: share of the runs that are accepted; default: 0.1."},
            {"statistics", 0, "FILE",
                .help = "With --targets: a table with statistics of the runs, in place of "
                        "runs.csv; its columns are point_id, policy, rep, status and the "
                        "statistics."}}},
    {"report", "DIR", 1, 1, command_report,
        "write a page with the main finding, charts and their tables",
        "One HTML file without scripts or network access. Repeats the run that it shows.",
        .example = "report results/ri",
        .options = {{"output", 'o', "FILE",
                        .help =
                            "The page; default: report.html in DIR. - is the standard output."},
            {"run", 0, "KEY",
                .help = "Run to show in detail: POINT/POLICY/REP; default: one with the median "
                        "escalation score."},
            {"quiet", 'q', .help = "Do not print the path of the page."}}},
    {"replay", "DIR", 1, 1, command_replay,
        "repeat one run of a result and check that it gives the same numbers",
        "Prints the row of the run in runs.csv, or the output that an option selects. Exit "
        "status 5: a number differs.",
        .example = "replay results/ri --run 1/with/3 --story",
        .options =
            {{"run", 0, "KEY", .help = "Run to repeat: POINT/POLICY/REP, as in runs.csv.",
                 .required = true},
                {"trace", .help = "Print the events of the run, as in events.csv."},
                {"story", .help = "Print the story of the run: the events, the beliefs and "
                                  "decisions of each state, and the responses that followed. "
                                  "Incidents without a response are only counted."},
                {"whole", .help = "With --story: describe every incident."},
                {"chapters", 0, "N",
                    .help = "With --story: describe the N most severe cascades (an incident "
                            "and the acts that followed); default: 40."},
                {"incident", 0, "ID",
                    .help = "With --story: describe only the cascade of the incident or act "
                            "ID, as in incidents.csv or acts.csv."},
                {"seat", 0, "STATE",
                    .help = "With --story: describe only cascades in which this state acts or "
                            "is a target."},
                {"by-date", .help = "With --story: one list of dates in place of chapters."},
                {STORY_WIDTH}, {STORY_HTML}}},
    {"rare", "SCENARIO", 1, 1, command_rare,
        "estimate the probability of a rare event by multilevel splitting",
        "Estimates the probability that a condition holds at least once before the horizon, "
        "under "
        "every policy, with an interval and the gain over crude simulation. A condition may "
        "use rung, tension, trust, crisis and chain: each is the largest value of the chosen "
        "pairs (for trust, the smallest). acts_0 to acts_9 are the numbers of acts of each "
        "rung. With two states, as in rung_A_B, a name has the value of A toward B. Run the "
        "same command again to resume, "
        "or "
        "with more repetitions to add to the result.",
        .example =
            "rare scenarios/adversarial-dialogue.json --event \"chain >= 30\" -o results/rare",
        .options = {{"event", 0, "EXPR", .help = "Condition of the event: \"rung >= 8\".",
                        .required = true},
            {"output", 'o', "DIR", .help = "Result directory.", .required = true},
            {"dyad", 0, "A:B",
                .help = "Pair of states to which a name without states, such as rung, refers; "
                        "default: all pairs.",
                .repeatable = true},
            {"importance", 0, "EXPR",
                .help = "An expression of the same names that rises from 0 to 1 as a run comes "
                        "closer to the event, for example rung / 9. Default: the mean of two "
                        "values: how close the values in the condition are to its limits, and "
                        "how escalated the most escalated pair is."},
            {"repetitions", 'n', "N",
                .help = "Number of independent repetitions of each policy; default: 40."},
            {"effort", 0, "N",
                .help =
                    "Number of paths that start at each level of a repetition; default: 500."},
            {"histories", 0, "N",
                .help = "Number of runs with the event that are kept for each policy, with "
                        "their stories; default: 3, at most 20."},
            {"seed", 's', "SEED",
                .help = "Seed, 0 to 18446744073709551615; default: as in the scenario, or 1."},
            {"policy", 0, "ID|FILE",
                .help = "Use only this policy: an id, or a file {id, title, patch}.",
                .repeatable = true},
            {JOBS}, {SET}, {FRESH}, {QUIET}}},
    {"rehearse", "SCENARIO", 1, 1, command_rehearse,
        "measure whether the world of an exercise gives the teams enough to decide",
        "Plays the plan of the workshop many times without people, each time in two ways: "
        "all decisions by the model (habit), and seats that ask first. Each statistic has a "
        "minimum and a maximum; a statistic outside these limits is marked \"missed\". The "
        "limits are defaults without evidence.",
        .example = "rehearse scenarios/workshop/tutorial-call.json",
        .options = {{"exercises", 'n', "N", .help = "Number of exercises; default: 500."},
            {"continuations", 0, "N",
                .help = "Continuations of each choice, to compare the kinds of response (the "
                        "cards of a team) at 100 decisions; default: 200; 0: no comparison."},
            {JOBS},
            {"format", .choices = text_table_format_names, .help = "Format; default: text."}}},
    {"whatif", "DIR", 1, 1, command_whatif,
        "continue one run of a result under other seat policies, from a given day",
        "Prints one CSV table: for each policy and statistic the share or mean over the "
        "continuations, and the paired difference from the run's own policies. From the day "
        "on, every continuation draws other random numbers; continuation k draws the same ones "
        "under all policies.",
        .example = "whatif results/ri --run 1/with/3 --day 900 --policy ask_first",
        .options =
            {{"run", 0, "KEY", .help = "Run to continue: POINT/POLICY/REP, as in runs.csv.",
                 .required = true},
                {"day", 0, "DAY", .help = "Day from which the run is continued.",
                    .required = true},
                {"policy", 0, "ID|FILE",
                    .help = "Seat policy ('describe seat_policies', or one of the scenario), "
                            "or a file {id, first, operations, max_rung, confidence}.",
                    .required = true, .repeatable = true},
                {"state", 0, "ID",
                    .help = "State that follows the policies; default: every state.",
                    .repeatable = true},
                {"continuations", 'n', "N",
                    .help = "Number of continuations of each policy; default: 1000."},
                {"days", 0, "N", .help = "Length of a continuation in days; default: 180."},
                {JOBS}}},
    {"verify", "DIR", 1, 1, command_verify, "check the files of a result and repeat some runs",
        "Exit status 5: a file or a repeated run differs.", .example = "verify results/hotline",
        .options = {{"runs", 0, "N", .help = "Number of runs to repeat; default: 5."}}},
    {"check", "FILE...", 1, 10000, command_check,
        "report the errors in scenarios, experiments and translations",
        "Reports file, line, column and member. Translations are files of texts (words files). "
        "For the scenario of an exercise, it also reports texts that are missing in the words "
        "files beside it. FILE may be a pipe; - is the standard input.",
        .example = "check scenarios/*.json"},
    {"compare", "DIR", 1, 1, command_compare,
        "print the paired differences between the policies of a result",
        .example = "compare results/ri",
        .options = {{"baseline", 0, "POLICY",
                        .help = "Policy to compare with; default: as in the scenario."},
            {"events",
                .help = "Compare run by run: when two runs diverge (row \"parted\"), and "
                        "which incidents and acts differ. in_policy and in_versus state what "
                        "happened under each policy. This repeats every run, so choose a "
                        "small result."},
            {"story", 0, "ID",
                .help =
                    "Print the incident or act ID, as in incidents.csv or acts.csv, and what "
                    "followed, in two runs side by side. Needs --run and --versus."},
            {"run", 0, "KEY", .help = "With --story: the first run, POINT/POLICY/REP."},
            {"versus", 0, "POLICY",
                .help = "With --story: the policy of the second run, of the same point and "
                        "replication."},
            {STORY_WIDTH}, {STORY_HTML}}},
    {"describe", "SCENARIO|TOPIC [CATALOGUE]", 1, 2, command_describe,
        "describe a scenario, or print a built-in table (measures, metrics and others)",
        "CATALOGUE selects one catalogue of the topics measures and effects. --set "
        "/use_aliases=true shows invented names.",
        .keyword = "TOPIC", .keywords = describe_topics,
        .example = "describe scenarios/russia-indonesia-2021.json",
        .options = {{SET},
            {"format", .choices = text_table_format_names, .help = "Format; default: text."}}},
    {"schema", "KIND", 1, 1, command_schema,
        "print the JSON Schema (draft-07) of a kind of file", .keyword = "KIND",
        .keywords = command_schema_kinds, .example = "schema scenario > scenario.schema.json"},
    {"new", "NAME", 1, 1, command_new, "write a starter scenario or experiment, NAME.json",
        "With an experiment it also writes the scenario, NAME-scenario.json.",
        .example = "new my-sweep --template sweep",
        .options = {{"template", .choices = starter_ids,
            .help = "pact (the default), rivals, smallest and workshop (an exercise with "
                    "people) are scenarios, the others experiments."}}},
    {"handouts", "SCENARIO", 1, 1, command_handouts,
        "print an exercise on paper: sheets, forms, injects, cards",
        "One HTML file for A4 without scripts: a sheet and forms for each team, and the lists "
        "of the facilitator.",
        .example = "handouts scenarios/workshop/strait.json -o strait.html",
        .options =
            {{"output", 'o', "FILE", .help = "The page; default: -, the standard output."},
                {"language", 0, "L",
                    .help = "Language of the texts: the language of the scenario, or of a "
                            "words "
                            "file beside the scenario."}}},
    {"workshop", "SCENARIO|DIR", 1, 1, command_workshop,
        "conduct an exercise in which people decide for states",
        "The scenario needs the member \"workshop\". Run the same command again to continue, "
        "or give "
        "only the directory of the exercise, also on another machine. Without --terminal and "
        "--solo it "
        "serves pages for browsers: a console for this machine alone, and pages for teams; "
        "with "
        "--lan, other devices in the network can open the pages for teams. Every step is on "
        "the "
        "disk before it takes effect. In the terminal, commands are read from the standard "
        "input, one a line; the command help lists them.",
        .example = "workshop scenarios/workshop/strait.json -o results/class --lan",
        .options = {{"output", 'o', "DIR", .help = "Directory of the exercise."},
            {"terminal", .help = "Read commands from the standard input; print the pages."},
            {"solo", 0, "SEAT",
                .help = "Play one seat alone: the run stops at each of its matters."},
            {"browser",
                .help =
                    "With --solo: play in the browser of this machine, not in the terminal."},
            {"coach", .help = "With --solo: allow the command whatif after each decision. Its "
                              "output reveals the truth, and the log records its use."},
            {"one-table", .help = "All teams share one laptop and one page; with --terminal, "
                                  "the next command clears the page from the screen."},
            {"lan", 0, "ADDRESS", .optional = true,
                .help = "Teams join over the network at ADDRESS, an address of this machine; "
                        "without ADDRESS, at the address of this machine in the local network, "
                        "if there is only one. The console stays on "
                        "this machine."},
            {"port", 0, "N",
                .help = "Port of the console, 1 to 65534; teams join at N + 1. Default: 8080."},
            {"no-browser",
                .help = "Do not open the console in the browser of this machine; without a "
                        "desktop, no browser is opened anyway."},
            {"policy", 0, "ID", .help = "Policy of the scenario; default: the baseline."},
            {"seed", 's', "SEED", .help = "Seed; default: a random one."},
            {"language", 0, "LANGUAGE", .help = "Language of the scenario's texts."}, {SET}}},
    {"review", "DIR", 1, 1, command_review,
        "write the review of an exercise: truth, beliefs and decisions",
        "Writes one HTML file without scripts, and tables with a data package to DIR/export, "
        "from the log of an exercise that has reached its review. Exit status 5: the "
        "repetition gave other results than the exercise (for example, with another version of "
        "cbmsim).",
        .example = "review results/class",
        .options =
            {{"output", 'o', "FILE",
                 .help = "The page; default: review.html in DIR. - is the standard output."},
                {"check", .help = "Only repeat the exercise and compare the fingerprint of "
                                  "every step."},
                {"continuations", 0, "N",
                    .help = "Continuations of each choice, 1 to 1000000; default: 1000."},
                {"language", 0, "LANGUAGE",
                    .help = "Language of the scenario's texts; default: that of the exercise."},
                {"no-texts", .help = "Omit all texts that people wrote."}}},
    {"bench", "[SCENARIO]", 0, 1, command_bench, "measure the speed of this machine, as CSV",
        "Runs SCENARIO (default: a scenario of the program) and generated worlds of 57 and 193 "
        "states. Counts instructions per run and per event, with valgrind or with the counter "
        "of the processor, and estimates exponents of their growth with the size of the world.",
        .example = "bench",
        .options =
            {{"quick", .help = "Take fewer measurements, without exponents; this needs a few "
                               "seconds."},
                {"exponents", .help = "Only fit the exponents; this needs a minute."},
                {"million", .help = "Also measure the memory of a million runs; this needs a "
                                    "few minutes."}}},
    {"help", "[COMMAND]", 0, 1, command_help, "explain a command, or list the commands",
        .example = "help run"},
    {0},
};

const struct command *
command_find(const char *name)
{
    const struct command *c = command_rows;

    while (c->name != NULL && strcmp(c->name, name) != 0) {
        c++;
    }
    return c->name != NULL ? c : NULL;
}

void
command_unknown(const char *name, struct failure *f)
{
    int32_t n = 0;
    const char *near;

    while (command_rows[n].name != NULL) {
        n++;
    }
    near = text_nearest(name, TEXT_NAMES(command_rows, name, n));
    failure_add(f, "unknown command '%s'%s%s%s", name, near == NULL ? "" : "; did you mean ",
        near == NULL ? "" : near, near == NULL ? "" : "?");
}

enum status
command_print_help(const struct command *c, struct failure *f)
{
    struct buffer b = {0};
    enum status st;

    if (c == NULL) {
        manual_overview(command_rows, &b);
    } else {
        manual_help(c, &b);
    }
    TRY(buffer_status(&b));
    TRY(output_print(b.at, b.length, f));
out:
    buffer_free(&b);
    return st;
}

enum status
command_help(const struct arguments *arguments, struct failure *f)
{
    const struct command *c = NULL;

    if (arguments->n_operands > 0) {
        c = command_find(arguments->operands[0]);
        if (c == NULL) {
            command_unknown(arguments->operands[0], f);
            return STATUS_USAGE;
        }
    }
    return command_print_help(c, f);
}
