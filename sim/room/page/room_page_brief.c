/* Writes what a team reads at the start, and what everybody may know before a seat is taken. */
#include <stdio.h>
#include <string.h>

#include "room/page/room_page_names.h"
#include "room/room_files.h"
#include "workshop/exercise/family.h"

enum { WHERE_BYTES = 160 };

static void
put_languages(const struct room *room, struct json_writer *w)
{
    char language[ROOM_FILES_LANGUAGE_BYTES];

    json_writer_open(w, "languages", '[');
    for (int32_t k = 0; k < room->n_languages; k++) {
        json_writer_text(w, NULL, room->language[k]);
    }
    json_writer_close(w, ']');
    json_writer_open(w, "words", '[');
    for (int32_t k = 0; room_files_language(k, language); k++) {
        json_writer_text(w, NULL, language);
    }
    json_writer_close(w, ']');
}

void
room_page_hello(struct room_call *c)
{
    const struct exercise *x = room_exercise(c->room);
    struct json_writer w;

    json_writer_init_lines(&w, &c->reply->body, 0);
    json_writer_open(&w, NULL, '{');
    room_page_names_text(c, &w, "title", x->workshop->title, "/workshop/title");
    json_writer_text(&w, "language", c->room->language[0]);
    put_languages(c->room, &w);
    json_writer_integer(&w, "seats", x->now.n_seats);
    json_writer_close(&w, '}');
    room_reply_json(c);
}

static void
put_sheet(struct room_call *c, struct json_writer *w)
{
    const struct exercise *x = room_exercise(c->room);
    const struct workshop_seat *sheet = x->now.seats[c->seat].sheet;
    const char *id = sheet->key.id;
    char where[WHERE_BYTES];

    json_writer_text(w, "seat", id);
    room_page_names_object(c, w, "brief", sheet->brief, "/workshop/seats/%s/brief", id);
    room_page_names_object(c, w, "secret", sheet->secret, "/workshop/seats/%s/secret", id);
    (void)snprintf(where, sizeof(where), "/workshop/seats/%s/aims", id);
    room_page_names_texts(c, w, "aims", &sheet->aims, where);
    (void)snprintf(where, sizeof(where), "/workshop/seats/%s/limits", id);
    room_page_names_texts(c, w, "limits", &sheet->limits, where);
    (void)snprintf(where, sizeof(where), "/workshop/seats/%s/people", id);
    room_page_names_texts(c, w, "people", &sheet->people, where);
}

/* Writes the responses that the exercise offers, by family. */
static void
put_families(const struct exercise *x, struct json_writer *w)
{
    json_writer_open(w, "families", '[');
    for (int32_t family = 0; family < RESPONSE_FAMILIES; family++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "family", family_names[family]);
        json_writer_open(w, "rows", '[');
        for (int32_t k = 0; k < x->world->responses.count; k++) {
            const struct response *r = WORLD_RESPONSE(x->world, k);

            if (r->family == family) {
                json_writer_text(w, NULL, r->key.id);
            }
        }
        json_writer_close(w, ']');
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

static void
put_words(struct room_call *c, struct json_writer *w)
{
    const struct workshop *workshop = room_exercise(c->room)->workshop;
    const struct workshop_word *words = workshop->glossary.items;
    const struct workshop_prediction *predictions = workshop->predictions.items;
    const struct workshop_question *questions = workshop->debrief.items;

    json_writer_open(w, "glossary", '[');
    for (int32_t k = 0; k < workshop->glossary.count; k++) {
        const char *id = words[k].key.id;

        json_writer_open(w, NULL, '{');
        json_writer_text(w, "id", id);
        room_page_names_text(c, w, "term", words[k].term, "/workshop/glossary/%s/term", id);
        room_page_names_text(
            c, w, "meaning", words[k].meaning, "/workshop/glossary/%s/meaning", id);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
    room_page_names_texts(c, w, "assumptions", &workshop->assumptions, "/workshop/assumptions");
    json_writer_open(w, "predictions", '{');
    for (int32_t k = 0; k < workshop->predictions.count; k++) {
        room_page_names_object(c, w, predictions[k].key.id, predictions[k].ask,
            "/workshop/predictions/%s/ask", predictions[k].key.id);
    }
    json_writer_close(w, '}');
    json_writer_open(w, "debrief", '[');
    for (int32_t k = 0; room_exercise(c->room)->now.review && k < workshop->debrief.count;
         k++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "id", questions[k].key.id);
        json_writer_text(w, "after", workshop_page_names[questions[k].after]);
        room_page_names_text(
            c, w, "text", questions[k].ask, "/workshop/debrief/%s/ask", questions[k].key.id);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

void
room_page_brief(struct room_call *c)
{
    const struct exercise *x = room_exercise(c->room);
    const struct workshop_practice *practice = &x->workshop->practice;
    struct json_writer w;

    json_writer_init_lines(&w, &c->reply->body, 0);
    json_writer_open(&w, NULL, '{');
    json_writer_integer(&w, "v", 1);
    room_page_names_text(c, &w, "title", x->workshop->title, "/workshop/title");
    json_writer_text(&w, "lang", c->room->language[c->language]);
    if (c->seat >= 0) {
        put_sheet(c, &w);
    }
    json_writer_open(&w, "seats", '[');
    for (int32_t k = 0; k < x->now.n_seats; k++) {
        json_writer_text(&w, NULL, exercise_seat_id(x, k));
    }
    json_writer_close(&w, ']');
    room_page_names_put(c, &w);
    put_families(x, &w);
    put_words(c, &w);
    if (practice->told != NULL) {
        json_writer_open(&w, "practice", '{');
        room_page_names_text(c, &w, "title", practice->title, "/workshop/practice/title");
        room_page_names_text(c, &w, "told", practice->told, "/workshop/practice/told");
        json_writer_close(&w, '}');
    }
    json_writer_close(&w, '}');
    room_reply_json(c);
}
