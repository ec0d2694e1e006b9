/* The actions of the facilitator, except those for seats. */
#include <stdio.h>
#include <string.h>

#include "room/room_console.h"

/* ---- the plan ---- */

static const struct field go_fields[] = {
    KEY,
    TEXT(unsettled, .is_name = true, .doc = "What becomes of open matters: habit or keep."),
};

/* Refuses to continue. The message has the number of open matters of each seat with a team. */
static void
refuse_unsettled(struct room_call *c)
{
    const struct exercise *x = room_exercise(c->room);
    struct json_writer w;

    c->reply->status = 409;
    c->reply->type = "application/json";
    json_writer_init_lines(&w, &c->reply->body, 0);
    json_writer_open(&w, NULL, '{');
    json_writer_text(&w, "error", "unsettled");
    json_writer_text(&w, "message", "Some teams have not decided.");
    json_writer_open(&w, "teams", '{');
    for (int32_t k = 0; k < x->now.n_seats; k++) {
        struct tabled matters[TABLED_MAX];
        int32_t n = x->now.seats[k].team ? exercise_matters(x, k, matters) : 0, open = 0;

        for (int32_t i = 0; i < n; i++) {
            open += exercise_submitted(x,
                        matters[i].kind == TABLED_DECISION ? RECORD_settle : RECORD_answer, k,
                        matters[i].number) == NULL;
        }
        if (open > 0) {
            json_writer_integer(&w, exercise_seat_id(x, k), open);
        }
    }
    json_writer_close(&w, '}');
    json_writer_close(&w, '}');
}

static void run_review(struct room_call *c, const struct room_console_body *b);

/* Executes the next step. If teams have submitted in the practice round, ends this round. Otherwise
   closes the stop (if matters are settled at this stop) and begins the next one. The last stop
   opens the review. */
static void
run_go(struct room_call *c, const struct room_console_body *b)
{
    struct record_line close = record_empty(RECORD_close), go = record_empty(RECORD_go);
    const struct exercise *x = room_exercise(c->room);
    bool keep = b->unsettled != NULL && strcmp(b->unsettled, "keep") == 0;

    if (b->unsettled != NULL && !keep && strcmp(b->unsettled, "habit") != 0) {
        room_refuse(c, 400, "bad_request", "unsettled: use habit or keep");
        return;
    }
    if (room_practice_ends(c->room)) {
        room_practice_end(c->room);
        room_console_reply(c);
        return;
    }
    if (x->now.open && exercise_is_settling(exercise_stop(x)->kind)) {
        if (exercise_unsettled(x) > 0 && b->unsettled == NULL) {
            refuse_unsettled(c);
            return;
        }
        close.close.keep = keep ? 1 : -1;
        if (!room_do(c, &close)) {
            return;
        }
    }
    buffer_clear(&c->room->shown); /* the sentence was about the stop before */
    if (exercise_stop(x)->kind == PLAN_REVIEW) {
        run_review(c, b);
        return;
    }
    room_console_finish(c, &go);
}

static const struct field close_fields[] = {
    KEY,
    TEXT(keep, .doc = "Unsettled matters stay for one more stop."),
};

static void
run_close(struct room_call *c, const struct room_console_body *b)
{
    struct record_line r = record_empty(RECORD_close);

    r.close.keep = b->keep ? 1 : -1;
    room_console_finish(c, &r);
}

static const struct field pause_fields[] = {
    KEY,
    TEXT(pause, .required = true, .doc = "Whether the clock is stopped."),
};

static void
run_pause(struct room_call *c, const struct room_console_body *b)
{
    struct record_line r = record_empty(RECORD_clock);

    r.clock.pause = b->pause;
    room_console_finish(c, &r);
}

static const struct field add_fields[] = {
    KEY,
    COUNT(minutes, MINUTES_MAX, .required = true, .doc = "Real time to add."),
};

