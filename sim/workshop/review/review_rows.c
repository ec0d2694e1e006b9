/* The rows of the decisions, answers, beliefs, predictions and messages of seats. */
#include "workshop/review/review_rows.h"

#include "observe/recorder_tables.h"

static const char *const kind_names[] = {
    "decision", "question", "request", "case", "offer", "order", NULL};
static const char *const by_names[] = {"team", "habit", "nobody", NULL};

/* The texts are ids, or NULL. */
struct decision_row {
    const char *step, *seat;
    double day;
    int64_t matter, incident_id;
    const char *truth, *family, *overt, *covert, *help, *named, *believed;
    double confidence;
    int64_t sure, hostile_chance;
    int32_t by;
    bool impossible;
    const char *why;
};

struct answer_row {
    const char *step, *seat;
    double day;
    int64_t matter, incident_id;
    int32_t kind;
    const char *asker, *truth, *reply;
    int32_t honesty, by;
    const char *why;
};

struct belief_row {
    const char *step, *seat;
    int64_t incident_id;
    const char *suspect;
    double posterior;
    bool is_true;
};

struct prediction_row {
    int64_t record;
    const char *step, *seat, *question;
    int64_t percent;
    bool outcome;
    double model_share;
    int64_t n;
    double brier;
};

struct message_row {
    int64_t record;
    const char *step, *seat, *to, *channel;
    double day;
    bool arrives;
    const char *text;
};

#define ON_DAY DAY(day, "Day of the stop, since the start of the scenario.")
#define MATTER NUMBER(matter, "Number of the matter on the table of the seat.")
#define INCIDENT ID(incident_id, "Identity of the incident or act that the matter concerns.")
#define TRUTH                                                                                  \
    WORD(truth, "Truth: responsible state, non_state or accident; empty if there is none.")

#define T struct decision_row
static const struct field decision_fields[] = {
    STEP,
    SEAT,
    ON_DAY,
    MATTER,
    INCIDENT,
    TRUTH,
    WORD(family, "Family of responses that the seat chose."),
    WORD(overt, "Overt response."),
    WORD(covert, "Covert response."),
    WORD(help, "Response by which the seat turned to a partner."),
    WORD(named,
        "State that the seat named; empty: the state that the analysts of the seat named."),
    WORD(
        believed, "Actor that the analysts of the seat named: a state, non_state or accident."),
    SHARE(confidence, "Posterior probability of that actor."),
    PERCENT(sure, "Certainty about the responsible actor that the team stated."),
    PERCENT(hostile_chance, "Probability of a hostile reply that the team stated."),
    ONE_OF(by, by_names, "Who decided: the team, the model (habit), or nobody yet."),
    FLAG(impossible, "Whether the choice of the team had become impossible."),
    WORD(why, "Reason in the words of the team."),
};
const struct record review_rows_decisions_record = {.name = "decision",
    .doc = "Decisions of seats about incidents and acts, and what was true.",
    FIELDS_OF(T, decision_fields)};
#undef T

#define T struct answer_row
static const struct field answer_fields[] = {
    STEP,
    SEAT,
    ON_DAY,
    MATTER,
    INCIDENT,
    ONE_OF(kind, kind_names, "Kind of the matter."),
    WORD(asker, "State that asks or offers."),
    TRUTH,
    WORD(reply, "Answer."),
    ONE_OF(honesty, review_honesty_names,
        "For an answer to a question: whether the answer is true, a lie, or neither."),
    ONE_OF(by, by_names, "Who answered: the team, the model (habit), or nobody yet."),
    WORD(why, "Reason in the words of the team."),
};
const struct record review_rows_answers_record = {.name = "answer",
    .doc = "Answers of seats to questions, requests and offers, and about due orders.",
    FIELDS_OF(T, answer_fields)};
#undef T

