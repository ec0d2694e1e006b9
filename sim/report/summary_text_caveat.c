/* The caveat: what the measures rest on, and where a sweep found that the sign turns. */
#include "report/summary_text.h"

#include "report/html_escape.h"
#include "report/label.h"
#include "report/number_text.h"

enum { EVIDENCE_KINDS = 4 };

static void
say_evidence(struct buffer *b, const struct report_data *m, int32_t policy)
{
    static const char *const words[EVIDENCE_KINDS] = {
        " on quantified evidence", " on qualitative evidence", " on theory", " on assumption"};
    const struct world *w = m->source.scenario->policies[policy].world;
    int64_t n[EVIDENCE_KINDS] = {0};
    int32_t kinds = 0, said = 0;

    for (int32_t k = 0; k < w->n_measures; k++) {
        int32_t evidence = w->measures[k].row->evidence;

        n[evidence >= 0 && evidence < EVIDENCE_KINDS ? evidence : EVIDENCE_KINDS - 1]++;
    }
    label_quoted(b, m, policy);
    if (w->n_measures == 0) {
        buffer_text(b, " holds no measure.");
        return;
    }
    buffer_text(b, " holds ");
    label_count(b, w->n_measures, "measure", "measures");
    for (int32_t k = 0; k < EVIDENCE_KINDS; k++) {
        kinds += n[k] > 0;
    }
    for (int32_t k = 0; k < EVIDENCE_KINDS; k++) {
        if (n[k] == 0) {
            continue;
        }
        if (w->n_measures == 1) {
            buffer_text(b, ", which rests");
        } else {
            buffer_text(b, said == 0 ? ": " : said == kinds - 1 ? " and " : ", ");
            number_text_add_count(b, n[k]);
            buffer_text(b, said > 0 ? "" : n[k] == 1 ? " rests" : " rest");
        }
        buffer_text(b, words[k]);
        said++;
    }
    buffer_text(b, ".");
}

/* Levels at which a difference is below, or above, zero; -1 if there is none. */
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

/* "With X the sign turns along trust: lower at 20, higher at 1.2." */
static bool
say_turn(struct buffer *b, const struct effects *e, const struct effects_factor *f, int32_t k)
{
    int32_t lower = level_of_sign(f, k, true), higher = level_of_sign(f, k, false);

    if (lower < 0 || higher < 0) {
        return false;
    }
    buffer_text(b, "<li>With ");
    label_quoted(b, e->material, e->policies[k]);
    buffer_text(b, " the sign turns along <em>");
    html_words(b, e->material->source.experiment->factors[f->factor].key.id);
    buffer_text(b, "</em>: ");
    headline_words(b, &e->material->headlines[e->headline]);
    buffer_text(b, " is lower at ");
    html_bdi(b, f->label[lower], HTML_LABEL);
    buffer_text(b, " and higher at ");
    html_bdi(b, f->label[higher], HTML_LABEL);
    buffer_text(b, ".</li>\n");
    return true;
}

/* Along one factor, or only at single points, or nowhere that was swept. */
static void
say_turns(struct buffer *b, const struct effects *e)
{
    const struct report_data *m = e->material;
    bool turns = false;

    for (int32_t k = 0; k < e->n_policies; k++) {
        for (int32_t i = 0; i < e->n_factors; i++) {
            turns = say_turn(b, e, &e->factors[i], k) || turns;
        }
    }
    for (int32_t k = 0; k < e->n_policies && !turns; k++) {
        struct report_data_count_signs signs =
            report_data_count_signs(m, e->policies[k], e->headline);

        if (signs.lower > 0 && signs.higher > 0) {
            turns = true;
            buffer_text(b, "<li>With ");
            label_quoted(b, m, e->policies[k]);
            buffer_text(b, " the sign turns between points: lower at ");
            number_text_add_count(b, signs.lower);
            buffer_text(b, ", higher at ");
            number_text_add_count(b, signs.higher);
            buffer_text(b, ", along no single factor.</li>\n");
        }
    }
    buffer_text(b, turns ? "" : "<li>The sign turns nowhere that was swept.</li>\n");
}

void
summary_text_caveat(struct buffer *b, const struct report_data *m, const struct effects *e)
{
    int32_t n = m->source.scenario->n_policies,
            told = n > SUMMARY_TEXT_POLICIES_MAX ? SUMMARY_TEXT_POLICIES_MAX / 2 : n;

    buffer_text(b, "<div class=\"beside\">\n<p>Shown: what these assumptions imply. Not an "
                   "estimate for any real state.</p>\n<ul>\n");
    for (int32_t k = 0; k < told; k++) {
        buffer_text(b, "<li>");
        say_evidence(b, m, label_ordered(m, k));
        buffer_text(b, "</li>\n");
    }
    if (n > told) {
        buffer_text(b, "<li>And ");
        label_count(b, n - told, "policy", "policies");
        buffer_text(b, " more: <code>cbmsim describe</code>.</li>\n");
    }
    if (e->n_factors > 0 && e->differences) {
        say_turns(b, e);
    }
    buffer_text(b, "</ul>\n<p>Intervals are about chance alone: how far a number moves if the "
                   "same invented world is drawn anew. They say nothing about whether the "
                   "assumed strengths are right.</p>\n</div>\n");
}
