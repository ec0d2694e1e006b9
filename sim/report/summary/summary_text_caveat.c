/* The caveat: what evidence the measures have, and where a sweep found both directions of an
   effect. */
#include "report/summary/summary_text.h"

#include <math.h>

#include "base/html_escape.h"
#include "report/label.h"
#include "report/number_text.h"

enum { EVIDENCE_KINDS = 4 };

/* Adds "X contains 3 measures; evidence: 1 quantitative, 2 qualitative." */
static void
put_evidence(struct buffer *b, const struct report_data *m, int32_t policy)
{
    static const char *const words[EVIDENCE_KINDS] = {
        "quantitative", "qualitative", "theoretical", "an assumption"};
    const struct world *w = m->source.scenario->policies[policy].world;
    int64_t n[EVIDENCE_KINDS] = {0};
    int32_t listed = 0;

    for (int32_t k = 0; k < w->n_measures; k++) {
        int32_t evidence = w->measures[k].row->evidence;

        n[evidence >= 0 && evidence < EVIDENCE_KINDS ? evidence : EVIDENCE_KINDS - 1]++;
    }
    buffer_text(b, "The policy ");
    label_quoted(b, m, policy);
    buffer_text(b,
        w->n_measures == 1 ? " contains one measure; the evidence for it is " : " contains ");
    if (w->n_measures > 1) {
        number_text_add_count(b, w->n_measures);
        buffer_text(b, " measures; evidence: ");
    }
    for (int32_t k = 0; k < EVIDENCE_KINDS; k++) {
        if (n[k] > 0) {
            buffer_text(b, listed++ > 0 ? ", " : "");
            if (w->n_measures > 1) {
                number_text_add_count(b, n[k]);
                buffer_text(b, " ");
            }
            buffer_text(b, k + 1 == EVIDENCE_KINDS && w->n_measures > 1 ? "assumed" : words[k]);
        }
    }
    buffer_text(b, ".");
}

/* Returns the first level at which the interval of the difference is below zero or, if `lower` is
   false, above zero. Returns -1 if there is none. */
static int32_t
level_of_sign(const struct effects_factor *f, int32_t k, bool lower)
{
    for (int32_t l = 0; l < f->n_levels; l++) {
        if (lower ? f->at[k][l].high < 0 : f->at[k][l].low > 0) {
            return l;
        }
    }
    return -1;
}

/* Adds "With X the direction of the effect depends on trust: harm is lower at 20 and higher at
   1.2." Returns false if the direction does not depend on the factor. */
static bool
put_turn(struct buffer *b, const struct effects *e, const struct effects_factor *f, int32_t k)
{
    int32_t lower = level_of_sign(f, k, true), higher = level_of_sign(f, k, false);

    if (lower < 0 || higher < 0) {
        return false;
    }
    buffer_text(b, "<li>With ");
    label_quoted(b, e->material, e->policies[k]);
    buffer_text(b, " the direction of the effect depends on <em>");
    label_factor(b, e->material, f->factor);
    buffer_text(b, "</em>: ");
    headline_words(b, &e->material->headlines[e->headline]);
    buffer_text(b, " is lower at ");
    html_bdi(b, f->label[lower], HTML_LABEL);
    buffer_text(b, " and higher at ");
    html_bdi(b, f->label[higher], HTML_LABEL);
    buffer_text(b, ".</li>\n");
    return true;
}

/* Adds the factors along which the direction of the effect changes. If there are no such factors,
   adds the numbers of points with each direction. */
