/* The rows of the results of the model: "what if", robustness, turning points, signed or used. */
#include "stats/summary.h"
#include "workshop/review/review_rows.h"

#define CONTINUATIONS(member, doc_)                                                            \
    FIELD(T, member, .max = 9e15, .unit = "continuations", .doc = doc_)
#define PAIRS(member, doc_) FIELD(T, member, .max = 9e15, .unit = "pairs", .doc = doc_)

/* The result of an arm, and its difference from another arm. */
struct result {
    int64_t n, count;
    double estimate, estimate_lo, estimate_hi;
    const char *versus;
    int64_t n_pairs, gained, lost;
    double difference, ci_lo, ci_hi, confidence;
};

#define T struct result
static const struct field result_fields[] = {
    CONTINUATIONS(n, "Number of continuations with a value."),
    CONTINUATIONS(count, "If the measure is an event: number of continuations with the event."),
    ANY(estimate, "Share of these continuations, or mean."),
    ANY(estimate_lo,
        "Lower end of the 95 % interval of the estimate (share: Wilson; mean: Student)."),
    ANY(estimate_hi, "Upper end of the 95 % interval of the estimate."),
    WORD(versus, "Row with which this row is compared; empty: no comparison."),
    PAIRS(n_pairs,
        "Number of pairs of continuations; the two of a pair draw the same random numbers."),
    PAIRS(
        gained, "If the measure is an event: number of pairs with the event in this row only."),
    PAIRS(lost,
        "If the measure is an event: number of pairs with the event in the other row only."),
    ANY(difference, "Paired difference, this row minus the other row."),
    ANY(ci_lo,
        "Lower end of the interval of the difference (share: Agresti and Min; mean: Student)."),
    ANY(ci_hi, "Upper end of the interval of the difference."),
    SHARE(confidence, "Confidence level of the paired interval."),
};
static const struct record result_record = {
    .name = "result", .doc = "Result of a row.", FIELDS_OF(T, result_fields)};
#undef T
#define RESULT                                                                                 \
    FIELD_AS(T, result, FIELD_OBJECT, .record = &result_record, .unit = "", .doc = "Result.")

static struct result
result_of(const struct paired_result *x, bool share, const char *versus, double confidence)
{
    bool compared = versus != NULL && x->n_pairs > 0;

    return (struct result){.n = x->n,
        .count = share ? x->count : TABLE_NO_COUNT,
        .estimate = x->own.value,
        .estimate_lo = x->own.low,
        .estimate_hi = x->own.high,
        .versus = compared ? versus : NULL,
        .n_pairs = compared ? x->n_pairs : TABLE_NO_COUNT,
        .gained = compared && share ? x->gained : TABLE_NO_COUNT,
        .lost = compared && share ? x->lost : TABLE_NO_COUNT,
        .difference = compared ? x->difference.value : NAN,
        .ci_lo = compared ? x->difference.low : NAN,
        .ci_hi = compared ? x->difference.high : NAN,
        .confidence = compared ? confidence : NAN};
}

/* ---- what if ---- */

struct whatif_row {
    const char *step, *seat;
    int64_t matter;
    const char *arm, *response;
    bool chosen;
    const char *measure;
    struct result result;
};

#define T struct whatif_row
static const struct field whatif_fields[] = {
    STEP,
    SEAT,
    NUMBER(matter, "Number of the matter on the table of the seat."),
    WORD(arm, "Way to decide: habit (as usual here), or a family of responses."),
    WORD(response, "Response that stands for the family; empty: habit."),
    FLAG(chosen, "Whether the team decided in this way."),
    WORD(measure, "Measure over the matter and the incidents and acts that follow from it."),
    RESULT,
};
const struct record review_rows_whatif_record = {.name = "whatif",
    .doc = "What happens after decisions of teams, for each way to decide, within "
           "`window_days` of "
           "the scenario. After the decision the model plays every seat.",
    FIELDS_OF(T, whatif_fields)};
#undef T

/* Returns the results of a decision: those with many continuations if it is shown in detail,
   otherwise those with few. */
