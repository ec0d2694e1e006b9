/* Writes what the state of a team knows and the texts that the team has received, as data. This
   file may not include headers of a run (see page_team.h). */
#include "workshop/exercise/page_team_internal.h"

#include <math.h>
#include <string.h>

/* ---- relations ---- */

/* Returns the day on which the seat last used the channel. The day in the view counts only messages
   that are known to have arrived, because the reach of the channel depends on that day. This
   function also counts messages that the seat has sent, and replies that it has received. */
static double
last_use(const struct page_team *p, const struct view_channel *c, int32_t other, int32_t kind)
{
    double day = c->last_day;

    for (int32_t k = 0; k < p->n_items; k++) {
        const struct seen_item *i = &p->items[k];
        bool is_message = i->kind == SEEN_SENT || i->kind == SEEN_READ || i->kind == SEEN_REPLY;

        if (is_message && i->channel == kind && (i->actor == other || i->target == other)) {
            day = fmax(day, i->day); /* if one day is NAN, fmax() returns the other */
        }
    }
    return day;
}

static void
put_channel(
    const struct page_team *p, struct json_writer *w, const struct view_dyad *d, int32_t kind)
{
    const struct view_channel *c = &d->channel[kind];

    json_writer_open(w, NULL, '{');
    json_writer_text(w, "kind", p->names->channels[kind]);
    json_writer_flag(w, "open", c->present);
    if (c->present) {
        page_team_put_share(w, "reach", c->reach, SEEN_TENSION_STEP);
        page_team_put_day(p, w, "last", last_use(p, c, d->other, kind));
    } else {
        json_writer_text(w, "why", c->by_agreement ? "not_in_force" : "never_set_up");
    }
    json_writer_close(w, '}');
}

