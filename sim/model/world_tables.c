#include "model/describe.h"
#include "model/world.h"

#define N(member, low, high, value, unit_, where, doc_)                                        \
    FIELD(T, member, .min = (low), .max = (high), .preset = (value), .unit = (unit_), where,   \
        .doc = (doc_))

const char *const world_source_kind_names[] = {
    "state", "proxy", "criminal", "terrorist", "accident", NULL};
const char *const world_agreement_kind_names[] = {"bilateral", "multilateral", "hub", NULL};
const char *const world_agreement_status_names[] = {
    "proposed", "signed", "ratified", "in_force", "suspended", "ended", NULL};
static const char *const between_names[] = {"all", "two", NULL};
static const char *const allocation_names[] = {"equal", "weakest_first", "proportional", NULL};
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

#define T struct amount
static const struct field target_fields[] = {
    FIELD(T, value, .min = 0, .max = 1e5, .unit = "per year", NEUTRAL, .author_only = true,
        .doc = "Operations per year against this state, in the true or the observed stream."),
};
static const struct record target_record = {.name = "rate_per_year",
    .doc = "Rate against one target.",
    .size = sizeof(T),
    .fields = target_fields,
    .n_fields = 1,
    .scalar = true};
static const struct field mix_fields[] = {
    FIELD(T, value, .min = 0, .max = 1e6, .unit = "share", NEUTRAL, .author_only = true,
        .doc = "Share of this incident type; shares need not add up to 1."),
};
static const struct record mix_record = {.name = "share",
    .doc = "Share of one incident type.",
    .size = sizeof(T),
    .fields = mix_fields,
    .n_fields = 1,
    .scalar = true};
#undef T

#define T struct source_false_flag
static const struct field false_flag_fields[] = {
    N(share, 0, 1, 0, "share", SWEEP(0, .3), "Share of operations that point at another."),
    REF(T, blames, "states", "The state they point at."),
};
static RECORD(false_flag, T, "Operations made to look like another state's.");
#undef T

#define T struct source_spillover
static const struct field spillover_fields[] = {
    N(probability, 0, 1, 0, "probability", SWEEP(0, .2),
        "Probability that an operation spills over."),
    REF(T, to, "states", "The third state it reaches."),
};
static RECORD(spillover, T, "Operations that reach a third state by accident.");
#undef T

#define T struct source
static const struct field source_fields[] = {
    TEXT(T, name, "Name shown to people."),
    TEXT(T, notes, "Where its rates come from."),
    CHOICE(T, kind, world_source_kind_names, SOURCE_STATE, "Who stands behind it."),
    REF(T, home, "states", "The territory it works from; of a state source, the state."),
    REF(T, sponsor, "states", "The state that sponsors a proxy."),
    N(control, 0, 1, 1, "share", SWEEP(0, 1), "Control of the sponsor over a proxy."),
    MAP(T, targets, &target_record, "Rate of operations per year, by target.",
        .refers = "states"),
    SWITCH(T, rates_as_observed, 0,
        "Rates, and the mix, are those of the public record: divided by the probability of "
        "becoming public."),
    MAP(T, mix, &mix_record,
        "Shares of incident types; none: the recorded shares for states and proxies, "
        "ransomware for criminals, disruption for terrorists, accidents for accidents.",
        .refers = "incident_types"),
    N(frailty_k, 0, 1e6, 0, "1", FITTED("V1-V4"),
        "Shape of the gamma activity drawn once per run and stream, or pair; 0: none."),
    N(direction_kappa, 0, 1e6, 0, "1", FITTED("V1-V4"),
        "Above 0: one activity per pair, split between its two directions by a symmetric "
        "beta."),
    N(exposure_growth, -1, 10, 0, "per year", SWEEP(0, .15),
        "Growth of the rate per year, mean kept over the horizon."),
    SWITCH(T, exposure_logistic, 0, "The rate follows the exposure curve of the parameters."),
    N(bundle_mean, 0, 8, .14, "operations", DATA("DCID 2.0: 12 % on the same day"),
        "Mean number of further operations of the same campaign."),
    N(bundle_lag_days, 0, 3650, 1, "days", SWEEP(0, 60), "Mean delay of each."),
    OBJECT(T, false_flag, &false_flag_record, "Operations under a false flag."),
    OBJECT(T, spillover, &spillover_record, "Operations that spill over."),
    N(tension_elasticity, -5, 5, 0, "log", SWEEP(0, 1),
        "How much the tension its state feels toward the target raises its rate."),
    SWITCH(T, exploit_stock, 0, "Operations use up a stock of exploits that also decays."),
};
static RECORD(source, T, "A process that makes incidents.");
#undef T

