/* Writes the page of a team as data. This file may not include headers of a run (see
   page_team.h). */
#include "workshop/exercise/page_team_internal.h"

#include <math.h>

#include "base/iso_day.h"
#include "workshop/exercise/family.h"

static const char *const phase_names[] = {
    "hidden", "triage", "attribution", "asking", "deferred", "decided", "tabled"};
static const char *const class_names[] = {
    NULL, "private", "government", "military", "critical"};

const char *
page_team_known_id(const struct page_team *p, int32_t state)
{
    return state == SUSPECT_NON_STATE                 ? "non_state"
           : state == SUSPECT_ACCIDENT                ? "accident"
           : state < 0 || state >= p->names->n_states ? NULL
                                                      : p->names->state_ids[state];
}

const char *
page_team_class(int32_t on)
{
    return on < 0 || on >= (int32_t)(sizeof(class_names) / sizeof(class_names[0]))
               ? NULL
               : class_names[on];
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
    char text[ISO_DAY_BYTES];

    if (!isnan(day)) {
        json_writer_text(w, key, iso_day(text, p->names->start + (int64_t)floor(day)));
    }
}

/* Writes a member that is left out if it is false. */
static void
put_if(struct json_writer *w, const char *key, bool x)
{
    if (x) {
        json_writer_flag(w, key, true);
    }
}

static void
put_states(const struct page_team *p, struct json_writer *w, const char *key,
    const int32_t *states, int32_t n)
{
    json_writer_open(w, key, '[');
    for (int32_t k = 0; k < n; k++) {
        json_writer_text(w, NULL, page_team_known_id(p, states[k]));
    }
    json_writer_close(w, ']');
}

/* ---- incidents ---- */

int32_t
page_team_analysts(const struct seen_incident *i)
{
    double own = -1, top = -1;

    for (int32_t k = 0; k < i->n_suspects; k++) {
        own = i->suspect[k] == i->named ? i->posterior[k] : own;
        top = fmax(top, i->posterior[k]);
    }
    return own >= top ? i->named : NONE;
}

void
page_team_put_incident(
    const struct page_team *p, struct json_writer *w, const struct seen_incident *i)
{
    json_writer_open(w, "seen", '{');
    json_writer_text(w, "kind",
        i->trigger_kind == TRIGGER_ACT ? "act"
        : i->type == NONE              ? "foothold"
                                       : p->names->type_ids[i->type]);
    json_writer_text(w, "act_from", page_team_known_id(p, i->act_from));
    json_writer_text(
        w, "act", i->act_response == NONE ? NULL : p->names->response_ids[i->act_response]);
    json_writer_text(w, "on", page_team_class(i->on));
    json_writer_flag(w, "critical", i->critical);
    json_writer_flag(w, "public", i->public_);
    page_team_put_day(p, w, "found", i->detected_day);
    page_team_put_day(p, w, "decide_by", i->deadline_day);
    page_team_put_share(w, "severity", i->severity, SEEN_SEVERITY_STEP);
    page_team_put_share(w, "intent", i->intent, SEEN_TENSION_STEP);
    json_writer_close(w, '}');
    json_writer_open(w, "suspects", '[');
    for (int32_t k = 0; k < i->n_suspects; k++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "who", page_team_known_id(p, i->suspect[k]));
        page_team_put_share(w, "p", i->posterior[k], SEEN_PROBABILITY_STEP);
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
    json_writer_text(w, "named", page_team_known_id(p, page_team_analysts(i)));
    if (page_team_analysts(i) != i->named) {
        json_writer_text(w, "addressed", page_team_known_id(p, i->named));
    }
    if (i->reply != REPLY_NONE || i->asked) {
        json_writer_open(w, "asked", '{');
        json_writer_text(w, "who",
            page_team_known_id(
                p, i->reply_from != NONE ? i->reply_from : page_team_asked(p, i->number)));
        json_writer_text(
            w, "reply", i->reply == REPLY_NONE ? NULL : page_team_reply_id(i->reply));
        json_writer_close(w, '}');
    }
    json_writer_text(w, "demands", page_team_known_id(p, i->demands));
    put_if(w, "conceded", i->conceded);
    json_writer_text(w, "industry", page_team_known_id(p, i->industry_named));
    json_writer_text(w, "truth", page_team_known_id(p, i->truth));
    put_if(w, "over", i->over);
    json_writer_text(w, "phase", phase_names[i->phase]);
    if (i->overt != NONE) {
        json_writer_text(w, "decided", p->names->response_ids[i->overt]);
    }
}

static const struct seen_incident *
incident_of(const struct page_team *p, int32_t number)
{
    for (int32_t k = 0; k < p->view->n_incidents; k++) {
        if (p->view->incident[k].number == number) {
            return &p->view->incident[k];
        }
    }
    return NULL;
}

/* ---- matters ---- */

/* Writes a response that is possible. The member `to` is left out if the response is not directed
   against a state. */
static void
put_row(const struct page_team *p, struct json_writer *w, const struct team_row *row)
{
    json_writer_open(w, NULL, '{');
    json_writer_text(w, "id", row->id);
    put_if(w, "secret", row->secret);
    put_if(w, "final", row->final);
    if (row->days >= PAGE_TEAM_DAYS) {
        json_writer_integer(w, "days", (int64_t)round(row->days));
    }
    if (row->names) {
        put_states(p, w, "to", row->to, row->n_to);
    }
    json_writer_close(w, '}');
}

/* Writes the states that the seat may name but against which no response of this family is
   possible, with the reason. */
