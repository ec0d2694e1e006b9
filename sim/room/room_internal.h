/**
 * room_internal.h - declarations shared by the files that implement room.h.
 *
 *   room.c              beginning and end, and steps without a request
 *   room_routes.c       routes
 *   room_clock.c        the clock of the room
 *   room_seats.c        codes, tokens and devices
 *   room_pages.c        snapshots of seats
 *   room_read.c         bodies of requests
 *   room_team.c         submissions
 *   room_practice.c     the practice round
 *   room_console*.c     actions of the facilitator
 *   page/room_page_*.c  what the pages show
 *   room_jobs.c         threads for what if
 *   room_files.c        embedded files
 *   room_alias.c        invented names
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
#include "workshop/exercise/team.h"

enum {
    ROOM_LANGUAGES_MAX = 16,
    ROOM_LANGUAGE_BYTES = 16,
    ROOM_DEVICES_MAX = 8, /* maximum number of devices of a seat at a time */
    ROOM_DRAFTS_MAX = 16,
    ROOM_KEY_LENGTH = 64,
    ROOM_WAIT_SECONDS = 25,
    ROOM_HERE_SECONDS = 40, /* a device that has sent nothing for longer than this is away */
    ROOM_POSTS_PER_SECOND = 10,
    ROOM_READS_PER_SECOND = 200,
    ROOM_TRIES = 5,      /* wrong codes allowed from one address in a minute */
    ROOM_TRIES_ALL = 30, /* wrong codes allowed from all addresses in ten minutes */
    ROOM_SKIPPED_MAX = 64
};
#define ROOM_SECOND INT64_C(1000000000)

/** A device that has joined. Devices are in the order of the log. */
struct room_device {
    int32_t seat, number;
    bool decides, gone;
    char token_hash[SHA256_HEX_BYTES];
    uint64_t poll; /* number of its request that waits for a change; 0: none */
    /* time of its last request, on the clock of the room; 0: none since the program started */
    int64_t heard;
    bool here; /* whether the pages show it as present */
};

/** The draft of a seat about one matter: a JSON object. */
struct room_draft {
    int64_t matter; /* 0: the element is unused */
    struct buffer json;
};

/** What a team has submitted in the practice round. */
struct room_practice {
    struct team_submitted submitted;
    struct buffer why; /* the reason that the team gave */
    char at[ROOM_TIME_BYTES];
};

/** A seat: its code, and its page in each language. */
struct room_seat {
    char code[SECRET_CODE_BYTES]; /* "" after a restart, because the log has only the hash */
    char code_hash[SHA256_HEX_BYTES];
    int32_t n_devices; /* number of devices that have ever joined */
    int64_t n;         /* number of the present snapshot */
    /* values of the log, the clock and `version` when the snapshot was made */
    int64_t record, clock, of_version;
    struct buffer page[ROOM_LANGUAGES_MAX]; /* element 0: in the language of the scenario */
    int64_t page_n[ROOM_LANGUAGES_MAX];
    bool read; /* whether a device has read the sheet of the seat */
    /* number of changes that are not in the log: of drafts, practice and the computed review */
    int64_t version;
    int32_t drafts_stop; /* stop to which the drafts belong */
    struct room_draft drafts[ROOM_DRAFTS_MAX];
    struct room_practice practice;
    char table_hash[SHA256_HEX_BYTES]; /* hash of the token of the shared table, or "" */
    uint64_t table_poll;               /* as struct room_device.poll */
};

/** The clock of the room: the real time that is left at a stop. */
struct room_clock {
    bool runs;
    bool paused;
    int64_t end;  /* time at which it ends, if it is not paused */
    int64_t left; /* time that is left, if it is paused */
    int64_t version;
    int64_t record; /* number of the record `go` for which it was set; 0: none */
};

struct room_review;

/**
 * The part of the review that the screen shows. The console sets it, because there may be nobody
 * near the screen.
 */
