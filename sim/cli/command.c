#include "cli/command.h"

static const struct option_row no_options[] = {{0}};
static const struct option_row run_options[] = {
    {"output", 'o', true, false},
    {"replications", 'n', true, false},
    {"seed", 's', true, false},
    {"jobs", 'j', true, false},
    {"set", 0, true, true},
    {"policy", 0, true, true},
    {"trace-level", 0, true, false},
    {"fresh", 0, false, false},
    {"quiet", 'q', false, false},
    {0},
};
static const struct option_row sweep_options[] = {
    {"output", 'o', true, false},
    {"jobs", 'j', true, false},
    {"shard", 0, true, false},
    {"only", 0, true, false},
    {"max-wall", 0, true, false},
    {"fresh", 0, false, false},
    {"quiet", 'q', false, false},
    {0},
};
static const struct option_row merge_options[] = {
    {"output", 'o', true, false},
    {"fresh", 0, false, false},
    {"quiet", 'q', false, false},
    {0},
};
static const struct option_row replay_options[] = {
    {"run", 0, true, false},
    {"trace", 0, false, false},
    {"story", 0, false, false},
    {"whole", 0, false, false},
    {"chapters", 0, true, false},
    {0},
};
static const struct option_row report_options[] = {
    {"output", 'o', true, false}, {"run", 0, true, false}, {0}};
static const struct option_row verify_options[] = {{"runs", 0, true, false}, {0}};
static const struct option_row format_options[] = {
    {"format", 0, true, false}, {"set", 0, true, true}, {0}};
static const struct option_row new_options[] = {{"template", 0, true, false}, {0}};
static const struct option_row compare_options[] = {
    {"baseline", 0, true, false}, {"events", 0, false, false}, {0}};
static const struct option_row bench_options[] = {
    {"quick", 0, false, false}, {"million", 0, false, false}, {0}};

