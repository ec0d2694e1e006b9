/* Finds boxes of points (see prim.h) and tests them. */
#include "analysis/prim.h"

#include <math.h>
#include <stdlib.h>

#include "stats/bootstrap.h"

/* Share of the points of a box that a peel cuts; minimum share of all points in a box. */
static const double peel_share = 0.05, least_mass = 0.05;

/** The points of the current box. */
struct box {
    const struct prim *m;
    const bool *cases;
    size_t *orders; /* [factor * n]: the points of the box in ascending order of the factor */
    int64_t n, n_cases, least;
};

static double
value_of(const struct box *b, int32_t factor, size_t point)
{
    return b->m->inputs[factor * b->m->n + (int64_t)point];
}

/* Returns the point at a place of the order of a factor. Places count from the lower end (side < 0)
   or from the upper end. */
static size_t
point_at(const struct box *b, int32_t factor, int32_t side, int64_t place)
{
    return b->orders[factor * b->m->n + (side < 0 ? place : b->n - 1 - place)];
}

/* Returns how much the density rises for each removed point. Returns -INFINITY if the peel is not
   possible. */
static double
gain_of(const struct box *b, int64_t cut, int64_t cut_cases)
{
    int64_t n = b->n - cut;

    if (cut == 0 || n < b->least) {
        return -INFINITY;
    }
    return ((double)(b->n_cases - cut_cases) / (double)n - (double)b->n_cases / (double)b->n) /
           (double)cut;
}

/* Examines the peel at one end of a factor whose values are numbers. Returns its gain. */
static double
examine_end(const struct box *b, int32_t factor, int32_t side, struct prim_peel *peel)
{
    int64_t cut = (int64_t)(peel_share * (double)b->n), cases = 0;
    double first = value_of(b, factor, point_at(b, factor, side, 0)), bound;

    cut = cut < 1 ? 1 : cut;
    if (cut >= b->n) {
        return -INFINITY;
    }
    bound = value_of(b, factor, point_at(b, factor, side, cut));
    while (cut > 0 && value_of(b, factor, point_at(b, factor, side, cut - 1)) == bound) {
        cut--;
    }
    if (cut == 0) { /* the first points have equal values, so all of them are cut */
        while (cut < b->n && value_of(b, factor, point_at(b, factor, side, cut)) == first) {
            cut++;
        }
        if (cut == b->n) {
            return -INFINITY;
        }
        bound = value_of(b, factor, point_at(b, factor, side, cut));
    }
    for (int64_t i = 0; i < cut; i++) {
        cases += b->cases[point_at(b, factor, side, i)];
    }
    *peel = (struct prim_peel){factor, side, false, bound, b->n - cut, b->n_cases - cases};
    return gain_of(b, cut, cases);
}

/* Examines the peel of one level of a factor whose values are texts. Returns its gain. */
static double
examine_level(const struct box *b, int32_t factor, int32_t level, struct prim_peel *peel)
{
    int64_t cut = 0, cases = 0;

    for (int64_t i = 0; i < b->n; i++) {
        size_t point = point_at(b, factor, -1, i);

        if (value_of(b, factor, point) == level) {
            cut++;
            cases += b->cases[point];
        }
    }
    *peel = (struct prim_peel){factor, 0, false, level, b->n - cut, b->n_cases - cases};
    return gain_of(b, cut, cases);
}

/* Stores the best peel in *best. If several peels are equally good, stores the first. Returns false
   if no peel is possible. */
static bool
choose(const struct box *b, struct prim_peel *best)
{
    double largest = -INFINITY;

    for (int32_t j = 0; j < b->m->n_factors; j++) {
        int32_t n = b->m->n_levels[j] == 0 ? 2 : b->m->n_levels[j];

        for (int32_t k = 0; k < n; k++) {
            struct prim_peel peel;
            double gain = b->m->n_levels[j] == 0 ? examine_end(b, j, k == 0 ? -1 : 1, &peel)
                                                 : examine_level(b, j, k, &peel);

            if (gain > largest) {
                largest = gain;
                *best = peel;
            }
        }
    }
    return largest > -INFINITY;
}

static bool
satisfies(const struct prim_peel *peel, double value)
{
    return peel->side == 0  ? peel->restored || value != peel->bound
           : peel->side < 0 ? value >= peel->bound
                            : value <= peel->bound;
}

