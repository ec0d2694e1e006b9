/* The facts that a team has learned, as data. This file may not include headers of a run (see
   page_team.h). */
#include "workshop/exercise/page_team_internal.h"

/* A member with the public name; none for NONE. */
static void
put_name(struct json_writer *w, const char *key, const char *const *names, int32_t index)
{
    json_writer_text(w, key, index < 0 ? NULL : names[index]);
}

bool
page_team_is_public(const struct seen_item *i)
{
    bool told = i->kind == SEEN_ACT || i->kind == SEEN_PUBLIC || i->kind == SEEN_INDUSTRY ||
                i->kind == SEEN_TRUTH;

    return i->kind == SEEN_AGREEMENT || i->kind == SEEN_MEMBER || (told && i->public_);
}

/* Members that the kind of the item does not have are absent. */
static void
put_item(const struct page_team *p, struct json_writer *w, const struct seen_item *i)
{
    json_writer_open(w, NULL, '{');
    page_team_put_day(p, w, "day", i->day);
    json_writer_text(w, "key", seen_kind_names[i->kind]);
    if (i->number > 0) {
        json_writer_integer(w, "number", i->number);
    }
    if (i->about > 0) {
        json_writer_integer(w, "about", i->about);
    }
    json_writer_text(w, "actor", page_team_known_name(p, i->actor));
    json_writer_text(w, "target", page_team_known_name(p, i->target));
    put_name(w, "kind", p->names->types, i->type);
    json_writer_text(w, "named", page_team_known_name(p, i->named));
    put_name(w, "overt", p->names->responses, i->overt);
    put_name(w, "covert", p->names->responses, i->covert);
    put_name(w, "together", p->names->responses, i->help);
    put_name(w, "response", p->names->responses, i->response);
    put_name(w, "agreement", p->names->agreements, i->agreement);
    put_name(w, "status", p->names->statuses, i->status);
    put_name(w, "channel", p->names->channels, i->channel);
    json_writer_flag(w, "begins", i->begins);
    json_writer_flag(w, "all", page_team_is_public(i));
    page_team_put_share(w, "severity", i->severity, SEEN_SEVERITY_STEP);
    page_team_put_share(w, "confidence", i->confidence, SEEN_PROBABILITY_STEP);
    json_writer_close(w, '}');
}

void
page_team_log(const struct page_team *p, struct json_writer *w)
{
    json_writer_open(w, "log", '[');
    for (int32_t k = 0; k < p->n_items; k++) {
        put_item(p, w, &p->items[k]);
    }
    json_writer_close(w, ']');
}
