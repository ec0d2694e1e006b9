#include "workshop/exercise/seat_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "workshop/exercise/family.h"
#include "workshop/exercise/page_team.h"
#include "workshop/exercise/seat_internal.h"

/* ---- sheet, news, messages ---- */

static void
add_text(struct team_texts *texts, const char *label, const char *text, double day)
{
    if (text == NULL) {
        return;
    }
    if (texts->n == TEAM_LINES_MAX) { /* the oldest text is dropped */
        memmove(&texts->at[0], &texts->at[1], (TEAM_LINES_MAX - 1) * sizeof(texts->at[0]));
        texts->n--;
    }
    texts->at[texts->n++] = (struct team_text){.label = label, .text = text, .day = day};
}

static void
add_list(const struct exercise *x, const char *seat, const char *member,
    const struct list *list, struct team_texts *texts)
{
    const struct workshop_text *items = list->items;

    for (int32_t k = 0; k < list->count; k++) {
        add_text(texts, items[k].key.id,
            seat_text(
                x, items[k].text, "/workshop/seats/%s/%s/%s", seat, member, items[k].key.id),
            NAN);
    }
}

static void
fill_sheet(const struct exercise *x, int32_t seat, struct team *out)
{
    const struct workshop_seat *sheet = x->now.seats[seat].sheet;

    out->id = sheet->key.id;
    out->title = seat_exercise_title(x);
    out->team = x->now.seats[seat].team;
    out->open = x->now.open;
    out->brief = seat_text(x, sheet->brief, "/workshop/seats/%s/brief", out->id);
    out->secret = seat_text(x, sheet->secret, "/workshop/seats/%s/secret", out->id);
    add_list(x, out->id, "aims", &sheet->aims, &out->aims);
    add_list(x, out->id, "limits", &sheet->limits, &out->limits);
    add_list(x, out->id, "people", &sheet->people, &out->people);
}

/* If the words file lacks a text, sets the language of the text to that of the scenario. */
static void
mark_language(const struct exercise *x, struct team_text *text, const char *pointer)
{
    if (text->text != NULL && x->words != NULL &&
        words_text(x->words, x->scenario, pointer).missing) {
        text->language = x->workshop->language;
    }
}

static void
tell(const struct exercise *x, const struct inject *inject, const char *seat, double day,
    bool fresh, struct team *out)
{
    const struct told *told = inject->told.items;

    for (int32_t k = 0; k < inject->told.count; k++) {
        if (strcmp(told[k].key.id, "all") == 0 || strcmp(told[k].key.id, seat) == 0) {
            const char *text = seat_text(
                x, told[k].text, "/injects/%s/told/%s", inject->key.id, told[k].key.id);

            char pointer[POINTER_BYTES];

            (void)snprintf(pointer, sizeof(pointer), "/injects/%s/told/%s", inject->key.id,
                told[k].key.id);
            add_text(&out->told, inject->form, text, day);
            mark_language(x, &out->told.at[out->told.n - 1], pointer);
            out->told.at[out->told.n - 1].all = strcmp(told[k].key.id, "all") == 0;
            out->told.at[out->told.n - 1].fresh = fresh;
        }
    }
}

/* Returns the day of the world on which record i of those in effect was made. */
static double
day_of(const struct exercise *x, int64_t i)
{
    for (; i >= 0; i--) {
        if (exercise_standing(x, i)->kind == RECORD_go) {
            return exercise_standing(x, i)->go.day;
        }
    }
    return 0;
}

/* Sorts texts by day. Texts of the same day stay in their order. */
static void
sort_texts(struct team_texts *texts)
{
    for (int32_t k = 1; k < texts->n; k++) {
        struct team_text text = texts->at[k];
        int32_t to = k;

        for (; to > 0 && texts->at[to - 1].day > text.day; to--) {
            texts->at[to] = texts->at[to - 1];
        }
        texts->at[to] = text;
    }
}

/* Adds the texts of injects. An inject with a day appears on that day. An inject without a day
   appears when the facilitator calls it. */
