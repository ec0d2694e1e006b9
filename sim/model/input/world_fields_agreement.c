#include "model/input/world_fields.h"

const char *const world_agreement_kind_names[] = {"bilateral", "multilateral", "hub", NULL};
const char *const world_agreement_status_names[] = {
    "proposed", "signed", "ratified", "in_force", "suspended", "ended", NULL};
static const char *const may_names[] = {"if_of_two", "yes", "no", NULL};
static const char *const between_names[] = {"all", "two", NULL};
static const char *const allocation_names[] = {"equal", "weakest_first", "proportional", NULL};

#define RECORD_TYPE struct party
static const struct field party_fields[] = {
    NUMBER_OF(implementation, 0, 1, 1, "share", SWEEP(0, 1),
        "How far the party puts the measures into practice (implementation)."),
    NUMBER_OF(activity, 0, 1, 1, "share", SWEEP(0, 1),
        "How much the party uses the measures (activity)."),
    DATE(RECORD_TYPE, joined,
        "Day on which the state becomes a party; absent: when the agreement enters into "
        "force."),
    NUMBER_OF(accession_days, 0, 36525, 0, "days", SWEEP(0, 1735),
        "Median time from entry into force (or from `joined`, if that is later) to the "
        "accession of the state; 0: no delay."),
    NUMBER_OF(
        accession_log_sd, 0, 3, .5, "log", SWEEP(0, 1), "Spread of the time to accession."),
    DATE(RECORD_TYPE, left, "Day on which the state leaves the agreement; absent: never."),
    NUMBER_OF(programme_share, 0, 1e6, 1, "1", NEUTRAL,
        "Weight of the party when the capacity programme is allocated in proportion to "
        "weights."),
};
static RECORD(party, RECORD_TYPE, "A party of an agreement.");
#undef RECORD_TYPE

#define RECORD_TYPE struct agreement_entry
static const struct field entry_fields[] = {
    NUMBER_OF(hazard_per_year, 0, 100, 0, "per year", SWEEP(0, 1),
        "Rate of signature without tension and consultations; 0: the agreement is signed only "
        "on the dates given."),
    NUMBER_OF(tension_weight, -10, 10, 1, "log", SWEEP(0, 2),
        "Effect of tension on the rate of signature: states sign under threat."),
    NUMBER_OF(threat_weight, -10, 10, 0, "log", SWEEP(0, 2),
        "Effect, on the rate of signature, of the highest tension of a party toward a state "
        "outside the agreement."),
    NUMBER_OF(consultation_weight, -10, 10, .3, "log", SWEEP(0, 1),
        "Effect of each round of consultations on the rate of signature."),
    NUMBER_OF(hazard_ceiling_per_year, 0, 1000, 12, "per year", NEUTRAL,
        "Maximum rate of signature."),
    NUMBER_OF(ratification_days, 0, 36525, 365, "days", SWEEP(90, 1735),
        "Median time from signature to ratification."),
    NUMBER_OF(ratification_log_sd, 0, 3, .5, "log", SWEEP(0, 1),
        "Spread of the time from signature to ratification."),
    NUMBER_OF(into_force_days, 0, 36525, 30, "days", SWEEP(0, 180),
        "Time from ratification to entry into force."),
    REF(RECORD_TYPE, follows, "agreements",
        "Agreement whose consultations may lead to its signature."),
    NUMBER_OF(signing_probability, 0, 1, 0, "probability", SWEEP(0, .5),
        "Probability that one round of the consultations of `follows` leads to signature."),
};
static RECORD(entry, RECORD_TYPE, "How a proposed agreement enters into force.");
#undef RECORD_TYPE

