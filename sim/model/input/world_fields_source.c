#include "model/input/world_fields.h"

const char *const world_source_kind_names[] = {
    "state", "proxy", "criminal", "terrorist", "accident", NULL};

#define RECORD_TYPE struct amount
static const struct field target_fields[] = {
    FIELD(RECORD_TYPE, value, .min = 0, .max = 1e5, .unit = "per year", NEUTRAL,
        .affects_candidates = true,
        .doc = "Operations per year against this state: true ones, or publicly known ones if "
               "`rates_as_observed` is true."),
};
static const struct record target_record = {.name = "rate_per_year",
    .doc = "Rate of operations against one target.",
    .size = sizeof(RECORD_TYPE),
    .fields = target_fields,
    .n_fields = 1,
    .scalar = true};
static const struct field mix_fields[] = {
    FIELD(RECORD_TYPE, value, .min = 0, .max = 1e6, .unit = "share", NEUTRAL,
        .affects_candidates = true,
        .doc = "Share of this incident type; shares need not add up to 1."),
};
static const struct record mix_record = {.name = "share",
    .doc = "Share of one incident type.",
    .size = sizeof(RECORD_TYPE),
    .fields = mix_fields,
    .n_fields = 1,
    .scalar = true};
#undef RECORD_TYPE

#define RECORD_TYPE struct source_false_flag
static const struct field false_flag_fields[] = {
    NUMBER_OF(share, 0, 1, 0, "share", SWEEP(0, .3), "Share of operations under a false flag."),
    REF(RECORD_TYPE, blames, "states",
        "State that the false flag blames; absent: drawn from the states that the victim may "
        "suspect."),
};
static RECORD(false_flag, RECORD_TYPE, "Operations that appear to come from another state.");
#undef RECORD_TYPE

#define RECORD_TYPE struct source_spillover
static const struct field spillover_fields[] = {
    NUMBER_OF(probability, 0, 1, 0, "probability", SWEEP(0, .2),
        "Probability that an operation with malware also reaches the third state."),
    REF(RECORD_TYPE, to, "states", "Third state that the operation also reaches."),
};
static RECORD(spillover, RECORD_TYPE, "Operations that reach a third state by accident.");
#undef RECORD_TYPE

#define RECORD_TYPE struct source
static const struct field source_fields[] = {
    FIELD(RECORD_TYPE, name, .translatable = true, .unit = "", .doc = "Name for readers."),
    TEXT(RECORD_TYPE, notes, "Origin of the rates."),
    CHOICE(RECORD_TYPE, kind, world_source_kind_names, SOURCE_STATE, "Kind of actor."),
    REF(RECORD_TYPE, home, "states",
        "State from whose territory the source operates; for a source of kind state, the state "
        "itself."),
    REF(RECORD_TYPE, sponsor, "states", "State that sponsors the proxy."),
    NUMBER_OF(control, 0, 1, 1, "share", SWEEP(0, 1),
        "Degree of control of the sponsor over the proxy."),
    MAP(RECORD_TYPE, targets, &target_record, "Rate of operations per year, by target.",
        .refers = "states"),
    SWITCH(RECORD_TYPE, rates_as_observed, 0,
        "Whether the rates and the mix count only publicly known operations. If so, they are "
        "divided by the probability that an incident becomes public."),
    MAP(RECORD_TYPE, mix, &mix_record,
        "Shares of incident types; absent: the recorded shares for states and proxies, "
        "ransomware for criminals, disruption for terrorists, accidents for accidents.",
        .refers = "incident_types"),
    NUMBER_OF(frailty_k, 0, 1e6, 0, "1", FITTED("V1-V4"),
        "Shape of the gamma distribution of activity, which varies the rate; drawn once per "
        "run and target (or pair). 0: the rate does not vary."),
    NUMBER_OF(direction_kappa, 0, 1e6, 0, "1", FITTED("V1-V4"),
        "Parameter of the symmetric beta distribution that divides one activity of a pair "
        "between its two directions; 0: each direction has its own activity."),
    NUMBER_OF(exposure_growth, -1, 10, 0, "per year", SWEEP(0, .15),
        "Growth of the rate per year; it does not change the mean rate over the horizon."),
    SWITCH(RECORD_TYPE, exposure_logistic, 0,
        "Whether the rate follows the exposure curve of the parameters."),
    NUMBER_OF(campaign_size_mean, 0, 8, .066, "operations",
        DATA("DCID 2.0: 12 % on the same day"),
        "Mean number of further operations of the same campaign that take place."),
    NUMBER_OF(bundle_lag_days, 0, 3650, 1, "days", SWEEP(0, 60),
        "Mean delay of each further operation."),
    OBJECT(RECORD_TYPE, false_flag, &false_flag_record, "Operations under a false flag."),
    OBJECT(RECORD_TYPE, spillover, &spillover_record,
        "Operations that reach a third state by accident."),
    NUMBER_OF(tension_elasticity, -5, 5, 0, "log", SWEEP(0, 1),
        "Effect of the tension, from the state of the source toward the target, on the rate."),
    SWITCH(RECORD_TYPE, exploit_stock, 0,
        "Whether operations use up a stock of exploits; exploits also become useless with "
        "time."),
};
const struct record world_source_record = {.name = "source",
    .doc = "A source of incidents.",
    .size = sizeof(RECORD_TYPE),
    .fields = source_fields,
    .n_fields = FIELD_COUNT_OF(source_fields),
    .listed = MEMBERS_LISTED};
#undef RECORD_TYPE
