/* Chooses the decisions that are shown in detail. */
#include <math.h>

#include "workshop/exercise/family.h"
#include "workshop/review/review.h"
#include "workshop/whatif_settled.h"

/* Candidates are compared with few continuations. Only the first SCREENED_MAX decisions are
   candidates. */
enum { SCREENED = 40, SCREENED_MAX = 24, STRIP_SHARE = 4, PERCENT = 100 };

/** How well a decision suits each reason to show it; negative: the reason does not apply. */
struct fit {
    double of[REVIEW_SHOWN];
};

/* Returns the confidence, in per cent, with which the team named a wrong state; -1 if it named none
   or the right one. */
static double
wrong_confidence(const struct review *r, const struct exercise_settled *s)
{
    const struct record_settle *line = &r->exercise->records[s->record].settle;
    int32_t named = s->settlement.named != NONE ? s->settlement.named : s->named;

    if (named < 0 || named == s->initiator) {
        return -1;
    }
    return line->sure >= 0 ? (double)line->sure : PERCENT * s->confidence;
}

static enum status
judge(struct review *r, int32_t k, struct fit *fit, struct failure *f)
{
    const struct exercise_settled *s = review_settled(r, k);
    int64_t n = r->n < SCREENED ? r->n : SCREENED;
    struct review_screened *screened;
    struct whatif_settled settled = {0};
    const struct whatif *w;
    enum status st;

    *fit = (struct fit){{-1, wrong_confidence(r, s), -1}};
    TRY(array_reserve(&r->screened, 1));
    screened = ARRAY_AT(struct review_screened, &r->screened, array_add(&r->screened));
    *screened = (struct review_screened){.settled = k};
    w = &screened->whatif;
    TRY(whatif_settled_open(&settled, r->exercise, k, f));
    TRY(whatif_settled_run(&settled, n, REVIEW_THREADS, &screened->whatif));
    for (int32_t arm = 1; arm < w->n_arms; arm++) {
        double change = fabs(w->arm[arm].result[WORKSHOP_WRONG_HIT].difference.value);

        if (w->arm[arm].chosen) {
            fit->of[REVIEW_LARGEST] = change;
        } else if (strcmp(w->arm[arm].id, family_names[FAMILY_ASK]) == 0) {
            fit->of[REVIEW_NO_CHANGE] = 1 - change;
        }
    }
out:
    whatif_settled_free(&settled);
    return st;
}

static bool
is_shown(const struct review *r, int32_t settled)
{
    for (int32_t k = 0; k < r->n_decisions; k++) {
        if (r->decisions[k].settled == settled) {
            return true;
        }
    }
    return false;
}

/* Makes many continuations for each arm of a decision, and for the chosen arm also under other
   assumptions. */
static enum status
continue_in_full(struct review *r, struct review_decision *d, struct failure *f)
{
    struct whatif_settled settled = {0};
    enum status st;

    d->strip_n = r->n < STRIP_SHARE ? r->n : r->n / STRIP_SHARE;
    TRY(whatif_settled_open(&settled, r->exercise, d->settled, f));
    TRY(whatif_settled_run(&settled, r->n, REVIEW_THREADS, &d->whatif));
    for (int32_t arm = 1; arm < d->whatif.n_arms; arm++) {
        d->chosen = d->whatif.arm[arm].chosen ? d->whatif.arm[arm].id : d->chosen;
    }
    if (d->chosen != NULL) {
        TRY(whatif_settled_strip(
            &settled, d->strip_n, REVIEW_THREADS, d->chosen, WORKSHOP_WRONG_HIT, &d->strip));
    }
out:
    whatif_settled_free(&settled);
    return st;
}

/* Adds the candidate that suits a reason best. If two suit it equally well, adds the earlier
   one. */
static enum status
show(struct review *r, enum review_reason reason, const int32_t *candidates,
    const struct fit *fits, int32_t n, struct failure *f)
{
    struct review_decision *d = &r->decisions[r->n_decisions];
    int32_t best = -1;

    for (int32_t k = 0; k < n; k++) {
        if (!is_shown(r, candidates[k]) && fits[k].of[reason] >= 0 &&
            (best < 0 || fits[k].of[reason] > fits[best].of[reason])) {
            best = k;
        }
    }
    if (best < 0) {
        return STATUS_OK;
    }
    *d = (struct review_decision){.settled = candidates[best], .reason = reason};
    r->n_decisions++;
    return continue_in_full(r, d, f);
}

enum status
review_decide(struct review *r, struct failure *f)
{
    int32_t candidates[SCREENED_MAX], n = 0;
    struct fit fits[SCREENED_MAX];
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < r->exercise->now.settled.count && n < SCREENED_MAX; k++) {
        const struct exercise_settled *s = review_settled(r, k);

        if (s->kind == TABLED_DECISION && s->by == SETTLED_BY_TEAM) {
            TRY(judge(r, k, &fits[n], f));
            candidates[n++] = k;
        }
    }
    for (int32_t reason = 0; reason < REVIEW_SHOWN; reason++) {
        TRY(show(r, (enum review_reason)reason, candidates, fits, n, f));
    }
out:
    return st;
}