static void
run_add(struct room_call *c, const struct room_console_body *b)
{
    room_clock_add(c->room, b->minutes * 60);
    room_console_reply(c);
}

static const struct field back_fields[] = {
    KEY,
    {.name = "to",
        .kind = FIELD_COUNT,
        .offset = offsetof(struct room_console_body, back_to),
        .min = 1,
        .max = NUMBER_MAX,
        .required = true,
        .doc = "Number of the last record that stays in effect."},
};

static void
run_back(struct room_call *c, const struct room_console_body *b)
{
    struct record_line r = record_empty(RECORD_back);

    r.back.to = b->back_to;
    if (room_do(c, &r)) {
        /* the sentence may be about something that is now undone */
        buffer_clear(&c->room->shown);
        room_console_reply(c);
    }
}

static const struct field review_fields[] = {
    KEY,
    TEXT(page, .is_name = true, .doc = "Page of the review on the screen."),
    TEXT(early, .doc = "Executes the rest of the plan by habit first."),
    COUNT(part, PARTS_MAX, .doc = "Part of the page, from 0, if it is longer than the screen."),
    COUNT(tree, NUMBER_MAX,
        .doc = "Matter whose causes are shown, from 1; absent: the one with the most events."),
    TEXT(wrong, .doc = "Only matters in which the wrong actor was named."),
    TEXT(single, .doc = "Page `use`: also the rows with each agreement alone."),
};

/* Executes the rest of the plan by habit, up to the last stop. If a record is refused, answers the
   request and returns false. */
static bool
end_early(struct room_call *c)
{
    const struct exercise *x = room_exercise(c->room);

    room_practice_end(c->room);
    while (exercise_stop(x)->kind != PLAN_REVIEW) {
        struct record_line close = record_empty(RECORD_close), go = record_empty(RECORD_go);

        close.close.keep = -1;
        if ((x->now.open && exercise_is_settling(exercise_stop(x)->kind) &&
                !room_do(c, &close)) ||
            !room_do(c, &go)) {
            return false;
        }
    }
    return true;
}

/* Opens the review, and sets the page of the review on the screen. */
static void
run_review(struct room_call *c, const struct room_console_body *b)
{
    struct record_line r = record_empty(RECORD_review);
    int32_t page = b->page == NULL ? 0 : text_index(b->page, text_list(workshop_page_names));

    if (page < 0) {
        room_refuse(c, 400, "bad_request", "page: the review has no such page");
        return;
    }
    if (b->early && room_exercise(c->room)->solo < 0 && !end_early(c)) {
        return;
    }
    r.review.open = true;
    if (!room_exercise(c->room)->now.review && !room_do(c, &r)) {
        return;
    }
    c->room->wall = (struct room_wall){.page = workshop_page_names[page],
        .part = b->part < 0 ? 0 : (int32_t)b->part,
        .tree = b->tree < 0 ? 0 : (int32_t)b->tree,
        .wrong = b->wrong,
        .single = b->single};
    room_console_reply(c);
}

/* ---- messages to teams ---- */

static const struct field inject_fields[] = {
    KEY,
    TEXT(inject, .required = true, .is_name = true, .doc = "Id of the inject."),
};

static void
run_call_inject(struct room_call *c, const struct room_console_body *b)
{
    struct record_line r = record_empty(RECORD_call);

    r.call.inject = b->inject;
    room_console_finish(c, &r);
}

static void
run_skip(struct room_call *c, const struct room_console_body *b)
{
    const struct world *w = room_exercise(c->room)->world;
    int32_t k = text_index(b->inject, field_ids(&w->injects, sizeof(struct inject)));

    if (k < 0 || c->room->n_skipped == ROOM_SKIPPED_MAX) {
        room_refuse(c, 409, "gone", "there is no such inject");
        return;
    }
    for (int32_t i = 0; i < c->room->n_skipped; i++) {
        if (c->room->skipped[i] == k) {
            room_console_reply(c);
            return;
        }
    }
    c->room->skipped[c->room->n_skipped++] = k;
    room_console_reply(c);
}

