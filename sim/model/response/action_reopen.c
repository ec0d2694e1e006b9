/* New decisions after industry has named another actor. MODEL.md (9.14) */
#include "model/response/action.h"

#include "model/incident/belief.h"
#include "model/incident/incident.h"
#include "model/response/joint_attribution.h"

#include <string.h>

/* Records that the victim no longer holds the named state responsible. */
static void
give_up_named(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    incident_clear_named(s, i, i->struck);
    joint_attribution_retract(s, i);
    memset(i->joined, 0, sizeof(i->joined));
    action_retract(s, incident, false);
    i->accused = false;
    i->grievance = i->offence = (struct decaying){0, 0};
}

void
action_reopen(struct sim_context *s, int32_t incident)
{
    struct incident *i = SIM_INCIDENT(s, incident);

    if (i->phase != PHASE_DECIDED || i->taken_down || !belief_reopen(s, incident)) {
        return;
    }
    if (i->named >= 0) {
        give_up_named(s, incident);
    }
    belief_conclude(s, i, true);
    i->reopened = true;
    i->answered = i->answer_misdirected = i->struck = false;
    sim_notify(s, (struct observation){.kind = OBS_NAMED, .a = incident, .incident = i});
    if (i->named < 0) {
        belief_drop(s, incident);
        return;
    }
    incident_ref(s, incident);
    i->only_asked = true;      /* so that tension rises at this decision */
    i->phase = PHASE_DEFERRED; /* so that nothing more is asked or investigated */
    sim_mark_step(s, incident, DUE_DECISION);
}
