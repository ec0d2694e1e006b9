/**
 * page_team.h - writes the page of one team, as data and as text.
 *
 * The page is made only from the view and the ledger of the state and from the data of the team.
 * This header and page_team.c include no run, no world and no exercise. Probabilities are rounded
 * to 0.01, tension and trust to 0.05, so that further digits reveal nothing.
 */
#ifndef WORKSHOP_EXERCISE_PAGE_TEAM_H
#define WORKSHOP_EXERCISE_PAGE_TEAM_H

#include "base/buffer.h"
#include "model/seat/view.h"
#include "workshop/exercise/plan.h"
#include "workshop/exercise/team.h"

struct page_team {
    const struct view *view;
    const struct team *team;
    const struct team_names *names;
    const struct plan_stop *stop;
    int32_t n_rounds;
    double end_day;                /* of the last stop */
    const struct seen_item *items; /* the facts that the state has learned, the oldest first */
    int32_t n_items;
    int32_t
        n_old; /* items that the state had learned before the last stop; the others are news */
};

/**
 * The beginning of the JSON text of the page. Directly after it, the caller may insert members of
 * "phase" that depend on the clock of the room.
 */
#define PAGE_TEAM_BEGINS "{\"phase\": {"

/**
 * Appends the page as a JSON object of one line, which begins with PAGE_TEAM_BEGINS. States,
 * responses and all other things are named by their ids. If memory runs out, sets `failed` of the
 * buffer.
 */
void page_team_json(const struct page_team *p, struct buffer *out);

/** Appends the page as lines of text, for a terminal and for screen readers. */
void page_team_text(const struct page_team *p, struct buffer *out);

#endif
