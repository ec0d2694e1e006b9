/* The words for an open act that responds to another open act. */
#include <math.h>
#include <string.h>

#include "words/narrative/narrative_acts.h"

/** The words for a response to an open act, by the kind of that act. */
struct trigger_words {
    const char *id, *condemned;
    bool accuses;
};

static const struct trigger_words trigger_words[] = {
    {"public_attribution", "condemned the accusation in public", true},
    {"demarche", "condemned the accusation in public", true},
    {"legal_step", "condemned these steps in public", true},
    {"sanctions", "condemned the sanctions in public", false},
    {"suspend_agreement", "condemned the suspension in public", false},
    {"military_display", "condemned the display in public", false},
    {"limited_force", "condemned the use of force in public", false},
};
enum { TRIGGER_WORDS = sizeof(trigger_words) / sizeof(trigger_words[0]) };

int32_t
narrative_replies_trigger(const struct narrative *s, int32_t node)
{
    int32_t parent = s->cascade.nodes[node].parent;

    return parent != NONE && s->cascade.nodes[parent].incident == NULL ? parent : NONE;
}

/* Returns the id of the response that an open act executed. */
static const char *
id_of(const struct narrative *s, int32_t node)
{
    const struct trace_rows_act *act = s->cascade.nodes[node].act;

    return act->agreement != NONE ? "suspend_agreement"
                                  : WORLD_RESPONSE(s->world, act->response)->key.id;
}

static const struct trigger_words *
words_of(const char *id)
{
    int32_t k = text_index(id, TEXT_NAMES(trigger_words, id, TRIGGER_WORDS));

    return k < 0 ? NULL : &trigger_words[k];
}

/* Whether the act accuses a state of an operation for which this state has stated a demand. The act
   then asks for no evidence. */
static bool
accuses_openly(const struct narrative *s, int32_t node)
{
    const struct narrative_node *n = &s->cascade.nodes[node];
    const struct trace_rows_incident *i =
        n->parent == NONE ? NULL : s->cascade.nodes[n->parent].incident;

    return i != NULL && !isnan(i->demand_day) && i->initiator == n->act->target;
}

/* Whether a legal step in response to this act demands evidence. It does if the act is an
   accusation and the accused state has stated no demand. */
static bool
is_accusation(const struct narrative *s, int32_t trigger)
{
    const struct trigger_words *words = words_of(id_of(s, trigger));

    return words != NULL && words->accuses && !accuses_openly(s, trigger);
}

/* Whether this legal step was a demand for evidence. */
static bool
asks_for_evidence(const struct narrative *s, int32_t step)
{
    int32_t trigger = narrative_replies_trigger(s, step);

    return trigger != NONE && narrative_replies_trigger(s, trigger) == NONE &&
           is_accusation(s, trigger);
}

/* Returns what a state says in public about an act that was itself a response to an open act. */
static const char *
next_words(const struct narrative *s, int32_t trigger)
{
    const char *id = id_of(s, trigger);
    const struct trigger_words *words;
    int32_t first = trigger, statements = 0;

    if (strcmp(id, "legal_step") == 0) {
        return asks_for_evidence(s, trigger) ? "rejected the demand for evidence in public"
                                             : "condemned these steps in public";
    }
    if (strcmp(id, "public_attribution") != 0) {
        return "rejected the protest in public";
    }
    while (narrative_replies_trigger(s, first) != NONE &&
           strcmp(id_of(s, first), "public_attribution") == 0) {
        first = narrative_replies_trigger(s, first);
        statements++;
    }
    words = words_of(id_of(s, first));
    if (words == NULL) {
        return "maintained its position in public";
    }
    if (words->accuses && narrative_replies_trigger(s, first) == NONE) {
        bool steps = strcmp(words->id, "legal_step") == 0;

        return statements % 2 == 0 ? steps ? "condemned these steps again in public"
                                           : "condemned the accusation again in public"
               : steps             ? "defended these steps in public"
               : statements > 1 || strcmp(words->id, "demarche") != 0
                   ? "repeated the accusation in public"
                   : "published the accusation";
    }
    return statements % 2 == 1 ? "rejected the criticism in public"
                               : "repeated the criticism in public";
}

const char *
narrative_replies_words(const struct narrative *s, int32_t response, int32_t trigger)
{
    const char *id = WORLD_RESPONSE(s->world, response)->key.id;
    bool blames = strcmp(id, "public_attribution") == 0;
    const struct trigger_words *words = trigger == NONE ? NULL : words_of(id_of(s, trigger));

    if (words == NULL) {
        return NULL;
    }
    if (words->accuses && narrative_replies_trigger(s, trigger) != NONE) {
        return blames ? next_words(s, trigger) : NULL;
    }
    if (strcmp(id, "demarche") == 0 && strcmp(words->id, "public_attribution") == 0 &&
        accuses_openly(s, trigger)) {
        return "complained in private that the matter had been made public";
    }
    if (blames) {
        return words->condemned;
    }
    return strcmp(id, "legal_step") == 0 && is_accusation(s, trigger)
               ? "demanded evidence through legal channels"
               : NULL;
}

