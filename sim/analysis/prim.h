/**
 * prim.h - scenario discovery: boxes in the factor space in which cases of interest are frequent
 * (Friedman and Fisher 1999, Statistics and Computing 9; Bryant and Lempert 2010).
 *
 * A case is a point whose value satisfies a condition. The patient rule induction method begins
 * with a box that contains all points.
 *
 * Peeling: each step removes a part of the box. A part is a twentieth of the points of the box at
 * the lower or upper end of one factor, or the points with one level of a factor whose values are
 * texts. Points with equal values at an end are removed together. The step removes the part for
 * which the density rises most for each removed point (Kwakkel and Jaxa-Rozen 2016). Peeling ends
 * before fewer than a twentieth of all points would remain, or when only cases remain.
 *
 * Choice: the boxes after all steps are compared, and the one with the largest product of coverage
 * and density is chosen.
 *
 * Pasting: the chosen box is widened as long as this product rises. Each step moves one end outward
 * by a twentieth of the points in the box, or adds one level, whichever gives the largest product.
 * No step is random.
 *
 *   coverage  cases in the box, as a share of all cases
 *   density   cases in the box, as a share of the points in the box
 *   mass      points in the box, as a share of all points
 *   quasi_p   of one restriction: let d be the density of the box without this restriction. quasi_p
 *             is the probability that the points of the box have at least as many cases as observed
 *             if each of them is independently a case with probability d
 *
 * The density of a chosen box is too high on average, because the same points were used to choose
 * it. A permutation test takes this into account. It permutes the cases among the points and
 * repeats all steps. p_value is the share of repetitions, including the original one, in which the
 * product is at least as large as in the original one. p_value is uniformly distributed if the
 * factors are not related to the cases.
 *
 * A further box is found in the same way from the points outside the earlier boxes.
 */
#ifndef ANALYSIS_PRIM_H
#define ANALYSIS_PRIM_H

#include "analysis/space.h"

/** A row of prim.csv: a factor that a box restricts. */
struct prim_row {
    const char *policy, *versus; /* `versus` is NULL without a baseline */
    const char *metric, *cases;
    int64_t box, step; /* `box` counts from 1; `step` is the number of peels and pastes */
    bool pasted, chosen;
    const char *factor; /* NULL: no restriction, at step 0 */
    double low, high;   /* limits of a factor whose values are numbers */
    /** For a factor whose values are texts: the levels in the box, separated by |. */
    const char *levels;
    double quasi_p;
    double coverage, density, mass;
    int64_t n, n_cases;
    double p_value; /* p value of the chosen box */
    /** Share of the points that noise could move across the limit of the condition. */
    double doubtful;
    int64_t replications;
    const char *warning;
};

extern const struct record prim_record;

/** Points with their inputs. */
struct prim {
    const double *inputs;    /* [factor * n + point]: values of the factors */
    const int32_t *n_levels; /* [factor]: number of levels; 0: the values are numbers */
    const size_t *orders;    /* [factor * n]: the points in ascending order of the input */
    int64_t n;
    int32_t n_factors;
};

/** A peel or a paste, and the contents of the box after it. */
struct prim_peel {
    int32_t factor; /* -1: the box of step 0, without a peel */
    int32_t side;   /* 0: the step concerns a level; -1: the lower end; 1: the upper end */
    bool restored;  /* whether the step is a paste that adds a level again */
    double bound;   /* the new end of the box (infinite: there is none), or the level */
    int64_t n, n_cases;
};

enum { PRIM_STEPS_MAX = 400 };

/**
 * The steps that lead to one box. The peels come first and begin with all points. Then come the
 * pastes, which begin with the box after step `base`.
 */
struct prim_way {
    struct prim_peel steps[PRIM_STEPS_MAX];  /* steps[0] stands for the box of all points */
    int32_t n_steps, n_peeled, base, chosen; /* steps from n_peeled on are pastes */
    double product; /* product of coverage and density of the chosen box; NAN without cases */
};

/**
 * Finds a box among the points for which `used` is true. `cases` is true for the points that are
 * cases. `work` is a work array of n_factors * n + n numbers.
 */
void prim_find(const struct prim *m, const bool *used, const bool *cases, size_t *work,
    struct prim_way *way);

/**
 * Computes the p value of the chosen box: repeats prim_find() `times` times with permuted cases.
 * The permutations are drawn at (seed, address). The p value is NAN if no point, or every point, is
 * a case.
 */
enum status prim_test(const struct prim *m, const bool *used, const bool *cases,
    const struct prim_way *way, int64_t times, uint64_t seed, uint64_t address,
    double *p_value) MUST_CHECK;

/** The restrictions of a box: the last peel or paste at each end and for each level. */
struct prim_box {
    const struct prim_peel *at[PRIM_STEPS_MAX];
    int32_t n;
};

/** Finds the restrictions of the box after `step` steps. `way` must outlive the box. */
void prim_box_of(const struct prim_way *way, int32_t step, struct prim_box *box);

/**
 * Whether the box contains point i. If `without` >= 0, the restrictions of this factor do not
 * count.
 */
bool prim_inside(const struct prim *m, const struct prim_box *box, int32_t without, int64_t i);

/** Writes all rows (struct prim_row), in the order of metric, policy, box, step and factor. */
enum status prim_write_rows(const struct experiment *e, const struct experiment_analysis *a,
    const struct run_table *runs, const struct summary_metric *metrics, int32_t n,
    const struct summary_sink *sink, struct failure *f) MUST_CHECK;

#endif
