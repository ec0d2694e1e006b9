#include "workshop/review/review_tables.h"

#include <stdio.h>

#include "base/sha256.h"
#include "directory/datapackage.h"
#include "format/table.h"

#define FOLDER "export/"

enum { PERCENT_MAX = 100 };

static const char *const kind_names[] = {
    "decision", "question", "request", "case", "offer", "order", NULL};
static const char *const by_names[] = {"team", "habit", "nobody", NULL};

/* ---- rows ---- */

/* Texts are ids, or NULL. */
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

#define ID(member, doc_) FIELD(T, member, .unit = TABLE_HEX, .doc = doc_)
#define WORD(member, doc_) FIELD(T, member, .unit = "", .doc = doc_)
#define SHARE(member, doc_) FIELD(T, member, .max = 1, .unit = "probability", .doc = doc_)
#define PERCENT(member, doc_)                                                                  \
    FIELD(T, member, .max = PERCENT_MAX, .unit = "percent", .doc = doc_)
#define NUMBER(member, doc_) FIELD(T, member, .max = 9e15, .unit = "", .doc = doc_)
#define FLAG(member, doc_) FIELD(T, member, .unit = "", .doc = doc_)
#define ONE_OF(member, names, doc_)                                                            \
    FIELD_AS(T, member, FIELD_CHOICE, .choices = names, .unit = "", .doc = doc_)
#define DAY(member, doc_)                                                                      \
    FIELD(T, member, .min = -INFINITY, .max = INFINITY, .unit = "days", .doc = doc_)

#define STEP WORD(step, "Stop of the plan.")
#define SEAT WORD(seat, "State that the seat decides for.")
#define ON_DAY DAY(day, "Day of the stop, since the start of the scenario.")
#define MATTER NUMBER(matter, "Number of the matter on the table of the seat.")
#define INCIDENT ID(incident_id, "Identity of the incident or act that it is about.")
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
    WORD(help, "Whether and how it turned to a partner."),
    WORD(named, "State that the seat named; empty: the one that its analysts named."),
    WORD(believed, "Actor that its analysts named: a state, non_state or accident."),
    SHARE(confidence, "Posterior probability of that actor."),
    PERCENT(sure, "How sure the team said it was."),
    PERCENT(hostile_chance, "How probable the team held it that somebody strikes back."),
    ONE_OF(by, by_names, "Who decided: the team, the model (habit), or nobody yet."),
    FLAG(impossible, "Whether the choice of the team was not possible any more."),
    WORD(why, "Reason in the words of the team."),
};
static const struct record decision_record = {.name = "decision",
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
        "Of an answer to a question: whether it is true, a lie, or neither."),
    ONE_OF(by, by_names, "Who answered: the team, the model (habit), or nobody yet."),
    WORD(why, "Reason in the words of the team."),
};
static const struct record answer_record = {.name = "answer",
    .doc = "Answers of seats to questions, requests and offers, and about due orders.",
    FIELDS_OF(T, answer_fields)};
#undef T

#define T struct belief_row
static const struct field belief_fields[] = {
    STEP,
    SEAT,
    INCIDENT,
    WORD(suspect, "Suspect: a state, non_state or accident."),
    SHARE(posterior, "Probability that the analysts of the seat gave it."),
    FLAG(is_true, "Truth: whether the suspect is responsible."),
};
static const struct record belief_record = {.name = "belief",
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
    FLAG(outcome, "Whether it happened in this exercise."),
    SHARE(model_share, "Share of histories of the model from that stop in which it happens."),
    NUMBER(n, "Number of these histories."),
    FIELD(T, brier, .max = 1, .unit = "1",
        .doc = "Square of the difference of the answer, as a share, and the outcome (1 or 0)."),
};
static const struct record prediction_record = {.name = "prediction",
    .doc = "What seats predicted; a later answer to the same question stands beside the first.",
    FIELDS_OF(T, prediction_fields)};
#undef T

/* ---- filling ---- */