static void
apply(struct box *b, const struct prim_peel *peel)
{
    int64_t kept = 0;

    for (int32_t j = 0; j < b->m->n_factors; j++) {
        size_t *order = b->orders + j * b->m->n;

        kept = 0;
        for (int64_t i = 0; i < b->n; i++) {
            if (satisfies(peel, value_of(b, peel->factor, order[i]))) {
                order[kept++] = order[i];
            }
        }
    }
    b->n = kept;
    b->n_cases = peel->n_cases;
}

/* ---- boxes ---- */

/* Whether two steps concern the same end of a factor or the same level. */
static bool
same_restriction(const struct prim_peel *a, const struct prim_peel *b)
{
    return a->factor == b->factor && a->side == b->side &&
           (a->side != 0 || a->bound == b->bound);
}

static void
add_last(const struct prim_peel *peel, struct prim_box *box)
{
    for (int32_t k = 0; k < box->n; k++) {
        if (same_restriction(peel, box->at[k])) {
            return;
        }
    }
    box->at[box->n++] = peel;
}

void
prim_box_of(const struct prim_way *way, int32_t step, struct prim_box *box)
{
    box->n = 0;
    for (int32_t s = step; s >= way->n_peeled; s--) {
        add_last(&way->steps[s], box);
    }
    for (int32_t s = step < way->n_peeled ? step : way->base; s >= 1; s--) {
        add_last(&way->steps[s], box);
    }
}

bool
prim_inside(const struct prim *m, const struct prim_box *box, int32_t without, int64_t i)
{
    for (int32_t k = 0; k < box->n; k++) {
        const struct prim_peel *peel = box->at[k];

        if (peel->factor != without && !satisfies(peel, m->inputs[peel->factor * m->n + i])) {
            return false;
        }
    }
    return true;
}

/* ---- pasting ---- */

/* Returns the number of restrictions that a point violates: 0, 1 (*which is then the index of the
   restriction), or 2 for two and more. */
static size_t
violations(const struct prim *m, const struct prim_box *box, int64_t point, size_t *which)
{
    size_t count = 0;

    for (int32_t k = 0; k < box->n && count < 2; k++) {
        const struct prim_peel *peel = box->at[k];

        if (!satisfies(peel, m->inputs[peel->factor * m->n + point])) {
            count++;
            *which = (size_t)k;
        }
    }
    return count;
}

/* Returns the step that widens restriction k. alone[i] is k + 1 if restriction k is the only one
   that excludes point i. */
static struct prim_peel
widen(const struct box *b, const struct prim_box *box, int32_t k, const size_t *alone)
{
    const struct prim_peel *old = box->at[k];
    const struct prim *m = b->m;
    int64_t wanted = (int64_t)(peel_share * (double)b->n), added = 0;
    struct prim_peel to = *old;

    to.n = b->n;
    to.n_cases = b->n_cases;
    to.restored = old->side == 0;
    wanted = wanted < 1 ? 1 : wanted;
    to.bound = old->side == 0 ? old->bound : old->side < 0 ? -INFINITY : INFINITY;
    for (int64_t i = 0; i < m->n; i++) {
        /* Points are visited outward from the end, that is, downward from a lower end. */
        size_t point = m->orders[old->factor * m->n + (old->side < 0 ? m->n - 1 - i : i)];
        double value = m->inputs[old->factor * m->n + (int64_t)point];

        if (alone[point] != (size_t)k + 1) {
            continue;
        }
        if (old->side != 0 && added >= wanted && value != to.bound) {
            return to; /* another point remains outside */
        }
        to.bound = old->side == 0 ? to.bound : value;
        to.n_cases += b->cases[point];
        to.n++;
        added++;
    }
    /* No restriction is left, because all points on this side are now in the box. */
    if (old->side != 0 && added > 0) {
        to.bound = old->side < 0 ? -INFINITY : INFINITY;
    }
    return to;
}

/* Widens the chosen box as long as the product of coverage and density rises. `alone` is a work
   array with one number for each point. */