#define T struct belief_row
static const struct field belief_fields[] = {
    STEP,
    SEAT,
    INCIDENT,
    WORD(suspect, "Suspect: a state, non_state or accident."),
    SHARE(posterior, "Probability that the analysts of the seat gave to the suspect."),
    FLAG(is_true, "Truth: whether the suspect is responsible."),
};
const struct record review_rows_beliefs_record = {.name = "belief",
    .doc = "Beliefs of seats about the incidents that they decided on, at the end of each "
           "stop at which attribution was open.",
    FIELDS_OF(T, belief_fields)};
#undef T

#define T struct prediction_row
static const struct field prediction_fields[] = {
    NUMBER(record, "Number of the record in the log."),
    STEP,
    SEAT,
    WORD(question, "Question of the scenario."),
    PERCENT(percent, "Answer: in how many of 100 exercises."),
    FLAG(outcome, "Whether the event happened in this exercise."),
    SHARE(model_share,
        "Share of continuations of the model from that stop in which the event happens."),
    NUMBER(n, "Number of these continuations."),
    FIELD(T, brier, .max = 1, .unit = "1",
        .doc = "Square of the difference between the answer, as a share, and the outcome (1 or "
               "0)."),
};
const struct record review_rows_predictions_record = {.name = "prediction",
    .doc = "Predictions of seats; a later answer to the same question is a further row.",
    FIELDS_OF(T, prediction_fields)};
#undef T

#define T struct message_row
static const struct field message_fields[] = {
    NUMBER(record, "Number of the record in the log."),
    STEP,
    SEAT,
    WORD(to, "State to which the message goes; all: a declaration to the press."),
    WORD(channel, "Channel; empty: none."),
    DAY(day, "Day on which the message was sent, since the start of the scenario."),
    FLAG(arrives, "Whether the message arrived."),
    WORD(text, "The message in the words of the team. The model does not read it."),
};
const struct record review_rows_messages_written_record = {.name = "message_written",
    .doc = "Messages that teams wrote to each other.",
    FIELDS_OF(T, message_fields)};
#undef T

/* ---- filling ---- */

const char *
review_rows_id(const struct review *r, const char *id)
{
    return id == NULL ? NULL : recorder_tables_id(r->exercise->world, id);
}

const char *
review_rows_seat(const struct review *r, int32_t seat)
{
    return review_rows_id(r, exercise_seat_id(r->exercise, seat));
}

/* Returns the id of an actor, as files show it. */
static const char *
actor_id(const struct review *r, int32_t actor)
{
    return actor >= 0 ? review_rows_id(r, review_actor_id(r, actor))
                      : review_actor_id(r, actor);
}

const char *
review_rows_step(const struct review *r, int32_t stop)
{
    return r->exercise->plan.stops[stop].id;
}

static const char *
response_id(const struct review *r, int32_t response)
{
    return response == SETTLE_JOINT_CASE ? EXERCISE_JOINT_CASE
                                         : WORLD_RESPONSE(r->exercise->world, response)->key.id;
}

static int64_t
given(int64_t number)
{
    return number < 0 ? TABLE_NO_COUNT : number;
}

static struct decision_row
decision_row(const struct review *r, const struct exercise_settled *s, bool texts)
{
    const struct exercise *x = r->exercise;
    const struct record_line *line = s->record < 0 ? NULL : &x->records[s->record];
    bool done = s->by != SETTLED_BY_NOBODY;
    struct decision_row row = {.step = review_rows_step(r, s->stop),
        .seat = review_rows_seat(r, s->seat),
        .day = s->day,
        .matter = s->number,
        .incident_id = (int64_t)s->incident_id,
        .truth = actor_id(r, s->initiator),
        .family = review_family(r, s),
        .overt = done ? response_id(r, s->settlement.overt) : NULL,
        .covert = done ? response_id(r, s->settlement.covert) : NULL,
        .help = done ? response_id(r, s->settlement.help) : NULL,
        .named = done ? actor_id(r, s->settlement.named) : NULL,
        .believed = actor_id(r, s->named),
        .confidence = s->confidence,
        .sure = TABLE_NO_COUNT,
        .hostile_chance = TABLE_NO_COUNT,
        .by = (int32_t)s->by,
        .impossible = s->impossible};

    if (line != NULL && line->kind == RECORD_settle) {
        row.sure = given(line->settle.sure);
        row.hostile_chance = given(line->settle.hostile_chance);
        row.why = texts ? line->settle.why : NULL;
    }
    return row;
}

