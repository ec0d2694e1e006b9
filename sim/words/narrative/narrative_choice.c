/* Chooses the cascades that get a chapter. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "words/narrative/internal.h"

/* Whether the response concerns another state. A repair at home does not. */
static bool
reaches_others(const struct world *w, int32_t response)
{
    return response != NONE && WORLD_RESPONSE(w, response)->effect != EFFECT_NOTHING &&
           WORLD_RESPONSE(w, response)->effect != EFFECT_MITIGATION;
}

/* Whether the victim noticed an incident of the gravest kind. */
static bool
is_grave(const struct trace_rows_incident *i)
{
    enum { GRAVE = 6 };

    return i != NULL && i->severity >= GRAVE && !isnan(i->detected_day);
}

/* Whether a state responded, asked or warned, or the incident is grave. A cascade without such a
   node gets no chapter. */
static bool
answered(const struct narrative *s, const struct narrative_node *n)
{
    int32_t first;

    return n->n_below > 0 || is_grave(n->incident) || n->incident == NULL ||
           n->incident->asked || reaches_others(s->world, n->incident->overt) ||
           reaches_others(s->world, n->incident->covert) ||
           reaches_others(s->world, n->incident->help) ||
           narrative_cascade_messages(&s->cascade, n->id, &first) > 0;
}

/* Returns the weight of a response. It grows with the rung, and is higher if the response is based
   on a wrong belief. */
static double
weight_of_response(const struct narrative *s, int32_t node)
{
    double rung = (double)s->cascade.nodes[node].act->rung;

    return 1 + rung * rung / 4 +
           (narrative_wording_belief(s, node) > NARRATIVE_BELIEF_TRUE ? 4 : 0);
}

/* Returns the weight of an incident: its harm, divided by 5, plus 1 if the victim asked a question.
   Harm is NAN if the incident is open at the end of the run. */
static double
weight_of_incident(const struct trace_rows_incident *i)
{
    return (isnan(i->harm) ? 0 : i->harm / 5) + (i->asked ? 1 : 0);
}

/* Returns the weight of a cascade: the weights of its incidents and responses, plus twice the
   length of the longest chain. */
static double
weight(const struct narrative *s, int32_t root)
{
    const struct narrative_cascade *f = &s->cascade;
    double w = 0, depth = 0;

    for (int32_t k = root; k < f->n_nodes; k++) {
        const struct narrative_node *n = &f->nodes[k];

        if (n->root == root) {
            w += n->parent != NONE && n->act != NULL ? weight_of_response(s, k) : 0;
            w += n->incident != NULL ? weight_of_incident(n->incident) : 0;
            depth = n->depth > depth ? n->depth : depth;
        }
    }
    return w + 2 * depth;
}

static int
by_weight(const void *a, const void *b)
{
    const struct narrative_chapter *x = a, *y = b;

    if (x->shown != y->shown) {
        return x->shown ? -1 : 1;
    }
    if (x->precedence != y->precedence) {
        return x->precedence > y->precedence ? -1 : 1;
    }
    if (x->weight != y->weight) {
        return x->weight > y->weight ? -1 : 1;
    }
    return x->root < y->root ? -1 : x->root > y->root;
}

static int
by_root(const void *a, const void *b)
{
    const struct narrative_chapter *x = a, *y = b;

    return x->root < y->root ? -1 : x->root > y->root;
}

/* Returns the root of the cascade that is always described: the one with an act of the highest rung
   and, if there are several, with the largest weight. Returns NONE if there are no acts. */
static int32_t
highest(const struct narrative *s)
{
    const struct narrative_node *nodes = s->cascade.nodes;
    int64_t rung = -1;
    int32_t top = NONE;
    double maximum = -1;

    for (int32_t k = 0; k < s->cascade.n_nodes; k++) {
        rung = nodes[k].act != NULL && nodes[k].act->rung > rung ? nodes[k].act->rung : rung;
    }
    for (int32_t k = 0; k < s->cascade.n_nodes; k++) {
        if (nodes[k].act != NULL && nodes[k].act->rung == rung && nodes[k].root != top) {
            double w = weight(s, nodes[k].root);

            top = w > maximum ? nodes[k].root : top;
            maximum = fmax(maximum, w);
        }
    }
    return top;
}

/* Whether the state acted in the cascade, or was the target of an incident or act in it. */
static bool
involves(const struct narrative *s, int32_t root, int32_t state)
{
    const struct narrative_cascade *f = &s->cascade;
    bool found = false;

    for (int32_t k = root; k < f->n_nodes && !found; k++) {
        const struct narrative_node *n = &f->nodes[k];

        found = n->root == root &&
                ((n->incident != NULL &&
                     (n->incident->target == state || n->incident->initiator == state)) ||
                    (n->act != NULL && (n->act->actor == state || n->act->target == state)));
    }
    return found;
}

/* Gives the cascade of that root a higher precedence. It may then get a chapter even if no state
   responded. */
