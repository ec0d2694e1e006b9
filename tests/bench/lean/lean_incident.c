/* The life of an incident: its nature, start, detection, publication and end. The numbers in
   brackets are those of sim/MODEL.md. */
#include "lean_model.h"

#include "base/status.h"

/* The types that occur; class, denial of service, share, severities, length, removal, harm. */
const struct lean_type lean_types[TYPES] = {
    {DEGRADATION, true, .019, {0, .875, 0, .125}, 1.95, .8, 0, 0},
    {DISRUPTION, true, .094, {0, .925, 0, .075}, 1.39, .8, 0, 0},
    {DISRUPTION, false, .068, {0, 1}, 1.1, .5, 0, 1},
    {DEGRADATION, false, .016, {0, .143, 0, .571, .286}, 5.62, 2.22, 30, .8},
    {DISRUPTION, false, .082, {.029, .314, .371, .286}, 4.2, 2.53, 14, .2},
    {ESPIONAGE, false, .245, {0, .029, .615, .356}, 5.93, 1.89, 60, .2},
    {ESPIONAGE, false, .278, {.085, .161, .508, .246}, 4.75, 2.12, 60, .2},
    {DEGRADATION, false, .073, {0, .097, 0, .258, .484, .161}, 3.04, 2.37, 21, .8},
    {DISRUPTION, false, .038, {0, .312, .188, .5}, 2.08, 1.47, 14, .2},
    {ESPIONAGE, false, .056, {.125, .042, .333, .5}, 6.15, 1.33, 60, .2},
    {ESPIONAGE, false, .028, {0, 0, .833, .167}, 3.18, 2.26, 60, .2},
};

/* Slots */

int32_t
lean_new_incident(struct lean *m, uint64_t id)
{
    int32_t index = m->n_free > 0 ? m->free[--m->n_free] : m->n_incidents++;

    BUG_UNLESS(index < INCIDENTS_MAX);
    m->incident[index] = (struct incident){.id = id,
        .matter = id,
        .blamed = NOBODY,
        .named = NOBODY,
        .industry_named = NOBODY,
        .awaited = NOBODY,
        .reply_from = NOBODY,
        .corrected_day = -INFINITY,
        .holds = 1,
        .settled_day = NAN};
    return index;
}

/* Harm of the incident until its end or the horizon (12.1). */
void
lean_close(struct lean *m, const struct incident *i)
{
    const struct lean_type *t = &lean_types[i->type];
    double lasted = fmin(i->end, LEAN_HORIZON) - i->start;
    double share = i->length > 0 ? fmin(1, lasted / i->length) : 1;

    if (i->open_act) {
        return;
    }
    m->sum.harm +=
        i->severity * i->severity * (t->immediate_harm + (1 - t->immediate_harm) * share);
    m->sum.incidents_undetected += !i->is_detected;
    m->sum.industry_named += i->industry_named != NOBODY;
    m->sum.concessions += i->conceded;
}

void
lean_release(struct lean *m, struct incident *i)
{
    if (--i->holds == 0) {
        lean_close(m, i);
        m->free[m->n_free++] = (int32_t)(i - m->incident);
    }
}

/* Detection */

static void
detect(struct lean *m, struct incident *i)
{
    int32_t index = (int32_t)(i - m->incident);
    struct stream_block u = draw(m, FOR_DETECTION, i->id, 0);

    i->is_detected = true;
    i->detected = m->kernel.now;
    i->severity_error = u.u[3];
    if (u.u[0] < (i->counter ? 0.1 : lean_p_public[lean_types[i->type].class_])) {
        double z = portable_normal(u.u[1]);
        double days = is_espionage(i) ? 120 * portable_exp(1.5 * z) : portable_exp(z);
        double rest = fmax(i->end - m->kernel.now, 0);

        if (lean_types[i->type].class_ == DISRUPTION && days > rest) {
            days = rest * rest / days; /* such an incident is visible while it lasts (2.3) */
        }
        i->holds++;
        i->publication_due = true;
        (void)after(m, days, PUBLICATION, index, 0);
    }
    (void)after(m, distribution_exponential(u.u[2]), TRIAGE, index, 0);
}

void
lean_on_detection(void *lean, const struct event *event)
{
    struct lean *m = lean;

    detect(m, &m->incident[event->a]);
}

/* Nature and start */

static int32_t
draw_severity(const struct lean_type *t, double u)
{
    int32_t drawn = 0;

    for (int32_t s = 0; s < SEVERITIES && u >= 0; s++) {
        if (t->severity[s] > 0) {
            u -= t->severity[s];
            drawn = s + 1;
        }
    }
    return drawn;
}

