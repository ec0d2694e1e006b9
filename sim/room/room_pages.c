/* Makes the snapshots of seats. A page is made again only after something has happened, once for
   all devices. */
#include <stdlib.h>
#include <string.h>

#include "room/page/room_page_orders.h"
#include "room/page/room_page_own.h"
#include "room/page/room_page_review.h"
#include "room/room_internal.h"
#include "room/room_review.h"
#include "workshop/exercise/page_team.h"

/* Drops the drafts of an earlier stop. */
static void
drop_drafts(struct room *room, struct room_seat *seat)
{
    int32_t stop = room_exercise(room)->now.stop;

    if (seat->drafts_stop == stop) {
        return;
    }
    seat->drafts_stop = stop;
    for (int32_t k = 0; k < ROOM_DRAFTS_MAX; k++) {
        seat->drafts[k].matter = 0;
        buffer_free(&seat->drafts[k].json);
    }
}

enum status
room_pages_refresh(struct room *room, int32_t index)
{
    const struct exercise *x = room_exercise(room);
    struct room_seat *seat = &room->seats[index];
    struct buffer page = {0};
    bool same;
    enum status st = STATUS_OK;

    drop_drafts(room, seat);
    if (seat->record == x->n_records && seat->clock == room->clock.version &&
        seat->of_version == seat->version) {
        return STATUS_OK;
    }
    room_speak(room, 0);
    TRY(seat_page(x, index, true, &page));
    same = seat->clock == room->clock.version && seat->of_version == seat->version &&
           seat->page[0].length == page.length &&
           memcmp(seat->page[0].at, page.at, page.length) == 0;
    seat->record = x->n_records;
    seat->clock = room->clock.version;
    seat->of_version = seat->version;
    if (!same) {
        seat->n++;
        buffer_free(&seat->page[0]);
        seat->page[0] = page;
        page = (struct buffer){0};
        seat->page_n[0] = seat->n;
    }
out:
    buffer_free(&page);
    return st;
}

/* Makes the page in another language. */
static enum status
translate(struct room *room, int32_t index, int32_t language)
{
    struct room_seat *seat = &room->seats[index];
    enum status st = STATUS_OK;

    if (seat->page_n[language] == seat->n) {
        return STATUS_OK;
    }
    buffer_clear(&seat->page[language]);
    room_speak(room, language);
    st = seat_page(room_exercise(room), index, true, &seat->page[language]);
    room_speak(room, 0);
    seat->page_n[language] = seat->n;
    return st;
}

void
room_pages_put_clock(const struct room *room, struct json_writer *w)
{
    int64_t left = room_left(room);

    if (left != INT64_MIN) {
        json_writer_integer(w, "left_s", left / ROOM_SECOND);
    }
    json_writer_flag(w, "paused", room->clock.paused);
}

static void
put_drafts(const struct room_seat *seat, struct json_writer *w)
{
    json_writer_open(w, "drafts", '[');
    for (int32_t k = 0; k < ROOM_DRAFTS_MAX; k++) {
        if (seat->drafts[k].matter > 0) {
            json_writer_value(w, NULL, buffer_string(&seat->drafts[k].json));
        }
    }
    json_writer_close(w, ']');
}

/* Appends the page, and before it the members that depend on this device and this moment. */
static void
put_snapshot(struct room_call *c, struct buffer *out)
{
    const struct room_seat *seat = &c->room->seats[c->seat];
    const struct buffer *page = &seat->page[c->language];
    struct json_writer w;
    struct buffer predictions = {0}; /* the predictions as the review has computed them */
    size_t begins = sizeof(PAGE_TEAM_BEGINS) - 1;

    BUG_UNLESS(page->length > begins && memcmp(page->at, PAGE_TEAM_BEGINS, begins) == 0);
    json_writer_init_lines(&w, out, 0);
    json_writer_open(&w, NULL, '{');
    json_writer_integer(&w, "v", 1);
    json_writer_integer(&w, "n", seat->n);
    if (c->device != NULL) {
        json_writer_text(&w, "role", c->device->decides ? "decide" : "observe");
        json_writer_integer(&w, "device", c->device->number);
    }
    put_drafts(seat, &w);
    room_practice_put(c, &w);
    room_page_orders_put(room_exercise(c->room), c->seat, &w);
    room_page_own_settled(room_exercise(c->room), c->seat, &w);
    room_page_own_initiatives(room_exercise(c->room), c->seat, "acted", &w);
    if (room_exercise(c->room)->now.review) {
        (void)room_review_own(room_review_now(c->room), c->seat, &predictions);
        room_page_review_seat(room_exercise(c->room), c->seat, &predictions, &w);
    }
    json_writer_open(&w, "phase", '{');
    room_pages_put_clock(c->room, &w);
    buffer_text(out, ", ");
    buffer_add(out, page->at + begins, page->length - begins);
    buffer_free(&predictions);
}

void
room_pages_state(struct room_call *c, uint64_t *poll)
{
    struct room_seat *seat = &c->room->seats[c->seat];

    if (room_pages_refresh(c->room, c->seat) != STATUS_OK) {
        c->room->broken = STATUS_NO_MEMORY;
        return;
    }
    if (room_waits(c, seat->n, poll)) {
        return;
    }
    if (translate(c->room, c->seat, c->language) != STATUS_OK) {
        c->room->broken = STATUS_NO_MEMORY;
        return;
    }
    put_snapshot(c, &c->reply->body);
    room_reply_json(c);
}

void
room_pages_number(struct room_call *c)
{
    struct json_writer w;

    if (c->seat >= 0 && room_pages_refresh(c->room, c->seat) != STATUS_OK) {
        c->room->broken = STATUS_NO_MEMORY;
        return;
    }
    json_writer_init_lines(&w, &c->reply->body, 0);
    json_writer_open(&w, NULL, '{');
    json_writer_integer(&w, "n", c->seat < 0 ? c->room->version : c->room->seats[c->seat].n);
    json_writer_close(&w, '}');
    room_reply_json(c);
}
