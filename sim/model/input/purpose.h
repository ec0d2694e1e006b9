/**
 * purpose.h - what randomness is spent on. A purpose is one row with one place that draws it.
 *
 * Together with an entity and an index a purpose addresses a block of four uniforms (stream.h).
 * The names are part of the documented address format: renaming one changes every history.
 */
#ifndef MODEL_INPUT_PURPOSE_H
#define MODEL_INPUT_PURPOSE_H

#include <stdint.h>

/* X(name, entity and index, what the uniforms of a block are spent on) */
#define PURPOSES(X)                                                                            \
    X(activity, "stream, 0", "gamma activity of a stream (variable number)")                   \
    X(pair_activity, "pair, 0", "gamma activity of a pair (variable number)")                  \
    X(pair_direction, "pair, 0", "beta split of a pair's activity (variable number)")          \
    X(gap, "stream, candidate / 4", "gaps before four candidates in a row")                    \
    X(acceptance, "stream, candidate / 4", "acceptance of four candidates in a row")           \
    X(nature, "candidate, 0", "type, severity, duration, dwell")                               \
    X(target, "candidate, 0", "target class, critical infrastructure, false flag, blamed")     \
    X(bundle, "candidate, 0", "number of further members of the campaign")                     \
    X(member, "candidate, member", "lag, target, acceptance")                                  \
    X(spillover, "incident, 0", "whether it spills over")                                      \
    X(post_hoc, "incident, 0", "whether and when it is found after its end")                   \
    X(publicity, "incident, 0", "whether and when it becomes public")                          \
    X(industry, "incident, 0", "whether, when and whom industry names")                        \
    X(service, "job, 0", "service time at a desk")                                             \
    X(perception, "incident, 0", "error in severity, misreading")                              \
    X(evidence, "incident, item", "gap to the item, where it points")                          \
    X(ask, "incident, 0", "whether the suspected state is asked")                              \
    X(transit, "message, 0", "reach, locating, transit there, transit back")                   \
    X(answer, "message, 0", "whether it is answered, refused, with what content")              \
    X(sharing, "incident, partner", "whether indicators are sent, whether they leak")          \
    X(choice, "incident, decision (or incident and option, decision)",                         \
        "Gumbel variates of four options in a row of response.c (or of an added option)")      \
    X(jump, "incident, decision", "size of a jump of tension")                                 \
    X(order, "incident and response, decision", "delay and severity step of a response")       \
    X(truth, "incident, 0", "whether and when the truth comes out")                            \
    X(concession, "incident, 0", "whether the target concedes")                                \
    X(offer, "side, offer", "when a way out is offered, reaches, is accepted")                 \
    X(war, "pair, occasion", "whether force by both sides becomes armed conflict")             \
    X(routine, "pair, contact / 4", "gaps to four routine contacts in a row")                  \
    X(meeting, "agreement, round", "gap to a round of consultations, held, signing")           \
    X(exercise, "agreement, exercise", "gap to an exercise")                                   \
    X(entry, "agreement, step", "hazard of signing, time of ratification")                     \
    X(suspension, "agreement, occasion", "time to suspension and to resumption")               \
    X(investigation, "incident, item",                                                         \
        "consent, and where the items of a joint "                                             \
        "investigation point")                                                                 \
    X(accession, "agreement and state, 0", "time until it accedes")                            \
    X(second_look, "message, 0", "where a partner's own item of evidence points")

#define X(name, address, uniforms) PURPOSE_##name,
enum purpose { PURPOSES(X) PURPOSE_COUNT };
#undef X

struct purpose_row {
    const char *name;
    const char *address;
    const char *uniforms;
};

extern const struct purpose_row purpose_rows[PURPOSE_COUNT];

/** The hashes of all names, which enter the key of the generator. */
struct purpose_keys {
    uint64_t key[PURPOSE_COUNT];
};

struct purpose_keys purpose_hash(void);

#endif