void
review_rows_decisions(
    const struct review *r, bool texts, const struct table *t, struct buffer *out)
{
    for (int32_t k = 0; k < r->exercise->now.settled.count; k++) {
        if (review_settled(r, k)->kind == TABLED_DECISION) {
            struct decision_row row = decision_row(r, review_settled(r, k), texts);

            table_row(t, &row, out);
        }
    }
}

void
review_rows_answers(
    const struct review *r, bool texts, const struct table *t, struct buffer *out)
{
    const struct exercise *x = r->exercise;

    for (int32_t k = 0; k < r->answers.count; k++) {
        const struct review_answer *a = ARRAY_AT(struct review_answer, &r->answers, k);
        const struct exercise_settled *s = review_settled(r, a->settled);
        const struct record_line *line = s->record < 0 ? NULL : &x->records[s->record];
        bool reason = texts && line != NULL && line->kind == RECORD_answer;
        struct answer_row row = {review_rows_step(r, s->stop), review_rows_seat(r, s->seat),
            s->day, s->number, (int64_t)s->incident_id, s->kind, actor_id(r, a->asker),
            actor_id(r, s->initiator),
            s->by == SETTLED_BY_NOBODY ? NULL : settlement_reply_names[s->settlement.reply],
            s->kind == TABLED_QUESTION ? (int32_t)a->honesty : -1, (int32_t)s->by,
            reason ? line->answer.why : NULL};

        table_row(t, &row, out);
    }
}

void
review_rows_beliefs(
    const struct review *r, bool texts, const struct table *t, struct buffer *out)
{
    (void)texts;
    for (int32_t k = 0; k < r->beliefs.count; k++) {
        const struct review_belief *b = ARRAY_AT(struct review_belief, &r->beliefs, k);
        const struct review_matter *m = ARRAY_AT(struct review_matter, &r->matters, b->matter);
        struct belief_row row = {review_rows_step(r, b->stop), review_rows_seat(r, m->seat),
            (int64_t)m->incident_id, actor_id(r, b->suspect), b->posterior, b->is_true};

        table_row(t, &row, out);
    }
}

void
review_rows_predictions(
    const struct review *r, bool texts, const struct table *t, struct buffer *out)
{
    const struct workshop_prediction *questions = r->exercise->workshop->predictions.items;

    (void)texts;
    for (int32_t k = 0; k < r->predictions.count; k++) {
        const struct review_prediction *p =
            ARRAY_AT(struct review_prediction, &r->predictions, k);
        struct prediction_row row = {p->record, review_rows_step(r, p->stop),
            review_rows_seat(r, p->seat), questions[p->question].key.id, p->percent, p->outcome,
            (double)p->count / (double)p->n, p->n, p->brier};

        table_row(t, &row, out);
    }
}

void
review_rows_messages_written(
    const struct review *r, bool texts, const struct table *t, struct buffer *out)
{
    const struct exercise *x = r->exercise;
    const char *step = NULL;

    for (int64_t k = 0; k < x->now.n_standing; k++) {
        const struct record_line *line = exercise_standing(x, k);

        if (line->kind == RECORD_go) {
            step = line->go.step;
        } else if (line->kind == RECORD_say) {
            const struct record_say *say = &line->say;
            struct message_row row = {line->n, step, review_rows_id(r, say->seat),
                review_rows_id(r, say->to), say->channel, say->day, say->arrives,
                texts ? say->text : NULL};

            table_row(t, &row, out);
        }
    }
}
