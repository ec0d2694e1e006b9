#include <inttypes.h>
#include <stdio.h>

#include "words/narrative/narrative_acts.h"

static void
put_node(struct narrative *s, int32_t node, struct buffer *line)
{
    static const char *const doing[CLASS_COUNT] = {"spied on", "planted a hidden foothold in",
        "disrupted networks in", "damaged networks in", "extorted money in",
        "suffered an accident"};
    const struct narrative_node *n = &s->cascade.nodes[node];
    const struct trace_rows_incident *i = n->incident;
    const char *belief = narrative_wording_beliefs[narrative_wording_belief(s, node)];

    buffer_printf(line, "%s: ", NARRATIVE_DAY(s, n->day));
    if (i == NULL) {
        buffer_printf(line, "%s ", narrative_wording_state(s, n->act->actor));
        narrative_acts_action(s, node, line);
    } else if (i->class_ == CLASS_ACCIDENT) {
        buffer_printf(line, "%s %s", narrative_wording_state(s, i->target), doing[i->class_]);
    } else {
        buffer_printf(line, "%s %s%s %s, severity %d",
            i->initiator == NONE ? narrative_wording_group(s, i)
                                 : narrative_wording_state(s, i->initiator),
            !i->counter_operation          ? ""
            : i->class_ == CLASS_ESPIONAGE ? "stepped up its own espionage and "
                                           : "struck back in secret and ",
            doing[narrative_severity_class(i)], narrative_wording_state(s, i->target),
            (int)i->severity);
    }
    /* rung 0 (a denial or retraction) is not printed */
    if (n->act != NULL && !n->act->denial && n->act->rung > 0) {
        buffer_text(line, " (");
        narrative_wording_rung(s, node, line);
        buffer_text(line, ")");
    }
    if (narrative_acts_rejects_protest(s, node)) {
        buffer_text(line, "; in response to the protest");
    } else if (belief != NULL) {
        buffer_printf(line, "; %s", belief);
    } else if (n->parent != NONE && i != NULL) {
        buffer_text(line, "; spilled over");
    }
    buffer_printf(line, " [%016" PRIx64 "]", (uint64_t)n->id);
}

void
narrative_tree_print(struct narrative *s, int32_t root, struct buffer *out)
{
    struct buffer line = {0};
    /* Depth first, without recursion: go to the first child; if there is none, to the next sibling;
       if there is none, go up. */
    int32_t node = root;

    while (node != NONE) {
        const struct narrative_node *n = &s->cascade.nodes[node];
        int32_t next = n->count > 0 ? s->cascade.children[n->first] : NONE;

        put_node(s, node, &line);
        narrative_page_item(s, n->depth, &line, out);
        while (next == NONE && node != root) { /* go up until a node has a next sibling */
            const struct narrative_node *above =
                &s->cascade.nodes[s->cascade.nodes[node].parent];
            int32_t k = above->first;

            while (s->cascade.children[k] != node) {
                k++;
            }
            next = k + 1 < above->first + above->count ? s->cascade.children[k + 1] : NONE;
            node = s->cascade.nodes[node].parent;
        }
        node = next;
    }
    buffer_free(&line);
}
