/* Makes the words with which a chapter refers to one of its incidents. */
#include <stdio.h>
#include <string.h>

#include "words/narrative/internal.h"

/* Whether the incident spilled over from the incident with which the chapter begins. */
static bool
has_spread(const struct narrative_node *n)
{
    return n->parent != NONE && n->incident != NULL && !n->incident->counter_operation;
}

static const char *
noun(const struct narrative_node *n)
{
    static const char *const nouns[CLASS_COUNT] = {
        "espionage", "hidden foothold", "disruption", "attack", "extortion", "accident"};

    return n->incident->counter_operation && n->incident->class_ != CLASS_ESPIONAGE
               ? "counter-operation"
               : nouns[n->incident->class_];
}

static bool
alike(const struct narrative_node *a, const struct narrative_node *b)
{
    return a->incident != NULL && !has_spread(a) &&
           a->incident->initiator == b->incident->initiator && strcmp(noun(a), noun(b)) == 0;
}

const char *
narrative_reference(
    char out[NARRATIVE_REFERENCE_BYTES], const struct narrative *s, int32_t node)
{
    static const char *const ordinals[] = {
        "", "first ", "second ", "third ", "fourth ", "fifth ", "sixth "};
    enum { LAST = sizeof(ordinals) / sizeof(ordinals[0]) - 1 };
    const struct narrative_node *n = &s->cascade.nodes[node];
    const char *what = noun(n);
    int32_t before = 0, others = 0;
    char which[NARRATIVE_PERCENT_BYTES] = "";

    if (has_spread(n)) {
        (void)snprintf(out, NARRATIVE_REFERENCE_BYTES, "the spread of %s%s%s to %s",
            n->incident->initiator == NONE ? "the" : NARRATIVE_OF(s, n->incident->initiator),
            " ", what, narrative_wording_state(s, n->incident->target));
        return out;
    }
    for (int32_t k = n->root; k < s->cascade.n_nodes; k++) {
        if (k != node && s->cascade.nodes[k].root == n->root &&
            alike(&s->cascade.nodes[k], n)) {
            before += k < node;
            others++;
        }
    }
    if (node == n->root) { /* it needs no number: the chapter is about it */
        which[0] = '\0';
    } else if (others > 0 && before < LAST) {
        (void)snprintf(which, sizeof(which), "%s", ordinals[before + 1]);
    } else if (others > 0) {
        (void)snprintf(which, sizeof(which), "%dth ", (int)before + 1);
    }
    if (which[0] != '\0' && strcmp(what, "espionage") == 0) {
        what = "espionage operation";
    }
    if (n->incident->initiator == NONE) {
        (void)snprintf(out, NARRATIVE_REFERENCE_BYTES, "the %s%s", which, what);
    } else {
        (void)snprintf(out, NARRATIVE_REFERENCE_BYTES, "%s %s%s",
            NARRATIVE_OF(s, n->incident->initiator), which, what);
    }
    return out;
}
