/**
 * story_incident.h - an incident being told: what the files that tell it share.
 *
 * story_incident.c: how it began, was noticed, became known and ended. story_talk.c: what the victim
 * asked others and heard. story_verdict.c: whom it named and what it decided.
 */
#ifndef WORDS_STORY_INCIDENT_H
#define WORDS_STORY_INCIDENT_H

#include "words/story_parts.h"

/** Its row and what is said about it. */
struct story_telling {
    struct story *s;
    int32_t node;
    const struct trace_rows_incident *i;
    const char *victim;
    char what[STORY_REFERENCE_BYTES];
    bool stealthy;
};

/** Every message about it, to whom and with what answer. */
void story_talk_tell(const struct story_telling *t);

/** Whom the victim named, what it decided, and which agreements it counted as broken. */
void story_verdict_tell(const struct story_telling *t);

#endif
