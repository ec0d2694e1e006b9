/**
 * team.h - the contents of the page of one team besides the view of its state.
 *
 * Plain texts and numbers of this seat alone: its sheet, its matters, its submissions, the
 * texts that it has received. seat_team() (seat_page.h) fills it; page_team.h writes the page
 * only from this struct and the view. So this header names no type of a run, of a world or of
 * an exercise.
 */
#ifndef WORKSHOP_EXERCISE_TEAM_H
#define WORKSHOP_EXERCISE_TEAM_H

#include <stdbool.h>
#include <stdint.h>

enum {
    TEAM_TEXTS_MAX = 16,
    TEAM_MATTERS_MAX = 16,
    TEAM_ROWS_MAX = 32,
    TEAM_FAMILIES = 6,
    TEAM_LINES_MAX = 64,
    TEAM_OFFERS_MAX = 16,
    TEAM_NAMED_MAX = 8,
    TEAM_REPLIES_MAX = 8,
    TEAM_INITIATIVES_MAX = 32
};

/** A text with a label: an aim, a role, a piece of news. */
struct team_text {
    const char *label, *text;
    const char *language;            /* of the text, NULL: not known */
    const char *from, *to, *channel; /* of a message: ids, to "all": the press; else NULL */
    double day;                      /* NAN: no day */
    bool all;                        /* told to all seats */
};

struct team_texts {
    int32_t n;
    struct team_text at[TEAM_LINES_MAX];
};

/** A response that the seat can choose, or not. */
struct team_row {
    const char *id, *family; /* family: "pass" and so on (family.h) */
    bool possible, secret;   /* possible: if the seat names whom its belief names */
    bool final;              /* it cannot be taken back: an act of force */
    const char *why;         /* not possible: the reason in words, or NULL */
    const char *obstacle;    /* not possible: the id of the reason, or NULL */
    bool names;              /* it is addressed to a state */
    int32_t n_to;            /* states that it may name for this row */
    int32_t to[TEAM_NAMED_MAX];
};

/** A family of responses, in the order of family_names (family.h). */
struct team_family {
    bool possible;        /* one of its responses, whomever the seat names */
    const char *why;      /* not possible: the reason in words, or NULL */
    const char *obstacle; /* not possible: the id of the reason, or NULL */
    int32_t n_not;        /* states that it cannot address, and why (ids) */
    int32_t not_[TEAM_NAMED_MAX];
    const char *not_why[TEAM_NAMED_MAX];
};

/** The submission of the seat about a matter; ids are NULL without a submission. */
struct team_submitted {
    bool there;
    const char *choice, *named, *help, *why;
    const char *family, *row;     /* of a decision; row NULL: that of the family */
    int64_t sure, hostile_chance; /* -1: not said */
    int64_t device;               /* that submitted it; -1: not known */
    const char *at;               /* real time, UTC */
};

/** What a question or a request is about, as everybody knows it who was asked. */
struct team_about {
    const char *kind;  /* id of the type, "act" or "foothold"; NULL: nothing */
    int32_t target;    /* state that it hit */
    int32_t number;    /* of the receiver, 0: none */
    double found;      /* day; NAN: not known */
    const char *asks;  /* "inquiry", "assistance" and so on, or NULL */
    const char *order; /* id of the response that was ordered, or NULL */
};

/** Something that the seat has to settle. */
struct team_matter {
    int32_t number;
    const char *kind;  /* "decision", "question", "request", "case", "offer", "order" */
    int32_t incident;  /* number in the view, 0: none */
    int32_t from;      /* state that asks or offers, -1: none */
    const char *about; /* of a question or request: its subject in words; or NULL */
    double day;        /* it came up */
    bool may_wait;
    struct team_family families[TEAM_FAMILIES]; /* of a decision */
    int32_t n_may_name;                         /* states that the seat may name */
    int32_t may_name[TEAM_NAMED_MAX];
    int32_t n_rows;
    struct team_row rows[TEAM_ROWS_MAX];
    int32_t n_replies;
    const char *replies[TEAM_REPLIES_MAX]; /* of an answer: the possible ones */
    const char *own; /* of a question: what the seat itself knows, or NULL */
    bool is_own;     /* of a question: the seat's own service did it */
    struct team_about asked;
    struct team_submitted submitted;
};

/** An agreement on offer in talks. */
struct team_offer {
    const char *id, *title;
    int64_t points;
    bool party, ticked;    /* by this seat */
    const char *ticked_by; /* all seats that tick it now: everybody sees that */
    int32_t n_by;
    const char *by[TEAM_NAMED_MAX]; /* their ids */
};

/** An initiative that is possible, with whom and about what. */
struct team_initiative {
    const char *kind, *agreement; /* ids; agreement NULL: needs none */
    int32_t about;                /* number of the incident; 0: none */
    int32_t n_with;
    int32_t with[TEAM_NAMED_MAX]; /* states; none: it addresses no state */
};

/** A question about the future. */
struct team_question {
    const char *id, *ask;
    int64_t percent; /* -1: no answer */
};

struct team {
    const char *id, *name, *title; /* of the seat, of the exercise */
    bool team;                     /* people play it */
    const char *brief, *secret;
    struct team_texts aims, limits, people;
    int32_t n_matters;
    struct team_matter matters[TEAM_MATTERS_MAX];
    struct team_texts told;     /* texts of injects and news, for all or for this seat */
    struct team_texts messages; /* received, and sent by itself */
    int32_t n_questions;
    struct team_question questions[TEAM_TEXTS_MAX];
    int64_t points; /* in talks; -1: no talks */
    int32_t n_offers;
    struct team_offer offers[TEAM_OFFERS_MAX];
    const char *initiative; /* that it has chosen for this stop, or NULL */
    int32_t n_initiatives;
    struct team_initiative initiatives[TEAM_INITIATIVES_MAX];
    const char *initiative_agreement, *initiative_with; /* of the chosen one, or NULL */
    int64_t initiative_about;                           /* -1: nothing */
    bool review;                                        /* the review is open */
    struct team_text step;                              /* title of the step, or NULL */
    bool open;                                          /* the stop */
};

/** Names that all seats of the exercise know, by index. */
struct team_names {
    const char *const *states, *const *agreements, *const *types, *const *responses;
    const char *const *channels, *const *statuses;
    /* ids of the same */
    const char *const *state_ids, *const *agreement_ids, *const *type_ids, *const *response_ids;
    int32_t n_states;
    int64_t start; /* day 0, days since 1970-01-01 */
};

#endif
