/* Prints the news of a team since the last stop, as text: one line for each item of its ledger. */
#include <math.h>

#include "workshop/exercise/page_team_internal.h"

static const char *
response_of(const struct page_team *p, int32_t response)
{
    return response == NONE ? "nothing" : p->names->responses[response];
}

static const char *
message_of(int32_t message)
{
    static const char *const kinds[] = {"a question: was it you?", "technical traces",
        "a technical notice", "a request for help", "a request to join a public accusation",
        "a request for legal assistance", "a warning", "a request to investigate together"};

    return message == NONE ? "a message" : kinds[message];
}

/* ---- incidents against the state ---- */

static void
put_decided(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "you decide: %s", response_of(p, i->overt));
    if (i->covert != NONE) {
        buffer_printf(b, "; in secret: %s", response_of(p, i->covert));
    }
    if (i->help >= 0) {
        buffer_printf(b, "; %s", response_of(p, i->help));
    }
}

static const char *
order_end(int32_t end)
{
    static const char *const ends[] = {"carried out", "withdrawn: another actor did it",
        "withdrawn: your analysts no longer name this state",
        "withdrawn: a way out was accepted", "withdrawn: you have consulted", "called back",
        "withdrawn: too much time has passed", "withdrawn: the crisis is over",
        "withdrawn: it was no attack"};

    _Static_assert(sizeof(ends) / sizeof(ends[0]) == ORDER_NO_ATTACK + 1, "one for each end");
    return end == NONE ? "closed" : ends[end];
}

static void
put_detected(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "found: %s%s", page_team_type(p, i->type),
        i->critical ? " on critical infrastructure" : "");
}

static void
put_demand(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "%s tells %s what it demands, and so shows that it is behind this",
        page_team_name(p, i->actor), page_team_name(p, i->target));
}

static void
put_concession(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "%s does what %s had demanded", page_team_name(p, i->target),
        i->actor == NONE ? "the criminals" : page_team_name(p, i->actor));
}

static void
put_triaged(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    (void)p;
    buffer_printf(b, "your analysts estimate severity %.1f of 10", i->severity);
}

static void
put_named(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "your analysts name %s", page_team_name(p, i->named));
    if (i->named >= 0 && !isnan(i->confidence)) {
        buffer_printf(b, ", %d %%", page_team_percent(i->confidence));
    }
}

static void
put_ordered(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "you order %s", response_of(p, i->response));
}

static void
put_order_closed(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "your order of %s: %s", response_of(p, i->response), order_end(i->end));
}

static void
put_over(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    (void)p;
    (void)i;
    buffer_text(b, "over");
}

/* ---- operations and acts ---- */

static void
put_operation(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "your services against %s: %s %s", page_team_name(p, i->target),
        page_team_type(p, i->type), i->kind == SEEN_OPERATION ? "begins" : "ends");
}

static void
put_act(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "%s to %s: ", page_team_name(p, i->actor), page_team_name(p, i->target));
    if (i->agreement != NONE) {
        buffer_printf(b, "suspends %s", p->names->agreements[i->agreement]);
    } else {
        buffer_text(b, response_of(p, i->response));
    }
}

/* ---- public news about incidents ---- */

static void
put_public(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "hit: %s, %s", page_team_name(p, i->target), page_team_type(p, i->type));
}

static void
put_industry(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    put_public(p, i, b);
    buffer_printf(b, ", a security company names %s", page_team_name(p, i->named));
}

static void
put_truth(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    put_public(p, i, b);
    buffer_printf(b, ", the truth comes out: it was %s", page_team_name(p, i->actor));
}

/* ---- messages and contacts ---- */

/* Whether the team or habit had decided on the incident when the message was sent. Otherwise desks
   sent the message while analysts were working. */
static bool
was_decided(const struct page_team *p, const struct seen_item *sent)
{
    for (int32_t k = 0; k < p->n_items; k++) {
        const struct seen_item *i = &p->items[k];

        if (i->kind == SEEN_DECIDED && i->number == sent->number && i->day <= sent->day) {
            return true;
        }
    }
    return false;
}

static void
put_sent(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "%s to %s: %s",
        was_decided(p, i) ? "you" : "your ministry, by habit between the stops,",
        page_team_name(p, i->target), message_of(i->message));
}

static void
put_read(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "%s to you: %s", page_team_name(p, i->actor), message_of(i->message));
}

