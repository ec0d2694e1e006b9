/* The end of a wait without a reply. The state then knows only that there is no reply. It does not
   know whether the message was lost, is late or was ignored. MODEL.md (10.6) */
#include "model/response/internal.h"

#include "model/channel/channel.h"

double
message_expected_reply(
    const struct sim_context *s, struct dyad_direction direction, int32_t channel)
{
    return channel == NONE
               ? 0
               : message_answers_at(s, direction.pair, dyad_tension(s, direction), channel);
}

/* Reduces trust by the loss for silence. A message that is still under way stores the loss, and a
   late reply reverses it. */
static void
end_wait(struct sim_context *s, int32_t incident, int32_t asked, enum message_kind kind,
    int32_t channel)
{
    struct dyad_direction direction =
        dyad_direction(s, SIM_INCIDENT(s, incident)->target, asked);
    double loss =
        s->world->parameters.trust.refused * message_expected_reply(s, direction, channel);
    int32_t found = 0; /* the first by index, if there are several */

    dyad_trust_update(s, direction, 0, loss);
    sim_notify(s, (struct observation){.kind = OBS_UNANSWERED,
                      .a = incident,
                      .b = asked,
                      .value = (double)kind,
                      .incident = SIM_INCIDENT(s, incident)});
    for (int32_t k = SIM_INCIDENT(s, incident)->messages; k != 0;
         k = SIM_MESSAGE(s, k - 1)->next) {
        const struct message *m = SIM_MESSAGE(s, k - 1);

        if (m->to == asked && m->kind == (int32_t)kind && m->silence.value == 0) {
            found = found == 0 || k < found ? k : found;
        }
    }
    if (found != 0) {
        SIM_MESSAGE(s, found - 1)->silence = (struct decaying){loss, sim_now(s)};
    }
}

void
message_end_wait(struct sim_context *s, int32_t incident, enum message_kind kind)
{
    const struct incident *i = SIM_INCIDENT(s, incident);
    int32_t channel = kind == MESSAGE_LEGAL
                          ? CHANNEL_LAW_ENFORCEMENT
                          : channel_direct(s, world_pair(s->world, i->target, i->named));

    end_wait(s, incident, i->named, kind, channel);
}

void
message_end_requests(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    for (int32_t word = 0; word < SEATS_WORDS; word++) {
        for (int32_t bit = 0; i->requested[word] != 0; bit++) {
            if ((i->requested[word] >> bit & 1) != 0) {
                i->requested[word] &= ~(UINT64_C(1) << bit);
                end_wait(s, incident, 64 * word + bit, MESSAGE_ASSISTANCE, CHANNEL_TECHNICAL);
            }
        }
    }
}

void
message_break_silence(struct sim_context *s, const struct message *m)
{
    struct incident *i = SIM_INCIDENT(s, m->incident);

    if (m->kind == MESSAGE_ASSISTANCE) {
        i->requested[m->to / 64] &= ~(UINT64_C(1) << (m->to % 64));
    }
    dyad_trust_withdraw(s, dyad_direction(s, m->from, m->to), m->silence);
}
