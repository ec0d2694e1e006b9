#include "base/units.h"
#include "model/input/world_prepare.h"

#include <string.h>

#include "kernel/portable_math.h"
#include "kernel/stream.h"

/* ---- exposure, MODEL.md (1.3) ---- */

static double
raw_exposure(const struct world *w, const struct source *source, double day)
{
    const struct parameters_rates *p = &w->parameters.rates;
    double years = day / DAYS_PER_YEAR;
    double e = 1;

    if (source->exposure_logistic) {
        double year = 1970 + (w->start + day) / DAYS_PER_YEAR;

        e = p->exposure_floor +
            portable_expit((year - p->exposure_midpoint_year) / p->exposure_scale_years);
    }
    if (source->exposure_growth != 0) {
        e *= portable_exp(source->exposure_growth * years);
    }
    return e;
}

double
world_exposure(const struct world *w, int32_t source, double day)
{
    const struct source *s = WORLD_SOURCE(w, source);

    if (!s->exposure_logistic && s->exposure_growth == 0) {
        return 1;
    }
    return raw_exposure(w, s, day) / w->mixes[source].exposure_mean;
}

double
world_exposure_max(const struct world *w, int32_t source)
{
    return w->mixes[source].exposure_max;
}

static void
prepare_exposure(struct world *w, int32_t source)
{
    enum { STEPS = 1000 };
    const struct source *s = WORLD_SOURCE(w, source);
    double sum = 0, maximum = 0;

    w->mixes[source].exposure_mean = 1;
    w->mixes[source].exposure_max = 1;
    if (!s->exposure_logistic && s->exposure_growth == 0) {
        return;
    }
    for (int32_t k = 0; k <= STEPS; k++) {
        double e = raw_exposure(w, s, w->horizon_days * k / STEPS);

        sum += e * (k == 0 || k == STEPS ? 0.5 : 1);
        maximum = fmax(maximum, e);
    }
    w->mixes[source].exposure_mean = sum / STEPS;
    w->mixes[source].exposure_max = maximum / (sum / STEPS);
}

/* ---- arrival processes and mixes of incident types ---- */

static double
p_public(const struct world *w, int32_t type)
{
    const struct parameters_publicity *p = &w->parameters.publicity;

    return incident_type_is_stealthy(WORLD_TYPE(w, type)) ? p->p_stealthy : p->p_overt;
}

static int32_t
type_index(const struct world *w, const char *id)
{
    return text_index(id, field_ids(&w->incident_types, sizeof(struct incident_type)));
}

static void
default_mix(const struct world *w, const struct source *s, double *weight)
{
    static const char *const single[] = {
        NULL, NULL, "ransomware", "intrusion_disruption", "accident"};

    if (single[s->kind] != NULL) {
        weight[type_index(w, single[s->kind])] = 1;
        return;
    }
    for (int32_t k = 0; k < w->n_types; k++) {
        weight[k] = WORLD_TYPE(w, k)->share;
    }
}

/* Computes the mix of incident types of all candidates of a source from the mix of those that
   become public. Returns the ratio of the true rate to the rate in the scenario. MODEL.md (2.1) */
static double
prepare_mix(struct world_prepare_context *f, int32_t source)
{
    struct world *w = f->w;
    const struct source *s = WORLD_SOURCE(w, source);
    const struct amount *mix = s->mix.items;
    double *weight = w->mixes[source].weight;
    double before = 0, after = 0;
    char pointer[WORLD_POINTER_BYTES];

    for (int32_t k = 0; k < s->mix.count; k++) {
        weight[mix[k].key.index] = mix[k].value;
    }
    if (s->mix.count == 0) {
        default_mix(w, s, weight);
    }
    for (int32_t k = 0; k < w->n_types; k++) {
        before += weight[k];
        if (s->rates_as_observed && weight[k] > 0) {
            weight[k] /= p_public(w, k) > 0 ? p_public(w, k) : 1;
        }
        after += weight[k];
    }
    if (!(before > 0)) {
        world_error(f, world_pointer(pointer, "sources", s->key.id, "mix"),
            "no share of the mix is above 0; give at least one type a share");
        return 1;
    }
    return after / before;
}

static void
add_arrival_processes(struct world *w, int32_t source, double per_observed)
{
    const struct source *s = WORLD_SOURCE(w, source);
    const struct amount *targets = s->targets.items;

    for (int32_t t = 0; t < s->targets.count; t++) {
        struct arrival_process *row = &w->arrival_processes[w->n_arrival_processes++];
        int32_t target = targets[t].key.index;
        int32_t actor = s->kind == SOURCE_PROXY ? s->sponsor : s->home;

        row->source = source;
        row->target = target;
        row->hash = stream_child(s->key.hash, 9, WORLD_STATE(w, target)->key.hash);
        row->rate_per_day =
            targets[t].value * per_observed / (1 + s->campaign_size_mean) / DAYS_PER_YEAR;
        row->pair = actor == NONE || actor == target ? NONE : world_pair(w, actor, target);
        row->forward = row->pair != NONE && WORLD_PAIR(w, row->pair)->first == actor;
    }
}

/* Reports an error if an interval of rounds is so short that the rounds alone exceed the maximum
   number of events. */
static void
check_interval(struct world_prepare_context *f, const struct agreement *row, const char *member,
    double days)
{
    char pointer[WORLD_POINTER_BYTES];

    if (days > 0 && f->w->horizon_days / days > (double)f->w->max_events) {
        world_error(f, world_pointer(pointer, "agreements", row->key.id, member),
            "too short: a run would have more rounds than the maximum of %.3g events; use a "
            "longer interval",
            (double)f->w->max_events);
    }
}

void
world_prepare_arrivals(struct world_prepare_context *f)
{
    struct world *w = f->w;
    double expected = 0;
    int64_t n = 0;

    for (int32_t k = 0; k < w->n_sources; k++) {
        n += WORLD_SOURCE(w, k)->targets.count;
    }
    w->arrival_processes = world_array(f, n, sizeof(struct arrival_process));
    w->mixes = world_array(f, w->n_sources, sizeof(struct source_mix));
    w->type_of_reply = type_index(w, "intrusion_disruption");
    for (int32_t k = 0; k < w->n_sources && !f->no_memory; k++) {
        add_arrival_processes(w, k, prepare_mix(f, k));
        prepare_exposure(w, k);
    }
    for (int32_t k = 0; k < w->n_arrival_processes; k++) {
        expected += w->arrival_processes[k].rate_per_day * w->parameters.rates.headroom *
                    world_exposure_max(w, w->arrival_processes[k].source) * w->horizon_days;
    }
    for (int32_t k = 0; k < w->n_agreements; k++) {
        const struct agreement *row = WORLD_AGREEMENT(w, k);

        check_interval(f, row, "consultations/interval_days", row->consultations.interval_days);
        check_interval(f, row, "exercises/interval_days", row->exercises.interval_days);
    }
    if (expected > (double)w->max_events) {
        world_error(f, "/max_events",
            "the sources produce about %.3g candidates in a run, more than the maximum of %.3g "
            "events; lower the rates or raise max_events",
            expected, (double)w->max_events);
    }
}
