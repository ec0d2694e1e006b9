#include "workshop/window.h"

#include "model/input/ladder.h"

/** The counts since the beginning of a continuation. */
struct window {
    double incidents, harm, inquiries, hostile, misdirected, max_rung;
    bool wrong, high, force, crisis;
};

const struct window_measure window_measures[WINDOW_MEASURES] = {
    {"incidents", PAIRED_MEAN, "incidents", "Incidents that begin."},
    {"harm", PAIRED_MEAN, "severity squared", "Harm of the incidents that end."},
    {"inquiries", PAIRED_MEAN, "decisions",
        "Decisions to ask the named state about an incident."},
    {"hostile_acts", PAIRED_MEAN, "acts",
        "Executed acts of rung 2 and above that respond to an incident or an act, operations "
        "included."},
    {"misdirected_acts", PAIRED_MEAN, "acts",
        "Hostile acts, as in hostile_acts, against a state that is not responsible for the "
        "incident."},
    {"wrong_hit", PAIRED_SHARE, "share", "Whether there is at least one misdirected act."},
    {"high", PAIRED_SHARE, "share",
        "Whether there is at least one hostile act of rung 5 or above."},
    {"force", PAIRED_SHARE, "share",
        "Whether there is at least one hostile act of rung 7 or above."},
    {"crisis", PAIRED_SHARE, "share", "Whether a crisis begins between any two states."},
    {"max_rung", PAIRED_MEAN, "rung", "Highest rung of all acts and operations of states."},
    {"tension", PAIRED_MEAN, "tension",
        "Tension at the end, mean over the directions of pairs, excluding pairs that are "
        "related only by an agreement."},
    {"trust", PAIRED_MEAN, "1", "Trust at the end, mean over the same directions."},
};

static void
begin(void *watcher, const void *self, const struct world *w, const struct run *r)
{
    (void)watcher;
    (void)self;
    (void)w;
    (void)r;
}

static void
note_act(struct window *x, const struct act *a)
{
    x->max_rung = fmax(x->max_rung, a->rung);
    if (a->parent_kind != PARENT_NONE && ladder_is_hostile(a->rung)) {
        x->hostile++;
        x->misdirected += a->misdirected;
        x->wrong = x->wrong || a->misdirected;
        x->high = x->high || a->rung >= RUNG_DISRUPTION;
        x->force = x->force || a->rung >= RUNG_MAJOR_HARM;
    }
}

static void
note(void *watcher, const struct world *w, const struct run *r, const struct observation *o)
{
    struct window *x = watcher;

    (void)r;
    if (o->kind == OBS_STARTED) {
        x->incidents++;
    } else if (o->kind == OBS_ENDED) {
        x->harm += o->incident->harm;
    } else if (o->kind == OBS_DECIDED) {
        x->inquiries += WORLD_RESPONSE(w, o->incident->overt)->effect == EFFECT_INQUIRY;
    } else if (o->kind == OBS_ACT) {
        note_act(x, o->act);
    } else if (o->kind == OBS_CRISIS) {
        x->crisis = x->crisis || o->value > 0;
    }
}

/* Computes the means over the directions of all related pairs. */
static void
relations(const struct world *w, const struct run *r, double *tension, double *trust)
{
    double n = 0;

    *tension = *trust = 0;
    for (int32_t pair = 0; pair < w->n_pairs; pair++) {
        for (int32_t side = 0; side < 2 && !WORLD_PAIR(w, pair)->by_agreement; side++) {
            *tension += run_tension(r, w, pair, side);
            *trust += run_trust(r, w, pair, side);
            n++;
        }
    }
    *tension /= n;
    *trust /= n;
}

static void
read(const void *watcher, const struct world *w, const struct run *r, double *values)
{
    const struct window *x = watcher;
    const double all[] = {x->incidents, x->harm, x->inquiries, x->hostile, x->misdirected,
        x->wrong, x->high, x->force, x->crisis, x->max_rung};
    enum { COUNTED = sizeof(all) / sizeof(all[0]) };

    _Static_assert(COUNTED + 2 == WINDOW_MEASURES, "the order of window_measures");
    memcpy(values, all, sizeof(all));
    relations(w, r, &values[COUNTED], &values[COUNTED + 1]);
}

const struct continuation_watcher window_watcher = {.size = sizeof(struct window),
    .n_values = WINDOW_MEASURES,
    .begin = begin,
    .note = note,
    .read = read};
