#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "cli/command.h"
#include "cli/output.h"
#include "format/text_table.h"
#include "workshop/rehearse.h"

enum { EXERCISES = 500, EXERCISES_MAX = 1000000, CONTINUATIONS = 200, COMPARED = 100 };

/** The printed table, and the number of missed thresholds. */
struct rehearsal_output {
    struct text_table table;
    int32_t missed;
};

static enum status
take(void *self, const struct rehearse_row *row)
{
    struct rehearsal_output *o = self;
    bool judged = !isnan(row->minimum) || !isnan(row->maximum);
    bool met = rehearse_is_met(row);

    text_table_text(&o->table, row->step);
    text_table_text(&o->table, row->seat);
    text_table_text(&o->table, row->measure);
    text_table_number(&o->table, row->value.value);
    text_table_number(&o->table, row->value.low);
    text_table_number(&o->table, row->value.high);
    text_table_number(&o->table, (double)row->n);
    text_table_number(&o->table, row->minimum);
    text_table_number(&o->table, row->maximum);
    text_table_text(&o->table, !judged ? NULL : met ? "met" : "missed");
    o->missed += judged && !met;
    return STATUS_OK;
}

/* The meanings of the values in the column `measure`. */
static const char meanings[] =
    "\nnot_empty: share of exercises in which the seat has something to decide\n"
    "items, items_q95: mean and 95 % quantile of the number of its matters at the stop\n"
    "words: number of words of the injects that the seat reads at the stop\n"
    "crisis: share of exercises with a crisis at or before the stop\n"
    "crisis_by_the_end: the same, at or before the last stop\n"
    "misdirected_habit, misdirected_ask_first: mean number of acts against a state that is "
    "not\n"
    "  responsible, by habit or by seats that ask first\n"
    "fewer_misdirected: share of these acts that asking first avoids\n"
    "suspect: share of decisions in which the seat suspects a state\n"
    "families_differ: share of compared decisions in which the kinds of response differ\n"
    "hit_by_force: share of exercises in which the seat is hit by force\n";

static enum status
print(const struct rehearsal_output *o, enum text_table_format format, struct failure *f)
{
    struct buffer b = {0};
    enum status st;

    TRY(text_table_print(&o->table, format, &b));
    if (format == TEXT_TABLE_TEXT) {
        buffer_text(&b, meanings);
        if (o->missed == 0) {
            buffer_text(&b, "\nThe exercise meets every threshold.\n");
        } else {
            buffer_printf(&b, "\n%d thresholds are missed.\n", (int)o->missed);
        }
    }
    TRY(buffer_status(&b));
    TRY(format == TEXT_TABLE_CSV ? output_print(b.at, b.length, f) : output_print_text(&b, f));
out:
    buffer_free(&b);
    return st;
}

enum status
command_rehearse(const struct arguments *arguments, struct failure *f)
{
    static const char *const columns[] = {"step", "seat", "measure", "value", "ci_lo", "ci_hi",
        "n", "minimum", "maximum", "verdict", NULL};
    const char *path = arguments->operands[0];
    struct rehearse_options options = {.continuations = CONTINUATIONS, .compared = COMPARED};
    struct rehearsal_output o = {.missed = 0};
    struct scenario scenario;
    enum status st = command_explain_kind(
        scenario_load(&scenario, path, NULL, f), path, COMMAND_READS_SCENARIO, f);

    if (st != STATUS_OK) {
        return st;
    }
    text_table_init(&o.table, columns);
    if (scenario.workshop == NULL) {
        st = failure_of(STATUS_BAD_INPUT, f,
            "%s: has no workshop member; to write one: cbmsim new NAME --template workshop",
            path);
        goto out;
    }
    options.seed = scenario.seed;
    TRY(arguments_integer(arguments, "exercises", 2, EXERCISES_MAX, EXERCISES, &options.n, f));
    TRY(arguments_integer(arguments, "continuations", 0, EXERCISES_MAX, CONTINUATIONS,
        &options.continuations, f));
    TRY(arguments_jobs(arguments, &options.threads, f));
    TRY(rehearse(&scenario, &options, take, &o));
    TRY(print(
        &o, (enum text_table_format)arguments_choice(arguments, "format", TEXT_TABLE_TEXT), f));
out:
    if (st == STATUS_STOPPED) {
        st = failure_of(STATUS_BAD_INPUT, f,
            "%s: a run reached max_events before the end of the exercise; raise /max_events",
            path);
    }
    text_table_free(&o.table);
    scenario_free(&scenario);
    return st;
}
