/**
 * narrative_cascade.h - the cascades of one run as trees: which incident or act responds to which.
 */
#ifndef WORDS_NARRATIVE_NARRATIVE_CASCADE_H
#define WORDS_NARRATIVE_NARRATIVE_CASCADE_H

#include "observe/recorder.h"

/**
 * An incident, or an executed open act. An operation of a state is a row of incidents.csv
 * and a row of acts.csv with the same id, and one node.
 */
struct narrative_node {
    const struct trace_rows_incident *incident; /* NULL: an open act */
    const struct trace_rows_act *act;           /* NULL: no act of a state */
    double day;
    int64_t id;
    int32_t parent, root, depth; /* nodes; a root has parent NONE and is its own root */
    int32_t n_below;             /* descendants */
    int32_t first, count;        /* children[first .. first + count) of the cascade */
};

struct narrative_cascade {
    struct narrative_node *nodes; /* by day, then id; parents before their children */
    int32_t n_nodes;
    int32_t *children;
    /* Rows about a node, sorted by its id: see narrative_cascade_events(). */
    const struct trace_rows_event **events;
    int32_t n_events;
    const struct trace_rows_message **messages;
    int32_t n_messages;
    const struct trace_rows_event **crises; /* events that begin a crisis, in order of time */
    int32_t n_crises;
};

/** Keeps pointers to the rows of `r`, which must not move while *f is used. */
enum status narrative_cascade_init(
    struct narrative_cascade *f, const struct recorder *r) MUST_CHECK;
void narrative_cascade_free(struct narrative_cascade *f);

/** Index of the node of an incident or act; NONE without one. */
int32_t narrative_cascade_find(const struct narrative_cascade *f, int64_t id);

/** Events about an incident or act, in order of time: events[*first .. *first + returned). */
int32_t narrative_cascade_events(const struct narrative_cascade *f, int64_t id, int32_t *first);

/** Messages about an incident, in order of sending: messages[*first .. *first + returned). */
int32_t narrative_cascade_messages(
    const struct narrative_cascade *f, int64_t id, int32_t *first);

#endif
