/**
 * narrative_incident.h - declarations shared by the files that describe one incident.
 *
 *   narrative_incident.c     how the incident began, was noticed and became known
 *   narrative_truth.c        how the truth about it became known
 *   narrative_end.c          how the incident ended
 *   narrative_messages.c     what the victim asked the suspect and its partners, and the replies
 *   narrative_sharing.c      the findings and notices that the victim sent to others
 *   narrative_cases.c        requests for joint attribution, legal assistance, joint investigation
 *                            and police
 *   narrative_finding.c      whom the victim held responsible, and why it held nobody responsible
 *   narrative_attribution.c  decisions
 *   narrative_severity.c     severity in words
 */
#ifndef WORDS_NARRATIVE_NARRATIVE_INCIDENT_H
#define WORDS_NARRATIVE_NARRATIVE_INCIDENT_H

#include "words/narrative/narrative_acts.h"

/** One incident: its node, its row, and words for it. */
struct narrative_context {
    struct narrative *s;
    int32_t node;
    const struct trace_rows_incident *i;
    const char *victim;
    char what[NARRATIVE_REFERENCE_BYTES];
    bool stealthy; /* the incident is espionage or pre-positioning */
};

/**
 * Returns the severity of an incident (0 to 10) in words. The words depend on its class. They
 * follow the labels of DCID (Dyadic Cyber Incident Dataset) for incidents with one target.
 */
const char *narrative_severity_words(const struct trace_rows_incident *i);

enum { NARRATIVE_WHICH_BYTES = 64 + TEXT_DAY_BYTES + 2 * TEXT_VISIBLE_BYTES };

/**
 * Writes which incident is meant, if the chapter describes several incidents: " of the incident of
 * 2 March 2022", with `word` in place of the first "of". Otherwise writes "". If several
 * incidents began on one day, adds their state, or if that does not distinguish them, their type.
 * Returns `out`.
 */
const char *narrative_incident_which(
    const struct narrative_context *t, const char *word, char out[NARRATIVE_WHICH_BYTES]);

/**
 * Adds lines about new evidence that showed who was responsible, unless the victim knew this
 * already.
 */
void narrative_truth_add(const struct narrative_context *t);

/** Adds a line about how the incident ended, or that it is still open at the end of the run. */
void narrative_end_add(const struct narrative_context *t);
/**
 * These functions add lines about the demand of the attacker, and about the concession of the
 * victim, if there are any.
 */
void narrative_end_add_demand(const struct narrative_context *t);
void narrative_end_add_concession(const struct narrative_context *t);

/**
 * Adds lines about the findings that the victim shared, the questions that it asked, and the
 * replies.
 */
void narrative_messages_add(const struct narrative_context *t);

/** Adds a line about the technical findings that the victim shared at once. */
void narrative_sharing_add_findings(const struct narrative_context *t);
/** Adds a line about the technical notices or reports that the victim sent after its decision. */
void narrative_sharing_add_notices(const struct narrative_context *t);

/**
 * Adds lines about a request of the victim: to join its attribution, to give legal assistance, to
 * investigate together, or to act against a group (law-enforcement assistance).
 */
void narrative_cases_add(const struct narrative_context *t, const struct trace_rows_message *m);

/**
 * Appends " over the hotline of X" if the decision on `day` was to ask a question over a hotline.
 */
void narrative_messages_put_line(
    const struct narrative_context *t, double day, struct buffer *out);
/**
 * Adds lines about the warning to the accused state, the requests to other states, and the replies.
 */
void narrative_messages_add_requests(const struct narrative_context *t);

/**
 * Returns the agreement whose measure makes the channel of the message a hotline between its
 * sender and receiver; NONE if there is none.
 */
int32_t narrative_line_direct(const struct narrative *s, const struct trace_rows_message *m);
/**
 * Returns an agreement in force on `day`, between the victim and another party, with a measure that
 * gives the victim better evidence; NONE if there is none.
 */
int32_t narrative_line_evidence(const struct narrative *s, int32_t victim, double day);
/**
 * Whether an agreement between sender and receiver raises the probability that messages arrive over
 * the channel of the message.
 */
bool narrative_line_has_contact(const struct narrative *s, const struct trace_rows_message *m);
/**
 * Appends "over the hotline of “X”". Leaves out the title X of the agreement if it contains the
 * word "hotline".
 */
void narrative_line_put(const struct narrative *s, int32_t agreement, struct buffer *out);

/**
 * Adds a line about the conclusion of event `e`. A conclusion that names no state is reported only
 * if `last` is true.
 */
void narrative_finding_add(
    const struct narrative_context *t, const struct trace_rows_event *e, bool last);
/** Returns the last conclusion of the victim by `day`, an event OBS_NAMED; NULL if none. */
const struct trace_rows_event *narrative_finding_before(
    const struct narrative_context *t, double day);
/**
 * Adds why the victim held nobody responsible on `day`, if after the reply the probability that the
 * asked state was responsible would usually have sufficed to name it.
 */
void narrative_finding_add_caution(const struct narrative_context *t, double day);

/**
 * Adds that the victim kept to its conclusion when a security company named another actor, unless
 * other lines describe the effect of this report.
 */
void narrative_finding_add_report(const struct narrative_context *t);

/** Adds lines about attribution, decisions and breaches of agreements. */
void narrative_attribution_add(const struct narrative_context *t);

#endif
