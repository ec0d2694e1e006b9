#include <math.h>
#include <string.h>

#include "words/narrative/internal.h"

/**
 * The words for a built-in response; %s stands for the other state. Responses without a row here
 * use their title.
 */
struct act_words {
    const char *id, *intention, *action;
    /* intention if the state also chooses a covert response; NULL: same as `intention` */
    const char *beside;
};

/* The words for no response to an open act, or to an incident for which no other state is
   blamed. */
static const char words_of_none[] = "not to respond";

static const struct act_words act_words[] = {
    {"absorb", words_of_none, NULL, "to say nothing in public"},
    {"mitigate", "to %s and do nothing else", NULL, "to %s"},
    {"technical_notice", "to warn others through its technical channels", NULL, NULL},
    {"assistance_request", "to ask a partner for help", NULL, NULL},
    {"police_request",
        "to ask the state where the group operates for law-enforcement assistance", NULL, NULL},
    {"inquiry", "to ask %s and wait for the reply", NULL, NULL},
    {"consultation", "to call %s to formal consultations and wait", NULL, NULL},
    {"joint_investigation", "to propose a joint investigation to %s and wait", NULL, NULL},
    {"demarche", "to protest to %s in private", "protested to %s in private", NULL},
    {"public_attribution", "to blame %s in public", "blamed %s in public", NULL},
    {"legal_step", "to take legal or diplomatic steps against %s",
        "took legal or diplomatic steps against %s", NULL},
    {"sanctions", "to impose sanctions on %s", "imposed sanctions on %s", NULL},
    {"suspend_agreement", "to suspend its agreements with %s",
        "suspended its agreements with %s", NULL},
    {"military_display", "to make a show of force toward %s", "made a show of force toward %s",
        NULL},
    {"limited_force", "to use limited armed force against %s",
        "used limited armed force against %s", NULL},
    {"counter_operation", "to strike back at %s with an operation of similar severity", NULL,
        NULL},
    {"counter_operation_higher", "to strike back at %s with a more severe operation", NULL,
        NULL},
};
enum { ACT_WORDS = sizeof(act_words) / sizeof(act_words[0]) };

/* Appends words, with the name of the other state in place of "%s". */
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
    int32_t k = text_index(
        WORLD_RESPONSE(s->world, response)->key.id, TEXT_NAMES(act_words, id, ACT_WORDS));

    return k < 0 ? NULL : &act_words[k];
}

/* Returns the words for the domestic response of a state to an incident, or to an open act (class
   NONE). Operators remove intruders and repair damage by themselves from the first day. The state
   can only speed up this work, or have other networks searched after it. */
static const char *
mitigation(const struct narrative_decision *decision)
{
    int32_t incident_class = decision->incident_class;
    static const char *const words[CLASS_COUNT] = {"speed up the removal of the intruders",
        "speed up the removal of the intruders", "speed up the return to normal service",
        "speed up the repair", "speed up the repair", "speed up the repair"};

    if (decision->over && incident_class != NONE) {
        return incident_class_is_stealthy(incident_class)
                   ? "have other networks searched for the same intruders"
                   : "do nothing more";
    }
    return incident_class == NONE ? "take note of it" : words[incident_class];
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
        const char *what =
            decision->strikes && words->beside != NULL ? words->beside : words->intention;

        if (strcmp(WORLD_RESPONSE(s->world, response)->key.id, "mitigate") == 0 &&
            (decision->over || decision->helped)) {
            bool done = decision->over && !incident_class_is_stealthy(decision->incident_class);

            what = decision->over && decision->helped && !decision->strikes ? words_of_none
                   : done && decision->strikes ? "to say nothing in public"
                                               : words->beside;
        }
        if (strcmp(what, words_of_none) == 0 && target != NONE && decision->trigger == NONE) {
            what = "to take no step against %s";
        }
        fill_in(what,
            strncmp(what, "to %s", 5) == 0 ? mitigation(decision)
            : target == NONE               ? "the other side"
                                           : narrative_wording_state(s, target),
            out);
    } else {
        buffer_printf(out, "on “%s”", s->responses[response]);
    }
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
        buffer_printf(out, "denied the accusation by %s in public",
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
        fill_in(words->action, narrative_wording_state(s, act->target), out);
    } else {
        buffer_printf(out, "carried out “%s” against %s", s->responses[act->response],
            narrative_wording_state(s, act->target));
    }
}