static void
prefer(const struct narrative *s, int32_t state, int32_t root,
    struct narrative_chapter *chapters, int32_t n)
{
    for (int32_t k = 0; k < n; k++) {
        struct narrative_chapter *c = &chapters[k];

        if (c->root == root && c->precedence == NARRATIVE_PRECEDENCE_OTHERS &&
            (state == NONE || involves(s, root, state))) {
            c->weight = c->shown ? c->weight : weight(s, root);
            c->shown = true;
            c->precedence = NARRATIVE_PRECEDENCE_TOLD_ELSEWHERE;
        }
    }
}

/* Returns the root of the cascade whose incident, act or message began a crisis; NONE if there is
   none. */
static int32_t
root_of_crisis(const struct narrative *s, const struct trace_rows_event *e)
{
    int64_t id = e->incident_id;

    for (int32_t k = 0; id != 0 && k < s->cascade.n_messages; k++) {
        if (s->cascade.messages[k]->message_id == e->incident_id) {
            id = s->cascade.messages[k]->incident_id;
        }
    }
    return id == 0 ? NONE : narrative_root(s, id);
}

/* Returns the root of the cascade with the decision for which a state refused offer k; NONE if
   there is none. */
static int32_t
root_of_refusal(const struct narrative *s, int32_t k)
{
    const struct trace_rows_event *events = s->recorder->rows[RECORDER_FILE_EVENTS].at;
    const struct trace_rows_event *order =
        events[k].event == OBS_OFFER && strcmp(events[k].detail, "refused") == 0
            ? narrative_offer_order(s, events, k)
            : NULL;

    return order == NULL ? NONE : narrative_root(s, order->incident_id);
}

/* Returns the root of the cascade with the act or the decision that ended a settlement at event
   `e`; NONE if there is none. A decision about an attack counts as an act of the attacker. */
static int32_t
root_of_break(const struct narrative *s, const struct trace_rows_event *e)
{
    const struct narrative_cascade *f = &s->cascade;

    for (int32_t k = 0; k < f->n_nodes; k++) {
        const struct trace_rows_act *act = f->nodes[k].act;

        if (act != NULL && act->day == e->day && act->actor == e->actor &&
            act->target == e->target) {
            return f->nodes[k].root;
        }
    }
    for (int32_t k = 0; k < f->n_events; k++) {
        if (f->events[k]->event == OBS_DECIDED && f->events[k]->day == e->day &&
            f->events[k]->actor == e->target && f->events[k]->target == e->actor) {
            return narrative_root(s, f->events[k]->incident_id);
        }
    }
    return NONE;
}

/* Prefers the cascades that began a crisis, ended a settlement or were the reason for a refusal,
   and the cascade with the first act of the highest rung. Other parts of the story mention them,
   and a reader will look for their chapters. */
static void
prefer_told(
    const struct narrative *s, int32_t state, struct narrative_chapter *chapters, int32_t n)
{
    const struct narrative_node *nodes = s->cascade.nodes;
    int32_t first = NONE;

    for (int32_t k = 0; k < s->cascade.n_crises; k++) {
        prefer(s, state, root_of_crisis(s, s->cascade.crises[k]), chapters, n);
    }
    for (int32_t k = 0; k < s->recorder->rows[RECORDER_FILE_EVENTS].count; k++) {
        const struct trace_rows_event *e = ARRAY_AT(
            const struct trace_rows_event, &s->recorder->rows[RECORDER_FILE_EVENTS], k);

        prefer(s, state, root_of_refusal(s, k), chapters, n);
        if (e->event == OBS_BROKEN) {
            prefer(s, state, root_of_break(s, e), chapters, n);
        }
    }
    for (int32_t k = 0; k < s->cascade.n_nodes; k++) {
        if (nodes[k].act != NULL &&
            (first == NONE || nodes[k].act->rung > nodes[first].act->rung)) {
            first = k;
        }
    }
    if (first != NONE && ladder_is_hostile(nodes[first].act->rung)) {
        prefer(s, state, nodes[first].root, chapters, n);
    }
}

int32_t
narrative_choice(const struct narrative *s, int32_t state, struct narrative_chapter *chapters,
    int32_t *answers)
{
    int32_t maximum = s->options->max_chapters > 0 ? s->options->max_chapters
                      : s->options->whole          ? 0
                                                   : NARRATIVE_CHAPTERS;
    int32_t n = 0, top = highest(s);

    for (int32_t k = 0; k < s->cascade.n_nodes; k++) {
        if (s->cascade.nodes[k].parent == NONE) {
            bool shown = s->options->whole || k == top || answered(s, &s->cascade.nodes[k]);

            shown = shown && (state == NONE || involves(s, k, state));

            chapters[n++] = (struct narrative_chapter){k, shown,
                k == top ? NARRATIVE_PRECEDENCE_HIGHEST : NARRATIVE_PRECEDENCE_OTHERS,
                shown ? weight(s, k) : 0};
        }
    }
    prefer_told(s, state, chapters, n);
    for (int32_t k = 0; k < n; k++) {
        *answers += chapters[k].shown;
    }
    if (maximum > 0 && n > maximum) {
        qsort(chapters, (size_t)n, sizeof(*chapters), by_weight);
        for (int32_t k = maximum; k < n; k++) {
            chapters[k].shown = false;
        }
        qsort(chapters, (size_t)n, sizeof(*chapters), by_root);
    }
    return n;
}
