/**
 * page_team_internal.h - declarations shared by the files that write the page of a team.
 *
 *   page_team.c, page_team_log.c, page_team_state.c  the page as data, with ids
 *   page_team_text.c                                 as text: what the team has to do
 *   page_team_known.c                                as text: what its state knows
 *   page_team_happened.c                             as text: news since the last stop
 */
#ifndef WORKSHOP_EXERCISE_PAGE_TEAM_INTERNAL_H
#define WORKSHOP_EXERCISE_PAGE_TEAM_INTERNAL_H

#include "base/text.h"
#include "format/json_writer.h"
#include "workshop/exercise/page_team.h"

enum {
    PAGE_TEAM_WIDTH = 78, /* characters in a line */
    PAGE_TEAM_DAYS = 2    /* a response that usually takes this many days or more is marked */
};

/** Returns the name of a state, "a criminal group", "an accident" or "nobody". */
const char *page_team_name(const struct page_team *p, int32_t state);

/**
 * Returns the title of a type of incident. For NONE, returns a text for a type that is unknown
 * because only the intrusion was found.
 */
const char *page_team_type(const struct page_team *p, int32_t type);

/** Returns the words for a reply (enum reply). NONE means that the request is granted. */
const char *page_team_reply(int32_t reply);

const char *page_team_date(const struct page_team *p, double day, char out[TEXT_DAY_BYTES]);

/**
 * Whether every state learns the fact of this item. Some facts about a public incident are not
 * public, for example the intelligence service that carried it out.
 */
bool page_team_is_public(const struct seen_item *i);

/** Appends an id as words: "technical note" for "technical_note". */
void page_team_plain(struct buffer *b, const char *id);

/** Appends an empty line and the heading of a part of the page. */
void page_team_heading(struct buffer *b, const char *text);

/** Returns a probability in percent. */
int page_team_percent(double probability);

/**
 * Appends what the victim sees of an incident or act. The caller appends the number of the incident
 * before.
 */
void page_team_seen(const struct page_team *p, const struct seen_incident *i, struct buffer *b);

/**
 * These functions write a member: a number, or a day as a date. They write nothing if the value is
 * NAN.
 */
void page_team_put_share(struct json_writer *w, const char *key, double x, double step);
void page_team_put_day(
    const struct page_team *p, struct json_writer *w, const char *key, double day);

/**
 * Returns the id of a state, "non_state" or "accident". Returns NULL for NONE; the member is then
 * left out.
 */
const char *page_team_known_id(const struct page_team *p, int32_t state);

/** These functions return the id of a target class (NULL: any class) and of a reply. */
const char *page_team_class(int32_t on);
const char *page_team_reply_id(int32_t reply);

/**
 * Returns the state to which the team's state sent its last inquiry about incident `number`; NONE
 * if it sent none.
 */
int32_t page_team_asked(const struct page_team *p, int32_t number);

/**
 * Returns the last fact before the beginning of a crisis that can have raised the tension: an act
 * of either state, or a naming of the other state. Returns NULL if the ledger has no such fact.
 */
const struct seen_item *page_team_cause(
    const struct page_team *p, const struct seen_item *crisis);

/**
 * Returns the actor that the state has named. Returns NONE if the analysts hold another actor more
 * likely: the state then only addresses the actor that it has named.
 */
int32_t page_team_analysts(const struct seen_incident *i);

/** Writes the members with what the state knows of an incident. */
void page_team_put_incident(
    const struct page_team *p, struct json_writer *w, const struct seen_incident *i);
/** Writes a matter with its options. If p->view is NULL, omits what is known of the incident. */
void page_team_put_matter(const struct page_team *p, struct json_writer *w, const char *key,
    const struct team_matter *m);

/** Writes what was submitted about a matter; nothing if nothing was submitted. */
void page_team_put_submitted(struct json_writer *w, const struct team_submitted *s);

/** Writes all items of the ledger of the state (seen.h). */
void page_team_log(const struct page_team *p, struct json_writer *w);
/** Writes what the state knows now. */
void page_team_state(const struct page_team *p, struct json_writer *w);
/** Writes the predictions, the talks and the initiatives. */
void page_team_talks(const struct page_team *p, struct json_writer *w);

/** Appends the news since the last stop, as text. */
void page_team_happened(const struct page_team *p, struct buffer *b);
/** Appends what the state knows now, as text. */
void page_team_known(const struct page_team *p, struct buffer *b);

#endif