void
narrative_acts_belief(struct narrative *s, int32_t node, double day)
{
    static const char *const classes[CLASS_COUNT] = {"espionage, not an attack",
        "preparation, not an attack", "disruption", "an attack", "extortion", "an accident"};
    const struct narrative_node *n = &s->cascade.nodes[node];
    const struct trace_rows_incident *cause =
        n->parent == NONE ? NULL : s->cascade.nodes[n->parent].incident;

    switch (narrative_wording_belief(s, node)) {
    case NARRATIVE_BELIEF_WHO:
        narrative_add(s, day, "%s acted on a false belief. In truth, %s was responsible.",
            narrative_wording_state(s, n->act->actor), narrative_wording_truth(s, cause));
        break;
    case NARRATIVE_BELIEF_WHAT:
        narrative_add(s, day, "%s acted on a false belief. In truth, the incident was %s.",
            narrative_wording_state(s, n->act->actor), classes[cause->class_]);
        break;
    case NARRATIVE_BELIEF_TRUE:
    case NARRATIVE_BELIEF_NONE:
    case NARRATIVE_BELIEF_KNOWN:
    case NARRATIVE_BELIEF_COUNT:
        break;
    }
}

void
narrative_acts_crisis(struct narrative *s, double day, int64_t id, bool by_belief)
{
    for (int32_t k = 0; k < s->cascade.n_crises; k++) {
        const struct trace_rows_event *e = s->cascade.crises[k];

        if (e->day == day && e->incident_id == id) {
            narrative_add(s, day,
                by_belief
                    ? "With this, the tension between %s and %s passed the level of a crisis."
                    : "This brought %s and %s into a crisis.",
                narrative_wording_state(s, e->actor), narrative_wording_state(s, e->target));
        }
    }
}

/* Returns the operation with which the target of an act responded to the act; NULL if there is
   none. */
