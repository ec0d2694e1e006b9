#include "model/input/world_tables.h"

const char *const world_agreement_kind_names[] = {"bilateral", "multilateral", "hub", NULL};
const char *const world_agreement_status_names[] = {
    "proposed", "signed", "ratified", "in_force", "suspended", "ended", NULL};
static const char *const between_names[] = {"all", "two", NULL};
static const char *const allocation_names[] = {"equal", "weakest_first", "proportional", NULL};

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
    MAP(T, opens, &world_channel_record,
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
