/* Beliefs: the hypotheses, their weights, items of evidence, and the actor that the victim names.
   MODEL.md (5), (6) */
#include "lean_model.h"

/* The hypotheses of each victim. */
static const int32_t hypotheses[STATES][4] = {{BORVIA, OUTLAND, NON_STATE, ACCIDENT},
    {ARDIA, NON_STATE, ACCIDENT}, {ARDIA, NON_STATE, ACCIDENT}};
static const int32_t n_hypotheses[STATES] = {4, 3, 3};

const double lean_confidence_needed = 0.8;

static void
normalise(double p[HYPOTHESES])
{
    double sum = 0;

    for (int32_t k = 0; k < HYPOTHESES; k++) {
        sum += p[k];
    }
    sum = 1 / sum;
    for (int32_t k = 0; k < HYPOTHESES; k++) {
        p[k] *= sum;
    }
}

void
lean_weigh(struct incident *i, int32_t who, double factor)
{
    if (i->believes && who >= 0) {
        i->p[who] *= factor;
        normalise(i->p);
    }
}

static void
set_posterior(struct incident *i, int32_t who, double p)
{
    lean_weigh(i, who, p / (1 - p) * (1 - i->p[who]) / i->p[who]);
}

/* Items of evidence (5.2), (5.3). Each uses three uniforms: for its weight, for the pull of a false
   flag, and for the hypothesis to which it points. */

/* Returns a hypothesis other than the truth. All have the same probability. */
static int32_t
draw_other(int32_t victim, int32_t truth, double u)
{
    const int32_t *all = hypotheses[victim];
    int32_t others = n_hypotheses[victim] - 1, k = (int32_t)(u * others), at = 0;

    k = k < others ? k : others - 1;
    while (all[at] != truth) {
        at++;
    }
    return all[k < at ? k : k + 1];
}

/* Returns the share of items against a hypothesis that the victim considers meaningful (5.3). */
static double
meaningful(struct lean *m, const struct incident *i, int32_t item)
{
    double erred =
        is_state(item) ? left_of(lean_side(m, i->at, item)->erred, 365, m->kernel.now) : 0;

    return erred > 0 ? 0.95 * portable_exp(-0.7 * erred) : 0.95;
}

void
lean_update(struct lean *m, struct incident *i, int32_t item, double q)
{
    double n = n_hypotheses[i->at], counts = meaningful(m, i, item);
    double miss = counts * (1 - q) / (n - 1) + (1 - counts) / n;
    double hit = counts * q + (1 - counts) / n;

    i->p[item] *= hit / miss;
    normalise(i->p);
}

double
lean_item_quality(double logit, double u)
{
    return portable_expit(logit + 0.8 * portable_normal(u));
}

void
lean_take_item(struct lean *m, struct incident *i, double logit, struct stream_block u)
{
    double q = lean_item_quality(logit, u.u[1]);
    int32_t item;

    if (i->blamed != NOBODY && u.u[2] < 0.3) {
        item = i->blamed;
    } else {
        item = u.u[3] < q ? i->by : draw_other(i->at, i->by, (u.u[3] - q) / (1 - q));
    }
    lean_update(m, i, item, q);
}

void
lean_investigate(struct lean *m, struct incident *i)
{
    for (uint64_t k = 1; k <= 3 && i->believes; k++) {
        lean_take_item(m, i, lean_accuracy_logit + 0.7, draw(m, FOR_CONSENT, i->id, k));
    }
}

/* Naming (6) */

static int32_t
most_likely(const struct incident *i, int32_t n)
{
    int32_t top = 0;

    for (int32_t k = 1; k < n; k++) {
        top = i->p[k] > i->p[top] ? k : top;
    }
    return top;
}