static const struct whatif *
whatif_of(const struct review *r, const struct review_screened *s)
{
    for (int32_t k = 0; k < r->n_decisions; k++) {
        if (r->decisions[k].settled == s->settled) {
            return &r->decisions[k].whatif;
        }
    }
    return &s->whatif;
}

static void
print_arm(const struct review *r, const struct exercise_settled *s,
    const struct whatif_arm *arm, const struct table *t, struct buffer *out)
{
    for (int32_t m = 0; m < CASCADE_MEASURES; m++) {
        struct whatif_row row = {review_rows_step(r, s->stop), review_rows_seat(r, s->seat),
            s->number, arm->id,
            arm->response == NONE ? NULL
                                  : WORLD_RESPONSE(r->exercise->world, arm->response)->key.id,
            arm->chosen, workshop_measure_names[m],
            result_of(&arm->result[m], m != WORKSHOP_DAYS,
                arm->response == NONE ? NULL : "habit", SUMMARY_CONFIDENCE)};

        table_row(t, &row, out);
    }
}

void
review_rows_whatif(
    const struct review *r, bool texts, const struct table *t, struct buffer *out)
{
    (void)texts;
    for (int32_t k = 0; k < r->screened.count; k++) {
        const struct review_screened *s = ARRAY_AT(struct review_screened, &r->screened, k);
        const struct whatif *w = whatif_of(r, s);

        for (int32_t arm = 0; arm < w->n_arms; arm++) {
            print_arm(r, review_settled(r, s->settled), &w->arm[arm], t, out);
        }
    }
}

/* ---- robustness ---- */

struct robustness_row {
    const char *step, *seat;
    int64_t matter;
    const char *arm;
    int32_t factor;
    double level;
    int64_t n;
    double difference, ci_lo, ci_hi;
};

#define T struct robustness_row
static const struct field robustness_fields[] = {
    STEP,
    SEAT,
    NUMBER(matter, "Number of the matter on the table of the seat."),
    WORD(arm, "Family of responses that the team chose."),
    ONE_OF(factor, whatif_factor_names, "Value in the scenario that is changed."),
    FIELD(T, level, .min = 0, .max = 10, .unit = "1",
        .doc = "Factor by which the value is multiplied."),
    CONTINUATIONS(n, "Number of continuations of each of the two ways to decide."),
    ANY(difference, "Share in which a wrong state is hit: the choice minus habit."),
    ANY(ci_lo, "Lower end of the 95 % interval of the difference (Agresti and Min)."),
    ANY(ci_hi, "Upper end of the 95 % interval of the difference."),
};
const struct record review_rows_robustness_record = {.name = "robustness",
    .doc = "How strongly the difference between a choice and habit depends on numbers without "
           "evidence.",
    FIELDS_OF(T, robustness_fields)};
#undef T

void
review_rows_robustness(
    const struct review *r, bool texts, const struct table *t, struct buffer *out)
{
    (void)texts;
    for (int32_t k = 0; k < r->n_decisions; k++) {
        const struct review_decision *d = &r->decisions[k];
        const struct exercise_settled *s = review_settled(r, d->settled);

        for (int32_t cell = 0; d->chosen != NULL && cell < WHATIF_FACTORS * WHATIF_LEVELS;
             cell++) {
            int32_t factor = cell / WHATIF_LEVELS, level = cell % WHATIF_LEVELS;
            const struct estimate *e = &d->strip.difference[factor][level];
            struct robustness_row row = {review_rows_step(r, s->stop),
                review_rows_seat(r, s->seat), s->number, d->chosen, factor,
                whatif_levels[level], d->strip_n, e->value, e->low, e->high};

            table_row(t, &row, out);
        }
    }
}

/* ---- turning points ---- */

struct turning_row {
    const char *step;
    double day;
    const char *seat;
    int64_t matter;
    const char *arm;
    int32_t measure;
    struct result result;
};

