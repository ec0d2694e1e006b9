/* Checks that the bare program of the tutorial (lean/lean_tutorial.h) has the same means as the
   model. Its speed is therefore a bound for the same work. In the twins, one number of the model
   is changed and the means differ. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assert_ok.h"
#include "lean/lean_tutorial.h"

#include <math.h>
#include <string.h>

#include "observe/metrics_observer.h"
#include "scenario/scenario.h"

/* Numbers of runs, smaller in slow builds. A twin needs fewer runs to differ than a check of
   equality needs. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
enum { RUNS = 2000, RUNS_OF_TWIN = 2000 };
#else
enum { RUNS = 8000, RUNS_OF_TWIN = 2000 };
#endif

enum { SEED_OF_MODEL = 21, SEED_OF_LEAN = 22 };
static const double bound = 3.5; /* of |z|; all seeds are fixed */

#define COUNT(name) +1
enum { N = LEAN_OUTCOMES(COUNT) };

#define NAME(name) #name,
static const char *const names[N] = {LEAN_OUTCOMES(NAME)};

/** Sums and sums of squares of the outcomes over runs. */
struct sums {
    double n, x[N], xx[N];
};

static void
add(struct sums *s, const double x[N])
{
    s->n++;
    for (int k = 0; k < N; k++) {
        s->x[k] += x[k];
        s->xx[k] += x[k] * x[k];
    }
}

static double
mean(const struct sums *s, int k)
{
    return s->x[k] / s->n;
}

/* Variance of the mean. */
static double
variance(const struct sums *s, int k)
{
    return (s->xx[k] - s->x[k] * s->x[k] / s->n) / (s->n - 1) / s->n;
}

static struct sums
lean_sums(int runs)
{
    struct sums s = {0};
    struct lean *m = lean_new();

    assert_non_null(m);
    for (int r = 1; r <= runs; r++) {
        struct lean_outcomes one = lean_run(m, SEED_OF_LEAN, (uint64_t)r);

        add(&s, (const double *)&one);
    }
    lean_free(m);
    return s;
}

#define METRIC(name) row.metric.name,

static struct sums
model_sums(const struct world *w, int runs)
{
    struct sums s = {0};
    struct run run;

    for (int r = 1; r <= runs; r++) {
        struct metric_run row = {0};

        if (r == 1) {
            assert_ok(run_init(&run, w, SEED_OF_MODEL, 1, 0, &metrics_observers), NULL);
        } else {
            assert_ok(
                run_reset(&run, w, SEED_OF_MODEL, (uint64_t)r, 0, &metrics_observers), NULL);
        }
        assert_int_equal(run_until(&run, w, INFINITY, &metrics_observers, NULL), RUN_REACHED);
        metrics_measure(&row, w, &run);
        add(&s, (const double[N]){LEAN_OUTCOMES(METRIC)});
    }
    run_free(&run);
    return s;
}

/* Loads the tutorial; returns its world under the policy `without`. */
static struct world *
load(struct scenario *s)
{
    struct failure f = {0};

    assert_ok(scenario_load(s, "scenarios/two-states-tutorial.json", NULL, &f), &f);
    for (int32_t k = 0; k < s->n_policies; k++) {
        if (strcmp(s->policies[k].id, "without") == 0) {
            return s->policies[k].world;
        }
    }
    fail_msg("no policy `without`");
    return NULL;
}

/* The largest |z| of the difference of means, and its outcome. */
static double
largest_z(const struct sums *a, const struct sums *b, bool tell, const char **of)
{
    double largest = 0;

    for (int k = 0; k < N; k++) {
        double difference = mean(a, k) - mean(b, k);
        double z = difference == 0 ? 0 : difference / sqrt(variance(a, k) + variance(b, k));

        if (tell) {
            print_message("# %-25s model %10.5f bare %10.5f z %6.2f\n", names[k], mean(a, k),
                mean(b, k), z);
        }
        if (!(fabs(z) <= largest)) {
            largest = fabs(z);
            *of = names[k];
        }
    }
    return largest;
}

static void
means_are_those_of_the_model(void **state)
{
    struct scenario s;
    struct sums model = model_sums(load(&s), RUNS), lean = lean_sums(RUNS);
    const char *of = "";
    double z = largest_z(&model, &lean, true, &of);

    (void)state;
    if (!(z < bound)) {
        fail_msg("|z| = %g of %s: after a change of the model, change lean/ too", z, of);
    }
    scenario_free(&s);
}

/* In each twin, one number of one rule is changed. */
static void
changed_rules_are_noticed(void **state)
{
    struct scenario s;
    struct world *w = load(&s);
    struct parameters *p = &w->parameters;
    struct {
        const char *what;
        double *number, value;
    } twins[] = {
        {"accuracy of evidence", &p->attribution.accuracy, 0.58},
        {"conduct in the prior", &p->attribution.conduct_weight, 0.5},
        {"intent in decisions", &p->decision.w_intent, 1.5},
        {"motive in the prior", &p->attribution.motive_weight, 12},
        {"jump of tension", &p->tension.jump, 0.45},
        {"probability of asking", &p->clarification.p_ask, 0.15},
        {"truth surfaces", &p->truth.p_surfaces, 0.45},
        {"return of intruders", &p->detection.p_return, 0.9},
    };
    struct sums lean = lean_sums(RUNS_OF_TWIN);

    (void)state;
    for (size_t k = 0; k < sizeof(twins) / sizeof(twins[0]); k++) {
        double before = *twins[k].number, z;
        struct sums model;
        const char *of = "";

        *twins[k].number = twins[k].value;
        model = model_sums(w, RUNS_OF_TWIN);
        z = largest_z(&model, &lean, false, &of);
        print_message("# %s: |z| = %.1f of %s\n", twins[k].what, z, of);
        assert_true(z > bound);
        *twins[k].number = before;
    }
    scenario_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_are_those_of_the_model),
        cmocka_unit_test(changed_rules_are_noticed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