struct room_wall {
    const char *page; /* page of the review; NULL: none was chosen */
    int32_t part;     /* part of a page that is too long for the screen, from 0 */
    int32_t tree;     /* matter whose causes are shown, from 1; 0: the page chooses */
    bool wrong;       /* only matters in which the wrong actor was named */
    bool single;      /* page "use": also the rows with each agreement alone */
};

struct room {
    struct room_setup setup;
    struct session *session;
    char address[WEB_NAME_BYTES];
    char token_hash[SHA256_HEX_BYTES];
    int32_t n_languages;
    const char *language[ROOM_LANGUAGES_MAX]; /* element 0: the language of the scenario */
    struct words_file words[ROOM_LANGUAGES_MAX];
    struct arena arena;
    struct room_seat seats[WORKSHOP_SEATS_MAX];
    struct array devices; /* elements: struct room_device */
    int64_t records;      /* number of records of the log from which the devices were read */
    struct limit tries, tries_all, posts, reads;
    struct room_clock clock;
    int64_t now, began;
    int64_t version;                    /* number of changes of the console and the screen */
    uint64_t console_poll, screen_poll; /* as struct room_device.poll */
    int64_t looked;                     /* time at which presence was determined last */
    int64_t reached; /* number of addresses that have reached the teams' door */
    uint64_t peers[LIMIT_KEYS];
    struct room_wall wall;
    int32_t n_skipped; /* injects that the facilitator has decided not to send */
    int32_t skipped[ROOM_SKIPPED_MAX];
    struct buffer shown; /* sentence on the screen, or empty */
    struct room_jobs *jobs;
    struct room_review *review; /* NULL: no review is computed */
    int64_t review_of;          /* number of the record that opened the review */
    int32_t reviewed;           /* number of steps of the review that the pages show */
    bool practised;             /* whether the practice round has ended */
    bool saved, wake, deleted;
    enum status broken;
};

