/**
 * narrative_incident.h - shared by the files that describe one incident.
 *
 * narrative_incident.c: how it began, was noticed, became known and ended.
 * narrative_messages.c: what the victim asked others, and the replies. narrative_attribution.c:
 * whom it named and what it decided. narrative_severity.c: what its severity means.
 */
#ifndef WORDS_NARRATIVE_NARRATIVE_INCIDENT_H
#define WORDS_NARRATIVE_NARRATIVE_INCIDENT_H

#include "words/narrative/internal.h"

/** One incident: its node and row, and words for it. */
struct narrative_context {
    struct narrative *s;
    int32_t node;
    const struct trace_rows_incident *i;
    const char *victim;
    char what[NARRATIVE_REFERENCE_BYTES];
    bool stealthy; /* espionage or preparation */
};

/** What its severity from 0 to 10 means for its class, after the labels of DCID, for one target. */
const char *narrative_severity_words(const struct trace_rows_incident *i);

/** Adds lines about the messages: to whom, and the replies. */
void narrative_messages_add(const struct narrative_context *t);

/** Adds lines about a request to join an attribution, for legal assistance, to investigate together,
 * or for police action. */
void narrative_cases_add(const struct narrative_context *t, const struct trace_rows_message *m);

/** Adds " over the direct line of X" if the decision of that day was a question over such a line. */
void narrative_messages_put_line(
    const struct narrative_context *t, double day, struct buffer *out);
/** Adds the warning of the accused after the decision, and its reply. */
void narrative_messages_add_warning(const struct narrative_context *t);

/** Adds lines about attribution, decisions and breaches of agreements. */
void narrative_attribution_add(const struct narrative_context *t);

#endif
