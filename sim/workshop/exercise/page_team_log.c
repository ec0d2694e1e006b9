/* Writes the facts that a team has learned, as data. This file may not include headers of a run
   (see page_team.h). */
#include "workshop/exercise/page_team_internal.h"

static const char *const message_ids[] = {
    "inquiry", "indicators", "notice", "assistance", "case", "legal", "warning", "joint_case"};
static const char *const reply_ids[] = {"none", "denial", "help", "explanation", "admission",
    "refusal", "joins", "findings", "takedown"};
static const char *const contact_ids[] = {"routine", "consultation", "exercise"};
static const char *const end_ids[] = {"executed", "cleared", "not_named", "settled",
    "consulted", "called_back", "lapsed", "crisis_over", "no_attack"};

const char *
page_team_reply_id(int32_t reply)
{
    return reply < 0 ? "granted" : reply_ids[reply];
}

int32_t
page_team_asked(const struct page_team *p, int32_t number)
{
    for (int32_t k = p->n_items - 1; k >= 0; k--) {
        if (p->items[k].kind == SEEN_SENT && p->items[k].message == MESSAGE_INQUIRY &&
            p->items[k].number == number) {
            return p->items[k].target;
        }
    }
    return NONE;
}

/* Writes names[index], or nothing if the index is negative. */
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

static bool
is_between(const struct seen_item *i, int32_t a, int32_t b)
{
    return (i->actor == a && i->target == b) || (i->actor == b && i->target == a);
}

/* Whether the fact can have raised the tension between the state and the other one. */
static bool
raises_tension(const struct seen_item *i, int32_t own, int32_t other)
{
    switch (i->kind) {
    case SEEN_NAMED:
    case SEEN_DECIDED:
        return i->named == other;
    case SEEN_INDUSTRY:
        return i->named == other && i->target == own;
    case SEEN_ACT:
    case SEEN_DEMAND:
    case SEEN_TRUTH:
        return is_between(i, own, other);
    case SEEN_VIOLATION:
        return i->actor == other;
    default:
        return false;
    }
}

const struct seen_item *
page_team_cause(const struct page_team *p, const struct seen_item *crisis)
{
    enum { HOURS = 36 }; /* the other state may learn of the crisis a little later */

    /* the ledger lists a decision after the effects of the decision */
    for (const struct seen_item *i = crisis + 1;
         i < p->items + p->n_items && i->day == crisis->day; i++) {
        if (i->kind == SEEN_DECIDED && raises_tension(i, crisis->actor, crisis->target)) {
            return i;
        }
    }
    for (const struct seen_item *i = crisis; i-- > p->items;) {
        if (i->day < crisis->day - HOURS / 24.) {
            return NULL;
        }
        if (raises_tension(i, crisis->actor, crisis->target)) {
            return i;
        }
    }
    return NULL;
}

static void
put_cause(const struct page_team *p, struct json_writer *w, const struct seen_item *crisis)
{
    const struct seen_item *cause = page_team_cause(p, crisis);

    if (cause == NULL) {
        return;
    }
    json_writer_open(w, "cause", '{');
    json_writer_text(w, "key", seen_kind_names[cause->kind]);
    json_writer_text(w, "actor", page_team_known_id(p, cause->actor));
    put_name(w, "response", p->names->response_ids, cause->response);
    if (cause->number > 0) {
        json_writer_integer(w, "number", cause->number);
    }
    json_writer_close(w, '}');
}

/* Writes an item of the ledger. Members that its kind does not have are left out. */
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
    json_writer_text(w, "actor", page_team_known_id(p, i->actor));
    json_writer_text(w, "target", page_team_known_id(p, i->target));
    json_writer_text(w, "kind",
        i->type != NONE ? p->names->type_ids[i->type]
        : i->on > 0     ? "foothold"
                        : NULL);
    if (i->critical) {
        json_writer_flag(w, "critical", true);
    }
    json_writer_text(w, "on", page_team_class(i->on));
    json_writer_text(w, "named", page_team_known_id(p, i->named));
    put_name(w, "overt", p->names->response_ids, i->overt);
    put_name(w, "covert", p->names->response_ids, i->covert);
    put_name(w, "help", p->names->response_ids, i->help);
    put_name(w, "response", p->names->response_ids, i->response);
    put_name(w, "agreement", p->names->agreement_ids, i->agreement);
    put_name(w, "status", p->names->statuses, i->status);
    put_name(w, "message", message_ids, i->message);
    put_name(w, "channel", p->names->channels, i->channel);
    if (i->kind == SEEN_REPLY) {
        json_writer_text(w, "reply", page_team_reply_id(i->reply));
    }
    if (i->kind == SEEN_CONTACT) {
        put_name(w, "contact", contact_ids, i->contact);
    }
    if (i->kind == SEEN_ORDER_CLOSED) {
        put_name(w, "end", end_ids, i->end);
    }
    if (i->kind == SEEN_CRISIS && i->begins) {
        put_cause(p, w, i);
    }
    json_writer_flag(w, "begins", i->begins);
    json_writer_flag(w, "all", page_team_is_public(i));
    if (i - p->items >= p->n_old) {
        json_writer_flag(w, "new", true);
    }
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
