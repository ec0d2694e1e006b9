/**
 * room_internal.h - declarations shared by the files that implement room.h.
 *
 * room.c: beginning, what happens, end. room_routes.c: routes. room_clock.c: the clock of the room. room_seats.c: codes, tokens, devices. room_pages.c: snapshots of
 * seats. room_read.c: bodies of requests. room_team.c: submissions. room_console.c: actions of the
 * facilitator. page/room_page_*.c: what the pages show. room_jobs.c: workers. room_files.c: embedded files.
 * room_alias.c: invented names.
 */
#ifndef ROOM_ROOM_INTERNAL_H
#define ROOM_ROOM_INTERNAL_H

#include "base/array.h"
#include "format/json_tree.h"
#include "format/json_writer.h"
#include "room/room.h"
#include "room/room_jobs.h"
#include "web/limit.h"
#include "web/secret.h"
#include "workshop/exercise/exercise_internal.h"
#include "workshop/exercise/seat_page.h"

enum {
    ROOM_LANGUAGES_MAX = 16,
    ROOM_LANGUAGE_BYTES = 16,
    ROOM_DEVICES_MAX = 8, /* of a seat at one time */
    ROOM_DRAFTS_MAX = 16,
    ROOM_KEY_LENGTH = 64,
    ROOM_WAIT_SECONDS = 25,
    ROOM_HERE_SECONDS = 40, /* a device that was silent for longer is away */
    ROOM_POSTS_PER_SECOND = 10,
    ROOM_READS_PER_SECOND = 200,
    ROOM_POLLS = 2,      /* waiting requests of a device: a page that is open twice */
    ROOM_TRIES = 5,      /* wrong codes of an address in a minute */
    ROOM_TRIES_ALL = 30, /* of all addresses in ten minutes */
    ROOM_SKIPPED_MAX = 64
};
#define ROOM_SECOND INT64_C(1000000000)

/** The waiting requests of a page, the newest first; 0: none. */
struct room_polls {
    uint64_t id[ROOM_POLLS];
};

/** A device that has joined; in the order of the log. */
struct room_device {
    int32_t seat, number;
    bool decides, gone;
    char token_hash[SHA256_HEX_BYTES];
    struct room_polls polls;
    int64_t heard; /* last request, on the clock of the room; 0: none since the start */
    bool here;     /* as the pages show it */
};

/** A draft of a seat about one matter: a JSON object. */
struct room_draft {
    int64_t matter; /* 0: free */
    struct buffer json;
};

/** A seat: its code, and its page in each language. */
struct room_seat {
    char code[SECRET_CODE_BYTES]; /* "" after a restart: the log has the hash alone */
    char code_hash[SHA256_HEX_BYTES];
    int32_t n_devices;                      /* numbers given so far */
    int64_t n;                              /* of the snapshot */
    int64_t record, clock, drafted;         /* what it was made from */
    struct buffer page[ROOM_LANGUAGES_MAX]; /* in the own language of the scenario: [0] */
    int64_t page_n[ROOM_LANGUAGES_MAX];
    bool read; /* a device has read its sheet */
    int64_t drafts_version;
    int32_t drafts_stop; /* the stop of the drafts */
    struct room_draft drafts[ROOM_DRAFTS_MAX];
    char table_hash[SHA256_HEX_BYTES]; /* of the token of the shared table, or "" */
    struct room_polls table_polls;
};

/** The clock of the room: real time that is left at a stop. */
struct room_clock {
    bool runs;
    bool paused;
    int64_t end;  /* if it is not paused */
    int64_t left; /* if it is paused */
    int64_t version;
    int64_t record; /* the `go` for which it was set */
};

struct room_review;

struct room {
    struct room_setup setup;
    struct session *session;
    char address[WEB_NAME_BYTES];
    char token_hash[SHA256_HEX_BYTES];
    int32_t n_languages;
    const char *language[ROOM_LANGUAGES_MAX]; /* [0]: of the scenario */
    struct words_file words[ROOM_LANGUAGES_MAX];
    struct arena arena;
    struct room_seat seats[WORKSHOP_SEATS_MAX];
    struct array devices; /* struct room_device */
    int64_t records;      /* of the log that the devices are made from */
    struct limit tries, tries_all, posts, reads;
    struct room_clock clock;
    int64_t now, began;
    int64_t version; /* of the console and the screen */
    struct room_polls console_polls, screen_polls;
    int64_t looked;  /* when presence was looked at */
    int64_t reached; /* addresses that have reached the teams' door */
    uint64_t peers[LIMIT_KEYS];
    const char *screen; /* page of the review on the screen */
    int32_t n_skipped;  /* injects that the facilitator will not send */
    int32_t skipped[ROOM_SKIPPED_MAX];
    struct buffer shown; /* a sentence on the screen, or empty */
    struct room_jobs *jobs;
    struct room_review *review; /* NULL: none is computed */
    int64_t review_of;          /* the record that has opened it */
    int32_t reviewed;           /* steps of it that the pages know of */
    bool saved, wake, deleted;
    enum status broken;
};