static void
fill_told(const struct exercise *x, const char *seat, struct team *out)
{
    const struct inject *injects = x->world->injects.items;
    int64_t last = exercise_began(x, 1);
    double until = x->now.run.kernel.now, since = last < 0 ? -1 : day_of(x, last);

    for (int32_t k = 0; k < x->world->injects.count; k++) {
        if (injects[k].day >= 0 && injects[k].day <= until &&
            x->plan.stops[x->now.stop].kind > PLAN_BRIEF) {
            tell(x, &injects[k], seat, injects[k].day, injects[k].day > since, out);
        }
    }
    for (int64_t i = 0; i < x->now.n_standing; i++) {
        const struct record_line *r = exercise_standing(x, i);

        if (r->kind == RECORD_call) {
            tell(x,
                &injects[text_index(
                    r->call.inject, field_ids(&x->world->injects, sizeof(*injects)))],
                seat, day_of(x, i), i > last, out);
        } else if (r->kind == RECORD_news &&
                   (strcmp(r->news.to, "all") == 0 || strcmp(r->news.to, seat) == 0)) {
            add_text(&out->told, "news", r->news.text, day_of(x, i));
            out->told.at[out->told.n - 1].all = strcmp(r->news.to, "all") == 0;
            out->told.at[out->told.n - 1].fresh = i > last;
        }
    }
    sort_texts(&out->told);
}

/* Adds the messages. A message that arrives is received at the next stop. A declaration to the
   press is received at once by all seats. */
static enum status
fill_messages(const struct exercise *x, const char *seat, struct arena *a, struct team *out)
{
    int64_t last_go = x->now.n_standing;

    while (last_go > 0 && exercise_standing(x, last_go - 1)->kind != RECORD_go) {
        last_go--;
    }
    for (int64_t i = 0; i < x->now.n_standing; i++) {
        const struct record_line *line = exercise_standing(x, i);
        const struct record_say *r = &line->say;
        bool own = line->kind == RECORD_say && strcmp(r->seat, seat) == 0;
        bool press = line->kind == RECORD_say && strcmp(r->to, "all") == 0;
        char label[3 * TEXT_VISIBLE_BYTES];
        const char *copy;

        if (line->kind != RECORD_say ||
            !(own || press || (strcmp(r->to, seat) == 0 && r->arrives && i < last_go))) {
            continue;
        }
        (void)snprintf(
            label, sizeof(label), press ? "%s to the press" : "%s to %s", r->seat, r->to);
        copy = arena_text(a, label, strlen(label));
        if (copy == NULL) {
            return STATUS_NO_MEMORY;
        }
        add_text(&out->messages, copy, r->text, r->day);
        out->messages.at[out->messages.n - 1].from = r->seat;
        out->messages.at[out->messages.n - 1].to = r->to;
        out->messages.at[out->messages.n - 1].channel = r->channel;
    }
    return STATUS_OK;
}

/* ---- questions and talks ---- */

static void
fill_questions(const struct exercise *x, const char *seat, struct team *out)
{
    const struct workshop_prediction *questions = x->workshop->predictions.items;
    struct record_line r = record_empty(RECORD_predict);

    r.predict.seat = seat;
    for (int32_t k = 0; k < x->workshop->predictions.count; k++) {
        struct team_question *to = &out->questions[out->n_questions];

        r.predict.question = questions[k].key.id;
        if (out->n_questions == TEAM_TEXTS_MAX ||
            exercise_check_in(x, &x->now, &r, NULL) != STATUS_OK) {
            continue;
        }
        *to = (struct team_question){questions[k].key.id,
            seat_text(x, questions[k].ask, "/workshop/predictions/%s/ask", questions[k].key.id),
            -1};
        for (int64_t i = 0; i < x->now.n_standing; i++) {
            const struct record_line *line = exercise_standing(x, i);

            if (line->kind == RECORD_predict && strcmp(line->predict.seat, seat) == 0 &&
                strcmp(line->predict.question, to->id) == 0) {
                to->percent = line->predict.percent;
            }
        }
        out->n_questions++;
    }
}

static enum status
fill_offers(const struct exercise *x, int32_t seat, const struct team_names *names,
    struct arena *a, struct team *out)
{
    const struct workshop_step *step = exercise_step(x, x->now.stop);
    const struct workshop_offer *offers = step == NULL ? NULL : step->offers.items;