/* The shortest time of repair (3.8). */
static double
least_days(const struct incident *i, double u)
{
    static const double median[] = {5, 12.5, 31.25, 78.125};

    return i->severity < 4 || is_espionage(i)
               ? 0
               : median[i->severity - 4] * portable_exp(0.4 * portable_normal(u));
}

/* Draws the nature of the incident. Draws type and severity only for an operation of a source. */
void
lean_draw_nature(const struct lean *m, struct incident *i, int32_t source)
{
    struct stream_block u = draw(m, FOR_NATURE, i->id, 0), v = draw(m, FOR_TARGET, i->id, 0);
    const struct lean_type *t;

    if (source != NOBODY) {
        while (i->type < TYPES - 1 && u.u[0] >= m->type_below[i->type]) {
            i->type++;
        }
        i->severity = draw_severity(&lean_types[i->type], u.u[1]);
        i->blamed = v.u[2] < 0.5 ? lean_sources[source].flag : NOBODY;
    }
    t = &lean_types[i->type];
    i->length = portable_exp(t->log_mean + t->log_sd * portable_normal(u.u[2])) - 1;
    i->least = least_days(i, v.u[3]);
    i->length = fmax(i->length, i->least);
    i->dwell = is_espionage(i) ? distribution_beta_2_1(u.u[3]) : 0;
    i->target_class = v.u[0] < 0.41 ? 0 : v.u[0] < 0.82 ? 1 : 2;
    i->critical = v.u[1] < 0.1;
}

static int32_t
rung_of(const struct incident *i)
{
    return i->severity >= 7 ? 7 : is_espionage(i) ? 4 : i->severity >= 5 ? 6 : 5;
}

void
lean_start(struct lean *m, struct incident *i)
{
    int32_t index = (int32_t)(i - m->incident);
    struct side *s = lean_side(m, i->by, i->at);

    i->start = m->kernel.now;
    i->end = i->start + i->length;
    i->contained = i->end;
    i->rung = rung_of(i);
    m->sum.incidents_true++;
    m->sum.incidents_severity_5 += i->severity >= 5;
    m->sum.counter_operations += i->counter;
    if (i->rung < 7) {
        s->operated_day = i->start;
        s->own_attack_day =
            is_espionage(i) || i->severity >= 6.5 ? s->own_attack_day : i->start;
    }
    if (!i->counter && !is_espionage(i)) {
        lean_record_own(m, s, 1); /* its author expects retaliation (5.1) */
    }
    if (i->counter) {
        i->holds++;
        i->ending = after(m, i->length, ENDING, index, 0);
    }
    if (i->dwell * i->length == 0) {
        detect(m, i);
    } else {
        (void)after(m, i->dwell * i->length, DETECTION, index, 0);
    }
}

/* Frees the team of a counter-operation. */
void
lean_on_ending(void *lean, const struct event *event)
{
    struct lean *m = lean;
    struct incident *i = &m->incident[event->a];

    m->nation[i->by].operations--;
    lean_release(m, i);
}

void
lean_contain_by(struct lean *m, struct incident *i, double day)
{
    double end = fmax(fmin(i->start + i->length, day), i->start + i->least);

    i->contained = day;
    if (end < i->end) {
        i->end = fmax(end, m->kernel.now);
        if (i->counter) {
            queue_reschedule(&m->kernel.queue, &i->ending, i->end);
        }
    }
}

/* Publication */

double
lean_pressure(const struct lean *m, int32_t state)
{
    double y = left_of(m->nation[state].pressure, 30, m->kernel.now);

    return y / (1 + y);
}

void
lean_publish(struct lean *m, struct incident *i)
{
    double seen = i->triaged ? i->seen : i->severity;
    struct stream_block u;

    if (i->is_public) {
        return;
    }
    i->is_public = true;
    m->sum.incidents_observed++;
    add_to(&m->nation[i->at].pressure, 0.3 * (seen / 5) * (seen / 5), 30, m->kernel.now);
    u = draw(m, FOR_INDUSTRY, i->id, 0);
    if (u.u[0] < 0.31) {
        double day = i->start + distribution_lognormal(u.u[1], 175.9, 1.96);

        i->holds++;
        i->industry_due = true;
        (void)after(m, fmax(day - m->kernel.now, 0), INDUSTRY, (int32_t)(i - m->incident), 0);
    } else {
        i->remembers = false;
    }
}

void
lean_on_publication(void *lean, const struct event *event)
{
    struct lean *m = lean;

    m->incident[event->a].publication_due = false;
    lean_publish(m, &m->incident[event->a]);
    lean_release(m, &m->incident[event->a]);
}