static void
put_not(const struct page_team *p, struct json_writer *w, const struct team_family *f)
{
    json_writer_open(w, "not", '{');
    for (int32_t k = 0; k < f->n_not; k++) {
        json_writer_text(w, page_team_known_id(p, f->not_[k]), f->not_why[k]);
    }
    json_writer_close(w, '}');
}

static void
put_families(const struct page_team *p, struct json_writer *w, const struct team_matter *m)
{
    json_writer_open(w, "families", '[');
    for (int32_t k = 0; k < TEAM_FAMILIES; k++) {
        json_writer_open(w, NULL, '{');
        json_writer_text(w, "family", family_names[k]);
        json_writer_text(w, "why", m->families[k].obstacle);
        if (m->families[k].n_not > 0) {
            put_not(p, w, &m->families[k]);
        }
        json_writer_open(w, "rows", '[');
        for (int32_t j = 0; j < m->n_rows; j++) {
            if (m->rows[j].family == family_names[k] &&
                (m->rows[j].possible || m->rows[j].n_to > 0)) {
                put_row(p, w, &m->rows[j]);
            }
        }
        json_writer_close(w, ']');
        json_writer_close(w, '}');
    }
    json_writer_close(w, ']');
}

static void
put_count(struct json_writer *w, const char *key, int64_t x)
{
    if (x >= 0) {
        json_writer_integer(w, key, x);
    }
}

void
page_team_put_submitted(struct json_writer *w, const struct team_submitted *s)
{
    if (!s->there) {
        return;
    }
    json_writer_open(w, "submitted", '{');
    if (s->family == NULL) {
        json_writer_text(w, "reply", s->choice);
    }
    json_writer_text(w, "family", s->family);
    json_writer_text(w, "row", s->row);
    json_writer_text(w, "named", s->named);
    json_writer_text(w, "together", s->help);
    put_count(w, "sure", s->sure);
    put_count(w, "hostile_chance", s->hostile_chance);
    json_writer_text(w, "why", s->why);
    put_count(w, "device", s->device);
    json_writer_text(w, "at", s->at);
    json_writer_close(w, '}');
}

static void
put_asked(const struct page_team *p, struct json_writer *w, const struct team_matter *m)
{
    const struct team_about *a = &m->asked;

    json_writer_text(w, "from", page_team_known_id(p, m->from));
    json_writer_text(w, "asks", a->asks);
    json_writer_text(w, "response", a->order);
    json_writer_text(w, "to", a->order == NULL ? NULL : page_team_known_id(p, m->from));
    if (a->kind != NULL) {
        json_writer_open(w, "about", '{');
        json_writer_text(w, "kind", a->kind);
        json_writer_text(w, "target", page_team_known_id(p, a->target));
        page_team_put_day(p, w, "day", a->found);
        put_count(w, "number", a->number > 0 ? a->number : -1);
        json_writer_close(w, '}');
    }
    if (m->own != NULL) {
        json_writer_text(w, "own", m->is_own ? "yes" : "no");
    }
    json_writer_open(w, "replies", '[');
    for (int32_t k = 0; k < m->n_replies; k++) {
        json_writer_text(w, NULL, m->replies[k]);
    }
    json_writer_close(w, ']');
}

void
page_team_put_matter(const struct page_team *p, struct json_writer *w, const char *key,
    const struct team_matter *m)
{
    const struct seen_incident *i = p->view == NULL ? NULL : incident_of(p, m->incident);

    json_writer_open(w, key, '{');
    json_writer_integer(w, "number", m->number);
    json_writer_text(w, "kind", m->kind);
    page_team_put_day(p, w, "day", m->day);
    if (m->n_rows > 0) {
        json_writer_integer(w, "matter", m->incident);
        if (i != NULL) {
            page_team_put_incident(p, w, i);
        }
        put_families(p, w, m);
        put_states(p, w, "may_name", m->may_name, m->n_may_name);
        json_writer_flag(w, "keep", m->may_wait);
    } else {
        put_asked(p, w, m);
    }
    page_team_put_submitted(w, &m->submitted);
    json_writer_close(w, '}');
}

/* ---- the whole page ---- */

static void
put_phase(const struct page_team *p, struct json_writer *w)
{
    json_writer_text(w, "step", p->stop->id);
    json_writer_text(w, "kind", plan_kind_names[p->stop->kind]);
    if (p->team->step.text != NULL) {
        json_writer_open(w, "title", '{');
        json_writer_text(w, "text", p->team->step.text);
        json_writer_text(w, "lang", p->team->step.language);
        json_writer_close(w, '}');
    }
    json_writer_integer(w, "round", p->stop->round);
    json_writer_integer(w, "rounds", p->n_rounds);
    page_team_put_day(p, w, "day", p->view->day);
    page_team_put_day(p, w, "end", p->end_day);
    json_writer_flag(w, "open", p->team->open);
    json_writer_flag(w, "review", p->team->review);
    json_writer_close(w, '}');
}

void
page_team_json(const struct page_team *p, struct buffer *out)
{
    const struct team *t = p->team;
    struct json_writer w;

    json_writer_init_lines(&w, out, 0);
    json_writer_open(&w, NULL, '{');
    json_writer_open(&w, "phase", '{');
    put_phase(p, &w);
    json_writer_open(&w, "seat", '{');
    json_writer_text(&w, "id", t->id);
    json_writer_text(&w, "name", t->name);
    json_writer_flag(&w, "habit", !t->team);
    json_writer_close(&w, '}');
    json_writer_open(&w, "tabled", '[');
    for (int32_t k = 0; k < t->n_matters; k++) {
        page_team_put_matter(p, &w, NULL, &t->matters[k]);
    }
    json_writer_close(&w, ']');
    page_team_log(p, &w);
    page_team_state(p, &w);
    page_team_talks(p, &w);
    json_writer_close(&w, '}');
}
