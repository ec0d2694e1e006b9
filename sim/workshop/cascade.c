#include "workshop/cascade.h"

#include "model/input/ladder.h"

/* Maximum number of members. In a larger cascade only the first ones are followed. */
enum { MEMBERS_MAX = 100 };

/** The matter and its descendants. */
struct cascade {
    struct cascade_matter matter;
    double begun; /* day of the stop */
    int32_t n;
    uint64_t member[MEMBERS_MAX];
    /* whether each member is an act of the seat, or a descendant of such an act */
    bool of_seat[MEMBERS_MAX];
    bool wrong_hit, struck_back, high, crisis, known;
    double settled_day;
};

static void
begin(void *watcher, const void *self, const struct world *w, const struct run *r)
{
    struct cascade *x = watcher;

    (void)w;
    *x = (struct cascade){.matter = *(const struct cascade_matter *)self,
        .begun = r->kernel.now,
        .n = 1,
        .settled_day = NAN};
    x->member[0] = x->matter.id;
}

static int32_t
find(const struct cascade *x, uint64_t id)
{
    for (int32_t k = 0; k < x->n; k++) {
        if (x->member[k] == id) {
            return k;
        }
    }
    return NONE;
}

static void
note_act(struct cascade *x, const struct world *w, const struct act *a)
{
    int32_t parent = find(x, a->parent_id);
    bool own = a->actor == x->matter.seat;
    bool operation = a->response == NONE && a->agreement == NONE;

    (void)w;
    if (parent == NONE) {
        return;
    }
    if (own && (a->rung >= RUNG_PRIVATE_FRICTION || operation)) {
        x->wrong_hit = x->wrong_hit || a->target != x->matter.initiator;
    }
    if (!own && x->of_seat[parent] && (ladder_is_hostile(a->rung) || operation)) {
        x->struck_back = true;
    }
    x->high = x->high || a->rung >= RUNG_DISRUPTION;
    if (x->n < MEMBERS_MAX && find(x, a->id) == NONE) {
        x->member[x->n] = a->id;
        x->of_seat[x->n++] = own || x->of_seat[parent];
    }
}

static void
note_crisis(struct cascade *x, const struct world *w, const struct observation *o)
{
    const struct pair *pair = WORLD_PAIR(w, o->a);
    int32_t seat = x->matter.seat;
    bool of_seat = pair->first == seat || pair->second == seat;
    int32_t other = pair->first == seat ? pair->second : pair->first;

    x->crisis = x->crisis || (of_seat && o->value > 0 &&
                                 (x->matter.addressed < 0 || x->matter.addressed == other));
}

static void
note(void *watcher, const struct world *w, const struct run *r, const struct observation *o)
{
    struct cascade *x = watcher;

    (void)r;
    if (o->kind == OBS_ACT) {
        note_act(x, w, o->act);
    } else if (o->kind == OBS_CRISIS) {
        note_crisis(x, w, o);
    } else if (o->kind == OBS_DECIDED && o->value > 0 && o->incident->id == x->matter.id) {
        x->known = x->matter.initiator >= 0 && o->incident->named == x->matter.initiator;
        x->settled_day = o->day;
    }
}

static void
read(const void *watcher, const struct world *w, const struct run *r, double *values)
{
    const struct cascade *x = watcher;

    (void)w;
    (void)r;
    values[WORKSHOP_WRONG_HIT] = x->wrong_hit;
    values[WORKSHOP_STRUCK_BACK] = x->struck_back;
    values[WORKSHOP_HIGH] = x->high;
    values[WORKSHOP_CRISIS] = x->crisis;
    values[WORKSHOP_KNOWN] = x->known;
    values[WORKSHOP_DAYS] = x->settled_day - x->begun;
}

struct continuation_watcher
cascade_watcher(const struct cascade_matter *matter)
{
    return (struct continuation_watcher){.size = sizeof(struct cascade),
        .n_values = CASCADE_MEASURES,
        .begin = begin,
        .note = note,
        .read = read,
        .self = matter};
}
