/* The words for responses: what a state decides to do, and what it does. */
#include <string.h>

#include "words/narrative/narrative_acts.h"

/**
 * The words for a built-in response; %s stands for the other state. Responses without a row here
 * use their title.
 */
struct act_words {
    const char *id, *intention, *action;
    /* intention if the state also chooses a covert response; NULL: same as `intention` */
    const char *beside;
    /* intention if the incident was noticed long ago; NULL: same as `intention` */
    const char *late;
};

/* The words for no response to an open act, or to an incident for which no other state is
   blamed. */
static const char words_of_none[] = "not to respond";
/* The words for no open response beside a covert one. */
static const char words_of_silence[] = "to say nothing about it in public";

static const struct act_words act_words[] = {
    {"absorb", words_of_none, NULL, words_of_silence, NULL},
    {"mitigate", "to %s and do nothing else", NULL, "to %s", NULL},
    {"technical_notice", "to warn others through its technical channels", NULL, NULL,
        "to tell others through its technical channels what it had learnt from the incident"},
    {"assistance_request", "to ask a partner for help", NULL, NULL, NULL},
    {"police_request",
        "to ask the state where the group operates for law-enforcement assistance", NULL, NULL,
        NULL},
    {"inquiry", "to ask %s and wait for the reply", NULL, NULL, NULL},
    {"consultation", "to call %s to formal consultations and wait", NULL, NULL, NULL},
    {"joint_investigation", "to propose a joint investigation to %s and wait", NULL, NULL,
        NULL},
    {"demarche", "to protest to %s in private", "protested to %s in private", NULL, NULL},
    {"public_attribution", "to blame %s in public", "blamed %s in public", NULL, NULL},
    {"legal_step", "to take legal or diplomatic steps against %s",
        "took legal or diplomatic steps against %s", NULL, NULL},
    {"sanctions", "to impose sanctions on %s", "imposed sanctions on %s", NULL, NULL},
    {"suspend_agreement", "to suspend its agreements with %s",
        "suspended its agreements with %s", NULL, NULL},
    {"military_display", "to make a show of force toward %s", "made a show of force toward %s",
        NULL, NULL},
    {"limited_force", "to use limited armed force against %s",
        "used limited armed force against %s", NULL, NULL},
    {"counter_operation", "to strike back at %s with an operation of similar severity", NULL,
        NULL, NULL},
    {"counter_operation_higher", "to strike back at %s with a more severe operation", NULL,
        NULL, NULL},
};
enum { ACT_WORDS = sizeof(act_words) / sizeof(act_words[0]) };

void
narrative_acts_fill_in(const char *words, const char *name, struct buffer *out)
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
    int32_t k = text_index(
        WORLD_RESPONSE(s->world, response)->key.id, TEXT_NAMES(act_words, id, ACT_WORDS));

    return k < 0 ? NULL : &act_words[k];
}

/* Returns the words for the domestic response of a state to an incident, or to an open act (class
   NONE). Operators remove intruders and repair damage by themselves from the first day. The state
   can only speed up this work, or have other networks searched after it; a search makes sense soon
   after the intruders were noticed. */
static const char *
mitigation(const struct narrative_decision *decision)
{
    int32_t incident_class = decision->incident_class;
    static const char *const words[CLASS_COUNT] = {"speed up the removal of the intruders",
        "speed up the removal of the intruders", "speed up the return to normal service",
        "speed up the repair", "speed up the repair", "speed up the repair"};

    if (decision->over && incident_class != NONE) {
        return decision->late ? "have the protection of such networks improved"
                              : "have other networks searched for the same intruders";
    }
    return incident_class == NONE ? "take note of it" : words[incident_class];
}

/* Returns the words for a mitigation that has nothing left to do, or that is not the only decision.
   An incident that is over leaves nothing to repair; intruders may be in other networks, too. */
static const char *
mitigation_words(const struct narrative_decision *decision, const struct act_words *words)
{
    bool act = decision->incident_class == NONE;
    bool done =
        act || (decision->over && !incident_class_is_stealthy(decision->incident_class));
    bool more = decision->helped || decision->yields;

    if (done && decision->strikes) {
        return words_of_silence;
    }
    if (decision->over && !act && !decision->strikes && (done || more)) {
        return words_of_none;
    }
    return decision->over || more || decision->strikes ? words->beside : words->intention;
}

