#include "model/input/world_fields.h"
#include "model/input/world_posture.h"

static const char *const inject_names[] = {
    "incident", "tension_shock", "leadership_change", "agreement_step", "news", NULL};
static const char *const step_names[] = {
    "sign", "ratify", "enter_into_force", "suspend", "resume", "terminate", NULL};

#define RECORD_TYPE struct state
static const struct field state_fields[] = {
    FIELD(RECORD_TYPE, name, .unit = "", .keep_default = true, .translatable = true,
        .doc = "Name for readers."),
    FIELD(RECORD_TYPE, notes, .unit = "", .keep_default = true,
        .doc = "Recorded facts about the state, with sources."),
    FIELD_AS(RECORD_TYPE, posture, FIELD_CHOICE, .choices = world_posture_names,
        .default_value = POSTURE_AS_RECORDED, .unit = "", .keep_default = true,
        .doc = "Posture: the values of the doctrine that the state does not set itself "
               "(`describe postures`)."),
    NUMBER_OF(detection, 0, 1, .5, "capacity", NOT_OF_ROWS(NEUTRAL),
        "Capacity to detect operations; 0.5 is neutral."),
    NUMBER_OF(attribution, 0, 1, .5, "capacity", NOT_OF_ROWS(NEUTRAL),
        "Capacity to attribute operations; 0.5 is neutral."),
    NUMBER_OF(resilience, 0, 1, .5, "capacity", NOT_OF_ROWS(NEUTRAL),
        "Capacity to resist operations and to recover from them."),
    NUMBER_OF(offence, 0, 1, .5, "capacity", NOT_OF_ROWS(NEUTRAL),
        "Offensive capacity, as other states judge it when they look for suspects."),
    NUMBER_OF(analysts, 1, 1000, 4, "analysts", NOT_OF_ROWS(SWEEP(1, 12)),
        "Number of analysts at the technical desk."),
    NUMBER_OF(triage_hours, 0, 8766, 24, "hours", NOT_OF_ROWS(SWEEP(4, 96)),
        "Mean time that an analyst needs for a triage."),
    NUMBER_OF(officers, 1, 1000, 2, "officers", NOT_OF_ROWS(SWEEP(1, 6)),
        "Number of officers at the political desk."),
    NUMBER_OF(handling_hours, 0, 8766, 8, "hours", NOT_OF_ROWS(SWEEP(1, 48)),
        "Mean time that an officer needs for a message."),
    NUMBER_OF(inertia, -20, 20, 0, "utility", NOT_OF_ROWS(NEUTRAL),
        "Doctrine: amount added to the utility of doing nothing."),
    NUMBER_OF(retaliation, -20, 20, -.34, "utility", FITTED("V10, V13"),
        "Doctrine: amount added to the utility of covert operations."),
    NUMBER_OF(publicity, -20, 20, -.65, "utility", FITTED("V10, V13"),
        "Doctrine: amount added to the utility of overt acts of rung 2 or 3."),
    NUMBER_OF(coercion, -20, 20, 0, "utility", NEUTRAL,
        "Doctrine: amount added to the utility of legal steps and sanctions, in addition to "
        "`publicity`."),
    NUMBER_OF(force, -20, 20, 0, "utility", NEUTRAL,
        "Doctrine: amount added to the utility of overt acts of rung 7 or 8."),
    NUMBER_OF(patience, 0, 100, 1, "1", NEUTRAL,
        "Doctrine: factor on the patience of the state, which `/parameters/attribution` sets."),
    NUMBER_OF(confidence_needed, 0, 1, .8, "probability", SWEEP(.6, .95),
        "Doctrine: posterior probability at which the state stops gathering evidence and "
        "acts."),
    NUMBER_OF(pressure_gain, 0, 20, .3, "1", NOT_OF_ROWS(SWEEP(0, 1)),
        "Jump of domestic pressure when an incident of severity 5 becomes public."),
    NUMBER_OF(pressure_halflife_days, .1, 3650, 30, "days", NOT_OF_ROWS(SWEEP(10, 90)),
        "Half-life of domestic pressure in the state."),
    NUMBER_OF(doctrinal_position, -1, 1, 0, "1", NOT_OF_ROWS(NEUTRAL),
        "Position of the state on an axis of doctrine from -1 to 1; the doctrinal distance of "
        "two states is half the difference of their positions."),
    NUMBER_OF(operation_teams, 0, 1000, 4, "teams", SWEEP(1, 20),
        "Maximum number of counter-operations at one time."),
    NUMBER_OF(background_load, 0, .99, 0, "share", NOT_OF_ROWS(SWEEP(0, .9)),
        "Share of the analysts' time that work outside the model takes."),
    REF(RECORD_TYPE, seat_policy, "seat_policies",
        "Rule by which the state chooses its responses (`describe seat_policies`); absent: by "
        "habit, as the model chooses."),
};
static RECORD(state, RECORD_TYPE, "A state.");
#undef RECORD_TYPE