static void
put_relations(const struct page_team *p, struct json_writer *w)
{
    json_writer_open(w, "relations", '[');
    for (int32_t k = 0; k < p->view->n_dyads; k++) {
        const struct view_dyad *d = &p->view->dyad[k];

        json_writer_open(w, NULL, '{');
        json_writer_text(w, "other", page_team_known_id(p, d->other));
        page_team_put_share(w, "tension", d->tension, SEEN_TENSION_STEP);
        page_team_put_share(w, "trust", d->trust, SEEN_TENSION_STEP);
        json_writer_flag(w, "crisis", d->crisis);
        json_writer_integer(w, "own", d->rung_own);
        json_writer_integer(w, "seen", d->rung_seen);
        json_writer_open(w, "channels", '[');
        for (int32_t c = 0; c < CHANNEL_KINDS; c++) {
            put_channel(p, w, d, c);
        }
        json_writer_close(w, ']');
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

/* ---- what the state knows ---- */

static void
put_incidents(const struct page_team *p, struct json_writer *w)
{
    json_writer_open(w, "incidents", '[');
    for (int32_t k = 0; k < p->view->n_incidents; k++) {
        json_writer_open(w, NULL, '{');
        json_writer_integer(w, "number", p->view->incident[k].number);
        page_team_put_incident(p, w, &p->view->incident[k]);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
    json_writer_open(w, "takes", '[');
    for (int32_t k = 0; k < p->view->n_incidents; k++) {
        if (p->view->incident[k].phase == PHASE_ATTRIBUTION && p->team->open &&
            p->stop->kind == PLAN_DECIDE) {
            json_writer_integer(w, NULL, p->view->incident[k].number);
        }
    }
    json_writer_close(w, ']');
}

static void
put_public(const struct page_team *p, struct json_writer *w)
{
    json_writer_open(w, "public", '[');
    for (int32_t k = 0; k < p->view->n_public; k++) {
        const struct seen_public *i = &p->view->public_[k];

        json_writer_open(w, NULL, '{');
        json_writer_integer(w, "matter", i->number);
        page_team_put_day(p, w, "day", i->public_day);
        json_writer_text(w, "target", page_team_known_id(p, i->target));
        json_writer_text(w, "kind", i->type == NONE ? "foothold" : p->names->type_ids[i->type]);
        json_writer_text(w, "on", page_team_class(i->on));
        json_writer_text(w, "accused", page_team_known_id(p, i->accused));
        json_writer_text(w, "industry", page_team_known_id(p, i->industry_named));
        json_writer_text(w, "truth", page_team_known_id(p, i->truth));
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

static void
put_parties(const struct page_team *p, const uint64_t *parties, struct json_writer *w)
{
    json_writer_open(w, "parties", '[');
    for (int32_t state = 0; state < p->names->n_states; state++) {
        if (parties[state / 64] >> (state % 64) & 1) {
            json_writer_text(w, NULL, page_team_known_id(p, state));
        }
    }
    json_writer_close(w, ']');
}

static void
put_agreements(const struct page_team *p, struct json_writer *w)
{
    json_writer_open(w, "agreements", '[');
    for (int32_t k = 0; k < p->view->n_agreements; k++) {
        const struct view_agreement *a = &p->view->agreement[k];

        json_writer_open(w, NULL, '{');
        json_writer_text(w, "id", p->names->agreement_ids[a->agreement]);
        json_writer_text(w, "status", p->names->statuses[a->status]);
        page_team_put_day(p, w, "since", a->since);
        json_writer_flag(w, "party", a->party);
        put_parties(p, a->parties, w);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

static void
put_services(const struct page_team *p, struct json_writer *w)
{
    json_writer_open(w, "services", '[');
    for (int32_t k = 0; k < p->view->n_operations; k++) {
        const struct seen_operation *o = &p->view->operation[k];

        json_writer_open(w, NULL, '{');
        json_writer_integer(w, "matter", o->number);
        json_writer_text(w, "against", page_team_known_id(p, o->target));
        json_writer_text(w, "kind", p->names->type_ids[o->type]);
        page_team_put_day(p, w, "since", o->since);
        json_writer_flag(w, "over", o->over);
        json_writer_flag(w, "demands", o->demands);
        json_writer_flag(w, "conceded", o->conceded);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

/* ---- texts ---- */

static void
put_texts(const struct page_team *p, struct json_writer *w, const char *key,
    const struct team_texts *texts)
{
    json_writer_open(w, key, '[');
    for (int32_t k = 0; k < texts->n; k++) {
        const struct team_text *t = &texts->at[k];

        json_writer_open(w, NULL, '{');
        page_team_put_day(p, w, "day", t->day);
        json_writer_text(w, "form", t->from == NULL ? t->label : NULL);
        json_writer_text(w, "from", t->from);
        json_writer_text(w, "to", t->to);
        json_writer_text(w, "channel", t->channel);
        if (t->from != NULL) {
            json_writer_flag(w, "own", strcmp(t->from, p->team->id) == 0);
        } else if (t->fresh) {
            json_writer_flag(w, "new", true);
        }
        json_writer_text(w, "text", t->text);
        json_writer_text(w, "lang", t->language);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

void
page_team_state(const struct page_team *p, struct json_writer *w)
{
    put_incidents(p, w);
    put_public(p, w);
    put_relations(p, w);
    put_agreements(p, w);
    put_services(p, w);
    put_texts(p, w, "told", &p->team->told);
    put_texts(p, w, "messages", &p->team->messages);
}

/* ---- predictions, talks, initiatives ---- */

static void
put_questions(const struct team *t, struct json_writer *w)
{
    json_writer_open(w, "questions", '[');
    for (int32_t k = 0; k < t->n_questions; k++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "id", t->questions[k].id);
        if (t->questions[k].percent >= 0) {
            json_writer_integer(w, "percent", t->questions[k].percent);
        }
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

static void
put_talks(const struct page_team *p, const struct team *t, struct json_writer *w)
{
    if (t->points < 0) {
        return;
    }
    json_writer_open(w, "talks", '{');
    json_writer_integer(w, "points", t->points);
    json_writer_open(w, "offers", '[');
    for (int32_t k = 0; k < t->n_offers; k++) {
        const struct team_offer *o = &t->offers[k];

        json_writer_open(w, NULL, '{');
        json_writer_text(w, "id", o->id);
        json_writer_integer(w, "points", o->points);
        json_writer_flag(w, "party", o->party);
        json_writer_flag(w, "ticked", o->ticked);
        json_writer_open(w, "ticked_by", '[');
        for (int32_t j = 0; j < o->n_by; j++) {
            json_writer_text(w, NULL, o->by[j]);
        }
        json_writer_close(w, ']');
        put_parties(p, o->parties, w);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
    json_writer_close(w, '}');
}

/* Writes one way to take an initiative: with that state, about that incident. */
static void
put_initiative(const struct page_team *p, struct json_writer *w,
    const struct team_initiative *i, int32_t with)
{
    json_writer_open(w, NULL, '{');
    json_writer_text(w, "initiative", i->kind);
    json_writer_text(w, "agreement", i->agreement);
    json_writer_text(w, "with", page_team_known_id(p, with));
    if (i->about > 0) {
        json_writer_integer(w, "about", i->about);
    }
    json_writer_close(w, '}');
}

static void
put_initiatives(const struct page_team *p, struct json_writer *w)
{
    const struct team *t = p->team;

    if (t->initiative != NULL) {
        json_writer_open(w, "initiative", '{');
        json_writer_text(w, "initiative", t->initiative);
        json_writer_text(w, "agreement", t->initiative_agreement);
        json_writer_text(w, "with", t->initiative_with);
        if (t->initiative_about > 0) {
            json_writer_integer(w, "about", t->initiative_about);
        }
        json_writer_close(w, '}');
    }
    json_writer_open(w, "initiatives", '[');
    for (int32_t k = 0; k < t->n_initiatives; k++) {
        const struct team_initiative *i = &t->initiatives[k];

        for (int32_t j = 0; j < i->n_with; j++) {
            put_initiative(p, w, i, i->with[j]);
        }
        if (i->n_with == 0) {
            put_initiative(p, w, i, NONE);
        }
    }
    json_writer_close(w, ']');
}

static bool
is_played(const struct page_team *p, int32_t state)
{
    return (p->team->played[state / 64] >> (state % 64) & 1) != 0;
}

static bool
has_line(const struct view_dyad *d)
{
    bool open = false;

    for (int32_t c = 0; c < CHANNEL_KINDS; c++) {
        open = open || d->channel[c].present;
    }
    return open;
}

/* Writes the states to which the team can send a written message. All of them are played by
   teams. */
static void
put_say_to(const struct page_team *p, struct json_writer *w)
{
    json_writer_open(w, "say_to", '[');
    for (int32_t k = 0; p->team->open && p->team->team && k < p->view->n_dyads; k++) {
        if (has_line(&p->view->dyad[k]) && is_played(p, p->view->dyad[k].other)) {
            json_writer_text(w, NULL, page_team_known_id(p, p->view->dyad[k].other));
        }
    }
    json_writer_close(w, ']');
}

/* Writes the states that the model plays. */
static void
put_unplayed(const struct page_team *p, struct json_writer *w)
{
    json_writer_open(w, "unplayed", '[');
    for (int32_t state = 0; state < p->names->n_states; state++) {
        if (!is_played(p, state)) {
            json_writer_text(w, NULL, page_team_known_id(p, state));
        }
    }
    json_writer_close(w, ']');
}

void
page_team_talks(const struct page_team *p, struct json_writer *w)
{
    put_questions(p->team, w);
    put_talks(p, p->team, w);
    put_initiatives(p, w);
    put_say_to(p, w);
    put_unplayed(p, w);
}
