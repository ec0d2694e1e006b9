/* Prints what a team knows, as text. This file may not include headers of a run (see
   page_team.h). */
#include <math.h>

#include "workshop/exercise/page_team_internal.h"

const char *
page_team_name(const struct page_team *p, int32_t state)
{
    return state == SUSPECT_NON_STATE                 ? "a criminal group"
           : state == SUSPECT_ACCIDENT                ? "an accident"
           : state >= 0 && state < p->names->n_states ? p->names->states[state]
                                                      : "nobody";
}

const char *
page_team_type(const struct page_team *p, int32_t type)
{
    return type == NONE ? "a foothold in a network" : p->names->types[type];
}

const char *
page_team_reply(int32_t reply)
{
    static const char *const said[] = {"", "it was not us", "it was not us, and we help",
        "it was an accident", "it was us", "we refuse", "we join", "here is what we found",
        "we found it and took it down"};

    return reply <= REPLY_NONE ? "granted" : said[reply];
}

int
page_team_percent(double probability)
{
    return (int)lround(100 * probability);
}

const char *
page_team_date(const struct page_team *p, double day, char out[TEXT_DAY_BYTES])
{
    return text_day(out, p->names->start + (int64_t)floor(day));
}

void
page_team_plain(struct buffer *b, const char *id)
{
    for (; *id != '\0'; id++) {
        buffer_printf(b, "%c", *id == '_' ? ' ' : *id);
    }
}

void
page_team_heading(struct buffer *b, const char *text)
{
    buffer_printf(b, "\n%s\n", text);
}

/* ---- incidents ---- */

static const char *
kind_of(const struct page_team *p, const struct seen_incident *i)
{
    return i->act_from == NONE       ? page_team_type(p, i->type)
           : i->act_response != NONE ? p->names->responses[i->act_response]
                                     : "an act";
}

static void
put_who(const struct page_team *p, const struct seen_incident *i, struct buffer *b)
{
    if (i->act_from != NONE) {
        buffer_printf(b, "    by %s, in the open\n", page_team_name(p, i->act_from));
        return;
    }
    if (i->n_suspects > 0) {
        buffer_text(b, "    Who? Your analysts: ");
        for (int32_t k = 0; k < i->n_suspects; k++) {
            buffer_printf(b, "%s%s %d %%", k == 0 ? "" : ", ", page_team_name(p, i->suspect[k]),
                page_team_percent(i->posterior[k]));
        }
        buffer_text(b, "\n");
    }
    if (i->named >= 0 && page_team_analysts(i) != i->named) {
        buffer_printf(b, "    You address %s.\n", page_team_name(p, i->named));
    } else if (i->named >= 0) {
        buffer_printf(b, "    They name %s, %d %%.\n", page_team_name(p, i->named),
            page_team_percent(i->confidence));
    }
    if (i->reply != REPLY_NONE) {
        buffer_printf(b, "    %s answered: %s.\n", page_team_name(p, i->reply_from),
            page_team_reply(i->reply));
    } else if (i->asked) {
        int32_t whom = page_team_asked(p, i->number);

        buffer_printf(b, "    You asked%s%s. No answer.\n", whom == NONE ? "" : " ",
            whom == NONE ? "" : page_team_name(p, whom));
    }
    if (i->demands != NONE) {
        buffer_printf(b,
            "    %s has told you what it demands, and has so shown that it did this.\n",
            page_team_name(p, i->demands));
    }
    if (i->conceded) {
        buffer_text(b, "    You did what was demanded.\n");
    }
    if (i->industry_named != NONE) {
        buffer_printf(
            b, "    A security company names %s.\n", page_team_name(p, i->industry_named));
    }
    if (i->truth != NONE) {
        buffer_printf(b, "    The truth came out: it was %s.\n", page_team_name(p, i->truth));
    }
}

void
page_team_seen(const struct page_team *p, const struct seen_incident *i, struct buffer *b)
{
    char day[TEXT_DAY_BYTES];

    buffer_printf(b, "%s%s, %s %s", kind_of(p, i),
        i->critical ? " on critical infrastructure" : "",
        i->act_from != NONE ? "received" : "found", page_team_date(p, i->detected_day, day));
    if (!isnan(i->severity)) {
        buffer_printf(b, ", severity %.1f of 10", i->severity);
    }
    buffer_text(b, i->public_ ? ", public\n" : "\n");
    put_who(p, i, b);
    if (!isnan(i->deadline_day)) {
        buffer_printf(
            b, "    If you wait: decide by %s.\n", page_team_date(p, i->deadline_day, day));
    }
}

/* ---- parts ---- */

static bool
is_tabled(const struct page_team *p, int32_t number)
{
    for (int32_t k = 0; k < p->team->n_matters; k++) {
        if (p->team->matters[k].incident == number && p->team->matters[k].n_rows > 0) {
            return true;
        }
    }
    return false;
}

