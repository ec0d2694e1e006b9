/**
 * analysis_list.h - every kind of analysis, one row each.
 *
 * ANALYSIS_ROWS gives each row to its argument:
 *
 *   KIND(name, implied, takes_baseline, family, design, record, keys)
 *
 *   name            in experiment files, and of the function analysis_write_NAME()
 *   implied         ALWAYS, WITH_POLICIES (two or more), WITH_DESIGN (that it needs), ON_REQUEST:
 *                   when it is made although no experiment asks for it
 *   takes_baseline  whether it may name a policy that others are compared with
 *   family, design  the enum design_family that it needs and the name of that design;
 *                   DESIGN_PLAIN, "" if it takes any
 *   record, keys    of its file; keys are NULL if no columns tell its rows apart
 *
 * An experiment uses the first five, the layer of analyses the others: analysis.h. Names are
 * written into files, so rows keep theirs.
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