#define RECORD_TYPE struct told
static const struct field told_fields[] = {
    FIELD(RECORD_TYPE, text, .required = true, .translatable = true, .unit = "",
        .doc = "Text for the team of the state in the key; with the key all, for everybody."),
};
static const struct record told_record = {.name = "told",
    .doc = "Text that a team receives.",
    .size = sizeof(RECORD_TYPE),
    .fields = told_fields,
    .n_fields = 1,
    .scalar = true};
#undef RECORD_TYPE

#define RECORD_TYPE struct inject
static const struct field inject_fields[] = {
    CHOICE(RECORD_TYPE, kind, inject_names, INJECT_INCIDENT,
        "Kind of event. An event of kind news is only a text, and changes nothing in the run."),
    DATE(RECORD_TYPE, day, "Day of the event; absent if the facilitator calls the event."),
    SWITCH(RECORD_TYPE, called, 0,
        "For an exercise: whether the event has no day, and happens only if the facilitator "
        "calls it."),
    TEXT(RECORD_TYPE, notes, "Reason for the event, for readers."),
    REF(RECORD_TYPE, source, "sources", "incident: source of the incident."),
    REF(RECORD_TYPE, actor, "states",
        "tension_shock: the state whose tension rises; leadership_change: the state that "
        "changes its leadership."),
    REF(RECORD_TYPE, target, "states",
        "incident: the victim; tension_shock: the state toward which the tension rises."),
    REF(RECORD_TYPE, agreement, "agreements", "agreement_step: the agreement."),
    REF(RECORD_TYPE, type, "incident_types",
        "incident: type of the incident; absent: drawn from the mix of the source."),
    CHOICE(RECORD_TYPE, target_class, measure_target_names, TARGET_ANY,
        "incident: class of the target. any: drawn by `/parameters/rates`, as for incidents "
        "that "
        "are not scripted. private, government, military: this class, and no critical "
        "infrastructure. critical: critical infrastructure of the class private."),
    NUMBER_OF(severity, 0, SEVERITY_MAX, 0, "severity", NEUTRAL,
        "incident: severity of the incident, 1 to 10; 0: drawn from the type."),
    NUMBER_OF(duration_days, -1, 36525, -1, "days", NEUTRAL,
        "incident: planned duration of the incident; -1: drawn from the type."),
    NUMBER_OF(size, -100, 100, 0, "tension", NEUTRAL, "tension_shock: the jump of tension."),
    CHOICE(RECORD_TYPE, step, step_names, STEP_SIGN,
        "agreement_step: the step that the agreement takes."),
    MAP(RECORD_TYPE, told, &told_record,
        "For an exercise: texts for the teams, by id of the state, or \"all\"."),
    TEXT(RECORD_TYPE, form,
        "For an exercise: form of the texts, \"technical_note\", \"press\" or "
        "\"diplomatic_note\"."),
    FIELD(RECORD_TYPE, expect, .translatable = true, .unit = "",
        .doc = "For the facilitator: what a good team does."),
    TEXT(RECORD_TYPE, goal,
        "For the facilitator: the goal in /workshop/goals that the event serves."),
};
static RECORD(inject, RECORD_TYPE, "A scripted event.");
#undef RECORD_TYPE

#define RECORD_TYPE struct trace_incident
static const struct field trace_incident_fields[] = {
    FIELD_AS(RECORD_TYPE, day, FIELD_DATE, .required = true, .unit = "date",
        .doc = "First day of the incident; rows are sorted by day."),
    FIELD_AS(RECORD_TYPE, source, FIELD_REF, .refers = "sources", .required = true, .unit = "",
        .doc = "Its source."),
    FIELD_AS(RECORD_TYPE, target, FIELD_REF, .refers = "states", .required = true, .unit = "",
        .doc = "The victim."),
    REF(RECORD_TYPE, type, "incident_types",
        "Type of the incident; empty: drawn from the mix of the source."),
    NUMBER_OF(severity, 0, SEVERITY_MAX, 0, "severity", NEUTRAL,
        "Severity of the incident, 1 to 10; empty or 0: drawn from the type."),
    NUMBER_OF(duration_days, -1, 36525, -1, "days", NEUTRAL,
        "Planned duration of the incident; empty or -1: drawn from the type."),
};
const struct record world_trace_incident_record = {.name = "trace_incident",
    .doc = "A recorded incident.",
    .size = sizeof(RECORD_TYPE),
    .fields = trace_incident_fields,
    .n_fields = FIELD_COUNT_OF(trace_incident_fields)};
