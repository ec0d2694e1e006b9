/**
 * narrative_incident.h - an incident being told: what the files that tell it share.
 *
 * narrative_incident.c: how it began, was noticed, became known and ended.
 * narrative_messages.c: what the victim asked others and heard. narrative_attribution.c: whom
 * it named and what it decided.
 */
#ifndef WORDS_NARRATIVE_INCIDENT_H
#define WORDS_NARRATIVE_INCIDENT_H

#include "words/narrative_internal.h"

/** Its row and what is said about it. */
struct narrative_context {
    struct narrative *s;
    int32_t node;
    const struct trace_rows_incident *i;
    const char *victim;
    char what[NARRATIVE_REFERENCE_BYTES];
    bool stealthy;
};

/** Every message about it, to whom and with what answer. */
void narrative_messages_tell(const struct narrative_context *t);

/** Whom the victim named, what it decided, and which agreements it counted as broken. */
void narrative_attribution_tell(const struct narrative_context *t);

#endif
