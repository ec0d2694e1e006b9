#include "workshop/review/review_cause.h"

int32_t
review_cause_actor(const struct narrative_node *n)
{
    if (n->incident == NULL) {
        return n->act->actor;
    }
    return n->incident->initiator != NONE          ? n->incident->initiator
           : n->incident->class_ == CLASS_ACCIDENT ? SUSPECT_ACCIDENT
                                                   : SUSPECT_NON_STATE;
}

int32_t
review_cause_target(const struct narrative_node *n)
{
    return n->incident == NULL ? n->act->target : n->incident->target;
}

bool
review_cause_is_misdirected(const struct narrative_node *n)
{
    return (n->act != NULL && n->act->wrongful) ||
           (n->incident != NULL && n->incident->wrongful);
}

enum review_chooser
review_cause_chooser(
    const struct review *r, const struct narrative_cascade *c, const struct narrative_node *n)
{
    enum review_chooser by = REVIEW_CHOSEN_MODEL;

    if (n->parent == NONE) {
        return REVIEW_CHOSEN_NOT;
    }
    for (int32_t k = 0; k < r->exercise->now.settled.count; k++) {
        const struct exercise_settled *s = review_settled(r, k);

        if (s->kind == TABLED_DECISION && s->by != SETTLED_BY_NOBODY && s->day <= n->day &&
            s->incident_id == (uint64_t)c->nodes[n->parent].id &&
            r->exercise->now.seats[s->seat].state == review_cause_actor(n)) {
            by = s->by == SETTLED_BY_TEAM ? REVIEW_CHOSEN_TEAM : REVIEW_CHOSEN_HABIT;
        }
    }
    return by;
}
