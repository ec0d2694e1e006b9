/**
 * narrative_cascade.h - the cascades of one run as trees: which incident or act responds to which.
 */
#ifndef WORDS_NARRATIVE_NARRATIVE_CASCADE_H
#define WORDS_NARRATIVE_NARRATIVE_CASCADE_H

#include "observe/recorder.h"

/**
 * An incident, or an executed open act. An operation of a state has a row in incidents.csv and a
 * row in acts.csv with the same id. It is one node.
 */
struct narrative_node {
    const struct trace_rows_incident *incident; /* NULL if the node is an open act */
    const struct trace_rows_act *act;           /* NULL if the node is no act of a state */
    double day;
    int64_t id;
    /* indices of nodes; a root has the parent NONE and is its own root */
    int32_t parent, root, depth;
    int32_t n_below;      /* number of descendants */
    int32_t first, count; /* its children are children[first .. first + count) of the cascade */
};

struct narrative_cascade {
    /* sorted by day, then by id; parents come before their children */
    struct narrative_node *nodes;
    int32_t n_nodes;
    int32_t *children;
    /* Events and messages about nodes, sorted by the id of the node: see
       narrative_cascade_events(). */
    const struct trace_rows_event **events;
    int32_t n_events;
    const struct trace_rows_message **messages;
    int32_t n_messages;
    const struct trace_rows_event **crises; /* events that begin a crisis, in order of time */
    int32_t n_crises;
};

/**
 * Builds the trees. They keep pointers to the rows of `r`, which must not change while *f is used.
 */
enum status narrative_cascade_init(
    struct narrative_cascade *f, const struct recorder *r) MUST_CHECK;
void narrative_cascade_free(struct narrative_cascade *f);

/** Returns the index of the node of an incident or act; NONE if there is no such node. */
int32_t narrative_cascade_find(const struct narrative_cascade *f, int64_t id);

/**
 * Finds the events about an incident or act, in order of time. They are events[*first] and those
 * after it; returns their number.
 */
int32_t narrative_cascade_events(const struct narrative_cascade *f, int64_t id, int32_t *first);

/**
 * Finds the messages about an incident, in the order in which they were sent. They are
 * messages[*first] and those after it; returns their number.
 */
int32_t narrative_cascade_messages(
    const struct narrative_cascade *f, int64_t id, int32_t *first);

#endif