#define RECORD_TYPE struct agreement_consultations
static const struct field consultations_fields[] = {
    NUMBER_OF(interval_days, 0, 36525, 0, "days", SWEEP(60, 730),
        "Mean time between rounds of consultations; 0: no rounds."),
    NUMBER_OF(first_days, 0, 36525, 0, "days", SWEEP(0, 730),
        "Time after entry into force that is added to the first interval."),
    NUMBER_OF(skip_tension, 0, 100, 1, "tension", SWEEP(.3, 2),
        "Tension between any two parties at which a round is skipped with probability 0.5."),
    NUMBER_OF(room, 0, 1000, 0, "states", NEUTRAL,
        "Number of states at the table, including states that the scenario leaves out: with "
        "more of them, a round builds less trust between two. 0: the number of parties."),
};
static RECORD(consultations, RECORD_TYPE, "Recurring consultations.");
#undef RECORD_TYPE

#define RECORD_TYPE struct agreement_exercises
static const struct field exercises_fields[] = {
    NUMBER_OF(interval_days, 0, 36525, 0, "days", SWEEP(180, 730),
        "Mean time between exercises or pings (checks that points of contact reply); 0: no "
        "exercises."),
};
static RECORD(exercises, RECORD_TYPE, "Recurring exercises and pings.");
#undef RECORD_TYPE

#define RECORD_TYPE struct agreement_suspension
static const struct field suspension_fields[] = {
    NUMBER_OF(hazard_per_day, 0, 10, 0.00555, "per day", SWEEP(0, .03),
        "Rate of suspension while two parties are in a crisis."),
    NUMBER_OF(level, 0, 100, 0.9, "share", SWEEP(.6, 1),
        "A crisis suspends the agreement only while the tension between two parties is at or "
        "above this share of the threshold of a crisis, or soon after a hostile act "
        "(recent_days); 0: in the whole crisis."),
    NUMBER_OF(recent_days, 0, 3650, 14, "days", SWEEP(0, 90),
        "Time after an open hostile act between two parties during which a crisis may suspend "
        "the agreement at any tension."),
    NUMBER_OF(resumption_per_day, 0, 10, 0.00274, "per day", SWEEP(.001, .03),
        "Rate of resumption when no parties are in a crisis."),
    CHOICE(RECORD_TYPE, between, between_names, BETWEEN_ALL,
        "all: the whole agreement is suspended; two: only between the two states in a crisis."),
    NUMBER_OF(after_violations, 0, 1000, 0, "violations", SWEEP(0, 5),
        "Number of violations, since the last suspension, after which the agreement is "
        "suspended; 0: violations do not suspend the agreement."),
    CHOICE(RECORD_TYPE, may_be_suspended, may_names, MAY_SUSPEND_OF_TWO,
        "Whether a party may suspend the agreement toward another party; if_of_two: only if "
        "the agreement has two parties and a measure with an effect."),
    NUMBER_OF(after_hostile_act, 0, 1, 0, "probability", SWEEP(0, .3),
        "Probability that a party suspends the agreement, if it may, after its own act of rung "
        "2 or more toward another party."),
    NUMBER_OF(rung, 1, 3, 1, "rung", NEUTRAL,
        "Rung, as an act, of a suspension by a party; all metrics count the suspension at this "
        "rung."),
};
static RECORD(suspension, RECORD_TYPE, "Suspension and resumption.");
#undef RECORD_TYPE

#define RECORD_TYPE struct agreement_hub
static const struct field hub_fields[] = {
    NUMBER_OF(officers, 1, 1000, 2, "officers", SWEEP(1, 6),
        "Number of officers at the desk of the hub."),
    NUMBER_OF(handling_hours, 0, 8766, 4, "hours", SWEEP(1, 24),
        "Mean time for handling one message."),
    NUMBER_OF(capacity, 1, 100000, 200, "messages", SWEEP(20, 1000),
        "Maximum number of waiting messages; further messages are lost."),
    NUMBER_OF(implementation, 0, 1, 1, "share", SWEEP(0, 1),
        "How far the parties put the hub into practice (implementation)."),
    NUMBER_OF(activity, 0, 1, 1, "share", SWEEP(0, 1),
        "How much the parties use the hub (activity)."),
    NUMBER_OF(rotation_days, 0, 36525, 0, "days", SWEEP(0, 730),
        "Time between changes of the coordinator; 0: no changes."),
    NUMBER_OF(rotation_slowdown, 1, 20, 1.5, "1", SWEEP(1, 3),
        "Factor on the handling time after a change of the coordinator."),
    NUMBER_OF(rotation_settling_days, 0, 3650, 30, "days", SWEEP(7, 90),
        "Time after a change of the coordinator in which handling is slower."),
};
static RECORD(
    hub, RECORD_TYPE, "The desk through which messages go in an agreement of kind hub.");
