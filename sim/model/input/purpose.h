/**
 * purpose.h - the purposes of random draws. Each purpose is one row. No number of a block has more
 * than one use.
 *
 * A purpose, an entity and an index together are the address of a block of four uniform numbers
 * (stream.h). The names of purposes are part of the address: a changed name changes the results of
 * all runs.
 */
#ifndef MODEL_INPUT_PURPOSE_H
#define MODEL_INPUT_PURPOSE_H

#include <stdint.h>

/* X(name, entity and index of the address, use of the uniforms of a block) */
#define PURPOSES(X)                                                                            \
    X(activity, "arrival process, 0",                                                          \
        "gamma activity of an arrival process (variable number)")                              \
    X(pair_activity, "pair, 0", "gamma activity of a pair (variable number)")                  \
    X(pair_direction, "pair, 0", "beta split of a pair's activity (variable number)")          \
    X(gap, "arrival process, candidate / 4", "gaps before four successive candidates")         \
    X(acceptance, "arrival process, candidate / 4",                                            \
        "acceptance of four successive candidates")                                            \
    X(nature, "candidate, 0",                                                                  \
        "type, severity, duration, share of the duration that stays hidden")                   \
    X(target, "candidate, 0",                                                                  \
        "target class, critical infrastructure, false flag, blamed state")                     \
    X(bundle, "candidate, 0", "number of further operations of the campaign")                  \
    X(member, "candidate, member",                                                             \
        "lag, target and acceptance of a further operation of the campaign")                   \
    X(spillover, "incident, 0", "whether the incident spills over")                            \
    X(post_hoc, "incident, 0", "whether and when the incident is detected after its end")      \
    X(publicity, "incident, 0", "whether and when the incident becomes public")                \
    X(industry, "incident, 0", "whether and when industry names an actor, and which")          \
    X(service, "job, 0", "service time at a desk")                                             \
    X(perception, "incident, 0", "error in severity, misreading")                              \
    X(evidence, "incident, item",                                                              \
        "gap to the item of evidence, suspect to which the item points")                       \
    X(ask, "incident, 0", "whether the suspected state is asked")                              \
    X(transit, "message, 0",                                                                   \
        "reach, time to locate the receiver, transit there, transit back")                     \
    X(answer, "message, 0",                                                                    \
        "whether there is a reply, its content (of a case: the work), whether it is a "        \
        "refusal")                                                                             \
    X(sharing, "incident, partner", "whether indicators are sent")                             \
    X(leak, "incident, 0", "whether indicators leak to the attacker")                          \
    X(choice, "incident, decision (or incident and option, decision)",                         \
        "Gumbel variates of four options of response.c (or of an added option)")               \
    X(jump, "incident, decision", "size of a jump of tension")                                 \
    X(order, "incident and response, decision", "delay and severity step of a response")       \
    X(truth, "incident, 0", "whether and when the truth becomes known")                        \
    X(concession, "incident, 0", "whether and when the target concedes")                       \
    X(offer, "directed dyad, offer",                                                           \
        "time of an off-ramp offer, whether it arrives and is accepted")                       \
    X(war, "pair, occasion", "whether force by both sides becomes armed conflict")             \
    X(routine, "pair, contact / 4", "gaps to four successive routine contacts")                \
    X(meeting, "agreement, round",                                                             \
        "gap to a round of consultations, whether it is held, whether an agreement is signed") \
    X(exercise, "agreement, exercise", "gap to an exercise")                                   \
    X(entry, "agreement, step", "hazard of signing, time of ratification")                     \
    X(suspension, "agreement, occasion", "time to suspension and to resumption")               \
    X(investigation, "incident, item",                                                         \
        "consent, and the suspects that the items of a joint investigation point to")          \
    X(accession, "agreement and state, 0", "time until it accedes")                            \
    X(second_look, "message, 0", "suspect that a partner's own item of evidence points to")    \
    X(party_suspension, "act and agreement, 0",                                                \
        "whether a party suspends an agreement after its own hostile act")                     \
    X(case, "incident, 0", "whether a partner is asked to investigate the incident")           \
    X(case_item, "message, item",                                                              \
        "quality of a partner's item of evidence, suspect to which it points")                 \
    X(takedown, "message, 0", "whether the source is taken down")                              \
    X(item_weight, "incident, item (2^30: of industry)", "quality of an item of evidence")     \
    X(candour, "incident, decision", "whether an admission counts as a good experience")       \
    X(withdrawal, "order, occasion",                                                           \
        "whether an order is withdrawn after an off-ramp (0) or consultations (1), is "        \
        "reviewed (2), or outlasts the finding that there was no attack (3)")                  \
    X(warning, "incident, 0", "whether the accused is warned before a hostile response")       \
    X(removal, "incident, attempt", "time to remove the intruder, whether it returns")         \
    X(retraction, "incident, 0", "whether a wrong accusation is taken back")                   \
    X(denial, "act, 0", "whether the accused state rejects the accusation or protest")         \
    X(demand, "incident, 0", "whether the state behind an operation states its demand")        \
    X(analysis, "incident, 0", "when a misreading is found")                                   \
    X(handed_over, "incident, reply",                                                          \
        "quality of an item of evidence that a reply brings, suspect to which it points")      \
    X(repair, "incident, 0", "shortest time of repair")

#define X(name, address, uniforms) PURPOSE_##name,
enum purpose { PURPOSES(X) PURPOSE_COUNT };
#undef X

struct purpose_row {
    const char *name;
    const char *address;
    const char *uniforms;
};

extern const struct purpose_row purpose_rows[PURPOSE_COUNT];

/** The hashes of all names. They are part of the key of the random generator. */
struct purpose_keys {
    uint64_t key[PURPOSE_COUNT];
};

struct purpose_keys purpose_hash(void);

#endif
