/* The page of a team as data. This file may not include headers of a run (see page_team.h). */
#include "workshop/exercise/page_team_internal.h"

#include <math.h>

#include "format/json_writer.h"
#include "workshop/exercise/family.h"

const char *
page_team_known_name(const struct page_team *p, int32_t state)
{
    return state == SUSPECT_NON_STATE                 ? "a criminal group"
           : state == SUSPECT_ACCIDENT                ? "an accident"
           : state < 0 || state >= p->names->n_states ? NULL
                                                      : p->names->states[state];
}

static double
rounded(double x, double step)
{
    return round(x / step) * step;
}

void
page_team_put_share(struct json_writer *w, const char *key, double x, double step)
{
    char text[32];

    if (!isnan(x)) {
        (void)snprintf(text, sizeof(text), "%.2f", rounded(x, step));
        json_writer_value(w, key, text);
    }
}

void
page_team_put_day(const struct page_team *p, struct json_writer *w, const char *key, double day)
{
    char text[TEXT_DAY_BYTES];

    if (!isnan(day)) {
        json_writer_text(w, key, text_day(text, p->names->start + (int64_t)floor(day)));
    }
}

/* ---- matters ---- */

static void
put_suspects(const struct page_team *p, struct json_writer *w, const struct seen_incident *i)
{
    json_writer_open(w, "suspects", '[');
    for (int32_t k = 0; k < i->n_suspects; k++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "who", page_team_known_name(p, i->suspect[k]));
        page_team_put_share(w, "p", i->posterior[k], 0.01);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

static void
put_incident(const struct page_team *p, struct json_writer *w, const struct seen_incident *i)
{
    json_writer_integer(w, "number", i->number);
    json_writer_text(w, "kind",
        i->act_from != NONE ? "act"
        : i->type == NONE   ? "foothold"
                            : p->names->types[i->type]);
    json_writer_text(w, "act_from", page_team_known_name(p, i->act_from));
    json_writer_flag(w, "critical", i->critical);
    json_writer_flag(w, "public", i->public_);
    page_team_put_day(p, w, "found", i->detected_day);
    page_team_put_day(p, w, "decide_by", i->deadline_day);
    page_team_put_share(w, "severity", i->severity, 0.1);
    page_team_put_share(w, "intent", i->intent, 0.05);
    put_suspects(p, w, i);
    json_writer_text(w, "named", page_team_known_name(p, i->named));
    json_writer_text(w, "reply_from",
        i->reply != REPLY_NONE ? page_team_known_name(p, i->reply_from) : NULL);
    json_writer_text(w, "demands", page_team_known_name(p, i->demands));
    json_writer_flag(w, "conceded", i->conceded);
    json_writer_text(w, "industry", page_team_known_name(p, i->industry_named));
    json_writer_text(w, "truth", page_team_known_name(p, i->truth));
    json_writer_flag(w, "over", i->over);
    if (i->act_response != NONE) {
        json_writer_text(w, "act", p->names->responses[i->act_response]);
    }
    if (i->overt != NONE) {
        json_writer_text(w, "decided", p->names->responses[i->overt]);
    }
}

static void
put_families(struct json_writer *w, const struct team_matter *m)
{
    json_writer_open(w, "families", '[');
    for (int32_t k = 0; k < TEAM_FAMILIES; k++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "family", family_names[k]);
        json_writer_flag(w, "possible", m->families[k].possible);
        json_writer_text(w, "why", m->families[k].why);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

static void
put_rows(const struct page_team *p, struct json_writer *w, const struct team_matter *m)
{
    json_writer_open(w, "rows", '[');
    for (int32_t k = 0; k < m->n_rows; k++) {
        const struct team_row *row = &m->rows[k];

        json_writer_open(w, NULL, '{');
        json_writer_text(w, "family", row->family);
        json_writer_text(w, "id", row->id);
        json_writer_flag(w, "possible", row->possible);
        json_writer_flag(w, "secret", row->secret);
        json_writer_text(w, "why", row->why);
        json_writer_open(w, "to", '[');
        for (int32_t j = 0; j < row->n_to; j++) {
            json_writer_text(w, NULL, page_team_known_name(p, row->to[j]));
        }
        json_writer_close(w, ']');
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

static void
put_submitted(struct json_writer *w, const struct team_submitted *s)
{
    if (!s->there) {
        return;
    }
    json_writer_open(w, "submitted", '{');
    json_writer_text(w, "choice", s->choice);
    json_writer_text(w, "named", s->named);
    json_writer_text(w, "together", s->help);
    if (s->sure >= 0) {
        json_writer_integer(w, "sure", s->sure);
    }
    if (s->hostile_chance >= 0) {
        json_writer_integer(w, "hostile_chance", s->hostile_chance);
    }
    json_writer_text(w, "why", s->why);
    json_writer_close(w, '}');
}

static void
put_matter(const struct page_team *p, struct json_writer *w, const struct team_matter *m)
{
    json_writer_open(w, NULL, '{');
    json_writer_integer(w, "number", m->number);
    json_writer_text(w, "kind", m->kind);
    if (m->incident > 0) {
        json_writer_integer(w, "incident", m->incident);
    }
    json_writer_text(w, "from", page_team_known_name(p, m->from));
    json_writer_text(w, "about", m->about);
    json_writer_text(w, "own", m->own);
    page_team_put_day(p, w, "day", m->day);
    json_writer_flag(w, "may_wait", m->may_wait);
    if (m->n_rows > 0) {
        put_families(w, m);
        put_rows(p, w, m);
    }
    if (m->n_replies > 0) {
        json_writer_open(w, "replies", '[');
        for (int32_t k = 0; k < m->n_replies; k++) {
            json_writer_text(w, NULL, m->replies[k]);
        }
        json_writer_close(w, ']');
    }
    put_submitted(w, &m->submitted);
    json_writer_close(w, '}');
}

/* ---- other parts ---- */

static void
put_texts(const struct page_team *p, struct json_writer *w, const char *key,
    const struct team_texts *texts)
{
    json_writer_open(w, key, '[');
    for (int32_t k = 0; k < texts->n; k++) {
        json_writer_open(w, NULL, '{');
        page_team_put_day(p, w, "day", texts->at[k].day);
        json_writer_text(w, "label", texts->at[k].label);
        json_writer_text(w, "text", texts->at[k].text);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

static void
put_dyads(const struct page_team *p, struct json_writer *w)
{
    json_writer_open(w, "relations", '[');
    for (int32_t k = 0; k < p->view->n_dyads; k++) {
        const struct view_dyad *d = &p->view->dyad[k];

        json_writer_open(w, NULL, '{');
        json_writer_text(w, "other", page_team_known_name(p, d->other));
        page_team_put_share(w, "tension", d->tension, 0.05);
        page_team_put_share(w, "trust", d->trust, 0.05);
        json_writer_flag(w, "crisis", d->crisis);
        json_writer_integer(w, "own", d->rung_own);
        json_writer_integer(w, "seen", d->rung_seen);
        json_writer_open(w, "channels", '[');
        for (int32_t c = 0; c < CHANNEL_KINDS; c++) {
            json_writer_open(w, NULL, '{');
            json_writer_text(w, "kind", p->names->channels[c]);
            json_writer_flag(w, "open", d->channel[c].present);
            if (d->channel[c].present) {
                page_team_put_share(w, "reach", d->channel[c].reach, 0.05);
            }
            json_writer_close(w, '}');
        }
        json_writer_close(w, ']');
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

static void
put_known(const struct page_team *p, struct json_writer *w)
{
    const struct view *v = p->view;

    json_writer_open(w, "incidents", '[');
    for (int32_t k = 0; k < v->n_incidents; k++) {
        json_writer_open(w, NULL, '{');
        put_incident(p, w, &v->incident[k]);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
    json_writer_open(w, "public", '[');
    for (int32_t k = 0; k < v->n_public; k++) {
        json_writer_open(w, NULL, '{');
        page_team_put_day(p, w, "day", v->public_[k].public_day);
        json_writer_text(w, "target", page_team_known_name(p, v->public_[k].target));
        json_writer_text(w, "accused", page_team_known_name(p, v->public_[k].accused));
        json_writer_text(w, "industry", page_team_known_name(p, v->public_[k].industry_named));
        json_writer_text(w, "truth", page_team_known_name(p, v->public_[k].truth));
        if (v->public_[k].type != NONE) {
            json_writer_text(w, "kind", p->names->types[v->public_[k].type]);
        }
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
    json_writer_open(w, "agreements", '[');
    for (int32_t k = 0; k < v->n_agreements; k++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "agreement", p->names->agreements[v->agreement[k].agreement]);
        json_writer_text(w, "status", p->names->statuses[v->agreement[k].status]);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
    json_writer_open(w, "services", '[');
    for (int32_t k = 0; k < v->n_operations; k++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "against", page_team_known_name(p, v->operation[k].target));
        json_writer_text(w, "kind", p->names->types[v->operation[k].type]);
        page_team_put_day(p, w, "since", v->operation[k].since);
        json_writer_flag(w, "over", v->operation[k].over);
        json_writer_flag(w, "demands", v->operation[k].demands);
        json_writer_flag(w, "conceded", v->operation[k].conceded);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

static void
put_questions(const struct page_team *p, struct json_writer *w)
{
    const struct team *t = p->team;

    json_writer_open(w, "questions", '[');
    for (int32_t k = 0; k < t->n_questions; k++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "id", t->questions[k].id);
        json_writer_text(w, "ask", t->questions[k].ask);
        if (t->questions[k].percent >= 0) {
            json_writer_integer(w, "percent", t->questions[k].percent);
        }
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
    json_writer_open(w, "offers", '[');
    for (int32_t k = 0; k < t->n_offers; k++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "id", t->offers[k].id);
        json_writer_text(w, "title", t->offers[k].title);
        json_writer_integer(w, "points", t->offers[k].points);
        json_writer_flag(w, "party", t->offers[k].party);
        json_writer_flag(w, "ticked", t->offers[k].ticked);
        json_writer_text(w, "ticked_by", t->offers[k].ticked_by);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

static void
put_phase(const struct page_team *p, struct json_writer *w)
{
    json_writer_open(w, "phase", '{');
    json_writer_text(w, "step", p->stop->id);
    json_writer_text(w, "kind", plan_kind_names[p->stop->kind]);
    json_writer_text(w, "title", p->stop->title);
    json_writer_integer(w, "round", p->stop->round);
    json_writer_integer(w, "rounds", p->n_rounds);
    page_team_put_day(p, w, "day", p->view->day);
    json_writer_flag(w, "open", p->team->open);
    json_writer_close(w, '}');
}

void
page_team_json(const struct page_team *p, struct buffer *out)
{
    const struct team *t = p->team;
    struct json_writer w;

    json_writer_init_lines(&w, out, 1);
    json_writer_open(&w, NULL, '{');
    json_writer_integer(&w, "v", 1);
    json_writer_open(&w, "seat", '{');
    json_writer_text(&w, "id", t->id);
    json_writer_text(&w, "name", t->name);
    json_writer_flag(&w, "team", t->team);
    json_writer_close(&w, '}');
    put_phase(p, &w);
    json_writer_open(&w, "tabled", '[');
    for (int32_t k = 0; k < t->n_matters; k++) {
        put_matter(p, &w, &t->matters[k]);
    }
    json_writer_close(&w, ']');
    page_team_log(p, &w);
    put_known(p, &w);
    put_dyads(p, &w);
    put_texts(p, &w, "told", &t->told);
    put_texts(p, &w, "messages", &t->messages);
    put_questions(p, &w);
    json_writer_text(&w, "initiative", t->initiative);
    json_writer_close(&w, '}');
}