/** A request that is being answered. */
struct room_call {
    struct room *room;
    const struct web_request *request;
    struct web_reply *reply;
    const char *rest; /* rest of the path, after the path of the route */
    /* device of a team; NULL for the shared table and the console */
    struct room_device *device;
    int32_t seat; /* seat whose page or submission it is; -1: none */
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

/** Refuses the request. `message` is the text for people. */
void room_refuse(struct room_call *c, int32_t status, const char *word, const char *message);

/** Replies with the JSON text in reply->body. */
void room_reply_json(struct room_call *c);

/** Adds a record of a person to the exercise. If that fails, replies and returns false. */
bool room_do(struct room_call *c, struct record_line *r);

/** Returns the index of a language; 0 if there is no language with that name. */
int32_t room_language(const struct room *room, const char *name);

/** Sets the language of the texts on pages until the next call. */
void room_speak(struct room *room, int32_t language);

/**
 * Returns the real time that is left at the stop, in nanoseconds; INT64_MIN if there is no clock.
 */
int64_t room_left(const struct room *room);

/** Sets the clock for the present stop, and pauses it if the last record `clock` pauses it. */
void room_clock_set(struct room *room);

/** Pauses the clock, or continues it if `pause` is false. */
void room_clock_pause(struct room *room, bool pause);
/** Adds time to the clock, and starts it if the stop had no clock. */
void room_clock_add(struct room *room, int64_t seconds);

/** Returns the review of the present state of the exercise; NULL if there is none yet. */
struct room_review *room_review_now(const struct room *room);

/** Marks that something on the console has changed. */
void room_touch(struct room *room);

/**
 * Whether the request has to wait for a change, because the page already has snapshot `n`. If so,
 * the request is held. Only one request of a device or page waits: a newer one replaces the older
 * one, which gets 204 at once. So the old request of a page that was loaded again blocks nothing.
 * *poll is the number of the request that waits, 0 if there is none.
 */
bool room_waits(struct room_call *c, int64_t n, uint64_t *poll);

/* ---- room_seats.c ---- */

/** Reads codes, joins and removals of devices from the log. */
enum status room_seats_read(struct room *room) MUST_CHECK;

/** Gives the seat a new code. */
enum status room_seats_code(struct room *room, int32_t seat, struct failure *f) MUST_CHECK;

/** Returns the device with that token; NULL if there is none. */
struct room_device *room_seats_find(struct room *room, const char *token);

/** Returns device `number` of the seat; NULL if there is none. */
struct room_device *room_seats_device(struct room *room, int32_t seat, int64_t number);

/** Returns the seat that the shared table shows with that token; -1 if there is none. */
int32_t room_seats_table(const struct room *room, const char *token);

/** Gives the shared table a token for the seat. */
enum status room_seats_new_table(struct room *room, int32_t seat,
    char token[SECRET_TOKEN_BYTES], struct failure *f) MUST_CHECK;

/** Returns how many devices of a seat are present. */
int32_t room_seats_here(const struct room *room, int32_t seat);

/** Determines which devices are present. Returns whether that has changed. */
bool room_seats_look(struct room *room);

void room_seats_join(struct room_call *c);

/* ---- room_pages.c ---- */

/** Makes the page of a seat again if it has changed. */
enum status room_pages_refresh(struct room *room, int32_t seat) MUST_CHECK;

/** Replies with the snapshot of call->seat, or holds the request. */
void room_pages_state(struct room_call *c, uint64_t *poll);

/** Replies {"n": number of the snapshot of call->seat}. */
void room_pages_number(struct room_call *c);

/** Writes the members of the phase that depend on the clock. */
void room_pages_put_clock(const struct room *room, struct json_writer *w);

/* ---- room_read.c ---- */

/** Reads the body as a JSON object. If it is not one, replies and returns NULL. */
struct node *room_read_object(struct room_call *c);

/** Fills a described struct from the object. If it does not fit, replies and returns false. */
bool room_read_struct(
    struct room_call *c, struct node *object, const struct record *record, void *out);

/**
 * Removes members that are null or an empty text, because they count as absent. If memory runs out,
 * replies and returns false.
 */
bool room_read_drop_empty(struct room_call *c, struct node *object);

/**
 * Reads a submission of call->seat as a record of that kind. If it does not fit, or was received
 * before, replies and returns false.
 */
bool room_read_record(struct room_call *c, enum record_kind kind, struct record_line *r);

/**
 * Returns the key of a submission, and sets *device and *seat to its device and seat. For other
 * records, returns NULL and sets *device to -1 and *seat to NULL.
 */
const char *room_read_key(const struct record_line *r, int64_t *device, const char **seat);

/* ---- room_alias.c ---- */

/** Whether the exercise uses invented names. */
bool room_alias_is_used(const struct room *room);

/** Replaces every id in a JSON text with the id of its invented name. */
void room_alias_hide(const struct room *room, struct buffer *json);

/**
 * Replaces the ids of invented names in the body of a request with the real ids. Goes two levels
 * deep: the members of the body, and the items or members of these.
 */
void room_alias_restore(const struct room *room, struct node *object);

/* ---- room_practice.c ---- */

/** Returns whether teams can submit the matter for practice. */
bool room_practice_is_open(const struct room *room);

/**
 * Returns what the seat has submitted in the practice round; NULL if it has submitted nothing, or
 * if the exercise has begun.
 */
const struct team_submitted *room_practice_submitted(const struct room *room, int32_t seat);

/** Whether the next step ends the practice round: the round is open, and a team has submitted. */
bool room_practice_ends(const struct room *room);
void room_practice_end(struct room *room);

/**
 * Writes "practice" on the page of c->seat before the exercise begins: the matter, and whether the
 * round is open.
 */
void room_practice_put(struct room_call *c, struct json_writer *w);

/* ---- routes ---- */

void room_team_settle(struct room_call *c);
void room_team_answer(struct room_call *c);
void room_practice_submit(struct room_call *c);
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