    out->points = step != NULL && step->kind == WORKSHOP_TALKS ? step->points : -1;
    for (int32_t k = 0; out->points >= 0 && k < step->offers.count && k < TEAM_OFFERS_MAX;
         k++) {
        int32_t agreement = exercise_agreement(x, offers[k].key.id);
        struct team_offer *to = &out->offers[out->n_offers++];
        struct buffer by = {0};

        *to = (struct team_offer){.id = offers[k].key.id,
            .title = names->agreements[agreement],
            .points = offers[k].points,
            .party = exercise_is_party(x, agreement, x->now.seats[seat].state),
            .ticked = exercise_ticks(x, seat, offers[k].key.id)};
        for (int32_t other = 0; other < x->now.n_seats; other++) {
            if (exercise_ticks(x, other, to->id)) {
                buffer_printf(&by, "%s%s", by.length > 0 ? ", " : "",
                    names->states[x->now.seats[other].state]);
                to->by[to->n_by++] = exercise_seat_id(x, other);
            }
        }
        for (int32_t state = 0; state < x->world->n_states; state++) {
            to->parties[state / 64] |= (uint64_t)exercise_is_party(x, agreement, state)
                                       << (state % 64);
        }
        to->ticked_by = by.length == 0 ? NULL : arena_text(a, by.at, by.length);
        if (by.failed || (by.length > 0 && to->ticked_by == NULL)) {
            buffer_free(&by);
            return STATUS_NO_MEMORY;
        }
        buffer_free(&by);
    }
    return STATUS_OK;
}

/* ---- all ---- */

static void
fill_step(const struct exercise *x, struct team *out)
{
    const struct workshop_step *step = exercise_step(x, x->now.stop);
    char pointer[POINTER_BYTES];

    out->step = (struct team_text){.day = NAN};
    if (step != NULL && step->title != NULL) {
        out->step.text = seat_text(x, step->title, "/workshop/plan/%s/title", step->key.id);
        (void)snprintf(pointer, sizeof(pointer), "/workshop/plan/%s/title", step->key.id);
        mark_language(x, &out->step, pointer);
    }
}

enum status
seat_team(const struct exercise *x, int32_t seat, const struct team_names *names,
    struct arena *a, struct team *out)
{
    const char *id = exercise_seat_id(x, seat);
    const struct record_line *act = exercise_submitted(x, RECORD_act, seat, 0);
    enum status st;

    *out = (struct team){
        .points = -1, .initiative_about = -1, .name = names->states[x->now.seats[seat].state]};
    fill_sheet(x, seat, out);
    if (act != NULL && strcmp(act->act.initiative, EXERCISE_NO_INITIATIVE) != 0) {
        out->initiative = act->act.initiative;
        out->initiative_agreement = act->act.agreement;
        out->initiative_with = act->act.with;
        out->initiative_about = act->act.incident;
    }
    fill_step(x, out);
    TRY(seat_fill_matters(x, seat, names, a, out));
    fill_told(x, id, out);
    TRY(fill_messages(x, id, a, out));
    fill_questions(x, id, out);
    TRY(fill_offers(x, seat, names, a, out));
    seat_fill_initiatives(x, seat, out);
    for (int32_t k = 0; k < x->now.n_seats; k++) {
        int32_t state = x->now.seats[k].state;

        out->played[state / 64] |= (uint64_t)x->now.seats[k].team << (state % 64);
    }
    out->review = x->now.review;
out:
    return st;
}

enum status
seat_page(const struct exercise *x, int32_t seat, bool json, struct buffer *out)
{
    struct view *view = malloc(sizeof(*view));
    struct team *team = malloc(sizeof(*team));
    struct plan_stop stop = *exercise_stop(x);
    struct team_names names;
    struct arena a = {0};
    struct page_team page = {.view = view,
        .team = team,
        .names = &names,
        .stop = &stop,
        .n_rounds = x->plan.n_rounds,
        .end_day = x->plan.end_day,
        .n_old = x->now.items_before[seat]};
    enum status st = view == NULL || team == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    TRY(st);
    TRY(seat_names(x, &a, &names));
    stop.title = seat_stop_title(x);
    TRY(seat_hide_accidents(x, &a, &names));
    TRY(exercise_view(x, seat, view));
    TRY(seat_team(x, seat, &names, &a, team));
    page.items = seen_items(&x->now.seen, x->now.seats[seat].state, &page.n_items);
    (json ? page_team_json : page_team_text)(&page, out);
    TRY(buffer_status(out));
out:
    arena_free(&a);
    free(team);
    free(view);
    return st;
}
