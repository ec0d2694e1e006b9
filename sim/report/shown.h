/**
 * shown.h - the one run that a report shows in detail.
 *
 * By default it is the run with the median escalation score of the first policy that is not the
 * baseline. The data depend on the trace level: incidents only, or with events also acts, messages,
 * turns and the final state of pairs.
 */
#ifndef REPORT_SHOWN_H
#define REPORT_SHOWN_H

#include "model/state/observation.h"
#include "report/report_data.h"

struct shown_incident {
    const char *initiator, *target, *type, *class_, *named, *named_actor, *overt, *covert;
    bool counter_operation;
    double severity, rung, start_day, end_day, detected_day, decided_day, harm;
};

struct shown_act {
    const char *actor, *target;
    double rung, day;
    bool inadvertent;
};

/** A new rung of `from`, a crisis that it entered (1) or left (0), or an accepted off-ramp. */
struct shown_turn {
    enum observation_kind kind; /* OBS_RUNG, OBS_CRISIS, OBS_SETTLED */
    const char *from, *to;
    double day, value;
};

struct shown_message {
    const char *from, *to, *end;
};

struct shown_pair {
    const char *from, *to;
    double tension_final, trust_final, rung_final;
};

/** Kinds of rows of the run. */
enum shown_rows {
    SHOWN_INCIDENTS,
    SHOWN_ACTS,
    SHOWN_TURNS,
    SHOWN_MESSAGES,
    SHOWN_PAIRS,
    SHOWN_ROWS
};

/** Zero is empty. Texts are ids of the world, NULL where there is none. */
struct shown {
    int32_t point, policy, rep;       /* rep 0: there is no run to show */
    bool asked;                       /* requested by --run */
    int64_t run;                      /* its index in the report data */
    bool there;                       /* replayed exactly; else all below is empty */
    const struct world *world;        /* it happened in */
    struct shown_incident *incidents; /* rows in the order of their files */
    struct shown_act *acts;
    struct shown_turn *turns;
    struct shown_message *messages;
    struct shown_pair *pairs;
    int64_t n[SHOWN_ROWS];
};

/** Chooses the run, or takes the requested one, and replays it. */
enum status shown_make(
    struct shown *s, const struct report_data *m, struct failure *f) MUST_CHECK;
void shown_free(struct shown *s);

/** Adds "run 17 under X", and of which point if there are several. */
void shown_name(struct buffer *b, const struct shown *s, const struct report_data *m);

/** Adds a line at the top of a picture, so that the picture alone shows that it is simulated. */
void shown_reminder(struct buffer *b, const struct shown *s, const struct report_data *m);

#endif
