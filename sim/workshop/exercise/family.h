/**
 * family.h - the six families of responses, in which people choose.
 *
 * The order of the families is fixed and never that of utilities. A new row of the response table
 * belongs to a family by its side and its effect.
 */
#ifndef WORKSHOP_EXERCISE_FAMILY_H
#define WORKSHOP_EXERCISE_FAMILY_H

struct response;

enum family {
    FAMILY_PASS,     /* let it pass */
    FAMILY_REPAIR,   /* repair and warn */
    FAMILY_ASK,      /* ask first */
    FAMILY_TOGETHER, /* turn to a partner; a choice of its own beside the others */
    FAMILY_SAY,      /* say it, in private or in public */
    FAMILY_COST,     /* make it cost */
    FAMILY_COUNT,
    FAMILY_NONE /* no choice of people: doing nothing covertly, asking no partner */
};

/** "pass", "repair", "ask", "together", "say", "cost"; ends with NULL. */
extern const char *const family_names[FAMILY_COUNT + 1];

/** "Let it pass" and so on. */
extern const char *const family_titles[FAMILY_COUNT];

/** What the card of a family says beside its title. */
extern const char *const family_hints[FAMILY_COUNT];

/** The family of a response. */
enum family family_of(const struct response *r);

#endif