static const struct field news_fields[] = {
    KEY,
    TEXT(to, .required = true, .is_name = true, .doc = "A seat, or all."),
    TEXT(text, .required = true, .doc = "What is told."),
};

static void
run_news(struct room_call *c, const struct room_console_body *b)
{
    struct record_line r = record_empty(RECORD_news);

    r.news = (struct record_news){b->to, b->text};
    room_console_finish(c, &r);
}

static const struct field note_fields[] = {
    KEY,
    TEXT(text, .required = true, .doc = "The note."),
};

static void
run_note(struct room_call *c, const struct room_console_body *b)
{
    struct record_line r = record_empty(RECORD_note);

    r.note.text = b->text;
    room_console_finish(c, &r);
}

static const struct field show_fields[] = {
    KEY,
    TEXT(text, .doc = "A sentence on the screen; absent: none."),
};

/* Shows a sentence on the screen. A sentence that people wrote is shown only if the facilitator
   chooses it. */
static void
run_show(struct room_call *c, const struct room_console_body *b)
{
    buffer_clear(&c->room->shown);
    if (b->text != NULL) {
        buffer_text(&c->room->shown, b->text);
    }
    room_console_reply(c);
}

static const struct field agree_fields[] = {
    KEY,
    TEXT(agreement, .required = true, .is_name = true, .doc = "Id of the agreement."),
};

static void
run_agree(struct room_call *c, const struct room_console_body *b)
{
    struct record_line r = record_empty(RECORD_agree);

    r.agree.agreement = b->agreement;
    room_console_finish(c, &r);
}

/* ---- the table of actions ---- */

struct action {
    const char *name;
    const struct field *fields;
    int32_t n_fields;
    void (*run)(struct room_call *c, const struct room_console_body *b);
};

#define WITH(fields) fields, FIELD_COUNT_OF(fields)

static const struct action actions[] = {
    {"go", WITH(go_fields), run_go},
    {"close", WITH(close_fields), run_close},
    {"pause", WITH(pause_fields), run_pause},
    {"add", WITH(add_fields), run_add},
    {"back", WITH(back_fields), run_back},
    {"review", WITH(review_fields), run_review},
    {"call", WITH(inject_fields), run_call_inject},
    {"skip", WITH(inject_fields), run_skip},
    {"news", WITH(news_fields), run_news},
    {"note", WITH(note_fields), run_note},
    {"show", WITH(show_fields), run_show},
    {"agree", WITH(agree_fields), run_agree},
    {"habit", WITH(room_console_habit_fields), room_console_habit},
    {"code", WITH(room_console_seat_fields), room_console_code},
    {"table", WITH(room_console_seat_fields), room_console_table},
    {"kick", WITH(room_console_kick_fields), room_console_kick},
    {"whatif", WITH(room_console_whatif_fields), room_console_whatif},
    {"stop", WITH(room_console_stop_fields), room_console_stop},
    {"texts", WITH(room_console_texts_fields), room_console_texts},
    {"delete", WITH(room_console_delete_fields), room_console_delete},
};

void
room_console_post(struct room_call *c)
{
    int32_t k = text_index(
        c->rest, TEXT_NAMES(actions, name, (int32_t)(sizeof(actions) / sizeof(actions[0]))));
    struct room_console_body body = {.minutes = -1};
    struct record record = {.name = "action", .size = sizeof(body)};
    struct node *object;

    if (k < 0) {
        room_refuse(c, 404, "missing", "there is no such action");
        return;
    }
    object = room_read_object(c);
    record.fields = actions[k].fields;
    record.n_fields = actions[k].n_fields;
    if (object != NULL && room_read_drop_empty(c, object) &&
        room_read_struct(c, object, &record, &body)) {
        actions[k].run(c, &body);
    }
}
