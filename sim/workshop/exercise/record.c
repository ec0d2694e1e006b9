#include "workshop/exercise/record.h"

#include <string.h>

#include "format/decode/decode.h"
#include "format/json_parse.h"
#include "format/json_writer.h"

#define RECORD_KIND_NAME(name, doc) #name,
const char *const record_kind_names[RECORD_KIND_COUNT + 1] = {RECORD_KINDS(RECORD_KIND_NAME)};

/* ---- members ---- */

#define ID(type, member, ...) FIELD(struct record_##type, member, .is_name = true, __VA_ARGS__)
#define WORDS(type, member, ...) FIELD(struct record_##type, member, __VA_ARGS__)
#define NUMBER(type, member, most, ...)                                                        \
    FIELD(struct record_##type, member, .min = 0, .max = (most), .default_value = -1,          \
        __VA_ARGS__)
#define SEAT(type) ID(type, seat, .required = true, .doc = "Id of the seat.")
#define DEVICE(type)                                                                           \
    NUMBER(type, device, 1e6, .doc = "Number of the device that submits the record.")          \
    , WORDS(type, key,                                                                         \
          .doc = "Key of the submission, by which a repeated submission is recognised.")
#define MATTER(type)                                                                           \
    NUMBER(type, matter, 1e9, .required = true,                                                \
        .doc = "Number of the matter on the table of the seat.")

enum { PERCENT = 100, RECORDS = 1000000000 };

static const struct field begin_fields[] = {
    WORDS(begin, format, .required = true, .doc = RECORD_FORMAT "."),
    WORDS(begin, program, .required = true, .doc = "Version of the program."),
    WORDS(begin, scenario, .required = true, .doc = "Name of the scenario's file."),
    WORDS(begin, scenario_sha256, .required = true, .doc = "Hash of scenario.json."),
    ID(begin, policy, .required = true, .doc = "Policy of the scenario."),
    WORDS(begin, seed, .required = true, .doc = "Seed of the run."),
    ID(begin, solo, .doc = "The seat that plays alone."),
    WORDS(begin, language, .doc = "Language of the scenario's texts."),
};
static const struct field seat_fields[] = {
    SEAT(seat),
    WORDS(seat, by, .required = true, .doc = "team or habit."),
};
static const struct field code_fields[] = {
    SEAT(code),
    WORDS(code, code_hash, .required = true, .doc = "SHA-256 of the code."),
};
static const struct field join_fields[] = {
    SEAT(join),
    NUMBER(join, device, 1e6, .required = true, .doc = "Number of the device at this seat."),
    WORDS(join, role, .required = true, .doc = "decide or observe."),
    WORDS(join, token_hash, .required = true, .doc = "SHA-256 of the token of the device."),
};
static const struct field kick_fields[] = {
    SEAT(kick),
    NUMBER(kick, device, 1e6, .required = true, .doc = "Number of the device."),
};
static const struct field predict_fields[] = {
    SEAT(predict),
    ID(predict, question, .required = true, .doc = "Id of the question."),
    NUMBER(predict, percent, PERCENT, .required = true,
        .doc = "Answer: in how many of 100 exercises."),
    DEVICE(predict),
};
static const struct field go_fields[] = {
    WORDS(go, step, .required = true, .doc = "The step that begins."),
    FIELD(struct record_go, day, .min = 0, .max = 1e9, .required = true, .doc = "Its day."),
    WORDS(
        go, fingerprint, .required = true, .doc = "Fingerprint of the events up to that day."),
};
static const struct field settle_fields[] = {
    SEAT(settle),
    MATTER(settle),
    ID(settle, family, .required = true, .doc = "Family of the responses, or wait."),
    ID(settle, overt, .doc = "Overt response; default: the one that does nothing."),
    ID(settle, covert, .doc = "Covert response."),
    ID(settle, help, .doc = "Response by which the seat turns to a partner."),
    ID(settle, named, .doc = "State that the decision addresses."),
    NUMBER(
        settle, sure, PERCENT, .doc = "How sure the team is of the responsible actor, of 100."),
    NUMBER(settle, hostile_chance, PERCENT, .doc = "Chance of a hostile reply, of 100."),
    WORDS(settle, why, .doc = "The team's reason."),
    DEVICE(settle),
};
static const struct field answer_fields[] = {
    SEAT(answer),
    MATTER(answer),
    WORDS(answer, reply, .required = true, .doc = "Answer of the seat."),
    WORDS(answer, why, .doc = "The team's reason."),
    DEVICE(answer),
};
static const struct field act_fields[] = {
    SEAT(act),
    ID(act, initiative, .required = true,
        .doc = "Kind of the initiative; the value none withdraws an earlier initiative."),
    ID(act, agreement, .doc = "Agreement that the initiative concerns."),
    ID(act, with, .doc = "State that the initiative addresses."),
    NUMBER(act, incident, 1e9,
        .doc = "Incident that the initiative concerns, by the seat's number."),
    DEVICE(act),
};
static const struct field take_fields[] = {
    SEAT(take),
    NUMBER(take, incident, 1e9, .required = true, .doc = "The seat's number of the incident."),
    DEVICE(take),
};
static const struct field close_fields[] = {
    WORDS(close, step, .required = true, .doc = "The stop that ends."),
    NUMBER(close, keep, 1, .doc = "1: matters that are not settled stay for one more stop."),
};
static const struct field call_fields[] = {
    ID(call, inject, .required = true, .doc = "Id of the inject."),
};
static const struct field news_fields[] = {
    ID(news, to, .required = true, .doc = "A seat, or all."),
    WORDS(news, text, .required = true, .doc = "Text that the teams receive."),
};
static const struct field say_fields[] = {
    SEAT(say),
    ID(say, to, .required = true, .doc = "State to which the seat writes, or all."),
    ID(say, channel, .doc = "The channel."),
    WORDS(say, text, .required = true, .doc = "The message."),
    FIELD(struct record_say, arrives, .doc = "Whether the message arrives."),
    FIELD(struct record_say, day, .min = 0, .max = 1e9, .default_value = NAN,
        .doc = "Day on which the message arrives."),
    DEVICE(say),
};
static const struct field id_fields[] = {
    FIELD(struct record_id, id, .required = true, .is_name = true, .doc = "An id."),
};
static const struct record id_record = {
    .name = "agreement", FIELDS_OF(struct record_id, id_fields), .scalar = true};