#define T struct channel
static const struct field channel_fields[] = {
    SWITCH(T, present, 0, "Whether the pair has it."),
    N(latency_hours, 0, 87660, 48, "hours", SWEEP(.25, 336), "Median transit of a message."),
    N(latency_log_sd, 0, 3, .8, "log", SWEEP(.4, 1.2), "Its spread."),
    N(locate_fresh_hours, 0, 8766, 6, "hours", SWEEP(1, 24),
        "Mean time to find the counterpart on a fresh channel."),
    N(locate_stale_hours, 0, 8766, 72, "hours", SWEEP(24, 240), "The same on a stale one."),
    N(reach_stale, 0, 1, .5, "probability", SWEEP(.2, .8),
        "Probability that a message reaches a person on a stale channel."),
    N(reach_fresh, 0, 1, .9, "probability", SWEEP(.6, .98), "The same on a fresh one."),
    N(answer_calm, 0, 1, .95, "probability", SWEEP(.7, 1),
        "Probability of an answer without tension."),
    N(answer_tense, 0, 1, .30, "probability", SWEEP(0, .9), "The same at high tension."),
    N(credibility, 0, 1, .5, "1", SWEEP(0, .9), "How much a statement on it can be believed."),
    N(halflife_days, 1, 36525, 548, "days", SWEEP(180, 1095), "Half-life of freshness."),
    N(last_contact_days_ago, 0, 36525, 180, "days", SWEEP(0, 1095),
        "Time since the last contact when the run begins."),
};
static RECORD(channel, T, "A way to send messages between two states.");
static const T channel_rows[] = {
    {.key.id = "political",
        .key.index = CHANNEL_POLITICAL,
        .present = true,
        .latency_hours = 48,
        .latency_log_sd = .8,
        .locate_fresh_hours = 6,
        .locate_stale_hours = 72,
        .reach_stale = .5,
        .reach_fresh = .9,
        .answer_calm = .95,
        .answer_tense = .3,
        .credibility = .5,
        .halflife_days = 548,
        .last_contact_days_ago = 180},
    {.key.id = "technical",
        .key.index = CHANNEL_TECHNICAL,
        .latency_hours = 12,
        .latency_log_sd = .8,
        .locate_fresh_hours = 6,
        .locate_stale_hours = 72,
        .reach_stale = .5,
        .reach_fresh = .9,
        .answer_calm = .95,
        .answer_tense = .3,
        .credibility = .5,
        .halflife_days = 548,
        .last_contact_days_ago = 180},
    {.key.id = "law_enforcement",
        .key.index = CHANNEL_LAW_ENFORCEMENT,
        .latency_hours = 4383,
        .latency_log_sd = .5,
        .locate_fresh_hours = 6,
        .locate_stale_hours = 72,
        .reach_stale = .5,
        .reach_fresh = .9,
        .answer_calm = .95,
        .answer_tense = .3,
        .credibility = .5,
        .halflife_days = 548,
        .last_contact_days_ago = 180},
    {.key.id = "defence",
        .key.index = CHANNEL_DEFENCE,
        .latency_hours = 48,
        .latency_log_sd = .8,
        .locate_fresh_hours = 6,
        .locate_stale_hours = 72,
        .reach_stale = .5,
        .reach_fresh = .9,
        .answer_calm = .95,
        .answer_tense = .1,
        .credibility = .5,
        .halflife_days = 548,
        .last_contact_days_ago = 180},
};
const struct rows world_channel_rows = {.at = channel_rows, .count = CHANNEL_KINDS};
#undef T

