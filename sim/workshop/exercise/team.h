/**
 * team.h - the contents of the page of one team, except the view of its state.
 *
 * These are plain texts and numbers of this seat alone: its sheet, its matters, its submissions,
 * and the texts that it has received. seat_team() (seat_page.h) fills the struct. page_team.h makes
 * the page only from this struct and the view. This header therefore names no type of a run, a
 * world or an exercise.
 */
#ifndef WORKSHOP_EXERCISE_TEAM_H
#define WORKSHOP_EXERCISE_TEAM_H

#include <stdbool.h>
#include <stdint.h>

#include "model/input/values.h"

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
    const char *language; /* language of the text; NULL: unknown */
    /* for a message: ids of sender, receiver ("all": the press) and channel; otherwise NULL */
    const char *from, *to, *channel;
    double day; /* NAN: no day */
    bool all;   /* sent to all seats */
    bool fresh; /* for an inject or news: it came after the last stop began */
};

struct team_texts {
    int32_t n;
    struct team_text at[TEAM_LINES_MAX];
};

/** A response, which the seat may be able to choose. */
struct team_row {
    const char *id, *family; /* family: "pass" and so on (family.h) */
    bool possible, secret;   /* possible: if the seat names the actor that its analysts name */
    bool final;              /* it cannot be taken back: an act of force */
    double days;             /* usual time from the decision to its execution, >= 0 */
    const char *why;         /* if not possible: the reason in words, or NULL */
    const char *obstacle;    /* if not possible: the id of the reason, or NULL */
    bool names;              /* it is directed against a state */
    int32_t n_to;            /* number of states that the seat may name for this response */
    int32_t to[TEAM_NAMED_MAX];
};

/** A family of responses, in the order of family_names (family.h). */
struct team_family {
    /* whether one of its responses is possible for some actor that the seat may name */
    bool possible;
    const char *why;      /* if not possible: the reason in words, or NULL */
    const char *obstacle; /* if not possible: the id of the reason, or NULL */
    /* number of states against which the family is not possible, and the reasons (ids) */
    int32_t n_not;
    int32_t not_[TEAM_NAMED_MAX];
    const char *not_why[TEAM_NAMED_MAX];
};

/** What the seat has submitted about a matter; ids are NULL if it has submitted nothing. */
struct team_submitted {
    bool there;
    const char *choice, *named, *help, *why;
    const char *family, *row; /* for a decision; row NULL: the first response of the family */
    int64_t sure, hostile_chance; /* -1: not stated */
    int64_t device;               /* number of the device that submitted it; -1: unknown */
    const char *at;               /* real time, UTC */
};

/** What a question or a request is about. Every state that was asked knows this. */
struct team_about {
    const char *kind;  /* id of the type, "act" or "foothold"; NULL: it is about nothing */
    int32_t target;    /* state that was hit */
    int32_t number;    /* number of the incident for the receiver; 0: none */
    double found;      /* day on which it was found; NAN: unknown */
    const char *asks;  /* "inquiry", "assistance" and so on, or NULL */
    const char *order; /* id of the response that was ordered, or NULL */
};

/** Something that the seat has to settle. */
struct team_matter {
    int32_t number;
    const char *kind;  /* "decision", "question", "request", "case", "offer", "order" */
    int32_t incident;  /* number of the incident in the view; 0: none */
    int32_t from;      /* state that asks or offers; -1: none */
    const char *about; /* for a question or request: what it is about, in words; or NULL */
    double day;        /* day on which it came up */
    bool may_wait;
    struct team_family families[TEAM_FAMILIES]; /* the families, if the matter is a decision */
    int32_t n_may_name;                         /* number of states that the seat may name */
    int32_t may_name[TEAM_NAMED_MAX];
    int32_t n_rows;
    struct team_row rows[TEAM_ROWS_MAX];
    int32_t n_replies;
    /* possible replies to a matter that is not a decision */
    const char *replies[TEAM_REPLIES_MAX];
    const char *own; /* for a question: what the seat itself knows, or NULL */
    bool is_own;     /* for a question: the seat's own service is responsible */
    struct team_about asked;
    struct team_submitted submitted;
};

/** An agreement on offer in talks. */
struct team_offer {
    const char *id, *title;
    int64_t points;
    bool party, ticked;    /* whether this seat is a party, and has ticked it */
    const char *ticked_by; /* all seats that have ticked it, which everybody can see */
    int32_t n_by;
    const char *by[TEAM_NAMED_MAX]; /* ids of these seats */
    uint64_t parties[SEATS_WORDS];  /* set of the states that would be parties */
};

/** A possible initiative: with whom, and about what. */
struct team_initiative {
    const char *kind, *agreement; /* ids; agreement NULL: it needs none */
    int32_t about;                /* number of the incident; 0: none */
    int32_t n_with;
    /* states with which the initiative is possible; none: it is not addressed to a state */
    int32_t with[TEAM_NAMED_MAX];
};

/** A question about the future. */
struct team_question {
    const char *id, *ask;
    int64_t percent; /* -1: the seat has not answered */
};

struct team {
    const char *id, *name, *title; /* id and name of the seat, title of the exercise */
    bool team;                     /* whether people play the seat */
    const char *brief, *secret;
    struct team_texts aims, limits, people;
    int32_t n_matters;
    struct team_matter matters[TEAM_MATTERS_MAX];
    struct team_texts told;     /* texts of injects and news, for this seat or for all */
    struct team_texts messages; /* messages that the seat has received or sent */
    int32_t n_questions;
    struct team_question questions[TEAM_TEXTS_MAX];
    int64_t points; /* points in talks; -1: no talks */
    int32_t n_offers;
    struct team_offer offers[TEAM_OFFERS_MAX];
    const char *initiative; /* id of the initiative that it has chosen for this stop, or NULL */
    int32_t n_initiatives;
    struct team_initiative initiatives[TEAM_INITIATIVES_MAX];
    /* ids for the chosen initiative, or NULL */
    const char *initiative_agreement, *initiative_with;
    int64_t initiative_about; /* number of the incident of the chosen initiative; -1: none */
    bool review;              /* whether the review is open */
    struct team_text step;    /* title of the step, or NULL */
    bool open;                /* whether the stop is open */
    uint64_t played[SEATS_WORDS]; /* set of the states that people play */
};

/** The names that all seats of the exercise know, by index. */
struct team_names {
    const char *const *states, *const *agreements, *const *types, *const *responses;
    const char *const *channels, *const *statuses;
    /* ids, by the same indices */
    const char *const *state_ids, *const *agreement_ids, *const *type_ids, *const *response_ids;
    int32_t n_states;
    int64_t start; /* date of day 0, in days since 1 January 1970 */
};

#endif