static void
put_incidents(const struct page_team *p, struct buffer *b)
{
    char day[TEXT_DAY_BYTES];

    page_team_heading(b, "WHAT YOU KNOW");
    for (int32_t k = 0; k < p->view->n_incidents; k++) {
        const struct seen_incident *i = &p->view->incident[k];

        if (!is_tabled(p, i->number)) {
            buffer_printf(b, "  Incident %d: ", i->number);
            page_team_seen(p, i, b);
            if (i->overt != NONE) {
                buffer_printf(b, "    You decided: %s.\n", p->names->responses[i->overt]);
            }
        }
    }
    for (int32_t k = 0; k < p->view->n_public; k++) {
        const struct seen_public *i = &p->view->public_[k];

        buffer_printf(b, "  %s: %s in %s is public", page_team_date(p, i->public_day, day),
            i->type == NONE ? "an intrusion" : p->names->types[i->type],
            page_team_name(p, i->target));
        if (i->accused != NONE) {
            buffer_printf(b, "; it accuses %s", page_team_name(p, i->accused));
        }
        if (i->industry_named != NONE) {
            buffer_printf(
                b, "; a security company names %s", page_team_name(p, i->industry_named));
        }
        if (i->truth != NONE) {
            buffer_printf(b, "; in truth it was %s", page_team_name(p, i->truth));
        }
        buffer_text(b, "\n");
    }
    if (p->view->n_incidents > 0) {
        buffer_text(b,
            "  The numbers are your own. With other teams, name an incident by its day "
            "and state.\n");
    }
    if (p->view->n_incidents + p->view->n_public == 0) {
        buffer_text(b, "  Nothing has happened that you know of.\n");
    }
}

/* Returns a probability as a bar of four characters. */
static const char *
bar(double x)
{
    static const char *const bars[] = {"----", "#---", "##--", "###-", "####"};
    double n = round(4 * x);

    return bars[n < 0 ? 0 : n > 4 ? 4 : (int)n];
}

/* Appends the agreements in force with that state, so that the team remembers its hotlines. */
static void
put_signed(const struct page_team *p, int32_t other, struct buffer *b)
{
    bool any = false;

    for (int32_t k = 0; k < p->view->n_agreements; k++) {
        const struct view_agreement *a = &p->view->agreement[k];

        if (a->party && a->status == AGREEMENT_IN_FORCE &&
            (a->parties[other / 64] >> (other % 64) & 1) != 0) {
            buffer_printf(b, "%s%s",
                any ? ", " : "    signed with it: ", p->names->agreements[a->agreement]);
            any = true;
        }
    }
    buffer_text(b, any ? "\n" : "");
}

static void
put_lines(const struct page_team *p, struct buffer *b)
{
    page_team_heading(b, "RELATIONS");
    for (int32_t k = 0; k < p->view->n_dyads; k++) {
        const struct view_dyad *d = &p->view->dyad[k];
        bool open = false;

        buffer_printf(b, "  %s: tension %s, trust %s%s;", page_team_name(p, d->other),
            bar(d->tension), bar(d->trust), d->crisis ? ", a crisis" : "");
        for (int32_t c = 0; c < CHANNEL_KINDS; c++) {
            if (d->channel[c].present) {
                buffer_printf(b, "%s %s channel: %d of 10 messages arrive", open ? "," : "",
                    p->names->channels[c], (int)lround(10 * d->channel[c].reach));
                open = true;
            }
        }
        buffer_text(b, open ? "\n" : " no channel is open\n");
        put_signed(p, d->other, b);
    }
}

static void
put_agreements(const struct page_team *p, struct buffer *b)
{
    char day[TEXT_DAY_BYTES];

    page_team_heading(b, "AGREEMENTS");
    for (int32_t k = 0; k < p->view->n_agreements; k++) {
        buffer_printf(b, "  %s: ", p->names->agreements[p->view->agreement[k].agreement]);
        page_team_plain(b, p->names->statuses[p->view->agreement[k].status]);
        buffer_text(b, "\n");
    }
    buffer_text(b, p->view->n_agreements == 0 ? "  none\n" : "");
    if (p->view->n_operations > 0) {
        page_team_heading(b, "YOUR SERVICES (secret)");
    }
    for (int32_t k = 0; k < p->view->n_operations; k++) {
        const struct seen_operation *o = &p->view->operation[k];

        buffer_printf(b, "  %s against %s, since %s%s%s%s\n", p->names->types[o->type],
            page_team_name(p, o->target), page_team_date(p, o->since, day),
            o->over ? ", over" : "", o->demands ? "; you have told it what you demand" : "",
            o->conceded ? ", and it complied" : "");
    }
}

void
page_team_known(const struct page_team *p, struct buffer *b)
{
    put_incidents(p, b);
    put_lines(p, b);
    put_agreements(p, b);
}