#define T struct pair
static const struct field pair_fields[] = {
    TEXT(T, notes, "What is on record about the relation, with the source."),
    N(tension_baseline, 0, 100, .05, "tension", SWEEP(0, .5),
        "Tension it settles at; 0.25 between rivals."),
    N(tension_start, 0, 100, .05, "tension", SWEEP(0, .5), "Tension when the run begins."),
    N(trust_good, .01, 1000, 2, "count", SWEEP(1, 10),
        "Good experience before the run; 1.2 between rivals."),
    N(trust_bad, .01, 1000, 2, "count", SWEEP(1, 10),
        "Bad experience before the run; 2.8 between rivals."),
    FIELD(T, doctrinal_distance, .min = -1, .max = 1, .preset = -1, .unit = "1", NEUTRAL,
        .doc = "Doctrinal distance, 0 to 1; -1: from the positions of the two states."),
    N(routine_contacts_per_year, 0, 1000, 5, "per year", FITTED("V20"),
        "Routine diplomatic contacts, independent of any agreement."),
    N(legal_refusal, 0, 1, .1, "probability", SWEEP(0, .5),
        "Probability that a request between the two is refused for legal reasons."),
    MAP(T, channels, &channel_record, "Ways to send messages.", .rows = &world_channel_rows,
        .rows_only = true, .rows_all = true),
};
const struct record world_pair_record = {.name = "pair",
    .doc = "The relation of two states.",
    .size = sizeof(T),
    .fields = pair_fields,
    .n_fields = FIELD_COUNT_OF(pair_fields)};
#undef T

#define T struct party
static const struct field party_fields[] = {
    N(implementation, 0, 1, 1, "share", SWEEP(0, 1), "How much it has put into practice."),
    N(activity, 0, 1, 1, "share", SWEEP(0, 1), "How much it uses what is there."),
    DATE(T, joined, "When it became a party; absent: with the agreement."),
    N(accession_days, 0, 36525, 0, "days", SWEEP(0, 1735),
        "Median time from entry into force (or `joined`, if later) until it accedes; 0: as "
        "dated."),
    N(accession_log_sd, 0, 3, .5, "log", SWEEP(0, 1), "Its spread."),
    DATE(T, left, "When it leaves; absent: never."),
    N(programme_share, 0, 1e6, 1, "1", NEUTRAL,
        "Weight in a proportional allocation of the capacity programme."),
};
static RECORD(party, T, "A state's part in an agreement.");
#undef T

#define T struct agreement_entry
static const struct field entry_fields[] = {
    N(hazard_per_year, 0, 100, 0, "per year", SWEEP(0, 1),
        "Rate of signing what is proposed, at no tension and no consultations; 0: as dated."),
    N(tension_weight, -10, 10, 1, "log", SWEEP(0, 2),
        "How much tension raises it: states sign when trouble is coming."),
    N(threat_weight, -10, 10, 0, "log", SWEEP(0, 2),
        "How much the highest tension of a party toward a state outside raises it."),
    N(consultation_weight, -10, 10, .3, "log", SWEEP(0, 1),
        "How much each round of consultations held raises it."),
    N(hazard_ceiling_per_year, 0, 1000, 12, "per year", NEUTRAL, "Cap of the rate."),
    N(ratification_days, 0, 36525, 365, "days", SWEEP(90, 1735),
        "Median time from signature to ratification."),
    N(ratification_log_sd, 0, 3, .5, "log", SWEEP(0, 1), "Its spread."),
    N(into_force_days, 0, 36525, 30, "days", SWEEP(0, 180),
        "From ratification to entry into force."),
    REF(T, follows, "agreements", "Agreement whose consultations may lead to its signature."),
    N(signing_probability, 0, 1, 0, "probability", SWEEP(0, .5),
        "Probability that one round of those consultations does."),
};
static RECORD(entry, T, "How a proposed agreement comes into force.");
#undef T