#undef RECORD_TYPE

#define RECORD_TYPE struct agreement_requests
static const struct field requests_fields[] = {
    NUMBER_OF(level, 0, 9, 0, "1", NEUTRAL,
        "Rank of the agreement: failed requests for assistance go to the agreement of the "
        "lowest rank first (a region before the world). 0: the agreement receives no such "
        "requests."),
    NUMBER_OF(latency_hours, 0, 87660, 72, "hours", SWEEP(12, 720),
        "Median time until a failed request for assistance arrives at the desk of the "
        "agreement."),
    NUMBER_OF(latency_log_sd, 0, 3, .8, "log", SWEEP(.4, 1.2),
        "Spread of the time until a failed request arrives."),
};
static RECORD(
    requests, RECORD_TYPE, "Requests for assistance that were refused or not answered.");
#undef RECORD_TYPE

#define RECORD_TYPE struct agreement_programme
static const struct field programme_fields[] = {
    NUMBER_OF(budget_musd, 0, 1e6, 0, "US$1m", NEUTRAL, "Budget of the capacity programme."),
    NUMBER_OF(
        years, 0, 100, 5, "years", NEUTRAL, "Years over which the budget is spent, evenly."),
    DATE(
        RECORD_TYPE, start, "First day of the programme; absent: the day of entry into force."),
    NUMBER_OF(technical, 0, 1, .25, "share", SWEEP(0, 1),
        "Share of the budget for detection and resilience."),
    NUMBER_OF(policy, 0, 1, .25, "share", SWEEP(0, 1),
        "Share of the budget for the speed of the desks."),
    NUMBER_OF(
        strategy, 0, 1, .25, "share", SWEEP(0, 1), "Share of the budget for attribution."),
    NUMBER_OF(legal, 0, 1, .25, "share", SWEEP(0, 1),
        "Share of the budget for faster law enforcement."),
    CHOICE(RECORD_TYPE, allocation, allocation_names, ALLOCATION_EQUAL,
        "Allocation of the budget to the parties."),
    NUMBER_OF(efficiency, 0, 1, 1, "share", SWEEP(.3, 1),
        "Share of the budget that reaches the parties."),
};
static RECORD(programme, RECORD_TYPE, "A capacity-building programme with a budget.");
#undef RECORD_TYPE

#define RECORD_TYPE struct commitment
static const struct field commitment_fields[] = {
    FIELD(RECORD_TYPE, text, .required = true, .unit = "",
        .doc = "The commitment, in the words of the author of the scenario."),
    TEXT(RECORD_TYPE, represented_by,
        "Pointers to the members that represent the commitment, separated by spaces, such as "
        "measures/hotline or /pairs/a:b/channels/technical; a pointer without a first / starts "
        "at the agreement."),
    TEXT(RECORD_TYPE, aim,
        "Intended effect of the commitment in the model; absent: the effects of the measures "
        "that represent it."),
    TEXT(RECORD_TYPE, no_mechanism,
        "Reason why no rule of the model represents the commitment, which therefore changes "
        "nothing in a run."),
    TEXT(RECORD_TYPE, out_of_scope,
        "Reason why the matter of the commitment lies outside the model."),
};
static const char *
check_commitment(const void *item, const char **member)
{
    const RECORD_TYPE *c = item;

    int given =
        (c->represented_by != NULL) + (c->no_mechanism != NULL) + (c->out_of_scope != NULL);

    *member = "represented_by";
    if (given == 0) {
        return "is missing; name the members that represent the commitment, or give a reason "
               "in no_mechanism or out_of_scope";
    }
    if (given > 1) {
        return "excludes no_mechanism and out_of_scope; give only one of the three";
    }
    return NULL;
}
static const struct record commitment_record = {.name = "commitment",
    .doc = "One commitment, and the members of the model that represent it.",
    .size = sizeof(RECORD_TYPE),
    .fields = commitment_fields,
    .n_fields = FIELD_COUNT_OF(commitment_fields),
    .check = check_commitment};