static const struct trace_rows_incident *
covert_response(const struct narrative *s, int32_t node)
{
    const struct narrative_node *n = &s->cascade.nodes[node];
    const struct trace_rows_incident *found = NULL;

    for (int32_t k = n->first; k < n->first + n->count && found == NULL; k++) {
        const struct trace_rows_incident *i = s->cascade.nodes[s->cascade.children[k]].incident;

        found = i != NULL && i->counter_operation && i->initiator == n->act->target ? i : NULL;
    }
    return found;
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

/* Appends " and, in secret, to strike back at Ardia". `covert` is the operation; NULL if it was
   withdrawn or has not begun. */
static void
put_covert(struct narrative *s, const struct trace_rows_incident *covert, int32_t response,
    int32_t target, struct buffer *text)
{
    buffer_text(text, " and, in secret, ");
    if (covert != NULL && covert->class_ == CLASS_ESPIONAGE) {
        buffer_printf(text, "to step up its own espionage against %s",
            narrative_wording_state(s, target));
    } else {
        narrative_acts_strike(s, NULL, response, target, text);
    }
}

void
narrative_acts_withdrawal(struct narrative *s, const struct trace_rows_event *e, int32_t node)
{
    static const char *const reasons[] = {[ORDER_CLEARED] =
                                              "it had become known that %s was not "
                                              "responsible",
        [ORDER_NOT_NAMED] = "it no longer held %s responsible",
        [ORDER_SETTLED] = "it had agreed with %s on a settlement of the crisis",
        [ORDER_CONSULTED] = "it had held consultations with %s",
        [ORDER_CALLED_BACK] = "it changed its mind about %s",
        [ORDER_LAPSED] = "the matter was by then too old",
        [ORDER_CRISIS_OVER] = "the crisis with %s was over",
        [ORDER_NO_ATTACK] = "it had found that this had been no attack by %s"};
    int32_t response =
        e->event != OBS_ORDER_CLOSED || e->value == ORDER_EXECUTED
            ? NONE
            : text_index(e->detail, field_ids(&s->world->responses, sizeof(struct response)));
    const struct narrative_node *n = &s->cascade.nodes[node];
    struct narrative_decision decision = {
        .incident_class = NONE, .trigger = n->incident == NULL ? node : NONE};
    struct buffer text = {0};

    if (response == NONE) {
        return;
    }
    buffer_printf(&text, "%s withdrew its decision ", narrative_wording_state(s, e->actor));
    if (WORLD_RESPONSE(s->world, response)->effect == EFFECT_OPERATION) {
        narrative_acts_strike(s, n->incident, response, e->target, &text);
    } else {
        narrative_acts_intention(s, response, e->target, &decision, &text);
    }
    buffer_text(&text, ", because ");
    fill_in(reasons[(int)e->value], narrative_wording_state(s, e->target), &text);
    narrative_add(s, e->day, "%s.", buffer_string(&text));
    s->no_memory = s->no_memory || text.failed;
    buffer_free(&text);
}

/* Adds the decision of the target. States decide only on acts of rung 2 and above. */
static void
add_reception(struct narrative *s, int32_t node)
{
    const struct trace_rows_act *a = s->cascade.nodes[node].act;
    const struct trace_rows_incident *covert = covert_response(s, node);
    struct narrative_decision decision = {.incident_class = NONE, .trigger = node};
    int32_t first, n = narrative_cascade_events(&s->cascade, a->act_id, &first), decided = 0;
    const struct trace_rows_event *before = NULL;
    struct buffer text = {0};
    bool denied = narrative_replies_is_denied(s, node);

    for (int32_t k = first; k < first + n; k++) {
        decided += narrative_wording_response(s, s->cascade.events[k]) != NONE;
    }
    for (int32_t k = first; k < first + n; k++) {
        const struct trace_rows_event *e = s->cascade.events[k];
        int32_t response = narrative_wording_response(s, e);

        if (response != NONE) {
            narrative_replies_add_consultations(s, before, e);
            before = e;
            /* the covert operation belongs to the last decision */
            int32_t strike =
                --decided == 0 ? narrative_wording_covert(s, a->act_id, e->day) : NONE;

            s->no_memory = s->no_memory || text.failed;
            buffer_clear(&text);
            decision.strikes = strike != NONE;
            if (denied && decided == 0 &&
                response_is_passive(WORLD_RESPONSE(s->world, response))) {
                buffer_text(&text, strike != NONE ? "to deny the accusation in public"
                                                  : "only to deny the accusation");
            } else {
                narrative_acts_intention(s, response, a->actor, &decision, &text);
            }
            if (strike != NONE) {
                put_covert(s, covert, strike, a->actor, &text);
            }
            narrative_add(s, e->day, "%s%s decided %s.", narrative_wording_state(s, a->target),
                a->wrongful ? ", which was not responsible," : "", buffer_string(&text));
        }
        narrative_acts_withdrawal(s, e, node);
    }
    s->no_memory = s->no_memory || text.failed;
    buffer_free(&text);
}

/* Whether the act is milder than the act or incident to which it responds: its rung is lower or, if
   both are operations, its severity is lower. */
static bool
is_milder(const struct narrative *s, int32_t node)
{
    const struct narrative_node *n = &s->cascade.nodes[node], *to;

    if (n->parent == NONE) {
        return false;
    }
    to = &s->cascade.nodes[n->parent];
    if (n->incident != NULL && to->incident != NULL &&
        n->incident->severity < to->incident->severity) {
        return true;
    }
    return n->act->rung < (to->incident != NULL ? to->incident->rung : to->act->rung);
}

/* Whether the act is only a statement: it denies, criticises or demands evidence. */
static bool
is_statement(const struct narrative *s, int32_t node)
{
    const struct narrative_node *n = &s->cascade.nodes[node];

    return n->incident == NULL && !n->act->retraction && !n->act->denial &&
           n->act->agreement == NONE &&
           narrative_replies_words(s, n->act->response, narrative_replies_trigger(s, node)) !=
               NULL;
}

void
narrative_acts_escalation(struct narrative *s, int32_t node)
{
    const struct trace_rows_act *a = s->cascade.nodes[node].act;

    if (a != NULL && a->upward && !is_milder(s, node) && !is_statement(s, node)) {
        narrative_add(
            s, a->day, "This was an %sescalation.", a->inadvertent ? "unintended " : "");
    }
}

void
narrative_acts_add(struct narrative *s, int32_t node)
{
    const struct trace_rows_act *a = s->cascade.nodes[node].act;
    struct buffer text = {0};

    narrative_acts_action(s, node, &text);
    if (!a->denial && a->rung > 0) { /* rung 0 (a denial or retraction) is not printed */
        buffer_text(&text, " (");
        narrative_wording_rung(s, node, &text);
        buffer_text(&text, ")");
    }
    narrative_add(
        s, a->day, "%s %s.", narrative_wording_state(s, a->actor), buffer_string(&text));
    s->no_memory = s->no_memory || text.failed;
    buffer_free(&text);
    narrative_acts_escalation(s, node);
    narrative_acts_belief(s, node, a->day);
    narrative_crisis_add_break(s, node);
    narrative_acts_crisis(s, a->day, a->act_id, false);
    add_reception(s, node);
}
