/* Counts acts, the time on rungs, and episodes of de-escalation. */
#include "observe/metrics_counters.h"

#include "kernel/portable_math.h"

#include <math.h>

#include "model/input/ladder.h"

enum { EPISODE_DAYS_MAX = 730, EPISODE_HOLD_DAYS = 30, EPISODE_RUNG = 5 };

/* Stores day + 1 for each rung up to `rung` that has no day yet. */
static void
record_first(double *days, int32_t rung, double day)
{
    for (int32_t r = 0; r <= rung; r++) {
        if (days[r] == 0) {
            days[r] = day + 1;
        }
    }
}

static void
end_episode(struct metrics_counters *sums, struct metrics_place *p, double end)
{
    p->deescalation_days += portable_min(end - p->peak_day, EPISODE_DAYS_MAX);
    sums->metric.deescalation_episodes++;
    p->peak = 0;
}

static void
set_peak(struct metrics_place *p, double day, int32_t rung)
{
    p->peak = rung;
    p->peak_day = day;
    p->below_since = 0;
}

/*
 * An episode begins when a response raises a pair to EPISODE_RUNG or above and to a new peak. It
 * ends when the pair stays at half of the peak rung or below for EPISODE_HOLD_DAYS. The observation
 * of an act comes after the observation of the rung that the act reaches. Only the observation of
 * the act shows whether the act is a response. Armed conflict is not an act. The act of force that
 * led to it was observed before.
 */
static void
update_episode(struct metrics_counters *sums, struct metrics_place *p, double day, int32_t rung)
{
    bool war = rung == RUNGS - 1;

    if (p->peak > 0 && p->below_since > 0 && day - p->below_since >= EPISODE_HOLD_DAYS) {
        end_episode(sums, p, p->below_since);
    }
    p->lifted = rung >= EPISODE_RUNG && rung > p->rung && rung >= p->peak && !war;
    if (war && rung > p->rung && p->answered) {
        set_peak(p, day, rung);
    } else if (p->peak > 0) {
        bool below = rung <= p->peak / 2;

        p->below_since = !below ? 0 : p->below_since > 0 ? p->below_since : day;
    }
}

static void
count_days(struct metrics_place *p, double day)
{
    for (int32_t r = 1; r <= p->rung; r++) {
        p->days_at[r] += day - p->since;
    }
}

__attribute__((noinline)) void
metrics_note_rung(struct array *arrays, struct metrics_counters *sums, const struct run *r,
    const struct observation *f)
{
    struct metrics_place *p = ARRAY_AT(struct metrics_place, &arrays[METRICS_PLACES], f->a);
    const struct pair_now *now = ARRAY_AT(struct pair_now, &r->pairs, f->a);

    if (now->rung == p->rung) {
        return;
    }
    count_days(p, f->day);
    update_episode(sums, p, f->day, now->rung);
    p->rung = now->rung;
    p->since = f->day;
    sums->metric.max_rung = portable_max(sums->metric.max_rung, p->rung);
}

void
metrics_note_act(struct array *arrays, struct metrics_counters *sums, const struct world *w,
    const struct observation *f)
{
    static const double weight[RUNGS] = {0, 0, 4, 12, 4, 12, 28, 28, 28, 60};
    const struct act *act = f->act;
    int32_t pair = world_pair(w, act->actor, act->target);
    bool answer = act->parent_kind != PARENT_NONE;

    if (pair != NONE) {
        struct metrics_place *p = ARRAY_AT(struct metrics_place, &arrays[METRICS_PLACES], pair);

        if (p->lifted && answer) {
            set_peak(p, act->day, p->rung);
        }
        p->lifted = false;
        p->answered = answer;
    }
    sums->score += weight[act->rung];
    record_first(sums->first, act->rung, act->day);
    if (answer) {
        record_first(sums->first_answer, act->rung, act->day);
        sums->metric.upward_moves += act->upward;
        sums->metric.inadvertent_moves += act->inadvertent;
    }
    if (ladder_is_hostile(act->rung)) {
        metrics_append(&arrays[METRICS_PARENTS], act->day);
        sums->acts++;
        sums->chains += act->generation == 0 || !ladder_is_hostile(act->parent_rung);
        sums->metric.generation_max =
            portable_max(sums->metric.generation_max, act->generation);
        if (answer && ladder_is_hostile(act->parent_rung)) {
            metrics_append(&arrays[METRICS_LAGS], act->day - act->parent_day);
        }
    }
}

void
metrics_counters_close(struct array *arrays, double now)
{
    struct metrics_counters *sums = ARRAY_AT(struct metrics_counters, &arrays[METRICS_SUMS], 0);
    struct metric_values *m = &sums->metric;
    double *const days_at[RUNGS] = {NULL, &m->days_at_rung_1, &m->days_at_rung_2,
        &m->days_at_rung_3, &m->days_at_rung_4, &m->days_at_rung_5, &m->days_at_rung_6,
        &m->days_at_rung_7, &m->days_at_rung_8, &m->days_at_rung_9};

    for (int32_t p = 0; p < arrays[METRICS_PLACES].count; p++) {
        struct metrics_place *place =
            ARRAY_AT(struct metrics_place, &arrays[METRICS_PLACES], p);

        count_days(place, now);
        if (place->peak > 0) {
            end_episode(sums, place, place->below_since > 0 ? place->below_since : now);
        }
        for (int32_t r = 1; r < RUNGS; r++) {
            *days_at[r] += place->days_at[r];
        }
        m->deescalation_days += place->deescalation_days;
    }
}