#undef RECORD_TYPE

#define RECORD_TYPE struct agreement
static const struct field agreement_fields[] = {
    FIELD(RECORD_TYPE, title, .translatable = true, .unit = "", .doc = "Title."),
    TEXT(RECORD_TYPE, reference, "The document."),
    FIELD(RECORD_TYPE, notes, .translatable = true, .unit = "",
        .doc = "Recorded facts and assumptions."),
    CHOICE(RECORD_TYPE, kind, world_agreement_kind_names, AGREEMENT_BILATERAL,
        "Two parties, several parties, or several parties with a hub."),
    CHOICE(RECORD_TYPE, status, world_agreement_status_names, AGREEMENT_IN_FORCE,
        "Status of the agreement on the first day; later dates change the status."),
    DATE(RECORD_TYPE, signed_on, "Day of signature."),
    DATE(RECORD_TYPE, in_force_on,
        "Day of entry into force; absent: the first day if the status is in_force, otherwise "
        "as `entry` determines."),
    DATE(RECORD_TYPE, expires_on,
        "Last day of the agreement; absent: the agreement does not expire."),
    NUMBER_OF(term_days, 0, 365250, 0, "days", NEUTRAL,
        "Duration from the first entry into force; 0: unlimited."),
    MAP(RECORD_TYPE, parties, &party_record, "The parties.", .refers = "states"),
    MAP(RECORD_TYPE, observers, &party_record, "Dialogue partners: present at consultations.",
        .refers = "states"),
    SWITCH(RECORD_TYPE, alliance, 0,
        "Whether the parties are allies, for example by a treaty of mutual defence. While the "
        "agreement is in force, allies report attacks on networks of their armed forces to "
        "each other."),
    OBJECT(RECORD_TYPE, entry, &entry_record,
        "How the agreement enters into force if it is only proposed."),
    OBJECT(RECORD_TYPE, consultations, &consultations_record, "Recurring consultations."),
    OBJECT(RECORD_TYPE, exercises, &exercises_record, "Recurring exercises and pings."),
    OBJECT(RECORD_TYPE, suspension, &suspension_record, "Suspension and resumption."),
    OBJECT(RECORD_TYPE, hub, &hub_record,
        "The desk of a hub, also used for failed requests for assistance."),
    OBJECT(RECORD_TYPE, requests, &requests_record,
        "How the agreement receives failed requests for assistance."),
    OBJECT(RECORD_TYPE, programme, &programme_record, "Capacity programme of the agreement."),
    MAP(RECORD_TYPE, measures, &measure_record, "Its measures.", .builtins = &measure_rows),
    MAP(RECORD_TYPE, opens, &world_channel_record,
        "Channels that the agreement opens, while it is in force, between parties that do not "
        "have them.",
        .builtins = &world_channel_rows, .builtins_only = true),
    MAP(RECORD_TYPE, commitments, &commitment_record,
        "Commitments of the text, for readers; no rule uses them."),
};
const struct record world_agreement_record = {.name = "agreement",
    .doc = "An agreement between states, with its measures.",
    .size = sizeof(RECORD_TYPE),
    .fields = agreement_fields,
    .n_fields = FIELD_COUNT_OF(agreement_fields),
    .listed = MEMBERS_LISTED};
#undef RECORD_TYPE