static const char *
step_of(const struct review *r, int32_t stop)
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
    struct decision_row row = {.step = step_of(r, s->stop),
        .seat = exercise_seat_id(x, s->seat),
        .day = s->day,
        .matter = s->number,
        .incident_id = (int64_t)s->incident_id,
        .truth = review_actor_id(r, s->initiator),
        .family = review_family(r, s),
        .overt = done ? response_id(r, s->settlement.overt) : NULL,
        .covert = done ? response_id(r, s->settlement.covert) : NULL,
        .help = done ? response_id(r, s->settlement.help) : NULL,
        .named = done ? review_actor_id(r, s->settlement.named) : NULL,
        .believed = review_actor_id(r, s->named),
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

static void
print_decisions(const struct review *r, bool texts, const struct table *t, struct buffer *out)
{
    for (int32_t k = 0; k < r->exercise->now.settled.count; k++) {
        if (review_settled(r, k)->kind == TABLED_DECISION) {
            struct decision_row row = decision_row(r, review_settled(r, k), texts);

            table_row(t, &row, out);
        }
    }
}

static void
print_answers(const struct review *r, bool texts, const struct table *t, struct buffer *out)
{
    const struct exercise *x = r->exercise;

    for (int32_t k = 0; k < r->answers.count; k++) {
        const struct review_answer *a = ARRAY_AT(struct review_answer, &r->answers, k);
        const struct exercise_settled *s = review_settled(r, a->settled);
        const struct record_line *line = s->record < 0 ? NULL : &x->records[s->record];
        bool reason = texts && line != NULL && line->kind == RECORD_answer;
        struct answer_row row = {step_of(r, s->stop), exercise_seat_id(x, s->seat), s->day,
            s->number, (int64_t)s->incident_id, s->kind, review_actor_id(r, a->asker),
            review_actor_id(r, s->initiator),
            s->by == SETTLED_BY_NOBODY ? NULL : settlement_reply_names[s->settlement.reply],
            s->kind == TABLED_QUESTION ? (int32_t)a->honesty : -1, (int32_t)s->by,
            reason ? line->answer.why : NULL};

        table_row(t, &row, out);
    }
}

static void
print_beliefs(const struct review *r, bool texts, const struct table *t, struct buffer *out)
{
    (void)texts;
    for (int32_t k = 0; k < r->beliefs.count; k++) {
        const struct review_belief *b = ARRAY_AT(struct review_belief, &r->beliefs, k);
        const struct review_matter *m = ARRAY_AT(struct review_matter, &r->matters, b->matter);
        struct belief_row row = {step_of(r, b->stop), exercise_seat_id(r->exercise, m->seat),
            (int64_t)m->incident_id, review_actor_id(r, b->suspect), b->posterior, b->is_true};

        table_row(t, &row, out);
    }
}

static void
print_predictions(const struct review *r, bool texts, const struct table *t, struct buffer *out)
{
    const struct workshop_prediction *questions = r->exercise->workshop->predictions.items;

    (void)texts;
    for (int32_t k = 0; k < r->predictions.count; k++) {
        const struct review_prediction *p =
            ARRAY_AT(struct review_prediction, &r->predictions, k);
        struct prediction_row row = {p->record, step_of(r, p->stop),
            exercise_seat_id(r->exercise, p->seat), questions[p->question].key.id, p->percent,
            p->outcome, (double)p->count / (double)p->n, p->n, p->brier};

        table_row(t, &row, out);
    }
}

/* ---- files ---- */

static const char *const decision_keys[] = {"step", "seat", "matter", NULL};
static const char *const belief_keys[] = {"step", "seat", "incident_id", "suspect", NULL};
static const char *const prediction_keys[] = {"record", NULL};

static const struct file {
    const char *name; /* within export/ */
    const struct record *record;
    const char *const *keys;
    void (*print)(const struct review *, bool texts, const struct table *, struct buffer *);
} files[] = {
    {"answers.csv", &answer_record, decision_keys, print_answers},
    {"beliefs.csv", &belief_record, belief_keys, print_beliefs},
    {"decisions.csv", &decision_record, decision_keys, print_decisions},
    {"predictions.csv", &prediction_record, prediction_keys, print_predictions},
};
enum { FILES = sizeof(files) / sizeof(files[0]) };

static enum status
write_file(
    const struct atomic_dir *d, const char *name, const struct buffer *text, struct failure *f)
{
    int fd = -1;
    enum status st;

    TRY(buffer_status(text));
    TRY(atomic_dir_create(d, name, &fd, f));
    TRY(atomic_dir_write(d, name, fd, buffer_string(text), text->length, f));
    TRY(atomic_dir_close(d, name, &fd, f));
    TRY(atomic_dir_publish(d, name, f));
out:
    atomic_file_discard(&fd);
    return st;
}

/* A written table, for the data package. */
struct written {
    struct table table;
    char sha256[SHA256_HEX_BYTES];
    int64_t bytes;
};

static enum status
write_table(const struct review *r, bool texts, const struct file *file,
    const struct atomic_dir *d, struct written *w, struct failure *f)
{
    char name[ATOMIC_DIR_NAME_BYTES];
    struct buffer text = {0};
    struct sha256 hash;
    enum status st;

    TRY(table_init(&w->table, file->record, TABLE_EXACT, NULL, 0));
    table_header(&w->table, &text);
    file->print(r, texts, &w->table, &text);
    (void)snprintf(name, sizeof(name), FOLDER "%s", file->name);
    TRY(write_file(d, name, &text, f));
    sha256_start(&hash);
    sha256_add(&hash, text.at, text.length);
    sha256_print(&hash, w->sha256);
    w->bytes = (int64_t)text.length;
out:
    buffer_free(&text);
    return st;
}

enum status
review_tables_write(
    const struct review *r, bool texts, const struct atomic_dir *directory, struct failure *f)
{
    struct written written[FILES] = {{.bytes = 0}};
    struct datapackage_table tables[FILES];
    struct buffer text = {0};
    enum status st;

    for (int32_t k = 0; k < FILES; k++) {
        TRY(write_table(r, texts, &files[k], directory, &written[k], f));
        tables[k] = (struct datapackage_table){.path = files[k].name,
            .table = &written[k].table,
            .keys = files[k].keys,
            .bytes = written[k].bytes,
            .sha256 = written[k].sha256};
    }
    datapackage_print(
        &(struct datapackage){"cbmsim-exercise", r->exercise->workshop->title, tables, FILES},
        &text);
    TRY(write_file(directory, FOLDER "datapackage.json", &text, f));
out:
    for (int32_t k = 0; k < FILES; k++) {
        table_free(&written[k].table);
    }
    buffer_free(&text);
    return st;
}