static const struct field offer_fields[] = {
    SEAT(offer),
    FIELD_AS(struct record_offer, agreements, FIELD_LIST, .record = &id_record, .max = 64,
        .required = true, .doc = "Agreements that the seat would sign."),
    DEVICE(offer),
};
static const struct field agree_fields[] = {
    ID(agree, agreement, .required = true, .doc = "Id of the agreement."),
};
static const struct field clock_fields[] = {
    FIELD(struct record_clock, pause, .required = true, .doc = "Whether the clock is stopped."),
};
static const struct field note_fields[] = {
    WORDS(note, text, .required = true, .doc = "The note."),
};
static const struct field back_fields[] = {
    FIELD(struct record_back, to, .min = 1, .max = RECORDS, .required = true,
        .doc = "Number of the record to whose state the exercise returns."),
};
static const struct field late_fields[] = {
    SEAT(late),
    ID(late, submission, .required = true, .doc = "Kind of the submission."),
    NUMBER(late, matter, 1e9, .doc = "Number of the matter that it was about."),
    ID(late, choice, .doc = "Its family, reply or initiative."),
    WORDS(late, why, .doc = "The team's reason."),
    DEVICE(late),
};
static const struct field texts_fields[] = {
    FIELD(struct record_texts, exported, .required = true,
        .doc = "Whether exports contain the texts that people wrote."),
};
static const struct field review_fields[] = {
    FIELD(struct record_review, open, .required = true, .doc = "true."),
};

