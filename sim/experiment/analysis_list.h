/**
 * analysis_list.h - the kinds of analyses, one row each.
 *
 * ANALYSIS_ROWS calls its argument, a macro, with each row:
 *
 *   KIND(name, implied, takes_baseline, family, design, record, keys)
 *
 *   name            in experiment files, and in the function name analysis_write_NAME()
 *   implied         when it is made without a request: ALWAYS, WITH_POLICIES (two or more),
 *                   WITH_DESIGN (the design that it needs), ON_REQUEST (never)
 *   takes_baseline  whether its member `baseline` is allowed
 *   family, design  the enum design_family that it needs, and the name of that design;
 *                   DESIGN_PLAIN and "": any design
 *   record, keys    the columns of its file, and the key columns; NULL: no primary key
 *
 * The layer experiment uses the first five arguments, the layer analysis the others (analysis.h).
 * Result files contain the names: do not change them.
 */
#ifndef EXPERIMENT_ANALYSIS_LIST_H
#define EXPERIMENT_ANALYSIS_LIST_H

#define ANALYSIS_ROWS(KIND)                                                                    \
    KIND(summary, ALWAYS, false, DESIGN_PLAIN, "", summary_record, summary_keys)               \
    KIND(compare, WITH_POLICIES, true, DESIGN_PLAIN, "", comparison_record, comparison_keys)   \
    KIND(morris, WITH_DESIGN, true, DESIGN_MORRIS, "morris", morris_record, morris_keys)       \
    KIND(sobol, WITH_DESIGN, true, DESIGN_SALTELLI, "saltelli", sobol_record, NULL)            \
    KIND(converge, ON_REQUEST, false, DESIGN_PLAIN, "", convergence_record, convergence_keys)  \
    KIND(survival, ON_REQUEST, false, DESIGN_PLAIN, "", survival_record, survival_keys)

#endif