const struct command command_rows[] = {
    {"run",
        "SCENARIO [-o DIR] [-n REPS] [-s SEED] [-j THREADS] [--set PTR=VALUE]... "
        "[--policy ID|FILE]... [--trace-level none|incidents|events] [--fresh] [--quiet]",
        "simulate a scenario under its policies",
        "  -o, --output DIR      result directory; without it, summary and paired differences\n"
        "                        go to the standard output and nothing is written\n"
        "  -n, --replications N  runs per policy (the scenario's, or 100)\n"
        "  -s, --seed SEED       master seed, 0 to 18446744073709551615 (the scenario's, or "
        "1)\n"
        "  -j, --jobs THREADS    threads (all cores); results do not depend on it\n"
        "      --set PTR=VALUE   sets a member by JSON Pointer to a JSON value\n"
        "      --policy ID|FILE  only these policies of the scenario, or one from a file\n"
        "      --trace-level L   none: runs and analysis; incidents (default with -o):\n"
        "                        incidents.csv too; events: everything\n"
        "      --fresh           replace a result made from other inputs\n"
        "  -q, --quiet           no progress\n\n"
        "Example: cbmsim run scenarios/russia-indonesia-2021.json -n 1000 -s 1 -o results/ri\n",
        run_options, 1, 1, command_run},
    {"sweep",
        "EXPERIMENT -o DIR [-j THREADS] [--shard I/N] [--only KEY] [--max-wall TIME] "
        "[--fresh] [--quiet]",
        "run an experiment: points, policies, replications; resumes by itself",
        "  -o, --output DIR     result directory. Whatever stopped an earlier sweep into it,\n"
        "                       the same command runs what is missing\n"
        "  -j, --jobs THREADS   threads (all cores); results do not depend on it\n"
        "      --shard I/N      only the I-th of N shares of the points, in a directory of "
        "its\n"
        "                       own; cbmsim merge joins them\n"
        "      --only KEY       only POINT[/POLICY[/REP]]; all policies of a replication are\n"
        "                       run together\n"
        "      --max-wall TIME  stop after 90s, 30m, 2h with what is there then, exit code 75\n"
        "      --fresh          replace a result made from other inputs\n"
        "  -q, --quiet          no progress\n\n"
        "Example: cbmsim sweep scenarios/experiments/asean-budget.json -o results/asean -j 4\n",
        sweep_options, 1, 1, command_sweep},
    {"plan", "EXPERIMENT",
        "say what a sweep will cost: points, runs, time, disk; writes nothing",
        "A few runs are made and timed. A plan past the experiment's budget ends with 3.\n\n"
        "Example: cbmsim plan scenarios/experiments/asean-budget.json\n",
        no_options, 1, 1, command_plan},
    {"status", "DIR", "tell how far a sweep is, as CSV",
        "Works beside a sweep that is running, too.\n\n"
        "Example: cbmsim status results/hotline\n",
        no_options, 1, 1, command_status},
    {"merge", "DIR... -o DIR [--fresh] [--quiet]", "join the shards of a sweep into one result",
        "  -o, --output DIR  the whole; it resumes as a sweep does. Parts that contradict "
        "each\n"
        "                    other are refused with exit code 5\n"
        "      --fresh       replace a result made from other inputs\n"
        "  -q, --quiet       do not say what each part gave\n\n"
        "Example: cbmsim merge results/shard-1 results/shard-2 -o results/whole\n",
        merge_options, 1, 100000, command_merge},
    {"analyze", "DIR", "make analysis/ again, from runs.csv alone",
        "Example: cbmsim analyze results/hotline\n", no_options, 1, 1, command_analyze},
    {"report", "DIR [-o FILE] [--run POINT/POLICY/REP]",
        "make a page to look at: the finding, charts, their tables",
        "  -o, --output FILE  where the page goes (DIR/report.html); - is the standard output\n"
        "      --run KEY      the run that is told in detail; a typical one unless said\n\n"
        "One HTML file that needs no network and runs no script. A result of `run` that was "
        "made\n"
        "with --trace-level events shows most.\n\n"
        "Example: cbmsim report results/ri\n",
        report_options, 1, 1, command_report},
    {"replay", "DIR --run POINT/POLICY/REP [--trace | --story [--whole] [--chapters N]]",
        "run one row of a result again, and hold it to the same numbers",
        "      --run KEY     the row of runs.csv: point_id/policy/rep\n"
        "      --trace       print what happened in it, as events.csv would, not its row\n"
        "      --story       tell it in words: what was true, what each side believed and "
        "did,\n"
        "                    and which answer followed from which; incidents that nobody\n"
        "                    answered are counted, not told\n"
        "      --whole       tell every incident\n"
        "      --chapters N  tell the N weightiest cascades (40)\n\n"
        "Exit code 5 if a number differs.\n\n"
        "Example: cbmsim replay results/ri --run 1/with/3 --story\n",
        replay_options, 1, 1, command_replay},
    {"verify", "DIR [--runs N]", "check a result: its files, and some of its runs made again",
        "      --runs N  how many runs are made again (5)\n\n"
        "Exit code 5 if something differs.\n\n"
        "Example: cbmsim verify results/hotline\n",
        verify_options, 1, 1, command_verify},
    {"check", "FILE...", "tell every error of scenarios and experiments",
        "Example: cbmsim check scenarios/*.json\n", no_options, 1, 10000, command_check},
    {"compare", "DIR [--baseline POLICY] [--events]",
        "paired differences between policies of a result",
        "      --baseline POLICY  what the others are compared with (the scenario's)\n"
        "      --events           run by run: when histories part, and which incidents ended\n"
        "                         otherwise. Every run is made again, so take a small "
        "result\n\n"
        "Example: cbmsim compare results/ri\n",
        compare_options, 1, 1, command_compare},
    {"describe",
        "SCENARIO [--set PTR=VALUE]... | TOPIC [CATALOGUE], [--format text|md|csv|json]",
        "say what a scenario, or a table of the program, holds",
        "      --set PTR=VALUE   sets a member first; /use_aliases=true shows invented "
        "names\n\n"
        "Topics: measures, effects, catalogues, levers, incidents, responses, metrics, "
        "parameters, events, streams\n"
        "measures and effects may be those of one catalogue\n\n"
        "Example: cbmsim describe scenarios/russia-indonesia-2021.json\n",
        format_options, 1, 2, command_describe},
    {"schema", "scenario|agreement|experiment",
        "print the JSON Schema (draft-07) of a kind of file",
        "Example: cbmsim schema scenario > scenario.schema.json\n", no_options, 1, 1,
        command_schema},
    {"new", "NAME [--template T]", "write a starter scenario",
        "Example: cbmsim new my-scenario\n", new_options, 1, 1, command_new},
    {"bench", "[SCENARIO] [--quick] [--million]", "measure this machine, as CSV",
        "  SCENARIO   whose runs are measured beside made-up worlds of 57 and 193 states\n"
        "             (scenarios/russia-indonesia-2021.json, if it is there)\n"
        "  --quick    less of it, in a few seconds\n"
        "  --million  also the memory of a sweep of a million runs, in a few minutes\n\n"
        "Example: cbmsim bench\n",
        bench_options, 0, 1, command_bench},
    {0},
};
