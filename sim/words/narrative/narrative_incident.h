/**
 * narrative_incident.h - declarations shared by the files that describe one incident.
 *
 * narrative_incident.c: how it began, was noticed and became known. narrative_end.c: how it
 * ended. narrative_messages.c: what the victim asked others, and the replies.
 * narrative_attribution.c: attribution and decisions. narrative_severity.c: its severity in
 * words.
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

/** The severity of an incident (0 to 10) in words, by its class, after the labels of DCID for
 * incidents with one target. */
const char *narrative_severity_words(const struct trace_rows_incident *i);

enum { NARRATIVE_WHICH_BYTES = 64 + TEXT_DAY_BYTES + 2 * TEXT_VISIBLE_BYTES };

/**
 * " of the incident of 2 March 2022", with `word` in place of "of", if the chapter describes
 * several incidents, else "". Several incidents of one day are told apart by their state, or
 * else by their type. Returns `out`.
 */
const char *narrative_incident_which(
    const struct narrative_context *t, const char *word, char out[NARRATIVE_WHICH_BYTES]);

/** Adds how the incident ended, or that the run leaves it open. */
void narrative_end_add(const struct narrative_context *t);
/** Adds that its author made a demand, and that the victim met it. */
void narrative_end_add_demand(const struct narrative_context *t);
void narrative_end_add_concession(const struct narrative_context *t);

/** Adds lines about the findings that the victim shared, its questions, and the replies. */
void narrative_messages_add(const struct narrative_context *t);

/** Adds lines about a request to join an attribution, for legal assistance, to investigate
 * together, or for law-enforcement assistance. */
void narrative_cases_add(const struct narrative_context *t, const struct trace_rows_message *m);

/** Adds " over the direct line of X" if the decision of that day was a question over such a line. */
void narrative_messages_put_line(
    const struct narrative_context *t, double day, struct buffer *out);
/** Adds the warning of the accused, the requests to other states, and the replies. */
void narrative_messages_add_requests(const struct narrative_context *t);

/** The agreement whose measure makes the channel of the message a direct line between the two;
 * NONE without one. */
int32_t narrative_line_direct(const struct narrative *s, const struct trace_rows_message *m);
/** Whether an agreement between the two increases the probability that messages arrive over
 * that channel. */
bool narrative_line_has_contact(const struct narrative *s, const struct trace_rows_message *m);
/** Adds "over the direct line of “X”"; the words "direct line" are left out if the title
 * contains them. */
void narrative_line_put(const struct narrative *s, int32_t agreement, struct buffer *out);

/** Adds lines about attribution, decisions and breaches of agreements. */
void narrative_attribution_add(const struct narrative_context *t);

#endif
