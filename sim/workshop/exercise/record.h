/**
 * record.h - one record of an exercise: the action of a person.
 *
 * A record is one line of the log (log.h):
 *
 *     {"n":12,"at":"2027-05-04T09:00:12Z","do":"settle","seat":"ardane","matter":6,...}
 *
 * `n` counts the records from 1. `at` is the real time; it is for people, and no rule uses it. `do`
 * names the kind. The members of each kind are a struct with a field table. Reading, writing and
 * checking use this table. Ids are texts here; exercise.h looks them up.
 */
#ifndef WORKSHOP_EXERCISE_RECORD_H
#define WORKSHOP_EXERCISE_RECORD_H

#include "base/buffer.h"
#include "format/field.h"
#include "format/json_tree.h"

#define RECORD_FORMAT "cbmsim-exercise-1"

/** Kinds of records. KIND(name, meaning) */
#define RECORD_KINDS(KIND)                                                                     \
    KIND(begin, "The first record: the scenario, policy and seed of the exercise.")            \
    KIND(seat, "From now on a team, or the model, plays this seat.")                           \
    KIND(code, "A new code with which devices join a seat; its hash.")                         \
    KIND(join, "A device joins a seat; the hash of its token.")                                \
    KIND(kick, "A device is removed from its seat.")                                           \
    KIND(predict, "A seat answers a question of the plan about the future.")                   \
    KIND(go, "The next step of the plan begins, after the world has run to its day.")          \
    KIND(settle, "A seat decides about a matter. Its last decision before the close counts.")  \
    KIND(answer, "A seat answers a question or a request, or an offer.")                       \
    KIND(act, "A seat takes an initiative.")                                                   \
    KIND(take, "A seat ends attribution of an incident, to decide about it at this stop.")     \
    KIND(close, "The stop ends: what was submitted is carried out, the model does the rest.")  \
    KIND(call, "The facilitator calls an inject.")                                             \
    KIND(news, "The facilitator sends a text to teams; the world does not change.")            \
    KIND(say, "A seat sends a written message; the world does not change.")                    \
    KIND(offer, "A seat names the agreements that it would sign.")                             \
    KIND(agree, "The facilitator brings an agreement into force.")                             \
    KIND(clock, "The facilitator stops the clock of the room, or lets it run.")                \
    KIND(note, "The facilitator's own note.")                                                  \
    KIND(back, "The exercise returns to its state after an earlier record.")                   \
    KIND(late, "A submission that came after its stop had closed; nothing follows from it.")   \
    KIND(texts, "Exports contain, or leave out, what people wrote.")                           \
    KIND(review, "The review is open, and may reveal the truth.")

#define RECORD_KIND_ENUM(name, doc) RECORD_##name,
enum record_kind { RECORD_KINDS(RECORD_KIND_ENUM) RECORD_KIND_COUNT };

/** An item of a list of ids. */
struct record_id {
    const char *id;
};

/** The next structs have the members of each kind. An absent text is NULL, an absent number -1. */
struct record_begin {
    const char *format, *program;
    const char *scenario;        /* name of the file, for messages */
    const char *scenario_sha256; /* SHA-256 of scenario.json in the directory of the log */
    const char *policy, *seed;
    const char *solo; /* the seat that plays alone */
    const char *language;
};
struct record_seat {
    const char *seat, *by; /* by: "team" or "habit" */
};
struct record_code {
    const char *seat, *code_hash;
};
struct record_join {
    const char *seat;
    int64_t device;   /* number of the device within the seat, from 1 */
    const char *role; /* "decide" or "observe" */
    const char *token_hash;
};
struct record_kick {
    const char *seat;
    int64_t device;
};
/* `device` and `key` of a submission come from a browser. `device` is the number of the device.
 * `key` is a text of the browser, by which a repeated submission is recognised. */
struct record_predict {
    const char *seat, *question;
    int64_t percent;
    int64_t device;
    const char *key;
};
struct record_go {
    const char *step;
    double day;
    const char *fingerprint; /* fingerprint of the run on that day */
};
struct record_settle {
    const char *seat;
    int64_t matter;     /* number of the matter for the seat */
    const char *family; /* family of the responses; "wait": the seat decides later */
    const char *overt, *covert, *help;
    const char *named;
    int64_t sure, hostile_chance; /* percent */
    const char *why;
    int64_t device;
    const char *key;
};
struct record_answer {
    const char *seat;
    int64_t matter;
    const char *reply, *why;
    int64_t device;
    const char *key;
};
struct record_act {
    const char *seat, *initiative, *agreement, *with;
    int64_t incident; /* number of the incident for the seat */
    int64_t device;
    const char *key;
};
struct record_take {
    const char *seat;
    int64_t incident; /* number of the incident for the seat */
    int64_t device;
    const char *key;
};
struct record_close {
    const char *step;
    int64_t keep; /* 1: matters that are not settled stay open for one more stop */
};
struct record_call {
    const char *inject;
};
struct record_news {
    const char *to; /* id of a seat, or "all" */
    const char *text;
};
struct record_say {
    /* to: id of a seat, or "all" for a declaration to the press */
    const char *seat, *to, *channel, *text;
    bool arrives;
    double day; /* day on which it arrives */
    int64_t device;
    const char *key;
};
struct record_offer {
    const char *seat;
    struct list agreements; /* elements: struct record_id */
    int64_t device;
    const char *key;
};
struct record_agree {
    const char *agreement;
};
struct record_clock {
    bool pause;
};
struct record_note {
    const char *text;
};
struct record_back {
    int64_t to; /* number of a record; 0 < to < n */
};
struct record_late {
    const char *seat, *submission; /* submission: kind of the submission */
    int64_t matter;
    const char *choice; /* family, reply or initiative */
    const char *why;
    int64_t device;
    const char *key;
};
struct record_texts {
    bool exported;
};
struct record_review {
    bool open;
};

#define RECORD_MEMBER(name, doc) struct record_##name name;
struct record_line {
    int64_t n;
    const char *at;
    enum record_kind kind;
    union {
        RECORD_KINDS(RECORD_MEMBER)
    };
};

extern const char *const record_kind_names[RECORD_KIND_COUNT + 1];

/** Returns the description of the members of a kind. */
const struct record *record_described(enum record_kind kind);

/**
 * Returns the id of the seat that a record is about or that submits it; NULL if its kind has no
 * seat.
 */
const char *record_seat(const struct record_line *r);

/** Returns a record of that kind in which all members are absent. */
struct record_line record_empty(enum record_kind kind);

/**
 * Appends the record as a JSON object of one line without line feed. Absent members are left out.
 */
void record_print(const struct record_line *r, struct buffer *out);

/**
 * Reads a line. Texts are copied to the arena. `file` and `line` locate errors in messages; `file`
 * must exist as long as the arena. Returns STATUS_BAD_INPUT if the line is not a record, has an
 * unknown member, or a value out of its range.
 */
enum status record_read(struct record_line *r, struct arena *a, const char *file, int64_t line,
    const char *text, size_t length, struct failure *f) MUST_CHECK;

/**
 * Checks the members of a record that does not come from record_read(), such as one that a person
 * typed: texts have no control characters, numbers are in their ranges, required members are
 * present. Otherwise returns STATUS_BAD_INPUT and a message.
 */
enum status record_check(
    const struct record_line *r, struct arena *scratch, struct failure *f) MUST_CHECK;

#endif