#undef RECORD_TYPE

#define RECORD_TYPE struct trace
static const struct field trace_fields[] = {
    TEXT(RECORD_TYPE, file, "CSV file of incidents; the path is relative to this file."),
    SWITCH(RECORD_TYPE, replaces_sources, 0,
        "Whether the file replaces the sources, which then produce no incidents."),
};
static RECORD(trace, RECORD_TYPE, "Incidents from a file.");
#undef RECORD_TYPE

static const struct series_variable variables[SERIES_VARIABLES] = {
    [SERIES_TENSION] = {{.id = "tension"}, "tension",
        "Tension that the state `from` feels toward `to`."},
    [SERIES_TRUST] = {{.id = "trust"}, "probability", "Trust of the state `from` in `to`."},
    [SERIES_RUNG] = {{.id = "rung"}, "rung",
        "Rung of `from` toward `to` on the escalation ladder."},
    [SERIES_OPEN_INCIDENTS] = {{.id = "open_incidents"}, "incidents",
        "Incidents against the state that have not ended."},
    [SERIES_DESK_WAITING] = {{.id = "desk_waiting"}, "jobs",
        "Jobs that wait at the technical desk of the state."},
    [SERIES_PRESSURE] = {{.id = "pressure"}, "1", "Domestic pressure in the state."},
};
const struct builtins world_series_rows = {.at = variables, .count = SERIES_VARIABLES};
static const struct record variable_record = {.name = "variable",
    .doc = "A variable to write: an empty object.",
    .size = sizeof(struct series_variable),
    .fields = NULL,
    .n_fields = 0};

#define RECORD_TYPE struct outputs_series
static const struct field series_fields[] = {
    MAP(RECORD_TYPE, variables, &variable_record,
        "Variables to write: tension, trust and rung of every pair, desk queues, open "
        "incidents (`describe series`).",
        .builtins = &world_series_rows, .builtins_only = true),
    NUMBER_OF(every_days, 0.01, 36525, 30, "days", NEUTRAL,
        "Interval between the days for which series.csv has rows."),
};
static RECORD(series, RECORD_TYPE, "Contents of series.csv.");
#undef RECORD_TYPE

#define RECORD_TYPE struct outcome
static const struct field outcome_fields[] = {
    FIELD(RECORD_TYPE, expression, .verbatim = true, .unit = "",
        .doc = "Number or condition computed from the metrics of a run, for example "
               "\"hostile_responses / decisions\" or \"first_rung_8_day < 365\"."),
    FIELD(RECORD_TYPE, count, .unit = "",
        .doc = "Rows to count: \"incidents\", \"acts\" or \"messages\"."),
    FIELD(RECORD_TYPE, sum, .verbatim = true, .unit = "",
        .doc =
            "Sum, over incidents or over the rows that `over` names, of a number computed from "
            "the columns of incidents.csv, acts.csv or messages.csv, for example \"harm\"."),
    FIELD(RECORD_TYPE, over, .unit = "",
        .doc = "sum: rows of the sum, \"incidents\", \"acts\" or \"messages\"; default: "
               "incidents."),
    FIELD(RECORD_TYPE, where, .verbatim = true, .unit = "",
        .doc = "count, sum: the rows that count, a condition on the columns of their file, for "
               "example \"severity >= 5 and target == \\\"alpha\\\"\"; default: all rows."),
    FIELD(RECORD_TYPE, by, .unit = "",
        .doc = "count, sum: one column for each value of a column of the file, such as target, "
               "type or response; for each pair of states (dyad); or for each year of the run "
               "(year)."),
    FIELD(RECORD_TYPE, title, .unit = "", .doc = "Title in charts and tables."),
    FIELD(RECORD_TYPE, unit, .unit = "", .doc = "Unit of the number."),
    FIELD(RECORD_TYPE, description, .unit = "", .doc = "Meaning, a sentence."),
};
static const struct record outcome_record = {.name = "outcome",
    .doc = "An outcome defined by its scenario or experiment.",
    FIELDS_OF(RECORD_TYPE, outcome_fields)};
#undef RECORD_TYPE

#define RECORD_TYPE struct outputs
static const struct record harmed_record = {.name = "harmed",
    .doc = "A state: an empty object.",
    .size = sizeof(struct key),
    .fields = NULL,
    .n_fields = 0};

