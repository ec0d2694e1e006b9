/**
 * narrative_cascade.h - which incident or act answers which: the cascades of one run as trees.
 */
#ifndef WORDS_NARRATIVE_CASCADE_H
#define WORDS_NARRATIVE_CASCADE_H

#include "observe/recorder.h"

/**
 * An incident, or an executed open act. An operation of a state is both a row of incidents.csv
 * and one of acts.csv under one identity, and one node.
 */
struct narrative_node {
    const struct trace_rows_incident *incident; /* NULL: an open act */
    const struct trace_rows_act *act;           /* NULL: no act of a state */
    double day;
    int64_t id;
    int32_t parent, root, depth; /* parent NONE: a root, which is its own root */
    int32_t n_below;             /* nodes below it */
    int32_t first, count;        /* its children: children[first .. first + count) */
};

struct narrative_cascade {
    struct narrative_node *nodes; /* by day, then identity; a parent before its children */
    int32_t n_nodes;
    int32_t *children;
    /* Rows that speak of a node: see narrative_cascade_events. */
    const struct trace_rows_event **events;
    int32_t n_events;
    const struct trace_rows_message **messages;
    int32_t n_messages;
    const struct trace_rows_event **crises; /* beginnings, in order of time */
    int32_t n_crises;
};

/** Rows must stay where they are while the forest is used. */
enum status narrative_cascade_init(
    struct narrative_cascade *f, const struct recorder *r) MUST_CHECK;
void narrative_cascade_free(struct narrative_cascade *f);

/** Events about it, in order of time: events[*first .. *first + returned). */
int32_t narrative_cascade_events(const struct narrative_cascade *f, int64_t id, int32_t *first);

/** Messages about it, in order of sending: messages[*first .. *first + returned). */
int32_t narrative_cascade_messages(
    const struct narrative_cascade *f, int64_t id, int32_t *first);

#endif