/** A request that is being answered. */
struct room_call {
    struct room *room;
    const struct web_request *request;
    struct web_reply *reply;
    const char *rest;           /* of the path, after that of the route */
    struct room_device *device; /* of a team, or NULL: the shared table, the console */
    int32_t seat;               /* whose page or submission it is, -1: none */
    int32_t language;
    struct arena arena;
    struct failure f;
};

static inline const struct exercise *
room_exercise(const struct room *room)
{
    return &room->session->exercise;
}

/* ---- room.c ---- */

/** Refuses the request with the lines of the failure as the message. */
void room_refuse(struct room_call *c, int32_t status, const char *word, const char *message);

/** Replies with JSON: the text that was written to reply->body. */
void room_reply_json(struct room_call *c);

/** Adds a record of a person to the exercise. Replies and returns false if that failed. */
bool room_do(struct room_call *c, struct record_line *r);

/** The number of a language, 0 if there is none of that name. */
int32_t room_language(const struct room *room, const char *name);

/** Pages have the texts of that language until the next call. */
void room_speak(struct room *room, int32_t language);

/** The real time that is left at the stop, in nanoseconds; INT64_MIN: there is no clock. */
int64_t room_left(const struct room *room);

/** A new stop has its own time; the record `clock` pauses it. */
void room_clock_set(struct room *room);

/** Pauses the clock, or lets it run; adds time. */
void room_clock_pause(struct room *room, bool pause);
void room_clock_add(struct room *room, int64_t seconds);

/** The review of the exercise as it is now; NULL: there is none yet. */
struct room_review *room_review_now(const struct room *room);

/** Something on the console has changed. */
void room_touch(struct room *room);

/**
 * Whether the request is to wait for a change: it has seen the state `n` already. Then it is held, or
 * has got 204, as the oldest one if more than ROOM_POLLS of the same page wait.
 */
bool room_waits(struct room_call *c, int64_t n, struct room_polls *polls);

/* ---- room_seats.c ---- */

/** Learns of codes, joins and kicks from the log. */
enum status room_seats_read(struct room *room) MUST_CHECK;

/** Gives the seat a new code. */
enum status room_seats_code(struct room *room, int32_t seat, struct failure *f) MUST_CHECK;

/** The device with that token; NULL if there is none. */
struct room_device *room_seats_find(struct room *room, const char *token);

/** The device of that seat with that number, NULL if there is none. */
struct room_device *room_seats_device(struct room *room, int32_t seat, int64_t number);

/** The seat that the shared table shows with that token, -1 if there is none. */
int32_t room_seats_table(const struct room *room, const char *token);

/** Gives the shared table a token for the seat. */
enum status room_seats_new_table(struct room *room, int32_t seat,
    char token[SECRET_TOKEN_BYTES], struct failure *f) MUST_CHECK;

/** How many devices of a seat are here. */
int32_t room_seats_here(const struct room *room, int32_t seat);

/** Looks who is here. Returns whether that has changed. */
bool room_seats_look(struct room *room);

void room_seats_join(struct room_call *c);

/* ---- room_pages.c ---- */

/** Makes the page of a seat again if something has happened. */
enum status room_pages_refresh(struct room *room, int32_t seat) MUST_CHECK;

/** Replies with the snapshot of call->seat, or holds the request. */
void room_pages_state(struct room_call *c, struct room_polls *polls);

/** Replies {"n": number of the snapshot of call->seat}. */
void room_pages_number(struct room_call *c);

/** Adds the members of the phase that the clock decides. */
void room_pages_put_clock(const struct room *room, struct json_writer *w);

/* ---- room_read.c ---- */

/** Reads the body as a JSON object. Replies and returns NULL if it is none. */
struct node *room_read_object(struct room_call *c);

/** Fills a described struct from the object. Replies and returns false if it does not fit. */
bool room_read_struct(
    struct room_call *c, struct node *object, const struct record *record, void *out);

/** Removes members that are null or an empty text: they count as absent. Replies and returns false without
 * memory. */
bool room_read_drop_empty(struct room_call *c, struct node *object);

/** Reads a submission of call->seat as a record of that kind. Replies and returns false if it does not fit, or was
 * received before. */
bool room_read_record(struct room_call *c, enum record_kind kind, struct record_line *r);

/** The key of a submission, its device and its seat; NULL, -1 and NULL for other records. */
const char *room_read_key(const struct record_line *r, int64_t *device, const char **seat);

/* ---- room_alias.c ---- */

/** Whether the exercise has invented names. */
bool room_alias_is_used(const struct room *room);

/** Replaces every text of JSON that is the id of something with an invented name. */
void room_alias_hide(const struct room *room, struct buffer *json);

/** The reverse for the body of a request: its members, and the items or members of those. */
void room_alias_restore(const struct room *room, struct node *object);

/* ---- routes ---- */

void room_team_settle(struct room_call *c);
void room_team_answer(struct room_call *c);
void room_team_predict(struct room_call *c);
void room_team_act(struct room_call *c);
void room_team_take(struct room_call *c);
void room_team_say(struct room_call *c);
void room_team_offer(struct room_call *c);
void room_team_draft(struct room_call *c);
void room_console_post(struct room_call *c);
void room_page_brief(struct room_call *c);
void room_page_hello(struct room_call *c);
void room_page_console(struct room_call *c);
void room_page_screen(struct room_call *c);

#endif