#define T struct agreement_consultations
static const struct field consultations_fields[] = {
    N(interval_days, 0, 36525, 0, "days", SWEEP(60, 730),
        "Mean time between rounds; 0: none are held."),
    N(first_days, 0, 36525, 0, "days", SWEEP(0, 730),
        "Earliest day of the first round after entry into force."),
    N(skip_tension, 0, 100, 1, "tension", SWEEP(.3, 2),
        "Tension between any two parties at which a round is skipped half of the time."),
};
static RECORD(consultations, T, "Recurring consultations.");
#undef T

#define T struct agreement_exercises
static const struct field exercises_fields[] = {
    N(interval_days, 0, 36525, 0, "days", SWEEP(180, 730),
        "Mean time between exercises or pings; 0: none."),
};
static RECORD(exercises, T, "Recurring exercises and pings.");
#undef T

#define T struct agreement_suspension
static const struct field suspension_fields[] = {
    N(hazard_per_day, 0, 10, 0.00555, "per day", SWEEP(0, .03),
        "Rate of suspension while any two parties are in a crisis."),
    N(resumption_per_day, 0, 10, 0.00274, "per day", SWEEP(.001, .03),
        "Rate of resumption once none are."),
    CHOICE(T, between, between_names, BETWEEN_ALL,
        "Who suspends: all, or the two in a crisis, while the others go on."),
    N(after_violations, 0, 1000, 0, "violations", SWEEP(0, 5),
        "Entries in its ledger, since the last suspension, that suspend it; 0: they do not."),
};
static RECORD(suspension, T, "How it is suspended and resumed.");
#undef T

#define T struct agreement_hub
static const struct field hub_fields[] = {
    N(officers, 1, 1000, 2, "officers", SWEEP(1, 6), "Officers of the hub's desk."),
    N(handling_hours, 0, 8766, 4, "hours", SWEEP(1, 24), "Mean time of handling a message."),
    N(capacity, 1, 100000, 200, "messages", SWEEP(20, 1000),
        "Waiting messages above which further ones are lost."),
    N(implementation, 0, 1, 1, "share", SWEEP(0, 1), "How far the hub exists."),
    N(activity, 0, 1, 1, "share", SWEEP(0, 1), "How much it works."),
    N(rotation_days, 0, 36525, 0, "days", SWEEP(0, 730),
        "Time between changes of the coordinator; 0: none."),
    N(rotation_slowdown, 1, 20, 1.5, "1", SWEEP(1, 3), "Factor on handling after a change."),
    N(rotation_settling_days, 0, 3650, 30, "days", SWEEP(7, 90), "How long it lasts."),
};
static RECORD(hub, T, "The desk messages pass through in an agreement of kind hub.");
#undef T

#define T struct agreement_requests
static const struct field requests_fields[] = {
    N(level, 0, 9, 0, "1", NEUTRAL,
        "Place in the order in which failed requests for assistance are brought on: region "
        "before world; 0: it takes none."),
    N(latency_hours, 0, 87660, 72, "hours", SWEEP(12, 720),
        "Median time until such a request lies on the agreement's desk."),
    N(latency_log_sd, 0, 3, .8, "log", SWEEP(.4, 1.2), "Its spread."),
};
static RECORD(requests, T, "Requests for assistance that were refused or never answered.");
#undef T

#define T struct agreement_programme
static const struct field programme_fields[] = {
    N(budget_musd, 0, 1e6, 0, "US$1m", NEUTRAL, "Money of the capacity programme."),
    N(years, 0, 100, 5, "years", NEUTRAL, "Over how many years it is spent, evenly."),
    DATE(T, start, "Its first day; absent: entry into force."),
    N(technical, 0, 1, .25, "share", SWEEP(0, 1), "Share for detection and resilience."),
    N(policy, 0, 1, .25, "share", SWEEP(0, 1), "Share for the speed of the desks."),
    N(strategy, 0, 1, .25, "share", SWEEP(0, 1), "Share for attribution."),
    N(legal, 0, 1, .25, "share", SWEEP(0, 1), "Share for law-enforcement delay."),
    CHOICE(T, allocation, allocation_names, ALLOCATION_EQUAL, "Who gets how much."),
    N(efficiency, 0, 1, 1, "share", SWEEP(.3, 1), "Share that arrives."),
};
static RECORD(programme, T, "A capacity-building programme with a budget.");
#undef T