/* Naming a state that was recently held responsible by mistake needs more confidence (6.3). */
static double
cautious(struct lean *m, const struct incident *i, int32_t who, double p)
{
    double erred;

    if (!is_state(who)) {
        return p;
    }
    erred = left_of(lean_side(m, i->at, who)->erred, 365, m->kernel.now);
    return erred > 0 ? portable_expit(portable_logit(p) + 0.8 * erred) : p;
}

bool
lean_is_certain(struct lean *m, const struct incident *i)
{
    int32_t top = most_likely(i, HYPOTHESES);

    return i->p[top] >= lean_confidence_needed &&
           i->p[top] >= cautious(m, i, top, lean_confidence_needed);
}

int32_t
lean_would_name(struct lean *m, const struct incident *i)
{
    int32_t state = most_likely(i, STATES);
    double least = 0.6 * (1 - 0.4 * i->pressure) * (m->nation[i->at].crises > 0 ? 0.6 : 1);

    return i->p[state] >= least && i->p[state] >= cautious(m, i, state, least) ? state
           : lean_is_certain(m, i) ? most_likely(i, HYPOTHESES)
                                   : NOBODY;
}

void
lean_conclude(struct lean *m, struct incident *i, bool patience_over)
{
    if (i->believes) {
        i->named = patience_over ? lean_would_name(m, i) : most_likely(i, HYPOTHESES);
        i->confidence = i->named == NOBODY ? 0 : i->p[i->named];
    }
}

bool
lean_still_names(struct lean *m, const struct incident *i)
{
    return !i->believes || i->p[i->named] == i->confidence || lean_would_name(m, i) == i->named;
}

/* The belief ends, but is kept in case industry names an actor (9.14). */
void
lean_drop_belief(struct incident *i)
{
    if (i->believes) {
        i->believes = false;
        i->remembers =
            i->phase == DECIDED && (i->industry_due || (!i->is_public && i->publication_due));
    }
}

/* The prior */

double
lean_hostility(const struct lean *m, const struct side *s)
{
    double tension = lean_tension(m, s);

    return fmin(left_of(s->conduct, 180, m->kernel.now), 3) +
           fmin(fmax((tension - s->base) / (1 - s->base), 0), 1);
}

/* The weights before evidence (5.1). */
void
lean_set_prior(struct lean *m, const struct incident *i, double p[HYPOTHESES])
{
    double standing = 0, mean;
    int32_t states = n_hypotheses[i->at] - 2;

    for (int32_t k = 0; k < HYPOTHESES; k++) {
        p[k] = 0;
    }
    for (int32_t k = 0; k < states; k++) {
        int32_t who = hypotheses[i->at][k];
        const struct side *s = lean_side(m, i->at, who);
        double tension = lean_tension(m, s);
        double weight = portable_exp(fmin(tension, 20));
        double history = 1 + fmin(left_of(s->believed, 730, m->kernel.now), 3);
        double motive =
            is_espionage(i) ? 0 : 3 * fmin(left_of(s->motive, 180, m->kernel.now), 3);

        p[who] = weight * (history + 1.5 * lean_hostility(m, s) + motive);
        standing += weight * history;
    }
    mean = standing / states;
    p[NON_STATE] = mean * (is_espionage(i) ? 0.5 : 1.2);
    p[ACCIDENT] = mean * (is_espionage(i) ? 0.05 : 0.3);
    normalise(p);
}

/* Corrects other incidents under a false flag that has been recognised (9.12). */
void
lean_reexamine(struct lean *m, const struct incident *about)
{
    for (int32_t k = 0; k < m->n_incidents; k++) {
        struct incident *i = &m->incident[k];
        double prior[HYPOTHESES];

        if (i == about || i->holds == 0 || !i->believes || i->truth || i->at != about->at ||
            i->by != about->by || i->blamed != about->blamed ||
            m->kernel.now - i->start >= 180) {
            continue;
        }
        lean_set_prior(m, i, prior);
        if (prior[about->named] < i->p[about->named]) {
            set_posterior(i, about->named, prior[about->named]);
        }
    }
}