static bool
is_response(const struct narrative *s, const struct narrative_node *n, const char *id)
{
    return n->act->agreement == NONE && n->act->response != NONE &&
           strcmp(WORLD_RESPONSE(s->world, n->act->response)->key.id, id) == 0;
}

void
narrative_replies_put_retraction(const struct narrative *s, int32_t node, struct buffer *out)
{
    const struct narrative_cascade *f = &s->cascade;
    const struct trace_rows_act *a = f->nodes[node].act;
    const struct narrative_node *about =
        f->nodes[node].parent == NONE ? NULL : &f->nodes[f->nodes[node].parent];
    const char *name = narrative_wording_state(s, a->target);
    int64_t rung = RUNG_NORMAL;
    bool sanctions = false, steps = false;

    for (int32_t k = about == NULL ? 0 : about->first;
         about != NULL && k < about->first + about->count; k++) {
        const struct narrative_node *n = &f->nodes[f->children[k]];

        if (n->incident == NULL && n->act->actor == a->actor && n->act->target == a->target &&
            n->act->day <= a->day && n->act->rung > RUNG_NORMAL) {
            rung = n->act->rung > rung ? n->act->rung : rung;
            sanctions = sanctions || is_response(s, n, "sanctions");
            steps = steps || is_response(s, n, "legal_step");
        }
    }
    if (ladder_is_hostile(rung)) {
        buffer_printf(out, "publicly withdrew its accusation against %s%s%s", name,
            sanctions ? " and lifted the sanctions" : "",
            steps ? " and ended the legal or diplomatic steps" : "");
    } else if (rung > RUNG_NORMAL) {
        buffer_printf(out, "withdrew in private its protest to %s", name);
    } else {
        buffer_printf(out, "told %s in private that it no longer suspected it", name);
    }
}

/* Whether the two states held consultations, which a response had asked for, after `from` and by
   `to`. */
static bool
consulted(const struct narrative *s, int32_t a, int32_t b, double from, double to)
{
    const struct array *rows = &s->recorder->rows[RECORDER_FILE_EVENTS];
    bool held = false;

    for (int32_t k = 0; k < rows->count; k++) {
        const struct trace_rows_event *e = ARRAY_AT(const struct trace_rows_event, rows, k);

        held = held ||
               (e->event == OBS_CONTACT && e->agreement == NONE && e->day > from &&
                   e->day <= to && strcmp(e->detail, "consultation") == 0 &&
                   ((e->actor == a && e->target == b) || (e->actor == b && e->target == a)));
    }
    return held;
}

void
narrative_replies_add_consultations(struct narrative *s, const struct trace_rows_event *called,
    const struct trace_rows_event *next)
{
    int32_t response = called == NULL ? NONE : narrative_wording_response(s, called);

    if (response != NONE && WORLD_RESPONSE(s->world, response)->effect == EFFECT_CONSULTATION) {
        bool held = consulted(s, called->actor, called->target, called->day, next->day);
        int32_t node = narrative_cascade_find(&s->cascade, called->incident_id);
        const struct trace_rows_incident *i =
            node == NONE ? NULL : s->cascade.nodes[node].incident;
        bool demand = i != NULL && !isnan(i->demand_day) && i->initiator == called->target;

        if (held && demand) {
            narrative_add(s, next->day,
                "The consultations took place, but %s did not withdraw its demand.",
                narrative_wording_state(s, called->target));
        } else {
            narrative_add(s, next->day, "The consultations %s.",
                held ? "took place and eased the tension between the two"
                     : "did not take place");
        }
    }
}

void
narrative_replies_infinitive(const char *action, struct buffer *out)
{
    size_t verb = strcspn(action, " ");

    buffer_text(out, "to ");
    buffer_add(out, action, verb - strlen("ed"));
    buffer_text(out, action + verb);
}

bool
narrative_replies_is_denied(const struct narrative *s, int32_t node)
{
    const struct narrative_node *n = &s->cascade.nodes[node];
    bool denied = false;

    for (int32_t k = n->first; k < n->first + n->count && !denied; k++) {
        const struct trace_rows_act *act = s->cascade.nodes[s->cascade.children[k]].act;

        denied = act != NULL && act->denial;
    }
    return denied;
}