#define T struct commitment
static const struct field commitment_fields[] = {
    FIELD(T, text, .required = true, .unit = "",
        .doc = "What was agreed, in the words of the scenario's author."),
    TEXT(T, represented_by,
        "What stands for it: pointers with blanks between, such as measures/hotline or "
        "/pairs/a:b/channels/technical; those without a first / begin at the agreement."),
    TEXT(T, aim,
        "What it is meant to do in the model; absent: what the measures it points to say."),
    TEXT(T, out_of_scope, "Why nothing stands for it."),
};
static const char *
check_commitment(const void *item, const char **member)
{
    const T *c = item;

    *member = "represented_by";
    if (c->represented_by == NULL && c->out_of_scope == NULL) {
        return "something has to stand for it, or out_of_scope to say why nothing does";
    }
    if (c->represented_by != NULL && c->out_of_scope != NULL) {
        return "it is out of scope, or something stands for it, not both";
    }
    return NULL;
}
static const struct record commitment_record = {.name = "commitment",
    .doc = "One thing that was agreed, and what stands for it in the model.",
    .size = sizeof(T),
    .fields = commitment_fields,
    .n_fields = FIELD_COUNT_OF(commitment_fields),
    .check = check_commitment};
#undef T

#define T struct agreement
static const struct field agreement_fields[] = {
    TEXT(T, title, "Its title."),
    TEXT(T, reference, "The document it stands on."),
    TEXT(T, notes, "What is on record and what is assumed."),
    CHOICE(T, kind, world_agreement_kind_names, AGREEMENT_BILATERAL,
        "Two parties, several, or several through a hub."),
    CHOICE(T, status, world_agreement_status_names, AGREEMENT_IN_FORCE,
        "Status on the first day; dates later than that change it."),
    DATE(T, signed_on, "Day of signature."),
    DATE(T, in_force_on, "Day of entry into force; absent: as the status says."),
    DATE(T, expires_on, "Last day; absent: none."),
    N(term_days, 0, 365250, 0, "days", NEUTRAL,
        "How long it lasts from its first entry into force; 0: without end."),
    MAP(T, parties, &party_record, "The parties.", .refers = "states"),
    MAP(T, observers, &party_record, "Dialogue partners: present at consultations.",
        .refers = "states"),
    OBJECT(T, entry, &entry_record, "How it comes into force if it is only proposed."),
    OBJECT(T, consultations, &consultations_record, "Recurring consultations."),
    OBJECT(T, exercises, &exercises_record, "Recurring exercises and pings."),
    OBJECT(T, suspension, &suspension_record, "How it is suspended and resumed."),
    OBJECT(T, hub, &hub_record,
        "The desk of a hub, and of whatever brings requests for assistance."),
    OBJECT(T, requests, &requests_record,
        "Failed requests for assistance that are brought before it."),
    OBJECT(T, programme, &programme_record, "Its capacity programme."),
    MAP(T, measures, &measure_record, "Its measures.", .rows = &measure_rows),
    MAP(T, opens, &channel_record,
        "Channels its parties have with one another from the first day, where they have none.",
        .rows = &world_channel_rows, .rows_only = true),
    MAP(T, commitments, &commitment_record,
        "What was agreed, one by one, for people to read: no rule looks at it."),
};
const struct record world_agreement_record = {.name = "agreement",
    .doc = "An agreement between states and the measures it holds.",
    .size = sizeof(T),
    .fields = agreement_fields,
    .n_fields = FIELD_COUNT_OF(agreement_fields)};
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
    MAP(T, sources, &source_record, "What makes incidents."),
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