static void
paste_all(struct box *b, const bool *used, double all, size_t *alone, struct prim_way *way)
{
    struct prim_box box;

    for (bool better = true; better && way->n_steps < PRIM_STEPS_MAX;) {
        const struct prim_peel *at = &way->steps[way->chosen];

        b->n = at->n;
        b->n_cases = at->n_cases;
        prim_box_of(way, way->chosen, &box);
        for (int64_t i = 0; i < b->m->n; i++) {
            size_t which = 0;

            alone[i] = used[i] && violations(b->m, &box, i, &which) == 1 ? which + 1 : 0;
        }
        better = false;
        for (int32_t k = 0; k < box.n; k++) {
            struct prim_peel to = widen(b, &box, k, alone);
            double product = (double)to.n_cases * (double)to.n_cases / (all * (double)to.n);

            if (product > way->product * (1 + 1e-12)) {
                way->steps[way->n_steps] = to;
                way->product = product;
                better = true;
            }
        }
        way->chosen = better ? way->n_steps : way->chosen;
        way->n_steps += better;
    }
}

void
prim_find(const struct prim *m, const bool *used, const bool *cases, size_t *work,
    struct prim_way *way)
{
    struct box b = {.m = m, .cases = cases, .orders = work};
    double all;

    for (int32_t j = 0; j < m->n_factors; j++) {
        b.n = b.n_cases = 0;
        for (int64_t i = 0; i < m->n; i++) {
            size_t point = m->orders[j * m->n + i];

            if (used[point]) {
                b.orders[j * m->n + b.n++] = point;
                b.n_cases += cases[point];
            }
        }
    }
    all = (double)b.n_cases;
    b.least = (int64_t)ceil(least_mass * (double)b.n);
    *way = (struct prim_way){.product = NAN, .n_steps = 1};
    way->steps[0] = (struct prim_peel){-1, 0, false, 0, b.n, b.n_cases};
    for (int32_t s = 0; b.n_cases > 0; s++) {
        const struct prim_peel *at = &way->steps[s];
        double product = (double)at->n_cases * (double)at->n_cases / (all * (double)at->n);

        if (s == 0 || product > way->product) {
            way->product = product;
            way->chosen = s;
        }
        if (at->n_cases == at->n || s + 1 == PRIM_STEPS_MAX ||
            !choose(&b, &way->steps[s + 1])) {
            break;
        }
        apply(&b, &way->steps[s + 1]);
        way->n_steps = s + 2;
    }
    way->n_peeled = way->n_steps;
    way->base = way->chosen;
    if (all > 0) {
        paste_all(&b, used, all, work + (int64_t)m->n_factors * m->n, way);
    }
}

/* Permutes the cases among the points at random. which[i] is a random index from 0 to i. */
static void
permute(const int32_t *which, const int64_t *points, int64_t n, const bool *cases, bool *out)
{
    for (int64_t i = 0; i < n; i++) {
        out[points[i]] = cases[points[i]];
    }
    for (int64_t i = n - 1; i > 0; i--) { /* the method of Fisher and Yates */
        int64_t k = which[i];
        bool other = out[points[k]];

        out[points[k]] = out[points[i]];
        out[points[i]] = other;
    }
}

enum status
prim_test(const struct prim *m, const bool *used, const bool *cases, const struct prim_way *way,
    int64_t times, uint64_t seed, uint64_t address, double *p_value)
{
    size_t size = (size_t)m->n + 1;
    int32_t *which = calloc(size, sizeof(*which));
    int64_t *points = calloc(size, sizeof(*points)), n = 0, larger = 1;
    bool *drawn = calloc(size, sizeof(*drawn));
    size_t *work = calloc(size * (size_t)(m->n_factors + 1), sizeof(*work));
    struct prim_way *other = calloc(1, sizeof(*other));
    enum status st = STATUS_NO_MEMORY;

    *p_value = NAN;
    if (which == NULL || points == NULL || drawn == NULL || work == NULL || other == NULL) {
        goto out;
    }
    for (int64_t i = 0; i < m->n; i++) {
        points[n] = i;
        n += used[i];
    }
    st = STATUS_OK;
    if (way->steps[0].n_cases == 0 || way->steps[0].n_cases == way->steps[0].n) {
        goto out;
    }
    for (int64_t round = 0; round < times; round++) {
        bootstrap_places(seed, address, round, which, n);
        permute(which, points, n, cases, drawn);
        prim_find(m, used, drawn, work, other);
        larger += other->product >= way->product * (1 - 1e-12);
    }
    *p_value = (double)larger / (double)(times + 1);
out:
    free(which);
    free(points);
    free(drawn);
    free(work);
    free(other);
    return st;
}
