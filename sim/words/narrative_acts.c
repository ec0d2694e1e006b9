#include <math.h>
#include <string.h>

#include "words/narrative_internal.h"

/** A built-in response in words; %s is the other state. Others are told by their title. */
struct act_words {
    const char *id, *intention, *action;
    const char *beside; /* the intention if a covert answer goes with it; NULL: the same */
};

static const struct act_words act_words[] = {
    {"absorb", "to say and do nothing", NULL, "to say nothing"},
    {"mitigate", "to repair the damage and leave it at that", NULL, "to repair the damage"},
    {"technical_notice", "to warn others through its technical channels", NULL, NULL},
    {"assistance_request", "to ask a partner for help", NULL, NULL},
    {"inquiry", "to ask %s and wait for the answer", NULL, NULL},
    {"consultation", "to call %s to formal consultations and wait", NULL, NULL},
    {"joint_investigation", "to propose a joint investigation to %s and wait", NULL, NULL},
    {"demarche", "to protest to %s in private", "protested to %s in private", NULL},
    {"public_attribution", "to blame %s in public", "blamed %s in public", NULL},
    {"legal_step", "to take legal steps against %s", "took legal steps against %s", NULL},
    {"sanctions", "to impose sanctions on %s", "imposed sanctions on %s", NULL},
    {"suspend_agreement", "to suspend what it had agreed with %s",
        "suspended what it had agreed with %s", NULL},
    {"military_display", "to display military force toward %s",
        "displayed military force toward %s", NULL},
    {"limited_force", "to use limited armed force against %s",
        "used limited armed force against %s", NULL},
    {"counter_operation", "to strike back at %s with an operation no more severe", NULL, NULL},
    {"counter_operation_higher", "to strike back at %s harder than it had been hit", NULL,
        NULL},
};
enum { ACT_WORDS = sizeof(act_words) / sizeof(act_words[0]) };

/* Writes words with the other state's name in their one place. */
static void
fill_in(const char *words, const char *name, struct buffer *out)
{
    const char *place = strstr(words, "%s");

    if (place == NULL) {
        buffer_text(out, words);
        return;
    }
    buffer_add(out, words, (size_t)(place - words));
    buffer_text(out, name);
    buffer_text(out, place + 2);
}

static const struct act_words *
words_of(const struct narrative *s, int32_t response)
{
    const char *id = WORLD_RESPONSE(s->world, response)->key.id;

    for (int32_t k = 0; k < ACT_WORDS; k++) {
        if (strcmp(act_words[k].id, id) == 0) {
            return &act_words[k];
        }
    }
    return NULL;
}

void
narrative_acts_intention(const struct narrative *s, int32_t response, int32_t target,
    bool strikes, struct buffer *out)
{
    const struct act_words *words = words_of(s, response);

    if (words != NULL) {
        fill_in(strikes && words->beside != NULL ? words->beside : words->intention,
            target == NONE ? "the other side" : narrative_wording_state(s, target), out);
    } else {
        buffer_printf(out, "on “%s”", s->responses[response]);
    }
}

void
narrative_acts_action(
    const struct narrative *s, int32_t response, int32_t target, struct buffer *out)
{
    const struct act_words *words = words_of(s, response);

    if (words != NULL && words->action != NULL) {
        fill_in(words->action, narrative_wording_state(s, target), out);
    } else {
        buffer_printf(out, "carried out “%s” against %s", s->responses[response],
            narrative_wording_state(s, target));
    }
}

/* Where what it acted on was not so. */
void
narrative_acts_belief(struct narrative *s, int32_t node, double day)
{
    static const char *const classes[CLASS_COUNT] = {"espionage, and no attack",
        "preparation, and no attack", "disruption", "an attack", "extortion", "an accident"};
    const struct narrative_node *n = &s->cascade.nodes[node];
    const struct trace_rows_incident *cause =
        n->parent == NONE ? NULL : s->cascade.nodes[n->parent].incident;

    switch (narrative_wording_belief(s, node)) {
    case NARRATIVE_BELIEF_WHO:
        narrative_say(s, day, "The belief behind it was false: it had been %s.",
            narrative_wording_truth(s, cause));
        break;
    case NARRATIVE_BELIEF_WHAT:
        narrative_say(
            s, day, "The belief behind it was false: it had been %s.", classes[cause->class_]);
        break;
    case NARRATIVE_BELIEF_HASTY:
        narrative_say(s, day, "It did not wait for the true answer that was on its way.");
        break;
    case NARRATIVE_BELIEF_TRUE:
    case NARRATIVE_BELIEF_NONE:
    case NARRATIVE_BELIEF_KNOWN:
    case NARRATIVE_BELIEF_COUNT:
        break;
    }
}

void
narrative_acts_crisis(
    struct narrative *s, double day, int32_t from, int32_t to, const char *why)
{
    for (int32_t k = 0; k < s->cascade.n_crises; k++) {
        const struct trace_rows_event *e = s->cascade.crises[k];

        if (e->day == day && e->actor == from && e->target == to) {
            narrative_say(s, day, "%s %s was in a crisis with %s.", why,
                narrative_wording_state(s, from), narrative_wording_state(s, to));
        }
    }
}

/* What the state it reached made of it: an act of rung 2 or more is a matter to decide on. */
static void
tell_reception(struct narrative *s, const struct trace_rows_act *a)
{
    const char *taken = a->rung >= 7   ? "hostile"
                        : a->rung >= 3 ? "pressure, not for an attack,"
                                       : "words, not for an attack,";
    int32_t first, n = narrative_cascade_events(&s->cascade, a->act_id, &first);
    struct buffer text = {0};

    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_event *e = s->cascade.events[k];
        int32_t response = narrative_wording_response(s, e);

        if (response != NONE) {
            s->no_memory = s->no_memory || text.failed;
            buffer_clear(&text);
            narrative_acts_intention(s, response, a->actor, false, &text);
            narrative_say(s, e->day, "%s%s took this for %s and decided %s.",
                narrative_wording_state(s, a->target),
                a->wrongful ? ", which had had no part in it," : "", taken,
                text.at == NULL ? "" : text.at);
        }
    }
    s->no_memory = s->no_memory || text.failed;
    buffer_free(&text);
}

void
narrative_acts_tell(struct narrative *s, int32_t node)
{
    const struct trace_rows_act *a = s->cascade.nodes[node].act;
    struct buffer text = {0};

    narrative_acts_action(s, a->response, a->target, &text);
    narrative_say(s, a->day, "%s %s, rung %d of the ladder: %s%s.",
        narrative_wording_state(s, a->actor), text.at == NULL ? "" : text.at, (int)a->rung,
        ladder_rungs[a->rung >= 0 && a->rung < RUNGS ? a->rung : 0],
        a->inadvertent ? "; an inadvertent step up"
        : a->upward    ? "; a step up"
                       : "");
    s->no_memory = s->no_memory || text.failed;
    buffer_free(&text);
    narrative_acts_belief(s, node, a->day);
    narrative_acts_crisis(s, a->day, a->target, a->actor, "Now");
    tell_reception(s, a);
}
