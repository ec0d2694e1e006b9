/* Counts messages and their replies. */
#include "observe/metrics_counters.h"

static void
note_case(struct metric_values *metric, const struct message *m)
{
    if (m->kind == MESSAGE_JOINT_CASE) {
        metric->cases_asked++;
        metric->cases_answered += m->end == MESSAGE_ANSWERED || m->end == MESSAGE_LATE;
        metric->cases_before_decision += m->end == MESSAGE_ANSWERED;
        metric->takedowns += m->reply == REPLY_TAKEDOWN;
    }
}

__attribute__((noinline)) void
metrics_note_message(
    struct array *arrays, struct metric_values *metric, const struct message *m)
{
    metric->messages_sent++;
    metric->messages_answered += m->end == MESSAGE_ANSWERED;
    metric->messages_delivered += m->end == MESSAGE_DELIVERED;
    metric->messages_lost += m->end == MESSAGE_LOST;
    metric->messages_refused += m->end == MESSAGE_REFUSED;
    metric->messages_ignored += m->end == MESSAGE_IGNORED;
    metric->messages_late += m->end == MESSAGE_LATE;
    note_case(metric, m);
    if (m->end == MESSAGE_ANSWERED || m->end == MESSAGE_LATE) {
        metrics_append(&arrays[METRICS_MESSAGES], 24 * (m->answered_day - m->sent_day));
    } else if (m->end == MESSAGE_DELIVERED) {
        metrics_append(&arrays[METRICS_MESSAGES], 24 * (m->handled_day - m->sent_day));
    }
}
