/**
 * analysis_list.h - the kinds of analyses, one row each.
 *
 * ANALYSIS_ROWS calls its argument, a macro, with each row:
 *
 *   KIND(name, implied, takes_baseline, family, design, record, keys, meaning)
 *
 *   name            stands in experiment files and in the function name analysis_write_NAME()
 *   implied         when the analysis is made without a request: ALWAYS; WITH_POLICIES if there
 *                   are two or more policies; WITH_DESIGN if the experiment has the required
 *                   design; WITH_RARE if it has the member `rare`; ON_REQUEST never
 *   takes_baseline  whether the member `baseline` is allowed
 *   family, design  the required enum design_family and the name of the design; DESIGN_PLAIN
 *                   and "" allow any design
 *   record, keys    the columns of its file, and the key columns; NULL: no primary key
 *   meaning         what its file contains
 *
 * The layer `analysis` uses `record` and `keys` (analysis.h); the layer `experiment` uses the other
 * columns. Result files contain the names, so names must not change.
 */
#ifndef EXPERIMENT_ANALYSIS_LIST_H
#define EXPERIMENT_ANALYSIS_LIST_H

#define ANALYSIS_ROWS(KIND)                                                                    \
    KIND(summary, ALWAYS, false, DESIGN_PLAIN, "", summary_record, summary_keys,               \
        "Means, quantiles and shares of each metric at each point under each policy.")         \
    KIND(compare, WITH_POLICIES, true, DESIGN_PLAIN, "", comparison_record, comparison_keys,   \
        "Paired differences of each policy from the baseline at each point.")                  \
    KIND(morris, WITH_DESIGN, true, DESIGN_MORRIS, "morris", morris_record, morris_keys,       \
        "Elementary effects of each factor: which factors matter.")                            \
    KIND(sobol, WITH_DESIGN, true, DESIGN_SALTELLI, "saltelli", sobol_record, NULL,            \
        "Sobol' indices of each factor: its share of the variance.")                           \
    KIND(regress, ON_REQUEST, true, DESIGN_PLAIN, "", regress_record, NULL,                    \
        "Partial rank correlations (PRCC) and standardised regression coefficients (SRC) of "  \
        "each factor, over all points except those of morris and saltelli.")                   \
    KIND(prim, ON_REQUEST, true, DESIGN_PLAIN, "", prim_record, NULL,                          \
        "Scenario discovery: boxes of factor values in which the points that satisfy `cases` " \
        "are frequent.")                                                                       \
    KIND(regret, ON_REQUEST, false, DESIGN_PLAIN, "", regret_record, NULL,                     \
        "Regret of each policy over the uncertain points: how much worse it is than the best " \
        "policy; needs `better`.")                                                             \
    KIND(calibration, ON_REQUEST, false, DESIGN_PLAIN, "", calibration_record, NULL,           \
        "Values of the factors under which runs agree with recorded figures (`targets`): "     \
        "approximate Bayesian computation. A second file, ID_posterior.csv, has draws of the " \
        "factors, which further sweeps can use as a design.")                                  \
    KIND(converge, ON_REQUEST, false, DESIGN_PLAIN, "", convergence_record, convergence_keys,  \
        "Estimates from the first 10, 20, 50 ... replications and from all replications.")     \
    KIND(rare, WITH_RARE, true, DESIGN_PLAIN, "", rare_table_record, rare_table_keys,          \
        "Probability of the rare event (`rare`) at each point under each policy, with the "    \
        "ratio to the baseline.")                                                              \
    KIND(survival, ON_REQUEST, false, DESIGN_PLAIN, "", survival_record, survival_keys,        \
        "Share of runs in which an event has not happened by each day; for metrics that are "  \
        "the day of an event.")

#endif
