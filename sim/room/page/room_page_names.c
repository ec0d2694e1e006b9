/* Writes what is the same on every page: names, and texts in a language. */
#include "room/page/room_page_names.h"

#include "workshop/exercise/exercise_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Returns a text of the scenario in the language of the call; `own`, with the language of the
   scenario, if there is no translation. */
static struct words_text
text_at(const struct room_call *c, const char *own, const char *pointer)
{
    const struct room *room = c->room;
    struct words_text text = words_text(c->language == 0 ? NULL : &room->words[c->language],
        room_exercise(room)->scenario, pointer);

    return text.text[0] != '\0'
               ? text
               : (struct words_text){
                     .text = own, .language = room->language[0], .missing = c->language != 0};
}

static void
put_text(const struct room_call *c, struct json_writer *w, const char *key, const char *own,
    const char *pointer)
{
    struct words_text text = text_at(c, own, pointer);

    json_writer_text(w, key, text.text);
    json_writer_text(w, "lang", text.missing ? text.language : NULL);
}

void
room_page_names_text(struct room_call *c, struct json_writer *w, const char *key,
    const char *own, const char *format, ...)
{
    char pointer[POINTER_BYTES];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(pointer, sizeof(pointer), format, arguments);
    va_end(arguments);
    if (own != NULL) {
        put_text(c, w, key, own, pointer);
    }
}

/* Writes a text without its language. */
static void
put_plain(struct room_call *c, struct json_writer *w, const char *key, const char *own,
    const char *format, ...)
{
    char pointer[POINTER_BYTES];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(pointer, sizeof(pointer), format, arguments);
    va_end(arguments);
    if (own != NULL) {
        json_writer_text(w, key, text_at(c, own, pointer).text);
    }
}

void
room_page_names_object(struct room_call *c, struct json_writer *w, const char *key,
    const char *own, const char *format, ...)
{
    char pointer[POINTER_BYTES];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(pointer, sizeof(pointer), format, arguments);
    va_end(arguments);
    if (own != NULL) {
        json_writer_open(w, key, '{');
        put_text(c, w, "text", own, pointer);
        json_writer_close(w, '}');
    }
}

void
room_page_names_put(struct room_call *c, struct json_writer *w)
{
    const struct exercise *x = room_exercise(c->room);
    struct team_names names;

    room_speak(c->room, c->language);
    if (seat_names(x, &c->arena, &names) == STATUS_OK) {
        json_writer_open(w, "names", '{');
#define PUT(key, ids, texts, n)                                                                \
    json_writer_open(w, key, '{');                                                             \
    for (int32_t k = 0; k < (n); k++) {                                                        \
        json_writer_text(w, names.ids[k], names.texts[k]);                                     \
    }                                                                                          \
    json_writer_close(w, '}');
        PUT("states", state_ids, states, x->world->n_states)
        PUT("agreements", agreement_ids, agreements, x->world->agreements.count)
        PUT("types", type_ids, types, x->world->incident_types.count)
        PUT("responses", response_ids, responses, x->world->responses.count)
#undef PUT
        json_writer_close(w, '}');
        json_writer_open(w, "notes", '{');
        for (int32_t k = 0; k < x->world->agreements.count; k++) {
            const struct agreement *agreement = WORLD_AGREEMENT(x->world, k);

            put_plain(c, w, agreement->key.id, agreement->notes, "/agreements/%s/notes",
                agreement->key.id);
        }
        json_writer_close(w, '}');
    }
    room_speak(c->room, 0);
}

void
room_page_names_texts(struct room_call *c, struct json_writer *w, const char *key,
    const struct list *list, const char *where)
{
    const struct workshop_text *items = list->items;

    json_writer_open(w, key, '[');
    for (int32_t k = 0; k < list->count; k++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "id", items[k].key.id);
        room_page_names_text(c, w, "text", items[k].text, "%s/%s", where, items[k].key.id);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

void
room_page_names_day(
    const struct exercise *x, struct json_writer *w, const char *key, double day)
{
    char text[ISO_DAY_BYTES];

    if (!isnan(day)) {
        json_writer_text(w, key, iso_day(text, seat_start(x) + (int64_t)floor(day)));
    }
}

const char *
room_page_names_actor(const struct exercise *x, int32_t actor)
{
    const char *id = actor == NONE ? "" : view_actor_id(x->world, actor);

    return id[0] == '\0' ? NULL : id;
}

void
room_page_names_wall(const struct room *room, struct json_writer *w)
{
    json_writer_text(w, "page", room->wall.page);
    json_writer_integer(w, "part", room->wall.part);
    json_writer_integer(w, "tree", room->wall.tree);
    json_writer_flag(w, "wrong", room->wall.wrong);
    json_writer_flag(w, "single", room->wall.single);
}

static void
put_phase(struct room_call *c, struct json_writer *w)
{
    const struct exercise *x = room_exercise(c->room);
    const struct plan_stop *stop = exercise_stop(x);

    json_writer_open(w, "phase", '{');
    room_pages_put_clock(c->room, w);
    json_writer_text(w, "step", stop->id);
    json_writer_text(w, "kind", plan_kind_names[stop->kind]);
    if (stop->title != NULL) {
        room_page_names_object(c, w, "title", stop->title, "/workshop/plan/%s/title",
            exercise_step(x, x->now.stop)->key.id);
    }
    json_writer_integer(w, "round", stop->round);
    json_writer_integer(w, "rounds", x->plan.n_rounds);
    room_page_names_day(x, w, "day", x->now.run.kernel.now);
    json_writer_flag(w, "open", x->now.open);
    json_writer_flag(w, "review", x->now.review);
    json_writer_real(w, "minutes", stop->minutes);
    json_writer_close(w, '}');
}

void
room_page_names_head(struct room_call *c, struct json_writer *w)
{
    const struct room *room = c->room;

    json_writer_integer(w, "v", 1);
    json_writer_integer(w, "n", room->version);
    put_phase(c, w);
    room_page_names_text(
        c, w, "title", room_exercise(room)->workshop->title, "/workshop/title");
    json_writer_text(w, "text", room->shown.length == 0 ? NULL : buffer_string(&room->shown));
}