#define RECORD_DESCRIBED(name_, doc_)                                                          \
    [RECORD_##name_] = {                                                                       \
        .name = #name_, FIELDS_OF(struct record_##name_, name_##_fields), .doc = (doc_)},
static const struct record described[RECORD_KIND_COUNT] = {RECORD_KINDS(RECORD_DESCRIBED)};

const struct record *
record_described(enum record_kind kind)
{
    return &described[kind];
}

/* The members that all kinds have. */
struct envelope {
    int64_t n;
    const char *at, *action;
};

static const struct field envelope_fields[] = {
    FIELD(struct envelope, n, .min = 1, .max = RECORDS, .required = true, .doc = "Number."),
    FIELD(struct envelope, at, .doc = "Time, UTC."),
    {.name = "do",
        .kind = FIELD_TEXT,
        .offset = offsetof(struct envelope, action),
        .required = true,
        .doc = "Kind of the record."},
};
static const struct record envelope_record = {
    .name = "record", FIELDS_OF(struct envelope, envelope_fields), .open = true};

/* Returns the struct in the union that belongs to the kind. */
static void *
body(struct record_line *r)
{
    return &r->begin;
}

struct record_line
record_empty(enum record_kind kind)
{
    struct record_line r = {.kind = kind};

    for (int32_t k = 0; k < described[kind].n_fields; k++) {
        const struct field *field = &described[kind].fields[k];

        decode_value_clear(field, (char *)body(&r) + field->offset);
    }
    return r;
}

/* ---- writing ---- */

static void
put_list(struct json_writer *w, const char *name, const struct list *list)
{
    const struct record_id *ids = list->items;

    json_writer_open(w, name, '[');
    for (int32_t i = 0; i < list->count; i++) {
        json_writer_text(w, NULL, ids[i].id);
    }
    json_writer_close(w, ']');
}

static void
put_member(struct json_writer *w, const struct field *field, const void *at)
{
    switch (field->kind) {
    case FIELD_TEXT:
        json_writer_text(w, field->name, *(const char *const *)at);
        break;
    case FIELD_COUNT:
        if (*(const int64_t *)at >= 0) {
            json_writer_integer(w, field->name, *(const int64_t *)at);
        }
        break;
    case FIELD_REAL:
        json_writer_real(w, field->name, *(const double *)at);
        break;
    case FIELD_FLAG:
        json_writer_flag(w, field->name, *(const bool *)at);
        break;
    case FIELD_LIST:
        put_list(w, field->name, at);
        break;
    case FIELD_DATE:
    case FIELD_CHOICE:
    case FIELD_REF:
    case FIELD_OBJECT:
    case FIELD_MAP:
    case FIELD_NODE:
        BUG_UNLESS(false);
    }
}

void
record_print(const struct record_line *r, struct buffer *out)
{
    const struct record *kind = &described[r->kind];
    const char *members = (const char *)&r->begin;
    struct json_writer w;

    json_writer_init_lines(&w, out, 0);
    json_writer_open(&w, NULL, '{');
    json_writer_integer(&w, "n", r->n);
    json_writer_text(&w, "at", r->at);
    json_writer_text(&w, "do", kind->name);
    for (int32_t k = 0; k < kind->n_fields; k++) {
        put_member(&w, &kind->fields[k], members + kind->fields[k].offset);
    }
    json_writer_close(&w, '}');
}

/* ---- reading ---- */

static enum status
decode_line(struct record_line *r, struct decode_value_context *context, struct node *tree)
{
    struct envelope envelope = {0};
    enum status st;

    TRY(decode_struct(context, tree, &envelope_record, &envelope));
    r->n = envelope.n;
    r->at = envelope.at;
    r->kind = (enum record_kind)decode_value_index(
        context->diag, tree->at, NULL, "record", envelope.action, text_list(record_kind_names));
    if ((int32_t)r->kind < 0) {
        return STATUS_BAD_INPUT;
    }
    TRY(json_remove(context->arena, tree, "n"));
    TRY(json_remove(context->arena, tree, "at"));
    TRY(json_remove(context->arena, tree, "do"));
    TRY(decode_struct(context, tree, &described[r->kind], body(r)));
out:
    return st;
}

/* Sets the line number, so that errors name the line of the file. */
static void
locate(struct node *tree, const char *file, int64_t line)
{
    tree->at = (struct place){file, (int32_t)line, 1};
    for (int32_t k = 0; k < tree->count; k++) {
        tree->members[k].key_at = tree->at;
        tree->members[k].value->at = tree->at;
    }
}

enum status
record_read(struct record_line *r, struct arena *a, const char *file, int64_t line,
    const char *text, size_t length, struct failure *f)
{
    struct diag diag = {.failure = f};
    struct decode_value_context context = {.arena = a, .diag = &diag};
    char *copy = arena_text(a, text, length);
    struct node *tree;
    enum status st;

    *r = (struct record_line){0};
    if (copy == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(json_parse(a, file, copy, length, &tree, f));
    locate(tree, file, line);
    context.root = tree;
    TRY(decode_line(r, &context, tree));
out:
    diag_free(&diag);
    return st;
}

enum status
record_check(const struct record_line *r, struct arena *scratch, struct failure *f)
{
    struct buffer text = {0};
    struct record_line again, numbered = *r;
    enum status st;

    numbered.n = 1;
    record_print(&numbered, &text);
    TRY(buffer_status(&text));
    TRY(record_read(&again, scratch, NULL, 0, text.at, text.length, f));
out:
    buffer_free(&text);
    return st;
}

const char *
record_seat(const struct record_line *r)
{
    switch (r->kind) {
    case RECORD_seat:
        return r->seat.seat;
    case RECORD_code:
        return r->code.seat;
    case RECORD_join:
        return r->join.seat;
    case RECORD_kick:
        return r->kick.seat;
    case RECORD_predict:
        return r->predict.seat;
    case RECORD_settle:
        return r->settle.seat;
    case RECORD_answer:
        return r->answer.seat;
    case RECORD_act:
        return r->act.seat;
    case RECORD_take:
        return r->take.seat;
    case RECORD_say:
        return r->say.seat;
    case RECORD_offer:
        return r->offer.seat;
    case RECORD_late:
        return r->late.seat;
    case RECORD_begin:
    case RECORD_go:
    case RECORD_close:
    case RECORD_call:
    case RECORD_news:
    case RECORD_agree:
    case RECORD_clock:
    case RECORD_note:
    case RECORD_back:
    case RECORD_texts:
    case RECORD_review:
    case RECORD_KIND_COUNT:
        break;
    }
    return NULL;
}
