#include "model/input/world_tables.h"

static const char *const inject_names[] = {
    "incident", "tension_shock", "leadership_change", "agreement_step", NULL};
static const char *const step_names[] = {
    "sign", "ratify", "enter_into_force", "suspend", "resume", "terminate", NULL};

#define T struct state
static const struct field state_fields[] = {
    TEXT(T, name, "Name shown to people."),
    TEXT(T, notes, "What is on record about it, with the source."),
    N(detection, 0, 1, .5, "capacity", NEUTRAL, "Capacity to detect; 0.5 is neutral."),
    N(attribution, 0, 1, .5, "capacity", NEUTRAL, "Capacity to attribute; 0.5 is neutral."),
    N(resilience, 0, 1, .5, "capacity", NEUTRAL, "Capacity to resist and recover."),
    N(offence, 0, 1, .5, "capacity", NEUTRAL,
        "Offensive capacity, as the others see it when they suspect."),
    N(analysts, 1, 1000, 4, "analysts", SWEEP(1, 12), "Analysts of the technical desk."),
    N(triage_hours, 0, 8766, 24, "hours", SWEEP(4, 96), "Mean time of a triage."),
    N(officers, 1, 1000, 2, "officers", SWEEP(1, 6), "Officers of the political desk."),
    N(handling_hours, 0, 8766, 8, "hours", SWEEP(1, 48), "Mean time of handling a message."),
    N(inertia, -20, 20, 0, "utility", NEUTRAL, "Doctrine: adds to doing nothing."),
    N(retaliation, -20, 20, 0, "utility", NEUTRAL, "Doctrine: adds to covert operations."),
    N(publicity, -20, 20, 0, "utility", NEUTRAL, "Doctrine: adds to open acts of rung 2-3."),
    N(patience, 0, 100, 1, "1", NEUTRAL, "Factor on the patience of the parameters."),
    N(confidence_needed, 0, 1, .8, "probability", SWEEP(.6, .95),
        "Posterior at which it stops gathering evidence and acts."),
    N(pressure_gain, 0, 20, .3, "1", SWEEP(0, 1),
        "Jump of domestic pressure when an incident of severity 5 becomes public."),
    N(pressure_halflife_days, .1, 3650, 30, "days", SWEEP(10, 90), "Half-life of it."),
    N(doctrinal_position, -1, 1, 0, "1", NEUTRAL,
        "Position on one axis of doctrine; half the distance of two is their distance."),
    N(operation_teams, 0, 1000, 4, "teams", SWEEP(1, 20),
        "Counter-operations it can have in hand at once."),
    N(background_load, 0, .99, 0, "share", SWEEP(0, .9),
        "Share of its analysts' time taken by what the model does not tell of."),
};
static RECORD(state, T, "A state.");
#undef T

#define T struct inject
static const struct field inject_fields[] = {
    CHOICE(T, kind, inject_names, INJECT_INCIDENT, "What happens."),
    FIELD_AS(T, day, FIELD_DATE, .required = true, .unit = "date", .doc = "When."),
    TEXT(T, notes, "Why it stands here."),
    REF(T, source, "sources", "incident: the source behind it."),
    REF(T, actor, "states", "tension_shock: who feels it; leadership_change: where."),
    REF(T, target, "states", "incident: the victim; tension_shock: toward whom."),
    REF(T, agreement, "agreements", "agreement_step: of which agreement."),
    REF(T, type, "incident_types", "incident: its type; absent: drawn from the source's mix."),
    N(severity, 0, SEVERITY_MAX, 0, "severity", NEUTRAL, "incident: 1 to 10; 0: drawn."),
    N(duration_days, -1, 36525, -1, "days", NEUTRAL, "incident: planned length; -1: drawn."),
    N(size, -100, 100, 0, "tension", NEUTRAL, "tension_shock: the jump."),
    CHOICE(T, step, step_names, STEP_SIGN, "agreement_step: which step."),
};
static RECORD(inject, T, "Something scripted.");
#undef T

#define T struct trace_incident
static const struct field trace_incident_fields[] = {
    FIELD_AS(
        T, day, FIELD_DATE, .required = true, .unit = "date", .doc = "Start; rows go by day."),
    FIELD_AS(T, source, FIELD_REF, .refers = "sources", .required = true, .unit = "",
        .doc = "The source behind it."),
    FIELD_AS(T, target, FIELD_REF, .refers = "states", .required = true, .unit = "",
        .doc = "The victim."),
    REF(T, type, "incident_types", "Its type; empty: drawn from the source's mix."),
    N(severity, 0, SEVERITY_MAX, 0, "severity", NEUTRAL, "1 to 10; empty or 0: drawn."),
    N(duration_days, -1, 36525, -1, "days", NEUTRAL, "Planned length; empty or -1: drawn."),
};
const struct record world_trace_incident_record = {.name = "trace_incident",
    .doc = "A recorded incident.",
    .size = sizeof(T),
    .fields = trace_incident_fields,
    .n_fields = FIELD_COUNT_OF(trace_incident_fields)};