#define T struct turning_row
static const struct field turning_fields[] = {
    STEP,
    DAY(day, "Day of the stop, since the start of the scenario."),
    WORD(seat, "State whose decision is compared; empty: all decisions of the stop."),
    NUMBER(matter, "Number of the matter on the table of the seat."),
    WORD(arm, "habit: the model decides everything; settled: the decisions of the exercise."),
    ONE_OF(measure, review_event_names,
        "Event in the whole world: two states are in a crisis or come into one; a hostile act "
        "hits a state that is not responsible; a response has rung 5 or above."),
    RESULT,
};
const struct record review_rows_turning_record = {.name = "turning",
    .doc =
        "What happens after each stop within `window_days` of the scenario, with the decisions "
        "of "
        "the exercise and with habit; for turning points also with one decision left to habit.",
    FIELDS_OF(T, turning_fields)};
#undef T

static void
print_turn(const struct review *r, const struct review_turn *t, const struct table *table,
    struct buffer *out)
{
    for (int32_t m = 0; m < REVIEW_EVENTS; m++) {
        struct turning_row row = {review_rows_step(r, t->stop), t->day, NULL, TABLE_NO_COUNT,
            "habit", m, result_of(&t->habit[m], true, NULL, NAN)};

        if (t->since[m].n_pairs > 0) {
            row.result = result_of(
                &t->since[m], true, "the stop before as it was settled", r->turn_confidence);
        }
        table_row(table, &row, out);
        row.arm = "settled";
        row.result = result_of(&t->done[m], true, "habit", r->turn_confidence);
        table_row(table, &row, out);
    }
}

void
review_rows_turning(
    const struct review *r, bool texts, const struct table *t, struct buffer *out)
{
    (void)texts;
    for (int32_t k = 0; k < r->turns.count; k++) {
        print_turn(r, ARRAY_AT(struct review_turn, &r->turns, k), t, out);
    }
    for (int32_t k = 0; k < r->parts.count; k++) {
        const struct review_part *p = ARRAY_AT(struct review_part, &r->parts, k);
        const struct review_turn *turn = ARRAY_AT(struct review_turn, &r->turns, p->turn);
        const struct exercise_settled *s = review_settled(r, p->settled);

        for (int32_t m = 0; m < REVIEW_EVENTS; m++) {
            struct turning_row row = {review_rows_step(r, turn->stop), turn->day,
                review_rows_seat(r, s->seat), s->number, "settled", m,
                result_of(&p->done[m], true, "this matter left to habit", r->turn_confidence)};

            table_row(t, &row, out);
        }
    }
}

/* ---- signed or used ---- */

struct use_row {
    const char *agreements;
    bool used;
    const char *measure;
    struct result result;
};

#define T struct use_row
static const struct field use_fields[] = {
    WORD(agreements,
        "Id of the agreement on offer that is in force from the start; or none; or all."),
    FLAG(used, "Whether all seats ask the named state before they respond; otherwise they "
               "decide by habit."),
    WORD(measure, "Measure over the whole world."),
    RESULT,
};
const struct record review_rows_use_record = {.name = "use",
    .doc = "What happens from the start of the first round within the window of the scenario, "
           "if agreements are signed or not and seats ask first or not; the model plays every "
           "seat.",
    FIELDS_OF(T, use_fields)};
#undef T

void
review_rows_use(const struct review *r, bool texts, const struct table *t, struct buffer *out)
{
    (void)texts;
    for (int32_t k = 0; k < r->cells.count; k++) {
        const struct review_cell *c = ARRAY_AT(struct review_cell, &r->cells, k);
        const char *agreements =
            c->signed_ == REVIEW_NOTHING_SIGNED ? "none"
            : c->signed_ == REVIEW_ALL_SIGNED
                ? "all"
                : review_rows_id(r, WORLD_AGREEMENT(r->exercise->world, c->signed_)->key.id);

        for (int32_t m = 0; m < WINDOW_MEASURES; m++) {
            bool share = window_measures[m].kind == PAIRED_SHARE;
            struct use_row row = {agreements, c->used, window_measures[m].name,
                result_of(&c->total[m], share, "none signed, habit", SUMMARY_CONFIDENCE)};

            table_row(t, &row, out);
        }
    }
}
