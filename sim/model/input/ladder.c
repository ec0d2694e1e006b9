#include "model/input/ladder.h"

const char *const ladder_rungs[RUNGS] = {"normal relations", "private friction",
    "public friction", "legal or economic cost", "covert competition", "disruption",
    "destruction without casualties", "major harm or military display", "limited force",
    "armed conflict"};

int32_t
ladder_rung_of(const struct incident_type *t, int32_t severity)
{
    if (t->class_ == CLASS_ACCIDENT) {
        return RUNG_NORMAL;
    }
    if (severity >= 7) {
        return RUNG_MAJOR_HARM;
    }
    if (incident_type_is_stealthy(t)) {
        return RUNG_COVERT_COMPETITION;
    }
    return severity >= 5 ? RUNG_DESTRUCTION : RUNG_DISRUPTION;
}