/* Returns the words for no response, in the circumstances of the decision. */
static const char *
none_words(const struct narrative_decision *decision, int32_t target)
{
    bool about_incident = decision->trigger == NONE;

    return decision->yields                     ? "to say nothing in public"
           : about_incident && target != NONE   ? "to take no step against %s"
           : about_incident && decision->helped ? "only"
           : decision->accident                 ? "to take no further step"
                                                : words_of_none;
}

/* Whether the response stays inside the state: it repairs, or does nothing. */
static bool
is_domestic(const struct narrative *s, int32_t response)
{
    const struct response *r = WORLD_RESPONSE(s->world, response);

    return r->effect == EFFECT_NOTHING || r->effect == EFFECT_MITIGATION;
}

void
narrative_acts_intention(const struct narrative *s, int32_t response, int32_t target,
    const struct narrative_decision *decision, struct buffer *out)
{
    const struct act_words *words = words_of(s, response);
    const char *reply = narrative_replies_words(s, response, decision->trigger);

    if (reply != NULL) {
        narrative_replies_infinitive(reply, out);
    } else if (words != NULL) {
        const char *what = decision->strikes && words->beside != NULL ? words->beside
                           : decision->late && words->late != NULL    ? words->late
                                                                      : words->intention;

        if (strcmp(WORLD_RESPONSE(s->world, response)->key.id, "mitigate") == 0) {
            what = mitigation_words(decision, words);
        }
        if (decision->at_home && !decision->strikes && is_domestic(s, response)) {
            what = decision->over ? "to leave the case to its police"
                                  : "to %s and leave the case to its police";
        }
        if (what == words_of_none) {
            what = none_words(decision, target);
        }
        narrative_acts_fill_in(what,
            strncmp(what, "to %s", 5) == 0 ? mitigation(decision)
            : target == NONE               ? "the other side"
                                           : narrative_wording_state(s, target),
            out);
    } else {
        buffer_printf(out, "on “%s”", s->responses[response]);
    }
}

bool
narrative_acts_rejects_protest(const struct narrative *s, int32_t node)
{
    const struct trace_rows_act *act = s->cascade.nodes[node].act;
    int32_t parent = s->cascade.nodes[node].parent;

    return act != NULL && act->denial && parent != NONE &&
           s->cascade.nodes[parent].act != NULL &&
           s->cascade.nodes[parent].act->rung == RUNG_PRIVATE_FRICTION;
}

void
narrative_acts_action(const struct narrative *s, int32_t node, struct buffer *out)
{
    const struct trace_rows_act *act = s->cascade.nodes[node].act;
    const struct act_words *words;
    const char *reply;

    if (act->retraction) {
        narrative_replies_put_retraction(s, node, out);
        return;
    }
    if (act->denial) {
        buffer_printf(out,
            narrative_acts_rejects_protest(s, node) ? "rejected the private protest by %s"
                                                    : "denied the accusation by %s in public",
            narrative_wording_state(s, act->target));
        return;
    }
    if (act->agreement != NONE) {
        buffer_printf(out, "suspended “%s” toward %s", s->agreements[act->agreement],
            narrative_wording_state(s, act->target));
        return;
    }
    words = words_of(s, act->response);
    reply = narrative_replies_words(s, act->response, narrative_replies_trigger(s, node));
    if (reply != NULL) {
        buffer_text(out, reply);
    } else if (words != NULL && words->action != NULL) {
        narrative_acts_fill_in(words->action, narrative_wording_state(s, act->target), out);
    } else {
        buffer_printf(out, "carried out “%s” against %s", s->responses[act->response],
            narrative_wording_state(s, act->target));
    }
}

void
narrative_acts_strike(const struct narrative *s, const struct trace_rows_incident *i,
    int32_t response, int32_t target, struct buffer *out)
{
    const char *name = narrative_wording_state(s, target);

    if (i == NULL) {
        buffer_printf(out, "to strike back at %s", name);
    } else if (i->counter_espionage) {
        buffer_printf(out, "to step up its own espionage against %s", name);
    } else {
        narrative_acts_intention(s, response, target,
            &(struct narrative_decision){
                .incident_class = i->class_, .trigger = NONE, .strikes = true},
            out);
    }
}