#undef T

#define T struct trace
static const struct field trace_fields[] = {
    TEXT(T, file, "CSV file of incidents, relative to this file."),
    SWITCH(T, replaces_sources, 0, "The sources make no incidents of their own."),
};
static RECORD(trace, T, "Incidents from a file.");
#undef T

#define T struct key
static const struct record variable_record = {.name = "variable",
    .doc = "A variable to write: an empty object.",
    .size = sizeof(T),
    .fields = NULL,
    .n_fields = 0};
#undef T

#define T struct outputs_series
static const struct field series_fields[] = {
    MAP(T, variables, &variable_record,
        "Variables to write: tension, trust and rung of every pair, desk queues, open "
        "incidents (`describe series`)."),
    N(every_days, 0.01, 36525, 30, "days", NEUTRAL, "Distance of the grid."),
};
static RECORD(series, T, "What series.csv holds.");
#undef T

#define T struct outputs
static const struct record harmed_record = {.name = "harmed",
    .doc = "A state: an empty object.",
    .size = sizeof(struct key),
    .fields = NULL,
    .n_fields = 0};

static const struct field outputs_fields[] = {
    MAP(T, harm_of, &harmed_record,
        "States whose harm `harm` and `harm_observed` sum; none named: all. Say the parties of "
        "an agreement here, and it is their harm that policies are compared by.",
        .refers = "states"),
    OBJECT(T, series, &series_record, "What series.csv holds; without variables: no file."),
};
static RECORD(outputs, T, "What is written beyond the tables that are always there.");
#undef T

#define T struct alias
static const struct field alias_fields[] = {
    FIELD(T, name, .required = true, .unit = "", .doc = "The invented name."),
};
static const struct record alias_record = {.name = "alias",
    .doc = "An invented name.",
    .size = sizeof(T),
    .fields = alias_fields,
    .n_fields = 1,
    .scalar = true};
#undef T

#define T struct world
static const struct field world_fields[] = {
    FIELD(T, title, .unit = "", .preset_text = "", .doc = "What the scenario is called."),
    TEXT(T, notes, "What is fact, what is assumed, what it is for."),
    FIELD(T, seed, .unit = "", .preset_text = "1",
        .doc = "Master seed, a whole number up to 2^64 - 1, as text."),
    {.name = "start",
        .kind = FIELD_DATE,
        .offset = offsetof(T, start),
        .required = true,
        .unit = "date",
        .doc = "Day 0."},
    N(horizon_days, 0, 365250, 3652.5, "days", NEUTRAL, "How long a run lasts."),
    N(replications, 1, 1e9, 100, "runs", NEUTRAL, "Runs per policy, unless -n says otherwise."),
    N(max_events, 1, 1e12, 1e7, "events", NEUTRAL, "Events at which a run is given up."),
    OBJECT(T, parameters, &parameters_record, "The numbers of the model."),
    MAP(T, states, &state_record, "The states."),
    MAP(T, sources, &world_source_record, "What makes incidents."),
    MAP(T, pairs, &world_pair_record, "Relations; pairs not named here have the presets.",
        .refers = "states", .pair_keys = true),
    MAP(T, agreements, &world_agreement_record, "Agreements."),
    MAP(T, incident_types, &incident_type_record, "Kinds of incident.",
        .rows = &incident_type_rows, .rows_all = true),
    MAP(T, responses, &response_record, "Responses.", .rows = &response_rows, .rows_all = true),
    MAP(T, injects, &inject_record, "Scripted events."),
    OBJECT(T, trace, &trace_record, "Incidents from a file."),
    OBJECT(T, outputs, &outputs_record, "What is written beyond the usual tables."),
    MAP(T, aliases, &alias_record, "Invented names of states, sources and agreements, by id."),
    SWITCH(T, use_aliases, 0,
        "Whether people see the invented names; ids and numbers stay what they are."),
};
const struct record world_record = {.name = "scenario",
    .doc = "A scenario: who there is, what was agreed, and how long to watch.",
    .size = sizeof(T),
    .fields = world_fields,
    .n_fields = FIELD_COUNT_OF(world_fields)};