static void
put_turns(struct buffer *b, const struct effects *e)
{
    const struct report_data *m = e->material;
    bool turns = false;

    for (int32_t k = 0; k < e->n_policies; k++) {
        for (int32_t i = 0; i < e->n_factors; i++) {
            turns = put_turn(b, e, &e->factors[i], k) || turns;
        }
    }
    for (int32_t k = 0; k < e->n_policies && !turns; k++) {
        struct report_data_count_signs signs =
            report_data_count_signs(m, e->policies[k], e->headline);

        if (signs.lower > 0 && signs.higher > 0) {
            turns = true;
            buffer_text(b, "<li>With ");
            label_quoted(b, m, e->policies[k]);
            buffer_text(b,
                " the direction of the effect depends on several factors together: lower at ");
            number_text_add_count(b, signs.lower);
            buffer_text(b, " points, higher at ");
            number_text_add_count(b, signs.higher);
            buffer_text(b, " points.</li>\n");
        }
    }
    buffer_text(b, turns ? ""
                         : "<li>The sweep found no point at which the effect has the opposite "
                           "direction.</li>\n");
}

/* Returns -1 if the value is lower, 1 if it is higher, and 0 if no difference was found. */
static int32_t
sign(const struct report_data_difference *d)
{
    return d->at.high < 0 ? -1 : d->at.low > 0;
}

/*
 * Adds "With X, harm is lower whether severity counts as it is, squared or cubed." for a result
 * with one point. Severity is ordinal, so a direction that depends on the power is not a finding.
 */
static void
put_powers(struct buffer *b, const struct report_data *m, int32_t policy)
{
    static const char *const directions[] = {"is lower", "shows no change", "is higher"};
    const struct report_data_difference *d[REPORT_DATA_HARM_POWERS];
    bool same = true;

    for (int32_t k = 0; k < REPORT_DATA_HARM_POWERS; k++) {
        d[k] = report_data_difference(m, 1, policy, REPORT_DATA_HARM_POWER + k);
        if (d[k] == NULL || !isfinite(d[k]->at.low) || !isfinite(d[k]->at.high)) {
            return;
        }
        same = same && sign(d[k]) == sign(d[0]);
    }
    buffer_text(b, "<li>With ");
    label_quoted(b, m, policy);
    if (same) {
        buffer_printf(b, ", harm%s %s, whether severity counts as it is, squared or cubed.",
            m->harmed.at == NULL ? "" : m->harmed.at, directions[1 + sign(d[0])]);
    } else {
        buffer_printf(b,
            ", the effect on harm%s depends on how severity counts: harm %s if severity "
            "counts as it is, %s if it is squared, and %s if it is cubed.",
            m->harmed.at == NULL ? "" : m->harmed.at, directions[1 + sign(d[0])],
            directions[1 + sign(d[1])], directions[1 + sign(d[2])]);
    }
    buffer_text(b, "</li>\n");
}

void
summary_text_caveat(struct buffer *b, const struct report_data *m, const struct effects *e)
{
    int32_t n = m->source.scenario->n_policies,
            listed = n > SUMMARY_TEXT_POLICIES_MAX ? SUMMARY_TEXT_POLICIES_MAX / 2 : n;

    buffer_text(b, "<div class=\"beside\">\n<p>This shows what the assumptions imply. It is "
                   "not an estimate for any real state.</p>\n<ul>\n");
    for (int32_t k = 0; k < listed; k++) {
        int32_t policy = label_ordered(m, k);

        if (m->source.scenario->policies[policy].world->n_measures > 0) {
            buffer_text(b, "<li>");
            put_evidence(b, m, policy);
            buffer_text(b, "</li>\n");
        }
    }
    if (n > listed) {
        buffer_text(b, "<li>");
        label_count(b, n - listed, "more policy", "more policies");
        buffer_text(b, ": see <code>cbmsim describe</code>.</li>\n");
    }
    for (int32_t k = 1; k < listed && m->source.experiment->n_points == 1; k++) {
        put_powers(b, m, label_ordered(m, k));
    }
    if (e->n_factors > 0 && e->differences) {
        put_turns(b, e);
    }
    buffer_text(b, "</ul>\n<p>The intervals describe chance only: how much a number changes if "
                   "the same simulation runs again with other random numbers. They do not show "
                   "whether the assumptions are right.</p>\n</div>\n");
}