static const struct field outputs_fields[] = {
    MAP(RECORD_TYPE, harm_of, &harmed_record,
        "States over which the metrics harm and harm_observed are summed; absent: all. List "
        "the parties of an agreement to compare policies by the harm to the parties.",
        .refers = "states"),
    MAP(RECORD_TYPE, parties, &harmed_record,
        "States that the metrics harm_parties, harm_others and harm_by_reprisal count as "
        "parties; absent: every state that is a party of an agreement under some policy.",
        .refers = "states"),
    MAP(RECORD_TYPE, outcomes, &outcome_record,
        "Outcomes computed from the metrics of each run. Like metrics, outcomes are columns of "
        "runs.csv and have rows in summary.csv and compare.csv."),
    OBJECT(RECORD_TYPE, series, &series_record,
        "Contents of series.csv; the file is not written if there are no variables."),
};
static RECORD(outputs, RECORD_TYPE, "Additional output.");
#undef RECORD_TYPE

#define RECORD_TYPE struct alias
static const struct field alias_fields[] = {
    FIELD(RECORD_TYPE, name, .required = true, .is_name = true, .unit = "",
        .doc = "Invented name of the state, source or agreement."),
};
static const struct record alias_record = {.name = "alias",
    .doc = "An invented name.",
    .size = sizeof(RECORD_TYPE),
    .fields = alias_fields,
    .n_fields = 1,
    .scalar = true};
#undef RECORD_TYPE

#define RECORD_TYPE struct world
static const struct field world_fields[] = {
    FIELD(RECORD_TYPE, title, .unit = "", .default_text = "", .translatable = true,
        .doc = "Title of the scenario."),
    TEXT(RECORD_TYPE, notes, "Facts, assumptions and purpose of the scenario."),
    FIELD(RECORD_TYPE, seed, .unit = "", .default_text = "1",
        .doc = "Master seed, a whole number up to 2^64 - 1, as text."),
    {.name = "start",
        .kind = FIELD_DATE,
        .offset = offsetof(RECORD_TYPE, start),
        .required = true,
        .unit = "date",
        .doc = "Day 0."},
    NUMBER_OF(horizon_days, 0, 365250, 3652.5, "days", NEUTRAL, "Length of a run."),
    NUMBER_OF(replications, 1, 1e9, 100, "runs", NEUTRAL,
        "Runs per policy; the option -n overrides it."),
    NUMBER_OF(max_events, 1, 1e12, 1e7, "events", NEUTRAL,
        "Maximum number of events; a run that reaches it is aborted."),
    OBJECT(RECORD_TYPE, parameters, &parameters_record, "Parameters of the model."),
    FIELD(RECORD_TYPE, adaptive, .unit = "", .sets_defaults = true,
        .doc = "Whether sources adapt. If so, deterrence, tension elasticity, retooling and "
               "displacement have other defaults (sim/MODEL.md, 1.13)."),
    MAP(RECORD_TYPE, states, &state_record, "The states.", .builtins = &world_posture_rows),
    MAP(RECORD_TYPE, sources, &world_source_record, "Sources of incidents."),
    MAP(RECORD_TYPE, pairs, &world_pair_record,
        "Relations between two states; a pair that is not listed has the defaults.",
        .refers = "states", .pair_keys = true),
    MAP(RECORD_TYPE, agreements, &world_agreement_record, "Agreements."),
    MAP(RECORD_TYPE, incident_types, &incident_type_record, "Types of incident.",
        .builtins = &incident_type_rows, .builtins_all = true),
    MAP(RECORD_TYPE, responses, &response_record, "Responses.", .builtins = &response_rows,
        .builtins_all = true),
    MAP(RECORD_TYPE, seat_policies, &seat_policy_record,
        "Rules by which states may choose their responses.", .builtins = &seat_policy_rows,
        .builtins_all = true),
    MAP(RECORD_TYPE, injects, &inject_record, "Scripted events."),
    OBJECT(RECORD_TYPE, trace, &trace_record, "Incidents from a file."),
    OBJECT(RECORD_TYPE, outputs, &outputs_record, "Additional output."),
    MAP(RECORD_TYPE, aliases, &alias_record,
        "Invented names of states, sources and agreements, by id."),
    SWITCH(RECORD_TYPE, use_aliases, 0,
        "Whether output for readers uses the invented names; ids and numbers do not change."),
};
const struct record world_record = {.name = "scenario",
    .doc = "A scenario: states, agreements, sources of incidents, and the time to simulate.",
    .size = sizeof(RECORD_TYPE),
    .fields = world_fields,
    .n_fields = FIELD_COUNT_OF(world_fields)};