static void
put_reply(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "%s answers %s: %s", page_team_name(p, i->actor), message_of(i->message),
        page_team_reply(i->reply));
}

static void
put_no_reply(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(
        b, "%s does not answer %s", page_team_name(p, i->actor), message_of(i->message));
}

static void
put_contact(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "%s with %s",
        i->contact == CONTACT_EXERCISE       ? "an exercise"
        : i->contact == CONTACT_CONSULTATION ? "consultations"
                                             : "a contact",
        page_team_name(p, i->target));
}

/* ---- agreements and crises ---- */

static void
put_status(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "%s: ", p->names->agreements[i->agreement]);
    page_team_plain(b, p->names->statuses[i->status]);
}

static void
put_member(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "%s %s %s", page_team_name(p, i->actor), i->begins ? "joins" : "leaves",
        p->names->agreements[i->agreement]);
}

static void
put_violation(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(b, "%s is considered to have violated %s", page_team_name(p, i->actor),
        p->names->agreements[i->agreement]);
}

static void
put_crisis(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    const struct seen_item *cause = i->begins ? page_team_cause(p, i) : NULL;

    buffer_printf(b, "your crisis with %s %s", page_team_name(p, i->target),
        i->begins ? "begins" : "ends");
    if (cause != NULL && cause->kind == SEEN_DECIDED) {
        buffer_text(b, ": your state holds it responsible");
    }
    if (cause != NULL && cause->number > 0) {
        buffer_printf(
            b, ", after %s %d", cause->kind == SEEN_ACT ? "act" : "incident", cause->number);
    }
}

static void
put_settled(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    buffer_printf(
        b, "you and %s agree on a way out of the crisis", page_team_name(p, i->target));
}

/* ---- all ---- */

typedef void put_function(
    const struct page_team *p, const struct seen_item *i, struct buffer *b);

static put_function *const by_kind[SEEN_KINDS] = {[SEEN_OPERATION] = put_operation,
    [SEEN_OPERATION_OVER] = put_operation,
    [SEEN_DETECTED] = put_detected,
    [SEEN_DEMAND] = put_demand,
    [SEEN_TRIAGED] = put_triaged,
    [SEEN_NAMED] = put_named,
    [SEEN_DECIDED] = put_decided,
    [SEEN_CONCESSION] = put_concession,
    [SEEN_ORDERED] = put_ordered,
    [SEEN_ORDER_CLOSED] = put_order_closed,
    [SEEN_OVER] = put_over,
    [SEEN_ACT] = put_act,
    [SEEN_PUBLIC] = put_public,
    [SEEN_INDUSTRY] = put_industry,
    [SEEN_TRUTH] = put_truth,
    [SEEN_SENT] = put_sent,
    [SEEN_READ] = put_read,
    [SEEN_REPLY] = put_reply,
    [SEEN_NO_REPLY] = put_no_reply,
    [SEEN_CONTACT] = put_contact,
    [SEEN_AGREEMENT] = put_status,
    [SEEN_MEMBER] = put_member,
    [SEEN_VIOLATION] = put_violation,
    [SEEN_CRISIS] = put_crisis,
    [SEEN_SETTLED] = put_settled};

static void
put_item(const struct page_team *p, const struct seen_item *i, struct buffer *b)
{
    struct buffer line = {0};
    char day[TEXT_DAY_BYTES];

    buffer_printf(&line, "%s. ", page_team_date(p, i->day, day));
    if (i->number > 0) {
        buffer_printf(&line, i->kind == SEEN_ACT ? "Act %d: " : "Incident %d: ", i->number);
    }
    by_kind[i->kind](p, i, &line);
    if (i->about > 0) {
        buffer_printf(&line, ", about incident %d", i->about);
    }
    buffer_text(&line, page_team_is_public(i) ? " (public)" : "");
    b->failed = b->failed || line.failed;
    buffer_paragraph(b, buffer_string(&line), 2, 4, PAGE_TEAM_WIDTH);
    buffer_free(&line);
}

void
page_team_happened(const struct page_team *p, struct buffer *b)
{
    int32_t shown = 0;

    page_team_heading(b, "WHAT HAPPENED SINCE THE LAST STOP");
    for (int32_t k = p->n_old; k < p->n_items; k++) {
        put_item(p, &p->items[k], b);
        shown++;
    }
    buffer_text(b, shown == 0 ? "  Nothing that you know of.\n" : "");
}
